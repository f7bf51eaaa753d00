/* <adc/tape.h>: what generated code calls to keep values between its forward and its reverse
   sweep: arrays whose size is known before a loop, and a stack for the rest.

   The functions are thread safe, there is nothing to initialise or to free for a program. Big blocks
   (64 KiB to 16 MiB, 64 MiB in all) that are given back wait for the next call. Usable from C and
   C++. */
#ifndef ADC_TAPE_H
#define ADC_TAPE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#define ADC_ALIGNED_ alignas(max_align_t)
#define ADC_NORETURN_ [[noreturn]]
#else
#define ADC_ALIGNED_ _Alignas(max_align_t)
#define ADC_NORETURN_ _Noreturn
#endif

#ifdef __GNUC__
#define ADC_FRESH_ __attribute__((malloc)) /* what it returns overlaps nothing */
#define ADC_COLD_ __attribute__((cold))
#else
#define ADC_FRESH_
#define ADC_COLD_
#endif

/* A version for memory that does not overlap. GCC (12.2, -O1), where it puts such a function in place, believes the promise of
   its parameters in the code around, too. */
#if defined __GNUC__ && !defined __clang__
#define ADC_APART_ __attribute__((noinline))
#else
#define ADC_APART_
#endif

/* Called with a message when memory cannot be had. It must not return: if it does, the runtime
   aborts. A handler that leaves by longjmp may leak the memory of the call that failed. */
typedef void adc_failure_fn(const char *message);

/* Returns the handler in use before. Null: the default, which prints the message and aborts. */
adc_failure_fn *adc_set_failure_handler(adc_failure_fn *handler);

/* Calls the handler; does not return. */
ADC_NORETURN_ void adc_fail(const char *message);

/* count * size bytes for values that are kept, or zeroed for a shadow; null only where count <= 0
   or size is 0. Overflow or no memory: the failure handler. */
ADC_FRESH_ void *adc_array(ptrdiff_t count, size_t size);
ADC_FRESH_ void *adc_zeroed(ptrdiff_t count, size_t size);
void adc_free(void *array); /* null is allowed */

/* A stack in chunks that never move. The first 512 bytes are in the struct: a short loop
   allocates nothing. A popped chunk is freed at once, so an empty tape owns no memory. The object
   must not be copied or moved. */
typedef struct adc_tape {
    char *top, *begin, *end;
    struct adc_chunk *chunk;
    struct adc_later *later;
    struct adc_block *blocks;
    ADC_ALIGNED_ char first[512];
} adc_tape;

/* The cold halves of push and pop. */
ADC_COLD_ void adc_tape_grow(adc_tape *tape);
ADC_COLD_ void adc_tape_shrink(adc_tape *tape);

/* As adc_array, on the tape: for what one run of an inner loop keeps. Dropped when all that was pushed
   after it has been popped; null is allowed. */
ADC_FRESH_ void *adc_tape_array(adc_tape *tape, ptrdiff_t count, size_t size);
void adc_tape_drop(adc_tape *tape, void *array);

/* The primal's free, put off until the reverse sweep has used the memory: freed by adc_tape_end.
   Null is allowed. */
void adc_free_later(adc_tape *tape, void *memory);
/* Where the primal calls realloc: what each of its blocks is long. adc_block notes one that was just
   allocated (null is allowed) and returns it. adc_moved: how many bytes realloc(old, size) takes along;
   a block that was not noted is the caller's, for which the failure handler is called. adc_grown stands
   for that realloc: a new block with these bytes; the old one is freed later. */
void *adc_block(adc_tape *tape, void *block, size_t size);
size_t adc_moved(adc_tape *tape, const void *old, size_t size);
void *adc_grown(adc_tape *tape, void *old, size_t size, size_t moved);

/* For the primal's qsort and bsearch. adc_order: where qsort takes each element from, to be freed by
   adc_free (null where count or size is 0); of elements equal in all bytes the first stays first.
   adc_search: the index of what bsearch finds, or -1. */
size_t *adc_order(const void *base, size_t count, size_t size,
                  int (*compare)(const void *, const void *));
ptrdiff_t adc_search(const void *key, const void *base, size_t count, size_t size,
                     int (*compare)(const void *, const void *));

/* Frees what waits. A tape that nothing was given to in this way needs no end. */
void adc_tape_end(adc_tape *tape);
/* Instead of the end: what waits is freed by that of another tape. */
void adc_tape_hand_over(adc_tape *tape, adc_tape *to);

/* Whether p[0] to p[m - 1] and q[0] to q[n - 1] share no byte: then a version runs that need not keep
   what may be overwritten through the other pointer. The counts are reals: no product of extents
   overflows. */
#define adc_apart(p, m, q, n)                                                                      \
    adc_apart_bytes(p, (double)(m) * sizeof *(p), q, (double)(n) * sizeof *(q))

static inline int adc_apart_bytes(const void *p, double m, const void *q, double n)
{
    const uintptr_t from = (uintptr_t)p, other = (uintptr_t)q;
    return from < other ? (double)(other - from) >= m : (double)(from - other) >= n;
}

/* At the end of a loop that copies and zeroes arrays which might overlap: the loop stays one. GCC (12.2,
   -O2) would make memcpy and memset of it, in a wrong order. */
static inline void adc_in_order(void)
{
#if defined __GNUC__ && !defined __clang__
    __asm__ volatile("" ::: "memory");
#endif
}

/* An object of any size and type. */
void adc_push_bytes(adc_tape *tape, const void *object, size_t size);
void adc_pop_bytes(adc_tape *tape, void *object, size_t size);

static inline void adc_tape_init(adc_tape *tape)
{
    tape->chunk = NULL;
    tape->later = NULL;
    tape->blocks = NULL;
    tape->top = tape->begin = tape->first;
    tape->end = tape->first + sizeof tape->first;
}

/* adc_push_NAME and adc_pop_NAME for each type. Values are popped in exactly the reverse order,
   types included. */
#define ADC_TAPE_TYPE_(name, type)                                                                 \
    static inline void adc_push_##name(adc_tape *tape, type value)                                 \
    {                                                                                              \
        if ((size_t)(tape->end - tape->top) < sizeof value)                                        \
            adc_tape_grow(tape);                                                                   \
        memcpy(tape->top, &value, sizeof value);                                                   \
        tape->top += sizeof value;                                                                 \
    }                                                                                              \
    static inline type adc_pop_##name(adc_tape *tape)                                              \
    {                                                                                              \
        type value;                                                                                \
        if (tape->top == tape->begin)                                                              \
            adc_tape_shrink(tape);                                                                 \
        tape->top -= sizeof value;                                                                 \
        memcpy(&value, tape->top, sizeof value);                                                   \
        return value;                                                                              \
    }

ADC_TAPE_TYPE_(double, double)
ADC_TAPE_TYPE_(float, float)
ADC_TAPE_TYPE_(long_double, long double)
ADC_TAPE_TYPE_(char, unsigned char) /* branches */
ADC_TAPE_TYPE_(short, short)
ADC_TAPE_TYPE_(int, int)
ADC_TAPE_TYPE_(unsigned, unsigned)
ADC_TAPE_TYPE_(long, long)
ADC_TAPE_TYPE_(unsigned_long, unsigned long)
ADC_TAPE_TYPE_(long_long, long long)
ADC_TAPE_TYPE_(unsigned_long_long, unsigned long long)
ADC_TAPE_TYPE_(size, size_t)
#ifndef __cplusplus
ADC_TAPE_TYPE_(double_complex, double _Complex)
ADC_TAPE_TYPE_(float_complex, float _Complex)
ADC_TAPE_TYPE_(long_double_complex, long double _Complex)
#endif

/* Several one after the other: what adc_push_NAME for each from the first on, adc_pop_NAME from the last back, would do. */
#define ADC_TAPE_TYPES_(name, type)                                                                \
    static inline void adc_push_##name##s(adc_tape *tape, const type *values, int n)               \
    {                                                                                              \
        const size_t size = (size_t)n * sizeof *values;                                            \
        if ((size_t)(tape->end - tape->top) < size) {                                              \
            for (int i = 0; i < n; i++)                                                            \
                adc_push_##name(tape, values[i]);                                                  \
            return;                                                                                \
        }                                                                                          \
        memcpy(tape->top, values, size);                                                           \
        tape->top += size;                                                                         \
    }                                                                                              \
    static inline void adc_pop_##name##s(adc_tape *tape, type *values, int n)                      \
    {                                                                                              \
        const size_t size = (size_t)n * sizeof *values;                                            \
        if ((size_t)(tape->top - tape->begin) < size) {                                            \
            for (int i = n - 1; i >= 0; i--)                                                       \
                values[i] = adc_pop_##name(tape);                                                  \
            return;                                                                                \
        }                                                                                          \
        tape->top -= size;                                                                         \
        memcpy(values, tape->top, size);                                                           \
    }

ADC_TAPE_TYPES_(double, double)
ADC_TAPE_TYPES_(float, float)
ADC_TAPE_TYPES_(long_double, long double)

/* Pointers of any type; what is popped may also be written through. */
static inline void adc_push_pointer(adc_tape *tape, const void *value)
{
    if ((size_t)(tape->end - tape->top) < sizeof value)
        adc_tape_grow(tape);
    memcpy(tape->top, &value, sizeof value);
    tape->top += sizeof value;
}

static inline void *adc_pop_pointer(adc_tape *tape)
{
    void *value;
    if (tape->top == tape->begin)
        adc_tape_shrink(tape);
    tape->top -= sizeof value;
    memcpy(&value, tape->top, sizeof value);
    return value;
}

#undef ADC_TAPE_TYPE_
#undef ADC_TAPE_TYPES_
#undef ADC_ALIGNED_
#undef ADC_FRESH_
#undef ADC_COLD_
#undef ADC_NORETURN_

#ifdef __cplusplus
}
#endif

#endif
