/* walk.h: what count.c and walk.c share: a copy of a primal before structure.c, on the way from the outside in. */
#ifndef ADC_WALK_H
#define ADC_WALK_H

#include "adjoint.h"

typedef struct Frame { /* a block on the way from the body of the function to a loop */
    Stmt *block;
    int at;
    const StmtList *done; /* what has become of the statements before that */
    const Stmt *loop;     /* whose body it is, or NULL */
    struct Frame *up;
} Frame;

typedef struct Walk {
    Fn *fn;
    Map *taken; /* variables whose address goes anywhere */
    Frame *frame;
} Walk;

typedef struct Uses {
    int named, written; /* named: other than as what is assigned to */
} Uses;

/* count.c */
Uses walk_uses_in(Stmt *s, const Var *v);
Uses walk_uses_in_expr(Expr *e, const Var *v);
const Var *walk_written_by(const Stmt *s);            /* by the statement itself; NULL: no variable */
Expr *walk_step_by(const Stmt *s, const Var *v);      /* s is v = v + it; NULL: it is not */
bool walk_is_fixed(Walk *w, Expr *e, Stmt *loop);     /* an integer or pointer made of locals that the loop leaves alone */
bool walk_read_later(const Walk *w, Stmt *loop, const Var *v); /* what the loop at w->frame leaves in v */
bool walk_may_skip(const Stmt *loop, const Stmt *block, Stmt *s); /* some way through s goes on with the loop, or past the block */
bool walk_runs_through(const Stmt *loop, int head);    /* without those first statements of its body: it ends by its test */
/* Gives the loop the header of one that counts, if it does; walks: pointers do so in it; before and after: what is to stand there. */
void walk_count_loop(Walk *w, Stmt *loop, bool walks, StmtList *before, StmtList *after);

#endif
