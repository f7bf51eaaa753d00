/* hand.c: see objectives.h. */
#include "objectives.h"

#include <math.h>

static void multiply(const Matrix *a, const Matrix *b, Matrix *c)
{
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) {
            c->at[i][j] = 0.0;
            for (int k = 0; k < 4; k++)
                c->at[i][j] += a->at[i][k] * b->at[k][j];
        }
}

/* Rz Ry Rx of the angles (x, z, y). */
static Matrix euler(const double xzy[3])
{
    double cx = cos(xzy[0]), sx = sin(xzy[0]);
    double cy = cos(xzy[2]), sy = sin(xzy[2]);
    double cz = cos(xzy[1]), sz = sin(xzy[1]);
    Matrix turn = {{{cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx, 0.0},
                    {sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx, 0.0},
                    {-sy, cy * sx, cy * cx, 0.0},
                    {0.0, 0.0, 0.0, 1.0}}};
    return turn;
}

/* The rotation by the angle |v| about v. */
static void turn_about(const double v[3], double r[3][3])
{
    double angle = sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    if (angle < 1e-4) {
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                r[i][j] = i == j;
        return;
    }
    double x = v[0] / angle, y = v[1] / angle, z = v[2] / angle;
    double s = sin(angle), c = cos(angle);
    r[0][0] = x * x + (1.0 - x * x) * c;
    r[0][1] = x * y * (1.0 - c) - z * s;
    r[0][2] = x * z * (1.0 - c) + y * s;
    r[1][0] = x * y * (1.0 - c) + z * s;
    r[1][1] = y * y + (1.0 - y * y) * c;
    r[1][2] = y * z * (1.0 - c) - x * s;
    r[2][0] = x * z * (1.0 - c) - y * s;
    r[2][1] = z * y * (1.0 - c) + x * s;
    r[2][2] = z * z + (1.0 - z * z) * c;
}

/* The angles of each bone: the wrist and the first and last bones do not bend. */
static void bend(const double theta[hand_parameters], double angles[bones][3])
{
    for (int i = 0; i < bones; i++)
        for (int c = 0; c < 3; c++)
            angles[i][c] = 0.0;
    int at = 6;
    for (int finger = 0; finger < 5; finger++)
        for (int joint = 0; joint < 3; joint++) {
            int bone = 2 + 4 * finger + joint;
            angles[bone][0] = theta[at++];
            if (joint == 0)
                angles[bone][1] = theta[at++];
        }
}

/* Where the skeleton takes a point at rest, for each bone. */
static void pose(const double theta[hand_parameters], const Hand *model, Matrix transform[bones])
{
    double angles[bones][3];
    Matrix absolute[bones];
    bend(theta, angles);
    for (int i = 0; i < bones; i++) {
        Matrix turn = euler(angles[i]);
        Matrix relative;
        multiply(&model->relative[i], &turn, &relative);
        if (model->parent[i] < 0)
            absolute[i] = relative;
        else
            multiply(&absolute[model->parent[i]], &relative, &absolute[i]);
        multiply(&absolute[i], &model->inverse_absolute[i], &transform[i]);
    }
}

void hand(const double theta[hand_parameters], const Hand *model, int n,
          const int correspondence[n], const double point[n][3], double err[n][3])
{
    Matrix transform[bones];
    double turn[3][3];
    pose(theta, model, transform);
    turn_about(theta, turn);
    for (int i = 0; i < n; i++) {
        const double *rest = model->position[correspondence[i]];
        double at[3] = {0.0, 0.0, 0.0};
        for (int bone = 0; bone < bones; bone++) {
            double weight = model->weight[correspondence[i]][bone];
            for (int r = 0; r < 3; r++)
                for (int c = 0; c < 4; c++)
                    at[r] += weight * transform[bone].at[r][c] * rest[c];
        }
        for (int r = 0; r < 3; r++)
            err[i][r] = point[i][r] - (turn[r][0] * at[0] + turn[r][1] * at[1] +
                                       turn[r][2] * at[2] + theta[3 + r]);
    }
}
