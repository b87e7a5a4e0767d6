/**
# The nerve impulse

Lecture 14, slides 6-9: «нервный импульс», «модель Ходжкина-Хаксли», «эквивалентная схема мембраны
аксона кальмара».

The equations are those of `squid.c`, one for the potential and three for the gates:

$$ C \dot V = I - I_{Na} - I_K - I_l \qquad (1) $$
$$ I_{Na} = g_{Na} m^3 h\,(V - V_{Na}), \quad I_K = g_K n^4 (V - V_K), \quad I_l = g_l (V - V_l) \qquad (2) $$

Here they are given a current $I$ and followed in time. Nothing in them says that there is such a
thing as an impulse: no threshold, no rule for firing. It comes out.

| slide | here | default | meaning |
|---|---|---|---|
| $I(t)$ | `--current`, `--from`, `--for` | 10 uA/cm^2 from 0 on | a step, or with `--for` a pulse |
| | `--ramp`, `--stimulus` | | a current that grows, uA/cm^2/ms; or one from a file |
| $V$ at 0 | `--shift` | 0 mV | a shock: moves $V$ from rest at once, gates as they were |
| $C$, $V_K$, ... | `--capacity`, `--v-k`, ... | `squid.h` | the membrane |
| | `--celsius` | 6.3 | temperature |
| | `--method`, `--tolerance` | rk8pd, 1e-9 | any of GSL's steppers, and the error allowed in a step |
| | `--step` | 0.01 ms | for a fixed step; `euler`, `exponential_euler`, `runge_kutta` know no other |
| | `--absolute`, `--sign-1952` | from rest | other ways of writing $V$ |
| | `--as-printed`, `--misprint` | | what slide 9 prints |

A spike is an upward crossing of 50 mV, counted once. Its width is the time that $V$ is above half
of its peak.

## Three ways of writing a potential

The slide's $V$ counts from the rest, inside minus outside: an impulse goes up, from 0 to 105 mV.
In 1952 Hodgkin and Huxley counted outside minus inside, so their impulse goes down, to $-105$:
`--sign-1952`. What an electrode in the cell reads today, against the water, has the rest near
$-65$ mV and the peak near $+40$: `--absolute`. Only what is printed and written changes; options
are in the slide's $V$ always.
*/

#include "impulse.h"
#include "output.h"
#include "squid_options.h"
#include "steppers.h"
#include "trace.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <string.h>

enum { MOST_SAMPLES = 2000000, MOST_PRINTED = 8 };

typedef struct {
    basics b;
    squid s;
    impulse_rule rule;
    double current, from, duration, ramp, shift; /* the ramp is 0 if there is none */
    const char *stimulus;
    double time, every;
    int absolute, sign_1952;
} settings;

static stimulus *make_stimulus(const settings *set, fault *why)
{
    if (set->stimulus)
        return stimulus_read(set->stimulus, why);
    stimulus *in = set->ramp != 0 ? stimulus_ramp(set->ramp, set->from)
                   : isfinite(set->duration)
                       ? stimulus_pulse(set->current, set->from, set->from + set->duration)
                       : stimulus_step(set->current, set->from);
    return in ? in : fault_null(why, "no memory for a stimulus");
}

/* A potential as the reader wants to see it. */
static double shown(const settings *set, double v)
{
    return set->absolute ? v - 65 : set->sign_1952 ? -v : v;
}

static const char *convention(const settings *set)
{
    return set->absolute    ? "inside minus outside, rest at -65 mV"
           : set->sign_1952 ? "outside minus inside from rest, as in 1952"
                            : "inside minus outside, from rest";
}

/* --------------------------------------------------------------------------- tables */

/* One sample: the state, and equation (2) with what it is made of. */
static void write_sample(FILE *file, const settings *set, const trace *tr, size_t k)
{
    const double *state = tr->state[k], n = state[STATE_N], m = state[STATE_M], h = state[STATE_H];
    const currents out = squid_currents(&set->s, state);
    fprintf(file, "%.9g %.12g %.12g %.12g %.12g", tr->t[k], shown(set, state[STATE_V]), n, m, h);
    fprintf(file, " %.9g %.9g", set->s.g_na * m * m * m * h, set->s.g_k * n * n * n * n);
    fprintf(file, " %.9g %.9g %.9g %.9g\n", out.na, out.k, out.leak, trace_current(tr, k));
}

static int write_run(const settings *set, const trace *tr, fault *why)
{
    output *out = output_table(set->b.tables, "run", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# t_ms V_mV n m h g_Na_mS g_K_mS I_Na_uA I_K_uA I_leak_uA I_uA\n");
    for (size_t k = 0; k < tr->n; k++)
        write_sample(out->file, set, tr, k);
    return output_close(out, why);
}

static double interval_before(const impulse *p, size_t k)
{
    return k ? impulse_spike(p, k) - impulse_spike(p, k - 1) : GSL_NAN;
}

static spike_shape shape_of(const trace *tr, const impulse *p, size_t k)
{
    const double next = k + 1 < impulse_spikes(p) ? impulse_spike(p, k + 1) : GSL_POSINF;
    return trace_shape(tr, impulse_spike(p, k), next);
}

static int write_spikes(const settings *set, const trace *tr, const impulse *p, fault *why)
{
    output *out = output_table(set->b.tables, "spikes", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# t_ms interval_ms peak_mV peak_ms undershoot_mV undershoot_ms width_ms\n");
    for (size_t k = 0; k < impulse_spikes(p); k++) {
        const spike_shape a = shape_of(tr, p, k);
        fprintf(out->file, "%.12g %.12g %.9g %.9g %.9g %.9g %.9g\n", impulse_spike(p, k),
                interval_before(p, k), shown(set, a.peak), a.peak_time, shown(set, a.undershoot),
                a.undershoot_time, a.width);
    }
    return output_close(out, why);
}

/* The circuit of slide 8: what its parts are worth. */
static int write_parts(const settings *set, const double rest[STATES], fault *why)
{
    output *out = output_table(set->b.tables, "parts", why);
    if (!out)
        return GSL_EFAILED;
    const squid *s = &set->s;
    const double n = rest[STATE_N], m = rest[STATE_M], h = rest[STATE_H];
    fprintf(out->file, "# C_uF g_Na_most g_K_most g_leak V_Na V_K V_leak g_Na_rest g_K_rest\n");
    fprintf(out->file, "%.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g\n", s->c, s->g_na, s->g_k,
            s->g_l, shown(set, s->v_na), shown(set, s->v_k), shown(set, s->v_l),
            s->g_na * m * m * m * h, s->g_k * n * n * n * n);
    return output_close(out, why);
}

/* -------------------------------------------------------------------------- printed */

static void print_stimulus(const settings *set)
{
    if (set->stimulus)
        printf("%s", set->stimulus);
    else if (set->ramp != 0)
        printf("%g uA/cm^2/ms from %g ms on", set->ramp, set->from);
    else if (isfinite(set->duration))
        printf("%g uA/cm^2 from %g to %g ms", set->current, set->from, set->from + set->duration);
    else
        printf("%g uA/cm^2 from %g ms on", set->current, set->from);
    if (set->shift != 0)
        printf(", V moved by %g mV at 0 ms", set->shift);
    printf("\n");
}

static void print_misprints(int printed)
{
    if (printed)
        printf("as slide 9 prints it:%s%s%s\n",
               printed & SQUID_PRINTED_SIGN ? " [currents with a plus]" : "",
               printed & SQUID_PRINTED_ALPHA_H ? " [0.7 in alpha_h]" : "",
               printed & SQUID_PRINTED_NO_LEAK ? " [no leak]" : "");
}

static void print_head(const settings *set, const double start[STATES])
{
    printf("V: mV, %s; %g degrees\n", convention(set), set->s.celsius);
    print_misprints(set->s.printed);
    printf("start: V %.9f, n %.9f, m %.9f, h %.9f\n", shown(set, start[STATE_V]), start[STATE_N],
           start[STATE_M], start[STATE_H]);
    printf("current: ");
    print_stimulus(set);
    if (set->rule.step > 0)
        printf("method: %s, steps of %g ms, no error estimated\n", set->rule.type->name,
               set->rule.step);
    else
        printf("method: %s, tolerance %g\n", set->rule.type->name, set->rule.tolerance);
}

/* The lowest and the highest V in the last quarter of the run. */
static void print_end(const settings *set, const trace *tr)
{
    const size_t last = tr->n - 1;
    double low = tr->state[last][STATE_V], high = low;
    for (size_t k = tr->n - tr->n / 4; k < tr->n; k++) {
        low = GSL_MIN_DBL(low, tr->state[k][STATE_V]);
        high = GSL_MAX_DBL(high, tr->state[k][STATE_V]);
    }
    const double a = shown(set, low), b = shown(set, high);
    printf("at %g ms: V %.6g; in the last quarter of the run between %.6g and %.6g\n", tr->t[last],
           shown(set, tr->state[last][STATE_V]), GSL_MIN_DBL(a, b), GSL_MAX_DBL(a, b));
}

/* What the run ends before, or has no forerunner, is a dash. */
static void print_number(int width, int digits, double x)
{
    if (isfinite(x))
        printf(" %*.*f", width, digits, x);
    else
        printf(" %*s", width, "-");
}

static void print_spikes(const settings *set, const trace *tr, const impulse *p)
{
    const size_t n = impulse_spikes(p);
    printf("%zu spike%s (%g mV from rest, upwards), %zu steps, %zu evaluations\n", n,
           n == 1 ? "" : "s", SPIKE_LEVEL, impulse_steps(p), impulse_evaluations(p));
    if (n)
        printf("#     t/ms   interval/ms    peak/mV  undershoot/mV   width/ms\n");
    for (size_t k = 0; k < n && k < MOST_PRINTED; k++) {
        const spike_shape a = shape_of(tr, p, k);
        printf("%12.6f", impulse_spike(p, k));
        print_number(11, 6, interval_before(p, k));
        print_number(10, 5, shown(set, a.peak));
        print_number(12, 5, shown(set, a.undershoot));
        print_number(12, 6, a.width);
        printf("\n");
    }
    if (n > MOST_PRINTED)
        printf("... (all of them: --tables PREFIX, in PREFIX-spikes.txt)\n");
}

static void print_next(const settings *set)
{
    if (set->s.printed)
        printf("next: the same without --as-printed or --misprint\n");
    else if (set->current < 0)
        printf("next: ./02_hodgkin_huxley/hodgkin_huxley --current 2.3\n");
    else
        printf("next: ./02_hodgkin_huxley/hodgkin_huxley --current -5 --for 20\n");
}

/* ----------------------------------------------------------------------------- run */

/* What was reached before a failure is written and printed all the same. */
static int report(const settings *set, const double rest[], const trace *tr, const impulse *p,
                  fault *why)
{
    if (set->b.tables &&
        (write_run(set, tr, why) != GSL_SUCCESS || write_spikes(set, tr, p, why) != GSL_SUCCESS ||
         write_parts(set, rest, why) != GSL_SUCCESS))
        return GSL_EFAILED;
    if (set->b.quiet)
        return GSL_SUCCESS;
    print_head(set, tr->state[0]);
    print_spikes(set, tr, p);
    print_end(set, tr);
    print_next(set);
    return GSL_SUCCESS;
}

static int integrate(const settings *set, const stimulus *in, const double rest[STATES], fault *why)
{
    double start[STATES];
    fault trouble = {""};
    impulse *p = impulse_alloc(&set->s, in, &set->rule);
    trace *tr = trace_alloc(&set->s, in);
    int status = p && tr ? GSL_SUCCESS : fault_set(why, GSL_ENOMEM, "no memory for a membrane");
    if (status == GSL_SUCCESS) {
        memcpy(start, rest, sizeof start);
        start[STATE_V] += set->shift;
        impulse_set(p, 0, start);
        const int end = trace_record(tr, p, set->time, set->every, &trouble);
        status = report(set, rest, tr, p, why);
        if (status == GSL_SUCCESS && end != GSL_SUCCESS)
            status = fault_set(why, end, "%s", trouble.text);
    }
    trace_free(tr);
    impulse_free(p);
    return status;
}

/* The rest of the true membrane under the current before the first node, even if it is the slide's
   that is set going: who copies the slide begins there. */
static int run(const settings *set, fault *why)
{
    double rest[STATES];
    squid right = set->s;
    right.printed = 0;
    if (squid_check(&right, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    stimulus *in = make_stimulus(set, why);
    if (!in)
        return GSL_EFAILED;
    const double before = in->t[0] < 0 ? stimulus_current(in, 0) : in->i[0];
    int status = squid_rest(&right, before, rest, why);
    if (status == GSL_SUCCESS)
        status = integrate(set, in, rest, why);
    stimulus_free(in);
    return status;
}

/* ------------------------------------------------------------------------- options */

enum {
    CURRENT = 0x100,
    FROM,
    FOR,
    RAMP,
    STIMULUS,
    SHIFT,
    TIME,
    EVERY,
    METHOD,
    TOLERANCE,
    STEP,
    ABSOLUTE,
    SIGN_1952,
    AS_PRINTED,
    MISPRINT
};

static const struct argp_option table[] = {
    {"current", CURRENT, "UA", 0, "the current (default: 10 uA/cm^2)", 1},
    {"from", FROM, "MS", 0, "when it begins (default: 0 ms)", 1},
    {"for", FOR, "MS", 0, "how long it lasts (default: to the end)", 1},
    {"ramp", RAMP, "SLOPE", 0, "a current that grows instead, uA/cm^2 in a ms", 1},
    {"stimulus", STIMULUS, "FILE", 0, "the current from a file: ms and uA/cm^2 a line", 1},
    {"shift", SHIFT, "MV", 0, "move V at 0 ms (default: 0 mV)", 1},
    {"time", TIME, "MS", 0, "length of the run (default: 100 ms)", 2},
    {"every", EVERY, "MS", 0, "between samples (default: 0.025 ms, at most 0.1)", 2},
    {"method", METHOD, "NAME", 0, "how to integrate (default: rk8pd); 'list' lists them", 2},
    {"tolerance", TOLERANCE, "E", 0, "error allowed in a step (default: 1e-9)", 2},
    {"step", STEP, "MS", 0, "steps of this length, whatever the error", 2},
    {"absolute", ABSOLUTE, NULL, 0, "show V with the rest at -65 mV", 3},
    {"sign-1952", SIGN_1952, NULL, 0, "show V outside minus inside, as in 1952", 3},
    {"as-printed", AS_PRINTED, NULL, 0, "slide 9 to the letter, with all its misprints", 4},
    {"misprint", MISPRINT, "WHICH", 0, "some of them: sign,alpha-h,no-leak", 4},
    {0},
};

static void list_methods(void)
{
    for (size_t k = 0; k < steppers_count(); k++)
        printf("%s%s\n", stepper_type(k)->name,
               stepper_is_fixed(stepper_type(k)) ? " (fixed step)" : "");
    exit(0);
}

static const gsl_odeiv2_step_type *find_method(const char *name)
{
    if (strcmp(name, "list") == 0)
        list_methods();
    for (size_t k = 0; k < steppers_count(); k++)
        if (strcmp(stepper_type(k)->name, name) == 0)
            return stepper_type(k);
    arguments_error("--method: there is no '%s'; --method list says what there is", name);
}

static int parse_stimulus(int key, const char *text, settings *set)
{
    switch (key) {
    case CURRENT:
        set->current = argument_number("current", text, -1e4, 1e4);
        return 0;
    case FROM:
        set->from = argument_number("from", text, 0, 1e6);
        return 0;
    case FOR:
        set->duration = argument_above("for", text, 0, 1e6);
        return 0;
    case RAMP:
        set->ramp = argument_number("ramp", text, -1e4, 1e4);
        return 0;
    case STIMULUS:
        set->stimulus = text;
        return 0;
    case SHIFT:
        set->shift = argument_number("shift", text, -200, 200);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int parse_run(int key, const char *text, settings *set)
{
    switch (key) {
    case TIME:
        set->time = argument_above("time", text, 0, 1e6);
        return 0;
    case EVERY:
        set->every = argument_number("every", text, 1e-4, 0.1);
        return 0;
    case METHOD:
        set->rule.type = find_method(text);
        return 0;
    case TOLERANCE:
        set->rule.tolerance = argument_number("tolerance", text, 1e-14, 1);
        return 0;
    case STEP:
        set->rule.step = argument_number("step", text, 1e-6, 100);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* What contradicts what. */
static void check(settings *set)
{
    if (set->absolute && set->sign_1952)
        arguments_error("--sign-1952: counts from rest, which --absolute does not");
    if (set->stimulus && (set->ramp != 0 || isfinite(set->duration)))
        arguments_error("--stimulus: the file says it all; no --ramp and no --for");
    if (set->ramp != 0 && isfinite(set->duration))
        arguments_error("--for: a ramp has no end; give a --stimulus FILE");
    if (set->time / set->every > MOST_SAMPLES)
        arguments_error("--time: %g ms are more than %d samples; give a longer --every", set->time,
                        MOST_SAMPLES);
    if (set->rule.step > 0 &&
        (set->rule.type == gsl_odeiv2_step_msbdf || set->rule.type == gsl_odeiv2_step_msadams))
        arguments_error("--step: %s lives by changing its steps", set->rule.type->name);
    if (stepper_is_fixed(set->rule.type) && set->rule.step == 0)
        set->rule.step = 0.01;
    if (set->rule.step > 0) /* a whole number of steps from sample to sample */
        set->every = set->rule.step * GSL_MAX_DBL(1, round(set->every / set->rule.step));
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->s;
        state->child_inputs[1] = &set->b;
        return 0;
    case ABSOLUTE:
        set->absolute = 1;
        return 0;
    case SIGN_1952:
        set->sign_1952 = 1;
        return 0;
    case AS_PRINTED:
        set->s.printed = SQUID_AS_PRINTED;
        return 0;
    case MISPRINT:
        set->s.printed |= squid_misprints(text);
        return 0;
    case ARGP_KEY_END:
        check(set);
        return 0;
    default:
        return key < TIME ? parse_stimulus(key, text, set) : parse_run(key, text, set);
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {
        {&squid_argp, 0, "The membrane:", 5}, {&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse,
        NULL,     "Hodgkin and Huxley's neuron under a current (lecture 14, slides 6-9).",
        children, NULL,
        NULL};
    settings set = {
        .rule = IMPULSE_RULE, .current = 10, .duration = GSL_POSINF, .time = 100, .every = 0.025};
    fault why = {""};
    set.s = squid_1952;
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

In the first figure, follow one impulse from panel to panel. The current lifts $V$ slowly; at some
10 mV the fast gate $m$ follows, sodium flows in, and that lifts $V$ further: in the steepest part
by 300 mV in a millisecond. It ends twice over. $h$ closes, which shuts the sodium off, and $n$
opens, which lets potassium out and pulls $V$ below the rest. For a while $h$ is too low and $n$
too high for another impulse: that is the refractory period (`refractory.c`). Under 10 uA/cm^2 the
next one comes all the same, 14.638 ms after the last, for as long as the current flows.

The two large currents are mirror images of each other, and both are many times the 10 uA/cm^2
that set them going. What charges the capacitor is their small difference.

The figure of the misprints: what the slide prints, to the letter, makes no impulse. With the sign
of the currents turned round, whatever pushes $V$ away from a potential is called a restoring
force, and $V$ runs off; that it does not with all three misprints at once is an accident of the
0.7. With the sign right and 0.7 left in, one shock of 15 mV makes a neuron that fires for ever,
under no current at all.

## Try

- `--current 2.2` and `--current 2.3`: what is the smallest current for one spike? And 6.2 and
  6.3: for spikes that do not end? (`threshold.c` and `fi_curve.c` look for both.)
- `--current -5 --for 20`: a current that inhibits, and a spike after its end. Which gate tells why?
- `--ramp 0.1`, `--ramp 0.5`: does a slow ramp fire at the current at which a step does?
- `--celsius 30`: why is there no impulse in the warm?
- `--method euler --step 0.1`, then 0.3: what happens to a method whose step is too long?
*/
