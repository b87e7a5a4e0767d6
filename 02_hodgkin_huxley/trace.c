/**
# The shape of a spike

Lecture 14, slide 9: what the four equations do, measured.

A run is written down at equal intervals. How high a spike is, how deep the dip behind it and how
long it lasts are questions about moments that lie between two samples: where $\dot V = 0$, or
where $V$ crosses a level. A parabola through three samples would answer them to three digits. But
the state at every sample is known, and with it the whole future; so the moment is looked for by a
root finder (Brent's, from GSL) which for each guess $t$ integrates from the sample before it:

$$ \dot V(t) = 0 \qquad (1) \qquad\qquad V(t) = \tfrac12 V_{peak} \qquad (2) $$

(1) holds at the peak and at the bottom of the undershoot, (2) twice, and the time between is the
spike's width.
*/

#include "trace.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

trace *trace_alloc(const squid *s, const stimulus *in)
{
    trace *tr = calloc(1, sizeof *tr);
    if (tr) {
        tr->s = s;
        tr->in = in;
    }
    return tr;
}

void trace_free(trace *tr)
{
    if (!tr)
        return;
    free(tr->t);
    free(tr->state);
    free(tr);
}

/* ------------------------------------------------------------------------- samples */

static int make_room(trace *tr)
{
    if (tr->n < tr->room)
        return GSL_SUCCESS;
    const size_t room = tr->room ? 2 * tr->room : 1024;
    double *t = realloc(tr->t, room * sizeof *t);
    if (!t)
        return GSL_ENOMEM;
    tr->t = t;
    double(*state)[STATES] = realloc(tr->state, room * sizeof *state);
    if (!state)
        return GSL_ENOMEM;
    tr->state = state;
    tr->room = room;
    return GSL_SUCCESS;
}

static int keep(trace *tr, const impulse *p, fault *why)
{
    if (make_room(tr) != GSL_SUCCESS)
        return fault_set(why, GSL_ENOMEM, "no memory for %zu samples", tr->n + 1);
    tr->t[tr->n] = impulse_time(p);
    memcpy(tr->state[tr->n++], impulse_state(p), sizeof *tr->state);
    return GSL_SUCCESS;
}

/* Sample k is at begin + k every, not at the one before plus `every`: rounding does not add up. */
int trace_record(trace *tr, impulse *p, double until, double every, fault *why)
{
    const double begin = impulse_time(p);
    int status = keep(tr, p, why);
    for (size_t k = 1; status == GSL_SUCCESS && impulse_time(p) < until; k++) {
        const double t = begin + (double)k * every;
        status = impulse_advance(p, t > until - 1e-9 * every ? until : t, why);
        if (status == GSL_SUCCESS)
            status = keep(tr, p, why);
    }
    return status;
}

double trace_current(const trace *tr, size_t k)
{
    return stimulus_current(tr->in, tr->t[k]);
}

/* ------------------------------------------------------------------------- moments */

/* What is looked for between two samples: V = level, or dV/dt = 0. */
typedef struct {
    const trace *tr;
    impulse *again;
    size_t from; /* the sample */
    int slope;
    double level;
} moment;

static double value(const moment *m, double t, const double state[STATES])
{
    double ddt[STATES];
    if (!m->slope)
        return state[STATE_V] - m->level;
    squid_derivative(m->tr->s, stimulus_current(m->tr->in, t), state, ddt);
    return ddt[STATE_V];
}

/* The left-hand side of (1) or (2), and the state there is left in m->again. */
static double value_at(double t, void *params)
{
    const moment *m = params;
    fault why = {""};
    impulse_set(m->again, m->tr->t[m->from], m->tr->state[m->from]);
    if (impulse_advance(m->again, t, &why) != GSL_SUCCESS)
        return GSL_NAN;
    return value(m, t, impulse_state(m->again));
}

static double value_of_sample(const moment *m, size_t k)
{
    return value(m, m->tr->t[k], m->tr->state[k]);
}

/* The root between the samples m->from and m->from + 1, at whose ends the signs differ. */
static double find(moment *m)
{
    gsl_function f = {value_at, m};
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    double t = GSL_NAN;
    if (solver &&
        gsl_root_fsolver_set(solver, &f, m->tr->t[m->from], m->tr->t[m->from + 1]) == GSL_SUCCESS) {
        for (int k = 0; k < 60 && gsl_root_fsolver_iterate(solver) == GSL_SUCCESS; k++)
            if (solver->x_upper - solver->x_lower < 1e-12)
                break;
        t = gsl_root_fsolver_root(solver);
    }
    if (solver)
        gsl_root_fsolver_free(solver);
    return t;
}

static int changes(const moment *m, size_t k)
{
    return (value_of_sample(m, k) > 0) != (value_of_sample(m, k + 1) > 0);
}

/* From sample k on, in steps of 1 or -1, to where it changes; NaN if it never does. */
static double next_change(moment *m, size_t k, int step)
{
    for (; k + 1 < m->tr->n; k += (size_t)step) {
        m->from = k;
        if (changes(m, k))
            return find(m);
        if (step < 0 && k == 0)
            break;
    }
    return GSL_NAN;
}

/* --------------------------------------------------------------------------- shape */

static size_t sample_before(const trace *tr, double t)
{
    size_t low = 0, high = tr->n; /* tr->t[low] <= t < tr->t[high] */
    while (high - low > 1) {
        const size_t middle = (low + high) / 2;
        if (tr->t[middle] <= t)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static double potential_at(moment *m, double t)
{
    value_at(t, m);
    return impulse_state(m->again)[STATE_V];
}

/* The lowest sample before `next`, and (1) beside it. At a jump of the current V can have a corner
   there: then it is that sample. */
static void find_undershoot(moment *m, size_t after, double next, spike_shape *shape)
{
    const trace *tr = m->tr;
    size_t lowest = after;
    for (size_t k = after; k < tr->n && tr->t[k] < next; k++)
        if (tr->state[k][STATE_V] < tr->state[lowest][STATE_V])
            lowest = k;
    if (lowest + 1 >= tr->n)
        return;
    m->slope = 1;
    m->from = lowest > 0 && changes(m, lowest - 1) ? lowest - 1 : lowest;
    shape->undershoot_time = changes(m, m->from) ? find(m) : tr->t[lowest];
    shape->undershoot = potential_at(m, shape->undershoot_time);
}

static void find_shape(moment *m, double spike, double next, spike_shape *shape)
{
    const size_t before = sample_before(m->tr, spike);
    m->slope = 1;
    shape->peak_time = next_change(m, value_of_sample(m, before) > 0 ? before : before + 1, 1);
    if (!isfinite(shape->peak_time))
        return;
    shape->peak = potential_at(m, shape->peak_time);
    const size_t top = m->from;
    m->slope = 0;
    m->level = shape->peak / 2; /* equation (2) */
    const double up = next_change(m, top, -1), down = next_change(m, top + 1, 1);
    shape->width = down - up;
    find_undershoot(m, top + 1, next, shape);
}

spike_shape trace_shape(const trace *tr, double spike, double next)
{
    const impulse_rule rule = IMPULSE_RULE;
    spike_shape shape = {GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
    moment m = {.tr = tr, .again = impulse_alloc(tr->s, tr->in, &rule)};
    if (m.again && tr->n > 1)
        find_shape(&m, spike, next, &shape);
    impulse_free(m.again);
    return shape;
}
