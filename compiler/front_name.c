/* front_name.c: type names as text. libclang does not give the type operand of sizeof, _Alignof,
   va_arg and _Generic: it is read from the print of the function, where no macro is left. Leaves a
   Type, or NULL for what is not understood (typeof, attributes, vectors); then the caller does
   without. */
#include "front.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

typedef struct Name {
    Front *f;
    const char *at;
    Dims *dims;
    bool failed;
} Name;

static void blank(Name *n)
{
    while (isspace((unsigned char)*n->at))
        n->at++;
}

static size_t word_length(const Name *n)
{
    size_t k = 0;
    while (isalnum((unsigned char)n->at[k]) || n->at[k] == '_')
        k++;
    return k;
}

static bool take(Name *n, const char *mark)
{
    size_t k = strlen(mark);
    blank(n);
    if (strncmp(n->at, mark, k) ||
        ((isalpha((unsigned char)*mark) || *mark == '_') && word_length(n) != k))
        return false;
    n->at += k;
    return true;
}

static unsigned qualifiers(Name *n)
{
    unsigned quals = 0, before;
    do {
        before = quals;
        quals |= take(n, "const") ? Q_CONST : 0u;
        quals |= take(n, "volatile") ? Q_VOLATILE : 0u;
        quals |= take(n, "restrict") || take(n, "__restrict") || take(n, "__restrict__")
                     ? Q_RESTRICT
                     : 0u;
    } while (quals != before);
    return quals;
}

static Type *integer(const char *name, int size, bool is_signed)
{
    Type *t = NEW(Type);
    *t = (Type){.kind = T_INT, .name = intern(name), .size = size, .is_signed = is_signed};
    return t;
}

typedef struct Words {
    int n_unsigned, n_signed, n_char, n_short, n_int, n_long, n_float, n_double, n_bool, n_void,
        n_complex, n_wide;
} Words;

static bool word(Name *n, Words *w)
{
    static const char *const names[] = {"unsigned", "signed", "char",     "short",
                                        "int",      "long",   "float",    "double",
                                        "_Bool",    "void",   "_Complex", "__int128"};
    int *counts[] = {&w->n_unsigned, &w->n_signed, &w->n_char,    &w->n_short,
                     &w->n_int,      &w->n_long,   &w->n_float,   &w->n_double,
                     &w->n_bool,     &w->n_void,   &w->n_complex, &w->n_wide};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (take(n, names[i])) {
            ++*counts[i];
            return true;
        }
    return false;
}

static Type *complex_type(Width width)
{
    Type *t = NEW(Type);
    *t = (Type){
        .kind = T_COMPLEX, .width = width, .name = format("%s _Complex", type_real(width)->name)};
    return t;
}

static Type *words_type(const Words *w)
{
    bool sign = !w->n_unsigned;
    if (w->n_void)
        return type_void();
    if (w->n_bool) {
        Type *t = NEW(Type);
        *t = (Type){.kind = T_BOOL, .name = intern("_Bool"), .size = 1};
        return t;
    }
    if (w->n_float || w->n_double) {
        Width width = w->n_float ? W_FLOAT : w->n_long ? W_LDOUBLE : W_DOUBLE;
        return w->n_complex ? complex_type(width) : type_real(width);
    }
    if (w->n_char)
        return integer(w->n_unsigned ? "unsigned char"
                       : w->n_signed ? "signed char"
                                     : "char",
                       1, sign);
    if (w->n_short)
        return integer(sign ? "short" : "unsigned short", 2, sign);
    if (w->n_wide)
        return integer(sign ? "__int128" : "unsigned __int128", 16, sign);
    if (w->n_long == 2)
        return integer(sign ? "long long" : "unsigned long long", 8, sign);
    if (w->n_long)
        return integer(sign ? "long" : "unsigned long", 8, sign);
    return integer(sign ? "int" : "unsigned int", 4, sign);
}

/* A tag or typedef name, of the function first. */
static Type *named_type(Name *n, const char *tag_kind)
{
    blank(n);
    size_t k = word_length(n);
    if (!k)
        return NULL;
    const char *name = intern_n(n->at, k);
    n->at += k;
    Type *local = map_get(n->f->locals, tag_kind ? intern(format("%s %s", tag_kind, name)) : name);
    if (local)
        return local;
    CXCursor *c = map_get(tag_kind ? n->f->tags : n->f->typedefs, name);
    return c ? front_type(n->f, clang_getCursorType(*c)) : NULL;
}

static Type *specifiers(Name *n)
{
    Words words = {0};
    bool some = false;
    Type *type = NULL;
    unsigned quals = qualifiers(n);
    static const char *const tags[] = {"struct", "union", "enum"};
    for (int i = 0; i < 3 && !type; i++)
        if (take(n, tags[i]) && !(type = named_type(n, tags[i])))
            return NULL;
    while (!type && word(n, &words)) {
        some = true;
        quals |= qualifiers(n);
    }
    if (!type)
        type = some ? words_type(&words) : named_type(n, NULL);
    quals |= qualifiers(n);
    return type ? type_qual(type, quals) : NULL;
}

/* Past the bracket that closes the one at n->at. */
static void skip_bracket(Name *n)
{
    int depth = 0;
    do {
        if (*n->at == '(' || *n->at == '[')
            depth++;
        else if (*n->at == ')' || *n->at == ']')
            depth--;
        else if (!*n->at) {
            n->failed = true;
            return;
        }
        n->at++;
    } while (depth);
}

static Expr *extent(Name *n)
{
    char *end;
    const char *start = n->at + 1;
    skip_bracket(n);
    Pair *child = n->dims && n->dims->n ? &n->dims->at[--n->dims->n] : NULL;
    while (isspace((unsigned char)*start))
        start++;
    if (*start == ']')
        return NULL;
    unsigned long long value = strtoull(start, &end, 0);
    while (strchr("uUlL", *end) && *end)
        end++;
    if (end != start && *end == ']')
        return e_int((long long)value);
    if (child)
        return front_expr(n->f, *child);
    n->failed = true;
    return NULL;
}

static Type *declarator(Name *n, Type *base);

static Type *parameters(Name *n, Type *result)
{
    Type *t = NEW(Type);
    *t = (Type){.kind = T_FUNCTION, .to = result};
    n->at++;
    if (take(n, ")")) {
        t->no_prototype = true;
        return t;
    }
    do {
        if (take(n, "...")) {
            t->variadic = true;
            continue;
        }
        Type *base = specifiers(n);
        if (!base) {
            n->failed = true;
            return t;
        }
        Type *parameter = front_adjusted(declarator(n, base));
        blank(n);
        n->at += word_length(n); /* its name */
        if (parameter->kind != T_VOID)
            list_add(&t->params, parameter);
    } while (!n->failed && take(n, ","));
    n->failed |= !take(n, ")");
    return t;
}

static Type *suffixes(Name *n, Type *base)
{
    blank(n);
    if (*n->at == '[') {
        Expr *count = extent(n);
        return n->failed ? base : type_array(suffixes(n, base), count);
    }
    if (*n->at == '(') {
        Type *t = parameters(n, base);
        return t;
    }
    return base;
}

static Type *declarator(Name *n, Type *base)
{
    while (take(n, "*"))
        base = type_qual(type_pointer(base), qualifiers(n));
    blank(n);
    const char *inner = n->at;
    bool nested = *inner == '(' && strchr("*([", inner[1 + strspn(inner + 1, " ")]);
    if (nested)
        skip_bracket(n);
    base = suffixes(n, base);
    if (!nested || n->failed)
        return base;
    const char *after = n->at;
    n->at = inner + 1;
    base = declarator(n, base);
    n->failed |= !take(n, ")");
    n->at = after;
    return base;
}

Type *front_type_name(Front *f, const char *text, Dims *dims)
{
    Name n = {f, text, dims, false};
    Type *base = specifiers(&n);
    if (!base)
        return NULL;
    Type *type = declarator(&n, base);
    blank(&n);
    return n.failed || *n.at ? NULL : type;
}
