/* by_hand.c: derivatives of three of the objectives as a programmer writes them, for comparison. */
#include "by_hand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The weights of the terms: t becomes exp(t - log sum exp t). */
static double soften(int n, double t[n])
{
    double max = t[0];
    double sum = 0.0;
    for (int i = 1; i < n; i++)
        max = fmax(max, t[i]);
    for (int i = 0; i < n; i++) {
        t[i] = exp(t[i] - max);
        sum += t[i];
    }
    for (int i = 0; i < n; i++)
        t[i] /= sum;
    return max + log(sum);
}

double gmm_by_hand(int n, int d, int k, const double x[n][d], const double alpha[k],
                   const double mu[k][d], const double q[k][d], const double l[k][d * (d - 1) / 2],
                   double gamma, int m, double alpha_grad[k], double mu_grad[k][d],
                   double q_grad[k][d], double l_grad[k][d * (d - 1) / 2])
{
    int below = d * (d - 1) / 2;
    double diagonal[k][d], weight[k], t[k], centred[k][d], y[k][d], back[d];
    double sum = 0.0;
    double prior = k * ((d + m + 1) * d * (log(gamma) - 0.5 * log(2.0)) -
                        0.25 * d * (d - 1) * log(3.14159265358979324));
    for (int j = 0; j < d; j++)
        prior -= k * lgamma(0.5 * (d + m + 1) - 0.5 * j);
    for (int j = 0; j < k; j++) {
        weight[j] = alpha[j];
        for (int i = 0; i < d; i++) {
            weight[j] += q[j][i];
            diagonal[j][i] = exp(q[j][i]);
            prior += m * q[j][i] - 0.5 * gamma * gamma * diagonal[j][i] * diagonal[j][i];
            q_grad[j][i] = m - gamma * gamma * diagonal[j][i] * diagonal[j][i];
            mu_grad[j][i] = 0.0;
        }
        for (int i = 0; i < below; i++) {
            prior -= 0.5 * gamma * gamma * l[j][i] * l[j][i];
            l_grad[j][i] = -gamma * gamma * l[j][i];
        }
    }
    memcpy(t, alpha, sizeof t);
    sum -= n * (soften(k, t) + 0.5 * d * log(2.0 * 3.14159265358979324));
    for (int j = 0; j < k; j++)
        alpha_grad[j] = -n * t[j];

    for (int p = 0; p < n; p++) {
        for (int j = 0; j < k; j++) {
            double squares = 0.0;
            for (int i = 0; i < d; i++) {
                centred[j][i] = x[p][i] - mu[j][i];
                y[j][i] = diagonal[j][i] * centred[j][i];
            }
            const double *at = l[j];
            for (int i = 0; i < d; i++)
                for (int r = i + 1; r < d; r++)
                    y[j][r] += *at++ * centred[j][i];
            for (int i = 0; i < d; i++)
                squares += y[j][i] * y[j][i];
            t[j] = weight[j] - 0.5 * squares;
        }
        sum += soften(k, t);
        for (int j = 0; j < k; j++) {
            const double *at = l[j];
            double *at_grad = l_grad[j];
            alpha_grad[j] += t[j];
            for (int i = 0; i < d; i++) {
                q_grad[j][i] += t[j] * (1.0 - y[j][i] * diagonal[j][i] * centred[j][i]);
                back[i] = diagonal[j][i] * y[j][i];
                for (int r = i + 1; r < d; r++) {
                    back[i] += *at++ * y[j][r];
                    *at_grad++ -= t[j] * y[j][r] * centred[j][i];
                }
            }
            for (int i = 0; i < d; i++)
                mu_grad[j][i] += t[j] * back[i];
        }
    }
    return sum + prior;
}

static double sigmoid(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

/* What one step of one layer leaves for the way back, for each of b characters. */
typedef struct Gates {
    double input, hidden, cell; /* before */
    double forget, in, out, change, tanh_cell;
} Gates;

static void lstm_forward(int b, const double weight[4][b], const double bias[4][b],
                         const double input[b], double hidden[b], double cell[b], Gates g[b])
{
    for (int i = 0; i < b; i++) {
        g[i].input = input[i];
        g[i].hidden = hidden[i];
        g[i].cell = cell[i];
        g[i].forget = sigmoid(input[i] * weight[0][i] + bias[0][i]);
        g[i].in = sigmoid(hidden[i] * weight[1][i] + bias[1][i]);
        g[i].out = sigmoid(input[i] * weight[2][i] + bias[2][i]);
        g[i].change = tanh(hidden[i] * weight[3][i] + bias[3][i]);
        cell[i] = cell[i] * g[i].forget + g[i].in * g[i].change;
        g[i].tanh_cell = tanh(cell[i]);
        hidden[i] = g[i].out * g[i].tanh_cell;
    }
}

/* hidden_adj and cell_adj go from after the step to before it. */
static void lstm_reverse(int b, const double weight[4][b], const Gates g[b], double input_adj[b],
                         double hidden_adj[b], double cell_adj[b], double weight_grad[4][b],
                         double bias_grad[4][b])
{
    for (int i = 0; i < b; i++) {
        double c = cell_adj[i] + hidden_adj[i] * g[i].out * (1.0 - g[i].tanh_cell * g[i].tanh_cell);
        double sum[4] = {c * g[i].cell * g[i].forget * (1.0 - g[i].forget),
                         c * g[i].change * g[i].in * (1.0 - g[i].in),
                         hidden_adj[i] * g[i].tanh_cell * g[i].out * (1.0 - g[i].out),
                         c * g[i].in * (1.0 - g[i].change * g[i].change)};
        for (int r = 0; r < 4; r++) {
            weight_grad[r][i] += sum[r] * (r % 2 ? g[i].hidden : g[i].input);
            bias_grad[r][i] += sum[r];
        }
        input_adj[i] = sum[0] * weight[0][i] + sum[2] * weight[2][i];
        hidden_adj[i] = sum[1] * weight[1][i] + sum[3] * weight[3][i];
        cell_adj[i] = c * g[i].forget;
    }
}

double lstm_by_hand(int l, int c, int b, const double main_params[l][2][4][b],
                    const double extra_params[3][b], const double state[l][2][b],
                    const double sequence[c][b], double main_grad[l][2][4][b],
                    double extra_grad[3][b])
{
    Gates(*g)[l][b] = malloc((size_t)c * sizeof *g);
    double(*last)[b] = malloc((size_t)c * sizeof *last); /* the top layer's hidden values */
    double(*soft)[b] = malloc((size_t)c * sizeof *soft); /* exp of the prediction over their sum */
    double hidden[l][b], cell[l][b], values[b];
    double total = 0.0;
    if (!g || !last || !soft)
        abort();
    for (int j = 0; j < l; j++) {
        memcpy(hidden[j], state[j][0], sizeof hidden[j]);
        memcpy(cell[j], state[j][1], sizeof cell[j]);
    }
    for (int t = 0; t + 1 < c; t++) {
        double sum = 2.0;
        for (int i = 0; i < b; i++)
            values[i] = sequence[t][i] * extra_params[0][i];
        for (int j = 0; j < l; j++)
            lstm_forward(b, main_params[j][0], main_params[j][1], j ? hidden[j - 1] : values,
                         hidden[j], cell[j], g[t][j]);
        memcpy(last[t], hidden[l - 1], sizeof last[t]);
        for (int i = 0; i < b; i++) {
            values[i] = last[t][i] * extra_params[1][i] + extra_params[2][i];
            soft[t][i] = exp(values[i]);
            sum += soft[t][i];
        }
        for (int i = 0; i < b; i++) {
            total += sequence[t + 1][i] * (values[i] - log(sum));
            soft[t][i] /= sum;
        }
    }

    double scale = -1.0 / ((c - 1) * b);
    double hidden_adj[l][b], cell_adj[l][b], input_adj[b];
    memset(hidden_adj, 0, sizeof hidden_adj);
    memset(cell_adj, 0, sizeof cell_adj);
    memset(main_grad, 0, (size_t)l * sizeof *main_grad);
    memset(extra_grad, 0, 3 * sizeof *extra_grad);
    for (int t = c - 2; t >= 0; t--) {
        double mass = 0.0;
        for (int i = 0; i < b; i++)
            mass += sequence[t + 1][i];
        for (int i = 0; i < b; i++) {
            double value_adj = scale * (sequence[t + 1][i] - mass * soft[t][i]);
            extra_grad[1][i] += value_adj * last[t][i];
            extra_grad[2][i] += value_adj;
            hidden_adj[l - 1][i] += value_adj * extra_params[1][i];
        }
        for (int j = l - 1; j >= 0; j--) {
            lstm_reverse(b, main_params[j][0], g[t][j], input_adj, hidden_adj[j], cell_adj[j],
                         main_grad[j][0], main_grad[j][1]);
            for (int i = 0; i < b; i++)
                if (j > 0)
                    hidden_adj[j - 1][i] += input_adj[i];
                else
                    extra_grad[0][i] += input_adj[i] * sequence[t][i];
        }
    }
    free(soft);
    free(last);
    free(g);
    return scale * total;
}

/* The matrix that turns by r, and its derivatives with respect to r, by Rodrigues' formula:
   R = cos(a) I + sin(a) [u] + (1 - cos(a)) u u' with a = |r|, u = r / a. */
static void rotation(const double r[3], double turn[3][3], double turn_r[3][3][3])
{
    double a = sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
    double u[3] = {r[0] / a, r[1] / a, r[2] / a};
    double c = cos(a), s = sin(a);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            int other = 3 - i - j;
            double sign = i == j ? 0.0 : (j - i + 3) % 3 == 1 ? -1.0 : 1.0;
            turn[i][j] =
                c * (i == j) + (i == j ? 0.0 : sign * s * u[other]) + (1.0 - c) * u[i] * u[j];
            for (int p = 0; p < 3; p++) { /* da = u[p], du[i] = ((i == p) - u[i] u[p]) / a */
                double du_i = ((i == p) - u[i] * u[p]) / a, du_j = ((j == p) - u[j] * u[p]) / a;
                double d = -s * u[p] * (i == j) + s * u[p] * u[i] * u[j] +
                           (1.0 - c) * (du_i * u[j] + u[i] * du_j);
                if (i != j)
                    d += sign * (c * u[p] * u[other] + s * ((other == p) - u[other] * u[p]) / a);
                turn_r[p][i][j] = d;
            }
        }
}

void reprojection_by_hand(const double cam[11], const double x[3], double w,
                          const double feature[2], double err[2], double cam_jac[2][11],
                          double x_jac[2][3], double w_jac[2])
{
    double turn[3][3], turn_r[3][3][3];
    double seen[3] = {0.0, 0.0, 0.0}, seen_r[3][3] = {{0.0}};
    rotation(cam, turn, turn_r);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            double shifted = x[j] - cam[3 + j];
            seen[i] += turn[i][j] * shifted;
            for (int p = 0; p < 3; p++)
                seen_r[i][p] += turn_r[p][i][j] * shifted;
        }
    double flat[2] = {seen[0] / seen[2], seen[1] / seen[2]};
    double squared = flat[0] * flat[0] + flat[1] * flat[1];
    double distortion = 1.0 + squared * (cam[9] + squared * cam[10]);
    double slope = 2.0 * (cam[9] + 2.0 * squared * cam[10]);
    for (int r = 0; r < 2; r++) {
        double seen_jac[3]; /* of err[r] with respect to seen */
        double flat_jac[2] = {w * cam[6] * slope * flat[r] * flat[0],
                              w * cam[6] * slope * flat[r] * flat[1]};
        flat_jac[r] += w * cam[6] * distortion;
        seen_jac[0] = flat_jac[0] / seen[2];
        seen_jac[1] = flat_jac[1] / seen[2];
        seen_jac[2] = -(flat_jac[0] * flat[0] + flat_jac[1] * flat[1]) / seen[2];
        for (int p = 0; p < 3; p++) {
            cam_jac[r][p] = 0.0;
            x_jac[r][p] = 0.0;
            for (int i = 0; i < 3; i++) {
                cam_jac[r][p] += seen_jac[i] * seen_r[i][p];
                x_jac[r][p] += seen_jac[i] * turn[i][p];
            }
            cam_jac[r][3 + p] = -x_jac[r][p];
        }
        err[r] = w * (flat[r] * distortion * cam[6] + cam[7 + r] - feature[r]);
        w_jac[r] = err[r] / w;
        cam_jac[r][6] = w * flat[r] * distortion;
        cam_jac[r][7 + r] = w;
        cam_jac[r][8 - r] = 0.0;
        cam_jac[r][9] = w * cam[6] * flat[r] * squared;
        cam_jac[r][10] = cam_jac[r][9] * squared;
    }
}
