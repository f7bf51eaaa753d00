/* Variable arrays: sizes with side effects, several dimensions, as parameters, in loops, sizeof. */
#include <stdio.h>

static void multiply(int n, int m, int l, double a[n][m], double b[m][l], double c[n][l])
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < l; j++) {
            c[i][j] = 0;
            for (int k = 0; k < m; k++)
                c[i][j] += a[i][k] * b[k][j];
        }
}

static double trace(int n, double a[][n])
{
    double t = 0;
    for (int i = 0; i < n; i++)
        t += a[i][i];
    return t;
}

static double filter(int n, const double x[n])
{
    double y[n + 2], *p = y;
    *p++ = x[0];
    for (int i = 0; i < n; i++)
        *p++ = x[i];
    *p = p[-1];
    double s = 0;
    for (int i = 1; i <= n; i++)
        s += y[i - 1] - 2 * y[i] + y[i + 1];
    return s + (double)(sizeof y / sizeof y[0]);
}

static int size_once(int *n)
{
    return ++*n;
}

int main(void)
{
    int n = 2, m = 3;
    double a[n][m], b[m][n], c[n][n];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++) {
            a[i][j] = i + 2 * j;
            b[j][i] = i * j + 1;
        }
    multiply(n, m, n, a, b, c);
    printf("%g %g %g %g %g\n", c[0][0], c[0][1], c[1][0], c[1][1], trace(n, c));
    printf("%g\n", filter(4, (double[]){1, 4, 9, 16}));
    int k = 3;
    double v[size_once(&k)], w[k++];
    k = 10;
    printf("%d %d %d\n", (int)(sizeof v / sizeof(double)), (int)(sizeof w / sizeof(double)), k);
    double (*row)[m] = a;
    row++;
    printf("%g %d\n", (*row)[2], (int)(row - a));
    for (int r = 1; r < 4; r++) {
        int t[r * r];
        for (int i = 0; i < r * r; i++)
            t[i] = i;
        printf("%d %d\n", t[r * r - 1], (int)(sizeof t / sizeof t[0]));
    }
    double cube[2][m][n];
    double *flat = &cube[0][0][0];
    for (int i = 0; i < 2 * m * n; i++)
        flat[i] = i;
    printf("%g %g\n", cube[1][2][1], *(*(cube[1] + 1)));
    return 0;
}
