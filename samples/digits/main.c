/* main.c: trains a network of 784-64-10 neurons on handwritten digits, with the gradient that adc
   made from network.c, by SGD with momentum and by Adam.

   digits DATA [FOLDER [PERCENT]]      trains; writes digits.model and digits.svg into FOLDER;
                                       fails where the test accuracy is below PERCENT
   digits DATA --load=MODEL [PERCENT]  tests a model that was saved */
#include "data.h"
#include "network.h"
#include "network.adc.h"
#include "plot.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { epochs = 6, batch = 32, weights = sizeof(Network) / sizeof(float) };

/* What optimisers do: change the weights w by their gradient g; steps count from 1. */
typedef void Optimiser(int step, float w[weights], const float g[weights]);

typedef struct Score {
    double loss, accuracy; /* mean cross-entropy; share of digits told right */
} Score;

static unsigned long long state = 42;

static double uniform(void)
{
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(state >> 11) / 9007199254740992.0;
}

/* Uniform weights with the variance 2 / inputs; no bias. */
static void initialise(Network *net)
{
    memset(net, 0, sizeof *net);
    for (int i = 0; i < pixels; i++)
        for (int j = 0; j < hidden; j++)
            net->W1[i][j] = (float)((2.0 * uniform() - 1.0) * sqrt(6.0 / pixels));
    for (int j = 0; j < hidden; j++)
        for (int k = 0; k < classes; k++)
            net->W2[j][k] = (float)((2.0 * uniform() - 1.0) * sqrt(6.0 / hidden));
}

static void sgd(int step, float w[weights], const float g[weights])
{
    static float velocity[weights];
    const float rate = 0.03f, momentum = 0.9f;
    if (step == 1)
        memset(velocity, 0, sizeof velocity);
    for (int i = 0; i < weights; i++) {
        velocity[i] = momentum * velocity[i] - rate * g[i];
        w[i] += velocity[i];
    }
}

static void adam(int step, float w[weights], const float g[weights])
{
    static float mean[weights], square[weights];
    const float rate = 0.001f, beta1 = 0.9f, beta2 = 0.999f;
    if (step == 1) {
        memset(mean, 0, sizeof mean);
        memset(square, 0, sizeof square);
    }
    /* both start at zero, which is made up for here */
    const float scale =
        rate * sqrtf(1.0f - powf(beta2, (float)step)) / (1.0f - powf(beta1, (float)step));
    for (int i = 0; i < weights; i++) {
        mean[i] = beta1 * mean[i] + (1.0f - beta1) * g[i];
        square[i] = beta2 * square[i] + (1.0f - beta2) * g[i] * g[i];
        w[i] -= scale * mean[i] / (sqrtf(square[i]) + 1e-8f);
    }
}

static int best_class(const Network *net, const float x[pixels])
{
    float score[classes];
    int best = 0;
    network_scores(net, x, score);
    for (int k = 1; k < classes; k++)
        if (score[k] > score[best])
            best = k;
    return best;
}

static int count_right(const Network *net, int n, const float x[n][pixels],
                       const unsigned char label[n])
{
    int right = 0;
    for (int i = 0; i < n; i++)
        right += best_class(net, x[i]) == label[i];
    return right;
}

static Score test(const Network *net, const Images *d)
{
    const float(*x)[pixels] = (const float(*)[pixels])d->x;
    return (Score){.loss = network_loss(net, d->n, x, d->label),
                   .accuracy = (double)count_right(net, d->n, x, d->label) / d->n};
}

static void shuffle(int n, int order[n])
{
    for (int i = n - 1; i > 0; i--) {
        int j = (int)(uniform() * (i + 1));
        int other = order[j];
        order[j] = order[i];
        order[i] = other;
    }
}

/* One line that is written over; on a terminal only. */
static void progress(int epoch, double share, const Score *s)
{
    enum { width = 30 };
    static const char bar[] = "==============================";
    if (!isatty(STDOUT_FILENO))
        return;
    printf("\repoch %d/%d [%-*.*s] %3.0f %%  loss %.4f  accuracy %5.2f %%", epoch + 1, epochs,
           width, (int)(share * width), bar, 100.0 * share, s->loss, 100.0 * s->accuracy);
    fflush(stdout);
}

/* One pass over the data in a random order; its mean loss, and its accuracy as it went. */
static Score train_epoch(Network *net, const Images *d, int epoch, int order[], Optimiser *optimise)
{
    static float x[batch][pixels];
    static Network grad;
    unsigned char label[batch];
    const float(*rows)[pixels] = (const float(*)[pixels])x;
    const int batches = d->n / batch;
    Score sum = {0}, mean = {0};
    shuffle(d->n, order);
    for (int b = 0; b < batches; b++) {
        for (int i = 0; i < batch; i++) {
            memcpy(x[i], d->x[order[b * batch + i]], sizeof x[i]);
            label[i] = d->label[order[b * batch + i]];
        }
        sum.accuracy += (double)count_right(net, batch, rows, label) / batch;
        sum.loss += network_loss_gradient(net, batch, rows, label, &grad);
        optimise(epoch * batches + b + 1, (float *)net, (const float *)&grad);
        mean = (Score){.loss = sum.loss / (b + 1), .accuracy = sum.accuracy / (b + 1)};
        if (b % 20 == 0 || b + 1 == batches)
            progress(epoch, (b + 1.0) / batches, &mean);
    }
    return mean;
}

/* The scores of each epoch. */
static void train(Network *net, const Images *training, const Images *testing, const char *name,
                  Optimiser *optimise, Score on_training[epochs], Score on_testing[epochs])
{
    int *order = malloc((size_t)training->n * sizeof *order);
    if (!order)
        abort();
    for (int i = 0; i < training->n; i++)
        order[i] = i;
    state = 42;
    initialise(net);
    printf("\n-- %s\n", name);
    for (int e = 0; e < epochs; e++) {
        clock_t start = clock();
        on_training[e] = train_epoch(net, training, e, order, optimise);
        on_testing[e] = test(net, testing);
        printf("%sepoch %d/%d: loss %.4f, accuracy %.2f %%; on the test set %.4f, %.2f %%; "
               "%.1f s\n",
               isatty(STDOUT_FILENO) ? "\r\033[K" : "", e + 1, epochs, on_training[e].loss,
               100.0 * on_training[e].accuracy, on_testing[e].loss, 100.0 * on_testing[e].accuracy,
               (double)(clock() - start) / CLOCKS_PER_SEC);
    }
    free(order);
}

static const char magic[] = "digits 784-64-10 float\n";

/* Weights as they are in memory: for machines of one kind. */
static bool save(const Network *net, const char *file)
{
    FILE *f = fopen(file, "wb");
    bool done = f && fputs(magic, f) >= 0 && fwrite(net, sizeof *net, 1, f) == 1;
    return f && fclose(f) == 0 && done;
}

static bool load(Network *net, const char *file)
{
    char found[sizeof magic];
    FILE *f = fopen(file, "rb");
    bool done = f && fgets(found, sizeof found, f) && strcmp(found, magic) == 0 &&
                fread(net, sizeof *net, 1, f) == 1 && fgetc(f) == EOF;
    return f && fclose(f) == 0 && done;
}

typedef struct Curve {
    const char *name, *color;
    bool dashed;
    const Score *score;
} Curve;

static double height(const Score *s, bool accuracy)
{
    return accuracy ? 100.0 * s->accuracy : s->loss;
}

/* The epochs' losses or accuracies; with room on the open side. */
static void draw_panel(Plot *p, const Curve c[4], const char *title, const char *label,
                       bool accuracy)
{
    double low = accuracy ? 100.0 : 0.0;
    double high = low;
    double x[epochs], y[epochs];
    for (int i = 0; i < 4; i++)
        for (int e = 0; e < epochs; e++) {
            low = fmin(low, height(&c[i].score[e], accuracy));
            high = fmax(high, height(&c[i].score[e], accuracy));
        }
    low -= accuracy ? 0.1 * (high - low) : 0.0;
    high += accuracy ? 0.0 : 0.1 * (high - low);
    plot_panel(p, title, "epoch", label, 1, epochs, low, high);
    for (int i = 0; i < 4; i++) {
        for (int e = 0; e < epochs; e++) {
            x[e] = e + 1;
            y[e] = height(&c[i].score[e], accuracy);
        }
        if (c[i].dashed)
            plot_dashes(p, c[i].name, c[i].color, epochs, x, y);
        else
            plot_line(p, c[i].name, c[i].color, epochs, x, y);
    }
}

static int draw(const char *file, Score on_training[2][epochs], Score on_testing[2][epochs])
{
    const Curve c[4] = {{"SGD, training", plot_blue, true, on_training[0]},
                        {"SGD, test", plot_blue, false, on_testing[0]},
                        {"Adam, training", plot_red, true, on_training[1]},
                        {"Adam, test", plot_red, false, on_testing[1]}};
    Plot p;
    plot_begin(&p, file, 2);
    draw_panel(&p, c, "Handwritten digits: loss", "mean cross-entropy", false);
    draw_panel(&p, c, "Handwritten digits: accuracy", "digits told right (%)", true);
    return plot_end(&p);
}

static int verdict(const Score *s, double least)
{
    printf("test accuracy: %.2f %%\n", 100.0 * s->accuracy);
    if (100.0 * s->accuracy >= least)
        return 0;
    printf("that is below %g %%\n", least);
    return 1;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: digits DATA [FOLDER | --load=MODEL] [PERCENT]\n");
        return 2;
    }
    static Network net, loaded;
    static Score on_training[2][epochs], on_testing[2][epochs];
    const char *folder = argc > 2 ? argv[2] : ".";
    const double least = argc > 3 ? atof(argv[3]) : 0.0;
    char model[1000], picture[1000];
    Images testing = images_read(argv[1], "t10k");
    if (strncmp(folder, "--load=", 7) == 0) {
        if (!load(&net, folder + 7)) {
            fprintf(stderr, "%s: no model\n", folder + 7);
            return 1;
        }
        Score s = test(&net, &testing);
        images_free(&testing);
        return verdict(&s, least);
    }

    Images training = images_read(argv[1], "train");
    printf("%d digits to learn from, %d to test; %d weights\n", training.n, testing.n, weights);
    train(&net, &training, &testing, "SGD with momentum", sgd, on_training[0], on_testing[0]);
    train(&net, &training, &testing, "Adam", adam, on_training[1], on_testing[1]);
    printf("\n");

    snprintf(model, sizeof model, "%s/digits.model", folder);
    snprintf(picture, sizeof picture, "%s/digits.svg", folder);
    if (!save(&net, model) || !load(&loaded, model) || draw(picture, on_training, on_testing)) {
        fprintf(stderr, "cannot write %s or %s\n", model, picture);
        return 1;
    }
    Score again = test(&loaded, &testing);
    printf("model: %s, picture: %s\n", model, picture);
    images_free(&training);
    images_free(&testing);
    if (again.accuracy != on_testing[1][epochs - 1].accuracy) {
        fprintf(stderr, "the model that was saved is another\n");
        return 1;
    }
    return verdict(&again, least);
}
