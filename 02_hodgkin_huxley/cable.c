/**
# The cable

Lecture 14, slides 3 and 7-9: «аксон», and the membrane of «модель Ходжкина-Хаксли» along it.

An axon is a tube of membrane filled with a salt solution. A current along the tube has to
overcome the solution's resistance; what of it is lost between two places has gone through the
membrane there. For a tube of radius $a$ with the resistivity $R$

$$ C \frac{\partial V}{\partial t} = \frac{a}{2R} \frac{\partial^2 V}{\partial x^2} - I_{ion} + I \qquad (1) $$

with the ionic current of slide 9. It is the equation of heat conduction with a fire in it.

## In space

The axon is cut into cells of length $\Delta x$. Cell $k$ has the surface $2\pi a_k \Delta x$, and
the resistance between the middles of two neighbours is half a cell of the one and half a cell of
the other. Divided by $2\pi$,

$$ A_k C \frac{dV_k}{dt} = G_{k-1} (V_{k-1} - V_k) + G_k (V_{k+1} - V_k) + A_k (I - I_{ion}),
   \qquad A_k = a_k \Delta x, \quad G_k = \frac{1}{R\, \Delta x} \left( a_k^{-2} + a_{k+1}^{-2} \right)^{-1} \qquad (2) $$

so that what leaves one cell enters the next, wherever the radius changes. With one radius it is
(1) with the second difference for the second derivative, and the error is of the order
$\Delta x^2$. Nothing leaves at the ends.

## In time

Explicit steps would have to be shorter than $C \Delta x^2 R / a$. So the potential is stepped by
the rule of Crank and Nicolson, and the gates by the exponential that `voltage_clamp` has, half a
step apart (Hines [1]): gates from $t - \Delta t/2$ to $t + \Delta t/2$ with $V$ as it is at $t$,
in their middle; then the potential from $t$ to $t + \Delta t$ with the conductances at
$t + \Delta t/2$, in its middle. Each sees the other held at a midpoint, so the error is of the
order $\Delta t^2$ though nothing has to be iterated: with held conductances (2) is linear,
$I_{ion} = g V - b$ with

$$ g = g_{Na} m^3 h + g_K n^4 + g_l, \qquad b = g_{Na} m^3 h V_{Na} + g_K n^4 V_K + g_l V_l \qquad (3) $$

Crank and Nicolson's step is half a step of Euler's implicit method, and as much once more on a
straight line:

$$ A_k \left( \tfrac{2C}{\Delta t} + g_k \right) V_k^{*} - G_{k-1} (V_{k-1}^{*} - V_k^{*}) - G_k (V_{k+1}^{*} - V_k^{*})
   = A_k \left( \tfrac{2C}{\Delta t} V_k + b_k + I_k \right), \qquad V_k \leftarrow 2 V_k^{*} - V_k \qquad (4) $$

The matrix is symmetric, positive definite and has three diagonals; GSL solves it in a number of
operations proportional to the number of cells.

[1] M. Hines, Efficient computation of branched nerve equations, International Journal of
Bio-Medical Computing 15, 1984.
*/

#include "cable.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Two kinds of membrane: the axon's own and the stretch's. */
typedef struct {
    squid s;
    double warmth; /* by which its gates are faster than at 6.3 degrees */
} kind;

struct cable {
    size_t n;
    double dx, dt, t;
    size_t steps;
    kind kinds[2];
    int *which;  /* of the two, by cell */
    int *spikes; /* so far */
    double *area, *gates, *arrivals, *peaks;
    gsl_vector *v, *axial, *diagonal, *off, *right, *middle; /* of (2) and (4) */
};

void cable_free(cable *c)
{
    if (!c)
        return;
    gsl_vector *const vectors[] = {c->v, c->axial, c->diagonal, c->off, c->right, c->middle};
    for (size_t k = 0; k < sizeof vectors / sizeof *vectors; k++)
        gsl_vector_free(vectors[k]);
    free(c->which);
    free(c->spikes);
    free(c->area);
    free(c->gates);
    free(c->arrivals);
    free(c->peaks);
    free(c);
}

static cable *empty(size_t n)
{
    cable *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->n = n;
    c->which = calloc(n, sizeof *c->which);
    c->spikes = calloc(n, sizeof *c->spikes);
    c->area = calloc(n, sizeof *c->area);
    c->gates = calloc(n, 3 * sizeof *c->gates);
    c->arrivals = calloc(n, sizeof *c->arrivals);
    c->peaks = calloc(n, sizeof *c->peaks);
    gsl_vector **const vectors[] = {&c->v, &c->diagonal, &c->right, &c->middle, &c->axial, &c->off};
    int all = c->which && c->spikes && c->area && c->gates && c->arrivals && c->peaks;
    for (size_t k = 0; k < sizeof vectors / sizeof *vectors; k++)
        all = (*vectors[k] = gsl_vector_alloc(k < 4 ? n : n - 1)) && all;
    if (all)
        return c;
    cable_free(c);
    return NULL;
}

double cable_place(const cable *c, size_t cell)
{
    return ((double)cell + 0.5) * c->dx;
}

/* The areas and conductances of (2). With a in um, R in ohm cm and x in mm a factor of 10 makes
   the currents uA/cm^2 where A has been divided out. */
static void set_shape(cable *c, const cable_rule *rule, const stretch *other)
{
    const double radius[] = {rule->radius, other->radius};
    for (size_t k = 0; k < c->n; k++) {
        const double x = cable_place(c, k);
        c->which[k] = x > other->from && x < other->to;
        c->area[k] = radius[c->which[k]] * c->dx;
    }
    for (size_t k = 0; k + 1 < c->n; k++) {
        const double here = radius[c->which[k]], next = radius[c->which[k + 1]];
        const double halves = 1 / gsl_pow_2(here) + 1 / gsl_pow_2(next);
        gsl_vector_set(c->axial, k, 10 / (rule->resistivity * c->dx * halves));
    }
}

static int set_rest(cable *c, fault *why)
{
    double rest[2][STATES];
    for (int k = 0; k < 2; k++)
        if (squid_rest(&c->kinds[k].s, 0, rest[k], why) != GSL_SUCCESS)
            return GSL_EFAILED;
    for (size_t k = 0; k < c->n; k++) {
        const double *state = rest[c->which[k]];
        gsl_vector_set(c->v, k, state[STATE_V]);
        memcpy(c->gates + 3 * k, state + STATE_N, 3 * sizeof *state);
        c->arrivals[k] = GSL_NAN;
        c->peaks[k] = state[STATE_V];
    }
    return GSL_SUCCESS;
}

static kind kind_of(squid s)
{
    return (kind){s, squid_rates(&s, STATE_N, 0).beta / squid_rates_n(0).beta};
}

enum { FEWEST = 4, MOST = 1000000 };

cable *cable_alloc(const cable_rule *rule, const stretch *other, fault *why)
{
    const double n = round(rule->length / rule->dx);
    squid changed = rule->membrane;
    changed.celsius = other->celsius;
    changed.g_na = other->g_na;
    if (!(n >= FEWEST && n <= MOST))
        return fault_null(why, "%g mm in cells of %g mm: %g cells, which is not between %d and %d",
                          rule->length, rule->dx, n, FEWEST, MOST);
    if (squid_check(&rule->membrane, why) != GSL_SUCCESS ||
        squid_check(&changed, why) != GSL_SUCCESS)
        return NULL;
    cable *c = empty((size_t)n);
    if (!c)
        return fault_null(why, "no memory for %g cells", n);
    c->dx = rule->length / n;
    c->dt = rule->dt;
    c->kinds[0] = kind_of(rule->membrane);
    c->kinds[1] = kind_of(changed);
    set_shape(c, rule, other);
    if (set_rest(c, why) == GSL_SUCCESS)
        return c;
    cable_free(c);
    return NULL;
}

/**
## A step
*/

/* A gate by a step with its rates held: equation (2) of `gates.c`. */
static double relaxed(double x, rates r, double dt)
{
    const double steady = gate_steady(r);
    return steady - (steady - x) * exp(-dt / gate_time(r));
}

static void step_gates(cable *c)
{
    for (size_t k = 0; k < c->n; k++) {
        const double v = gsl_vector_get(c->v, k), dt = c->dt * c->kinds[c->which[k]].warmth;
        double *x = c->gates + 3 * k;
        x[0] = relaxed(x[0], squid_rates_n(v), dt);
        x[1] = relaxed(x[1], squid_rates_m(v), dt);
        x[2] = relaxed(x[2], squid_rates_h(v), dt);
    }
}

/* How much of [from, to] lies in [low, high], as a share of it. */
static double overlap(double from, double to, double low, double high)
{
    return GSL_MAX_DBL(0, GSL_MIN_DBL(to, high) - GSL_MAX_DBL(from, low)) / (to - from);
}

/* The mean over the step and the cell: a shock's charge does not depend on the grid. */
static double injected(const cable *c, size_t k, const shock shocks[], size_t n_shocks)
{
    double i = 0;
    const double x = cable_place(c, k) - c->dx / 2;
    for (size_t j = 0; j < n_shocks; j++)
        i += shocks[j].current * overlap(x, x + c->dx, shocks[j].from, shocks[j].to) *
             overlap(c->t, c->t + c->dt, shocks[j].begin, shocks[j].end);
    return i;
}

/* One row of (4), but for the neighbours; (3) is in it. */
static void set_row(cable *c, size_t k, double i)
{
    const squid *s = &c->kinds[c->which[k]].s;
    const double n = c->gates[3 * k], m = c->gates[3 * k + 1], h = c->gates[3 * k + 2];
    const double na = s->g_na * m * m * m * h, potassium = s->g_k * gsl_pow_4(n);
    const double g = na + potassium + s->g_l;
    const double b = na * s->v_na + potassium * s->v_k + s->g_l * s->v_l;
    const double inertia = 2 * s->c / c->dt;
    gsl_vector_set(c->diagonal, k, c->area[k] * (inertia + g));
    gsl_vector_set(c->right, k, c->area[k] * (inertia * gsl_vector_get(c->v, k) + b + i));
}

static void set_system(cable *c, const shock shocks[], size_t n_shocks)
{
    for (size_t k = 0; k < c->n; k++)
        set_row(c, k, injected(c, k, shocks, n_shocks));
    for (size_t k = 0; k + 1 < c->n; k++) {
        const double axial = gsl_vector_get(c->axial, k);
        *gsl_vector_ptr(c->diagonal, k) += axial;
        *gsl_vector_ptr(c->diagonal, k + 1) += axial;
        gsl_vector_set(c->off, k, -axial);
    }
}

/* No axon bears a volt. */
static const double highest = 1000, arrival = 50; /* mV */

/* V from the middle of the step to its end; where it rose through 50 mV, when, on a straight line. */
static int take(cable *c, fault *why)
{
    for (size_t k = 0; k < c->n; k++) {
        const double was = gsl_vector_get(c->v, k), v = 2 * gsl_vector_get(c->middle, k) - was;
        if (!(fabs(v) < highest))
            return fault_set(why, GSL_EFAILED,
                             "V = %g mV at %g mm after %g ms: no axon, or too long a step", v,
                             cable_place(c, k), c->t + c->dt);
        if (was < arrival && v >= arrival && c->spikes[k]++ == 0)
            c->arrivals[k] = c->t + c->dt * (arrival - was) / (v - was);
        c->peaks[k] = GSL_MAX_DBL(c->peaks[k], v);
        gsl_vector_set(c->v, k, v);
    }
    return GSL_SUCCESS;
}

int cable_step(cable *c, const shock shocks[], size_t n_shocks, fault *why)
{
    step_gates(c);
    set_system(c, shocks, n_shocks);
    if (gsl_linalg_solve_symm_tridiag(c->diagonal, c->off, c->right, c->middle) != GSL_SUCCESS)
        return fault_set(why, GSL_EFAILED, "the potentials after %g ms have no solution", c->t);
    const int status = take(c, why);
    if (status == GSL_SUCCESS)
        c->t = (double)++c->steps * c->dt;
    return status;
}

/* --------------------------------------------------------------------- looking at it */

size_t cable_cells(const cable *c)
{
    return c->n;
}

double cable_time(const cable *c)
{
    return c->t;
}

const double *cable_v(const cable *c)
{
    return c->v->data;
}

const double *cable_arrivals(const cable *c)
{
    return c->arrivals;
}

const int *cable_spikes(const cable *c)
{
    return c->spikes;
}

const double *cable_peaks(const cable *c)
{
    return c->peaks;
}

/* The straight line is time against place, so its slope is ms/mm. */
double cable_speed(const cable *c, double from, double to)
{
    const size_t first = (size_t)GSL_MAX_DBL(0, ceil(from / c->dx - 0.5));
    size_t last = first;
    while (last < c->n && cable_place(c, last) <= to)
        last++;
    if (last < first + 2)
        return GSL_NAN;
    double *x = malloc((last - first) * sizeof *x), at = 0, slope = GSL_NAN, ignored;
    for (size_t k = first; x && k < last; k++)
        x[k - first] = cable_place(c, k);
    if (x)
        gsl_fit_linear(x, 1, c->arrivals + first, 1, last - first, &at, &slope, &ignored, &ignored,
                       &ignored, &ignored);
    free(x);
    return 1 / slope;
}
