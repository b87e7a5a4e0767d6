/**
# The axon: an impulse on its way

Lecture 14, slides 3 and 7-9: «аксон», «модель Ходжкина-Хаксли».

Everything before this happened at one place. An axon carries the impulse over centimetres or
metres, and does not weaken it: where the membrane fires, a part of the current flows along the
axoplasm and lifts the potential of what lies ahead above its threshold. It burns like a fuse, and
what has burnt recovers in a few milliseconds.

$$ C \frac{\partial V}{\partial t} = \frac{a}{2R} \frac{\partial^2 V}{\partial x^2} - I_{ion} + I \qquad (1) $$

`cable.c` says how this is integrated: Crank and Nicolson's rule for the potential and
exponentials for the gates, half a step apart, with errors of the order $\Delta x^2$ and
$\Delta t^2$. `travelling_wave.c` finds the speed without any grid, by the method of 1952. The two
agree, and this was the proof of the whole theory: constants that were measured at one place, with
the potential held, gave the speed of a signal.

| slide | here | default | meaning |
|---|---|---|---|
| «аксон» | `--length`, `--radius` | 100 mm, 238 um | its size; $a$ is the squid's of 1952 |
| | `--resistivity` | 35.4 ohm cm | $R$ of the axoplasm |
| | `--celsius` | 18.5 | the temperature at which the speed was measured |
| $I$ | `--shock`, `--electrode`, `--pulse` | 2000 uA/cm^2, 1 mm, 0.2 ms | at the left end, at the time 0 |
| | `--far` | | a second one, at the right end, at this time |
| | `--stretch FROM,TO` | | a part that is different: |
| | `--stretch-radius`, `--stretch-celsius`, `--stretch-g-na` | as the rest | in these |
| $\Delta x$, $\Delta t$ | `--dx`, `--dt` | 0.25 mm, 0.005 ms | the grid |
| $C$, $g$, $V_x$ | `--c`, `--g-na`, ... | as in 1952 | the membrane (`squid.c`) |
*/

#include "arguments.h"
#include "cable.h"
#include "output.h"
#include "travelling_wave.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>

typedef struct {
    basics b;
    cable_rule rule;
    stretch other; /* NaN: as the rest */
    double shock, electrode, pulse, far, longest;
    int convergence;
} settings;

static int has_stretch(const settings *set)
{
    return set->other.to > set->other.from;
}

static size_t shocks_of(const settings *set, shock s[2])
{
    const double end = set->rule.length;
    s[0] = (shock){0, set->electrode, 0, set->pulse, set->shock};
    s[1] = (shock){end - set->electrode, end, set->far, set->far + set->pulse, set->shock};
    return isnan(set->far) ? 1 : 2;
}

/* -------------------------------------------------------------------------- a run */

/* What is seen of a run while it goes on. */
typedef struct {
    cable *c;
    double longest_lit; /* mm that were above 50 mV at once, at most */
    double top;         /* the highest potential now, mV */
    FILE *field;        /* or NULL */
} view;

static void look(view *w)
{
    const double *v = cable_v(w->c);
    const size_t n = cable_cells(w->c);
    size_t lit = 0;
    w->top = v[0];
    for (size_t k = 0; k < n; k++) {
        lit += v[k] >= 50;
        w->top = GSL_MAX_DBL(w->top, v[k]);
    }
    w->longest_lit = GSL_MAX_DBL(w->longest_lit, 2 * (double)lit * cable_place(w->c, 0));
}

enum { COLUMNS = 200 }; /* of the picture in space and time */

static void write_field(const view *w, const settings *set)
{
    const size_t n = cable_cells(w->c), columns = n < COLUMNS ? n : COLUMNS;
    for (size_t i = 0; i < columns; i++) {
        const size_t k = (2 * i + 1) * n / (2 * columns);
        fprintf(w->field, "%.9g %.9g %.9g\n", cable_time(w->c),
                ((double)i + 0.5) * set->rule.length / (double)columns, cable_v(w->c)[k]);
    }
    fprintf(w->field, "\n");
}

static const double frame = 0.05, quiet = 10, linger = 1; /* ms, mV, ms */

/* Until nothing has happened for a millisecond after the last shock, but no longer than --time. */
static int watch(const settings *set, view *w, fault *why)
{
    shock s[2];
    const size_t n = shocks_of(set, s);
    double next = 0, busy = s[n - 1].end;
    int status = GSL_SUCCESS;
    while (status == GSL_SUCCESS && cable_time(w->c) < GSL_MIN_DBL(set->longest, busy + linger)) {
        if (w->field && cable_time(w->c) > next - set->rule.dt / 2) {
            write_field(w, set);
            next += frame;
        }
        status = cable_step(w->c, s, n, why);
        look(w);
        if (w->top > quiet)
            busy = GSL_MAX_DBL(busy, cable_time(w->c));
    }
    return status;
}

/* ------------------------------------------------------------------- what is shown */

/* The cell that holds a place. */
static size_t cell_at(const cable *c, double x)
{
    const size_t k = (size_t)(x / (2 * cable_place(c, 0)));
    return k < cable_cells(c) ? k : cable_cells(c) - 1;
}

static void print_places(const settings *set, const cable *c)
{
    printf("#  x/mm  arrives/ms  speed there/(m/s)  peak/mV  times\n");
    for (int i = 1; i <= 9; i++) {
        const double x = set->rule.length * i / 10, d = set->rule.length / 40;
        const size_t k = cell_at(c, x);
        printf("%7g %11.4f %18.3f %8.2f %6d\n", x, cable_arrivals(c)[k],
               cable_speed(c, x - d, x + d), cable_peaks(c)[k], cable_spikes(c)[k]);
    }
}

/* The first cell from the left that has not fired; all if all have. */
static size_t reached(const cable *c)
{
    size_t k = 0;
    while (k < cable_cells(c) && cable_spikes(c)[k] > 0)
        k++;
    return k;
}

/* Where two impulses meet they are late from both sides. */
static size_t latest(const cable *c)
{
    size_t late = 0;
    for (size_t k = 1; k < cable_cells(c); k++)
        if (cable_arrivals(c)[k] > cable_arrivals(c)[late])
            late = k;
    return late;
}

/* mm that have not fired. */
static double dark(const cable *c)
{
    size_t cells = 0;
    for (size_t k = 0; k < cable_cells(c); k++)
        cells += cable_spikes(c)[k] == 0;
    return 2 * (double)cells * cable_place(c, 0);
}

static void print_fate_of_one(const settings *set, const view *w)
{
    const size_t n = cable_cells(w->c), k = reached(w->c);
    const double at = k > 0 ? cable_place(w->c, k - 1) : 0;
    if (k == 0)
        printf("No impulse starts from this shock.\n");
    else if (cable_spikes(w->c)[n - 1] > 0)
        printf("The impulse is at the far end after %.3f ms.\n", cable_arrivals(w->c)[n - 1]);
    else if (w->top > quiet)
        printf("After %g ms it has come to %.2f mm; --time allows no more.\n", set->longest, at);
    else
        printf("The impulse dies: it has come to %.2f mm.\n", at);
    if (k > 0 && k < n && cable_spikes(w->c)[n - 1] > 0)
        printf("On its way it has jumped over %.2f mm that did not fire.\n", dark(w->c));
}

static void print_fate_of_two(const view *w)
{
    const size_t n = cable_cells(w->c), late = latest(w->c);
    int most = 0;
    for (size_t k = 0; k < n; k++)
        most = GSL_MAX_INT(most, cable_spikes(w->c)[k]);
    if (reached(w->c) < n)
        printf("The impulses do not meet: %.2f mm do not fire.\n", dark(w->c));
    else if (late == 0 || late == n - 1 || most > 2)
        printf("One impulse is at the other end before the second shock, which fires %s.\n",
               cable_spikes(w->c)[n / 2] == 1 ? "nothing" : "one back");
    else
        printf("Two impulses meet at %.2f mm after %.3f ms; no place fires more than %s.\n",
               cable_place(w->c, late), cable_arrivals(w->c)[late], most == 1 ? "once" : "twice");
}

/* The speed far from both ends, beside the one that needs no grid. */
static void print_speed(const settings *set, const cable *c)
{
    const squid *s = &set->rule.membrane;
    const double from = 0.4 * set->rule.length, to = 0.8 * set->rule.length;
    const double speed = cable_speed(c, from, to);
    double k = 0;
    fault none = {""};
    if (isnan(speed) || has_stretch(set) || !isnan(set->far))
        return;
    printf("Its speed between %g and %g mm: %.4f m/s\n", from, to, speed);
    if (wave_find(s, &k, &none) != GSL_SUCCESS) {
        printf("By shooting: %s\n", none.text);
        return;
    }
    const double exact = wave_k_to_speed(s, k, set->rule.radius, set->rule.resistivity);
    printf("On an endless axon, without a grid: %.5f m/s (K = %.6f/ms);\n"
           "the grid's is %+.3f %% off.\n"
           "In 1952, for the axon of the defaults: computed 18.8, measured 21.2 m/s.\n",
           exact, k, 100 * (speed / exact - 1));
}

static int write_places(const settings *set, const cable *c, fault *why)
{
    output *out = output_table(set->b.tables, "places", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# x_mm arrival_ms peak_mV times\n");
    for (size_t k = 0; k < cable_cells(c); k++)
        fprintf(out->file, "%.9g %.17g %.17g %d\n", cable_place(c, k), cable_arrivals(c)[k],
                cable_peaks(c)[k], cable_spikes(c)[k]);
    return output_close(out, why);
}

static int watch_and_write(const settings *set, view *w, fault *why)
{
    output *out = set->b.tables ? output_table(set->b.tables, "field", why) : NULL;
    if (set->b.tables && !out)
        return GSL_EFAILED;
    if (out) {
        fprintf(out->file, "# t_ms x_mm V_mV\n");
        w->field = out->file;
    }
    const int status = watch(set, w, why);
    fault second;
    if (out && output_close(out, status == GSL_SUCCESS ? why : &second) != GSL_SUCCESS)
        return GSL_EFAILED;
    return status;
}

static void print(const settings *set, const view *w)
{
    printf("An axon of %g mm, radius %g um, at %g C: %zu cells, steps of %g ms.\n",
           set->rule.length, set->rule.radius, set->rule.membrane.celsius, cable_cells(w->c),
           set->rule.dt);
    if (has_stretch(set))
        printf("From %g to %g mm: radius %g um, %g C, g_Na %g mS/cm^2.\n", set->other.from,
               set->other.to, set->other.radius, set->other.celsius, set->other.g_na);
    print_places(set, w->c);
    if (isnan(set->far))
        print_fate_of_one(set, w);
    else
        print_fate_of_two(w);
    printf("At most %.1f mm of the axon are above 50 mV at once.\n", w->longest_lit);
    print_speed(set, w->c);
    printf("Next: ./02_hodgkin_huxley/axon %s\n",
           isnan(set->far) ? "--far 0.5" : "--stretch 50,100 --stretch-radius 1428");
}

static int travel(const settings *set, fault *why)
{
    view w = {.c = cable_alloc(&set->rule, &set->other, why)};
    if (!w.c)
        return GSL_EFAILED;
    int status = watch_and_write(set, &w, why);
    if (status == GSL_SUCCESS && set->b.tables)
        status = write_places(set, w.c, why);
    if (status == GSL_SUCCESS && !set->b.quiet)
        print(set, &w);
    cable_free(w.c);
    return status;
}

/**
## How exact is the grid?

`--convergence` measures the speed on ever finer grids: cells alone, steps alone, and both
together. The reference is the speed from shooting, which knows nothing of either. In a double
logarithmic picture the errors of a method of the second order fall on lines of slope 2, until the
error that is not made smaller is all that is left.
*/

typedef struct {
    double dx, dt;
    int series; /* 0: dx, 1: dt, 2: both */
} grid;

static const grid grids[] = {
    {2, 0.00125, 0},   {1, 0.00125, 0},   {0.5, 0.00125, 0},  {0.25, 0.00125, 0}, {0.0625, 0.04, 1},
    {0.0625, 0.02, 1}, {0.0625, 0.01, 1}, {0.0625, 0.005, 1}, {2, 0.04, 2},       {1, 0.02, 2},
    {0.5, 0.01, 2},    {0.25, 0.005, 2},  {0.125, 0.0025, 2},
};
enum { GRIDS = sizeof grids / sizeof *grids };

/* NaN with the reason if nothing arrives. */
static double speed_on(const settings *set, double dx, double dt, fault *why)
{
    cable_rule rule = set->rule;
    shock s[2];
    const double from = 0.4 * rule.length, to = 0.8 * rule.length;
    rule.dx = dx;
    rule.dt = dt;
    cable *c = cable_alloc(&rule, &set->other, why);
    if (!c)
        return GSL_NAN;
    const size_t n = shocks_of(set, s), last = cell_at(c, to);
    int status = GSL_SUCCESS;
    while (status == GSL_SUCCESS && cable_time(c) < set->longest && cable_spikes(c)[last] == 0)
        status = cable_step(c, s, n, why);
    const double speed = status == GSL_SUCCESS ? cable_speed(c, from, to) : GSL_NAN;
    if (status == GSL_SUCCESS && isnan(speed))
        fault_set(why, GSL_EFAILED, "no impulse comes to %g mm in %g ms", to, set->longest);
    cable_free(c);
    return speed;
}

static int all_grids(const settings *set, double exact, FILE *file, fault *why)
{
    if (file)
        fprintf(file, "# series dx_mm dt_ms speed_m/s error_of_it\n");
    for (size_t k = 0; k < GRIDS; k++) {
        const grid *g = &grids[k];
        const double speed = speed_on(set, g->dx, g->dt, why);
        if (isnan(speed))
            return GSL_EFAILED;
        if (file)
            fprintf(file, "%d %g %g %.17g %.17g\n", g->series, g->dx, g->dt, speed,
                    speed / exact - 1);
        if (!set->b.quiet)
            printf("%8g %8g %12.6f %11.2e\n", g->dx, g->dt, speed, speed / exact - 1);
    }
    return GSL_SUCCESS;
}

static void write_moment(double t, double v, void *params)
{
    fprintf(params, "%.9g %.9g\n", t, v);
}

/* How solutions of the wave's equation are lost: the later, the nearer K is to the right one. */
static int write_shots(const settings *set, double k, fault *why)
{
    static const double off[] = {1e-2, -1e-2, 1e-5, -1e-5, 1e-8, -1e-8};
    output *out = output_table(set->b.tables, "shots", why);
    if (!out)
        return GSL_EFAILED;
    int status = GSL_SUCCESS;
    for (size_t i = 0; i < sizeof off / sizeof *off && status == GSL_SUCCESS; i++) {
        int side;
        fprintf(out->file, "# t_ms V_mV, with K (1 %+g)\n", off[i]);
        status =
            wave_shoot(&set->rule.membrane, k * (1 + off[i]), &side, write_moment, out->file, why);
        fprintf(out->file, "\n\n");
    }
    fault second;
    if (output_close(out, status == GSL_SUCCESS ? why : &second) != GSL_SUCCESS)
        return GSL_EFAILED;
    return status;
}

static int write_grids(const settings *set, double exact, fault *why)
{
    output *out = set->b.tables ? output_table(set->b.tables, "convergence", why) : NULL;
    if (set->b.tables && !out)
        return GSL_EFAILED;
    const int status = all_grids(set, exact, out ? out->file : NULL, why);
    fault second;
    if (out && output_close(out, status == GSL_SUCCESS ? why : &second) != GSL_SUCCESS)
        return GSL_EFAILED;
    return status;
}

static int converge(const settings *set, fault *why)
{
    double k = 0;
    if (wave_find(&set->rule.membrane, &k, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    const double exact =
        wave_k_to_speed(&set->rule.membrane, k, set->rule.radius, set->rule.resistivity);
    if (!set->b.quiet)
        printf("The speed on grids, and by shooting: K = %.6f/ms, %.6f m/s at %g C\n"
               "# dx/mm    dt/ms  speed/(m/s)  error of it\n",
               k, exact, set->rule.membrane.celsius);
    const int status = write_grids(set, exact, why);
    return status == GSL_SUCCESS && set->b.tables ? write_shots(set, k, why) : status;
}

static int run(const settings *set, fault *why)
{
    return set->convergence ? converge(set, why) : travel(set, why);
}

/* ------------------------------------------------------------------------- options */

enum { LENGTH = 0x100, RADIUS, RESISTIVITY, CELSIUS, DX, DT, TIME, SHOCK, ELECTRODE, PULSE, FAR };
enum { STRETCH = 0x180, STRETCH_RADIUS, STRETCH_CELSIUS, STRETCH_G_NA, CONVERGENCE };
enum { CAPACITY = 0x200, G_NA, G_K, G_L, V_NA, V_K, V_L };

static const struct argp_option table[] = {
    {"length", LENGTH, "MM", 0, "of the axon (default: 100 mm)", 1},
    {"radius", RADIUS, "UM", 0, "of the axon (default: 238 um)", 1},
    {"resistivity", RESISTIVITY, "R", 0, "of the axoplasm (default: 35.4 ohm cm)", 1},
    {"celsius", CELSIUS, "T", 0, "temperature (default: 18.5 degrees)", 1},
    {"dx", DX, "MM", 0, "a cell's length (default: 0.25 mm)", 2},
    {"dt", DT, "MS", 0, "a step (default: 0.005 ms)", 2},
    {"time", TIME, "MS", 0, "at most so long (default: 50 ms)", 2},
    {"convergence", CONVERGENCE, NULL, 0, "the speed on finer and finer grids", 2},
    {"shock", SHOCK, "I", 0, "current at the left end (default: 2000 uA/cm^2)", 3},
    {"electrode", ELECTRODE, "MM", 0, "where it goes in (default: 1 mm)", 3},
    {"pulse", PULSE, "MS", 0, "how long (default: 0.2 ms)", 3},
    {"far", FAR, "MS", 0, "the same at the right end, at this time", 3},
    {"stretch", STRETCH, "FROM,TO", 0, "mm that are different", 4},
    {"stretch-radius", STRETCH_RADIUS, "UM", 0, "radius there", 4},
    {"stretch-celsius", STRETCH_CELSIUS, "T", 0, "temperature there", 4},
    {"stretch-g-na", STRETCH_G_NA, "G", 0, "sodium's conductance there, mS/cm^2", 4},
    {"c", CAPACITY, "C", 0, "capacity (default: 1 uF/cm^2)", 5},
    {"g-na", G_NA, "G", 0, "sodium's greatest conductance (120 mS/cm^2)", 5},
    {"g-k", G_K, "G", 0, "potassium's (36 mS/cm^2)", 5},
    {"g-l", G_L, "G", 0, "the leak's (0.3 mS/cm^2)", 5},
    {"v-na", V_NA, "MV", 0, "sodium's potential (115 mV from rest)", 5},
    {"v-k", V_K, "MV", 0, "potassium's (-12 mV)", 5},
    {"v-l", V_L, "MV", 0, "the leak's (10.6 mV)", 5},
    {0},
};

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

static error_t parse_stretch(int key, const char *text, settings *set)
{
    double ends[2];
    switch (key) {
    case STRETCH:
        if (argument_numbers("stretch", text, 2, ends) != 2 || !(ends[1] > ends[0]) || ends[0] < 0)
            arguments_error("--stretch: '%s' is not two places in mm, such as 40,60", text);
        set->other.from = ends[0];
        set->other.to = ends[1];
        return 0;
    case STRETCH_RADIUS:
        set->other.radius = argument_above("stretch-radius", text, 0, 1e6);
        return 0;
    case STRETCH_CELSIUS:
        set->other.celsius = argument_number("stretch-celsius", text, -2, 60);
        return 0;
    case STRETCH_G_NA:
        set->other.g_na = argument_number("stretch-g-na", text, 0, 1e6);
        return 0;
    case CAPACITY:
        set->rule.membrane.c = argument_above("c", text, 0, 1e6);
        return 0;
    default:
        return parse_membrane(key, text, &set->rule.membrane);
    }
}

static error_t parse_axon(int key, const char *text, settings *set)
{
    switch (key) {
    case LENGTH:
        set->rule.length = argument_above("length", text, 0, 1e6);
        return 0;
    case RADIUS:
        set->rule.radius = argument_above("radius", text, 0, 1e6);
        return 0;
    case RESISTIVITY:
        set->rule.resistivity = argument_above("resistivity", text, 0, 1e6);
        return 0;
    case CELSIUS:
        set->rule.membrane.celsius = argument_number("celsius", text, -2, 60);
        return 0;
    case DX:
        set->rule.dx = argument_above("dx", text, 0, 1e6);
        return 0;
    case DT:
        set->rule.dt = argument_above("dt", text, 0, 1e3);
        return 0;
    default:
        return parse_stretch(key, text, set);
    }
}

/* What cannot be seen from one option alone. */
static void complete(settings *set)
{
    stretch *s = &set->other;
    const int given = !isnan(s->radius) || !isnan(s->celsius) || !isnan(s->g_na);
    if (given != has_stretch(set))
        arguments_error(given
                            ? "--stretch: where is the part that is different?"
                            : "--stretch: different in what? --stretch-radius, -celsius or -g-na");
    if (s->to > set->rule.length)
        arguments_error("--stretch: %g mm is beyond the end, %g mm", s->to, set->rule.length);
    if (set->electrode > set->rule.length)
        arguments_error("--electrode: %g mm is longer than the axon, %g mm", set->electrode,
                        set->rule.length);
    if (set->convergence && (given || !isnan(set->far)))
        arguments_error("--convergence: of one impulse on an axon that is everywhere the same");
    s->radius = isnan(s->radius) ? set->rule.radius : s->radius;
    s->celsius = isnan(s->celsius) ? set->rule.membrane.celsius : s->celsius;
    s->g_na = isnan(s->g_na) ? set->rule.membrane.g_na : s->g_na;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case TIME:
        set->longest = argument_above("time", text, 0, 1e6);
        return 0;
    case CONVERGENCE:
        set->convergence = 1;
        return 0;
    case SHOCK:
        set->shock = argument_number("shock", text, -1e9, 1e9);
        return 0;
    case ELECTRODE:
        set->electrode = argument_above("electrode", text, 0, 1e6);
        return 0;
    case PULSE:
        set->pulse = argument_above("pulse", text, 0, 1e6);
        return 0;
    case FAR:
        set->far = argument_number("far", text, 0, 1e6);
        return 0;
    case ARGP_KEY_END:
        complete(set);
        return 0;
    default:
        return parse_axon(key, text, set);
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "An impulse that travels along an axon (lecture 14, slides 3, 7-9).",
        children, NULL,  NULL};
    settings set = {
        .rule = {.length = 100, .dx = 0.25, .dt = 0.005, .radius = 238, .resistivity = 35.4},
        .other = {0, 0, GSL_NAN, GSL_NAN, GSL_NAN},
        .shock = 2000,
        .electrode = 1,
        .pulse = 0.2,
        .far = GSL_NAN,
        .longest = 50,
    };
    fault why = {""};
    set.rule.membrane = squid_1952;
    set.rule.membrane.celsius = 18.5;
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

The first picture has the place to the right and time upwards, so an impulse of constant speed is
a straight line, and its slope is the speed. Behind the narrow dark band is a wide blue one, where
potassium still flows and nothing can be fired: that is why the impulse does not turn back. At the
far end it is higher and seems faster for a moment, since the current that would have gone on
finds a wall.

Then the collision (and its animation). Two waves on water go through each other. Two impulses run
into each other's blue band, and there is nothing left to burn. No place fires twice.

Then the one-way street. The second half of the axon is six times as thick; the impulse that comes
from the thin half cannot fill it with enough current, and dies a millimetre before. From the
thick end the same place is passed without trouble. Where an axon branches it is as if it widened.

The last figure is the proof that the numbers can be believed. On the left three straight lines of
slope 2; on the right the calculation of 1952. Each further digit of $K$ lets the solution follow
the impulse a little longer before it is lost, and so the speed is known to as many digits as one
likes: 18.73214 m/s. By hand it was 18.8, and the nerve's own was 21.2.

## Try

- `--radius 952`: four times as thick, and how much faster? (Equation (1): if $a$ and the square
  of all lengths grow by the same factor, nothing changes.) A squid that has to flee needs thick
  axons; we have myelin.
- `--celsius 6.3`, then 32, then 34. Warm gates are fast, up to a point: they then close before
  the impulse has got anywhere.
- `--stretch 50,70 --stretch-celsius 0`, then 35: does cold or heat block a nerve? (This one, by
  the equations.)
- `--stretch 50,55 --stretch-g-na 0`, then `50,56`: how long a gap does the impulse jump over?
- `--far 5`, then `--far 6` and `--far 12`: what do you expect of a second shock behind the first
  impulse?
*/
