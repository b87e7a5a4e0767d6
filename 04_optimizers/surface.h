/* surface.h - errors of two weights only, whose whole landscape can be drawn, and the path
   that a method takes over one. */

#ifndef SURFACE_H
#define SURFACE_H

#include "method.h"

typedef struct {
    const char *name, *title;
    double (*height)(double x, double y, double slope[2]); /* E; grad E unless slope is NULL */
    double start[2];
    double lowest;                     /* E at the minimum */
    double x_min, x_max, y_min, y_max; /* the part that is worth drawing */
} surface;

/* Ended by NULL. */
extern const surface *const surfaces[];

/* The surface of that name, or NULL. */
const surface *surface_by_name(const char *name);

/* So near to the lowest E counts as there; so many iterations are tried. */
#define SURFACE_NEAR 1e-6
enum { SURFACE_ITERATIONS = 2000 };

typedef struct {
    double x, y, e;
} place;

typedef struct {
    double step;        /* the step size that it was given, NaN if it has none */
    size_t n;           /* places, the start included */
    size_t evaluations; /* of E, of its gradient or of both at once */
    int reached;
    place at[SURFACE_ITERATIONS + 1];
} path;

/* The path of a method with this step size, its other hyper-parameters as in its table.
   Returns a GSL error code; that a method fails on the way is no error, its path is
   shorter then. */
int surface_walk(const surface *s, const method *m, double step, path *p, fault *why);

/* The best path of all those with step sizes from 1e-4 to 10, six for each power of ten: that
   which is there in the fewest evaluations, or if none is there, that which ends lowest. A
   step size is a number for one task, and a comparison at the same one would be won by
   whoever it suits. */
int surface_best_walk(const surface *s, const method *m, path *best, fault *why);

#endif
