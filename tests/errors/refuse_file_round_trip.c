#include <adc/adc.h>
#include <stdio.h>

ADC_GRADIENT()
double f(double x)
{
    double y = x * x, z = 0;
    FILE *t = tmpfile();
    fwrite(&y, sizeof y, 1, t); // error: text
    rewind(t);
    fread(&z, sizeof z, 1, t);
    fclose(t);
    return z;
}
