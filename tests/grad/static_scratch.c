/* Static arrays that every call sets before it reads them: as translators from Fortran leave scratch arrays. */
#include "grad.h"
#include <math.h>
#include <string.h>

//@ static_two_halves
/* The odd elements, then the even ones, then all: as in Gauss-Kronrod rules. */
KINDS()
double static_two_halves(int n, const double x[n])
{
    static double node[4] = {0.99, 0.86, 0.58, 0.2};
    static double fv1[4], fv2[4];
    static int j, jtw, jtwm1;
    static double f, sum, mean, absc;
    int i__1;
    sum = 0.0;
    for (j = 1; j <= 2; ++j) {
        jtw = j << 1;
        absc = x[0] * node[jtw - 1];
        fv1[jtw - 1] = sin(x[1] - absc);
        f = exp(x[1] + absc);
        fv2[jtw - 1] = f;
        sum += fv1[jtw - 1] * f;
    }
    for (j = 1; j <= 2; ++j) {
        jtwm1 = (j << 1) - 1;
        absc = x[0] * node[jtwm1 - 1];
        fv1[jtwm1 - 1] = sin(x[1] - absc);
        fv2[jtwm1 - 1] = exp(x[1] + absc);
        sum += fv1[jtwm1 - 1];
    }
    mean = sum * 0.5;
    i__1 = n;
    for (j = 1; j <= i__1; ++j)
        sum += x[j - 1] * mean;
    for (j = 1; j <= 4; ++j)
        sum += (fv1[j - 1] - mean) * (fv1[j - 1] - mean) + fv2[j - 1] * mean;
    return sum;
}
SCALAR(static_two_halves, 0.8, -0.6, 1.1)

//@ static_recurrence
/* Each element from the one before, and a table of integers beside. */
KINDS()
double static_recurrence(int n, const double x[n])
{
    static double c[6], d[6];
    static int order[6];
    double s = 0.0;
    c[0] = x[0];
    order[5] = 0;
    for (int i = 1; i < 6; i++) {
        c[i] = sin(c[i - 1]) + x[i % n];
        order[i - 1] = i;
    }
    d[5] = c[5];
    for (int i = 4; i >= 0; i--)
        d[i] = c[i] * d[i + 1] + 0.5;
    for (int i = 0; i < 6; i++)
        s += d[order[i]] * c[order[i]];
    return s;
}
SCALAR(static_recurrence, 0.8, -0.6, 1.1, 0.3)

//@ static_matrix
static double static_matrix_trace(const double *m, int n)
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += m[4 * i] * m[4 * i + i % 2];
    return s;
}
KINDS()
double static_matrix(int n, const double x[n])
{
    static double a[3][3], inverse[3][3], zero[5];
    enum { SIZE = 3 };
    double s = 0.0;
    for (int i = 0; i < SIZE; i++)
        for (int j = 0; j < SIZE; j++)
            a[i][j] = i == j ? 2.0 + x[i % n] : x[j % n] * x[i % n];
    for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
            if (i > j)
                inverse[i][j] = a[i][j] / a[j][j];
            else
                inverse[i][j] = a[j][i];
        }
    }
    memset(zero, 0, sizeof zero);
    zero[n % 5] += x[0];
    for (int i = 0; i < 5; i++)
        s += zero[i] * zero[i];
    return s + static_matrix_trace(&inverse[0][0], 2) + inverse[n % 3][1];
}
SCALAR(static_matrix, 0.8, -0.6, 1.1)

//@ static_in_a_branch
/* Not set where it is not read. */
KINDS()
double static_in_a_branch(int n, const double x[n])
{
    static double w[3], v[2];
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        if (x[i] < 0.0)
            continue;
        w[0] = x[i];
        w[1] = w[0] * x[0];
        w[2] = w[1] * w[0];
        if (w[2] > 1.5) {
            v[0] = v[1] = w[2];
            s += v[0] * v[1];
        }
        s += w[0] + w[1] * w[2];
    }
    return s;
}
SCALAR(static_in_a_branch, 0.8, -0.6, 1.1, 1.7)

//@ static_of_the_first_call
/* What the first call computes from constants alone, each could: as SLATEC does with constants of the machine. */
static double machine(long *i)
{
    static double tiny, large;
    tiny = 1e-8;
    large = 9.0;
    switch (*i) {
    case 1:
        return tiny;
    case 2:
        return large;
    default:
        return 0.5;
    }
}
static int limits(double *low, double *high)
{
    static long c_1 = 1, c_2 = 2;
    static int i;
    static double step;
    *low = machine(&c_1);
    *high = machine(&c_2);
    for (i = 0; i < 3; i++) {
        step = sqrt(*high);
        *high -= 0.1 * step;
    }
    return 0;
}
static double series(double *x, double *c, long *n)
{
    static int first = 1;
    static double most, b0, b1;
    static long i;
    if (first) {
        most = 1.0 + sqrt(0.25);
    }
    first = 0;
    if (fabs(*x) > most)
        return *x;
    b0 = b1 = 0.0;
    for (i = 1; i <= *n; ++i) {
        b1 = b0;
        b0 = *x * b1 + c[i - 1] + 0.1 * b0;
    }
    return b0 - b1;
}
static double special(double *x)
{
    static double c[4] = {0.3, -0.2, 0.7, 0.1};
    static long c_3 = 3;
    static int first = 1;
    static double low, high, eps, large = 0.0;
    static long terms;
    float wanted;
    if (first) {
        limits(&low, &high);
        wanted = (float)machine(&c_3);
        terms = wanted > 0.4f ? 4 : 2;
        eps = exp(-high);
    }
    first = 0;
    if (large == 0.0) {
        large = 5.0 + 1.0 / sqrt(machine(&c_3));
    }
    if (fabs(*x) < low || *x > large)
        return eps * *x;
    return series(x, c, &terms) * (1.0 + eps) + *x / large;
}
KINDS()
double static_of_the_first_call(int n, const double x[n])
{
    double s = 0.0, at;
    for (int i = 0; i < n; i++) {
        at = x[i] * x[0];
        s += special(&at) * (i + 1) + 0.1 * special(&s);
    }
    return s;
}
SCALAR(static_of_the_first_call, 0.8, -0.6, 1.1, 3.7, 17.0)

//@ reported_by_its_own_file
/* What reports a mistake through a handler that is static stays in its file: no --standalone is needed, and it runs once. */
typedef void (*report_fn)(const char *text);
static int reports;
static void count_report(const char *text) { reports += text[0] == 'n'; }
static report_fn report_to = count_report;
void set_report(report_fn to) { report_to = to; }
static void hand_on(const char *text)
{
    if (report_to)
        report_to(text);
}
void report(const char *text) { hand_on(text); }
int reports_so_far(void) { return reports; }
KINDS()
double logarithm_or_report(int n, const double x[n])
{
    int before = reports_so_far();
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        if (x[i] <= 0.0)
            report("not positive");
        s += x[i] > 0.0 ? log(x[i]) * s + x[i] : x[0] * x[i];
    }
    return s * (reports_so_far() - before);
}
SCALAR(logarithm_or_report, 0.7, -0.3, 1.9)

//@ settings_of_the_file
/* A setting that a static of the file holds is asked for there, as it is at that time. */
static double gravity = 9.81;
static float units[2] = {1.0f, 0.5f};
void start_settings(void)
{
    gravity = 9.81;
    units[1] = 0.25f;
}
void halve_gravity(void) { gravity *= 0.5; }
double get_gravity(void) { return gravity; }
double many_gravities(int k) { return gravity * k; }
float get_unit(int k) { return units[k & 1]; }
KINDS()
double weights(int n, const double x[n])
{
    double s = 0.0;
    start_settings();
    for (int i = 0; i < n; i++) {
        s += x[i] * x[i] * get_gravity() * get_unit(i) + many_gravities(i) * x[i] * s;
        halve_gravity();
    }
    return s * x[0] * get_gravity();
}
SCALAR(weights, 0.7, -0.3, 1.9)
