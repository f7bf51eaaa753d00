/* sort.c: which permutation a qsort is. Takes what qsort takes and leaves the memory as it is. The
   library's own qsort runs on a copy; elements that equal in all bytes are interchangeable, so the
   permutation is found by their bytes, whatever the algorithm and the comparison. */
#include "adc/tape.h"

#include <stdlib.h>

typedef struct Bytes {
    const char *at;
    size_t size;
} Bytes;

static int compare_bytes(const Bytes *b, size_t i, size_t j)
{
    return memcmp(b->at + i * b->size, b->at + j * b->size, b->size);
}

/* Merge sort of the numbers first ... first + n - 1, stable. */
static void sort(const Bytes *b, size_t *order, size_t *work, size_t first, size_t n)
{
    if (n == 1)
        order[0] = first;
    if (n <= 1)
        return;
    const size_t half = n / 2;
    sort(b, work, order, first, half);
    sort(b, work + half, order + half, first + half, n - half);
    for (size_t i = 0, j = half, k = 0; k < n; k++) {
        const int left = j == n || (i < half && compare_bytes(b, work[i], work[j]) <= 0);
        order[k] = left ? work[i++] : work[j++];
    }
}

size_t *adc_order(const void *base, size_t count, size_t size,
                  int (*compare)(const void *, const void *))
{
    if (count == 0 || size == 0)
        return NULL;
    char *sorted = adc_array((ptrdiff_t)count, size);
    size_t *order = adc_array((ptrdiff_t)count, sizeof *order);
    size_t *work = adc_array((ptrdiff_t)count, 3 * sizeof *work);
    size_t *from = work + count, *to = from + count;
    memcpy(sorted, base, count * size);
    qsort(sorted, count, size, compare);
    sort(&(Bytes){base, size}, from, work, 0, count);
    sort(&(Bytes){sorted, size}, to, work, 0, count);
    for (size_t i = 0; i < count; i++)
        order[to[i]] = from[i];
    adc_free(work);
    adc_free(sorted);
    return order;
}

ptrdiff_t adc_search(const void *key, const void *base, size_t count, size_t size,
                     int (*compare)(const void *, const void *))
{
    const char *found = bsearch(key, base, count, size, compare);
    return found ? (found - (const char *)base) / (ptrdiff_t)size : -1;
}
