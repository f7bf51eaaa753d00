/* front_note.c: the annotations of <adc/adc.h>, which are annotate attributes whose text begins
   with "adc:". Takes a declaration with the Var, Fn or Field made of it; leaves requests and marks.
   Redeclarations inherit attributes: a request counts once for the place where it stands. */
#include "front.h"

#include <string.h>

typedef struct On {
    Front *f;
    CXCursor decl;
    Var *var;
    Fn *fn;
    Field *field;
} On;

static const struct {
    const char *name;
    Kind kind;
} kinds[] = {{"adjoint", K_ADJOINT},   {"gradient", K_GRADIENT}, {"tangent", K_TANGENT},
             {"jacobian", K_JACOBIAN}, {"hessian", K_HESSIAN},   {"hvp", K_HVP}};

static bool first_time(Front *f, Loc loc, const char *text)
{
    const char *key =
        intern(format("note %s:%d:%d %s", loc.file ? loc.file : "", loc.line, loc.col, text));
    if (map_get(f->shared, key))
        return false;
    map_put(f->shared, key, f);
    return true;
}

static void no_effect(On *on, Loc loc, const char *word, const char *where)
{
    if (!first_time(on->f, loc, "no effect"))
        return;
    char upper[64];
    size_t n = 0;
    for (; word[n] && n < sizeof upper - 1; n++)
        upper[n] = (char)(word[n] >= 'a' && word[n] <= 'z' ? word[n] - 'a' + 'A' : word[n]);
    upper[n] = '\0';
    diag_error(loc, "annotation", "ADC_%s has no effect here", upper);
    diag_note(loc, "it belongs on %s", where);
}

static void request(On *on, const char *text, Loc loc, Kind kind, bool file_scope)
{
    /* one macro may hold several requests, for several functions: they share its place */
    if (!first_time(on->f, loc, format("%d %s %s", (int)kind, on->fn ? on->fn->name : "", text)))
        return;
    Request *r = request_parse(text, loc, file_scope, file_scope ? NULL : on->fn, kind);
    if (r)
        list_add(&on->f->p->requests, r);
}

static void inactive(On *on, Loc loc)
{
    if (on->field)
        on->field->inactive = true;
    else if (on->var)
        on->var->inactive = true;
    else if (on->fn)
        on->fn->inactive = true;
    else
        no_effect(on, loc, "inactive", "a parameter, a variable, a member or a function");
}

static void before(On *on, Loc loc)
{
    if (!on->var || on->var->kind != V_PARAM)
        no_effect(on, loc, "before", "a parameter of a function with ADC_CUSTOM_ADJOINT");
    else if (!type_is_pointer(on->var->type))
        no_effect(on, loc, "before", "a pointer parameter: others are passed as they were");
    else
        on->var->before = true;
}

static void piece(On *on, Loc loc, const char *finder)
{
    if (!on->field || !type_is_pointer(on->field->type))
        no_effect(on, loc, "piece_", "a pointer of a struct");
    else
        on->field->piece = finder;
}

static void on_function(On *on, Loc loc, const char *word, const char *rest)
{
    bool fine = on->fn && !on->var;
    if (!fine)
        no_effect(on, loc, word, "a function");
    else if (!strcmp(word, "custom_adjoint"))
        on->fn->custom_adjoint = rest;
    else if (!strcmp(word, "custom_tangent"))
        on->fn->custom_tangent = rest;
    else if (!strcmp(word, "shadow"))
        on->fn->shadow_of_result = rest;
    else if (!strcmp(word, "releases"))
        on->fn->releases = true;
    else
        on->fn->is_view = true;
}

static void annotation(On *on, const char *text, Loc loc)
{
    size_t n = strcspn(text, " ");
    const char *word = intern_n(text, n), *rest = text + n + strspn(text + n, " ");
    rest = intern(rest);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(word, kinds[i].name))
            continue;
        if (on->fn && !on->var)
            request(on, rest, loc, kinds[i].kind, false);
        else
            no_effect(on, loc, word, "a function");
        return;
    }
    bool named = clang_getCursorKind(on->decl) == CXCursor_VarDecl;
    if (!strcmp(word, "derive") && named)
        request(on, rest, loc, K_ADJOINT, true);
    else if (!strcmp(word, "inactive"))
        inactive(on, loc);
    else if (!strcmp(word, "before"))
        before(on, loc);
    else if (!strcmp(word, "piece"))
        piece(on, loc, rest);
    else if (!strcmp(word, "custom_adjoint") || !strcmp(word, "custom_tangent") ||
             !strcmp(word, "shadow") || !strcmp(word, "view") || !strcmp(word, "releases"))
        on_function(on, loc, word, rest);
    else if (first_time(on->f, loc, text))
        diag_error(loc, "annotation", "unknown annotation 'adc:%s'", text);
}

static enum CXChildVisitResult find_annotation(CXCursor c, CXCursor parent, CXClientData data)
{
    On *on = data;
    (void)parent;
    if (clang_getCursorKind(c) != CXCursor_AnnotateAttr)
        return CXChildVisit_Continue;
    const char *text = front_spelling(c);
    if (!strncmp(text, "adc:", 4))
        annotation(on, text + 4, front_start(c));
    return CXChildVisit_Continue;
}

void front_annotations(Front *f, CXCursor decl, Var *var, Fn *fn, Field *field)
{
    On on = {f, decl, var, fn, field};
    if (clang_Cursor_hasAttrs(decl))
        clang_visitChildren(decl, find_annotation, &on);
}

/* On a type nothing has an effect; nor on an enumerator. */
void front_check_type_annotations(Front *f, CXCursor c)
{
    enum CXCursorKind kind = clang_getCursorKind(c);
    if (kind == CXCursor_TypedefDecl || kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl ||
        kind == CXCursor_EnumDecl)
        front_annotations(f, c, NULL, NULL, NULL);
}

/* What ADC_SHADOW names makes zeros, and so is its own shadow's maker. */
static void mark_makers(Program *p)
{
    for (int i = 0; i < p->fns.n; i++) {
        const char *name = p->fns.at[i]->shadow_of_result;
        for (int k = 0; name && k < p->fns.n; k++) {
            Fn *maker = p->fns.at[k];
            if (maker->body || strcmp(maker->name, name) != 0)
                continue;
            maker->makes_shadow = true;
            maker->shadow_of_result = name;
        }
    }
}

static void mark_finders(Program *p)
{
    for (int i = 0; i < p->records.n; i++)
        for (int k = 0; k < p->records.at[i]->fields.n; k++) {
            const char *finder = p->records.at[i]->fields.at[k]->piece;
            for (int n = 0; finder && n < p->fns.n; n++)
                p->fns.at[n]->finds_gaps |= strcmp(p->fns.at[n]->name, finder) == 0;
        }
}

/* ADC_BEFORE speaks to a custom adjoint: without one it has no effect. */
void front_check_annotations(Program *p)
{
    mark_makers(p);
    mark_finders(p);
    for (int i = 0; i < p->fns.n; i++) {
        const Fn *fn = p->fns.at[i];
        for (int k = 0; k < fn->params.n && !fn->custom_adjoint; k++) {
            const Var *v = fn->params.at[k];
            if (!v->before)
                continue;
            diag_error(v->loc, "annotation",
                       "ADC_BEFORE has no effect here: '%s' has no custom adjoint", fn->name);
            diag_note(fn->loc, "give it one with ADC_CUSTOM_ADJOINT");
        }
    }
}
