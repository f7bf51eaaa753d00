#include "t2.adc.h"
#include <adc/tape.h>

typedef struct {
    double h;
    double q;
} Cell;

/* t2.c:2, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns f(n, m, x). Keeps 2 * m pointers and 4 * m * (n - 1) doubles. */
double f_gradient(int n, int m, const double *x, double *restrict x_grad)
{
    Cell A_adj[n];
    memset(A_adj, 0, sizeof A_adj);
    Cell A[n];
    Cell B_adj[n];
    memset(B_adj, 0, sizeof B_adj);
    Cell B[n];
    Cell *a_adj = A_adj;
    Cell *a = A;
    Cell *b_adj = B_adj;
    Cell *b = B;
    double s = 0;
    double lam = 0.05;
    for (int i = 0; i < n; i++) {
        /* t2.c:6: for (int i = 0; i < n; i++) { A[i].h = 1 + x[i]; A[i].q = x[i]; B[i].h = ... */
        A[i].h = 1 + x[i];
        A[i].q = x[i];
        B[i].q = 0;
        B[i].h = 0;
    }
    Cell **b_adj_kept = adc_array(m, sizeof *b_adj_kept);
    double *h_kept = adc_array(n > 2 ? m * (ptrdiff_t)(n - 1) : 0, sizeof *h_kept);
    Cell **a_adj_kept = adc_array(m, sizeof *a_adj_kept);
    double *h_kept2 = adc_array(n > 2 ? m * (ptrdiff_t)(n - 1) : 0, sizeof *h_kept2);
    double *q_kept = adc_array(n > 2 ? m * (ptrdiff_t)(n - 1) : 0, sizeof *q_kept);
    double *q_kept2 = adc_array(n > 2 ? m * (ptrdiff_t)(n - 1) : 0, sizeof *q_kept2);
    for (int t = 0; t < m; t++) {
        b_adj_kept[t] = b_adj;
        a_adj_kept[t] = a_adj;
        for (int i = 1; i < n - 1; i++) {
            h_kept[t * (ptrdiff_t)(n - 1) + i] = a[i + 1].h;
            h_kept2[t * (ptrdiff_t)(n - 1) + i] = a[i - 1].h;
            /* t2.c:9: b[i].h = 0.5 * (a[i-1].h * a[i+1].h) - lam * (a[i+1].q - a[i-1].q); */
            b[i].h =
                0.5 * (h_kept2[t * (ptrdiff_t)(n - 1) + i] * h_kept[t * (ptrdiff_t)(n - 1) + i]) -
                lam * (a[i + 1].q - a[i - 1].q);
            q_kept[t * (ptrdiff_t)(n - 1) + i] = a[i + 1].q;
            q_kept2[t * (ptrdiff_t)(n - 1) + i] = a[i - 1].q;
            /* t2.c:10: b[i].q = 0.5 * (a[i-1].q * a[i+1].q); */
            b[i].q =
                0.5 * (q_kept2[t * (ptrdiff_t)(n - 1) + i] * q_kept[t * (ptrdiff_t)(n - 1) + i]);
        }
        Cell *c_adj = a_adj;
        Cell *c = a;
        a_adj = b_adj;
        a = b;
        b_adj = c_adj;
        b = c;
    }
    for (int i = 0; i < n; i++) {
        /* t2.c:17: for (int i = 0; i < n; i++) s += B[i].h * B[i].h + B[i].q * B[i].q; */
        s += B[i].h * B[i].h + B[i].q * B[i].q;
        B_adj[i].h += 2.0 * B[i].h;
        B_adj[i].q += 2.0 * B[i].q;
    }

    for (int t = m > 0 ? m - 1 : -1; t >= 0; t--) {
        Cell *const b_adj_then = b_adj_kept[t];
        Cell *const a_adj_then = a_adj_kept[t];
        for (int i = n > 2 ? n - 2 : 0; i >= 1; i--) {
            const double h_then = h_kept[t * (ptrdiff_t)(n - 1) + i];
            const double h_then2 = h_kept2[t * (ptrdiff_t)(n - 1) + i];
            const double q_then = q_kept2[t * (ptrdiff_t)(n - 1) + i];
            /* t2.c:10: b[i].q = 0.5 * (a[i-1].q * a[i+1].q); */
            const double prod_adj = 0.5 * b_adj_then[i].q;
            a_adj_then[i - 1].q += prod_adj * q_kept[t * (ptrdiff_t)(n - 1) + i];
            a_adj_then[i + 1].q += prod_adj * q_then;
            b_adj_then[i].q = 0.0;
            /* t2.c:9: b[i].h = 0.5 * (a[i-1].h * a[i+1].h) - lam * (a[i+1].q - a[i-1].q); */
            const double diff_adj = b_adj_then[i].h;
            const double diff_adj2 = -diff_adj * lam;
            a_adj_then[i - 1].h += 0.5 * diff_adj * h_then;
            a_adj_then[i + 1].h += 0.5 * diff_adj * h_then2;
            a_adj_then[i + 1].q += diff_adj2;
            a_adj_then[i - 1].q -= diff_adj2;
            b_adj_then[i].h = 0.0;
        }
    }
    adc_free(b_adj_kept);
    adc_free(h_kept);
    adc_free(a_adj_kept);
    adc_free(h_kept2);
    adc_free(q_kept);
    adc_free(q_kept2);
    for (int i = 0; i < n; i++) {
        /* t2.c:6: for (int i = 0; i < n; i++) { A[i].h = 1 + x[i]; A[i].q = x[i]; B[i].h = ... */
        B_adj[i].h = 0.0;
        B_adj[i].q = 0.0;
        x_grad[i] = A_adj[i].q;
        A_adj[i].q = 0.0;
        x_grad[i] += A_adj[i].h;
        A_adj[i].h = 0.0;
    }
    return s;
}
