/**
# The neuron that leaks, adds and fires

Lecture 14, slide 10: «импульсная нейронная сеть», one neuron of it.

Of the four equations of slide 9 a network needs little: a potential that leaks, adds up what
arrives, and at a threshold does one thing. This is the leaky integrate-and-fire neuron:

$$ \tau \frac{dV}{dt} = -(V - D) + \tau J, \qquad \frac{dJ}{dt} = -\frac{J}{\tau_s} \qquad (1) $$
$$ \text{an impulse of weight } w \text{ arrives:} \quad J \leftarrow J + k\,w \qquad (2) $$
$$ V \text{ reaches } \theta: \quad \text{a spike; } V = V_{reset} \text{ for the time } t_{ref}
   \qquad (3) $$

The current $J$ of the synapses is gone after a few $\tau_s$; it goes on falling, and adding up,
while the cell is refractory. With $\tau_s = 0$ the whole of it flows at once: the potential jumps
by $w$, and what arrives at a refractory cell is lost.

| equation | here | default | meaning |
|---|---|---|---|
| $V$ | `v` | 0 mV at first (`start`) | potential, from rest |
| $D$ | `drive` + `extra` | 0 mV | where it goes if nothing arrives: the constant current, times the resistance |
| $J$ | `j` | | current of the synapses, as the slope that it makes, mV/ms |
| $\tau$, $\tau_s$ | `tau`, `synapse` | 10, 2 ms | time constants of membrane and synapse |
| $\theta$, $V_{reset}$ | `threshold`, `reset` | 15, 0 mV | |
| $t_{ref}$ | `refractory` | 2 ms | |
| $\delta$ | `delta` | | $1/\tau_s - 1/\tau$ |
| $k$ | `kick` | | makes of a weight in mV a current in mV/ms |

## Between two events

Equations (1) are linear. From $V_0$ and $J_0$ the potential comes, after the time $s$, to

$$ V(s) = D + e^{-s/\tau}\left[(V_0 - D) + J_0\,\varphi(s)\right], \qquad
   \varphi(s) = \frac{1 - e^{-\delta s}}{\delta} \qquad (4) $$

Books write the bracket as two exponentials divided by $\tau - \tau_s$, which is 0/0 where the two
time constants are equal and loses digits nearby. With `expm1` the function $\varphi$ has no such
place: its limit there is $s$.

A weight is given as the height in mV of the response to one impulse, for that is what can be seen
on an electrode. One impulse at rest gives $V(s) = k w\, e^{-s/\tau} \varphi(s)$, which is highest
where its slope is 0; with $x = \tau/\tau_s - 1$ that gives

$$ \frac{1}{k} = \tau_s\, e^{-\ln(1 + x)/x} \qquad (5) $$

## When does it fire?

A program with a time step looks whether $V$ is above the threshold at the end of it: the time of
a spike is as coarse as the step, and a short visit above the threshold is missed. Here the first
root of $V(s) = \theta$ is wanted. It has no formula for arbitrary time constants, but $V(s)$ has
at most one extremum, and that one has a formula. From (4) the slope is 0 where

$$ \varphi(s) = \tau_s \left(1 - \frac{V_0 - D}{\tau J_0}\right) \qquad (6) $$

So the future of a cell consists of at most two pieces, each rising or falling throughout. A root
lies in a rising piece whose end is above the threshold, or there is none: nothing can be missed.
Inside such a piece Newton's method finds it, with bisection where Newton would leave it. Without
a current the root is a formula:

$$ s = \tau \ln \frac{D - V_0}{D - \theta} \qquad (7) $$

## Not before

Most of these roots would be computed in vain: the next impulse arrives before the cell fires, and
its future is another one. A bound does instead, which takes no exponential. From $V_0$ the
potential is driven up by at most $(D - V_0)/\tau$, and by the current at most as fast as now, so
it is not at the threshold before

$$ s \ge \frac{\theta - V_0}{\max(0, D - V_0)/\tau + \max(0, J_0)} \qquad (8) $$

If nothing has arrived by then, the root is computed, from the state that the cell still has: the
time of the spike is the same to the last bit. With the 10 000 cells and million connections of
`tests/bench_spiking.c` one root is computed for some 18 arrivals.

That such neurons can be computed exactly is known since at least [1], which finds the root for
current pulses of this kind.

[1] R. Brette, Exact simulation of integrate-and-fire models with exponential currents, Neural
Computation 19, 2007.
*/

#include "lif.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>

static int refuse(const lif_rule *r, fault *why)
{
    if (!(r->tau > 0 && isfinite(r->tau)))
        return fault_set(why, GSL_EINVAL, "tau must be positive, not %g ms", r->tau);
    if (!(r->synapse >= 0 && isfinite(r->synapse)))
        return fault_set(why, GSL_EINVAL, "synapse cannot be negative: %g ms", r->synapse);
    if (!(r->refractory >= 0 && isfinite(r->refractory)))
        return fault_set(why, GSL_EINVAL, "refractory cannot be negative: %g ms", r->refractory);
    if (!(r->reset < r->threshold && isfinite(r->threshold) && isfinite(r->reset)))
        return fault_set(why, GSL_EINVAL, "the reset, %g mV, must be below the threshold, %g mV",
                         r->reset, r->threshold);
    if (!(r->start < r->threshold && isfinite(r->start)))
        return fault_set(why, GSL_EINVAL, "the start, %g mV, must be below the threshold, %g mV",
                         r->start, r->threshold);
    if (!isfinite(r->drive))
        return fault_set(why, GSL_EINVAL, "the drive must be finite");
    return GSL_SUCCESS;
}

int lif_prepare(lif_rule *rule, fault *why)
{
    if (refuse(rule, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    rule->delta = rule->kick = 0;
    if (rule->synapse == 0)
        return GSL_SUCCESS;
    const double x = rule->tau / rule->synapse - 1;
    rule->delta = 1 / rule->synapse - 1 / rule->tau;
    rule->kick = exp(x == 0 ? 1 : log1p(x) / x) / rule->synapse; /* equation (5) */
    if (isfinite(rule->kick) && isfinite(rule->delta))
        return GSL_SUCCESS;
    return fault_set(why, GSL_EINVAL, "synapse: %g ms is too short to be computed with; 0 is not",
                     rule->synapse);
}

lif lif_at_start(const lif_rule *rule)
{
    return (lif){.v = rule->start};
}

/* ------------------------------------------------------------------ free flight, (4) */

/* The bracket of (4) and what surrounds it, from a time at which the cell is free. */
typedef struct {
    double d;     /* D, mV */
    double a;     /* V_0 - D, mV */
    double j;     /* J_0, mV/ms */
    double tau;   /* ms */
    double delta; /* 1/ms */
} flight;

static double phi(double delta, double s)
{
    return delta == 0 ? s : -expm1(-delta * s) / delta;
}

/* Equation (4). Where tau_s is longer than tau phi grows without limit while exp(-s/tau) vanishes:
   their product is computed from the side on which nothing overflows. */
static double height(const flight *f, double s)
{
    const double leak = exp(-s / f->tau);
    if (f->j == 0)
        return f->d + leak * f->a;
    if (f->delta >= 0)
        return f->d + leak * (f->a + f->j * phi(f->delta, s));
    return f->d + leak * f->a + f->j * exp(-s * (1 / f->tau + f->delta)) * phi(-f->delta, s);
}

/* dV/ds, from (1). */
static double slope(const flight *f, double s, double v)
{
    return (f->d - v) / f->tau + f->j * exp(-s * (1 / f->tau + f->delta));
}

static flight take_off(const lif_rule *r, const lif *cell, double v, double j)
{
    const double d = r->drive + cell->extra;
    return (flight){.d = d, .a = v - d, .j = j, .tau = r->tau, .delta = r->delta};
}

static double fading(const lif_rule *r, double j, double s)
{
    return j == 0 ? 0 : j * exp(-s / r->synapse);
}

/* From cell->t, or from the end of the refractory period if that comes later. */
static flight from_now(const lif_rule *r, const lif *cell)
{
    if (cell->free_at <= cell->t)
        return take_off(r, cell, cell->v, cell->j);
    return take_off(r, cell, r->reset, fading(r, cell->j, cell->free_at - cell->t));
}

double lif_potential(const lif_rule *rule, const lif *cell, double t)
{
    if (t < cell->free_at)
        return rule->reset;
    if (t == cell->t)
        return cell->v;
    const flight f = from_now(rule, cell);
    return height(&f, t - fmax(cell->t, cell->free_at));
}

void lif_advance(const lif_rule *rule, lif *cell, double t)
{
    cell->v = lif_potential(rule, cell, t);
    cell->j = fading(rule, cell->j, t - cell->t);
    cell->t = t;
}

/* Equation (2). A jump while the cell is refractory is in vain: it begins again at its reset. */
void lif_receive(const lif_rule *rule, lif *cell, double weight)
{
    if (rule->synapse > 0)
        cell->j += rule->kick * weight;
    else
        cell->v += weight;
}

/* Equation (3). */
void lif_fire(const lif_rule *rule, lif *cell)
{
    cell->v = rule->reset;
    cell->free_at = cell->t + rule->refractory;
}

/* -------------------------------------------------------------------- the crossing */

/* Equation (6): where the slope is 0, or infinity if nowhere from here on. */
static double extremum(const flight *f)
{
    if (f->j == 0)
        return GSL_POSINF;
    const double tau_s = 1 / (1 / f->tau + f->delta);
    const double at = tau_s * (1 - f->a / (f->tau * f->j));
    if (!(at > 0) || at * f->delta >= 1)
        return GSL_POSINF;
    return f->delta == 0 ? at : -log1p(-f->delta * at) / f->delta;
}

/* The root in a piece that rises from below the threshold to above it. */
static double root(const flight *f, double threshold, double low, double high)
{
    double s = low;
    for (int k = 0; k < 100 && high - low > 1e-16 * high; k++) {
        const double v = height(f, s), rise = slope(f, s, v), step = (threshold - v) / rise;
        if (v < threshold)
            low = s;
        else
            high = s;
        const double next = s + step;
        s = rise > 0 && next >= low && next <= high ? next : (low + high) / 2;
        if (rise > 0 && fabs(step) <= 1e-15 * s)
            break;
    }
    return s;
}

/* The last piece rises towards D and has no end: one is sought beyond the threshold. A potential
   that is not there after a thousand time constants is at D as far as numbers can tell. */
static double root_to_infinity(const flight *f, double threshold, double low)
{
    for (double length = f->tau; length < 1000 * f->tau; length *= 2)
        if (height(f, low + length) >= threshold)
            return root(f, threshold, low, low + length);
    return GSL_POSINF;
}

/* Without a current: equation (7). */
static double crossing_of_drive(const flight *f, double threshold)
{
    return f->d > threshold ? f->tau * log(-f->a / (f->d - threshold)) : GSL_POSINF;
}

/* The cell is below the threshold, and D is not above it: only a rise to a maximum could do. */
static int hopeless(const lif_rule *r, const flight *f)
{
    if (f->d > r->threshold)
        return 0;
    return f->j <= 0 || f->d + fmax(f->a, 0) + f->j / r->kick < r->threshold;
}

/* After the time s from take-off. */
static double crossing(const lif_rule *r, const flight *f)
{
    if (f->d + f->a >= r->threshold)
        return 0;
    if (hopeless(r, f))
        return GSL_POSINF;
    if (f->j == 0)
        return crossing_of_drive(f, r->threshold);
    const double bend = extremum(f);
    const int rises = slope(f, 0, f->d + f->a) > 0;
    if (rises && isfinite(bend))
        return height(f, bend) >= r->threshold ? root(f, r->threshold, 0, bend) : GSL_POSINF;
    if (f->d <= r->threshold)
        return GSL_POSINF;
    return root_to_infinity(f, r->threshold, rises ? 0 : bend);
}

/* Equation (8). While the cell is refractory its current only gets weaker. */
double lif_not_before(const lif_rule *rule, const lif *cell)
{
    const double begin = fmax(cell->t, cell->free_at);
    const flight f = take_off(rule, cell, begin > cell->t ? rule->reset : cell->v, cell->j);
    const double below = rule->threshold - f.d - f.a;
    if (below <= 0)
        return begin;
    if (hopeless(rule, &f))
        return GSL_POSINF;
    return begin + below / (fmax(0, -f.a) / f.tau + fmax(0, f.j));
}

double lif_crossing(const lif_rule *rule, const lif *cell)
{
    const flight f = from_now(rule, cell);
    return fmax(cell->t, cell->free_at) + crossing(rule, &f);
}
