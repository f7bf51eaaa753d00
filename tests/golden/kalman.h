#ifndef KALMAN_H
#define KALMAN_H

struct kalman {
    double x, p; /* state, variance */
};

#endif
