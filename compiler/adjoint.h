/* adjoint.h: what the files of the adjoint engine share.

   prepare.c brings the engine's copy of the primal into shape, plan.c decides for each value that the reverse sweep
   needs whether it is still there, recomputed or kept, reverse.c makes the two halves of a statement, loops.c
   those of a loop, calls.c those of a call, fuse.c finds loops whose halves run together, adjoint.c puts the function
   together. Forward and reverse half of a statement are made at the same moment, so what one stores is what the
   other loads. */
#ifndef ADC_ADJOINT_H
#define ADC_ADJOINT_H

#include "flow.h"

typedef struct Adjoint Adjoint;
typedef struct Segment Segment;
typedef struct Rewind Rewind;
typedef struct Selection Selection;
typedef struct Keep Keep;
typedef struct Distinct Distinct;

/* for (counter = from; counter rel to; counter += step): bounds and pace do not change in the loop. */
typedef struct Counted {
    Var *counter;
    Expr *from, *to;
    Op rel; /* O_LT O_LE (step > 0), O_GT O_GE (step < 0) */
    long long step; /* 0: pace */
    Expr *pace;     /* a step that is no literal; positive where the loop goes round, else it would not end */
    Var *number;    /* of the iteration, where there is a pace: set at the start of both bodies */
    Var *trips;     /* how many there are, where there is a pace and arrays are indexed by it: set before the nest */
    Expr *ahead;    /* i + k, where that is what the loop compares, and the type it is compared in */
    Type *compared;
    bool declared; /* by the loop itself */
    Expr *test;    /* a further condition (a flag) that may end it early; NULL: exact */
} Counted;

/* What is known of each statement; at Stmt.plan. */
typedef struct Info {
    Stmt *parent;
    int first, last; /* numbers of the statement and of the last one inside it */
    Counted *counted;
    char recompute;  /* 0 unknown, 1 being asked, 2 yes, 3 no */
    bool idle;       /* its forward half is left out: nobody asks for what it writes (rerun_loop.c) */
    Keep *kept;      /* values kept as they were before it */
} Info;

/* A moment of the forward sweep: before statement at (its operands), or after it. */
typedef struct Moment {
    Stmt *at;
    bool after;
} Moment;

/* A value the reverse half of a segment reads: stored, or recomputed from an assignment. */
struct Keep {
    Expr *value;   /* in terms of the forward sweep */
    Expr *read;    /* in terms of the reverse sweep */
    bool shadow;   /* the shadow of a pointer */
    bool snapshot; /* value is a whole array */
    Expr *element; /* of a snapshot: the element that asked for it */
    Segment *segment;  /* it is the value before one of its statements, which has a list of them; NULL: it is not */
    Keep *same_moment;
    bool valid;    /* nothing has been written to it since, in this segment */
    Stmt *after;   /* kept behind the forward half of this statement */
    Stmt *behind;  /* a snapshot behind the forward half of this loop, asked for inside it; NULL: in front of one */
    Keep *next;    /* under the same key */
};
typedef LIST(Keep *) KeepList;

/* A list of statements whose values are kept together. */
struct Segment {
    Segment *up;
    Stmt *block;       /* of the primal */
    Counted *then;     /* bounds of that loop as the reverse half reads them; NULL: not asked for yet */
    Stmt *loop;        /* the loop whose body it is, or NULL (a branch, the region itself) */
    Stmt *fwd;         /* its forward half, being made */
    StmtList pops, before; /* start of its reverse half */
    VarList tape;      /* what is pushed at the end of the forward half, in order */
    Map *again;        /* assignment -> Keep: what is recomputed */
    Map *kept;         /* hash of a value -> Keep: what is stored, see stored.c */
    KeepList in_memory; /* those that read anything else */
    Map *lengths;      /* Var -> Expr: lengths of arrays that its reverse half has declared, and the values they have */
    StmtList frees;    /* arrays of the loop being made: run after its reverse half */
    StmtList behind;   /* copies of arrays that go behind the forward half of the statement being reversed */
    bool stacks;       /* puts values on the tape, itself or further inside */
};

/* Where a forward half and its reverse half stand in one C block: the function, or a fused loop's body. */
typedef struct Region {
    Stmt *block;      /* of the primal */
    Segment *segment; /* its own */
    StmtList decls;   /* at its start */
    StmtList last;    /* at its end, in reverse: delayed frees */
    StmtList after;   /* behind its fused loop: arrays that serve all iterations */
    Stmt *front;      /* while what stands behind the fused loops in it is made: the place in front of them */
    LIST(Rewind *) rewinds; /* of variables that live outside it */
    bool later;       /* its halves run together, but in the reverse half of its loop (rerun_loop.c) */
    struct Region *up;
} Region;

/* How many values are stored for each iteration of so many loops around one another; outside loops: not counted. */
enum { MAX_NEST = 16 }; /* loops around one another */
typedef struct Stored {
    int at[MAX_NEST + 1];
} Stored;

struct Adjoint {
    Program *program;
    Derived *derived;
    Fn *src;         /* the engine's copy of the primal, with the parameters of out */
    Fn *out;
    const char *title; /* what it makes, for --dump=plan */
    Stored *stored;  /* shared with the halves it calls */
    int depth;       /* of a half: so many loops are around the call that it is made for */
    bool halves;     /* forward and reverse half are two functions that share a tape */
    Alias *alias;
    Active *active;
    Pattern *pattern;
    Map *shadows;    /* Var -> Expr: its shadow as an lvalue */
    Map *taken;      /* Var: its address goes somewhere */
    Map *rewinds;    /* Var -> Rewind */
    LIST(Rewind *) rewind_list;
    Map *escapes;    /* Var: it goes into a pointer variable or a call */
    Map *longer;     /* Var: of an inner block, moved to the region's start */
    Map *writes;     /* Var -> StmtList: assignments to a simple variable */
    StmtList memory; /* statements that write anything else, in order */
    Distinct *distinct; /* NULL: not asked for yet */
    Map *cell_writes; /* Cell -> StmtList: those of them that may write it */
    Bits written;     /* these cells */
    StmtList opaque_writes; /* those that may write anything */
    Map *declared;   /* Var -> its S_DECL */
    Map *mentions;   /* edges.c: Var -> where it is mentioned; NULL: not asked for yet */
    Map *readers;    /* simple variable -> KeepList: what is kept that reads it, see stored.c */
    Map *results;    /* E_CALL with an effect -> its value as the reverse half reads it */
    Map *replaced;   /* Expr -> Expr: kept in the forward half, read from there */
    Segment *segment;
    Stmt *again;     /* the assignment being recomputed, or asked whether it can be: a moment of the past */
    Region *region;
    Selection *selection; /* the innermost open one */
    Var *tape;       /* adc_tape, or a pointer to one in a half */
    VarList pushed_on, tape_adjs; /* tapes of the primal; for each, one for the adjoints of what is pushed on it */
    bool uses_tape;
    bool *uses_later; /* memory waits on the tape to be freed: shared with the halves it calls */
    StmtList start;  /* in front of the forward sweep: shadows of parameters */
    StmtList reverse_start; /* the same for a reverse half */
    StmtList sums;   /* at the end: sums into the caller's shadows */
    Var *result_shadow; /* forward half: where the shadow of a pointer returned goes */
    Expr *seed;      /* adjoint of the result, NULL: none */
    Expr *result;    /* what is returned */
    Var *result_var; /* a record with pointers: it has the shadow that the caller gave */
};

static inline Info *info(const Stmt *s)
{
    return s->plan;
}

/* prepare.c */
void prepare_fn(Adjoint *a);                 /* conditional expressions with active values become statements */

/* order.c, plan.c, shadow.c */
bool plan_exclusive(Stmt *x, Stmt *y);
bool plan_in_region(Adjoint *a, Stmt *s);
bool plan_runs_after(Adjoint *a, Stmt *w, Moment m);
bool plan_runs_after_in(Stmt *w, Moment m, Stmt *block);
bool plan_apart(Adjoint *a, Stmt *w, Expr *lv, Moment m, Stmt *within); /* dependence.c */
bool plan_other_rows(Adjoint *a, Stmt *loop, Expr *x, Stmt *at_x, Expr *y, Stmt *at_y); /* likewise */
Stmt *plan_writer(Adjoint *a, Expr *lv, Moment m);    /* what may write lv after m; NULL: nothing */
bool plan_walks_back(Adjoint *a, Var *v, Moment m);
Stmt *plan_reaching(Adjoint *a, Var *v, Moment m);
Stmt *plan_reaching_first(Adjoint *a, Var *v, Moment m, StmtList *others);
bool plan_recomputable(Adjoint *a, Stmt *def);
Expr *plan_recompute(Adjoint *a, Stmt *def, Var *v, bool shadow);
const char *plan_name_for(Expr *e);
Expr *plan_known(Adjoint *a, Expr *e, Moment m);
Segment *plan_home(Adjoint *a, Expr *e);               /* where e is kept: in front of the loops that do not change it */
Expr *plan_load_once(Adjoint *a, Expr *e, Expr *read, bool shadow); /* what an array keeps of e (or of its shadow) */
Expr *plan_kept(Adjoint *a, Expr *e, bool shadow);     /* how the reverse half reads what is kept already; NULL: it is not */
int plan_address_cost(Adjoint *a, Expr *lv, Moment m);
void plan_index(Adjoint *a);
bool plan_simple(Adjoint *a, Var *v);        /* only assignments to its name change it */
int plan_first_from(const StmtList *l, int first); /* the place in an ordered list of the first one so numbered or higher */
/* A statement numbered from first to last that may write memory lvalue lv and passes the test; NULL: none. */
typedef bool WriteTest(Stmt *w, void *data);
Stmt *plan_memory_write(Adjoint *a, Expr *lv, int first, int last, WriteTest *test, void *data);
bool plan_inside(const Stmt *s, const Stmt *outer);
bool plan_written_in(Adjoint *a, Expr *e, Stmt *s, Stmt *except); /* may s (or what is in it) change what e reads */
bool plan_still_there(Adjoint *a, Expr *lv, Moment m);
bool plan_stays_in(Adjoint *a, Expr *lv, Moment m, Stmt *loop); /* as it is at m, until the loop is done */
bool plan_memory_stays(Adjoint *a, Expr *lv, Moment m); /* whatever becomes of the pointers that lead there */
Expr *plan_need(Adjoint *a, Expr *e, Moment m);       /* e's value at m, for the reverse half */
int plan_cost(Adjoint *a, Expr *e, Moment m);          /* how many values plan_need would keep */
bool plan_distinct(Expr *x, Expr *y);                 /* elements of one array that differ at any moment */
Expr *plan_need_result(Adjoint *a, Expr *e, Stmt *s); /* e occurs in s; where it is all of s, the lhs may serve */
Expr *plan_shadow(Adjoint *a, Expr *lv, Moment m);    /* the shadow of an lvalue, for the reverse half */
Expr *plan_shadow_pointer(Adjoint *a, Expr *p, Moment m);
Expr *plan_shadow_record(Adjoint *a, Expr *record, Moment m); /* with the pointers it has at m */
void shadow_of_result(Adjoint *a, Expr *seed);        /* of a record with pointers that the function returns */
Expr *shadow_now(Adjoint *a, Expr *lv);               /* the same, for the forward half */
Expr *shadow_pointer_now(Adjoint *a, Expr *p);
bool shadow_is_null(Adjoint *a, Expr *p);             /* null, of no memory, or of integers: its shadow is null */
void shadow_refuse_mixed(Loc loc);
Expr *shadow_writable(Expr *p);                       /* a member that points to const: its shadow is written through all the same */
int plan_depth(Adjoint *a); /* loops around the current place, those around the call of a half too */
void plan_count_stored(Adjoint *a, int more); /* a value here, for each iteration of so many loops more */
Expr *plan_store(Adjoint *a, Expr *now, const char *name); /* keep this value here; how the reverse half reads it */
/* The same as a value of type t; *here: how the forward half may read it. */
Expr *plan_store_as(Adjoint *a, Expr *now, Type *t, const char *name, Expr **here);
Expr *plan_store_on_tape(Adjoint *a, Expr *now, Type *t, const char *name, Expr **here);
Expr *plan_forward(Adjoint *a, Expr *e);              /* a copy for the forward half */
Segment *segment_open(Adjoint *a, Stmt *block, Stmt *loop);
void segment_close(Adjoint *a, Segment *s, StmtList *body, Stmt *rev); /* reverse half into rev: body is in forward order */
Counted *loop_counted(Adjoint *a, Stmt *loop);
bool loop_read_test(Counted *c, Expr *cond);          /* what it compares the counter with; false: it does not */
bool loop_may_wrap(const Counted *c, bool left_early); /* its counter may leave what its type holds and come round */
bool plan_in_scope(Adjoint *a, Var *v);               /* the reverse half can name it */
Counted *loop_counted_of(Segment *s);
Counted *loop_bounds_then(Adjoint *a, Stmt *loop);    /* bounds as the reverse half reads them */

/* arrays.c */
bool plan_arrays(Adjoint *a); /* whether what is kept here fits into an array indexed by the counters of the loops around */
/* The same for an array on the tape, one for each run of inner loops whose trip counts are known there. */
bool plan_inner_arrays(Adjoint *a, Type *t);
Expr *plan_inner_array(Adjoint *a, Type *t, const char *name, Expr **here);
Var *plan_array(Adjoint *a, Type *t, const char *name, Expr *each);
Expr *plan_array_start(Var *v); /* as a pointer to its first element */
Expr *plan_array_index(Adjoint *a, bool in_reverse); /* the place of this iteration in it */
Expr *loop_iteration(Counted *c, bool alone);
Expr *loop_trips(Adjoint *a, Counted *c);             /* as ptrdiff_t, may be <= 0 */
Expr *loop_beyond(const Counted *c);                  /* down by one to a number: the n of n - 1; NULL: not told */
bool loop_has_fixed_trips(Adjoint *a, Counted *c, Stmt *outer); /* as many each time in outer */

/* distinct.c */
bool distinct_places(Adjoint *a, Stmt *s, Expr *x, Expr *y); /* in different blocks, as s, or all iterations of s, have them */

/* snapshot.c */
enum { FEW_ELEMENTS = 64 }; /* what is so small costs nothing to have in a frame, or to copy */
int plan_free_extents(const Expr *count);
bool plan_goes_along(Adjoint *a, Stmt *loop, Stmt *outer);
Expr *plan_array_root(Adjoint *a, Expr *lv, Expr **count); /* the array that lv is an element of; NULL: not known */
Expr *plan_shaped_root(Adjoint *a, Expr *lv, Expr **count);
const Actor *plan_shape_of(Adjoint *a, const Var *v);
/* All of it, here; how the reverse half finds it. optional: of a parameter that may be a null pointer. */
Expr *plan_keep_array(Adjoint *a, Expr *root, Expr *count, bool optional);
bool plan_is_tested(Adjoint *a, const Var *v);  /* the parameter is compared with a null pointer */
bool plan_in_branch(Stmt *s, const Stmt *place); /* not each pass over the place around it comes to s and all it reads */
bool plan_leads_somewhere(Adjoint *a, const Var *v, const Stmt *place); /* where that begins, the local pointer has been set */
Expr *plan_snapshot(Adjoint *a, Expr *lv, Moment m); /* an element, of an array kept before or behind a loop around; NULL: no */
bool plan_may_snapshot(Adjoint *a, Expr *lv, Moment m, Expr **fresh);
Expr *plan_snapshot_behind(Adjoint *a, Expr *lv, Moment m);

/* rerun_loop.c */
bool rerun_pays(Adjoint *a, Stmt *loop);
void rerun_loop(Adjoint *a, Stmt *loop, Stmt *rev);

/* stored.c */
Keep *keep_find(const Segment *s, const Expr *value, bool shadow, bool snapshot); /* NULL: not there, or out of date */
void keep_add(Adjoint *a, Segment *s, Keep *k);
bool keep_array_written(Adjoint *a, Expr *lv, Expr *root, Stmt *s);
void plan_wrote(Adjoint *a, Stmt *s); /* s is done: what it wrote is no longer what was kept */

/* rewind.c */
void rewind_find(Adjoint *a);
Expr *rewind_read(Adjoint *a, Var *v, bool shadow);      /* NULL: v is not walked back */
bool rewind_update(Adjoint *a, Stmt *s, Stmt *rev);      /* s is v += c of such a variable */
bool rewinds_across(Adjoint *a, Stmt *loop);             /* one of them goes from iteration to iteration */
void rewind_close(Adjoint *a, Segment *s);

/* select.c */
bool select_open(Adjoint *a, Stmt *loop);
bool select_passes(Adjoint *a, Stmt *block);
void select_block(Adjoint *a, Stmt *block);
Expr *select_assign(Adjoint *a, Stmt *s);
void select_close(Adjoint *a, Stmt *forward, Stmt *rev_body, Stmt *rev);

/* reverse.c: forward half appended to the segment's, reverse half (in order of execution) to rev */
void reverse_stmt(Adjoint *a, Stmt *s, Stmt *rev);
void reverse_block(Adjoint *a, Stmt *block, Segment *seg, Stmt *rev);
void reverse_assign(Adjoint *a, Stmt *s, Expr *lhs, Expr *rhs, Stmt *rev);
void reverse_value(Adjoint *a, Expr *e, Expr *adj, Stmt *s, Stmt *rev); /* adj flows into what e reads */
void reverse_record(Adjoint *a, Expr *lhs_adj, Expr *rhs_adj, Type *t, bool consume, Stmt *rev);
bool e_mentions(Expr *e, Expr *y);             /* y occurs in e */
Expr *value_without(Expr *value, Expr *y);     /* value = y + rest: rest, where it has no other y; else NULL */
Var *shadow_make(Adjoint *a, Var *v);
void reverse_declare_table(Adjoint *a, Var *table);
void comment_add(Stmt *block, Loc loc);

/* scatter.c */
bool loop_scatters(Adjoint *a, Stmt *loop); /* its adjoint must not count upwards */

/* loops.c */
void reverse_loop(Adjoint *a, Stmt *s, Stmt *rev);
Stmt *loop_forward(Adjoint *a, Stmt *s, Stmt *body);  /* the primal's loop around another body */
Stmt *loop_reversed(Adjoint *a, Counted *then);       /* over the same values in the other direction, its body empty */
void reverse_fused(Adjoint *a, Stmt *s); /* both halves of each iteration together, into the forward half */
void reverse_switch(Adjoint *a, Stmt *s, Stmt *rev);

void reverse_return(Adjoint *a, Stmt *s, Stmt *rev);
bool null_pointer(Expr *e);
void copy_pointers(Adjoint *a, Expr *to, Expr *from, Type *t, Stmt *fwd); /* shadows: those inside records */

/* edges.c */
bool edge_unused(Adjoint *a, Stmt *s); /* it has a function with an infinite slope, and a branch may leave out its value */

/* adjoint.c */
Adjoint *adjoint_new(Program *p, Derived *d, Fn *primal, Fn *out, VarList *params, Pattern *pattern, bool halves);
void adjoint_region(Adjoint *a, Stmt *rev);
Adjoint *adjoint_scout(Program *p, Derived *d, Fn *primal, VarList *params); /* the copy and its index, to look at */
void adjoint_make(Program *p, Derived *d, Stored *stored); /* the body, one version */
Stmt *adjoint_tape_call(Adjoint *a, const char *name, Var *tape);
void adjoint_tell_apart(Stmt *body); /* each declaration in it has a variable of its own */
void adjoint_param_by_value(Adjoint *a, Var *v, Expr *caller, bool overwrite);

/* extents.c */
/* n where each pass over the block accesses array[0] to array[n - 1], and no other element; NULL: not known. */
Expr *extent_covered(Adjoint *a, Var *array, Stmt *block);

/* version.c */
void version_run(Program *p, Derived *d, const Stored *general); /* another version of what stores so much, where that pays */

/* calls.c */
bool call_makes_shadow(Adjoint *a, Stmt *s); /* whether the call's result gets one from ADC_SHADOW or ADC_VIEW */

/* halves.c */
typedef struct Halves {
    Derived *root;
    Pattern *pattern;
    Fn *forward, *reverse;
    VarList globals; /* whose shadows they use */
} Halves;
Halves *halves_of(Adjoint *a, Fn *callee, Pattern *pattern);
void halves_own_params(Fn *f); /* of which the halves are made: none of them by value has its address taken */

/* calls.c */
Expr *call_runtime_fn(Adjoint *a, const char *name, Expr *x, Expr *y, Expr *z); /* y, z: NULL for none */
Expr *tape_pointer(Adjoint *a);
void reverse_declare_counts(Adjoint *a, Type *t, Moment m); /* the variables that the lengths of a variable-length array name */
void reverse_check_opaque(Adjoint *a, Stmt *s, const ExprList *used); /* tells active variables in code that adc does not look into */
void calls_check(Adjoint *a); /* tells all calls that are refused */
Stmt *call_forward(Adjoint *a, Stmt *s); /* the statement as it is */
Expr *call_target(Stmt *s);              /* what it assigns to, or NULL */
bool at_root(Adjoint *a);                /* what is here runs once */

/* calls_memory.c */
Expr *element_pointer(Type *element, Expr *p);
Stmt *count_loop(Adjoint *a, Expr *n, Var **k); /* for (size_t k = 0; k < n; k++) */
void free_at_end(Adjoint *a, Stmt *free_call, Expr *now);
void reverse_alloc(Adjoint *a, Stmt *s, Expr *call);
void reverse_realloc(Adjoint *a, Stmt *s, Expr *call, Stmt *rev);
void reverse_memset(Adjoint *a, Stmt *s, Expr *call, Stmt *rev);
void reverse_memcpy(Adjoint *a, Stmt *s, Expr *call, Stmt *rev);
void alloc_request(Expr *call, Expr **count, Expr **size); /* what an allocation asks for */
Fn *program_fn(Program *p, const char *name); /* NULL: none */
void reverse_tape(Adjoint *a, Stmt *s, Stmt *rev); /* S_PUSH, S_POP of a primal that adc made */
bool reverse_call(Adjoint *a, Stmt *s, Stmt *rev); /* false: no call statement */

/* planned.c: notes for --dump=plan */
int planned_count(void);
void planned_forget(int first); /* those from there on */
void planned_there(Adjoint *a, Expr *e, Moment m);
void planned_walks(Adjoint *a, Expr *e, Moment m);
void planned_recompute(Adjoint *a, Expr *e, Moment m, Stmt *def);
void planned_snapshot(Adjoint *a, Expr *e, Moment m, Stmt *loop);
void planned_snapshot_behind(Adjoint *a, Expr *e, Moment m, Stmt *loop);
void planned_keep(Adjoint *a, Expr *e, Moment m, const char *why); /* why NULL: it is written */
void planned_branch(Adjoint *a, Stmt *s, bool kept);
void planned_state(Adjoint *a, Expr *e, Stmt *loop, const char *how);
void planned_loop(Adjoint *a, Stmt *s, const char *how);

/* fuse.c */
bool fuse_possible(Adjoint *a, Stmt *loop);
bool fuse_any_order(Adjoint *a, Stmt *loop); /* its reverse halves may run in any order */
bool fuse_shares_sums(Adjoint *a, Stmt *loop); /* of a loop that may be: what an iteration writes, others read only in sums */
bool fuse_sets_first(Adjoint *a, Expr *lv, Stmt *loop);    /* each iteration sets lv, or all of its array, before it reads it */
bool fuse_own(Adjoint *a, Expr *lv, Stmt *body);           /* lv is declared in an iteration */
bool fuse_read_after(Adjoint *a, Expr *lv, Stmt *loop);
bool fuse_sink(Adjoint *a, StmtList *list);                /* moves loops down; true: the list changed */
int fuse_start(Adjoint *a, StmtList *list, int *end); /* the first loop to be fused, list->n: none; *end: behind the last */

#endif
