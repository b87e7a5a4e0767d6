/**
# How often it fires

Lecture 14, slides 9 and 10: «модель Ходжкина-Хаксли», «импульсная нейронная сеть».

A network of pulses speaks by when and how often its cells fire. So: how often does a membrane
fire under a constant current? The rate $f(I)$ is measured by going up with the current in small
steps and down again, and at every step the membrane goes on from the state in which the last one
left it. For some currents the answer depends on where one comes from.

Three currents divide the axis (`stability.c` computes them):

$$ \max_k \operatorname{Re}\lambda_k(J(I)) = 0 \qquad (1) $$

has two solutions, the Hopf points. Below the first and above the second the rest is stable,
between them it is not, and the membrane must fire, or at least tremble. The rhythm itself exists
from the fold of cycles on, which lies below the first Hopf point:

$$ P(x; I) = x, \qquad \frac{dI}{dn} = 0 \qquad (2) $$

where $x$ is the state of the gates at a spike and $P$ takes one spike to the next.

An oscillation is counted where $V$ crosses the rest potential of the same current upwards: above
some 100 uA/cm^2 the waves stay below the 50 mV that are a spike elsewhere, and nothing but a
fading height tells a spike from a wave.

| slide | here | default | meaning |
|---|---|---|---|
| $I$ | `--from`, `--to`, `--step` | 0, 200, 2 uA/cm^2 | the sweep; twenty times as fine around the onset |
| | `--settle` | 400 ms | at every current, before anything is measured |
| | `--time` | 400 ms | during which it is |
| $f$ | | | oscillations a second, Hz |
*/

#include "impulse.h"
#include "output.h"
#include "squid_options.h"
#include "stability.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CURRENTS = 20000 };

typedef struct {
    basics b;
    squid s;
    double from, to, step, settle, time;
} settings;

/* What is measured at one current on one way. */
typedef struct {
    double rate;      /* Hz; 0 at rest */
    double low, high; /* of V, mV */
} measured;

typedef struct {
    double current;
    stability rest;
    measured way[2]; /* up, down */
} row;

typedef struct {
    row *rows;
    size_t n;
    double hopf[2];  /* NaN where there is none */
    rhythm fold;     /* its current is NaN if there is none */
    double omega[2]; /* at the Hopf points, 1/ms */
    double carry[STATES];
    rhythm last; /* the last rhythm on the way down that crosses SPIKE_LEVEL */
} sweep;

/* --------------------------------------------------------------------------- a current */

/* The vertex of the parabola through three samples at equal distances, if the middle one is the
   highest or the lowest; or the middle one. */
static double vertex(double before, double middle, double after)
{
    const double bend = before - 2 * middle + after, slope = (after - before) / 2;
    const int turns = (middle - before) * (after - middle) <= 0 && bend != 0;
    return turns ? middle - slope * slope / (2 * bend) : middle;
}

/* Goes on for `time` ms. The lowest and the highest V of the last 60 of them, looked at twenty
   times a ms. */
static int watch(impulse *p, double time, measured *m, fault *why)
{
    const double end = impulse_time(p) + time, step = 0.05;
    double v[3] = {0};
    int status = impulse_advance(p, end - GSL_MIN_DBL(time, 60), why);
    const double begin = impulse_time(p);
    m->low = GSL_POSINF;
    m->high = GSL_NEGINF;
    for (size_t k = 0; begin + (double)k * step <= end && status == GSL_SUCCESS; k++) {
        status = impulse_advance(p, begin + (double)k * step, why);
        v[0] = v[1];
        v[1] = v[2];
        v[2] = impulse_state(p)[STATE_V];
        if (k < 2)
            continue;
        m->low = GSL_MIN_DBL(m->low, vertex(v[0], v[1], v[2]));
        m->high = GSL_MAX_DBL(m->high, vertex(v[0], v[1], v[2]));
    }
    return status;
}

/* Waves of less than a millivolt are a rest that is still being reached. */
static double rate_of(const impulse *p, const measured *m)
{
    const size_t n = impulse_spikes(p);
    if (n < 2 || m->high - m->low < 1)
        return 0;
    return 1000 * (double)(n - 1) / (impulse_spike(p, n - 1) - impulse_spike(p, 0));
}

/* Close to the first Hopf point waves take a second to grow to impulses. So what was counted
   counts only if the waves are as high as in the time before, within a millivolt; else once more,
   twenty times at most. */
static int settle_and_count(const settings *set, impulse *p, measured *m, fault *why)
{
    int status = watch(p, set->settle, m, why);
    for (int k = 0; k < 20 && status == GSL_SUCCESS; k++) {
        const double before = m->high - m->low;
        double state[STATES];
        memcpy(state, impulse_state(p), sizeof state);
        impulse_set(p, 0, state); /* the count begins */
        status = watch(p, set->time, m, why);
        m->rate = rate_of(p, m);
        if (fabs(m->high - m->low - before) < 1)
            break;
    }
    return status;
}

/* Goes on from the state in `carry`, and leaves there what it came to. */
static int measure(const settings *set, const row *r, double carry[STATES], measured *m, fault *why)
{
    impulse_rule rule = IMPULSE_RULE;
    rule.level = r->rest.state[STATE_V];
    stimulus *in = stimulus_step(r->current, 0);
    impulse *p = in ? impulse_alloc(&set->s, in, &rule) : NULL;
    int status = p ? GSL_SUCCESS : fault_set(why, GSL_ENOMEM, "no memory for a membrane");
    if (status == GSL_SUCCESS) {
        impulse_set(p, 0, carry);
        status = settle_and_count(set, p, m, why);
        memcpy(carry, impulse_state(p), STATES * sizeof *carry);
    }
    impulse_free(p);
    stimulus_free(in);
    return status;
}

/* ---------------------------------------------------------------------------- the sweep */

/* The step is a twentieth around the first Hopf point, where the rhythm begins and ends. */
static double next_current(const settings *set, const sweep *w, double current)
{
    const int fine = current >= 0.4 * w->hopf[0] && current < 1.2 * w->hopf[0];
    return current + (fine ? set->step / 20 : set->step);
}

static int list_currents(const settings *set, sweep *w, fault *why)
{
    for (double i = set->from; i <= set->to + 1e-9 * set->step; i = next_current(set, w, i)) {
        if (w->n == MOST_CURRENTS)
            return fault_set(why, GSL_EINVAL, "--step: %g makes more than %d currents", set->step,
                             MOST_CURRENTS);
        row *r = &w->rows[w->n++];
        r->current = i;
        if (stability_at(&set->s, i, &r->rest, why) != GSL_SUCCESS)
            return GSL_EFAILED;
    }
    return GSL_SUCCESS;
}

/* Up from the rest, then down from where that ended. */
static int go_up_and_down(const settings *set, sweep *w, fault *why)
{
    int status = GSL_SUCCESS;
    memcpy(w->carry, w->rows[0].rest.state, sizeof w->carry);
    for (size_t k = 0; k < w->n && status == GSL_SUCCESS; k++)
        status = measure(set, &w->rows[k], w->carry, &w->rows[k].way[0], why);
    for (size_t k = w->n; k-- > 0 && status == GSL_SUCCESS;) {
        row *r = &w->rows[k];
        status = measure(set, r, w->carry, &r->way[1], why);
        if (r->way[1].rate > 0 && r->way[1].high > SPIKE_LEVEL + 10) {
            w->last.current = r->current;
            memcpy(w->last.cycle, w->carry, sizeof w->carry);
        }
    }
    return status;
}

/* From any state of the rhythm to where it crosses SPIKE_LEVEL next. */
static int to_level(const settings *set, rhythm *a, fault *why)
{
    const impulse_rule rule = IMPULSE_RULE;
    stimulus *in = stimulus_step(a->current, 0);
    impulse *p = in ? impulse_alloc(&set->s, in, &rule) : NULL;
    int status = p ? GSL_SUCCESS : fault_set(why, GSL_ENOMEM, "no memory for a membrane");
    if (status == GSL_SUCCESS) {
        impulse_set(p, 0, a->cycle);
        status = impulse_advance(p, 200, why);
    }
    if (status == GSL_SUCCESS && impulse_spikes(p) > 0) {
        const double t = impulse_spike(p, impulse_spikes(p) - 1);
        impulse_set(p, 0, a->cycle);
        status = impulse_advance(p, t, why);
        memcpy(a->cycle, impulse_state(p), sizeof a->cycle);
    }
    impulse_free(p);
    stimulus_free(in);
    return status;
}

/* The sweep has found the onset to within a step; this is the onset. If the search gets lost (in
   the warm the cycles are no longer as high as SPIKE_LEVEL) there is just none to be told. */
static int find_fold(const settings *set, sweep *w, fault *why)
{
    fault lost = {""};
    w->fold.current = GSL_NAN;
    if (!(w->last.current > set->from))
        return GSL_SUCCESS;
    if (to_level(set, &w->last, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (stability_fold(&set->s, &w->last, &w->fold, &lost) != GSL_SUCCESS)
        w->fold.current = GSL_NAN;
    return GSL_SUCCESS;
}

/* Equation (1): a change of sign between steps of 1 uA/cm^2 from 0 to 300, wherever the sweep
   goes. */
static int find_hopf(const settings *set, sweep *w, fault *why)
{
    size_t found = 0;
    w->hopf[0] = w->hopf[1] = GSL_NAN;
    for (double i = 0; i < 300 && found < 2; i++) {
        double at;
        stability a;
        if (stability_limit(&set->s, i, i + 1, &at, why) != GSL_SUCCESS)
            return GSL_EFAILED;
        if (!isfinite(at))
            continue;
        if (stability_at(&set->s, at, &a, why) != GSL_SUCCESS)
            return GSL_EFAILED;
        w->omega[found] = a.imaginary;
        w->hopf[found++] = at;
    }
    return GSL_SUCCESS;
}

/* --------------------------------------------------------------------------- tables */

static int write_sweep(const settings *set, const sweep *w, fault *why)
{
    output *out = output_table(set->b.tables, "sweep", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file,
            "# I_uA V_rest_mV growth_per_ms omega_per_ms rate_up_Hz low_up_mV high_up_mV "
            "rate_down_Hz low_down_mV high_down_mV\n");
    for (size_t k = 0; k < w->n; k++) {
        const row *r = &w->rows[k];
        fprintf(out->file, "%.9g %.9g %.9g %.9g", r->current, r->rest.state[STATE_V], r->rest.real,
                r->rest.imaginary);
        for (int way = 0; way < 2; way++)
            fprintf(out->file, " %.9g %.6g %.6g", r->way[way].rate, r->way[way].low,
                    r->way[way].high);
        fprintf(out->file, "\n");
    }
    return output_close(out, why);
}

static int write_points(const settings *set, const sweep *w, fault *why)
{
    output *out = output_table(set->b.tables, "points", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# fold_uA fold_Hz hopf_1_uA hopf_1_Hz hopf_2_uA hopf_2_Hz\n");
    fprintf(out->file, "%.12g %.9g", w->fold.current, 1000 / w->fold.period);
    for (int k = 0; k < 2; k++)
        fprintf(out->file, " %.12g %.9g", w->hopf[k], 1000 * w->omega[k] / (2 * M_PI));
    fprintf(out->file, "\n");
    return output_close(out, why);
}

/* -------------------------------------------------------------------------- printed */

static void print_points(const sweep *w)
{
    if (isfinite(w->fold.current))
        printf("a rhythm exists from      %13.9f uA/cm^2 on (fold of cycles, %.4f Hz)\n",
               w->fold.current, 1000 / w->fold.period);
    for (int k = 0; k < 2; k++)
        if (isfinite(w->hopf[k]))
            printf("the rest is %s %13.9f uA/cm^2 on (Hopf point, %.4f Hz)\n",
                   k ? "stable from  " : "unstable from", w->hopf[k],
                   1000 * w->omega[k] / (2 * M_PI));
    if (!isfinite(w->hopf[0]))
        printf("the rest is stable from 0 to 300 uA/cm^2\n");
}

/* The first current at which it fires on the way up, and the last on the way down. */
static void print_onsets(const sweep *w)
{
    size_t up = 0, down = 0;
    while (up < w->n && w->rows[up].way[0].rate == 0)
        up++;
    while (down < w->n && w->rows[down].way[1].rate == 0)
        down++;
    if (up < w->n && down < w->n)
        printf("going up it begins to fire at %g, going down it stops below %g\n",
               w->rows[up].current, w->rows[down].current);
}

static void print(const settings *set, const sweep *w)
{
    printf("%g degrees; %zu currents up and down again, %g + %g ms at each\n", set->s.celsius, w->n,
           set->settle, set->time);
    print_points(w);
    print_onsets(w);
    printf("# I/(uA/cm^2)    up/Hz  down/Hz   V from      to mV (going down)\n");
    const double apart = (set->to - set->from) / 14;
    double next = set->from;
    for (size_t k = 0; k < w->n; k++) {
        const row *r = &w->rows[k];
        if (r->current < next - 1e-9)
            continue;
        next = r->current + apart;
        printf("%13.4g %8.3f %8.3f %8.3f %8.3f\n", r->current, r->way[0].rate, r->way[1].rate,
               r->way[1].low, r->way[1].high);
    }
    printf("next: ./02_hodgkin_huxley/fi_curve --from 5 --to 11 --step 1\n");
}

static int work(const settings *set, sweep *w, fault *why)
{
    if (squid_check(&set->s, why) != GSL_SUCCESS || find_hopf(set, w, why) != GSL_SUCCESS ||
        list_currents(set, w, why) != GSL_SUCCESS || go_up_and_down(set, w, why) != GSL_SUCCESS ||
        find_fold(set, w, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (set->b.tables &&
        (write_sweep(set, w, why) != GSL_SUCCESS || write_points(set, w, why) != GSL_SUCCESS))
        return GSL_EFAILED;
    if (!set->b.quiet)
        print(set, w);
    return GSL_SUCCESS;
}

static int run(const settings *set, fault *why)
{
    sweep w = {.rows = calloc(MOST_CURRENTS, sizeof *w.rows), .last.current = GSL_NEGINF};
    if (!w.rows)
        return fault_set(why, GSL_ENOMEM, "no memory for %d currents", MOST_CURRENTS);
    const int status = work(set, &w, why);
    free(w.rows);
    return status;
}

/* -------------------------------------------------------------------------- options */

enum { FROM = 0x100, TO, STEP, SETTLE, TIME };

static const struct argp_option table[] = {
    {"from", FROM, "UA", 0, "the smallest current (default: 0 uA/cm^2)", 1},
    {"to", TO, "UA", 0, "the largest (default: 200 uA/cm^2)", 1},
    {"step", STEP, "UA", 0, "between two (default: 2; a twentieth near the onset)", 1},
    {"settle", SETTLE, "MS", 0, "at every current, before the count (default: 400 ms)", 1},
    {"time", TIME, "MS", 0, "of the count (default: 400 ms)", 1},
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
    case FROM:
        set->from = argument_number("from", text, -20, 1000);
        return 0;
    case TO:
        set->to = argument_number("to", text, -20, 1000);
        return 0;
    case STEP:
        set->step = argument_above("step", text, 0, 1000);
        return 0;
    case SETTLE:
        set->settle = argument_number("settle", text, 1, 1e5);
        return 0;
    case TIME:
        set->time = argument_number("time", text, 50, 1e5);
        return 0;
    case ARGP_KEY_END:
        if (set->to < set->from)
            arguments_error("--to: %g uA/cm^2 is below --from, %g", set->to, set->from);
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
        table,    parse, NULL, "How often the membrane fires (lecture 14, slides 9 and 10).",
        children, NULL,  NULL};
    settings set = {.to = 200, .step = 2, .settle = 400, .time = 400};
    fault why = {""};
    set.s = squid_1952;
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

The rate does not begin at zero. The membrane either is silent or fires some 50 times a second at
least; slow rhythms it has none. And it has two answers between 6.264 and 9.779 uA/cm^2: silence
for who comes from below, some 52 to 68 Hz for who comes from above. A short pulse is enough to
start it. (Going up, it begins a little behind the Hopf point, where a
deviation grows too slowly to become an impulse while it is being watched.)

At the upper end nothing jumps. The waves get lower and lower, below 50 mV at some 90 uA/cm^2, and
are gone at 154.5: a strong current holds $V$ where the $h$ gates are closed, and a nerve that is
pushed too hard falls silent. The first Hopf point is called subcritical, the second
supercritical.

At the Hopf points the eigenvalues tell the rhythm of a small deviation as well, 93.3 and 169.2
Hz. At the upper one that is the rate at which the waves end; at the lower one the impulses, which
are no small deviation, come at two thirds of it.

## Try

- `--from 5 --to 11 --step 1`: the loop by steps of 0.05 uA/cm^2. How near to the fold does it come?
- `--celsius 18.5`: the rates are three times as high. What happens to the two Hopf points?
- `--celsius 30`: is there a rhythm?
- `--g-k 30`, `--g-k 42`: which way does the fold go if there are fewer potassium channels?
*/
