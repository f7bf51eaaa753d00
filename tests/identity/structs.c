/* Records: by value, nested, with arrays, returned, assigned through pointers, self-assignment, unions. */
#include <stdio.h>

typedef struct {
    double re, im;
} cplx;

typedef struct {
    int n;
    double at[4];
    cplx z[2];
} pack;

struct stack {
    struct stack *below;
    struct stack *at[3];
    int n;
};

union view {
    float f;
    unsigned u;
    struct {
        unsigned char b[4];
    };
};

static cplx mul(cplx a, cplx b)
{
    cplx r;
    r.re = a.re * b.re - a.im * b.im;
    r.im = a.re * b.im + a.im * b.re;
    return r;
}

static pack grow(pack p)
{
    p.at[p.n] = p.n * 1.5;
    p.n++;
    return p;
}

static pack filled(double x)
{
    pack p = {.n = 2, .at = {x, x + 1}, .z = {{x, -x}, {0, x}}};
    return p;
}

static cplx *pick(pack *p, int i)
{
    return &p->z[i];
}

int main(void)
{
    cplx i = {0, 1}, z = mul(i, mul(i, (cplx){2, 3}));
    printf("%g %g %g\n", z.re, z.im, mul(z, i).re);
    pack p = filled(2), q;
    q = p;
    q.at[0] = -1;
    p.n = 2;
    printf("%g %g %d\n", p.at[0], q.at[0], q.n);
    printf("%g %g\n", filled(5).at[1], filled(6).z[1].im);
    p = filled(3);
    p.z[0] = p.z[1];
    *pick(&p, 1) = mul(*pick(&p, 0), p.z[1]);
    pick(&q, 1)->re += 4;
    printf("%g %g %g %g\n", p.z[0].im, p.z[1].re, p.z[1].im, q.z[1].re);
    pack *r = &q;
    *r = *r;
    (*r).at[1] = r->at[0]++;
    printf("%g %g\n", q.at[0], q.at[1]);
    q = (p.n = 3, p);
    printf("%d\n", q.n);
    struct stack a = {0}, b = {&a, {&a, 0, 0}, 0}, *s = &b;
    s = s->at[s->n++];
    printf("%d %d\n", s == &a, b.n);
    s->at[s->n++] = &b;
    s->at[s->n++]++;
    printf("%d %d\n", a.n, a.at[0] == &b);
    union view w = {.f = 1.0f};
    printf("%x %d\n", w.u, w.b[3]);
    w.u++;
    printf("%.9g\n", w.f);
    pack many[3] = {{0}}, *m = many;
    (m++)->n = 4;
    m++->at[2] = 5;
    m->z[1].re = m[-1].at[2]--;
    printf("%d %g %g\n", many[0].n, many[1].at[2], many[2].z[1].re);
    double grown = grow(p).at[3] + (p = grow(p)).at[3];
    printf("%d\n", p.n);
    (void)grown;
    return 0;
}
