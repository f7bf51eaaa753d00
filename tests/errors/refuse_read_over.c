#include <adc/adc.h>
#include <stdio.h>

ADC_GRADIENT(wrt(x))
double reads(const char *text, FILE *in, const double x[2])
{
    double a = 1, b[2] = {0}, c = x[0];
    sscanf(text, "%lf", &a); // of its own: nothing is lost
    fread(b, sizeof *b, 2, in);
    sscanf(text, "%lf", &c); // error: read-over
    return a * b[0] * x[0] + c * x[1];
}

ADC_TANGENT(wrt(x))
void reads_into(FILE *in, const double x[2], double *y)
{
    y[0] = x[0] * y[1];
    fread(y + 1, sizeof *y, 1, in); // error: read-over
}
