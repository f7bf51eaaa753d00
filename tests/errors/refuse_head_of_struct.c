// derive: adjoint(use)
// derive: adjoint(tagged), name(tagged_a)
// derive: adjoint(deep), name(deep_a)
// exit: 1
/* What k points to goes on behind its declared type, and the adjoint of s->k would be the old object's. */
typedef struct head {
    int kind;
} head;
typedef struct shape {
    head h;
    double z;
} shape;
typedef struct holder {
    const head *k;
    double m;
} holder;
typedef struct with_tag {
    int tag;
    double z;
} with_tag;
typedef struct tag_holder {
    int *k;
    double m;
} tag_holder;

double use(holder *s, const head *k)
{
    s->k = k; // error: mixed-pointer
    return ((const shape *)s->k)->z * s->m;
}

double tagged(tag_holder *s, int *k)
{
    s->k = k; // error: mixed-pointer
    return ((with_tag *)s->k)->z * s->m;
}

static double value(const holder *s, int depth)
{
    if (depth > 0)
        return value(s, depth - 1) * s->m;
    return ((const shape *)s->k)->z * s->m;
}
double deep(holder *s, const head *k)
{
    s->k = k;
    return value(s, 2); // error: mixed-pointer
}
