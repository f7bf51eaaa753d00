/* Of the global array of structures in hunt_paths/called_paths, whose shadow the generated header declares. */
#ifndef KNOB_H
#define KNOB_H

struct h4_k {
    double a, b;
};

#endif
