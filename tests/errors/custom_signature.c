#include <adc/adc.h>

struct pair {
    double a, b;
};

void norm_adj(int n, double *x_adj, double return_adj); // error: custom-adjoint
ADC_CUSTOM_ADJOINT(norm_adj)
double norm(int n, const double *x);

void narrow_adj(double a, float *a_adj, double return_adj); // error: custom-adjoint
ADC_CUSTOM_ADJOINT(narrow_adj)
double narrow(double a);

double cube_tan(double a, double *a_tan, double *return_tan); // error: custom-tangent
ADC_CUSTOM_TANGENT(cube_tan)
double cube(double a);

void pair_adj(struct pair p, struct pair *p_adj, struct pair return_adj); // error: custom-adjoint
ADC_CUSTOM_ADJOINT(pair_adj)
struct pair swap(struct pair p);

double *wrong_shadow(int n); // error: shadow
ADC_SHADOW(wrong_shadow)
double *make(int n);

/* These fit: const may differ below pointers, an inactive parameter has no shadow. */
void fits_adj(int n, const double *x, double t, double *x_adj, double return_adj);
ADC_CUSTOM_ADJOINT(fits_adj)
double fits(int n, double x[n], ADC_INACTIVE double t);

ADC_GRADIENT(wrt(x))
double f(int n, const double x[n])
{
    return norm(n, x) + narrow(x[0]);
}
