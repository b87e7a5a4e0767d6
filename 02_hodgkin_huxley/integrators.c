/**
# What an exact spike costs

Lecture 14, slide 9: the equations, by fourteen methods.

All methods of `steppers.c` come to the same spike times in the end. They differ in what they ask
for on the way. One run is 100 ms under 10 uA/cm^2 from rest, with seven spikes; its error is that
of the worst of them,

$$ e = \max_k |t_k - t_k^{*}| \qquad (1) $$

against times $t^{*}$ from GSL's `rk8pd` at the smallest tolerance that makes sense. Its cost is
the number of times that the right-hand side was computed (a Jacobian counts as one), which is the
same on every computer, and the processor's seconds, which are not.

A method of order $p$ has, for a fixed step $h$,

$$ e \approx c\, h^p \qquad (2) $$

and so the slope of $\log e$ over $\log h$ is $p$. For a method that chooses its steps the cost at
a given error grows like $e^{-1/p}$: each further digit costs a factor of ten for Euler, 1.3 for
`rk8pd`.

| | here | default | meaning |
|---|---|---|---|
| $h$ | | 0.1 ms, halved nine times | of the methods with a fixed step |
| | | $10^{-3}$ to $10^{-12}$ | tolerances of the others |
| $t^{*}$ | `--reference` | 1e-13 | tolerance of the run that is taken for exact |
| | `--most` | 300000 | a method goes on until a run has cost so many evaluations |
| | `--current` | 10 uA/cm^2 | |

A spike's moment is found by integrating within the step in which it lies (`impulse.c`), which
adds some 45 evaluations a spike to every method and no error of its own.
*/

#include "impulse.h"
#include "output.h"
#include "squid_options.h"
#include "steppers.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_RUNS = 10, MOST_METHODS = 20, MOST_SPIKES = 64 };

static const double length = 100; /* ms */

typedef struct {
    basics b;
    squid s;
    double current, reference;
    size_t most;
} settings;

/* One run of one method. */
typedef struct {
    double knob; /* its tolerance, or its step in ms */
    double error, seconds;
    size_t evaluations;
} work;

typedef struct {
    const gsl_odeiv2_step_type *type;
    size_t n;
    work run[MOST_RUNS];
    double order; /* of the fixed ones: equation (2) */
} course;

typedef struct {
    stimulus *in;
    double rest[STATES];
    size_t n_spikes;
    double spike[MOST_SPIKES]; /* t* */
    size_t n;
    course method[MOST_METHODS];
} comparison;

/* ---------------------------------------------------------------------------- runs */

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Nothing jumps after the beginning, so there is nothing that a long step could miss. */
static impulse_rule rule_of(const gsl_odeiv2_step_type *type, double knob)
{
    const int fixed = stepper_is_fixed(type);
    return (impulse_rule){.type = type,
                          .tolerance = fixed ? 1e-9 : knob,
                          .longest = length,
                          .level = SPIKE_LEVEL,
                          .step = fixed ? knob : 0};
}

/* A run, or NULL if it came to nothing. */
static impulse *go(const settings *set, const comparison *c, const impulse_rule *rule, fault *why)
{
    impulse *p = impulse_alloc(&set->s, c->in, rule);
    if (!p)
        return fault_null(why, "no memory for a membrane");
    impulse_set(p, 0, c->rest);
    if (impulse_advance(p, length, why) == GSL_SUCCESS)
        return p;
    impulse_free(p);
    return NULL;
}

/* Equation (1); infinite if there are more spikes than there should be, or fewer. */
static double error_of(const comparison *c, const impulse *p)
{
    double worst = 0;
    if (impulse_spikes(p) != c->n_spikes)
        return GSL_POSINF;
    for (size_t k = 0; k < c->n_spikes; k++)
        worst = GSL_MAX_DBL(worst, fabs(impulse_spike(p, k) - c->spike[k]));
    return worst;
}

/* The shortest of three times: noise only ever adds. A run that explodes has no error to speak
   of. */
static work measure(const settings *set, const comparison *c, const gsl_odeiv2_step_type *type,
                    double knob)
{
    const impulse_rule rule = rule_of(type, knob);
    work w = {.knob = knob, .error = GSL_POSINF, .seconds = GSL_POSINF};
    for (int again = 0; again < 3; again++) {
        fault why = {""};
        const double begin = seconds_now();
        impulse *p = go(set, c, &rule, &why);
        if (!p)
            break;
        w.seconds = GSL_MIN_DBL(w.seconds, seconds_now() - begin);
        w.error = error_of(c, p);
        w.evaluations = impulse_evaluations(p);
        impulse_free(p);
    }
    return w;
}

/* The slope in (2) by least squares, over the runs that are neither lost nor as exact as t*
   itself. */
static double order_of(const course *m)
{
    double x[MOST_RUNS], y[MOST_RUNS], c0, c1, c00, c01, c11, sum;
    size_t n = 0;
    for (size_t k = m->n > 5 ? m->n - 5 : 0; k < m->n; k++)
        if (isfinite(m->run[k].error) && m->run[k].error > 1e-9) {
            x[n] = log(m->run[k].knob);
            y[n++] = log(m->run[k].error);
        }
    if (n < 3)
        return GSL_NAN;
    gsl_fit_linear(x, 1, y, 1, n, &c0, &c1, &c00, &c01, &c11, &sum);
    return c1;
}

static void follow(const settings *set, comparison *c, const gsl_odeiv2_step_type *type)
{
    course *m = &c->method[c->n++];
    *m = (course){.type = type, .order = GSL_NAN};
    size_t cost = 0;
    for (int k = 0; k < MOST_RUNS && cost < set->most; k++) {
        const double knob = stepper_is_fixed(type) ? 0.1 * pow(0.5, k) : pow(10, -3 - k);
        m->run[m->n] = measure(set, c, type, knob);
        cost = m->run[m->n++].evaluations;
    }
    if (stepper_is_fixed(type))
        m->order = order_of(m);
}

static int find_reference(const settings *set, comparison *c, fault *why)
{
    impulse_rule rule = IMPULSE_RULE;
    rule.tolerance = set->reference;
    impulse *p = go(set, c, &rule, why);
    if (!p)
        return GSL_EFAILED;
    c->n_spikes = impulse_spikes(p);
    for (size_t k = 0; k < c->n_spikes && k < MOST_SPIKES; k++)
        c->spike[k] = impulse_spike(p, k);
    impulse_free(p);
    if (c->n_spikes == 0 || c->n_spikes > MOST_SPIKES)
        return fault_set(why, GSL_EINVAL,
                         "--current: %g uA/cm^2 makes %zu spikes in %g ms; 1 to %d can be compared",
                         set->current, c->n_spikes, length, MOST_SPIKES);
    return GSL_SUCCESS;
}

/* -------------------------------------------------------------------------- tables */

static int write_tables(const settings *set, const comparison *c, fault *why)
{
    output *out = output_table(set->b.tables, "work", why);
    if (!out)
        return GSL_EFAILED;
    for (size_t k = 0; k < c->n; k++) { /* a block a method, two blank lines between */
        const course *m = &c->method[k];
        fprintf(out->file, "# %s\n# tolerance_or_step_ms error_ms evaluations seconds\n",
                m->type->name);
        for (size_t j = 0; j < m->n; j++)
            if (isfinite(m->run[j].error))
                fprintf(out->file, "%.9g %.6g %zu %.4g\n", m->run[j].knob, m->run[j].error,
                        m->run[j].evaluations, m->run[j].seconds);
        fprintf(out->file, "\n\n");
    }
    return output_close(out, why);
}

/* ------------------------------------------------------------------------- printed */

/* The fewest evaluations with which the method came that near. */
static void print_cost(const course *m, double error)
{
    size_t best = 0;
    for (size_t k = 0; k < m->n; k++)
        if (m->run[k].error <= error && (best == 0 || m->run[k].evaluations < best))
            best = m->run[k].evaluations;
    if (best)
        printf(" %11zu", best);
    else
        printf(" %11s", "-");
}

static void print(const settings *set, const comparison *c)
{
    printf("%g uA/cm^2, %g ms, %zu spikes: evaluations for their times to be this exact\n",
           set->current, length, c->n_spikes);
    printf("#                       1 ms     1e-2 ms     1e-4 ms     1e-6 ms   order\n");
    for (size_t k = 0; k < c->n; k++) {
        const course *m = &c->method[k];
        printf("%-17s", m->type->name);
        for (int digits = 0; digits <= 6; digits += 2)
            print_cost(m, pow(10, -digits));
        if (isfinite(m->order))
            printf(" %7.3f", m->order);
        printf("\n");
    }
    printf("-: not with %zu evaluations, or not at a tolerance of 1e-12\n", set->most);
    printf("next: ./02_hodgkin_huxley/hodgkin_huxley --method euler --step 0.1\n");
}

static int run(const settings *set, fault *why)
{
    comparison *c = calloc(1, sizeof *c);
    if (!c)
        return fault_set(why, GSL_ENOMEM, "no memory for a comparison");
    c->in = stimulus_step(set->current, 0);
    int status = c->in ? squid_check(&set->s, why) : fault_set(why, GSL_ENOMEM, "no memory");
    if (status == GSL_SUCCESS)
        status = squid_rest(&set->s, 0, c->rest, why);
    if (status == GSL_SUCCESS)
        status = find_reference(set, c, why);
    for (size_t k = 0; k < steppers_count() && status == GSL_SUCCESS; k++)
        follow(set, c, stepper_type(k));
    if (status == GSL_SUCCESS && set->b.tables)
        status = write_tables(set, c, why);
    if (status == GSL_SUCCESS && !set->b.quiet)
        print(set, c);
    stimulus_free(c->in);
    free(c);
    return status;
}

/* ------------------------------------------------------------------------- options */

enum { CURRENT = 0x100, REFERENCE, MOST };

static const struct argp_option table[] = {
    {"current", CURRENT, "UA", 0, "the current (default: 10 uA/cm^2)", 1},
    {"reference", REFERENCE, "E", 0, "tolerance of what is taken for exact (default: 1e-13)", 1},
    {"most", MOST, "N", 0, "a run of N evaluations is a method's last (default: 300000)", 1},
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
        set->current = argument_number("current", text, -1e4, 1e4);
        return 0;
    case REFERENCE:
        set->reference = argument_number("reference", text, 1e-14, 1e-3);
        return 0;
    case MOST:
        set->most = argument_whole("most", text, 1, 100000000);
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
        table,    parse, NULL, "What an exact spike costs, by every method (lecture 14, slide 9).",
        children, NULL,  NULL};
    settings set = {.current = 10, .reference = 1e-13, .most = 300000};
    fault why = {""};
    set.s = squid_1952;
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

In the last panel of the figure the three straight lines have the slopes 1, 1 and 4. The
exponential method was made for membranes and cannot let a gate leave [0, 1]; and yet at the same
step its spike times are about 31 times as wrong as Euler's. Being stable is one thing, being
exact another. What it has for that is that it survives a step of 0.3 ms, at which Euler's method
ends below -900 mV.

In the upper panels a curve that is steeper, from right to left, belongs to a higher order. To the
precision of a drawing, 0.01 ms, `rkck` and the old `rk2` cost about the same. From $10^{-6}$ ms
on nothing is as cheap as `rk8pd`, whose thirteen slopes a step look extravagant and are not.

The implicit methods pay for equations that are not stiff. Between two impulses the fastest gate
has a time constant of 0.1 to 0.5 ms, and the step has to be near that anyway to follow the
impulse. Seconds tell the same story but for one thing: the methods with a memory, `msadams` and
`msbdf`, compute few slopes and think long about each.

## Try

- `--current 50`: nearly twice as many spikes. What happens to the cost of the first column, and
  of the last?
- `--current 100`: why only two spikes?
- `--celsius 20 --current 20`: everything is faster, but for the capacitor. What becomes of the
  methods of order 1?
- `./02_hodgkin_huxley/hodgkin_huxley --method exponential_euler --step 0.3`, and the same with
  `euler`.
*/
