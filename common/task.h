/* task.h - from the options to data, net and objective, ready to train. */

#ifndef TASK_H
#define TASK_H

#include "objective.h"
#include "options.h"

typedef struct {
    const char *name; /* "points", or the file */
    int digits;       /* takes the defaults for digits */
    dataset *train, *test;
    mlp *net;
    double stop_error;
} task;

/* Makes or reads the data, splits and scales it, and builds the net. The same seed
   gives the same data whatever the method. Returns a GSL error code. */
int task_open(const options *o, gsl_rng *rng, task *t, fault *why);
void task_close(task *t);

/* The shipped digits, or those of the folder with MNIST's files: part "train" or "t10k". NULL with
   the reason. */
dataset *task_digits(const char *folder, const char *part, fault *why);

#endif
