#include "rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double tolerance = sizeof(real) == sizeof(float) ? 1e-6 : 1e-12;
static int rows, wrong;
static const char *where = "document";

void heading(const char *text)
{
    printf("\n-- %s\n", text);
    where = "document";
}

void from(const char *source)
{
    where = source;
}

/* With the fewest digits that read back as the same number; zero has no sign. */
static void print_number(double v)
{
    char text[40];
    v += 0.0;
    for (int digits = 6; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, v);
        if ((real)strtod(text, NULL) == (real)v)
            break;
    }
    printf("%s", text);
}

/* Prints the array as NumPy does, with `between` between its rows; returns what is behind it. */
static const real *print_array(const int *shape, const real *v, const char *between)
{
    if (!*shape) {
        print_number(*v);
        return v + 1;
    }
    for (int i = 0; i < *shape; i++) {
        printf("%s", i ? between : "[");
        v = print_array(shape + 1, v, ", ");
    }
    printf("]");
    return v;
}

/* NaN where either is. */
static double error_of(double expected, double adc)
{
    double error = fabs(adc - expected);
    return expected == 0.0 ? error : error / fabs(expected);
}

static void beside(const char *what, const int *shape, int size, const real *expected,
                   const real *adc)
{
    const char *between = size > 8 ? ",\n               " : ", ";
    printf("%s\n    %-8s  ", what, where);
    print_array(shape, expected, between);
    printf("\n    adc       ");
    print_array(shape, adc, between);
    printf("\n");
}

static void verdict(double error, double allowed)
{
    rows++;
    if (error <= allowed)
        return;
    wrong++;
    printf("    WRONG     by %.1e, where %.0e is allowed\n", error, allowed);
}

static double worst_error(int n, const real *expected, const real *adc)
{
    double worst = 0.0;
    for (int i = 0; i < n; i++) {
        double error = error_of(expected[i], adc[i]);
        if (!(error <= worst))
            worst = error;
    }
    return worst;
}

void row(const char *what, const int *shape, const real *expected, const real *adc)
{
    int size = 1;
    for (const int *s = shape; *s; s++)
        size *= *s;
    beside(what, shape, size, expected, adc);
    verdict(worst_error(size, expected, adc), tolerance);
}

void rows_match(const char *what, int n, const real *expected, const real *adc)
{
    double worst = worst_error(n, expected, adc);
    printf("%s: the worst error is %.1e\n", what, worst);
    verdict(worst, tolerance);
}

void number(const char *what, double expected, double adc)
{
    row(what, SCALAR, &(real){(real)expected}, &(real){(real)adc});
}

void number_to(const char *what, double expected, double adc, double allowed)
{
    beside(what, SCALAR, 1, &(real){(real)expected}, &(real){(real)adc});
    verdict(error_of(expected, adc), allowed);
}

void fact(const char *what, int holds)
{
    printf("%s: %s\n", what, holds ? "yes" : "no");
    verdict(holds ? 0.0 : HUGE_VAL, 0.0);
}

int rows_end(void)
{
    if (wrong)
        printf("\n%d of %d rows are WRONG\n", wrong, rows);
    else
        printf("\nall %d rows agree\n", rows);
    return wrong || !rows;
}
