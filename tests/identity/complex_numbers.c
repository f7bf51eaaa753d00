/* _Complex: arithmetic, parts as places, conversions. */
#include <complex.h>
#include <stdio.h>

static double complex iterate(double complex c, int n)
{
    double complex z = 0;
    while (n-- > 0)
        z = z * z + c;
    return z;
}

int main(void)
{
    double complex z = 1 + 2 * I, w;
    w = z *= 2 - I;
    z += 1;
    printf("%g %g %g %g\n", creal(z), cimag(z), creal(w), cimag(w));
    __real__ z = 5;
    __imag__ z += __real__ z;
    printf("%g %g\n", creal(z), cimag(z));
    w = iterate(0.1 + 0.2 * I, 5);
    printf("%.15g %.15g\n", creal(w), cimag(w));
    double d = w = 2;
    float complex f = 0.1 * I + w;
    printf("%g %.9g %.9g\n", d, crealf(f), cimagf(~f));
    printf("%d %d\n", z == w, z != 0);
    return 0;
}
