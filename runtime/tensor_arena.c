/* tensor_arena.c: the memory that tensors lie in. An arena is a list of chunks and a place in it; a release moves the place
   back and keeps the chunks, so the same sequence of requests finds the same memory again. */
#include "adc/tape.h"
#include "adc/tensor.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

enum { ALIGNMENT = 64, FIRST_CHUNK = 1 << 16 };

typedef struct Chunk {
    struct Chunk *next;
    size_t size;
    char *data;
} Chunk;

struct adc_arena {
    Chunk *first, *now; /* now: null before the first request, and after a release of everything */
    size_t used, bytes; /* of the chunk in use; of all */
};

static _Thread_local adc_arena *in_use;
static pthread_key_t own_key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void *memory(size_t alignment, size_t size)
{
    void *p = alignment ? aligned_alloc(alignment, size) : malloc(size);
    if (!p)
        adc_fail("no memory for tensors");
    return p;
}

adc_arena *adc_arena_new(void)
{
    adc_arena *a = memory(0, sizeof *a);
    *a = (adc_arena){0};
    return a;
}

void adc_arena_free(adc_arena *a)
{
    if (!a)
        return;
    if (in_use == a)
        in_use = NULL;
    while (a->first) {
        Chunk *c = a->first;
        a->first = c->next;
        free(c->data);
        free(c);
    }
    free(a);
}

/* ---- the arena of a thread ---- */

static void free_own(void *a)
{
    adc_arena_free(a);
}

static void free_main(void)
{
    adc_arena_free(pthread_getspecific(own_key));
}

static void make_key(void)
{
    pthread_key_create(&own_key, free_own);
    atexit(free_main); /* the thread that runs the exit handlers has no end of its own */
}

static adc_arena *own_arena(void)
{
    pthread_once(&once, make_key);
    adc_arena *a = pthread_getspecific(own_key);
    if (!a) {
        a = adc_arena_new();
        pthread_setspecific(own_key, a);
    }
    return a;
}

static adc_arena *arena(void)
{
    if (!in_use)
        in_use = own_arena();
    return in_use;
}

adc_arena *adc_arena_use(adc_arena *a)
{
    adc_arena *before = arena();
    in_use = a ? a : own_arena();
    return before;
}

/* ---- requests ---- */

static Chunk *chunk_new(size_t size)
{
    Chunk *c = memory(0, sizeof *c);
    c->next = NULL;
    c->size = size;
    c->data = memory(ALIGNMENT, size);
    return c;
}

/* Goes on to the next chunk that is big enough, or puts a new one behind the last. */
static void *next_chunk(adc_arena *a, size_t size)
{
    Chunk **at = a->now ? &a->now->next : &a->first;
    while (*at && (*at)->size < size)
        at = &(*at)->next;
    if (!*at) {
        size_t most = a->bytes > FIRST_CHUNK ? a->bytes : FIRST_CHUNK;
        *at = chunk_new(size > most ? size : most);
        a->bytes += (*at)->size;
    }
    a->now = *at;
    a->used = size;
    return a->now->data;
}

void *adc_arena_alloc(size_t bytes)
{
    adc_arena *a = arena();
    if (bytes > PTRDIFF_MAX - ALIGNMENT)
        adc_fail("no memory for tensors");
    size_t size = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (size == 0)
        size = ALIGNMENT;
    if (!a->now || a->now->size - a->used < size)
        return next_chunk(a, size);
    void *p = a->now->data + a->used;
    a->used += size;
    return p;
}

adc_mark adc_arena_mark(void)
{
    adc_arena *a = arena();
    return (adc_mark){a->now, a->used};
}

void adc_arena_release(adc_mark mark)
{
    adc_arena *a = arena();
    a->now = mark.chunk;
    a->used = mark.used;
}

size_t adc_arena_bytes(void)
{
    return arena()->bytes;
}
