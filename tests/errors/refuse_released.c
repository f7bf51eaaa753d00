/* the arena must not be released between the sweeps; forward mode has only one */
#include <adc/tensor.h>

ADC_GRADIENT(wrt(x), shape(x.data, adc_tensor_size(&x)))
double in_reverse(adc_tensor x)
{
    double s = 0;
    for (int i = 0; i < 3; i++) {
        adc_mark mark = adc_arena_mark();
        adc_tensor h = adc_tanh(adc_mul(x, x));
        s += adc_item(adc_sum(adc_mul(h, h), ADC_ALL));
        adc_arena_release(mark); // error: released
    }
    return s;
}
