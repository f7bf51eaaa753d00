// derive: gradient(declared), wrt(x)
// derive: gradient(chosen), wrt(x)
// derive: gradient(handed), wrt(x)
// derive: gradient(linked), wrt(x)
// derive: tangent(chosen), wrt(x), name(along)
// derive: gradient(untyped), wrt(x), inactive(p)
// derive: adjoint(held), inactive(p)
/* A pointer to active memory at times, and at times to memory that has no shadow. */
struct link {
    const double *at;
    struct link *next;
};
static double first(const struct link *l, double r)
{
    return l ? l->at[0] * r + first(l->next, r * l->at[1]) : r;
}
static double dot(const double *a, const double *b, int n, double r)
{
    return n ? dot(a + 1, b, n - 1, r + a[0] * b[0]) : r;
}
double declared(int n, const double x[n], const double *p, int c)
{
    const double *q = p; // error: mixed-pointer
    if (c)
        q = x;
    return q[0] * x[0];
}
double chosen(int n, const double x[n], const double *p, int c)
{
    const double *q = c ? x : p; // error: mixed-pointer
    return q[0] * x[0];
}
double handed(int n, const double x[n], const double *p, int c)
{
    return dot(c ? p : x, x, n, 0); // error: mixed-pointer
}
double linked(int n, const double x[n], const double *p)
{
    struct link a = {p, 0}, b = {x, &a};
    return first(&b, x[n - 1]); // error: mixed-pointer
}
/* What is inactive has no shadow, and is no null pointer for that. */
double untyped(int n, const double x[n], const void *p, int c)
{
    const double *q = c ? x : p; // error: mixed-pointer
    return q[0] * x[0];
}
struct opaque;
struct holder {
    const struct opaque *at;
    double factor;
};
double held(struct holder *h, const struct opaque *p)
{
    h->at = p; // error: mixed-pointer
    return ((const double *)h->at)[0] * h->factor;
}
