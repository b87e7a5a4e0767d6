/* crowd.h - many membranes at once, each under a constant current of its own, by a method of
   order 5 with a fixed step; the loops run over the membranes, so that a processor takes several at a time. */

#ifndef CROWD_H
#define CROWD_H

#include "squid.h"
#include <stddef.h>

typedef struct {
    const squid *s; /* borrowed */
    size_t n;
    double step;     /* ms */
    double *current; /* uA/cm^2, n of them */
    double *state;   /* state[j n + k]: variable j of membrane k */
    size_t *spikes;  /* of each: upward crossings of SPIKE_LEVEL */
    double *first;   /* when the first was, ms; NaN if there was none */
    double *last;    /* the last */
    double *before;  /* the one before the last */
} crowd;

/* All at rest under no current; currents 0. NULL without memory, or without a rest. */
crowd *crowd_alloc(const squid *s, size_t n, double step, fault *why);
void crowd_free(crowd *c);

/* The four slopes of n membranes, as squid_derivative's to 13 digits or so; variable j of membrane k is
   state[n j + k]. */
void crowd_derivative(const squid *s, size_t n, const double current[], const double state[],
                      double ddt[]);

/* Called for every spike, if it is not NULL. */
typedef void crowd_on_spike(void *to, size_t membrane, double t);

/* From time 0 on. GSL_EFAILED with the reason if a potential runs away. */
int crowd_run(crowd *c, double time, crowd_on_spike *on_spike, void *to, fault *why);

#endif
