/**
# FANN's RProp, read in its source

Lecture 14, slide 39: «модификации градиентного спуска: rProp».

The documentation of FANN (Fast Artificial Neural Network library, S. Nissen and others) says that
its RProp is iRPROP$^-$ of Igel and Hüsken, which is `rprop --variant iminus` here: when the sign
flips, the step shrinks and the weight stays. The function that does it,
`fann_update_weights_irpropm` of `fann_train.c`, says something else. With $s = \operatorname{sign}$
and $\nabla E_0 = 0$:

$$ \eta_t = \begin{cases} \min(\eta_{\max},\; a \max(\eta_{t-1}, 10^{-4})) & \nabla E_{t-1} \nabla E_t \ge 0 \\
                          \max(\eta_{\min},\; b \max(\eta_{t-1}, 10^{-4})) & \nabla E_{t-1} \nabla E_t < 0
           \end{cases} \qquad (1) $$
$$ \Delta W_t = \begin{cases} \eta_t \, s(\nabla E_t) & \nabla E_{t-1} \nabla E_t \ge 0,\; \nabla E_t \ne 0 \\
                              -\eta_t & \text{otherwise} \end{cases}, \qquad W := W - \Delta W_t \qquad (2) $$

Three differences, none of which can be set:

- The first step is $1.2 \cdot 0.1$: "no sign before" counts as a kept sign, and so does the
  forgotten gradient after a flip. Where the others make one step of the shrunken size, this one has
  it grown again.
- Where the sign flips, the gradient is set to 0 and the step is taken all the same: the branch for
  a slope that is not negative *adds* it. Whatever side the minimum is on, a weight that has jumped
  over it moves up.
- A weight whose slope is exactly 0 moves up too, each time 1.2 times as far, until it has come to
  1500, where all weights are stopped.

$\eta_{\min}$ is 0 in FANN, and the floor of $10^{-4}$ under the last step does its work.

The source is that of the repository `libfann/fann`, read in 2026. FANN computes with `float`, this
file with `double`.
*/

#include "fann_rprop.h"

#include <gsl/gsl_math.h>

enum { LARGEST_WEIGHT = 1500 };

typedef struct {
    double eta_0, grow, shrink, eta_max, eta_min;
    gsl_vector *eta, *g_old;
} fann_state;

static void fann_free(void *vstate)
{
    fann_state *state = vstate;
    gsl_vector_free(state->eta);
    gsl_vector_free(state->g_old);
}

static int fann_alloc(void *vstate, size_t n)
{
    fann_state *state = vstate;
    method_defaults(&method_fann_rprop, state);
    state->eta = gsl_vector_alloc(n);
    state->g_old = gsl_vector_alloc(n);
    if (state->eta && state->g_old)
        return GSL_SUCCESS;
    fann_free(state);
    return GSL_ENOMEM;
}

static int fann_restart(void *vstate)
{
    fann_state *state = vstate;
    gsl_vector_set_all(state->eta, state->eta_0);
    gsl_vector_set_zero(state->g_old);
    return GSL_SUCCESS;
}

static int fann_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                    gsl_vector *g, double step_size, double tol)
{
    fann_state *state = vstate;
    (void)tol;
    state->eta_0 = step_size;
    fann_restart(state);
    return method_evaluate(fdf, w, e, g);
}

/* Equation (1); `flipped` is its second line. */
static double step(const fann_state *state, double eta, int flipped)
{
    const double floored = GSL_MAX(eta, 1e-4);
    return flipped ? GSL_MAX(state->eta_min, state->shrink * floored)
                   : GSL_MIN(state->eta_max, state->grow * floored);
}

/* One weight's new value. */
static double moved(fann_state *state, size_t i, double w, double g)
{
    const double g_old = gsl_vector_get(state->g_old, i);
    const int flipped = (g_old > 0 && g < 0) || (g_old < 0 && g > 0);
    const double eta = step(state, gsl_vector_get(state->eta, i), flipped);
    const double slope = flipped ? 0 : g;
    gsl_vector_set(state->eta, i, eta);
    gsl_vector_set(state->g_old, i, slope);
    if (slope > 0) /* equation (2) */
        return GSL_MAX(w - eta, -LARGEST_WEIGHT);
    return GSL_MIN(w + eta, LARGEST_WEIGHT);
}

static int fann_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                        gsl_vector *g, gsl_vector *dw)
{
    fann_state *state = vstate;
    for (size_t i = 0; i < w->size; i++) {
        const double old = gsl_vector_get(w, i), now = moved(state, i, old, gsl_vector_get(g, i));
        gsl_vector_set(dw, i, now - old);
        gsl_vector_set(w, i, now);
    }
    return method_evaluate(fdf, w, e, g);
}

static const gsl_multimin_fdfminimizer_type fann_type = {
    "fann_rprop", sizeof(fann_state), fann_alloc, fann_set, fann_iterate, fann_restart, fann_free};

/* The five numbers that FANN lets its users set, with its defaults. */
static const parameter parameters[] = {
    {.name = "eta",
     .value = 0.1,
     .digits = 0.1,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "the step before the first"},
    {.name = "grow",
     .value = 1.2,
     .digits = 1.2,
     .min = 1,
     .max = GSL_POSINF,
     .where = offsetof(fann_state, grow),
     .meaning = "factor of the step size while the sign stays"},
    {.name = "shrink",
     .value = 0.5,
     .digits = 0.5,
     .min = 0,
     .min_open = 1,
     .max = 1,
     .where = offsetof(fann_state, shrink),
     .meaning = "factor of the step size when the sign flips"},
    {.name = "eta-max",
     .value = 50,
     .digits = 50,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = offsetof(fann_state, eta_max),
     .meaning = "largest step size"},
    {.name = "eta-min",
     .value = 0,
     .digits = 0,
     .min = 0,
     .max = GSL_POSINF,
     .where = offsetof(fann_state, eta_min),
     .meaning = "smallest step size after a flip"},
    {0},
};

const method method_fann_rprop = {.name = "fann_rprop",
                                  .title = "FANN's RProp",
                                  .slides = "39",
                                  .type = &fann_type,
                                  .parameters = parameters,
                                  .family = FAMILY_ADAPTIVE};
