/* && and || with side effects: what is not reached does not happen. */
#include <stdio.h>

static int trace;

static int yes(int n)
{
    trace = trace * 10 + n;
    return n;
}

static int no(int n)
{
    trace = trace * 10 + n;
    return 0;
}

static void show(const char *what)
{
    printf("%s %d\n", what, trace);
    trace = 0;
}

int main(void)
{
    int r, x = 0;
    r = yes(1) && yes(2) && no(3) && yes(4);
    printf("%d ", r);
    show("and");
    r = no(1) || no(2) || yes(3) || yes(4);
    printf("%d ", r);
    show("or");
    r = (no(1) || yes(2)) && (no(3) || no(4) || yes(5)) ? yes(6) : yes(7);
    printf("%d ", r);
    show("mixed");
    if (yes(1) && (x = yes(2)) > 1 && !no(3))
        show("if");
    if (no(1) && yes(2))
        show("never");
    else
        show("else");
    if (!(yes(1) && no(2)) || yes(3))
        show("not");
    x = 5;
    r = x++ > 5 || x++ > 5 || x++ > 100;
    printf("%d %d\n", r, x);
    r = x-- && x-- && x;
    printf("%d %d\n", r, x);
    (void)(yes(1) && no(2) && yes(3));
    show("statement");
    (void)(no(1) || yes(2));
    show("statement");
    int *p = NULL;
    r = p && *p == 3;
    printf("%d\n", r);
    double d = 0.5;
    r = (d && (d -= 0.5)) || d;
    printf("%d %g\n", r, d);
    int i = 0, a[4] = {1, 2, 0, 4};
    while (i < 4 && a[i++] && yes(i))
        ;
    printf("%d ", i);
    show("while");
    for (i = 0; i < 3 || no(1); i++)
        yes(i + 1);
    show("for");
    return 0;
}
