/* exercise.h - what the reader writes, and what the grader calls.

   Each function below stands in the file of its exercise with its formula missing. `make exercise`
   builds the files, grades them and says of every test that fails what the number should have been
   and where it is explained. Solutions are named at the end of each file. */

#ifndef EXERCISE_H
#define EXERCISE_H

#include "dataset.h"
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_vector.h>
#include <stddef.h>

/* ------------------------------------------------------------------------- split.c */

/* Row numbers of a data set: those to learn from and those to test. There is room for all of them
   in either list. */
typedef struct {
    size_t *train, n_train;
    size_t *test, n_test;
} exercise_parts;

/* Deals all examples into the two parts: at random, none in both, and so that each class has the
   same share in both (of n examples of a class, n test_part go to the test, to the nearest whole
   number, but at least one stays on either side). */
void exercise_split(const dataset *all, double test_part, gsl_rng *rng, exercise_parts *parts);

/* Takes both to the scale on which every column of `train` has mean 0 and variance 1 (of P, not
   P - 1). A column that is constant in `train` becomes 0 in both. */
void exercise_scale(gsl_matrix *train, gsl_matrix *test);

/* ----------------------------------------------------------------------- batches.c */

/* One epoch of mini batches: writes the rows 0 .. examples - 1 into `row`, shuffled, and where each
   batch begins into `first`, which has room for examples + 1 numbers: batch k is row[first[k]] to
   row[first[k + 1] - 1]. Returns the number of batches, n; first[n] is `examples`. All have `batch`
   rows, but the last has what is left. */
size_t exercise_batches(size_t examples, size_t batch, gsl_rng *rng, size_t row[], size_t first[]);

/* ---------------------------------------------------------------------- backward.c */

enum { EXERCISE_LAYERS = 3 };

/* A net of `layers` processing layers, tanh inside and softmax at the end, after the forward pass.
   All indices are those of the slide: y[0] is X, y[l] = a(y[l-1] w[l] + 1 b[l]') is the output of
   layer l, an example a row; d are the answers wanted. Index 0 of w, b, delta, dw, db is not used. */
typedef struct {
    size_t layers;
    const gsl_matrix *y[EXERCISE_LAYERS + 1], *w[EXERCISE_LAYERS + 1], *d;
    const gsl_vector *b[EXERCISE_LAYERS + 1];
    gsl_matrix *delta[EXERCISE_LAYERS + 1]; /* room for dE/dS_l, as large as y[l] */
    gsl_matrix *dw[EXERCISE_LAYERS + 1];    /* to be filled: dE/dw[l] ... */
    gsl_vector *db[EXERCISE_LAYERS + 1];    /* ... and dE/db[l] */
} exercise_net;

/* The gradient of the cross-entropy E = -1/P sum_p sum_j d_pj ln y_pj. */
void exercise_backward(const exercise_net *net);

/* --------------------------------------------------------------------- optimizer.c */

/* The heavy ball of slide 33 with mu = 0.9; eta is GSL's step size. */
const gsl_multimin_fdfminimizer_type *exercise_optimizer(void);

/* ----------------------------------------------------------------------- metrics.c */

/* count(i, j) := how many examples of class i were answered j. What `count` held before is of no
   importance. */
void exercise_confusion(const size_t wanted[], const size_t answer[], size_t examples,
                        gsl_matrix *count);

/* From those counts, of at least one example; 0/0 is 0 by agreement. */
double exercise_accuracy(const gsl_matrix *count);
double exercise_precision(const gsl_matrix *count, size_t c);
double exercise_recall(const gsl_matrix *count, size_t c);
double exercise_f1(const gsl_matrix *count, size_t c);

#endif
