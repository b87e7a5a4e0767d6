/**
# Your turn 3: the backward pass

Lecture 14, slides 30 and 31: «метод обратного распространения ошибки».

The forward pass is done: $Y_0 = X$, and for every layer

$$ S_l = Y_{l-1} W_l + \mathbf{1} b_l^T, \qquad Y_l = a_l(S_l) $$

with $a = \tanh$ inside and softmax at the end, and the error is the mean cross-entropy of $P$
examples. Wanted are the slopes of $E$ along every weight. They come from
$\delta_l = \partial E / \partial S_l$, which is known at the output and handed down:

$$ \delta_L = \frac{1}{P} (Y_L - D) \qquad (1) $$
$$ \frac{\partial E}{\partial W_l} = Y_{l-1}^T \, \delta_l, \qquad
   \frac{\partial E}{\partial b_l} = \delta_l^T \, \mathbf{1} \qquad (2) $$
$$ \delta_{l-1} = \left( \delta_l \, W_l^T \right) \circ
   \left( 1 - Y_{l-1} \circ Y_{l-1} \right) \qquad (3) $$

In (1) the slope of softmax has cancelled against that of the logarithm (slide 31, step 2). (2) is
step 4: a weight's slope is what went into it times the delta of what came out. (3) is step 3: the
delta goes back along the weights by which the signal came, times the slope of tanh, which is
$1 - y^2$ of the *output* $y$. The circle multiplies number by number.

A wrong gradient often learns, only worse, and nobody notices. So it is compared with differences:
the grader moves every weight a little and looks what $E$ does.

Put the formulas in, and `make exercise`. `gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, A, B, 0,
C)` of `gsl/gsl_blas.h` makes $C = A^T B$; two loops do it as well. */

#include "exercise.h"

void exercise_backward(const exercise_net *net)
{
    /* Your turn: equation (1). */
    gsl_matrix_set_zero(net->delta[net->layers]);

    for (size_t l = net->layers; l >= 1; l--) {
        /* Your turn: equation (2). */
        gsl_matrix_set_zero(net->dw[l]);
        gsl_vector_set_zero(net->db[l]);

        if (l == 1)
            break; /* the input has no weights below it */
        /* Your turn: equation (3). */
        gsl_matrix_set_zero(net->delta[l - 1]);
    }
}

/**
## Solution

`mlp_backward` in [mlp.c](../../common/mlp.c), and for (1) `loss_backward` in
[loss.c](../../common/loss.c). Every number of a small net, there and back, is printed by
[backprop.c](../../03_backprop/backprop.c).
*/
