/* tensor_step.c: what tensor.c times: a step of training, and a hundred operations on 3x3 tensors. */
#include <adc/tensor.h>

ADC_GRADIENT(wrt(w1, b1, w2, b2), shape(w1.data, adc_tensor_size(&w1)), shape(b1.data, adc_tensor_size(&b1)),
             shape(w2.data, adc_tensor_size(&w2)), shape(b2.data, adc_tensor_size(&b2)))
double network_loss(adc_tensor w1, adc_tensor b1, adc_tensor w2, adc_tensor b2, adc_tensor x, int n,
                    const int labels[n])
{
    adc_tensor hidden = adc_relu(adc_add(adc_matmul(x, w1), b1));
    return adc_cross_entropy(n, adc_add(adc_matmul(hidden, w2), b2), labels);
}

ADC_GRADIENT(wrt(x), shape(x.data, adc_tensor_size(&x)))
double small_chain(adc_tensor x, adc_tensor y)
{
    adc_tensor h = x;
    for (int i = 0; i < 100; i++)
        h = adc_mul(h, y);
    return adc_total(h);
}
