/* Inline functions that one source file defines for all: with a macro, as headers of one file do. */
#ifndef INLINES_H
#define INLINES_H
typedef struct inl_pair {
    double x, y;
} inl_pair;
#ifdef INLINES_HERE
#define INL extern inline
#else
#define INL inline
#endif
INL inl_pair inl_add(inl_pair a, inl_pair b)
{
    inl_pair sum = {a.x + b.x, a.y + b.y};
    return sum;
}
INL double inl_dot(inl_pair a, inl_pair b)
{
    return a.x * b.x + a.y * b.y;
}
#endif
