/* Known mistakes in a split, chosen by $WRONG: what the grader must find. */

#include "exercise/exercise.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int wrong(const char *what)
{
    const char *name = getenv("WRONG");
    return name && strcmp(name, what) == 0;
}

/* The rows of class c, shuffled; returns how many. */
static size_t rows_of(const dataset *all, size_t c, gsl_rng *rng, size_t row[])
{
    size_t n = 0;
    for (size_t p = 0; p < all->x->size1; p++)
        if (all->label[p] == c)
            row[n++] = p;
    if (!wrong("not shuffled"))
        gsl_ran_shuffle(rng, row, n, sizeof *row);
    return n;
}

static size_t share(size_t n, double part)
{
    const size_t nearest = (size_t)floor((double)n * part + (wrong("rounded down") ? 0 : 0.5));
    return wrong("rounded down") ? nearest : GSL_MIN(GSL_MAX(nearest, 1), n - 1);
}

static void deal(const size_t row[], size_t n, size_t n_test, exercise_parts *parts)
{
    for (size_t k = 0; k < n; k++)
        if (k < n_test)
            parts->test[parts->n_test++] = row[k];
        else if (!wrong("examples lost") || k + 1 < n)
            parts->train[parts->n_train++] = row[k];
    if (wrong("leak")) /* the training keeps all */
        for (size_t k = 0; k < n_test; k++)
            parts->train[parts->n_train++] = row[k];
    if (wrong("drawn twice") && n_test > 1)
        parts->test[parts->n_test - 1] = parts->test[parts->n_test - 2];
}

static void all_classes_alike(const dataset *all, double part, gsl_rng *rng, exercise_parts *parts)
{
    size_t row[1000];
    const size_t n = GSL_MIN(all->x->size1, 1000);
    for (size_t p = 0; p < n; p++)
        row[p] = p;
    gsl_ran_shuffle(rng, row, n, sizeof *row);
    deal(row, n, share(n, part), parts);
}

void exercise_split(const dataset *all, double test_part, gsl_rng *rng, exercise_parts *parts)
{
    size_t row[1000];
    parts->n_train = parts->n_test = 0;
    if (wrong("not stratified")) {
        all_classes_alike(all, test_part, rng, parts);
        return;
    }
    for (size_t c = 0; c < all->n_classes && all->x->size1 <= 1000; c++) {
        const size_t n = rows_of(all, c, rng, row);
        deal(row, n, share(n, test_part), parts);
    }
}

/* Sum of column i and of its squares about m. */
static void sums(const gsl_matrix *x, size_t i, double m, double *sum, double *squares)
{
    for (size_t p = 0; p < x->size1; p++) {
        *sum += gsl_matrix_get(x, p, i);
        *squares += gsl_pow_2(gsl_matrix_get(x, p, i) - m);
    }
}

static void apply(gsl_matrix *x, size_t i, double m, double deviation)
{
    for (size_t p = 0; p < x->size1; p++) {
        const double z = (gsl_matrix_get(x, p, i) - m) / deviation;
        gsl_matrix_set(x, p, i, deviation > 0 || wrong("0/0") ? z : 0);
    }
}

void exercise_scale(gsl_matrix *train, gsl_matrix *test)
{
    const int leak = wrong("scale leaks");
    const double n = (double)(train->size1 + (leak ? test->size1 : 0));
    for (size_t i = 0; i < train->size2; i++) {
        double sum = 0, squares = 0, none = 0;
        sums(train, i, 0, &sum, &none);
        if (leak)
            sums(test, i, 0, &sum, &none);
        const double m = sum / n;
        sums(train, i, m, &none, &squares);
        if (leak)
            sums(test, i, m, &none, &squares);
        const double deviation = sqrt(squares / (wrong("P - 1") ? n - 1 : n));
        apply(train, i, m, deviation);
        apply(test, i, m, deviation);
    }
}
