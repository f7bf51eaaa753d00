/* Reads the reference data of the field's benchmark and compares with it. A file is a sequence of
   blocks: a line `name ndim dim1 ... dimn`, then the values, row-major. Every comparison counts one
   check; report() prints how many passed and says what differs most. */
#ifndef ADBENCH_DATA_H
#define ADBENCH_DATA_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCKS 32

struct block {
    char name[64];
    int count;
    double *value;
};

struct data {
    int count;
    struct block block[BLOCKS];
};

static int checks_failed;
static int checks_passed;

/* What is kept to the end: a leak checker then only shows what generated code leaks. */
static void *kept[BLOCKS * 3];
static int kept_count;

static void give_up(const char *what)
{
    fprintf(stderr, "reference data: %s\n", what);
    exit(99);
}

static void *memory(size_t count, size_t size)
{
    void *p = kept_count < BLOCKS * 3 ? calloc(count ? count : 1, size) : NULL;
    if (!p)
        give_up("no memory");
    kept[kept_count++] = p;
    return p;
}

static struct data *data_read(const char *path)
{
    FILE *f = fopen(path, "r");
    struct data *d = memory(1, sizeof *d);
    if (!f)
        give_up(path);
    struct block *b = d->block;
    for (int dims; d->count < BLOCKS && fscanf(f, "%63s %d", b->name, &dims) == 2; b++) {
        b->count = 1;
        for (int i = 0, n; i < dims; i++) {
            if (fscanf(f, "%d", &n) != 1)
                give_up(path);
            b->count *= n;
        }
        b->value = memory((size_t)b->count, sizeof *b->value);
        for (int i = 0; i < b->count; i++)
            if (fscanf(f, "%lf", &b->value[i]) != 1)
                give_up(path);
        d->count++;
    }
    fclose(f);
    return d;
}

static const struct block *data_block(const struct data *d, const char *name)
{
    for (int i = 0; i < d->count; i++)
        if (strcmp(d->block[i].name, name) == 0)
            return &d->block[i];
    give_up(name);
    return NULL;
}

static double *data_reals(const struct data *d, const char *name)
{
    return data_block(d, name)->value;
}

static inline double data_real(const struct data *d, const char *name)
{
    return data_block(d, name)->value[0];
}

static inline int data_int(const struct data *d, const char *name)
{
    return (int)data_real(d, name);
}

static inline int *data_ints(const struct data *d, const char *name)
{
    const struct block *b = data_block(d, name);
    int *value = memory((size_t)b->count, sizeof *value);
    for (int i = 0; i < b->count; i++)
        value[i] = (int)b->value[i];
    return value;
}

static inline double *zeros(int n)
{
    return memory((size_t)n, sizeof(double));
}

/* |got - want| <= 1e-10 * max(1, |want|), for each of them. */
static void compare(const char *what, int n, const double *got, const double *want)
{
    double worst = 0.0;
    int at = -1;
    for (int i = 0; i < n; i++) {
        double e = fabs(got[i] - want[i]) / fmax(1.0, fabs(want[i]));
        if (!(e <= worst)) {
            worst = e;
            at = i;
        }
    }
    if (worst <= 1e-10) {
        checks_passed++;
        return;
    }
    checks_failed++;
    printf("FAIL %s[%d]: %.17g, expected %.17g (%d values)\n", what, at, got[at], want[at], n);
}

static inline int report(void)
{
    printf("checks: %d passed, %d failed\n", checks_passed, checks_failed);
    return checks_failed > 0;
}

static inline void compare_block(const struct data *d, const char *name, const double *got)
{
    compare(name, data_block(d, name)->count, got, data_reals(d, name));
}

#endif
