#include <adc/adc.h>

struct vec {
    int n;
    double *at;
};
struct vec zeros_like(struct vec v);
void twice_back(struct vec v, struct vec *v_adj, const struct vec *return_adj);
struct vec twice_forward(struct vec v, const struct vec *v_tan, struct vec *return_tan);
ADC_CUSTOM_ADJOINT(twice_back) ADC_CUSTOM_TANGENT(twice_forward) ADC_SHADOW(zeros_like)
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

ADC_VIEW struct vec turned(struct vec v);

ADC_JACOBIAN(wrt(v), shape(v.at, v.n), shape(return.at, v.n))
struct vec h(struct vec v) // error: result-view
{
    struct vec w = twice(v), t = turned(w);
    return t;
}
