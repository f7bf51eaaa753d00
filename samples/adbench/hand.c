/* Hand tracking: a hand of bones and skin is posed, and compared with points that were measured.

   theta: the turn of the whole hand (axis times angle), its place, then for each finger the
   flexion and abduction of its first bone and the flexion of the two that follow. Each vertex of
   the skin follows the bones with its own weights; corresp tells the vertex of each point.
   Matrices of 4x4 are row-major. */
#include <adc/adc.h>
#include <math.h>

static void multiply(const double a[16], const double b[16], double product[16])
{
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) {
            double sum = 0.0;
            for (int k = 0; k < 4; k++)
                sum += a[4 * i + k] * b[4 * k + j];
            product[4 * i + j] = sum;
        }
}

/* Turns by flexion about x, then by abduction about z. */
static void joint(double flexion, double abduction, double turn[16])
{
    const double cx = cos(flexion);
    const double sx = sin(flexion);
    const double cz = cos(abduction);
    const double sz = sin(abduction);
    const double rows[3][3] = {
        {cz, -sz * cx, sz * sx},
        {sz, cz * cx, -cz * sx},
        {0.0, sx, cx},
    };
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            turn[4 * i + j] = i < 3 && j < 3 ? rows[i][j] : i == j;
}

/* Turns by the angle |r| about the axis r. */
static void rotation(const double r[3], double turn[3][3])
{
    const double angle = sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            turn[i][j] = i == j;
    if (angle < 0.0001)
        return;
    const double x = r[0] / angle;
    const double y = r[1] / angle;
    const double z = r[2] / angle;
    const double s = sin(angle);
    const double c = cos(angle);
    const double rows[3][3] = {
        {x * x + (1.0 - x * x) * c, x * y * (1.0 - c) - z * s, x * z * (1.0 - c) + y * s},
        {x * y * (1.0 - c) + z * s, y * y + (1.0 - y * y) * c, y * z * (1.0 - c) - x * s},
        {x * z * (1.0 - c) - y * s, y * z * (1.0 - c) + x * s, z * z + (1.0 - z * z) * c},
    };
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            turn[i][j] = rows[i][j];
}

/* Where each bone takes the skin from its resting place. */
static void pose(int bones, const double theta[26], const int parent[bones],
                 const double relative[bones][16], const double inverse[bones][16],
                 double transform[bones][16])
{
    double absolute[bones][16];
    for (int i = 0; i < bones; i++) {
        double flexion = 0.0;
        double abduction = 0.0;
        int finger = (i - 2) / 4;
        int link = (i - 2) % 4;
        if (i >= 2 && finger < 5 && link < 3) {
            flexion = theta[6 + 4 * finger + (link == 0 ? 0 : link + 1)];
            if (link == 0)
                abduction = theta[7 + 4 * finger];
        }
        double turn[16];
        double posed[16];
        joint(flexion, abduction, turn);
        multiply(relative[i], turn, posed);
        if (parent[i] >= 0)
            multiply(absolute[parent[i]], posed, absolute[i]);
        else
            for (int e = 0; e < 16; e++)
                absolute[i][e] = posed[e];
        multiply(absolute[i], inverse[i], transform[i]);
    }
}

ADC_JACOBIAN(wrt(theta), of(err))
void hand(int bones, int vertices, int points, const double theta[26], const int parent[bones],
          const double relative[bones][16], const double inverse[bones][16],
          const double skin[vertices][4], const double weight[vertices][bones], int mirrored,
          const int corresp[points], const double measured[points][3], double err[points][3])
{
    double transform[bones][16];
    double turn[3][3];
    double place[vertices][3];
    pose(bones, theta, parent, relative, inverse, transform);
    rotation(theta, turn);
    for (int v = 0; v < vertices; v++) {
        double posed[3] = {0.0, 0.0, 0.0};
        for (int i = 0; i < bones; i++)
            for (int r = 0; r < 3; r++)
                for (int c = 0; c < 4; c++)
                    posed[r] += weight[v][i] * transform[i][4 * r + c] * skin[v][c];
        if (mirrored)
            posed[0] = -posed[0];
        for (int r = 0; r < 3; r++)
            place[v][r] = theta[3 + r] + turn[r][0] * posed[0] + turn[r][1] * posed[1] +
                          turn[r][2] * posed[2];
    }
    for (int p = 0; p < points; p++)
        for (int r = 0; r < 3; r++)
            err[p][r] = measured[p][r] - place[corresp[p]][r];
}
