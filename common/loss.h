/* loss.h - what a net's answers Y cost against the wanted D (slides 27-28).

   One example a row, P rows, M columns. Every loss is a mean over the examples:

     mean squared error   E = 1/(P M) sum_pj (y_pj - d_pj)^2
     cross-entropy        E = -1/P sum_pj d_pj ln y_pj                    (softmax outputs)
                          E = -1/P sum_pj [d ln y + (1 - d) ln(1 - y)]    (logistic outputs)
     Kullback-Leibler     E = 1/P sum_pj d_pj ln(d_pj / y_pj), and likewise for logistic
                          outputs: the cross-entropy less the entropy of D itself

   The two that take a logarithm are computed from the states S of the output
   layer, not from Y: y = softmax(s) rounds to 0 beyond s = -745, ln 0 is infinite,
   but ln y = s - max - ln sum exp(s - max) is finite for any s. That is why a loss
   and the output layer's activation are handled together here. */

#ifndef LOSS_H
#define LOSS_H

#include "activation.h"
#include <gsl/gsl_matrix.h>

typedef enum { LOSS_MSE, LOSS_CROSS_ENTROPY, LOSS_KULLBACK_LEIBLER, LOSS_COUNT } loss;

/* "mse", "cross-entropy", "kullback-leibler". */
const char *loss_name(loss l);

/* The inverse. Returns LOSS_COUNT for a name that is none of them. */
loss loss_from_name(const char *name);

/* Whether the loss is defined for outputs of this activation: the mean squared
   error always, the other two for probabilities only (softmax, logistic). */
int loss_accepts(loss l, activation output);

/* S := Y = output(S), in place, and returns E. The pair must be accepted; the
   rows of D must be probabilities for the two losses that take a logarithm. */
double loss_forward(loss l, activation output, gsl_matrix *s, const gsl_matrix *d);

/* Delta := dE/dS from Y and D. For softmax or logistic with either logarithm the
   activation's derivative cancels and (y - d)/P is left (slide 31, step 2). */
void loss_backward(loss l, activation output, const gsl_matrix *y, const gsl_matrix *d,
                   gsl_matrix *delta);

/* Its part that is the loss's own. C := dE/dY for the mean squared error, which activation_backward
   turns into Delta; for the two that take a logarithm, where dE/dY may be infinite, Delta itself. */
void loss_slope(loss l, activation output, const gsl_matrix *y, const gsl_matrix *d, gsl_matrix *c);

/* RC := how C changes when Y changes by RY: C is a straight line in Y. */
void loss_slope_change(loss l, activation output, const gsl_matrix *d, const gsl_matrix *ry,
                       gsl_matrix *rc);

#endif
