#include "plot.h"

#include <math.h>
#include <string.h>

enum { width = 760, height = 460, left = 76, right = 24, top = 76, bottom = 60 };

const char plot_red[] = "#c44e52", plot_blue[] = "#4c72b0", plot_green[] = "#2f8f5b",
           plot_purple[] = "#8172b2", plot_grey[] = "#666";

static double across(const Plot *p, double x)
{
    return left + (x - p->low[0]) / (p->high[0] - p->low[0]) * (width - left - right);
}

static double up(const Plot *p, double y)
{
    return p->panel * height - bottom -
           (y - p->low[1]) / (p->high[1] - p->low[1]) * (height - top - bottom);
}

void plot_begin(Plot *p, const char *file, int panels)
{
    *p = (Plot){.file = fopen(file, "w")};
    if (!p->file)
        return;
    fprintf(p->file,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
            "font-family=\"sans-serif\" font-size=\"14\">\n"
            "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n",
            width, panels * height, width, panels * height);
}

/* 1, 2 or 5 times a power of ten: about six of them from low to high. */
static double tick(double low, double high)
{
    double rough = (high - low) / 6;
    double power = pow(10, floor(log10(rough)));
    double digit = rough / power;
    return power * (digit > 5 ? 10 : digit > 2 ? 5 : digit > 1 ? 2 : 1);
}

static void ticks(Plot *p, int axis)
{
    double step = tick(p->low[axis], p->high[axis]);
    double slack = 1e-9 * step;
    for (double k = ceil((p->low[axis] - slack) / step); k * step <= p->high[axis] + slack; k++) {
        double v = k == 0 ? 0 : k * step; /* no "-0" */
        if (axis == 0)
            fprintf(p->file,
                    "<path d=\"M%.1f %.1fV%.1f\" stroke=\"#ddd\"/>"
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%g</text>\n",
                    across(p, v), up(p, p->low[1]), up(p, p->high[1]), across(p, v),
                    up(p, p->low[1]) + 20, v);
        else
            fprintf(p->file,
                    "<path d=\"M%.1f %.1fH%.1f\" stroke=\"#ddd\"/>"
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%g</text>\n",
                    across(p, p->low[0]), up(p, v), across(p, p->high[0]), across(p, p->low[0]) - 8,
                    up(p, v) + 5, v);
    }
}

void plot_canvas(Plot *p, const char *title, double x_low, double x_high, double y_low,
                 double y_high)
{
    p->panel++;
    p->low[0] = x_low;
    p->high[0] = x_high;
    p->low[1] = y_low;
    p->high[1] = y_high;
    p->legend = left;
    p->thickness = 2;
    if (!p->file)
        return;
    fprintf(p->file, "<text x=\"%d\" y=\"%.1f\" font-size=\"17\" font-weight=\"bold\">%s</text>\n",
            left, up(p, y_high) - 46, title);
    fprintf(p->file,
            "<clipPath id=\"panel%d\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
            "height=\"%.1f\"/></clipPath>\n",
            p->panel, across(p, x_low), up(p, y_high), across(p, x_high) - across(p, x_low),
            up(p, y_low) - up(p, y_high));
}

void plot_panel(Plot *p, const char *title, const char *x_label, const char *y_label, double x_low,
                double x_high, double y_low, double y_high)
{
    plot_canvas(p, title, x_low, x_high, y_low, y_high);
    if (!p->file)
        return;
    ticks(p, 0);
    ticks(p, 1);
    fprintf(p->file, "<path d=\"M%.1f %.1fV%.1fH%.1f\" fill=\"none\" stroke=\"#444\"/>\n",
            across(p, x_low), up(p, y_high), up(p, y_low), across(p, x_high));
    fprintf(p->file, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n",
            0.5 * (across(p, x_low) + across(p, x_high)), up(p, y_low) + 44, x_label);
    fprintf(p->file,
            "<text transform=\"translate(20 %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
            0.5 * (up(p, y_low) + up(p, y_high)), y_label);
}

/* A sample of the line or the point, and the name; in a row below the title. */
static void legend(Plot *p, const char *name, const char *sample)
{
    double y = up(p, p->high[1]) - 18;
    if (!name)
        return;
    fprintf(p->file, "<g transform=\"translate(%.1f %.1f)\">%s</g>", p->legend, y - 5, sample);
    fprintf(p->file, "<text x=\"%.1f\" y=\"%.1f\">%s</text>\n", p->legend + 30, y, name);
    p->legend += 54 + 7.4 * (double)strlen(name);
}

static void line(Plot *p, const char *name, const char *color, const char *dashes, int n,
                 const double *x, const double *y)
{
    char sample[200];
    char step = 'M';
    if (!p->file)
        return;
    snprintf(sample, sizeof sample,
             "<path d=\"M0 0H24\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>",
             color, dashes);
    legend(p, name, sample);
    fprintf(p->file,
            "<path clip-path=\"url(#panel%d)\" fill=\"none\" stroke=\"%s\" stroke-width=\"%g\" "
            "stroke-linejoin=\"round\" stroke-dasharray=\"%s\" d=\"",
            p->panel, color, p->thickness, dashes);
    for (int i = 0; i < n; i++) {
        if (isnan(x[i]) || isnan(y[i])) {
            step = 'M';
            continue;
        }
        fprintf(p->file, "%c%.1f %.1f", step, across(p, x[i]), up(p, y[i]));
        step = 'L';
    }
    fprintf(p->file, "\"/>\n");
}

void plot_line(Plot *p, const char *name, const char *color, int n, const double *x,
               const double *y)
{
    line(p, name, color, "none", n, x, y);
}

void plot_dashes(Plot *p, const char *name, const char *color, int n, const double *x,
                 const double *y)
{
    line(p, name, color, "6 4", n, x, y);
}

void plot_points(Plot *p, const char *name, const char *color, int n, const double *x,
                 const double *y)
{
    char sample[200];
    if (!p->file)
        return;
    snprintf(sample, sizeof sample, "<circle cx=\"18\" r=\"4\" fill=\"%s\"/>", color);
    legend(p, name, sample);
    fprintf(p->file, "<g fill=\"%s\" fill-opacity=\"0.7\">\n", color);
    for (int i = 0; i < n; i++)
        fprintf(p->file, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.4\"/>\n", across(p, x[i]),
                up(p, y[i]));
    fprintf(p->file, "</g>\n");
}

void plot_text(Plot *p, double x, double y, const char *text)
{
    if (p->file)
        fprintf(p->file, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n",
                across(p, x), up(p, y) + 5, text);
}

int plot_end(Plot *p)
{
    if (!p->file)
        return -1;
    fprintf(p->file, "</svg>\n");
    return fclose(p->file) == 0 ? 0 : -1;
}
