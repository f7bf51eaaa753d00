/* objectives.h: the four objectives of ADBench, the benchmark of the field (F. Srajer, Z. Kukelova
   and A. Fitzgibbon, A benchmark of selected algorithmic differentiation tools on some problems in
   computer vision and machine learning, 2018), written from their formulas, and what to derive. adc
   reads all four files in one run. */
#ifndef OBJECTIVES_H
#define OBJECTIVES_H

#include <adc/adc.h>

/* gmm.c: the log likelihood of n points of d dimensions under k Gaussians, with a Wishart prior.
   The square root of the precision of component j has exp(q[j]) on the diagonal and l[j], column
   by column, below it. */
ADC_GRADIENT(wrt(alpha, mu, q, l))
double gmm(int n, int d, int k, const double x[n][d], const double alpha[k], const double mu[k][d],
           const double q[k][d], const double l[k][d * (d - 1) / 2], double gamma, int m);

/* ba.c: bundle adjustment: the weighted distance between where a camera sees the point x and where
   it was seen. cam: rotation (3), centre (3), focal length, principal point (2), distortion (2). */
ADC_JACOBIAN(wrt(cam, x, w), of(err))
void reprojection(const double cam[11], const double x[3], double w, const double feature[2],
                  double err[2]);

/* lstm.c: minus the mean log likelihood of a sequence of c vectors of b characters under a network
   of l layers. params[2 i] are the weights, params[2 i + 1] the biases of layer i, b for each of
   the four gates; state[2 i] is its hidden state, state[2 i + 1] its cell; both are overwritten. */
ADC_GRADIENT(wrt(params, extra, state))
double lstm(int l, int c, int b, const double params[2 * l][4 * b], const double extra[3][b],
            double state[2 * l][b], const double sequence[c][b]);

enum { bones = 22, hand_parameters = 26 };

/* hand.c: the distances between n points and the vertices that correspond to them, of a hand whose
   skeleton is posed by theta: global rotation (3) and translation (3), then flexion, abduction,
   flexion, flexion of each finger. */
typedef struct Matrix {
    double at[4][4];
} Matrix;

typedef struct Hand {
    int parent[bones];              /* -1: none; else a smaller number */
    Matrix relative[bones];         /* of the hand at rest, to the parent */
    Matrix inverse_absolute[bones]; /* likewise, to the whole */
    int vertices;
    double (*position)[4];
    double (*weight)[bones];
} Hand;

ADC_JACOBIAN(wrt(theta), of(err))
void hand(const double theta[hand_parameters], const Hand *model, int n,
          const int correspondence[n], const double point[n][3], double err[n][3]);

#endif
