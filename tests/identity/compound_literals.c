/* Compound literals: by value, by address, arrays as arguments, in loops, with side effects. */
#include <stdio.h>

struct vec {
    double x, y, z;
};

struct node {
    int value;
    const struct node *next;
};

static double dot(struct vec a, struct vec b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static struct vec cross(const struct vec *a, const struct vec *b)
{
    return (struct vec){a->y * b->z - a->z * b->y, a->z * b->x - a->x * b->z, a->x * b->y - a->y * b->x};
}

static double sum(const double *v, int n)
{
    double s = 0;
    while (n--)
        s += *v++;
    return s;
}

static int total(const struct node *l)
{
    int s = 0;
    for (; l; l = l->next)
        s += l->value;
    return s;
}

int main(void)
{
    double t = 2;
    int k = 0;
    printf("%g\n", dot((struct vec){1, t, 3}, (struct vec){.z = t}));
    struct vec v = cross(&(struct vec){t, 0, 1}, &(struct vec){0, t});
    printf("%g %g %g\n", v.x, v.y, v.z);
    printf("%g\n", sum((double[]){t, t * t, 1}, 3));
    printf("%g\n", sum((const double[4]){1, 2}, 4));
    v = (struct vec){v.y, v.x, t};
    printf("%g %g %g\n", v.x, v.y, v.z);
    v = (struct vec){0};
    printf("%g %g %g\n", v.x, v.y, v.z);
    for (int i = 0; i < 3; i++) {
        double *p = (double[2]){i};
        p[1] += i + 1;
        p[0] += p[1];
        printf("%g %g\n", p[0], p[1]);
    }
    int *q = &(int){k++};
    *q += 5;
    printf("%d %d\n", *q, k);
    printf("%d\n", total(&(struct node){1, &(struct node){2, &(struct node){.value = k + 2}}}));
    const char *s = k ? (char[]){'o', 'k', 0} : "no";
    printf("%s\n", s);
    struct vec *w = k > 0 ? &(struct vec){t, k++, 0} : &v;
    printf("%g %g %d\n", w->x, w->y, k);
    printf("%g %d\n", ((struct vec){1, 2, t}).z, (int){7} + (int){k});
    struct vec u[2] = {(struct vec){1, 2, 3}, cross(&v, &(struct vec){t, t, t})};
    printf("%g %g\n", u[0].y, u[1].y);
    return 0;
}
