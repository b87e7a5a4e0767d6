/* stimulus.h - the current into a cell as a function of time: straight pieces, with jumps between
   them. An integrator must know where the jumps are: one that chooses its own steps goes over a
   pulse of half a millisecond without noticing it. */

#ifndef STIMULUS_H
#define STIMULUS_H

#include "fault.h"
#include <stddef.h>

/* i[k] at the time t[k], linear in between; two nodes at the same time make a jump. Before the first
   node the current is i[0], after the last i[n - 1]. */
typedef struct {
    size_t n;  /* at least 1 */
    double *t; /* ms, in order */
    double *i; /* uA/cm^2 */
} stimulus;

/* Each NULL without memory. The first copies n nodes. */
stimulus *stimulus_nodes(size_t n, const double t[], const double i[]);
stimulus *stimulus_step(double current, double from);             /* `current` from then on */
stimulus *stimulus_pulse(double current, double from, double to); /* and 0 again */
stimulus *stimulus_ramp(double slope, double from);               /* uA/cm^2/ms, for ever */
stimulus *stimulus_triangle(double top, double from, double to);  /* up and down again */
void stimulus_free(stimulus *s);

/* Reads a table: a time in ms and a current in uA/cm^2 a line, times in order; blank lines and
   those that begin with '#' are comments. NULL with the reason, which names the line, if it is
   anything else. */
stimulus *stimulus_read(const char *path, fault *why);

/* One of the n + 1 straight pieces: the current is i + slope (t - from), from `from` to `to`. The
   first begins at -infinity, the last ends at infinity; at a jump a piece is 0 long. */
typedef struct {
    double from, to, i, slope;
} piece;

piece stimulus_piece(const stimulus *s, size_t k);

/* The current of a piece at a time inside it. */
double piece_current(const piece *p, double t);

/* The current at a time; at a jump the one after it. */
double stimulus_current(const stimulus *s, double t);

#endif
