/* check_main.c: --check-main: a small program that checks the derived functions at a random point
   with <adc/check.h>. The functions derived from one primal with the same independents and
   dependents make one case, so that tangent and adjoint are held against each other too; every
   integer parameter is SIZE. What has no parameters that can be made up (structs, unknown
   extents) is named in the program's output instead. Reals of other widths than the vectors' are converted. */
#include "output.h"

#include <string.h>

enum { SIZE = 3 };

typedef struct Case {
    DerivedList members; /* the first stands for all */
    Width width;
    const char *name;
} Case;

typedef LIST(Case) CaseList;

static bool is_memory(Type *t) { return type_is_pointer(t) || type_is_array(t); }

static Type *element(Type *t)
{
    for (t = type_plain(t); t->kind == T_POINTER || t->kind == T_ARRAY; t = type_plain(t->to))
        ;
    return t;
}

static const char *real_name(Width width) { return type_real(width)->name; }

/* ---- what can be checked ---- */

/* The parts of a case: the primal's parameters, then the globals in wrt and of. */
static int parts_of(const Derived *d)
{
    int n = d->primal_params.n;
    for (int i = 0; i < d->actors.n; i++)
        n += d->actors.at[i].var && d->actors.at[i].var->kind == V_GLOBAL;
    return n;
}

static Actor *actor_of(const Derived *d, int part)
{
    int global = d->primal_params.n;
    for (int i = 0; i < d->actors.n; i++) {
        Actor *a = &d->actors.at[i];
        bool is_global = a->var && a->var->kind == V_GLOBAL;
        if (is_global ? global++ == part : a->var && part < d->primal->params.n && a->var == d->primal->params.at[part])
            return a;
    }
    return NULL;
}

/* What shape() says of a parameter that the derivative is not about. */
static Actor *shaped(const Derived *d, int part)
{
    for (int i = 0; i < d->shaped.n; i++)
        if (part < d->primal->params.n && d->shaped.at[i].var == d->primal->params.at[part])
            return &d->shaped.at[i];
    return NULL;
}

static bool is_global(const Derived *d, int part) { return part >= d->primal_params.n; }

static Var *part_of(const Derived *d, int part)
{
    return is_global(d, part) ? actor_of(d, part)->var : d->primal_params.at[part];
}

static Actor *result_of(const Derived *d)
{
    Actor *last = d->actors.n ? &d->actors.at[d->actors.n - 1] : NULL;
    return last && !last->var ? last : NULL;
}

/* A pointer to pointers, to rows. */
static bool is_rows(const Derived *d, int param)
{
    Type *t = type_plain(part_of(d, param)->written);
    return t->kind == T_POINTER && type_is_pointer(t->to) && !is_memory(type_plain(t->to)->to);
}

/* What holds the reals of a local: its rows lie there. */
static const char *flat_name(const Derived *d, int param, const char *name)
{
    return is_rows(d, param) ? format("adc_rows_%s", name) : name;
}

/* Extents of what a parameter points to; false: not known, or more levels of pointers. */
static bool extents_of(const Derived *d, int param, ExprList *extents)
{
    Actor *a = actor_of(d, param) ? actor_of(d, param) : shaped(d, param);
    Type *t = type_plain(part_of(d, param)->written);
    *extents = (ExprList){0};
    if (is_memory(t) && type_is_pointer(type_plain(t)->to) && !(is_rows(d, param) && a && a->extents.n == 2))
        return false;
    if (a && a->extents_known) {
        *extents = a->extents;
        return true;
    }
    for (; t->kind == T_ARRAY && t->count; t = type_plain(t->to))
        list_add(extents, t->count);
    return t->kind != T_POINTER && t->kind != T_ARRAY;
}

static bool from_source(Type *t)
{
    for (; t; t = t->to)
        if (t->decl && t->decl->in_source)
            return true;
    return false;
}

static const char *param_trouble(const Derived *d, int i)
{
    Var *v = part_of(d, i);
    TypeKind kind = element(v->type)->kind;
    ExprList extents;
    if (kind != T_REAL && kind != T_INT && kind != T_BOOL)
        return format("it cannot make up '%s'", v->name);
    if (is_global(d, i) && (type_is_pointer(v->type) || v->is_static || v->is_thread_local))
        return format("the memory of '%s' cannot be made up", v->name);
    if (from_source(v->written))
        return format("the type of '%s' is declared in the source", v->name);
    return extents_of(d, i, &extents) ? NULL : format("the extent of '%s' is not known", v->name);
}

static const char *trouble(const Derived *d, Width *width)
{
    if (d->batch)
        return "it is about the rows of a batch";
    if (d->primal->is_static && !d->request->on_request)
        return format("'%s' is static", d->primal->name);
    for (int i = 0; i < parts_of(d); i++) {
        const char *why = param_trouble(d, i);
        if (why)
            return why;
    }
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        Type *real = element(a->type);
        if (real->kind != T_REAL || a->members.n)
            return "it is about structs";
        if (real->width == W_FLOAT) /* the least exact one says how close is close */
            *width = W_FLOAT;
    }
    return NULL;
}

static bool same_case(const Derived *a, const Derived *b)
{
    const Fn *x = a->request->fn ? a->request->fn : a->primal;
    const Fn *y = b->request->fn ? b->request->fn : b->primal;
    if (x != y || a->actors.n != b->actors.n)
        return false;
    for (int i = 0; i < a->actors.n; i++) {
        const Actor *m = &a->actors.at[i], *n = &b->actors.at[i];
        if (!m->var != !n->var || m->wrt != n->wrt || m->of != n->of ||
            (m->var && m->var->name != n->var->name))
            return false;
    }
    for (int i = 0; i < a->primal_params.n; i++) {
        ExprList e, f;
        if (!extents_of(a, i, &e) || !extents_of(b, i, &f) || e.n != f.n)
            return false;
    }
    return true;
}

static const char *callback_of(Kind kind);

static bool same_callback(const Derived *a, const Derived *b) { return strcmp(callback_of(a->kind), callback_of(b->kind)) == 0; }

/* The case has one of that kind already: d gets a case of its own, with what else that has. */
static Case beside(const Case *c, Derived *d)
{
    Case fresh = {{0}, c->width, d->fn->name};
    for (int i = 0; i < c->members.n; i++)
        list_add(&fresh.members, same_callback(c->members.at[i], d) ? d : c->members.at[i]);
    return fresh;
}

static bool has_callback(const Case *c, const Derived *d)
{
    for (int i = 0; i < c->members.n; i++)
        if (same_callback(c->members.at[i], d))
            return true;
    return false;
}

static void add_to_case(CaseList *cases, Derived *d, Width width)
{
    int k = 0;
    while (k < cases->n && !same_case(cases->at[k].members.at[0], d))
        k++;
    if (k < cases->n && has_callback(&cases->at[k], d)) {
        Case fresh = beside(&cases->at[k], d);
        list_add(cases, fresh);
        return;
    }
    if (k == cases->n) {
        Case fresh = {{0}, width, d->primal->name};
        list_add(cases, fresh);
    }
    list_add(&cases->at[k].members, d);
}

static CaseList cases_of(Program *p, Text *skipped)
{
    CaseList cases = {0};
    for (int i = 0; i < p->derived.n; i++) {
        Width width = W_DOUBLE;
        const char *why = trouble(p->derived.at[i], &width);
        if (why)
            text_format(skipped, "    puts(\"%s: not checked: %s\");\n", p->derived.at[i]->fn->name, why);
        else
            add_to_case(&cases, p->derived.at[i], width);
    }
    return cases;
}

/* ---- declaring and moving ---- */

static const char *declarator(const Derived *d, int param, const char *name)
{
    Text t = {0};
    ExprList extents;
    bool flat = !is_rows(d, param) && type_plain(type_plain(part_of(d, param)->written)->to)->kind != T_ARRAY;
    extents_of(d, param, &extents);
    text_format(&t, "%s[%s", name, extents.n ? "" : "1");
    for (int i = 0; i < extents.n; i++)
        text_format(&t, flat ? "%s(%s)" : "%s%s",
                    i == 0 ? ""
                    : flat ? " * "
                           : "][",
                    emit_expr_text(extents.at[i]));
    text_put(&t, "]");
    return t.at;
}

static void declare_lanes(Text *t, const Derived *d, int param, const char *name, const char *lanes)
{
    Type *type = part_of(d, param)->type;
    const char *real = element(type)->name, *flat = flat_name(d, param, name);
    text_format(t, "    %s %s%s;\n", real, is_memory(type) ? declarator(d, param, flat) : flat, lanes);
    if (!is_rows(d, param))
        return;
    const char *row = format("%s[sizeof %s / sizeof *%s]", name, flat, flat);
    text_format(t, *lanes ? "    %s (*%s)%s;\n" : "    %s *%s%s;\n", real, row, lanes);
    text_format(t, "    for (size_t adc_i = 0; adc_i < sizeof %s / sizeof *%s; adc_i++)\n        %s[adc_i] = %s[adc_i];\n", flat, flat,
                name, flat);
}

/* A local for a parameter. */
static void declare(Text *t, const Derived *d, int param, const char *name) { declare_lanes(t, d, param, name, ""); }

/* ... for a shadow of it: of all lanes. */
static void declare_shadow(Text *t, const Derived *d, int param, const char *name)
{
    declare_lanes(t, d, param, name, d->lanes ? format("[%d]", d->lanes) : "");
}

/* op: "load" from a flat vector, "store" to it, "fill" with a seed; reals only. The vector goes on by as many. */
static void move(Text *t, const Derived *d, int param, const char *name, const char *op,
                 const char *flat)
{
    Type *type = part_of(d, param)->type;
    const char *real = real_name(element(type)->width);
    name = flat_name(d, param, name);
    const char *at = format("((%s *)(void *)%s%s)[adc_i]", real, is_memory(type) ? "" : "&", name);
    if (op[0] == 'f') {
        text_format(t, "    unsigned long long %s_seed = %s;\n", name, flat);
        flat = format("(1.0 + 0.5 * adc_check_random(&%s_seed))", name);
    } else {
        flat = format("*%s++", flat);
    }
    text_format(t, "    for (size_t adc_i = 0; adc_i < sizeof %s / sizeof(%s); adc_i++)\n", name, real);
    if (op[0] == 's')
        text_format(t, "        %s = %s;\n", flat, at);
    else
        text_format(t, "        %s = (%s)%s;\n", at, real, flat);
}

/* Of several directions lane l is l + 1 times the one that is checked: from there, or back to it. */
static void move_lanes(Text *t, int lanes, const char *real, const char *name, bool load, const char *flat)
{
    text_format(t, "    for (size_t adc_i = 0; adc_i < sizeof %s / sizeof(%s); adc_i += %d, %s++)%s\n", name, real, lanes, flat,
                load ? "" : " {");
    if (!load)
        text_format(t, "        *%s = 0;\n", flat);
    text_format(t, "        for (int adc_lane = 0; adc_lane < %d; adc_lane++)\n            ", lanes);
    const char *at = format("((%s *)(void *)%s)[adc_i + (size_t)adc_lane]", real, name);
    if (load)
        text_format(t, "%s = (%s)(*%s * (adc_lane + 1));\n", at, real, flat);
    else
        text_format(t, "*%s += %s / %d;\n    }\n", flat, at, lanes * (lanes + 1) / 2);
}

static void move_shadow(Text *t, const Derived *d, int param, const char *name, const char *op, const char *flat)
{
    if (d->lanes)
        move_lanes(t, d->lanes, real_name(element(part_of(d, param)->type)->width), flat_name(d, param, name), op[0] == 'l', flat);
    else
        move(t, d, param, name, op, flat);
}

static void set_zero(Text *t, const char *name, bool memory)
{
    text_format(t, "    memset(%s%s, 0, sizeof %s);\n", memory ? "" : "&", name, name);
}

/* The primal's arguments: the independents from adc_x, the rest made up. */
static void put_inputs(Text *t, const Derived *d)
{
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < parts_of(d); i++) {
            Var *v = part_of(d, i);
            bool memory = is_memory(v->type), real = element(v->type)->kind == T_REAL;
            Actor *a = actor_of(d, i);
            if (is_global(d, i)) {
                if (pass == 1 && a->wrt)
                    move(t, d, i, v->name, "load", "adc_x");
                continue;
            }
            if (pass == (!memory && !real)) /* sizes first: extents need them */
                continue;
            if (!memory && !real) {
                text_format(t, "    %s %s = %d;\n", element(v->type)->name, v->name, SIZE);
                continue;
            }
            declare(t, d, i, v->name);
            if (!real)
                set_zero(t, flat_name(d, i, v->name), memory);
            else
                move(t, d, i, v->name, a && a->wrt ? "load" : "fill",
                     a && a->wrt ? "adc_x" : format("%d", i + 1));
        }
}

/* Rows of const are another type than rows, and so are pointers to them. */
static const char *address(const Derived *d, int param)
{
    Type *type = type_plain(part_of(d, param)->type);
    return !is_memory(type) ? "&" : is_memory(type_plain(type)->to) ? "(void *)" : "";
}

static void put_arguments(Text *t, const Derived *d)
{
    for (int i = 0; i < d->primal_params.n; i++)
        text_format(t, "%s%s%s", i ? ", " : "", is_memory(part_of(d, i)->type) ? address(d, i) : "",
                    d->primal_params.at[i]->name);
}

/* Moves all parts of a group between their variables and a flat vector. */
static void move_all(Text *t, const Derived *d, bool of, const char *op, const char *flat,
                     bool shadows)
{
    for (int i = 0; i < parts_of(d); i++) {
        Actor *a = actor_of(d, i);
        if (a && (of ? a->of : a->wrt))
            shadows ? move_shadow(t, d, i, a->shadow->name, op, flat) : move(t, d, i, part_of(d, i)->name, op, flat);
    }
}

/* ---- callbacks ---- */

static void put_value(Text *t, const Case *c)
{
    const Derived *d = c->members.at[0];
    const char *real = real_name(c->width);
    Actor *result = result_of(d);
    text_format(t, "static void check_%s_value(void *adc_context, const %s *adc_x, %s *adc_y)\n{\n",
                d->fn->name, real, real);
    text_put(t, "    (void)adc_context;\n");
    put_inputs(t, d);
    text_format(t, "    %s%s(", result && result->of ? format("%s adc_result = ", real) : "",
                d->primal->name);
    put_arguments(t, d);
    text_put(t, ");\n");
    move_all(t, d, true, "store", "adc_y", false);
    if (result && result->of)
        text_put(t, "    *adc_y = adc_result;\n");
    text_put(t, "}\n\n");
}

static void put_sweep(Text *t, const Derived *d, Width width)
{
    bool tangent = d->kind == K_TANGENT;
    const char *real = real_name(width);
    Actor *result = result_of(d);
    const char *in = tangent ? "adc_x_tan" : "adc_y_adj",
               *out = tangent ? "adc_y_tan" : "adc_x_adj";
    text_format(
        t, "static void check_%s(void *adc_context, const %s *adc_x, const %s *%s, %s *%s)\n{\n",
        d->fn->name, real, real, in, real, out);
    text_put(t, "    (void)adc_context;\n");
    put_inputs(t, d);
    for (int i = 0; i < parts_of(d); i++) {
        Actor *a = actor_of(d, i);
        if (!a)
            continue;
        if (!is_global(d, i))
            declare_shadow(t, d, i, a->shadow->name);
        if (tangent ? a->wrt : a->of)
            move_shadow(t, d, i, a->shadow->name, "load", in);
        else
            set_zero(t, flat_name(d, i, a->shadow->name), d->lanes || is_memory(part_of(d, i)->type));
    }
    const char *of_result = result ? real_name(element(result->type)->width) : NULL;
    if (result && d->lanes)
        text_format(t, "    %s %s[%d] = {0};\n", of_result, result->shadow->name, d->lanes);
    else if (result)
        text_format(t, "    %s %s = %s;\n", of_result, result->shadow->name, tangent ? "0" : format("*%s", in));
    if (result && d->lanes && !tangent)
        move_lanes(t, d->lanes, of_result, result->shadow->name, true, in);
    text_format(t, "    %s(", d->fn->name);
    put_arguments(t, d);
    for (int i = 0; i < d->primal_params.n; i++) {
        Actor *a = actor_of(d, i);
        if (a)
            text_format(t, ", %s%s", d->lanes ? "(void *)" : tangent && !is_memory(part_of(d, i)->type) ? "" : address(d, i),
                        a->shadow->name);
    }
    if (result)
        text_format(t, ", %s%s", tangent && !d->lanes ? "&" : "", result->shadow->name);
    text_put(t, ");\n");
    move_all(t, d, tangent, "store", out, true);
    if (result && tangent && d->lanes)
        move_lanes(t, d->lanes, of_result, result->shadow->name, false, out);
    else if (result && tangent)
        text_format(t, "    *%s = %s;\n", out, result->shadow->name);
    text_put(t, "}\n\n");
}

static void put_gradient(Text *t, const Derived *d, Width width)
{
    bool hvp = d->kind == K_HVP;
    const char *real = real_name(width);
    text_format(t, "static void check_%s(void *adc_context, const %s *adc_x, %s%s *adc_out)\n{\n",
                d->fn->name, real, hvp ? format("const %s *adc_dir, ", real) : "", real);
    text_put(t, "    (void)adc_context;\n");
    put_inputs(t, d);
    for (int i = 0; i < parts_of(d); i++) {
        Actor *a = actor_of(d, i);
        if (!a || !a->wrt)
            continue;
        declare(t, d, i, a->shadow->name);
        if (hvp) {
            move(t, d, i, a->shadow->name, "load", "adc_dir");
            declare(t, d, i, a->hvp->name);
        }
    }
    text_format(t, "    %s(", d->fn->name);
    put_arguments(t, d);
    for (int pass = 0; pass < 1 + hvp; pass++)
        for (int i = 0; i < parts_of(d); i++) {
            Actor *a = actor_of(d, i);
            bool output = pass == hvp;
            if (a && a->wrt)
                text_format(t, ", %s%s", output || is_memory(part_of(d, i)->type) ? address(d, i) : "",
                            output && hvp ? a->hvp->name : a->shadow->name);
        }
    text_put(t, ");\n");
    for (int i = 0; i < parts_of(d); i++) {
        Actor *a = actor_of(d, i);
        if (a && a->wrt)
            move(t, d, i, hvp ? a->hvp->name : a->shadow->name, "store", "adc_out");
    }
    text_put(t, "}\n\n");
}

/* The number of reals of an actor, as an expression. */
static const char *count(const Actor *a)
{
    Text t = {0};
    text_put(&t, a->extents.n ? "" : "1");
    for (int i = 0; i < a->extents.n; i++)
        text_format(&t, "%s(size_t)(%s)", i ? " * " : "", emit_expr_text(a->extents.at[i]));
    return t.at;
}

/* Where the part of an actor starts in the flat vector of its group. */
static const char *offset(const Derived *d, const Actor *of, bool dependents)
{
    Text t = {0};
    text_put(&t, "0");
    for (int i = 0; i < d->actors.n && &d->actors.at[i] != of; i++)
        if (dependents ? d->actors.at[i].of : d->actors.at[i].wrt)
            text_format(&t, " + %s", count(&d->actors.at[i]));
    return t.at;
}

static const char *total(const Derived *d, bool dependents) { return offset(d, NULL, dependents); }

/* A block to its place in the whole matrix; transposed: to that on the other side of the diagonal. */
static void place(Text *t, const Derived *d, const Block *b, const char *row, const char *col, bool transposed)
{
    text_format(t,
                "    for (size_t adc_i = 0; adc_i < %s; adc_i++)\n"
                "        for (size_t adc_j = 0; adc_j < %s; adc_j++)\n"
                "            adc_out[(%s + adc_%c) * (%s) + %s + adc_%c] = %s[adc_i * (%s) + adc_j];\n",
                count(b->row), count(b->col), transposed ? col : row, transposed ? 'j' : 'i', total(d, false),
                transposed ? row : col, transposed ? 'i' : 'j', b->var->name, count(b->col));
}

static void put_blocks(Text *t, const Derived *d, Width width)
{
    bool hessian = d->kind == K_HESSIAN;
    const char *real = real_name(width);
    text_format(t, "static void check_%s(void *adc_context, const %s *adc_x, %s *adc_out)\n{\n",
                d->fn->name, real, real);
    text_put(t, "    (void)adc_context;\n");
    put_inputs(t, d);
    for (int i = 0; i < d->blocks.n; i++) {
        const Block *b = &d->blocks.at[i];
        text_format(t, "    %s %s[%s * %s];\n", real_name(element(b->var->type)->width), b->var->name, count(b->row),
                    count(b->col));
    }
    text_format(t, "    %s(", d->fn->name);
    put_arguments(t, d);
    for (int i = 0; i < d->blocks.n; i++)
        text_format(t, ", %s", d->blocks.at[i].var->name);
    text_put(t, ");\n");
    for (int i = 0; i < d->blocks.n; i++) {
        const Block *b = &d->blocks.at[i];
        place(t, d, b, offset(d, b->row, !hessian), offset(d, b->col, false), false);
        if (hessian && b->row != b->col)
            place(t, d, b, offset(d, b->row, false), offset(d, b->col, false), true);
    }
    text_put(t, "}\n\n");
}

static void put_sizes(Text *t, const Derived *d)
{
    text_format(t, "static void check_%s_sizes(size_t *adc_n, size_t *adc_m)\n{\n", d->fn->name);
    for (int i = 0; i < d->primal_params.n; i++) {
        Var *v = d->primal_params.at[i];
        if (!is_memory(v->type) && element(v->type)->kind != T_REAL)
            text_format(t, "    %s %s = %d;\n    (void)%s;\n", element(v->type)->name, v->name,
                        SIZE, v->name);
    }
    text_format(t, "    *adc_n = %s;\n    *adc_m = %s;\n}\n\n", total(d, false), total(d, true));
}

/* ---- the program ---- */

static const char *callback_of(Kind kind)
{
    switch (kind) {
    case K_ADJOINT:
        return "adjoint";
    case K_TANGENT:
        return "tangent";
    case K_GRADIENT:
    case K_JACOBIAN:
        return "jacobian";
    case K_HESSIAN:
        return "hessian";
    case K_HVP:
        return "hvp";
    }
    bug("callback_of: kind %d", (int)kind);
}

/* Each once, also where it is in several cases: done has the functions, and what stood for a case. */
static void put_callbacks(Text *t, const Case *c, Map *done)
{
    Derived *first = c->members.at[0];
    if (!map_get(done, first)) {
        put_sizes(t, first);
        put_value(t, c);
    }
    map_put(done, first, first);
    for (int i = 0; i < c->members.n; i++) {
        Derived *d = c->members.at[i];
        if (map_get(done, d->fn))
            continue;
        map_put(done, d->fn, d);
        if (d->kind == K_ADJOINT || d->kind == K_TANGENT)
            put_sweep(t, d, c->width);
        else if (d->kind == K_GRADIENT || d->kind == K_HVP)
            put_gradient(t, d, c->width);
        else
            put_blocks(t, d, c->width);
    }
}

static void put_case(Text *t, const Case *c)
{
    const Derived *d = c->members.at[0];
    const char *suffix = c->width == W_FLOAT ? "_f" : "";
    text_format(t,
                "    {\n"
                "        size_t n, m;\n"
                "        check_%s_sizes(&n, &m);\n"
                "        %s *x = malloc(n * sizeof *x);\n"
                "        if (!x)\n"
                "            return EXIT_FAILURE;\n"
                "        fill%s(x, n, 99);\n"
                "        adc_check_case%s c = {.name = \"%s\", .n = n, .m = m, .x = x};\n"
                "        c.value = check_%s_value;\n",
                d->fn->name, real_name(c->width), suffix, suffix, c->name, d->fn->name);
    for (int i = 0; i < c->members.n; i++)
        text_format(t, "        c.%s = check_%s;\n", callback_of(c->members.at[i]->kind),
                    c->members.at[i]->fn->name);
    text_format(t,
                "        ok = adc_check_all%s(&c, stdout) && ok;\n"
                "        free(x);\n"
                "    }\n",
                suffix);
}

static bool calls(const Text *t, const char *name)
{
    return t->at && strstr(t->at, format(" %s(", name));
}

/* Fills flat vectors of one width, if that is used. */
static void put_helpers(Text *t, const Text *used, const char *real, const char *suffix)
{
    if (calls(used, format("fill%s", suffix)))
        text_format(t,
                    "static void fill%s(void *to, size_t n, unsigned long long seed)\n{\n"
                    "    for (size_t i = 0; i < n; i++)\n"
                    "        ((%s *)to)[i] = (%s)(1.0 + 0.5 * adc_check_random(&seed));\n}\n\n",
                    suffix, real, real);
}

/* The globals a case sets, and without a header their shadows; each once. */
static void put_globals(Text *t, const Derived *d, bool header, Map *put)
{
    for (int i = d->primal_params.n; i < parts_of(d); i++) {
        Var *all[] = {part_of(d, i), header ? NULL : actor_of(d, i)->shadow};
        for (int k = 0; k < 2; k++) {
            if (!all[k] || all[k]->kind != V_GLOBAL || map_get(put, all[k]))
                continue;
            map_put(put, all[k], all[k]);
            text_put(t, "extern ");
            emit_type(t, all[k]->type, all[k]->name);
            text_put(t, ";\n");
        }
    }
}

void output_check_main(Program *p, Text *t)
{
    Map *globals = map_new(), *done = map_new();
    Text skipped = {0}, callbacks = {0}, runs = {0}, primals = {0};
    CaseList cases = cases_of(p, &skipped);
    bool header = p->options->header;
    for (int i = 0; i < cases.n; i++) {
        const Derived *d = cases.at[i].members.at[0];
        if (!d->request->on_request)
            emit_fn(&primals, d->primal, true);
        for (int k = 0; k < cases.at[i].members.n; k++) {
            put_globals(&primals, cases.at[i].members.at[k], header, globals);
            if (!header)
                emit_fn(&primals, cases.at[i].members.at[k]->fn, true);
        }
        put_callbacks(&callbacks, &cases.at[i], done);
        put_case(&runs, &cases.at[i]);
    }
    text_format(t,
                "/* Checks the derivatives of %s at a random point. Link it with the source, the "
                "generated C and\n"
                "   the library adc. */\n",
                p->source_name);
    text_put(t, "#include <adc/check.h>\n");
    if (header)
        text_format(t, "#include \"%s\"\n", base_name(p->options->header));
    text_put(t, "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n\n");
    text_put(t, primals.n ? primals.at : "");
    text_put(t, primals.n ? "\n" : "");
    Text used = {0};
    text_put(&used, callbacks.n ? callbacks.at : "");
    text_put(&used, runs.n ? runs.at : "");
    put_helpers(t, &used, "double", "");
    put_helpers(t, &used, "float", "_f");
    text_put(t, callbacks.n ? callbacks.at : "");
    text_put(t, "int main(void)\n{\n    bool ok = true;\n");
    text_put(t, runs.n ? runs.at : "");
    text_put(t, skipped.n ? skipped.at : "");
    text_put(t, "    return ok ? EXIT_SUCCESS : EXIT_FAILURE;\n}\n");
}
