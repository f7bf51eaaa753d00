/* plot.h: pictures of lines and points with axes, as SVG.

       Plot p;
       plot_begin(&p, "sin.svg", 1);
       plot_panel(&p, "The sine", "x", "sin x", -10, 10, -1, 1);
       plot_line(&p, "sin", plot_red, n, x, y);
       if (plot_end(&p) != 0)
           perror("sin.svg"); */
#ifndef PLOT_H
#define PLOT_H

#include <stdio.h>

typedef struct Plot {
    FILE *file;             /* null where it could not be opened: nothing is drawn then */
    int panel;              /* the one that is drawn in, from 1 on */
    double low[2], high[2]; /* its range */
    double legend;          /* where its next entry goes */
    double thickness;       /* of lines, in pixels; 2 when the panel begins */
} Plot;

extern const char plot_red[], plot_blue[], plot_green[], plot_purple[], plot_grey[];

/* A picture of so many panels, one below the other. */
void plot_begin(Plot *p, const char *file, int panels);

/* Begins the next panel: title, axes with ticks and labels. */
void plot_panel(Plot *p, const char *title, const char *x_label, const char *y_label, double x_low,
                double x_high, double y_low, double y_high);

/* Begins the next panel with the title alone: to draw in by plot_line and plot_text. */
void plot_canvas(Plot *p, const char *title, double x_low, double x_high, double y_low,
                 double y_high);

/* What has a name gets an entry in the legend; null: none. Lines end at the panel's frame, and
   have a gap where a coordinate is NaN. */
void plot_line(Plot *p, const char *name, const char *color, int n, const double *x,
               const double *y);
void plot_dashes(Plot *p, const char *name, const char *color, int n, const double *x,
                 const double *y);
void plot_points(Plot *p, const char *name, const char *color, int n, const double *x,
                 const double *y);

/* Centred there. */
void plot_text(Plot *p, double x, double y, const char *text);

/* Returns 0, or -1 where the file could not be written. */
int plot_end(Plot *p);

#endif
