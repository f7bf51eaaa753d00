/* Kernels of statistics, learning, finance and geometry. */
#include "grad.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846

//@ gmm
static double gauss_log(int d, const double *x, const double *mu, const double *logsd)
{
    double s = 0;
    for (int i = 0; i < d; i++) {
        double z = (x[i] - mu[i]) * exp(-logsd[i]);
        s -= 0.5 * z * z + logsd[i];
    }
    return s;
}
KINDS()
double gmm(int n, const double x[n])
{
    static const double data[4][2] = {{0.1, 0.4}, {1.2, -0.3}, {0.7, 0.8}, {-0.5, 0.2}};
    const double *alpha = x, *mu = x + 2, *sd = x + 6;
    double ll = 0, t[2];
    for (int i = 0; i < 4; i++) {
        for (int k = 0; k < 2; k++)
            t[k] = alpha[k] + gauss_log(2, data[i], mu + 2 * k, sd + 2 * k);
        double m = t[0] > t[1] ? t[0] : t[1];
        ll += m + log(exp(t[0] - m) + exp(t[1] - m));
    }
    double m = fmax(alpha[0], alpha[1]);
    return ll - 4 * (m + log(exp(alpha[0] - m) + exp(alpha[1] - m)));
}
SCALAR(gmm, 0.2, -0.1, 0.3, 0.4, 1.1, -0.2, 0.1, -0.3, 0.2, 0.4)

//@ lstm_cell
static double sigmoid(double a)
{
    return 1 / (1 + exp(-a));
}
KINDS()
double lstm_cell(int n, const double x[n])
{
    enum { H = 2 };
    double h[H] = {0.1, -0.2}, c[H] = {0.3, 0.4}, loss = 0;
    for (int t = 0; t < 3; t++) {
        double in = sin(t + 1.0);
        for (int i = 0; i < H; i++) {
            double f = sigmoid(x[0] * in + x[1] * h[i]);
            double g = sigmoid(x[2] * h[i] + x[3]);
            double o = sigmoid(x[4] * in + x[5] * h[i]);
            double z = tanh(x[6] * in + x[7] * h[(i + 1) % H]);
            c[i] = c[i] * f + g * z;
            h[i] = o * tanh(c[i]);
        }
        loss += (h[0] - 0.5) * (h[0] - 0.5) + h[1] * h[1];
    }
    return loss;
}
SCALAR(lstm_cell, 0.7, 0.4, -0.3, 0.2, 0.9, -0.6, 0.5, 0.8)

//@ mlp
KINDS()
double mlp(int n, const double x[n])
{
    static const double in[3][2] = {{0, 1}, {1, 0}, {1, 1}}, want[3] = {1, 1, 0};
    double loss = 0;
    for (int s = 0; s < 3; s++) {
        double h[2], out = x[8];
        for (int i = 0; i < 2; i++) {
            h[i] = x[2 * i] * in[s][0] + x[2 * i + 1] * in[s][1] + x[4 + i];
            h[i] = h[i] > 0 ? h[i] : 0.1 * h[i];
            out += x[6 + i] * h[i];
        }
        double p = 1 / (1 + exp(-out));
        loss -= want[s] * log(p) + (1 - want[s]) * log1p(-p);
    }
    return loss;
}
SCALAR(mlp, 0.7, 0.4, -0.3, 0.2, 0.9, -0.6, 0.5, 0.8, -0.2)

//@ convolution
KINDS_MAP()
void convolution(int n, const double x[n], int m, double y[m])
{
    const double *w = x + n - 3;
    for (int i = 0; i < m; i++) {
        double s = 0;
        for (int k = -1; k <= 1; k++) {
            int j = i + k;
            if (j < 0 || j >= n - 3)
                continue;
            s += w[k + 1] * x[j];
        }
        y[i] = s > 0 ? s : 0.1 * s;
    }
}
MAP(convolution, 5, 0.7, 0.4, -0.3, 0.2, 0.9, -0.6, 0.5, 0.8)

//@ kmeans
KINDS()
double kmeans(int n, const double x[n])
{
    static const double pts[5][2] = {{0.1, 0.2}, {0.9, 1.1}, {1.2, 0.8}, {-0.3, 0.1}, {0.4, 0.6}};
    double cost = 0;
    for (int i = 0; i < 5; i++) {
        double best = HUGE_VAL;
        for (int k = 0; k < n / 2; k++) {
            double d = 0;
            for (int j = 0; j < 2; j++) {
                double e = pts[i][j] - x[2 * k + j];
                d += e * e;
            }
            if (d < best)
                best = d;
        }
        cost += best;
    }
    return cost;
}
SCALAR(kmeans, 0, 0.1, 1, 0.9)

//@ black_scholes
static double phi(double d)
{
    return 0.5 * erfc(-d / sqrt(2));
}
KINDS()
double black_scholes(int n, const double x[n])
{
    double s = x[0], k = x[1], r = x[2], v = x[3], t = x[4];
    double d1 = (log(s / k) + (r + v * v / 2) * t) / (v * sqrt(t)), d2 = d1 - v * sqrt(t);
    return s * phi(d1) - k * exp(-r * t) * phi(d2);
}
SCALAR(black_scholes, 100, 95, 0.05, 0.2, 0.7)

//@ monte_carlo
KINDS()
double monte_carlo(int n, const double x[n])
{
    unsigned long long state = 12345;
    double sum = 0;
    for (int i = 0; i < 20; i++) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        double u = (double)(state >> 11) / 9007199254740992.0;
        double price = x[0] * exp(x[1] * (u - 0.5));
        sum += price > 1.03 ? price - 1.03 : 0;
    }
    return sum / 20;
}
SCALAR(monte_carlo, 1.1, 0.4)

//@ binomial_tree
KINDS()
double binomial_tree(int n, const double x[n])
{
    enum { STEPS = 5 };
    double v[STEPS + 1], up = exp(x[1]), down = 1 / up, p = (1.01 - down) / (up - down);
    for (int i = 0; i <= STEPS; i++) {
        double s = x[0] * pow(up, i) * pow(down, STEPS - i);
        v[i] = s > 1 ? s - 1 : 0;
    }
    for (int t = STEPS - 1; t >= 0; t--)
        for (int i = 0; i <= t; i++) {
            v[i] = (p * v[i + 1] + (1 - p) * v[i]) / 1.01;
            double ex = x[0] * pow(up, i) * pow(down, t - i) - 1;
            if (ex > v[i])
                v[i] = ex;
        }
    return v[0];
}
SCALAR(binomial_tree, 1.03, 0.2)

//@ quaternion
KINDS()
double quaternion(int n, const double x[n])
{
    double norm = sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3]);
    double w = x[0] / norm, a = x[1] / norm, b = x[2] / norm, c = x[3] / norm;
    double r[3][3] = {{1 - 2 * (b * b + c * c), 2 * (a * b - w * c), 2 * (a * c + w * b)},
                      {2 * (a * b + w * c), 1 - 2 * (a * a + c * c), 2 * (b * c - w * a)},
                      {2 * (a * c - w * b), 2 * (b * c + w * a), 1 - 2 * (a * a + b * b)}};
    double p[3] = {1, -2, 0.5}, s = 0;
    for (int i = 0; i < 3; i++) {
        double t = 0;
        for (int j = 0; j < 3; j++)
            t += r[i][j] * p[j];
        s += (i + 1) * t * t;
    }
    return s;
}
SCALAR(quaternion, 0.7, 0.4, -0.3, 0.2)

//@ rodrigues
KINDS()
double rodrigues(int n, const double x[n])
{
    double r[3], sq = x[0] * x[0] + x[1] * x[1] + x[2] * x[2];
    const double p[3] = {0.3, -0.8, 2.0};
    if (sq != 0) {
        double theta = sqrt(sq), c = cos(theta), s = sin(theta), inv = 1 / theta;
        double w[3], cr[3];
        for (int i = 0; i < 3; i++)
            w[i] = x[i] * inv;
        cr[0] = w[1] * p[2] - w[2] * p[1];
        cr[1] = w[2] * p[0] - w[0] * p[2];
        cr[2] = w[0] * p[1] - w[1] * p[0];
        double t = (w[0] * p[0] + w[1] * p[1] + w[2] * p[2]) * (1 - c);
        for (int i = 0; i < 3; i++)
            r[i] = p[i] * c + cr[i] * s + w[i] * t;
    } else {
        r[0] = p[0] + x[1] * p[2] - x[2] * p[1];
        r[1] = p[1] + x[2] * p[0] - x[0] * p[2];
        r[2] = p[2] + x[0] * p[1] - x[1] * p[0];
    }
    double rad = (r[0] * r[0] + r[1] * r[1]) / (r[2] * r[2]);
    return r[0] / r[2] * (1 + 0.1 * rad + 0.01 * rad * rad) + r[1];
}
SCALAR(rodrigues, 0.7, 0.4, -0.3)

//@ edit_distance
KINDS()
double edit_distance(int n, const double x[n])
{
    /* soft minimum alignment of two short series */
    const double a[3] = {0.1, 0.8, 0.5}, b[4] = {0.2, 0.3, 0.9, 0.4};
    double d[4][5];
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 5; j++) {
            if (i == 0 && j == 0)
                d[i][j] = 0;
            else if (i == 0)
                d[i][j] = d[i][j - 1] + x[0];
            else if (j == 0)
                d[i][j] = d[i - 1][j] + x[0];
            else {
                double c = x[1] * (a[i - 1] - b[j - 1]) * (a[i - 1] - b[j - 1]);
                d[i][j] = fmin(fmin(d[i - 1][j] + x[0], d[i][j - 1] + x[0] * 1.1), d[i - 1][j - 1] + c);
            }
        }
    return d[3][4];
}
SCALAR(edit_distance, 0.2, 1.4)

//@ viterbi_forward
KINDS()
double viterbi_forward(int n, const double x[n])
{
    double alpha[2] = {0.5, 0.5}, next[2], ll = 0;
    const int obs[5] = {0, 1, 1, 0, 1};
    for (int t = 0; t < 5; t++) {
        double total = 0;
        for (int j = 0; j < 2; j++) {
            next[j] = 0;
            for (int i = 0; i < 2; i++)
                next[j] += alpha[i] * (i == j ? x[0] : 1 - x[0]);
            next[j] *= obs[t] == j ? x[1] : 1 - x[1];
            total += next[j];
        }
        for (int j = 0; j < 2; j++)
            alpha[j] = next[j] / total;
        ll += log(total);
    }
    return ll;
}
SCALAR(viterbi_forward, 0.7, 0.8)

//@ sgd_unrolled
KINDS()
double sgd_unrolled(int n, const double x[n])
{
    /* hyperparameter optimisation: the loss after some steps of training */
    double w = x[0], v = 0;
    for (int t = 0; t < 6; t++) {
        double g = 2 * (w - 1) + cos(3 * w);
        v = x[1] * v + g;
        w -= x[2] * v;
    }
    return (w - 1) * (w - 1);
}
SCALAR(sgd_unrolled, 0.2, 0.8, 0.1)

//@ interpolate_table
KINDS()
double interpolate_table(int n, const double x[n])
{
    static const float table[] = {0.0f, 0.5f, 0.8f, 0.9f, 0.95f};
    double s = 0;
    for (int i = 0; i < n; i++) {
        double t = x[i] * 4;
        int k = (int)t;
        if (k < 0)
            k = 0;
        else if (k > 3)
            k = 3;
        s += table[k] + (t - k) * (table[k + 1] - table[k]) * s + (t - k) * 0.3f;
    }
    return s;
}
SCALAR(interpolate_table, 0.7, 0.4, 0.1, 0.93)

//@ array_overwritten_between_loops
KINDS()
double array_overwritten_between_loops(int n, const double x[n])
{
    double s = 0.0;
    double a[n], m[n];
    for (int i = 0; i < n; i++)
        m[i] = x[i];
    for (int t = 0; t < 3; t++) {
        for (int i = 0; i < n; i++)
            a[i] = x[i] * m[i];
        for (int i = 0; i < n; i++)
            m[i] = 0.5 * a[i] + x[i];
        for (int i = 0; i < n; i++)
            a[i] = x[i] * m[i];
        for (int i = 0; i < n; i++)
            s += a[i];
    }
    return s;
}
SCALAR(array_overwritten_between_loops, 0.7, 1.3)

//@ runge_kutta_arrays
KINDS()
double runge_kutta_arrays(int n, const double x[n])
{
    const double h = 0.25;
    double y[n], middle[n], k1[n], k2[n], k3[n], k4[n];
    for (int i = 0; i < n; i++)
        y[i] = x[i];
    for (int s = 0; s < 4; s++) {
        for (int i = 0; i < n; i++)
            k1[i] = x[i] * y[i] * (1 - y[n - 1 - i]);
        for (int i = 0; i < n; i++)
            middle[i] = y[i] + 0.5 * h * k1[i];
        for (int i = 0; i < n; i++)
            k2[i] = x[i] * middle[i] * (1 - middle[n - 1 - i]);
        for (int i = 0; i < n; i++)
            middle[i] = y[i] + 0.5 * h * k2[i];
        for (int i = 0; i < n; i++)
            k3[i] = x[i] * middle[i] * (1 - middle[n - 1 - i]);
        for (int i = 0; i < n; i++)
            middle[i] = y[i] + h * k3[i];
        for (int i = 0; i < n; i++)
            k4[i] = x[i] * middle[i] * (1 - middle[n - 1 - i]);
        for (int i = 0; i < n; i++)
            y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    return y[0] + 2 * y[n - 1];
}
SCALAR(runge_kutta_arrays, 0.7, 0.3, 0.4)
