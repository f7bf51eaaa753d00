/* Derivatives written by hand, with the signatures of the generated ones. */
#ifndef MANUAL_H
#define MANUAL_H

#include <stddef.h>

double gmm_manual(int n, int d, int k, const double x[n][d], const double alpha[k],
                  const double mu[k][d], const double q[k][d], const double l[k][d * (d - 1) / 2],
                  double gamma, int m, double alpha_grad[k], double mu_grad[k][d],
                  double q_grad[k][d], double l_grad[k][d * (d - 1) / 2]);
double lstm_manual(int l, int c, int b, const double main_params[l][2][4][b],
                   const double extra_params[3][b], const double state[l][2][b],
                   const double sequence[c][b], double main_grad[l][2][4][b],
                   double extra_grad[3][b]);
void ba_manual(const double cam[11], const double x[3], double w, const double feature[2],
               double err[2], double cam_jac[22], double x_jac[6], double w_jac[2]);

void least_squares_manual(size_t n, size_t m, const double *restrict x, double *restrict out,
                          double *restrict x_grad);
double determinant_manual(size_t n, const double *restrict a, double *restrict a_grad);
double k_means_manual(int n, int k, int d, const double *restrict points,
                      const double *restrict centroids, double *restrict grad,
                      double *restrict diagonal);

#endif
