/**
# Two of the four, in a plane

Lecture 14, slide 9: «модель Ходжкина-Хаксли».

Four variables cannot be drawn; two can. Of the three gates $m$ is so fast that it is nearly
always where $V$ wants to have it, and $h$ and $n$ go up and down together, one the mirror image
of the other. So

$$ m \approx m_\infty(V), \qquad h \approx a - b\,n \qquad (1) $$

leave two equations in place of four:

$$ C \dot V = I - g_{Na}\, m_\infty(V)^3 (a - b n)(V - V_{Na}) - g_K n^4 (V - V_K) - g_l (V - V_l) \qquad (2) $$
$$ \dot n = \alpha_n(V) (1 - n) - \beta_n(V)\, n \qquad (3) $$

$a$ and $b$ are fitted to the full membrane's own path, by least squares. This is not exact, and
it does not have to be: the full equations are solved in the neighbouring files. Here the point is
to see why there is a threshold, a rest, and a rhythm.

In the plane of $V$ and $n$ two curves decide. On one $\dot n = 0$: it is $n_\infty(V)$. On the
other $\dot V = 0$: for each $V$ equation (2) is solved for $n$. Where they cross nothing moves.
If the crossing is a place that the motion returns to (both eigenvalues of the Jacobian have
negative real parts) it is the rest; if not, the motion goes round it for ever.

| slide | here | default | meaning |
|---|---|---|---|
| $I$ | `--current` | 10 uA/cm^2 | for all time |
| $a, b$ | `--line` | fitted | of equation (1) |
| | `--shift` | 0 mV | the path begins at the rest under no current, moved by this |
| | `--time` | 100 ms | length of both paths |
*/

#include "impulse.h"
#include "output.h"
#include "squid_options.h"
#include "trace.h"

#include <gsl/gsl_deriv.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

enum { V, N, PLANE }; /* the two that are left */
enum { MOST_CROSSINGS = 8, ARROWS_ACROSS = 22, ARROWS_UP = 14 };

static const double lowest = -14, highest = 116, every = 0.02; /* mV, mV, ms */

typedef struct {
    basics b;
    squid s;
    double current, shift, time;
    double line[2]; /* a and b; NaN: to be fitted */
} settings;

typedef struct {
    const squid *s;
    double current, a, b;
} reduced;

typedef struct {
    double v, n;
    double real[PLANE], imaginary[PLANE]; /* of the eigenvalues, 1/ms */
} crossing;

typedef struct {
    reduced r;
    trace *full;
    double worst; /* of h in (1), along the full path */
    size_t n_crossings;
    crossing at[MOST_CROSSINGS];
    size_t spikes;
    double
        period; /* ms, between the last two spikes of the reduced equations; NaN if there are not two */
    double full_period;
} plane;

/* -------------------------------------------------------------------- the two equations */

/* Equation (2). */
static double v_slope(const reduced *r, double v, double n)
{
    const double m = gate_steady(squid_rates(r->s, STATE_M, v));
    const double state[STATES] = {v, n, m, r->a - r->b * n};
    double ddt[STATES];
    squid_derivative(r->s, r->current, state, ddt);
    return ddt[STATE_V];
}

/* Equation (3). */
static double n_slope(const reduced *r, double v, double n)
{
    const rates k = squid_rates(r->s, STATE_N, v);
    return k.alpha * (1 - n) - k.beta * n;
}

static int slopes(double t, const double y[], double ddt[], void *params)
{
    const reduced *r = params;
    (void)t;
    ddt[V] = v_slope(r, y[V], y[N]);
    ddt[N] = n_slope(r, y[V], y[N]);
    return isfinite(ddt[V]) ? GSL_SUCCESS : GSL_EBADFUNC;
}

/* ------------------------------------------------------------------------ nullclines */

typedef struct {
    const reduced *r;
    double v, n;
} place;

static double of_n(double n, void *params)
{
    const place *at = params;
    return v_slope(at->r, at->v, n);
}

static double of_v(double v, void *params)
{
    const place *at = params;
    return v_slope(at->r, v, at->n);
}

/* dV/dt along the curve on which dn/dt = 0. */
static double along(double v, void *params)
{
    const place *at = params;
    return v_slope(at->r, v, gate_steady(squid_rates(at->r->s, STATE_N, v)));
}

/* NaN if there is no change of sign. */
static double root(gsl_function *f, double low, double high)
{
    if (!(f->function(low, f->params) * f->function(high, f->params) <= 0))
        return GSL_NAN;
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!solver)
        return GSL_NAN;
    gsl_root_fsolver_set(solver, f, low, high);
    for (int k = 0; k < 100 && gsl_root_fsolver_iterate(solver) == GSL_SUCCESS; k++)
        if (solver->x_upper - solver->x_lower < 1e-13)
            break;
    const double x = gsl_root_fsolver_root(solver);
    gsl_root_fsolver_free(solver);
    return x;
}

/* The n at which V stands still. Sodium and potassium both pull V down as n rises: there is one
   at most. */
static double v_nullcline(const reduced *r, double v)
{
    place at = {r, v, 0};
    gsl_function f = {of_n, &at};
    return root(&f, 0, 1);
}

/* ------------------------------------------------------------------------- crossings */

/* The Jacobian: the n row and dV/dn are simple, dV/dV goes through m's steady state: a
   difference. */
static int eigenvalues(const reduced *r, crossing *c)
{
    place at = {r, c->v, c->n};
    gsl_function by_v = {of_v, &at}, by_n = {of_n, &at};
    double j[PLANE][PLANE], error, values[2 * PLANE];
    gsl_deriv_central(&by_v, c->v, 1e-3, &j[V][V], &error);
    gsl_deriv_central(&by_n, c->n, 1e-4, &j[V][N], &error);
    const rates k = squid_rates(r->s, STATE_N, c->v);
    const rates slope = squid_rates_slope(r->s, STATE_N, c->v);
    j[N][V] = slope.alpha * (1 - c->n) - slope.beta * c->n;
    j[N][N] = -k.alpha - k.beta;
    gsl_matrix_view matrix = gsl_matrix_view_array(&j[0][0], PLANE, PLANE);
    gsl_vector_complex_view both = gsl_vector_complex_view_array(values, PLANE);
    gsl_eigen_nonsymm_workspace *w = gsl_eigen_nonsymm_alloc(PLANE);
    const int status = w ? gsl_eigen_nonsymm(&matrix.matrix, &both.vector, w) : GSL_ENOMEM;
    gsl_eigen_nonsymm_free(w);
    for (int i = 0; i < PLANE; i++) {
        c->real[i] = values[2 * i];
        c->imaginary[i] = values[2 * i + 1];
    }
    return status;
}

static int find_crossings(plane *p, fault *why)
{
    place at = {&p->r, 0, 0};
    gsl_function f = {along, &at};
    int status = GSL_SUCCESS;
    for (double v = lowest; v < highest && p->n_crossings < MOST_CROSSINGS; v += 0.25) {
        const double x = root(&f, v, v + 0.25);
        if (!isfinite(x))
            continue;
        crossing *c = &p->at[p->n_crossings++];
        c->v = x;
        c->n = gate_steady(squid_rates(p->r.s, STATE_N, x));
        status = eigenvalues(&p->r, c);
    }
    return status == GSL_SUCCESS ? status : fault_set(why, status, "no eigenvalues are found");
}

static const char *kind(const crossing *c)
{
    const int stable = c->real[0] < 0 && c->real[1] < 0;
    const int turns = c->imaginary[0] != 0;
    if (!turns && c->real[0] * c->real[1] < 0)
        return "saddle: the threshold passes through it";
    return stable ? (turns ? "stable, reached in turns: a rest" : "stable: a rest")
                  : (turns ? "unstable, left in turns" : "unstable");
}

/* ------------------------------------------------------------------------- the paths */

static int follow_full(const settings *set, const stimulus *in, plane *p, fault *why)
{
    const impulse_rule rule = IMPULSE_RULE;
    double start[STATES];
    impulse *full = impulse_alloc(&set->s, in, &rule);
    p->full = trace_alloc(&set->s, in);
    int status = full && p->full ? squid_rest(&set->s, 0, start, why)
                                 : fault_set(why, GSL_ENOMEM, "no memory for a path");
    if (status == GSL_SUCCESS) {
        start[STATE_V] += set->shift;
        impulse_set(full, 0, start);
        status = trace_record(p->full, full, set->time, every, why);
    }
    const size_t n = status == GSL_SUCCESS ? impulse_spikes(full) : 0;
    p->full_period = n > 1 ? impulse_spike(full, n - 1) - impulse_spike(full, n - 2) : GSL_NAN;
    impulse_free(full);
    return status;
}

/* Equation (1): a and b by least squares over the samples of the full path, if it goes anywhere. */
static int fit_line(plane *p, fault *why)
{
    const trace *tr = p->full;
    double minus_b, c00, c01, c11, sum, low, high;
    gsl_stats_minmax(&low, &high, &tr->state[0][STATE_N], STATES, tr->n);
    if (high - low < 0.2)
        return fault_set(why, GSL_EINVAL,
                         "--line: there is no impulse to fit it to; give it, or a --shift");
    gsl_fit_linear(&tr->state[0][STATE_N], STATES, &tr->state[0][STATE_H], STATES, tr->n, &p->r.a,
                   &minus_b, &c00, &c01, &c11, &sum);
    p->r.b = -minus_b;
    return GSL_SUCCESS;
}

static void measure_line(plane *p)
{
    for (size_t k = 0; k < p->full->n; k++) {
        const double *state = p->full->state[k];
        const double miss = fabs(state[STATE_H] - p->r.a + p->r.b * state[STATE_N]);
        p->worst = GSL_MAX_DBL(p->worst, miss);
    }
}

/* One sample to the next; an upward crossing of SPIKE_LEVEL on the straight line between. */
static int one_sample(gsl_odeiv2_driver *d, plane *p, double *t, double y[PLANE], double *spike)
{
    const double before = y[V], begin = *t;
    const int status = gsl_odeiv2_driver_apply(d, t, begin + every, y);
    if (before < SPIKE_LEVEL && y[V] >= SPIKE_LEVEL) {
        const double now = begin + every * (SPIKE_LEVEL - before) / (y[V] - before);
        p->period = p->spikes++ ? now - *spike : GSL_NAN;
        *spike = now;
    }
    return status;
}

static int follow_reduced(const settings *set, plane *p, FILE *file, fault *why)
{
    gsl_odeiv2_system system = {slopes, NULL, PLANE, &p->r};
    gsl_odeiv2_driver *d =
        gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_rk8pd, 1e-3, 1e-9, 1e-9);
    if (!d)
        return fault_set(why, GSL_ENOMEM, "no memory for a path");
    double y[PLANE] = {p->full->state[0][STATE_V], p->full->state[0][STATE_N]}, t = 0, spike = 0;
    int status = GSL_SUCCESS;
    p->period = GSL_NAN;
    while (t < set->time && status == GSL_SUCCESS) {
        if (file)
            fprintf(file, "%.9g %.9g %.9g\n", t, y[V], y[N]);
        status = one_sample(d, p, &t, y, &spike);
    }
    gsl_odeiv2_driver_free(d);
    return status == GSL_SUCCESS
               ? status
               : fault_set(why, status, "the reduced equations stop at %g ms, V = %g mV", t, y[V]);
}

/* ---------------------------------------------------------------------------- tables */

static int write_nullclines(const settings *set, const plane *p, fault *why)
{
    output *out = output_table(set->b.tables, "nullclines", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# V_mV n_where_n_stands n_where_V_stands\n");
    for (double v = lowest; v <= highest; v += 0.25) {
        const double n = v_nullcline(&p->r, v);
        fprintf(out->file, "%.9g %.9g ", v, gate_steady(squid_rates(&set->s, STATE_N, v)));
        fprintf(out->file, isfinite(n) ? "%.9g\n" : "?\n", n);
    }
    return output_close(out, why);
}

/* Directions for arrows of one length in a drawing as wide as it is high. */
static int write_field(const settings *set, const plane *p, fault *why)
{
    output *out = output_table(set->b.tables, "field", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# V_mV n dV dn: direction, in widths and heights\n");
    for (int i = 0; i < ARROWS_ACROSS; i++)
        for (int j = 0; j < ARROWS_UP; j++) {
            const double v = lowest + (i + 0.5) * (highest - lowest) / ARROWS_ACROSS;
            const double n = (j + 0.5) / ARROWS_UP;
            const double dv = v_slope(&p->r, v, n) / (highest - lowest), dn = n_slope(&p->r, v, n);
            const double length = hypot(dv, dn);
            fprintf(out->file, "%.6g %.6g %.6g %.6g\n", v, n, dv / length, dn / length);
        }
    return output_close(out, why);
}

static int write_crossings(const settings *set, const plane *p, fault *why)
{
    output *out = output_table(set->b.tables, "crossings", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# V_mV n stable real_1 imaginary_1 real_2 imaginary_2\n");
    for (size_t k = 0; k < p->n_crossings; k++) {
        const crossing *c = &p->at[k];
        fprintf(out->file, "%.9g %.9g %d %.9g %.9g %.9g %.9g\n", c->v, c->n,
                c->real[0] < 0 && c->real[1] < 0, c->real[0], c->imaginary[0], c->real[1],
                c->imaginary[1]);
    }
    return output_close(out, why);
}

static int write_full(const settings *set, const plane *p, fault *why)
{
    output *out = output_table(set->b.tables, "full", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# t_ms V_mV n m h m_steady h_by_line\n");
    for (size_t k = 0; k < p->full->n; k++) {
        const double *y = p->full->state[k];
        fprintf(out->file, "%.9g %.9g %.9g %.9g %.9g %.9g %.9g\n", p->full->t[k], y[STATE_V],
                y[STATE_N], y[STATE_M], y[STATE_H],
                gate_steady(squid_rates(&set->s, STATE_M, y[STATE_V])),
                p->r.a - p->r.b * y[STATE_N]);
    }
    return output_close(out, why);
}

static int write_path(const settings *set, plane *p, fault *why)
{
    output *out = output_table(set->b.tables, "reduced", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# t_ms V_mV n\n");
    const int status = follow_reduced(set, p, out->file, why);
    const int closed = output_close(out, why);
    return status == GSL_SUCCESS ? closed : status;
}

static int write_tables(const settings *set, plane *p, fault *why)
{
    const int failed =
        write_nullclines(set, p, why) != GSL_SUCCESS || write_field(set, p, why) != GSL_SUCCESS ||
        write_crossings(set, p, why) != GSL_SUCCESS || write_full(set, p, why) != GSL_SUCCESS;
    return failed ? GSL_EFAILED : write_path(set, p, why);
}

/* --------------------------------------------------------------------------- printed */

static void print_period(const char *what, double period)
{
    if (isfinite(period))
        printf("%s: a spike every %.3f ms\n", what, period);
    else
        printf("%s: not two spikes\n", what);
}

static void print(const settings *set, const plane *p)
{
    printf("current: %g uA/cm^2, %g degrees\n", set->current, set->s.celsius);
    printf("h = %.6f - %.6f n along the full membrane's path, within %.3f\n", p->r.a, p->r.b,
           p->worst);
    printf("where neither V nor n moves:\n");
    for (size_t k = 0; k < p->n_crossings; k++) {
        const crossing *c = &p->at[k];
        printf("  V %.6f mV, n %.6f; eigenvalues %.4f%+.4fi, %.4f%+.4fi per ms\n    %s\n", c->v,
               c->n, c->real[0], c->imaginary[0], c->real[1], c->imaginary[1], kind(c));
    }
    print_period("two equations", p->period);
    print_period("all four", p->full_period);
    printf("next: ./02_hodgkin_huxley/phase_plane --current %s\n",
           set->current == 0 ? "10" : "0 --shift 10");
}

static int compute(const settings *set, const stimulus *in, plane *p, fault *why)
{
    p->r = (reduced){&set->s, set->current, set->line[0], set->line[1]};
    if (follow_full(set, in, p, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (!isfinite(set->line[0]) && fit_line(p, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    measure_line(p);
    if (find_crossings(p, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    return set->b.tables ? write_tables(set, p, why) : follow_reduced(set, p, NULL, why);
}

static int run(const settings *set, fault *why)
{
    plane p;
    memset(&p, 0, sizeof p);
    if (squid_check(&set->s, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    stimulus *in = stimulus_step(set->current, 0);
    const int status =
        in ? compute(set, in, &p, why) : fault_set(why, GSL_ENOMEM, "no memory for a stimulus");
    if (status == GSL_SUCCESS && !set->b.quiet)
        print(set, &p);
    trace_free(p.full);
    stimulus_free(in);
    return status;
}

/* --------------------------------------------------------------------------- options */

enum { CURRENT = 0x100, LINE, SHIFT, TIME };

static const struct argp_option table[] = {
    {"current", CURRENT, "UA", 0, "the current (default: 10 uA/cm^2)", 1},
    {"line", LINE, "A,B", 0, "h = A - B n (default: fitted to the full path)", 1},
    {"shift", SHIFT, "MV", 0, "begin so far from the rest (default: 0 mV)", 1},
    {"time", TIME, "MS", 0, "length of the paths (default: 100 ms)", 1},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->s;
        state->child_inputs[1] = &set->b;
        return 0;
    case CURRENT:
        set->current = argument_number("current", text, -30, 1e3);
        return 0;
    case LINE:
        if (argument_numbers("line", text, 2, set->line) != 2)
            arguments_error("--line: '%s' is not two numbers, such as 0.9,1.05", text);
        return 0;
    case SHIFT:
        set->shift = argument_number("shift", text, -100, 150);
        return 0;
    case TIME:
        set->time = argument_number("time", text, 1, 10000);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {
        {&squid_argp, 0, "The membrane:", 5}, {&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "Two of the four variables, in a plane (lecture 14, slide 9).",
        children, NULL,  NULL};
    settings set = {.current = 10, .time = 100, .line = {GSL_NAN, GSL_NAN}};
    fault why = {""};
    set.s = squid_1952;
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

The curve on which $V$ stands still has the shape of an N: down, up, and down again. Above it $V$
falls, below it rises, and fast, along the nearly horizontal arrows. The middle piece, which rises
with $V$, pushes everything away from it. It is the threshold: a shock that carries the point over
it goes on to the far right, one that stops short of it comes back.

Under no current the two curves cross to the left of the N's lower corner, and the crossing is
stable: the rest. Ten microamperes lift the N a little. The crossing is on the middle piece now,
and unstable, and the motion runs round for ever. That is all the difference between a cell that
answers and one that beats.

The broken black line is the true path, all four equations, drawn in the same plane. The two are a
caricature of it: their impulses come every 11.5 ms in place of 14.6, because $m$, which needs no
time here, needs some there.

## Try

- `--current 0 --line 0.91,1.0 --shift 10`: how many crossings are there, and what is the middle
  one?
- `--current 6 --line 0.87,1.07`: the crossing is stable. Why does the path not go to it?
- `--current 160`: the four equations have stopped firing. Have the two?
*/
