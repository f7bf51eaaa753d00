/* front_type.c: clang's types and records as ours. Takes cursors and types of the first parse;
   leaves each type once (typedef names kept), records with their fields, and Items for what
   declares them. Extents of variable length arrays are not part of clang's types: they come from
   the children of the declaration. */
#include "front.h"

#include <string.h>

static const char *spelling_of(CXType t) { return front_string(clang_getTypeSpelling(t)); }

/* The tag; "": none. clang gives the typedef's name for an untagged one, its type has no `struct`
 * then. */
const char *front_tag(CXCursor c)
{
    const char *type = spelling_of(clang_getCursorType(c)), *tag = front_spelling(c);
    bool tagged =
        !strncmp(type, "struct ", 7) || !strncmp(type, "union ", 6) || !strncmp(type, "enum ", 5);
    return tagged && !strchr(tag, '(') ? tag : "";
}

bool front_is_local(CXCursor decl)
{
    for (CXCursor c = clang_getCursorSemanticParent(decl); !clang_Cursor_isNull(c);
         c = clang_getCursorSemanticParent(c)) {
        enum CXCursorKind kind = clang_getCursorKind(c);
        if (kind == CXCursor_FunctionDecl)
            return true;
        if (kind == CXCursor_TranslationUnit || clang_isInvalid(kind))
            return false;
    }
    return false;
}

static unsigned quals_of(CXType t)
{
    return (clang_isConstQualifiedType(t) ? Q_CONST : 0u) |
           (clang_isVolatileQualifiedType(t) ? Q_VOLATILE : 0u) |
           (clang_isRestrictQualifiedType(t) ? Q_RESTRICT : 0u);
}

static Type *made(TypeKind kind, const char *name)
{
    Type *t = NEW(Type);
    t->kind = kind;
    t->name = name ? intern(name) : NULL;
    return t;
}

static Type *integer(CXType t, const char *name)
{
    Type *made_type = made(T_INT, name);
    made_type->size = (int)clang_Type_getSizeOf(t);
    switch (t.kind) {
    case CXType_Char_S:
    case CXType_SChar:
    case CXType_Short:
    case CXType_Int:
    case CXType_Long:
    case CXType_LongLong:
    case CXType_Int128:
        made_type->is_signed = true;
        break;
    default:
        break;
    }
    return made_type;
}

static Type *opaque(CXType t)
{
    Type *o = made(T_OPAQUE, spelling_of(t));
    o->size = 0;
    return o;
}

/* ---- enums and typedefs ---- */

static enum CXChildVisitResult add_enumerator(CXCursor c, CXCursor parent, CXClientData data)
{
    Item *item = data;
    (void)parent;
    if (clang_getCursorKind(c) == CXCursor_EnumConstantDecl)
        list_add(&item->enumerators, front_spelling(c));
    return CXChildVisit_Continue;
}

static bool enum_in_struct(CXCursor e)
{
    enum CXCursorKind in = clang_getCursorKind(clang_getCursorLexicalParent(e));
    return in == CXCursor_StructDecl || in == CXCursor_UnionDecl;
}

/* The enum of a function is plain integers to the output: no Item. So is one that is defined inside a struct of the
   source, which the output declares anew. */
Item *front_enum(Front *f, CXCursor decl)
{
    CXCursor whole = clang_getCursorDefinition(decl);
    if (clang_Cursor_isNull(whole))
        whole = decl;
    Item *item = map_get(f->items, front_decl(whole));
    if (item)
        return item;
    const char *key = front_key(f, whole);
    item = map_get(f->shared, key);
    bool known = item != NULL; /* in a file before */
    item = known ? item : front_item_new(f, I_ENUM, whole);
    map_put(f->items, front_decl(whole), item);
    if (known)
        return item;
    map_put(f->shared, key, item);
    clang_visitChildren(whole, add_enumerator, item);
    CXType type = clang_getCursorType(whole);
    const char *name = front_tag(whole);
    item->name = *name ? name : NULL;
    Type *t = integer(clang_getCanonicalType(clang_getEnumDeclIntegerType(whole)),
                      *name ? format("enum %s", name) : spelling_of(type));
    if (strchr(t->name, '('))
        t->name = intern(t->is_signed ? "int" : "unsigned int"); /* neither tag nor typedef name */
    item->nested = item->in_source && enum_in_struct(whole);
    t->decl = front_is_local(whole) || item->nested ? NULL : item;
    if (!t->decl)
        t->name = intern(t->size == 8 ? "unsigned long" : t->is_signed ? "int" : "unsigned int");
    item->type = t;
    return item;
}

/* `typedef struct { ... } name;` is one Item: that of the record or enum becomes the typedef's. */
static Item *untagged_item(Front *f, CXCursor decl)
{
    CXType type = clang_getTypedefDeclUnderlyingType(decl);
    if (type.kind == CXType_Elaborated)
        type = clang_Type_getNamedType(type);
    if (type.kind != CXType_Record && type.kind != CXType_Enum)
        return NULL;
    CXCursor c = clang_getTypeDeclaration(type);
    if (*front_tag(c) || spelling_of(clang_getCursorType(c)) != front_spelling(decl))
        return NULL;
    return type.kind == CXType_Enum ? front_enum(f, c) : front_record(f, c)->decl;
}

/* A record has members whose types lead back to it by way of the typedef: where it is known already, they can be told. */
static void records_first(Front *f, CXType t)
{
    switch (t.kind) {
    case CXType_Pointer:
        records_first(f, clang_getPointeeType(t));
        break;
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
        records_first(f, clang_getArrayElementType(t));
        break;
    case CXType_FunctionProto:
        for (int i = 0; i < clang_getNumArgTypes(t); i++)
            records_first(f, clang_getArgType(t, (unsigned)i));
        records_first(f, clang_getResultType(t));
        break;
    case CXType_Elaborated:
        records_first(f, clang_Type_getNamedType(t));
        break;
    case CXType_Unexposed: /* in parentheses */
        if (clang_getCanonicalType(t).kind == CXType_FunctionProto)
            records_first(f, clang_getCanonicalType(t));
        break;
    case CXType_Record:
        front_record(f, clang_getTypeDeclaration(t));
        break;
    case CXType_Typedef:
        front_typedef(f, clang_getTypeDeclaration(t));
        break;
    default:
        break;
    }
}

Item *front_typedef(Front *f, CXCursor decl)
{
    Item *item = map_get(f->items, front_decl(decl));
    if (item)
        return item;
    item = untagged_item(f, decl);
    if (item) {
        item->kind = I_TYPEDEF;
        item->name = front_spelling(decl);
        map_put(f->items, front_decl(decl), item);
        item->type = front_type(f, clang_getTypedefDeclUnderlyingType(decl));
        return item;
    }
    const char *key = front_key(f, decl);
    item = map_get(f->shared, key);
    if (item) {
        map_put(f->items, front_decl(decl), item);
        return item;
    }
    records_first(f, clang_getTypedefDeclUnderlyingType(decl));
    item = map_get(f->items, front_decl(decl));
    if (item)
        return item; /* one of them has a member of this type */
    item = front_item_new(f, I_TYPEDEF, clang_getCanonicalCursor(decl));
    item->name = front_spelling(decl);
    map_put(f->items, front_decl(decl), item);
    map_put(f->shared, key, item);
    item->type = front_type(f, clang_getTypedefDeclUnderlyingType(decl));
    front_name_type(f, item->type, item->name);
    return item;
}

static bool is_va_list(const char *name)
{
    return !strcmp(name, "va_list") || !strcmp(name, "__builtin_va_list") ||
           !strcmp(name, "__gnuc_va_list") || !strcmp(name, "__va_list");
}

static Type *typedef_type(Front *f, CXType t)
{
    CXCursor decl = clang_getTypeDeclaration(t);
    const char *name = front_spelling(decl);
    if (is_va_list(name))
        return made(T_OPAQUE, "va_list");
    if (front_is_local(decl)) {
        Type *known = map_get(f->decls, front_decl(decl));
        return known ? known : front_type(f, clang_getTypedefDeclUnderlyingType(decl));
    }
    Item *item = front_typedef(f, decl);
    Type *named = made(T_TYPEDEF, item->name);
    named->to = item->type;
    named->decl = item;
    return named->to ? named : opaque(t); /* a typedef within its own target: not C */
}

/* ---- records ---- */

typedef struct FieldsOf {
    Front *f;
    Record *record;
} FieldsOf;

static enum CXVisitorResult add_field(CXCursor c, CXClientData data)
{
    FieldsOf *of = data;
    Field *field = NEW(Field);
    const char *name = front_spelling(c);
    field->name = strchr(name, '(') ? intern("") : name;
    field->record = of->record;
    field->index = of->record->fields.n;
    field->bits = clang_Cursor_isBitField(c) ? clang_getFieldDeclBitWidth(c) : -1;
    field->loc = front_loc(c);
    map_put(of->f->decls, front_decl(c), field);
    list_add(&of->record->fields, field);
    field->type = front_type(of->f, clang_getCursorType(c));
    front_annotations(of->f, c, NULL, NULL, field);
    return CXVisit_Continue;
}

/* A record without tag and typedef name is spelled by way of what is of its type. */
static void name_inner_records(Record *r)
{
    for (int i = 0; i < r->fields.n; i++) {
        Field *field = r->fields.at[i];
        Type *t = field->type;
        const char *path = format("((%s *)0)->%s", r->name ? r->name : "", field->name);
        for (; t->kind == T_ARRAY || t->kind == T_POINTER; t = t->to)
            path = format("%s[0]", path);
        if (t->kind == T_RECORD && !t->record->name && r->name && field->name[0])
            t->record->name = intern(format("__typeof__(%s)", path));
        if (t->kind == T_RECORD && !t->record->tag)
            name_inner_records(t->record);
    }
}

static bool tag_taken(const Program *p, const char *tag)
{
    for (int i = 0; i < p->records.n; i++)
        if (p->records.at[i]->tag == tag)
            return true;
    return false;
}

/* The records of a function move to file scope, under a tag that is free there. */
static void name_local(Front *f, Record *r, const char *spelling)
{
    const char *tag = intern(spelling);
    for (int k = 2; tag_taken(f->p, tag); k++)
        tag = intern(format("%s_%d", spelling, k));
    r->tag = tag;
    r->name = intern(format("%s %s", r->is_union ? "union" : "struct", tag));
}

static bool is_nested(CXCursor c)
{
    enum CXCursorKind around = clang_getCursorKind(clang_getCursorLexicalParent(c));
    return around == CXCursor_StructDecl || around == CXCursor_UnionDecl;
}

static void name_record(Front *f, Record *r, CXCursor c)
{
    const char *spelling = front_tag(c), *type = spelling_of(clang_getCursorType(c));
    if (front_is_local(c) && (*spelling || !is_nested(c))) {
        name_local(f, r, *spelling ? spelling : format("%s_record", f->fn ? f->fn->name : "local"));
    } else if (*spelling) {
        r->tag = spelling;
        r->name = intern(format("%s %s", r->is_union ? "union" : "struct", spelling));
    } else if (!strchr(type, '(')) {
        r->name = type;
    }
}

/* The same record seen in a file before: only the keys of this one's fields are new. */
static bool same_record(Front *f, Record *r, CXCursor c)
{
    FieldsOf again = {f, NEW(Record)};
    *again.record = (Record){.is_union = r->is_union};
    clang_Type_visitFields(clang_getCursorType(c), add_field, &again);
    if (again.record->fields.n != r->fields.n)
        return false;
    for (int i = 0; i < r->fields.n; i++)
        if (again.record->fields.at[i]->name != r->fields.at[i]->name ||
            !type_same(again.record->fields.at[i]->type, r->fields.at[i]->type))
            return false;
    return true;
}

typedef struct Rekey {
    Front *f;
    Record *record;
    int i;
} Rekey;

static enum CXVisitorResult rekey_field(CXCursor c, CXClientData data)
{
    Rekey *of = data;
    if (of->i < of->record->fields.n)
        map_put(of->f->decls, front_decl(c), of->record->fields.at[of->i++]);
    return CXVisit_Continue;
}

static Record *record_of_other_file(Front *f, CXCursor c, const char *key)
{
    Record *r = map_get(f->shared, key);
    if (!r || !r->complete)
        return NULL;
    map_put(f->decls, front_decl(c), r);
    if (!same_record(f, r, c)) {
        map_put(f->decls, front_decl(c), NULL);
        return NULL;
    }
    clang_Type_visitFields(clang_getCursorType(c), rekey_field, &(Rekey){f, r, 0});
    map_put(f->items, front_decl(c), r->decl);
    return r;
}

/* Nested ones stand before what they are nested in, those of functions before the function. */
static void place_record(Front *f, Record *r, CXCursor c)
{
    if (!r->tag)
        return;
    if (front_is_local(c)) {
        r->decl->in_source = true; /* of a function of a header, too: including that gives no type */
        if (f->fn && f->fn->item)
            front_item_before(f, r->decl, f->fn->item);
        else
            front_item_list(f, r->decl);
        r->decl->text = front_record_text(f, r, c);
    } else if (is_nested(c)) {
        front_item_list(f, r->decl);
        r->decl->text = front_record_text(f, r, c);
    }
}

static Record *new_record(Front *f, CXCursor c)
{
    Record *r = NEW(Record);
    r->is_union = clang_getCursorKind(c) == CXCursor_UnionDecl;
    r->in_system_header = front_in_system(c);
    r->loc = front_loc(c);
    name_record(f, r, c);
    if (r->tag && !front_is_local(c) &&
        !map_get(f->tags, r->tag)) { /* declared inside of another */
        CXCursor *named = NEW(CXCursor);
        *named = c;
        map_put(f->tags, r->tag, named);
    }
    r->decl = front_item_new(f, I_RECORD, c);
    r->decl->name = r->tag;
    r->decl->record = r;
    list_add(&f->p->records, r);
    return r;
}

/* A file before has only declared it. Its item stands where the definition does. */
static Record *completed(Front *f, Record *r, CXCursor c)
{
    r->loc = r->decl->loc = front_loc(c);
    r->decl->in_source = front_stands_in_source(f, c);
    r->decl->text = NULL;
    return r;
}

Record *front_record(Front *f, CXCursor decl)
{
    CXCursor c = clang_getCursorDefinition(decl);
    if (clang_Cursor_isNull(c))
        c = decl;
    Record *r = map_get(f->decls, front_decl(c));
    if (r)
        return r;
    const char *key = front_key(f, c);
    bool defined = !clang_Cursor_isNull(clang_getCursorDefinition(decl));
    Record *known = front_is_local(c) ? NULL : map_get(f->shared, key);
    if (known && !defined) {
        map_put(f->decls, front_decl(c), known);
        return known;
    }
    r = known && known->complete ? record_of_other_file(f, c, key) : NULL;
    if (r)
        return r;
    r = known && !known->complete ? completed(f, known, c) : new_record(f, c);
    map_put(f->items, front_decl(c), r->decl);
    map_put(f->decls, front_decl(c), r);
    if (!front_is_local(c))
        map_put(f->shared, key, r);
    if (clang_isCursorDefinition(c)) {
        CXCursor *body = NEW(CXCursor);
        *body = c;
        map_put(f->bodies, r, body);
        clang_Type_visitFields(clang_getCursorType(c), add_field, &(FieldsOf){f, r});
        r->complete = true;
        long long size = clang_Type_getSizeOf(clang_getCursorType(c));
        r->size = size > 0 ? size : 0;
        name_inner_records(r);
    }
    place_record(f, r, c);
    return r;
}

/* A record that neither a tag nor a typedef names gets a tag after what is declared with it, so
   that the declaration can be repeated elsewhere. */
void front_name_type(Front *f, Type *t, const char *declared)
{
    while (t->kind == T_POINTER || t->kind == T_ARRAY || t->kind == T_FUNCTION)
        t = t->to;
    Record *r = t->kind == T_RECORD ? t->record : NULL;
    CXCursor *c = r && !r->name ? map_get(f->bodies, r) : NULL;
    if (!c)
        return;
    name_local(f, r, format("%s_record", declared));
    name_inner_records(r);
    r->decl->name = r->tag;
    r->decl->text = front_record_text(f, r, *c);
    front_item_list(f, r->decl);
}

Field *front_field(Front *f, CXCursor decl)
{
    Field *field = map_get(f->decls, front_decl(decl));
    if (field)
        return field;
    front_record(f, clang_getCursorSemanticParent(decl));
    return map_get(f->decls, front_decl(decl));
}

/* ---- arrays ---- */

bool front_is_variable(CXType t)
{
    for (;;) {
        CXType c = clang_getCanonicalType(t);
        if (c.kind == CXType_VariableArray)
            return true;
        if (c.kind == CXType_Pointer)
            t = clang_getPointeeType(c);
        else if (c.kind == CXType_ConstantArray || c.kind == CXType_IncompleteArray)
            t = clang_getArrayElementType(c);
        else
            return false;
    }
}

static bool is_array(CXType t)
{
    return t.kind == CXType_ConstantArray || t.kind == CXType_VariableArray ||
           t.kind == CXType_IncompleteArray;
}

/* Array levels of the declarator itself that have an extent. */
static int levels(CXType t)
{
    int n = 0;
    for (;;) {
        if (t.kind == CXType_Unexposed)
            t = clang_getCanonicalType(t);
        if (t.kind == CXType_ConstantArray || t.kind == CXType_VariableArray)
            n++;
        if (is_array(t))
            t = clang_getArrayElementType(t);
        else if (t.kind == CXType_Pointer)
            t = clang_getPointeeType(t);
        else
            return n;
    }
}

Dims front_dims(Front *f, Pair decl, bool has_init)
{
    bool apart = f->apart; /* extents that are constants may be printed as their value */
    Kids kids = front_children(f, decl, false);
    f->apart = apart;
    return (Dims){kids.at, kids.n - (has_init && kids.n)};
}

static Type *array_type(Front *f, CXType t, Dims *dims)
{
    Expr *count = NULL;
    bool given = dims && dims->n > 0 && t.kind != CXType_IncompleteArray;
    Pair *extent = given ? &dims->at[--dims->n] : NULL;
    if (t.kind == CXType_ConstantArray) {
        long long n = clang_getArraySize(t);
        count = n > 0x7fffffff ? e_int_type(type_size(), n) : e_int(n);
    } else if (t.kind == CXType_VariableArray && extent) {
        count = front_expr(f, *extent);
    }
    return type_array(front_type_dims(f, clang_getArrayElementType(t), dims), count);
}

/* ---- types ---- */

/* Parameters have the type they are adjusted to. */
static Type *adjusted(Type *t)
{
    Type *plain = type_plain(t);
    if (plain->kind == T_ARRAY)
        return type_pointer(plain->to);
    return plain->kind == T_FUNCTION ? type_pointer(t) : t;
}

static Type *function_type(Front *f, CXType t)
{
    Type *fn = made(T_FUNCTION, NULL);
    CXType canonical = clang_getCanonicalType(t);
    fn->to = front_type(f, clang_getResultType(t));
    fn->no_prototype = canonical.kind == CXType_FunctionNoProto;
    fn->variadic = !fn->no_prototype && clang_isFunctionTypeVariadic(t);
    int n = clang_getNumArgTypes(t);
    for (int i = 0; i < n; i++)
        list_add(&fn->params, adjusted(front_type(f, clang_getArgType(t, (unsigned)i))));
    return fn;
}

static Width width_of(CXType t)
{
    return t.kind == CXType_Float ? W_FLOAT : t.kind == CXType_LongDouble ? W_LDOUBLE : W_DOUBLE;
}

static bool is_standard_real(CXType t)
{
    return t.kind == CXType_Float || t.kind == CXType_Double || t.kind == CXType_LongDouble;
}

static Type *complex_type(CXType t)
{
    CXType element = clang_getElementType(t);
    if (!is_standard_real(element))
        return opaque(t);
    Type *c = made(T_COMPLEX, format("%s _Complex", spelling_of(element)));
    c->width = width_of(element);
    return c;
}

static Type *record_type(Front *f, CXType t)
{
    Type *made_type = made(T_RECORD, NULL);
    made_type->record = front_record(f, clang_getTypeDeclaration(t));
    made_type->name = made_type->record->name;
    return made_type;
}

/* Without the qualifiers of this level. */
static Type *bare_type(Front *f, CXType t, Dims *dims)
{
    switch (t.kind) {
    case CXType_Void:
        return type_void();
    case CXType_Bool: {
        Type *b = made(T_BOOL, "_Bool");
        b->size = 1;
        return b;
    }
    case CXType_Char_U:
    case CXType_Char_S:
        return integer(t, "char");
    case CXType_UChar:
    case CXType_SChar:
    case CXType_UShort:
    case CXType_UInt:
    case CXType_ULong:
    case CXType_ULongLong:
    case CXType_UInt128:
    case CXType_Short:
    case CXType_Int:
    case CXType_Long:
    case CXType_LongLong:
    case CXType_Int128:
        return integer(t, spelling_of(clang_getUnqualifiedType(t)));
    case CXType_Float:
    case CXType_Double:
    case CXType_LongDouble:
        return type_real(width_of(t));
    case CXType_Complex:
        return complex_type(t);
    case CXType_Pointer:
        return type_pointer(front_type_dims(f, clang_getPointeeType(t), dims));
    case CXType_ConstantArray:
    case CXType_VariableArray:
    case CXType_IncompleteArray:
        return array_type(f, t, dims);
    case CXType_FunctionProto:
    case CXType_FunctionNoProto:
        return function_type(f, t);
    case CXType_Record:
        return record_type(f, t);
    case CXType_Enum:
        return front_enum(f, clang_getTypeDeclaration(t))->type;
    case CXType_Typedef:
        return typedef_type(f, t);
    case CXType_Elaborated:
        return front_type_dims(f, clang_Type_getNamedType(t), dims);
    case CXType_Attributed:
        return front_type_dims(f, clang_Type_getModifiedType(t), dims);
    case CXType_Atomic:
        return type_qual(front_type(f, clang_Type_getValueType(t)), Q_ATOMIC);
    default:
        break;
    }
    CXType canonical = clang_getCanonicalType(t);
    if (canonical.kind == CXType_FunctionProto || canonical.kind == CXType_FunctionNoProto)
        return function_type(f, t); /* parenthesised: the names of the parameters' types are kept */
    return canonical.kind == t.kind ? opaque(t) : front_type_dims(f, canonical, dims);
}

Type *front_type_dims(Front *f, CXType t, Dims *dims)
{
    if (!dims) {
        Type *known = map_get(f->types, t.data[0]);
        if (known)
            return known;
    }
    Type *type = bare_type(f, t, dims);
    if (!is_array(t)) /* those of an array are its element's */
        type = type_qual(type, quals_of(t));
    if (!dims)
        map_put(f->types, t.data[0], type);
    return type;
}

Type *front_type(Front *f, CXType t) { return front_type_dims(f, t, NULL); }

/* The type of a declarator whose extents are dims; an array completed by its initialiser has none
   for its outermost level. */
Type *front_type_declared(Front *f, CXType t, Dims dims)
{
    if (!front_is_variable(t))
        return front_type(f, t);
    if (t.kind == CXType_ConstantArray && dims.n < levels(t)) {
        Type *element = front_type_dims(f, clang_getArrayElementType(t), &dims);
        return type_array(element, e_int(clang_getArraySize(t)));
    }
    return front_type_dims(f, t, &dims);
}

Type *front_type_like(Type *t, Type *like)
{
    Type *a = type_plain(t), *b = type_plain(like);
    if (a->kind != b->kind || (a->kind != T_ARRAY && a->kind != T_POINTER))
        return t;
    Type *to = front_type_like(a->to, b->to);
    Expr *count = a->kind == T_ARRAY && !a->count ? b->count : a->count;
    if (to == a->to && count == a->count)
        return t;
    Type *copy = NEW(Type);
    *copy = *a;
    copy->to = to;
    copy->count = count;
    return copy;
}

Type *front_adjusted(Type *written) { return adjusted(written); }
