/* main.c: checks the derivatives of the four objectives on small random inputs, those written by
   hand too; with --bench also times them at the benchmark's sizes, in the time of the primal: by
   adc, by hand, and by central differences. */
#include "bench.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

/* The least of many interleaved rounds. Differences cost 2 n primals. */
static void time_one(const Objective *o)
{
    const adc_check_case *c = &o->c;
    double *y = random_array(c->m, 0.0, 1.0, 1);
    double *jac = random_array(c->m * c->n, 0.0, 1.0, 1);
    double best[3] = {INFINITY, INFINITY, INFINITY};
    double until = seconds() + 3.0;
    for (int round = 0; round < 3 || seconds() < until; round++) {
        double start = seconds();
        c->value(c->context, c->x, y);
        double primal = seconds();
        c->jacobian(c->context, c->x, jac);
        double derived = seconds();
        if (o->by_hand) {
            o->by_hand(c->context, c->x, jac);
            best[2] = fmin(best[2], seconds() - derived);
        }
        best[0] = fmin(best[0], primal - start);
        best[1] = fmin(best[1], derived - primal);
    }
    printf("%-5s %-19s %8.3f ms %8.2f", o->name, o->derivative, 1e3 * best[0], best[1] / best[0]);
    if (o->by_hand)
        printf(" %8.2f", best[2] / best[0]);
    else
        printf(" %8s", "");
    printf(" %12zu\n", 2 * c->n);
    free(jac);
    free(y);
}

static bool check_one(Objective o)
{
    o.c.name = o.name;
    bool ok = adc_check_all(&o.c, stdout);
    if (!o.by_hand)
        return ok;
    o.c.jacobian = o.by_hand;
    adc_check_result r = adc_check_jacobian(&o.c);
    r.test = "by hand";
    adc_check_print(stdout, &r);
    return ok && r.ok;
}

int main(int argc, char **argv)
{
    bool bench = argc > 1 && strcmp(argv[1], "--bench") == 0;
    Objective small[] = {gmm_new(20, 3, 4), ba_new(1), lstm_new(2, 6, 3), hand_new(10, 7)};
    bool ok = true;
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        ok &= check_one(small[i]);
    if (!ok || !bench)
        return ok ? 0 : 1;
    Objective large[] = {gmm_new(1000, 10, 25), ba_new(20000), lstm_new(2, 1024, 14),
                         hand_new(544, 800)};
    printf("\n%-25s %11s %8s %8s %12s\n", "", "primal", "adc", "by hand", "differences");
    for (size_t i = 0; i < sizeof large / sizeof *large; i++)
        time_one(&large[i]);
    return 0;
}
