/* main.c: checks the derivatives of the four objectives on small random inputs; with --time also
   says how long they take at the benchmark's sizes, in the time of the primal. */
#include "bench.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

/* The least of many interleaved rounds. */
static void time_one(const Objective *o)
{
    const adc_check_case *c = &o->c;
    double *y = random_array(c->m, 0.0, 1.0, 1);
    double *jac = random_array(c->m * c->n, 0.0, 1.0, 1);
    double best[2] = {INFINITY, INFINITY};
    double until = seconds() + 3.0;
    for (int round = 0; round < 3 || seconds() < until; round++) {
        double start = seconds();
        c->value(c->context, c->x, y);
        double middle = seconds();
        c->jacobian(c->context, c->x, jac);
        double end = seconds();
        best[0] = fmin(best[0], middle - start);
        best[1] = fmin(best[1], end - middle);
    }
    printf("%-5s %-19s %8.3f ms %8.2f %12zu\n", o->name, o->derivative, 1e3 * best[0],
           best[1] / best[0], 2 * c->n);
    free(jac);
    free(y);
}

int main(int argc, char **argv)
{
    bool with_times = argc > 1 && strcmp(argv[1], "--time") == 0;
    Objective small[] = {gmm_new(20, 3, 4), ba_new(1), lstm_new(2, 6, 3), hand_new(10, 7)};
    bool ok = true;
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        small[i].c.name = small[i].name;
        ok &= adc_check_all(&small[i].c, stdout);
    }
    if (!ok || !with_times)
        return ok ? 0 : 1;
    Objective large[] = {gmm_new(1000, 10, 25), ba_new(20000), lstm_new(2, 1024, 14),
                         hand_new(544, 800)};
    printf("\n%-25s %11s %8s %12s\n", "", "primal", "adc", "differences");
    for (size_t i = 0; i < sizeof large / sizeof *large; i++)
        time_one(&large[i]);
    return 0;
}
