/* Annotations that supply derivatives by hand. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>

//@ custom_scalar
void mysin_back(double a, double *a_adj, double return_adj);
ADC_CUSTOM_ADJOINT(mysin_back)
double mysin(double a);
#ifdef TEST_MAIN
static int back_calls;
double mysin(double a)
{
    return sin(a);
}
void mysin_back(double a, double *a_adj, double return_adj)
{
    back_calls++;
    *a_adj += 10 * cos(a) * return_adj; /* on purpose: shows that it is used */
}
#endif
ADC_GRADIENT()
double cu_scalar(double x)
{
    return mysin(x * x) * 2 + mysin(x);
}
#ifdef TEST_MAIN
TEST(custom_scalar)
{
    double g;
    CHECK_EXACT(cu_scalar_gradient(0.7, &g), cu_scalar(0.7));
    CHECK_CLOSE(g, 10 * (cos(0.49) * 4 * 0.7 + cos(0.7)), 1e-14);
    CHECK(back_calls == 2);
}
#endif

//@ custom_array
void scale_back(int n, double *v, double c, double *v_adj, double *c_adj);
ADC_CUSTOM_ADJOINT(scale_back)
void scale(int n, ADC_BEFORE double *v, double c);
#ifdef TEST_MAIN
void scale(int n, double *v, double c)
{
    for (int i = 0; i < n; i++)
        v[i] *= c;
}
void scale_back(int n, double *v, double c, double *v_adj, double *c_adj)
{
    for (int i = 0; i < n; i++) {
        *c_adj += v[i] * v_adj[i]; /* v as it was before */
        v_adj[i] *= c;
    }
}
#endif
ADC_GRADIENT()
double cu_array(const double x[3], double c)
{
    double v[3] = {x[0], x[1], x[2]};
    scale(3, v, c);
    scale(2, v + 1, v[0]);
    return v[0] * v[1] + v[2];
}
#ifdef TEST_MAIN
TEST(custom_array)
{
    double x[3] = {0.7, -0.4, 1.2}, c = 1.3, g[3], cg;
    CHECK_EXACT(cu_array_gradient(x, c, g, &cg), cu_array(x, c));
    for (int i = 0; i < 3; i++)
        CHECK_CLOSE(g[i], DIFF(x[i], cu_array(x, c)), 1e-9);
    CHECK_CLOSE(cg, DIFF(c, cu_array(x, c)), 1e-9);
}
#endif

//@ custom_tangent
double cube_tangent(double a, double a_tan, double *return_tan);
ADC_CUSTOM_TANGENT(cube_tangent)
double cube(double a);
#ifdef TEST_MAIN
double cube(double a)
{
    return a * a * a;
}
double cube_tangent(double a, double a_tan, double *return_tan)
{
    *return_tan = 3 * a * a * a_tan;
    return a * a * a;
}
#endif
ADC_TANGENT()
double cu_tangent(double x)
{
    return cube(x * 2) + x;
}
#ifdef TEST_MAIN
TEST(custom_tangent)
{
    double t;
    CHECK_EXACT(cu_tangent_tangent(0.5, 1, &t), 1.5);
    CHECK_CLOSE(t, 7, 1e-15);
}
#endif

//@ custom_visible_body
void relu_back(double a, double *a_adj, double return_adj)
{
    *a_adj += (a > 0 ? 1.0 : 0.25) * return_adj;
}
ADC_CUSTOM_ADJOINT(relu_back)
double relu(double a)
{
    return a > 0 ? a : 0;
}
ADC_GRADIENT()
double cu_visible(double x)
{
    return relu(x) * 3 + relu(-x);
}
#ifdef TEST_MAIN
TEST(custom_visible_body)
{
    double g;
    cu_visible_gradient(2, &g);
    CHECK_EXACT(g, 3 - 0.25);
}
#endif

//@ layout_in_shadow
/* A struct made member by member: its shadow says like it how its memory is laid out. */
#include <stdlib.h>
typedef struct Mat {
    int rows, cols, skip[2];
    double *at;
} Mat;
static void mat_total_adjoint(Mat m, Mat *m_adj, double return_adj)
{
    (void)m;
    for (int i = 0; i < m_adj->rows; i++)
        for (int j = 0; j < m_adj->cols; j++)
            m_adj->at[i * m_adj->skip[0] + j * m_adj->skip[1]] += return_adj * (1 + i + 10 * j);
}
static double mat_total_tangent(Mat m, const Mat *m_tan, double *return_tan)
{
    double s = 0;
    *return_tan = 0;
    for (int i = 0; i < m_tan->rows; i++)
        for (int j = 0; j < m_tan->cols; j++) {
            s += m.at[i * m.skip[0] + j * m.skip[1]] * (1 + i + 10 * j);
            *return_tan += m_tan->at[i * m_tan->skip[0] + j * m_tan->skip[1]] * (1 + i + 10 * j);
        }
    return s;
}
ADC_CUSTOM_ADJOINT(mat_total_adjoint) ADC_CUSTOM_TANGENT(mat_total_tangent)
static double mat_total(const Mat m)
{
    double s = 0;
    for (int i = 0; i < m.rows; i++)
        for (int j = 0; j < m.cols; j++)
            s += m.at[i * m.skip[0] + j * m.skip[1]] * (1 + i + 10 * j);
    return s;
}
KINDS()
double layout_by_members(int n, const double x[n])
{
    Mat m;
    m.rows = n / 2, m.cols = 2, m.skip[0] = 2, m.skip[1] = 1;
    m.at = malloc(sizeof(double) * (size_t)n);
    for (int i = 0; i < n; i++)
        m.at[i] = x[i] * x[i];
    double s = mat_total(m);
    m.cols = 1; /* then only the first column, upside down */
    m.at += (m.rows - 1) * m.skip[0];
    m.skip[0] = -m.skip[0];
    s *= mat_total(m);
    m.at += (m.rows - 1) * m.skip[0];
    free(m.at);
    return s;
}
SCALAR(layout_by_members, 0.7, -0.4, 1.2, 0.9, 0.3, -1.1)
KINDS()
double layout_by_initialiser(int n, const double x[n])
{
    double y[6], s = 0;
    Mat all = {3, 2, {2, 1}, y}, made = {.cols = 2};
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[n - 1 - i] * x[i];
    made.rows = 3, made.skip[0] = 1, made.skip[1] = 3;
    made.at = y;
    s = mat_total(all) * mat_total(made);
    return s;
}
SCALAR(layout_by_initialiser, 0.7, -0.4, 1.2, 0.9, 0.3, -1.1)

//@ zeros_as_shadow
/* What carries no derivative at a call has a shadow all the same: g adds to it, or reads zeros. */
void mixed_back(int n, const double *a, const double b[n], double *v, double t, double *a_adj, double b_adj[n], double *v_adj, double *t_adj);
void mixed_tan(int n, const double *a, const double b[n], double *v, double t, const double *a_tan, const double b_tan[n], double *v_tan,
               double t_tan);
ADC_CUSTOM_ADJOINT(mixed_back) ADC_CUSTOM_TANGENT(mixed_tan)
void mixed(int n, const double *a, const double b[n], double *v, double t);
#ifdef TEST_MAIN
void mixed(int n, const double *a, const double *b, double *v, double t)
{
    for (int i = 0; i < n; i++)
        v[i] = v[i] * b[i] + a[i] * t;
}
void mixed_back(int n, const double *a, const double *b, double *v, double t, double *a_adj, double *b_adj, double *v_adj, double *t_adj)
{
    for (int i = 0; i < n; i++) {
        b_adj[i] += (v[i] - a[i] * t) / b[i] * v_adj[i];
        a_adj[i] += t * v_adj[i];
        *t_adj += a[i] * v_adj[i];
        v_adj[i] *= b[i];
    }
}
void mixed_tan(int n, const double *a, const double *b, double *v, double t, const double *a_tan, const double *b_tan, double *v_tan, double t_tan)
{
    for (int i = 0; i < n; i++) {
        v_tan[i] = v_tan[i] * b[i] + v[i] * b_tan[i] + a_tan[i] * t + a[i] * t_tan;
        v[i] = v[i] * b[i] + a[i] * t;
    }
}
#endif
ADC_GRADIENT()
ADC_TANGENT()
double cu_mixed(const double x[3])
{
    double a[6] = {3.0, 1.0, 0.5, 2.0, -1.0, 1.5}, b[4] = {2.0, 4.0, 0.25, 8.0}, v[3] = {x[0], x[1], x[2]}, unused[4] = {1.0};
    mixed(2, a + 1, b, v, x[2]);      /* a and b carry none */
    mixed(3, &a[2], b + 1, v, 0.5);   /* nor does t */
    mixed(3, x, b, unused, x[0]);     /* what comes out is not used */
    mixed(2, v, v + 1, unused + 1, x[1]);
    mixed(2, unused + 2, b, a, 2.0);  /* nothing does */
    return v[0] * v[1] + v[2] + a[0];
}
#ifdef TEST_MAIN
TEST(zeros_as_shadow)
{
    double x[3] = {0.7, -0.4, 1.2}, g[3], w[3] = {0.3, -0.8, 0.5}, slope = 0.0, value;
    CHECK_EXACT(cu_mixed_gradient(x, g), cu_mixed(x));
    for (int i = 0; i < 3; i++) {
        CHECK_CLOSE(g[i], DIFF(x[i], cu_mixed(x)), 1e-8);
        slope += g[i] * w[i];
    }
    double dir;
    value = cu_mixed_tangent(x, w, &dir);
    CHECK_EXACT(value, cu_mixed(x));
    CHECK_CLOSE(dir, slope, 1e-13);
}
#endif

//@ zeros_of_a_member
/* The array is a member: its declaration says how long its shadow is. */
struct cu_pack {
    double first, v[3], m[2][2];
};
void stretch_back(double *v, double t, double *v_adj, double *t_adj);
void stretch_tan(double *v, double t, double *v_tan, double t_tan);
ADC_CUSTOM_ADJOINT(stretch_back) ADC_CUSTOM_TANGENT(stretch_tan)
void stretch(double *v, double t);
#ifdef TEST_MAIN
void stretch(double *v, double t)
{
    for (int i = 0; i < 2; i++)
        v[i] = 0.8 * v[i] + (i + 1) * t;
}
void stretch_back(double *v, double t, double *v_adj, double *t_adj)
{
    for (int i = 0; i < 2; i++) {
        *t_adj += (i + 1) * v_adj[i];
        v_adj[i] *= 0.8;
    }
    (void)v;
    (void)t;
}
void stretch_tan(double *v, double t, double *v_tan, double t_tan)
{
    for (int i = 0; i < 2; i++) {
        v_tan[i] = 0.8 * v_tan[i] + (i + 1) * t_tan;
        v[i] = 0.8 * v[i] + (i + 1) * t;
    }
}
#endif
ADC_GRADIENT()
ADC_TANGENT()
double cu_members(const double x[3])
{
    struct cu_pack a = {x[0], {x[1], x[2]}, {{0}}}, b = {1.0, {2.0, 3.0}, {{0}}}, c = b, *p = &c;
    stretch(a.v, x[0]);
    stretch(b.v, x[2]); /* what comes out is not used */
    stretch(p->v + 1, x[1]);
    stretch(&p->v[1], x[1]);
    return a.v[0] * a.v[1] + a.first * x[2];
}
#ifdef TEST_MAIN
TEST(zeros_of_a_member)
{
    double x[3] = {0.7, -0.4, 1.2}, g[3], w[3] = {0.3, -0.8, 0.5}, dir;
    double v0 = 0.8 * x[1] + x[0], v1 = 0.8 * x[2] + 2 * x[0];
    CHECK_EXACT(cu_members_gradient(x, g), cu_members(x));
    CHECK_CLOSE(g[0], v1 + 2 * v0 + x[2], 1e-14);
    CHECK_CLOSE(g[1], 0.8 * v1, 1e-14);
    CHECK_CLOSE(g[2], 0.8 * v0 + x[0], 1e-14);
    CHECK_EXACT(cu_members_tangent(x, w, &dir), cu_members(x));
    CHECK_CLOSE(dir, g[0] * w[0] + g[1] * w[1] + g[2] * w[2], 1e-13);
}
#endif

//@ zeros_of_a_row
/* What is left of a matrix from a row on; of what a pointer may lead to, the largest. */
void swell_back(double *v, double t, double *v_adj, double *t_adj);
void swell_tan(double *v, double t, double *v_tan, double t_tan);
ADC_CUSTOM_ADJOINT(swell_back) ADC_CUSTOM_TANGENT(swell_tan)
void swell(double *v, double t);
#ifdef TEST_MAIN
enum { SWOLLEN = 3 };
void swell(double *v, double t)
{
    for (int i = 0; i < SWOLLEN; i++)
        v[i] = 0.8 * v[i] + (i + 1) * t;
}
void swell_back(double *v, double t, double *v_adj, double *t_adj)
{
    for (int i = 0; i < SWOLLEN; i++) {
        *t_adj += (i + 1) * v_adj[i];
        v_adj[i] *= 0.8;
    }
    (void)v;
    (void)t;
}
void swell_tan(double *v, double t, double *v_tan, double t_tan)
{
    for (int i = 0; i < SWOLLEN; i++) {
        v_tan[i] = 0.8 * v_tan[i] + (i + 1) * t_tan;
        v[i] = 0.8 * v[i] + (i + 1) * t;
    }
}
#endif
ADC_GRADIENT()
ADC_TANGENT()
double cu_rows(const double x[3])
{
    double a[2][3] = {{x[0], x[1]}, {x[2]}}, b[3][3] = {{1.0}, {2.0}, {3.0}}, c[4] = {4.0}, *row[2] = {b[0], c + 1};
    int last = x[0] > 0.0;
    swell(a[1], x[0]);
    swell(b[2], x[2]); /* what comes out of these is not used */
    swell(b[last], x[2]);
    swell(&b[1][0], x[1]);
    swell(*(b + 1), x[1]);
    swell(row[last], 0.3 * x[0]);
    return a[1][0] * a[1][2] + a[0][1];
}
#ifdef TEST_MAIN
TEST(zeros_of_a_row)
{
    double x[3] = {0.7, -0.4, 1.2}, g[3], w[3] = {0.3, -0.8, 0.5}, dir;
    double v0 = 0.8 * x[2] + x[0], v2 = 3 * x[0];
    CHECK_EXACT(cu_rows_gradient(x, g), cu_rows(x));
    CHECK_CLOSE(g[0], v2 + 3 * v0, 1e-14);
    CHECK_CLOSE(g[1], 1.0, 1e-14);
    CHECK_CLOSE(g[2], 0.8 * v2, 1e-14);
    CHECK_EXACT(cu_rows_tangent(x, w, &dir), cu_rows(x));
    CHECK_CLOSE(dir, g[0] * w[0] + g[1] * w[1] + g[2] * w[2], 1e-13);
}
#endif
