#include <adc/adc.h>

ADC_GRADIENT(wrt(x)) // error: unknown-extent
double f(int n, const double *x)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i];
    return s;
}

ADC_JACOBIAN(wrt(x), of(y)) // error: unknown-extent
void g(int n, const double x[n], double *y)
{
    y[0] = x[0];
}

/* adjoint and tangent need no extents */
ADC_ADJOINT()
ADC_TANGENT()
double h(int n, const double *x)
{
    return n > 0 ? x[0] : 0;
}

/* the clause is shown with what is at hand: the count beside the member, all levels that are open, a number where there is none */
struct series {
    int n;
    double *values;
};
// says: the clause shape(s->values, s->n) says it
ADC_GRADIENT()
double total(const struct series *s) // error: unknown-extent
{
    return s->values[0];
}

ADC_GRADIENT(wrt(a)) // error: unknown-extent
// says: the clause shape(a, m, m) says it
double corner(int m, double **a)
{
    return a[m - 1][m - 1];
}

// says: where there are ten, the clause shape(x, 10) says it
ADC_HESSIAN()
double pair(const double *x) // error: unknown-extent
{
    return x[0] * x[1];
}
