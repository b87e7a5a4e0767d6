/**
# LMA: training a net as a sum of squares

Lecture 14, slides 54-56: «метод Левенберга-Марквардта (LMA)».

to be written
*/

#include "jacobian.h"
#include "levenberg_marquardt.h"
#include "methods.h"
#include "objective.h"

#include <gsl/gsl_blas.h>

/* Examples whose Jacobian is made together: see "What it costs". */
enum { EXAMPLES = 128 };

typedef struct {
    double mu, factor, floor, avmax;
    double damping, scaling, accelerate; /* numbers of choices */
    objective *o;
    net_errors *errors;
    gsl_multifit_nlinear_fdf fdf;
    lm *s;
} lma_state;

static int lma_alloc(void *vstate, size_t n)
{
    lma_state *state = vstate;
    *state = (lma_state){.s = lm_alloc(&lm_defaults, n)};
    method_defaults(&method_lma, state);
    return state->s ? GSL_SUCCESS : GSL_ENOMEM;
}

static lm_parameters parameters_of(const lma_state *state)
{
    static const lm_damping dampings[] = {LM_CLASSIC, LM_NIELSEN};
    static const lm_scaling scalings[] = {LM_MARQUARDT, LM_MORE, LM_LEVENBERG};
    lm_parameters p = lm_defaults;
    p.mu = state->mu;
    p.factor = state->factor;
    p.floor = state->floor;
    p.avmax = state->avmax;
    p.accelerate = state->accelerate > 0;
    p.damping = dampings[(size_t)state->damping];
    p.scaling = scalings[(size_t)state->scaling];
    return p;
}

/* A block of errors, counted as the other methods' evaluations are: J'e is the gradient. */
static int counted_rows(const gsl_vector *w, void *params, size_t first, gsl_vector *e,
                        gsl_matrix *J)
{
    lma_state *state = params;
    if (first == 0 && J)
        state->o->n_df++;
    else if (first == 0)
        state->o->n_f++;
    if (J)
        state->o->examples_seen += (double)(e->size / state->errors->d->size2);
    return net_errors_rows(w, state->errors, first, e, J);
}

/**
## From e to E and back

What the history shows is this project's mean squared error, `mse`, over all outputs and examples, and its gradient:

$$ E = \frac{1}{MP} e^T e, \qquad \nabla E = \frac{2}{MP} J^T e \qquad (1) $$
*/

static int show(const lma_state *state, double *e, gsl_vector *g)
{
    const double residuals = (double)state->fdf.n;
    gsl_vector_memcpy(g, state->s->g);
    gsl_blas_dscal(2 / residuals, g);
    *e = state->s->squares / residuals;
    return isfinite(*e) ? GSL_SUCCESS : GSL_EBADFUNC;
}

static int lma_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *x, double *e,
                   gsl_vector *g, double step_size, double tol)
{
    lma_state *state = vstate;
    (void)tol;
    *e = GSL_NAN;
    state->mu = step_size;
    state->o = objective_of(fdf);
    if (!state->o || state->o->l != LOSS_MSE || state->o->deck)
        return GSL_EINVAL;
    net_errors_free(state->errors);
    state->errors = net_errors_alloc(state->o->net, state->o->data->x, state->o->data->d, EXAMPLES);
    if (!state->errors)
        return GSL_ENOMEM;
    state->fdf = net_errors_function(state->errors);
    state->fdf.params = state;
    state->s->parameters = parameters_of(state);
    const int status =
        lm_set(state->s, &state->fdf, counted_rows, net_errors_block(state->errors), x);
    show(state, e, g);
    return status;
}

static int lma_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *x, double *e,
                       gsl_vector *g, gsl_vector *dx)
{
    lma_state *state = vstate;
    (void)fdf;
    gsl_vector_memcpy(dx, x);
    const int status = lm_iterate(state->s);
    show(state, e, g);
    gsl_vector_memcpy(x, state->s->w);
    gsl_vector_sub(dx, x);
    gsl_vector_scale(dx, -1);
    return status;
}

static int lma_restart(void *vstate)
{
    lma_state *state = vstate;
    if (state->errors)
        lm_restart(state->s);
    return GSL_SUCCESS;
}

static void lma_free(void *vstate)
{
    lma_state *state = vstate;
    lm_free(state->s);
    net_errors_free(state->errors);
}

static const gsl_multimin_fdfminimizer_type lma_type = {
    "lma", sizeof(lma_state), lma_alloc, lma_set, lma_iterate, lma_restart, lma_free};

static const parameter parameters[] = {
    {.name = "mu",
     .symbol = "μ",
     .value = 1e-3,
     .digits = 1e-3,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "damping at the start"},
    {.name = "damping",
     .value = 0,
     .max = 1,
     .choices = "classic|nielsen",
     .where = offsetof(lma_state, damping),
     .meaning = "how mu moves (default: classic)"},
    {.name = "factor",
     .value = 10,
     .digits = 10,
     .min = 1,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = offsetof(lma_state, factor),
     .meaning = "of the classic damping"},
    {.name = "scaling",
     .value = 0,
     .max = 2,
     .choices = "marquardt|more|levenberg",
     .where = offsetof(lma_state, scaling),
     .meaning = "D: diag J'J (default), its largest so far, or 1"},
    {.name = "floor",
     .value = 0.01,
     .digits = 0.01,
     .min = 0,
     .max = 1,
     .where = offsetof(lma_state, floor),
     .meaning = "least element of D beside its largest"},
    {.name = "accelerate",
     .max = 1,
     .flag = 1,
     .where = offsetof(lma_state, accelerate),
     .meaning = "a second-order step: geodesic acceleration"},
    {.name = "avmax",
     .value = 0.75,
     .digits = 0.75,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = offsetof(lma_state, avmax),
     .meaning = "largest |a|/|v| that is accepted"},
    {0},
};

const method method_lma = {.name = "lma",
                           .title = "LMA",
                           .slides = "54-56",
                           .type = &lma_type,
                           .parameters = parameters,
                           .same_function = 1,
                           .squares = 1,
                           .matrices = 2,
                           .instead = "rprop"};
