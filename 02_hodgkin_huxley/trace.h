/* trace.h - a run written down: the state at equal intervals, and the shape of its spikes. */

#ifndef TRACE_H
#define TRACE_H

#include "impulse.h"
#include <stddef.h>

typedef struct {
    const squid *s; /* borrowed, as the stimulus is */
    const stimulus *in;
    size_t n, room;
    double *t;               /* ms */
    double (*state)[STATES]; /* at each time */
} trace;

/* NULL without memory. */
trace *trace_alloc(const squid *s, const stimulus *in);
void trace_free(trace *tr);

/* Goes on with `p` to the time `until`; writes its state down at the beginning, every `every` ms,
   and at the end. Where impulse_advance fails so does this, and the trace holds what was before. */
int trace_record(trace *tr, impulse *p, double until, double every, fault *why);

/* The current at sample k. */
double trace_current(const trace *tr, size_t k);

/* One spike; what the trace ends before is NaN. */
typedef struct {
    double peak, peak_time;             /* mV, ms: the highest V */
    double undershoot, undershoot_time; /* the lowest V between it and the next spike */
    double width;                       /* ms that V is above half of the peak */
} spike_shape;

/* Of the spike that crosses SPIKE_LEVEL at the time `spike`; the next one does so at `next`, or
   GSL_POSINF. Moments between two samples are found by integrating again. */
spike_shape trace_shape(const trace *tr, double spike, double next);

#endif
