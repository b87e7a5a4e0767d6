/* The project's own: common/dataset.c. It deals the examples themselves; a column that holds their
   row numbers says which they were. */

#include "exercise/exercise.h"

static dataset *numbered(const dataset *all)
{
    dataset *copy = dataset_alloc(all->x->size1, 1, all->n_classes);
    for (size_t p = 0; copy && p < all->x->size1; p++) {
        gsl_matrix_set(copy->x, p, 0, (double)p);
        dataset_set_label(copy, p, all->label[p]);
    }
    return copy;
}

static size_t rows(const dataset *part, size_t row[])
{
    for (size_t p = 0; p < part->x->size1; p++)
        row[p] = (size_t)gsl_matrix_get(part->x, p, 0);
    return part->x->size1;
}

void exercise_split(const dataset *all, double test_part, gsl_rng *rng, exercise_parts *parts)
{
    fault why;
    dataset *copy = numbered(all), *train = NULL, *test = NULL;
    parts->n_train = parts->n_test = 0;
    if (copy && dataset_split(copy, test_part, rng, &train, &test, &why) == GSL_SUCCESS) {
        parts->n_train = rows(train, parts->train);
        parts->n_test = rows(test, parts->test);
    }
    dataset_free(copy);
    dataset_free(train);
    dataset_free(test);
}

void exercise_scale(gsl_matrix *train, gsl_matrix *test)
{
    scaler *s = scaler_fit(SCALE_STANDARD, train);
    if (!s)
        return;
    scaler_apply(s, train);
    scaler_apply(s, test);
    scaler_free(s);
}
