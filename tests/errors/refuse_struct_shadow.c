#include <adc/adc.h>

struct vec {
    int n;
    double *at;
};
struct vec zeros_like(struct vec v);
void twice_back(struct vec v, struct vec *v_adj, const struct vec *return_adj);
ADC_CUSTOM_ADJOINT(twice_back) ADC_SHADOW(zeros_like)
struct vec twice(struct vec v);

struct scaled {
    double factor;
    double *at;
};
void size_back(struct scaled s, struct scaled *s_adj, double return_adj);
ADC_CUSTOM_ADJOINT(size_back)
double size(const struct scaled s);

/* The result is used once more: its adjoint is not the seed. */
ADC_ADJOINT(wrt(v))
struct vec f(struct vec v)
{
    struct vec w = twice(v), u = twice(w);
    return u.at[0] > 0 ? w : u; // error: result-shadow
}

/* s has a real of its own and points elsewhere afterwards. */
ADC_GRADIENT(wrt(x, y), shape(y, 1))
double g(double x[3], double *y)
{
    struct scaled s = {x[0], x};
    double a = size(s); // error: record-shadow
    s.at = y;
    return a * size(s);
}
