/* formulas.h - every number of backpropagation through a 2-2-1 net, a line for each: its step on slide
   31, its name, its value, its formula, and the formula with the numbers put in.

   Neurons 1 and 2 are hidden, 3 is the output. The last column is what a pocket calculator, or awk,
   understands; a test types it in. */

#ifndef FORMULAS_H
#define FORMULAS_H

#include "activation.h"
#include "loss.h"

typedef struct {
    double x[2], d;
    double w[9]; /* w11 w12 w21 w22 b1 b2 w13 w23 b3 */
    activation hidden, output;
    loss l;
    int as_printed; /* delta3 without its dy/ds */
    /* what was computed: of neurons 1, 2, 3 */
    double s[3], y[3], delta[3];
    double e, slope; /* E and dE/dy3 */
    double g[9];     /* dE/dw, in the order of w */
} small_net;

/* Twenty lines on stdout. */
void formulas_print(const small_net *n);

#endif
