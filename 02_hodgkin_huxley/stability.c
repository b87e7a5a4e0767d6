/**
# Where the rest ends, and where the rhythm begins

Lecture 14, slide 9: «модель Ходжкина-Хаксли».

Under every current there is one state in which nothing changes. Whether the membrane stays there
is another question. A small deviation $\delta$ obeys

$$ \dot\delta = J \delta \qquad (1) $$

with the Jacobian $J$ of the four equations, and so it is a sum of $e^{\lambda t}$ over the four
eigenvalues $\lambda$ of $J$. If one of them has a positive real part the deviation grows. The
current at which a pair $\lambda = \pm i \omega$ comes to the imaginary axis is called a Hopf
point, and a root finder looks for it:

$$ \max_k \operatorname{Re} \lambda_k(I) = 0 \qquad (2) $$

## The fold

The rhythm has a beginning of its own, at a smaller current. Take a spike as it crosses 50 mV,
with the gates at $x = (n, m, h)$. The next spike crosses with the gates at $P(x)$. In a steady
rhythm

$$ P(x; I) = x \qquad (3) $$

At the fold a stable and an unstable rhythm meet and both end, so for a given current (3) has two
solutions or none, and close to the fold every method that looks for a solution at a given $I$
fails. The way out is to ask the other way round. For a given $n$ there is one current, $m$ and
$h$ that solve (3): three equations, three unknowns, for GSL's `multiroot`. The current as a
function of $n$ has a minimum, where the two rhythms meet, and that is the fold:

$$ I_{fold} = \min_n I(n) \qquad (4) $$
*/

#include "stability.h"

#include "impulse.h"
#include "stimulus.h"

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_multiroots.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <string.h>

/* ------------------------------------------------------------------------- the rest */

/* Of the four eigenvalues of J the one that is furthest to the right. */
static int rightmost(double jacobian[STATES * STATES], stability *a)
{
    double values[2 * STATES];
    gsl_matrix_view j = gsl_matrix_view_array(jacobian, STATES, STATES);
    gsl_vector_complex_view all = gsl_vector_complex_view_array(values, STATES);
    gsl_eigen_nonsymm_workspace *w = gsl_eigen_nonsymm_alloc(STATES);
    const int status = w ? gsl_eigen_nonsymm(&j.matrix, &all.vector, w) : GSL_ENOMEM;
    gsl_eigen_nonsymm_free(w);
    a->real = GSL_NEGINF;
    for (int k = 0; k < STATES && status == GSL_SUCCESS; k++)
        if (values[2 * k] > a->real) {
            a->real = values[2 * k];
            a->imaginary = fabs(values[2 * k + 1]);
        }
    return status;
}

int stability_at(const squid *s, double current, stability *a, fault *why)
{
    double jacobian[STATES * STATES];
    if (squid_rest(s, current, a->state, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    squid_jacobian(s, a->state, jacobian);
    if (rightmost(jacobian, a) != GSL_SUCCESS)
        return fault_set(why, GSL_EFAILED, "no eigenvalues at %g uA/cm^2", current);
    return GSL_SUCCESS;
}

typedef struct {
    const squid *s;
    fault *why;
    int status;
} search;

/* The left-hand side of (2). */
static double growth(double current, void *params)
{
    search *at = params;
    stability a;
    if (stability_at(at->s, current, &a, at->why) == GSL_SUCCESS)
        return a.real;
    at->status = GSL_EFAILED;
    return GSL_NAN;
}

int stability_limit(const squid *s, double low, double high, double *current, fault *why)
{
    search at = {s, why, GSL_SUCCESS};
    gsl_function f = {growth, &at};
    *current = GSL_NAN;
    if (!(growth(low, &at) * growth(high, &at) < 0))
        return at.status;
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!solver)
        return fault_set(why, GSL_ENOMEM, "no memory for a root finder");
    gsl_root_fsolver_set(solver, &f, low, high);
    for (int k = 0; k < 100 && gsl_root_fsolver_iterate(solver) == GSL_SUCCESS; k++)
        if (gsl_root_test_interval(solver->x_lower, solver->x_upper, 0, 1e-13) == GSL_SUCCESS)
            break;
    *current = gsl_root_fsolver_root(solver);
    gsl_root_fsolver_free(solver);
    return at.status;
}

/* ------------------------------------------------------------------- from spike to spike */

/* P in (3): from a state on the level to the next, and how long that takes. The state goes in and
   comes out. */
static int next_spike(const squid *s, double current, double state[STATES], double *period)
{
    const double patience = 60; /* ms */
    impulse_rule rule = IMPULSE_RULE;
    fault why = {""};
    rule.tolerance = 1e-12;
    stimulus *in = stimulus_step(current, 0);
    impulse *p = in ? impulse_alloc(s, in, &rule) : NULL;
    int status = p ? GSL_SUCCESS : GSL_ENOMEM;
    if (status == GSL_SUCCESS) {
        impulse_set(p, 0, state);
        status = impulse_advance(p, patience, &why);
    }
    if (status == GSL_SUCCESS && impulse_spikes(p) > 0) {
        *period = impulse_spike(p, 0);
        impulse_set(p, 0, state);
        status = impulse_advance(p, *period, &why);
        memcpy(state, impulse_state(p), STATES * sizeof *state);
    } else
        status = GSL_EBADFUNC;
    impulse_free(p);
    stimulus_free(in);
    return status;
}

/* For a given n; the unknowns are m, h and the current. */
typedef struct {
    const squid *s;
    double n, period;
    double m, h, current; /* the last solution, from which the next search begins */
    int status;
} cycle;

/* P(x) - x. */
static int miss(const gsl_vector *x, void *params, gsl_vector *f)
{
    cycle *c = params;
    const double m = gsl_vector_get(x, 0), h = gsl_vector_get(x, 1), i = gsl_vector_get(x, 2);
    double state[STATES] = {SPIKE_LEVEL, c->n, m, h};
    const int status = next_spike(c->s, i, state, &c->period);
    gsl_vector_set(f, 0, state[STATE_N] - c->n);
    gsl_vector_set(f, 1, state[STATE_M] - m);
    gsl_vector_set(f, 2, state[STATE_H] - h);
    return status;
}

static int iterate(gsl_multiroot_fsolver *solver)
{
    for (int k = 0; k < 50; k++) {
        if (gsl_multiroot_test_residual(solver->f, 1e-12) == GSL_SUCCESS)
            return GSL_SUCCESS;
        if (gsl_multiroot_fsolver_iterate(solver) != GSL_SUCCESS)
            break; /* it says so when it can get no nearer: near enough? */
    }
    return gsl_multiroot_test_residual(solver->f, 1e-9);
}

/* I(n) in (4). */
static double current_of(double n, void *params)
{
    cycle *c = params;
    double guess[] = {c->m, c->h, c->current};
    gsl_multiroot_function f = {miss, 3, c};
    gsl_vector_view x = gsl_vector_view_array(guess, 3);
    gsl_multiroot_fsolver *solver = gsl_multiroot_fsolver_alloc(gsl_multiroot_fsolver_hybrids, 3);
    c->n = n;
    int status = solver ? gsl_multiroot_fsolver_set(solver, &f, &x.vector) : GSL_ENOMEM;
    if (status == GSL_SUCCESS)
        status = iterate(solver);
    if (status == GSL_SUCCESS) {
        c->m = gsl_vector_get(solver->x, 0);
        c->h = gsl_vector_get(solver->x, 1);
        c->current = gsl_vector_get(solver->x, 2);
    }
    if (solver)
        gsl_multiroot_fsolver_free(solver);
    c->status = c->status == GSL_SUCCESS ? status : c->status;
    return status == GSL_SUCCESS ? c->current : GSL_NAN;
}

/* -------------------------------------------------------------------------- the fold */

/* Along n, downhill, until the current rises again: n[1] is lower than n[0] and n[2]. */
static int bracket(cycle *c, double n[3])
{
    double step = 1e-3, here = current_of(c->n, c);
    n[1] = c->n;
    if (current_of(n[1] + step, c) > here)
        step = -step;
    for (int k = 0; k < 200 && c->status == GSL_SUCCESS; k++) {
        n[0] = n[1] - step;
        n[2] = n[1] + step;
        const double after = current_of(n[2], c);
        if (after > here)
            return c->status;
        here = after;
        n[1] = n[2];
    }
    return GSL_EFAILED;
}

/* Equation (4). */
static int minimise(cycle *c, const double n[3])
{
    gsl_function f = {current_of, c};
    gsl_min_fminimizer *solver = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    if (!solver)
        return GSL_ENOMEM;
    int status =
        gsl_min_fminimizer_set(solver, &f, n[1], GSL_MIN_DBL(n[0], n[2]), GSL_MAX_DBL(n[0], n[2]));
    for (int k = 0; k < 60 && status == GSL_SUCCESS && c->status == GSL_SUCCESS; k++) {
        status = gsl_min_fminimizer_iterate(solver);
        if (fabs(gsl_min_fminimizer_x_upper(solver) - gsl_min_fminimizer_x_lower(solver)) < 1e-7)
            break; /* the current is known to the square of that */
    }
    const double best = gsl_min_fminimizer_x_minimum(solver);
    gsl_min_fminimizer_free(solver);
    if (status == GSL_SUCCESS)
        current_of(best, c);
    return status == GSL_SUCCESS ? c->status : status;
}

int stability_fold(const squid *s, const rhythm *from, rhythm *fold, fault *why)
{
    cycle c = {.s = s,
               .n = from->cycle[STATE_N],
               .m = from->cycle[STATE_M],
               .h = from->cycle[STATE_H],
               .current = from->current};
    double n[3];
    if (bracket(&c, n) != GSL_SUCCESS || minimise(&c, n) != GSL_SUCCESS)
        return fault_set(why, GSL_EFAILED, "the search for the fold gets lost at %g uA/cm^2",
                         c.current);
    *fold = (rhythm){c.current, c.period, {SPIKE_LEVEL, c.n, c.m, c.h}};
    return GSL_SUCCESS;
}
