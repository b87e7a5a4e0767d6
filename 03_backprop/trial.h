/* trial.h - a net with weights and examples to try a gradient on: what the programs backprop and
   gradient_check have in common, and the options by which a reader names such a net. */

#ifndef TRIAL_H
#define TRIAL_H

#include "arguments.h"
#include "loss.h"
#include "mlp.h"

enum { TRIAL_LAYERS = 8 };

typedef struct {
    size_t layers, width[TRIAL_LAYERS + 1]; /* --net */
    activation hidden, output;              /* --activation, --output */
    loss l;                                 /* --loss */
    size_t examples;                        /* --examples */
} trial_options;

/* To be a child of a program's own argp; `input` is the trial_options, with the defaults in them. */
extern const struct argp trial_argp;

/* What cannot go together ends the program here: to be called when all options are known. */
void trial_options_check(const trial_options *o);

typedef struct {
    mlp *net;
    loss l;
    gsl_matrix *x, *d;
    gsl_vector *w, *g; /* weights, and room for a gradient */
    mlp_pass *pass;
} trial;

/* Returns a GSL error code; zeros everywhere. */
int trial_alloc(trial *t, const trial_options *o, fault *why);
void trial_free(trial *t);

/* Weights and biases that keep states of the size of 1; inputs from -1 to 1; answers wanted that
   are probabilities of any kind, since a gradient that is right for 0 and 1 alone should not pass. */
void trial_draw_weights(trial *t, gsl_rng *rng);
void trial_draw_examples(trial *t, gsl_rng *rng);

/* E at the weights w, and what the backward pass needs. */
double trial_error(trial *t);

/* "4-7-3, tanh, softmax, cross-entropy; 59 weights, 7 examples" on stdout. */
void trial_print(const trial *t);

#endif
