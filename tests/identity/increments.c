/* ++ and -- before and after, of every kind of place, and where their values are used. */
#include <stdio.h>

struct stack {
    int top;
    double data[8];
    struct stack *next;
};

static void push(struct stack *s, double x)
{
    s->data[s->top++] = x;
}

static double pop(struct stack *s)
{
    return s->data[--s->top];
}

static int global;

static int tick(void)
{
    return global++;
}

static int pair(int a, int b)
{
    return 10 * a + b + 1000 * global;
}

static double copy_until(double *to, const double *from, double stop)
{
    double sum = 0;
    while ((*to++ = *from++) != stop)
        sum += to[-1];
    return sum;
}

static int length(const char *s)
{
    const char *p = s;
    while (*p++)
        ;
    return (int)(p - s) - 1;
}

int main(void)
{
    struct stack s = {0}, t = {.top = 2, .next = &s};
    push(&s, 1.5);
    push(&s, 2.5);
    push(t.next, 3.5);
    double v = pop(&s);
    v = v * 10 + pop(&s);
    printf("%g %d\n", v, s.top);
    t.next->data[t.next->top++] += 7;
    printf("%g %d\n", s.data[1], s.top);

    int i = 3, j;
    j = i++ * 2;
    printf("%d %d\n", i, j);
    j = ++i * 2;
    printf("%d %d\n", i, j);
    j = i-- - --t.top;
    printf("%d %d %d\n", i, j, t.top);

    global = 5;
    j = pair(global++, 3);
    printf("%d %d\n", j, global);
    j = pair(i++, tick());
    printf("%d %d %d\n", j, i, global);
    int a[5] = {4, 3, 2, 1, 0};
    i = 0;
    a[a[i++]]++;
    printf("%d %d\n", a[4], i);
    int *p = a;
    (*p)++;
    ++*p++;
    j = *++p;
    printf("%d %d %d %d\n", a[0], a[1], j, (int)(p - a));
    j = (*p)-- + 100;
    printf("%d %d\n", j, a[2]);

    double x = 0.25, y[4], from[4] = {1, 2, 3, -1};
    x++;
    y[0] = x++;
    y[1] = --x;
    printf("%g %g %g\n", x, y[0], y[1]);
    printf("%g\n", copy_until(y, from, -1));
    printf("%d\n", length("hello"));
    unsigned char c = 255;
    j = c++;
    printf("%d %d\n", j, c);
    j = --c;
    printf("%d %d\n", j, c);
    i = 5;
    while (i-- > 0)
        if (i == 2)
            break;
    printf("%d\n", i);
    i = 3;
    do
        printf("%d ", i);
    while (--i);
    printf("\n");
    switch (i++) {
    case 0:
        printf("zero %d\n", i);
        break;
    default:
        printf("other %d\n", i);
    }
    return i-- + 1 - 2;
}
