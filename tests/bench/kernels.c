/* Small kernels whose derivatives are timed: a reduction, log-sum-exp, a scalar recurrence, a
   stencil in time, Runge-Kutta. */
#include <adc/adc.h>
#include <math.h>

ADC_ADJOINT()
double dot(int n, const double x[n], const double y[n])
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += x[i] * y[i];
    return s;
}

ADC_GRADIENT()
ADC_HESSIAN()
double log_sum_exp(int n, const double x[n])
{
    double m = x[0];
    for (int i = 1; i < n; i++)
        if (x[i] > m)
            m = x[i];
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += exp(x[i] - m);
    return m + log(s);
}

ADC_GRADIENT()
ADC_HESSIAN()
double rosenbrock(int n, const double x[n])
{
    double f = 0.0;
    for (int i = 0; i + 1 < n; i++) {
        double t = x[i + 1] - x[i] * x[i], u = 1.0 - x[i];
        f += 100.0 * t * t + u * u;
    }
    return f;
}

ADC_GRADIENT(wrt(a, b))
double riccati(int n, double h, double a, double b)
{
    double x = 1.0;
    for (int i = 0; i < n; i++)
        x += h * (a - b * x * x);
    return x;
}

ADC_ADJOINT()
void burgers(int n, int steps, double u[n], double c)
{
    for (int s = 0; s < steps; s++)
        for (int i = 1; i < n; i++)
            u[i] -= c * u[i] * (u[i] - u[i - 1]);
}

static void slope(int n, const double x[n], const double y[n], double dy[n])
{
    dy[0] = x[0];
    for (int i = 1; i < n; i++)
        dy[i] = x[i] * y[i - 1];
}

/* The last component at time 2 of y' = (x0, x1 y0, x2 y1, ...), y(0) = x. */
ADC_GRADIENT(wrt(x))
ADC_HESSIAN(wrt(x))
double ode(int n, int steps, const double x[n])
{
    const double h = 2.0 / steps;
    double y[n], middle[n], k1[n], k2[n], k3[n], k4[n];
    for (int i = 0; i < n; i++)
        y[i] = x[i];
    for (int s = 0; s < steps; s++) {
        slope(n, x, y, k1);
        for (int i = 0; i < n; i++)
            middle[i] = y[i] + 0.5 * h * k1[i];
        slope(n, x, middle, k2);
        for (int i = 0; i < n; i++)
            middle[i] = y[i] + 0.5 * h * k2[i];
        slope(n, x, middle, k3);
        for (int i = 0; i < n; i++)
            middle[i] = y[i] + h * k3[i];
        slope(n, x, middle, k4);
        for (int i = 0; i < n; i++)
            y[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
    }
    return y[n - 1];
}
