#ifndef NULL_ADC_H
#define NULL_ADC_H

/* No derivative is asked for in null. */

#endif
