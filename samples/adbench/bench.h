/* bench.h: random inputs for each objective, wrapped for <adc/check.h> and for the clock. */
#ifndef BENCH_H
#define BENCH_H

#include <adc/check.h>

typedef struct Objective {
    const char *name, *derivative;
    adc_check_case c;
} Objective;

/* The memory is never freed. */
Objective gmm_new(int n, int d, int k);
Objective ba_new(int observations);
Objective lstm_new(int l, int c, int b);
Objective hand_new(int vertices, int points);

double *random_array(size_t n, double low, double high, unsigned long long seed);

#endif
