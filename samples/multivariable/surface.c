/* surface.c: both as wire frames over -2..2 by -2..2, for values from -1 to 1. */
#include "surface.h"
#include "multivariable.h"
#include "plot.h"

#include <math.h>

enum { fine = 201, wires = 17 };

typedef struct Quadratic {
    const real *at, *grad, (*hess)[2];
    real value;
} Quadratic;

typedef double Height(const Quadratic *q, double x, double y);

/* Seen from above, in front and a little to the right, from far away. */
static void project(double x, double y, double z, double *across, double *up)
{
    const double turn = 1.05, tilt = 0.5;
    *across = sin(turn) * x + cos(turn) * y;
    *up = 1.4 * cos(tilt) * z + sin(tilt) * (sin(turn) * y - cos(turn) * x);
}

static double height_of_hill(const Quadratic *q, double x, double y)
{
    (void)q;
    return hill((real[]){x, y});
}

static double height_of_quadratic(const Quadratic *q, double x, double y)
{
    double dx = x - q->at[0];
    double dy = y - q->at[1];
    return q->value + q->grad[0] * dx + q->grad[1] * dy +
           0.5 * (q->hess[0][0] * dx * dx + 2 * q->hess[0][1] * dx * dy + q->hess[1][1] * dy * dy);
}

/* Lines of constant x, then of constant y; they end where the height leaves -1..1. */
static void wire_frame(Plot *p, const char *name, const char *color, Height *height,
                       const Quadratic *q)
{
    double across[fine], up[fine];
    p->thickness = 1.2;
    for (int direction = 0; direction < 2; direction++)
        for (int w = 0; w < wires; w++) {
            for (int i = 0; i < fine; i++) {
                double fixed = -2 + 4.0 * w / (wires - 1);
                double along = -2 + 4.0 * i / (fine - 1);
                double x = direction ? along : fixed;
                double y = direction ? fixed : along;
                double z = height(q, x, y);
                project(x, y, fabs(z) <= 1 ? z : NAN, &across[i], &up[i]);
            }
            plot_line(p, name, color, fine, across, up);
            name = NULL;
        }
}

static void edge(Plot *p, const double from[3], const double to[3])
{
    double across[2], up[2];
    project(from[0], from[1], from[2], &across[0], &up[0]);
    project(to[0], to[1], to[2], &across[1], &up[1]);
    plot_line(p, NULL, plot_grey, 2, across, up);
}

/* Moved on the paper by so much. */
static void text(Plot *p, const double at[3], double right, double down, const char *s)
{
    double across, up;
    project(at[0], at[1], at[2], &across, &up);
    plot_text(p, across + right, up - down, s);
}

/* The floor with x in front and y at the right, and a pole for z at the left. */
static void axes(Plot *p)
{
    const double corner[5][3] = {{-2, -2, -1}, {2, -2, -1}, {2, 2, -1}, {-2, 2, -1}, {-2, -2, 1}};
    char s[20];
    p->thickness = 1;
    for (int i = 0; i < 4; i++)
        edge(p, corner[i], corner[(i + 1) % 4]);
    edge(p, corner[0], corner[4]);
    for (int v = -2; v <= 2; v++) {
        snprintf(s, sizeof s, "%d", v);
        edge(p, (double[]){v, -2, -1}, (double[]){v, -2.1, -1});
        text(p, (double[]){v, -2.1, -1}, 0, 0.18, s);
        edge(p, (double[]){2, v, -1}, (double[]){2.1, v, -1});
        text(p, (double[]){2.1, v, -1}, 0.15, 0.08, s);
        snprintf(s, sizeof s, "%g", v / 2.0);
        edge(p, (double[]){-2, -2, v / 2.0}, (double[]){-2.1, -2, v / 2.0});
        text(p, (double[]){-2.1, -2, v / 2.0}, -0.22, 0, s);
    }
    text(p, (double[]){0, -2, -1}, 0, 0.55, "x");
    text(p, (double[]){2, 0, -1}, 0.55, 0.25, "y");
    text(p, corner[4], 0, -0.3, "z");
}

int surface(const char *file, const real at[2], real value, const real grad[2],
            const real hess[2][2])
{
    Quadratic q = {.at = at, .grad = grad, .hess = hess, .value = value};
    Plot p;
    plot_begin(&p, file, 1);
    plot_canvas(&p, "x e^(-x&#178; - y&#178;) and its best quadratic at (-1, 0)", -2.9, 3.1, -2.6,
                2.2);
    axes(&p);
    wire_frame(&p, "the function", plot_blue, height_of_hill, &q);
    wire_frame(&p, "the quadratic, from adc's gradient and Hessian", plot_red, height_of_quadratic,
               &q);
    return plot_end(&p);
}
