/**
# The practicum: your own data, from the file to the report

Lecture 14, slide 59: «разделить на train/test, реализовать minibatch, реализовать одну из
модификаций GD, посчитать метрики качества».

The slide gives four tasks, and this program is one answer to all of them, for any CSV of numbers
with a column that names the class:

    ./06_practicum/practicum data/uci/wine.csv --target cultivar --method adam --batch 16

1. **Split.** A share of every class is kept for the test (stratified, by the seed), and of what is
   left another share for the validation, which says when to stop. [learner.c](learner.c) is that
   part; [series.c](series.c) repeats it with other seeds (`--seeds`) or lets every part be the
   test once (`--folds`).
2. **Mini batches.** `--batch N`, or `full`. [objective.c](../common/objective.c) deals them.
3. **A modification of gradient descent.** `--method` takes every method of chapters 4 and 5, with
   its own options; `--compare` takes them all in turn.
4. **Metrics.** Accuracy, the confusion matrix, and for each class against the rest precision,
   recall, $F_1$ and the area under the ROC curve ([metrics.c](metrics.c) works them out by hand).

What has been learned can be kept: `--save` writes net, scale and names into one file, and
`--predict` answers with it for rows whose class nobody knows.

| text | here | default | meaning |
|---|---|---|---|
| test part | `--test` | 0.3 | share of the examples that only the report sees |
| validation part | `--validation` | 0.2 | share of the rest that says when to stop |
| | `--patience` | 30 | epochs without a better validation error before the end; 0: no validation part |
| | `--epochs` | 500 | at most |
| | `--missing` | refuse | what to do where a number is missing |
| | `--scale` | standard | by what the training part shows: mean 0, variance 1 |
| | `--hidden`, `--activation` | 30, tanh | the net |
| | `--batch` | 32 | full for methods that compare errors, which need the same examples each time |
*/

#include "interrupt.h"
#include "method_options.h"
#include "model.h"
#include "output.h"
#include "series.h"
#include "weights.h"

#include <errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { IGNORED = 64, MOST_METHODS = 64, MATRIX_WEIGHTS = 600 };

typedef struct {
    settings set;
    basics b;
    course c;
    const char *ignore[IGNORED + 1];
    size_t n_ignore;
    csv_dialect dialect;
    sheet_format format;
    const char *save, *predict, *output;
    int compare, batch_given, seeds_given;
} practicum;

static dataset *read_data(const practicum *q, fault *why)
{
    const csv_options how = {.target = q->set.o.target, .header = q->set.o.header};
    return dataset_read_csv_as(q->set.o.data, &how, &q->dialect, why);
}

/* Methods that compare errors of different evaluations need the full batch, and those that have a
   note on batches are better with it. */
static size_t batch_for(const practicum *q, const method *m)
{
    if (q->batch_given)
        return q->set.o.batch;
    return m->same_function || m->batch_note ? 0 : 32;
}

static void for_method(const practicum *q, settings *set)
{
    set->o.batch = batch_for(q, set->m);
    set->o.l = set->m->squares ? LOSS_MSE : LOSS_CROSS_ENTROPY;
}

/**
## One report

Which examples were used for what, how the training ended, and what the answers to the test part
are worth.
*/

static const char *ending(learner_end end)
{
    static const char *const text[] = {"no better since", "all epochs over",
                                       "the method stands still", "interrupted"};
    return text[end];
}

static size_t count_missing(const dataset *all)
{
    size_t n = 0;
    for (size_t p = 0; p < all->x->size1; p++)
        for (size_t i = 0; i < all->x->size2; i++)
            n += isnan(gsl_matrix_get(all->x, p, i)) ? 1 : 0;
    return n;
}

static void print_head(const practicum *q, const dataset *all)
{
    printf("%s: %zu examples, %zu features, %zu classes", q->set.o.data, all->x->size1,
           all->x->size2, all->n_classes);
    if (all->target_name)
        printf(" of '%.40s'", all->target_name);
    printf("; seed %zu\n", q->c.seed);
    if (all->left_out > 0)
        printf("%zu rows lack a number and were left out\n", all->left_out);
    if (count_missing(all) > 0)
        printf(
            "%zu numbers are missing; their column's mean in the training part stands for them\n",
            count_missing(all));
}

static void print_net(const practicum *q, const learned *l, size_t tested)
{
    char net[256];
    weights_describe(l->net, net, sizeof net);
    printf("%zu to learn from, %zu to stop by, %zu for the test; scale: %s\n", l->n_train,
           l->n_validation, tested, scale_name(l->scale->kind));
    printf("%s, net %s, ", q->set.m->title, net);
    if (q->c.p.set->o.batch == 0)
        printf("full batch\n");
    else
        printf("batches of %zu\n", q->c.p.set->o.batch);
    printf("best at epoch %.4g of %.4g, %s\n\n", l->row[l->best].epoch, l->row[l->n - 1].epoch,
           ending(l->end));
}

/**
## Many nets

A row a net, and the median. The worst one is printed too: it is the one that you may have got.
*/

enum { ACCURACY, F1, MCC, LOG_LOSS, AUC, VALIDATION, EPOCHS, MEASURES };

static double measure(const trial *t, size_t which)
{
    const double all[MEASURES] = {
        [ACCURACY] = t->accuracy, [F1] = t->f1,   [MCC] = t->mcc,
        [LOG_LOSS] = t->log_loss, [AUC] = t->auc, [VALIDATION] = t->validation,
        [EPOCHS] = t->epochs};
    return all[which];
}

/* The quantile of one measure over the trials: 0 the smallest, 0.5 the median. NaN without memory. */
static double quantile(const series *s, size_t which, double f)
{
    double *value = malloc(s->n * sizeof *value);
    if (!value)
        return GSL_NAN;
    for (size_t i = 0; i < s->n; i++)
        value[i] = measure(&s->t[i], which);
    gsl_sort(value, 1, s->n);
    const double q = gsl_stats_quantile_from_sorted_data(value, 1, s->n, f);
    free(value);
    return q;
}

static double mean_of(const series *s, size_t which)
{
    double sum = 0;
    for (size_t i = 0; i < s->n; i++)
        sum += measure(&s->t[i], which);
    return sum / (double)s->n;
}

static double deviation(const series *s, size_t which)
{
    const double mean = mean_of(s, which);
    double sum = 0;
    for (size_t i = 0; i < s->n; i++)
        sum += gsl_pow_2(measure(&s->t[i], which) - mean);
    return s->n > 1 ? sqrt(sum / (double)(s->n - 1)) : GSL_NAN;
}

static void print_quantiles(const series *s, const char *name, double f)
{
    /* Of the log-loss and the epochs few are good. */
    printf("%-10s %9.4f %9.4f %9.4f %9.4f %9.4f %8.4g\n", name, quantile(s, ACCURACY, f),
           quantile(s, F1, f), quantile(s, MCC, f), quantile(s, LOG_LOSS, 1 - f),
           quantile(s, AUC, f), quantile(s, EPOCHS, 1 - f));
}

static void print_moment(const series *s, const char *name, double (*of)(const series *, size_t))
{
    printf("%-10s %9.4f %9.4f %9.4f %9.4f %9.4f %8.4g\n", name, of(s, ACCURACY), of(s, F1),
           of(s, MCC), of(s, LOG_LOSS), of(s, AUC), of(s, EPOCHS));
}

static void print_trials(const practicum *q, const series *s)
{
    printf("#seed fold  accuracy        F1  Matthews  log-loss       AUC   epochs\n");
    for (size_t i = 0; i < s->n && s->n <= 20; i++) {
        const trial *t = &s->t[i];
        printf("%5zu %4zu %9.4f %9.4f %9.4f %9.4f %9.4f %8.4g\n", t->seed, t->fold, t->accuracy,
               t->f1, t->mcc, t->log_loss, t->auc, t->epochs);
    }
    print_quantiles(s, "median", 0.5);
    print_quantiles(s, "best", 1);
    print_quantiles(s, "worst", 0);
    print_moment(s, "mean", mean_of);
    print_moment(s, "deviation", deviation);
    if (q->c.folds > 0 && q->c.seeds == 1) {
        printf("\nAll %zu answers together: ", s->v.y->size1);
    }
}

/* ------------------------------------------------------------------------ tables */

static int write_history(const practicum *q, const learned *l, fault *why)
{
    static const char *const column[] = {"epoch", "train", "validation", "best", NULL};
    sheet s;
    if (sheet_open(&s, q->b.tables, "history", column, q->format, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    for (size_t i = 0; i < l->n; i++) {
        sheet_number(&s, l->row[i].epoch);
        sheet_number(&s, l->row[i].train);
        sheet_number(&s, l->row[i].validation);
        sheet_number(&s, i == l->best);
    }
    return sheet_close(&s, why);
}

static int write_trials(const practicum *q, const series *s, fault *why)
{
    static const char *const column[] = {"seed",     "fold", "accuracy",   "f1",     "mcc",
                                         "log_loss", "auc",  "validation", "epochs", NULL};
    sheet to;
    if (sheet_open(&to, q->b.tables, "trials", column, q->format, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    for (size_t i = 0; i < s->n; i++) {
        sheet_number(&to, (double)s->t[i].seed);
        sheet_number(&to, (double)s->t[i].fold);
        for (size_t m = 0; m < MEASURES; m++)
            sheet_number(&to, measure(&s->t[i], m));
    }
    return sheet_close(&to, why);
}

static int write_tables(const practicum *q, const dataset *all, const series *s, fault *why)
{
    if (write_trials(q, s, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (q->c.seeds > 1)
        return GSL_SUCCESS;
    if (q->c.folds == 0 && write_history(q, &s->l, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    return verdict_tables(&s->v, all->class_name, q->b.tables, q->format, why);
}

static void print_report(const practicum *q, const dataset *all, const series *s)
{
    const int many = s->n > 1;
    print_head(q, all);
    print_net(q, &s->l,
              many && q->c.folds == 0 ? s->v.y->size1 : s->v.y->size1 / GSL_MAX(1, q->c.folds));
    if (many)
        print_trials(q, s);
    if (q->c.seeds == 1) {
        if (!many)
            printf("Test: ");
        verdict_print(&s->v, all->class_name);
    }
}

static int report(practicum *q, const dataset *all, fault *why)
{
    series s = {0};
    for_method(q, &q->set);
    int status = series_run(&q->c, all, &s, why);
    if (status == GSL_SUCCESS && q->save)
        status = model_save(q->save, &s.l, all, why);
    if (status == GSL_SUCCESS && q->b.tables)
        status = write_tables(q, all, &s, why);
    if (status == GSL_SUCCESS && !q->b.quiet)
        print_report(q, all, &s);
    series_free(&s);
    return status;
}

/**
## All methods on the same data

Every method gets the same splits and the same first weights, its own defaults, and the same number
of epochs. They are ranked by the error on the *validation* part, the mean over all nets. Were they
ranked by the test, the winner's test result would be the best of twenty draws, and better than
what the next data will show. The columns of the test are there to be read, not to be chosen by.

Methods that keep a matrix of all pairs of weights take long for large nets, and are left out there.
*/

typedef struct {
    const method *m;
    size_t batch;
    double validation, accuracy, mcc, log_loss, epochs; /* NaN where it failed */
} entrant;

static int worse(const void *a, const void *b)
{
    const double x = ((const entrant *)a)->validation, y = ((const entrant *)b)->validation;
    if (isnan(x) || isnan(y))
        return isnan(x) - isnan(y);
    return (x > y) - (x < y);
}

static size_t weights_of(const practicum *q, const dataset *all)
{
    size_t below = all->x->size2, n = 0;
    for (size_t l = 0; l < q->set.o.n_hidden; l++) {
        n += (below + 1) * q->set.o.hidden[l];
        below = q->set.o.hidden[l];
    }
    return n + (below + 1) * all->n_classes;
}

/* A failure of one method, such as an error that is no finite number, does not end the comparison. */
static entrant enter(const practicum *q, const method *m, const dataset *all)
{
    settings set = {.o = q->set.o, .m = m};
    course c = q->c;
    series s = {0};
    fault why = {""};
    for_method(q, &set);
    c.p.set = &set;
    entrant e = {m, set.o.batch, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
    if (series_run(&c, all, &s, &why) == GSL_SUCCESS && s.n > 0)
        e = (entrant){m,
                      set.o.batch,
                      mean_of(&s, VALIDATION),
                      quantile(&s, ACCURACY, 0.5),
                      quantile(&s, MCC, 0.5),
                      quantile(&s, LOG_LOSS, 0.5),
                      quantile(&s, EPOCHS, 0.5)};
    else if (!q->b.quiet)
        fprintf(stderr, "%s: %s: %s\n", program_invocation_short_name, m->name, why.text);
    series_free(&s);
    return e;
}

static void print_entrant(size_t rank, const entrant *e)
{
    if (isnan(e->validation)) {
        printf("   -  %-19s failed\n", e->m->name);
        return;
    }
    char batch[24] = "full";
    if (e->batch > 0)
        snprintf(batch, sizeof batch, "%zu", e->batch);
    printf("%4zu  %-19s %5s %11.4f %9.4f %9.4f %9.4f %8.4g\n", rank, e->m->name, batch,
           e->validation, e->accuracy, e->mcc, e->log_loss, e->epochs);
}

static void print_ranking(const practicum *q, const dataset *all, const entrant e[], size_t n)
{
    print_head(q, all);
    printf("#rank method              batch  validation  accuracy  Matthews  log-loss   epochs\n");
    for (size_t i = 0; i < n; i++)
        print_entrant(i + 1, &e[i]);
    printf(
        "Ranked by the mean error of validation over %zu nets; the test's columns are medians.\n",
        q->c.seeds * GSL_MAX(q->c.folds, 1));
    if (weights_of(q, all) > MATRIX_WEIGHTS)
        printf("Left out, for a matrix of %zu x %zu takes long: newton bfgs lma\n",
               weights_of(q, all), weights_of(q, all));
}

static int write_ranking(const practicum *q, const entrant e[], size_t n, fault *why)
{
    static const char *const column[] = {"method", "batch",    "validation", "accuracy",
                                         "mcc",    "log_loss", "epochs",     NULL};
    sheet s;
    if (sheet_open(&s, q->b.tables, "compare", column, q->format, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    for (size_t i = 0; i < n; i++) {
        sheet_text(&s, e[i].m->name);
        sheet_number(&s, (double)e[i].batch);
        sheet_number(&s, e[i].validation);
        sheet_number(&s, e[i].accuracy);
        sheet_number(&s, e[i].mcc);
        sheet_number(&s, e[i].log_loss);
        sheet_number(&s, e[i].epochs);
    }
    return sheet_close(&s, why);
}

static int compare(const practicum *q, const dataset *all, fault *why)
{
    entrant e[MOST_METHODS] = {0};
    size_t n = 0;
    for (size_t i = 0; i < MOST_METHODS && methods[i] && !interrupt_came(); i++) {
        if (methods[i]->matrices > 0 && weights_of(q, all) > MATRIX_WEIGHTS)
            continue;
        if (isatty(STDERR_FILENO) && !q->b.quiet)
            fprintf(stderr, "\r%s\033[K\r", methods[i]->name);
        e[n++] = enter(q, methods[i], all);
    }
    qsort(e, n, sizeof *e, worse);
    if (q->b.tables && write_ranking(q, e, n, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (!q->b.quiet)
        print_ranking(q, all, e, n);
    return GSL_SUCCESS;
}

/**
## Answers for rows whose class nobody knows

The model's file has the names of the columns, so the new file may have them in another order; one
that is missing, or that the model has never seen, is refused by its name. A column of the target's
name may be there, and is not looked at.
*/

static void put_field(FILE *file, const char *before, const char *text)
{
    const int quoted = text[strcspn(text, ",\"\r\n")] != '\0';
    fprintf(file, quoted ? "\"%s" : "%s", before);
    for (; *text; text++)
        fprintf(file, *text == '"' ? "\"%c" : "%c", *text);
    if (quoted)
        fputc('"', file);
}

static void write_answers(FILE *file, const dataset *about, const gsl_matrix *y)
{
    put_field(file, "", about->target_name);
    for (size_t c = 0; c < about->n_classes; c++) {
        fputc(',', file);
        put_field(file, "p_", about->class_name[c]);
    }
    for (size_t p = 0; p < y->size1; p++) {
        gsl_vector_const_view row = gsl_matrix_const_row(y, p);
        fputc('\n', file);
        put_field(file, "", about->class_name[gsl_vector_max_index(&row.vector)]);
        for (size_t c = 0; c < y->size2; c++)
            fprintf(file, ",%.17g", gsl_matrix_get(y, p, c));
    }
    fputc('\n', file);
}

static int answer(const practicum *q, const learned *l, const dataset *about, const gsl_matrix *x,
                  fault *why)
{
    gsl_matrix *y = gsl_matrix_alloc(x->size1, about->n_classes);
    int status = y ? learned_answer(l, x, y, why)
                   : fault_set(why, GSL_ENOMEM, "no memory for %zu answers", x->size1);
    output *out = status == GSL_SUCCESS && q->output ? output_open(q->output, why) : NULL;
    if (status == GSL_SUCCESS && q->output && !out)
        status = GSL_EFAILED;
    if (status == GSL_SUCCESS)
        write_answers(out ? out->file : stdout, about, y);
    if (out)
        status = output_close(out, why);
    gsl_matrix_free(y);
    return status;
}

static int predict(const practicum *q, fault *why)
{
    learned l;
    dataset *about, *data = NULL;
    gsl_matrix *x = NULL;
    if (model_load(q->predict, &l, &about, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    csv_dialect dialect = q->dialect;
    dialect.no_target = 1;
    const csv_options how = {about->target_name, about->feature_name ? HEADER_YES : HEADER_NO};
    data = dataset_read_csv_as(q->set.o.data, &how, &dialect, why);
    if (data && !(x = model_columns(about, data, why)))
        fault_prefix(why, q->set.o.data);
    const int status = x ? answer(q, &l, about, x, why) : GSL_EFAILED;
    gsl_matrix_free(x);
    dataset_free(data);
    dataset_free(about);
    learned_free(&l);
    return status;
}

/* ------------------------------------------------------------------------- options */

enum {
    TARGET = 0x100,
    FIRST_LINE,
    IGNORE,
    SEPARATOR,
    DECIMAL_COMMA,
    MISSING,
    TEST,
    VALIDATION_PART,
    SCALE,
    HIDDEN,
    ACTIVATION,
    BATCH,
    PATIENCE,
    MAX_EPOCHS,
    FOLDS,
    SEEDS,
    COMPARE,
    SAVE,
    PREDICT,
    OUTPUT,
    FORMAT
};

static const struct argp_option rows[] = {
    {0, 0, 0, 0, "Data:", 1},
    {"target", TARGET, "COLUMN", 0,
     "that names the class: a name or a number from 1 (default: the last)", 0},
    {"header", FIRST_LINE, "yes|no|auto", 0, "whether the first line names the columns", 0},
    {"ignore", IGNORE, "COLUMN", 0, "not to be read, such as an id; may be given several times", 0},
    {"separator", SEPARATOR, "comma|semicolon|tab", 0, "between fields (default: comma)", 0},
    {"decimal-comma", DECIMAL_COMMA, 0, 0, "numbers are written 3,14", 0},
    {"missing", MISSING, "refuse|drop|mean", 0,
     "of an empty field, NA, nan or ?: refuse the file (default), leave out the row, or take the "
     "column's mean in the training part",
     0},
    {"test", TEST, "PART", 0, "share of the examples for the test (default: 0.3)", 0},
    {"validation", VALIDATION_PART, "PART", 0,
     "share of the rest that says when to stop (default: 0.2)", 0},
    {"scale", SCALE, "none|minmax|standard", 0, "of the features (default: standard)", 0},
    {0, 0, 0, 0, "Net and training:", 2},
    {"hidden", HIDDEN, "N,N,...", 0, "neurons of the hidden layers (default: 30), or none", 0},
    {"activation", ACTIVATION, "NAME", 0, "of these: tanh (default), logistic, relu, linear", 0},
    {"batch", BATCH, "full|N", 0,
     "examples a gradient sees (default: 32, or full where the method needs it)", 0},
    {"patience", PATIENCE, "N", 0,
     "epochs without a better validation error (default: 30); 0: no validation part", 0},
    {"epochs", MAX_EPOCHS, "N", 0, "at most (default: 500)", 0},
    {0, 0, 0, 0, "Again:", 3},
    {"folds", FOLDS, "K", 0, "cross-validation: each of K parts is the test once", 0},
    {"seeds", SEEDS, "N", 0, "with N seeds in turn: median, best, worst (default: 1; --compare 5)",
     0},
    {"compare", COMPARE, 0, 0, "rank all methods", 0},
    {0, 0, 0, 0, "Afterwards:", 4},
    {"save", SAVE, "MODEL", 0, "write net, scale and names to the file MODEL", 0},
    {"predict", PREDICT, "MODEL", 0,
     "answer for the rows of FILE.csv, whose class nobody needs to know", 0},
    {"output", OUTPUT, "FILE", 0, "of --predict (default: the screen)", 0},
    {"format", FORMAT, "text|tsv|json", 0, "of the --tables (default: text, for gnuplot)", 0},
    {0},
};

static int parse_data(practicum *q, int key, char *text)
{
    static const char separators[] = {',', ';', '\t'};
    switch (key) {
    case TARGET:
        q->set.o.target = text;
        return 0;
    case FIRST_LINE:
        options_parse_header(&q->set.o, text);
        return 0;
    case IGNORE:
        if (q->n_ignore == IGNORED)
            arguments_error("--ignore: more than %d columns", IGNORED);
        q->ignore[q->n_ignore++] = text;
        return 0;
    case SEPARATOR:
        q->dialect.separator =
            separators[argument_choice("separator", text, "comma|semicolon|tab")];
        return 0;
    case MISSING:
        q->dialect.missing = (missing_kind)argument_choice("missing", text, "refuse|drop|mean");
        return 0;
    case DECIMAL_COMMA:
        q->dialect.decimal_comma = 1;
        return 0;
    case TEST:
        q->c.test_part = argument_above("test", text, 0, 1);
        return 0;
    case VALIDATION_PART:
        q->c.p.validation = argument_above("validation", text, 0, 1);
        return 0;
    case SCALE:
        q->set.o.scale = (int)argument_choice("scale", text, "none|minmax|standard");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int parse_training(practicum *q, int key, char *text)
{
    switch (key) {
    case HIDDEN:
        options_parse_hidden(&q->set.o, text);
        return 0;
    case ACTIVATION:
        options_parse_activation(&q->set.o, text);
        return 0;
    case BATCH:
        q->set.o.batch = strcmp(text, "full") == 0 ? 0 : argument_whole("batch", text, 1, SIZE_MAX);
        q->batch_given = 1;
        return 0;
    case PATIENCE:
        q->c.p.patience = argument_whole("patience", text, 0, SIZE_MAX / 2);
        return 0;
    case MAX_EPOCHS:
        q->c.p.epochs = argument_whole("epochs", text, 1, SIZE_MAX / 2);
        return 0;
    case FOLDS:
        q->c.folds = argument_whole("folds", text, 2, 1000);
        return 0;
    case SEEDS:
        q->c.seeds = argument_whole("seeds", text, 1, 10000);
        q->seeds_given = 1;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int parse_output(practicum *q, int key, char *text)
{
    switch (key) {
    case COMPARE:
        q->compare = 1;
        return 0;
    case SAVE:
        q->save = text;
        return 0;
    case PREDICT:
        q->predict = text;
        return 0;
    case OUTPUT:
        q->output = text;
        return 0;
    case FORMAT:
        q->format = (sheet_format)argument_choice("format", text, "text|tsv|json");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    practicum *q = state->input;
    if (key == ARGP_KEY_INIT) {
        state->child_inputs[0] = &q->b;
        return 0;
    }
    if (key == ARGP_KEY_ARG && !q->set.o.data) {
        q->set.o.data = text;
        return 0;
    }
    if (parse_data(q, key, text) == 0 || parse_training(q, key, text) == 0 ||
        parse_output(q, key, text) == 0)
        return 0;
    return method_options_parse(&q->set, key, text);
}

static int any_given(const settings *set)
{
    int any = 0;
    for (size_t i = 0; i < MAX_PARAMETERS; i++)
        any = any || set->given[i];
    return any;
}

static void refuse_contradictions(const practicum *q, const char *given)
{
    const settings *set = &q->set;
    if (q->batch_given && set->o.batch != 0 && set->m->same_function && !q->compare)
        arguments_error(
            "--batch: %s compares errors at different weights, so every evaluation must see "
            "the same examples; use --batch full",
            set->m->name);
    if (q->batch_given && set->o.batch != 0 && q->compare)
        arguments_error(
            "--batch: not every method of --compare can do with batches; each takes its own");
    if (q->compare && (given || any_given(set)))
        arguments_error("--compare: takes all methods, with their defaults; leave out --method and "
                        "its options");
    if (q->compare && q->c.p.patience == 0)
        arguments_error("--compare: ranks by the validation part, and --patience 0 has none");
    if (q->save && (q->c.seeds > 1 || q->c.folds > 0 || q->compare))
        arguments_error("--save: keeps one net; leave out --seeds, --folds and --compare");
    if (q->predict &&
        (q->save || q->compare || q->b.tables || q->c.seeds > 1 || q->c.folds > 0 || set->o.target))
        arguments_error(
            "--predict: trains nothing and knows its target; leave out --target, --save, "
            "--compare, --tables, --seeds, --folds");
    if (q->predict && q->dialect.missing == MISSING_DROP)
        arguments_error("--missing: --predict answers for every row; use mean, or fill them in");
    if (q->output && !q->predict)
        arguments_error("--output: is where --predict writes; give it a model");
    if (q->predict && !set->o.data)
        arguments_error("--predict: needs a file to answer for: FILE.csv");
}

/* The --method of the command line, or NULL. */
static const char *method_given(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strncmp(argv[i], "--method", 8) == 0)
            return argv[i];
    return NULL;
}

static void parse_options(practicum *q, int argc, char **argv)
{
    method_options table;
    struct argp_option all[sizeof rows / sizeof *rows + sizeof table.option / sizeof *table.option];
    size_t n = 0;
    char known[400], about[800];
    method_options_fill(&table, q->set.m);
    method_options_list(known, sizeof known);
    for (const struct argp_option *o = rows; o->name || o->doc; o++)
        all[n++] = *o;
    for (const struct argp_option *o = table.option; o->name || o->doc; o++)
        all[n++] = *o;
    all[n] = (struct argp_option){0};
    snprintf(about, sizeof about,
             "Train on your own data, and say how good it is (lecture 14, slide 59).\vWithout "
             "FILE.csv: data/uci/iris.csv. Methods:%s.",
             known);
    const struct argp_child children[] = {{&basics_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {all, parse, "[FILE.csv]", about, children, NULL, NULL};
    arguments_parse(&argp, argc, argv, q);
}

/* The flowers, where a program that is called bare finds them. */
static int find_data(practicum *q, fault *why)
{
    static const char iris[] = "data/uci/iris.csv";
    if (!q->set.o.data && access(iris, R_OK) != 0)
        return fault_set(why, GSL_EFAILED,
                         "give a file: practicum FILE.csv --target COLUMN (%s, which is taken "
                         "otherwise, is not here)",
                         iris);
    if (!q->set.o.data)
        q->set.o.data = iris;
    return GSL_SUCCESS;
}

static int run_practicum(practicum *q, fault *why)
{
    const int bare = !q->set.o.data;
    if (find_data(q, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (q->predict)
        return predict(q, why);
    if (q->save && output_check(q->save, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    dataset *all = read_data(q, why);
    if (!all)
        return GSL_EFAILED;
    interrupt_catch();
    const int status = q->compare ? compare(q, all, why) : report(q, all, why);
    dataset_free(all);
    if (status == GSL_SUCCESS && bare && !q->b.quiet)
        printf("\nNext: ./06_practicum/practicum data/uci/wine.csv --compare\n");
    return status;
}

int main(int argc, char **argv)
{
    fault why = {""};
    practicum q = {.c = {.p = {.epochs = 500, .patience = 30, .validation = 0.2},
                         .seeds = 1,
                         .test_part = 0.3}};
    basics_defaults(&q.b);
    options_defaults(&q.set.o);
    q.set.o.scale = SCALE_STANDARD;
    q.set.o.n_hidden = 1;
    q.set.o.hidden[0] = 30;
    q.set.m = method_options_find(argc, argv, "momentum");
    parse_options(&q, argc, argv);
    q.dialect.ignore = q.ignore;
    q.c.seed = q.b.seed;
    q.c.p.set = &q.set;
    if (q.compare && !q.seeds_given)
        q.c.seeds = 5;
    refuse_contradictions(&q, method_given(argc, argv));
    if (q.batch_given && q.set.o.batch != 0 && q.set.m->batch_note && !q.b.quiet)
        fprintf(stderr, "%s: %s\n", program_invocation_short_name, q.set.m->batch_note);
    return program_end(run_practicum(&q, &why), &why);
}

/**
## What to look at

In the figure the error on the digits that the net learns from goes on falling for as long as
anybody watches, and the error on those it does not learn from is as small as it will be after ten
epochs. The confusion matrix says more than the accuracy: of the 17 mistakes six are about an 8, and
three of these take it for a 2. The ROC curve of the 8 is the one that stands apart.

Early stopping has its price, the part that is not learned from. Over ten seeds (`--seeds 10`) the
median accuracy on the digits is 0.9685. With `--patience 0`, which learns from the validation part
too, it is 0.9703 after 500 epochs, and 0.9722 after ten; but that ten is the right number had to be
found out from somewhere.

And a net may not be needed at all. On breast cancer twenty seeds give a median of 0.9708 with 30
hidden neurons (`data/uci/breast_cancer.csv --seeds 20`), and 0.9708 without any
(`--hidden none`).

## Try

- `data/uci/wine.csv --seeds 20 --scale none`: proline is measured in hundreds, hue in ones. What
  becomes of the 0.96 that the scaled columns give, and why?
- `--folds 5`, `--folds 10`, `--folds 50`, each with `--seeds 10`: which of mean and deviation
  should change with the number of folds, and why does the deviation grow?
- `data/uci/wine.csv --compare --seeds 1`: 25 wines choose the winner. Look at its log-loss on the
  test, then at those further down. Does `--seeds 5` choose the same?
*/
