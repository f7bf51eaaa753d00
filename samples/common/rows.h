/* rows.h: what a document says beside what adc's derivatives give. Every row is checked. */
#ifndef ROWS_H
#define ROWS_H

#include "real.h"

/* SHAPE(2, 3) for a matrix, SCALAR for a number. */
#define SHAPE(...) ((const int[]){__VA_ARGS__, 0})
#define SCALAR ((const int[]){0})

/* Starts a group of rows, which are from the document. */
void heading(const char *text);

/* The next rows of the group are from elsewhere: "by hand" is a closed form. */
void from(const char *source);

/* Prints both arrays (flat and row-major, of that shape) one below the other. Numbers agree where
   they differ by at most 1e-12 of the expected (real is float: 1e-6); a zero must be as small. */
void row(const char *what, const int *shape, const real *expected, const real *adc);

/* The same with one number, and with a tolerance of its own. */
void number(const char *what, double expected, double adc);
void number_to(const char *what, double expected, double adc, double allowed);

/* Arrays that are too long to print. */
void rows_match(const char *what, int n, const real *expected, const real *adc);

/* A row that is true or not. */
void fact(const char *what, int holds);

/* Says how many rows agreed; the exit status of the program. */
int rows_end(void);

#endif
