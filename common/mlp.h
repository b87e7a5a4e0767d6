/* mlp.h - the multilayer feed-forward net of slides 16-17 and 26, and the two
   passes of backpropagation (slides 30-31), for a whole batch at once.

   Letters, the same in every file: P examples, one a row; layer l = 1..L has
   n_l neurons, layer 0 is the input; Y_0 = X,

     S_l = Y_{l-1} W_l + 1 b_l',   Y_l = a_l(S_l).

   Slide 14 subtracts a threshold, s = <x, w> - w0; here a bias b = -w0 is added,
   as most libraries do: the nets are the same.

   All weights of a net are one vector w, layer after layer, each layer's matrix
   W_l (n_{l-1} x n_l, by rows) followed by its b_l. An optimizer sees the vector;
   the passes see matrices in the same memory. */

#ifndef MLP_H
#define MLP_H

#include "activation.h"
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_vector.h>

typedef struct {
    size_t layers;    /* L, the processing layers */
    size_t *width;    /* n_0 .. n_L */
    activation *a;    /* a_0 .. a_{L-1}: of layers 1 .. L */
    size_t n_weights; /* the length of w */
} mlp;

/* A net of `layers` processing layers, width[0] inputs and width[l] neurons in
   layer l. NULL without memory, with a width of 0, or when the number of weights
   overflows. */
mlp *mlp_alloc(size_t layers, const size_t width[], activation hidden, activation output);
void mlp_free(mlp *net);

/* Layer l = 1..L of a vector of net->n_weights contiguous numbers (weights, or a
   gradient): its matrix, n_{l-1} x n_l, and its bias, n_l. */
gsl_matrix_view mlp_weights(const mlp *net, gsl_vector *w, size_t l);
gsl_vector_view mlp_bias(const mlp *net, gsl_vector *w, size_t l);
_gsl_matrix_const_view mlp_const_weights(const mlp *net, const gsl_vector *w, size_t l);
_gsl_vector_const_view mlp_const_bias(const mlp *net, const gsl_vector *w, size_t l);

/* The weights at which training starts: uniform within +-sqrt(6/(n_{l-1} + n_l))
   (Glorot and Bengio 2010, eq. 16), so that neither signals nor gradients grow or
   fade from layer to layer; the output layer a tenth of it, so that every class
   starts out equally likely and the error at ln(classes), as on the lecture's
   slides; biases 0. */
void mlp_init(const mlp *net, gsl_vector *w, gsl_rng *rng);

/* What the passes need for at most `rows` examples: every Y_l, and two matrices
   for the delta of one layer and the next. */
typedef struct {
    size_t rows;
    gsl_matrix **y;       /* Y_1 .. Y_L */
    gsl_vector *delta[2]; /* each holds rows x the widest layer */
} mlp_pass;

mlp_pass *mlp_pass_alloc(const mlp *net, size_t rows);
void mlp_pass_free(const mlp *net, mlp_pass *pass);

/* Y_l and the output layer's delta for the first `rows` examples. */
gsl_matrix_view mlp_pass_y(const mlp_pass *pass, size_t l, size_t rows);
gsl_matrix_view mlp_pass_output_delta(const mlp *net, mlp_pass *pass, size_t rows);

/* Slide 31, step 1: fills Y_1 .. Y_{L-1} and leaves the *states* S_L in Y_L, for
   loss_forward to finish. X has n_0 columns and at most pass->rows rows.
   Returns a GSL error code. */
int mlp_states(const mlp *net, const gsl_vector *w, const gsl_matrix *x, mlp_pass *pass);

/* The same and Y_L = a_L(S_L): the net's answer. */
int mlp_forward(const mlp *net, const gsl_vector *w, const gsl_matrix *x, mlp_pass *pass);

/* Slide 31, steps 3 and 4: from the output layer's delta = dE/dS_L to
   gradient = dE/dw, after mlp_states with the same w and X. Returns a GSL error code. */
int mlp_backward(const mlp *net, const gsl_vector *w, const gsl_matrix *x, mlp_pass *pass,
                 gsl_vector *gradient);

/* The two that a bias needs, of contiguous rows: every row of S := b', and sum += 1' Delta. */
void mlp_rows_set(gsl_matrix *s, const gsl_vector *b);
void mlp_rows_add(const gsl_matrix *delta, gsl_vector *sum);

#endif
