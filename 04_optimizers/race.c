/**
# The race: every method over the same course

Lecture 14, slides 33-56: «модификации градиентного спуска», all of them, and GSL's own.

Which method is best? The slides answer with iterations: 55 for RProp, 124 for conjugate
gradients. But an iteration is no unit. One of plain descent is one gradient; one of conjugate
gradients is a search along a line, with several; one of BFGS multiplies a matrix of all pairs of
weights besides. So each run is counted in three units here:

| unit | what it says |
|---|---|
| iterations | how good the directions are, whatever they cost |
| evaluations | of $E$, of $\nabla E$ or of both at once: what it costs where the net is large or the examples are many, for then nothing else counts |
| seconds | what it costs here and now, on this machine, the method's own arithmetic included |

A run is a net, its first weights and its data, all three decided by the seed; every method gets
the same. What is given for each unit is the median over seeds. A seed on which the error was not
reached counts as one that took longer than all others, so a method that fails more often than not
has no median.

On a surface (`--surface`) there are two weights only, and the whole path can be drawn. No net is
trained then; how the step sizes are chosen is said in `surface.h`.
*/

#include "interrupt.h"
#include "methods.h"
#include "output.h"
#include "run.h"
#include "surface.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_METHODS = 64 };

typedef struct {
    settings set; /* but for the method, which changes */
    const surface *on;
    const char *names; /* of --methods, or NULL for all */
} course;

/**
## One run

A watcher is called after every iteration and looks at the clock. It is the same for all methods
and costs nothing beside a gradient; the error of the test, which would cost as much as one, is
not computed on the way.
*/

typedef struct {
    FILE *file;     /* of the curves, or NULL */
    size_t curve;   /* its number */
    double started; /* by train_clock */
} stopwatch;

/* A row for every iteration, the error in the three units; a block for every method. */
static void look(const history *h, void *context)
{
    const stopwatch *clock = context;
    const history_row *last = &h->row[h->n - 1];
    if (!clock->file || !isfinite(last->error))
        return;
    if (h->n == 1 && clock->curve > 0)
        fprintf(clock->file, "\n\n");
    fprintf(clock->file, "%zu %zu %zu %.6f %.8g\n", clock->curve, last->iteration,
            last->n_df + last->n_f, train_clock() - clock->started, last->error);
}

typedef struct {
    const method *m;
    size_t curve; /* of its first seed */
    size_t seeds, failed;
    double *iterations, *evaluations, *seconds, *error; /* a number a seed */
} entry;

static void note(entry *e, const run *r)
{
    const history_row *last = &r->h.row[r->h.n - 1];
    const int reached = r->end == TRAIN_REACHED;
    e->iterations[e->seeds] = reached ? (double)last->iteration : GSL_POSINF;
    e->evaluations[e->seeds] = reached ? (double)(last->n_df + last->n_f) : GSL_POSINF;
    e->seconds[e->seeds] = reached ? r->seconds : GSL_POSINF;
    e->error[e->seeds] = reached ? r->test.error : GSL_POSINF;
    e->failed += !reached;
    e->seeds++;
}

/* In a race of all, those that the net is too large for, or that minimise sums of squares where the
   loss is none, do not take part. */
static int stays_at_home(const method *m, const options *o, const run *r)
{
    return (m->squares && o->l != LOSS_MSE) ||
           (r->t.net && method_fits(m, r->t.net->n_weights, &(fault){""}) != GSL_SUCCESS);
}

/* Trains one net by one method. */
static int compete(const course *c, size_t seed, entry *e, stopwatch *clock, fault *why)
{
    settings set = c->set;
    run r;
    set.m = e->m;
    int status = run_prepare(&set, seed, &r, why);
    if (!c->names && stays_at_home(e->m, &set.o, &r)) {
        run_free(&r);
        return GSL_SUCCESS;
    }
    clock->started = train_clock();
    if (status == GSL_SUCCESS)
        status = run_train(&set, &r, look, clock, why);
    if (status == GSL_SUCCESS && r.end != TRAIN_INTERRUPTED)
        note(e, &r);
    run_free(&r);
    return status;
}

/* ------------------------------------------------------------------------ all runs */

/* On stderr, if somebody is there: a race takes its time. */
static void show_progress(const course *c, size_t seed, const entry *e)
{
    if (!c->set.o.quiet && isatty(STDERR_FILENO))
        fprintf(stderr, "\r\033[Kseed %zu: %s", seed, e ? e->m->name : "");
}

/* Seed by seed, so that an interrupted race has met all methods as often as possible. */
static int compete_all(const course *c, entry entries[], size_t n, FILE *curves, fault *why)
{
    int status = GSL_SUCCESS;
    size_t drawn = 0;
    interrupt_catch();
    for (size_t k = 0; k < c->set.o.seeds && status == GSL_SUCCESS; k++)
        for (size_t i = 0; i < n && status == GSL_SUCCESS && !interrupt_came(); i++) {
            stopwatch clock = {.file = k == 0 ? curves : NULL, .curve = drawn};
            show_progress(c, c->set.o.seed + k, &entries[i]);
            status = compete(c, c->set.o.seed + k, &entries[i], &clock, why);
            if (k == 0 && entries[i].seeds > 0)
                entries[i].curve = drawn++;
        }
    if (!c->set.o.quiet && isatty(STDERR_FILENO))
        fprintf(stderr, "\r\033[K");
    return status;
}

/* Of `n` numbers, which are put in order. */
static double median(double *x, size_t n)
{
    if (n == 0)
        return GSL_POSINF;
    gsl_sort(x, 1, n);
    return isinf(x[n / 2]) ? x[n / 2] : gsl_stats_median_from_sorted_data(x, 1, n);
}

typedef struct {
    const entry *e;
    size_t number;
    double iterations, evaluations, seconds, error;
} result;

static int by_evaluations(const void *a, const void *b)
{
    const result *p = a, *q = b;
    if (p->evaluations != q->evaluations)
        return p->evaluations < q->evaluations ? -1 : 1;
    return p->number < q->number ? -1 : 1;
}

static void summarise(const entry entries[], size_t n, result results[])
{
    for (size_t i = 0; i < n; i++) {
        const entry *e = &entries[i];
        results[i] = (result){e,
                              i,
                              median(e->iterations, e->seeds),
                              median(e->evaluations, e->seeds),
                              median(e->seconds, e->seeds),
                              median(e->error, e->seeds)};
    }
    qsort(results, n, sizeof *results, by_evaluations);
}

/* ------------------------------------------------------------------ what is shown */

/* A median, or "-" where there is none. */
static const char *number(char *text, size_t size, const char *format, double value)
{
    if (isfinite(value))
        snprintf(text, size, format, value);
    else
        snprintf(text, size, "-");
    return text;
}

static void print_result(const result *r)
{
    char a[24], b[24], c[24], d[24];
    printf("%-18s %10s %11s %9s %10s %6zu/%zu\n", r->e->m->name,
           number(a, sizeof a, "%.1f", r->iterations), number(b, sizeof b, "%.1f", r->evaluations),
           number(c, sizeof c, "%.3f", r->seconds), number(d, sizeof d, "%.5f", r->error),
           r->e->seeds - r->e->failed, r->e->seeds);
}

static void print_results(const course *c, const result results[], size_t n)
{
    if (c->set.o.quiet)
        return;
    printf("#%-17s %10s %11s %9s %10s %8s\n", "method", "iterations", "evaluations", "seconds",
           "test error", "reached");
    for (size_t i = 0; i < n; i++)
        print_result(&results[i]);
    printf("next: ./04_optimizers/race --surface rosenbrock\n");
}

/* For the figure: in the order of the table, each with the number of its curve. */
static int write_results(const char *prefix, const result results[], size_t n, fault *why)
{
    output *out = output_table(prefix, "medians", why);
    char a[24], b[24], c[24];
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# method family curve iterations evaluations seconds failed seeds\n");
    for (size_t i = 0; i < n; i++) {
        const result *r = &results[i];
        if (r->e->seeds == 0)
            continue;
        fprintf(out->file, "%s %d %zu %s %s %s %zu %zu\n", r->e->m->name, r->e->m->family,
                r->e->curve, number(a, sizeof a, "%g", r->iterations),
                number(b, sizeof b, "%g", r->evaluations), number(c, sizeof c, "%.6f", r->seconds),
                r->e->failed, r->e->seeds);
    }
    return output_close(out, why);
}

/* ------------------------------------------------------------------------- the net */

static void free_entries(entry entries[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(entries[i].iterations);
        free(entries[i].evaluations);
        free(entries[i].seconds);
        free(entries[i].error);
    }
}

static int alloc_entry(entry *e, const method *m, size_t seeds)
{
    *e = (entry){.m = m,
                 .iterations = malloc(seeds * sizeof(double)),
                 .evaluations = malloc(seeds * sizeof(double)),
                 .seconds = malloc(seeds * sizeof(double)),
                 .error = malloc(seeds * sizeof(double))};
    return e->iterations && e->evaluations && e->seconds && e->error ? GSL_SUCCESS : GSL_ENOMEM;
}

static int race_between(const course *c, entry entries[], size_t n, fault *why)
{
    const char *prefix = c->set.o.tables;
    result results[MAX_METHODS];
    output *curves = prefix ? output_table(prefix, "curves", why) : NULL;
    if (prefix && !curves)
        return GSL_EFAILED;
    if (curves)
        fprintf(curves->file, "# method iteration evaluations seconds error\n");
    int status = compete_all(c, entries, n, curves ? curves->file : NULL, why);
    fault other = {""};
    if (curves && output_close(curves, status == GSL_SUCCESS ? why : &other) != GSL_SUCCESS)
        status = GSL_EFAILED;
    if (status != GSL_SUCCESS)
        return status;
    summarise(entries, n, results);
    print_results(c, results, n);
    return prefix ? write_results(prefix, results, n, why) : GSL_SUCCESS;
}

static int race_nets(const course *c, const method *const chosen[], size_t n, fault *why)
{
    entry entries[MAX_METHODS] = {0};
    int status = GSL_SUCCESS;
    for (size_t i = 0; i < n && status == GSL_SUCCESS; i++)
        if (alloc_entry(&entries[i], chosen[i], c->set.o.seeds) != GSL_SUCCESS)
            status = fault_set(why, GSL_ENOMEM, "no memory for %zu seeds", c->set.o.seeds);
    if (status == GSL_SUCCESS)
        status = race_between(c, entries, n, why);
    free_entries(entries, n);
    return status;
}

/* --------------------------------------------------------------------- the surface */

enum { GRID = 161 };

static int write_surface(const char *prefix, const surface *on, fault *why)
{
    output *out = output_table(prefix, "surface", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# x y error_above_the_lowest\n");
    for (size_t i = 0; i < GRID; i++) {
        const double y = on->y_min + (on->y_max - on->y_min) * (double)i / (GRID - 1);
        for (size_t j = 0; j < GRID; j++) {
            const double x = on->x_min + (on->x_max - on->x_min) * (double)j / (GRID - 1);
            fprintf(out->file, "%g %g %g\n", x, y, on->height(x, y, NULL) - on->lowest);
        }
        fprintf(out->file, "\n");
    }
    return output_close(out, why);
}

/* A block for every method. */
static void write_path(FILE *file, size_t number, const method *m, const path *p)
{
    if (number > 0)
        fprintf(file, "\n\n");
    for (size_t k = 0; k < p->n; k++)
        fprintf(file, "%zu %d %s %zu %.6g %.6g\n", number, m->family, m->name, k, p->at[k].x,
                p->at[k].y);
}

static void print_path(const method *m, const path *p)
{
    const place *end = &p->at[p->n - 1];
    char step[24];
    printf("%-18s %9s %10zu %11zu %12.3e  (%6.3f, %6.3f)%s\n", m->name,
           number(step, sizeof step, "%.4g", p->step), p->n - 1, p->evaluations, end->e, end->x,
           end->y, p->reached ? "" : "  not there");
}

static int walk_all(const course *c, const method *const chosen[], size_t n, FILE *paths,
                    fault *why)
{
    path *p = malloc(sizeof *p);
    int status = p ? GSL_SUCCESS : fault_set(why, GSL_ENOMEM, "no memory for a path");
    for (size_t i = 0; i < n && status == GSL_SUCCESS; i++) {
        status = surface_best_walk(c->on, chosen[i], p, why);
        if (status == GSL_SUCCESS && !c->set.o.quiet)
            print_path(chosen[i], p);
        if (status == GSL_SUCCESS && paths)
            write_path(paths, i, chosen[i], p);
    }
    free(p);
    return status;
}

static int race_surface(const course *c, const method *const chosen[], size_t n, fault *why)
{
    const char *prefix = c->set.o.tables;
    output *paths = prefix ? output_table(prefix, "paths", why) : NULL;
    fault other = {""};
    if (prefix && !paths)
        return GSL_EFAILED;
    if (paths)
        fprintf(paths->file, "# method family name iteration x y\n");
    if (!c->set.o.quiet)
        printf("%s: from (%g, %g) to within %g of the lowest E, %g\n"
               "#%-17s %9s %10s %11s %12s  %s\n",
               c->on->title, c->on->start[0], c->on->start[1], SURFACE_NEAR, c->on->lowest,
               "method", "best step", "iterations", "evaluations", "E at the end", "where");
    int status = walk_all(c, chosen, n, paths ? paths->file : NULL, why);
    if (paths && output_close(paths, status == GSL_SUCCESS ? why : &other) != GSL_SUCCESS)
        status = GSL_EFAILED;
    if (status == GSL_SUCCESS && prefix)
        status = write_surface(prefix, c->on, why);
    return status;
}

/* ------------------------------------------------------------- the command line */

/* Who runs: all methods, or those of --methods, in its order. Returns how many. */
static size_t choose(const char *names, const method *chosen[])
{
    size_t n = 0;
    if (!names) {
        for (; methods[n]; n++)
            chosen[n] = methods[n];
        return n;
    }
    for (const char *at = names;; at++) {
        char name[40];
        const size_t length = strcspn(at, ",");
        snprintf(name, sizeof name, "%.*s", (int)GSL_MIN(length, sizeof name - 1), at);
        if (n == MAX_METHODS)
            arguments_error("--methods: more than %d", MAX_METHODS);
        if (!(chosen[n++] = method_by_name(name)))
            arguments_error("--methods: '%s' is no method; rprop --help lists them", name);
        at += length;
        if (*at == '\0')
            return n;
    }
}

enum { METHODS = 0x2000, SURFACE };

static const struct argp_option table[] = {
    {"methods", METHODS, "NAME,NAME,...", 0, "who takes part (default: all)", -1},
    {"surface", SURFACE, "rosenbrock|valley|saddle", 0,
     "race over an error of two weights, each method with its best step size", -1},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    course *c = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &c->set.o;
        return 0;
    case ARGP_KEY_ARG:
        arguments_error("'%s' is no option; --help lists them", text);
    case METHODS:
        c->names = text;
        return 0;
    case SURFACE:
        c->on = surface_by_name(text);
        if (!c->on)
            arguments_error("--surface: '%s' is none of rosenbrock, valley, saddle", text);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* A method for sums of squares has nothing to do on a surface, and with another loss. In a race of
   all it is left out; who names it is told why. Returns how many are left. */
static size_t drop_squares(const course *c, const method *chosen[], size_t n)
{
    size_t left = 0;
    for (size_t i = 0; i < n; i++)
        if (!chosen[i]->squares || (!c->on && (c->set.o.l == LOSS_MSE || !c->names)))
            chosen[left++] = chosen[i];
        else if (c->names)
            arguments_error("--methods: %s minimises sums of squares; %s", chosen[i]->name,
                            c->on ? "a surface is none" : "give all of them that: --loss mse");
    return left;
}

static void refuse_contradictions(const options *o)
{
    if (o->batch != 0)
        arguments_error("--batch: some methods need every evaluation to see the same examples; a "
                        "race has the full batch");
    if (o->history || o->weights || o->plot)
        arguments_error("--history, --weights and --plot show one run, and a race has many; use "
                        "--tables");
    if (o->target && !o->data)
        arguments_error("--target: names a column of a file; give the file by --data");
    if (o->data && o->mnist)
        arguments_error("--data and --mnist: one or the other");
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&options_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {table,
                              parse,
                              NULL,
                              "Train the same nets by every method (lecture 14, slides 33-56), by "
                              "default with 3 seeds and at most 2000 iterations.",
                              children,
                              NULL,
                              NULL};
    course c = {0};
    const method *chosen[MAX_METHODS];
    fault why = {""};
    program_begin();
    options_defaults(&c.set.o);
    c.set.o.seeds = 3;
    c.set.o.max_iterations = 2000;
    arguments_parse(&argp, argc, argv, &c);
    refuse_contradictions(&c.set.o);
    const size_t named = choose(c.names, chosen);
    const size_t n = drop_squares(&c, chosen, named);
    const int status = c.on ? race_surface(&c, chosen, n, &why) : race_nets(&c, chosen, n, &why);
    const int failed = program_end(status, &why);
    return failed ? failed : interrupt_came() ? 130 : 0;
}

/**
## What to look at

Medians over ten seeds (`--seeds 10`) on the points, the first six by evaluations:

| method | iterations | evaluations | by the slide's run |
|---|---|---|---|
| BFGS | 33 | 48 | 1733 (slide 53) |
| RProp | 66.5 | 66.5 | 55 (slide 40) |
| L-BFGS | 53 | 70.5 | |
| Adam | 81 | 81 | |
| Muon | 87.5 | 87.5 | |
| conjugate gradients | 58.5 | 134.5 | 124 (slide 43) |

Newton's method needs 19 iterations, the fewest of all, and the most evaluations, 2649: the winner
of one column is the last of the next. In seconds the first five differ less than two runs of the
same. The line searches of GSL's methods make their iterations three to four times as dear as they
look. In the figure all axes are logarithmic, for the race is decided by factors. LMA does not
take part, since cross-entropy is no sum of squares: with `--loss mse` all can run.

The surfaces take away what the points hide. On Rosenbrock's the valley bends, and whoever has a
step size for each weight (RProp, AdaGrad, AdaDelta, RMSprop) is left behind by whoever has a
direction: in the valley both slopes change their signs all the time. Adam arrives, by its
momentum. So does Muon, which has one column for a matrix here and is momentum with steps of one
length. The straight valley lies at an angle to the axes, which is the same trap in its simplest
form; conjugate gradients cross it in two steps, one for each weight. At the saddle everybody
begins a thousandth beside the ridge; what costs time there is that the slope which leads away is
a thousandth of that which leads to it. A method that divides each slope by its own size does not
mind.

## Try

- `--stop-error 0.01 --max-iter 5000`: who gains most by a smaller error, and who does not arrive
  any more?
- `--task digits --methods rprop,muon,lbfgs,momentum,conjugate_gradient --seeds 1`: who is the first
  now, in which unit, and whose test error is the lowest?
- `--surface valley --methods rprop,quickprop`: QuickProp assumes that every weight has a parabola
  of its own. Here none has; why is it so quick all the same? (Look at its path in the figure, and
  at its first steps.)
- `--loss mse --methods lma,bfgs,rprop`: is a method that knows the summands worth what it costs?
*/
