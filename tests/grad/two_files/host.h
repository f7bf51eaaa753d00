/* What brings a header of the system, with a function that adc does not know. */
#ifndef TWO_FILES_HOST_H
#define TWO_FILES_HOST_H
#include <unistd.h>
#define PAGE_SIZE_OF_HOST() sysconf(_SC_PAGESIZE)
#endif
