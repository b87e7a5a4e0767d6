/* excite.h - how much it takes to make an impulse: a push of a free strength, and the strength
   from which on the membrane fires, by bisection. */

#ifndef EXCITE_H
#define EXCITE_H

#include "impulse.h"
#include "squid.h"
#include "stimulus.h"

enum {
    EXCITE_STEP,  /* a current that lasts, uA/cm^2 */
    EXCITE_PULSE, /* one of `duration`, uA/cm^2; if it is negative a spike comes after its end */
    EXCITE_SHIFT, /* V moved at once, mV */
    EXCITE_SECOND /* a pulse of `duration`, `delay` after the beginning of one of strength `first` */
};

typedef struct {
    const squid *s;
    int kind;
    double duration, delay, first; /* ms, ms, uA/cm^2 */
    double watch;                  /* for so long after the push, ms */
} excitation;

/* The current and the state at 0, from rest, of a push. NULL (GSL_EFAILED) with the reason. */
stimulus *excite_stimulus(const excitation *e, double strength, fault *why);
int excite_start(const excitation *e, double strength, double start[STATES], fault *why);

/* Whether it fires: an upward crossing of SPIKE_LEVEL; for EXCITE_SECOND, V at or above it and
   rising after the end of the second pulse, for a strong pulse lifts V that high by itself.
   *fires is 0 or 1. */
int excite_fires(const excitation *e, double strength, int *fires, fault *why);

/* The smallest strength that fires, of the sign of `limit` and not beyond it, to a relative
   `precision`; NaN if even `limit` does not fire. GSL_EFAILED with the reason if an integration
   fails. */
int excite_threshold(const excitation *e, double limit, double precision, double *threshold,
                     fault *why);

#endif
