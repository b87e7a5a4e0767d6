/**
# Your turn 4: an optimizer

Lecture 14, slides 33 and 59: «момент или "тяжёлый шарик"», «реализовать одну из модификаций GD».

Every method of this book is a GSL minimizer: a type with six functions, of which one, `iterate`,
holds the formula. Five are written here. The sixth is the heavy ball's,

$$ \Delta W_t = \eta \, \nabla E(W_{t-1}) + \mu \, \Delta W_{t-1} \qquad (1) $$
$$ W_t = W_{t-1} - \Delta W_t \qquad (2) $$

| slide | here | meaning |
|---|---|---|
| $W$ | `w` | the weights: before the step, and when you return, after it |
| $\nabla E(W_{t-1})$ | `g` | the gradient at `w`, when you are called |
| $\eta$ | `state->eta` | learning rate |
| $\mu$ | `mu` | the share of the last change that is kept |
| $\Delta W_{t-1}$ | `state->dw_old` | the last change, as the lecture counts it: it was subtracted |
| | `dw` | for GSL: what was *added* to `w` |

Two traps. The lecture subtracts $\Delta W$, and GSL wants the change that was added, so `dw` has
the other sign. And what `dw` held on entry is not the last change: between two calls it belongs
to the caller.

Now the ball stands still. Put the formulas in, and `make exercise`. `gsl_blas_daxpy(a, x, y)` of
`gsl/gsl_blas.h` makes $y = y + a x$; a loop over `w->size` weights does it as well. */

#include "exercise.h"
#include "method.h"

static const double mu = 0.9;

typedef struct {
    double eta;
    gsl_vector *dw_old;
} ball;

static int ball_alloc(void *vstate, size_t n)
{
    ball *state = vstate;
    state->dw_old = gsl_vector_alloc(n);
    return state->dw_old ? GSL_SUCCESS : GSL_ENOMEM;
}

/* The ball starts at rest. */
static int ball_restart(void *vstate)
{
    ball *state = vstate;
    gsl_vector_set_zero(state->dw_old);
    return GSL_SUCCESS;
}

static int ball_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                    gsl_vector *g, double step_size, double tol)
{
    ball *state = vstate;
    (void)tol;
    state->eta = step_size;
    ball_restart(state);
    return method_evaluate(fdf, w, e, g);
}

static int ball_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                        gsl_vector *g, gsl_vector *dw)
{
    ball *state = vstate;
    (void)state; /* these two lines go when you use them */
    (void)mu;

    /* Your turn: equation (1), into state->dw_old. */
    /* Your turn: equation (2), and what GSL wants in dw. */
    gsl_vector_set_zero(dw);

    return method_evaluate(fdf, w, e, g); /* E and its gradient at the new weights */
}

static void ball_free(void *vstate)
{
    ball *state = vstate;
    gsl_vector_free(state->dw_old);
}

const gsl_multimin_fdfminimizer_type *exercise_optimizer(void)
{
    static const gsl_multimin_fdfminimizer_type type = {
        "exercise", sizeof(ball), ball_alloc, ball_set, ball_iterate, ball_restart, ball_free};
    return &type;
}

/**
## Solution

[momentum.c](../../04_optimizers/momentum.c). Its neighbours in that folder have the same six
functions and other formulas: try one of them next, and compare by `./04_optimizers/race`. */