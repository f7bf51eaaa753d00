/* arena.c: the memory of the compiler. Blocks are cut from chunks one behind the other, and no pass
   gives one back. Between two requests arena_collect finds the blocks that something still leads
   to, from the variables of the program and one pointer more, and lets the rest be cut anew: what
   one derivative took to make is there for the next.

   Which words are pointers is not known: every word of a live block that may be the address of a
   byte in a block is taken for one. So a block may live too long, never too short. Nothing is
   moved. The stack is not looked at: a collection is for where it holds nothing of interest. */
#include "adc.h"

#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    CHUNK_BITS = 20,
    CHUNK = 1 << CHUNK_BITS,
    GRAIN = 16, /* blocks begin and end at multiples */
    GRAINS = CHUNK / GRAIN,
    ROOMS = 3,
    LARGE = 1 << 16, /* what is larger gets a chunk of its own */
    COLLECT_AT = 16 << 20,
    AHEAD = 16 /* blocks that are fetched while others are looked into */
};

/* Begins at a multiple of CHUNK; longer than that only where it holds one large block. */
typedef struct Chunk Chunk;
struct Chunk {
    Chunk *next;
    size_t size;
    uint64_t starts[GRAINS / 64]; /* grains that begin a block, or what is free behind one */
    uint64_t marks[GRAINS / 64];  /* of these the live ones */
    max_align_t at[];
};

enum { HEAD = sizeof(Chunk) / GRAIN };
_Static_assert(sizeof(Chunk) % GRAIN == 0, "the first block begins where a grain does");

/* Free memory in a chunk, zeroed once it is filled. */
typedef struct Hole Hole;
struct Hole {
    Hole *next;
    size_t size;
};

/* For blocks up to a size: each of its holes has room for one. */
typedef struct Room {
    char *at, *end; /* being filled */
    Hole *holes;
} Room;

static const size_t most[ROOMS] = {256, 4096, LARGE};
static Room rooms[ROOMS];
static Chunk *chunks;
static size_t taken; /* bytes of rooms and large chunks since the last collection */

static void *no_memory(void)
{
    fputs("adc: out of memory\n", stderr);
    exit(2);
}

/* ---- chunks ---- */

/* Those that hold the addresses of a MB: open addressing, by the address in MB. */
static struct {
    struct {
        uintptr_t number;
        Chunk *chunk;
    } * at;
    size_t n, cap;
    uintptr_t lowest, span; /* all addresses are from lowest on, and less than lowest + span */
} places;

static size_t place_of(uintptr_t number)
{
    size_t i = number * 0x9E3779B97F4A7C15u >> 40 & (places.cap - 1);
    while (places.at[i].chunk && places.at[i].number != number)
        i = (i + 1) & (places.cap - 1);
    return i;
}

static void places_add(Chunk *c)
{
    uintptr_t first = (uintptr_t)c, end = places.lowest + places.span;
    places.lowest = places.n && places.lowest < first ? places.lowest : first;
    places.span = (places.n && end > first + c->size ? end : first + c->size) - places.lowest;
    for (size_t at = 0; at < c->size; at += CHUNK) {
        size_t i = place_of((first + at) >> CHUNK_BITS);
        places.at[i].number = (first + at) >> CHUNK_BITS;
        places.at[i].chunk = c;
        places.n++;
    }
}

/* Of all chunks, with room for as many again. */
static void places_make(void)
{
    size_t n = 0;
    for (const Chunk *c = chunks; c; c = c->next)
        n += c->size / CHUNK + 1;
    free(places.at);
    for (places.cap = 64; places.cap < 4 * n;)
        places.cap *= 2;
    places.n = 0;
    places.at = calloc(places.cap, sizeof *places.at);
    if (!places.at)
        no_memory();
    for (Chunk *c = chunks; c; c = c->next)
        places_add(c);
}

static Chunk *chunk_new(size_t size)
{
    size = (size + sizeof(Chunk) + CHUNK - 1) / CHUNK * CHUNK;
    char *got = mmap(NULL, size + CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (got == MAP_FAILED)
        no_memory();
    size_t before = -(uintptr_t)got & (CHUNK - 1);
    if (before)
        munmap(got, before);
    munmap(got + before + size, CHUNK - before);
    Chunk *c = (Chunk *)(got + before);
    c->size = size;
    c->next = chunks;
    chunks = c;
    if (2 * (places.n + size / CHUNK) > places.cap)
        places_make();
    else
        places_add(c);
    return c;
}

static Chunk *chunk_of(const void *p)
{
    return (Chunk *)((uintptr_t)p & ~(uintptr_t)(CHUNK - 1));
}

static bool bit_get(const uint64_t *bits, size_t i) { return bits[i / 64] >> i % 64 & 1; }
static void bit_set(uint64_t *bits, size_t i) { bits[i / 64] |= (uint64_t)1 << i % 64; }

static void start_set(const void *p)
{
    Chunk *c = chunk_of(p);
    bit_set(c->starts, (size_t)((const char *)p - (char *)c) / GRAIN);
}

/* The first bit from i on that is set; GRAINS: none. */
static size_t bit_next(const uint64_t *bits, size_t i)
{
    if (i >= GRAINS)
        return GRAINS;
    uint64_t word = bits[i / 64] >> i % 64;
    if (word)
        return i + (size_t)__builtin_ctzll(word);
    for (i = i / 64 + 1; i < GRAINS / 64; i++)
        if (bits[i])
            return i * 64 + (size_t)__builtin_ctzll(bits[i]);
    return GRAINS;
}

/* The start that grain i, which is behind the head, belongs to. */
static size_t start_before(const Chunk *c, size_t i)
{
    for (size_t word = i / 64;; word--) {
        uint64_t bits = c->starts[word] & (word == i / 64 ? ~(uint64_t)0 >> (63 - i % 64) : ~(uint64_t)0);
        if (bits)
            return word * 64 + 63 - (size_t)__builtin_clzll(bits);
    }
}

/* ---- blocks ---- */

static size_t rounded(size_t size)
{
    return size ? (size + GRAIN - 1) / GRAIN * GRAIN : GRAIN;
}

static void room_close(Room *r)
{
    if (r->at < r->end)
        start_set(r->at);
    r->at = r->end = NULL;
}

/* The next hole, of a room for larger blocks where there is none; then a fresh chunk. */
static void room_open(int k)
{
    Room *r = &rooms[k];
    room_close(r);
    while (k < ROOMS - 1 && !rooms[k].holes)
        k++;
    Hole *hole = rooms[k].holes;
    if (hole) {
        rooms[k].holes = hole->next;
        r->at = (char *)hole;
        r->end = r->at + hole->size;
        memset(hole, 0, hole->size);
    } else {
        Chunk *c = chunk_new(CHUNK - sizeof(Chunk));
        r->at = (char *)c->at;
        r->end = (char *)c + CHUNK;
    }
    taken += (size_t)(r->end - r->at);
}

void *arena_alloc(size_t size)
{
    size = rounded(size);
    if (size > LARGE) {
        Chunk *own = chunk_new(size);
        taken += size;
        start_set(own->at);
        return own->at;
    }
    int k = 0;
    while (size > most[k])
        k++;
    if ((size_t)(rooms[k].end - rooms[k].at) < size)
        room_open(k);
    void *p = rooms[k].at;
    rooms[k].at += size;
    start_set(p);
    return p;
}

/* The block that ends at p gets size bytes more where it stands, if it is the last of its room. */
static bool room_grow(const char *p, size_t size)
{
    for (int k = 0; k < ROOMS; k++)
        if (p == rooms[k].at && (size_t)(rooms[k].end - rooms[k].at) >= size) {
            rooms[k].at += size;
            return true;
        }
    return false;
}

void *arena_grow(void *at, size_t n, size_t old_size, size_t size)
{
    if (n && room_grow((char *)at + rounded(old_size), rounded(size) - rounded(old_size)))
        return at;
    void *bigger = arena_alloc(size);
    if (n)
        memcpy(bigger, at, n);
    return bigger;
}

/* Blocks that were given back: their sizes are powers of two. */
typedef struct Spare Spare;
struct Spare {
    Spare *next;
};

static Spare *spares[8 * sizeof(size_t)];

void *arena_take(size_t size)
{
    Spare **first = &spares[__builtin_ctzll(size)];
    void *at = *first;
    if (!at)
        return arena_alloc(size);
    *first = (*first)->next;
    return at;
}

void arena_give(void *at, size_t size)
{
    Spare *s = at;
    if (!s)
        return;
    s->next = spares[__builtin_ctzll(size)];
    spares[__builtin_ctzll(size)] = s;
}

/* ---- which blocks are live ---- */

typedef struct Words {
    const uintptr_t *at, *end;
} Words;

static struct {
    Words *at; /* of blocks that are marked and were not looked into */
    size_t n, cap;
    size_t live; /* bytes marked */
} marking;

static void marked_add(const Chunk *c, size_t start)
{
    size_t end = c->size > CHUNK ? c->size / GRAIN : bit_next(c->starts, start + 1);
    if (marking.n == marking.cap) {
        marking.cap = marking.cap ? 2 * marking.cap : 1024;
        marking.at = realloc(marking.at, marking.cap * sizeof *marking.at);
        if (!marking.at)
            no_memory();
    }
    Words w = {(const uintptr_t *)((const char *)c + start * GRAIN),
               (const uintptr_t *)((const char *)c + end * GRAIN)};
    marking.at[marking.n++] = w;
    marking.live += (end - start) * GRAIN;
}

static void mark(uintptr_t word)
{
    if (word - places.lowest >= places.span)
        return;
    Chunk *c = places.at[place_of(word >> CHUNK_BITS)].chunk;
    if (!c || word - (uintptr_t)c < sizeof *c)
        return;
    size_t start = c->size > CHUNK ? (size_t)HEAD : start_before(c, (word - (uintptr_t)c) / GRAIN);
    if (bit_get(c->marks, start))
        return;
    bit_set(c->marks, start);
    marked_add(c, start);
}

/* Between variables there may be what a sanitizer watches. */
__attribute__((no_sanitize("address"))) static void mark_words(const uintptr_t *at,
                                                               const uintptr_t *end)
{
    for (; at < end; at++)
        mark(*at);
}

/* The variables of the program, which comes first; those of libraries know nothing of the arena. */
static int mark_variables(struct dl_phdr_info *program, size_t size, void *data)
{
    (void)size, (void)data;
    for (int i = 0; i < program->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &program->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || !(part->p_flags & PF_W))
            continue;
        uintptr_t at = program->dlpi_addr + part->p_vaddr, end = at + part->p_memsz;
        mark_words((const uintptr_t *)((at + 7) / 8 * 8), (const uintptr_t *)(end / 8 * 8));
    }
    return 1;
}

static void mark_all(const void *root)
{
    for (Chunk *c = chunks; c; c = c->next)
        memset(c->marks, 0, sizeof c->marks);
    marking.n = marking.live = 0;
    mark((uintptr_t)root);
    dl_iterate_phdr(mark_variables, NULL);
    Words ahead[AHEAD] = {{0}}; /* being fetched: most of the time goes into waiting for them */
    for (int i = 0, idle = 0; idle < AHEAD; i = (i + 1) % AHEAD) {
        Words *w = &ahead[i];
        mark_words(w->at, w->end);
        *w = marking.n ? marking.at[--marking.n] : (Words){0};
        __builtin_prefetch(w->at);
        idle = w->at ? 0 : idle + 1;
    }
}

/* ---- the rest ---- */

static void hole_add(Chunk *c, size_t start, size_t end)
{
    size_t size = (end - start) * GRAIN;
    Hole *hole = (Hole *)((char *)c + start * GRAIN);
    int k = ROOMS - 1;
    while (k >= 0 && size < most[k])
        k--;
    if (k < 0)
        return;
    *hole = (Hole){rooms[k].holes, size};
    rooms[k].holes = hole;
}

/* The blocks between two live ones are one from now on. */
static void sweep(Chunk *c)
{
    uint64_t dead[GRAINS / 64];
    for (size_t i = 0; i < GRAINS / 64; i++) {
        dead[i] = c->starts[i] & ~c->marks[i];
        c->starts[i] = c->marks[i];
    }
    for (size_t start = bit_next(dead, HEAD), end; start < GRAINS; start = bit_next(dead, end)) {
        end = bit_next(c->marks, start);
        bit_set(c->starts, start);
        hole_add(c, start, end);
    }
}

void arena_collect(const void *root)
{
    if (taken < COLLECT_AT || taken < marking.live)
        return;
    memset(spares, 0, sizeof spares);
    for (int k = 0; k < ROOMS; k++) {
        room_close(&rooms[k]);
        rooms[k].holes = NULL;
    }
    mark_all(root);
    for (Chunk **at = &chunks; *at;) {
        Chunk *c = *at;
        if (bit_next(c->marks, HEAD) == GRAINS) {
            *at = c->next;
            munmap(c, c->size);
            continue;
        }
        if (c->size == CHUNK)
            sweep(c);
        at = &c->next;
    }
    places_make();
    taken = 0;
}

void arena_free_all(void)
{
    for (Chunk *c = chunks, *next; c; c = next) {
        next = c->next;
        munmap(c, c->size);
    }
    chunks = NULL;
    memset(rooms, 0, sizeof rooms);
    memset(spares, 0, sizeof spares);
    free(places.at);
    free(marking.at);
    memset(&places, 0, sizeof places);
    memset(&marking, 0, sizeof marking);
    taken = 0;
}
