/* data.h: handwritten digits from files in the IDX format. */
#ifndef DATA_H
#define DATA_H

#include "network.h"

typedef struct Images {
    int n;
    float (*x)[pixels];   /* 0: paper, 1: ink */
    unsigned char *label; /* 0 to 9 */
} Images;

/* Reads FOLDER/NAME-images-idx3-ubyte and FOLDER/NAME-labels-idx1-ubyte; exits where it cannot. */
Images images_read(const char *folder, const char *name);
void images_free(Images *d);

#endif
