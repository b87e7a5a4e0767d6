/**
# Elman's hidden layer

Lecture 14, slide 18: «рекуррентные - Элман».

The layer of slide 16, with one more matrix: its own answer of the step before is an input of this
step. Elman [1] drew the copy as a layer of its own, the context.

$$ s_t = x_t V + h_{t-1} U + b, \qquad h_t = \tanh s_t, \qquad h_0 = 0 \qquad (1) $$

What stands in $s_t$ is computed in `recurrent.c`, for this cell as for others. Here is the rest,
and it is short. Backwards, $dE/dh_t$ has come from the answer of step $t$ and from all steps after
it, and

$$ \frac{\partial E}{\partial s_t} = \frac{\partial E}{\partial h_t} \, (1 - h_t^2), \qquad
   \frac{\partial E}{\partial h_{t-1}} \mathrel{+}= \frac{\partial E}{\partial s_t} U^T \qquad (2) $$

So on its way from step $t$ to step $t - k$ the gradient is multiplied $k$ times by $U^T$ and by
slopes of at most 1. It is slide 15's product over layers again, with the same matrix in every
layer. If $U$ does not stretch, the gradient fades like a power of something below 1. If $U$ does,
it may grow as fast. Bengio, Simard and Frasconi [2] showed that it must fade where the net is to
keep a state safely against noise.

[1] J. L. Elman, Finding structure in time, Cognitive Science 14 (2), 1990.
[2] Y. Bengio, P. Simard, P. Frasconi, Learning long-term dependencies with gradient descent is
difficult, IEEE Transactions on Neural Networks 5 (2), 1994.
*/

#include "elman_cell.h"

#include "vector_math.h"

/* Equation (1). */
static void elman_forward(const cell_step *step)
{
    const size_t total = step->rows * step->n;
    double *restrict h = step->h;
    const double *restrict s = step->s;
#pragma omp simd
    for (size_t i = 0; i < total; i++)
        h[i] = tanh(s[i]);
}

/* Equation (2), its first half; the second is the same for every cell. */
static void elman_backward(const cell_step *step)
{
    const size_t total = step->rows * step->n;
    double *restrict ds = step->ds;
    const double *restrict h = step->h, *restrict dh = step->dh;
#pragma omp simd
    for (size_t i = 0; i < total; i++)
        ds[i] = dh[i] * (1 - h[i] * h[i]);
}

const cell elman_cell = {
    .name = "Elman", .gates = 1, .forward = elman_forward, .backward = elman_backward};
