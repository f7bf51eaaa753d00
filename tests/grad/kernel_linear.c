/* Linear algebra written as people write it. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

//@ k_dot
KINDS()
double k_dot(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n / 2; i++)
        s += x[i] * x[n / 2 + i];
    return s;
}
SCALAR(k_dot, 0.8, -0.2, 0.7, 1.1, -0.4, 0.6)

//@ k_norm
KINDS()
double k_norm(int n, const double x[n])
{
    double scale = 0, ssq = 1; /* as in the reference BLAS */
    for (int i = 0; i < n; i++)
        if (x[i] != 0) {
            double a = fabs(x[i]);
            if (scale < a) {
                double r = scale / a;
                ssq = 1 + ssq * r * r;
                scale = a;
            } else {
                double r = a / scale;
                ssq += r * r;
            }
        }
    return scale * sqrt(ssq);
}
SCALAR(k_norm, 0.8, -0.2, 0.7, 1.1, -0.4, 0.6)

//@ gemv
static void gemv(int m, int n, double alpha, const double *a, int lda, const double *x, double beta, double *y)
{
    for (int i = 0; i < m; i++) {
        double t = 0;
        for (int j = 0; j < n; j++)
            t += a[i * lda + j] * x[j];
        y[i] = alpha * t + beta * y[i];
    }
}
KINDS_MAP()
void k_gemv(int n, const double x[n], int m, double y[m])
{
    gemv(m, 3, x[0], x + 1, 3, x + n - 3, 0.5, y);
}
MAP(k_gemv, 2, 1.5, 0.8, -0.2, 0.7, 1.1, -0.4, 0.6, 0.3, -0.9, 1.2)

//@ gemm
static void gemm(int n, int m, int k, double a[n][k], double b[k][m], double c[n][m])
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++) {
            c[i][j] = 0;
            for (int l = 0; l < k; l++)
                c[i][j] += a[i][l] * b[l][j];
        }
}
KINDS()
double k_gemm(int n, const double x[n])
{
    double a[2][3], b[3][2], c[2][2];
    memcpy(a, x, sizeof a);
    memcpy(b, x + 6, sizeof b);
    gemm(2, 2, 3, a, b, c);
    gemm(2, 2, 2, c, c, b);
    return c[0][0] * c[1][1] - c[0][1] * c[1][0] + b[0][1] * b[1][0];
}
SCALAR(k_gemm, 0.8, -0.2, 0.7, 1.1, -0.4, 0.6, 0.3, -0.9, 1.2, 0.5, 0.1, -0.6)

//@ gemm_ikj
KINDS_MAP()
void gemm_ikj(int n, const double x[n], int m, double y[m])
{
    const double *a = x, *b = x + 4;
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++) {
            const double aik = a[2 * i + k];
            for (int j = 0; j < 2; j++)
                y[2 * i + j] += aik * b[2 * k + j];
        }
}
MAP(gemm_ikj, 4, 0.8, -0.2, 0.7, 1.1, -0.4, 0.6, 0.3, -0.9)

//@ lu_det
KINDS()
double lu_det(int n, const double x[n])
{
    enum { N = 3 };
    double a[N][N], det = 1;
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
            a[i][j] = x[N * i + j];
    for (int k = 0; k < N; k++) {
        int p = k;
        for (int i = k + 1; i < N; i++)
            if (fabs(a[i][k]) > fabs(a[p][k]))
                p = i;
        if (p != k) {
            for (int j = 0; j < N; j++) {
                double t = a[k][j];
                a[k][j] = a[p][j];
                a[p][j] = t;
            }
            det = -det;
        }
        det *= a[k][k];
        for (int i = k + 1; i < N; i++) {
            a[i][k] /= a[k][k];
            for (int j = k + 1; j < N; j++)
                a[i][j] -= a[i][k] * a[k][j];
        }
    }
    return det;
}
SCALAR(lu_det, 0.2, -0.2, 0.7, 1.1, -0.4, 0.6, 0.3, -0.9, 1.2)

//@ lu_solve
static int solve(int n, double a[n][n], double *b)
{
    int piv[n];
    for (int k = 0; k < n; k++) {
        piv[k] = k;
        for (int i = k + 1; i < n; i++)
            if (fabs(a[i][k]) > fabs(a[piv[k]][k]))
                piv[k] = i;
        if (a[piv[k]][k] == 0)
            return -1;
        if (piv[k] != k)
            for (int j = 0; j < n; j++) {
                double t = a[k][j];
                a[k][j] = a[piv[k]][j];
                a[piv[k]][j] = t;
            }
        for (int i = k + 1; i < n; i++) {
            double f = a[i][k] / a[k][k];
            a[i][k] = f;
            for (int j = k + 1; j < n; j++)
                a[i][j] -= f * a[k][j];
        }
    }
    for (int k = 0; k < n; k++) {
        double t = b[piv[k]];
        b[piv[k]] = b[k];
        b[k] = t;
        for (int i = k + 1; i < n; i++)
            b[i] -= a[i][k] * t;
    }
    for (int i = n - 1; i >= 0; i--) {
        for (int j = i + 1; j < n; j++)
            b[i] -= a[i][j] * b[j];
        b[i] /= a[i][i];
    }
    return 0;
}
KINDS()
double lu_solve(int n, const double x[n])
{
    double a[3][3], b[3];
    for (int i = 0; i < 9; i++)
        a[i / 3][i % 3] = x[i];
    for (int i = 0; i < 3; i++)
        b[i] = x[9 + i];
    if (solve(3, a, b))
        return NAN;
    return b[0] + 2 * b[1] * b[1] - b[2];
}
SCALAR(lu_solve, 0.2, -0.2, 0.7, 1.1, -0.4, 0.6, 0.3, -0.9, 1.2, 1, 2, 3)

//@ cholesky
KINDS()
double cholesky(int n, const double x[n])
{
    double a[3][3], l[3][3] = {{0}}, y[3], s = 0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            a[i][j] = x[i] * x[j] + (i == j ? 2 + x[i] : 0);
    for (int j = 0; j < 3; j++) {
        double d = a[j][j];
        for (int k = 0; k < j; k++)
            d -= l[j][k] * l[j][k];
        l[j][j] = sqrt(d);
        for (int i = j + 1; i < 3; i++) {
            double t = a[i][j];
            for (int k = 0; k < j; k++)
                t -= l[i][k] * l[j][k];
            l[i][j] = t / l[j][j];
        }
    }
    double logdet = 0;
    for (int i = 0; i < 3; i++) {
        y[i] = x[i + 3];
        for (int k = 0; k < i; k++)
            y[i] -= l[i][k] * y[k];
        y[i] /= l[i][i];
        s += y[i] * y[i];
        logdet += log(l[i][i]);
    }
    return 0.5 * s + logdet;
}
SCALAR(cholesky, 0.2, -0.2, 0.7, 1.1, -0.4, 0.6)

//@ cholesky_inplace
KINDS_INPLACE()
void cholesky_inplace(int n, double y[n])
{
    double(*a)[3] = (double(*)[3])y;
    for (int j = 0; j < 3; j++) {
        for (int k = 0; k < j; k++)
            for (int i = j; i < 3; i++)
                a[i][j] -= a[i][k] * a[j][k];
        a[j][j] = sqrt(a[j][j]);
        for (int i = j + 1; i < 3; i++)
            a[i][j] /= a[j][j];
    }
}
INPLACE(cholesky_inplace, 4, 0.3, -0.5, 0.4, 3, 0.2, -0.6, 0.1, 5)

//@ thomas
KINDS_MAP()
void thomas(int n, const double x[n], int m, double y[m])
{
    double c[m], d[m];
    c[0] = x[0] / 4;
    d[0] = y[0] / 4;
    for (int i = 1; i < m; i++) {
        double w = 4 - x[i] * c[i - 1];
        c[i] = x[i] / w;
        d[i] = (y[i] - x[i] * d[i - 1]) / w;
    }
    y[m - 1] = d[m - 1];
    for (int i = m - 2; i >= 0; i--)
        y[i] = d[i] - c[i] * y[i + 1];
}
MAP(thomas, 4, 0.2, -0.2, 0.7, 1.1)

//@ power_iteration
KINDS()
double power_iteration(int n, const double x[n])
{
    double a[3][3], v[3] = {1, 0.5, 0.25}, w[3], lambda = 0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            a[i][j] = x[i] * x[j] + (i == j) * (i + 1);
    for (int it = 0; it < 8; it++) {
        double norm = 0;
        for (int i = 0; i < 3; i++) {
            w[i] = 0;
            for (int j = 0; j < 3; j++)
                w[i] += a[i][j] * v[j];
            norm += w[i] * w[i];
        }
        norm = sqrt(norm);
        lambda = 0;
        for (int i = 0; i < 3; i++) {
            lambda += v[i] * w[i];
            v[i] = w[i] / norm;
        }
    }
    return lambda + v[0];
}
SCALAR(power_iteration, 0.2, -0.2, 0.7)

//@ jacobi_solver
KINDS()
double jacobi_solver(int n, const double x[n])
{
    double u[5] = {0}, v[5] = {0}, *p = u, *q = v;
    for (int it = 0; it < 6; it++) {
        double change = 0;
        for (int i = 1; i < 4; i++) {
            q[i] = (x[i - 1] + p[i - 1] + p[i + 1]) / (2 + x[3] * p[i]);
            change = fmax(change, fabs(q[i] - p[i]));
        }
        double *t = p;
        p = q;
        q = t;
        if (change < 1e-3)
            break;
    }
    return p[1] * p[2] + p[3];
}
SCALAR(jacobi_solver, 0.2, -0.2, 0.7, 0.3)

//@ gauss_seidel_inplace
KINDS_INPLACE()
void gauss_seidel_inplace(int n, double y[n])
{
    for (int it = 0; it < 3; it++)
        for (int i = 1; i < n - 1; i++)
            y[i] = 0.5 * (y[i - 1] + y[i + 1] - 0.1 * y[i] * y[i]);
}
INPLACE(gauss_seidel_inplace, 1, 0.3, -0.5, 0.4, 3)

//@ conjugate_gradient
KINDS()
double conjugate_gradient(int n, const double x[n])
{
    enum { N = 4 };
    double r[N], p[N], ap[N], u[N] = {0}, rr = 0;
    for (int i = 0; i < N; i++) {
        r[i] = p[i] = x[i];
        rr += r[i] * r[i];
    }
    for (int it = 0; it < 3; it++) {
        double pap = 0;
        for (int i = 0; i < N; i++) {
            ap[i] = (3 + x[4]) * p[i];
            if (i > 0)
                ap[i] -= p[i - 1];
            if (i < N - 1)
                ap[i] -= p[i + 1];
            pap += p[i] * ap[i];
        }
        double alpha = rr / pap, old = rr;
        rr = 0;
        for (int i = 0; i < N; i++) {
            u[i] += alpha * p[i];
            r[i] -= alpha * ap[i];
            rr += r[i] * r[i];
        }
        for (int i = 0; i < N; i++)
            p[i] = r[i] + rr / old * p[i];
    }
    double s = 0;
    for (int i = 0; i < N; i++)
        s += u[i] * x[i];
    return s;
}
SCALAR(conjugate_gradient, 0.2, -0.2, 0.7, 1.3, 0.4)

//@ householder_qr
KINDS()
double householder_qr(int n, const double x[n])
{
    double a[3][2], s = 0;
    for (int i = 0; i < 6; i++)
        a[i / 2][i % 2] = x[i];
    for (int k = 0; k < 2; k++) {
        double norm = 0, v[3];
        for (int i = k; i < 3; i++)
            norm += a[i][k] * a[i][k];
        norm = a[k][k] > 0 ? -sqrt(norm) : sqrt(norm);
        double vtv = 0;
        for (int i = k; i < 3; i++) {
            v[i] = a[i][k];
            if (i == k)
                v[i] -= norm;
            vtv += v[i] * v[i];
        }
        for (int j = k; j < 2; j++) {
            double t = 0;
            for (int i = k; i < 3; i++)
                t += v[i] * a[i][j];
            t *= 2 / vtv;
            for (int i = k; i < 3; i++)
                a[i][j] -= t * v[i];
        }
    }
    s = a[0][0] * a[1][1] + a[0][1];
    return s;
}
SCALAR(householder_qr, 0.8, -0.2, 0.7, 1.3, 0.4, -0.6)

//@ trig_matrix_packed
KINDS()
double trig_matrix_packed(int n, const double x[n])
{
    /* lower triangle stored by columns, as the mixture benchmark does */
    double y[3] = {0}, d[3] = {0.3, -0.8, 0.5}, s = 0;
    int at = 3;
    for (int i = 0; i < 3; i++)
        y[i] = exp(x[i]) * d[i];
    for (int i = 0; i < 3; i++)
        for (int j = i + 1; j < 3; j++) {
            y[j] += x[at] * d[i];
            at++;
        }
    for (int i = 0; i < 3; i++)
        s += y[i] * y[i];
    return s;
}
SCALAR(trig_matrix_packed, 0.8, -0.2, 0.7, 1.3, 0.4, -0.6)
