/**
# The memory cell

Lecture 14, slide 18: «рекуррентные - LSTM».

A number that is multiplied at every step by something other than 1 fades or grows. So Hochreiter
and Schmidhuber [1] keep one that is multiplied by 1: the cell $c$. What enters is added to it, and
two gates, neurons with answers between 0 and 1, decide when something enters and when the cell is
heard. With 1 as its only way back to itself, the gradient through $c$ stays as it is: the constant
error carousel.

A cell that only adds never becomes empty again. Gers, Schmidhuber and Cummins [2] put a third gate
where the 1 was, which may forget. All four have weights of their own, from the input and from the
hidden layer:

$$ (g_t, i_t, f_t, o_t) = (\tanh, \sigma, \sigma, \sigma)(x_t V + h_{t-1} U + b) \qquad (1) $$
$$ c_t = f_t \circ c_{t-1} + i_t \circ g_t, \qquad c_0 = 0 \qquad (2) $$
$$ h_t = o_t \circ \tanh c_t \qquad (3) $$

where $\sigma$ is the exponential sigmoid and $\circ$ multiplies unit by unit. Without the forget
gate $f_t = 1$, always, and its weights take no part.

| paper | here | meaning |
|---|---|---|
| $g$ | `g` | what might be written into the cell |
| $i$, $f$, $o$ | `i`, `f`, `o` | the input, forget and output gates: how much of it is; how much of the old is kept; how much of the cell is heard |
| $c$ | `c` | the cell |
| $h$ | `h` | what the layer answers, and hears of itself at the next step |

Left out: the peepholes, by which the gates see $c$ itself, and the blocks of several cells with
common gates. In 1997 the gradient was also cut wherever it left a cell through a gate, which made
it cheap to carry along forwards. Here it is the whole gradient.

[1] S. Hochreiter, J. Schmidhuber, Long short-term memory, Neural Computation 9 (8), 1997.
[2] F. A. Gers, J. Schmidhuber, F. Cummins, Learning to forget: continual prediction with LSTM,
Neural Computation 12 (10), 2000.
*/

#include "lstm_cell.h"

#include "vector_math.h"

/* A unit's four states, and later its four gates, are n numbers apart in the row: g, i, f, o. Equations
   (1) to (3) for one row; f is overwritten by 1 if the cell cannot forget. */
static void forward_row(const cell_step *step, size_t row, int forgets)
{
    const size_t n = step->n;
    double *restrict g = step->s + row * 4 * n, *restrict i = g + n;
    double *restrict f = g + 2 * n, *restrict o = g + 3 * n;
    double *restrict c = step->c + row * n, *restrict h = step->h + row * n;
    const double *restrict before = step->c_before ? step->c_before + row * n : NULL;
#pragma omp simd
    for (size_t j = 0; j < n; j++) {
        g[j] = tanh(g[j]);
        i[j] = 1 / (1 + exp(-i[j]));
        f[j] = forgets ? 1 / (1 + exp(-f[j])) : 1;
        o[j] = 1 / (1 + exp(-o[j]));
        c[j] = i[j] * g[j];
    }
    for (size_t j = 0; before && j < n; j++)
        c[j] += f[j] * before[j];
#pragma omp simd
    for (size_t j = 0; j < n; j++)
        h[j] = o[j] * tanh(c[j]);
}

/**
## Backwards

$dE/dh_t$ is complete, and of $dE/dc_t$ there is what the later steps have sent back along the cell.
By (3)

$$ \frac{\partial E}{\partial c_t} \mathrel{+}= \frac{\partial E}{\partial h_t} \circ o_t \circ (1 - \tanh^2 c_t) \qquad (4) $$

and now it is complete too. Write $\delta = \partial E/\partial c_t$ and, for what stands before a
gate, $s^i$ and so on:

$$ \frac{\partial E}{\partial s^o_t} = \frac{\partial E}{\partial h_t} \circ \tanh c_t \circ o_t (1 - o_t) \qquad (5) $$
$$ \frac{\partial E}{\partial s^g_t} = \delta \circ i_t \circ (1 - g_t^2), \quad
   \frac{\partial E}{\partial s^i_t} = \delta \circ g_t \circ i_t (1 - i_t), \quad
   \frac{\partial E}{\partial s^f_t} = \delta \circ c_{t-1} \circ f_t (1 - f_t) \qquad (6) $$
$$ \frac{\partial E}{\partial c_{t-1}} \mathrel{+}= \delta \circ f_t \qquad (7) $$

(7) is the whole point. No matrix stands in it and no slope. With $f = 1$ it is a copy.
*/

static void backward_row(const cell_step *step, size_t row, int forgets)
{
    const size_t n = step->n;
    const double *restrict g = step->s + row * 4 * n, *restrict i = g + n;
    const double *restrict f = g + 2 * n, *restrict o = g + 3 * n;
    const double *restrict c = step->c + row * n, *restrict dh = step->dh + row * n;
    const double *restrict before = step->c_before ? step->c_before + row * n : NULL;
    double *restrict ds = step->ds + row * 4 * n, *restrict dc = step->dc + row * n;
    double *restrict dc_before = step->dc_before ? step->dc_before + row * n : NULL;
#pragma omp simd
    for (size_t j = 0; j < n; j++) {
        const double heard = tanh(c[j]);
        dc[j] += dh[j] * o[j] * (1 - heard * heard);       /* (4) */
        ds[3 * n + j] = dh[j] * heard * o[j] * (1 - o[j]); /* (5) */
        ds[j] = dc[j] * i[j] * (1 - g[j] * g[j]);          /* (6) */
        ds[n + j] = dc[j] * g[j] * i[j] * (1 - i[j]);
        ds[2 * n + j] = 0;
    }
    for (size_t j = 0; before && j < n; j++) {
        ds[2 * n + j] = forgets ? dc[j] * before[j] * f[j] * (1 - f[j]) : 0;
        dc_before[j] += dc[j] * f[j]; /* (7) */
    }
}

/**
## Where to begin

A gate whose bias is 0 is half open: of a number that is kept, $2^{-100}$ is left after a hundred
steps, and nothing can be learned about it. Gers and his colleagues begin with positive biases at
the forget gates. How large? A gate that is to keep something for $T$ steps must be open to $1 -
1/T$, and $\sigma(b) = 1 - 1/T$ for $b = \ln(T - 1)$. Tallec and Ollivier [3] therefore draw, for
each unit,

$$ b^f = \ln u, \qquad b^i = -b^f, \qquad u \text{ uniform on } (1, T - 1) \qquad (8) $$

so that some units forget soon, some late, and what keeps long also takes in little at a time. $T$
is a guess at the memory that the task needs; with none ($T \le 2$) all forget gates begin at a bias
of 1 and the input gates at 0.

[3] C. Tallec, Y. Ollivier, Can recurrent neural networks warp time?, ICLR 2018.
*/

static void lstm_start(double memory, size_t n, double *bias, gsl_rng *rng)
{
    for (size_t j = 0; j < n; j++) {
        const double u = 1 + (memory - 2) * gsl_rng_uniform_pos(rng);
        bias[2 * n + j] = memory > 2 ? log(u) : 1;
        bias[n + j] = memory > 2 ? -log(u) : 0;
    }
}

static void lstm_forward(const cell_step *step)
{
    for (size_t row = 0; row < step->rows; row++)
        forward_row(step, row, 1);
}

static void lstm_backward(const cell_step *step)
{
    for (size_t row = 0; row < step->rows; row++)
        backward_row(step, row, 1);
}

static void lstm_forward_1997(const cell_step *step)
{
    for (size_t row = 0; row < step->rows; row++)
        forward_row(step, row, 0);
}

static void lstm_backward_1997(const cell_step *step)
{
    for (size_t row = 0; row < step->rows; row++)
        backward_row(step, row, 0);
}

const cell lstm_cell = {.name = "LSTM",
                        .gates = 4,
                        .start = lstm_start,
                        .forward = lstm_forward,
                        .backward = lstm_backward};

const cell lstm_cell_1997 = {.name = "LSTM of 1997",
                             .gates = 4,
                             .start = lstm_start,
                             .forward = lstm_forward_1997,
                             .backward = lstm_backward_1997};
