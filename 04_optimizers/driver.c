/**
# One program for every method

Lecture 14, slide 29: «градиентный спуск (GD)», the flow chart, and the captions of slides
34 to 56.

`./04_optimizers/rprop` and its neighbours are this file, linked with all methods and told
which one is its own. So every method meets the same nets, the same initial weights, the same
data and the same stopping rule, and a difference between two runs is a difference between
two methods. `--method` names any other, GSL's own included.
*/

#include "blas.h"
#include "interrupt.h"
#include "method_options.h"
#include "output.h"
#include "report.h"

#include <errno.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#ifndef DEFAULT_METHOD
#error "the Makefile says whose program this is: -DDEFAULT_METHOD='\"rprop\"'"
#endif

/**
## What can be said on the command line

The options every training program has (`options.h`), `--method`, and one option for each row of
the method's own table of hyper-parameters. Which table that is must be known before the
options can be read, so `--method` is looked for first.
*/

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    if (key == ARGP_KEY_INIT) {
        state->child_inputs[0] = &set->o;
    } else if (key == ARGP_KEY_ARG) {
        arguments_error("'%s' is no option; a file of data is given as --data %s", text, text);
    } else {
        return method_options_parse(set, key, text);
    }
    return 0;
}

static void parse_options(settings *set, int argc, char **argv)
{
    method_options table;
    char known[400], about[600];
    method_options_fill(&table, set->m);
    method_options_list(known, sizeof known);
    snprintf(about, sizeof about,
             "Train a net by %s%s%s%s.\vMethods (the last five are GSL's own):%s.", set->m->title,
             *set->m->slides ? " (lecture 14, slides " : "", set->m->slides,
             *set->m->slides ? ")" : "", known);
    const struct argp_child children[] = {{&options_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {table.option, parse, NULL, about, children, NULL, NULL};
    arguments_parse(&argp, argc, argv, set);
}

static void refuse_contradictions(const settings *set)
{
    const options *o = &set->o;
    if (o->batch != 0 && set->m->same_function)
        arguments_error(
            "--batch: %s compares errors at different weights, so every evaluation must see the "
            "same examples; use --batch full",
            set->m->name);
    if (o->seeds > 1 && (o->history || o->weights || o->tables || o->plot))
        arguments_error("--seeds: trains %zu nets, and --history, --weights, --tables and --plot "
                        "show one; use --seed",
                        o->seeds);
    if (o->target && !o->data)
        arguments_error("--target: names a column of a file; give the file by --data");
    if (o->data && o->mnist)
        arguments_error("--data and --mnist: one or the other");
}

/* A method for sums of squares has no other loss. */
static void choose_loss(settings *set)
{
    options *o = &set->o;
    if (!set->m->squares)
        return;
    if (o->loss_given && o->l != LOSS_MSE)
        arguments_error("--loss: %s minimises a sum of squares: mse, not %s", set->m->name,
                        loss_name(o->l));
    o->l = LOSS_MSE;
}

/**
## One net

Train, save, report. The order matters: what was reached is on disk before anything can go wrong
with printing it.
*/

/* The exit status, or -1 with the reason. */
static int single(const settings *set, fault *why)
{
    run r = {0};
    watcher w = {0};
    int status = run_check_places(&set->o, why);
    if (status == GSL_SUCCESS)
        status = run_prepare(set, set->o.seed, &r, why);
    if (status == GSL_SUCCESS)
        status = watcher_open(&w, set, why);
    if (status == GSL_SUCCESS) {
        interrupt_catch();
        status = run_train(set, &r, watcher_show, &w, why);
        watcher_close(&w, &r.h);
    }
    if (status == GSL_SUCCESS)
        status = run_save(set, &r, why);
    if (status == GSL_SUCCESS && !set->o.quiet)
        report_run(set, &r);
    const int interrupted = r.end == TRAIN_INTERRUPTED;
    run_free(&r);
    return status != GSL_SUCCESS ? -1 : interrupted ? 130 : 0;
}

/**
## Many seeds

One run can be luck. A seed decides the data, the split and the initial weights; the median over
seeds is what a method is worth, and a seed on which it fails is counted, not left out. It counts
as one that needed the most iterations of all.
*/

typedef struct {
    double *iterations, *error, *accuracy;
    size_t n, failed;
} tally;

static void add(tally *sum, const settings *set, const run *r)
{
    const int reached = r->end == TRAIN_REACHED;
    sum->iterations[sum->n] = reached ? (double)r->h.n : GSL_POSINF;
    sum->error[sum->n] = isfinite(r->test.error) ? r->test.error : GSL_POSINF;
    sum->accuracy[sum->n] = run_accuracy(r);
    sum->n++;
    sum->failed += !reached;
    if (!set->o.quiet)
        printf("%6zu %10zu %10.5f %10zu %10.5f %10.4f%s\n", set->o.seed + sum->n - 1, r->h.n,
               history_train_error(&r->h, r->h.n - 1), r->o->n_df, r->test.error, run_accuracy(r),
               reached ? "" : "  not reached");
    fflush(stdout);
}

static double median(double *x, size_t n)
{
    gsl_sort(x, 1, n);
    return isinf(x[n / 2]) ? x[n / 2] : gsl_stats_median_from_sorted_data(x, 1, n);
}

static void print_tally(tally *sum)
{
    const size_t last = sum->n - 1;
    const double iterations = median(sum->iterations, sum->n), error = median(sum->error, sum->n),
                 right = median(sum->accuracy, sum->n);
    printf("iterations: median %g, best %g, worst %g; %zu of %zu seeds reached the error\n",
           iterations, sum->iterations[0], sum->iterations[last], sum->n - sum->failed, sum->n);
    printf("test error: median %.5f, best %.5f, worst %.5f\n", error, sum->error[0],
           sum->error[last]);
    printf("test accuracy: median %.4f, best %.4f, worst %.4f\n", right, sum->accuracy[last],
           sum->accuracy[0]);
}

static int one_of_many(const settings *set, size_t seed, tally *sum, fault *why)
{
    run r;
    int status = run_prepare(set, seed, &r, why);
    if (status == GSL_SUCCESS && sum->n == 0 && !set->o.quiet) {
        report_head(set, &r);
        printf("#%5s %10s %10s %10s %10s %10s\n", "seed", "iterations", "error", "gradients",
               "test error", "accuracy");
    }
    if (status == GSL_SUCCESS)
        status = run_train(set, &r, NULL, NULL, why);
    if (status == GSL_SUCCESS && !interrupt_came())
        add(sum, set, &r);
    run_free(&r);
    return status;
}

static int many(const settings *set, fault *why)
{
    const size_t seeds = set->o.seeds;
    tally sum = {.iterations = malloc(seeds * sizeof(double)),
                 .error = malloc(seeds * sizeof(double)),
                 .accuracy = malloc(seeds * sizeof(double))};
    int status = fault_set(why, GSL_ENOMEM, "no memory for %zu seeds", seeds);
    if (sum.iterations && sum.error && sum.accuracy) {
        interrupt_catch();
        status = GSL_SUCCESS;
        for (size_t k = 0; k < seeds && status == GSL_SUCCESS && !interrupt_came(); k++)
            status = one_of_many(set, set->o.seed + k, &sum, why);
    }
    if (status == GSL_SUCCESS && sum.n > 0 && !set->o.quiet)
        print_tally(&sum);
    free(sum.iterations);
    free(sum.error);
    free(sum.accuracy);
    return status != GSL_SUCCESS ? -1 : interrupt_came() ? 130 : 0;
}

int main(int argc, char **argv)
{
    fault why = {""};
    settings set = {0};
    program_begin();
    options_defaults(&set.o);
    set.m = method_options_find(argc, argv, DEFAULT_METHOD);
    parse_options(&set, argc, argv);
    choose_loss(&set);
    refuse_contradictions(&set);
    if (set.o.batch != 0 && set.m->batch_note && !set.o.quiet)
        fprintf(stderr, "%s: %s\n", program_invocation_short_name, set.m->batch_note);
    if (set.m->as_printed_note && run_as_printed(&set) && !set.o.quiet)
        fprintf(stderr, "%s: %s\n", program_invocation_short_name, set.m->as_printed_note);
    int status = set.o.seeds > 1 ? many(&set, &why) : single(&set, &why);
    if (status >= 0 && output_close_stdout(&why) != GSL_SUCCESS)
        status = -1;
    if (status < 0)
        fault_report(&why);
    return status < 0 ? 1 : status;
}
