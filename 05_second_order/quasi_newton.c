/**
# A step, and what it teaches

Lecture 14, slides 51-52: what BFGS and L-BFGS have in common.

Both make a direction $p$ from what they know of the curvature, search along it for a point with the strong Wolfe
conditions, and take down two differences,

$$ r = \nabla E(t) - \nabla E(t-1), \qquad s = W(t) - W(t-1) \qquad (1) $$

Only what they make of them is different. So the step is here, with the precautions that both need:

- The first $\alpha$ that is tried is 1, for a matrix that knows the curvature gives $p$ its length. Where nothing has been
  learned $p = -\nabla E$, whose length means nothing, and the first trial is as long as the reader said.
- If $p$ leads nowhere, or upwards, everything learned is forgotten and the same is tried with $-\nabla E$. Only
  if that fails as well, there is no way down.
- A pair teaches something if $r^T s > 10^{-10} |r| |s|$. Else the curvature along the step was not positive, or drowned
  in rounding, and no positive definite matrix can have it.
*/

#include "quasi_newton.h"

#include "line_search.h"
#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>

static const double least_curvature = 1e-10; /* the cosine between r and s must be larger */

void quasi_newton_free(quasi_newton *q)
{
    gsl_vector_free(q->p);
    gsl_vector_free(q->r);
    gsl_vector_free(q->s);
    gsl_vector_free(q->w_0);
    gsl_vector_free(q->g_0);
}

int quasi_newton_alloc(quasi_newton *q, size_t n)
{
    q->p = gsl_vector_alloc(n);
    q->r = gsl_vector_alloc(n);
    q->s = gsl_vector_alloc(n);
    q->w_0 = gsl_vector_alloc(n);
    q->g_0 = gsl_vector_alloc(n);
    quasi_newton_restart(q);
    if (q->p && q->r && q->s && q->w_0 && q->g_0)
        return GSL_SUCCESS;
    quasi_newton_free(q);
    return GSL_ENOMEM;
}

void quasi_newton_restart(quasi_newton *q)
{
    q->learned = q->skipped = q->forgotten = 0;
}

/* A matrix that knows the curvature gives p its length, and 1 is the alpha to try. -g has a
   length that means nothing: the one that was asked for is tried. */
static double first_trial(const quasi_newton *q)
{
    return q->learned > 0 ? 1 : q->length / gsl_blas_dnrm2(q->g_0);
}

/* Along q->p; returns alpha, which is 0 if nothing lower was found. */
static double search(const quasi_newton *q, gsl_multimin_function_fdf *fdf, gsl_vector *w,
                     double *e, gsl_vector *g)
{
    line_search_rule rule = LINE_SEARCH_RULE;
    rule.first = first_trial(q);
    rule.c1 = q->c1;
    rule.c2 = q->c2;
    line l = {.fdf = fdf, .x0 = q->w_0, .g0 = q->g_0, .p = q->p, .e0 = *e, .x = w, .g = g};
    gsl_blas_ddot(q->g_0, q->p, &l.slope0);
    line_point found;
    line_search_wolfe(&l, &rule, &found);
    *e = found.e;
    return found.alpha;
}

/* The matrix is I again, and p what follows from that. */
static void forget(quasi_newton *q)
{
    q->learned = 0;
    q->forgotten++;
    gsl_vector_memcpy(q->p, q->g_0);
    gsl_vector_scale(q->p, -1);
}

void quasi_newton_leave(quasi_newton *q, const gsl_vector *w, const gsl_vector *g)
{
    gsl_vector_memcpy(q->w_0, w);
    gsl_vector_memcpy(q->g_0, g);
}

void quasi_newton_arrive(quasi_newton *q, const gsl_vector *w, const gsl_vector *g)
{
    gsl_vector_memcpy(q->s, w);
    gsl_vector_sub(q->s, q->w_0);
    gsl_vector_memcpy(q->r, g);
    gsl_vector_sub(q->r, q->g_0);
}

int quasi_newton_step(quasi_newton *q, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                      gsl_vector *g)
{
    quasi_newton_leave(q, w, g);
    if (!isfinite(*e))
        return GSL_EBADFUNC;
    double alpha = search(q, fdf, w, e, g);
    if (alpha == 0 && q->learned > 0) {
        forget(q);
        alpha = search(q, fdf, w, e, g);
    }
    quasi_newton_arrive(q, w, g);
    return gsl_blas_dnrm2(q->s) > 0 ? GSL_SUCCESS : GSL_ENOPROG;
}

int quasi_newton_learns(quasi_newton *q)
{
    double r_s;
    gsl_blas_ddot(q->r, q->s, &r_s);
    const int learns = r_s > least_curvature * gsl_blas_dnrm2(q->r) * gsl_blas_dnrm2(q->s);
    q->learned += (size_t)learns;
    q->skipped += (size_t)!learns;
    return learns;
}
