/**
# Which is the fastest? Three small problems, thirty starts

Lecture 14, slides 33-56: «модификации градиентного спуска», timed as MATLAB's documentation does.

The page "Choose a Multilayer Neural Network Training Function" of MATLAB's documentation (Deep
Learning Toolbox; before that, Neural Network Toolbox) trains small nets by each of its functions
from thirty random starts and prints the mean time, its ratio to the fastest, the shortest, the
longest and the standard deviation. It is the table that many courses quote. This program makes the
same kind of table for the methods of this project, on three of the page's six problems:

| problem | net | outputs | error to reach | examples, here |
|---|---|---|---|---|
| `sin` | 1-5-1 | linear | 0.002 | one period of the sine, 41 points, $x$ from -1 to 1 |
| `parity` | 3-10-10-1 | tanh | 0.001 | three bits, -1 or 1; the answer is 1 if the number of ones is odd, else -1 |
| `cancer` | 30-5-5-2 | tanh | 0.012 | 569 of `data/uci/breast_cancer.csv`, inputs standardised; answers 1 0 and 0 1 |

The hidden neurons are tanh, the error is the mean of squares over examples and outputs, and all
examples are trained with: what is measured is training, not what was learned. Nets and errors are
the page's, with one exception. Its cancer problem has another file of the same hospital, with 9
inputs, and the net 9-5-5-2. How many points the sine has and how the bits are written, the page
does not say; those are our choices. So the table is to be compared with MATLAB's by its order, not
by its numbers.

| | here | default | meaning |
|---|---|---|---|
| | `--seeds` | 3 | starts; the table of the page has 30 |
| | `--max-iter` | 5000 | a run ends there, and has failed |
| | `--problem` | all | one of the three, with all columns |
| | `--rate` | searched for | learning rate of the methods that get a search |

The whole of it, half a minute of a processor: `./04_optimizers/comparison --seeds 30`.
*/

#include "arguments.h"
#include "interrupt.h"
#include "methods.h"
#include "objective.h"
#include "output.h"
#include "problems.h"
#include "random.h"
#include "train.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MAX_METHODS = 64 };

typedef struct {
    basics b;
    size_t seeds, max_iterations;
    const char *problem;  /* or NULL for all */
    const method *method; /* or NULL for all */
    double rate;          /* or 0 to search for it */
} settings;

/* --------------------------------------------------------------- one run */

typedef struct {
    const problem *p;
    dataset *data;
    mlp *net;
    objective *o;
    gsl_vector *w; /* where the run begins */
} course;

static void course_free(course *c)
{
    objective_free(c->o);
    mlp_free(c->net);
    dataset_free(c->data);
    gsl_vector_free(c->w);
}

static int course_open(const problem *p, course *c, fault *why)
{
    *c = (course){.p = p, .data = p->make(why)};
    if (!c->data)
        return GSL_EFAILED;
    c->net = mlp_alloc(p->layers, p->width, ACTIVATION_TANH, p->output);
    c->w = c->net ? gsl_vector_alloc(c->net->n_weights) : NULL;
    if (!c->w)
        return fault_set(why, GSL_ENOMEM, "no memory for the net");
    c->o = objective_alloc(c->net, LOSS_MSE, c->data, 0, NULL, why);
    return c->o ? GSL_SUCCESS : GSL_EFAILED;
}

/**
The first weights are those of every program here, with one addition: biases, from -0.5 to 0.5.
Without them the sine and the parity would meet an odd net, $h(-x) = -h(x)$; both problems are odd
too, so no gradient would ever make it anything else, and a part of the problem would be solved
before it began.
*/

static int draw_weights(course *c, size_t seed, fault *why)
{
    gsl_rng *rng = random_alloc(seed, why);
    if (!rng)
        return GSL_EFAILED;
    mlp_init(c->net, c->w, rng);
    for (size_t l = 1; l <= c->net->layers; l++) {
        gsl_vector_view bias = mlp_bias(c->net, c->w, l);
        for (size_t j = 0; j < bias.vector.size; j++)
            gsl_vector_set(&bias.vector, j, gsl_rng_uniform(rng) - 0.5);
    }
    gsl_rng_free(rng);
    return GSL_SUCCESS;
}

/* Muon and QuickProp's split epsilon treat a layer as a whole. */
static int tell_layers(const course *c, const method *m, gsl_multimin_fdfminimizer *s)
{
    method_layer layer[PROBLEM_LAYERS];
    for (size_t l = 1; l <= c->net->layers; l++)
        layer[l - 1] = (method_layer){.first = l == 1 ? 0 : method_layer_end(&layer[l - 2]),
                                      .inputs = c->net->width[l - 1],
                                      .units = c->net->width[l],
                                      .bias = 1,
                                      .output = l == c->net->layers};
    return method_set_layers(m, s, c->net->layers, layer);
}

static const parameter *find(const method *m, size_t where)
{
    for (const parameter *p = m->parameters; p->name; p++)
        if (p->where == where)
            return p;
    return NULL;
}

typedef struct {
    double seconds;
    size_t iterations, evaluations; /* of E, of its gradient or of both at once */
    int reached;
} outcome;

/* Seconds of the processor: those that it spends on other programs are no part of the comparison. */
static double processor_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int train_prepared(const course *c, gsl_multimin_fdfminimizer *s, size_t most, outcome *out,
                          fault *why)
{
    const training how = {.stop_error = c->p->goal, .max_iterations = most};
    history h = {0};
    train_end end;
    double on_the_wall;
    const double started = processor_clock();
    const int status = train(s, c->o, &how, &h, &end, &on_the_wall);
    out->seconds = processor_clock() - started;
    out->reached = status == GSL_SUCCESS && end == TRAIN_REACHED;
    out->iterations = h.n;
    out->evaluations = h.n ? h.row[h.n - 1].n_df + h.row[h.n - 1].n_f : 0;
    history_free(&h);
    return status == GSL_SUCCESS ? status : fault_set(why, status, "no memory for the history");
}

/* From the weights of this seed, with this step size. Setting up is not timed. */
static int train_once(course *c, const method *m, double step, size_t most, outcome *out)
{
    fault ignored;
    const parameter *tolerance = find(m, PARAMETER_TOLERANCE);
    gsl_multimin_function_fdf e = objective_function(c->o);
    gsl_multimin_fdfminimizer *s =
        gsl_multimin_fdfminimizer_alloc(method_type(m), c->net->n_weights);
    if (!s)
        return GSL_ENOMEM;
    c->o->n_df = c->o->n_f = 0;
    int status = tell_layers(c, m, s);
    if (status == GSL_SUCCESS)
        status = gsl_multimin_fdfminimizer_set(s, &e, c->w, step, tolerance ? tolerance->value : 0);
    if (status == GSL_SUCCESS)
        status = train_prepared(c, s, most, out, &ignored);
    gsl_multimin_fdfminimizer_free(s);
    return status;
}

/**
## The learning rate is searched for

The rates of this chapter were tuned on the points. On another problem they would compare our luck,
so every method that goes by the gradient alone (the families "gradient" and "adaptive" of the race)
gets the best of nine rates here, from 0.001 to 10, two in each power of ten, and its own default:
the one with the least mean of iterations over three starts, a failure counting as `--max-iter`.
Those starts are none of the table's. The search is not timed; who has no time to search should
multiply by it. Everything else stays at its default: momentum 0.9, QuickProp's 1.75, Adam's two
rates. The methods with a line or a curvature of their own, and GSL's, get no search at all, because
they need none.
*/

enum { RATES = 9, SEARCH_SEEDS = 3, SEARCH_FIRST = 1000000 };

/* The sum of iterations over the search's starts; a run that is behind the best is not finished. */
static int cost_of_rate(course *c, const method *m, double rate, size_t most, size_t *cost)
{
    const size_t best = *cost;
    *cost = 0;
    for (size_t k = 0; k < SEARCH_SEEDS && *cost < best; k++) {
        fault why;
        outcome out;
        int status = draw_weights(c, SEARCH_FIRST + k, &why);
        if (status == GSL_SUCCESS)
            status = train_once(c, m, rate, GSL_MIN(most, best - *cost), &out);
        if (status != GSL_SUCCESS)
            return status;
        *cost += out.reached ? out.iterations : most;
    }
    return GSL_SUCCESS;
}

static int searches(const method *m)
{
    return m->family == FAMILY_GRADIENT || m->family == FAMILY_ADAPTIVE;
}

static int find_rate(const settings *set, course *c, const method *m, double *rate)
{
    const size_t most = set->max_iterations;
    const parameter *step = find(m, PARAMETER_STEP_SIZE);
    size_t best = SEARCH_SEEDS * most + 1;
    int status = GSL_SUCCESS;
    *rate = step ? step->value : 0;
    if (searches(m) && step && set->rate > 0) {
        *rate = set->rate;
        return GSL_SUCCESS;
    }
    for (int k = -1; searches(m) && step && k < RATES && status == GSL_SUCCESS; k++) {
        static const double rates[RATES] = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10};
        const double tried = k < 0 ? step->value : rates[k];
        size_t cost = best;
        status = cost_of_rate(c, m, tried, most, &cost);
        if (status == GSL_SUCCESS && cost < best && !interrupt_came()) {
            best = cost;
            *rate = tried;
        }
    }
    return status;
}

/* ------------------------------------------------------------------ the table */

typedef struct {
    const method *m;
    double rate;
    double *seconds;                /* of the runs that arrived */
    double iterations, evaluations; /* their means */
    size_t n, reached;
    double mean, least, most, deviation;
} entry;

static void summarise(entry *e)
{
    const size_t n = e->reached;
    e->mean = e->least = e->most = e->deviation = GSL_POSINF;
    if (n == 0)
        return;
    e->iterations /= (double)n;
    e->evaluations /= (double)n;
    e->mean = gsl_stats_mean(e->seconds, 1, n);
    gsl_stats_minmax(&e->least, &e->most, e->seconds, 1, n);
    e->deviation = n > 1 ? gsl_stats_sd(e->seconds, 1, n) : 0;
}

static int measure(const settings *set, course *c, entry *e, fault *why)
{
    int status = find_rate(set, c, e->m, &e->rate);
    for (size_t k = 0; k < set->seeds && status == GSL_SUCCESS && !interrupt_came(); k++) {
        outcome out = {0};
        status = draw_weights(c, set->b.seed + k, why);
        if (status == GSL_SUCCESS)
            status = train_once(c, e->m, e->rate, set->max_iterations, &out);
        if (interrupt_came())
            break;
        e->n++;
        if (status != GSL_SUCCESS || !out.reached)
            continue;
        e->seconds[e->reached++] = out.seconds;
        e->iterations += (double)out.iterations;
        e->evaluations += (double)out.evaluations;
    }
    summarise(e);
    return status == GSL_SUCCESS
               ? status
               : fault_set(why, status, "%s: %s", e->m->name, gsl_strerror(status));
}

/* The shortest mean of those that arrive more often than not. */
static double fastest(const entry entries[], size_t n)
{
    double best = GSL_POSINF;
    for (size_t i = 0; i < n; i++)
        if (2 * entries[i].reached > entries[i].n)
            best = GSL_MIN(best, entries[i].mean);
    return best;
}

static int by_mean(const void *a, const void *b)
{
    const entry *p = a, *q = b;
    const int p_often = 2 * p->reached > p->n, q_often = 2 * q->reached > q->n;
    if (p_often != q_often)
        return q_often - p_often;
    return (p->mean > q->mean) - (p->mean < q->mean);
}

static const char *number(char text[24], const char *format, double value)
{
    if (isfinite(value))
        snprintf(text, 24, format, value);
    else
        snprintf(text, 24, "-");
    return text;
}

static void print_entry(const entry *e, double best)
{
    char t[6][24];
    printf("%-18s %8s %6s %8s %8s %8s %6zu/%zu", e->m->name, number(t[0], "%.3f", 1e3 * e->mean),
           number(t[1], "%.1f", e->mean / best), number(t[2], "%.3f", 1e3 * e->least),
           number(t[3], "%.3f", 1e3 * e->most), number(t[4], "%.3f", 1e3 * e->deviation),
           e->n - e->reached, e->n);
    if (searches(e->m))
        printf("  %g", e->rate);
    printf("\n");
}

/* One problem with all columns, in the order of the means. */
static void print_problem(const problem *p, const entry entries[], size_t n)
{
    entry sorted[MAX_METHODS];
    memcpy(sorted, entries, n * sizeof *entries);
    qsort(sorted, n, sizeof *sorted, by_mean);
    printf("#%-17s %8s %6s %8s %8s %8s %8s  %s\n", p->name, "mean ms", "ratio", "min", "max", "std",
           "failed", "rate");
    for (size_t i = 0; i < n; i++)
        print_entry(&sorted[i], fastest(entries, n));
}

/* All problems side by side: mean, ratio and failures. */
static void print_all(entry entries[PROBLEMS][MAX_METHODS], size_t n)
{
    printf("#%-17s", "mean ms, ratio,");
    for (size_t k = 0; k < PROBLEMS; k++)
        printf(" %8s %5s %4s", problems[k].name, "", "");
    printf("\n#%-17s", "failed");
    for (size_t k = 0; k < PROBLEMS; k++)
        printf(" %8s %5s %4s", "mean ms", "ratio", "fail");
    for (size_t i = 0; i < n; i++) {
        printf("\n%-18s", entries[0][i].m->name);
        for (size_t k = 0; k < PROBLEMS; k++) {
            const entry *e = &entries[k][i];
            char a[24], b[24];
            printf(" %8s %5s %4zu", number(a, "%.3f", 1e3 * e->mean),
                   number(b, "%.1f", e->mean / fastest(entries[k], n)), e->n - e->reached);
        }
    }
    printf("\nnext: ./04_optimizers/comparison --problem sin --seeds 30\n");
}

static int write_problem(const settings *set, const problem *p, const entry entries[], size_t n,
                         fault *why)
{
    output *out = output_table(set->b.tables, p->name, why);
    if (!out)
        return GSL_EFAILED;
    entry sorted[MAX_METHODS];
    memcpy(sorted, entries, n * sizeof *entries);
    qsort(sorted, n, sizeof *sorted, by_mean);
    fprintf(out->file, "# method family mean_ms ratio min_ms max_ms std_ms failed seeds rate "
                       "iterations evaluations\n");
    for (size_t i = 0; i < n; i++) {
        const entry *e = &sorted[i];
        char t[5][24];
        fprintf(out->file, "%s %d %s %s %s %s %s %zu %zu %g %g %g\n", e->m->name, e->m->family,
                number(t[0], "%.6g", 1e3 * e->mean),
                number(t[1], "%.6g", e->mean / fastest(entries, n)),
                number(t[2], "%.6g", 1e3 * e->least), number(t[3], "%.6g", 1e3 * e->most),
                number(t[4], "%.6g", 1e3 * e->deviation), e->n - e->reached, e->n, e->rate,
                e->iterations, e->evaluations);
    }
    return output_close(out, why);
}

/* -------------------------------------------------------------------- all of it */

static void show_progress(const settings *set, const problem *p, const char *name)
{
    if (!set->b.quiet && isatty(STDERR_FILENO))
        fprintf(stderr, "\r\033[K%s%s%s", p ? p->name : "", p ? ": " : "", name);
}

static int measure_problem(const settings *set, const problem *p, entry entries[], size_t n,
                           fault *why)
{
    course c;
    int status = course_open(p, &c, why);
    for (size_t i = 0; i < n && status == GSL_SUCCESS && !interrupt_came(); i++) {
        show_progress(set, p, entries[i].m->name);
        status = measure(set, &c, &entries[i], why);
    }
    show_progress(set, NULL, "");
    course_free(&c);
    if (status == GSL_SUCCESS && set->b.tables && !interrupt_came())
        status = write_problem(set, p, entries, n, why);
    return status;
}

/* A row for each method; returns how many. */
static size_t fill(const settings *set, entry entries[])
{
    size_t n = 0;
    for (const method *const *m = methods; *m && n < MAX_METHODS; m++)
        if (!set->method || set->method == *m)
            entries[n++] =
                (entry){.m = *m, .mean = GSL_POSINF, .seconds = calloc(set->seeds, sizeof(double))};
    return n;
}

static int wanted(const settings *set, const problem *p)
{
    return !set->problem || strcmp(set->problem, p->name) == 0;
}

static int compare(const settings *set, entry entries[PROBLEMS][MAX_METHODS], fault *why)
{
    int status = GSL_SUCCESS;
    size_t n = 0;
    for (size_t k = 0; k < PROBLEMS; k++) {
        n = fill(set, entries[k]);
        for (size_t i = 0; i < n; i++)
            if (!entries[k][i].seconds)
                return fault_set(why, GSL_ENOMEM, "no memory for %zu seeds", set->seeds);
    }
    interrupt_catch();
    for (size_t k = 0; k < PROBLEMS && status == GSL_SUCCESS && !interrupt_came(); k++) {
        if (!wanted(set, &problems[k]))
            continue;
        status = measure_problem(set, &problems[k], entries[k], n, why);
        if (status == GSL_SUCCESS && set->problem && !set->b.quiet)
            print_problem(&problems[k], entries[k], n);
    }
    if (status == GSL_SUCCESS && !set->problem && !set->b.quiet)
        print_all(entries, n);
    return status;
}

static int run(const settings *set, fault *why)
{
    entry(*entries)[MAX_METHODS] = calloc(PROBLEMS, sizeof *entries);
    if (!entries)
        return fault_set(why, GSL_ENOMEM, "no memory for the table");
    const int status = compare(set, entries, why);
    for (size_t k = 0; k < PROBLEMS; k++)
        for (size_t i = 0; i < MAX_METHODS; i++)
            free(entries[k][i].seconds);
    free(entries);
    return status;
}

enum { PROBLEM = 0x100, METHOD, SEEDS, MAX_ITER, RATE };

static const struct argp_option table[] = {
    {"problem", PROBLEM, "sin|parity|cancer", 0, "one of them, with all columns (default: all)", 1},
    {"method", METHOD, "NAME", 0, "one method (default: all)", 1},
    {"seeds", SEEDS, "N", 0, "starts of each method (default: 3; MATLAB's page has 30)", 1},
    {"rate", RATE, "ETA", 0, "learning rate, in place of the search", 1},
    {"max-iter", MAX_ITER, "N", 0, "a run that takes more has failed (default: 5000)", 1},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &set->b;
        return 0;
    case PROBLEM:
        set->problem = problems[argument_choice("problem", text, "sin|parity|cancer")].name;
        return 0;
    case METHOD:
        if (!(set->method = method_by_name(text)))
            arguments_error("--method: '%s' is no method; rprop --help lists them", text);
        return 0;
    case SEEDS:
        set->seeds = argument_whole("seeds", text, 1, 10000);
        return 0;
    case MAX_ITER:
        set->max_iterations = argument_whole("max-iter", text, 1, 10000000);
        return 0;
    case RATE:
        set->rate = argument_above("rate", text, 0, INFINITY);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,
        parse,
        NULL,
        "Time every method on three small nets (lecture 14, slides 33-56), in "
        "the manner of MATLAB's documentation.",
        children,
        NULL,
        NULL};
    settings set = {.seeds = 3, .max_iterations = 5000};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    const int failed = program_end(run(&set, &why), &why);
    return failed ? failed : interrupt_came() ? 130 : 0;
}

/**
## What to look at

With `--seeds 30`, on the machine that this was written on. The times are seconds of the processor,
and move by a tenth from run to run, and the order of neighbours with them; the iterations do not.

| | sin | parity | cancer |
|---|---|---|---|
| fastest | `lma`; `bfgs`, `lbfgs` close behind | `momentum` | `rprop`; `lbfgs` close behind |
| their iterations | 13; 47, 44 | 13 | 20; 20 |
| `lbfgs` | 1.1 times the fastest | 1.8 times | 1.1 times |
| `gd` | 39 times | 4.3 times | 15 times |
| slowest | `steepest_descent`, 40 times | `newton`, 180 times | `newton`, 84 times |

No method is the best three times. **sin** is what LMA and BFGS were made for: few weights (16), a
smooth function, and a small error to reach. MATLAB's page has LMA first there too. **parity** is so
easy that thirteen steps of a heavy ball do. LMA takes half as many, and more than fifty times as
long: it sets up and solves equations for 161 weights each time, where a gradient is eight examples
on their way through the net. On **cancer** Newton and LMA need the fewest iterations (11 and 12)
and are among the last in time. LMA fails on 3 of 30 there. RProp is the fastest, as simple as it
is.

L-BFGS is never as much as twice as slow as the first, fails on none of these ninety starts, and
nobody had to search for a rate. That is a stronger statement than the first places: those of the
first-order methods are bought by a search of ten rates with three starts each, which this table
does not count. AdaDelta shows what a wrong rate costs: with the best of the ten, 21 of 30 starts
fail on the sine.

All times are those of nets so small that a step costs microseconds. For a large net the gradient
costs most, and then the evaluations in the tables (`--tables`) are what to compare.

## Try

- `--method gd --problem sin --rate 0.3`, then 0.4 and 0.1: how wide is the interval of rates that
  the search must hit? Look at the chapter's "Why the learning rate has a limit" for the upper end.
- `--problem parity --seeds 30 --seed 1000`: thirty other starts. Which failures were bad luck, and
  who fails now?
- `--problem sin --max-iter 50000`: who arrives after all?
*/
