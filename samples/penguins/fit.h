/* fit.h: minimisation with a gradient; a picture of points and fitted ellipses. */
#ifndef FIT_H
#define FIT_H

enum { components = 3, parameters = 6 * components };

typedef struct Data {
    int n;
    double (*x)[2];           /* standardised */
    int *species;             /* 0, 1, 2; not used by the fit */
    double mean[2], scale[2]; /* of the columns, in mm */
} Data;

extern const char *const species_name[3];

/* Returns f and writes its gradient to g. */
typedef double Objective(const void *data, const double *p, double *g);

/* BFGS with backtracking, from p, to a gradient below tolerance; returns the number of
   iterations, and the least value in *value. */
int minimise(Objective *f, const void *data, int n, double *p, double tolerance, double *value);

/* The contour at two standard deviations of each component over the data, as SVG.
   Returns 0, or -1 where the file cannot be written. */
int draw(const char *file, const Data *d, double mu[][2], double l[][3]);

#endif
