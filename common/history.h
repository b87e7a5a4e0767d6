/* history.h - how the error went, iteration by iteration. */

#ifndef HISTORY_H
#define HISTORY_H

#include "fault.h"
#include <stddef.h>

typedef struct {
    size_t iteration;   /* 1 at the initial weights */
    double epoch;       /* examples that gradients have seen, over the training set's size */
    double error;       /* E of the batch that this iteration saw */
    double train_error; /* E of the whole training set; NaN where it was not computed */
    double test_error;  /* E of the test set; likewise */
    size_t n_df, n_f;   /* evaluations so far: of the gradient, of E alone */
} history_row;

typedef struct {
    history_row *row;
    size_t n, capacity;
} history;

/* Appends a row. GSL_ENOMEM without memory. */
int history_add(history *h, history_row row);
void history_free(history *h);

/* The row at which part 1 ends and part 2 begins: the lecture draws every history
   in two halves, 1 to (n+1)/2 and on to n. */
size_t history_half(const history *h);

/* The latest error of the whole training set up to row `at`. */
double history_train_error(const history *h, size_t at);

/* Writes the history as a table for gnuplot: blanks between columns, names in a
   header line that begins with '#', '?' where a number is missing. */
int history_write(const history *h, const char *path, fault *why);

#endif
