/**
# Many membranes at once

Lecture 14, slides 9 and 10: «модель Ходжкина-Хаксли», «импульсная нейронная сеть».

The right-hand side of slide 9 is six exponentials and some change, and a processor computes an exponential of
eight numbers in little more time than that of one. Within one membrane there is nothing to be had by that: the slopes of a step
wait for each other. Between membranes there is. So here all have the same step, and every loop
runs over membranes.

The exponentials are fewer, too. With

$$ y = e^{-V/80}: \qquad e^{-V/20} = y^4, \qquad e^{-V/10} = y^8 \qquad (1) $$

$$ e^{(10 - V)/10} = e\, y^8, \quad e^{(25 - V)/10} = e^{2.5} y^8, \quad e^{(30 - V)/10} = e^3 y^8 \qquad (2) $$

two are left, $y$ and $e^{-V/18}$. The price is `expm1`: near 10 and 25 mV the difference $e^u - 1$ loses digits, and for
$|u| < 0.02$ a series takes its place,

$$ \frac{u}{e^u - 1} = 1 - \frac u2 + \frac{u^2}{12} - \frac{u^4}{720} + \ldots \qquad (3) $$

The step is fixed, for a step that is chosen by an error would be chosen by the worst of the crowd.
With the six slopes of Cash and Karp (GSL's `rkck` has the same) it is of order 5:

$$ k_i = f\Big(y + h \sum_{j < i} a_{ij} k_j\Big), \qquad y \leftarrow y + h \sum_{i = 1}^6 b_i k_i \qquad (4) $$

A spike lies between two steps. The cubic that has the right potentials and slopes at both ends guesses
when, and one step of Newton's method from there, with (4) for a shorter $h$, is enough.

[1] J. R. Cash, A. H. Karp, A variable order Runge-Kutta method for initial value problems with
rapidly varying right-hand sides, ACM Transactions on Mathematical Software 16, 1990, pp. 201-222.
*/

#include "crowd.h"

#include "impulse.h"
#include "vector_math.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So many at a time, that all of their arrays stay in the processor's nearest memory. */
enum { BLOCK = 64 };

void crowd_free(crowd *c)
{
    if (!c)
        return;
    free(c->current);
    free(c->state);
    free(c->spikes);
    free(c->first);
    free(c->last);
    free(c->before);
    free(c);
}

static crowd *alloc_arrays(size_t n)
{
    crowd *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->n = n;
    c->current = calloc(n, sizeof *c->current);
    c->state = calloc(STATES * n, sizeof *c->state);
    c->spikes = calloc(n, sizeof *c->spikes);
    c->first = calloc(n, sizeof *c->first);
    c->last = calloc(n, sizeof *c->last);
    c->before = calloc(n, sizeof *c->before);
    if (c->current && c->state && c->spikes && c->first && c->last && c->before)
        return c;
    crowd_free(c);
    return NULL;
}

crowd *crowd_alloc(const squid *s, size_t n, double step, fault *why)
{
    double rest[STATES];
    if (squid_rest(s, 0, rest, why) != GSL_SUCCESS)
        return NULL;
    crowd *c = alloc_arrays(n);
    if (!c)
        return fault_null(why, "no memory for %zu membranes", n);
    c->s = s;
    c->step = step;
    for (size_t k = 0; k < n; k++) {
        for (int j = 0; j < STATES; j++)
            c->state[(size_t)j * n + k] = rest[j];
        c->first[k] = c->last[k] = c->before[k] = GSL_NAN;
    }
    return c;
}

/* ------------------------------------------------------------------- the right-hand side */

/* What is the same for all of them. */
typedef struct {
    double per_c, sign, g_na, g_k, leak, v_na, v_k, v_l, warm, alpha_h;
} constants;

static constants constants_of(const squid *s)
{
    const int printed = s->printed;
    return (constants){.per_c = 1 / s->c,
                       .sign = printed & SQUID_PRINTED_SIGN ? 1 : -1,
                       .g_na = s->g_na,
                       .g_k = s->g_k,
                       .v_na = s->v_na,
                       .v_k = s->v_k,
                       .v_l = s->v_l,
                       .leak = printed & SQUID_PRINTED_NO_LEAK ? 0 : s->g_l,
                       .warm = pow(s->q10, (s->celsius - 6.3) / 10),
                       .alpha_h = printed & SQUID_PRINTED_ALPHA_H ? 0.7 : 0.07};
}

/* Equation (3), or what it stands for; e is exp(u). */
static inline double bernoulli(double u, double e)
{
    const double series = 1 - u * (0.5 - u * (1. / 12 - u * u * (1. / 720)));
    return fabs(u) < 0.02 ? series : u / (e - 1);
}

/* Each gate's slope, with the exponentials that it needs. */
static inline double slope(double alpha, double beta, double gate)
{
    return alpha - (alpha + beta) * gate;
}

/* Variable j of membrane a is state[count j + a]. */
static void derivative(const constants *same, size_t count, const double *restrict current,
                       const double *restrict state, double *restrict ddt)
{
    const constants k = *same;
    const double e1 = exp(1), e25 = exp(2.5), e3 = exp(3);
#pragma omp simd
    for (size_t a = 0; a < count; a++) {
        const double v = state[a], n = state[count + a], m = state[2 * count + a];
        const double h = state[3 * count + a];
        const double y = exp(v * (-1. / 80)), z = exp(v * (-1. / 18)), y4 = y * y * y * y,
                     y8 = y4 * y4;
        const double an = 0.1 * bernoulli((10 - v) * 0.1, e1 * y8), bn = 0.125 * y;
        const double am = bernoulli((25 - v) * 0.1, e25 * y8), bm = 4 * z;
        const double ah = k.alpha_h * y4, bh = 1 / (1 + e3 * y8);
        const double out = k.g_na * m * m * m * h * (v - k.v_na) +
                           k.g_k * n * n * n * n * (v - k.v_k) + k.leak * (v - k.v_l);
        ddt[a] = k.per_c * (current[a] + k.sign * out);
        ddt[count + a] = k.warm * slope(an, bn, n);
        ddt[2 * count + a] = k.warm * slope(am, bm, m);
        ddt[3 * count + a] = k.warm * slope(ah, bh, h);
    }
}

void crowd_derivative(const squid *s, size_t n, const double current[], const double state[],
                      double ddt[])
{
    const constants same = constants_of(s);
    derivative(&same, n, current, state, ddt);
}

/* ------------------------------------------------------------------------------ a step */

enum { SLOPES = 6 };

/* A block's own arrays: the state, its slopes, a place to look at, and the next state. */
typedef struct {
    size_t n;
    constants same;
    double current[BLOCK], state[STATES * BLOCK], place[STATES * BLOCK], next[STATES * BLOCK];
    double k[SLOPES][STATES * BLOCK], after[STATES * BLOCK]; /* after: the slope at `next` */
} block;

/* a_ij of (4) in the rows, and b_i in the last. */
static const double tableau[SLOPES][SLOPES] = {
    {1. / 5},
    {3. / 40, 9. / 40},
    {3. / 10, -9. / 10, 6. / 5},
    {-11. / 54, 5. / 2, -70. / 27, 35. / 27},
    {1631. / 55296, 175. / 512, 575. / 13824, 44275. / 110592, 253. / 4096},
    {37. / 378, 0, 250. / 621, 125. / 594, 0, 512. / 1771}};

/* to = state + h (row of the tableau) k, with as many slopes as there are by now. Unrolled, for a
   loop over slopes inside would be in the way of the vectors. */
static inline __attribute__((always_inline)) void go_along(const block *b, double h, int row,
                                                           double *restrict to)
{
    const double *const a = tableau[row];
#pragma omp simd
    for (size_t j = 0; j < STATES * b->n; j++) {
        double sum = 0;
#pragma GCC unroll 6
        for (int i = 0; i <= row; i++)
            sum += a[i] * b->k[i][j];
        to[j] = b->state[j] + h * sum;
    }
}

/* Equation (4); k[0] is there already. */
static void step(block *b, double h)
{
#pragma GCC unroll 6
    for (int row = 0; row < SLOPES - 1; row++) {
        go_along(b, h, row, b->place);
        derivative(&b->same, b->n, b->current, b->place, b->k[row + 1]);
    }
    go_along(b, h, SLOPES - 1, b->next);
    derivative(&b->same, b->n, b->current, b->next, b->after);
}

/* Where in the step, from 0 to 1, the cubic through both ends is at the level: by bisection, for it is rare. */
static double crossing(double v0, double v1, double d0, double d1)
{
    double low = 0, high = 1;
    while (high - low > 1e-12) {
        const double x = (low + high) / 2, w = 1 - x;
        const double v =
            w * w * (1 + 2 * x) * v0 + x * x * (3 - 2 * x) * v1 + x * w * (w * d0 - x * d1);
        *(v < SPIKE_LEVEL ? &low : &high) = x;
    }
    return high;
}

typedef struct {
    crowd *c;
    size_t begin; /* the block's first membrane */
    crowd_on_spike *on_spike;
    void *to;
    block *one; /* room for a step of one membrane */
} listener;

static void keep_spike(const listener *l, size_t membrane, double t)
{
    crowd *c = l->c;
    if (c->spikes[membrane]++ == 0)
        c->first[membrane] = t;
    c->before[membrane] = c->last[membrane];
    c->last[membrane] = t;
    if (l->on_spike)
        l->on_spike(l->to, membrane, t);
}

static int any_crosses(const block *b)
{
    int any = 0;
#pragma omp simd reduction(| : any)
    for (size_t a = 0; a < b->n; a++)
        any |= (b->state[a] < SPIKE_LEVEL) & (b->next[a] >= SPIKE_LEVEL);
    return any;
}

/* How long after the step's beginning membrane a of the block crosses. */
static double moment(block *one, const block *b, size_t a, double h)
{
    const double t = h * crossing(b->state[a], b->next[a], h * b->k[0][a], h * b->after[a]);
    one->n = 1;
    one->same = b->same;
    one->current[0] = b->current[a];
    for (size_t j = 0; j < STATES; j++) {
        one->state[j] = b->state[j * b->n + a];
        one->k[0][j] = b->k[0][j * b->n + a];
    }
    step(one, t);
    const double better = t + (SPIKE_LEVEL - one->next[0]) / one->after[0];
    return GSL_MIN_DBL(GSL_MAX_DBL(better, 0), h);
}

static void find_spikes(const listener *l, const block *b, double t)
{
    const double h = l->c->step;
    if (!any_crosses(b))
        return;
    for (size_t a = 0; a < b->n; a++)
        if (b->state[a] < SPIKE_LEVEL && b->next[a] >= SPIKE_LEVEL)
            keep_spike(l, l->begin + a, t + moment(l->one, b, a, h));
}

/* ------------------------------------------------------------------------------ a run */

static void load(const crowd *c, block *b, size_t begin)
{
    b->n = GSL_MIN(BLOCK, c->n - begin);
    b->same = constants_of(c->s);
    memcpy(b->current, c->current + begin, b->n * sizeof(double));
    for (size_t j = 0; j < STATES; j++)
        memcpy(b->state + j * b->n, c->state + j * c->n + begin, b->n * sizeof(double));
    derivative(&b->same, b->n, b->current, b->state, b->k[0]);
}

static int store(crowd *c, const block *b, size_t begin, fault *why)
{
    for (size_t j = 0; j < STATES; j++)
        memcpy(c->state + j * c->n + begin, b->state + j * b->n, b->n * sizeof(double));
    for (size_t a = 0; a < b->n; a++)
        if (!(fabs(b->state[a]) < 1000))
            return fault_set(why, GSL_EFAILED,
                             "under %g uA/cm^2 V runs away; steps of %g ms may be too long",
                             b->current[a], c->step);
    return GSL_SUCCESS;
}

/* One block through the whole time. */
static int run_block(const listener *l, block *b, double time, fault *why)
{
    const double h = l->c->step;
    const size_t steps = (size_t)ceil(time / h - 1e-9);
    load(l->c, b, l->begin);
    for (size_t k = 0; k < steps; k++) {
        step(b, h);
        find_spikes(l, b, (double)k * h);
        memcpy(b->state, b->next, STATES * b->n * sizeof(double));
        memcpy(b->k[0], b->after, STATES * b->n * sizeof(double));
    }
    return store(l->c, b, l->begin, why);
}

int crowd_run(crowd *c, double time, crowd_on_spike *on_spike, void *to, fault *why)
{
    block *b = calloc(2, sizeof *b);
    if (!b)
        return fault_set(why, GSL_ENOMEM, "no memory for a block");
    int status = GSL_SUCCESS;
    for (size_t begin = 0; begin < c->n && status == GSL_SUCCESS; begin += BLOCK) {
        const listener l = {c, begin, on_spike, to, b + 1};
        status = run_block(&l, b, time, why);
    }
    free(b);
    return status;
}
