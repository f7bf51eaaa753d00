/* Small structs by value, which become a variable for each member, and arrays of structs, of which one copy serves all members
   that no loop in between writes. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    double x, y;
} Pair;
typedef struct {
    Pair pos, vel;
    double mass;
    int kind;
} Body;
typedef struct {
    double w[3], s;
} Stencil;
static Pair pair_sub(Pair a, Pair b) { return (Pair){a.x - b.x, a.y - b.y}; }
static Pair pair_add(Pair a, Pair b) { return (Pair){a.x + b.x, a.y + b.y}; }
static Pair pair_scale(double s, Pair a) { return (Pair){s * a.x, s * a.y}; }
static double pair_dot(Pair a, Pair b) { return a.x * b.x + a.y * b.y; }

//@ structs_flux
static Pair flux_of(Pair q)
{
    double u = q.y / q.x;
    Pair f = {q.y, q.y * u + 0.5 * q.x * q.x};
    return f;
}
static Pair flux_between(Pair l, Pair r)
{
    Pair a = flux_of(l), b = flux_of(r), f;
    double c = fmax(fabs(l.y / l.x) + sqrt(l.x), fabs(r.y / r.x) + sqrt(r.x));
    f.x = 0.5 * (a.x + b.x) - 0.5 * c * (r.x - l.x);
    f.y = 0.5 * (a.y + b.y) - 0.5 * c * (r.y - l.y);
    return f;
}
KINDS_INPLACE()
void structs_flux(int n, double y[n])
{
    Pair q[n], f[n + 1];
    for (int i = 0; i < n; i++)
        q[i] = (Pair){1.0 + 0.2 * y[i], 0.3 * y[n - 1 - i]};
    for (int s = 0; s < 4; s++) {
        for (int i = 1; i < n; i++)
            f[i] = flux_between(q[i - 1], q[i]);
        for (int i = 1; i < n - 1; i++)
            q[i] = pair_add(q[i], pair_scale(-0.1, pair_sub(f[i + 1], f[i])));
    }
    for (int i = 0; i < n; i++)
        y[i] = q[i].x * q[i].y;
}
INPLACE(structs_flux, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ structs_bodies
/* The loop over i writes the velocities, and reads the positions of all. */
KINDS_INPLACE()
void structs_bodies(int n, double y[n])
{
    Body *b = malloc(n * sizeof *b);
    for (int i = 0; i < n; i++)
        b[i] = (Body){{y[i], 0.5 * i}, {0.1 * y[i], -0.2}, 1.0 + 0.1 * y[i] * y[i], i % 2};
    for (int s = 0; s < 3; s++) {
        for (int i = 0; i < n; i++) {
            Pair acc = {0, 0};
            for (int j = 0; j < n; j++) {
                if (j == i)
                    continue;
                Pair d = pair_sub(b[j].pos, b[i].pos);
                double r2 = pair_dot(d, d) + 0.1;
                acc = pair_add(acc, pair_scale(b[j].mass / (r2 * sqrt(r2)), d));
            }
            b[i].vel = pair_add(b[i].vel, pair_scale(b[i].kind ? 0.1 : 0.2, acc));
        }
        for (int i = 0; i < n; i++)
            b[i].pos = pair_add(b[i].pos, pair_scale(0.1, b[i].vel));
    }
    for (int i = 0; i < n; i++)
        y[i] = pair_dot(b[i].pos, b[i].vel) * b[i].mass;
    free(b);
}
INPLACE(structs_bodies, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ structs_other_member
/* A copy made for pos holds no vel: each loop writes what the one before has read. */
KINDS_INPLACE()
void structs_other_member(int n, double y[n])
{
    Body b[n];
    memset(b, 0, sizeof b);
    for (int i = 0; i < n; i++) {
        b[i].pos = (Pair){y[i], 0.5 + 0.1 * i};
        b[i].vel = (Pair){0.4 * i, y[n - 1 - i]};
        b[i].mass = 1.0;
    }
    for (int s = 0; s < 3; s++) {
        for (int i = 0; i < n; i++) {
            Pair p = b[i].pos, q = b[n - 1 - i].pos;
            b[i].vel.x += 0.1 * p.x * q.y * p.x;
            b[i].mass *= 1.0 + 0.1 * p.y * b[i].vel.x;
        }
        for (int i = 0; i < n; i++) {
            Pair v = b[i].vel, u = b[(i + 1) % n].vel;
            b[i].pos.x = sin(b[i].pos.x) + 0.2 * v.x * u.y * u.x;
            b[i].pos.y *= 0.9 + 0.1 * v.y * v.x;
        }
        for (int i = 0; i + 1 < n; i++) {
            b[i].vel.y += 0.1 * b[i].pos.x * b[i + 1].vel.y * b[i].mass;
            b[i + 1].pos = pair_scale(0.95, b[i + 1].pos);
        }
    }
    for (int i = 0; i < n; i++)
        y[i] = b[i].pos.x + b[i].pos.y * b[i].vel.x + b[i].mass * b[i].vel.y;
}
INPLACE(structs_other_member, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ structs_rows
/* Arrays in structs: elements of elements, and a subscript that is a member. */
KINDS_INPLACE()
void structs_rows(int n, double y[n])
{
    Stencil t[n];
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < 3; k++)
            t[i].w[k] = 0.2 * y[i] + 0.1 * k;
        t[i].s = y[i];
    }
    for (int s = 0; s < 3; s++) {
        for (int i = 1; i + 1 < n; i++)
            for (int k = 0; k < 3; k++)
                y[i] += t[i].w[k] * t[i - 1 + k].s * t[i - 1 + k].w[2 - k];
        for (int i = 0; i < n; i++) {
            Stencil old = t[i];
            t[i].s = cos(y[i]) * old.s + old.w[i % 3];
            for (int k = 0; k < 3; k++)
                t[i].w[k] = 0.5 * old.w[k] * old.w[(k + 1) % 3] + 0.1 * t[i].s;
        }
    }
}
INPLACE(structs_rows, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ structs_copies
/* Copies into each other, in branches, of what is not set at all, in loops that leave early; a struct whose address is taken. */
static void structs_turn(Pair *p) { *p = (Pair){p->y, -p->x}; }
KINDS()
double structs_copies(int n, const double x[n])
{
    Pair best, last = {0, 1}, seen[3] = {{0.1, 0.2}, {0.3, 0.4}, {0.5, 0.6}};
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        Pair now = {x[i] * last.y, x[i] + last.x}, swap, none;
        if (now.x > 0.2) {
            swap = now;
            now.x = swap.y;
            now.y = swap.x;
        } else if (now.y < -0.3) {
            now = seen[i % 3];
        }
        if (i == 0)
            best = now;
        if (now.x * now.y > best.x * best.y)
            best = now;
        Pair turned = now;
        structs_turn(&turned);
        seen[(i + 1) % 3] = turned;
        if (sum > 50.0)
            break;
        none = last;
        last = now;
        now = none;
        sum += pair_dot(now, last) * pair_dot(turned, best);
    }
    return sum + best.x * last.y + seen[1].x * seen[2].y;
}
SCALAR(structs_copies, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ structs_subscript
/* The struct copied says where the next one is. */
typedef struct {
    double v;
    int next;
} Link;
KINDS()
double structs_subscript(int n, const double x[n])
{
    Link l[n], at;
    for (int i = 0; i < n; i++)
        l[i] = (Link){x[i], (i + 2) % n};
    at = l[0];
    double p = 1.0;
    for (int i = 0; i < n; i++) {
        p *= 1.0 + at.v * at.v;
        at = l[at.next];
        l[at.next].v += 0.1 * p;
        l[l[i].next] = at;
    }
    return p * at.v;
}
SCALAR(structs_subscript, 0.3, -0.7, 1.2, 0.4, 0.9)

//@ structs_headers
/* Copies where only one statement can stand, or none of its own. */
KINDS()
double structs_headers(int n, const double x[n])
{
    Pair q[3] = {{x[0], 0.5}, {x[1] * x[0], x[2]}, {0.3, x[n - 1]}}, p, start = {x[1], 1.5};
    double s = 0.0;
    int k;
    for (p = start, k = 0; k < n; p = q[k % 3], k++)
        s += p.x * p.y * x[k];
    for (p = start; s < 4.0; p = q[0])
        s += p.x * x[0] * p.y + 1.5;
    for (Pair r = start; s < 8.0; r = q[1])
        s += r.x * x[1] * r.y + 1.5;
    switch (n) {
    case 3:
        p = q[2];
        break;
    case 5:
        p = q[1];
        /* fall through */
    default:
        start = pair_add(p, start);
    }
    if (n > 3)
        p = pair_scale(p.x, start);
    else
        start = p;
    do
        p = pair_add(p, start);
    while (pair_dot(p, p) < 9.0);
    const Pair kept = p, list = {.y = x[2]};
    return s * kept.x + kept.y * list.y + list.x;
}
SCALAR(structs_headers, 0.3, -0.7, 1.2, 0.4, 0.9)
