/* check_main.c: --check-main: a small program that checks the derived functions at a random point
   with <adc/check.h>. The functions derived from one primal with the same independents and
   dependents make one case, so that tangent and adjoint are held against each other too: those
   whose wrapper of the primal is the same text. What has parameters that cannot be made up
   (check_object.c) is named in the program's output instead. Reals of other widths than the
   vectors' are converted. */
#include "check_main.h"

#include <string.h>

typedef LIST(Objects *) ObjectsList;

typedef struct Case {
    ObjectsList members; /* the first stands for all */
    const char *value;   /* its wrapper of the primal, but for the name */
    const char *name;
} Case;

typedef LIST(Case) CaseList;

static const char *real_name(Width width) { return type_real(width)->name; }

static Actor *result_of(const Derived *d)
{
    for (int i = 0; i < d->actors.n; i++)
        if (!d->actors.at[i].var)
            return &d->actors.at[i];
    return NULL;
}

/* ---- callbacks ---- */

/* Calls f and moves its dependents to adc_y. */
static void put_primal_call(Objects *o, Text *t, const Fn *f, const VarList *params)
{
    const Actor *result = result_of(o->d);
    text_put(t, "    ");
    if (result) {
        emit_type(t, type_unqual(type_plain(f->type)->to), "adc_result");
        text_put(t, " = ");
    }
    text_put(t, f->name);
    objects_callee(o, t, params);
    text_put(t, ";\n");
    objects_move(o, t, &o->of, SIDE_PRIMAL, MOVE_STORE, "adc_y");
}

static void put_shadows(Objects *o, Text *t)
{
    const Derived *d = o->d;
    for (int i = d->primal_params.n; i < d->fn->params.n; i++)
        objects_shadow(o, t, d->fn->params.at[i]);
    Map *seen = map_new();
    for (int i = 0; i < d->actors.n; i++) {
        Var *v = d->actors.at[i].shadow;
        if (!v || v->kind != V_GLOBAL || map_get(seen, v))
            continue;
        objects_shadow(o, t, v);
        map_put(seen, v, v);
    }
}

static bool is_hidden(const Objects *o) { return o->d->primal->is_static && !o->d->request->on_request; }

/* The derived function leaves and returns what the primal does: with `derived` it stands for one that is static. */
static const char *value_text(Objects *o, bool derived)
{
    Text t = {0};
    text_put(&t, "    (void)adc_context;\n");
    objects_arguments(o, &t);
    if (derived)
        put_shadows(o, &t);
    const Fn *f = derived ? o->d->fn : o->d->primal;
    put_primal_call(o, &t, f, derived ? &f->params : &o->d->primal_params);
    text_put(&t, "    adc_give_back();\n}\n\n");
    return t.at;
}

static void put_derived_call(Objects *o, Text *t)
{
    text_format(t, "    %s", o->d->fn->name);
    objects_callee(o, t, &o->d->fn->params);
    text_put(t, ";\n");
}

static const char *signature_text(const Objects *o)
{
    const char *real = real_name(o->width);
    switch (o->d->kind) {
    case K_TANGENT:
        return format("const %s *adc_x_tan, %s *adc_y_tan", real, real);
    case K_ADJOINT:
        return format("const %s *adc_y_adj, %s *adc_x_adj", real, real);
    case K_HVP:
        return format("const %s *adc_x_dir, %s *adc_x_hvp", real, real);
    case K_GRADIENT:
    case K_JACOBIAN:
        return format("%s *adc_jac", real);
    case K_HESSIAN:
        return format("%s *adc_hess", real);
    }
    bug("signature_text: kind %d", (int)o->d->kind);
}

enum { ALL = 1000 }; /* extents */

static void put_parts(Text *t, Objects *o, const PartList *group, const char *name)
{
    text_format(t, "    const ptrdiff_t %s[] = {", name);
    for (int i = 0; i < group->n; i++)
        text_format(t, "%s%s", i ? ", " : "", objects_extent(o, &group->at[i], 0, ALL));
    text_put(t, "};\n");
}

static int part_index(const PartList *group, const Actor *a)
{
    for (int i = 0; i < group->n; i++) {
        bool same = group->at[i].var == a->var && group->at[i].members.n == a->members.n;
        for (int k = 0; same && k < a->members.n; k++)
            same = group->at[i].members.at[k] == a->members.at[k];
        if (same)
            return i;
    }
    bug("part_index: no such part");
}

/* adc_place, of a matrix and a block of these widths. */
static const char *placer(Width to, Width from)
{
    static const char *const names[] = {"float", "double", "long_double"};
    return from == to ? format("adc_place%s", to == W_FLOAT ? "_f" : "") : format("adc_place_%s_in_%s", names[from], names[to]);
}

static void place_blocks(Text *t, Objects *o, const char *out)
{
    const Derived *d = o->d;
    bool hessian = d->kind == K_HESSIAN;
    put_parts(t, o, &o->wrt, "adc_columns");
    if (!hessian)
        put_parts(t, o, &o->of, "adc_rows");
    if (d->batch)
        text_format(t, "    adc_zeros%s(%s, adc_rows, %d, adc_columns, %d);\n", o->width == W_FLOAT ? "_f" : "", out, o->of.n, o->wrt.n);
    for (int i = 0; i < d->blocks.n; i++) {
        const Block *b = &d->blocks.at[i];
        int row = part_index(hessian ? &o->wrt : &o->of, b->row), col = part_index(&o->wrt, b->col);
        Type *real = type_plain(b->var->type)->to;
        text_format(t, "    %s(%s, adc_columns, %d, %s, %d, %d, %s, %s);\n", placer(o->width, type_plain(real)->width), out, o->wrt.n,
                    hessian ? "adc_columns" : "adc_rows", row, col,
                    d->batch ? objects_extent(o, b->row, 0, 1) : hessian && row != col ? "-1" : "1", b->var->name);
    }
}

static void put_callback(Text *t, Objects *o)
{
    const Derived *d = o->d;
    text_format(t, "static void check_%s(void *adc_context, const %s *adc_x, %s)\n{\n", d->fn->name, real_name(o->width),
                signature_text(o));
    text_put(t, "    (void)adc_context;\n");
    objects_arguments(o, t);
    put_shadows(o, t);
    if (d->kind == K_TANGENT)
        objects_move(o, t, &o->wrt, SIDE_SHADOW, MOVE_LOAD, "adc_x_tan");
    else if (d->kind == K_ADJOINT)
        objects_move(o, t, &o->of, SIDE_SHADOW, MOVE_LOAD, "adc_y_adj");
    else if (d->kind == K_HVP)
        objects_move(o, t, &o->wrt, SIDE_SHADOW, MOVE_LOAD, "adc_x_dir");
    put_derived_call(o, t);
    if (d->kind == K_TANGENT)
        objects_move(o, t, &o->of, SIDE_SHADOW, MOVE_STORE, "adc_y_tan");
    else if (d->kind == K_ADJOINT)
        objects_move(o, t, &o->wrt, SIDE_SHADOW, MOVE_STORE, "adc_x_adj");
    else if (d->kind == K_HVP)
        objects_move(o, t, &o->wrt, SIDE_HVP, MOVE_STORE, "adc_x_hvp");
    else if (d->kind == K_GRADIENT)
        objects_move(o, t, &o->wrt, SIDE_SHADOW, MOVE_STORE, "adc_jac");
    else
        place_blocks(t, o, d->kind == K_HESSIAN ? "adc_hess" : "adc_jac");
    text_put(t, "    adc_give_back();\n}\n\n");
}

static const char *total_text(Objects *o, const PartList *group)
{
    Text t = {0};
    for (int i = 0; i < group->n; i++)
        text_format(&t, "%s%s", i ? " + " : "", objects_extent(o, &group->at[i], 0, ALL));
    return t.n ? t.at : "0";
}

static void put_sizes(Text *t, Objects *o)
{
    text_format(t, "static void check_%s_sizes(size_t *adc_n, size_t *adc_m)\n{\n", o->d->fn->name);
    objects_sizes(o, t);
    text_format(t, "    *adc_n = (size_t)(%s);\n    *adc_m = (size_t)(%s);\n    adc_give_back();\n}\n\n", total_text(o, &o->wrt),
                total_text(o, &o->of));
}

/* ---- cases ---- */

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

static bool same_callback(const Objects *a, const Objects *b)
{
    return strcmp(callback_of(a->d->kind), callback_of(b->d->kind)) == 0;
}

static bool has_callback(const Case *c, const Objects *o)
{
    for (int i = 0; i < c->members.n; i++)
        if (same_callback(c->members.at[i], o))
            return true;
    return false;
}

/* The case has one of that kind already: o gets a case of its own, with what else that has. */
static Case beside(const Case *c, Objects *o)
{
    Case fresh = {{0}, c->value, o->d->fn->name};
    for (int i = 0; i < c->members.n; i++)
        list_add(&fresh.members, same_callback(c->members.at[i], o) ? o : c->members.at[i]);
    return fresh;
}

static void add_to_case(CaseList *cases, Objects *o)
{
    const char *value = value_text(o, false);
    int k = 0;
    while (k < cases->n && (cases->at[k].members.at[0]->d->primal->name != o->d->primal->name || strcmp(cases->at[k].value, value) != 0))
        k++;
    if (k < cases->n && has_callback(&cases->at[k], o)) {
        Case fresh = beside(&cases->at[k], o);
        list_add(cases, fresh);
        return;
    }
    if (k == cases->n) { /* of the same primal with other independents: known by the first that is derived */
        bool first = true;
        for (int i = 0; i < k; i++)
            first = first && cases->at[i].members.at[0]->d->primal->name != o->d->primal->name;
        Case fresh = {{0}, value, first ? o->d->primal->name : o->d->fn->name};
        list_add(cases, fresh);
    }
    list_add(&cases->at[k].members, o);
}

static CaseList cases_of(Program *p, Text *skipped)
{
    CaseList cases = {0};
    for (int i = 0; i < p->derived.n; i++) {
        Derived *d = p->derived.at[i];
        Objects *o = NEW(Objects);
        bool made = objects_settle(o, p, d);
        if (made && is_hidden(o) && d->discard_primal)
            o->why = format("'%s' is static", d->primal->name);
        if (o->why)
            text_format(skipped, "    puts(\"%s: not checked: %s\");\n", d->fn->name, o->why);
        else
            add_to_case(&cases, o);
    }
    return cases;
}

/* ---- the program ---- */

/* Each once, also where it is in several cases: done has the functions, and what stood for a case. */
static void put_callbacks(Text *t, const Case *c, Map *done)
{
    Objects *first = c->members.at[0];
    if (!map_get(done, first)) {
        const char *real = real_name(first->width);
        put_sizes(t, first);
        text_format(t, "static void check_%s_value(void *adc_context, const %s *adc_x, %s *adc_y)\n{\n%s", first->d->fn->name, real,
                    real, is_hidden(first) ? value_text(first, true) : c->value);
    }
    map_put(done, first, first);
    for (int i = 0; i < c->members.n; i++) {
        Objects *o = c->members.at[i];
        if (!map_get(done, o->d->fn))
            put_callback(t, o);
        map_put(done, o->d->fn, o);
    }
}

static void put_case(Text *t, const Case *c)
{
    const Objects *o = c->members.at[0];
    const char *suffix = o->width == W_FLOAT ? "_f" : "", *name = o->d->fn->name;
    text_format(t,
                "    {\n"
                "        size_t n, m;\n"
                "        check_%s_sizes(&n, &m);\n"
                "        adc_check_case%s c = {.name = \"%s\", .n = n, .m = m, .value = check_%s_value};\n",
                name, suffix, c->name, name);
    for (int i = 0; i < c->members.n; i++)
        text_format(t, "        c.%s = check_%s;\n", callback_of(c->members.at[i]->d->kind), c->members.at[i]->d->fn->name);
    text_format(t, "        ok = adc_check_at_random%s(&c) && ok;\n    }\n", suffix);
}

static bool calls(const Text *t, const char *name)
{
    return t->at && strstr(t->at, format(" %s(", name));
}

/* Memory of the arguments and shadows, for one call. */
static const char memory_text[] =
    "/* Memory that lasts until adc_give_back, zero. */\n"
    "static struct AdcMemory {\n    struct AdcMemory *next;\n    void *at;\n} *adc_memories;\n\n"
    "static void *adc_memory(ptrdiff_t n, size_t size)\n{\n"
    "    struct AdcMemory *m = malloc(sizeof *m);\n"
    "    void *at = calloc(n > 0 ? (size_t)n : 1, size);\n"
    "    if (!m || !at)\n        exit(EXIT_FAILURE);\n"
    "    *m = (struct AdcMemory){adc_memories, at};\n"
    "    adc_memories = m;\n"
    "    return at;\n}\n\n";

static const char give_back_text[] =
    "static void adc_give_back(void)\n{\n"
    "    while (adc_memories) {\n"
    "        struct AdcMemory *m = adc_memories;\n"
    "        adc_memories = m->next;\n"
    "        free(m->at);\n"
    "        free(m);\n"
    "    }\n}\n\n";

static const char made_up_text[] =
    "/* What is no independent. */\n"
    "static double adc_made_up(unsigned long long *seed)\n{\n"
    "    return 1.0 + 0.5 * adc_check_random(seed);\n}\n\n";

/* Checks at a random point; another one is tried where the function is not finite there. */
static void put_at_random(Text *t, const char *real, const char *suffix)
{
    text_format(t,
                "/* At a point where the function is finite: around 1 if it is there, else around 0, or 2. */\n"
                "static bool adc_check_at_random%s(adc_check_case%s *c)\n{\n"
                "    static const double around[] = {1.0, 0.0, 2.0};\n"
                "    unsigned long long seed = 99;\n"
                "    %s *x = calloc(c->n + c->m + 1, sizeof *x), *y = x + c->n;\n"
                "    bool finite = false;\n"
                "    if (!x)\n        exit(EXIT_FAILURE);\n"
                "    for (int k = 0; k < 3 && !finite; k++) {\n"
                "        for (size_t i = 0; i < c->n; i++)\n"
                "            x[i] = (%s)(around[k] + 0.5 * adc_check_random(&seed));\n"
                "        c->value(c->context, x, y);\n"
                "        finite = true;\n"
                "        for (size_t i = 0; i < c->m; i++)\n"
                "            finite = finite && isfinite(y[i]);\n"
                "    }\n"
                "    c->x = x;\n"
                "    bool ok = adc_check_all%s(c, stdout);\n"
                "    free(x);\n"
                "    return ok;\n}\n\n",
                suffix, suffix, real, real, suffix);
}

/* Block (row, column) of the matrix to its place. */
static void put_placer(Text *t, Width to, Width from)
{
    text_format(t,
                "/* Block (i, k) of a matrix whose columns are in n parts: copies > 1, only the blocks on its diagonal; -1: to the\n"
                "   other side of the matrix's diagonal too. */\n"
                "static void %s(%s *to, const ptrdiff_t *columns, int n, const ptrdiff_t *rows, int i, int k, ptrdiff_t copies, const %s *block)\n{\n"
                "    ptrdiff_t all = 0, row = 0, column = 0, blocks = copies > 0 ? copies : 1;\n"
                "    for (int part = 0; part < n; part++)\n        all += columns[part];\n"
                "    for (int part = 0; part < i; part++)\n        row += rows[part];\n"
                "    for (int part = 0; part < k; part++)\n        column += columns[part];\n"
                "    ptrdiff_t height = rows[i] / blocks, width = columns[k] / blocks;\n"
                "    for (ptrdiff_t b = 0; b < blocks; b++)\n"
                "        for (ptrdiff_t r = row + b * height; r < row + (b + 1) * height; r++)\n"
                "            for (ptrdiff_t c = column + b * width; c < column + (b + 1) * width; c++, block++) {\n"
                "                to[r * all + c] = %s*block;\n"
                "                if (copies < 0)\n"
                "                    to[c * all + r] = %s*block;\n"
                "            }\n}\n\n",
                placer(to, from), real_name(to), real_name(from), to < from ? format("(%s)", real_name(to)) : "",
                to < from ? format("(%s)", real_name(to)) : "");
}

static void put_zeros(Text *t, const char *real, const char *suffix)
{
    text_format(t,
                "static void adc_zeros%s(%s *to, const ptrdiff_t *rows, int m, const ptrdiff_t *columns, int n)\n{\n"
                "    ptrdiff_t height = 0, width = 0;\n"
                "    for (int i = 0; i < m; i++)\n        height += rows[i];\n"
                "    for (int i = 0; i < n; i++)\n        width += columns[i];\n"
                "    for (ptrdiff_t i = 0; i < height * width; i++)\n        to[i] = 0;\n}\n\n",
                suffix, real);
}

static void put_helpers(Text *t, const Text *used)
{
    for (int to = W_FLOAT; to <= W_DOUBLE; to++) {
        for (int from = W_FLOAT; from <= W_LDOUBLE; from++)
            if (calls(used, placer((Width)to, (Width)from)))
                put_placer(t, (Width)to, (Width)from);
        const char *suffix = to == W_FLOAT ? "_f" : "";
        if (calls(used, format("adc_zeros%s", suffix)))
            put_zeros(t, real_name((Width)to), suffix);
    }
    text_put(t, calls(used, "adc_memory") ? memory_text : "static void adc_give_back(void)\n{\n}\n\n");
    text_put(t, calls(used, "adc_memory") ? give_back_text : "");
    text_put(t, calls(used, "adc_made_up") ? made_up_text : "");
    if (calls(used, "adc_check_at_random"))
        put_at_random(t, "double", "");
    if (calls(used, "adc_check_at_random_f"))
        put_at_random(t, "float", "_f");
}

/* The globals a case sets, and without a header their shadows; each once. */
static void put_globals(Text *t, Scope *s, const Derived *d, Map *put)
{
    for (int i = 0; i < d->actors.n; i++) {
        const Actor *a = &d->actors.at[i];
        if (!a->var || a->var->kind != V_GLOBAL)
            continue;
        Var *all[] = {a->var, s->p->options->header ? NULL : a->shadow};
        for (int k = 0; k < 2; k++) {
            if (!all[k] || all[k]->kind != V_GLOBAL || map_get(put, all[k]))
                continue;
            map_put(put, all[k], all[k]);
            scope_type(s, all[k]->type);
            text_put(t, "extern ");
            emit_type(t, all[k]->type, all[k]->name);
            text_put(t, ";\n");
        }
    }
}

/* Records of the source that those of its headers point to, and that are made up here: what stands behind an opaque handle. */
static void note_hidden(Scope *s, Type *t, Map *seen)
{
    t = type_plain(t);
    while (t->kind == T_POINTER || t->kind == T_ARRAY)
        t = type_plain(t->to);
    Record *r = t->kind == T_RECORD ? t->record : NULL;
    if (!r || r->in_system_header || map_get(seen, r))
        return;
    map_put(seen, r, r);
    if (r->decl && r->decl->in_source)
        scope_type(s, t);
    for (int i = 0; i < r->fields.n; i++)
        note_hidden(s, r->fields.at[i]->type, seen);
}

/* All that prototypes mention, also those in the header of what is not checked. */
static void note_types(Scope *s, Program *p)
{
    Map *seen = map_new();
    for (int i = 0; i < p->derived.n; i++) {
        const Fn *f = p->derived.at[i]->fn;
        scope_type(s, f->type);
        for (int k = 0; k < f->params.n; k++)
            note_hidden(s, f->params.at[k]->type, seen);
    }
    for (int i = 0; i < p->shadow_globals.n; i++) {
        scope_type(s, p->shadow_globals.at[i]->type);
        note_hidden(s, p->shadow_globals.at[i]->type, seen);
    }
}

void output_check_main(Program *p, Text *t)
{
    Map *globals = map_new(), *done = map_new();
    Text skipped = {0}, callbacks = {0}, runs = {0}, primals = {0};
    Scope *s = scope_new(p);
    s->all_system = true;
    EmitNeeds *before = emit_needs(s->all);
    CaseList cases = cases_of(p, &skipped);
    bool header = p->options->header;
    note_types(s, p);
    for (int i = 0; i < cases.n; i++) {
        const Derived *d = cases.at[i].members.at[0]->d;
        if (!d->request->on_request && !d->primal->is_static)
            emit_fn(&primals, d->primal, true);
        for (int k = 0; k < cases.at[i].members.n; k++) {
            put_globals(&primals, s, cases.at[i].members.at[k]->d, globals);
            if (!header)
                emit_fn(&primals, cases.at[i].members.at[k]->d->fn, true);
        }
        put_callbacks(&callbacks, &cases.at[i], done);
        put_case(&runs, &cases.at[i]);
    }
    emit_needs(before);
    text_format(t,
                "/* Checks the derivatives of %s at a random point. Link it with the source, the "
                "generated C and\n"
                "   the library adc. */\n",
                p->source_name);
    output_types(s, t);
    text_put(t, "#include <adc/check.h>\n");
    if (header)
        text_format(t, "#include \"%s\"\n", base_name(p->options->header));
    text_put(t, "#include <math.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n\n");
    text_put(t, primals.n ? primals.at : "");
    text_put(t, primals.n ? "\n" : "");
    Text used = {0};
    text_put(&used, callbacks.n ? callbacks.at : "");
    text_put(&used, runs.n ? runs.at : "");
    if (cases.n)
        put_helpers(t, &used);
    text_put(t, callbacks.n ? callbacks.at : "");
    text_put(t, "int main(void)\n{\n    bool ok = true;\n");
    text_put(t, runs.n ? runs.at : "");
    text_put(t, skipped.n ? skipped.at : "");
    text_put(t, "    return ok ? EXIT_SUCCESS : EXIT_FAILURE;\n}\n");
}
