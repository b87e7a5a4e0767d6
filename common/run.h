/* run.h - one net trained once by one method: data, net, objective, minimizer and the
   loop of slide 29, from what the command line said. */

#ifndef RUN_H
#define RUN_H

#include "method.h"
#include "task.h"
#include "train.h"

enum { MAX_PARAMETERS = 16 };

/* What the command line said. */
typedef struct {
    options o;
    const method *m;
    int given[MAX_PARAMETERS];    /* which of the method's parameters the user set, ... */
    double value[MAX_PARAMETERS]; /* ... and to what */
} settings;

typedef struct {
    task t;
    gsl_rng *rng;
    objective *o;
    gsl_multimin_function_fdf e; /* o, as GSL sees it */
    gsl_multimin_fdfminimizer *s;
    mlp_pass *pass; /* for evaluations beside the training */
    gsl_vector *w;  /* the weights at which it starts */
    history h;
    train_end end;
    double seconds;
    evaluation test;
    int resumed; /* w was read from a file */
} run;

/* Whether the reader asked for the slide's formula to the letter. Where such a run fails, the
   formula is at fault and no step size is. */
int run_as_printed(const settings *set);

/* Whether --history and --weights can be written, asked before the training. */
int run_check_places(const options *o, fault *why);

/* Everything up to the first step; the same seed makes the same data and the same
   initial weights for every method. run_free may be called whatever it returns. */
int run_prepare(const settings *set, size_t seed, run *r, fault *why);

/* The second half of it, for programs with data of their own: after r->rng and r->t have been set. */
int run_begin(const settings *set, run *r, fault *why);

/* Trains and tests; `watch` is called after every iteration, if not NULL. */
int run_train(const settings *set, run *r, void (*watch)(const history *, void *), void *context,
              fault *why);

/* Writes the files that were asked for. After a divergence that is the history alone (--history's
   and that of --tables), up to the last finite error: the weights are no use to anybody. Then, or if a file
   cannot be written, GSL_EFAILED with the reason. */
int run_save(const settings *set, run *r, fault *why);

/* The share of the test that the net gets right. */
double run_accuracy(const run *r);

void run_free(run *r);

#endif
