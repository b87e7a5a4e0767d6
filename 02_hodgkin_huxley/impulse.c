/**
# The state in time

Lecture 14, slide 9: the four equations, integrated.

GSL has the integrators (`gsl_odeiv2`). What is left to us is what they cannot know: that the
current jumps, and that a spike is an event.

## Jumps

A stepper that estimates its error looks at the right-hand side at a few times in its step. At
rest nothing happens, so its steps grow; and one of several milliseconds goes over a pulse of half
a millisecond as if it were not there. So the integration ends at every node of the stimulus and
begins anew behind it, with a short step, and no step is longer than a quarter of a millisecond.

## Events

A spike is an upward crossing of 50 mV. A step shows that one lies between its two ends; when
exactly, a few steps of Newton's method find out, each of which integrates to the time it has
guessed:

$$ t \leftarrow t - \frac{V(t) - 50}{\dot V(t)} \qquad (1) $$

The first guess is on the straight line between the ends. The potential rises at some 300 mV/ms
there, so a time is three hundred times as exact as the potential that it is found from.
*/

#include "impulse.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the right-hand side needs; GSL hands it on. */
typedef struct {
    const squid *s;
    piece now; /* of the stimulus */
    size_t evaluations;
} equations;

struct impulse {
    equations of;
    const stimulus *in;
    impulse_rule rule;
    gsl_odeiv2_system system;
    gsl_odeiv2_driver *driver;   /* its parts are used step by step */
    gsl_odeiv2_driver *to_spike; /* for equation (1) */
    double t, state[STATES];
    size_t node; /* the piece of the stimulus that t is in */
    size_t steps;
    double t_then; /* when they were last looked at */
    double *spikes;
    size_t n_spikes;
};

static int derivative(double t, const double state[], double ddt[], void *params)
{
    equations *of = params;
    of->evaluations++;
    squid_derivative(of->s, piece_current(&of->now, t), state, ddt);
    return isfinite(ddt[STATE_V]) ? GSL_SUCCESS : GSL_EBADFUNC;
}

static int jacobian(double t, const double state[], double *dfdy, double dfdt[], void *params)
{
    equations *of = params;
    (void)t;
    of->evaluations++;
    squid_jacobian(of->s, state, dfdy);
    for (int k = 0; k < STATES; k++)
        dfdt[k] = 0;
    dfdt[STATE_V] = of->now.slope / of->s->c;
    return GSL_SUCCESS;
}

void impulse_free(impulse *p)
{
    if (!p)
        return;
    if (p->driver)
        gsl_odeiv2_driver_free(p->driver);
    if (p->to_spike)
        gsl_odeiv2_driver_free(p->to_spike);
    free(p->spikes);
    free(p);
}

static const double first_step = 1e-3; /* ms, after a jump */

impulse *impulse_alloc(const squid *s, const stimulus *in, const impulse_rule *rule)
{
    impulse *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->of.s = s;
    p->in = in;
    p->rule = *rule;
    p->system = (gsl_odeiv2_system){derivative, jacobian, STATES, &p->of};
    p->driver = gsl_odeiv2_driver_alloc_y_new(&p->system, rule->type, first_step, rule->tolerance,
                                              rule->tolerance);
    p->to_spike = gsl_odeiv2_driver_alloc_y_new(&p->system, gsl_odeiv2_step_rk8pd, first_step,
                                                rule->tolerance, rule->tolerance);
    if (p->driver && p->to_spike)
        return p;
    impulse_free(p);
    return NULL;
}

/* ------------------------------------------------------------------ pieces of time */

/* The stimulus goes on with piece `node`, and the stepper forgets what was before. */
static void begin_piece(impulse *p, size_t node)
{
    p->node = node;
    p->of.now = stimulus_piece(p->in, node);
    gsl_odeiv2_driver_reset(p->driver);
    p->driver->h = first_step;
}

/* Past all nodes that are not later than t. */
static void begin_piece_at(impulse *p)
{
    size_t node = 0;
    while (node < p->in->n && p->in->t[node] <= p->t)
        node++;
    begin_piece(p, node);
}

void impulse_set(impulse *p, double t, const double state[STATES])
{
    p->t = p->t_then = t;
    memcpy(p->state, state, sizeof p->state);
    p->n_spikes = p->steps = p->of.evaluations = 0;
    begin_piece_at(p);
}

/* -------------------------------------------------------------------------- spikes */

static int keep_spike(impulse *p, double t)
{
    if ((p->n_spikes & (p->n_spikes - 1)) == 0) { /* full at every power of two */
        const size_t room = p->n_spikes ? 2 * p->n_spikes : 1;
        double *more = realloc(p->spikes, room * sizeof *more);
        if (!more)
            return GSL_ENOMEM;
        p->spikes = more;
    }
    p->spikes[p->n_spikes++] = t;
    return GSL_SUCCESS;
}

/* Equation (1), between the ends of a step: (t0, from) and (t1, p->state). */
static int find_spike(impulse *p, double t0, const double from[STATES])
{
    double state[STATES], ddt[STATES], t = t0;
    const double share = (p->rule.level - from[STATE_V]) / (p->state[STATE_V] - from[STATE_V]);
    double guess = t0 + share * (p->t - t0);
    memcpy(state, from, sizeof state);
    for (int k = 0; k < 8; k++) {
        gsl_odeiv2_driver_reset(p->to_spike);
        p->to_spike->h = guess - t; /* back, if need be */
        if (guess != t && gsl_odeiv2_driver_apply(p->to_spike, &t, guess, state) != GSL_SUCCESS)
            return GSL_EFAILED;
        derivative(t, state, ddt, &p->of);
        const double off = (p->rule.level - state[STATE_V]) / ddt[STATE_V];
        guess = GSL_MIN_DBL(GSL_MAX_DBL(t + off, t0), p->t);
        if (fabs(off) < 1e-12)
            break;
    }
    return keep_spike(p, guess);
}

/* --------------------------------------------------------------------------- steps */

static int stuck(const impulse *p, fault *why)
{
    if (p->rule.step > 0)
        return fault_set(why, GSL_EFAILED,
                         "the integration stops at %.6g ms, V = %.4g mV: V runs away, or the step "
                         "%g ms is too long for %s",
                         p->t, p->state[STATE_V], p->rule.step, p->rule.type->name);
    return fault_set(
        why, GSL_EFAILED,
        "the integration stops at %.6g ms, V = %.4g mV: V runs away, or %s cannot meet "
        "the tolerance %g",
        p->t, p->state[STATE_V], p->rule.type->name, p->rule.tolerance);
}

static int all_finite(const double state[STATES])
{
    return isfinite(state[STATE_V]) && isfinite(state[STATE_N]) && isfinite(state[STATE_M]) &&
           isfinite(state[STATE_H]);
}

/* No membrane bears a volt, none of ours goes beyond a sixth of that, and steps of less than a
   millionth of a microsecond lead nowhere. */
static const double highest = 1000, shortest = 1e-9; /* mV, ms */

static int lost(const impulse *p, double t0, double limit)
{
    return !all_finite(p->state) || fabs(p->state[STATE_V]) > highest ||
           (p->t - t0 < shortest && p->t < limit);
}

/* A step of the rule's length, or what is left; if that is the same but for rounding, it is one
   step and not two. */
static int fixed_step(impulse *p, double end)
{
    const double left = end - p->t, h = p->rule.step;
    const int last = left <= h * (1 + 1e-9);
    double error[STATES];
    const int status = gsl_odeiv2_step_apply(p->driver->s, p->t, last ? left : h, p->state, error,
                                             NULL, NULL, &p->system);
    p->t = last ? end : p->t + h;
    return status;
}

static int one_step(impulse *p, double limit)
{
    gsl_odeiv2_driver *d = p->driver;
    if (p->rule.step > 0)
        return fixed_step(p, limit);
    return gsl_odeiv2_evolve_apply(d->e, d->c, d->s, &p->system, &p->t, limit, &d->h, p->state);
}

/* Far below the rest the rates are millions a millisecond, and an explicit stepper goes on in steps
   that never end: not even a hundredth of a millisecond in twenty thousand of them. */
static int crawls(impulse *p)
{
    const size_t many = 20000;
    if (p->rule.step > 0 || p->steps % many != 0)
        return 0;
    const double gone = p->t - p->t_then;
    p->t_then = p->t;
    return gone < 0.01;
}

/* One step, not beyond `end`. */
static int go_on(impulse *p, double end, fault *why)
{
    const double longest = p->rule.step > 0 ? p->rule.step : p->rule.longest;
    const double t0 = p->t, limit = end - t0 > longest * (1 + 1e-9) ? t0 + longest : end;
    double from[STATES];
    memcpy(from, p->state, sizeof from);
    const int status = one_step(p, limit);
    if (status != GSL_SUCCESS || lost(p, t0, limit)) {
        p->t = t0;
        memcpy(p->state, from, sizeof from);
        return stuck(p, why);
    }
    p->steps++;
    if (crawls(p))
        return stuck(p, why);
    if (from[STATE_V] < p->rule.level && p->state[STATE_V] >= p->rule.level &&
        find_spike(p, t0, from) != GSL_SUCCESS)
        return fault_set(why, GSL_EFAILED, "the spike after %.6g ms is not found", t0);
    return GSL_SUCCESS;
}

int impulse_advance(impulse *p, double until, fault *why)
{
    int status = GSL_SUCCESS;
    while (p->t < until && status == GSL_SUCCESS) {
        const double end = GSL_MIN_DBL(until, p->of.now.to);
        status = go_on(p, end, why);
        if (p->t >= p->of.now.to)
            begin_piece_at(p);
    }
    return status;
}

double impulse_time(const impulse *p)
{
    return p->t;
}

const double *impulse_state(const impulse *p)
{
    return p->state;
}

size_t impulse_evaluations(const impulse *p)
{
    return p->of.evaluations;
}

size_t impulse_steps(const impulse *p)
{
    return p->steps;
}

size_t impulse_spikes(const impulse *p)
{
    return p->n_spikes;
}

double impulse_spike(const impulse *p, size_t k)
{
    return p->spikes[k];
}
