#include "dataset.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------- examples */

static int name_classes(dataset *data)
{
    char number[24];
    for (size_t c = 0; c < data->n_classes; c++) {
        snprintf(number, sizeof number, "%zu", c);
        if (dataset_name_class(data, c, number) != GSL_SUCCESS)
            return GSL_ENOMEM;
    }
    return GSL_SUCCESS;
}

dataset *dataset_alloc(size_t examples, size_t inputs, size_t classes)
{
    size_t numbers;
    if (examples == 0 || inputs == 0 || classes == 0 ||
        __builtin_mul_overflow(examples, GSL_MAX(inputs, classes), &numbers) ||
        numbers > PTRDIFF_MAX / sizeof(double))
        return NULL;
    dataset *data = calloc(1, sizeof *data);
    if (!data)
        return NULL;
    data->n_classes = classes;
    data->x = gsl_matrix_calloc(examples, inputs);
    data->d = gsl_matrix_calloc(examples, classes);
    data->label = calloc(examples, sizeof *data->label);
    data->class_name = calloc(classes, sizeof *data->class_name);
    if (!data->x || !data->d || !data->label || !data->class_name ||
        name_classes(data) != GSL_SUCCESS) {
        dataset_free(data);
        return NULL;
    }
    for (size_t p = 0; p < examples; p++)
        gsl_matrix_set(data->d, p, 0, 1);
    return data;
}

static void free_names(char **name, size_t n)
{
    for (size_t i = 0; name && i < n; i++)
        free(name[i]);
    free(name);
}

void dataset_free(dataset *data)
{
    if (!data)
        return;
    free_names(data->class_name, data->n_classes);
    free_names(data->feature_name, data->x ? data->x->size2 : 0);
    gsl_matrix_free(data->x);
    gsl_matrix_free(data->d);
    free(data->target_name);
    free(data->label);
    free(data);
}

void dataset_set_label(dataset *data, size_t p, size_t c)
{
    gsl_matrix_set(data->d, p, data->label[p], 0);
    gsl_matrix_set(data->d, p, c, 1);
    data->label[p] = c;
}

int dataset_name_class(dataset *data, size_t c, const char *name)
{
    char *copy = strdup(name);
    if (!copy)
        return GSL_ENOMEM;
    free(data->class_name[c]);
    data->class_name[c] = copy;
    return GSL_SUCCESS;
}

/* ---------------------------------------------------------------------- split */

static char **copy_names(char *const *name, size_t n)
{
    char **copy = calloc(n, sizeof *copy);
    for (size_t i = 0; copy && i < n; i++)
        if (!(copy[i] = strdup(name[i]))) {
            free_names(copy, n);
            return NULL;
        }
    return copy;
}

dataset *dataset_pick(const dataset *all, const size_t row[], size_t n)
{
    dataset *part = dataset_alloc(n, all->x->size2, all->n_classes);
    if (!part)
        return NULL;
    for (size_t c = 0; c < all->n_classes; c++)
        if (dataset_name_class(part, c, all->class_name[c]) != GSL_SUCCESS) {
            dataset_free(part);
            return NULL;
        }
    if (all->feature_name && !(part->feature_name = copy_names(all->feature_name, all->x->size2))) {
        dataset_free(part);
        return NULL;
    }
    for (size_t p = 0; p < n; p++) {
        gsl_vector_const_view from = gsl_matrix_const_row(all->x, row[p]);
        gsl_matrix_set_row(part->x, p, &from.vector);
        dataset_set_label(part, p, all->label[row[p]]);
    }
    part->image_rows = all->image_rows;
    part->image_columns = all->image_columns;
    return part;
}

/* The number of examples of each class; the caller frees it. */
static size_t *count_classes(const dataset *data)
{
    size_t *count = calloc(data->n_classes, sizeof *count);
    for (size_t p = 0; count && p < data->x->size1; p++)
        count[data->label[p]]++;
    return count;
}

/* How many of a class go to the test. */
static size_t test_share(size_t n, double test_part)
{
    const double share = ceil((double)n * test_part - 0.5);
    return share < 1 ? 1 : GSL_MIN((size_t)share, n - 1);
}

/* Walks the shuffled rows; each goes to the test until its class has its share there.
   Puts the rows for the test at the front of `row` and returns how many they are. */
static size_t deal(const dataset *all, const size_t shuffled[], size_t left[], size_t row[])
{
    const size_t examples = all->x->size1;
    size_t n_test = 0, n_train = 0;
    for (size_t i = 0; i < examples; i++) {
        size_t *wanted = &left[all->label[shuffled[i]]];
        if (*wanted > 0) {
            --*wanted;
            row[n_test++] = shuffled[i];
        } else {
            row[examples - ++n_train] = shuffled[i];
        }
    }
    return n_test;
}

/* Turns the count of each class into its share of the test. */
static int shares(const dataset *all, double test_part, size_t count[], fault *why)
{
    for (size_t c = 0; c < all->n_classes; c++) {
        if (count[c] < 2)
            return fault_set(why, GSL_EINVAL,
                             "class '%s' has %zu example%s; a split needs at least 2, one to learn "
                             "from and one to test",
                             all->class_name[c], count[c], count[c] == 1 ? "" : "s");
        count[c] = test_share(count[c], test_part);
    }
    return GSL_SUCCESS;
}

int dataset_split(const dataset *all, double test_part, gsl_rng *rng, dataset **train,
                  dataset **test, fault *why)
{
    const size_t examples = all->x->size1;
    size_t *count = count_classes(all);
    size_t *shuffled = malloc(examples * sizeof *shuffled);
    size_t *row = malloc(examples * sizeof *row);
    int status = fault_set(why, GSL_ENOMEM, "no memory to split %zu examples", examples);
    *train = *test = NULL;
    if (count && shuffled && row)
        status = shares(all, test_part, count, why);
    if (status == GSL_SUCCESS) {
        for (size_t p = 0; p < examples; p++)
            shuffled[p] = p;
        gsl_ran_shuffle(rng, shuffled, examples, sizeof *shuffled);
        const size_t n_test = deal(all, shuffled, count, row);
        *test = dataset_pick(all, row, n_test);
        *train = dataset_pick(all, row + n_test, examples - n_test);
        if (!*test || !*train) {
            dataset_free(*test);
            dataset_free(*train);
            *train = *test = NULL;
            status = fault_set(why, GSL_ENOMEM, "no memory to split %zu examples", examples);
        }
    }
    free(count);
    free(shuffled);
    free(row);
    return status;
}

/* Every class needs an example in every fold. */
static int check_folds(const dataset *all, const size_t count[], size_t folds, fault *why)
{
    for (size_t c = 0; c < all->n_classes; c++)
        if (count[c] < folds)
            return fault_set(why, GSL_EINVAL, "class '%s' has %zu example%s, too few for %zu folds",
                             all->class_name[c], count[c], count[c] == 1 ? "" : "s", folds);
    return GSL_SUCCESS;
}

/* Class after class is dealt in turn, like cards; where one class ended the next goes on, so that the
   folds' sizes differ by at most one. */
static void deal_folds(const dataset *all, const size_t shuffled[], size_t folds, size_t fold[])
{
    size_t dealt = 0;
    for (size_t c = 0; c < all->n_classes; c++)
        for (size_t i = 0; i < all->x->size1; i++)
            if (all->label[shuffled[i]] == c)
                fold[shuffled[i]] = dealt++ % folds;
}

int dataset_folds(const dataset *all, size_t folds, gsl_rng *rng, size_t fold[], fault *why)
{
    const size_t examples = all->x->size1;
    size_t *count = count_classes(all), *shuffled = malloc(examples * sizeof *shuffled);
    int status = fault_set(why, GSL_ENOMEM, "no memory to deal %zu examples", examples);
    if (count && shuffled)
        status = check_folds(all, count, folds, why);
    if (status == GSL_SUCCESS) {
        for (size_t p = 0; p < examples; p++)
            shuffled[p] = p;
        gsl_ran_shuffle(rng, shuffled, examples, sizeof *shuffled);
        deal_folds(all, shuffled, folds, fold);
    }
    free(count);
    free(shuffled);
    return status;
}

/* ---------------------------------------------------------------------- scale */

static const char *const scale_names[SCALE_COUNT] = {
    [SCALE_NONE] = "none",
    [SCALE_MINMAX] = "minmax",
    [SCALE_STANDARD] = "standard",
};

const char *scale_name(scale_kind kind)
{
    return scale_names[kind];
}

scale_kind scale_from_name(const char *name)
{
    scale_kind kind = 0;
    while (kind < SCALE_COUNT && strcmp(scale_names[kind], name) != 0)
        kind++;
    return kind;
}

/* Shift and width of one column. */
static void fit_column(scale_kind kind, const gsl_vector *column, double *shift, double *width)
{
    *shift = 0;
    *width = 1;
    if (kind == SCALE_MINMAX) {
        double max;
        gsl_vector_minmax(column, shift, &max);
        *width = max - *shift;
    } else if (kind == SCALE_STANDARD) {
        *shift = gsl_stats_mean(column->data, column->stride, column->size);
        *width = sqrt(
            gsl_stats_variance_with_fixed_mean(column->data, column->stride, column->size, *shift));
    }
}

scaler *scaler_fit(scale_kind kind, const gsl_matrix *x)
{
    scaler *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->kind = kind;
    s->shift = gsl_vector_alloc(x->size2);
    s->factor = gsl_vector_alloc(x->size2);
    if (!s->shift || !s->factor) {
        scaler_free(s);
        return NULL;
    }
    for (size_t i = 0; i < x->size2; i++) {
        gsl_vector_const_view column = gsl_matrix_const_column(x, i);
        double shift, width;
        fit_column(kind, &column.vector, &shift, &width);
        /* Constant, or a range that no double can express or divide by. */
        const int flat = !isfinite(width) || !isfinite(1 / width);
        gsl_vector_set(s->shift, i, flat ? 0 : shift);
        gsl_vector_set(s->factor, i, flat ? 0 : 1 / width);
    }
    return s;
}

void scaler_apply(const scaler *s, gsl_matrix *x)
{
    if (s->kind == SCALE_NONE)
        return;
    for (size_t p = 0; p < x->size1; p++) {
        gsl_vector_view row = gsl_matrix_row(x, p);
        gsl_vector_sub(&row.vector, s->shift);
        gsl_vector_mul(&row.vector, s->factor);
    }
}

void scaler_free(scaler *s)
{
    if (!s)
        return;
    gsl_vector_free(s->shift);
    gsl_vector_free(s->factor);
    free(s);
}
