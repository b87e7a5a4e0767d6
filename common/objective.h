/* objective.h - the error E(w) of a net on a data set, as a function that GSL's
   minimizers and ours can call (slide 27: E(h(X, W), C) -> min over W).

   Which examples an evaluation sees is slide 32's choice of strategy:
   the full batch sees all of them, always; with batches of N, every evaluation of
   the gradient draws the next N of a freshly shuffled deck, and a new deck begins
   when the old one is used up (its last batch may be smaller). N = 1 is the
   slide's stochastic strategy. An evaluation of E alone stays on the last batch. */

#ifndef OBJECTIVE_H
#define OBJECTIVE_H

#include "dataset.h"
#include "loss.h"
#include "mlp.h"
#include <gsl/gsl_multimin.h>

/* What a thread needs to take a block of the batch through the net. */
typedef struct {
    mlp_pass *pass;
    gsl_vector *gradient; /* of its block; NULL where a batch is one block */
} worker;

typedef struct {
    const mlp *net;
    loss l;
    const dataset *data;
    size_t n_workers; /* threads that share the blocks of a batch */
    worker *workers;
    size_t batch;      /* examples an evaluation sees; all for the full batch */
    gsl_rng *rng;      /* shuffles; NULL for the full batch */
    size_t *deck;      /* rows in the order in which they are dealt */
    size_t dealt;      /* how many of the deck are used up */
    gsl_matrix *x, *d; /* the batch, gathered */
    gsl_matrix_view batch_x, batch_d;
    size_t n_f, n_df;     /* evaluations so far: of E alone, and with its gradient (second
                             derivatives count as the gradients that they cost) */
    double examples_seen; /* by gradients; divided by P, the epochs */
} objective;

/* batch = 0 means full. The net, the data and the generator are borrowed and must
   outlive the objective. Returns NULL with the reason if the sizes do not fit, the
   loss and the output layer do not go together, or memory is short.
   Memory: the activations and two deltas of one block of at most 256 examples, however
   large the batch, a gradient if the batch is larger than a block, and a copy of a
   mini-batch's rows. An evaluation allocates nothing. */
objective *objective_alloc(const mlp *net, loss l, const dataset *data, size_t batch, gsl_rng *rng,
                           fault *why);
void objective_free(objective *o);

/* From now on up to `threads` threads (at least 1) share the blocks of a batch, each with a
   worker of its own. E and its gradient are the same to the last bit whatever their number:
   a block is computed by one thread, and the blocks are added up in their order. More threads
   than a batch has blocks are no use, and not made. Returns GSL_ENOMEM with the reason. */
int objective_set_threads(objective *o, size_t threads, fault *why);

/* The objective as GSL wants it; points to o. */
gsl_multimin_function_fdf objective_function(objective *o);

/* The inverse, for a method that can make use of more than E and its gradient: the objective
   behind such a function, or NULL if the function is none. */
objective *objective_of(const gsl_multimin_function_fdf *e);

/* How a net does on a data set. */
typedef struct {
    double error; /* the mean loss */
    size_t wrong; /* examples whose largest output is not their class's */
} evaluation;

/* Runs all of `data` through the net, `pass` rows at a time. `answer`, if not NULL,
   receives each example's class by the net. Returns a GSL error code. */
int evaluate(const mlp *net, const gsl_vector *w, loss l, const dataset *data, mlp_pass *pass,
             evaluation *result, size_t *answer);

#endif
