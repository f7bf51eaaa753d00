/* by_hand.h: derivatives of three of the objectives as a programmer writes them. */
#ifndef BY_HAND_H
#define BY_HAND_H

double gmm_by_hand(int n, int d, int k, const double x[n][d], const double alpha[k],
                   const double mu[k][d], const double q[k][d], const double l[k][d * (d - 1) / 2],
                   double gamma, int m, double alpha_grad[k], double mu_grad[k][d],
                   double q_grad[k][d], double l_grad[k][d * (d - 1) / 2]);
double lstm_by_hand(int l, int c, int b, const double main_params[l][2][4][b],
                    const double extra_params[3][b], const double state[l][2][b],
                    const double sequence[c][b], double main_grad[l][2][4][b],
                    double extra_grad[3][b]);
void reprojection_by_hand(const double cam[11], const double x[3], double w,
                          const double feature[2], double err[2], double cam_jac[2][11],
                          double x_jac[2][3], double w_jac[2]);

#endif
