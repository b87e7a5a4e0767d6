/**
# Momentum: a heavy ball on the error surface

Lecture 14, slide 33: «модификации градиентного спуска: момент или "тяжёлый шарик",
вытаскивает из локальных минимумов».

Plain descent forgets: each step knows only the slope under its feet. In a narrow valley
it swings from wall to wall and hardly moves along the floor. A heavy ball keeps most of
its velocity. The swings, which change sign from step to step, cancel; the small pull
along the floor, which does not, adds up to $1/(1-\mu)$ times itself: ten times at
$\mu = 0.9$. And a ball that arrives in a shallow hollow with speed rolls out of it.

$$ \Delta W_t = \eta \, \nabla E(W_{t-1}) + \mu \, \Delta W_{t-1} \qquad (1) $$
$$ W_t = W_{t-1} - \Delta W_t \qquad (2) $$

| slide | here | default | meaning |
|---|---|---|---|
| $\eta$ | `eta` | 0.2; digits 0.7 | learning rate |
| $\mu$ | `mu` | 0.9 | the share of the last change that is kept |
| $-\Delta W$ | `velocity`, `dw` | | the change; GSL adds it, the lecture subtracts |

The rule is Polyak's (1964). Some programs multiply the gradient by $1-\mu$ as well
(MATLAB's `traingdm` does); their $\eta$ is then ten times ours for the same run.
*/

#include "methods.h"

#include <gsl/gsl_blas.h>

typedef struct {
    double eta, mu;
    gsl_vector *velocity; /* the last change; GSL's dw belongs to the caller between calls */
} momentum_state;

static int momentum_alloc(void *vstate, size_t n)
{
    momentum_state *state = vstate;
    method_defaults(&method_momentum, state);
    state->velocity = gsl_vector_alloc(n);
    return state->velocity ? GSL_SUCCESS : GSL_ENOMEM;
}

/* The ball starts at rest: Delta W_0 = 0. */
static int momentum_restart(void *vstate)
{
    momentum_state *state = vstate;
    gsl_vector_set_zero(state->velocity);
    return GSL_SUCCESS;
}

static int momentum_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w,
                        double *e, gsl_vector *g, double step_size, double tol)
{
    momentum_state *state = vstate;
    (void)tol;
    state->eta = step_size;
    momentum_restart(state);
    return method_evaluate(fdf, w, e, g);
}

static int momentum_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                            gsl_vector *g, gsl_vector *dw)
{
    momentum_state *state = vstate;
    /* Equation (1), with the sign of (2) already in it. */
    gsl_vector_scale(state->velocity, state->mu);
    gsl_blas_daxpy(-state->eta, g, state->velocity);
    /* Equation (2). */
    gsl_vector_memcpy(dw, state->velocity);
    gsl_vector_add(w, dw);
    return method_evaluate(fdf, w, e, g);
}

static void momentum_free(void *vstate)
{
    momentum_state *state = vstate;
    gsl_vector_free(state->velocity);
}

static const gsl_multimin_fdfminimizer_type momentum_type = {
    "momentum",       sizeof(momentum_state), momentum_alloc, momentum_set,
    momentum_iterate, momentum_restart,       momentum_free};

/**
## Hyper-parameters

The command line, `--help` and the defaults are made from this table.
*/

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
    {.name = "mu",
     .symbol = "μ",
     .value = 0.9,
     .digits = 0.9,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(momentum_state, mu),
     .meaning = "share of the last change that is kept"},
    {0},
};

const method method_momentum = {.name = "momentum",
                                .title = "Momentum",
                                .slides = "33",
                                .type = &momentum_type,
                                .parameters = parameters};

/**
## What to look at

The slow stretch between an error of 0.3 and one of 0.2, three hundred iterations of plain
descent, takes under eighty here: there the gradient is small but steady, which is just what
momentum adds up. On such a slope $\mu = 0.9$ and $\eta = 0.2$ go like $\eta = 2$, which plain
descent does not bear. And the curve has no teeth: on this seed, as on seven of ten, the error
never rises. A ball that is fast can be thrown out all the same; `--seed 3` shows one.

## Try

- `--mu 0`: which method is this now? Compare the history with `gd --eta 0.2`, line by line.
- `--mu 0.99`: the ball becomes ten times heavier. Does it arrive ten times sooner?
- `--task digits`, and then the same with `--mu 0`.
*/
