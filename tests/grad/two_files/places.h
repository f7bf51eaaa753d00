#ifndef PLACES_H
#define PLACES_H
/* Two anonymous members, one of them on the other's line. */
typedef struct places {
    union { int first, count; }; union { const double *left; const double *from; };
    struct { double weight; };
} places;
#endif
