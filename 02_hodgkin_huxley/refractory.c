/**
# Not so soon

Lecture 14, slides 6 and 9: «нервный импульс», «модель Ходжкина-Хаксли».

An impulse is over in two or three milliseconds, but the membrane needs longer to be as it was. A
first pulse makes an impulse; a second, of the same duration, comes a delay after the first, and
the weakest that makes an impulse of its own is found by bisection (`excite.c`):

$$ \theta(\text{delay}) = \min \{ I_2 : \text{a second impulse} \} \qquad (1) $$

Shortly after the impulse no pulse is enough: that is the *absolute* refractory period. What "no"
means has to be said, for a pulse that is strong enough moves any potential as high as an impulse,
and there is no telling the two apart. Here it is a pulse that lifts a capacitor by 90 mV
(`--limit`), 13.6 times what the membrane needs at rest. Then a second impulse can be had, but at
a price, and as long as the price is above that at rest

$$ \theta(\text{delay}) > \theta_0 \qquad (2) $$

the membrane is *relatively* refractory. Last comes a time in which it is easier to excite than at
rest: the Hodgkin-Huxley membrane rings.

| slide | here | default | meaning |
|---|---|---|---|
| $I_1$ | `--first` | 2 times $\theta_0$ | the first pulse, in thresholds at rest |
| | `--duration` | 0.5 ms | of both pulses |
| | `--from`, `--to`, `--step` | 1, 30, 0.5 ms | the delays, from beginning to beginning |
| | `--limit` | 90 mV | the strongest second pulse that is tried lifts $C$ by that |

A second impulse is counted only if $V$ is at 50 mV or above and rising *after* the end of the
second pulse. The strong ones lift $V$ that far by themselves. And a pulse that comes before the
first impulse is below 50 mV again belongs to that impulse.
*/

#include "excite.h"
#include "output.h"
#include "squid_options.h"
#include "trace.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

enum { MOST_DELAYS = 2000, TRACES = 4 };

static const double watch = 30, precision = 1e-7; /* ms, relative */

typedef struct {
    basics b;
    squid s;
    double first, duration, from, to, step, limit;
} settings;

typedef struct {
    double rest;  /* theta_0, uA/cm^2 */
    double limit; /* the strongest second pulse, uA/cm^2 */
    double down;  /* when the first impulse is below SPIKE_LEVEL again, ms */
    size_t n;
    double delay[MOST_DELAYS], threshold[MOST_DELAYS]; /* NaN: no pulse is enough */
    double absolute, relative; /* where these periods end, ms; NaN if not between --from and --to */
    double easiest, easiest_delay;
} found;

static excitation second(const settings *set, const found *a, double delay)
{
    return (excitation){.s = &set->s,
                        .kind = EXCITE_SECOND,
                        .duration = set->duration,
                        .delay = delay,
                        .first = set->first * a->rest,
                        .watch = watch};
}

/* ------------------------------------------------------------------------ searches */

static int search_rest(const settings *set, found *a, fault *why)
{
    const excitation e = {
        .s = &set->s, .kind = EXCITE_PULSE, .duration = set->duration, .watch = 100};
    if (excite_threshold(&e, 2000, precision, &a->rest, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (!isfinite(a->rest))
        return fault_set(why, GSL_EFAILED, "no pulse of %g ms makes an impulse", set->duration);
    a->limit = set->limit * set->s.c / set->duration;
    return GSL_SUCCESS;
}

/* The end of the first impulse, if it is left alone. */
static int search_down(const settings *set, found *a, fault *why)
{
    const impulse_rule rule = IMPULSE_RULE;
    double start[STATES];
    stimulus *in = stimulus_pulse(set->first * a->rest, 0, set->duration);
    impulse *p = in ? impulse_alloc(&set->s, in, &rule) : NULL;
    int status = p ? squid_rest(&set->s, 0, start, why) : fault_set(why, GSL_ENOMEM, "no memory");
    if (status == GSL_SUCCESS)
        impulse_set(p, 0, start);
    while (status == GSL_SUCCESS && impulse_time(p) < 100 &&
           !(impulse_spikes(p) && impulse_state(p)[STATE_V] < SPIKE_LEVEL))
        status = impulse_advance(p, impulse_time(p) + 0.01, why);
    a->down = status == GSL_SUCCESS ? impulse_time(p) : GSL_NAN;
    impulse_free(p);
    stimulus_free(in);
    return status;
}

/* Equation (1) for one delay. */
static int search_delay(const settings *set, const found *a, double delay, double *threshold,
                        fault *why)
{
    const excitation e = second(set, a, delay);
    *threshold = GSL_NAN;
    if (delay < a->down)
        return GSL_SUCCESS;
    return excite_threshold(&e, a->limit, precision, threshold, why);
}

static int search_delays(const settings *set, found *a, fault *why)
{
    int status = GSL_SUCCESS;
    for (double d = set->from; d <= set->to + 1e-9 && status == GSL_SUCCESS; d += set->step) {
        a->delay[a->n] = d;
        status = search_delay(set, a, d, &a->threshold[a->n++], why);
    }
    return status;
}

/* The delay, between two of those tried, from which on the threshold is not above `level`. */
static int search_end(const settings *set, const found *a, double level, double *end, fault *why)
{
    size_t k = 0;
    *end = GSL_NAN;
    while (k < a->n && !(a->threshold[k] <= level))
        k++;
    if (k == 0 || k == a->n)
        return GSL_SUCCESS;
    double low = a->delay[k - 1], high = a->delay[k];
    while (high - low > 1e-6) {
        const double middle = (low + high) / 2;
        double threshold;
        if (search_delay(set, a, middle, &threshold, why) != GSL_SUCCESS)
            return GSL_EFAILED;
        *(threshold <= level ? &high : &low) = middle;
    }
    *end = high;
    return GSL_SUCCESS;
}

/* Equation (2) ends where the threshold first comes down to that at rest, though it rises again. */
static int search_ends(const settings *set, found *a, fault *why)
{
    if (search_end(set, a, a->limit, &a->absolute, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    return search_end(set, a, a->rest, &a->relative, why);
}

static void find_easiest(found *a)
{
    a->easiest = GSL_POSINF;
    for (size_t k = 0; k < a->n; k++)
        if (a->threshold[k] < a->easiest) {
            a->easiest = a->threshold[k];
            a->easiest_delay = a->delay[k];
        }
}

/* -------------------------------------------------------------------------- traces */

static int record(const settings *set, const found *a, double delay, double strength, FILE *file,
                  fault *why)
{
    const impulse_rule rule = IMPULSE_RULE;
    const excitation e = second(set, a, delay);
    double start[STATES];
    stimulus *in = excite_stimulus(&e, strength, why);
    impulse *p = in ? impulse_alloc(&set->s, in, &rule) : NULL;
    trace *tr = in ? trace_alloc(&set->s, in) : NULL;
    int status = p && tr ? excite_start(&e, strength, start, why) : GSL_ENOMEM;
    if (status == GSL_SUCCESS) {
        impulse_set(p, 0, start);
        status = trace_record(tr, p, set->to, 0.05, why);
    }
    fprintf(file, "# delay %g ms, %.9g uA: t_ms V_mV I_uA n h\n", delay, strength);
    for (size_t k = 0; status == GSL_SUCCESS && k < tr->n; k++)
        fprintf(file, "%.9g %.9g %.9g %.9g %.9g\n", tr->t[k], tr->state[k][STATE_V],
                trace_current(tr, k), tr->state[k][STATE_N], tr->state[k][STATE_H]);
    fprintf(file, "\n\n");
    trace_free(tr);
    impulse_free(p);
    stimulus_free(in);
    return status;
}

/* The same second pulse, as strong as the first, after four delays; and none. */
static int write_traces(const settings *set, const found *a, fault *why)
{
    output *out = output_table(set->b.tables, "traces", why);
    if (!out)
        return GSL_EFAILED;
    int status = record(set, a, set->to, 0, out->file, why);
    for (int k = 0; k < TRACES && status == GSL_SUCCESS; k++) {
        const double delay = set->from + (set->to - set->from) * (k + 1) / (TRACES + 1);
        status = record(set, a, delay, set->first * a->rest, out->file, why);
    }
    const int closed = output_close(out, why);
    return status == GSL_SUCCESS ? closed : status;
}

static int write_curve(const settings *set, const found *a, fault *why)
{
    output *out = output_table(set->b.tables, "curve", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# delay_ms threshold_uA\n");
    for (size_t k = 0; k < a->n; k++)
        fprintf(out->file, isfinite(a->threshold[k]) ? "%.9g %.9g\n" : "%.9g ?\n", a->delay[k],
                a->threshold[k]);
    return output_close(out, why);
}

static int write_periods(const settings *set, const found *a, fault *why)
{
    output *out = output_table(set->b.tables, "periods", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# rest_uA limit_uA absolute_ms relative_ms duration_ms first_uA\n");
    fprintf(out->file, "%.9g %.9g %.9g %.9g %.9g %.9g\n", a->rest, a->limit, a->absolute,
            a->relative, set->duration, set->first * a->rest);
    return output_close(out, why);
}

/* ------------------------------------------------------------------------- printed */

static void print_end(const char *what, double end)
{
    if (isfinite(end))
        printf("%s ends at a delay of %.6f ms\n", what, end);
    else
        printf("%s does not end between these delays\n", what);
}

static void print(const settings *set, const found *a)
{
    printf("%g ms pulses, %g degrees; at rest %.6f uA/cm^2 fires; the first %.6f\n", set->duration,
           set->s.celsius, a->rest, set->first * a->rest);
    print_end("absolutely refractory: that", a->absolute);
    print_end("relatively refractory: that", a->relative);
    if (a->easiest < a->rest)
        printf("easiest at %g ms: %.6f uA/cm^2, %.1f %% of what it takes at rest\n",
               a->easiest_delay, a->easiest, 100 * a->easiest / a->rest);
    printf("# delay/ms   threshold/(uA/cm^2)   in thresholds at rest\n");
    const size_t apart = a->n / 14 + 1;
    for (size_t k = 0; k < a->n; k += apart)
        if (isfinite(a->threshold[k]))
            printf("%10.4g %21.6f %23.4f\n", a->delay[k], a->threshold[k],
                   a->threshold[k] / a->rest);
        else
            printf("%10.4g %21s %15s %7.4f\n", a->delay[k], "-", "above", a->limit / a->rest);
    printf("next: ./02_hodgkin_huxley/refractory --celsius 18.5 --to 15 --step 0.25\n");
}

static int work(const settings *set, found *a, fault *why)
{
    if (squid_check(&set->s, why) != GSL_SUCCESS || search_rest(set, a, why) != GSL_SUCCESS ||
        search_down(set, a, why) != GSL_SUCCESS || search_delays(set, a, why) != GSL_SUCCESS ||
        search_ends(set, a, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    find_easiest(a);
    if (set->b.tables &&
        (write_curve(set, a, why) != GSL_SUCCESS || write_periods(set, a, why) != GSL_SUCCESS ||
         write_traces(set, a, why) != GSL_SUCCESS))
        return GSL_EFAILED;
    if (!set->b.quiet)
        print(set, a);
    return GSL_SUCCESS;
}

static int run(const settings *set, fault *why)
{
    found *a = calloc(1, sizeof *a);
    if (!a)
        return fault_set(why, GSL_ENOMEM, "no memory for %d delays", MOST_DELAYS);
    const int status = work(set, a, why);
    free(a);
    return status;
}

/* ------------------------------------------------------------------------- options */

enum { FIRST = 0x100, DURATION, FROM, TO, STEP, LIMIT };

static const struct argp_option table[] = {
    {"first", FIRST, "X", 0, "the first pulse, in thresholds (default: 2)", 1},
    {"duration", DURATION, "MS", 0, "of both pulses (default: 0.5 ms, at most 1)", 1},
    {"from", FROM, "MS", 0, "the smallest delay (default: 1 ms)", 1},
    {"to", TO, "MS", 0, "the largest (default: 30 ms)", 1},
    {"step", STEP, "MS", 0, "between two (default: 0.5 ms)", 1},
    {"limit", LIMIT, "MV", 0, "the strongest second pulse lifts C by that (default: 90)", 1},
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
    case FIRST:
        set->first = argument_number("first", text, 1.01, 50);
        return 0;
    case DURATION:
        set->duration = argument_number("duration", text, 0.02, 1);
        return 0;
    case FROM:
        set->from = argument_number("from", text, 0, 1000);
        return 0;
    case TO:
        set->to = argument_number("to", text, 0, 1000);
        return 0;
    case STEP:
        set->step = argument_above("step", text, 0, 1000);
        return 0;
    case LIMIT:
        set->limit = argument_number("limit", text, 10, 100);
        return 0;
    case ARGP_KEY_END:
        if (set->from < set->duration)
            arguments_error("--from: %g ms; the second pulse begins before the first, %g ms, ends",
                            set->from, set->duration);
        if (set->to < set->from || (set->to - set->from) / set->step > MOST_DELAYS - 2)
            arguments_error("--to: from %g to %g ms by %g is not 1 to %d delays", set->from,
                            set->to, set->step, MOST_DELAYS - 1);
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
        table,    parse,
        NULL,     "How soon after an impulse another can be had (lecture 14, slides 6-9).",
        children, NULL,
        NULL};
    settings set = {.first = 2, .duration = 0.5, .from = 1, .to = 30, .step = 0.5, .limit = 90};
    fault why = {""};
    set.s = squid_1952;
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

In the upper panel of the figure the same pulse, twice as strong as needed, comes after four
delays. The first, at 6.8 ms, finds half of the $n$ gates open (at rest a third) and a third of
the $h$ gates (at rest six tenths), and does next to nothing. The last makes an impulse like the
first.

The curve is the price of the second impulse. It falls steeply; with 180 uA/cm^2 the first can be
had 6.07 ms after the first pulse, with the strength that is enough at rest after 16.16 ms. Behind
that the membrane is easier to excite than at rest, by 16 per cent at 19 ms, then a little harder
again: a ringing that is also seen in $V$, which comes back to the rest from above.

At 18.5 degrees the two periods are 1.81 and 4.96 ms. Both are 3.3 times as short, the gates 3.8
times as fast: it is the gates that have to recover, not the capacitor, which is no faster in the
warm.

## Try

- `--limit 50`, `--limit 100`: how much does the absolute period depend on what "no pulse" means?
- `--first 4`: the first pulse twice as strong. Why do both periods end sooner?
- `--celsius 18.5 --to 15 --step 0.25`: the curve in the warm. Is its form the same?
- `--g-k 45`: more potassium channels. Does the membrane recover sooner?
*/
