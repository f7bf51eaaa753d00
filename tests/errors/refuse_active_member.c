#include <adc/adc.h>
#include <string.h>

struct two {
    int n;
    double *a, *b;
    double w;
};

ADC_CUSTOM_ADJOINT(sum_adjoint)
double sum(const struct two *x);
void sum_adjoint(const struct two *x, struct two *x_adj, double return_adj);

ADC_GRADIENT(wrt(m->a), shape(m->a, m->n))
double custom(const struct two *m)
{
    return sum(m); // error: active-member
}

ADC_GRADIENT(wrt(m->w))
double through(struct two *m) // error: active-member
{
    m->a[0] = m->w;
    return m->a[0] * m->a[0];
}

struct pair {
    double val, err;
};

static void halve(int n, double x, struct pair *r) // error: active-member
{
    if (n <= 0) {
        r->val = r->err;
        return;
    }
    halve(n - 1, x, r);
    r->val *= x;
}

ADC_ADJOINT(wrt(x), of(r->val))
void beside(double x, struct pair *r)
{
    r->err = x * x;
    halve(2, x, r);
}

/* the array itself is on no path */
struct arrays {
    double v[3], w[3];
};
ADC_GRADIENT(wrt(m->w, x))
double moved(struct arrays *m, const double x[3])
{
    memmove(m->v, x, sizeof m->v); // error: active-member
    return m->v[2] * m->w[0];
}
