/**
# The membrane: a potential made of concentrations

Lecture 14, slide 6: «мембранная теория», «разница потенциалов на клеточной мембране ~60 мВ»,
«изменяемая проницаемость мембраны».

A cell keeps much potassium and little sodium; outside it is the other way round. Let the membrane
be permeable for potassium alone. Some of it diffuses out, and takes its charge along: the inside
becomes negative, and holds back what is left. It comes to rest at the potential of Nernst (1889),

$$ E = \frac{RT}{zF} \ln \frac{c_{out}}{c_{in}} \qquad (1) $$

where as many ions go in as out. $z$ is the ion's charge, $RT/F$ is about 25 mV, and a factor of
ten between the concentrations makes 58 mV. Few ions have to cross for that: the last line of the
output says how few.

A membrane that lets several ions through cannot please them all. Goldman (1943) [1] supposed that
the field inside it is the same everywhere. An ion of permeability $P$ then carries the current

$$ J = P F z\, \frac{u}{1 - e^{-u}} \left( c_{in} - c_{out} e^{-u} \right), \qquad u = \frac{z F V}{RT} \qquad (2) $$

which is zero at the ion's own $E$. At rest the sum of the currents is zero, though none of them
is. For ions of charge 1 and -1 that equation has a solution in closed form, Hodgkin's and Katz's
[2]:

$$ V = \frac{RT}{F} \ln \frac{P_K K_{out} + P_{Na} Na_{out} + P_{Cl} Cl_{in}}
                             {P_K K_{in} + P_{Na} Na_{in} + P_{Cl} Cl_{out}} \qquad (3) $$

Chloride stands the other way round because of its sign. Only the ratios of the $P$ count: (3) is
a mean of three quotients of concentrations, weighted by how easily each ion passes.

| slide | here | squid, mammal | meaning |
|---|---|---|---|
| $K^+$ | `--k-in`, `--k-out` | 400, 20; 140, 5 | potassium inside and outside, mM |
| $Na^+$ | `--na-in`, `--na-out` | 50, 440; 10, 145 | sodium |
| | `--cl-in`, `--cl-out` | 52, 560; 10, 110 | chloride |
| «проницаемость» | `--p-k`, `--p-na`, `--p-cl` | 1, 0.04, 0.45 | permeabilities at rest, in any unit |
| | `--peak` | 20 | $P_{Na}$ at the top of an impulse |
| | `--celsius` | 18.5; 37 | temperature |
| | `--capacity`, `--radius` | 1, 238; 1, 5 | of the membrane, uF/cm^2, and of the axon, um |

The squid's concentrations are those of Kandel, Schwartz and Jessell [3]; the mammal's are of the
size that textbooks give for nerve cells, which for sodium and chloride inside are ranges (5 to
15, 4 to 30): each kind of cell has its own. The permeabilities are Hodgkin's and Katz's for the
squid [2]; for the mammal we take the same.

[1] D. E. Goldman, Potential, impedance, and rectification in membranes, Journal of General
Physiology 27, 1943.

[2] A. L. Hodgkin, B. Katz, The effect of sodium ions on the electrical activity of the giant axon
of the squid, Journal of Physiology 108, 1949.

[3] E. R. Kandel, J. H. Schwartz, T. M. Jessell, Principles of Neural Science, 4th edition, 2000.
*/

#include "arguments.h"
#include "output.h"

#include <gsl/gsl_const_mksa.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_exp.h>
#include <math.h>

enum { K, NA, CL, IONS };

static const char *const ion_name[IONS] = {"K", "Na", "Cl"};
static const double charge[IONS] = {1, 1, -1};

typedef struct {
    double in[IONS], out[IONS]; /* mM */
    double p[IONS], peak; /* permeabilities at rest; that of sodium at the top of an impulse */
    double celsius;
} cell;

static const cell squid_cell = {
    .in = {400, 50, 52}, .out = {20, 440, 560}, .p = {1, 0.04, 0.45}, .peak = 20, .celsius = 18.5};
static const cell mammal_cell = {
    .in = {140, 10, 10}, .out = {5, 145, 110}, .p = {1, 0.04, 0.45}, .peak = 20, .celsius = 37};

typedef struct {
    basics b;
    size_t preset; /* 0 squid, 1 mammal */
    cell c;        /* what the command line changes is a number, the rest NaN until the end */
    double capacity, radius; /* uF/cm^2, um */
} settings;

/* RT/F in mV. */
static double thermal(const cell *c)
{
    return 1e3 * GSL_CONST_MKSA_MOLAR_GAS * (c->celsius + 273.15) / GSL_CONST_MKSA_FARADAY;
}

/* Equation (1), mV. */
static double nernst(const cell *c, int ion)
{
    return thermal(c) / charge[ion] * log(c->out[ion] / c->in[ion]);
}

/* Equation (2) without the F that all of them share: the sum has the same zero. Out is positive.
   u/(1 - exp(-u)) is 1/exprel(-u), which GSL has without a hole at V = 0. */
static double current(const cell *c, int ion, double v)
{
    const double u = charge[ion] * v / thermal(c);
    return c->p[ion] * charge[ion] / gsl_sf_exprel(-u) * (c->in[ion] - c->out[ion] * exp(-u));
}

/* Equation (3), mV, with P_Na in place of the one at rest. */
static double goldman(const cell *c, double p_na)
{
    const double p[IONS] = {c->p[K], p_na, c->p[CL]};
    double up = 0, down = 0;
    for (int ion = 0; ion < IONS; ion++) {
        up += p[ion] * (charge[ion] > 0 ? c->out[ion] : c->in[ion]);
        down += p[ion] * (charge[ion] > 0 ? c->in[ion] : c->out[ion]);
    }
    return thermal(c) * log(up / down);
}

/**
## How few ions it takes

A membrane is a capacitor of about 1 uF/cm^2. To charge it to $V$, $CV/F$ moles of ions a square
centimetre have to cross. Under each square centimetre of an axon with the radius $a$ lies a
volume of $a/2$, with $K_{in}\, a/2$ moles of potassium. The share that has gone is

$$ \frac{2 C |V|}{F a K_{in}} \qquad (4) $$
*/

/* Equation (4). uF/cm^2 mV is 1e-5 C/m^2; um mM is 1e-6 mol/m^2. */
static double share_moved(const settings *set, double v)
{
    return 2 * set->capacity * 1e-5 * fabs(v) /
           (GSL_CONST_MKSA_FARADAY * set->radius * 1e-6 * set->c.in[K]);
}

/* ------------------------------------------------------------------- what is shown */

static void print_ions(const settings *set, double rest)
{
    const cell *c = &set->c;
    printf("The axon of a %s at %g C: RT/F = %.2f mV, a factor of ten makes %.2f mV\n",
           set->preset ? "mammal" : "squid", c->celsius, thermal(c), thermal(c) * M_LN10);
    printf("#ion  in/mM  out/mM  Nernst/mV  from rest/mV      P  current at rest/(P_K mM)\n");
    for (int ion = 0; ion < IONS; ion++)
        printf("%-4s %6g %7g %10.2f %13.2f %6g %16.2f\n", ion_name[ion], c->in[ion], c->out[ion],
               nernst(c, ion), nernst(c, ion) - rest, c->p[ion],
               c->p[K] > 0 ? current(c, ion, rest) / c->p[K] : current(c, ion, rest));
}

/* The curve of the figure, in a few numbers. Without potassium there is no ratio: P_Na itself. */
static void print_ratios(const cell *c, double rest)
{
    const double p[] = {0, 0.01, 0.1, 1, 10, 100, 1000}, unit = c->p[K] > 0 ? c->p[K] : 1;
    printf("\nThe same with other permeabilities for sodium:\n#%9s %10s %10s\n",
           c->p[K] > 0 ? "P_Na/P_K" : "P_Na", "V/mV", "from rest");
    for (size_t k = c->p[K] + c->p[CL] > 0 ? 0 : 1; k < sizeof p / sizeof *p; k++) {
        const double v = goldman(c, p[k] * unit);
        printf("%10g %10.2f %10.2f\n", p[k], v, v - rest);
    }
}

static void print(const settings *set)
{
    const cell *c = &set->c;
    const double rest = goldman(c, c->p[NA]), peak = goldman(c, c->peak);
    print_ions(set, rest);
    printf("Rest, where the currents' sum is 0: %.2f mV. With P_Na = %g: %.2f mV.\n", rest, c->peak,
           peak);
    printf("The impulse between them would be %.1f mV high.\n", peak - rest);
    print_ratios(c, rest);
    printf("\nTo charge the membrane of an axon of radius %g um to its rest, %.3g of every\n"
           "million potassium ions have to leave it.\n",
           set->radius, 1e6 * share_moved(set, rest));
    printf("Next: ./02_hodgkin_huxley/membrane --k-out 200\n");
}

/* ---------------------------------------------------------------------- the tables */

enum { ROWS = 241 };

/* Equal steps of the logarithm, from `low` to `high`. */
static double spaced(int row, double low, double high)
{
    return low * pow(high / low, row / (ROWS - 1.));
}

static void write_ratios(FILE *file, const cell *c)
{
    fprintf(file, "# P_Na/P_K V_mV\n");
    for (int row = 0; row < ROWS; row++) {
        const double ratio = spaced(row, 1e-3, 1e3);
        fprintf(file, "%.17g %.17g\n", ratio, goldman(c, ratio * c->p[K]));
    }
}

/* The potential against the potassium outside, and what (1) alone would make of it. */
static void write_potassium(FILE *file, const cell *c)
{
    fprintf(file, "# K_out_mM V_mV Nernst_mV\n");
    for (int row = 0; row < ROWS; row++) {
        cell other = *c;
        other.out[K] = spaced(row, 1, 1e3);
        fprintf(file, "%.17g %.17g %.17g\n", other.out[K], goldman(&other, other.p[NA]),
                nernst(&other, K));
    }
}

static void write_points(FILE *file, const cell *c)
{
    fprintf(file, "# K_mV Na_mV Cl_mV rest_mV peak_mV rest_ratio peak_ratio K_out_mM\n");
    for (int ion = 0; ion < IONS; ion++)
        fprintf(file, "%.17g ", nernst(c, ion));
    fprintf(file, "%.17g %.17g %.9g %.9g %.9g\n", goldman(c, c->p[NA]), goldman(c, c->peak),
            c->p[NA] / c->p[K], c->peak / c->p[K], c->out[K]);
}

static int write_table(const settings *set, const char *name, void write(FILE *file, const cell *c),
                       fault *why)
{
    output *out = output_table(set->b.tables, name, why);
    if (!out)
        return GSL_EFAILED;
    write(out->file, &set->c);
    return output_close(out, why);
}

static int run(const settings *set, fault *why)
{
    if (set->b.tables && !(set->c.p[K] > 0))
        return fault_set(why, GSL_EINVAL, "--tables: no figure of P_Na/P_K with --p-k 0");
    if (set->b.tables && (write_table(set, "ratio", write_ratios, why) != GSL_SUCCESS ||
                          write_table(set, "potassium", write_potassium, why) != GSL_SUCCESS ||
                          write_table(set, "points", write_points, why) != GSL_SUCCESS))
        return GSL_EFAILED;
    if (!set->b.quiet)
        print(set);
    return GSL_SUCCESS;
}

/* ------------------------------------------------------------------------- options */

enum { CELL = 0x100, PEAK, CELSIUS, CAPACITY, RADIUS, IN, OUT = IN + IONS, P = OUT + IONS };

static const struct argp_option table[] = {
    {"cell", CELL, "NAME", 0, "whose concentrations: squid or mammal (default: squid)", 1},
    {"k-in", IN + K, "MM", 0, "potassium inside (squid 400, mammal 140 mM)", 2},
    {"k-out", OUT + K, "MM", 0, "potassium outside (20, 5)", 2},
    {"na-in", IN + NA, "MM", 0, "sodium inside (50, 10)", 2},
    {"na-out", OUT + NA, "MM", 0, "sodium outside (440, 145)", 2},
    {"cl-in", IN + CL, "MM", 0, "chloride inside (52, 10)", 2},
    {"cl-out", OUT + CL, "MM", 0, "chloride outside (560, 110)", 2},
    {"p-k", P + K, "P", 0, "permeability for potassium (1)", 3},
    {"p-na", P + NA, "P", 0, "for sodium, at rest (0.04)", 3},
    {"p-cl", P + CL, "P", 0, "for chloride (0.45)", 3},
    {"peak", PEAK, "P", 0, "for sodium, at the top of an impulse (20)", 3},
    {"celsius", CELSIUS, "T", 0, "temperature (squid 18.5, mammal 37 degrees)", 4},
    {"capacity", CAPACITY, "C", 0, "of the membrane (default: 1 uF/cm^2)", 4},
    {"radius", RADIUS, "A", 0, "of the axon (squid 238, mammal 5 um)", 4},
    {0},
};

static const char *option_name(int key)
{
    const struct argp_option *o = table;
    while (o->key != key)
        o++;
    return o->name;
}

static void set_unless_given(double *value, double by_default)
{
    if (isnan(*value))
        *value = by_default;
}

/* What the command line has not said is the preset's, wherever on the line --cell stands. */
static void complete(settings *set)
{
    const cell *preset = set->preset ? &mammal_cell : &squid_cell;
    for (int ion = 0; ion < IONS; ion++) {
        set_unless_given(&set->c.in[ion], preset->in[ion]);
        set_unless_given(&set->c.out[ion], preset->out[ion]);
        set_unless_given(&set->c.p[ion], preset->p[ion]);
    }
    set_unless_given(&set->c.peak, preset->peak);
    set_unless_given(&set->c.celsius, preset->celsius);
    set_unless_given(&set->radius, set->preset ? 5 : 238);
    if (set->c.p[K] + set->c.p[NA] + set->c.p[CL] == 0 ||
        set->c.p[K] + set->c.peak + set->c.p[CL] == 0)
        arguments_error(
            "--p-k, --p-na, --p-cl: nothing passes a membrane whose permeabilities are 0");
}

static error_t parse_ion(int key, const char *text, settings *set)
{
    const char *name = option_name(key);
    if (key >= P)
        set->c.p[key - P] = argument_number(name, text, 0, 1e9);
    else if (key >= OUT)
        set->c.out[key - OUT] = argument_above(name, text, 0, 1e5);
    else
        set->c.in[key - IN] = argument_above(name, text, 0, 1e5);
    return 0;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case CELL:
        set->preset = argument_choice("cell", text, "squid|mammal");
        return 0;
    case PEAK:
        set->c.peak = argument_number("peak", text, 0, 1e9);
        return 0;
    case CELSIUS:
        set->c.celsius = argument_number("celsius", text, -2, 60);
        return 0;
    case CAPACITY:
        set->capacity = argument_above("capacity", text, 0, 1e3);
        return 0;
    case RADIUS:
        set->radius = argument_above("radius", text, 0, 1e6);
        return 0;
    case ARGP_KEY_END:
        complete(set);
        return 0;
    default:
        return key >= IN && key < P + IONS ? parse_ion(key, text, set) : ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse,
        NULL,     "A membrane's potential from its concentrations (lecture 14, slide 6).",
        children, NULL,
        NULL};
    const double no = GSL_NAN;
    settings set = {.capacity = 1, .radius = GSL_NAN};
    fault why = {""};
    set.c = (cell){{no, no, no}, {no, no, no}, {no, no, no}, no, no};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

On the left of the figure is the nerve impulse in one curve. The concentrations stay as they are;
the permeability for sodium goes from 0.04 of potassium's to 20 times it, and the potential from
-60 to 42 mV, most of the way from potassium's potential to sodium's. It gets to neither: at rest
some sodium leaks in, at the top potassium still leaks out. Both points are where the measurements
are, and slide 6's 60 mV is the first of them. From that rest sodium's potential is 114 mV away
and potassium's -16; Hodgkin and Huxley measured 115 and -12 in 1952, and in the programs that
follow these two numbers are all that is left of the concentrations.

Look at the last column of the table too. At rest sodium comes in as fast as potassium goes out,
for ever: the rest is no equilibrium. A pump that burns fuel has to carry both back, or the
concentrations would run down. For a single impulse it does not matter, there are too many ions.

On the right, the test of such theories: more potassium outside. Where there is much of it the
rest climbs as Nernst's line does (below it, for chloride), where there is little the other ions
hold it back.

## Try

- `--k-out 200`: seawater with ten times the potassium. How high is the impulse now? (The squid's
  axon gives none at all, as the sodium gates close by themselves when the rest is that high:
  `gates`, the curve of h.)
- `--na-out 44`: a tenth of the sodium outside. Which of the two points moves, and by how much?
  This was the experiment of Hodgkin and Katz.
- `--p-cl 0`: what does chloride do to the rest, and to the top? Compare its own potential with
  the rest.
- `--celsius 6.3`, then `--cell mammal`: which part of the difference between squid and mammal is
  temperature?
*/
