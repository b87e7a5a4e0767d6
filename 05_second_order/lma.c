/**
# LMA: training a net as a sum of squares

Lecture 14, slides 54-56: «метод Левенберга-Марквардта (LMA)».

The method itself is in [levenberg_marquardt.c](levenberg_marquardt.c), the net's errors and their Jacobian are in
[jacobian.c](jacobian.c). This file puts the two together as a minimizer like those of section 04, so that the same
program trains with it, on the same points, from the same first weights.

$$ \Delta W = (J^T J + \mu D)^{-1} J^T e, \qquad W := W - \Delta W \qquad (1) $$

| slide | here | default | meaning |
|---|---|---|---|
| $\mu$ | `mu` | 0.001 | damping at the start, a share of the largest $(J^T J)_i / D_i$ |
| | `damping` | classic | how $\mu$ moves: ten down and ten up, or by Nielsen's rule |
| | `factor` | 10 | the ten |
| $I$ | `scaling` | marquardt | $D$: $\operatorname{diag} J^T J$, the largest it has been (`more`), or 1 (`levenberg`) |
| | `floor` | 0.01 | no element of $D$ is a smaller share of the largest |
| | `accelerate`, `avmax` | off, 0.75 | geodesic acceleration, and how long it may be beside the step |

## Which error

LMA knows no other error than a sum of squares. Cross-entropy is none, and `--loss cross-entropy` is refused. The net keeps its
softmax, so $d$ and $o$ are probabilities. What the history shows, and what is to fall below 0.05, is the mean of the squares over
all outputs and examples, `mse` in this project:

$$ E = \frac{1}{MP} e^T e, \qquad \nabla E = \frac{2}{MP} J^T e \qquad (2) $$

It starts at 0.25, the answer "one half" to everything. Slide 56 starts near 4, so the lecture's error is some other multiple of the sum or
its net has other outputs; the slides do not say. Nor is $E < 0.05$ the same demand as with cross-entropy: at 0.05 the net has
94 to 98 of 100 points right, and only at 0.0125 as many as after the other methods' 0.05, or more. Both are measured below.
*/

#include "jacobian.h"
#include "levenberg_marquardt.h"
#include "methods.h"
#include "objective.h"

#include <gsl/gsl_blas.h>

/* Examples whose Jacobian is made together. With a thousand weights the block is 2 MB. */
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

/**
## A minimizer that wants more than E

GSL hands a minimizer $E$ and $\nabla E$. That is not enough here: from a sum nobody can tell the summands. So this type asks whether the function
is the error of a net (`objective_of`), which knows its errors one by one, and refuses any other. For functions that are not nets there is
`lm_set`, which takes a `gsl_multifit_nlinear_fdf`.

An iteration is a step that succeeded, with all trials that failed before it. It counts as one gradient, since $J^T e$ is one, and each trial
as one evaluation of the error alone. That is generous: see "What it costs".
*/

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

/* Equation (2). */
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
    state->s->parameters = parameters_of(state);
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
                           .family = FAMILY_CURVATURE,
                           .same_function = 1,
                           .squares = 1,
                           .matrices = 2,
                           .instead = "lbfgs"};

/**
## What it costs

$J^T J$ is $MP n^2 / 2$ multiplications, the Cholesky factor $n^3/6$; a gradient, about $3 P n$. With the net for the points, $n = 292$, an iteration is
6.4 ms, of which $J^T J$ takes 5.6 and the factor 0.5; a gradient takes 0.2. So LMA's nine iterations (seed 1) take three to five times as long as RProp's 68 on the same error
(`rprop --loss mse`). It wins where gradients are dear or many digits are wanted, and where $n$ is small.

Memory is two $n \times n$ matrices and a block of $J$, however many examples there are. It is $n$ that sets the limit: the digits' net has 119260 weights, and
$J^T J$ would fill 114 GB. `--task digits` says so.

`make bench` compares an iteration with what nobody can avoid, $J^T J$, the factor and one gradient: it takes 1.0 to 1.1 times as long, at $n$ = 292 and at $n$ = 1498.
GSL's own solver with its default, a QR decomposition of $J$, takes 60 to 130 times as long at $n = 292$.

## What to look at

On the points the median of ten seeds is 9.5 iterations, from 7 to 12, and every seed arrives; slide 56 has 394. With `--stop-error 0.0125`, where
the median accuracy on the test is 0.993, it is 14 and at most 17. RProp on the same error needs 50 and 130.

The curve falls in cliffs: for a few iterations next to nothing happens, $\mu$ creeps down, and then one step takes half of the error away. And it never rises, since a trial that
does not lower $E$ is no iteration.

The floor matters more than anything else. Marquardt's diagonal gives every weight its own unit. The weights of a net have one unit already, and a weight whose column of $J$ has
faded (its neuron is saturated) is sent far by its small $D_i$, from where there is no way back. With `--floor 0` one seed in ten is stuck at $E = 0.16$, and the slowest of the others needs 37 iterations.

## Try

- `--floor 0 --seeds 10`, then `--floor 1e-6`, `--floor 1`. With 1, which method is it?
- `--damping nielsen --seeds 10`: the cautious rule lowers $\mu$ to a third at most, the classic one to a tenth. Which is better on a net, and is it
  still with `--floor 1e-6`? What did `tests/nist.c` say of curves?
- `--accelerate --seeds 10`: a better step for three times the Jacobians. Does it pay here? Does it in `tests/nist.c`?
- `--hidden none --max-iter 50`: one layer, where the points cannot be separated by a line. What does $E$ do, and why does it not stop?
*/
