/* dataset.h - examples and the classes they belong to: what a net is trained on.

   One example a row: X is P x inputs, D is P x classes with a single 1 in each row
   (one-hot), and label[p] is the column of that 1. */

#ifndef DATASET_H
#define DATASET_H

#include "fault.h"
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_rng.h>

typedef struct {
    gsl_matrix *x;
    gsl_matrix *d;
    size_t *label;
    size_t n_classes;
    char **class_name;   /* n_classes texts */
    char **feature_name; /* one for each input, or NULL where they have none */
    char *target_name;   /* what the classes are classes of, or NULL where it has no name */
    size_t left_out;     /* rows of its file that lack a number and are not here */
    size_t image_rows;   /* of an input that is a picture, by rows; else 0 */
    size_t image_columns;
} dataset;

/* `examples` rows of zeros, all of class 0; classes are named "0", "1", ...
   NULL without memory, or when a size is 0 or overflows. */
dataset *dataset_alloc(size_t examples, size_t inputs, size_t classes);
void dataset_free(dataset *data);

/* Puts example p into class c: label and one-hot row. */
void dataset_set_label(dataset *data, size_t p, size_t c);

/* Renames class c. GSL_ENOMEM without memory. */
int dataset_name_class(dataset *data, size_t c, const char *name);

/* Deals the examples into a training and a test part, at random, so that each
   class has the same share in both (stratified): of n examples of a class,
   n * test_part go to the test, rounded half down, but at least one stays on either
   side. Returns GSL_EINVAL with the reason if a class has fewer than two examples. */
int dataset_split(const dataset *all, double test_part, gsl_rng *rng, dataset **train,
                  dataset **test, fault *why);

/* The n examples of `all` whose rows are in `row`, as a data set of its own. NULL without memory. */
dataset *dataset_pick(const dataset *all, const size_t row[], size_t n);

/* Deals the examples into `folds` parts for cross-validation, at random and stratified: fold[p] is the
   part of example p; of each class, and of all, the parts have the same number up to one. GSL_EINVAL with
   the reason if a class has fewer examples than there are folds. */
int dataset_folds(const dataset *all, size_t folds, gsl_rng *rng, size_t fold[], fault *why);

/* Inputs on a common scale: x := (x - shift) * factor, column by column. */
typedef enum { SCALE_NONE, SCALE_MINMAX, SCALE_STANDARD, SCALE_COUNT } scale_kind;

typedef struct {
    scale_kind kind;
    gsl_vector *shift, *factor; /* one for each input */
} scaler;

/* "none", "minmax", "standard"; and the inverse, SCALE_COUNT for no such name. */
const char *scale_name(scale_kind kind);
scale_kind scale_from_name(const char *name);

/* Learns the scale from X, which must be the training part alone: a test that has
   been looked at, even for its mean, is no longer a test. minmax takes the columns
   to [0, 1], standard to mean 0 and variance 1 (of P, not P - 1); a column that is
   constant, or whose width is too small or too large for a double to be divided by,
   becomes 0. NULL without memory. */
scaler *scaler_fit(scale_kind kind, const gsl_matrix *x);
void scaler_apply(const scaler *s, gsl_matrix *x);
void scaler_free(scaler *s);

#endif
