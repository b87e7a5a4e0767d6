/* recurrent.h - nets with a memory: what goes in at step t meets what the net kept of step t - 1
   (slide 18). A batch of sequences goes through at once; its error, with its gradient by
   backpropagation through time, is a function that the methods of section 04 can minimise.

   The letters of slide 22: V from the input x to the hidden layer h, U from the hidden layer back to
   itself, W from the hidden layer to the answer y. B sequences of T steps; step t of sequence b is row
   t B + b of every matrix, so that one step of all sequences is a block of rows. */

#ifndef RECURRENT_H
#define RECURRENT_H

#include "activation.h"
#include "method.h"
#include "sequences.h"
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_rng.h>

/* One step of B sequences through one layer of n hidden units; all arrays by rows. */
typedef struct {
    size_t rows, n;
    double *s; /* B x gates n: states; after the forward step what the gates let through */
    double *h; /* B x n: what the layer answers */
    double *c; /* B x n: what a cell keeps beside it, if it does */
    const double *c_before; /* of the step before; NULL at the first */
    const double *dh;       /* dE/dh, complete */
    double *dc;             /* dE/dc: in, by the steps after this one; out, complete */
    double *dc_before; /* out: what this step adds to dE/dc of the one before; NULL at the first */
    double *ds;        /* out: dE/ds */
} cell_step;

/* What stands between s_t and h_t: elman_cell.c, lstm_cell.c. */
typedef struct {
    const char *name;
    size_t gates; /* columns of s for each hidden unit */
    void (*start)(double memory, size_t n, double *bias, gsl_rng *rng);
    void (*forward)(const cell_step *step);
    void (*backward)(const cell_step *step);
} cell;

typedef struct {
    const cell *kind;
    size_t inputs, hidden, outputs;
    activation output; /* softmax, with cross-entropy; or linear, with the mean squared error */
    int copied;        /* 1: the gradient stops at the step before, as in Elman's paper */
    size_t n_weights;
} recurrent;

/* All fields but the last are given. GSL_EINVAL with the reason if no such net can be. */
int recurrent_begin(recurrent *net, fault *why);

/* The parts of the vector of weights, in this order: V (inputs x gates n), U (n x gates n) and the
   states' bias (1 x gates n); W (n x outputs) and the answers' bias (1 x outputs). */
typedef enum { PART_V, PART_U, PART_B, PART_W, PART_A, PARTS } part;
gsl_matrix_view recurrent_part(const recurrent *net, const gsl_vector *w, part p);

/* Weights to start from: uniform within +-sqrt(6/(rows + columns of a gate)), biases 0 or what the
   cell wants: `memory` is the number of steps over which it may have to keep something. */
void recurrent_init(const recurrent *net, double memory, gsl_vector *w, gsl_rng *rng);

/* What the two passes keep of up to `rows` = T B rows. */
typedef struct {
    size_t rows;
    gsl_matrix *s, *h, *c, *y;     /* y: the states of the answers, then the answers */
    gsl_matrix *ds, *dh, *dc, *dy; /* dE by them */
} recurrent_pass;

recurrent_pass *recurrent_pass_alloc(const recurrent *net, size_t rows);
void recurrent_pass_free(recurrent_pass *pass);

/* The forward pass: fills s, h, c, y; returns E, the mean over the rows that count. */
double recurrent_forward(const recurrent *net, const gsl_vector *w, const sequences *q,
                         recurrent_pass *pass);

/* The backward pass, after the forward pass of the same: fills ds, dh, dc, dy and the gradient. */
void recurrent_backward(const recurrent *net, const gsl_vector *w, const sequences *q,
                        recurrent_pass *pass, gsl_vector *gradient);

/* E(w) as GSL's minimizers want it. If there is a `draw`, each evaluation of the gradient is of
   a batch that it has just drawn; an evaluation of E alone stays on the last one. */
typedef struct {
    const recurrent *net;
    recurrent_pass *pass; /* for the batch */
    sequences *batch;
    int (*draw)(sequences *batch, void *source);
    void *source;
    double clip;               /* a longer gradient is cut to this length; 0: none is */
    size_t gradients, clipped; /* so far */
} recurrent_error;

gsl_multimin_function_fdf recurrent_function(recurrent_error *e);

/* A minimizer of that function, at w; eta is the method's first parameter, or 0 for its own default.
   NULL with the reason if the method cannot be used here. */
gsl_multimin_fdfminimizer *recurrent_minimizer(const method *m, gsl_multimin_function_fdf *f,
                                               const gsl_vector *w, double eta, fault *why);

/* The greatest difference between the gradient at w and central differences of E, as a part of the
   gradient's greatest component; NaN without memory. The batch must be one that is not drawn. A
   gradient that is clipped, or whose context is copied, is no slope, and this shows it. */
double recurrent_gradient_error(recurrent_error *e, const gsl_vector *w);

#endif
