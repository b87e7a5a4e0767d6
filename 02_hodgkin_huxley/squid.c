/**
# The membrane of 1952

Lecture 14, slides 7-9: «модель Ходжкина-Хаксли», «эквивалентная схема мембраны аксона кальмара».

Two things pass a current through the membrane of a nerve: its two surfaces are the plates of a
capacitor, and ions go through it by ways of their own, sodium, potassium and all others together,
the leak. Each kind of ion has a potential at which it stays where it is (`membrane.c` computes it
from concentrations); away from that its current is its conductance times the distance:

$$ C \frac{dV}{dt} = I - g_{Na} m^3 h \,(V - V_{Na}) - g_K n^4 \,(V - V_K) - g_l \,(V - V_l) \qquad (1) $$

The conductances of sodium and potassium depend on the potential and on time. Hodgkin and Huxley
described that by gates: $n$, $m$ and $h$ are the shares of gates that are open, a potassium
channel needs four of kind $n$, a sodium channel three of kind $m$ and one of kind $h$. A closed
gate opens at the rate $\alpha$, an open one closes at the rate $\beta$:

$$ \frac{dn}{dt} = \alpha_n (1 - n) - \beta_n n \qquad (2) $$
$$ \frac{dm}{dt} = \alpha_m (1 - m) - \beta_m m \qquad (3) $$
$$ \frac{dh}{dt} = \alpha_h (1 - h) - \beta_h h \qquad (4) $$

and the rates depend on $V$ alone. They were fitted to measurements by hand:

$$ \alpha_n = \frac{0.01\,(V - 10)}{1 - e^{(10 - V)/10}}, \qquad \beta_n = 0.125\, e^{-V/80} \qquad (5) $$
$$ \alpha_m = \frac{0.1\,(V - 25)}{1 - e^{(25 - V)/10}}, \qquad \beta_m = 4\, e^{-V/18} \qquad (6) $$
$$ \alpha_h = 0.07\, e^{-V/20}, \qquad \beta_h = \frac{1}{1 + e^{(30 - V)/10}} \qquad (7) $$

## What slide 9 prints

Three things on the slide are not these. Its first equation has a plus before the currents, which
would be right for a current counted inwards on the left-hand side of another convention but makes
every channel push $V$ away from its potential here; it has no leak; and its $\alpha_h$ has 0.7
for 0.07. `printed` puts each back, for `hodgkin_huxley --as-printed` to show what comes of it.

[1] A. L. Hodgkin, A. F. Huxley, A quantitative description of membrane current and its application to conduction
and excitation in nerve, Journal of Physiology 117, 1952, pp. 500-544.
*/

#include "squid.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_roots.h>
#include <math.h>

const squid squid_1952 = {.c = 1,
                          .g_na = 120,
                          .g_k = 36,
                          .g_l = 0.3,
                          .v_na = 115,
                          .v_k = -12,
                          .v_l = 10.6,
                          .celsius = 6.3,
                          .q10 = 3};

/**
## The rates, and their two holes

At $V = 10$ mV equation (5) is $0/0$, and at 25 mV so is (6). With $u = (10 - V)/10$ both have the
form

$$ \alpha_n = 0.1\, \frac{u}{e^u - 1}, \qquad \lim_{u \to 0} \frac{u}{e^u - 1} = 1 \qquad (8) $$

and there is no hole but one point to be careful at. Near it $e^u - 1$ loses its digits, all of
them at $u = 10^{-16}$; `expm1` computes the same without loss.
*/

/* u / (exp(u) - 1). */
static double bernoulli(double u)
{
    return u == 0 ? 1 : u / expm1(u);
}

/* Its derivative, (exp(u) - 1 - u exp(u)) / (exp(u) - 1)^2. The numerator is -u^2/2 for small u,
   a difference of numbers near u: below 1e-2 the series is exact to the last digit instead,
   -1/2 + u/6 - u^3/180 + u^5/5040. */
static double bernoulli_slope(double u)
{
    if (fabs(u) < 1e-2)
        return -0.5 + u * (1. / 6 - u * u * (1. / 180 - u * u / 5040));
    if (u > 300) /* exp(u) alone decides, and its square would be infinite */
        return (1 - u) * exp(-u);
    const double e = expm1(u);
    return (e - u * (e + 1)) / (e * e);
}

/* Equation (5). */
rates squid_rates_n(double v)
{
    return (rates){0.1 * bernoulli((10 - v) / 10), 0.125 * exp(-v / 80)};
}

/* Equation (6). */
rates squid_rates_m(double v)
{
    return (rates){bernoulli((25 - v) / 10), 4 * exp(-v / 18)};
}

/* Equation (7). */
rates squid_rates_h(double v)
{
    return (rates){0.07 * exp(-v / 20), 1 / (1 + exp((30 - v) / 10))};
}

/* Warmth makes all gates faster, and nothing else: Q10 = 3 in 1952. */
static double warmth(const squid *s)
{
    if (s->celsius == 6.3) /* as nearly always: no power is needed */
        return 1;
    return pow(s->q10, (s->celsius - 6.3) / 10);
}

static rates at(const squid *s, int gate, double v)
{
    rates r = gate == STATE_N   ? squid_rates_n(v)
              : gate == STATE_M ? squid_rates_m(v)
                                : squid_rates_h(v);
    if (gate == STATE_H && s->printed & SQUID_PRINTED_ALPHA_H)
        r.alpha *= 10;
    return r;
}

rates squid_rates(const squid *s, int gate, double v)
{
    const rates r = at(s, gate, v);
    const double w = warmth(s);
    return (rates){w * r.alpha, w * r.beta};
}

double gate_steady(rates r)
{
    return r.alpha / (r.alpha + r.beta);
}

double gate_time(rates r)
{
    return 1 / (r.alpha + r.beta);
}

/* The derivatives of (5), (6), (7). */
rates squid_rates_slope(const squid *s, int gate, double v)
{
    const rates r = at(s, gate, v);
    const double w = warmth(s);
    if (gate == STATE_N)
        return (rates){-0.01 * w * bernoulli_slope((10 - v) / 10), -w * r.beta / 80};
    if (gate == STATE_M)
        return (rates){-0.1 * w * bernoulli_slope((25 - v) / 10), -w * r.beta / 18};
    return (rates){-w * r.alpha / 20, w * r.beta * (1 - r.beta) / 10};
}

/**
## The currents and the four equations
*/

/* The three terms of (1); a current out of the cell is positive. */
currents squid_currents(const squid *s, const double state[STATES])
{
    const double v = state[STATE_V], n = state[STATE_N], m = state[STATE_M], h = state[STATE_H];
    return (currents){.na = s->g_na * m * m * m * h * (v - s->v_na),
                      .k = s->g_k * n * n * n * n * (v - s->v_k),
                      .leak = s->printed & SQUID_PRINTED_NO_LEAK ? 0 : s->g_l * (v - s->v_l)};
}

void squid_derivative(const squid *s, double i, const double state[STATES], double ddt[STATES])
{
    const currents out = squid_currents(s, state);
    const double sign = s->printed & SQUID_PRINTED_SIGN ? 1 : -1;
    ddt[STATE_V] = (i + sign * (out.na + out.k + out.leak)) / s->c; /* equation (1) */
    const double w = warmth(s);
    for (int gate = STATE_N; gate <= STATE_H; gate++) { /* equations (2)-(4) */
        const rates r = at(s, gate, state[STATE_V]);
        ddt[gate] = w * (r.alpha * (1 - state[gate]) - r.beta * state[gate]);
    }
}

/* The first row, from (1). */
static void jacobian_of_v(const squid *s, const double state[], double row[])
{
    const double v = state[STATE_V], n = state[STATE_N], m = state[STATE_M], h = state[STATE_H];
    const double sign = s->printed & SQUID_PRINTED_SIGN ? 1 : -1;
    const double leak = s->printed & SQUID_PRINTED_NO_LEAK ? 0 : s->g_l;
    const double k = sign / s->c, from_na = s->g_na * (v - s->v_na), from_k = s->g_k * (v - s->v_k);
    row[STATE_V] = k * (s->g_na * m * m * m * h + s->g_k * n * n * n * n + leak);
    row[STATE_N] = k * 4 * n * n * n * from_k;
    row[STATE_M] = k * 3 * m * m * h * from_na;
    row[STATE_H] = k * m * m * m * from_na;
}

void squid_jacobian(const squid *s, const double state[STATES], double jacobian[])
{
    jacobian_of_v(s, state, jacobian);
    for (int gate = STATE_N; gate <= STATE_H; gate++) {
        double *row = jacobian + STATES * gate;
        const rates r = squid_rates(s, gate, state[STATE_V]);
        const rates slope = squid_rates_slope(s, gate, state[STATE_V]);
        for (int k = 0; k < STATES; k++)
            row[k] = 0;
        row[STATE_V] = slope.alpha * (1 - state[gate]) - slope.beta * state[gate];
        row[gate] = -r.alpha - r.beta;
    }
}

/* -------------------------------------------------------------------------- rest */

void squid_settle(const squid *s, double v, double state[STATES])
{
    state[STATE_V] = v;
    for (int gate = STATE_N; gate <= STATE_H; gate++)
        state[gate] = gate_steady(squid_rates(s, gate, v));
}

typedef struct {
    const squid *s;
    double i;
} held;

/* dV/dt with all gates settled. */
static double drift(double v, void *params)
{
    const held *at_rest = params;
    double state[STATES], ddt[STATES];
    squid_settle(at_rest->s, v, state);
    squid_derivative(at_rest->s, at_rest->i, state, ddt);
    return ddt[STATE_V];
}

int squid_rest(const squid *s, double i, double state[STATES], fault *why)
{
    held at_rest = {s, i};
    gsl_function f = {drift, &at_rest};
    const double low = s->v_k - 100, high = s->v_na + 100;
    if (!(drift(low, &at_rest) * drift(high, &at_rest) < 0))
        return fault_set(why, GSL_EFAILED, "no rest between %g and %g mV at %g uA/cm^2", low, high,
                         i);
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!solver)
        return fault_set(why, GSL_ENOMEM, "no memory for a root finder");
    int status = gsl_root_fsolver_set(solver, &f, low, high);
    for (int k = 0; k < 200 && status == GSL_SUCCESS; k++) {
        status = gsl_root_fsolver_iterate(solver);
        if (gsl_root_test_interval(solver->x_lower, solver->x_upper, 0, 1e-15) == GSL_SUCCESS)
            break;
    }
    squid_settle(s, gsl_root_fsolver_root(solver), state);
    gsl_root_fsolver_free(solver);
    return GSL_SUCCESS;
}

int squid_check(const squid *s, fault *why)
{
    if (!(s->c > 0))
        return fault_set(why, GSL_EINVAL, "a membrane's capacity must be positive, not %g uF/cm^2",
                         s->c);
    if (!(s->g_na >= 0 && s->g_k >= 0 && s->g_l >= 0))
        return fault_set(why, GSL_EINVAL, "a conductance cannot be negative: %g, %g, %g mS/cm^2",
                         s->g_na, s->g_k, s->g_l);
    if (!(s->q10 > 0) || !isfinite(warmth(s)) || !(warmth(s) > 0))
        return fault_set(why, GSL_EINVAL, "Q10 = %g at %g degrees makes no speed", s->q10,
                         s->celsius);
    return GSL_SUCCESS;
}
