/**
# The wave that keeps its shape

Lecture 14, slides 3 and 7-9: «аксон», «модель Ходжкина-Хаксли».

In 1952 there was no computer to be had for the cable equation. Hodgkin and Huxley looked for a
wave instead: if the impulse travels at the speed $\theta$ and keeps its shape, what happens at
one place now happens $x/\theta$ later at $x$, so that
$\partial^2 V / \partial x^2 = \theta^{-2} \partial^2 V / \partial t^2$ and the cable equation has
only $t$ left in it:

$$ \frac{d^2 V}{dt^2} = K \left( \frac{dV}{dt} + \frac{I_{ion}}{C} \right), \qquad K = \frac{2 R C \theta^2}{a} \qquad (1) $$

with the three gates beside it. $K$ is not known. With a wrong one the solution leaves the rest,
and is lost upwards or downwards; between the two lies the one that comes back. Huxley turned the
crank of a desk calculator and found 10.47 1/ms, and by it 18.8 m/s. Here it is the same shooting,
with GSL for the crank.

How does it leave the rest? Near it everything goes as $e^{\mu t}$. With $J$ the Jacobian of the
membrane (`squid.c`), a gate follows $V$ as $x = J_{xV} V / (\mu - J_{xx})$, and (1) becomes

$$ \mu^2 = K \left( \mu - J_{VV} - \sum_x \frac{J_{Vx} J_{xV}}{\mu - J_{xx}} \right), \qquad \mu > 0 \qquad (2) $$
*/

#include "travelling_wave.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_roots.h>
#include <math.h>

/* With a in um, R in ohm cm and the speed in mm/ms, a/2R times 10 is uA/cm^2 mm^2/mV. */
double wave_k(const squid *s, double speed, double radius, double resistivity)
{
    return s->c * speed * speed * resistivity / (5 * radius);
}

double wave_k_to_speed(const squid *s, double k, double radius, double resistivity)
{
    return sqrt(k * 5 * radius / (s->c * resistivity));
}

/* The state of slide 9 and dV/dt. */
enum { SPEED_OF_V = STATES, UNKNOWNS };

typedef struct {
    const squid *s;
    double k;
    double jacobian[STATES * STATES];
} wave;

/* Equation (1): squid_derivative's dV/dt is -I_ion/C. */
static int derivative(double t, const double y[], double ddt[], void *params)
{
    const wave *w = params;
    (void)t;
    squid_derivative(w->s, 0, y, ddt);
    ddt[SPEED_OF_V] = w->k * (y[SPEED_OF_V] - ddt[STATE_V]);
    ddt[STATE_V] = y[SPEED_OF_V];
    return isfinite(ddt[SPEED_OF_V]) ? GSL_SUCCESS : GSL_EBADFUNC;
}

/* How a gate follows V that goes as exp(mu t). */
static double follows(const wave *w, int gate, double mu)
{
    return w->jacobian[STATES * gate] / (mu - w->jacobian[STATES * gate + gate]);
}

/* Equation (2), right side minus left: positive at 0, as the rest is stable, and negative far out. */
static double characteristic(double mu, void *params)
{
    const wave *w = params;
    double sum = mu - w->jacobian[0];
    for (int gate = STATE_N; gate <= STATE_H; gate++)
        sum -= w->jacobian[gate] * follows(w, gate, mu);
    return w->k * sum - mu * mu;
}

static int exponent(wave *w, double *mu, fault *why)
{
    gsl_function f = {characteristic, w};
    double high = 1;
    while (high < 1e9 && !(characteristic(high, w) < 0))
        high *= 2;
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!solver)
        return fault_set(why, GSL_ENOMEM, "no memory for a root finder");
    int status = gsl_root_fsolver_set(solver, &f, 0, high);
    for (int k = 0; k < 200 && status == GSL_SUCCESS; k++) {
        status = gsl_root_fsolver_iterate(solver);
        if (gsl_root_test_interval(solver->x_lower, solver->x_upper, 0, 1e-13) == GSL_SUCCESS)
            break;
    }
    *mu = gsl_root_fsolver_root(solver);
    gsl_root_fsolver_free(solver);
    return status == GSL_SUCCESS
               ? status
               : fault_set(why, GSL_EFAILED, "no impulse can leave the rest of this membrane");
}

static const double first_rise = 1e-4, beyond = 40, longest = 200,
                    tolerance = 1e-11; /* mV, mV, ms */

/* The rest, and a little out of it along (2). */
static int leave_rest(wave *w, double y[UNKNOWNS], fault *why)
{
    double mu = 0;
    if (squid_rest(w->s, 0, y, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    squid_jacobian(w->s, y, w->jacobian);
    if (exponent(w, &mu, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    for (int gate = STATE_N; gate <= STATE_H; gate++)
        y[gate] += first_rise * follows(w, gate, mu);
    y[STATE_V] += first_rise;
    y[SPEED_OF_V] = first_rise * mu;
    return GSL_SUCCESS;
}

int wave_shoot(const squid *s, double k, int *side, wave_watcher *see, void *params, fault *why)
{
    wave w = {.s = s, .k = k};
    double y[UNKNOWNS], t = 0;
    if (leave_rest(&w, y, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    gsl_odeiv2_system system = {derivative, NULL, UNKNOWNS, &w};
    gsl_odeiv2_driver *d =
        gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_rk8pd, 1e-3, tolerance, tolerance);
    if (!d)
        return fault_set(why, GSL_ENOMEM, "no memory for an integrator");
    int status = GSL_SUCCESS;
    *side = 0;
    while (t < longest && *side == 0 && status == GSL_SUCCESS) {
        status = gsl_odeiv2_evolve_apply(d->e, d->c, d->s, &system, &t, longest, &d->h, y);
        *side = y[STATE_V] > s->v_na + beyond ? 1 : y[STATE_V] < s->v_k - beyond ? -1 : 0;
        if (see)
            see(t, y[STATE_V], params);
    }
    gsl_odeiv2_driver_free(d);
    return status == GSL_SUCCESS
               ? status
               : fault_set(why, GSL_EFAILED, "the wave with K = %g/ms is lost at %g ms", k, t);
}

/**
## The search

There is a second, smaller $K$, of a slow wave that no axon shows since it is unstable. So the
search comes from above, in steps of five per cent, until the solution is lost on the other side,
and then halves the interval.
*/

int wave_find(const squid *s, double *k, fault *why)
{
    const double warmth = squid_rates(s, STATE_N, 0).beta / squid_rates_n(0).beta;
    double high = 30 * warmth, low = high;
    int above, side;
    if (wave_shoot(s, high, &above, NULL, NULL, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    do {
        high = low;
        low = 0.95 * high;
        if (low < 1e-2 * warmth)
            return fault_set(why, GSL_EFAILED, "no impulse travels along this axon by itself");
        if (wave_shoot(s, low, &side, NULL, NULL, why) != GSL_SUCCESS)
            return GSL_EFAILED;
    } while (side == above);
    while (high - low > 1e-11 * high) {
        *k = (low + high) / 2;
        if (wave_shoot(s, *k, &side, NULL, NULL, why) != GSL_SUCCESS)
            return GSL_EFAILED;
        *(side == above ? &high : &low) = *k;
    }
    return GSL_SUCCESS;
}
