/**
# Weight decay: a price on large weights

Lecture 14, slide 33: «регуляризация - штрафует за чрезмерный рост весов, помогает бороться с
переобучением».

A net with more weights than examples can learn every example by heart, the noise included. It
does so with large weights: to bend sharply around one stray point a neuron must be steep, and
to be steep it needs large weights. So large weights are made to cost something. The training
error then stays a little higher, for what was learnt by heart is no longer worth its price, and
the test error falls: what is left is what the examples have in common.

The price is half the sum of squares of all weights, times $\rho$. It is added to the error,

$$ E_\rho(W) = E(W) + \frac{\rho}{2} \, |W|^2 \qquad (1) $$
$$ \nabla E_\rho = \nabla E + \rho \, W \qquad (2) $$

and with this slope in the place of $\nabla E$ the heavy ball is the slide's second formula:

$$ \Delta W_t = \eta \, (\nabla E(W_{t-1}) + \rho \, W_{t-1}) + \mu \, \Delta W_{t-1} \qquad (3) $$
$$ W_t = W_{t-1} - \Delta W_t \qquad (4) $$

| slide | here | default | meaning |
|---|---|---|---|
| $\eta$ | `eta` | 0.2; digits 0.7 | learning rate, as for `momentum` |
| $\rho$ | `rho` | 1e-4 | decay: the price of the weights |
| $\mu$ | `mu` | 0.9 | the share of the last change that is kept |
| $-\Delta W$ | `velocity`, `dw` | | the change; GSL adds it, the lecture subtracts |

The name says what (3) does where the error has no opinion: with $\nabla E = 0$ and $\mu = 0$ a
weight is multiplied by $1 - \eta\rho$ in each iteration, and decays. A weight comes to rest
only where $\nabla E = -\rho W$: it keeps the size that the examples pay for.

## Three things to know

**The error that is reported is $E$ alone.** The price steers the descent; it is no part of the
result. So the numbers of a run can be compared with those of any other, and `--stop-error`
means what it means elsewhere.

**Biases decay too**, because the slide's formula says $W$ and a GSL minimizer sees one long
vector: it does not know which of its numbers are biases. Most programs leave them out. A bias
does not make a neuron steep, it only moves it, so there is little to gain from keeping it
small.

**Decay and penalty are two things.** For descent and the heavy ball (3) is exactly descent on
(1). For a method that rescales the slope it is not. Put (2) into AdaGrad, and the term $\rho W$
is divided by the root too: a weight with steep slopes hardly decays. Add $\rho W$ after the
division, as slides 46 and 47 do, and all weights decay alike, but there is no error of which
that is the slope. Loshchilov and Hutter gave the two their names, $L_2$ regularisation and
(decoupled) weight decay (2017).
*/

#include "methods.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>

typedef struct {
    double eta, rho, mu;
    gsl_vector *velocity; /* the last change; GSL's dw belongs to the caller between calls */
} decay_state;

static int decay_alloc(void *vstate, size_t n)
{
    decay_state *state = vstate;
    method_defaults(&method_weight_decay, state);
    state->velocity = gsl_vector_alloc(n);
    return state->velocity ? GSL_SUCCESS : GSL_ENOMEM;
}

static int decay_restart(void *vstate)
{
    decay_state *state = vstate;
    gsl_vector_set_zero(state->velocity);
    return GSL_SUCCESS;
}

static int decay_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                     gsl_vector *g, double step_size, double tol)
{
    decay_state *state = vstate;
    (void)tol;
    state->eta = step_size;
    decay_restart(state);
    return method_evaluate(fdf, w, e, g);
}

/**
The slope of the penalty goes into a copy. `g` is the caller's as much as ours, and remains the
gradient of $E$, as `e` remains $E$.
*/

static int decay_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                         gsl_vector *g, gsl_vector *dw)
{
    decay_state *state = vstate;
    /* Equation (2). */
    gsl_vector_memcpy(dw, g);
    gsl_blas_daxpy(state->rho, w, dw);
    /* Equation (3), with the sign of (4) already in it. */
    gsl_vector_scale(state->velocity, state->mu);
    gsl_blas_daxpy(-state->eta, dw, state->velocity);
    /* Equation (4). */
    gsl_vector_memcpy(dw, state->velocity);
    gsl_vector_add(w, dw);
    return method_evaluate(fdf, w, e, g);
}

static void decay_free(void *vstate)
{
    decay_state *state = vstate;
    gsl_vector_free(state->velocity);
}

static const gsl_multimin_fdfminimizer_type decay_type = {
    "weight_decay", sizeof(decay_state), decay_alloc, decay_set,
    decay_iterate,  decay_restart,       decay_free};

static const parameter parameters[] = {
    {.name = "eta",
     .symbol = "η",
     .value = 0.2,
     .digits = 0.7,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "learning rate"},
    {.name = "rho",
     .symbol = "ρ",
     .value = 1e-4,
     .digits = 1e-4,
     .min = 0,
     .max = GSL_POSINF,
     .where = offsetof(decay_state, rho),
     .meaning = "decay of the weights: the price of their squares"},
    {.name = "mu",
     .symbol = "μ",
     .value = 0.9,
     .digits = 0.9,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(decay_state, mu),
     .meaning = "share of the last change that is kept"},
    {0},
};

const method method_weight_decay = {.name = "weight_decay",
                                    .title = "Weight decay",
                                    .slides = "33",
                                    .type = &decay_type,
                                    .parameters = parameters};

/**
## What to look at

On the lecture's 1400 points there is nothing to cure: training and test error hardly part, and
the decay costs a few iterations. So take 40 points, and go on long after they are learnt:

    ./04_optimizers/weight_decay --examples 1000 --test 0.96 --stop-error 1e-6 \
        --max-iter 3000 --seeds 10 --rho 0.001

| `rho` | training error | test error | test accuracy |
|---|---|---|---|
| 0 | 0.0001 | 0.27 | 0.948 |
| 1e-4 | 0.0009 | 0.16 | 0.965 |
| 1e-3 | 0.009 | 0.058 | 0.982 |
| 1e-2 | 0.1 | 0.2 | 0.96 |
| 0.1 | 0.69 | 0.69 | 0.50 |

(medians of ten seeds). Down the table the training error only grows; the test error falls and
rises again. First less is learnt by heart, then less is learnt. With $\rho = 0.1$ the price is
higher than any answer is worth: on nine seeds of ten all weights go to 0, and the error is
$\ln 2$. In the figure, without decay, the two errors part within the first hundred iterations:
the net grows ever surer of itself, and where it is wrong, it is surer of that too. With decay,
they come to rest.

Not every seed gains. On one of the ten the 40 points happened to be good ones, and the decay
made the test error slightly worse.

## Try

- `--rho 0`: which method is this? And with `--mu 0` as well?
- `--task digits --stop-error 1e-4 --max-iter 300`, with `--rho 0` and `--rho 0.003`: the test
  error is halved. The accuracy hardly moves. How can that be?
- `--task digits --max-iter 300 --rho 0.01`: a weight from a pixel that no digit touches has no
  slope. By the last sentence under (4), what has become of it?
- The table again with `--hidden 50,50`: ten times the weights for the same 40 points. What does
  that cost without decay, and what with it?
*/
