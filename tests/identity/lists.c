/* Linked structures on the heap, with flexible array members, function tables and qsort. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct item {
    struct item *next;
    size_t n;
    double v[];
};

static struct item *item_new(size_t n, struct item *next)
{
    struct item *it = malloc(sizeof *it + n * sizeof it->v[0]);
    assert(it != NULL);
    *it = (struct item){.next = next, .n = n};
    for (size_t i = 0; i < n; i++)
        it->v[i] = (double)(n * 10 + i);
    return it;
}

static struct item *reversed(struct item *it)
{
    struct item *r = NULL;
    while (it) {
        struct item *next = it->next;
        it->next = r, r = it, it = next;
    }
    return r;
}

static double fold(const struct item *it, double (*f)(double, double), double start)
{
    for (double acc = start;; it = it->next) {
        if (!it)
            return acc;
        for (size_t i = 0; i < it->n; i++)
            acc = f(acc, it->v[i]);
    }
}

static double plus(double a, double b)
{
    return a + b;
}

static double mix(double a, double b)
{
    return a * 0.5 - b;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void drop(struct item **list, size_t n)
{
    for (struct item **at = list; *at;)
        if ((*at)->n == n) {
            struct item *gone = *at;
            *at = gone->next;
            free(gone);
        } else {
            at = &(*at)->next;
        }
}

int main(void)
{
    struct item *list = NULL;
    for (size_t n = 1; n <= 5; n++)
        list = item_new(n, list);
    static double (*const table[])(double, double) = {plus, mix};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        printf("%.15g ", fold(list, table[i], 1));
    printf("\n");
    list = reversed(list);
    printf("%.15g %zu\n", fold(list, mix, 1), list->n);
    drop(&list, 3);
    drop(&list, 1);
    printf("%.15g\n", fold(list, plus, 0));
    double v[8] = {3, -1, 4, 1, -5, 9, 2, 6};
    qsort(v, sizeof v / sizeof *v, sizeof *v, by_value);
    for (int i = 0; i < 8; i++)
        printf("%g ", v[i]);
    double key = 4, *hit = bsearch(&key, v, 8, sizeof *v, by_value);
    printf("%d\n", hit ? (int)(hit - v) : -1);
    memmove(v + 1, v, 3 * sizeof *v);
    printf("%g %g %d\n", v[0], v[3], memcmp(v, v + 1, sizeof *v) == 0);
    while (list) {
        struct item *next = list->next;
        free(list);
        list = next;
    }
    return 0;
}
