/* arena.c: what is led to keeps its contents over collections, by whatever way and to whatever byte
   of a block; new blocks are zero and apart from those; what nothing leads to is used again. */
#include "unit.h"

#include <stdint.h>
#include <sys/resource.h>

enum { ROUNDS = 20, TREES = 500, BLOCKS = 10000 };

/* A block of any size, filled with its number. */
typedef struct Node Node;
struct Node {
    Node *left, *right;
    unsigned char *middle; /* of another block */
    size_t size, middle_size;
    unsigned char fill, bytes[];
};

static Node *kept[TREES]; /* a root, as all variables of a program are */
static long made;

static size_t any_size(void)
{
    double r = random_in(0, 1);
    return r < 0.9 ? (size_t)random_in(0, 300) : r < 0.999 ? (size_t)random_in(0, 5000) : (size_t)random_in(0, 3e6);
}

static unsigned char *filled(size_t size, unsigned char fill)
{
    unsigned char *p = arena_alloc(size);
    for (size_t i = 0; i < size; i++)
        EXPECT(p[i] == 0, "byte %zu of a new block is %d", i, p[i]);
    memset(p, fill, size);
    return p;
}

static Node *node_new(int depth)
{
    size_t size = any_size();
    unsigned char fill = (unsigned char)(1 + made++ % 255);
    Node *n = (Node *)filled(sizeof *n + size, 0);
    n->size = size;
    n->fill = fill;
    memset(n->bytes, fill, size);
    n->middle_size = any_size() + 1;
    n->middle = filled(n->middle_size, fill) + n->middle_size / 2;
    n->left = depth ? node_new(depth - 1) : NULL;
    n->right = depth ? node_new(depth - 1) : NULL;
    return n;
}

static bool is_whole(const Node *n)
{
    if (!n)
        return true;
    for (size_t i = 0; i < n->size; i++)
        if (n->bytes[i] != n->fill)
            return false;
    const unsigned char *middle = n->middle - n->middle_size / 2;
    for (size_t i = 0; i < n->middle_size; i++)
        if (middle[i] != n->fill)
            return false;
    return is_whole(n->left) && is_whole(n->right);
}

static long kilobytes(void)
{
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return use.ru_maxrss;
}

/* The root that is given, and a list that grows where it stands. */
typedef struct Root {
    LIST(Node *) list;
} Root;

int main(void)
{
    Root *root = NEW(Root);
    long after_some = 0;
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < BLOCKS; i++)
            if (random_in(0, 1) < 0.02)
                kept[(int)random_in(0, TREES)] = node_new((int)random_in(0, 4));
            else
                filled(any_size(), 0xAB);
        if (root->list.n < TREES)
            list_add(&root->list, node_new(2));
        arena_collect(root);
        for (int i = 0; i < TREES; i++)
            EXPECT(is_whole(kept[i]), "round %d: tree %d changed", round, i);
        for (int i = 0; i < root->list.n; i++)
            EXPECT(is_whole(root->list.at[i]), "round %d: tree %d of the root changed", round, i);
        if (round == ROUNDS / 2)
            after_some = kilobytes();
    }
    EXPECT(kilobytes() < after_some * 5 / 4, "%ld KB, %ld half way", kilobytes(), after_some);
    memset(kept, 0, sizeof kept);
    arena_free_all();
    EXPECT(is_whole(node_new(3)), "after arena_free_all");
    arena_free_all();
    return failures != 0;
}
