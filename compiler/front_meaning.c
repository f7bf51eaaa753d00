/* front_meaning.c: what a declaration means, for files given together. A header that two of them include may mean
   another thing in each: by macros that differ, or by static functions of each that it names. Takes a declaration
   that each file has for itself (static functions and variables, typedefs, enums); leaves a text that is the same
   for two files only where the declaration means the same in both. */
#include "front.h"

#include <string.h>

typedef struct Meaning {
    Front *f;
    CXCursor of;
    Map *seen; /* USR with place -> itself */
    Text text;
} Meaning;

typedef struct Order {
    CXCursor first, second;
    bool before;
} Order;

static void add_declaration(Meaning *m, CXCursor c);

static bool is_record(enum CXCursorKind kind) { return kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl; }

static bool is_at_file_scope(CXCursor c)
{
    return clang_getCursorKind(clang_getCursorSemanticParent(c)) == CXCursor_TranslationUnit;
}

/* What an enumerator or a member belongs to. */
static CXCursor outermost(CXCursor c)
{
    for (CXCursor in = clang_getCursorSemanticParent(c); clang_isDeclaration(clang_getCursorKind(in));
         in = clang_getCursorSemanticParent(in))
        c = in;
    return c;
}

static enum CXChildVisitResult add_referenced(CXCursor c, CXCursor parent, CXClientData data)
{
    Meaning *m = data;
    (void)parent;
    CXCursor to = clang_getCursorReferenced(c);
    if (clang_getCursorKind(c) == CXCursor_VarDecl && clang_Cursor_getStorageClass(c) == CX_SC_Static && front_may_change(c))
        text_format(&m->text, " of %s", m->f->path); /* what it holds from call to call */
    if (!clang_Cursor_isNull(to) && !clang_isInvalid(clang_getCursorKind(to)))
        add_declaration(m, outermost(to));
    return CXChildVisit_Recurse;
}

static enum CXChildVisitResult add_head(CXCursor c, CXCursor parent, CXClientData data)
{
    return clang_getCursorKind(c) == CXCursor_CompoundStmt ? CXChildVisit_Continue
                                                           : add_referenced(c, parent, data);
}

static void put_print(Meaning *m, CXCursor c)
{
    CXPrintingPolicy policy = clang_getCursorPrintingPolicy(c);
    clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_PolishForDeclaration, 1);
    text_put(&m->text, front_string(clang_getCursorPrettyPrinted(c, policy)));
    clang_PrintingPolicy_dispose(policy);
}

static enum CXChildVisitResult find_first(CXCursor c, CXCursor parent, CXClientData data)
{
    Order *o = data;
    (void)parent;
    o->before = clang_equalCursors(c, o->first);
    return o->before || clang_equalCursors(c, o->second) ? CXChildVisit_Break : CXChildVisit_Continue;
}

/* A record that is completed only behind the declaration, by one of the files, is not what it is about. */
static bool is_complete(const Meaning *m, CXCursor record)
{
    Order o = {record, m->of, false};
    if (!clang_isCursorDefinition(record))
        return false;
    clang_visitChildren(clang_getTranslationUnitCursor(m->f->first), find_first, &o);
    return o.before;
}

static void add_declaration(Meaning *m, CXCursor decl)
{
    CXCursor whole = clang_getCursorDefinition(decl), c = clang_Cursor_isNull(whole) ? decl : whole;
    enum CXCursorKind kind = clang_getCursorKind(c);
    const char *key = front_place_key(c);
    if (!is_at_file_scope(c) || map_get(m->seen, key))
        return;
    map_put(m->seen, key, m);
    text_format(&m->text, "\n%s ", key);
    if (front_in_system(c) || (is_record(kind) && !is_complete(m, c)))
        return;
    bool external = clang_getCursorLinkage(c) == CXLinkage_External &&
                    (kind == CXCursor_FunctionDecl || kind == CXCursor_VarDecl);
    if (external) { /* one for all files, wherever it is defined; its type may be told by macros */
        text_put(&m->text, front_string(clang_getTypeSpelling(clang_getCanonicalType(clang_getCursorType(c)))));
        clang_visitChildren(c, add_head, m);
        return;
    }
    put_print(m, c);
    clang_visitChildren(c, add_referenced, m);
}

const char *front_meaning(Front *f, CXCursor decl)
{
    CXCursor whole = clang_getCursorDefinition(decl);
    Meaning m = {.f = f, .of = clang_Cursor_isNull(whole) ? decl : whole, .seen = map_new()};
    add_declaration(&m, m.of);
    return m.text.at ? intern(m.text.at) : "";
}
