/* main.c: the numbers of a chapter on multivariable calculus (003: MXNet, PyTorch, TensorFlow).
   Writes quartic.svg and surface.svg into a folder; descent.c and newton.c minimise.

   multivariable [FOLDER] */
#include "multivariable.h"
#include "multivariable.adc.h"
#include "plot.h"
#include "rows.h"
#include "surface.h"

#include <math.h>
#include <stdio.h>

static void first_order(void)
{
    const double e[2] = {0.01, -0.03};
    real grad[2], there = log(2);

    heading("L(x, y) = log(e^x + e^y) at (0, log 2)");
    real value = log_sum_gradient(0, there, &grad[0], &grad[1]);
    number("L", 1.0986122886681098, value);
    row("gradient", SHAPE(2), (real[]){1.0 / 3, 2.0 / 3}, grad);
    number("the sum of its components", 1, grad[0] + grad[1]);
    number("first-order estimate at (0.01, log 2 - 0.03)", 1.0819456220014432,
           value + e[0] * grad[0] + e[1] * grad[1]);
    number("the true value", 1.082124181896434, log_sum(e[0], there + e[1]));

    from("by hand");
    real worst = 1;
    for (int i = -5; i <= 5; i++)
        for (int j = -5; j <= 5; j++) {
            log_sum_gradient(i, j, &grad[0], &grad[1]);
            real sum = grad[0] + grad[1];
            if (fabs(sum - 1) > fabs(worst - 1))
                worst = sum;
        }
    number("exercise: the components sum to 1, the worst of 121 places", 1, worst);
}

/* A zero of the slope near x, by Newton's method on it. */
static real critical_point(real x)
{
    real slope, curvature;
    for (int i = 0; i < 50; i++) {
        quartic_gradient(x, &slope);
        quartic_hessian(x, &curvature);
        x -= slope / curvature;
    }
    return x;
}

static void critical_points(const char *folder)
{
    enum { n = 501 };
    static const real start[3] = {-1.4, 0.2, 3};
    static const real place[3] = {-1, 0, 2}, document[3] = {-5, 0, -32};
    real found[3], value[3], slope;
    double x[n], f[n], df[n], points[2][3];
    char file[400];
    Plot p;

    heading("f(x) = 3x^4 - 4x^3 - 12x^2");
    for (int i = 0; i < 3; i++) {
        found[i] = critical_point(start[i]);
        points[0][i] = found[i] + 0.0;
        points[1][i] = value[i] = quartic(found[i]);
    }
    row("critical points, found with the generated derivatives", SHAPE(3), place, found);
    row("the values there", SHAPE(3), document, value);
    fact("the least is the last", value[2] < value[0] && value[2] < value[1]);

    for (int i = 0; i < n; i++) {
        x[i] = -2 + 0.01 * i;
        f[i] = quartic_gradient(x[i], &slope);
        df[i] = slope;
    }
    snprintf(file, sizeof file, "%s/quartic.svg", folder);
    plot_begin(&p, file, 1);
    plot_panel(&p, "3x&#8308; - 4x&#179; - 12x&#178;", "x", "f(x)", -2, 3, -40, 60);
    plot_line(&p, "f", plot_blue, n, x, f);
    plot_dashes(&p, "f' by adc", plot_grey, n, x, df);
    plot_points(&p, "f' = 0", plot_red, 3, points[0], points[1]);
    fact("the picture is written", plot_end(&p) == 0);
    printf("    %s\n", file);
}

static void chain_rule(void)
{
    const real in[4] = {-1, 0, -2, 1};
    real ab[2], uv[2], ab_in[2][4], uv_ab[2][2], f_uv[2], f_ab[2], f_in[4], product[4];

    heading("f = (u + v)^2; u, v = (a + b)^2, (a - b)^2; a, b = (w + x + y + z)^2, "
            "(w + x - y - z)^2");
    number("f at w, x, y, z = -1, 0, -2, 1", 1024, chain_gradient(in, f_in));
    row("df/dw, df/dx, df/dy, df/dz", SHAPE(4), (real[]){-4096, -4096, -4096, -4096}, f_in);
    printf("the chain, from f back to the inputs:\n");
    chain_ab_jacobian(in, ab, ab_in[0]);
    chain_uv_jacobian(ab, uv, uv_ab[0]);
    chain_f_gradient(uv, f_uv);
    chain_f_of_ab_gradient(ab, f_ab);
    row("a, b", SHAPE(2), (real[]){4, 0}, ab);
    row("u, v", SHAPE(2), (real[]){16, 16}, uv);
    row("f_u, f_v = 2 (u + v)", SHAPE(2), (real[]){64, 64}, f_uv);
    row("u_a, u_b, v_a, v_b = 2 (a + b), 2 (a + b), 2 (a - b), -2 (a - b)", SHAPE(2, 2),
        (real[]){8, 8, 8, -8}, uv_ab[0]);
    row("f_a, f_b = f_u u_a + f_v v_a, f_u u_b + f_v v_b", SHAPE(2), (real[]){1024, 0}, f_ab);
    row("a_w.. = 2 (w + x + y + z), b_w.. = +-2 (w + x - y - z)", SHAPE(2, 4),
        (real[]){-4, -4, -4, -4, 0, 0, 0, 0}, ab_in[0]);
    for (int i = 0; i < 4; i++)
        product[i] = f_ab[0] * ab_in[0][i] + f_ab[1] * ab_in[1][i];
    row("f_w.. = f_a a_w.. + f_b b_w..", SHAPE(4), f_in, product);
}

static void quadratics(void)
{
    const real zero[2] = {0, 0}, b[2] = {-2, 5}, C[2][2] = {{3, 7}, {0, -4}};
    real grad[2], hess[2][2];

    heading(
        "a + b1 x1 + b2 x2 + c11 x1^2 + c12 x1 x2 + c22 x2^2 at zero, for 1.5; -2, 5; 3, 7, -4");
    number("a", 1.5, quadratic_gradient(2, 1.5, b, C, zero, grad));
    row("b: the gradient", SHAPE(2), b, grad);
    quadratic_hessian(2, 1.5, b, C, zero, hess[0]);
    row("the Hessian: 2 c11, c12, c12, 2 c22", SHAPE(2, 2), (real[]){6, 7, 7, -8}, hess[0]);
    row("c11, c12, c22 recovered", SHAPE(3), (real[]){3, 7, -4},
        (real[]){hess[0][0] / 2, hess[0][1], hess[1][1] / 2});
}

static void best_quadratic(const char *folder)
{
    const real at[2] = {-1, 0}, e = exp(-1);
    real grad[2], hess[2][2];
    char file[400];

    heading("x e^(-x^2 - y^2) at (-1, 0)");
    real value = hill_gradient(at, grad);
    hill_hessian(at, hess[0]);
    number("value: -1/e", -e, value);
    row("gradient: (-1/e, 0)", SHAPE(2), (real[]){-e, 0}, grad);
    row("Hessian: diag(2/e, 2/e)", SHAPE(2, 2), (real[]){2 * e, 0, 0, 2 * e}, hess[0]);

    const real mxnet[6] = {-1, -1, 0, 1, 0, 1}, others[6] = {-1, -1, 0, 2, 0, 2};
    const real adc[6] = {value / e,          grad[0] / e,    grad[1] / e,
                         hess[0][0] / 2 / e, hess[0][1] / e, hess[1][1] / 2 / e};
    printf("the best quadratic, over 1/e, by its coefficients of 1, x+1, y, (x+1)^2, (x+1)y, y^2;\n"
           "the three variants of the document's code disagree:\n");
    row("MXNet, -1 - (x+1) + (x+1)^2 + y^2", SHAPE(6), mxnet, adc);
    printf("PyTorch and TensorFlow, -1 - (x+1) + 2 (x+1)^2 + 2 y^2\n    document  [");
    for (int i = 0; i < 6; i++)
        printf("%s%g", i ? ", " : "", (double)others[i]);
    printf("]\n");
    fact("the derivatives decide: MXNet's is right, the others double the quadratic terms",
         fabs(adc[3] - mxnet[3]) < 1e-6 && fabs(2 * adc[3] - others[3]) < 1e-6 &&
             fabs(adc[5] - mxnet[5]) < 1e-6 && fabs(2 * adc[5] - others[5]) < 1e-6);

    snprintf(file, sizeof file, "%s/surface.svg", folder);
    fact("the picture is written", surface(file, at, value, grad, (const real(*)[2])hess) == 0);
    printf("    %s\n", file);
}

static unsigned long long state = 11;

/* In [-1, 1). */
static real random_real(void)
{
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(state >> 11) / 4503599627370496.0 - 1.0;
}

static void fill(int n, real *x)
{
    for (int i = 0; i < n; i++)
        x[i] = random_real();
}

static void matrices(void)
{
    enum { n = 4, m = 5, r = 2 };
    real beta[n], x[n], A[n][n], X[n][m], U[n][r], V[r][m], grad[n], grad2[n], expected[n];
    real V_grad[r][m], V_expected[r][m];

    heading("a little matrix calculus, on random data");
    from("by hand");
    fill(n, beta);
    fill(n, x);
    fill(n * n, A[0]);
    fill(n * m, X[0]);
    fill(n * r, U[0]);
    fill(r * m, V[0]);
    beta_x_gradient(n, beta, x, grad);
    row("betaT x: beta", SHAPE(n), beta, grad);
    x_beta_gradient(n, x, beta, grad2);
    row("exercise: xT beta has the same gradient", SHAPE(n), grad, grad2);
    for (int i = 0; i < n; i++) {
        expected[i] = 0;
        for (int j = 0; j < n; j++)
            expected[i] += (A[i][j] + A[j][i]) * x[j];
    }
    x_a_x_gradient(n, (const real(*)[n])A, x, grad);
    row("xT A x: (A + AT) x", SHAPE(n), expected, grad);
    for (int k = 0; k < r; k++)
        for (int j = 0; j < m; j++) {
            V_expected[k][j] = 0;
            for (int i = 0; i < n; i++) {
                real rest = X[i][j];
                for (int l = 0; l < r; l++)
                    rest -= U[i][l] * V[l][j];
                V_expected[k][j] -= 2 * U[i][k] * rest;
            }
        }
    factorisation_gradient(n, m, r, (const real(*)[m])X, (const real(*)[r])U, (const real(*)[m])V,
                           V_grad);
    row("||X - U V||^2 with respect to V: -2 UT (X - U V)", SHAPE(r, m), V_expected[0], V_grad[0]);
    real norm = length_gradient(n, x, grad);
    for (int i = 0; i < n; i++)
        expected[i] = x[i] / norm;
    row("exercise: ||v||: v / ||v||", SHAPE(n), expected, grad);
}

static void saddle_point(void)
{
    real grad[2], hess[3], least = HUGE_VAL;

    heading("exercise: x^2 y + x y^2");
    from("by hand");
    saddle_gradient(0, 0, &grad[0], &grad[1]);
    row("the gradient at (0, 0)", SHAPE(2), (real[]){0, 0}, grad);
    saddle_hessian(0, 0, &hess[0], &hess[1], &hess[2]);
    row("the Hessian there says nothing", SHAPE(3), (real[]){0, 0, 0}, hess);
    /* the gradient is homogeneous of degree 2: what it is on a circle it is everywhere */
    for (int i = 0; i < 1000; i++) {
        double angle = i * 3.141592653589793 / 500;
        saddle_gradient(cos(angle), sin(angle), &grad[0], &grad[1]);
        least = fmin(least, grad[0] * grad[0] + grad[1] * grad[1]);
    }
    printf("the least |gradient|^2 on the unit circle: %.3f\n", (double)least);
    fact("so (0, 0) is the only critical point", least > 0.1);
    fact("f(x, x) = 2x^3 has both signs, so it is a saddle",
         saddle(0.1, 0.1) > 0 && saddle(-0.1, -0.1) < 0);
}

/* At a critical point of g + h the gradients are opposite: no step lowers one but at the cost of
   the other. */
static void balance(void)
{
    real p[2] = {0, 0}, f_grad[2], g_grad[2], h_grad[2], hess[2][2];

    heading("exercise: the gradient of f = g + h is zero where g's and h's are opposite");
    from("by hand");
    for (int i = 0; i < 20; i++) {
        g_plus_h_gradient(p, f_grad);
        g_plus_h_hessian(p, hess[0]);
        real det = hess[0][0] * hess[1][1] - hess[0][1] * hess[1][0];
        p[0] -= (hess[1][1] * f_grad[0] - hess[0][1] * f_grad[1]) / det;
        p[1] -= (hess[0][0] * f_grad[1] - hess[1][0] * f_grad[0]) / det;
    }
    g_gradient(p, g_grad);
    h_gradient(p, h_grad);
    printf("the minimum of f by Newton's method: (%.6f, %.6f)\n", (double)p[0], (double)p[1]);
    row("gradient of g against minus that of h", SHAPE(2), (real[]){-h_grad[0], -h_grad[1]},
        g_grad);
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : ".";
    first_order();
    critical_points(folder);
    chain_rule();
    quadratics();
    best_quadratic(folder);
    matrices();
    saddle_point();
    balance();
    return rows_end();
}
