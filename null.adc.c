/* No derivative is asked for in null. */
struct adc_nothing; /* ISO C wants a declaration */
#include "null.adc.h"
