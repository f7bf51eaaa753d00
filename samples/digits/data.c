#include "data.h"

#include <stdio.h>
#include <stdlib.h>

static void fail(const char *file, const char *why)
{
    fprintf(stderr, "%s: %s\n", file, why);
    exit(1);
}

/* The magic number and the extents are big-endian. */
static unsigned read_word(FILE *f)
{
    unsigned word = 0;
    for (int i = 0; i < 4; i++)
        word = word << 8 | ((unsigned)fgetc(f) & 255u);
    return word;
}

/* All bytes behind a header with that many extents; the first extent goes to *n. */
static unsigned char *read_bytes(const char *folder, const char *name, const char *what,
                                 int extents, int *n)
{
    char file[1000];
    size_t size = 1;
    snprintf(file, sizeof file, "%s/%s-%s-ubyte", folder, name, what);
    FILE *f = fopen(file, "rb");
    if (!f)
        fail(file, "cannot open it");
    if (read_word(f) != 0x800u + (unsigned)extents)
        fail(file, "not in the IDX format");
    for (int i = 0; i < extents; i++) {
        unsigned extent = read_word(f);
        if (extent > 100000 || (i > 0 && extent != 28))
            fail(file, "not images of 28 x 28 pixels");
        if (i == 0)
            *n = (int)extent;
        size *= extent;
    }
    unsigned char *bytes = malloc(size + 1);
    if (!bytes || fread(bytes, 1, size, f) != size)
        fail(file, "too short");
    fclose(f);
    return bytes;
}

Images images_read(const char *folder, const char *name)
{
    Images d;
    int labels;
    unsigned char *bytes = read_bytes(folder, name, "images-idx3", 3, &d.n);
    d.label = read_bytes(folder, name, "labels-idx1", 1, &labels);
    d.x = malloc((size_t)d.n * sizeof *d.x);
    if (labels != d.n || !d.x)
        fail(folder, "images and labels do not match");
    for (int i = 0; i < d.n; i++) {
        if (d.label[i] >= classes)
            fail(folder, "a label that is no digit");
        for (int p = 0; p < pixels; p++)
            d.x[i][p] = (float)bytes[(size_t)i * pixels + (size_t)p] / 255.0f;
    }
    free(bytes);
    return d;
}

void images_free(Images *d)
{
    free(d->x);
    free(d->label);
}
