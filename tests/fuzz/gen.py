#!/usr/bin/env python3
"""Random valid, well-conditioned C for adc: `gen.py SEED [COUNT]` prints one test file in grad.py's format.

Every function has one of the shapes that grad.h checks by itself:
    double f(int n, const double x[n])      void f(int n, double y[n])
    void f(int n, const double x[n], int m, double y[m])
with static helpers of its own (value and pointer parameters, results through pointers, structs, recursion).
Nothing is undefined: indices are constants, counters or reduced modulo the size; every local is written
before it is read; integers stay small. Values stay bounded: products are damped, functions are entire on
what they get.
"""
import random
import sys

import body
import flow
import memory
import numeric
import templates
from body import Scope


class Function(body.Body, memory.Memory, flow.Flow, numeric.Numeric, templates.Templates):
    pass


HELPERS = [
    ("double", ["real"]), ("double", ["real"]), ("double", ["real", "real"]), ("double", ["real", "int"]),
    ("void", ["real", "out"]), ("double", ["const", "real"]), ("void", ["array", "real"]), ("void", ["array", "const"]),
    ("void", ["array", "const"]), ("double", ["struct"]), ("void", ["struct", "real"]), ("double", ["real", "out"]),
    ("void", ["array", "int"]), ("double", ["array", "const", "int"]), ("struct pack", ["real", "int"]),
    ("struct pack", ["record", "real"]), ("double", ["record"]), ("double", ["view"]), ("void", ["view", "const"]),
    ("double *", ["array", "real"]), ("double", ["function", "real", "int"]), ("void", ["array", "array"]),
]
DECL = {"real": "double %s", "int": "int %s", "out": "double *%s", "array": "double *%s",
        "const": "const double *%s", "struct": "struct pack *%s", "record": "struct pack %s", "view": "struct view *%s",
        "function": "double (*%s)(double)"}
LETTER = {"real": "r", "int": "d", "out": "o", "array": "v", "const": "c", "struct": "s", "record": "s", "view": "w",
          "function": "f"}


def parameters(params, sc):
    names = []
    for i, kind in enumerate(params):
        p = "%s%d" % (LETTER[kind], i)
        names.append(p)
        if kind == "real":
            sc.reals.append(p)
        elif kind == "int":
            sc.ints.append(p)
        elif kind in ("out", "array"):
            sc.arrays.append((p, 1 if kind == "out" else 3))
        elif kind == "const":
            sc.consts.append((p, 3))
        elif kind in ("struct", "record"):
            sc.structs.append((p, "->" if kind == "struct" else "."))
        elif kind == "view":
            sc.views.append((p, "->"))
            sc.arrays.append((p + "->at", 3))
    return names


def recursive_call(rng, name, result, params, names):
    """A call of itself, one deeper; as a statement that uses its result."""
    args = []
    for kind, p in zip(params, names):
        args.append(p + " - 1" if kind == "int" else rng.choice([p, "0.9 * " + p]) if kind == "real" else p)
    call = "%s(%s)" % (name, ", ".join(args))
    if result != "double":
        return call + ";"
    place = next((p for k, p in zip(params, names) if k == "real"), None) or \
        next((p + "[1]" for k, p in zip(params, names) if k == "array"), None)
    return "%s = 0.7 * %s + 0.3 * cos(%s);" % (place, place, call)


def helper(rng, name, helpers, state, single, realloc, again=None):
    """(description, lines); again: what it calls in place of itself."""
    choice = HELPERS if any(h["params"] == ["real"] and h["result"] == "double" for h in helpers) else \
        [h for h in HELPERS if "function" not in h[1]]
    result, params = again["shape"] if again else rng.choice(choice)
    style = {"double": "helper", "void": "helper-void"}.get(result, result)
    f = Function(rng, name, style, list(helpers), realloc)
    f.budget, f.single = rng.randint(2, 6), single
    sc = Scope()
    names = parameters(params, sc)
    stateful = state(sc)
    apart = params.count("array") + params.count("const") > 1 and not stateful and not again and rng.random() < 0.3
    decl = [DECL[k].replace("*%s", "*restrict %s") if apart and k in ("array", "const") else DECL[k] for k in params]
    head = "static %s%s%s(%s)" % (result, "" if result.endswith("*") else " ", name,
                                  ", ".join(d % n for d, n in zip(decl, names)))
    lines = ["    int n = 2;", "    (void)n;"]
    recursive = again or ("int" in params and result in ("double", "void") and rng.random() < 0.6)
    if recursive:
        depth = names[params.index("int")]
        base = "return 0.3 * sin(%s);" % rng.choice([n for n, k in zip(names, params) if k == "real"] or ["v0[1]"])
        lines += ["    if (%s <= 0)" % depth, "        " + (base if result == "double" else "return;")]
        f.again = lambda: f.put(recursive_call(rng, again["name"] if again else name, result, params, names))
    if "function" in params:
        lines += ["    for (int i = 0; i < d2; i++)", "        r1 = 0.5 * f0(r1) + %s;" % rng.choice(["0.1", "0.3 * r1"])]
    lines += f.write(sc)
    used = ["    (void)%s;" % n for n in names]
    functions = [h["name"] for h in helpers if h["params"] == ["real"] and h["result"] == "double"]
    return {"name": name, "result": result, "params": params, "shape": (result, params), "cost": 30 if recursive else 12,
            "apart": apart, "functions": functions, "head": head,
            "pure": result == "double" and not stateful and {"real", "int", "const", "record", "function"} >= set(params)}, [head, "{"] + used + lines + ["}", ""]


def make_helpers(rng, name, count, state, single, realloc):
    helpers, out = [], []
    for i in range(count):
        known = helpers[-2:] if rng.random() < 0.6 else []
        h, lines = helper(rng, "%s_h%d" % (name, i), known, state, single, realloc)
        if h["cost"] == 30 and not h["apart"] and rng.random() < 0.35:  # two that call each other
            other, more = helper(rng, "%s_m%d" % (name, i), known, state, single, realloc, again=h)
            lines = [line.replace(h["name"] + "(", other["name"] + "(") if n > 0 else line for n, line in enumerate(lines)]
            lines = [other["head"] + ";", ""] + lines + more
        helpers.append(h)
        out += lines
    return helpers, out


# kinds besides those of KINDS(): (one in so many programs, shape, request, recursive functions too)
EXTRA = [(4, "SCALAR", "SECOND", True), (6, "SCALAR", "LANES", True), (9, "SCALAR", "ROW", True), (9, "SCALAR", "DISCARD", True),
         (9, "SCALAR", "GRADIENT_TANGENT", True), (7, "SCALAR", "GRADIENT_ADJOINT", False), (7, "SCALAR", "TANGENT_ADJOINT", True),
         (4, "MAP", "LANES", True), (6, "MAP", "DISCARD", True), (6, "MAP", "NOALIAS", True), (4, "MAP", "ADJOINT_TANGENT", True),
         (4, "INPLACE", "LANES", True), (6, "INPLACE", "DISCARD", True), (5, "INPLACE", "ADJOINT_TANGENT", True),
         (5, "INPLACE", "TANGENT_ADJOINT", True)]


def extra(rng, kind, recursive, tagged):
    """Requests and checks of further kinds; of those that differentiate again one at most, with unions none."""
    found, again = [], tagged
    for often, shape, request, too in EXTRA:
        second = "TANGENT" in request or "ADJOINT" in request
        if shape == kind.upper() and rng.randrange(often) == 0 and (too or not recursive) and not (second and again):
            found.append(("ASK_" + ("IN_" if shape == "INPLACE" and second else "") + request, shape + "_" + request))
            again = again or second
    return found


def coordinates(rng, n):
    """Coordinates of which no two are of one size: where values meet, what selects one of them has no derivative."""
    at = []
    while len(at) < n:
        v = rng.choice([rng.uniform(0.2, 1.3), rng.uniform(-1.3, -0.2)])
        if all(abs(abs(v) - abs(u)) > 1e-3 for u in at):
            at.append(v)
    return ", ".join("%.4f" % v for v in at)


def program(seed):
    """(text of the section, name)"""
    rng = random.Random(seed)
    name, single = "p%d" % seed, rng.random() < 0.12
    kind = rng.choice(["scalar"] * 6 + ["state", "state", "map", "map", "map", "inplace", "inplace", "inplace", "model", "model",
                                     "scalars", "globals", "rows", "several"])
    out = ["//@ %s" % name]
    reals, array, record = ["%s_g" % name, "%s_h" % name], "%s_w" % name, "%s_s" % name

    def state(sc):
        if kind in ("state", "globals"):
            sc.reals += reals
            sc.arrays.append((array, 3))
            sc.structs.append((record, "."))
        return kind in ("state", "globals")

    if kind in ("state", "globals"):
        out += ["double %s, %s[3];" % (", ".join(reals), array), "struct pack %s;" % record]
    helpers, lines = make_helpers(rng, name, rng.choice([0, 1, 1, 2, 3, 4]), state, single, REALLOC)
    out += lines
    values = [h["name"] for h in helpers if h["params"] == ["real"] and h["result"] == "double"]
    if values and rng.random() < 0.5:
        two = [rng.choice(values), rng.choice(values)]
        out += ["static double (*const %s_table[2])(double) = {%s, %s};" % (name, *two), ""]
        for i in "01":
            helpers.append({"name": "%s_table[%s]" % (name, i), "result": "double", "params": ["real"], "cost": 12,
                            "apart": False, "functions": [], "pure": kind not in ("state", "globals")})
    f = Function(rng, name, {"map": "map", "rows": "map", "inplace": "inplace"}.get(kind, "scalar"), helpers, REALLOC)
    f.single = single
    sc, n, m = Scope(), rng.randint(3, 4), rng.randint(3, 4)
    at = coordinates(rng, n)
    if kind in ("scalar", "state", "globals"):
        sc.consts.append(("x", 3))
        out += [{"scalar": "KINDS()", "state": "KINDS_STATE(%s)", "globals": "KINDS_GLOBALS(%s)"}[kind].replace(
            "%s", ", ".join(reals + [array, record])), "double %s(int n, const double x[n])" % name]
        use = {"scalar": "SCALAR_TOL(%s, 1e-6, %s)", "state": "STATE_TOL(%s, 1e-6, %s)",
               "globals": "GLOBALS_TOL(%%s, %s, 1e-6, %%s)" % ", ".join(reals + [array, record])}[kind] % (name, at)
    elif kind == "model":
        sc.consts.append(("x", 3))
        sc.arrays += [("m->w", 3), ("m->at", 3), ("m->in.v", 3)]
        sc.structs.append(("m->in", "."))
        out += [rng.choice(["KINDS_MODEL()", "KINDS_MODEL_PATHS()"]), "double %s(int n, struct model *m, const double x[n])" % name]
        use = "MODEL_TOL(%s, 1e-6, %s)" % (name, at)
    elif kind == "scalars":
        sc.reals += ["xa", "xb", "xc"]
        out += ["KINDS_SCALARS()", "double %s(double xa, double xb, double xc)" % name]
        use = "SCALARS_TOL(%s, 1e-6, %s)" % (name, at)
        if n > 3:
            use = use[:use.rindex(",")] + ")"
    elif kind == "several":
        sc.consts += [("x", 2), ("y", 2)]
        sc.reals.append("s")
        out += ["KINDS_SEVERAL()", "double %s(int n, const double x[n], int m, const double y[m], double s)" % name]
        use = "SEVERAL_TOL(%s, 1e-6, %s)" % (name, coordinates(rng, 5))
    elif kind == "rows":
        sc.consts.append(("x", 3))
        sc.arrays.append(("y", 3))
        out += ["static void %s_row(int n, const double *x, int m, double *y)" % name]
        at = coordinates(rng, 6)
        use = "ROWS_TOL(%s, 1e-6, %s)" % (name, at)
    elif kind == "map":
        sc.consts.append(("x", 3))
        sc.arrays.append(("y", 3))
        word = rng.choice(["", "", "restrict "])
        out += ["KINDS_MAP()", "void %s(int n, const double x[%sn], int m, double y[%sm])" % (name, word, word)]
        use = "%s(%s, 1e-6, %d, %s)" % ("MAP_TOL" if word or rng.random() < 0.5 else "OVERLAP_TOL", name, m, at)
    else:
        sc.arrays.append(("y", 3))
        out += ["KINDS_INPLACE()", "void %s(int n, double y[n])" % name]
        use = "INPLACE_TOL(%s, 1e-6, %s)" % (name, at)
    point = use[use.index("(") + 1:]
    start = []
    if kind == "state":
        start = ["    %s = x[%d] * 0.8;" % (g, i) for i, g in enumerate(reals)]
        start += ["    %s[%d] = x[%d];" % (array, i, (i + 1) % 3) for i in range(3)]
        start += ["    %s = (struct pack){x[0], x[1], {x[2], 0.3}, 1};" % record]
    state(sc)
    if kind == "scalars":
        start = ["    int n = 3;"]
    if kind == "several":
        start = ["    (void)m;"]
    lines = start + f.write(sc)
    if kind == "rows":
        lines = ["    (void)m;"] + lines + ["}", "KINDS_ROWS()", "void %s(int b, int n, const double x[b][n], double y[b][n])" % name, "{",
                 "    for (int r = 0; r < b; r++)", "        %s_row(n, x[r], n, y[r]);" % name]
    out += ["{"] + lines + ["}"] + (["GRAD_SINGLE(%s)" % name] if single else []) + [use]
    for ask, check in extra(rng, kind, any(h["cost"] == 30 for h in helpers), "struct tagged" in "".join(out)):
        out += ["%s(%s)" % (ask, name), "%s(%s" % (check, point)]
    out.append("")
    return "\n".join(out), name


REALLOC = True  # realloc of active memory

PREAMBLE = """#include "fuzz/fuzz.h"
#include <assert.h>
#include <complex.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct outer {
    struct pack in, *to;
    double rows[2][3];
};
struct view {
    double *at;
    int n;
};
struct node {
    double v;
    struct node *next;
};
struct tagged {
    int real;
    union {
        double d;
        int k;
    } as;
};
struct bits {
    unsigned k : 3;
    double v;
    signed j : 4;
};
static inline int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}
struct pair {
    double *to, *from;
};
struct scaled {
    double by, k;
    void (*op)(double *, double);
};
struct grown {
    double *at;
    int size, room;
};
struct tree {
    double v;
    struct tree *left, *right;
};
struct flexible {
    int n;
    double at[];
};
struct vec {
    double x, y, z;
};
#define SQUARE_OF(x) _Generic((x), long double: square_l, default: square)(x)
#define LIMIT(place, most)                                                                                                     \\
    do {                                                                                                                       \\
        if ((place) > (most))                                                                                                  \\
            (place) = 0.5 * (most) + 0.1 * (place);                                                                            \\
    } while (0)
struct wave {
    double _Complex z[2];
    double r;
};
static inline int by_a(const void *a, const void *b)
{
    const struct pack *x = a, *y = b;
    return x->a < y->a ? -1 : x->a > y->a;
}
static inline void swap_rows(double **a, double **b)
{
    double *t = *a;
    *a = *b;
    *b = t;
}
static inline void op_scale(double *p, double c)
{
    p[0] *= c;
    p[1] += 0.2 * c * p[0];
}
static inline void op_add(double *p, double c)
{
    p[1] += sin(c);
}
static inline void op_turn(double *p, double c)
{
    double t = p[0];
    p[0] = cos(c) * t - sin(c) * p[1];
    p[1] = sin(c) * t + cos(c) * p[1];
}
static inline double by_context(double v, void *context)
{
    struct scaled *s = context;
    s->k = 0.5 * s->k + v;
    return s->by * v * s->k;
}
static inline double each(double (*f)(double, void *), void *context, const double *v)
{
    double s = 0.0;
    for (int i = 0; i < 3; i++)
        s += f(v[i], context);
    return s;
}
static inline double each_of_two(double (*f)(double, void *), void *context, const double *v)
{
    return f(v[1], context) * f(v[0], context);
}
static inline struct pack *set_a(struct pack *s, double v)
{
    s->a = v;
    return s;
}
static inline double *larger(double *v, double c)
{
    return v[0] > c ? v : v + 1;
}
static inline struct pack mixed(const double *v, double t)
{
    struct pack s = {v[0] * t, 0.3, {0.0}, 3};
    for (int i = 0; i < 3; i++)
        s.v[i] = sin(v[2 - i]) + (i ? s.v[i - 1] : t);
    return s;
}
static inline double sum_of(struct pack s)
{
    for (int i = 1; i < 3; i++)
        s.v[0] += s.v[i] * s.a;
    return 0.3 * s.v[0] + s.b;
}
static inline void push(struct grown *g, double v)
{
    if (g->size == g->room) {
        g->room = g->room ? 2 * g->room : 1;
        g->at = realloc(g->at, (size_t)g->room * sizeof *g->at);
    }
    g->at[g->size++] = v;
}
static inline void sweep(int rows, int columns, double m[rows][columns], double t)
{
    for (int i = 1; i < rows; i++)
        for (int j = 0; j < columns; j++)
            m[i][j] = 0.5 * m[i - 1][j] * t + (j ? sin(m[i][j - 1]) : m[i][0]);
}
static inline void tree_insert(struct tree **at, struct tree *node)
{
    while (*at)
        at = node->v < (*at)->v ? &(*at)->left : &(*at)->right;
    *at = node;
}
static inline void tree_add(struct tree **root, struct tree *node)
{
    if (!*root)
        *root = node;
    else if (node->v < (*root)->v)
        tree_add(&(*root)->left, node);
    else
        tree_add(&(*root)->right, node);
}
static inline void tree_scale(struct tree *t, double c)
{
    if (!t)
        return;
    t->v *= c;
    tree_scale(t->left, 0.8 * c);
    tree_scale(t->right, 1.1 * c);
}
static inline double tree_sum(const struct tree *t, double c)
{
    return t ? c * sin(t->v) + tree_sum(t->left, 0.5 * c) * tree_sum(t->right, c * t->v) : 0.3;
}
static inline double _Complex turned(double _Complex z, double t)
{
    return z * (cos(t) + I * sin(t)) + 0.1 * conj(z);
}
static inline void turn_all(int n, double _Complex *z, double t)
{
    for (double _Complex *end = z + n; z < end; z++)
        *z = turned(*z, t);
}
/* with derivatives of their own */
static inline void bent_adjoint(double v, double *v_adj, double return_adj)
{
    *v_adj += return_adj * (0.7 * cos(v) + 0.2 * v);
}
static inline double bent_tangent(double v, double v_tan, double *return_tan)
{
    *return_tan = (0.7 * cos(v) + 0.2 * v) * v_tan;
    return 0.7 * sin(v) + 0.1 * v * v;
}
ADC_CUSTOM_ADJOINT(bent_adjoint) ADC_CUSTOM_TANGENT(bent_tangent)
static inline double bent(double v)
{
    return 0.7 * sin(v) + 0.1 * v * v;
}
static inline void bend_all_adjoint(double *v, double t, double *v_adj, double *t_adj)
{
    for (int i = 0; i < 3; i++) {
        *t_adj += v_adj[i] * (0.5 + 0.1 * i);
        v_adj[i] *= 0.8;
    }
    (void)v;
    (void)t;
}
static inline void bend_all_tangent(double *v, double t, double *v_tan, double t_tan)
{
    for (int i = 0; i < 3; i++) {
        v_tan[i] = 0.8 * v_tan[i] + (0.5 + 0.1 * i) * t_tan;
        v[i] = 0.8 * v[i] + (0.5 + 0.1 * i) * t;
    }
}
ADC_CUSTOM_ADJOINT(bend_all_adjoint) ADC_CUSTOM_TANGENT(bend_all_tangent)
static inline void bend_all(double *v, double t)
{
    for (int i = 0; i < 3; i++)
        v[i] = 0.8 * v[i] + (0.5 + 0.1 * i) * t;
}
static inline int log_level(void)
{
    return 0;
}
static inline void log_values(const char *format, ...)
{
    va_list list;
    if (log_level() == 0)
        return;
    va_start(list, format);
    vprintf(format, list);
    va_end(list);
}
static inline int sum_of_ints(int n, ...)
{
    int sum = 0;
    va_list list;
    va_start(list, n);
    for (int i = 0; i < n; i++)
        sum += va_arg(list, int);
    va_end(list);
    return sum;
}
static inline double square(double v)
{
    return 0.6 * v * v;
}
static inline long double square_l(long double v)
{
    return 0.6L * v * v;
}
static inline void flexible_scale(struct flexible *f, double c)
{
    for (double *p = f->at, *end = p + f->n; p < end; p++)
        *p = *p * c + 0.1;
}
static inline struct vec vec_of(const double *v)
{
    return (struct vec){v[0], v[1], v[2]};
}
static inline struct vec vec_add(struct vec a, struct vec b)
{
    return (struct vec){a.x + b.x, a.y + b.y, a.z + b.z};
}
static inline struct vec vec_times(double c, struct vec a)
{
    a.x *= c, a.y *= c, a.z *= c;
    return a;
}
static inline struct vec vec_cross(struct vec a, struct vec b)
{
    struct vec c = {.x = a.y * b.z - a.z * b.y, .y = a.z * b.x - a.x * b.z};
    c.z = a.x * b.y - a.y * b.x;
    return c;
}
static inline double vec_dot(struct vec a, struct vec b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
static inline void swing(double t, const double *y, double *dy, void *context)
{
    const struct scaled *s = context;
    dy[0] = y[1];
    dy[1] = -s->by * sin(y[0]) + 0.1 * t * s->k;
}
static inline void decay(double t, const double *y, double *dy, void *context)
{
    struct scaled *s = context;
    for (int i = 0; i < 2; i++)
        dy[i] = -0.5 * y[i] * s->by + t;
    s->k += 0.1 * dy[0];
}
static inline void step_by(void (*f)(double, const double *, double *, void *), void *context, double t, double h, double *y)
{
    double k[2][2], mid[2];
    f(t, y, k[0], context);
    for (int i = 0; i < 2; i++)
        mid[i] = y[i] + 0.5 * h * k[0][i];
    f(t + 0.5 * h, mid, k[1], context);
    for (int i = 0; i < 2; i++)
        y[i] += h * k[1][i];
}
static inline double peak(double x, void *context)
{
    const struct scaled *s = context;
    return s->by / (1.0 + 9.0 * (x - 0.4) * (x - 0.4)) + s->k * x;
}
static inline double flat(double x, void *context)
{
    return ((const struct scaled *)context)->by * x * x;
}
static inline double adaptive(double (*f)(double, void *), void *context, double a, double b, int depth)
{
    const double mid = 0.5 * (a + b), h = b - a;
    double coarse = 0.5 * h * (f(a, context) + f(b, context)), fine = 0.5 * coarse + 0.5 * h * f(mid, context);
    if (depth == 0 || fabs(fine - coarse) < 0.01)
        return fine;
    return adaptive(f, context, a, mid, depth - 1) + adaptive(f, context, mid, b, depth - 1);
}
static inline void ends_of(double *v, int n, double **first, double **last)
{
    *first = v;
    *last = v + n - 1;
}
static inline double *copy_of(const double *v, int n)
{
    double *copy = malloc((size_t)n * sizeof *copy);
    for (int i = 0; i < n; i++)
        copy[i] = v[i];
    return copy;
}
static inline struct grown grown_of(int n, double v)
{
    struct grown g = {NULL, 0, 0};
    for (int i = 0; i < n; i++)
        push(&g, v + 0.2 * i);
    return g;
}
static inline void grown_free(struct grown *g)
{
    free(g->at);
    g->at = NULL;
    g->size = g->room = 0;
}
static inline int root_of(double v, double *root)
{
    if (v < -0.2)
        return 0;
    *root = sqrt(v + 0.5);
    return 1;
}
static inline double remembered(int n, double *memo, int *known, double t)
{
    if (n > 1 && !known[n]) {
        memo[n] = 0.5 * remembered(n - 1, memo, known, t) + sin(t * remembered(n - 2, memo, known, t));
        known[n] = 1;
    }
    return memo[n];
}
static inline double halves(double *v, int low, int high, double t)
{
    if (high - low == 1)
        return v[low] * t;
    const int middle = (low + high) / 2;
    double l = halves(v, low, middle, t), r = halves(v, middle, high, 0.9 * t);
    v[low] += 0.3 * l * r;
    return l + sin(r);
}
static inline void rec_scale(double *v, int n, double t)
{
    if (n == 0)
        return;
    v[0] *= t;
    rec_scale(v + 1, n - 1, t + 0.2 * v[0]);
    v[0] += 0.1 * sin(v[0]);
}
static inline void rec_local(int depth, const double *in, double *out)
{
    double t[3];
    for (int i = 0; i < 3; i++)
        t[i] = sin(in[i]) + 0.2 * in[(i + 1) % 3];
    if (depth > 0)
        rec_local(depth - 1, t, depth % 2 ? t : out);
    for (int i = 0; i < 3; i++)
        out[i] = 0.5 * out[i] + t[i] * t[2];
}
static inline int gemv_(const long *n, const double *alpha, const double *a, const long *lda, double *y, const long *step)
{
    long a_dim1 = *lda, i1 = *n, i, j, jy = 1;
    double temp;
    a -= 1 + a_dim1;
    --y;
    if (*n <= 0 || *alpha == 0.)
        return 0;
    for (j = 1; j <= i1; ++j) {
        temp = *alpha * a[j + j * a_dim1];
        for (i = 1; i <= i1; ++i)
            if (i != j)
                temp += a[i + j * a_dim1] * y[i] * .3;
        y[jy] = temp;
        jy += *step > 1 ? 1 : *step;
    }
    return 0;
}
static inline int axpy_(const long *n, const double *alpha, const double *x, const long *stepx, double *y, const long *stepy)
{
    long i, ix = 1, iy = 1;
    --x, --y;
    for (i = 1; i <= *n; ++i) {
        y[iy] += *alpha * x[ix];
        ix += *stepx;
        iy += *stepy;
    }
    return 0;
}
static inline double *vector_of(long from, long to)
{
    double *v = malloc((size_t)(to - from + 2) * sizeof *v);
    return v - from + 1;
}
static inline void vector_free(double *v, long from)
{
    free(v + from - 1);
}
struct matrix {
    int rows, columns;
    double *at;
};
#define AT(m, i, j) ((m)->at[(i) * (m)->columns + (j)])
static inline double *cell(const struct matrix *m, int i, int j)
{
    return &m->at[i * m->columns + j];
}
static inline void product(const struct matrix *a, const struct matrix *b, struct matrix *c)
{
    for (int i = 0; i < a->rows; i++)
        for (int j = 0; j < b->columns; j++) {
            AT(c, i, j) = 0.0;
            for (int k = 0; k < a->columns; k++)
                *cell(c, i, j) += AT(a, i, k) * *cell(b, k, j);
        }
}
static inline double peak_of(double x)
{
    return 1.0 / (1.0 + x * x) + 0.1 * x;
}
struct body {
    double at[2], v[2], mass;
};
union place {
    struct vec of;
    double v[3];
};
static inline void sine_cosine(double t, double *s, double *c)
{
    *s = sin(t);
    *c = cos(t);
}
static inline void range_of(int n, const double *v, double *least, double *most)
{
    *least = *most = *v;
    while (--n > 0) {
        v++;
        if (*v < *least)
            *least = *v;
        else if (*v > *most)
            *most = *v;
    }
}
static inline double largest_of(int n, const double *v, int *where)
{
    *where = 0;
    for (int i = 1; i < n; i++)
        if (fabs(v[i]) > fabs(v[*where]))
            *where = i;
    return v[*where];
}
struct shape;
struct shape_ops {
    double (*area)(const struct shape *);
    void (*grow)(struct shape *, double);
};
struct shape {
    const struct shape_ops *ops;
    double size, by;
};
static inline double round_area(const struct shape *s) { return 0.7 * s->size * s->size; }
static inline double square_area(const struct shape *s) { return s->size * s->by; }
static inline void shape_grow(struct shape *s, double by) { s->size = 0.5 * s->size + sin(by) * s->by; }
static inline void square_grow(struct shape *s, double by)
{
    shape_grow(s, by);
    s->by *= 0.8;
}
static const struct shape_ops round_ops = {round_area, shape_grow}, square_ops = {.grow = square_grow, .area = square_area};
typedef double row3[3];
struct frame {
    row3 axes[2], origin;
};
static inline void outer_product(const row3 a, const row3 b, row3 *m)
{
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 3; j++)
            m[i][j] = 0.5 * m[i][j] + 0.3 * a[i] * b[j];
}
static inline void move_frame(struct frame *f, const double *by)
{
    for (int k = 0; k < 3; k++)
        f->origin[k] += by[k] * f->axes[k % 2][k];
}
struct twin {
    double v;
    struct twin *next, *back;
};
"""


def test_file(seeds):
    return PREAMBLE + "\n" + "\n".join(program(s)[0] for s in seeds)


if __name__ == "__main__":
    start = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    print(test_file(range(start, start + (int(sys.argv[2]) if len(sys.argv) > 2 else 1))))
