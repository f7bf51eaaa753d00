/* affine.h: integer constraints, polynomials in the same unknowns, and what a program says in them: subscripts and the bounds
   of counted loops. */
#ifndef ADC_AFFINE_H
#define ADC_AFFINE_H

#include "adjoint.h"

enum { MAX_UNKNOWNS = 24, MAX_ROWS = 96, MAX_DEGREE = 4, MAX_TERMS = 16, MAX_PATH = 8 };

/* sum of k[i] times unknown i, plus c: at least zero, or zero. */
typedef struct Row {
    long long k[MAX_UNKNOWNS];
    long long c;
    bool zero;
} Row;

typedef struct Rows {
    int n;
    bool none; /* no solution */
    Row at[MAX_ROWS];
} Rows;

typedef struct Term {
    long long k;
    int x[MAX_DEGREE]; /* unknowns, ascending */
    int degree;
} Term;

typedef struct Poly {
    Term at[MAX_TERMS];
    int n;
    bool lost; /* not known */
    bool wraps; /* known modulo 2^32 */
} Poly;

/* affine.c */
void rows_copy(Rows *to, const Rows *from);
void rows_add(Rows *r, Row row);
bool rows_empty(const Rows *given); /* certainly without a solution */
void poly_add_term(Poly *p, Term t);
void poly_add(Poly *p, const Poly *q, long long k); /* p += k * q */
Poly poly_const(long long c);
Poly poly_unknown(int x); /* -1: not known */
Poly poly_product(const Poly *p, const Poly *q);
bool poly_is_linear(const Poly *p);
Row poly_row(const Poly *p, long long k, long long c, bool zero); /* k * p + c >= 0 (or == 0) for a linear p */
bool poly_has_factor(const Term *t, int x);
void poly_take_apart(const Poly *p, int x, Poly *whole, Poly *rest); /* p = x * whole + rest */

/* dependence.c */
enum { READ, WRITE };

/* Unknown: an integer that stays the same in the scope, or of a loop on the side of the read or of the write the number of the
   iteration, or where the counter starts; or a remainder; or what a search has found: a variable that several assignments set; or
   what a division by a number gives, rounded. */
typedef enum UnknownKind { UN_VALUE, UN_ITERATION, UN_START, UN_REST, UN_FOUND, UN_QUOTIENT } UnknownKind;

typedef struct Unknown {
    UnknownKind kind;
    Expr *value;
    Stmt *loop;
    int side;
    const Poly *divided, *by; /* of a remainder, a quotient */
    bool nonnegative;         /* the remainder that belongs to a quotient */
    const Poly *least, *most; /* of what was found, or NULL */
} Unknown;

typedef struct Dependence {
    Adjoint *a;
    Stmt *scope; /* the loop asked about, or the outermost loop around both, or the region */
    Unknown unknowns[MAX_UNKNOWNS];
    int n;
    int depth;
    bool rests; /* remainders are unknowns, each time another one; else they are not known */
    bool finds; /* likewise what searches find */
    bool turns; /* remainders by numbers are what is divided less a multiple of the number */
} Dependence;

/* The way from a variable, or a pointer that stays the same, to an element: members and subscripts, the last one first.
   A subscript is that of a row of `length` elements; where a pointer was followed to it, it may leave the row. */
typedef struct Place {
    Expr *root;
    struct {
        Field *field;
        Poly subscript, length;
        bool leaves;
    } path[MAX_PATH];
    int n;
} Place;

int dependence_unknown(Dependence *d, Unknown u); /* its number, -1: too many */
Poly dependence_poly(Dependence *d, Expr *e, Moment m, int side);  /* e as it is at m, in the iteration of that side */
Poly dependence_bound(Dependence *d, Expr *e, Stmt *loop, int side); /* a bound of that loop */
/* Whether the value of e may be another than that of its polynomial; left_early: of a loop that may be. */
bool dependence_may_wrap(const Expr *e, bool left_early);
void dependence_loop(Dependence *d, Rows *r, Stmt *loop, int side); /* what is known in an iteration of a counted loop */
bool dependence_loops(Dependence *d, Rows *r, Stmt *s, int side);  /* what is known in the loops around s; false: it is in a header */
bool dependence_place(Dependence *d, Expr *lv, Moment m, int side, Place *p);

#endif
