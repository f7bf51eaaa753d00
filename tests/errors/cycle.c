#include <adc/adc.h>

ADC_DERIVE(gradient(f), name(g)); // error: cyclic-derivative
ADC_DERIVE(gradient(g), name(f)); // error: cyclic-derivative
