/* request.c: the text of a request, as an annotation, ADC_DERIVE or --derive gives it, to a
   Request; then, with the program read, whose derivative each asks for. Leaves in Program.requests
   all of them, those of the command line last, each with its primal or the request that generates
   it; one with an error is marked bad. */
#include "adc.h"

#include <ctype.h>
#include <string.h>

typedef struct Scan {
    const char *text, *at;
    Loc loc;
    Loc *places; /* of each byte of text; NULL: the text is not found in the file */
    Request *r;
    bool failed;
} Scan;

static const char *const kind_names[] = {
    [K_ADJOINT] = "adjoint",   [K_GRADIENT] = "gradient", [K_TANGENT] = "tangent",
    [K_JACOBIAN] = "jacobian", [K_HESSIAN] = "hessian",   [K_HVP] = "hvp",
};
enum { MOST_LANES = 1 << 20 };
enum { KINDS = sizeof kind_names / sizeof kind_names[0] };

static const char *const clause_names[] = {
    "wrt", "of", "shape", "inactive", "name", "noalias", "discard_primal", "vector", "batch"};
enum { CLAUSES = sizeof clause_names / sizeof clause_names[0] };

const char *kind_name(Kind kind) { return kind_names[kind]; }

const char *request_result_name(const Request *r)
{
    return r->name ? r->name : intern(format("%s_%s", r->function, kind_names[r->kind]));
}

Loc request_place(const Request *r, Loc loc)
{
    if (!r->from_command)
        return loc;
    const Request *at = r;
    while (!at->fn && at->on_request)
        at = at->on_request;
    return at->fn ? at->fn->loc : loc;
}

/* ---- suggestions ---- */

/* Edit distance; long names are never compared in full. */
static int distance(const char *a, const char *b)
{
    enum { LONGEST = 63 };
    int row[LONGEST + 1];
    int n = (int)strlen(a), m = (int)strlen(b);
    if (n > LONGEST || m > LONGEST)
        return LONGEST;
    for (int j = 0; j <= m; j++)
        row[j] = j;
    for (int i = 1; i <= n; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= m; j++) {
            int change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            int shift = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = change < shift ? change : shift;
        }
    }
    return row[m];
}

const char *request_suggest(const char *name, const StrList *from)
{
    const char *best = NULL;
    int least = (int)strlen(name) / 3 + 1;
    for (int i = 0; i < from->n; i++) {
        int d = distance(name, from->at[i]);
        if (d < least && d < (int)strlen(from->at[i])) {
            least = d;
            best = from->at[i];
        }
    }
    return best;
}

static const char *nearest(const char *name, const char *const *from, int n)
{
    StrList names = {0};
    for (int i = 0; i < n; i++)
        list_add(&names, from[i]);
    return request_suggest(name, &names);
}

/* ---- places ---- */

/* Past blanks, spliced lines and comments. */
static const char *skip_blank(const char *s, Loc *loc)
{
    for (;;) {
        const char *from = s;
        if (s[0] == '/' && s[1] == '*') {
            const char *end = strstr(s + 2, "*/");
            s = end ? end + 2 : s + strlen(s);
        } else if (s[0] == '/' && s[1] == '/') {
            s += strcspn(s, "\n");
        } else if (*s && (isspace((unsigned char)*s) ||
                          (s[0] == '\\' && (s[1] == '\n' || s[1] == '\r')))) {
            s++;
        } else {
            return s;
        }
        for (; from < s; from++) {
            loc->col = *from == '\n' ? 1 : loc->col + 1;
            loc->line += *from == '\n';
        }
    }
}

/* The preprocessor gave the text with its blanks changed: finds each byte again behind the first
   parenthesis that follows loc. NULL where they do not agree, as in a macro of the user's. */
static Loc *locate(const char *text, Loc loc)
{
    size_t n = strlen(text);
    Loc *places = arena_alloc((n + 1) * sizeof *places);
    if (loc.file && strcmp(loc.file, "<derive>") == 0) {
        for (size_t i = 0; i <= n; i++)
            places[i] = (Loc){loc.file, loc.line, (int)i + 1};
        return places;
    }
    const char *s = source_from(loc);
    if (!s || loc.col < 1 || strcspn(s, "\n") < (size_t)loc.col)
        return NULL;
    s += loc.col - 1;
    while (isalnum((unsigned char)*s) || *s == '_') {
        s++;
        loc.col++;
    }
    s = skip_blank(s, &loc);
    if (*s != '(')
        return NULL;
    s++;
    loc.col++;
    for (size_t i = 0; i <= n; i++) {
        if (isspace((unsigned char)text[i])) {
            places[i] = loc;
            continue;
        }
        s = skip_blank(s, &loc);
        places[i] = loc;
        if (i < n && *s != text[i])
            return NULL;
        s++;
        loc.col++;
    }
    return places;
}

static Loc place(const Scan *s, const char *at)
{
    return s->places ? s->places[at - s->text] : s->loc;
}

/* ---- scanning ---- */

#define FAIL(s, at, ...)                                                                           \
    do {                                                                                           \
        if (!(s)->failed)                                                                          \
            diag_error(place((s), (at)), (s)->r->from_command ? "derive" : "request",              \
                       __VA_ARGS__);                                                               \
        (s)->failed = true;                                                                        \
    } while (0)

static void blanks(Scan *s)
{
    while (isspace((unsigned char)*s->at))
        s->at++;
}

static bool take(Scan *s, const char *punctuation)
{
    blanks(s);
    size_t n = strlen(punctuation);
    if (s->failed || strncmp(s->at, punctuation, n) != 0)
        return false;
    s->at += n;
    return true;
}

static bool expect(Scan *s, const char *punctuation, const char *behind)
{
    if (take(s, punctuation))
        return true;
    FAIL(s, s->at, "'%s' is expected %s%s", punctuation, behind,
         *s->at ? format(", not '%.*s'", 1, s->at) : "");
    return false;
}

static const char *word(Scan *s)
{
    blanks(s);
    const char *from = s->at;
    if (isalpha((unsigned char)*from) || *from == '_')
        while (isalnum((unsigned char)*s->at) || *s->at == '_')
            s->at++;
    return s->at > from ? intern_n(from, (size_t)(s->at - from)) : NULL;
}

/* Text of an expression up to a comma or the closing parenthesis. */
static const char *expression(Scan *s, Loc *loc)
{
    blanks(s);
    const char *from = s->at;
    *loc = place(s, from);
    for (int depth = 0; *s->at; s->at++) {
        if (depth == 0 && (*s->at == ',' || *s->at == ')'))
            break;
        depth += *s->at == '(' || *s->at == '[';
        depth -= *s->at == ')' || *s->at == ']';
    }
    size_t n = (size_t)(s->at - from);
    while (n > 0 && isspace((unsigned char)from[n - 1]))
        n--;
    if (n == 0)
        FAIL(s, from, "an expression is expected");
    return intern_n(from, n);
}

/* item := name { (-> | .) name } */
static Path item(Scan *s)
{
    Path path = {0};
    Text t = {0};
    blanks(s);
    const char *from = s->at;
    path.loc = place(s, from);
    path.root = word(s);
    if (!path.root) {
        FAIL(s, s->at, "the name of a parameter is expected%s",
             *s->at ? format(", not '%.*s'", 1, s->at) : "");
        return path;
    }
    text_put(&t, path.root);
    for (;;) {
        const char *link = take(s, "->") ? "->" : take(s, ".") ? "." : NULL;
        if (!link)
            break;
        const char *member = word(s);
        if (!member) {
            FAIL(s, s->at, "the name of a member is expected behind '%s'", link);
            break;
        }
        text_put(&t, link);
        text_put(&t, member);
        list_add(&path.members, member);
    }
    path.text = intern(t.at);
    blanks(s);
    if (*s->at == '[')
        FAIL(s, s->at, "one element cannot be asked for: name all of '%s'", path.text);
    return path;
}

/* ---- clauses ---- */

#define ITEMS(s, list)                                                                             \
    do {                                                                                           \
        Path path_ = item(s);                                                                      \
        for (int i_ = 0; i_ < (list)->n; i_++)                                                     \
            if ((list)->at[i_].text == path_.text)                                                 \
                FAIL(s, s->at, "'%s' stands there twice", path_.text);                             \
        list_add((list), path_);                                                                   \
    } while (!(s)->failed && take((s), ","))

static void clause_shape(Scan *s)
{
    Shape shape = {0};
    blanks(s);
    shape.loc = place(s, s->at);
    shape.path = item(s);
    if (!s->failed && !take(s, ","))
        FAIL(s, s->at, "shape(%s, ...) needs an extent", shape.path.text);
    while (!s->failed) {
        Loc loc;
        const char *extent = expression(s, &loc);
        list_add(&shape.extents, extent);
        list_add(&shape.places, loc);
        if (!take(s, ","))
            break;
    }
    list_add(&s->r->shapes, shape);
}

static void clause_name(Scan *s)
{
    static const char *const keywords = " auto break case char const continue default do double "
                                        "else enum extern float for goto if inline int "
                                        "long register restrict return short signed sizeof static "
                                        "struct switch typedef union unsigned void "
                                        "volatile while _Alignas _Alignof _Atomic _Bool _Complex "
                                        "_Generic _Imaginary _Noreturn _Static_assert "
                                        "_Thread_local ";
    blanks(s);
    const char *from = s->at;
    s->r->name = word(s);
    if (!s->r->name)
        FAIL(s, from, "name() needs an identifier");
    else if (strstr(keywords, format(" %s ", s->r->name)))
        FAIL(s, from, "'%s' is a keyword of C", s->r->name);
}

static void clause_vector(Scan *s)
{
    Loc loc;
    blanks(s);
    const char *from = s->at;
    const char *text = expression(s, &loc);
    long long lanes = 0;
    if (s->failed)
        return;
    if (s->r->kind != K_ADJOINT && s->r->kind != K_TANGENT)
        FAIL(s, from, "vector() is for adjoint and tangent, not for %s", kind_names[s->r->kind]);
    else if (!shape_constant(text, &lanes))
        lanes = 1; /* a macro or an enumerator, or an error: see vector_constant */
    else if (lanes < 1 || lanes > MOST_LANES)
        FAIL(s, from, "vector(%s): the number of directions must be at least 1 and at most %d",
             text, MOST_LANES);
    s->r->vector = (int)lanes;
    s->r->vector_text = text;
    s->r->vector_loc = loc;
}

static void clause_batch(Scan *s)
{
    blanks(s);
    const char *from = s->at;
    s->r->batch = expression(s, &s->r->batch_loc);
    if (s->r->kind != K_JACOBIAN)
        FAIL(s, from, "batch() is for jacobian, not for %s", kind_names[s->r->kind]);
}

static void clause_arguments(Scan *s, const char *name)
{
    Request *r = s->r;
    if (!expect(s, "(", format("behind '%s'", name)))
        return;
    if (strcmp(name, "wrt") == 0) {
        r->has_wrt = true;
        ITEMS(s, &r->wrt);
    } else if (strcmp(name, "of") == 0) {
        r->has_of = true;
        ITEMS(s, &r->of);
    } else if (strcmp(name, "inactive") == 0) {
        ITEMS(s, &r->inactive);
    } else if (strcmp(name, "shape") == 0) {
        clause_shape(s);
    } else if (strcmp(name, "name") == 0) {
        clause_name(s);
    } else if (strcmp(name, "vector") == 0) {
        clause_vector(s);
    } else {
        clause_batch(s);
    }
    if (!s->failed)
        expect(s, ")", format("to end '%s('", name));
}

static void check_once(Scan *s, const char *from, const char *name)
{
    const Request *r = s->r;
    bool again =
        (strcmp(name, "wrt") == 0 && r->has_wrt) || (strcmp(name, "of") == 0 && r->has_of) ||
        (strcmp(name, "name") == 0 && r->name) || (strcmp(name, "vector") == 0 && r->vector) ||
        (strcmp(name, "batch") == 0 && r->batch) || (strcmp(name, "noalias") == 0 && r->noalias) ||
        (strcmp(name, "discard_primal") == 0 && r->discard_primal);
    if (again)
        FAIL(s, from, "a second '%s'", name);
}

static void clause(Scan *s)
{
    blanks(s);
    const char *from = s->at;
    const char *name = word(s);
    bool known = false;
    for (int i = 0; name && i < CLAUSES; i++)
        known = known || strcmp(clause_names[i], name) == 0;
    if (!name) {
        FAIL(s, from, "a clause is expected%s", *from ? format(", not '%.*s'", 1, from) : "");
    } else if (!known) {
        FAIL(s, from, "there is no clause '%s'", name);
        const char *near = nearest(name, clause_names, CLAUSES);
        if (near)
            diag_note((Loc){0}, "did you mean '%s'?", near);
        else
            diag_note((Loc){0},
                      "the clauses are wrt, of, shape, inactive, name, noalias, discard_primal, "
                      "vector and batch");
    } else {
        check_once(s, from, name);
        if (strcmp(name, "noalias") == 0)
            s->r->noalias = true;
        else if (strcmp(name, "discard_primal") == 0)
            s->r->discard_primal = true;
        else if (!s->failed)
            clause_arguments(s, name);
    }
}

/* kind "(" function ")" */
static void head(Scan *s)
{
    blanks(s);
    const char *from = s->at;
    const char *name = word(s);
    int k = 0;
    while (name && k < KINDS && strcmp(kind_names[k], name) != 0)
        k++;
    if (!name || k == KINDS) {
        FAIL(s, from,
             name ? "there is no kind of derivative called '%s'"
                  : "a request is kind(function), clauses%s",
             name ? name : "");
        const char *near = name ? nearest(name, kind_names, KINDS) : NULL;
        if (near)
            diag_note((Loc){0}, "did you mean '%s'?", near);
        else
            diag_note((Loc){0},
                      "the kinds are adjoint, gradient, tangent, jacobian, hessian and hvp");
        return;
    }
    s->r->kind = (Kind)k;
    if (!expect(s, "(", format("behind '%s'", name)))
        return;
    blanks(s);
    s->r->function_loc = place(s, s->at);
    s->r->function = word(s);
    if (!s->r->function)
        FAIL(s, s->at, "the name of a function is expected");
    expect(s, ")", "behind the name of the function");
}

Request *request_parse(const char *text, Loc loc, bool file_scope, Fn *on, Kind kind)
{
    Request *r = NEW(Request);
    Scan s = {intern(text), NULL, loc, NULL, r, false};
    s.at = s.text;
    s.places = locate(s.text, loc);
    r->loc = loc;
    r->from_command = loc.file && strcmp(loc.file, "<derive>") == 0;
    r->text = s.text;
    if (file_scope) {
        head(&s);
    } else {
        r->kind = kind;
        r->fn = on;
        r->function = on->name;
        r->function_loc = loc;
        const char *head_text = format("%s(%s)", kind_names[kind], on->name);
        r->text = *s.text ? intern(format("%s, %s", head_text, s.text)) : intern(head_text);
    }
    for (blanks(&s); !s.failed && *s.at; blanks(&s)) {
        take(&s, ",");
        clause(&s);
    }
    return s.failed ? NULL : r;
}

void request_command(Program *p)
{
    const StrList *texts = &p->options->derive;
    for (int i = 0; i < texts->n; i++) {
        Request *r =
            request_parse(texts->at[i], (Loc){intern("<derive>"), i + 1, 1}, true, NULL, K_ADJOINT);
        if (r)
            list_add(&p->command, r);
    }
}

/* ---- whose derivative ---- */

static Request *generates(const Program *p, const char *name)
{
    for (int i = 0; i < p->requests.n; i++)
        if (strcmp(request_result_name(p->requests.at[i]), name) == 0)
            return p->requests.at[i];
    return NULL;
}

static void unknown_function(Program *p, Request *r)
{
    StrList names = {0};
    for (int i = 0; i < p->fns.n; i++)
        if (!p->fns.at[i]->in_system_header)
            list_add(&names, p->fns.at[i]->name);
    for (int i = 0; i < p->requests.n; i++)
        list_add(&names, request_result_name(p->requests.at[i]));
    diag_error(r->function_loc, "no-function", "there is no function '%s'", r->function);
    const char *near = request_suggest(r->function, &names);
    if (near)
        diag_note((Loc){0}, "did you mean '%s'?", near);
    r->bad = true;
}

/* The function called name; one with a body first. Two with bodies are two files' static functions.
 */
static Fn *declared(Program *p, Request *r, const char *name)
{
    Fn *found = NULL;
    for (int i = 0; i < p->fns.n; i++) {
        Fn *f = p->fns.at[i];
        if (strcmp(f->name, name) != 0)
            continue;
        if (found && found->body && f->body) {
            diag_error(r->function_loc, "ambiguous-function", "'%s' is defined twice", name);
            diag_note(found->loc, "here");
            diag_note(f->loc, "and here");
            r->bad = true;
        }
        if (!found || f->body)
            found = f;
    }
    return found;
}

static void resolve(Program *p, Request *r)
{
    Fn *f = r->fn ? r->fn : declared(p, r, r->function);
    Request *by = f && f->body ? NULL : generates(p, r->function);
    if (r->bad)
        return;
    if (by && by != r) {
        r->on_request = by;
        r->fn = NULL;
        return;
    }
    if (!f) {
        unknown_function(p, r);
        return;
    }
    r->fn = f;
    bool usable = f->body || f->class == F_MATH || f->custom_adjoint || f->custom_tangent;
    if (!usable) {
        diag_error(request_place(r, r->function_loc), "no-body", "the body of '%s' is not visible",
                   f->name);
        if (f->lost)
            diag_note(f->loc, "there is something in it that adc does not represent: %s", f->lost);
        else if (!f->in_system_header)
            diag_note(
                f->loc,
                "only declared here: give the file that defines it too, or declare its derivative "
                "with ADC_CUSTOM_ADJOINT or ADC_CUSTOM_TANGENT");
        r->bad = true;
    } else if (f->variadic) {
        diag_error(request_place(r, r->function_loc), "variadic",
                   "'%s' takes a variable number of arguments: its derivative has no prototype",
                   f->name);
        diag_note(f->loc, "wrap the call in a function with fixed parameters and derive that");
        r->bad = true;
    }
}

/* A request whose primal is generated by itself, through others. */
static void check_cycle(Request *r)
{
    int steps = 0;
    for (Request *on = r->on_request; on; on = on->on_request) {
        if (on != r && steps++ < 10000)
            continue;
        if (on == r) {
            diag_error(r->function_loc, "cyclic-derivative", "'%s' is derived from itself",
                       r->function);
            r->bad = true;
        }
        return;
    }
}

/* vector(k) where k is no plain number: macros are known only now. */
static void vector_constant(Program *p, Request *r)
{
    static const VarList none;
    long long lanes;
    if (!r->vector || shape_constant(r->vector_text, &lanes))
        return;
    Expr *e = shape_expr(p, r, r->vector_text, r->vector_loc, &none);
    while (e && e->kind == E_CAST)
        e = e->a;
    if (e && (e->kind != E_INT || e->ival < 1 || e->ival > MOST_LANES)) {
        diag_error(request_place(r, r->vector_loc), "shape",
                   "vector(%s): the number of directions is no integer constant from 1 to %d",
                   r->vector_text, MOST_LANES);
        r->bad = true;
    } else if (e) {
        r->vector = (int)e->ival;
    }
}

static const char *names_what(const Program *p, const char *name)
{
    for (int i = 0; i < p->fns.n; i++) {
        const Fn *f = p->fns.at[i];
        if (strcmp(f->name, name) == 0 && (f->body || f->in_system_header))
            return "function";
        if ((f->custom_adjoint && strcmp(f->custom_adjoint, name) == 0) ||
            (f->custom_tangent && strcmp(f->custom_tangent, name) == 0))
            return "custom derivative";
    }
    for (int i = 0; i < p->globals.n; i++)
        if (strcmp(p->globals.at[i]->name, name) == 0)
            return "variable";
    for (int i = 0; i < p->macros.n; i++)
        if (strcmp(p->macros.at[i], name) == 0)
            return "macro";
    for (int i = 0; i < p->items.n; i++) {
        const Item *it = p->items.at[i];
        if (it->kind == I_TYPEDEF && it->name && strcmp(it->name, name) == 0)
            return "type";
        for (int k = 0; it->kind == I_ENUM && k < it->enumerators.n; k++)
            if (strcmp(it->enumerators.at[k], name) == 0)
                return "constant";
    }
    return is_reserved_name(name) ? "function of the library" : NULL;
}

static void check_name(Program *p, Request *r)
{
    const char *name = request_result_name(r);
    const char *what = names_what(p, name);
    Request *first = generates(p, name);
    if (!what && first == r)
        return;
    Loc loc = request_place(r, r->loc);
    if (what)
        diag_error(loc, "name-taken", "the derivative would be called '%s', which is a %s already",
                   name, what);
    else
        diag_error(loc, "name-taken", "two derivatives would be called '%s'", name);
    if (!what)
        diag_note(request_place(first, first->loc), "the other one is asked for here");
    diag_note((Loc){0}, "the clause name(...) gives it another name");
    r->bad = true;
}

void request_collect(Program *p)
{
    for (int i = 0; i < p->command.n; i++)
        list_add(&p->requests, p->command.at[i]);
    for (int i = 0; i < p->requests.n; i++)
        resolve(p, p->requests.at[i]);
    for (int i = 0; i < p->requests.n; i++) {
        check_cycle(p->requests.at[i]);
        vector_constant(p, p->requests.at[i]);
        check_name(p, p->requests.at[i]);
    }
}
