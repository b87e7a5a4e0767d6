/**
# Newton: divide the slope by the curvature

Lecture 14, slides 48-50: «градиентные методы оптимизации второго порядка», «кроме градиента -
направления наискорейшего роста функции, использую информацию о её кривизне».

The slope says which way is down and not how far. How far depends on how soon the slope ends, and that
is the curvature. With both, the error near $W$ is a quadratic function of the step,

$$ E(W - \Delta W) \approx E - \nabla E^T \Delta W + \tfrac{1}{2} \Delta W^T H \, \Delta W \qquad (1) $$

$H$ the matrix of all second derivatives, and the step to where its slope is 0 is the slide's:

$$ \Delta W = H^{-1} \cdot \nabla E \qquad (2) $$
$$ W := W - \Delta W \qquad (3) $$

No learning rate: where (1) is exact, one step is all it takes, in a narrow valley as in a round bowl.
Where it is not, each step about doubles the number of right digits once the minimum is near.

But nothing in (2) knows down from up. Where the error bends upwards in all directions ($H$ positive definite)
the place without slope is the bottom of a bowl. Where it bends downwards in some, it is a pass
between two mountains, a saddle, or a summit, and (2) walks there just as quickly: along an eigenvector of curvature
$\lambda_i$ it divides the slope by $\lambda_i$, and with $\lambda_i < 0$ that is a step uphill. A net's error
begins in such a place (see `spectrum.c`). So a part of the unit matrix is added, enough of it to
make all curvatures positive:

$$ (H + \lambda I) \, \Delta W = \nabla E \qquad (4) $$

With $\lambda = 0$ that is (2); with a large one $\Delta W$ is $\nabla E / \lambda$, a short step of plain descent; between
them, steps that go down by the slope where little is known of the curvature and by Newton's rule where it is
trustworthy. The idea is Levenberg's (1944 [1], the next chapter's method is named after him); for Hessians it is
Goldfeld, Quandt and Trotter's (1966 [2]).

| slide | here | default | meaning |
|---|---|---|---|
| $H$ | `h` | | the Hessian, exact (`hessian.c`) |
| $\Delta W$ | `dw` | | the step; it is subtracted |
| | `lambda` | $10^{-6}$ | the least $\lambda$ above 0, in parts of the largest number in $H$ |
| | `grow`, `shrink` | 2, 0.1 | what a bad or a good step does to $\lambda$ |
| | `damping` | on | off: (2) as the slide has it |

## How much damping

Whether all curvatures of $H + \lambda I$ are positive is found on the way to solving (4): Cholesky's
factorisation, the cheapest there is, takes a square root in every row and succeeds if and only if they are. Whether the
quadratic can be trusted as far as $\Delta W$ leads is seen afterwards, by what it promised. With (4), $H \Delta W = \nabla E - \lambda \Delta W$,
so (1) promises $\frac{1}{2} \Delta W^T (\nabla E + \lambda \Delta W)$, and

$$ \varrho = \frac{E(W) - E(W - \Delta W)}{\tfrac{1}{2} \Delta W^T (\nabla E + \lambda \, \Delta W)} \qquad (5) $$

is 1 where the quadratic is right and negative where the error rose. One number decides, as in trust-region methods
(Nocedal and Wright 2006, chapter 4 [3]):

| | the step | $\lambda$ |
|---|---|---|
| Cholesky fails, or $\varrho < 10^{-4}$ | is not taken; again with the same $H$ | grows |
| $\varrho < 1/4$ | is taken | grows |
| $1/4 \le \varrho \le 3/4$ | is taken | stays |
| $\varrho > 3/4$ | is taken | shrinks, and below the least it is 0: the pure step (2) |

So the error never rises, but by its last digit. The first try is always $\lambda = 0$, which is why a quadratic function takes a single iteration.

- [1] K. Levenberg, A method for the solution of certain non-linear problems in least squares, Quarterly of
  Applied Mathematics 2, 1944.
- [2] S. M. Goldfeld, R. E. Quandt, H. F. Trotter, Maximization by quadratic hill-climbing, Econometrica 34, 1966.
- [3] J. Nocedal, S. J. Wright, Numerical optimization, 2nd edition, Springer 2006.
*/

#include "newton.h"
#include "hessian.h"
#include "methods.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <math.h>

enum { DAMPING_ON, DAMPING_OFF }; /* in the order of "choices" below */

typedef struct {
    double least, grow, shrink, damping;
    double lambda;       /* the damping now */
    newton_hessian *own; /* the user's second derivatives, or NULL */
    objective *net;      /* if the function is the error of a net, else NULL, ... */
    hessian_pass *pass;  /* ... and what the net's Hessian needs */
    gsl_matrix *h;       /* H */
    double size;         /* of its largest number */
    gsl_matrix *factors; /* of H + lambda I */
    gsl_permutation *order;
    gsl_vector *dw, *w_new, *g_new; /* a step, and where it leads ... */
    double e_new;                   /* ... and E there */
} newton_state;

static void newton_free(void *vstate)
{
    newton_state *state = vstate;
    hessian_pass_free(state->pass);
    gsl_matrix_free(state->h);
    gsl_matrix_free(state->factors);
    gsl_permutation_free(state->order);
    gsl_vector_free(state->dw);
    gsl_vector_free(state->w_new);
    gsl_vector_free(state->g_new);
}

static int newton_alloc(void *vstate, size_t n)
{
    newton_state *state = vstate;
    *state = (newton_state){.h = gsl_matrix_alloc(n, n),
                            .factors = gsl_matrix_alloc(n, n),
                            .order = gsl_permutation_alloc(n),
                            .dw = gsl_vector_alloc(n),
                            .w_new = gsl_vector_alloc(n),
                            .g_new = gsl_vector_alloc(n)};
    method_defaults(&method_newton, state);
    if (state->h && state->factors && state->order && state->dw && state->w_new && state->g_new)
        return GSL_SUCCESS;
    newton_free(state);
    return GSL_ENOMEM;
}

static int newton_restart(void *vstate)
{
    newton_state *state = vstate;
    state->lambda = 0;
    return GSL_SUCCESS;
}

/**
## Where H comes from

A GSL function has values and gradients, and no place for second derivatives. There are three ways to
come by them, and a `newton` minimizer takes the best that it finds:

- the user's own function, given by `newton_set_hessian` (`newton.h`);
- the error of a net: the function is recognised, and `hessian.c` computes its $H$;
- otherwise differences of gradients. Each column is
  $(\nabla E(W + h e_i) - \nabla E(W - h e_i)) / 2h$ with $h = \sqrt[3]{\epsilon}$, which balances the error of the
  difference, $h^2$, against that of rounding, $\epsilon / h$: some ten digits of sixteen are right, for $2n$ gradients.
*/

static int newton_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                      gsl_vector *g, double step_size, double tol)
{
    newton_state *state = vstate;
    (void)step_size; /* Newton has no first step to be told, */
    (void)tol;       /* and searches no line */
    newton_restart(state);
    hessian_pass_free(state->pass);
    state->net = objective_of(fdf);
    state->pass = state->net ? hessian_pass_alloc(state->net) : NULL;
    if (state->net && !state->pass)
        return GSL_ENOMEM;
    return method_evaluate(fdf, w, e, g);
}

/* The gradient's change by a step of +-h of weight i, into row i of H. */
static void difference(newton_state *state, gsl_multimin_function_fdf *fdf, const gsl_vector *w,
                       size_t i)
{
    const double wi = gsl_vector_get(w, i), h = cbrt(GSL_DBL_EPSILON) * fmax(1, fabs(wi));
    const double right = wi + h, left = wi - h;
    gsl_vector_view row = gsl_matrix_row(state->h, i);
    gsl_vector_memcpy(state->w_new, w);
    gsl_vector_set(state->w_new, i, right);
    GSL_MULTIMIN_FN_EVAL_DF(fdf, state->w_new, &row.vector);
    gsl_vector_set(state->w_new, i, left);
    GSL_MULTIMIN_FN_EVAL_DF(fdf, state->w_new, state->g_new);
    gsl_vector_sub(&row.vector, state->g_new);
    gsl_vector_scale(&row.vector, 1 / (right - left)); /* what h became in the sum's rounding */
}

static void differences(newton_state *state, gsl_multimin_function_fdf *fdf, const gsl_vector *w)
{
    for (size_t i = 0; i < w->size; i++)
        difference(state, fdf, w, i);
    gsl_matrix_transpose_memcpy(state->factors, state->h);
    gsl_matrix_add(state->h, state->factors);
    gsl_matrix_scale(state->h, 0.5);
}

static int second_derivatives(newton_state *state, gsl_multimin_function_fdf *fdf,
                              const gsl_vector *w)
{
    double min, max;
    int status = GSL_SUCCESS;
    if (state->own)
        status = state->own(w, fdf->params, state->h);
    else if (state->net)
        status = hessian(state->net, state->pass, w, state->h);
    else
        differences(state, fdf, w);
    gsl_matrix_minmax(state->h, &min, &max); /* NaN if there is any in H */
    state->size = fmax(fabs(min), fabs(max));
    if (status == GSL_SUCCESS && !(isfinite(min) && isfinite(max)))
        status = GSL_EBADFUNC;
    return status;
}

/**
## The damped step

The diagonal of $H$ is all that $\lambda$ changes. GSL's Cholesky reads the lower triangle and does not
mind the upper; it fails with `GSL_EDOM` at the first square root of a negative number.
*/

/* Equation (4). */
static int solve(newton_state *state, const gsl_vector *g)
{
    gsl_vector_view diagonal = gsl_matrix_diagonal(state->factors);
    gsl_matrix_memcpy(state->factors, state->h);
    gsl_vector_add_constant(&diagonal.vector, state->lambda);
    const int status = gsl_linalg_cholesky_decomp1(state->factors);
    if (status != GSL_SUCCESS)
        return status;
    return gsl_linalg_cholesky_solve(state->factors, g, state->dw);
}

/* Equation (3), to a place of its own; returns whether E is finite there. */
static int go(newton_state *state, gsl_multimin_function_fdf *fdf, const gsl_vector *w)
{
    gsl_vector_memcpy(state->w_new, w);
    gsl_vector_sub(state->w_new, state->dw);
    return method_evaluate(fdf, state->w_new, &state->e_new, state->g_new);
}

/**
At the end of the way both sides of (5) are smaller than the last digits of $E$, and their ratio would be noise. The
gradient still has digits there, so it decides: a step is as good as can be if the gradient is shorter after it, and of no use
if it is not.
*/

static double trust(const newton_state *state, double e, const gsl_vector *g)
{
    double gd, dd;
    gsl_blas_ddot(g, state->dw, &gd);
    gsl_blas_ddot(state->dw, state->dw, &dd);
    const double promised = (gd + state->lambda * dd) / 2;
    if (promised < 8 * GSL_DBL_EPSILON * fabs(e))
        return gsl_blas_dnrm2(state->g_new) < gsl_blas_dnrm2(g);
    return (e - state->e_new) / promised; /* equation (5) */
}

/* The least lambda other than 0; where H itself is 0, any size is as good as another. */
static double least(const newton_state *state)
{
    return state->least * (state->size > 0 ? state->size : 1);
}

static void grow(newton_state *state)
{
    state->lambda = fmax(state->grow * state->lambda, least(state));
}

static void shrink(newton_state *state)
{
    state->lambda *= state->shrink;
    if (state->lambda < least(state))
        state->lambda = 0;
}

/* Tries the step with the lambda there is: rho, or 0 where there is no step. */
static double attempt(newton_state *state, gsl_multimin_function_fdf *fdf, const gsl_vector *w,
                      double e, const gsl_vector *g)
{
    if (solve(state, g) != GSL_SUCCESS || go(state, fdf, w) != GSL_SUCCESS)
        return 0;
    return trust(state, e, g);
}

/**
A $\lambda$ that has grown to $1/\epsilon^2$ times the least has made the step so short that no weight changes any more: that is a minimum, as
far as numbers can tell, or the gradient is not that of the function. `GSL_ENOPROG` is what GSL's own minimizers say then.
*/

static int damped(newton_state *state, gsl_multimin_function_fdf *fdf, const gsl_vector *w,
                  double e, const gsl_vector *g)
{
    double rho = attempt(state, fdf, w, e, g);
    while (!(rho >= 1e-4)) { /* nor if it is 0/0 */
        grow(state);
        if (!(state->lambda * GSL_DBL_EPSILON * GSL_DBL_EPSILON < least(state)))
            return GSL_ENOPROG;
        rho = attempt(state, fdf, w, e, g);
    }
    if (rho < 0.25)
        grow(state);
    else if (rho > 0.75)
        shrink(state);
    return GSL_SUCCESS;
}

/**
## The slide's step

Equation (2) as it stands, for `--damping off`. $H$ need not be positive now, so Cholesky is of no use: an LU
factorisation, at twice the price. If $H$ is singular there is no step at all.
*/

static int undamped(newton_state *state, gsl_multimin_function_fdf *fdf, const gsl_vector *w,
                    const gsl_vector *g)
{
    int sign;
    gsl_matrix_memcpy(state->factors, state->h);
    gsl_linalg_LU_decomp(state->factors, state->order, &sign);
    const int status = gsl_linalg_LU_solve(state->factors, state->order, g, state->dw);
    if (status != GSL_SUCCESS)
        return status;
    return go(state, fdf, w);
}

static int newton_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                          gsl_vector *g, gsl_vector *dw)
{
    newton_state *state = vstate;
    gsl_vector_set_zero(dw);
    int status = second_derivatives(state, fdf, w);
    if (status == GSL_SUCCESS && state->damping == DAMPING_ON)
        status = damped(state, fdf, w, *e, g);
    else if (status == GSL_SUCCESS)
        status = undamped(state, fdf, w, g);
    if (status != GSL_SUCCESS)
        return status;
    gsl_vector_sub(dw, state->dw);
    gsl_vector_memcpy(w, state->w_new);
    gsl_vector_memcpy(g, state->g_new);
    *e = state->e_new;
    return GSL_SUCCESS;
}

static const gsl_multimin_fdfminimizer_type newton_type = {
    "newton",       sizeof(newton_state), newton_alloc, newton_set,
    newton_iterate, newton_restart,       newton_free};

int newton_set_hessian(gsl_multimin_fdfminimizer *s, newton_hessian *own)
{
    if (s->type != &newton_type)
        return GSL_EINVAL;
    newton_state *state = s->state;
    state->own = own;
    return GSL_SUCCESS;
}

/**
## What it costs

An iteration needs $H$, about $n/2$ gradients for a net; two matrices of $n \times n$ numbers; and $n^3/3$ multiplications for each
$\lambda$ that is tried. For the points, $n = 292$, that is 146 gradients, 1.4 megabytes, and a factorisation that takes a fiftieth of
the time of $H$. For the digits, $n = 119260$, it is 114 gigabytes a matrix: `--task digits` is refused. Slide 50
draws the conclusion, «можно обойтись приближением H», and the rest of this chapter follows it.
*/

static const parameter parameters[] = {
    {.name = "lambda",
     .symbol = "λ",
     .value = 1e-6,
     .digits = 1e-6,
     .min = 0,
     .min_open = 1,
     .max = 1,
     .where = offsetof(newton_state, least),
     .meaning = "least damping above 0, as a part of H's largest number"},
    {.name = "grow",
     .value = 2,
     .digits = 2,
     .min = 1,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = offsetof(newton_state, grow),
     .meaning = "factor of the damping after a bad step"},
    {.name = "shrink",
     .value = 0.1,
     .digits = 0.1,
     .min = 0,
     .max = 1,
     .where = offsetof(newton_state, shrink),
     .meaning = "factor of the damping after a good step"},
    {.name = "damping",
     .choices = "on|off",
     .max = 1,
     .where = offsetof(newton_state, damping),
     .meaning = "off: the slide's step as it is, to see where it leads"},
    {0},
};

const method method_newton = {.name = "newton",
                              .title = "Newton",
                              .slides = "48-50",
                              .type = &newton_type,
                              .parameters = parameters,
                              .family = FAMILY_CURVATURE,
                              .same_function = 1,
                              .matrices = 2,
                              .instead = "lbfgs"};

/**
## What to look at

On the points the median of ten seeds is 19 iterations, where RProp needs 66 and plain descent 800: no other method of the
lecture knows so well where to go. It pays for it. These 19 iterations cost as much as 2650 gradients, and the
whole takes some forty times as long as RProp (`./04_optimizers/race --methods newton,rprop,momentum --seeds 10`). What is
worth its price here is the lesson: the directions are in the curvature. The rest of the chapter looks for cheaper
ways to know it.

The history has no plateau at the start and no long tail. With seed 1 it goes on from 0.05 to 0.01 in ten more iterations, and
the error of the test falls with it, from 0.045 to 0.017. It takes eighty more to 0.001, and there the test stands at
0.072: the last misfits were learned by heart.

With `--damping off` none of ten seeds comes near. After two to seven steps $H$ cannot be inverted any more, with errors from
0.69, which is where they began, to 4800. More than a hundred of the 292 eigenvalues of $H$ are smaller than a millionth
of the largest, some of them 0 but for rounding (`spectrum`), and the undamped step divides by them. So these numbers
differ from machine to machine: they are made of last digits.

## Try

- `--damping off --seeds 10`, and then `saddle`: there the undamped step at least arrives.
- `--grow 10 --seeds 10`: a bad step makes $\lambda$ ten times larger at once, and fewer factorisations are needed. Why do the
  iterations double (from 19 to 36)?
- `--activation relu --seeds 10`: a ReLU has no second derivative. What is in $H$ then, and what is missing? (From
  19 iterations to 46.)
- `--hidden none --stop-error 0.2 --damping off`: a net without a hidden layer has a convex error. Why is the undamped
  step of no use even here? (How many numbers may be added to the outputs' weights without changing
  any answer?)
*/
