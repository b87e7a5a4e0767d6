/**
# Overfitting: learning by heart

Lecture 14, slide 59: «практика», «разделить на train/test», «посчитать метрики качества».

The first task of the practicum is to divide the data, and this program shows why it comes first.
A net with enough weights can make its training error as small as one likes. It can do so for
answers that are pure chance as well. So a small training error says how well the net remembers,
and whether it has understood anything is a different question, which only examples can answer
that took no part in the training.

Here the examples are two half moons with so much noise that they overlap. Someone who knew how
the points were made would still be wrong about one in twelve or so (who learns from 10000 examples is, see Try):
nothing in a point that lies among those of the other class tells that it does not belong there. A net
that is right about all 70 examples of its training has therefore learned 70 facts and no rule.

Two remedies are set against it.

**Early stopping.** Descent takes the large, common features first, as these have the steepest
slopes, and single points last. Ending the training between the two needs a witness: a part of the
examples on which nothing is trained, the validation part. With $W_t$ the weights after epoch $t$
and $E_{val}$ the error of that part, the answer is

$$ W_{t^{*}}, \qquad t^{*} = \arg\min_{t \le T} E_{val}(W_t), \qquad
   T = t^{*} + \text{patience} \qquad (1) $$

where $T$ is the first epoch at which the lowest error so far is `patience` epochs old.

**Weight decay** (slide 33, [weight_decay.c](../04_optimizers/weight_decay.c)). To make an island
around a single point, neurons must be steep, and large weights are what makes them so. A price on
the weights makes islands too dear:

$$ E_\rho(W) = E(W) + \frac{\rho}{2} |W|^2, \qquad
   \rho^{*} = \arg\min_\rho E_{val}(W_\rho) \qquad (2) $$

with $W_\rho$ the weights at the end of a training with that $\rho$. Both remedies ask the
validation part one question. The test is asked nothing: it is only read off at the end.

| slide | here | default | meaning |
|---|---|---|---|
| train | `--examples`, `--validation` | 100, 0.3 | to learn from, and the part of it for validation |
| test | `--test` | 2000 | many, so that its error is exact to some 0.7 % of the answers |
| | `--noise` | 0.3 | standard deviation of what is added to every input |
| $\rho$ | `--rho` | 0.0001 ... 0.03 | the decays of (2) |
| $\eta$, $\mu$ | `--eta`, `--mu` | 0.2, 0.9 | the heavy ball of slide 33, full batch |
| | `--hidden`, `--neurons` | 32, 1 ... 64 | neurons of the one hidden layer |
| $t$ | `--epochs` | 3000 | of every run |
| | `--patience` | 300 | see (1) |
| | `--repeats` | 9 | sets of examples behind each median |
*/

#include "arguments.h"
#include "generate.h"
#include "methods.h"
#include "objective.h"
#include "output.h"
#include "random.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { MOST = 16, REPEATS = 100, LOOKS = 1024, GRID = 121 };

typedef struct {
    basics b;
    const char *task;
    size_t examples, test, hidden, epochs, patience, repeats;
    double validation, noise, eta, mu;
    size_t n_rho, n_neurons;
    double rho[MOST], neurons[MOST];
} settings;

/**
## Three parts

All examples come from one source. `--test` of them are put away for the test, and nothing below
may depend on them. The rest is what a reader of slide 59 has to learn from. A part of it,
`--validation`, is taken out of the training to stand in for the test: every question that is
asked during the work, when to stop or how much decay, is asked of the validation part.
*/

typedef struct {
    dataset *train, *validation, *test;
    unsigned long weights_seed;
} parts;

static void parts_free(parts *p)
{
    dataset_free(p->train);
    dataset_free(p->validation);
    dataset_free(p->test);
}

/* The noise of a clumsy measurement: the classes overlap, and no net can be right about all. */
static void add_noise(gsl_matrix *x, double deviation, gsl_rng *rng)
{
    for (size_t p = 0; p < x->size1; p++)
        for (size_t i = 0; i < x->size2; i++)
            *gsl_matrix_ptr(x, p, i) += gsl_ran_gaussian(rng, deviation);
}

/* The scale is learnt from the training part alone. */
static int scale_all(parts *p, fault *why)
{
    scaler *s = scaler_fit(SCALE_STANDARD, p->train->x);
    if (!s)
        return fault_set(why, GSL_ENOMEM, "no memory to scale");
    scaler_apply(s, p->train->x);
    scaler_apply(s, p->validation->x);
    scaler_apply(s, p->test->x);
    scaler_free(s);
    return GSL_SUCCESS;
}

static int split(const settings *set, gsl_rng *rng, parts *p, fault *why)
{
    const size_t all = set->examples + set->test;
    dataset *source = generate_by_name(set->task)(all, rng), *known = NULL;
    if (!source)
        return fault_set(why, GSL_ENOMEM, "no memory for %zu examples", all);
    add_noise(source->x, set->noise, rng);
    int status = dataset_split(source, (double)set->test / (double)all, rng, &known, &p->test, why);
    dataset_free(source);
    if (status == GSL_SUCCESS)
        status = dataset_split(known, set->validation, rng, &p->train, &p->validation, why);
    dataset_free(known);
    return status;
}

static int parts_draw(const settings *set, size_t repeat, parts *p, fault *why)
{
    *p = (parts){0};
    gsl_rng *rng = random_alloc(set->b.seed + repeat, why);
    if (!rng)
        return GSL_EFAILED;
    int status = split(set, rng, p, why);
    p->weights_seed = gsl_rng_get(rng);
    gsl_rng_free(rng);
    if (status == GSL_SUCCESS)
        status = scale_all(p, why);
    if (status != GSL_SUCCESS)
        parts_free(p);
    return status;
}

/**
## A run

The heavy ball with decay of slide 33, on the full batch; `rho` = 0 is the run without a remedy.
*/

typedef struct {
    double train, validation, test; /* mean cross-entropy */
    double wrong;                   /* share of the test's examples */
} errors;

/* The errors, now and then along a run. */
typedef struct {
    size_t n, epoch[LOOKS];
    errors at[LOOKS];
} curve;

typedef struct {
    const settings *set;
    const parts *p;
    size_t hidden;
    double rho;
    curve *history; /* or NULL */
} plan;

typedef struct {
    mlp *net;
    mlp_pass *pass;
    gsl_vector *end, *stop; /* weights: of the last epoch, and of early stopping */
    size_t stop_epoch, stopped_at;
    errors at_end, at_stop;
    double length; /* of the weights at the end */
} outcome;

static double error_on(const outcome *r, const gsl_vector *w, const dataset *data, double *wrong)
{
    evaluation result;
    if (evaluate(r->net, w, LOSS_CROSS_ENTROPY, data, r->pass, &result, NULL) != GSL_SUCCESS)
        return GSL_NAN;
    if (wrong)
        *wrong = (double)result.wrong / (double)data->x->size1;
    return result.error;
}

static errors errors_of(const outcome *r, const gsl_vector *w, const parts *p)
{
    errors e = {0};
    e.train = error_on(r, w, p->train, NULL);
    e.validation = error_on(r, w, p->validation, NULL);
    e.test = error_on(r, w, p->test, &e.wrong);
    return e;
}

/**
## Early stopping

After every epoch the validation part is asked. The weights of its lowest error so far are kept,
and when `--patience` epochs have passed without a lower one, early stopping is done: its answer
is the weights that were kept. (The program goes on, to see what that has spared us.)
*/

typedef struct {
    double best;
    int done;
} watch;

static void watch_epoch(watch *seen, outcome *r, const plan *how, const gsl_vector *w, size_t epoch)
{
    if (seen->done)
        return;
    const double e = error_on(r, w, how->p->validation, NULL);
    r->stopped_at = epoch;
    if (e < seen->best) {
        seen->best = e;
        r->stop_epoch = epoch;
        gsl_vector_memcpy(r->stop, w);
    } else if (epoch - r->stop_epoch >= how->set->patience) {
        seen->done = 1;
    }
}

/* Where the curves are looked at: every epoch at first, then 3 % apart; that makes some 500
   places in the ten million epochs that --epochs allows. */
static int looked_at(size_t epoch, size_t *next)
{
    if (epoch < *next)
        return 0;
    *next = GSL_MAX(epoch + 1, (size_t)(1.03 * (double)epoch));
    return 1;
}

static void note_epoch(curve *history, const errors *e, size_t epoch)
{
    if (history->n == LOOKS)
        return;
    history->epoch[history->n] = epoch;
    history->at[history->n++] = *e;
}

static int run_epochs(const plan *how, gsl_multimin_fdfminimizer *s, outcome *r)
{
    watch seen = {.best = GSL_POSINF};
    size_t next = 1;
    for (size_t epoch = 1; epoch <= how->set->epochs; epoch++) {
        if (gsl_multimin_fdfminimizer_iterate(s) != GSL_SUCCESS)
            return GSL_EFAILED;
        watch_epoch(&seen, r, how, s->x, epoch);
        if (how->history && looked_at(epoch, &next)) {
            const errors e = errors_of(r, s->x, how->p);
            note_epoch(how->history, &e, epoch);
        }
    }
    return GSL_SUCCESS;
}

/* ------------------------------------------------------------- making and training nets */

static void outcome_free(outcome *r)
{
    if (r->net)
        mlp_pass_free(r->net, r->pass);
    mlp_free(r->net);
    gsl_vector_free(r->end);
    gsl_vector_free(r->stop);
    *r = (outcome){0};
}

static int outcome_alloc(const plan *how, outcome *r, fault *why)
{
    const size_t width[] = {how->p->train->x->size2, how->hidden, how->p->train->n_classes};
    *r = (outcome){.net = mlp_alloc(2, width, ACTIVATION_TANH, ACTIVATION_SOFTMAX)};
    if (r->net) {
        r->pass = mlp_pass_alloc(r->net, 128);
        r->end = gsl_vector_alloc(r->net->n_weights);
        r->stop = gsl_vector_alloc(r->net->n_weights);
    }
    if (r->pass && r->end && r->stop)
        return GSL_SUCCESS;
    outcome_free(r);
    return fault_set(why, GSL_ENOMEM, "no memory for %zu neurons", how->hidden);
}

/* The first weights, the same for every rho. */
static int first_weights(const plan *how, outcome *r, fault *why)
{
    gsl_rng *rng = random_alloc(how->p->weights_seed, why);
    if (!rng)
        return GSL_EFAILED;
    mlp_init(r->net, r->end, rng);
    gsl_vector_memcpy(r->stop, r->end);
    gsl_rng_free(rng);
    return GSL_SUCCESS;
}

static int minimise(const plan *how, objective *o, outcome *r, fault *why)
{
    const method *m = &method_weight_decay;
    gsl_multimin_function_fdf e = objective_function(o);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(m->type, e.n);
    if (!s)
        return fault_set(why, GSL_ENOMEM, "no memory for the method");
    int status = method_set_parameter(m, s, "rho", how->rho);
    if (status == GSL_SUCCESS)
        status = method_set_parameter(m, s, "mu", how->set->mu);
    if (status == GSL_SUCCESS)
        status = gsl_multimin_fdfminimizer_set(s, &e, r->end, how->set->eta, 0);
    if (status == GSL_SUCCESS)
        status = run_epochs(how, s, r);
    gsl_vector_memcpy(r->end, s->x);
    gsl_multimin_fdfminimizer_free(s);
    if (status != GSL_SUCCESS)
        return fault_set(why, status,
                         "%zu neurons, rho %g: the error is no finite number any more; a smaller "
                         "--eta than %g may help",
                         how->hidden, how->rho, how->set->eta);
    return status;
}

static int train_net(const plan *how, outcome *r, fault *why)
{
    if (outcome_alloc(how, r, why) != GSL_SUCCESS)
        return GSL_ENOMEM;
    objective *o = objective_alloc(r->net, LOSS_CROSS_ENTROPY, how->p->train, 0, NULL, why);
    int status = o ? first_weights(how, r, why) : GSL_EFAILED;
    if (status == GSL_SUCCESS)
        status = minimise(how, o, r, why);
    objective_free(o);
    if (status != GSL_SUCCESS) {
        outcome_free(r);
        return status;
    }
    r->at_end = errors_of(r, r->end, how->p);
    r->at_stop = errors_of(r, r->stop, how->p);
    r->length = gsl_blas_dnrm2(r->end);
    return GSL_SUCCESS;
}

/* What was found out; tables are written from it when all is done. */
typedef struct {
    parts p;
    curve history;
    outcome plain, decayed; /* without decay, and with the one that was chosen */
    double rho;             /* that one */
    errors at_rho[MOST];
    double length[MOST];
    struct size_results *sizes;
} findings;

/**
## First question: how long?

One net, without decay, with its errors after every epoch.
*/

static void print_errors(const char *what, const errors *e)
{
    printf("%-36s %9.3f %11.3f %8.3f %8.1f %%\n", what, e->train, e->validation, e->test,
           100 * e->wrong);
}

static void print_epochs(const settings *set, const findings *f)
{
    const outcome *r = &f->plain;
    char what[64];
    printf("%s, noise %g: %zu examples to learn from, %zu to validate, %zu to test\n", set->task,
           set->noise, f->p.train->x->size1, f->p.validation->x->size1, f->p.test->x->size1);
    printf("# %4zu neurons                         E train  validation     test    wrong\n",
           set->hidden);
    snprintf(what, sizeof what, "no decay, all %zu epochs", set->epochs);
    print_errors(what, &r->at_end);
    snprintf(what, sizeof what, "early stopping, epoch %zu (of %zu)", r->stop_epoch, r->stopped_at);
    print_errors(what, &r->at_stop);
}

static int question_epochs(const settings *set, findings *f, fault *why)
{
    const plan how = {set, &f->p, set->hidden, 0, &f->history};
    const int status = train_net(&how, &f->plain, why);
    if (status == GSL_SUCCESS && !set->b.quiet)
        print_epochs(set, f);
    return status;
}

/**
## Second question: how much decay?

The same net from the same first weights, trained to the last epoch with each $\rho$ of the list.
The validation part says which is taken. Note that choosing $\rho$ is training too: with a list
long enough one could learn the validation part by heart.
*/

static void print_rho(double rho, const outcome *r)
{
    char what[64];
    snprintf(what, sizeof what, "decay %g, |W| = %.1f", rho, r->length);
    print_errors(what, &r->at_end);
}

/* Keeps the outcome whose validation error is the lowest so far; frees the other. */
static void keep_better(findings *f, outcome *r, double rho)
{
    outcome *best = &f->decayed;
    if (best->net && best->at_end.validation <= r->at_end.validation) {
        outcome_free(r);
        return;
    }
    outcome_free(best);
    *best = *r;
    f->rho = rho;
}

static int question_rho(const settings *set, findings *f, fault *why)
{
    for (size_t k = 0; k < set->n_rho; k++) {
        outcome r;
        const plan how = {set, &f->p, set->hidden, set->rho[k], NULL};
        if (train_net(&how, &r, why) != GSL_SUCCESS)
            return GSL_EFAILED;
        if (!set->b.quiet)
            print_rho(set->rho[k], &r);
        f->at_rho[k] = r.at_end;
        f->length[k] = r.length;
        keep_better(f, &r, set->rho[k]);
    }
    if (!set->b.quiet)
        printf("by the validation part: rho = %g\n", f->rho);
    return GSL_SUCCESS;
}

/**
## Third question: how many neurons?

Nets of every size in the list, each trained with `--repeats` sets of examples and first weights
of its own, and of each three answers: the last epoch, the early stop, the last epoch with the
decay that the second question has chosen. The median of the repeats is shown, as one net in ten
may be far off.
*/

typedef enum { TRAIN_END, TEST_END, TEST_STOP, TEST_DECAY, COLUMNS } column;

typedef struct size_results {
    double at[COLUMNS][REPEATS], wrong[COLUMNS][REPEATS];
    double error[COLUMNS], share[COLUMNS]; /* the medians */
} size_results;

static void keep(size_results *all, column c, size_t repeat, double error, double wrong)
{
    all->at[c][repeat] = error;
    all->wrong[c][repeat] = wrong;
}

static double median(double value[], size_t n)
{
    gsl_sort(value, 1, n);
    return gsl_stats_median_from_sorted_data(value, 1, n);
}

/* One set of examples, one size: without decay and with it. */
static int two_runs(const plan *plain, size_t repeat, double rho, size_results *all, fault *why)
{
    outcome r;
    plan decayed = *plain;
    decayed.rho = rho;
    if (train_net(plain, &r, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    keep(all, TRAIN_END, repeat, r.at_end.train, GSL_NAN);
    keep(all, TEST_END, repeat, r.at_end.test, r.at_end.wrong);
    keep(all, TEST_STOP, repeat, r.at_stop.test, r.at_stop.wrong);
    outcome_free(&r);
    if (train_net(&decayed, &r, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    keep(all, TEST_DECAY, repeat, r.at_end.test, r.at_end.wrong);
    outcome_free(&r);
    return GSL_SUCCESS;
}

static int one_repeat(const settings *set, size_t repeat, double rho, size_results all[],
                      fault *why)
{
    parts p;
    int status = parts_draw(set, repeat, &p, why);
    if (status != GSL_SUCCESS)
        return status;
    for (size_t k = 0; status == GSL_SUCCESS && k < set->n_neurons; k++) {
        const plan plain = {set, &p, (size_t)set->neurons[k], 0, NULL};
        status = two_runs(&plain, repeat, rho, &all[k], why);
    }
    parts_free(&p);
    return status;
}

static void print_sizes(const settings *set, const size_results all[])
{
    printf("# hidden  E train   E test, the median of %zu (and wrong)\n", set->repeats);
    printf("# neurons at the end    at the end      early stop           decay\n");
    for (size_t k = 0; k < set->n_neurons; k++) {
        printf("%9g %10.3f", set->neurons[k], all[k].error[TRAIN_END]);
        for (size_t c = TEST_END; c < COLUMNS; c++)
            printf(" %6.3f %5.1f %%", all[k].error[c], 100 * all[k].share[c]);
        putchar('\n');
    }
}

/* Neither list of numbers is needed in its order any more. */
static void take_medians(const settings *set, size_results all[])
{
    for (size_t k = 0; k < set->n_neurons; k++)
        for (size_t c = 0; c < COLUMNS; c++) {
            all[k].error[c] = median(all[k].at[c], set->repeats);
            all[k].share[c] = median(all[k].wrong[c], set->repeats);
        }
}

static int question_neurons(const settings *set, findings *f, fault *why)
{
    int status = GSL_SUCCESS;
    f->sizes = calloc(set->n_neurons, sizeof *f->sizes);
    if (!f->sizes)
        return fault_set(why, GSL_ENOMEM, "no memory for the repeats");
    for (size_t i = 0; status == GSL_SUCCESS && i < set->repeats; i++)
        status = one_repeat(set, i, f->rho, f->sizes, why);
    if (status != GSL_SUCCESS)
        return status;
    take_medians(set, f->sizes);
    if (!set->b.quiet)
        print_sizes(set, f->sizes);
    return GSL_SUCCESS;
}

/* ------------------------------------------------------------------------- the tables */

static int write_history(const settings *set, const findings *f, FILE *file)
{
    (void)set;
    fprintf(file, "# epoch train validation test wrong\n");
    for (size_t k = 0; k < f->history.n; k++) {
        const errors *e = &f->history.at[k];
        fprintf(file, "%zu %.17g %.17g %.17g %.17g\n", f->history.epoch[k], e->train, e->validation,
                e->test, e->wrong);
    }
    return GSL_SUCCESS;
}

static int write_rho(const settings *set, const findings *f, FILE *file)
{
    fprintf(file, "# rho train validation test wrong length\n");
    for (size_t k = 0; k < set->n_rho; k++) {
        const errors *e = &f->at_rho[k];
        fprintf(file, "%g %.17g %.17g %.17g %.17g %.17g\n", set->rho[k], e->train, e->validation,
                e->test, e->wrong, f->length[k]);
    }
    return GSL_SUCCESS;
}

static int write_neurons(const settings *set, const findings *f, FILE *file)
{
    fprintf(file, "# neurons train test stop decay test_wrong stop_wrong decay_wrong\n");
    for (size_t k = 0; k < set->n_neurons; k++) {
        fprintf(file, "%g", set->neurons[k]);
        for (size_t c = TRAIN_END; c < COLUMNS; c++)
            fprintf(file, " %.17g", f->sizes[k].error[c]);
        for (size_t c = TEST_END; c < COLUMNS; c++)
            fprintf(file, " %.17g", f->sizes[k].share[c]);
        fputc('\n', file);
    }
    return GSL_SUCCESS;
}

/* The output of class 0 for some inputs, by the net with these weights. */
static int answers(const outcome *r, const gsl_vector *w, const gsl_matrix *x, double *answer)
{
    if (mlp_forward(r->net, w, x, r->pass) != GSL_SUCCESS)
        return GSL_EFAILED;
    gsl_matrix_view y = mlp_pass_y(r->pass, r->net->layers, x->size1);
    for (size_t p = 0; p < x->size1; p++)
        answer[p] = gsl_matrix_get(&y.matrix, p, 0);
    return GSL_SUCCESS;
}

static void grid_row(gsl_matrix *x, size_t i)
{
    for (size_t j = 0; j < GRID; j++) {
        gsl_matrix_set(x, j, 0, -3 + 6 * (double)j / (GRID - 1));
        gsl_matrix_set(x, j, 1, -3 + 6 * (double)i / (GRID - 1));
    }
}

static int write_region(const settings *set, const findings *f, FILE *file)
{
    double memory[GRID * 2], end[GRID], stop[GRID], decay[GRID];
    gsl_matrix_view x = gsl_matrix_view_array(memory, GRID, 2);
    (void)set;
    fprintf(file, "# x1 x2 end stop decay; the output of class 0\n");
    for (size_t i = 0; i < GRID; i++) {
        grid_row(&x.matrix, i);
        if (answers(&f->plain, f->plain.end, &x.matrix, end) != GSL_SUCCESS ||
            answers(&f->plain, f->plain.stop, &x.matrix, stop) != GSL_SUCCESS ||
            answers(&f->decayed, f->decayed.end, &x.matrix, decay) != GSL_SUCCESS)
            return GSL_EFAILED;
        for (size_t j = 0; j < GRID; j++)
            fprintf(file, "%g %g %.6g %.6g %.6g\n", memory[2 * j], memory[2 * j + 1], end[j],
                    stop[j], decay[j]);
        fputc('\n', file); /* gnuplot: the next row */
    }
    return GSL_SUCCESS;
}

static int write_points(const settings *set, const findings *f, FILE *file)
{
    const dataset *all[] = {f->p.train, f->p.validation};
    (void)set;
    fprintf(file, "# x1 x2 class part; part 0 is the training, 1 the validation\n");
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < all[k]->x->size1; i++)
            fprintf(file, "%.17g %.17g %zu %zu\n", gsl_matrix_get(all[k]->x, i, 0),
                    gsl_matrix_get(all[k]->x, i, 1), all[k]->label[i], k);
    return GSL_SUCCESS;
}

/* Three rows: the last epoch, the early stop, the last epoch with decay. */
static int write_summary(const settings *set, const findings *f, FILE *file)
{
    const errors *e[] = {&f->plain.at_end, &f->plain.at_stop, &f->decayed.at_end};
    const size_t epoch[] = {set->epochs, f->plain.stop_epoch, set->epochs};
    fprintf(file, "# neurons epoch rho train validation test wrong\n");
    for (size_t k = 0; k < 3; k++)
        fprintf(file, "%zu %zu %g %.17g %.17g %.17g %.17g\n", set->hidden, epoch[k],
                k == 2 ? f->rho : 0, e[k]->train, e[k]->validation, e[k]->test, e[k]->wrong);
    return GSL_SUCCESS;
}

static const struct {
    const char *name;
    int (*write)(const settings *set, const findings *f, FILE *file);
} tables[] = {{"history", write_history}, {"rho", write_rho},       {"neurons", write_neurons},
              {"region", write_region},   {"points", write_points}, {"summary", write_summary}};

static int write_tables(const settings *set, const findings *f, fault *why)
{
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        output *out = output_table(set->b.tables, tables[k].name, why);
        if (!out)
            return GSL_EFAILED;
        const int status = tables[k].write(set, f, out->file);
        if (output_close(out, why) != GSL_SUCCESS)
            return GSL_EFAILED;
        if (status != GSL_SUCCESS)
            return fault_set(why, status, "a net gives no answer on the grid");
    }
    return GSL_SUCCESS;
}

/* --------------------------------------------------------------------------- the run */

/* A place that cannot be written to is named before the work, not after it. */
static int check_place(const settings *set, fault *why)
{
    char path[4096];
    if (!set->b.tables)
        return GSL_SUCCESS;
    snprintf(path, sizeof path, "%s-%s.txt", set->b.tables, tables[0].name);
    return output_check(path, why);
}

static int run(const settings *set, fault *why)
{
    findings f = {0};
    int status = check_place(set, why);
    if (status == GSL_SUCCESS)
        status = parts_draw(set, 0, &f.p, why);
    if (status == GSL_SUCCESS)
        status = question_epochs(set, &f, why);
    if (status == GSL_SUCCESS)
        status = question_rho(set, &f, why);
    if (status == GSL_SUCCESS)
        status = question_neurons(set, &f, why);
    if (status == GSL_SUCCESS && set->b.tables)
        status = write_tables(set, &f, why);
    if (status == GSL_SUCCESS && !set->b.quiet)
        printf("Next: ./06_practicum/overfitting --examples 1000\n");
    outcome_free(&f.plain);
    outcome_free(&f.decayed);
    parts_free(&f.p);
    free(f.sizes);
    return status;
}

/* ------------------------------------------------------------------------- the options */

enum {
    TASK = 0x100,
    EXAMPLES,
    VALIDATION,
    TEST,
    NOISE,
    HIDDEN,
    EPOCHS,
    PATIENCE,
    DECAYS,
    NEURONS,
    REPEAT,
    ETA,
    MU
};

static const struct argp_option table[] = {
    {"task", TASK, "NAME", 0, "points, circles, moons or blobs (default: moons)", 1},
    {"examples", EXAMPLES, "N", 0, "to learn from, validation among them (default: 100)", 1},
    {"validation", VALIDATION, "PART", 0, "of these for validation (default: 0.3)", 1},
    {"test", TEST, "N", 0, "examples for the test (default: 2000)", 1},
    {"noise", NOISE, "X", 0, "deviation added to every input (default: 0.3)", 1},
    {"hidden", HIDDEN, "N", 0, "neurons of the first two questions' net (default: 32)", 2},
    {"epochs", EPOCHS, "N", 0, "of every run (default: 3000)", 2},
    {"patience", PATIENCE, "N", 0, "epochs without a lower validation error (default: 300)", 2},
    {"rho", DECAYS, "X,...", 0, "decays to choose from (default: 0.0001 to 0.03)", 2},
    {"neurons", NEURONS, "N,...", 0, "sizes of the third question's nets (default: 1 to 64)", 2},
    {"repeats", REPEAT, "N", 0, "sets of examples for each size (default: 9)", 2},
    {"eta", ETA, "X", 0, "learning rate (default: 0.2)", 3},
    {"mu", MU, "X", 0, "momentum (default: 0.9)", 3},
    {0},
};

static size_t parse_list(const char *option, const char *text, double max, double value[])
{
    const size_t n = argument_numbers(option, text, MOST, value);
    const int whole = option[0] == 'n';
    for (size_t k = 0; k < n; k++)
        if (value[k] < whole || value[k] > max || (whole && value[k] != floor(value[k])))
            arguments_error("--%s: %g is not a %snumber from %d to %g", option, value[k],
                            whole ? "whole " : "", whole, max);
    return n;
}

static void parse_data(int key, char *text, settings *set)
{
    if (key == EXAMPLES)
        set->examples = argument_whole("examples", text, 12, 100000);
    else if (key == VALIDATION)
        set->validation = argument_above("validation", text, 0, 1);
    else if (key == TEST)
        set->test = argument_whole("test", text, 12, 1000000);
    else if (key == NOISE)
        set->noise = argument_number("noise", text, 0, 1e6);
    else if (generate_by_name(text))
        set->task = text;
    else
        arguments_error("--task: '%s' is none of points, circles, moons, blobs", text);
}

static void parse_training(int key, char *text, settings *set)
{
    if (key == HIDDEN)
        set->hidden = argument_whole("hidden", text, 1, 10000);
    else if (key == EPOCHS)
        set->epochs = argument_whole("epochs", text, 1, 10000000);
    else if (key == PATIENCE)
        set->patience = argument_whole("patience", text, 1, 10000000);
    else if (key == DECAYS)
        set->n_rho = parse_list("rho", text, 1, set->rho);
    else if (key == NEURONS)
        set->n_neurons = parse_list("neurons", text, 10000, set->neurons);
    else if (key == REPEAT)
        set->repeats = argument_whole("repeats", text, 1, REPEATS);
    else if (key == ETA)
        set->eta = argument_above("eta", text, 0, 1000);
    else
        set->mu = argument_number("mu", text, 0, 0.999999);
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    settings *set = state->input;
    if (key == ARGP_KEY_INIT)
        state->child_inputs[0] = &set->b;
    else if (key >= TASK && key <= NOISE)
        parse_data(key, text, set);
    else if (key >= HIDDEN && key <= MU)
        parse_training(key, text, set);
    else
        return ARGP_ERR_UNKNOWN;
    return 0;
}

int main(int argc, char **argv)
{
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {
        table,
        parse,
        NULL,
        "Overfitting, and two remedies: early stopping and weight decay (lecture 14, slide 59).",
        children,
        NULL,
        NULL};
    settings set = {.task = "moons",
                    .examples = 100,
                    .validation = 0.3,
                    .test = 2000,
                    .noise = 0.3,
                    .hidden = 32,
                    .epochs = 3000,
                    .patience = 300,
                    .n_rho = 6,
                    .rho = {0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03},
                    .n_neurons = 7,
                    .neurons = {1, 2, 4, 8, 16, 32, 64},
                    .repeats = 9,
                    .eta = 0.2,
                    .mu = 0.9};
    fault why = {""};
    basics_defaults(&set.b);
    arguments_parse(&argp, argc, argv, &set);
    return program_end(run(&set, &why), &why);
}

/**
## What to look at

On the left of the first figure the three curves fall together for a hundred epochs. After epoch
180 the test error rises, slowly at first; from about epoch 900 on the training error dives, and
the test error goes from 0.29 to 1.49. That is worse than the 0.69 of somebody who tosses a coin.
The net has become sure of all its answers, and 22.6 % of them are wrong in the test. Early
stopping takes epoch 296, and is wrong in 10.2 %.

The validation curve is that of thirty examples, and it shows. It has a second, deeper valley at
epoch 984, where the test has long been rising. With `--patience 1000` early stopping waits for
it, and pays for that with a test error of 0.35. With `--patience 10` a small wave at epoch 4 is
the end. There is no patience that is right for every net. A larger validation part is the better
cure, and costs training examples.

In the middle, the same net with decay, at the last epoch. With little decay it learns by heart,
with much of it (0.01 and more) it has become nearly linear, and in between the training and the
test error are close. The decay that the validation part chooses, 0.003, gives 0.274, and early
stopping 0.264. Which of the two wins depends on the seed; but early stopping took one run, and a
short one, and the choice of a decay six.

On the right is the question for which most people are prepared: up to 32
neurons the training error falls, and the test error at the last epoch rises to 64. The two remedies change the
picture. With them a net with 64 neurons is about as good as one with 8, and much better
than one with 2, which cannot bend its border as the moons ask. So the number of neurons need not
be found out with great care. It must be large enough; what is too much, a remedy takes away.

The second figure is the first in pictures: the net at the end has built an island for a single
triangle, and two more tongues. The other two have drawn one line that bends twice.

## Try

- `--examples 1000`, then `--examples 10000 --repeats 1 --neurons 1`: what becomes of the first
  row, and of the gap between training and test? Which remedy is this?
- `--noise 0`: can a net with 64 neurons and 70 examples overfit then? Look at `--task blobs`, too.
- `--validation 0.05`: now four examples are the witness. What do they choose for $\rho$, and what
  does early stopping make of them? (It is lucky; try `--seed 2`.)
- `--epochs 300`: where has overfitting gone, and is this a remedy that one could have had without
  the validation part?
*/
