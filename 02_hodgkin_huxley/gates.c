/**
# The gates: how far they open, and how long they take

Lecture 14, slide 9: «модель Ходжкина-Хаксли», the six rates.

A gate knows nothing but the potential. If $V$ is held still, a gate $x$ with the rates $\alpha$ and
$\beta$ goes to a share $x_\infty$ exponentially, with a time constant $\tau$:

$$ x_\infty = \frac{\alpha}{\alpha + \beta}, \qquad \tau = \frac{1}{\alpha + \beta} \qquad (1) $$
$$ x(t) = x_\infty - (x_\infty - x_0)\, e^{-t/\tau} \qquad (2) $$

The whole nerve impulse is in six curves. $m$ opens when the potential rises, and within half a
millisecond: that is the explosion, for open sodium gates raise the potential further. $h$ closes
and $n$ opens, but where it begins, between 0 and 20 mV, both take some ten times as long: that
ends it.

| slide | here | default | meaning |
|---|---|---|---|
| $\alpha, \beta$ | `rates` | | of opening and closing, 1/ms (`squid.c`) |
| | `--from`, `--to`, `--step` | -40, 100, 10 mV | the potentials of the table, from rest |
| | `--celsius` | 6.3 | temperature; 10 degrees more are three times the rates |

## The two holes in the formulas

$\alpha_n$ at 10 mV and $\alpha_m$ at 25 mV are $0/0$. Who types the slide's fraction in gets NaN
there, and, what is worse for being silent, fewer and fewer right digits near it: $1 - e^{u}$ is
the difference of two numbers near 1. The last lines of the output compare the fraction with
`squid.c`'s.
*/

#include "arguments.h"
#include "output.h"
#include "squid.h"

#include <gsl/gsl_errno.h>
#include <math.h>

typedef struct {
    basics b;
    squid s;
    double from, to, step;
} settings;

/* Equation (1) for the three gates. */
static void print_potential(FILE *file, const squid *s, double v)
{
    fprintf(file, "%6g", v);
    for (int gate = STATE_N; gate <= STATE_H; gate++) {
        const rates r = squid_rates(s, gate, v);
        fprintf(file, " %9.6f %9.6f", gate_steady(r), gate_time(r));
    }
    fprintf(file, "\n");
}

/* Alpha and beta too: for the figure. */
static void write_potential(FILE *file, const squid *s, double v)
{
    fprintf(file, "%.9g", v);
    for (int gate = STATE_N; gate <= STATE_H; gate++) {
        const rates r = squid_rates(s, gate, v);
        fprintf(file, " %.17g %.17g %.17g %.17g", r.alpha, r.beta, gate_steady(r), gate_time(r));
    }
    fprintf(file, "\n");
}

enum { MOST_ROWS = 100000 };

static size_t rows(const settings *set)
{
    return (size_t)floor((set->to - set->from) / set->step + 1e-9) + 1;
}

/* The slide's own fraction. */
static double alpha_n_typed(double v)
{
    return 0.01 * (v - 10) / (1 - exp((10 - v) / 10));
}

static void print_hole(void)
{
    printf("\nalpha_n beside its hole at 10 mV, in 1/ms:\n#%11s %20s %20s\n", "V - 10",
           "the fraction", "with expm1");
    for (int k = 0; k <= 2; k++) {
        const double distance = k == 2 ? 0 : pow(10, -6 - 6 * k);
        printf("%12g %20.16f %20.16f\n", distance, alpha_n_typed(10 + distance),
               squid_rates_n(10 + distance).alpha);
    }
}

static int write_tables(const settings *set, fault *why)
{
    output *out = output_table(set->b.tables, "rates", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# V_mV");
    for (int gate = 0; gate < 3; gate++)
        fprintf(out->file, " alpha_%c beta_%c %c_steady tau_%c_ms", "nmh"[gate], "nmh"[gate],
                "nmh"[gate], "nmh"[gate]);
    fprintf(out->file, "\n");
    for (size_t k = 0; k < rows(set); k++)
        write_potential(out->file, &set->s, set->from + (double)k * set->step);
    return output_close(out, why);
}

static void print(const settings *set, const double rest[])
{
    printf("At rest, %.3e mV: n %.9f, m %.9f, h %.9f (%g degrees)\n", rest[STATE_V], rest[STATE_N],
           rest[STATE_M], rest[STATE_H], set->s.celsius);
    printf("# V/mV   n steady  tau_n/ms  m steady  tau_m/ms  h steady  tau_h/ms\n");
    for (size_t k = 0; k < rows(set); k++)
        print_potential(stdout, &set->s, set->from + (double)k * set->step);
    print_hole();
    printf("next: ./02_hodgkin_huxley/gates --celsius 16.3\n");
}

static int run(const settings *set, fault *why)
{
    double rest[STATES];
    if (rows(set) > MOST_ROWS)
        return fault_set(why, GSL_EINVAL, "--step: %g makes more than %d rows from %g to %g",
                         set->step, MOST_ROWS, set->from, set->to);
    if (squid_check(&set->s, why) != GSL_SUCCESS ||
        squid_rest(&set->s, 0, rest, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (set->b.tables && write_tables(set, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (!set->b.quiet)
        print(set, rest);
    return GSL_SUCCESS;
}

enum { FROM = 0x100, TO, STEP, CELSIUS };

static const struct argp_option table[] = {
    {"from", FROM, "MV", 0, "the table's first potential (default: -40 mV from rest)", 1},
    {"to", TO, "MV", 0, "its last (default: 100 mV)", 1},
    {"step", STEP, "MV", 0, "between two of them (default: 10 mV)", 1},
    {"celsius", CELSIUS, "T", 0, "temperature (default: 6.3 degrees)", 1},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case FROM:
        set->from = argument_number("from", text, -500, 500);
        return 0;
    case TO:
        set->to = argument_number("to", text, -500, 500);
        return 0;
    case STEP:
        set->step = argument_above("step", text, 0, INFINITY);
        return 0;
    case CELSIUS:
        set->s.celsius = argument_number("celsius", text, -2, 60);
        return 0;
    case ARGP_KEY_END:
        if (set->to < set->from)
            arguments_error("--to: %g mV is below --from, %g mV", set->to, set->from);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "The gates of Hodgkin and Huxley's membrane (lecture 14, slide 9).",
        children, NULL,  NULL};
    settings set = {.from = -40, .to = 100, .step = 10};
    fault why = {""};
    set.s = squid_1952;
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

In the figure, follow the line at 0 mV, the rest: a third of the $n$ gates and six tenths of the
$h$ gates are open, and five per cent of the $m$ gates, of which a channel needs three at a time.
To the right of it $m$ and $h$ cross: where both are open sodium flows, and that is a narrow
window. Whatever the potential, $m$ is the fastest of the three; where it comes nearest to the
others, at 40 mV, it is still three times as fast as $h$. The curves of $\alpha_n$ and $\alpha_m$
go through 10 and 25 mV as if nothing were there.

## Try

- `--celsius 16.3`: which three columns change, and by how much?
- `--from 9.9 --to 10.1 --step 0.02`: look for the hole.
- `--from -10 --to 10 --step 1`: at what potential are half of the $h$ gates open? How many are
  there ten millivolts below the rest? (A nerve that was held there and is let go fires: anode
  break.)
*/
