/* main.c: the compiler on one screen. compile() is the order of the passes, derive_run the order in
   which one derivative waits for another; main runs them on a stack that deep trees cannot exhaust
   and turns what diag recorded into the exit status. */
#include "adc.h"

#include <pthread.h>
#include <string.h>
#include <sys/mman.h>

static void dump(Program *p, const char *pass)
{
    const StrList *wanted = &p->options->dumps;
    for (int i = 0; i < wanted->n; i++)
        if (strcmp(wanted->at[i], pass) == 0)
            dump_program(p, pass);
}

/* The primal's functions in normal form, for the dumps that show them before anything is derived.
 */
static void norm_all(Program *p)
{
    for (int i = 0; i < p->fns.n; i++)
        if (p->fns.at[i]->body && !p->fns.at[i]->in_system_header)
            norm_fn(p, p->fns.at[i]);
}

static bool dumps_norm(const Options *o)
{
    for (int i = 0; i < o->dumps.n; i++)
        if (strcmp(o->dumps.at[i], "norm") == 0 || strcmp(o->dumps.at[i], "identity") == 0)
            return true;
    return false;
}

static bool dumps_identity(const Options *o)
{
    for (int i = 0; i < o->dumps.n; i++)
        if (strcmp(o->dumps.at[i], "identity") == 0)
            return true;
    return false;
}

/* ---- what a derivative waits for ---- */

typedef struct Calls {
    Program *program;
    Map *seen; /* functions looked into */
    bool bad;  /* one of them could not be derived, which was told */
} Calls;

static void derive_called(Calls *c, Fn *f);
static void called_stmt(Stmt **s, void *data);

static void called_expr(Expr **e, void *data)
{
    if (!*e)
        return;
    if ((*e)->kind == E_FN)
        derive_called(data, (*e)->fn);
    expr_kids(*e, called_expr, data);
    if ((*e)->kind == E_STMTEXPR)
        called_stmt(&(*e)->body, data);
}

static void called_stmt(Stmt **s, void *data)
{
    if (!*s)
        return;
    stmt_exprs(*s, called_expr, data);
    stmt_kids(*s, called_stmt, data);
}

/* A primal may call a function that is itself generated: its body must be there to be
 * differentiated. */
static void derive_called(Calls *c, Fn *f)
{
    if (map_get(c->seen, f))
        return;
    map_put(c->seen, f, f);
    if (f->made_by) {
        derive_run(c->program, f->made_by);
        c->bad = c->bad || f->made_by->request->bad;
    }
    if (f->body)
        called_stmt(&f->body, c);
}

static void derive_body(Program *p, Derived *d)
{
    int first = p->helpers.n;
    norm_fn(p, d->primal);
    fence(p, d);
    if (d->kind != K_ADJOINT && d->kind != K_TANGENT)
        several_check(p, d);
    if (d->request->bad)
        return;
    switch (d->kind) {
    case K_ADJOINT:
    case K_GRADIENT:
        adjoint_run(p, d);
        break;
    case K_TANGENT:
        tangent_run(p, d);
        break;
    case K_JACOBIAN:
    case K_HESSIAN:
    case K_HVP:
        kinds_run(p, d);
        break;
    }
    if (diag_errors())
        return;
    pieces_check(p, d);
    for (int i = first; i < p->helpers.n; i++)
        simp_fn(p->helpers.at[i]);
    simp_fn(d->fn);
    if (d->kind == K_ADJOINT || d->kind == K_GRADIENT)
        keeps_describe(d);
}

void derive_run(Program *p, Derived *d)
{
    if (d->done || d->request->bad)
        return;
    if (d->running) {
        diag_error(d->request->loc, "cyclic-derivative",
                   "'%s' needs its own derivative: '%s' calls '%s'", d->fn->name, d->primal->name,
                   d->fn->name);
        d->request->bad = true;
        return;
    }
    int outer = diag_begin();
    Calls c = {p, map_new(), false};
    d->running = true;
    derive_called(&c, d->primal);
    if (!c.bad && !d->request->bad)
        derive_body(p, d);
    d->request->bad = d->request->bad || c.bad || diag_errors();
    d->running = false;
    d->done = true;
    diag_end(outer);
}

/* ---- the passes ---- */

static void signatures(Program *p)
{
    for (int i = 0; i < p->requests.n; i++) {
        Request *r = p->requests.at[i];
        Derived *d = r->bad ? NULL : signature_make(p, r);
        if (d && !r->bad)
            signature_check(p, d);
        if (d && !r->bad)
            list_add(&p->derived, d);
    }
}

static void finish_fn(Program *p, Fn *f)
{
    simp_last(f);
    interchange_fn(f);
    gather_fn(f);
    unset_fn(p, f);
    taped_fn(p, f);
    in_order_fn(p, f);
    names_fn(p, f);
}

static void finish_all(Program *p)
{
    for (int i = 0; i < p->helpers.n; i++)
        finish_fn(p, p->helpers.at[i]);
    for (int i = 0; i < p->derived.n; i++)
        finish_fn(p, p->derived.at[i]->fn);
}

static void compile(Program *p)
{
    static const Loc nowhere;
    request_command(p);
    if (diag_errors())
        return;
    front_run(p);
    if (diag_told("clang") || diag_told("file"))
        return;
    unstatic_run(p);
    if (!p->options->standalone)
        once_run(p);
    unstatic_lift(p);
    statics_unchanged(p);
    statics_lift(p);
    dump(p, "front");
    if (dumps_norm(p->options)) {
        norm_all(p);
        dump(p, "norm");
        dump(p, "identity");
        if (dumps_identity(p->options))
            return; /* the program as it is: nothing is derived */
    }
    custom_check(p);
    request_collect(p);
    signatures(p);
    bases_mark(p);
    targets_find(p);
    for (int i = 0; i < p->derived.n; i++) {
        derive_run(p, p->derived.at[i]);
        arena_collect(p);
    }
    if (diag_errors())
        return;
    params_run(p);
    copies_check(p);
    if (diag_errors())
        return;
    dump(p, "plan");
    dump(p, "derive");
    if (p->options->files.n > 1)
        names_statics(p);
    finish_all(p);
    same_run(p);
    dump(p, "names");
    if (p->requests.n == 0)
        diag_warning(nowhere, "no-request", "no derivative is asked for in '%s'",
                     p->options->files.at[0]);
    if (!diag_errors())
        output_write(p);
}

/* ---- the process ---- */

typedef struct Job {
    int argc;
    char **argv;
    int status;
} Job;

static void *run(void *data)
{
    Job *job = data;
    Options *options = NEW(Options);
    job->status = opts_parse(options, job->argc, job->argv);
    if (job->status < 0) {
        Program *p = NEW(Program);
        p->includers = map_new();
        p->options = options;
        p->source_name = base_name(options->files.at[0]);
        compile(p);
        job->status = diag_status();
    }
    diag_flush();
    return NULL;
}

/* Passes recurse over trees that may be as deep as the source is long. The stack is address space
   only: pages that are never touched cost nothing. Where so much is not to be had the ordinary
   stack must do. */
static void run_deep(Job *job)
{
    const size_t size = sizeof(void *) > 4 ? (size_t)1 << 30 : (size_t)1 << 27;
    void *stack = mmap(NULL, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    pthread_attr_t attr;
    pthread_t thread;
    bool started = false;
    if (stack != MAP_FAILED && pthread_attr_init(&attr) == 0) {
        started = pthread_attr_setstack(&attr, stack, size) == 0 &&
                  pthread_create(&thread, &attr, run, job) == 0;
        pthread_attr_destroy(&attr);
    }
    if (started)
        pthread_join(thread, NULL);
    if (stack != MAP_FAILED)
        munmap(stack, size);
    if (!started)
        run(job);
}

int main(int argc, char **argv)
{
    Job job = {argc, argv, 2};
    run_deep(&job);
    arena_free_all();
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("adc: error: cannot write to standard output\n", stderr);
        return 2;
    }
    return job.status;
}
