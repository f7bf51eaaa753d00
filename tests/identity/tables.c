/* Multi-dimensional arrays, arrays of structs of arrays, pointers into them, triangular and strided loops. */
#include <stdio.h>

enum { ROWS = 3, COLS = 4 };
typedef double row[COLS];
typedef struct {
    row line[ROWS];
    int used[ROWS][2];
} sheet;

static void scale(row *r, int n, double f)
{
    for (row *end = r + n; r != end; r++)
        for (double *x = *r; x < *r + COLS; x++)
            *x *= f;
}

static double corner(const double (*m)[COLS], int i)
{
    return m[i][0] + m[i][COLS - 1] - (*m)[1] + **m;
}

static void cholesky(int n, double a[n][n])
{
    for (int j = 0; j < n; j++) {
        for (int k = 0; k < j; k++)
            for (int i = j; i < n; i++)
                a[i][j] -= a[i][k] * a[j][k];
        double d = a[j][j];
        double r = d, prev;
        do {
            prev = r;
            r = 0.5 * (r + d / r);
        } while (r != prev && r < prev);
        for (int i = j; i < n; i++)
            a[i][j] /= r;
    }
}

static int packed(int i, int j)
{
    return i >= j ? i * (i + 1) / 2 + j : packed(j, i);
}

int main(void)
{
    sheet s = {.line = {[1] = {1, 2, 3, 4}, [2][3] = 9}, .used = {{1}}}, t;
    scale(s.line, 2, 0.5);
    scale(&s.line[2], 1, s.line[1][1]++);
    t = s;
    t.line[0][t.used[0][0]++] = 4;
    printf("%g %g %g %d\n", t.line[0][1], t.line[2][3], s.line[1][1], t.used[0][0]);
    printf("%g\n", corner((const double (*)[COLS])t.line, 1));
    double a[3][3] = {{4, 0, 0}, {2, 5, 0}, {1, 3, 6}};
    cholesky(3, a);
    printf("%.12g %.12g %.12g\n", a[0][0], a[2][1], a[2][2]);
    double p[10], cube[2][3][4], *q = &cube[0][0][0];
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            p[packed(i, j)] = 10 * i + j;
    for (int i = 0; i < 10; i++)
        printf("%g ", p[i]);
    printf("\n");
    for (int i = 0; i < 24; i++)
        *q++ = i;
    double sum = 0;
    for (int i = 1; i >= 0; i--)
        for (int j = 0; j < 3; j += 2)
            for (int k = 3; k > i; k -= 1 + j)
                sum = sum * 1.5 + cube[i][j][k];
    printf("%.15g %g %d\n", sum, (*(*(cube + 1) + 2))[3], (int)(sizeof cube[0] / sizeof cube[0][0][0]));
    int idx[5] = {3, 1, 4, 1, 0}, hist[5] = {0};
    for (int i = 0; i < 5; i++)
        hist[idx[idx[i]]] += i, idx[i] = hist[i];
    for (int i = 0; i < 5; i++)
        printf("%d:%d ", hist[i], idx[i]);
    printf("\n");
    return 0;
}
