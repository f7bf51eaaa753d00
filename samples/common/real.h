/* real.h: the samples are built for double and, with -DREAL=float, for float. */
#ifndef REAL_H
#define REAL_H

#ifndef REAL
#define REAL double
#endif

typedef REAL real;

#endif
