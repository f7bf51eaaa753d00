#ifndef PART_H
#define PART_H
typedef struct {
    double weight;
} part;
#endif
