/* simp_tree.c: takes a generated function whose sweeps use one expression in several places (a factor of two adjoints,
   say); leaves a tree. The passes that follow write into expressions: what they change in one place must not change in
   the others. */
#include "simp.h"

static void own_expr(Expr **at, void *seen)
{
    Expr *e = *at;
    if (e->a || e->b || e->args.n) {
        if (map_get(seen, e))
            *at = e = expr_clone(e, NULL);
        else
            map_put(seen, e, e);
    }
    expr_kids(e, own_expr, seen);
}

static void own_stmt(Stmt **at, void *seen)
{
    stmt_exprs(*at, own_expr, seen);
    stmt_kids(*at, own_stmt, seen);
}

void simp_tree(Fn *f) { own_stmt(&f->body, map_new()); }
