/**
# The voltage clamp: the circle cut open

Lecture 14, slides 7-9: «изменение проницаемости при сдвиге потенциала на мембране нервной
клетки».

The potential changes the conductances and the conductances change the potential: as long as both
go on, nothing can be measured. The voltage clamp cuts the circle. An amplifier holds the
potential where the experimenter wants it, and the current that it has to send for that is the
membrane's own. This is how the equations of slide 9 were found [1]; the curves below are the
measurements that they were fitted to.

At time 0 the potential jumps from $V_0$ to $V$ and stays. Then the rates are constants, and the
gates need no integrator:

$$ x(t) = x_\infty(V) - \left( x_\infty(V) - x_\infty(V_0) \right) e^{-t/\tau(V)} \qquad (1) $$
$$ I_{Na} = g_{Na} m^3 h \,(V - V_{Na}), \qquad I_K = g_K n^4 \,(V - V_K), \qquad I_l = g_l \,(V - V_l) \qquad (2) $$

A current out of the cell is positive, here and in books of today; in 1952 it was negative, as
were the potentials of our positive steps.

| slide | here | default | meaning |
|---|---|---|---|
| $V$ | `--steps` | 6, 10, ..., 130 mV | the potentials held, from rest; up to 109 those of [1] |
| $V_0$ | `--hold` | 0 mV | where the membrane was for a long time |
| | `--duration` | 12 ms | of a step |
| | `--open`, `--open-for` | 76 mV, 0.8 ms | the step before the tails |
| | `--tails` | -60, ..., 130 mV | where it goes then |
| | `--sodium` | 1 | sodium outside, as a share of sea water's |
| $C$, $g$, $V_x$ | `--c`, `--g-na`, ... | as in 1952 | the membrane (`squid.c`) |
| | `--celsius` | 6.3 | temperature |

## Which ion is it?

The amplifier knows only the sum. The sum begins inward and ends outward, and two currents are in
it. Hodgkin and Huxley told them apart by taking away most of the sodium outside (`--sodium 0.1`,
with choline in its place). Sodium's potential then is lower,

$$ V_{Na}' = V_{Na} + \frac{RT}{F} \ln \frac{c'}{c} \qquad (3) $$

the gates do the same as before, and the difference of two such records is sodium's. Since then
there are poisons that do it: tetrodotoxin stops up sodium's channels (`--g-na 0`),
tetraethylammonium potassium's (`--g-k 0`).

[1] A. L. Hodgkin, A. F. Huxley, A quantitative description of membrane current and its
application to conduction and excitation in nerve, Journal of Physiology 117, 1952.
*/

#include "arguments.h"
#include "output.h"
#include "squid.h"

#include <float.h>
#include <gsl/gsl_const_mksa.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <string.h>

enum { MOST = 24 };

typedef struct {
    size_t n;
    double v[MOST]; /* mV from rest */
} potentials;

typedef struct {
    basics b;
    squid s;
    double hold, duration, open, open_for, sodium;
    potentials steps, tails;
    gsl_root_fsolver *solver; /* for equation (4) */
} settings;

/* One experiment: `hold` for ever, `v` for a while, then `back`. */
typedef struct {
    double hold, v, duration, back; /* mV, mV, ms, mV */
} clamp;

/* Equation (1): a time t with the potential v, from a state. */
static void relax(const squid *s, double v, double t, const double from[STATES], double to[STATES])
{
    to[STATE_V] = v;
    for (int gate = STATE_N; gate <= STATE_H; gate++) {
        const rates r = squid_rates(s, gate, v);
        const double steady = gate_steady(r);
        to[gate] = steady - (steady - from[gate]) * exp(-t / gate_time(r));
    }
}

/* The time 0 is after the first jump, the step's end before the second. */
static void state_at(const squid *s, const clamp *c, double t, double state[STATES])
{
    double held[STATES], end[STATES];
    squid_settle(s, c->hold, held);
    relax(s, c->v, c->duration, held, end);
    if (t < 0)
        memcpy(state, held, sizeof held);
    else if (t <= c->duration)
        relax(s, c->v, t, held, state);
    else
        relax(s, c->back, t - c->duration, end, state);
}

/**
## The peak of sodium

While $V$ is held, $I_{Na}$ goes as $m^3 h$, and has its peak where

$$ 3\,\frac{\dot m}{m} + \frac{\dot h}{h} = 0 \qquad (4) $$

For a step upwards the first term begins positive and dies out within a few $\tau_m$, the second
is negative: there is one zero. For a step downwards there is none, and the current is largest at
the beginning.
*/

typedef struct {
    const squid *s;
    const clamp *c;
} experiment;

/* The left side of (4). */
static double growth(double t, void *params)
{
    const experiment *e = params;
    double state[STATES], ddt[STATES];
    state_at(e->s, e->c, t, state);
    squid_derivative(e->s, 0, state, ddt);
    return 3 * ddt[STATE_M] / state[STATE_M] + ddt[STATE_H] / state[STATE_H];
}

/* When m^3 h is largest, from 0 to the step's end. */
static double peak_time(gsl_root_fsolver *solver, const squid *s, const clamp *c)
{
    experiment e = {s, c};
    gsl_function f = {growth, &e};
    if (!(growth(0, &e) > 0))
        return 0;
    if (!(growth(c->duration, &e) < 0))
        return c->duration;
    int status = gsl_root_fsolver_set(solver, &f, 0, c->duration);
    for (int k = 0; k < 200 && status == GSL_SUCCESS; k++) {
        status = gsl_root_fsolver_iterate(solver);
        if (gsl_root_test_interval(solver->x_lower, solver->x_upper, 1e-12, 1e-14) == GSL_SUCCESS)
            break;
    }
    return gsl_root_fsolver_root(solver);
}

/* What is read off one record: sodium at its peak, potassium at the end. */
typedef struct {
    double t, na, k, leak, g_na, g_k; /* ms, uA/cm^2, mS/cm^2 */
} reading;

static double sodium_conductance(const squid *s, const double state[STATES])
{
    return s->g_na * gsl_pow_3(state[STATE_M]) * state[STATE_H];
}

static double potassium_conductance(const squid *s, const double state[STATES])
{
    return s->g_k * gsl_pow_4(state[STATE_N]);
}

static reading read_off(const settings *set, const clamp *c)
{
    const squid *s = &set->s;
    double peak[STATES], end[STATES];
    const double t = peak_time(set->solver, s, c);
    state_at(s, c, t, peak);
    state_at(s, c, c->duration, end);
    const currents first = squid_currents(s, peak), last = squid_currents(s, end);
    return (reading){.t = t,
                     .na = first.na,
                     .k = last.k,
                     .leak = last.leak,
                     .g_na = sodium_conductance(s, peak),
                     .g_k = potassium_conductance(s, end)};
}

/**
## The capacity

Before any of this the membrane is a capacitor, and a jump of $\Delta V$ needs the charge
$C\,\Delta V$ at once. In a real record that is a spike of some microseconds; here it would be
infinitely high, so it is left out of tables and figure, and its charge is printed. It is of use:
it comes before any gate has moved, and is how $C$ was measured.
*/

static void print_steps(const settings *set)
{
    printf("Clamped from %g mV for %g ms, at %g C; V_Na %.2f, V_K %g mV; out is positive.\n",
           set->hold, set->duration, set->s.celsius, set->s.v_na, set->s.v_k);
    printf("#    V  g_Na peak      at  I_Na peak    g_K end    I_K end     leak    charge\n"
           "#   mV    mS/cm^2      ms    uA/cm^2    mS/cm^2    uA/cm^2  uA/cm^2   nC/cm^2\n");
    for (size_t k = 0; k < set->steps.n; k++) {
        const clamp c = {set->hold, set->steps.v[k], set->duration, set->hold};
        const reading r = read_off(set, &c);
        printf("%6g %10.4f %7.3f %10.3f %10.4f %10.3f %8.3f %9.4g\n", c.v, r.g_na, r.t, r.na, r.g_k,
               r.k, r.leak, set->s.c * (c.v - c.hold));
    }
}

/* The conductances at the end of the opening step, from which all tails begin. */
static void print_tails(const settings *set)
{
    const clamp c = {set->hold, set->open, set->open_for, set->hold};
    double end[STATES];
    state_at(&set->s, &c, c.duration, end);
    const double na = sodium_conductance(&set->s, end), k = potassium_conductance(&set->s, end);
    const double all = na + k + set->s.g_l;
    printf("Tails, after %g ms at %g mV: g_Na begins at %.3f, g_K at %.3f mS/cm^2;\n", c.duration,
           c.v, na, k);
    if (all > 0)
        printf("the current jumps along a straight line, and is 0 at %.2f mV.\n",
               (na * set->s.v_na + k * set->s.v_k + set->s.g_l * set->s.v_l) / all);
}

/* ---------------------------------------------------------------------- the tables */

static void write_state(FILE *file, const squid *s, double t, const double state[STATES])
{
    const currents i = squid_currents(s, state);
    fprintf(file, "%.9g %g %.17g %.17g %.17g %.17g %.17g %.17g", t, state[STATE_V], i.na, i.k,
            i.leak, i.na + i.k + i.leak, sodium_conductance(s, state),
            potassium_conductance(s, state));
}

enum { ROWS = 600 };

/* A time of a record, and the potential that the record is one of a family for. */
static void write_row(FILE *file, const squid *s, const clamp *c, double t, double family)
{
    double state[STATES];
    state_at(s, c, t, state);
    write_state(file, s, t, state);
    fprintf(file, " %g\n", family);
}

/* With a row on each side of both jumps: before, the step, and as long as `after`. */
static void write_record(FILE *file, const squid *s, const clamp *c, double after, double family)
{
    const double before = 0.1 * c->duration, end = nextafter(c->duration, INFINITY);
    fprintf(file, "# t_ms V_mV I_Na I_K I_leak I_all g_Na g_K family_mV\n");
    write_row(file, s, c, -before, family);
    write_row(file, s, c, -DBL_MIN, family);
    for (int row = 0; row <= ROWS; row++)
        write_row(file, s, c, c->duration * row / ROWS, family);
    for (int row = 0; row <= ROWS; row++)
        write_row(file, s, c, end + after * row / ROWS, family);
    fprintf(file, "\n\n");
}

static int write_steps(const settings *set, fault *why)
{
    output *out = output_table(set->b.tables, "steps", why);
    if (!out)
        return GSL_EFAILED;
    for (size_t k = 0; k < set->steps.n; k++) {
        const clamp c = {set->hold, set->steps.v[k], set->duration, set->hold};
        write_record(out->file, &set->s, &c, 0.25 * set->duration, c.v);
    }
    return output_close(out, why);
}

static int write_tails(const settings *set, fault *why)
{
    output *out = output_table(set->b.tables, "tails", why);
    if (!out)
        return GSL_EFAILED;
    for (size_t k = 0; k < set->tails.n; k++) {
        const clamp c = {set->hold, set->open, set->open_for, set->tails.v[k]};
        write_record(out->file, &set->s, &c, 3 * set->open_for, c.back);
    }
    return output_close(out, why);
}

/* Current against potential: of the steps, and at the beginning of the tails. */
static int write_curves(const settings *set, fault *why)
{
    output *out = output_table(set->b.tables, "curves", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# V_mV t_peak_ms I_Na_peak I_K_end I_leak tail_Na tail_K tail_all\n");
    for (int v = -60; v <= 140; v++) {
        const clamp c = {set->hold, v, set->duration, set->hold};
        const clamp tail = {set->hold, set->open, set->open_for, v};
        const reading r = read_off(set, &c);
        double state[STATES];
        state_at(&set->s, &tail, nextafter(set->open_for, INFINITY), state);
        const currents i = squid_currents(&set->s, state);
        fprintf(out->file, "%d %.17g %.17g %.17g %.17g %.17g %.17g %.17g\n", v, r.t, r.na, r.k,
                r.leak, i.na, i.k, i.na + i.k + i.leak);
    }
    return output_close(out, why);
}

static int write_tables(const settings *set, fault *why)
{
    int status = write_steps(set, why);
    if (status == GSL_SUCCESS)
        status = write_tails(set, why);
    return status == GSL_SUCCESS ? write_curves(set, why) : status;
}

static int run(settings *set, fault *why)
{
    int status = squid_check(&set->s, why);
    if (status != GSL_SUCCESS)
        return status;
    set->solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!set->solver)
        return fault_set(why, GSL_ENOMEM, "no memory for a root finder");
    if (set->b.tables)
        status = write_tables(set, why);
    if (status == GSL_SUCCESS && !set->b.quiet) {
        print_steps(set);
        print_tails(set);
        printf("Next: ./02_hodgkin_huxley/voltage_clamp --sodium 0.1\n");
    }
    gsl_root_fsolver_free(set->solver);
    return status;
}

/* ------------------------------------------------------------------------- options */

enum { STEPS = 0x100, HOLD, DURATION, OPEN, OPEN_FOR, TAILS, SODIUM, CELSIUS, CAPACITY };
enum { G_NA = 0x200, G_K, G_L, V_NA, V_K, V_L };

static const struct argp_option table[] = {
    {"steps", STEPS, "LIST", 0, "potentials in mV from rest, such as 20,50,115", 1},
    {"hold", HOLD, "MV", 0, "the potential before (default: 0 mV from rest)", 1},
    {"duration", DURATION, "MS", 0, "of a step (default: 12 ms)", 1},
    {"open", OPEN, "MV", 0, "the step before the tails (default: 76 mV)", 2},
    {"open-for", OPEN_FOR, "MS", 0, "how long it is (default: 0.8 ms)", 2},
    {"tails", TAILS, "LIST", 0, "the potentials after it", 2},
    {"sodium", SODIUM, "SHARE", 0, "sodium outside, of sea water's (default: 1)", 3},
    {"celsius", CELSIUS, "T", 0, "temperature (default: 6.3 degrees)", 3},
    {"c", CAPACITY, "C", 0, "capacity (default: 1 uF/cm^2)", 3},
    {"g-na", G_NA, "G", 0, "sodium's greatest conductance (120 mS/cm^2)", 3},
    {"g-k", G_K, "G", 0, "potassium's (36 mS/cm^2)", 3},
    {"g-l", G_L, "G", 0, "the leak's (0.3 mS/cm^2)", 3},
    {"v-na", V_NA, "MV", 0, "sodium's potential (115 mV from rest)", 3},
    {"v-k", V_K, "MV", 0, "potassium's (-12 mV)", 3},
    {"v-l", V_L, "MV", 0, "the leak's (10.6 mV)", 3},
    {0},
};

static void parse_potentials(const char *option, const char *text, potentials *p)
{
    p->n = argument_numbers(option, text, MOST, p->v);
    for (size_t k = 0; k < p->n; k++)
        if (!(fabs(p->v[k]) <= 500))
            arguments_error("--%s: %g mV is not between -500 and 500", option, p->v[k]);
}

static error_t parse_membrane(int key, const char *text, squid *s)
{
    double *const value[] = {&s->g_na, &s->g_k, &s->g_l, &s->v_na, &s->v_k, &s->v_l};
    static const char *const name[] = {"g-na", "g-k", "g-l", "v-na", "v-k", "v-l"};
    if (key < G_NA || key > V_L)
        return ARGP_ERR_UNKNOWN;
    *value[key - G_NA] =
        argument_number(name[key - G_NA], text, key < V_NA ? 0 : -500, key < V_NA ? 1e6 : 500);
    return 0;
}

/* Equation (3), with RT/F in mV. */
static void replace_sodium(settings *set)
{
    const double kelvin = set->s.celsius + 273.15;
    set->s.v_na +=
        1e3 * GSL_CONST_MKSA_MOLAR_GAS * kelvin / GSL_CONST_MKSA_FARADAY * log(set->sodium);
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case STEPS:
        parse_potentials("steps", text, &set->steps);
        return 0;
    case TAILS:
        parse_potentials("tails", text, &set->tails);
        return 0;
    case HOLD:
        set->hold = argument_number("hold", text, -500, 500);
        return 0;
    case OPEN:
        set->open = argument_number("open", text, -500, 500);
        return 0;
    case DURATION:
        set->duration = argument_above("duration", text, 0, 1e6);
        return 0;
    case OPEN_FOR:
        set->open_for = argument_above("open-for", text, 0, 1e6);
        return 0;
    case SODIUM:
        set->sodium = argument_above("sodium", text, 0, 1e3);
        return 0;
    case CELSIUS:
        set->s.celsius = argument_number("celsius", text, -2, 60);
        return 0;
    case CAPACITY:
        set->s.c = argument_above("c", text, 0, 1e6);
        return 0;
    case ARGP_KEY_END:
        replace_sodium(set);
        return 0;
    default:
        return parse_membrane(key, text, &set->s);
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse,
        NULL,     "The currents of a membrane whose potential is held (lecture 14, slides 7-9).",
        children, NULL,
        NULL};
    settings set = {
        .duration = 12,
        .open = 76,
        .open_for = 0.8,
        .sodium = 1,
        .steps = {14, {6, 10, 19, 26, 32, 38, 51, 63, 76, 88, 100, 109, 115, 130}},
        .tails = {8, {-60, -30, 0, 30, 60, 90, 115, 130}},
    };
    fault why = {""};
    set.s = squid_1952;
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

The first figure is the evidence for two kinds of channel. The whole current goes in, then out;
its two parts do not look alike at all. Sodium's comes at once and goes away though the potential
is held: something opens ($m$) and something else closes ($h$). Potassium's comes late, begins
flat (four gates have to open) and stays. On the right below, the same read off as currents
against potential. Potassium's line only rises. Sodium's falls as gates open, from 10 mV on, and
there the circle, were it closed, would run by itself: less distance from $V_{Na}$, but far more
current. Beyond 63 mV more gates are open still, but the distance from $V_{Na}$ decides; at 115 mV
the current is zero, whatever the gates do, and beyond that sodium flows out.

The second figure has the conductances, and the tails: all channels open, then another potential.
The currents jump, as the distance to $V_{Na}$ and $V_K$ does; the conductances do not. That is
why the current at the first moment, against $V$, is a straight line, and that line was the reason
to write equation (2) as Ohm's law. Then the gates close, sodium's faster the lower the potential.

## Try

- `--sodium 0.1`: at which of the steps does sodium's current turn round now? Nothing else
  changes; subtract the two, and you have done the experiment of 1952.
- `--hold -30`, then `--hold 30`: the same steps. Why is the peak conductance at 63 mV 1.6 times
  as large, or a fifteenth? (`gates`: $h$ at those potentials.)
- `--g-na 0 --tables t`, and draw column 6 of t-steps.txt: a nerve in tetrodotoxin.
- `--celsius 16.3`: which columns change, and which one by a factor of about three?
*/
