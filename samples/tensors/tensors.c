/* tensors.c: the primals. */
#include "tensors.h"

static adc_tensor u(adc_tensor x, adc_tensor y)
{
    return adc_add(adc_add(adc_scale(adc_mul(x, x), 3.0), adc_scale(adc_mul(x, y), 2.0)),
                   adc_mul(y, y));
}

double sum_u(adc_tensor x, adc_tensor y)
{
    return adc_total(u(x, y));
}

double sum_of_columns(adc_tensor z)
{
    return adc_total(u(adc_select(z, 1, 0), adc_select(z, 1, 1)));
}

adc_tensor product(adc_tensor A, adc_tensor B)
{
    return adc_matmul(A, B);
}

void product_to(adc_tensor A, adc_tensor B, double *C)
{
    adc_tensor P = adc_matmul(A, B);
    for (int i = 0; i < adc_extent(&A, 0) * adc_extent(&B, 1); i++)
        C[i] = P.data[i];
}

adc_tensor cubes(adc_tensor a, adc_tensor b)
{
    return adc_sub(adc_scale(adc_mul(adc_mul(a, a), a), 3.0), adc_mul(b, b));
}
