/**
# The threshold, and the spike after a brake

Lecture 14, slides 6 and 9: «нервный импульс», «модель Ходжкина-Хаксли».

How strong must a push be? That depends on how long it lasts, and every answer is another number.
This program finds four of them by bisection (`excite.c`):

- the *rheobase*: the weakest current that makes one impulse if it flows for as long as it likes;
- the weakest pulse of a given duration;
- the smallest shock: $V$ moved at once, with the gates where they were;
- the weakest *negative* current that makes an impulse, when it ends: the anode break.

The curve of the pulses is the strength-duration curve. A capacitor with a leak, which must be
charged to a fixed potential, would give

$$ I(d) = \frac{I_\infty}{1 - e^{-d/\tau}} \qquad (1) $$

for the duration $d$: for short pulses the charge $I d$ decides, for long ones the current. The
membrane is not such a capacitor, but it comes near. The duration at which twice the rheobase is
needed is the chronaxie; in (1) it is $\tau \ln 2$, and that is how the curve of (1) in the figure
gets its $\tau$.

| slide | here | default | meaning |
|---|---|---|---|
| $I$ | | found | the weakest that fires, uA/cm^2 |
| $d$ | `--duration` | 0.5 ms | of the pulse |
| | `--brake` | 20 ms | of the current before an anode break |
| | `--watch` | 100 ms | so long is waited for an impulse |
| | `--precision` | 1e-9 | the last interval of the bisection, relative |
*/

#include "excite.h"
#include "output.h"
#include "squid_options.h"
#include "trace.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>

enum { DURATIONS = 25, PUSHES = 4 };

static const double strongest = 2000; /* uA/cm^2 or mV */

typedef struct {
    basics b;
    squid s;
    double duration, brake, watch, precision;
} settings;

typedef struct {
    double threshold[PUSHES];
    double chronaxie;
    double durations[DURATIONS], curve[DURATIONS];
} found;

static const char *const push_name[PUSHES] = {"step", "pulse", "shock", "brake"};

static excitation push(const settings *set, int k)
{
    const int kind[PUSHES] = {EXCITE_STEP, EXCITE_PULSE, EXCITE_SHIFT, EXCITE_PULSE};
    return (excitation){.s = &set->s,
                        .kind = kind[k],
                        .duration = k == 3 ? set->brake : set->duration,
                        .watch = set->watch};
}

/* ------------------------------------------------------------------------ searches */

static int search_pushes(const settings *set, found *a, fault *why)
{
    int status = GSL_SUCCESS;
    for (int k = 0; k < PUSHES && status == GSL_SUCCESS; k++) {
        const excitation e = push(set, k);
        /* A brake pulls V down to I / g_leak, beyond -100 mV no axon and no explicit stepper goes. */
        const double limit = k == 3 ? -30 : k == 2 ? 200 : strongest;
        status = excite_threshold(&e, limit, set->precision, &a->threshold[k], why);
    }
    return status;
}

/* From 0.05 to 50 ms, equally far apart in their logarithms. */
static int search_curve(const settings *set, found *a, fault *why)
{
    int status = GSL_SUCCESS;
    for (int k = 0; k < DURATIONS && status == GSL_SUCCESS; k++) {
        excitation e = push(set, 1);
        e.duration = a->durations[k] = 0.05 * pow(1000, k / (DURATIONS - 1.));
        status = excite_threshold(&e, strongest, 1e-6, &a->curve[k], why);
    }
    return status;
}

/* The duration at which a pulse of twice the rheobase is just enough. Longer ones fire, shorter
   ones do not. */
static int search_chronaxie(const settings *set, found *a, fault *why)
{
    excitation e = push(set, 1);
    double low = 0, high = 100;
    a->chronaxie = GSL_NAN;
    while (high - low > 1e-9 * high && isfinite(a->threshold[0])) {
        int fires;
        e.duration = (low + high) / 2;
        if (excite_fires(&e, 2 * a->threshold[0], &fires, why) != GSL_SUCCESS)
            return GSL_EFAILED;
        *(fires ? &high : &low) = e.duration;
        a->chronaxie = high;
    }
    return GSL_SUCCESS;
}

/* -------------------------------------------------------------------------- tables */

/* V after a push of the given strength, from 5 ms before the end of a brake to 30 ms after. */
static int write_trace(FILE *file, const settings *set, int k, double strength, fault *why)
{
    const impulse_rule rule = IMPULSE_RULE;
    const excitation e = push(set, k);
    double start[STATES];
    stimulus *in = excite_stimulus(&e, strength, why);
    impulse *p = in ? impulse_alloc(&set->s, in, &rule) : NULL;
    trace *tr = in ? trace_alloc(&set->s, in) : NULL;
    int status = p && tr ? excite_start(&e, strength, start, why) : GSL_ENOMEM;
    if (status == GSL_SUCCESS) {
        impulse_set(p, 0, start);
        status = trace_record(tr, p, 30 + (k == 3 ? e.duration : 0), 0.05, why);
    }
    fprintf(file, "# %s %.12g: t_ms V_mV I_uA\n", push_name[k], strength);
    for (size_t j = 0; status == GSL_SUCCESS && j < tr->n; j++)
        fprintf(file, "%.9g %.9g %.9g\n", tr->t[j], tr->state[j][STATE_V], trace_current(tr, j));
    fprintf(file, "\n\n");
    trace_free(tr);
    impulse_free(p);
    stimulus_free(in);
    return status;
}

/* Blocks of lines, two for each push that has a threshold: 1 % below it, and 1 % above. */
static int write_traces(const settings *set, const found *a, fault *why)
{
    output *out = output_table(set->b.tables, "traces", why);
    int status = out ? GSL_SUCCESS : GSL_EFAILED;
    for (int k = 0; k < PUSHES && status == GSL_SUCCESS; k++)
        for (int above = 0; above <= 1 && status == GSL_SUCCESS; above++) {
            const double x = isfinite(a->threshold[k]) ? a->threshold[k] : 0;
            status = write_trace(out->file, set, k, x * (above ? 1.01 : 0.99), why);
        }
    if (!out)
        return status;
    const int closed = output_close(out, why);
    return status == GSL_SUCCESS ? closed : status;
}

static int write_curve(const settings *set, const found *a, fault *why)
{
    output *out = output_table(set->b.tables, "curve", why);
    if (!out)
        return GSL_EFAILED;
    const double tau = a->chronaxie / M_LN2;
    fprintf(out->file, "# duration_ms threshold_uA charge_nC of_a_capacitor_uA\n");
    for (int k = 0; k < DURATIONS; k++)
        fprintf(out->file, "%.9g %.9g %.9g %.9g\n", a->durations[k], a->curve[k],
                a->curve[k] * a->durations[k],
                a->threshold[0] / -expm1(-a->durations[k] / tau)); /* equation (1) */
    return output_close(out, why);
}

static int write_thresholds(const settings *set, const found *a, fault *why)
{
    output *out = output_table(set->b.tables, "thresholds", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# step_uA pulse_uA shock_mV brake_uA chronaxie_ms pulse_ms brake_ms\n");
    fprintf(out->file, "%.12g %.12g %.12g %.12g %.9g %.9g %.9g\n", a->threshold[0], a->threshold[1],
            a->threshold[2], a->threshold[3], a->chronaxie, set->duration, set->brake);
    return output_close(out, why);
}

/* ------------------------------------------------------------------------- printed */

static void print_line(const char *what, double threshold, const char *unit, double limit)
{
    if (isfinite(threshold))
        printf("%-44s %14.9f %s\n", what, threshold, unit);
    else
        printf("%-44s none up to %g %s\n", what, limit, unit);
}

static void print(const settings *set, const found *a)
{
    char pulse[64], brake[64];
    snprintf(pulse, sizeof pulse, "a pulse of %g ms", set->duration);
    snprintf(brake, sizeof brake, "a brake of %g ms, at whose end it fires", set->brake);
    printf("the weakest push that makes an impulse, from rest, at %g degrees:\n", set->s.celsius);
    print_line("a current that lasts (rheobase)", a->threshold[0], "uA/cm^2", strongest);
    print_line(pulse, a->threshold[1], "uA/cm^2", strongest);
    print_line("a shock, V moved at once", a->threshold[2], "mV", 200);
    print_line(brake, a->threshold[3], "uA/cm^2", -30);
    print_line("chronaxie: a pulse of twice the rheobase", a->chronaxie, "ms", 100);
    printf("\n# duration/ms threshold/(uA/cm^2)  charge/(nC/cm^2)\n");
    for (int k = 0; k < DURATIONS; k += 2)
        printf("%13.5f %19.6f %17.5f\n", a->durations[k], a->curve[k],
               a->curve[k] * a->durations[k]);
    printf("next: ./02_hodgkin_huxley/threshold --celsius 18.5\n");
}

static int run(const settings *set, fault *why)
{
    found a;
    if (squid_check(&set->s, why) != GSL_SUCCESS || search_pushes(set, &a, why) != GSL_SUCCESS ||
        search_chronaxie(set, &a, why) != GSL_SUCCESS || search_curve(set, &a, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (set->b.tables &&
        (write_thresholds(set, &a, why) != GSL_SUCCESS ||
         write_curve(set, &a, why) != GSL_SUCCESS || write_traces(set, &a, why) != GSL_SUCCESS))
        return GSL_EFAILED;
    if (!set->b.quiet)
        print(set, &a);
    return GSL_SUCCESS;
}

/* ------------------------------------------------------------------------- options */

enum { DURATION = 0x100, BRAKE, WATCH, PRECISION };

static const struct argp_option table[] = {
    {"duration", DURATION, "MS", 0, "of the pulse (default: 0.5 ms)", 1},
    {"brake", BRAKE, "MS", 0, "of the negative current (default: 20 ms)", 1},
    {"watch", WATCH, "MS", 0, "wait so long for an impulse (default: 100 ms)", 1},
    {"precision", PRECISION, "E", 0, "of the thresholds, relative (default: 1e-9)", 1},
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
    case DURATION:
        set->duration = argument_number("duration", text, 0.01, 1000);
        return 0;
    case BRAKE:
        set->brake = argument_number("brake", text, 0.01, 1000);
        return 0;
    case WATCH:
        set->watch = argument_number("watch", text, 1, 10000);
        return 0;
    case PRECISION:
        set->precision = argument_number("precision", text, 1e-12, 0.1);
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
        table,    parse, NULL, "How little makes an impulse (lecture 14, slides 6 and 9).",
        children, NULL,  NULL};
    settings set = {.duration = 0.5, .brake = 20, .watch = 100, .precision = 1e-9};
    fault why = {""};
    set.s = squid_1952;
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

In each panel the two curves lie on each other until the push has long ended, and then part: all
or nothing. The difference between them was two per cent of a push. The nearer the push is to its
threshold, the longer the two stay together.

The anode break needs no push upwards at all. Under the brake $h$ rises and $n$ falls, for both
follow $V$, slowly. When the brake is taken off, $V$ comes back in some milliseconds, but the
gates are still set for a potential where the membrane is more excitable, and the rest has become
a push. At 18.5 degrees the gates keep up with $V$, and no brake down to -30 uA/cm^2 makes an
impulse.

The shortest pulses all need the same charge, 6.5 nC/cm^2. That is the shock of 6.507 mV times 1
uF/cm^2. Long pulses need charge without end and current no less than the rheobase. Between the
two the capacitor of equation (1) is a fair guess; where it fails, above 3 ms, the membrane does
with less, because its sodium helps.

## Try

- `--brake 5`, `--brake 2`: must a shorter brake be stronger, or weaker?
- `--celsius 30`: all thresholds rise. Which of the two impulse-makers loses by the warmth, $m$ or
  its enemies?
- `--capacity 2`: which thresholds double, and which stay?
- `--g-na 90`: what does a loss of a quarter of the sodium channels do to the rheobase?
*/
