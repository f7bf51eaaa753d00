/* special.c: digamma, trigamma and polygamma against values computed with mpmath to 40 digits. */
#include "../../runtime/adc/special.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

int main(void)
{
    static const struct {
        int n;
        double x, want;
    } at[] = {
        {0, 0.5, -1.96351002602142348},
        {0, 1, -0.577215664901532861},
        {0, 1.4616321449683622, -9.24126552172942752e-17},
        {0, 1.25, -0.227453533376265408},
        {0, 3.7, 1.16715353936151144},
        {0, 123.456, 4.81182932382898541},
        {0, 1e-10, -10000000000.5772153},
        {0, 10000000000.0, 23.0258509298904568},
        {0, -0.5, 0.0364899739785765206},
        {0, -7.3, 4.33730730551005014},
        {0, -1e-06, 999999.422782690208},
        {1, 0.25, 17.1973291545071107},
        {1, 1, 1.64493406684822644},
        {1, 17.5, 0.0588065880957835074},
        {1, -0.5, 8.93480220054467931},
        {1, -3.75, 19.5049800605995753},
        {1, 100000000.0, 1.00000000500000002e-8},
        {2, 0.5, -16.82879664423432},
        {2, -2.25, 123.896949774060166},
        {3, 4, 0.044865328192755075},
        {5, 0.1, 120000069.307510929},
        {7, -1.5, 2580876.87113484361},
        {20, 30, -4.78608520457176351e-13},
    };
    int failures = 0;
    for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
        double got = adc_polygamma(at[i].n, at[i].x), want = at[i].want;
        if (fabs(got - want) > 2 * DBL_EPSILON * fabs(want)) {
            printf("polygamma(%d, %.17g): %.17g instead of %.17g\n", at[i].n, at[i].x, got, want);
            failures++;
        }
    }
    const double poles[] = {0, -1, -2, -1e20, -INFINITY, NAN};
    for (size_t i = 0; i < sizeof poles / sizeof poles[0]; i++)
        if (!isnan(adc_digamma(poles[i])) || !isnan(adc_trigamma(poles[i])) ||
            !isnan(adc_polygamma(2, poles[i]))) {
            printf("a value at %g\n", poles[i]);
            failures++;
        }
    if (adc_digamma(INFINITY) != INFINITY || adc_trigamma(INFINITY) != 0) {
        puts("not the limit at infinity");
        failures++;
    }
    return failures != 0;
}
