#include <adc/adc.h>

void dot_adj(int n, const double *a, const double *b, double *a_adj, double *b_adj, double return_adj);
ADC_CUSTOM_ADJOINT(dot_adj)
double dot(int n, const double *a, const double *b);

/* One that is prepared for it gets a null pointer. */
static void sum_adj(int n, const double *a, const double *b, double *a_adj, double *b_adj, double return_adj)
{
    (void)a, (void)b;
    for (int i = 0; i < n; i++) {
        if (a_adj)
            a_adj[i] += return_adj;
        b_adj[i] += return_adj;
    }
}
ADC_CUSTOM_ADJOINT(sum_adj)
double sum(int n, const double *a, const double *b);

ADC_GRADIENT(wrt(x))
double f(int n, const double *w, const double x[n])
{
    double own[3] = {1.0, 2.0, 3.0};
    return dot(n, w, x) + dot(3, own, x) + sum(n, w, x); // error: custom-adjoint
}
