/* tensor.c: a training step of a network of 784-64-10 with tensors, beside backpropagation by hand over the same CBLAS; the
   time of operations on small tensors. Processor time, the least of many rounds. Fails where the gradients differ or the
   arena grows after the first step. */
#define _POSIX_C_SOURCE 200809L

#include "tensor_step.adc.h"

#include <adc/tensor.h>
#include <cblas.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ROWS = 100, INPUTS = 784, HIDDEN = 64, CLASSES = 10, ROUNDS = 300 };

double network_loss(adc_tensor w1, adc_tensor b1, adc_tensor w2, adc_tensor b2, adc_tensor x, int n,
                    const int labels[n]);
double small_chain(adc_tensor x, adc_tensor y);

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- by hand ---- */

typedef struct Network {
    adc_tensor w1, b1, w2, b2;
} Network;

static void rows_of(double *to, const double *row, int n)
{
    for (int i = 0; i < ROWS; i++)
        memcpy(to + i * n, row, (size_t)n * sizeof *row);
}

static void sum_rows(double *sum, const double *from, int n)
{
    memset(sum, 0, (size_t)n * sizeof *sum);
    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < n; j++)
            sum[j] += from[i * n + j];
}

static void product(bool turn_a, bool turn_b, int m, int n, int k, const double *a, const double *b, double beta,
                    double *c)
{
    cblas_dgemm(CblasRowMajor, turn_a ? CblasTrans : CblasNoTrans, turn_b ? CblasTrans : CblasNoTrans, m, n, k, 1, a,
                turn_a ? m : k, b, turn_b ? k : n, beta, c, n);
}

static double by_hand(const Network *w, const double *x, const int labels[], Network *g)
{
    static double hidden[ROWS * HIDDEN], hidden_adj[ROWS * HIDDEN], scores[ROWS * CLASSES], error[ROWS * CLASSES];
    rows_of(hidden, w->b1.data, HIDDEN);
    product(false, false, ROWS, HIDDEN, INPUTS, x, w->w1.data, 1, hidden);
    for (int i = 0; i < ROWS * HIDDEN; i++)
        hidden[i] = hidden[i] > 0 ? hidden[i] : 0;
    rows_of(scores, w->b2.data, CLASSES);
    product(false, false, ROWS, CLASSES, HIDDEN, hidden, w->w2.data, 1, scores);
    double loss = 0;
    for (int i = 0; i < ROWS; i++) {
        double *s = scores + i * CLASSES, *e = error + i * CLASSES, most = s[0], sum = 0;
        for (int j = 1; j < CLASSES; j++)
            most = fmax(most, s[j]);
        for (int j = 0; j < CLASSES; j++)
            sum += e[j] = exp(s[j] - most);
        loss += log(sum) + most - s[labels[i]];
        for (int j = 0; j < CLASSES; j++)
            e[j] = (e[j] / sum - (j == labels[i])) / ROWS;
    }
    product(true, false, HIDDEN, CLASSES, ROWS, hidden, error, 0, g->w2.data);
    sum_rows(g->b2.data, error, CLASSES);
    product(false, true, ROWS, HIDDEN, CLASSES, error, w->w2.data, 0, hidden_adj);
    for (int i = 0; i < ROWS * HIDDEN; i++)
        hidden_adj[i] = hidden[i] > 0 ? hidden_adj[i] : 0;
    product(true, false, INPUTS, HIDDEN, ROWS, x, hidden_adj, 0, g->w1.data);
    sum_rows(g->b1.data, hidden_adj, HIDDEN);
    return loss / ROWS;
}

/* ---- timing ---- */

static Network like(const Network *w)
{
    return (Network){adc_zeros_like(w->w1), adc_zeros_like(w->b1), adc_zeros_like(w->w2), adc_zeros_like(w->b2)};
}

static double difference(adc_tensor x, adc_tensor y)
{
    return adc_item(adc_max(adc_abs(adc_sub(x, y)), ADC_ALL));
}

static int training_step(void)
{
    adc_random r = {1};
    Network w = {adc_scale(adc_random_normal(&r, ADC_SHAPE(INPUTS, HIDDEN)), 0.05), adc_zeros(ADC_SHAPE(HIDDEN)),
                 adc_scale(adc_random_normal(&r, ADC_SHAPE(HIDDEN, CLASSES)), 0.1), adc_zeros(ADC_SHAPE(CLASSES))};
    adc_tensor x = adc_random_uniform(&r, ADC_SHAPE(ROWS, INPUTS));
    Network g = like(&w), h = like(&w);
    int labels[ROWS];
    for (int i = 0; i < ROWS; i++)
        labels[i] = i * 7 % CLASSES;
    double least[3] = {1, 1, 1};
    size_t first = 0;
    for (int round = 0; round < ROUNDS; round++) {
        adc_mark mark = adc_arena_mark();
        double t0 = now();
        network_loss_gradient(w.w1, w.b1, w.w2, w.b2, x, ROWS, labels, &g.w1, &g.b1, &g.w2, &g.b2);
        adc_arena_release(mark);
        double t1 = now();
        by_hand(&w, x.data, labels, &h);
        double t2 = now();
        network_loss(w.w1, w.b1, w.w2, w.b2, x, ROWS, labels);
        double t3 = now();
        adc_arena_release(mark);
        least[0] = fmin(least[0], t1 - t0);
        least[1] = fmin(least[1], t2 - t1);
        least[2] = fmin(least[2], t3 - t2);
        first = round ? first : adc_arena_bytes();
    }
    bool grown = adc_arena_bytes() != first;
    double off = fmax(difference(g.w1, h.w1), difference(g.w2, h.w2));
    printf("training step      %8.1f us, by hand %8.1f us, ratio %.3f; step / loss alone %.2f\n", least[0] * 1e6,
           least[1] * 1e6, least[0] / least[1], least[0] / least[2]);
    printf("                   gradients differ by %.1g; the arena %s after the first step\n", off,
           grown ? "grows" : "does not grow");
    return off > 1e-14 || grown;
}

static void small_tensors(void)
{
    static const struct {
        const char *name;
        adc_tensor (*run)(adc_tensor x, adc_tensor y);
    } operations[] = {{"add", adc_add}, {"div", adc_div}, {"matmul", adc_matmul}};
    adc_tensor x = adc_ones(ADC_SHAPE(3, 3)), x_grad = adc_zeros_like(x);
    for (int o = 0; o < 3; o++) {
        double least = 1;
        for (int round = 0; round < ROUNDS; round++) {
            adc_mark mark = adc_arena_mark();
            double start = now();
            for (int i = 0; i < 1000; i++)
                operations[o].run(x, x);
            least = fmin(least, now() - start);
            adc_arena_release(mark);
        }
        printf("3x3 %-14s %8.1f ns\n", operations[o].name, least * 1e6);
    }
    double least = 1;
    for (int round = 0; round < ROUNDS; round++) {
        adc_mark mark = adc_arena_mark();
        double start = now();
        small_chain_gradient(x, x, &x_grad);
        least = fmin(least, now() - start);
        adc_arena_release(mark);
    }
    printf("3x3 mul, derived   %8.1f ns forward and backward\n", least * 1e7);
}

int main(void)
{
    int failed = training_step();
    small_tensors();
    return failed;
}
