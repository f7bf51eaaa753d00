/* spare.c: big blocks of memory, kept between calls.

   What the system hands out is zeroed page by page when it is first touched, and malloc gives big
   blocks back at once: a gradient that keeps some megabytes then spends more time there than in its
   own two sweeps, at each call anew. So a few big blocks that generated code has given back wait
   here for the next one. Small ones are malloc's. */
#include "spare.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

enum { SLOTS = 16 };

static const size_t smallest = (size_t)64 << 10, largest = (size_t)16 << 20,
                    most = (size_t)64 << 20;

/* A block known here, in use or waiting. Only its owner looks for a block in use, so finding it
   takes no lock; everything else does. */
static struct {
    _Atomic(void *) block;
    size_t size;
    bool waits;
} slots[SLOTS];

static size_t waiting; /* bytes */
static atomic_flag locked = ATOMIC_FLAG_INIT;

static void lock(void)
{
    while (atomic_flag_test_and_set_explicit(&locked, memory_order_acquire))
        ;
}

static void unlock(void)
{
    atomic_flag_clear_explicit(&locked, memory_order_release);
}

/* Empties a slot that waits; what was in it has to be freed. */
static void *evict(int i)
{
    void *block = slots[i].block;
    waiting -= slots[i].size;
    slots[i].waits = false;
    slots[i].block = NULL;
    return block;
}

static void *take(size_t size)
{
    int best = -1;
    lock();
    for (int i = 0; i < SLOTS; i++)
        if (slots[i].waits && slots[i].size >= size && slots[i].size / 4 <= size &&
            (best < 0 || slots[i].size < slots[best].size))
            best = i;
    void *block = NULL;
    if (best >= 0) {
        block = slots[best].block;
        waiting -= slots[best].size;
        slots[best].waits = false;
    }
    unlock();
    return block;
}

/* Remembers a block that is in use, in the place of one that waits if there is no other. */
static void know(void *block, size_t size)
{
    int found = -1;
    void *old = NULL;
    lock();
    for (int i = 0; i < SLOTS && found < 0; i++)
        if (!slots[i].block)
            found = i;
    for (int i = 0; i < SLOTS && found < 0; i++)
        if (slots[i].waits) {
            old = evict(i);
            found = i;
        }
    if (found >= 0) {
        slots[found].size = size;
        slots[found].block = block;
    }
    unlock();
    free(old);
}

static bool drop_all(void)
{
    bool any = false;
    for (int i = 0; i < SLOTS; i++) {
        lock();
        void *block = slots[i].waits ? evict(i) : NULL;
        unlock();
        any |= block != NULL;
        free(block);
    }
    return any;
}

#ifdef __GNUC__
__attribute__((destructor)) static void drop_at_exit(void)
{
    drop_all();
}
#endif

void *spare_get(size_t size)
{
    bool big = size >= smallest && size <= largest;
    void *block = big ? take(size) : NULL;
    if (block)
        return block;
    block = malloc(size);
    if (!block && drop_all())
        block = malloc(size);
    if (block && big)
        know(block, size);
    return block;
}

void spare_put(void *block)
{
    for (int i = 0; block && i < SLOTS; i++) {
        if (slots[i].block != block)
            continue;
        lock();
        slots[i].waits = true;
        waiting += slots[i].size;
        void *old = waiting > most ? evict(i) : NULL;
        unlock();
        free(old);
        return;
    }
    free(block);
}
