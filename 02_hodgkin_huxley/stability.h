/* stability.h - where the rest of a membrane under a current is stable, and where its rhythm
   begins. */

#ifndef STABILITY_H
#define STABILITY_H

#include "squid.h"

/* The rest under a current, and the eigenvalue of the Jacobian there whose real part is the
   largest: if that is negative the rest is stable. A pair of complex ones turns `imaginary` / (2
   pi) times a ms. */
typedef struct {
    double state[STATES];
    double real, imaginary; /* 1/ms */
} stability;

/* GSL_EFAILED with the reason if there is no rest, or no eigenvalues. */
int stability_at(const squid *s, double current, stability *a, fault *why);

/* A current between low and high at which the real part is 0: a Hopf point if the eigenvalue is
   one of a pair. NaN if it has the same sign at both. */
int stability_limit(const squid *s, double low, double high, double *current, fault *why);

/* The smallest current of a rhythm: the fold of cycles. `current` and `cycle` are a current at
   which the membrane fires in a steady rhythm, and the state at which it crosses SPIKE_LEVEL,
   upwards. */
typedef struct {
    double current, period; /* uA/cm^2, ms */
    double cycle[STATES];
} rhythm;

/* From one rhythm to the one at the fold; GSL_EFAILED with the reason if the search gets lost. */
int stability_fold(const squid *s, const rhythm *from, rhythm *fold, fault *why);

#endif
