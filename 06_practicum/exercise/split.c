/**
# Your turn 1: train and test

Lecture 14, slide 59: «разделить на train/test».

A part of the examples is kept from the training, to be asked at the end how the net answers
what it has not met. Three things can go wrong, and each has been published.

- *An example stands in both parts.* Then the test rewards remembering it. Shuffle the rows once
  and deal them, each to one side; do not draw twice.
- *A rare class is missing from the test, or from the training.* So the dealing is done for each
  class on its own (stratified): of $n$ examples of a class

$$ n_{test} = \min\left(\max\left(\left[ n \cdot part \right], 1\right), n - 1\right) \qquad (1) $$

  go to the test, where $[\,]$ is the nearest whole number.
- *The scale has seen the test.* With mean $m$ and deviation $\sigma$ of a column,

$$ m = \frac{1}{P} \sum_p x_p, \qquad \sigma^2 = \frac{1}{P} \sum_p (x_p - m)^2, \qquad
   x \leftarrow \frac{x - m}{\sigma} \qquad (2) $$

  where the sums run over the *training* part alone, and both parts are scaled by them.

Now everything goes to the training and nothing is scaled. Put the rules in, and `make exercise`.
`gsl_ran_shuffle` of `gsl/gsl_randist.h` shuffles; `all->label[p]` is the class of row p,
`all->x->size1` the number of rows.
*/

#include "exercise.h"

void exercise_split(const dataset *all, double test_part, gsl_rng *rng, exercise_parts *parts)
{
    (void)test_part; /* these two lines go when you use them */
    (void)rng;

    /* Your turn: equation (1), at random. */
    parts->n_train = parts->n_test = 0;
    for (size_t p = 0; p < all->x->size1; p++)
        parts->train[parts->n_train++] = p;
}

void exercise_scale(gsl_matrix *train, gsl_matrix *test)
{
    (void)train;
    (void)test;

    /* Your turn: equation (2), column by column; a column with sigma = 0 becomes 0. */
}

/**
## Solution

`dataset_split`, `scaler_fit` and `scaler_apply` in [dataset.c](../../common/dataset.c).
*/
