/* bits.c: sets of cells, sorted words of 64 members each. */
#include "flow.h"

#include <string.h>

/* The first word from number `base` on: its place in the list. Where no word is missing before it, it is as far from the
   first as its number. */
static int bits_find(const Bits *b, int base)
{
    if (!b->n || b->at[0].base >= base)
        return 0;
    int low = 1, high = base - b->at[0].base < b->n ? base - b->at[0].base : b->n;
    if (b->at[high - 1].base < base)
        return high;
    while (low < high) {
        int middle = (low + high) / 2;
        if (b->at[middle].base < base)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool bits_has(const Bits *b, int i)
{
    int at = bits_find(b, i / 64);
    return at < b->n && b->at[at].base == i / 64 && (b->at[at].bits >> (i % 64) & 1);
}

static void bits_room(Bits *b, int more)
{
    int cap = b->cap ? b->cap : 1; /* most stay at one */
    while (cap < b->n + more)
        cap *= 2;
    if (cap == b->cap)
        return;
    BitWord *at = arena_take((size_t)cap * sizeof *at);
    if (b->n)
        memcpy(at, b->at, (size_t)b->n * sizeof *at);
    arena_give(b->at, (size_t)b->cap * sizeof *at);
    b->at = at;
    b->cap = cap;
}

/* Of a set that is not needed any more. */
void bits_done(Bits *b)
{
    arena_give(b->at, (size_t)b->cap * sizeof *b->at);
    *b = (Bits){0};
}

static bool bits_or(Bits *b, BitWord w)
{
    int at = bits_find(b, w.base);
    if (at == b->n || b->at[at].base != w.base) {
        bits_room(b, 1);
        b->n++;
        memmove(&b->at[at + 1], &b->at[at], (size_t)(b->n - 1 - at) * sizeof w);
        b->at[at] = w;
        return true;
    }
    bool changed = w.bits & ~b->at[at].bits;
    b->at[at].bits |= w.bits;
    return changed;
}

bool bits_set(Bits *b, int i)
{
    return bits_or(b, (BitWord){i / 64, 1UL << (i % 64)});
}

/* How many words of one set the other lacks, where each is in order. */
static int bits_lacking(const Bits *b, const Bits *words)
{
    int lacking = 0, i = 0, k = 0;
    while (i < b->n && k < words->n) {
        int before = b->at[i].base - words->at[k].base;
        if (before == 0) {
            i++;
            k++;
        } else if (before < 0) {
            i++;
        } else {
            lacking++;
            k++;
        }
    }
    return lacking + words->n - k;
}

/* Whether all words of a set have a place in the other, which has no gaps. */
static bool is_within_range(const Bits *b, const Bits *range)
{
    const BitWord *last = &range->at[range->n - 1];
    bool no_gaps = last->base - range->at[0].base == range->n - 1;
    return no_gaps && b->at[0].base >= range->at[0].base && b->at[b->n - 1].base <= last->base;
}

/* Words that have a place are put there. Of others, few are looked for; many are merged backwards, so that what is there is moved
   once. */
bool bits_merge(Bits *to, const Bits *from)
{
    bool changed = false;
    if (to == from || !from->n)
        return false;
    if (to->n && is_within_range(from, to)) {
        for (int k = 0; k < from->n; k++) {
            BitWord *w = &to->at[from->at[k].base - to->at[0].base];
            changed |= (from->at[k].bits & ~w->bits) != 0;
            w->bits |= from->at[k].bits;
        }
        return changed;
    }
    if (from->n < to->n / 8) {
        for (int k = 0; k < from->n; k++)
            changed |= bits_or(to, from->at[k]);
        return changed;
    }
    int lacking = bits_lacking(to, from);
    int i = to->n - 1;
    if (lacking)
        bits_room(to, lacking);
    to->n += lacking;
    for (int k = from->n - 1, into = to->n - 1; k >= 0; into--) {
        BitWord w = from->at[k];
        if (i >= 0 && to->at[i].base > w.base) {
            to->at[into] = to->at[i--];
            continue;
        }
        bool there = i >= 0 && to->at[i].base == w.base;
        BitWord old = there ? to->at[i--] : (BitWord){w.base, 0};
        changed |= (w.bits & ~old.bits) != 0;
        to->at[into] = (BitWord){w.base, old.bits | w.bits};
        k--;
    }
    return changed;
}

bool bits_meet(const Bits *x, const Bits *y)
{
    if (x->n > y->n)
        return bits_meet(y, x);
    for (int i = 0; i < x->n; i++) {
        int at = bits_find(y, x->at[i].base);
        if (at < y->n && y->at[at].base == x->at[i].base && (y->at[at].bits & x->at[i].bits))
            return true;
    }
    return false;
}

int bits_next(const Bits *b, int i)
{
    for (int at = bits_find(b, i / 64); at < b->n; at++) {
        BitWord w = b->at[at];
        int first = w.base == i / 64 ? i % 64 : 0;
        if (w.bits >> first)
            return w.base * 64 + first + __builtin_ctzll(w.bits >> first);
    }
    return -1;
}

int bits_next_beside(const Bits *b, const Bits *not, int i)
{
    int other = bits_find(not, i / 64);
    for (int at = bits_find(b, i / 64); at < b->n; at++) {
        BitWord w = b->at[at];
        int first = w.base == i / 64 ? i % 64 : 0;
        while (other < not->n && not->at[other].base < w.base)
            other++;
        if (other < not->n && not->at[other].base == w.base)
            w.bits &= ~not->at[other].bits;
        if (w.bits >> first)
            return w.base * 64 + first + __builtin_ctzll(w.bits >> first);
    }
    return -1;
}

/* ---- maps from sets ---- */

static bool bits_equal(const Bits *x, const Bits *y)
{
    for (int i = 0; x->n == y->n && i < x->n; i++)
        if (x->at[i].base != y->at[i].base || x->at[i].bits != y->at[i].bits)
            return false;
    return x->n == y->n;
}

/* Never 0, which is no key of a Map. */
static const void *bits_hash(const Bits *b)
{
    unsigned long h = 1;
    for (int i = 0; i < b->n; i++)
        h = ((h ^ (unsigned)b->at[i].base) * 0x9e3779b97f4a7c15UL ^ b->at[i].bits) * 0xff51afd7ed558ccdUL;
    return (const void *)(h | 1);
}

BitsEntry *bits_entry(Map *m, const Bits *key)
{
    const void *hash = bits_hash(key);
    BitsEntry *first = map_get(m, hash);
    for (BitsEntry *e = first; e; e = e->next)
        if (bits_equal(&e->key, key))
            return e;
    BitsEntry *e = NEW(BitsEntry);
    e->next = first;
    bits_merge(&e->key, key);
    map_put(m, hash, e);
    return e;
}
