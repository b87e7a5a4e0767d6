/* impulse.h - a membrane's state in time, under a stimulus, by any of GSL's steppers with its
   step size controlled; and the spikes on the way. */

#ifndef IMPULSE_H
#define IMPULSE_H

#include "squid.h"
#include "stimulus.h"

/* A spike is an upward crossing of this potential, mV from rest: once each, in the steep part of
   the impulse, where its time is known best. */
#define SPIKE_LEVEL 50.0

typedef struct {
    const gsl_odeiv2_step_type *type;
    double tolerance; /* of a step: relative, and absolute in mV and in shares of gates */
    double longest;   /* a step is never longer, ms */
    double level;     /* an upward crossing of it is a spike, mV from rest */
    double step;      /* all steps have this length, ms, and no error is looked at; or 0 */
} impulse_rule;

/* rk8pd, 1e-9, 0.25 ms, SPIKE_LEVEL. At 1e-3 long steps damp a rest that is weakly unstable, and
   most spikes near the onset of firing are lost in silence: 1e-6 is the coarsest that can be
   trusted. */
#define IMPULSE_RULE                                                                               \
    {                                                                                              \
        .type = gsl_odeiv2_step_rk8pd, .tolerance = 1e-9, .longest = 0.25, .level = SPIKE_LEVEL    \
    }

typedef struct impulse impulse;

/* The membrane and the stimulus are borrowed. NULL without memory. */
impulse *impulse_alloc(const squid *s, const stimulus *in, const impulse_rule *rule);
void impulse_free(impulse *p);

/* Puts the membrane into a state at a time; forgets spikes and evaluations. */
void impulse_set(impulse *p, double t, const double state[STATES]);

/* Goes to the time `until`, exactly, and stops at every jump of the stimulus on the way: the
   stepper begins anew there. Spikes are kept. Returns GSL_EFAILED with the reason if the stepper
   cannot meet its tolerance, or if V runs away past a volt; time and state are the last good ones
   then. */
int impulse_advance(impulse *p, double until, fault *why);

double impulse_time(const impulse *p);         /* ms */
const double *impulse_state(const impulse *p); /* STATES numbers */
size_t impulse_evaluations(const impulse *p); /* of the right-hand side; a Jacobian counts as one */
size_t impulse_steps(const impulse *p);

/* The spikes since impulse_set: how many, and when each crossed the level, ms. */
size_t impulse_spikes(const impulse *p);
double impulse_spike(const impulse *p, size_t k);

#endif
