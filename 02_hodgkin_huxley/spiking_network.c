/**
# A network that computes with time

Lecture 14, slide 10: «импульсная нейронная сеть», PNN, SNN; slide 5: «синапс».

All other nets of this book pass numbers from layer to layer. This one passes impulses, and an
impulse has no size, only a time. «Сеть получает на входы серию импульсов и выдаёт импульсы на
выходе. Параметры связей импульсного нейрона - время задержки и величина веса»: it gets series of
impulses and gives series of impulses, and a connection has two parameters, a delay $d$ and a
weight $w$. A spike of the one neuron at the time $t$ is an impulse of weight $w$ for the other at

$$ t_{arrival} = t + d \qquad (1) $$

What is a delay good for? A neuron fires if enough impulses come *together*. With the impulse $i$
sent at $t_i$ over a delay $d_i$, together means

$$ t_1 + d_1 \approx t_2 + d_2 \approx \ldots \approx t_n + d_n \qquad (2) $$

so the delays are the pattern in time that the neuron waits for. A weight says how much, a delay
says when. How exactly the impulses have to meet is the membrane's matter. Two of weight $w$ whose
potentials jump reach the threshold $\theta$ if they come within

$$ \Delta t = \tau \ln \frac{w}{\theta - w} \qquad (3) $$

(at the second, $w e^{-\Delta t/\tau} + w = \theta$).

Four demonstrations stand in `data/networks`:

| `--demo` | what happens |
|---|---|
| `coincidence` | two ears, seven cells: which one fires says where the sound comes from. The idea is Jeffress's [1] |
| `phase` | two neurons that hear each other fall into step or out of step: by the delay alone, and by the weight's sign alone |
| `synfire` | ten groups of twenty cells: a tight volley runs through and gets tighter, a loose one dies out [2] |
| `polychronous` | five cells that fire in two different orders, as three others wake them: two groups in the same cells [3] |

| slide | here | meaning |
|---|---|---|
| «время задержки» | `delay`, `--delays` | $d$, ms; the option multiplies all delays of the file |
| «величина веса» | `weight`, `--weights` | $w$; the option multiplies all weights |
| | `--jitter` | moves every delay at random by at most so many ms |
| | `--file`, `--demo` | the network; `network_file.c` says how it is written |
| | `--duration`, `--sample`, `--record` | how long, and whose potential is written how often |

A neuron is either a leaky integrate-and-fire cell (`lif.c`), whose spikes are roots of a formula,
or a membrane of 1952 with the synapse of slide 5 (`synapse.c`), integrated to `--tolerance`.
`spikes.c` runs the network from event to event: no time step, and no delay is rounded to one.

[1] L. A. Jeffress, A place theory of sound localization, Journal of Comparative and Physiological
Psychology 41, 1948, pp. 35-39.
[2] M. Diesmann, M.-O. Gewaltig, A. Aertsen, Stable propagation of synchronous spiking in cortical
neural networks, Nature 402, 1999, pp. 529-533.
[3] E. M. Izhikevich, Polychronization: computation with spikes, Neural Computation 18, 2006, pp.
245-282.
*/

#include "arguments.h"
#include "network_file.h"
#include "output.h"
#include "random.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_RECORDED = 8 };

typedef struct {
    basics b;
    const char *file, *demo, *record;
    double duration, sample; /* ms; duration 0: as the file says */
    network_changes changes;
    size_t most;
} settings;

/**
## The run

To write potentials down, the run stops at every sample and asks the recorded cells. Their
formulas, or one integration from the last event, give the potential; nothing changes in the
network, and no spike moves because somebody looks.
*/

/* What is asked, and the tables that it goes to: NULL without --tables. */
typedef struct {
    const settings *set;
    network *w;
    size_t recorded[MOST_RECORDED], n;
    output *potentials, *arrivals;
} recording;

/* An impulse has come to a cell; if it is a recorded one, into the table. */
static void write_arrival(void *params, const spikes_arrival *a)
{
    const recording *rec = params;
    for (size_t k = 0; k < rec->n; k++) {
        if (rec->recorded[k] != a->to)
            continue;
        fprintf(rec->arrivals->file, "%.17g %.17g %zu %zu %.17g\n", a->t, a->sent, a->from, a->to,
                a->weight);
    }
}

static void write_sample(const recording *rec, double t)
{
    fprintf(rec->potentials->file, "%.9g", t);
    for (size_t k = 0; k < rec->n; k++)
        fprintf(rec->potentials->file, " %.9g", spikes_potential(rec->w->net, rec->recorded[k], t));
    fprintf(rec->potentials->file, "\n");
}

/* The whole run; with potentials, from sample to sample. */
static int advance(const recording *rec, double duration, fault *why)
{
    spikes *net = rec->w->net;
    int status = GSL_SUCCESS;
    for (size_t k = 0; rec->potentials && status == GSL_SUCCESS; k++) {
        const double t = (double)k * rec->set->sample;
        if (t > duration)
            break;
        status = spikes_run(net, t, why);
        if (status == GSL_SUCCESS)
            write_sample(rec, t);
    }
    if (status == GSL_SUCCESS)
        status = spikes_run(net, duration, why);
    if (status != GSL_SUCCESS)
        network_blame(rec->w, why);
    return status;
}

/* ---------------------------------------------------------------------------- whom to record */

static int unknown(const char *name, fault *why)
{
    return fault_set(why, GSL_EINVAL, "--record: '%s' is no neuron of this network", name);
}

static int record_named(recording *rec, const char *names, fault *why)
{
    char name[80];
    for (const char *at = names;; at++) {
        const size_t length = strcspn(at, ",");
        snprintf(name, sizeof name, "%.*s", (int)GSL_MIN(length, sizeof name - 1), at);
        const size_t cell = network_cell(rec->w, name);
        if (cell == spikes_cells(rec->w->net))
            return unknown(name, why);
        if (network_population(rec->w, cell)->is_input)
            return fault_set(why, GSL_EINVAL, "--record: '%s' is an input, it has no potential",
                             name);
        if (rec->n == MOST_RECORDED)
            return fault_set(why, GSL_EINVAL, "--record: more than %d neurons", MOST_RECORDED);
        rec->recorded[rec->n++] = cell;
        at += length;
        if (*at == '\0')
            return GSL_SUCCESS;
    }
}

/* Without --record: the first of each population. */
static void record_first(recording *rec)
{
    const network *w = rec->w;
    for (size_t k = 0; k < w->n && rec->n < MOST_RECORDED; k++)
        if (!w->populations[k]->is_input)
            rec->recorded[rec->n++] = w->populations[k]->first;
}

/* --------------------------------------------------------------------------------- tables */

/* The part of the run that is shown: as the file says if the run got there. */
typedef struct {
    double from, to; /* ms */
} window;

static window shown(const network *w, double duration)
{
    if (w->show_to > 0 && w->show_to <= duration)
        return (window){w->show_from, w->show_to};
    return (window){0, duration};
}

static int open_tables(recording *rec, fault *why)
{
    char name[80];
    rec->potentials = output_table(rec->set->b.tables, "potentials", why);
    rec->arrivals = rec->potentials ? output_table(rec->set->b.tables, "arrivals", why) : NULL;
    if (!rec->arrivals)
        return GSL_EFAILED;
    fprintf(rec->potentials->file, "# t_ms");
    for (size_t k = 0; k < rec->n; k++) {
        network_name(rec->w, rec->recorded[k], sizeof name, name);
        fprintf(rec->potentials->file, " %s", name);
    }
    fprintf(rec->potentials->file, "\n");
    fprintf(rec->arrivals->file, "# t_ms sent_ms from to weight\n");
    spikes_watch(rec->w->net, write_arrival, rec);
    return GSL_SUCCESS;
}

/* Both are closed even if the first cannot be. */
static int close_tables(recording *rec, fault *why)
{
    int status = GSL_SUCCESS;
    if (rec->potentials)
        status = output_close(rec->potentials, why);
    if (rec->arrivals && output_close(rec->arrivals, why) != GSL_SUCCESS)
        status = GSL_EFAILED;
    return status;
}

static int write_raster(const recording *rec, fault *why)
{
    char name[80];
    output *out = output_table(rec->set->b.tables, "raster", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# t_ms cell name\n");
    for (size_t k = 0; k < spikes_count(rec->w->net); k++) {
        const spike s = spikes_spike(rec->w->net, k);
        network_name(rec->w, s.cell, sizeof name, name);
        fprintf(out->file, "%.17g %u %s\n", s.t, s.cell, name);
    }
    return output_close(out, why);
}

/* Where a population's rows are, and which of its cells is recorded in which column (0: none). */
static int write_names(const recording *rec, double duration, fault *why)
{
    const window in = shown(rec->w, duration);
    output *out = output_table(rec->set->b.tables, "names", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# name first count is_input threshold_mV recorded; shown %.9g %.9g ms\n",
            in.from, in.to);
    for (size_t k = 0; k < rec->w->n; k++) {
        const population *p = rec->w->populations[k];
        size_t column = 0;
        for (size_t r = 0; r < rec->n; r++)
            if (network_population(rec->w, rec->recorded[r]) == p && column == 0)
                column = r + 1;
        fprintf(out->file, "%s %zu %zu %d %.17g %zu\n", p->name, p->first, p->count, p->is_input,
                p->threshold, column);
    }
    return output_close(out, why);
}

/**
## What is shown

A raster: a row for each neuron, or for each population if there are many, and in it a mark for
each spike.
*/

enum { COLUMNS = 64, MOST_ROWS = 16 };

/* Rows are cells if they fit on a screen. */
static int by_cell(const network *w)
{
    return spikes_cells(w->net) <= MOST_ROWS;
}

static size_t rows(const network *w)
{
    return by_cell(w) ? spikes_cells(w->net) : GSL_MIN(w->n, (size_t)MOST_ROWS);
}

/* The cells of a row: first and count. */
static population row_of(const network *w, size_t row)
{
    return by_cell(w) ? (population){.first = row, .count = 1} : *w->populations[row];
}

static char mark(size_t spikes_here)
{
    return spikes_here == 0   ? '.'
           : spikes_here == 1 ? '|'
           : spikes_here < 10 ? (char)('0' + spikes_here)
                              : '#';
}

static void print_row(const network *w, window in, size_t row)
{
    size_t counts[COLUMNS] = {0}, all = 0;
    const population p = row_of(w, row);
    char name[80];
    for (size_t k = 0; k < spikes_count(w->net); k++) {
        const spike s = spikes_spike(w->net, k);
        if (s.cell < p.first || s.cell >= p.first + p.count)
            continue;
        all++;
        if (s.t < in.from || s.t > in.to)
            continue;
        const double column = (s.t - in.from) / (in.to - in.from) * COLUMNS;
        counts[GSL_MIN((size_t)column, (size_t)COLUMNS - 1)]++;
    }
    network_name(w, p.first, sizeof name, name);
    printf("%-8.*s ", by_cell(w) ? 8 : (int)GSL_MIN(strcspn(name, "."), (size_t)8), name);
    for (int k = 0; k < COLUMNS; k++)
        putchar(mark(counts[k]));
    printf(" %5zu\n", all);
}

static void print(const recording *rec, double duration)
{
    const network *w = rec->w;
    const window in = shown(w, duration);
    printf("%.79s\n", w->title);
    printf("%zu cells, %zu connections, %g ms; shown: %g to %g ms, and the spikes of all\n",
           spikes_cells(w->net), spikes_connections(w->net), duration, in.from, in.to);
    for (size_t row = 0; row < rows(w); row++)
        print_row(w, in, row);
    if (rows(w) < w->n)
        printf("and %zu populations more\n", w->n - rows(w));
    printf("%zu spikes, %zu impulses arrived", spikes_count(w->net), spikes_arrivals(w->net));
    if (spikes_evaluations(w->net) > 0)
        printf(", %zu evaluations of slide 9", spikes_evaluations(w->net));
    const int first = rec->set->demo && strcmp(rec->set->demo, "coincidence") == 0;
    printf("\nnext: ./02_hodgkin_huxley/spiking_network --demo %s\n",
           first ? "polychronous" : "coincidence");
}

/* -------------------------------------------------------------------------------------- run */

/* What happened is shown and written even if the run ended too early. */
static int run_and_show(recording *rec, double duration, fault *why)
{
    fault later = {""};
    int status = advance(rec, duration, why);
    if (status == GSL_SUCCESS && !rec->set->b.quiet)
        print(rec, duration);
    if (rec->set->b.tables &&
        (write_raster(rec, &later) != GSL_SUCCESS ||
         write_names(rec, duration, &later) != GSL_SUCCESS) &&
        status == GSL_SUCCESS) {
        *why = later;
        status = GSL_EFAILED;
    }
    return status;
}

static int record_and_run(recording *rec, fault *why)
{
    const settings *set = rec->set;
    const double duration = set->duration > 0 ? set->duration : rec->w->duration;
    if (duration / set->sample > 1e7)
        return fault_set(why, GSL_EINVAL, "--sample: %g ms makes more than 10 million samples",
                         set->sample);
    spikes_allow(rec->w->net, set->most);
    if (!set->record)
        record_first(rec);
    else if (record_named(rec, set->record, why) != GSL_SUCCESS)
        return GSL_EINVAL;
    fault later = {""};
    int status = set->b.tables ? open_tables(rec, why) : GSL_SUCCESS;
    if (status == GSL_SUCCESS)
        status = run_and_show(rec, duration, why);
    const int closed = close_tables(rec, &later);
    if (status == GSL_SUCCESS && closed != GSL_SUCCESS) {
        *why = later;
        status = closed;
    }
    return status;
}

static int run(const settings *set, fault *why)
{
    char path[200];
    snprintf(path, sizeof path, "data/networks/%s.txt", set->demo);
    gsl_rng *rng = random_alloc(set->b.seed, why);
    if (!rng)
        return GSL_EFAILED;
    network *w = network_read(set->file ? set->file : path, &set->changes, rng, why);
    recording rec = {.set = set, .w = w};
    const int status = w ? record_and_run(&rec, why) : GSL_EFAILED;
    network_free(w);
    gsl_rng_free(rng);
    return status;
}

enum { FILE_OF = 0x100, DEMO, DURATION, SAMPLE, RECORD, WEIGHTS, DELAYS, JITTER, TOLERANCE, MOST };

static const struct argp_option table[] = {
    {"demo", DEMO, "NAME", 0, "coincidence (default), phase, synfire or polychronous", 1},
    {"file", FILE_OF, "PATH", 0, "a network of your own instead", 1},
    {"duration", DURATION, "MS", 0, "how long (default: as the network's file says)", 2},
    {"weights", WEIGHTS, "F", 0, "multiplies all weights (default: 1)", 2},
    {"delays", DELAYS, "F", 0, "multiplies all delays (default: 1)", 2},
    {"jitter", JITTER, "MS", 0, "moves every delay at random by at most so much (default: 0)", 2},
    {"tolerance", TOLERANCE, "X", 0, "of the membranes' integration (default: 1e-9)", 2},
    {"most", MOST, "N", 0, "spikes before the run is given up (default: 10000000)", 2},
    {"record", RECORD, "NAMES", 0,
     "whose potentials are written by --tables: at most 8, such as a,g1.3 (default: the first of "
     "each "
     "population)",
     3},
    {"sample", SAMPLE, "MS", 0, "how often (default: 0.1 ms)", 3},
    {0},
};

static error_t parse_network(int key, const char *text, settings *set)
{
    static const char *const demos[] = {"coincidence", "phase", "synfire", "polychronous"};
    switch (key) {
    case FILE_OF:
        set->file = text;
        return 0;
    case DEMO:
        set->demo = demos[argument_choice("demo", text, "coincidence|phase|synfire|polychronous")];
        return 0;
    case RECORD:
        set->record = text;
        return 0;
    case MOST:
        set->most = argument_whole("most", text, 1, SIZE_MAX);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case DURATION:
        set->duration = argument_above("duration", text, 0, INFINITY);
        return 0;
    case SAMPLE:
        set->sample = argument_above("sample", text, 0, INFINITY);
        return 0;
    case WEIGHTS:
        set->changes.weights = argument_number("weights", text, -INFINITY, INFINITY);
        return 0;
    case DELAYS:
        set->changes.delays = argument_number("delays", text, 0, INFINITY);
        return 0;
    case JITTER:
        set->changes.jitter = argument_number("jitter", text, 0, INFINITY);
        return 0;
    case TOLERANCE:
        set->changes.tolerance = argument_number("tolerance", text, 1e-13, 1e-5);
        return 0;
    case ARGP_KEY_END:
        if (set->file && set->demo)
            arguments_error("--file and --demo: only one network at a time");
        return 0;
    default:
        return parse_network(key, text, set);
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,    parse, NULL, "A network of impulses, delays and weights (lecture 14, slide 10).",
        children, NULL,  NULL};
    settings set = {.sample = 0.1, .most = 10000000};
    fault why = {""};
    set.changes = (network_changes){.tolerance = 1e-9, .weights = 1, .delays = 1};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    if (!set.file && !set.demo)
        set.demo = "coincidence";
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

In the figure of the ears a sound is a pair of impulses, and the thin lines are on their way to
the seven cells. At one cell both arrive together, and that cell fires; below one sees why its
neighbour does not. There the two impulses come 0.2 ms apart, more than the 0.163 ms of (3), and
what the first leaves has leaked too far when the second comes.

The cells of `phase` would fire by themselves. Two membranes that excite each other after 2 ms
come to fire together: after 0.3 s their spikes are 0.2 microseconds apart. After 8 ms, a little
more than half of their period of 14.8 ms, they take turns. Same cells, same weights: the delay
decides. In the lower pairs the delay is the same and the sign of the weight decides, and not as
one might guess: cells that *inhibit* each other fire together.

In `synfire` twenty impulses scattered with a standard deviation of 1 ms are one volley. The
groups from the second to the seventh send it on with about 0.2 ms. The same twenty impulses with
10 ms between them reach the second group and get no further. In `polychronous` the order in which
five cells fire depends on the order in which three others did, and no cell fires if those three
are simultaneous. A net that adds up its inputs could not tell them apart.

## Try

- `--weights 1.5`: which cells of the ears fire, and why does (3) say so? And `--weights 0.9`?
- `--demo polychronous --jitter 0.1`, then 0.3: how exact must delays be? Compare with the window
  in the file.
- `--demo phase --delays 2`: the near pair now has 4 ms and the far pair 16, the period and a
  little more. In phase, out of phase?
- `--demo synfire --weights 0.9`, then 0.8: how much smaller may all weights be before the tight
  volley dies too, and does it die at once? Then `--seed 2`.
*/
