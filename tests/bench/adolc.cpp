// The four objectives of the field's benchmark under ADOL-C: traced and differentiated at each call, with the
// signatures of the generated derivatives. Arrays are flat, row-major.
#include <adolc/adolc.h>
#include <cmath>
#include <vector>

namespace {

using active = std::vector<adouble>;

const double PI = 3.14159265358979323846;

adouble sum_of_squares(int n, const adouble *x)
{
    adouble sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += x[i] * x[i];
    return sum;
}

// ---- Gaussian mixture ----

adouble log_sum_exp(int n, const adouble *x)
{
    adouble largest = x[0];
    for (int i = 1; i < n; i++)
        if (x[i] > largest)
            largest = x[i];
    adouble sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += exp(x[i] - largest);
    return largest + log(sum);
}

adouble squared_distance(int d, const double *x, const adouble *mu, const adouble *diagonal, const adouble *l)
{
    active product(d), centred(d);
    for (int i = 0; i < d; i++) {
        centred[i] = x[i] - mu[i];
        product[i] = diagonal[i] * centred[i];
    }
    for (int i = 0; i < d; i++)
        for (int j = i + 1; j < d; j++)
            product[j] += *l++ * centred[i];
    return sum_of_squares(d, product.data());
}

adouble log_wishart(int d, int k, const adouble *q, const adouble *l, double gamma, int m)
{
    const int freedom = d + m + 1, below = d * (d - 1) / 2;
    adouble sum = 0.0;
    for (int j = 0; j < k; j++) {
        adouble squares = sum_of_squares(below, l + j * below);
        for (int i = 0; i < d; i++) {
            squares += exp(2.0 * q[j * d + i]);
            sum += m * q[j * d + i];
        }
        sum -= 0.5 * gamma * gamma * squares;
    }
    double log_gamma = 0.25 * d * (d - 1) * std::log(PI);
    for (int j = 0; j < d; j++)
        log_gamma += std::lgamma(0.5 * freedom - 0.5 * j);
    return sum + k * (freedom * d * (std::log(gamma) - 0.5 * std::log(2.0)) - log_gamma);
}

adouble gmm(int n, int d, int k, const double *x, const adouble *alpha, const adouble *mu, const adouble *q,
            const adouble *l, double gamma, int m)
{
    const int below = d * (d - 1) / 2;
    active diagonal(k * d), weight(k), term(k);
    for (int j = 0; j < k; j++) {
        weight[j] = alpha[j];
        for (int i = j * d; i < (j + 1) * d; i++) {
            weight[j] += q[i];
            diagonal[i] = exp(q[i]);
        }
    }
    adouble sum = 0.0;
    for (int p = 0; p < n; p++) {
        for (int j = 0; j < k; j++)
            term[j] = weight[j] - 0.5 * squared_distance(d, x + p * d, mu + j * d, &diagonal[j * d], l + j * below);
        sum += log_sum_exp(k, term.data());
    }
    return sum - n * (log_sum_exp(k, alpha) + 0.5 * d * std::log(2.0 * PI)) + log_wishart(d, k, q, l, gamma, m);
}

// ---- long short-term memory ----

adouble sigmoid(const adouble &x)
{
    return 1.0 / (1.0 + exp(-x));
}

void layer(int b, const adouble *weight, const adouble *bias, const adouble *input, adouble *hidden, adouble *cell)
{
    for (int i = 0; i < b; i++) {
        adouble forget = sigmoid(input[i] * weight[i] + bias[i]);
        adouble ingate = sigmoid(hidden[i] * weight[b + i] + bias[b + i]);
        adouble outgate = sigmoid(input[i] * weight[2 * b + i] + bias[2 * b + i]);
        adouble change = tanh(hidden[i] * weight[3 * b + i] + bias[3 * b + i]);
        cell[i] = cell[i] * forget + ingate * change;
        hidden[i] = outgate * tanh(cell[i]);
    }
}

adouble lstm(int l, int c, int b, const adouble *params, const adouble *extra, const double *state, const double *sequence)
{
    active hidden(l * b), cell(l * b), values(b);
    for (int j = 0; j < l; j++)
        for (int i = 0; i < b; i++) {
            hidden[j * b + i] = state[2 * j * b + i];
            cell[j * b + i] = state[(2 * j + 1) * b + i];
        }
    adouble total = 0.0;
    for (int t = 0; t + 1 < c; t++) {
        for (int i = 0; i < b; i++)
            values[i] = sequence[t * b + i] * extra[i];
        for (int j = 0; j < l; j++) {
            layer(b, params + 8 * j * b, params + (8 * j + 4) * b, values.data(), &hidden[j * b], &cell[j * b]);
            for (int i = 0; i < b; i++)
                values[i] = hidden[j * b + i];
        }
        adouble sum = 2.0;
        for (int i = 0; i < b; i++) {
            values[i] = values[i] * extra[b + i] + extra[2 * b + i];
            sum += exp(values[i]);
        }
        for (int i = 0; i < b; i++)
            total += sequence[(t + 1) * b + i] * (values[i] - log(sum));
    }
    return -total / ((c - 1) * b);
}

// ---- bundle adjustment ----

adouble dot(const adouble *a, const adouble *b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

void rotate(const adouble *r, const adouble *x, adouble *turned)
{
    adouble squared = dot(r, r), axis[3] = {r[0], r[1], r[2]}, cosine = 1.0, sine = 0.0;
    if (squared > 0.0) {
        adouble angle = sqrt(squared);
        cosine = cos(angle);
        sine = sin(angle);
        for (int i = 0; i < 3; i++)
            axis[i] /= angle;
    }
    adouble along = dot(axis, x) * (1.0 - cosine);
    for (int i = 0; i < 3; i++) {
        int j = (i + 1) % 3, k = (i + 2) % 3;
        turned[i] = x[i] * cosine + (axis[j] * x[k] - axis[k] * x[j]) * sine + axis[i] * along;
    }
}

void reprojection(const adouble *cam, const adouble *x, const adouble &w, const double *feature, adouble *err)
{
    adouble shifted[3], seen[3];
    for (int i = 0; i < 3; i++)
        shifted[i] = x[i] - cam[3 + i];
    rotate(cam, shifted, seen);
    adouble u = seen[0] / seen[2], v = seen[1] / seen[2], squared = u * u + v * v;
    adouble scale = cam[6] * (1.0 + squared * (cam[9] + squared * cam[10]));
    err[0] = w * (u * scale + cam[7] - feature[0]);
    err[1] = w * (v * scale + cam[8] - feature[1]);
}

// ---- hand tracking ----

template <typename A, typename B>
void multiply(const A *a, const B *b, adouble *product)
{
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) {
            adouble sum = 0.0;
            for (int k = 0; k < 4; k++)
                sum += a[4 * i + k] * b[4 * k + j];
            product[4 * i + j] = sum;
        }
}

void joint(const adouble &flexion, const adouble &abduction, adouble *turn)
{
    adouble cx = cos(flexion), sx = sin(flexion), cz = cos(abduction), sz = sin(abduction);
    adouble rows[16] = {cz, -sz * cx, sz * sx, 0.0, sz, cz * cx, -cz * sx, 0.0, 0.0, sx, cx, 0.0, 0.0, 0.0, 0.0, 1.0};
    for (int i = 0; i < 16; i++)
        turn[i] = rows[i];
}

void pose(int bones, const adouble *theta, const int *parent, const double *relative, const double *inverse,
          adouble *transform)
{
    active absolute(16 * bones);
    for (int i = 0; i < bones; i++) {
        adouble flexion = 0.0, abduction = 0.0, turn[16], posed[16];
        int finger = (i - 2) / 4, link = (i - 2) % 4;
        if (i >= 2 && finger < 5 && link < 3) {
            flexion = theta[6 + 4 * finger + (link == 0 ? 0 : link + 1)];
            if (link == 0)
                abduction = theta[7 + 4 * finger];
        }
        joint(flexion, abduction, turn);
        multiply(relative + 16 * i, turn, posed);
        if (parent[i] >= 0)
            multiply(&absolute[16 * parent[i]], posed, &absolute[16 * i]);
        else
            for (int e = 0; e < 16; e++)
                absolute[16 * i + e] = posed[e];
        multiply(&absolute[16 * i], inverse + 16 * i, transform + 16 * i);
    }
}

void rotation(const adouble *r, adouble *turn)
{
    adouble angle = sqrt(dot(r, r)), x = r[0] / angle, y = r[1] / angle, z = r[2] / angle, s = sin(angle), c = cos(angle);
    adouble rows[9] = {x * x + (1.0 - x * x) * c, x * y * (1.0 - c) - z * s, x * z * (1.0 - c) + y * s,
                       x * y * (1.0 - c) + z * s, y * y + (1.0 - y * y) * c, y * z * (1.0 - c) - x * s,
                       x * z * (1.0 - c) - y * s, y * z * (1.0 - c) + x * s, z * z + (1.0 - z * z) * c};
    for (int i = 0; i < 9; i++)
        turn[i] = rows[i];
}

void hand(int bones, int vertices, int points, const adouble *theta, const int *parent, const double *relative,
          const double *inverse, const double *skin, const double *weight, const int *corresp, const double *measured,
          adouble *err)
{
    active transform(16 * bones), place(3 * vertices);
    adouble turn[9];
    pose(bones, theta, parent, relative, inverse, transform.data());
    rotation(theta, turn);
    for (int v = 0; v < vertices; v++) {
        adouble posed[3] = {0.0, 0.0, 0.0};
        for (int i = 0; i < bones; i++)
            for (int r = 0; r < 3; r++)
                for (int c = 0; c < 4; c++)
                    posed[r] += weight[v * bones + i] * transform[16 * i + 4 * r + c] * skin[4 * v + c];
        for (int r = 0; r < 3; r++)
            place[3 * v + r] = theta[3 + r] + dot(turn + 3 * r, posed);
    }
    for (int p = 0; p < 3 * points; p++)
        err[p] = measured[p] - place[3 * corresp[p / 3] + p % 3];
}

// ---- tracing ----

enum { TAG = 1 };

void independent(active &x, const double *at, int n)
{
    for (int i = 0; i < n; i++) {
        x.emplace_back();
        x.back() <<= at[i];
    }
}

std::vector<double *> rows_of(double *flat, int rows, int columns)
{
    std::vector<double *> r;
    for (int i = 0; i < rows; i++)
        r.push_back(flat + i * columns);
    return r;
}

} // namespace

extern "C" {

void gmm_adolc(int n, int d, int k, const double *x, const double *alpha, const double *mu, const double *q,
               const double *l, double gamma, int m, double *grad)
{
    const int below = d * (d - 1) / 2, all = k * (1 + 2 * d + below);
    std::vector<double> point;
    point.insert(point.end(), alpha, alpha + k);
    point.insert(point.end(), mu, mu + k * d);
    point.insert(point.end(), q, q + k * d);
    point.insert(point.end(), l, l + k * below);
    double value;
    trace_on(TAG);
    {
        active a;
        a.reserve(all);
        independent(a, point.data(), all);
        adouble f = gmm(n, d, k, x, &a[0], &a[k], &a[k + k * d], &a[k + 2 * k * d], gamma, m);
        f >>= value;
    }
    trace_off();
    gradient(TAG, all, point.data(), grad);
}

void lstm_adolc(int l, int c, int b, const double *params, const double *extra, const double *state,
                const double *sequence, double *grad)
{
    const int all = 8 * l * b + 3 * b;
    std::vector<double> point(params, params + 8 * l * b);
    point.insert(point.end(), extra, extra + 3 * b);
    double value;
    trace_on(TAG);
    {
        active a;
        a.reserve(all);
        independent(a, point.data(), all);
        adouble f = lstm(l, c, b, &a[0], &a[8 * l * b], state, sequence);
        f >>= value;
    }
    trace_off();
    gradient(TAG, all, point.data(), grad);
}

void ba_adolc(const double *cam, const double *x, double w, const double *feature, double *err, double *jac)
{
    std::vector<double> point(cam, cam + 11);
    point.insert(point.end(), x, x + 3);
    point.push_back(w);
    trace_on(TAG);
    {
        active a;
        a.reserve(15);
        independent(a, point.data(), 15);
        adouble e[2];
        reprojection(&a[0], &a[11], a[14], feature, e);
        e[0] >>= err[0];
        e[1] >>= err[1];
    }
    trace_off();
    jacobian(TAG, 2, 15, point.data(), rows_of(jac, 2, 15).data());
}

void hand_adolc(int bones, int vertices, int points, const double *theta, const int *parent, const double *relative,
                const double *inverse, const double *skin, const double *weight, const int *corresp,
                const double *measured, double *err, double *jac)
{
    trace_on(TAG);
    {
        active a, e(3 * points);
        a.reserve(26);
        independent(a, theta, 26);
        hand(bones, vertices, points, a.data(), parent, relative, inverse, skin, weight, corresp, measured, e.data());
        for (int i = 0; i < 3 * points; i++)
            e[i] >>= err[i];
    }
    trace_off();
    jacobian(TAG, 3 * points, 26, theta, rows_of(jac, 3 * points, 26).data());
}
}
