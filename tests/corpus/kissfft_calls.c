/* Transforms with plans that are made and thrown away, as a function of the signal. */
#include <kiss_fft.h>
#include <kiss_fftr.h>
#include <stdlib.h>

void power_spectrum(int n, const double *x, int m, double *y)
{
    kiss_fft_cfg plan = kiss_fft_alloc(n, 0, NULL, NULL);
    kiss_fft_cpx *in = malloc((size_t)n * sizeof *in), *out = malloc((size_t)n * sizeof *out);
    for (int i = 0; i < n; i++) {
        in[i].r = x[i];
        in[i].i = 0.5 * x[n - 1 - i];
    }
    kiss_fft(plan, in, out);
    for (int i = 0; i < m; i++)
        y[i] = out[i].r * out[i].r + out[i].i * out[i].i;
    free(out);
    free(in);
    free(plan);
}

void real_spectrum(int n, const double *x, int m, double *y)
{
    kiss_fftr_cfg plan = kiss_fftr_alloc(n, 0, NULL, NULL);
    kiss_fft_cpx *out = malloc((size_t)(n / 2 + 1) * sizeof *out);
    kiss_fftr(plan, x, out);
    for (int i = 0; i < m / 2; i++) {
        y[2 * i] = out[i].r;
        y[2 * i + 1] = out[i].i;
    }
    free(out);
    free(plan);
}
