/* Times derivatives against their primals: generated, written by hand, ADOL-C (with WITH_ADOLC), central differences. Rounds
   are interleaved, figures are medians of processor time. Usage: bench DATA ROUNDS NAME; without
   arguments the names. */
#define _POSIX_C_SOURCE 200809L
#include "../adbench/data.h"
#include "manual.h"

#include <time.h>

#include "own_gmm.h"
#include "own_ba.h"
#include "own_lstm.h"
#include "own_hand.h"
#include "own_kernels.h"
#include "own_field.h"

double gmm(int n, int d, int k, const double x[n][d], const double alpha[k], const double mu[k][d],
           const double q[k][d], const double l[k][d * (d - 1) / 2], double gamma, int m);
double lstm(int l, int c, int b, const double main_params[l][2][4][b],
            const double extra_params[3][b], const double state[l][2][b],
            const double sequence[c][b]);
void reprojection(const double cam[11], const double x[3], double w, const double feature[2],
                  double err[2]);
void hand(int bones, int vertices, int points, const double theta[26], const int parent[bones],
          const double relative[bones][16], const double inverse[bones][16],
          const double skin[vertices][4], const double weight[vertices][bones], int mirrored,
          const int corresp[points], const double measured[points][3], double err[points][3]);
double dot(int n, const double x[n], const double y[n]);
double log_sum_exp(int n, const double x[n]);
double riccati(int n, double h, double a, double b);
void burgers(int n, int steps, double u[n], double c);
double ode(int n, int steps, const double x[n]);
void least_squares(size_t n, size_t m, const double *restrict x, double *restrict out);
double determinant(size_t n, const double *restrict a);
double k_means(int n, int k, int d, const double *restrict points,
               const double *restrict centroids);
void runge_kutta(size_t n, const double *restrict x, size_t steps, double *restrict y);

/* adolc.cpp: arrays are flat there. Not linked: never called. */
#ifdef WITH_ADOLC
enum { ADOLC_THERE = 1 };
void gmm_adolc(int n, int d, int k, const double *x, const double *alpha, const double *mu,
               const double *q, const double *l, double gamma, int m, double *grad);
void lstm_adolc(int l, int c, int b, const double *params, const double *extra, const double *state,
                const double *sequence, double *grad);
void ba_adolc(const double *cam, const double *x, double w, const double *feature, double *err,
              double *jac);
void hand_adolc(int bones, int vertices, int points, const double *theta, const int *parent,
                const double *relative, const double *inverse, const double *skin,
                const double *weight, const int *corresp, const double *measured, double *err,
                double *jac);
#else
enum { ADOLC_THERE = 0 };
#define gmm_adolc(...) ((void)0)
#define lstm_adolc(...) ((void)0)
#define ba_adolc(...) ((void)0)
#define hand_adolc(...) ((void)0)
#endif

enum kind { PRIMAL, GENERATED, MANUAL, ADOLC, KINDS };

struct timed {
    const char *name;
    void (*run)(enum kind kind);
    int has_manual, has_adolc;
    double *x; /* perturbed by differences */
    int n;     /* as many as there are independents */
};

static volatile double sink;

/* ---- the benchmark's objectives on its own data ---- */

static const struct data *gmm_data, *lstm_data, *hand_data, *ba_data;

static void run_gmm(enum kind kind)
{
    static double *grad;
    const struct data *data = gmm_data;
    int n = data_int(data, "n");
    int d = data_int(data, "d");
    int k = data_int(data, "k");
    void *x = data_reals(data, "x");
    double *alpha = data_reals(data, "alpha");
    void *mu = data_reals(data, "mu");
    void *q = data_reals(data, "q");
    void *l = data_reals(data, "l");
    if (!grad)
        grad = zeros(k * (1 + 2 * d + d * (d - 1) / 2));
    void *mu_grad = grad + k;
    void *q_grad = grad + k + k * d;
    void *l_grad = grad + k + 2 * k * d;
    if (kind == PRIMAL)
        sink = gmm(n, d, k, x, alpha, mu, q, l, 1.0, 0);
    else if (kind == ADOLC)
        gmm_adolc(n, d, k, x, alpha, mu, q, l, 1.0, 0, grad);
    else
        sink = (kind == GENERATED ? gmm_gradient : gmm_manual)(n, d, k, x, alpha, mu, q, l, 1.0, 0,
                                                               grad, mu_grad, q_grad, l_grad);
    if (kind > GENERATED && !checks_passed) {
        compare_block(data, "expected_d_alpha", grad);
        compare_block(data, "expected_d_mu", mu_grad);
        compare_block(data, "expected_d_q", q_grad);
        compare_block(data, "expected_d_l", l_grad);
    }
}

static void run_lstm(enum kind kind)
{
    static double *grad;
    const struct data *data = lstm_data;
    int b = data_block(data, "extra_params")->count / 3;
    int l = data_block(data, "state")->count / (2 * b);
    int c = data_block(data, "sequence")->count / b;
    void *params = data_reals(data, "main_params");
    void *extra = data_reals(data, "extra_params");
    void *state = data_reals(data, "state");
    void *sequence = data_reals(data, "sequence");
    if (!grad)
        grad = zeros(8 * l * b + 3 * b);
    void *extra_grad = grad + 8 * l * b;
    if (kind == PRIMAL)
        sink = lstm(l, c, b, params, extra, state, sequence);
    else if (kind == ADOLC)
        lstm_adolc(l, c, b, params, extra, state, sequence, grad);
    else
        sink = (kind == GENERATED ? lstm_gradient : lstm_manual)(
            l, c, b, params, extra, state, sequence, (void *)grad, extra_grad);
    if (kind > GENERATED && !checks_passed)
        compare_block(data, "expected_jacobian", grad);
}

enum { OBSERVATIONS = 1000 };

static void run_ba(enum kind kind)
{
    static double err[OBSERVATIONS][2], cam_jac[OBSERVATIONS][22], x_jac[OBSERVATIONS][6],
        w_jac[OBSERVATIONS][2], whole[OBSERVATIONS][30];
    const double *cam = data_reals(ba_data, "cam");
    const double *x = data_reals(ba_data, "x");
    const double *feature = data_reals(ba_data, "feat");
    double w = data_real(ba_data, "w");
    for (int i = 0; i < OBSERVATIONS; i++)
        if (kind == PRIMAL)
            reprojection(cam, x, w, feature, err[i]);
        else if (kind == ADOLC)
            ba_adolc(cam, x, w, feature, err[i], whole[i]);
        else
            (kind == GENERATED ? reprojection_jacobian : ba_manual)(cam, x, w, feature, err[i],
                                                                    cam_jac[i], x_jac[i], w_jac[i]);
    if (kind == MANUAL && !checks_passed)
        for (int row = 0; row < 2; row++) {
            const double *want = data_reals(ba_data, "expected_reproj_jacobian") + 15 * row;
            compare("ba_manual", 11, cam_jac[0] + 11 * row, want);
            compare("ba_manual", 3, x_jac[0] + 3 * row, want + 11);
            compare("ba_manual", 1, w_jac[0] + row, want + 14);
        }
    if (kind == ADOLC && !checks_passed)
        compare("ba_adolc", 30, whole[0], data_reals(ba_data, "expected_reproj_jacobian"));
}

static void run_hand(enum kind kind)
{
    static double *err, *jacobian;
    static int *parents, *corresp;
    const struct data *data = hand_data;
    int bones = data_int(data, "bone_count");
    int vertices = data_block(data, "base_positions")->count / 4;
    int points = data_block(data, "correspondences")->count;
    if (!err) {
        err = zeros(3 * points);
        jacobian = zeros(3 * points * 26);
        parents = data_ints(data, "parents");
        corresp = data_ints(data, "correspondences");
    }
    const double *theta = data_reals(data, "theta");
    void *relative = data_reals(data, "base_relatives");
    void *inverse = data_reals(data, "inverse_base_absolutes");
    void *skin = data_reals(data, "base_positions");
    void *weight = data_reals(data, "weights");
    void *measured = data_reals(data, "points");
    if (kind == PRIMAL)
        hand(bones, vertices, points, theta, parents, relative, inverse, skin, weight, 0, corresp,
             measured, (void *)err);
    else if (kind == ADOLC)
        hand_adolc(bones, vertices, points, theta, parents, relative, inverse, skin, weight, corresp,
                   measured, err, jacobian);
    else
        hand_jacobian(bones, vertices, points, theta, parents, relative, inverse, skin, weight, 0,
                      corresp, measured, (void *)err, jacobian);
    if (kind == ADOLC && !checks_passed)
        compare_block(data, "expected_jacobian", jacobian);
}

/* ---- kernels ---- */

enum { LONG = 160000, RICCATI = 100000, CELLS = 1000, STEPS = 200, ODE = 100, ODE_STEPS = 1000 };

static double vector[LONG], other[LONG], vector_adj[LONG], other_adj[LONG];
static double rate = 0.7;

static void run_dot(enum kind kind)
{
    sink = kind == PRIMAL ? dot(LONG, vector, other)
                          : dot_adjoint(LONG, vector, other, vector_adj, other_adj, 1e-3);
}

static void run_log_sum_exp(enum kind kind)
{
    sink =
        kind == PRIMAL ? log_sum_exp(LONG, vector) : log_sum_exp_gradient(LONG, vector, vector_adj);
}

static void run_riccati(enum kind kind)
{
    double a_grad;
    double b_grad;
    sink = kind == PRIMAL ? riccati(RICCATI, 1e-5, rate, 1.0)
                          : riccati_gradient(RICCATI, 1e-5, rate, 1.0, &a_grad, &b_grad);
}

static void run_burgers(enum kind kind)
{
    static double u[CELLS], u_adj[CELLS], c_adj;
    memcpy(u, vector, sizeof u);
    if (kind == PRIMAL) {
        burgers(CELLS, STEPS, u, 0.1);
    } else {
        for (int i = 0; i < CELLS; i++)
            u_adj[i] = 1.0;
        c_adj = 0.0;
        burgers_adjoint(CELLS, STEPS, u, 0.1, u_adj, &c_adj);
    }
    sink = u[CELLS - 1];
}

static void run_ode(enum kind kind)
{
    sink = kind == PRIMAL ? ode(ODE, ODE_STEPS, vector)
                          : ode_gradient(ODE, ODE_STEPS, vector, vector_adj);
}

/* ---- second order: the Hessian in the time of n gradients, which takes the primal's place ---- */

enum { SECOND = 64, SECOND_ODE = 24, SECOND_STEPS = 50 };

static double hessian[SECOND * SECOND];

static void run_hessian_lse(enum kind kind)
{
    if (kind != PRIMAL)
        sink = log_sum_exp_hessian(SECOND, vector, hessian);
    for (int i = 0; kind == PRIMAL && i < SECOND; i++)
        sink = log_sum_exp_gradient(SECOND, vector, vector_adj);
}

static void run_hessian_rosen(enum kind kind)
{
    if (kind != PRIMAL)
        sink = rosenbrock_hessian(SECOND, vector, hessian);
    for (int i = 0; kind == PRIMAL && i < SECOND; i++)
        sink = rosenbrock_gradient(SECOND, vector, vector_adj);
}

static void run_hessian_ode(enum kind kind)
{
    if (kind != PRIMAL)
        sink = ode_hessian(SECOND_ODE, SECOND_STEPS, vector, hessian);
    for (int i = 0; kind == PRIMAL && i < SECOND_ODE; i++)
        sink = ode_gradient(SECOND_ODE, SECOND_STEPS, vector, vector_adj);
}

/* ---- the problems that benchmarks share ---- */

enum { POINTS = 16392, TERMS = 128, ORDER = 9, NEAR = 10000, CLUSTERS = 100, SPACE = 8 };

static double terms[TERMS], terms_grad[TERMS], matrix[ORDER * ORDER], matrix_grad[ORDER * ORDER];
static double centroids[CLUSTERS * SPACE], centroids_grad[CLUSTERS * SPACE];
static double ones[CLUSTERS * SPACE], diagonal[CLUSTERS * SPACE];

static void run_least_squares(enum kind kind)
{
    double out;
    if (kind == PRIMAL)
        least_squares(POINTS, TERMS, terms, &out);
    else
        (kind == GENERATED ? least_squares_gradient
                           : least_squares_manual)(POINTS, TERMS, terms, &out, terms_grad);
    sink = out;
}

static void run_determinant(enum kind kind)
{
    sink = kind == PRIMAL ? determinant(ORDER, matrix)
                          : (kind == GENERATED ? determinant_gradient
                                               : determinant_manual)(ORDER, matrix, matrix_grad);
}

static void run_k_means(enum kind kind)
{
    if (kind == PRIMAL)
        sink = k_means(NEAR, CLUSTERS, SPACE, vector, centroids);
    else if (kind == GENERATED)
        sink = k_means_gradient_tangent(NEAR, CLUSTERS, SPACE, vector, centroids, centroids_grad,
                                        ones, diagonal);
    else
        sink = k_means_manual(NEAR, CLUSTERS, SPACE, vector, centroids, centroids_grad, diagonal);
}

static void run_runge_kutta(enum kind kind)
{
    static double y[ODE], y_adj[ODE];
    if (kind == PRIMAL) {
        runge_kutta(ODE, vector, ODE_STEPS, y);
    } else {
        memset(vector_adj, 0, sizeof y);
        memset(y_adj, 0, sizeof y_adj);
        y_adj[ODE - 1] = 1.0;
        runge_kutta_adjoint(ODE, vector, ODE_STEPS, y, vector_adj, y_adj);
    }
    sink = y[ODE - 1];
}

/* ---- the clock ---- */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double time_of(const struct timed *t, enum kind kind, int times)
{
    double start = now();
    for (int i = 0; i < times; i++)
        t->run(kind);
    return (now() - start) / times;
}

/* Two of the independents stand for all. */
static double time_of_differences(const struct timed *t)
{
    double start = now();
    for (int i = 0; i < 2 && i < t->n; i++) {
        const double x = t->x[i];
        t->x[i] = x + 1e-6;
        t->run(PRIMAL);
        t->x[i] = x - 1e-6;
        t->run(PRIMAL);
        t->x[i] = x;
    }
    return (now() - start) * (t->n > 2 ? t->n / 2.0 : 1.0);
}

static int by_size(const void *a, const void *b)
{
    double d = *(const double *)a - *(const double *)b;
    return (d > 0.0) - (d < 0.0);
}

enum { MOST_ROUNDS = 101 };

static double median(int n, double *v)
{
    qsort(v, (size_t)n, sizeof *v, by_size);
    return v[n / 2];
}

static void measure(const struct timed *t, int rounds)
{
    static double taken[KINDS + 1][MOST_ROUNDS];
    const int there[KINDS] = {1, 1, t->has_manual, t->has_adolc && ADOLC_THERE};
    for (int kind = PRIMAL; kind < KINDS; kind++) {
        checks_passed = 0;
        if (there[kind])
            t->run((enum kind)kind);
    }
    int times = (int)(1e-3 / time_of(t, PRIMAL, 3)) + 1;
    for (int r = 0; r < rounds; r++) {
        for (int kind = PRIMAL; kind < KINDS; kind++)
            if (there[kind])
                taken[kind][r] = time_of(t, (enum kind)kind, kind == ADOLC ? 1 : times);
        taken[KINDS][r] = time_of_differences(t);
    }
    double primal = median(rounds, taken[PRIMAL]);
    printf("%-14s %12.3f", t->name, 1e6 * primal);
    for (int kind = GENERATED; kind < KINDS; kind++)
        if (there[kind])
            printf(" %10.2f", median(rounds, taken[kind]) / primal);
        else
            printf(" %10s", "-");
    printf(" %12.1f\n", median(rounds, taken[KINDS]) / primal);
    fflush(stdout);
}

static const struct data *open_data(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return data_read(path);
}

static struct timed all[] = {
    {"gmm", run_gmm, 1, 1, NULL, 1650},
    {"ba", run_ba, 1, 1, NULL, 15},
    {"lstm", run_lstm, 1, 1, NULL, 266},
    {"hand", run_hand, 0, 1, NULL, 26},
    {"dot", run_dot, 0, 0, vector, 2 * LONG},
    {"log_sum_exp", run_log_sum_exp, 0, 0, vector, LONG},
    {"riccati", run_riccati, 0, 0, &rate, 2},
    {"burgers", run_burgers, 0, 0, vector, CELLS + 1},
    {"ode", run_ode, 0, 0, vector, ODE},
    {"least_squares", run_least_squares, 1, 0, terms, TERMS},
    {"determinant", run_determinant, 1, 0, matrix, ORDER * ORDER},
    {"k_means", run_k_means, 1, 0, centroids, CLUSTERS * SPACE},
    {"runge_kutta", run_runge_kutta, 0, 0, vector, ODE},
    {"hessian_lse", run_hessian_lse, 0, 0, vector, SECOND},
    {"hessian_rosen", run_hessian_rosen, 0, 0, vector, SECOND},
    {"hessian_ode", run_hessian_ode, 0, 0, vector, SECOND_ODE},
};

static void prepare(const char *folder)
{
    gmm_data = open_data(folder, "gmm_d10_k25_n1000.txt");
    lstm_data = open_data(folder, "lstm_l2_c1024.txt");
    hand_data = open_data(folder, "hand_simple_small_c800.txt");
    ba_data = open_data(folder, "ba.txt");
    for (int i = 0; i < LONG; i++) {
        vector[i] = 0.5 + (double)(i * 7919LL % 1000) / 1000.0;
        other[i] = 0.5 + (double)(i * 104729LL % 1000) / 1000.0;
    }
    for (int i = 0; i < TERMS; i++)
        terms[i] = (double)(i * 31 % 17) / 17.0 - 0.5;
    for (int i = 0; i < ORDER * ORDER; i++)
        matrix[i] = (double)(i * 37 % 101) / 101.0 - 0.5;
    for (int i = 0; i < CLUSTERS * SPACE; i++) {
        centroids[i] = 0.5 + (double)(i * 613 % 1009) / 1009.0;
        ones[i] = 1.0;
    }
    all[0].x = data_reals(gmm_data, "mu");
    all[1].x = data_reals(ba_data, "cam");
    all[2].x = data_reals(lstm_data, "main_params");
    all[3].x = data_reals(hand_data, "theta");
}

int main(int argc, char **argv)
{
    const int n = (int)(sizeof all / sizeof *all);
    if (argc < 4) {
        for (int i = 0; i < n; i++)
            printf("%s\n", all[i].name);
        return 0;
    }
    int rounds = atoi(argv[2]);
    rounds = rounds < 1 ? 1 : rounds > MOST_ROUNDS ? MOST_ROUNDS : rounds;
    prepare(argv[1]);
    printf("%-14s %12s %10s %10s %10s %12s\n", "times primal", "primal [us]", "generated", "by hand",
           "ADOL-C", "differences");
    for (int i = 0; i < n; i++)
        if (strcmp(argv[3], all[i].name) == 0)
            measure(&all[i], rounds);
    return checks_failed > 0;
}
