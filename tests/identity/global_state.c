/* Objects of file scope: read and written around calls, arrays, records, pointers among them. */
#include <stdio.h>

static double x = 1.5, grid[3][3] = {{1, 2}, {0, 5}};
double shared = 2;
static int counter, *where = &counter, log_[8];
struct config {
    double tol;
    int max;
    const char *name;
    double *target;
} config = {1e-6, 3, "default", &shared};
static const double table[4] = {1, 0.5, 0.25, 0.125};
static struct config *active = &config;

static double read_x(void)
{
    return x;
}

static double set_x(double v)
{
    double old = x;
    x = v;
    return old;
}

static void note(int v)
{
    log_[counter++ & 7] = v;
}

static double shift(double by)
{
    x += by;
    note((int)x);
    return x * *active->target;
}

static double relax(void)
{
    double change = 0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            double left = j ? grid[i][j - 1] : 0, up = i ? grid[i - 1][j] : 0;
            double next = 0.5 * grid[i][j] + 0.25 * (left + up);
            change += next > grid[i][j] ? next - grid[i][j] : grid[i][j] - next;
            grid[i][j] = next;
        }
    return change;
}

int main(void)
{
    double y = read_x();
    y += set_x(y * 2);
    printf("%g %g\n", x, y);
    y = shift(1) - shared;
    y *= shift(-0.5);
    printf("%g %g %d %d\n", x, y, *where, log_[0]);
    x = set_x(7) + 1;
    printf("%g\n", x);
    ++*where;
    where = log_ + 2;
    *where++ = 9;
    *where = *where ? 1 : 2;
    printf("%d %d %d\n", counter, log_[2], (int)(where - log_));
    double change;
    int n = 0;
    while ((change = relax()) > 0.05 && ++n < 50)
        ;
    printf("%.15g %d %.15g\n", change, n, grid[2][2]);
    active->max += (int)(*active->target *= 3);
    printf("%g %d %s %g\n", shared, config.max, active->name, config.tol * 1e6);
    double s = 0;
    for (unsigned k = 0; k < sizeof table / sizeof table[0]; k++)
        s += table[k] * (k + 1);
    printf("%g\n", s);
    struct config copy = config, *old = active;
    active = &copy;
    active->target = &grid[0][0];
    *active->target = 100;
    printf("%g %d %g\n", grid[0][0], old->target == &shared, shift(0.25));
    return 0;
}
