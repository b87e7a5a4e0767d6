/**
# The synapse: one way, late, and chemical

Lecture 14, slide 5: «синапс», on the membrane of slide 9.

Between two cells there is a gap of some 50 nm, and no current worth mentioning crosses it. An
impulse that reaches its near side sets free a chemical; the chemical crosses; on the far side it
opens channels. So the signal goes one way only, it comes late, and what arrives is not a current
but a conductance: how much flows through it depends on the potential that the receiving cell has
at that moment. Three words of the slide, three properties of the equations:

$$ C \frac{dV}{dt} = I - I_{ion}(V, n, m, h) - g_e\,(V - V_e) - g_i\,(V - V_i) \qquad (1) $$
$$ g_e(t) = g_e(t_0)\, e^{-(t - t_0)/\tau_s}, \qquad g_i(t) = g_i(t_0)\, e^{-(t - t_0)/\tau_s} \qquad (2) $$
$$ \text{an impulse of weight } w \text{ arrives:} \quad g_e \leftarrow g_e + w, \ \text{ or }\
   g_i \leftarrow g_i - w \ \text{ if } w < 0 \qquad (3) $$

$I_{ion}$ is that of `squid.c`, all four equations of it. A weight's sign says which of two kinds
of channel opens: those that pull the potential up, to $V_e$, or those that hold it down, at
$V_i$. A cell cannot be driven beyond $V_e$ by any number of impulses; in the neuron of `lif.c` it
can.

| slide | here | default | meaning |
|---|---|---|---|
| $V, n, m, h$ | `state` | the rest | of the membrane |
| $g_e, g_i$ | `excite`, `inhibit` | 0 | open synapses, mS/cm^2 |
| $V_e, V_i$ | `excite_to`, `inhibit_to` | 65, -12 mV | where they pull the potential, from rest |
| $\tau_s$ | `decay` | 2 ms | how long they stay open |
| $I$ | `drive` + `extra` | 0 | current into the cell, uA/cm^2 |

## From event to event

The right-hand side of (1) jumps when an impulse arrives, so an integration has to end there. But
impulses come from other cells, which are integrated too, and when those will fire is not known in
advance.

The way out is a proposal. A cell stands at a time $t$. One step of the integrator leads it to $t
+ h$; that is a proposal and an appointment in the queue of events (`event_queue.c`). If nothing
arrives before, the appointment comes to be the next of all events, the proposal is accepted, and
the next one made. If something does arrive, at a time between $t$ and $t + h$, the proposal is
thrown away, the cell is integrated from $t$ to the arrival, and (3) is applied there. A spike
inside a step makes the proposal end at the spike. So no cell is ever ahead of the news, steps are
as long as the tolerance allows, delays may be as short as they like, even 0, and there is no grid
that they would be rounded to. The price is one step thrown away for each arrival.

A spike is an upward crossing of 50 mV, once, as in `impulse.c`; Newton's method finds its time.
*/

#include "synapse.h"

#include "impulse.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct synapse_solver {
    gsl_odeiv2_system system;
    gsl_odeiv2_step *step;
    gsl_odeiv2_control *control;
    gsl_odeiv2_evolve *evolve;
    size_t evaluations;
    /* Whose equations these are, now: */
    const synapse_rule *rule;
    const synapse_cell *cell;
};

/* Equations (1) and (2). The synapses' current is one more current into the membrane. */
static int derivative(double t, const double state[], double ddt[], void *params)
{
    synapse_solver *s = params;
    const synapse_rule *r = s->rule;
    const synapse_cell *c = s->cell;
    const double v = state[STATE_V];
    double i = r->drive + c->extra;
    s->evaluations++;
    if (c->excite > 0 || c->inhibit > 0) {
        const double left = exp(-(t - c->t) / r->decay);
        i -= left * (c->excite * (v - r->excite_to) + c->inhibit * (v - r->inhibit_to));
    }
    squid_derivative(&r->membrane, i, state, ddt);
    return isfinite(ddt[STATE_V]) ? GSL_SUCCESS : GSL_EBADFUNC;
}

void synapse_solver_free(synapse_solver *s)
{
    if (!s)
        return;
    if (s->step)
        gsl_odeiv2_step_free(s->step);
    if (s->control)
        gsl_odeiv2_control_free(s->control);
    if (s->evolve)
        gsl_odeiv2_evolve_free(s->evolve);
    free(s);
}

synapse_solver *synapse_solver_alloc(double tolerance)
{
    synapse_solver *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->system = (gsl_odeiv2_system){derivative, NULL, STATES, s};
    s->step = gsl_odeiv2_step_alloc(gsl_odeiv2_step_rk8pd, STATES);
    s->control = gsl_odeiv2_control_y_new(tolerance, tolerance);
    s->evolve = gsl_odeiv2_evolve_alloc(STATES);
    if (s->step && s->control && s->evolve)
        return s;
    synapse_solver_free(s);
    return NULL;
}

size_t synapse_evaluations(const synapse_solver *s)
{
    return s->evaluations;
}

/* --------------------------------------------------------------------- integration */

/* After an arrival the first step tried is short; no step is longer than a quarter of a
   millisecond, and one of less than a millionth of a microsecond leads nowhere. */
static const double first_step = 1e-3, longest = 0.25, shortest = 1e-9; /* ms */
static const double highest = 1000;                                     /* mV */

/* The shared integrator forgets the cell that it had before. */
static void take(synapse_solver *s, const synapse_rule *rule, const synapse_cell *cell)
{
    s->rule = rule;
    s->cell = cell;
    gsl_odeiv2_step_reset(s->step);
    gsl_odeiv2_evolve_reset(s->evolve);
}

/* One step, not beyond `end`. */
static int one_step(synapse_solver *s, double *t, double end, double *h, double state[])
{
    const double before = *t;
    const int status =
        gsl_odeiv2_evolve_apply(s->evolve, s->control, s->step, &s->system, t, end, h, state);
    if (status != GSL_SUCCESS || !isfinite(state[STATE_V]) || fabs(state[STATE_V]) > highest ||
        (*t - before < shortest && *t < end))
        return GSL_EFAILED;
    return GSL_SUCCESS;
}

/* From where the cell stands to the time t. */
static int integrate(synapse_solver *s, double t, double state[])
{
    const synapse_cell *cell = s->cell;
    double at = cell->t, h = fmin(cell->h, longest);
    memcpy(state, cell->state, sizeof cell->state);
    while (at < t)
        if (one_step(s, &at, t, &h, state) != GSL_SUCCESS)
            return GSL_EFAILED;
    return GSL_SUCCESS;
}

static int lost(const synapse_cell *cell, fault *why)
{
    return fault_set(why, GSL_EFAILED,
                     "the integration stops at %.6g ms, V = %.4g mV: V runs away, or the tolerance "
                     "cannot be met",
                     cell->t, cell->state[STATE_V]);
}

/* The proposal goes from below the level to above it: it shall end at the crossing. Newton's
   method, each guess integrated from where the cell stands. */
static int find_spike(synapse_solver *s, synapse_cell *cell)
{
    double state[STATES], ddt[STATES];
    const double end = cell->end, share = (SPIKE_LEVEL - cell->state[STATE_V]) /
                                          (cell->proposal[STATE_V] - cell->state[STATE_V]);
    double t = cell->t + share * (end - cell->t);
    for (int k = 0; k < 10; k++) {
        take(s, s->rule, cell);
        if (integrate(s, t, state) != GSL_SUCCESS)
            return GSL_EFAILED;
        cell->end = t;
        derivative(t, state, ddt, s);
        const double off = (SPIKE_LEVEL - state[STATE_V]) / ddt[STATE_V];
        if (fabs(off) < 1e-12)
            break;
        t = fmin(fmax(t + off, cell->t), end);
    }
    memcpy(cell->proposal, state, sizeof state);
    cell->is_spike = 1;
    return GSL_SUCCESS;
}

/* An arrival at the very moment of a spike may have led the cell to the level, or a rounding error
   beyond it, with nothing told yet: then it spikes now. */
int synapse_propose(synapse_solver *s, const synapse_rule *rule, synapse_cell *cell, fault *why)
{
    take(s, rule, cell);
    cell->end = cell->t;
    cell->is_spike = !cell->above && cell->state[STATE_V] >= SPIKE_LEVEL;
    memcpy(cell->proposal, cell->state, sizeof cell->state);
    if (cell->is_spike)
        return GSL_SUCCESS;
    if (one_step(s, &cell->end, cell->t + longest, &cell->h, cell->proposal) != GSL_SUCCESS)
        return lost(cell, why);
    if (!cell->above && cell->proposal[STATE_V] >= SPIKE_LEVEL &&
        find_spike(s, cell) != GSL_SUCCESS)
        return lost(cell, why);
    return GSL_SUCCESS;
}

/* Equation (2), and the new place. */
static void move(const synapse_rule *rule, synapse_cell *cell, double t, const double state[])
{
    const double left = exp(-(t - cell->t) / rule->decay);
    const double rise = state[STATE_V] - cell->state[STATE_V];
    cell->excite *= left;
    cell->inhibit *= left;
    cell->t = t;
    memcpy(cell->state, state, sizeof cell->state);
    if (cell->above && rise < 0 && state[STATE_V] < SPIKE_LEVEL)
        cell->above = 0;
}

int synapse_accept(const synapse_rule *rule, synapse_cell *cell)
{
    const int spikes = cell->is_spike;
    move(rule, cell, cell->end, cell->proposal);
    cell->above |= spikes;
    return spikes;
}

int synapse_advance(synapse_solver *s, const synapse_rule *rule, synapse_cell *cell, double t,
                    fault *why)
{
    double state[STATES];
    take(s, rule, cell);
    if (integrate(s, t, state) != GSL_SUCCESS)
        return lost(cell, why);
    move(rule, cell, t, state);
    cell->h = first_step;
    return GSL_SUCCESS;
}

double synapse_potential(synapse_solver *s, const synapse_rule *rule, const synapse_cell *cell,
                         double t)
{
    double state[STATES];
    take(s, rule, cell);
    return integrate(s, t, state) == GSL_SUCCESS ? state[STATE_V] : GSL_NAN;
}

/* Equation (3). */
void synapse_receive(synapse_cell *cell, double weight)
{
    if (weight > 0)
        cell->excite += weight;
    else
        cell->inhibit -= weight;
}

/* --------------------------------------------------------------------------- start */

int synapse_check(const synapse_rule *r, fault *why)
{
    if (squid_check(&r->membrane, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    if (!(r->decay > 0 && isfinite(r->decay)))
        return fault_set(why, GSL_EINVAL, "synapse must be positive, not %g ms", r->decay);
    if (!isfinite(r->excite_to) || !isfinite(r->inhibit_to) || !isfinite(r->drive) ||
        isinf(r->start))
        return fault_set(why, GSL_EINVAL, "potentials and currents must be finite");
    return GSL_SUCCESS;
}

int synapse_at_start(const synapse_rule *rule, synapse_cell *cell, fault *why)
{
    *cell = (synapse_cell){.h = first_step};
    if (isnan(rule->start))
        return squid_rest(&rule->membrane, 0, cell->state, why);
    squid_settle(&rule->membrane, rule->start, cell->state);
    cell->above = rule->start >= SPIKE_LEVEL;
    return GSL_SUCCESS;
}
