/* front_decl.c: variables and functions. Takes their declarations; leaves one Var or Fn for all
   redeclarations, also those of other files given together, with parameters, storage and
   attributes. */
#include "front.h"

#include <string.h>

/* Its USR, for what is not external with the place where it stands. */
const char *front_place_key(CXCursor decl)
{
    const char *usr = front_string(clang_getCursorUSR(decl));
    if (clang_getCursorLinkage(decl) == CXLinkage_External && !clang_Cursor_isAnonymous(decl))
        return usr;
    Loc loc = front_loc(clang_getCanonicalCursor(decl)); /* of two anonymous members, too */
    return intern(format("%s:%s:%d:%d", usr, loc.file ? loc.file : "", loc.line, loc.col));
}

/* Tells one entity in all files. What each file has for itself is the same in two where it means the same; records are
   compared by their members (front_type.c), for one of the files may only declare them. */
const char *front_key(Front *f, CXCursor decl)
{
    const char *key = front_place_key(decl);
    enum CXCursorKind kind = clang_getCursorKind(decl);
    bool own = clang_getCursorLinkage(decl) == CXLinkage_Internal || kind == CXCursor_TypedefDecl ||
               kind == CXCursor_EnumDecl;
    if (f->p->options->files.n < 2 || !own || front_is_local(decl) || front_in_system(decl))
        return key;
    return front_meaning(f, decl);
}

/* ---- variables ---- */

static void set_storage(Var *v, CXCursor c)
{
    enum CX_StorageClass storage = clang_Cursor_getStorageClass(c);
    v->is_register = storage == CX_SC_Register;
    v->is_thread_local = clang_getCursorTLSKind(c) != CXTLS_None;
    v->noalias = (type_plain(v->type)->quals & Q_RESTRICT) != 0;
}

/* A later declaration may complete the type, define the variable or initialise it. */
static void redeclare_global(Front *f, Var *v, CXCursor c)
{
    Type *type = front_type(f, clang_getCursorType(c));
    CXCursor init = clang_Cursor_getVarDeclInitializer(c);
    if (!v->type || (type->kind == T_ARRAY && type->count))
        v->type = v->written = type;
    if (clang_Cursor_getStorageClass(c) != CX_SC_Extern || !clang_Cursor_isNull(init)) {
        v->loc = v->is_extern ? front_loc(c) : v->loc;
        v->is_extern = false;
    }
    front_annotations(f, c, v, NULL, NULL);
}

bool front_may_change(CXCursor c)
{
    CXType t = clang_getCursorType(c);
    while (clang_getArrayElementType(t).kind != CXType_Invalid)
        t = clang_getArrayElementType(t);
    return !clang_isConstQualifiedType(clang_getCanonicalType(t));
}

static Var *global(Front *f, CXCursor c)
{
    const char *key = front_key(f, c);
    Var *v = map_get(f->shared, key);
    if (!v) {
        v = var_new(NULL, V_GLOBAL, front_spelling(c), front_type(f, clang_getCursorType(c)));
        v->made = false;
        front_name_type(f, v->type, v->name);
        v->is_extern = true;
        v->loc = front_loc(c);
        v->is_static = clang_getCursorLinkage(c) == CXLinkage_Internal;
        set_storage(v, c);
        map_put(f->shared, key, v);
        list_add(&f->p->globals, v);
        v->decl = front_item_new(f, I_VAR, c);
        v->decl->name = v->name;
        v->decl->var = v;
    } else if (v->is_static && front_may_change(c)) {
        v->of_several = true;
    }
    map_put(f->decls, front_decl(c), v);
    return v;
}

Var *front_var(Front *f, CXCursor decl)
{
    Var *v = map_get(f->decls, front_decl(decl));
    if (!v && clang_getCursorKind(decl) == CXCursor_VarDecl &&
        (clang_getCursorLinkage(decl) == CXLinkage_External ||
         clang_getCursorKind(clang_getCursorSemanticParent(decl)) == CXCursor_TranslationUnit)) {
        v = global(f, decl);
        redeclare_global(f, v, decl);
    }
    return v;
}

Var *front_global(Front *f, CXCursor c)
{
    Var *v = map_get(f->decls, front_decl(c));
    if (!v)
        v = global(f, c);
    redeclare_global(f, v, c);
    return v;
}

static CXCursor initialiser_of(CXCursor c) { return clang_Cursor_getVarDeclInitializer(c); }

static enum CXChildVisitResult find_unexposed(CXCursor c, CXCursor parent, CXClientData found)
{
    (void)parent;
    *(bool *)found |= clang_getCursorKind(c) == CXCursor_UnexposedAttr;
    return CXChildVisit_Continue;
}

/* A function is called with the variable at the end of its scope, and nothing in the tree says so. */
static bool has_cleanup(CXCursor c)
{
    bool found = false;
    clang_visitChildren(c, find_unexposed, &found);
    if (!found)
        return false;
    CXPrintingPolicy policy = clang_getCursorPrintingPolicy(c);
    const char *text = front_string(clang_getCursorPrettyPrinted(c, policy));
    clang_PrintingPolicy_dispose(policy);
    return strstr(text, "cleanup(") != NULL;
}

/* A local or function static; NULL: it is a global's block scope declaration. The initialiser of a
   static is left in the variable. */
Var *front_local(Front *f, Pair decl)
{
    CXCursor c = decl.a;
    if (clang_Cursor_getStorageClass(c) == CX_SC_Extern) {
        Item *item = front_global(f, c)->decl;
        item->text = item->text ? item->text : front_variable_text(f, item->var, c);
        front_item_before(f, item, f->fn->item);
        return NULL;
    }
    if (has_cleanup(c))
        f->lost = "a variable with a cleanup function";
    bool is_static = clang_Cursor_getStorageClass(c) == CX_SC_Static;
    bool has_init = !clang_Cursor_isNull(initialiser_of(c));
    CXType t = clang_getCursorType(c);
    Type *type = front_is_variable(t) ? front_type_declared(f, t, front_dims(f, decl, has_init))
                                      : front_type(f, t);
    Var *v = var_new(f->fn, is_static ? V_STATIC : V_LOCAL, front_spelling(c), type);
    v->written = type;
    v->made = false;
    v->loc = front_loc(c);
    v->is_static = is_static;
    set_storage(v, c);
    map_put(f->decls, front_decl(c), v);
    front_annotations(f, c, v, NULL, NULL);
    return v;
}

/* ---- functions ---- */

static bool is_word(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool has_word(const char *text, const char *end, const char *word)
{
    size_t n = strlen(word);
    for (const char *s = text; (s = strstr(s, word)) && s < end; s += n)
        if ((s == text || !is_word(s[-1])) && !is_word(s[n]))
            return true;
    return false;
}

/* What stands only in the text: `double a[static 3]`, `double *p[const restrict]`. */
static Type *bracket_words(Type *written, const char *text)
{
    const char *open = text ? strchr(text, '[') : NULL;
    const char *end = open ? strchr(open, ']') : NULL;
    if (!end || written->kind != T_ARRAY)
        return written;
    unsigned quals = (has_word(open, end, "const") ? Q_CONST : 0u) |
                     (has_word(open, end, "volatile") ? Q_VOLATILE : 0u) |
                     (has_word(open, end, "restrict") || has_word(open, end, "__restrict") ||
                              has_word(open, end, "__restrict__")
                          ? Q_RESTRICT
                          : 0u);
    bool is_static = has_word(open, end, "static");
    if (!quals && !is_static)
        return written;
    Type *copy = NEW(Type);
    *copy = *written;
    copy->is_static = is_static;
    copy->array_quals = quals;
    return copy;
}

static Var *parameter(Front *f, Fn *fn, Pair decl, Var *before)
{
    CXType t = clang_getCursorType(decl.a);
    Dims dims = front_dims(f, decl, false);
    Type *written = bracket_words(front_type_declared(f, t, dims), front_text(f, decl));
    Type *type = front_adjusted(written);
    if (written->array_quals)
        type = type_qual(type, written->array_quals);
    Var *v = var_new(fn, V_PARAM, front_spelling(decl.a), type);
    v->written = written;
    v->made = false;
    v->loc = front_loc(decl.a);
    set_storage(v, decl.a);
    v->inactive = before && before->inactive;
    v->before = before && before->before;
    if (before)
        v->also = before->also;
    if (before && *before->name && before->name != v->name)
        list_add(&v->also, before->name);
    map_put(f->decls, front_decl(decl.a), v);
    front_annotations(f, decl.a, v, fn, NULL);
    return v;
}

/* An array parameter of the prototype tells more than a pointer of the definition: its extents are
   kept, over the parameters of the definition. */
static void inherit_extents(Fn *fn, const VarList *before)
{
    Subst subst = {.vars = map_new(), .targets = map_new()};
    for (int i = 0; i < fn->params.n && i < before->n; i++)
        map_put(subst.vars, before->at[i], e_var(fn->params.at[i]));
    for (int i = 0; i < fn->params.n && i < before->n; i++) {
        Var *now = fn->params.at[i], *then = before->at[i];
        Type *now_type = now->written;
        bool tells = then->written->kind == T_ARRAY && then->written->count;
        if (tells &&
            (now_type->kind == T_POINTER || (now_type->kind == T_ARRAY && !now_type->count)) &&
            type_same(type_plain(now->type)->to, type_plain(then->type)->to))
            now->written = type_clone(then->written, &subst);
    }
}

static int parameter_count(CXCursor c)
{
    int n = clang_Cursor_getNumArguments(c);
    return n < 0 ? 0 : n;
}

static Pair parameter_at(Pair decl, int i)
{
    CXCursor a = clang_Cursor_getArgument(decl.a, (unsigned)i);
    bool both = decl.both && i < parameter_count(decl.b);
    return both ? (Pair){a, clang_Cursor_getArgument(decl.b, (unsigned)i), true} : front_single(a);
}

void front_params(Front *f, Fn *fn, Pair decl)
{
    VarList before = fn->params;
    fn->params = (VarList){0};
    for (int i = 0; i < parameter_count(decl.a); i++)
        list_add(&fn->params,
                 parameter(f, fn, parameter_at(decl, i), i < before.n ? before.at[i] : NULL));
    inherit_extents(fn, &before);
}

static void set_attributes(Fn *fn, CXCursor c)
{
    static const char *const never[] = {
        "exit",           "abort",          "_Exit",         "quick_exit",
        "_exit",          "longjmp",        "__assert_fail", "__builtin_unreachable",
        "__builtin_trap", "__builtin_abort"};
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        fn->noreturn |= !strcmp(fn->name, never[i]);
    CXPrintingPolicy policy = clang_getCursorPrintingPolicy(c);
    clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_TerseOutput, 1);
    const char *text = front_string(clang_getCursorPrettyPrinted(c, policy));
    clang_PrintingPolicy_dispose(policy);
    const char *end = text + strlen(text);
    fn->noreturn |= has_word(text, end, "_Noreturn") || has_word(text, end, "noreturn");
    fn->is_const_attr |= strstr(text, "__attribute__((const))") != NULL;
}

static Fn *new_fn(Front *f, CXCursor c, const char *key)
{
    Fn *fn = NEW(Fn);
    fn->name = front_spelling(c);
    fn->loc = front_loc(c);
    fn->is_static = clang_getCursorLinkage(c) == CXLinkage_Internal;
    fn->in_system_header = front_in_system(c);
    fn->item = front_item_new(f, I_FN, c);
    fn->item->name = fn->name;
    fn->item->fn = fn;
    map_put(f->shared, key, fn);
    list_add(&f->p->fns, fn);
    return fn;
}

/* Nobody named them: a builtin, or a prototype by way of a typedef. */
static void params_of_type(Fn *fn)
{
    for (int i = 0; fn->type && i < fn->type->params.n; i++) {
        Var *v = var_new(fn, V_PARAM, format("x%d", i + 1), fn->type->params.at[i]);
        v->written = v->type;
        list_add(&fn->params, v);
    }
}

/* One more declaration of the function: the one with named parameters and a prototype counts. */
void front_redeclare(Front *f, Fn *fn, CXCursor c)
{
    Type *type = type_plain(front_type(f, clang_getCursorType(c)));
    map_put(f->decls, front_decl(c), fn);
    fn->in_header |= !front_stands_in_source(f, c);
    if (type->kind == T_FUNCTION &&
        (!fn->type || fn->type->no_prototype || clang_isCursorDefinition(c))) {
        fn->type = type;
        fn->variadic = type->variadic;
    }
    bool inlined = clang_Cursor_isFunctionInlined(c) != 0;
    fn->is_inline |= inlined;
    fn->is_linked |= !inlined || clang_Cursor_getStorageClass(c) == CX_SC_Extern;
    if (!fn->body && (!fn->params.n || clang_isCursorDefinition(c)))
        front_params(f, fn, front_single(c));
    else
        front_annotate_params(f, fn, c);
    if (!fn->params.n)
        params_of_type(fn);
    set_attributes(fn, c);
    front_annotations(f, c, NULL, fn, NULL);
}

/* Annotations on the parameters of a declaration whose parameters are not those of the Fn. */
void front_annotate_params(Front *f, Fn *fn, CXCursor c)
{
    for (int i = 0; i < parameter_count(c) && i < fn->params.n; i++)
        front_annotations(f, clang_Cursor_getArgument(c, (unsigned)i), fn->params.at[i], fn, NULL);
}

Fn *front_fn(Front *f, CXCursor decl)
{
    Fn *fn = map_get(f->decls, front_decl(decl));
    if (fn)
        return fn;
    const char *key = front_key(f, decl);
    fn = map_get(f->shared, key);
    if (!fn)
        fn = new_fn(f, decl, key);
    front_redeclare(f, fn, decl);
    return fn;
}

Fn *front_fn_named(Front *f, const char *name, Type *type)
{
    CXCursor *declared = map_get(f->functions, intern(name));
    if (declared)
        return front_fn(f, *declared);
    const char *key = intern(format("c:@F@%s", name));
    Fn *fn = map_get(f->shared, key);
    if (fn)
        return fn;
    fn = NEW(Fn);
    fn->name = intern(name);
    fn->type = type;
    fn->variadic = type->variadic;
    fn->in_system_header = true;
    params_of_type(fn);
    map_put(f->shared, key, fn);
    list_add(&f->p->fns, fn);
    return fn;
}
