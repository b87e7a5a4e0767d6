/**
# Levenberg and Marquardt: a Hessian for nothing

Lecture 14, slides 54-55: «метод Левенберга-Марквардта (LMA)», «вычисляем приближение гессиана H через
якобиан J».

Newton's step wants second derivatives. A sum of squares gives most of them away. Let $e = d - o$ be all errors of
all $M$ outputs on all $P$ examples, one long column, $J = \partial e / \partial w$ the matrix of their first derivatives, and
$E = \frac12 e^T e$. Then

$$ g = \nabla E = J^T e \qquad (1) $$
$$ \nabla^2 E = J^T J + \sum_r e_r \nabla^2 e_r \approx J^T J = H \qquad (2) $$

The sum that is left out is small where the errors are small, or where they are of both signs and have nothing to do with the curvature.
What is left has first derivatives only, and, unlike the Hessian, never a direction that curves down. Newton's step with
it, $H^{-1} g$, is Gauss's. Far from a minimum it is as wild as Newton's own, and where $J$ has fewer independent
columns than weights it does not exist. So it is damped:

$$ H \approx J^T J + \mu D \qquad (3) $$
$$ \Delta W = (J^T J + \mu D)^{-1} J^T e, \qquad W := W - \Delta W \qquad (4) $$

With $\mu \to 0$ this is Gauss's step. With $\mu$ large it is $D^{-1} g / \mu$: a short step down the gradient, a rate for each weight.
A single number leads from one to the other, and it is found on the way: a trial that fails raises it, one that succeeds
lowers it.

| slide | here | default | meaning |
|---|---|---|---|
| $e$ | `e` | | errors, $e = d - o$; a block of them |
| $J$ | `J` | | $\partial e/\partial w$, a block of its rows |
| $J^T J$, $g$ | `H`, `g` | | summed over all blocks |
| $\mu$ | `mu` | 0.001 | damping; at the start a share of the largest $(J^T J)_i / D_i$ |
| $I$ | `D` | Moré's | scaling: see below |
| $\Delta W$ | `step` | | what is subtracted from $W$ |

## Why D and not I

Slide 55 writes $I = (J^T J) \circ E$, "the matrix of the elements on the main diagonal". The formula is right and its letters mislead:
$I$ is no unit matrix but $\operatorname{diag} J^T J$, and $E$, elsewhere the error, is the unit matrix here. Who reads $I$ as a unit matrix
has gone back from Marquardt (1963) to Levenberg (1944), who had it so. Here it is called $D$:

- `LM_LEVENBERG`, $D_i = 1$: a step of the same length counts the same for every weight, whatever its unit.
- `LM_MARQUARDT`, $D_i = (J^T J)_i$: as on the slide. Measure a weight in other units, and the steps are the same steps.
- `LM_MORE`, $D_i$ = the largest $(J^T J)_i$ so far (Moré 1978): also without units, but a weight whose column of
  $J$ fades is not set free by that.

Marquardt's diagonal has a hole. If a neuron is saturated on all examples, the columns of its weights are 0, $D_i$ is 0, and (3)
has a row of zeros, whatever $\mu$ is. Such a $D_i$ becomes 1. And before a column is 0 it fades, and $D_i$ with it, until nothing
holds that weight back: [damping.c](damping.c) shows one on its way. There are two cures. `LM_MORE` remembers; it is the default here, since it leaves
units alone (on NIST's 32 runs, `tests/nist.c`, it gets six digits 31 times, and Marquardt's 30 times). Where all weights have one unit, as in a net, there is also
`floor`: no element of $D$ is a smaller share of the largest.
*/

#include "levenberg_marquardt.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

const lm_parameters lm_defaults = {.scaling = LM_MORE,
                                   .damping = LM_NIELSEN,
                                   .mu = 1e-3,
                                   .factor = 10,
                                   .floor = 0,
                                   .accelerate = 0,
                                   .avmax = 0.75,
                                   .h = 0.02,
                                   .xtol = 1e-15,
                                   .gtol = 1e-15};

/* Failures in a row. From wherever mu was, it is too large to move anything by then. */
enum { MOST_REJECTED = 100 };

/* ------------------------------------------------------------------ making and freeing */

lm *lm_alloc(const lm_parameters *parameters, size_t p)
{
    lm *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->parameters = *parameters;
    gsl_vector **vectors[] = {&s->w, &s->g, &s->D, &s->step, &s->v, &s->a, &s->w_trial};
    int complete = (s->H = gsl_matrix_alloc(p, p)) && (s->L = gsl_matrix_alloc(p, p));
    for (size_t k = 0; complete && k < sizeof vectors / sizeof *vectors; k++)
        complete = (*vectors[k] = gsl_vector_calloc(p)) != NULL;
    if (complete)
        return s;
    lm_free(s);
    return NULL;
}

static void free_block(lm *s)
{
    gsl_matrix_free(s->J);
    gsl_vector_free(s->e);
    gsl_vector_free(s->e_trial);
    gsl_vector_free(s->J_v);
    s->J = NULL;
    s->e = s->e_trial = s->J_v = NULL;
}

static int alloc_block(lm *s)
{
    free_block(s);
    s->J = gsl_matrix_alloc(s->block, s->w->size);
    s->e = gsl_vector_alloc(s->block);
    s->e_trial = gsl_vector_alloc(s->block);
    s->J_v = gsl_vector_alloc(s->block);
    return s->J && s->e && s->e_trial && s->J_v ? GSL_SUCCESS : GSL_ENOMEM;
}

void lm_free(lm *s)
{
    if (!s)
        return;
    free_block(s);
    gsl_matrix_free(s->H);
    gsl_matrix_free(s->L);
    gsl_vector *vectors[] = {s->w, s->g, s->D, s->step, s->v, s->a, s->w_trial};
    for (size_t k = 0; k < sizeof vectors / sizeof *vectors; k++)
        gsl_vector_free(vectors[k]);
    free(s);
}

/**
## J'J, block by block

$J$ has $MP$ rows. For ten thousand rows and a thousand weights that is 80 MB, with all of MNIST's digits 4.8 GB, and
none of it is needed but $J^T J$ and $J^T e$. Both are sums over rows,

$$ J^T J = \sum_b J_b^T J_b, \qquad J^T e = \sum_b J_b^T e_b, \qquad e^T e = \sum_b e_b^T e_b \qquad (5) $$

so a block of rows $J_b$ is made, added (BLAS `dsyrk` computes one triangle, half the work of a full product), and overwritten by the next.
*/

/* A block of rows at w; J may be NULL. */
static int get_rows(lm *s, const gsl_vector *w, size_t first, gsl_vector *e, gsl_matrix *J)
{
    gsl_multifit_nlinear_fdf *fdf = s->fdf;
    if (s->rows)
        return s->rows(w, fdf->params, first, e, J);
    const int known = J && s->known; /* from the trial that led here */
    const int status = known ? GSL_SUCCESS : gsl_multifit_nlinear_eval_f(fdf, w, NULL, e);
    if (status != GSL_SUCCESS || !J)
        return status;
    /* J_v is scratch for the differences, whose best step is the cube root of the precision. */
    return gsl_multifit_nlinear_eval_df(w, e, NULL, GSL_ROOT3_DBL_EPSILON,
                                        GSL_MULTIFIT_NLINEAR_CTRDIFF, fdf, J, s->J_v);
}

/* The last block may be smaller. */
static size_t block_size(const lm *s, size_t first)
{
    return GSL_MIN(s->block, s->fdf->n - first);
}

/* Equation (5), at s->w. */
static int linearise(lm *s)
{
    gsl_matrix_set_zero(s->H);
    gsl_vector_set_zero(s->g);
    s->squares = 0;
    for (size_t first = 0; first < s->fdf->n; first += s->block) {
        const size_t rows = block_size(s, first);
        gsl_vector_view e = gsl_vector_subvector(s->e, 0, rows);
        gsl_matrix_view J = gsl_matrix_submatrix(s->J, 0, 0, rows, s->w->size);
        const int status = get_rows(s, s->w, first, &e.vector, &J.matrix);
        if (status != GSL_SUCCESS)
            return status;
        gsl_blas_dsyrk(CblasLower, CblasTrans, 1, &J.matrix, 1, s->H);
        gsl_blas_dgemv(CblasTrans, 1, &J.matrix, &e.vector, 1, s->g);
        s->squares += gsl_pow_2(gsl_blas_dnrm2(&e.vector));
    }
    return isfinite(s->squares) && isfinite(gsl_blas_dasum(s->g)) ? GSL_SUCCESS : GSL_EBADFUNC;
}

/* e'e at w_trial; infinite where it cannot be computed, so that no such trial succeeds. */
static double trial_squares(lm *s)
{
    double sum = 0;
    for (size_t first = 0; first < s->fdf->n; first += s->block) {
        gsl_vector_view e = gsl_vector_subvector(s->e_trial, 0, block_size(s, first));
        if (get_rows(s, s->w_trial, first, &e.vector, NULL) != GSL_SUCCESS)
            return GSL_POSINF;
        sum += gsl_pow_2(gsl_blas_dnrm2(&e.vector));
    }
    return sum; /* a NaN is not below anything either */
}

/* ---------------------------------------------------------------- scaling and damping */

static double scale_of(const lm *s, double old, double h)
{
    switch (s->parameters.scaling) {
    case LM_LEVENBERG:
        return 1;
    case LM_MARQUARDT:
        return h;
    default:
        return GSL_MAX(old, h);
    }
}

static void scale(lm *s)
{
    for (size_t i = 0; i < s->D->size; i++)
        gsl_vector_set(s->D, i, scale_of(s, gsl_vector_get(s->D, i), gsl_matrix_get(s->H, i, i)));
    const double least = s->parameters.floor * gsl_vector_max(s->D);
    for (size_t i = 0; i < s->D->size; i++) {
        const double d = GSL_MAX(gsl_vector_get(s->D, i), least);
        gsl_vector_set(s->D, i, d > 0 ? d : 1);
    }
}

/**
## How mu moves

At the start $\mu$ is a share $\tau$ of the largest $(J^T J)_i / D_i$: with the slide's scaling $\tau$ itself.

*Classic* (Marquardt): after a success $\mu / 10$, after a failure $10 \mu$. A success is any $E$ below the last.

*Nielsen* (1999) asks how good the success was. $J$ foretells that $e^T e$ will fall by

$$ \Delta W^T (g + \mu D \Delta W), \qquad (6) $$

and the gain $\rho$ is the actual fall over that. Then

$$ \text{success: } \mu \leftarrow \mu \max\!\left(\tfrac13,\, 1 - (2\rho - 1)^3\right), \quad \nu \leftarrow 2 \qquad
   \text{failure: } \mu \leftarrow \mu \nu, \quad \nu \leftarrow 2\nu \qquad (7) $$

At $\rho = 1$ the straight lines were true and $\mu$ falls to a third. At $\rho = \frac12$ it stays. A poor success ($\rho$ near 0) raises it up to double, where
the classic rule would have jumped to a tenth and paid for it with failures. And failures in a row raise it by 2, 4, 8, ...,
so that even a $\mu$ that is wrong by orders of magnitude is found in a few trials.
*/

void lm_restart(lm *s)
{
    double largest = 0;
    for (size_t i = 0; i < s->D->size; i++)
        largest = GSL_MAX(largest, gsl_matrix_get(s->H, i, i) / gsl_vector_get(s->D, i));
    s->mu = s->parameters.mu * (largest > 0 ? largest : 1);
    s->nu = 2;
}

/* A mu that is lost in every diagonal element changes nothing, and from 0 it could never rise
   again. */
static double least_mu(const lm *s)
{
    double least = 1;
    for (size_t i = 0; i < s->D->size; i++) {
        const double h = gsl_matrix_get(s->H, i, i);
        if (h > 0)
            least = GSL_MIN(least, h / gsl_vector_get(s->D, i));
    }
    return GSL_MAX(1e-3 * GSL_DBL_EPSILON * least, GSL_DBL_MIN);
}

static void lower(lm *s)
{
    if (s->parameters.damping == LM_CLASSIC)
        s->mu /= s->parameters.factor;
    else
        s->mu *= GSL_MAX(1.0 / 3, 1 - gsl_pow_3(2 * s->gain - 1)); /* equation (7) */
    s->mu = GSL_MAX(s->mu, least_mu(s));
    s->nu = 2;
}

static void raise_mu(lm *s)
{
    if (s->parameters.damping == LM_CLASSIC) {
        s->mu *= s->parameters.factor;
    } else {
        s->mu *= s->nu; /* equation (7) */
        s->nu *= 2;
    }
}

/* --------------------------------------------------------------------------- the step */

/* Equation (3), and its Cholesky factor L L' in the lower triangle. That fails, and mu must rise, where
   the matrix is not positive but for rounding: J'J squares the condition of J. A caller's own
   error handler has nothing to do with it. */
static int factorise(lm *s)
{
    gsl_matrix_memcpy(s->L, s->H);
    gsl_vector_view diagonal = gsl_matrix_diagonal(s->L);
    gsl_blas_daxpy(s->mu, s->D, &diagonal.vector);
    gsl_error_handler_t *callers = gsl_set_error_handler_off();
    const int status = gsl_linalg_cholesky_decomp1(s->L);
    gsl_set_error_handler(callers);
    return status;
}

/* sum D_i x_i y_i. */
static double scaled_dot(const lm *s, const gsl_vector *x, const gsl_vector *y)
{
    double sum = 0;
    for (size_t i = 0; i < x->size; i++)
        sum += gsl_vector_get(s->D, i) * gsl_vector_get(x, i) * gsl_vector_get(y, i);
    return sum;
}

static double length(const lm *s, const gsl_vector *x)
{
    return sqrt(scaled_dot(s, x, x));
}

/**
## Geodesic acceleration

The step $v = \Delta W$ of (4) goes straight on where the residuals curve. How much they curve in its direction is one number a residual,
the second derivative $e_{vv}$ along $v$, and it costs one evaluation more:

$$ e_{vv} \approx \frac{2}{h} \left( \frac{e(W - h v) - e(W)}{h} + J v \right) \qquad (8) $$

The same factor of the same matrix turns it into an acceleration, and the step becomes a piece of a parabola (Transtrum and Sethna 2012):

$$ a = (J^T J + \mu D)^{-1} J^T e_{vv}, \qquad \Delta W = v + \tfrac12 a \qquad (9) $$

Where $a$ is not small beside $v$ the expansion means nothing, so a trial with $|a| / |v| > 0.75$ counts as failed. Lengths are measured by $D$.
*/

/* Adds a block's part of J' e_vv. */
static int add_curvature(lm *s, size_t first, gsl_vector *sum)
{
    const size_t rows = block_size(s, first);
    const double h = s->parameters.h;
    gsl_vector_view e = gsl_vector_subvector(s->e, 0, rows);
    gsl_vector_view evv = gsl_vector_subvector(s->e_trial, 0, rows);
    gsl_vector_view J_v = gsl_vector_subvector(s->J_v, 0, rows);
    gsl_matrix_view J = gsl_matrix_submatrix(s->J, 0, 0, rows, s->w->size);
    const int kept = s->block >= s->fdf->n; /* e and J are still those of linearise */
    int status = kept ? GSL_SUCCESS : get_rows(s, s->w, first, &e.vector, &J.matrix);
    if (status == GSL_SUCCESS && !s->rows && s->fdf->fvv) {
        status = gsl_multifit_nlinear_eval_fvv(h, s->w, s->v, s->e, s->J, NULL, s->fdf, &evv.vector,
                                               s->w_trial);
    } else if (status == GSL_SUCCESS) {
        status = get_rows(s, s->w_trial, first, &evv.vector, NULL);
        gsl_blas_dgemv(CblasNoTrans, 1, &J.matrix, s->v, 0, &J_v.vector);
        gsl_vector_sub(&evv.vector, &e.vector);
        gsl_vector_scale(&evv.vector, 1 / h);
        gsl_vector_add(&evv.vector, &J_v.vector);
        gsl_vector_scale(&evv.vector, 2 / h); /* equation (8) */
    }
    if (status == GSL_SUCCESS)
        gsl_blas_dgemv(CblasTrans, 1, &J.matrix, &evv.vector, 1, sum);
    return status;
}

/* Equation (9): adds a/2 to the step. */
static int accelerate(lm *s)
{
    int status = GSL_SUCCESS;
    gsl_vector_set_zero(s->a);
    gsl_vector_memcpy(s->w_trial, s->w);
    gsl_blas_daxpy(-s->parameters.h, s->v, s->w_trial);
    for (size_t first = 0; first < s->fdf->n && status == GSL_SUCCESS; first += s->block)
        status = add_curvature(s, first, s->a);
    if (status != GSL_SUCCESS)
        return status;
    gsl_linalg_cholesky_svx(s->L, s->a);
    gsl_blas_daxpy(0.5, s->a, s->step);
    s->bend = length(s, s->a) / length(s, s->v);
    return s->bend <= s->parameters.avmax ? GSL_SUCCESS : GSL_FAILURE;
}

/* Equation (4). GSL_ENOPROG where the step is lost in the last digits of w. */
static int find_step(lm *s)
{
    int status = factorise(s);
    if (status != GSL_SUCCESS)
        return status;
    gsl_vector_memcpy(s->v, s->g);
    gsl_linalg_cholesky_svx(s->L, s->v);
    gsl_vector_memcpy(s->step, s->v);
    if (length(s, s->step) <= GSL_DBL_EPSILON * length(s, s->w))
        return GSL_ENOPROG;
    return s->parameters.accelerate ? accelerate(s) : GSL_SUCCESS;
}

/* Where all errors are one block, those of the trial are those at the new w. */
static void keep_errors(lm *s)
{
    gsl_vector *e = s->e;
    s->e = s->e_trial;
    s->e_trial = e;
    s->known = 1;
}

/* Goes there if it is better. The gain's denominator is (6), of the straight step. */
static int try_step(lm *s)
{
    gsl_vector_memcpy(s->w_trial, s->w);
    gsl_vector_sub(s->w_trial, s->step);
    const double squares = trial_squares(s);
    double foretold;
    gsl_blas_ddot(s->v, s->g, &foretold);
    foretold += s->mu * scaled_dot(s, s->v, s->v);
    s->gain = (s->squares - squares) / foretold;
    if (!(squares < s->squares))
        return GSL_FAILURE;
    gsl_vector_memcpy(s->w, s->w_trial);
    keep_errors(s);
    return GSL_SUCCESS;
}

int lm_iterate(lm *s)
{
    for (s->rejected = 0; s->rejected < MOST_REJECTED; s->rejected++) {
        int status = find_step(s);
        if (status == GSL_ENOPROG)
            return status;
        if (status == GSL_SUCCESS)
            status = try_step(s);
        if (status == GSL_SUCCESS) {
            lower(s);
            status = linearise(s);
            scale(s);
            return status;
        }
        raise_mu(s);
    }
    return GSL_ENOPROG;
}

/* -------------------------------------------------------------------- begin and end */

int lm_set(lm *s, gsl_multifit_nlinear_fdf *fdf, lm_rows *rows, size_t block, const gsl_vector *w)
{
    if (fdf->p != s->w->size || w->size != fdf->p || fdf->n == 0 || (rows && block == 0))
        return GSL_EBADLEN;
    s->fdf = fdf;
    s->rows = rows;
    s->known = 0;
    s->block = rows ? GSL_MIN(block, fdf->n) : fdf->n;
    int status = alloc_block(s);
    if (status != GSL_SUCCESS)
        return status;
    gsl_vector_memcpy(s->w, w);
    gsl_vector_set_zero(s->D);
    gsl_vector_set_zero(s->step);
    status = linearise(s);
    scale(s);
    lm_restart(s);
    return status;
}

/**
## When to stop

GSL stops where the largest $|g_i| \max(|w_i|, 1)$ is small beside $\max(E, 1)$. For residuals of $10^{-4}$ that holds long before the fit
has its digits: $g$ is small because $e$ is. (With $10^{-8}$ for all tolerances its driver ends NIST's Lanczos3 with 4.7 digits and MGH09 with 5.2; ours has 8.7 and 7.7.) Here the gradient is
measured as Moré does, by the cosine of the angle between $e$ and each column of $J$,

$$ \frac{|g_i|}{\sqrt{(J^T J)_i}\, |e|} \qquad (10) $$

which does not change with the units of $w$ or of $e$: at a minimum the errors are at right angles to everything that the weights can do. The
defaults ask for all digits. An iteration that finds nothing better within them says so by itself (`GSL_ENOPROG`).
*/

/* Equation (10), of the worst column. */
static double cosine(const lm *s)
{
    double largest = 0;
    for (size_t i = 0; i < s->g->size; i++) {
        const double column = sqrt(gsl_matrix_get(s->H, i, i) * s->squares);
        if (column > 0)
            largest = GSL_MAX(largest, fabs(gsl_vector_get(s->g, i)) / column);
    }
    return largest;
}

int lm_test(const lm *s)
{
    const double step = length(s, s->step);
    const int small = step > 0 && step <= s->parameters.xtol * length(s, s->w);
    return small || cosine(s) <= s->parameters.gtol ? GSL_SUCCESS : GSL_CONTINUE;
}
