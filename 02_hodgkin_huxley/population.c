/**
# A population

Lecture 14, slides 9 and 10: «модель Ходжкина-Хаксли», «импульсная нейронная сеть».

$N$ membranes that know nothing of each other, each under its own constant current, all begun at the
rest: the $f(I)$ curve as a crowd. They are integrated in one pass (`crowd.c`), several to an instruction.

$$ I_k = I_{from} + (I_{to} - I_{from}) \frac{k}{N - 1}, \qquad k = 0, \ldots, N - 1 \qquad (1) $$

| slide | here | default | meaning |
|---|---|---|---|
| $N$ | `--population` | 1000 | membranes |
| $I$ | `--from`, `--to` | 0, 20 uA/cm^2 | of the first and of the last |
| | `--time` | 1000 ms | of the model |
| $h$ | `--step` | 0.0625 ms | of the method, which has order 5 |

How fast that went is said on stderr, in seconds of the model times membranes for a second of the processor.
*/

#include "crowd.h"
#include "output.h"
#include "squid_options.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <time.h>

typedef struct {
    basics b;
    squid s;
    size_t n;
    double from, to, time, step;
} settings;

static void set_currents(const settings *set, crowd *c)
{
    for (size_t k = 0; k < c->n; k++) /* equation (1) */
        c->current[k] = c->n > 1
                            ? set->from + (set->to - set->from) * (double)k / (double)(c->n - 1)
                            : set->from;
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void write_spike(void *to, size_t membrane, double t)
{
    const crowd *c = ((void **)to)[0];
    FILE *file = ((void **)to)[1];
    fprintf(file, "%.9g %.9g\n", t, c->current[membrane]);
}

/* The rate of a membrane that fires to the end: from its last interval. */
static double rate_of(const crowd *c, size_t k, double time)
{
    const double interval = c->last[k] - c->before[k];
    return c->spikes[k] > 1 && time - c->last[k] < 1.5 * interval ? 1000 / interval : 0;
}

static int write_rates(const settings *set, const crowd *c, fault *why)
{
    output *out = output_table(set->b.tables, "rates", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# I_uA spikes first_ms rate_Hz\n");
    for (size_t k = 0; k < c->n; k++) {
        fprintf(out->file, "%.9g %zu ", c->current[k], c->spikes[k]);
        fprintf(out->file, c->spikes[k] ? "%.9g" : "?", c->first[k]);
        fprintf(out->file, " %.9g\n", rate_of(c, k, set->time));
    }
    return output_close(out, why);
}

/* The run itself; with --tables every spike is written as it comes. */
static int go(const settings *set, crowd *c, fault *why)
{
    if (!set->b.tables)
        return crowd_run(c, set->time, NULL, NULL, why);
    output *out = output_table(set->b.tables, "spikes", why);
    if (!out)
        return GSL_EFAILED;
    void *to[] = {c, out->file};
    fprintf(out->file, "# t_ms I_uA\n");
    const int status = crowd_run(c, set->time, write_spike, to, why);
    const int closed = output_close(out, why);
    return status == GSL_SUCCESS ? closed : status;
}

static void print(const settings *set, const crowd *c)
{
    size_t all = 0, silent = 0, fire = 0;
    for (size_t k = 0; k < c->n; k++) {
        all += c->spikes[k];
        silent += c->spikes[k] == 0;
        fire += rate_of(c, k, set->time) > 0;
    }
    printf("%zu membranes, %g to %g uA/cm^2, %g ms in steps of %g ms\n", c->n, set->from, set->to,
           set->time, set->step);
    printf("%zu spikes; %zu membranes silent, %zu fire and stop, %zu fire to the end\n", all,
           silent, c->n - silent - fire, fire);
    printf("# I/(uA/cm^2)   spikes   first/ms    rate/Hz\n");
    const size_t apart = c->n / 14 + 1;
    for (size_t k = 0; k < c->n; k += apart) {
        printf("%13.5g %8zu", c->current[k], c->spikes[k]);
        if (c->spikes[k])
            printf(" %10.4f %10.4f\n", c->first[k], rate_of(c, k, set->time));
        else
            printf(" %10s %10s\n", "-", "-");
    }
    printf("next: ./02_hodgkin_huxley/population --from 5.9 --to 6.3\n");
}

static int run(const settings *set, fault *why)
{
    if (squid_check(&set->s, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    crowd *c = crowd_alloc(&set->s, set->n, set->step, why);
    if (!c)
        return GSL_EFAILED;
    set_currents(set, c);
    const double begin = seconds_now();
    int status = go(set, c, why);
    const double seconds = seconds_now() - begin;
    if (status == GSL_SUCCESS && set->b.tables)
        status = write_rates(set, c, why);
    if (status == GSL_SUCCESS && !set->b.quiet) {
        print(set, c);
        fprintf(stderr, "%.3g s, %.4g membrane-seconds a second\n", seconds,
                (double)set->n * set->time / 1000 / seconds);
    }
    crowd_free(c);
    return status;
}

/* -------------------------------------------------------------------------- options */

enum { POPULATION = 0x100, FROM, TO, TIME, STEP };

static const struct argp_option table[] = {
    {"population", POPULATION, "N", 0, "membranes (default: 1000)", 1},
    {"from", FROM, "UA", 0, "the smallest current (default: 0 uA/cm^2)", 1},
    {"to", TO, "UA", 0, "the largest (default: 20 uA/cm^2)", 1},
    {"time", TIME, "MS", 0, "of the model (default: 1000 ms)", 1},
    {"step", STEP, "MS", 0, "of the method (default: 0.0625 ms)", 1},
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
    case POPULATION:
        set->n = argument_whole("population", text, 1, 10000000);
        return 0;
    case FROM:
        set->from = argument_number("from", text, -1000, 1000);
        return 0;
    case TO:
        set->to = argument_number("to", text, -1000, 1000);
        return 0;
    case TIME:
        set->time = argument_above("time", text, 0, 1e7);
        return 0;
    case STEP:
        set->step = argument_number("step", text, 1e-5, 1);
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
        table,    parse, NULL, "Many membranes at once (lecture 14, slides 9 and 10).",
        children, NULL,  NULL};
    settings set = {.n = 1000, .to = 20, .time = 1000, .step = 0.0625};
    fault why = {""};
    set.s = squid_1952;
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

In the figure every dot is a spike, every row a membrane, and the current grows upwards. Silence at the bottom;
then, from 2.24 uA/cm^2 on, one spike, and from 5.97 on two before the membrane falls silent; and above 6.26
spikes without an end. From there on the rows are lines that lean to the left, for a stronger current is
answered sooner: the first spike in 1.2 ms at 20 uA/cm^2, in 4.5 ms at 3.

A step of 0.0625 ms puts the 69th spike under 10 uA/cm^2, after a second, within 2e-5 ms of where it should be.
`make bench` says what the crowd gains: 5 to 7 times as many membranes in a second as one by one.

## Try

- `--from 5.9 --to 6.3`: how many spikes do the membranes fire before they fall silent?
- `--population 1`, `10`, `100`, `1000`: membrane-seconds a second. From where on does it not grow any more?
- `--step 0.1`, `--step 0.15`, `--step 0.2`: when does the method fail, and how is it seen?
*/
