/* activation.h - the functions a(s) that turn a neuron's state into its output
   (slide 15), and their derivatives.

   A derivative's name says what it is taken of: most of these are cheapest from
   the output y = a(s), which the forward pass has kept, and a reader who hands
   such a function the state s instead gets a wrong gradient that still learns. */

#ifndef ACTIVATION_H
#define ACTIVATION_H

#include <gsl/gsl_matrix.h>

typedef enum {
    ACTIVATION_LINEAR,    /* y = s */
    ACTIVATION_TANH,      /* y = tanh(s): the slide's bipolar sigmoid */
    ACTIVATION_LOGISTIC,  /* y = 1 / (1 + exp(-s)): its exponential sigmoid */
    ACTIVATION_RELU,      /* y = max(0, s) */
    ACTIVATION_THRESHOLD, /* y = 1 for s >= 0, else 0 */
    ACTIVATION_SOFTMAX,   /* y_j = exp(s_j) / sum_k exp(s_k), over a row */
    ACTIVATION_COUNT
} activation;

/* The name that options and weight files use: "linear", "tanh", ... */
const char *activation_name(activation a);

/* The inverse. Returns ACTIVATION_COUNT for a name that is none of them. */
activation activation_from_name(const char *name);

/* S := a(S), in place; one example a row (softmax normalises each row).
   Exact to 4 units in the last place or better where the compiler vectorises
   tanh and exp through glibc's libmvec, to 2 elsewhere, except that a logistic below
   s = -709 is 0 where it would be denormal; a NaN stays a NaN. */
void activation_apply(activation a, gsl_matrix *s);

/* Delta := dE/dS, given Delta = dE/dY and Y = a(S), in place (slide 30's dy/ds
   times what comes from above). Both matrices have the same shape. */
void activation_backward(activation a, const gsl_matrix *y, gsl_matrix *delta);

/* Rdelta += R{dY/dS} C, given C = dE/dY: what is added to a second derivative because the slope
   dy/ds itself changes while the output changes by RY (05_second_order/hessian.c). For a
   function of one state that is c d2y/ds2 R{s}. All matrices have the same shape. */
void activation_bend(activation a, const gsl_matrix *y, const gsl_matrix *ry, const gsl_matrix *c,
                     gsl_matrix *rdelta);

/* dy/ds from the output y. Softmax has a Jacobian, no derivative: NaN.
   The threshold's is 0 wherever it exists; ReLU's at the kink is taken as 0. */
double activation_derivative_of_y(activation a, double y);

/* dy/ds from the state s, for curves and for checking the other. */
double activation_derivative_of_s(activation a, double s);

/* d2y/ds2 from the output y. Softmax: NaN. Straight lines have none, and so has ReLU on either
   side of its kink, where it has no second derivative at all. */
double activation_second_derivative_of_y(activation a, double y);

#endif
