/**
# How little makes an impulse

Lecture 14, slide 6: «нервный импульс».

The membrane is at rest and is pushed: by a current that lasts, by a pulse, by a shock that moves
the potential at once. A weak push fades, a strong one makes an impulse, and the strength that
divides them is found by bisection. The function whose root is looked for has two values:

$$ f(x) = \begin{cases} +1 & \text{if } x \text{ makes an impulse} \\ -1 & \text{if not} \end{cases} \qquad (1) $$

which is all that GSL's bisection needs.

## What is an impulse?

An upward crossing of 50 mV, as everywhere; the pushes that are tried are never twice as strong as
they need to be, and lift $V$ by 13 mV at most by themselves. That is different for the second of
two pulses. Shortly after an impulse even 150 uA/cm^2 make none, and in half a millisecond they
lift any capacitor of 1 uF/cm^2 by 75 mV, dead or alive. An impulse carries itself: it rises when
the push is over. So behind a first impulse a second is counted only if, at some time after the
end of the second pulse, $V$ is at 50 mV or above and rising.
*/

#include "excite.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_roots.h>
#include <math.h>

/* The end of the push. */
static double end_of(const excitation *e)
{
    return e->kind == EXCITE_SECOND  ? e->delay + e->duration
           : e->kind == EXCITE_PULSE ? e->duration
                                     : 0;
}

/* Two pulses; where the second begins before the first has ended, both flow. */
static stimulus *two_pulses(const excitation *e, double strength)
{
    const double d = e->duration, b = e->delay, both = e->first + strength;
    if (b >= d)
        return stimulus_nodes(8, (double[]){0, 0, d, d, b, b, b + d, b + d},
                              (double[]){0, e->first, e->first, 0, 0, strength, strength, 0});
    return stimulus_nodes(8, (double[]){0, 0, b, b, d, d, b + d, b + d},
                          (double[]){0, e->first, e->first, both, both, strength, strength, 0});
}

stimulus *excite_stimulus(const excitation *e, double strength, fault *why)
{
    stimulus *in = e->kind == EXCITE_STEP    ? stimulus_step(strength, 0)
                   : e->kind == EXCITE_PULSE ? stimulus_pulse(strength, 0, e->duration)
                   : e->kind == EXCITE_SHIFT ? stimulus_step(0, 0)
                                             : two_pulses(e, strength);
    return in ? in : fault_null(why, "no memory for a stimulus");
}

int excite_start(const excitation *e, double strength, double start[STATES], fault *why)
{
    const int status = squid_rest(e->s, 0, start, why);
    if (e->kind == EXCITE_SHIFT)
        start[STATE_V] += strength;
    return status;
}

/* A peak of 50 mV or more behind both pulses: between two looks, every tenth of a millisecond, V
   rose. */
static int rises(impulse *p, double until, int *fires, fault *why)
{
    int status = GSL_SUCCESS;
    while (!*fires && status == GSL_SUCCESS && impulse_time(p) < until) {
        const double before = impulse_state(p)[STATE_V], t = impulse_time(p);
        status = impulse_advance(p, GSL_MIN_DBL(until, t + 0.1), why);
        const double v = impulse_state(p)[STATE_V];
        *fires = v >= SPIKE_LEVEL && v > before;
    }
    return status;
}

static int watch(const excitation *e, impulse *p, int *fires, fault *why)
{
    const double end = end_of(e), until = end + e->watch;
    const int second = e->kind == EXCITE_SECOND;
    int status = impulse_advance(p, second ? end : until, why);
    if (status == GSL_SUCCESS && second)
        return rises(p, until, fires, why);
    *fires = impulse_spikes(p) > 0;
    return status;
}

int excite_fires(const excitation *e, double strength, int *fires, fault *why)
{
    const impulse_rule rule = IMPULSE_RULE;
    double start[STATES];
    *fires = 0;
    stimulus *in = excite_stimulus(e, strength, why);
    if (!in)
        return GSL_EFAILED;
    impulse *p = impulse_alloc(e->s, in, &rule);
    int status = p ? excite_start(e, strength, start, why)
                   : fault_set(why, GSL_ENOMEM, "no memory for a membrane");
    if (status == GSL_SUCCESS) {
        impulse_set(p, 0, start);
        status = watch(e, p, fires, why);
    }
    impulse_free(p);
    stimulus_free(in);
    return status;
}

/* ----------------------------------------------------------------------- bisection */

typedef struct {
    const excitation *e;
    fault *why;
    int status;
} search;

/* Equation (1). After a failure it says 0, which ends the search. */
static double f(double strength, void *params)
{
    search *s = params;
    int fires = 0;
    if (s->status == GSL_SUCCESS)
        s->status = excite_fires(s->e, strength, &fires, s->why);
    return s->status != GSL_SUCCESS ? 0 : fires ? 1 : -1;
}

/* Between a strength that does not fire and one that does. */
static double bisect(search *s, double low, double high, double precision)
{
    gsl_function function = {f, s};
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_bisection);
    if (!solver) {
        s->status = fault_set(s->why, GSL_ENOMEM, "no memory for a root finder");
        return GSL_NAN;
    }
    gsl_root_fsolver_set(solver, &function, GSL_MIN_DBL(low, high), GSL_MAX_DBL(low, high));
    for (int k = 0; k < 100 && s->status == GSL_SUCCESS; k++) {
        gsl_root_fsolver_iterate(solver);
        if (gsl_root_test_interval(solver->x_lower, solver->x_upper, 0, precision) == GSL_SUCCESS)
            break;
    }
    const double root = gsl_root_fsolver_root(solver);
    gsl_root_fsolver_free(solver);
    return root;
}

int excite_threshold(const excitation *e, double limit, double precision, double *threshold,
                     fault *why)
{
    search s = {e, why, GSL_SUCCESS};
    double low = 0, high = limit > 0 ? GSL_MIN_DBL(1, limit) : GSL_MAX_DBL(-1, limit);
    *threshold = GSL_NAN;
    while (s.status == GSL_SUCCESS && f(high, &s) < 0) { /* twice as much, until it fires */
        if (fabs(high) >= fabs(limit))
            return s.status;
        low = high;
        high = fabs(2 * high) > fabs(limit) ? limit : 2 * high;
    }
    if (s.status == GSL_SUCCESS)
        *threshold = bisect(&s, low, high, precision);
    return s.status;
}
