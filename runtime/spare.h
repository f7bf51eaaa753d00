/* spare.h: memory for what generated code keeps. */
#ifndef ADC_SPARE_H
#define ADC_SPARE_H

#include <stddef.h>

void *spare_get(size_t size); /* null: there is none */
void spare_put(void *block);  /* from spare_get or malloc; null is allowed */

#endif
