/* tape.c: the memory that generated code asks for. Takes counts and sizes as the generated code
   computes them (negative counts are loops that do not run); leaves memory that is big enough, or
   calls the failure handler, which does not return. The handler and the big blocks of spare.c
   are the only shared state. */
#include "adc/tape.h"
#include "spare.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct adc_chunk {
    struct adc_chunk *below;
    char *below_top, *below_begin, *below_end; /* the tape before this chunk was added */
    _Alignas(max_align_t) char data[];
};

static const size_t largest_chunk = (size_t)4 << 20;

static void print_and_abort(const char *message)
{
    fprintf(stderr, "adc: %s\n", message);
    abort();
}

static _Atomic(adc_failure_fn *) failure_handler = print_and_abort;

adc_failure_fn *adc_set_failure_handler(adc_failure_fn *handler)
{
    adc_failure_fn *old = failure_handler;
    failure_handler = handler ? handler : print_and_abort;
    return old;
}

void adc_fail(const char *message)
{
    adc_failure_fn *handler = failure_handler;
    handler(message);
    abort();
}

static void fail(size_t count, size_t size)
{
    char message[128];
    snprintf(message, sizeof message, "no memory to keep %zu x %zu bytes for the reverse sweep",
             count, size);
    adc_fail(message);
}

void *adc_array(ptrdiff_t count, size_t size)
{
    if (count <= 0 || size == 0)
        return NULL;
    void *array = (size_t)count <= PTRDIFF_MAX / size ? spare_get((size_t)count * size) : NULL;
    if (!array)
        fail((size_t)count, size);
    return array;
}

void *adc_zeroed(ptrdiff_t count, size_t size)
{
    if (count <= 0 || size == 0)
        return NULL;
    void *array = (size_t)count <= PTRDIFF_MAX / size ? calloc((size_t)count, size) : NULL;
    if (!array)
        fail((size_t)count, size);
    return array;
}

void adc_free(void *array)
{
    spare_put(array);
}

struct adc_later {
    struct adc_later *next;
    void *memory;
};

void adc_free_later(adc_tape *tape, void *memory)
{
    if (!memory)
        return;
    struct adc_later *l = malloc(sizeof *l);
    if (!l)
        fail(1, sizeof *l);
    l->next = tape->later;
    l->memory = memory;
    tape->later = l;
}

struct adc_block {
    struct adc_block *next;
    const void *block;
    size_t size;
};

void *adc_block(adc_tape *tape, void *block, size_t size)
{
    if (!block)
        return NULL;
    struct adc_block *b = malloc(sizeof *b);
    if (!b)
        fail(1, sizeof *b);
    b->next = tape->blocks;
    b->block = block;
    b->size = size;
    tape->blocks = b;
    return block;
}

size_t adc_moved(adc_tape *tape, const void *old, size_t size)
{
    if (!old)
        return 0;
    for (struct adc_block *b = tape->blocks; b; b = b->next)
        if (b->block == old)
            return b->size < size ? b->size : size;
    adc_fail("realloc of memory that was allocated before the call: its shadow cannot move");
    return 0;
}

void *adc_grown(adc_tape *tape, void *old, size_t size, size_t moved)
{
    void *block = malloc(size);
    if (!block)
        return NULL;
    if (moved > 0)
        memcpy(block, old, moved);
    adc_free_later(tape, old);
    return adc_block(tape, block, size);
}

void adc_tape_hand_over(adc_tape *tape, adc_tape *to)
{
    struct adc_later **last = &tape->later;
    while (*last)
        last = &(*last)->next;
    *last = to->later;
    to->later = tape->later;
    tape->later = NULL;
    adc_tape_end(tape);
}

void adc_tape_end(adc_tape *tape)
{
    while (tape->blocks) {
        struct adc_block *b = tape->blocks;
        tape->blocks = b->next;
        free(b);
    }
    while (tape->later) {
        struct adc_later *l = tape->later;
        tape->later = l->next;
        free(l->memory);
        free(l);
    }
}

/* A chunk for at least so many bytes. No chunk above the first is ever below another and empty: pop
   and drop look for what is on top in one chunk or in the one below. */
static void grow_for(adc_tape *tape, size_t least)
{
    size_t size = 2 * (size_t)(tape->end - tape->begin);
    if (size > largest_chunk)
        size = largest_chunk;
    if (size < least)
        size = least;
    if (tape->chunk && tape->top == tape->begin)
        adc_tape_shrink(tape);
    struct adc_chunk *chunk = spare_get(sizeof *chunk + size);
    if (!chunk)
        fail(1, size);
    chunk->below = tape->chunk;
    chunk->below_top = tape->top;
    chunk->below_begin = tape->begin;
    chunk->below_end = tape->end;
    tape->chunk = chunk;
    tape->top = tape->begin = chunk->data;
    tape->end = chunk->data + size;
}

void adc_tape_grow(adc_tape *tape)
{
    grow_for(tape, 1);
}

void adc_tape_shrink(adc_tape *tape)
{
    struct adc_chunk *chunk = tape->chunk;
    tape->chunk = chunk->below;
    tape->top = chunk->below_top;
    tape->begin = chunk->below_begin;
    tape->end = chunk->below_end;
    spare_put(chunk);
}

/* In front of the array lies where the top was. */
void *adc_tape_array(adc_tape *tape, ptrdiff_t count, size_t size)
{
    const size_t align = _Alignof(max_align_t), room = align + sizeof(char *);
    if (count <= 0 || size == 0)
        return NULL;
    if ((size_t)count > (PTRDIFF_MAX - sizeof(struct adc_chunk) - room) / size)
        fail((size_t)count, size);
    size_t bytes = (size_t)count * size;
    if ((size_t)(tape->end - tape->top) < room + bytes)
        grow_for(tape, room + bytes);
    char *top = tape->top, *array = top + sizeof top;
    array += -(uintptr_t)array % align;
    memcpy(array - sizeof top, &top, sizeof top);
    tape->top = array + bytes;
    return array;
}

void adc_tape_drop(adc_tape *tape, void *array)
{
    if (!array)
        return;
    if (tape->top == tape->begin)
        adc_tape_shrink(tape);
    memcpy(&tape->top, (char *)array - sizeof tape->top, sizeof tape->top);
    if (tape->chunk && tape->top == tape->begin) /* nothing may be below it: no pop would free it */
        adc_tape_shrink(tape);
}

/* The pieces of an object lie in as many chunks as it takes: its size is known when it is popped,
   so unlike a value of a basic type it may straddle them. */
void adc_push_bytes(adc_tape *tape, const void *object, size_t size)
{
    const char *from = object;
    while (size > 0) {
        if (tape->top == tape->end)
            adc_tape_grow(tape);
        size_t piece = (size_t)(tape->end - tape->top);
        if (piece > size)
            piece = size;
        memcpy(tape->top, from, piece);
        tape->top += piece;
        from += piece;
        size -= piece;
    }
}

void adc_pop_bytes(adc_tape *tape, void *object, size_t size)
{
    char *to = (char *)object + size;
    while (size > 0) {
        if (tape->top == tape->begin)
            adc_tape_shrink(tape);
        size_t piece = (size_t)(tape->top - tape->begin);
        if (piece > size)
            piece = size;
        tape->top -= piece;
        to -= piece;
        memcpy(to, tape->top, piece);
        size -= piece;
    }
}
