/**
# Three ways of taking a step

Lecture 14, slide 9: its equations say what the slopes are, not how to follow them.

All that an integrator of $\dot y = f(t, y)$ knows is where it is and which way the slope points.
The simplest, Euler's, goes straight on for a step $h$:

$$ y \leftarrow y + h\, f(t, y) \qquad (1) $$

Its error in one step is of the order $h^2$, and as there are $1/h$ steps the error at the end is
of the order $h$: half the step, half the error. The classical method of Runge and Kutta looks at
four slopes, two of them half-way, and has an error of the order $h^4$:

$$ k_1 = f(t, y), \quad k_2 = f(t + \tfrac h2, y + \tfrac h2 k_1), \quad
   k_3 = f(t + \tfrac h2, y + \tfrac h2 k_2), \quad k_4 = f(t + h, y + h k_3) \qquad (2) $$
$$ y \leftarrow y + \tfrac h6 (k_1 + 2 k_2 + 2 k_3 + k_4) \qquad (3) $$

Between the two stands a method made for membranes. Hold all variables but one, and each of the
four equations is linear in that one: $\dot y_k = f_k + J_{kk}\,(y_k - y_k(t))$, where $J_{kk}$ is
the diagonal of the Jacobian, for a gate $-(\alpha + \beta)$, for $V$ minus the total conductance
over $C$. A linear equation has an exact solution:

$$ y_k \leftarrow y_k + h\, \varphi(h J_{kk})\, f_k, \qquad \varphi(x) = \frac{e^x - 1}{x} \qquad (4) $$

It is of order 1, as Euler's, but each variable goes towards its own equilibrium and never beyond:
a gate stays between 0 and 1 however long the step is. Euler's gate does not, and from $h = 2 /
(\alpha + \beta)$ on its error grows with every step.

Each is a `gsl_odeiv2_step_type`, as GSL's own are, so that they run in the same loop.
*/

#include "steppers.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_exp.h>
#include <stdlib.h>
#include <string.h>

static int no_driver(void *state, const gsl_odeiv2_driver *d)
{
    (void)state;
    (void)d;
    return GSL_SUCCESS;
}

static int forget_nothing(void *state, size_t dim)
{
    (void)state;
    (void)dim;
    return GSL_SUCCESS;
}

static void free_state(void *state)
{
    free(state);
}

static unsigned int first_order(void *state)
{
    (void)state;
    return 1;
}

static unsigned int fourth_order(void *state)
{
    (void)state;
    return 4;
}

/* GSL may ask for the slope at the end of the step; impulse.c does not. */
static int slope_after(const gsl_odeiv2_system *system, double t, const double y[], double after[])
{
    return after ? GSL_ODEIV_FN_EVAL(system, t, y, after) : GSL_SUCCESS;
}

/* --------------------------------------------------------------------------- Euler */

/* Room for the slope. */
static void *euler_alloc(size_t dim)
{
    return calloc(dim, sizeof(double));
}

static int euler_apply(void *state, size_t dim, double t, double h, double y[], double yerr[],
                       const double before[], double after[], const gsl_odeiv2_system *system)
{
    double *f = state;
    (void)before;
    const int status = GSL_ODEIV_FN_EVAL(system, t, y, f);
    if (status != GSL_SUCCESS)
        return status;
    for (size_t k = 0; k < dim; k++) {
        y[k] += h * f[k]; /* equation (1) */
        yerr[k] = 0;
    }
    return slope_after(system, t + h, y, after);
}

static const gsl_odeiv2_step_type euler = {
    "euler", 0, 0, euler_alloc, euler_apply, no_driver, forget_nothing, first_order, free_state};
const gsl_odeiv2_step_type *const stepper_euler = &euler;

/* --------------------------------------------------------------- exponential Euler */

/* Room for the slope, its derivative by the time, and the Jacobian. */
static void *exponential_alloc(size_t dim)
{
    return calloc(dim * (dim + 2), sizeof(double));
}

static int exponential_apply(void *state, size_t dim, double t, double h, double y[], double yerr[],
                             const double before[], double after[], const gsl_odeiv2_system *system)
{
    double *f = state, *by_time = f + dim, *jacobian = by_time + dim;
    (void)before;
    int status = GSL_ODEIV_FN_EVAL(system, t, y, f);
    if (status == GSL_SUCCESS)
        status = GSL_ODEIV_JA_EVAL(system, t, y, jacobian, by_time);
    if (status != GSL_SUCCESS)
        return status;
    for (size_t k = 0; k < dim; k++) {
        y[k] += h * gsl_sf_exprel(h * jacobian[k * dim + k]) * f[k]; /* equation (4) */
        yerr[k] = 0;
    }
    return slope_after(system, t + h, y, after);
}

static const gsl_odeiv2_step_type exponential = {
    "exponential_euler", 0,           0,         exponential_alloc, exponential_apply, no_driver,
    forget_nothing,      first_order, free_state};
const gsl_odeiv2_step_type *const stepper_exponential_euler = &exponential;

/* --------------------------------------------------------------------- Runge-Kutta */

/* Room for a slope, a place to look at, and the sum in (3). */
static void *runge_kutta_alloc(size_t dim)
{
    return calloc(3 * dim, sizeof(double));
}

/* One of the four slopes, and its share of equation (3): `at` is how far to go along the slope
   before, and k is left in the state. */
static int look(double *state, const gsl_odeiv2_system *system, double t, const double y[],
                const double at_and_share[2])
{
    const size_t dim = system->dimension;
    double *k = state, *place = k + dim, *sum = place + dim;
    for (size_t j = 0; j < dim; j++)
        place[j] = y[j] + at_and_share[0] * k[j];
    const int status = GSL_ODEIV_FN_EVAL(system, t + at_and_share[0], place, k);
    for (size_t j = 0; j < dim; j++)
        sum[j] += at_and_share[1] * k[j];
    return status;
}

static int runge_kutta_apply(void *state, size_t dim, double t, double h, double y[], double yerr[],
                             const double before[], double after[], const gsl_odeiv2_system *system)
{
    const double plan[4][2] = {{0, h / 6}, {h / 2, h / 3}, {h / 2, h / 3}, {h, h / 6}};
    const double *sum = (double *)state + 2 * dim;
    (void)before;
    memset(state, 0, 3 * dim * sizeof(double));
    for (int k = 0; k < 4; k++) { /* equation (2) */
        const int status = look(state, system, t, y, plan[k]);
        if (status != GSL_SUCCESS)
            return status;
    }
    for (size_t j = 0; j < dim; j++) {
        y[j] += sum[j]; /* equation (3) */
        yerr[j] = 0;
    }
    return slope_after(system, t + h, y, after);
}

static const gsl_odeiv2_step_type runge_kutta = {
    "runge_kutta", 0,         0, runge_kutta_alloc, runge_kutta_apply, no_driver, forget_nothing,
    fourth_order,  free_state};
const gsl_odeiv2_step_type *const stepper_runge_kutta = &runge_kutta;

/* ---------------------------------------------------------------------- all of them */

/* GSL's types are addresses that the compiler does not know: no constant table can hold them. */
static const gsl_odeiv2_step_type *const *const gsl_types[] = {
    &gsl_odeiv2_step_rk2,    &gsl_odeiv2_step_rk4,     &gsl_odeiv2_step_rkf45,
    &gsl_odeiv2_step_rkck,   &gsl_odeiv2_step_rk8pd,   &gsl_odeiv2_step_rk1imp,
    &gsl_odeiv2_step_rk2imp, &gsl_odeiv2_step_rk4imp,  &gsl_odeiv2_step_bsimp,
    &gsl_odeiv2_step_msbdf,  &gsl_odeiv2_step_msadams,
};

enum { OURS = 3, THEIRS = sizeof gsl_types / sizeof *gsl_types };

size_t steppers_count(void)
{
    return OURS + THEIRS;
}

const gsl_odeiv2_step_type *stepper_type(size_t k)
{
    static const gsl_odeiv2_step_type *const ours[OURS] = {&euler, &exponential, &runge_kutta};
    return k < OURS ? ours[k] : *gsl_types[k - OURS];
}

int stepper_is_fixed(const gsl_odeiv2_step_type *type)
{
    return type == &euler || type == &exponential || type == &runge_kutta;
}
