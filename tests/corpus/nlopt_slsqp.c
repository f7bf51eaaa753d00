/* The static parts of SLSQP, named for the table. */
#include "slsqp.c"

double slsqp_ldl(int n, double *a, double *z, double sigma, double *w)
{
    ldl_(&n, a, z, &sigma, w);
    return a[0];
}

void slsqp_rotation(double *a, double *b, double *c, double *s)
{
    dsrotg_(a, b, c, s);
}

double slsqp_householder(int m, double *u, double *c, double *up)
{
    int mode = 1, pivot = 1, next = 2, one = 1, stride = 1;
    h12_(&mode, &pivot, &next, &m, u, &one, up, c, &stride, &stride, &one);
    return c[0];
}

/* Nonnegative least squares; both entries stay positive at the point of the table. */
void slsqp_least_squares(int m, int n, double *a, double *b, double *x)
{
    double rnorm, w[8], z[8];
    int index[8], mode;
    nnls_(a, &m, &m, &n, b, x, &rnorm, w, z, index, &mode);
}
