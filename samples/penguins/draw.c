/* draw.c: the data and the fitted components as an SVG picture. */
#include "fit.h"

#include <math.h>
#include <stdio.h>

enum { width = 760, height = 520, left = 70, right = 20, top = 50, bottom = 60 };

static const double low[2] = {31.0, 12.5}, high[2] = {61.0, 22.5}; /* mm */
static const double tick[2] = {5.0, 2.0}, first_tick[2] = {35.0, 14.0};
static const char *const color[3] = {"#c44e52", "#4c72b0", "#2f8f5b"};

static double across(double mm)
{
    return left + (mm - low[0]) / (high[0] - low[0]) * (width - left - right);
}

static double up(double mm)
{
    return height - bottom - (mm - low[1]) / (high[1] - low[1]) * (height - top - bottom);
}

static void axes(FILE *f)
{
    fprintf(f, "<g stroke=\"#ddd\">\n");
    for (double v = first_tick[0]; v < high[0]; v += tick[0])
        fprintf(f, "<path d=\"M%.1f %.1fV%.1f\"/>\n", across(v), up(low[1]), up(high[1]));
    for (double v = first_tick[1]; v < high[1]; v += tick[1])
        fprintf(f, "<path d=\"M%.1f %.1fH%.1f\"/>\n", across(low[0]), up(v), across(high[0]));
    fprintf(f, "</g>\n<path d=\"M%.1f %.1fV%.1fH%.1f\" fill=\"none\" stroke=\"#444\"/>\n",
            across(low[0]), up(high[1]), up(low[1]), across(high[0]));
    for (double v = first_tick[0]; v < high[0]; v += tick[0])
        fprintf(f, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%g</text>\n", across(v),
                up(low[1]) + 20, v);
    for (double v = first_tick[1]; v < high[1]; v += tick[1])
        fprintf(f, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%g</text>\n",
                across(low[0]) - 8, up(v) + 5, v);
    fprintf(f, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">bill length (mm)</text>\n",
            0.5 * (across(low[0]) + across(high[0])), height - 15);
    fprintf(f,
            "<text transform=\"translate(22 %.1f) rotate(-90)\" text-anchor=\"middle\">"
            "bill depth (mm)</text>\n",
            0.5 * (up(low[1]) + up(high[1])));
    fprintf(f,
            "<text x=\"%d\" y=\"30\" font-size=\"17\" font-weight=\"bold\">Palmer penguins and a "
            "mixture of three Gaussians</text>\n",
            left);
}

static void points(FILE *f, const Data *d)
{
    for (int i = 0; i < d->n; i++)
        fprintf(f, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\" fill=\"%s\" fill-opacity=\"0.6\"/>\n",
                across(d->mean[0] + d->scale[0] * d->x[i][0]),
                up(d->mean[1] + d->scale[1] * d->x[i][1]), color[d->species[i]]);
}

/* The points with |L (x - mu)| = 2. */
static void ellipse(FILE *f, const Data *d, const double mu[2], const double l[3])
{
    fprintf(f,
            "<path fill=\"#000\" fill-opacity=\"0.05\" stroke=\"#222\" stroke-width=\"1.6\" d=\"");
    for (int i = 0; i < 90; i++) {
        double angle = i * 3.141592653589793 / 45.0;
        double a = 2.0 * cos(angle) / exp(l[0]);
        double b = (2.0 * sin(angle) - l[1] * a) / exp(l[2]);
        fprintf(f, "%c%.1f %.1f", i ? 'L' : 'M', across(d->mean[0] + d->scale[0] * (mu[0] + a)),
                up(d->mean[1] + d->scale[1] * (mu[1] + b)));
    }
    fprintf(f, "Z\"/>\n");
    double x = across(d->mean[0] + d->scale[0] * mu[0]);
    double y = up(d->mean[1] + d->scale[1] * mu[1]);
    fprintf(f, "<path d=\"M%.1f %.1fh12m-6 -6v12\" stroke=\"#222\" stroke-width=\"2\"/>\n", x - 6,
            y);
}

static void legend(FILE *f)
{
    double x = width - right - 190;
    double y = up(low[1]) - 100;
    fprintf(f,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"180\" height=\"92\" fill=\"#fff\" "
            "fill-opacity=\"0.9\" stroke=\"#bbb\"/>\n",
            x, y);
    for (int s = 0; s < 3; s++)
        fprintf(f,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>"
                "<text x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                x + 16, y + 16 + 20 * s, color[s], x + 32, y + 21 + 20 * s, species_name[s]);
    fprintf(f,
            "<ellipse cx=\"%.1f\" cy=\"%.1f\" rx=\"9\" ry=\"5\" fill=\"none\" stroke=\"#222\" "
            "stroke-width=\"1.6\"/><text x=\"%.1f\" y=\"%.1f\">fit, two std. dev.</text>\n",
            x + 16, y + 76, x + 32, y + 81);
}

int draw(const char *file, const Data *d, double mu[][2], double l[][3])
{
    FILE *f = fopen(file, "w");
    if (!f)
        return -1;
    fprintf(f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
            "font-family=\"sans-serif\" font-size=\"14\">\n"
            "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n",
            width, height, width, height);
    axes(f);
    points(f, d);
    for (int j = 0; j < components; j++)
        ellipse(f, d, mu[j], l[j]);
    legend(f);
    fprintf(f, "</svg>\n");
    return fclose(f) == 0 ? 0 : -1;
}
