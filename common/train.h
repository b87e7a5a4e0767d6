/* train.h - the loop of slide 29: compute the error, stop if it is small enough,
   else let the method change the weights, and again. */

#ifndef TRAIN_H
#define TRAIN_H

#include "history.h"
#include "objective.h"
#include <gsl/gsl_multimin.h>

typedef enum {
    TRAIN_REACHED,     /* E < stop_error */
    TRAIN_ITERATIONS,  /* max_iterations are over */
    TRAIN_STUCK,       /* the method itself found no way down any more */
    TRAIN_INTERRUPTED, /* Ctrl-C */
    TRAIN_DIVERGED     /* E is not finite; the weights are no use */
} train_end;

typedef struct {
    double stop_error;
    size_t max_iterations;
    const dataset *test; /* whose error is recorded too, or NULL */
    mlp_pass *pass;      /* for evaluations beside the training, of any number of rows */
    void (*watch)(const history *h, void *context); /* after every iteration, or NULL */
    void *context;
} training;

/* Runs the minimizer, which was set on `o`, until one of the ends above; fills the
   history, and `seconds` with the time spent in the method and its gradients alone.
   With batches, the error of one batch says little: the whole training set is
   evaluated after each epoch, and only then may E < stop_error end the run.
   Returns a GSL error code. */
int train(gsl_multimin_fdfminimizer *s, objective *o, const training *t, history *h, train_end *end,
          double *seconds);

/* Seconds of a clock that never jumps, from an arbitrary start. */
double train_clock(void);

#endif
