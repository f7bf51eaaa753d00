/* Pointers: arithmetic, comparisons, to pointers, to arrays, to members, negative subscripts, casts. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cell {
    double value;
    struct cell *left, *right;
};

static struct cell *insert(struct cell **root, struct cell *c)
{
    while (*root)
        root = c->value < (*root)->value ? &(*root)->left : &(*root)->right;
    *root = c;
    return c;
}

static double walk(const struct cell *c, double f)
{
    return c ? walk(c->left, f * 2) + f * c->value + walk(c->right, f * 3) : 0;
}

static void swap(double *a, double *b)
{
    double t = *a;
    *a = *b;
    *b = t;
}

static void reverse(double *first, double *last)
{
    while (first < last)
        swap(first++, last--);
}

static double **table(int n, int m)
{
    double **t = malloc((size_t)n * sizeof *t);
    for (int i = 0; i < n; i++)
        for (int j = (t[i] = malloc((size_t)m * sizeof **t), 0); j < m; j++)
            t[i][j] = i * m + j;
    return t;
}

int main(void)
{
    struct cell cells[5] = {{5, 0, 0}, {3, 0, 0}, {8, 0, 0}, {4, 0, 0}, {9, 0, 0}}, *root = NULL;
    for (struct cell *c = cells; c != cells + 5; c++)
        insert(&root, c)->value += 0.125;
    printf("%g\n", walk(root, 1));
    double v[6] = {1, 2, 3, 4, 5, 6};
    reverse(v, &v[5]);
    double *p = v + 3, *q = &p[-2];
    printf("%g %g %g %d %d\n", *p, *q, 2[v], (int)(p - q), q < p);
    double *const *end = &(double *const){v + 6};
    printf("%g\n", (*end)[-1]);
    double **t = table(3, 4), **u = t;
    printf("%g ", *(*(t + 1) + 2));
    printf("%g ", *++*++u);
    printf("%g\n", (*u)++[1]);
    printf("%g\n", **u);
    t[1] -= 2;
    for (int i = 0; i < 3; i++)
        free(t[i]);
    free(t);
    double grid[3][4];
    double (*line)[4] = grid + 1;
    memset(grid, 0, sizeof grid);
    (*line++)[3] = 7;
    (*line)[0] = 8;
    line[-2][1] = 9;
    printf("%g %g %g\n", grid[1][3], grid[2][0], grid[0][1]);
    unsigned char *bytes = (unsigned char *)v;
    size_t n = 0;
    for (size_t i = 0; i < sizeof v; i++)
        n += bytes[i];
    printf("%zu\n", n);
    ptrdiff_t away = (char *)&cells[1].right - (char *)cells;
    printf("%d\n", away == (ptrdiff_t)(sizeof cells[0] + offsetof(struct cell, right)));
    void *any = v;
    const double *back = any;
    printf("%g %d\n", back[1], !any);
    int i = 0;
    double *list[3] = {v, v + 1, v + 2};
    *list[i++] = *list[2] + 1;
    *list[i] += 100;
    printf("%g %g %d\n", v[0], v[1], i);
    const char *s = "abc" + 1;
    printf("%s %c %d\n", s, "xyz"[i], *s - 'a');
    return 0;
}
