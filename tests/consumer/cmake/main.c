/* main.c: the test of somebody else's project: the gradient by adc against differences. */
#include "model.h"
#include "model.adc.h"

#include <adc/check.h>

static void value(void *context, const double *x, double *y)
{
    *y = model(*(int *)context, x);
}

static void gradient(void *context, const double *x, double *jac)
{
    model_gradient(*(int *)context, x, jac);
}

int main(void)
{
    int n = 4;
    const double x[4] = {0.3, -1.2, 0.7, 2.0};
    adc_check_case c = {.name = "model",
                        .n = 4,
                        .m = 1,
                        .x = x,
                        .context = &n,
                        .value = value,
                        .jacobian = gradient};
    return adc_check_all(&c, stdout) ? 0 : 1;
}
