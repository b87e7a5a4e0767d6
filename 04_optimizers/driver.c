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
#include "liveplot.h"
#include "methods.h"
#include "options.h"
#include "output.h"
#include "random.h"
#include "tables.h"
#include "train.h"
#include "weights.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef DEFAULT_METHOD
#error "the Makefile says whose program this is: -DDEFAULT_METHOD='\"rprop\"'"
#endif

enum { MAX_PARAMETERS = 16, METHOD_KEY = 0x2000, PARAMETER_KEY = 0x2001, WATCH_ROWS = 1000 };

/**
## What can be said on the command line

The options every training program has (`options.h`), `--method`, and one option for each row of
the method's own table of hyper-parameters. Which table that is must be known before the
options can be read, so `--method` is looked for first.
*/

typedef struct {
    options o; /* first, so that the shared parser may have it */
    const method *m;
    const char *text[MAX_PARAMETERS]; /* what the user gave for the method's parameters */
    double value[MAX_PARAMETERS];
} settings;

static const method *find_method(int argc, char **argv)
{
    const char *name = DEFAULT_METHOD;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--method=", 9) == 0)
            name = argv[i] + 9;
        else if (strcmp(argv[i], "--method") == 0 && i + 1 < argc)
            name = argv[++i];
    }
    const method *m = method_by_name(name);
    if (m)
        return m;
    char known[256] = "";
    for (const method *const *k = methods; *k; k++)
        snprintf(known + strlen(known), sizeof known - strlen(known), " %s", (*k)->name);
    options_error("--method: '%s' is none of%s", name, known);
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    fault why;
    if (key == ARGP_KEY_INIT) {
        state->child_inputs[0] = &set->o;
    } else if (key == METHOD_KEY && strcmp(text, set->m->name) != 0) {
        options_error("--method: write the option in full, and once");
    } else if (key == ARGP_KEY_ARG) {
        options_error("'%s' is no option; a file of data is given as --data %s", text, text);
    } else if (key >= PARAMETER_KEY && key < PARAMETER_KEY + MAX_PARAMETERS) {
        const size_t i = (size_t)(key - PARAMETER_KEY);
        set->text[i] = text;
        if (parameter_parse(&set->m->parameters[i], text, &set->value[i], &why) != GSL_SUCCESS)
            options_error("%s", why.text);
    } else if (key != METHOD_KEY && key != ARGP_KEY_END && key != ARGP_KEY_SUCCESS &&
               key != ARGP_KEY_FINI && key != ARGP_KEY_NO_ARGS) {
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

/* "a number" of a parameter in the way --help shows it, with its default. */
static void document(const parameter *p, char *text, size_t size)
{
    if (p->choices)
        snprintf(text, size, "%s", p->meaning);
    else if (p->value != p->digits)
        snprintf(text, size, "%s (default: %g; digits %g)", p->meaning, p->value, p->digits);
    else
        snprintf(text, size, "%s (default: %g)", p->meaning, p->value);
}

static void parse_options(settings *set, int argc, char **argv)
{
    struct argp_option table[MAX_PARAMETERS + 4] = {{.doc = "Method:", .group = -3}};
    char doc[MAX_PARAMETERS][160], about[400];
    table[1] = (struct argp_option){
        .name = "method", .key = METHOD_KEY, .arg = "NAME", .doc = "train by another method"};
    for (size_t i = 0; set->m->parameters[i].name; i++) {
        const parameter *p = &set->m->parameters[i];
        document(p, doc[i], sizeof doc[i]);
        table[i + 2] = (struct argp_option){.name = p->name,
                                            .key = PARAMETER_KEY + (int)i,
                                            .arg = p->choices ? p->choices : "X",
                                            .doc = doc[i]};
    }
    snprintf(about, sizeof about,
             "Train a net by %s%s%s%s.\v"
             "--method knows gd, momentum, rprop, and GSL's vector_bfgs2, vector_bfgs, "
             "conjugate_pr, conjugate_fr, steepest_descent.",
             set->m->title, *set->m->slides ? " (lecture 14, slides " : "", set->m->slides,
             *set->m->slides ? ")" : "");
    const struct argp_child children[] = {{&options_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {table, parse, NULL, about, children, NULL, NULL};
    options_parse(&argp, argc, argv, set);
}

static void refuse_contradictions(const settings *set)
{
    const options *o = &set->o;
    if (o->batch != 0 && set->m->same_function)
        options_error("--batch: %s compares errors along a line, so every evaluation must see the "
                      "same examples; use --batch full",
                      set->m->name);
    if (o->seeds > 1 && (o->history || o->weights || o->tables || o->plot))
        options_error("--seeds: trains %zu nets, and --history, --weights, --tables and --plot "
                      "show one; use --seed",
                      o->seeds);
    if (o->target && !o->data)
        options_error("--target: names a column of a file; give the file by --data");
    if (o->data && o->mnist)
        options_error("--data and --mnist: one or the other");
}

/**
## One run

Data, net, objective, minimizer, and the loop of slide 29.
*/

typedef struct {
    task t;
    gsl_rng *rng;
    objective *o;
    gsl_multimin_function_fdf e; /* o, as GSL sees it */
    gsl_multimin_fdfminimizer *s;
    mlp_pass *pass; /* for evaluations beside the training */
    gsl_vector *w;  /* the weights at which it starts */
    history h;
    train_end end;
    double seconds;
    evaluation test;
    int resumed;
} run;

static void run_free(run *r)
{
    mlp_pass_free(r->t.net, r->pass);
    objective_free(r->o);
    gsl_multimin_fdfminimizer_free(r->s);
    gsl_vector_free(r->w);
    gsl_rng_free(r->rng);
    history_free(&r->h);
    task_close(&r->t);
}

/* A hyper-parameter: what the user gave, else the default for this task. */
static double value_of(const settings *set, size_t i, int digits)
{
    const parameter *p = &set->m->parameters[i];
    return set->text[i] ? set->value[i] : digits ? p->digits : p->value;
}

static void start_method(const settings *set, run *r)
{
    double step_size = 0, tolerance = 0;
    for (size_t i = 0; set->m->parameters[i].name; i++) {
        const parameter *p = &set->m->parameters[i];
        const double value = value_of(set, i, r->t.digits);
        if (p->where == PARAMETER_STEP_SIZE)
            step_size = value;
        else if (p->where == PARAMETER_TOLERANCE)
            tolerance = value;
        else
            method_set_parameter(set->m, r->s, p->name, value);
    }
    /* An E that is not finite shows in the first row of the history. */
    r->e = objective_function(r->o);
    gsl_multimin_fdfminimizer_set(r->s, &r->e, r->w, step_size, tolerance);
}

static int load_weights(const settings *set, run *r, fault *why)
{
    mlp_init(r->t.net, r->w, r->rng);
    struct stat info; /* a pipe or a device can be written to, but there is nothing to go on from */
    if (!set->o.weights || stat(set->o.weights, &info) != 0 || !S_ISREG(info.st_mode))
        return GSL_SUCCESS;
    r->resumed = 1;
    return weights_load(set->o.weights, r->t.net, r->w, why);
}

static int prepare(const settings *set, size_t seed, run *r, fault *why)
{
    *r = (run){0};
    if (!(r->rng = random_alloc(seed, why)) ||
        task_open(&set->o, r->rng, &r->t, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    const mlp *net = r->t.net;
    r->w = gsl_vector_alloc(net->n_weights);
    r->pass = mlp_pass_alloc(net, WATCH_ROWS);
    r->s = gsl_multimin_fdfminimizer_alloc(method_type(set->m), net->n_weights);
    if (!r->w || !r->pass || !r->s)
        return fault_set(why, GSL_ENOMEM, "no memory for a net of %zu weights", net->n_weights);
    if (load_weights(set, r, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    r->o = objective_alloc(net, set->o.l, r->t.train, set->o.batch, r->rng, why);
    if (!r->o)
        return GSL_EFAILED;
    start_method(set, r);
    return GSL_SUCCESS;
}

static int run_training(const settings *set, run *r, void (*watch)(const history *, void *),
                        void *context, fault *why)
{
    const training how = {.stop_error = r->t.stop_error,
                          .max_iterations = set->o.max_iterations,
                          .test = set->o.history || set->o.tables ? r->t.test : NULL,
                          .pass = r->pass,
                          .watch = watch,
                          .context = context};
    if (train(r->s, r->o, &how, &r->h, &r->end, &r->seconds) != GSL_SUCCESS)
        return fault_set(why, GSL_ENOMEM, "no memory for the history");
    return evaluate(r->t.net, r->s->x, set->o.l, r->t.test, r->pass, &r->test, NULL);
}

static double accuracy(const run *r)
{
    return 1 - (double)r->test.wrong / (double)r->t.test->x->size1;
}

/**
## What is shown while it runs

A line on stderr if somebody looks at it, and the curve if they asked for it.
*/

typedef struct {
    const settings *set;
    int progress;
    double shown;
    liveplot *plot;
} watcher;

static void watch(const history *h, void *context)
{
    watcher *w = context;
    if (w->plot)
        liveplot_show(w->plot, h);
    if (!w->progress || train_clock() - w->shown < 0.1)
        return;
    w->shown = train_clock();
    fprintf(stderr, "\riter %zu, error %.5f \033[K", h->n, h->row[h->n - 1].error);
}

static void clear_progress(const watcher *w)
{
    if (w->progress && w->shown > 0)
        fputs("\r\033[K", stderr);
}

/**
## What is printed at the end

The captions of the lecture's figures: the first half of the history, the second half, and the
test. Everything on stdout depends on the seed alone; the seconds, which do not, go to stderr.
*/

static void print_head(const settings *set, const run *r)
{
    char net[256];
    weights_describe(r->t.net, net, sizeof net);
    printf("%s on %s: net %s, %s, ", set->m->title, r->t.name, net, loss_name(set->o.l));
    if (set->o.batch == 0)
        printf("full batch of %zu", r->t.train->x->size1);
    else
        printf("batches of %zu from %zu", r->o->batch, r->t.train->x->size1);
    if (r->resumed)
        printf(", from the weights in %s\n", set->o.weights);
    else
        printf(", seed %zu\n", set->o.seed);
}

/* Five digits as on the slides, but not two hundred of them for a run that blew up. */
static void print_part(size_t from, size_t to, double error)
{
    printf(error < 1e6 ? "iter: %zu-%zu, error %.5f\n" : "iter: %zu-%zu, error %.5g\n", from, to,
           error);
}

static void print_captions(const run *r)
{
    const history *h = &r->h;
    const size_t half = history_half(h);
    print_part(1, half + 1, history_train_error(h, half));
    if (h->n > 1)
        print_part(half + 1, h->n, history_train_error(h, h->n - 1));
    printf(r->test.error < 1e6 ? "results - points: %zu, error: %.6f\n"
                               : "results - points: %zu, error: %.6g\n",
           r->t.test->x->size1, r->test.error);
}

static void print_counts(const settings *set, const run *r)
{
    printf("test accuracy %.4f (%zu wrong), %zu gradient evaluations", accuracy(r), r->test.wrong,
           r->o->n_df);
    if (r->o->n_f > 0)
        printf(" and %zu of the error alone", r->o->n_f);
    printf(", seed %zu\n", set->o.seed);
}

/* Why it ended, where that is not that the error is small enough. */
static void print_end(const settings *set, const run *r)
{
    const double first = history_train_error(&r->h, 0),
                 last = history_train_error(&r->h, r->h.n - 1);
    if (r->end == TRAIN_ITERATIONS && last > first)
        printf("the error grew instead of falling: a smaller --%s is the likely cure\n",
               set->m->parameters[0].name);
    else if (r->end == TRAIN_ITERATIONS)
        printf("the error is not below %g yet; --max-iter allows more iterations\n",
               r->t.stop_error);
    else if (r->end == TRAIN_STUCK)
        printf("the method found no way further down; the error is not below %g\n",
               r->t.stop_error);
    else if (r->end == TRAIN_INTERRUPTED)
        printf("interrupted; this is what was reached\n");
}

static void print_next(const settings *set, const run *r)
{
    const char *name = program_invocation_name;
    if (set->o.data)
        printf("next: %s --data %s --seeds 10\n", name, set->o.data);
    else if (r->t.digits)
        printf("next: %s --task digits --plot\n", name);
    else if (strcmp(set->m->name, "rprop") == 0)
        printf("next: %s --task digits, or: %s --variant iplus --seeds 10\n", name, name);
    else
        printf("next: %s --task digits, or: %s --seeds 10\n", name, name);
}

static void print_run(const settings *set, const run *r)
{
    print_head(set, r);
    print_captions(r);
    print_counts(set, r);
    print_end(set, r);
    print_next(set, r);
    fflush(stdout);
    fprintf(stderr, "%.3f s, %s\n", r->seconds, blas_name());
}

/**
## Keeping what was reached

The history and the weights are written also after an interrupt. After a divergence only the
history is, up to the last finite error: the weights are no use to anybody.
*/

static int check_places(const options *o, fault *why)
{
    if (o->history && output_check(o->history, why) != GSL_SUCCESS) {
        fault_prefix(why, "--history");
        return GSL_EFAILED;
    }
    if (o->weights && output_check(o->weights, why) != GSL_SUCCESS) {
        fault_prefix(why, "--weights");
        return GSL_EFAILED;
    }
    return GSL_SUCCESS;
}

static int save(const settings *set, run *r, fault *why)
{
    const int diverged = r->end == TRAIN_DIVERGED;
    if (diverged)
        r->h.n--; /* the row that is not finite */
    if (set->o.history && history_write(&r->h, set->o.history, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (diverged)
        return GSL_SUCCESS;
    if (set->o.weights &&
        weights_save(set->o.weights, r->t.net, r->s->x, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (set->o.tables)
        return tables_write(set->o.tables, &r->t, r->s->x, &r->h, why);
    return GSL_SUCCESS;
}

static int report_divergence(const settings *set, const run *r, fault *why)
{
    const parameter *step = set->m->parameters;
    return fault_set(why, GSL_EFAILED,
                     "%s: the error is no finite number at iteration %zu; a smaller step is the "
                     "likely cure: --%s below %g",
                     set->m->name, r->h.n + 1, step->name, value_of(set, 0, r->t.digits));
}

/* One net: exit status, or -1 with the reason. */
static int single(const settings *set, fault *why)
{
    run r = {0};
    watcher w = {.set = set, .progress = !set->o.quiet && !set->o.plot && isatty(STDERR_FILENO)};
    int status = check_places(&set->o, why);
    if (status == GSL_SUCCESS)
        status = prepare(set, set->o.seed, &r, why);
    if (status == GSL_SUCCESS && set->o.plot)
        status = (w.plot = liveplot_open(set->m->title, why)) ? GSL_SUCCESS : GSL_EFAILED;
    if (status == GSL_SUCCESS) {
        interrupt_catch();
        status = run_training(set, &r, watch, &w, why);
        clear_progress(&w);
    }
    if (w.plot)
        liveplot_close(w.plot, &r.h);
    if (status == GSL_SUCCESS)
        status = save(set, &r, why);
    if (status == GSL_SUCCESS && r.end == TRAIN_DIVERGED)
        status = report_divergence(set, &r, why);
    if (status == GSL_SUCCESS && !set->o.quiet)
        print_run(set, &r);
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
    sum->accuracy[sum->n] = accuracy(r);
    sum->n++;
    sum->failed += !reached;
    if (!set->o.quiet)
        printf("%6zu %10zu %10.5f %10zu %10.5f %10.4f%s\n", set->o.seed + sum->n - 1, r->h.n,
               history_train_error(&r->h, r->h.n - 1), r->o->n_df, r->test.error, accuracy(r),
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
    int status = prepare(set, seed, &r, why);
    if (status == GSL_SUCCESS && sum->n == 0 && !set->o.quiet) {
        print_head(set, &r);
        printf("#%5s %10s %10s %10s %10s %10s\n", "seed", "iterations", "error", "gradients",
               "test error", "accuracy");
    }
    if (status == GSL_SUCCESS)
        status = run_training(set, &r, NULL, NULL, why);
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
    gsl_set_error_handler_off();
    if (options_defaults(&set.o, &why) != GSL_SUCCESS) {
        fault_report(&why);
        return 2;
    }
    set.m = find_method(argc, argv);
    parse_options(&set, argc, argv);
    refuse_contradictions(&set);
    blas_set_threads(set.o.threads);
    if (set.o.batch != 0 && set.m->batch_note && !set.o.quiet)
        fprintf(stderr, "%s: %s\n", program_invocation_short_name, set.m->batch_note);
    int status = set.o.seeds > 1 ? many(&set, &why) : single(&set, &why);
    if (status >= 0 && output_close_stdout(&why) != GSL_SUCCESS)
        status = -1;
    if (status < 0)
        fault_report(&why);
    return status < 0 ? 1 : status;
}
