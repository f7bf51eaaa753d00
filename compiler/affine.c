/* affine.c: integer constraints and polynomials, for what dependence.c and extents.c ask of subscripts.

   Fourier-Motzkin elimination with tightened constants (Pugh, The Omega test, 1991: its real shadow). What gets too large is
   dropped: a constraint less, a polynomial that is not known. */
#include "affine.h"

#include <string.h>

static const long long LARGE = 1LL << 30;

/* ---- integer constraints ---- */


void rows_copy(Rows *to, const Rows *from)
{
    to->n = from->n;
    to->none = from->none;
    memcpy(to->at, from->at, (size_t)from->n * sizeof from->at[0]);
}

static long long gcd(long long x, long long y)
{
    while (y) {
        long long r = x % y;
        x = y;
        y = r;
    }
    return x < 0 ? -x : x;
}

/* Integer points only: divides by what the coefficients have in common and rounds the constant. False: says nothing. */
static bool tighten(Rows *r, Row *row)
{
    long long g = 0;
    for (int i = 0; i < MAX_UNKNOWNS; i++)
        g = gcd(g, row->k[i]);
    if (g == 0) {
        r->none |= row->zero ? row->c != 0 : row->c < 0;
        return false;
    }
    if (row->zero && row->c % g) {
        r->none = true;
        return false;
    }
    for (int i = 0; i < MAX_UNKNOWNS; i++)
        row->k[i] /= g;
    row->c = row->c / g - (row->c % g < 0);
    for (int i = 0; i < MAX_UNKNOWNS; i++)
        if (row->k[i] > LARGE || row->k[i] < -LARGE)
            return false;
    return row->c <= LARGE && row->c >= -LARGE;
}

void rows_add(Rows *r, Row row)
{
    if (r->n < MAX_ROWS && tighten(r, &row))
        r->at[r->n++] = row;
}

/* x * p + y * q */
static Row combined(const Row *p, long long x, const Row *q, long long y)
{
    Row row = {.c = x * p->c + y * q->c, .zero = p->zero && q->zero};
    for (int i = 0; i < MAX_UNKNOWNS; i++)
        row.k[i] = x * p->k[i] + y * q->k[i];
    return row;
}

/* Uses an equation with a coefficient of 1 or -1 to drop that unknown everywhere; false: there is no such equation. */
static bool substitute(Rows *r)
{
    for (int e = 0; e < r->n; e++)
        for (int i = 0; r->at[e].zero && i < MAX_UNKNOWNS; i++) {
            long long k = r->at[e].k[i];
            if (k != 1 && k != -1)
                continue;
            Row by = r->at[e];
            Rows old;
            rows_copy(&old, r);
            r->n = 0;
            for (int x = 0; x < old.n; x++)
                if (x != e) {
                    Row row = combined(&old.at[x], 1, &by, -old.at[x].k[i] * k);
                    row.zero = old.at[x].zero;
                    rows_add(r, row);
                }
            return true;
        }
    return false;
}

static void split_equations(Rows *r)
{
    for (int i = r->n - 1; i >= 0; i--)
        if (r->at[i].zero) {
            r->at[i].zero = false;
            Row other = {0};
            rows_add(r, combined(&other, 0, &r->at[i], -1));
        }
}

/* The unknown whose elimination leaves the fewest rows; -1: none is left, or it would be too many. */
static int next_unknown(const Rows *r)
{
    int best = -1, least = MAX_ROWS;
    for (int i = 0; i < MAX_UNKNOWNS; i++) {
        int up = 0, down = 0;
        for (int x = 0; x < r->n; x++) {
            up += r->at[x].k[i] > 0;
            down += r->at[x].k[i] < 0;
        }
        int left = r->n - up - down + up * down;
        if (up + down && left < least) {
            best = i;
            least = left;
        }
    }
    return best;
}

static void eliminate(Rows *r, int i)
{
    Rows old;
    rows_copy(&old, r);
    r->n = 0;
    for (int x = 0; x < old.n; x++) {
        const Row *low = &old.at[x];
        if (!low->k[i])
            rows_add(r, *low);
        for (int y = 0; low->k[i] > 0 && y < old.n; y++)
            if (old.at[y].k[i] < 0)
                rows_add(r, combined(low, -old.at[y].k[i], &old.at[y], low->k[i]));
    }
}

/* Certainly without a solution. */
bool rows_empty(const Rows *given)
{
    Rows r;
    rows_copy(&r, given);
    while (!r.none && substitute(&r))
        ;
    split_equations(&r);
    for (int i; !r.none && (i = next_unknown(&r)) >= 0;)
        eliminate(&r, i);
    return r.none;
}

/* ---- polynomials in the unknowns ---- */

static bool same_factors(const Term *s, const Term *t)
{
    return s->degree == t->degree && !memcmp(s->x, t->x, (size_t)s->degree * sizeof s->x[0]);
}

void poly_add_term(Poly *p, Term t)
{
    for (int i = 0; i < p->n; i++)
        if (same_factors(&p->at[i], &t)) {
            p->at[i].k += t.k;
            p->lost |= p->at[i].k > LARGE || p->at[i].k < -LARGE;
            if (!p->at[i].k)
                p->at[i] = p->at[--p->n];
            return;
        }
    if (p->n == MAX_TERMS || t.k > LARGE || t.k < -LARGE)
        p->lost = true;
    else if (t.k)
        p->at[p->n++] = t;
}

/* p += k * q */
void poly_add(Poly *p, const Poly *q, long long k)
{
    p->lost |= q->lost;
    p->wraps |= q->wraps;
    for (int i = 0; i < q->n; i++) {
        Term t = q->at[i];
        t.k *= k;
        poly_add_term(p, t);
    }
}

Poly poly_const(long long c)
{
    Poly p = {.lost = c > LARGE || c < -LARGE};
    poly_add_term(&p, (Term){.k = p.lost ? 0 : c});
    return p;
}

Poly poly_unknown(int x)
{
    Poly p = {.lost = x < 0};
    if (!p.lost)
        poly_add_term(&p, (Term){.k = 1, .x = {x}, .degree = 1});
    return p;
}

Poly poly_product(const Poly *p, const Poly *q)
{
    Poly r = {.lost = p->lost || q->lost, .wraps = p->wraps || q->wraps};
    for (int i = 0; i < p->n && !r.lost; i++)
        for (int k = 0; k < q->n && !r.lost; k++) {
            const Term *s = &p->at[i], *t = &q->at[k];
            Term m = {.k = s->k * t->k, .degree = s->degree + t->degree};
            if (m.degree > MAX_DEGREE) {
                r.lost = true;
                break;
            }
            for (int x = 0, y = 0; x + y < m.degree;)
                if (y == t->degree || (x < s->degree && s->x[x] <= t->x[y])) {
                    m.x[x + y] = s->x[x];
                    x++;
                } else {
                    m.x[x + y] = t->x[y];
                    y++;
                }
            poly_add_term(&r, m);
        }
    return r;
}

bool poly_is_linear(const Poly *p)
{
    for (int i = 0; i < p->n; i++)
        if (p->at[i].degree > 1)
            return false;
    return !p->lost;
}

/* k * p + c >= 0 (or == 0) for a linear p. */
Row poly_row(const Poly *p, long long k, long long c, bool zero)
{
    Row r = {.c = c, .zero = zero};
    for (int i = 0; i < p->n; i++) {
        if (p->at[i].degree)
            r.k[p->at[i].x[0]] += k * p->at[i].k;
        else
            r.c += k * p->at[i].k;
    }
    return r;
}

bool poly_has_factor(const Term *t, int x)
{
    for (int i = 0; i < t->degree; i++)
        if (t->x[i] == x)
            return true;
    return false;
}

/* p = x * whole + rest */
void poly_take_apart(const Poly *p, int x, Poly *whole, Poly *rest)
{
    *whole = *rest = (Poly){0};
    for (int i = 0; i < p->n; i++) {
        Term t = p->at[i];
        int at = 0;
        while (at < t.degree && t.x[at] != x)
            at++;
        if (at == t.degree) {
            poly_add_term(rest, t);
            continue;
        }
        memmove(&t.x[at], &t.x[at + 1], (size_t)(t.degree - at - 1) * sizeof t.x[0]);
        t.degree--;
        poly_add_term(whole, t);
    }
}
