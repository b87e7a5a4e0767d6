/**
# Gradient descent: downhill, a fixed fraction of the slope

Lecture 14, slides 34-35: «простой градиентный спуск»; the flow chart is slide 29's.

The gradient $\nabla E$ points where the error grows fastest, so a small step the other
way makes it smaller. How small is $\eta$, one number for all weights and all time, and
that is the method's whole difficulty. Along a direction in which the error curves with
second derivative $\lambda$, a step multiplies the distance to the bottom by $1 - \eta\lambda$:
above $\eta = 2/\lambda$ every step overshoots further than the last, far below it the flat
directions take thousands of steps. One $\eta$ has to serve the steepest and the flattest.

$$ \Delta W_t = \eta \, \nabla E(W_{t-1}) \qquad (1) $$
$$ W_t = W_{t-1} - \Delta W_t \qquad (2) $$

| slide | here | default | meaning |
|---|---|---|---|
| $\eta$ | `eta` | 0.5; digits 1.2 | learning rate, the same for every weight |
| $\nabla E$ | `g` | | gradient at the weights $W$ = `w` |
| $-\Delta W$ | `dw` | | the change; GSL adds it, the lecture subtracts |
*/

#include "methods.h"

#include <gsl/gsl_blas.h>

typedef struct {
    double eta;
} gd_state;

static int gd_alloc(void *state, size_t n)
{
    (void)n;
    method_defaults(&method_gd, state);
    return GSL_SUCCESS;
}

/**
Before the first step there is only something to look at: the error of the initial
weights, and its gradient. They are iteration 1 of the history.
*/

static int gd_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                  gsl_vector *g, double step_size, double tol)
{
    gd_state *state = vstate;
    (void)tol; /* for methods with a line search */
    state->eta = step_size;
    return method_evaluate(fdf, w, e, g);
}

/**
One iteration is the two equations, and then the error and the gradient at the new place,
which the next iteration will use.
*/

static int gd_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                      gsl_vector *g, gsl_vector *dw)
{
    const gd_state *state = vstate;
    /* Equation (1), with the sign of (2) already in it. */
    gsl_vector_memcpy(dw, g);
    gsl_vector_scale(dw, -state->eta);
    /* Equation (2). */
    gsl_vector_add(w, dw);
    return method_evaluate(fdf, w, e, g);
}

/* Nothing is remembered from step to step, so there is nothing to forget ... */
static int gd_restart(void *state)
{
    (void)state;
    return GSL_SUCCESS;
}

/* ... and nothing to give back. */
static void gd_free(void *state)
{
    (void)state;
}

static const gsl_multimin_fdfminimizer_type gd_type = {
    "gd", sizeof(gd_state), gd_alloc, gd_set, gd_iterate, gd_restart, gd_free};

/**
## Hyper-parameters

The command line, `--help` and the defaults are made from this table.
*/

static const parameter parameters[] = {
    {.name = "eta",
     .symbol = "η",
     .value = 0.5,
     .digits = 1.2,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "learning rate, the same for every weight"},
    {0},
};

const method method_gd = {.name = "gd",
                          .title = "Gradient descent",
                          .slides = "34, 35",
                          .type = &gd_type,
                          .parameters = parameters};

/**
## What to look at

On the points the error leaves $\ln 2 = 0.69$, where the net answers "either" everywhere, within
some thirty iterations: it finds the straight cut that gets most points right. The long part of
the run is the one between 0.3 and 0.2, three hundred iterations in which the cut slowly bends
around the blob. The spike near iteration 70, and the fine teeth after it, are steps that
overshot in a steep direction: $\eta$ is near its limit $2/\lambda_{\max}$ there, and the method
comes back because the valley is narrow but not closed.
The slide's curve has the same teeth. On the digits they run together into
a hump in the first third, for the same reason: $\eta = 1.1$ has almost none and takes a
quarter more iterations.

## Try

- `--eta 0.3`: fewer spikes. How many more iterations do you expect? (Not 5/3 as many: why?)
- `--eta 2`: does it diverge, or does it end somewhere useless?
- `--batch 50`: the gradient of 50 examples costs 1/28 of that of 1400. Is it 1/28 as good?
- `--seeds 10`: how much of what you saw was luck with the initial weights?
*/
