/* Complex numbers in forward mode: arithmetic, the functions of <complex.h>, all widths, several directions. */
#include "grad.h"
#include <complex.h>
#include <math.h>

#ifdef TEST_MAIN
#undef SCALAR
#define SCALAR(f, ...)                                                                                                 \
    TEST(f)                                                                                                            \
    {                                                                                                                  \
        static const double at_[] = {__VA_ARGS__};                                                                     \
        enum { N_ = sizeof at_ / sizeof *at_ };                                                                        \
        double x_[N_], v_[N_], t_, slope_ = 0, size_ = 1, s_ = 0, lanes_[N_][2], t2_[2];                                \
        grad_fill(N_, v_);                                                                                             \
        CHECK_EXACT(f##_tangent(N_, at_, v_, &t_), f(N_, at_));                                                        \
        slope_ = DIFF_STEP(s_, __extension__({                                                                          \
                              for (int i_ = 0; i_ < N_; i_++)                                                          \
                                  x_[i_] = at_[i_] + s_ * v_[i_];                                                      \
                              f(N_, x_);                                                                               \
                          }),                                                                                          \
                          0.01);                                                                                       \
        CHECK_SCALED(t_, slope_, 1e-8, size_);                                                                          \
        for (int i_ = 0; i_ < N_; i_++)                                                                                \
            lanes_[i_][0] = -v_[i_], lanes_[i_][1] = 2 * v_[i_];                                                       \
        f##_t2(N_, at_, (const double(*)[2])lanes_, t2_);                                                              \
        CHECK_SCALED(t2_[0], -t_, 1e-13, size_);                                                                       \
        CHECK_SCALED(t2_[1], 2 * t_, 1e-13, size_);                                                                    \
    }
#endif

//@ complex_arithmetic
ADC_TANGENT() ADC_TANGENT(vector(2), name(cx_arithmetic_t2))
double cx_arithmetic(int n, const double x[n])
{
    double complex z = x[0] + x[1] * I, w[2] = {z * z - 2 * z, 1.0};
    for (int k = 0; k < 3; k++) {
        w[k % 2] = w[k % 2] / (z + 3.0) - -z;
        w[1] *= conj(z) * x[2];
        if (cabs(w[1]) > 0.5)
            z += w[0] * I;
    }
    float complex f = (float complex)w[1];
    long double complex l = w[0];
    return creal(w[0]) * cimag(w[1]) + cimag(z) + 0 * crealf(f) + (double)cimagl(l * l);
}
SCALAR(cx_arithmetic, 0.7, 0.4, -1.2)

//@ complex_library
ADC_TANGENT() ADC_TANGENT(vector(2), name(cx_library_t2))
double cx_library(int n, const double x[n])
{
    double complex z = x[0] + x[1] * I, w = cexp(z) * clog(1 + z) + csqrt(z);
    w += cpow(z, 1.5 + z) + ctan(z) + ctanh(z) + csin(z) * ccos(z) + csinh(z) / ccosh(z);
    w -= casin(z / 3) + cacos(z / 4) * catan(z / 2) + casinh(z) * cacosh(z) + catanh(z);
    w *= cpow(z, 2) + cpow(2, z);
    return creal(w) * cimag(w) + cabs(z) + carg(w);
}
SCALAR(cx_library, 0.7, 0.4)
