/**
# BFGS: learn the curvature from the walk

Lecture 14, slides 51-53: «метод BFGS, или алгоритм Бройдена-Флетчера-Гольдфарба-Шанно».

Newton's step wants the inverse of the Hessian: $n^2$ second derivatives, and $n^3$ operations to
invert them. BFGS computes not one of them. Each step that is made anyhow shows how the gradient
changed along it, and that is what a second derivative is. A matrix $V$ collects what was seen, and
stands for $H^{-1}$ in the next step.

$$ W := W - \Delta W, \qquad \Delta W = \alpha\, V_k\, \nabla E \qquad (1) $$
$$ r = \nabla E(t) - \nabla E(t-1), \qquad s = W(t) - W(t-1) \qquad (2) $$
$$ V_{k+1} = \left(I - \frac{s\,r^T}{r^T s}\right) V_k \left(I - \frac{r\,s^T}{r^T s}\right)
             + \frac{s\,s^T}{r^T s}, \qquad V_0 = I \qquad (3) $$

On a bowl $r = H s$, so the true inverse takes $r$ to $s$; and so does the new matrix,

$$ V_{k+1}\, r = s \qquad (4) $$

which (3) shows at a glance: its last factor turns $r$ into 0, and what is left is $s$. Many symmetric matrices
do that. This one is the nearest of them to $V_k$ in a certain norm [1, section 6.1], so that nothing is forgotten that
the step did not contradict; and it is positive definite if $V_k$ was and $r^T s > 0$.

| slide | here | default | meaning |
|---|---|---|---|
| $V$ | `m` | | near the inverse Hessian; with `--form direct` it is $B$, near the Hessian |
| $r$, $s$ | `r`, `s` | | change of the gradient, change of the weights |
| $\nabla E$, $\Delta W$ | `g`, `p` | | the gradient; `p` $= -V \nabla E$ is the way, what is *added* is $\alpha$ `p` |
| | `step` | 0.1 | length of the first step that is tried |
| | `c1`, `c2` | 0.0001, 0.9 | of the strong Wolfe conditions that choose $\alpha$ |

The slide says $\Delta W$ for what is subtracted and, in the next line, for $W(t) - W(t-1)$, which is added. $s$ is
the second; with both signs changed (3) is the same anyway.

## The line search is half of the method

The slide has no $\alpha$. But $r^T s > 0$ must come from somewhere: if the slope along the step is steeper at its end than
at its beginning, (3) makes a matrix that leads uphill. The second of the strong Wolfe conditions (`line_search.c`) is just what
is needed: where the slope has fallen to nine tenths of what it was, $r^T s > 0$. So $\alpha = 1$ is tried first, as Newton would,
and on most steps that is all. The other precautions:

- a step with $r^T s \le 10^{-10} |r| |s|$ is made, and teaches nothing;
- before the first update the identity is scaled by $r^T s / r^T r$ [1, equation 6.20]: $V_0 = I$ says that all curvatures are 1, and
  the first step knows better;
- if $p$ does not lead down, by rounding, all is forgotten and $p = -\nabla E$.

[1] J. Nocedal, S. J. Wright, Numerical Optimization, 2nd edition, Springer 2006, chapter 6. The four who found the rule
in the same year: C. G. Broyden, R. Fletcher, D. Goldfarb, D. F. Shanno, 1970.
*/

#include "methods.h"
#include "quasi_newton.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>

typedef enum { INVERSE, DIRECT } bfgs_form; /* in the order of "choices" below */

typedef struct {
    quasi_newton walk;  /* the line search; s and r of the last step */
    double form;        /* a bfgs_form: which matrix is to be kept */
    bfgs_form kept;     /* and which is, since the last set */
    double as_printed;  /* 1: slide 52 to the letter */
    int fresh;          /* nothing has been learned since the matrix was I */
    gsl_matrix *m;      /* V or B: the lower triangle, the other is never looked at */
    gsl_matrix *factor; /* L of B = L L', for the direct form */
    gsl_vector *u;      /* scratch */
} bfgs_state;

/**
## The update, and what it costs

Two products of matrices stand in (3), and none is needed. Let $u = V r$. Multiplied out, (3) is

$$ V - \frac{s\,u^T + u\,s^T}{r^T s} + \left(1 + \frac{r^T u}{r^T s}\right) \frac{s\,s^T}{r^T s}
   = V - \frac{s\,q^T + q\,s^T}{r^T s}, \qquad
   q = u - \frac12 \left(1 + \frac{r^T u}{r^T s}\right) s \qquad (5) $$

a change of rank two: one product of a matrix with a vector (`dsymv`) and one `dsyr2`, $4 n^2$ operations. The
direction is another `dsymv`. Nothing in an iteration costs $n^3$. $V$ is symmetric, and only its lower triangle
is ever read or written.
*/

/* Equation (5). */
void bfgs_update_inverse(gsl_matrix *v, const gsl_vector *r, const gsl_vector *s, gsl_vector *u)
{
    double r_s, r_v_r;
    gsl_blas_ddot(r, s, &r_s);
    gsl_blas_dsymv(CblasLower, 1, v, r, 0, u); /* u = V r */
    gsl_blas_ddot(r, u, &r_v_r);
    gsl_blas_daxpy(-(1 + r_v_r / r_s) / 2, s, u);
    gsl_blas_dsyr2(CblasLower, -1 / r_s, s, u, v);
}

/**
## The direct form, and what the slide prints

The matrix that approximates $H$ itself is $B = V^{-1}$. It wants $B_{k+1} s = r$, which is (4) with the two letters
exchanged, and the formula is that of V. G. Davidon, R. Fletcher and M. J. D. Powell with the letters exchanged:

$$ B_{k+1} = B_k - \frac{B_k\,s\,s^T B_k}{s^T B_k\,s} + \frac{r\,r^T}{r^T s} \qquad (6) $$

It takes the curvature along $s$ out and puts the one that was seen in. Then $B p = -\nabla E$ must be solved: by Cholesky's
factors, $n^3/3$ operations at each iteration, which is why (3) is the default. Started alike, (3) and (6) are each other's inverse
for ever.

Slide 52 prints

$$ V_{k+1} = V_k - \frac{V_k\,s\,s^T V_k}{s^T V_k\,s} + \frac{r\,r^T}{s^T s} \qquad (7) $$

Compare (6): it is the update of $B$, under the name of its inverse, and with $s^T s$ for $r^T s$. Units would have told. $E$ in joules and
$W$ in metres make $H$ joules per square metre and $V$ square metres per joule. $s s^T / r^T s$ is that; $r r^T / s^T s$ is
joules squared per metre to the fourth.
*/

/* Equations (6) and (7), which differ in the divisor. */
static void exchange(gsl_matrix *m, const gsl_vector *r, const gsl_vector *s, double divisor,
                     gsl_vector *u)
{
    double s_m_s;
    gsl_blas_dsymv(CblasLower, 1, m, s, 0, u); /* u = M s */
    gsl_blas_ddot(s, u, &s_m_s);
    gsl_blas_dsyr(CblasLower, -1 / s_m_s, u, m);
    gsl_blas_dsyr(CblasLower, 1 / divisor, r, m);
}

void bfgs_update_direct(gsl_matrix *b, const gsl_vector *r, const gsl_vector *s, gsl_vector *u)
{
    double r_s;
    gsl_blas_ddot(r, s, &r_s);
    exchange(b, r, s, r_s, u);
}

void bfgs_update_as_printed(gsl_matrix *v, const gsl_vector *r, const gsl_vector *s, gsl_vector *u)
{
    double s_s;
    gsl_blas_ddot(s, s, &s_s);
    exchange(v, r, s, s_s, u);
}

/**
## The minimizer

Memory is asked for in `alloc`, all $8 n^2$ bytes of it, and refused there if this machine cannot hold them: the digits' net
has 119260 weights, and its $V$ would need 114 GB. `lbfgs.c` does without. The direct form wants as much again for Cholesky's
factor; it is asked for when the minimizer is set, which is when its form is decided.
*/

static void bfgs_free(void *vstate)
{
    bfgs_state *state = vstate;
    quasi_newton_free(&state->walk);
    gsl_matrix_free(state->m);
    gsl_matrix_free(state->factor);
    gsl_vector_free(state->u);
}

static int bfgs_alloc(void *vstate, size_t n)
{
    bfgs_state *state = vstate;
    fault why;
    *state = (bfgs_state){0};
    method_defaults(&method_bfgs, state);
    if (method_fits(&method_bfgs, n, &why) != GSL_SUCCESS ||
        quasi_newton_alloc(&state->walk, n) != GSL_SUCCESS)
        return GSL_ENOMEM;
    state->m = gsl_matrix_alloc(n, n);
    state->u = gsl_vector_alloc(n);
    if (state->m && state->u)
        return GSL_SUCCESS;
    bfgs_free(state);
    return GSL_ENOMEM;
}

/* V_0 = 1 on the slide. */
static int bfgs_restart(void *vstate)
{
    bfgs_state *state = vstate;
    quasi_newton_restart(&state->walk);
    gsl_matrix_set_identity(state->m);
    return GSL_SUCCESS;
}

static int bfgs_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                    gsl_vector *g, double step_size, double tol)
{
    bfgs_state *state = vstate;
    (void)tol;
    state->walk.length = step_size;
    bfgs_restart(state);
    state->kept = INVERSE;
    if (state->form == DIRECT && !state->factor)
        state->factor = gsl_matrix_alloc(w->size, w->size);
    if (state->form == DIRECT && !state->factor)
        return GSL_ENOMEM;
    state->kept = (bfgs_form)state->form;
    return method_evaluate(fdf, w, e, g);
}

/* p from B p = -g; 0, which leads nowhere, if B is not positive definite any more. */
static void solve(gsl_matrix *factor, const gsl_matrix *b, const gsl_vector *g, gsl_vector *p)
{
    gsl_matrix_memcpy(factor, b);
    gsl_vector_memcpy(p, g);
    gsl_vector_scale(p, gsl_linalg_cholesky_decomp1(factor) == GSL_SUCCESS ? -1 : 0);
    gsl_linalg_cholesky_svx(factor, p);
}

static void direction(bfgs_state *state, const gsl_vector *g)
{
    if (state->kept == INVERSE)
        gsl_blas_dsymv(CblasLower, -1, state->m, g, 0, state->walk.p);
    else
        solve(state->factor, state->m, g, state->walk.p);
}

/* What the first step shows of the curvature, r'r/r's, taken for all directions. */
static void set_scaled_identity(bfgs_state *state)
{
    double r_s, r_r;
    gsl_blas_ddot(state->walk.r, state->walk.s, &r_s);
    gsl_blas_ddot(state->walk.r, state->walk.r, &r_r);
    gsl_matrix_set_identity(state->m);
    gsl_matrix_scale(state->m, state->kept == INVERSE ? r_s / r_r : r_r / r_s);
}

static void learn(bfgs_state *state)
{
    quasi_newton *walk = &state->walk;
    if (!quasi_newton_learns(walk)) {
        if (walk->learned == 0)
            gsl_matrix_set_identity(state->m);
        return;
    }
    if (walk->learned == 1)
        set_scaled_identity(state);
    if (state->kept == INVERSE)
        bfgs_update_inverse(state->m, walk->r, walk->s, state->u);
    else
        bfgs_update_direct(state->m, walk->r, walk->s, state->u);
}

/**
## One iteration

As printed there is no line search, and no precaution: $W := W - V \nabla E$, then (7).
*/

static int iterate_as_printed(bfgs_state *state, gsl_multimin_function_fdf *fdf, gsl_vector *w,
                              double *e, gsl_vector *g)
{
    quasi_newton *walk = &state->walk;
    quasi_newton_leave(walk, w, g);
    gsl_vector_add(w, walk->p);
    const int status = method_evaluate(fdf, w, e, g);
    quasi_newton_arrive(walk, w, g);
    bfgs_update_as_printed(state->m, walk->r, walk->s, state->u);
    return status;
}

static int bfgs_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                        gsl_vector *g, gsl_vector *dw)
{
    bfgs_state *state = vstate;
    direction(state, g);
    const int status = state->as_printed ? iterate_as_printed(state, fdf, w, e, g)
                                         : quasi_newton_step(&state->walk, fdf, w, e, g);
    gsl_vector_memcpy(dw, state->walk.s);
    if (status == GSL_SUCCESS && !state->as_printed)
        learn(state);
    return status;
}

static const gsl_multimin_fdfminimizer_type bfgs_type = {
    "bfgs", sizeof(bfgs_state), bfgs_alloc, bfgs_set, bfgs_iterate, bfgs_restart, bfgs_free};

const gsl_matrix *bfgs_matrix(const gsl_multimin_fdfminimizer *m)
{
    return ((const bfgs_state *)m->state)->m;
}

const quasi_newton *bfgs_walk(const gsl_multimin_fdfminimizer *m)
{
    return &((const bfgs_state *)m->state)->walk;
}

static const parameter parameters[] = {
    {.name = "step",
     .value = 0.1,
     .digits = 0.1,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "length of the first step that is tried"},
    {.name = "form",
     .symbol = "V, B",
     .value = INVERSE,
     .digits = INVERSE,
     .min = INVERSE,
     .max = DIRECT,
     .choices = "inverse|direct",
     .where = offsetof(bfgs_state, form),
     .meaning = "which matrix is kept: V, near the inverse Hessian, or B, near the Hessian"},
    {.name = "c1",
     .value = 1e-4,
     .digits = 1e-4,
     .min = 0,
     .min_open = 1,
     .max = 0.01,
     .where = offsetof(bfgs_state, walk.c1),
     .meaning = "share of the promised fall that a step must bring"},
    {.name = "c2",
     .value = 0.9,
     .digits = 0.9,
     .min = 0.01,
     .min_open = 1,
     .max = 0.9999,
     .where = offsetof(bfgs_state, walk.c2),
     .meaning = "share of the slope that may be left after a step"},
    {.name = "as-printed",
     .max = 1,
     .flag = 1,
     .where = offsetof(bfgs_state, as_printed),
     .meaning = "the formula of slide 52, to see where it leads"},
    {0},
};

const method method_bfgs = {.name = "bfgs",
                            .title = "BFGS",
                            .slides = "51-53",
                            .type = &bfgs_type,
                            .parameters = parameters,
                            .family = FAMILY_CURVATURE,
                            .same_function = 1,
                            .matrices = 1,
                            .instead = "lbfgs",
                            .as_printed_note =
                                "as printed V is near the squared curvature, not its inverse: "
                                "steps are shortest where they should be longest"};

/**
## What to look at

Thirty-three iterations in the median of ten seeds on the points, and 48 gradients, one and a half an iteration. RProp
needs some 70 gradients and plain descent 820. GSL's `vector_bfgs2` needs 118, and the error alone 148 times; it keeps no matrix, only the
last step. Nothing here was chosen to suit the points but the length of the very first trial, and that matters little: from 0.03 to 3 the
median is between 30 and 39.

The figure of the cost has the three ways to the same step: along the line $n^3$ the direct form, along $n^2$ the inverse one, which
costs hardly more than its three products of BLAS, and along $n$ that of `lbfgs.c`. A point above its line
is a matrix that no longer fits in the processor's cache.

The slide's history takes 1733 iterations, in a thick band: the error goes up and down with each. We do not know what drew it.
With `--as-printed` our net creeps: after 4000 iterations the ten seeds stand between 0.67 and 0.69, and on nine of them the error has not
risen once.

In one direction of curvature $\lambda$ (7) makes $V = \lambda^2$ where $1/\lambda$ is wanted. A step is $\lambda^2 \cdot \lambda d$, and
the distance $d$ from the bottom is multiplied by $1 - \lambda^3$. Flat directions hardly move: with $\lambda = 0.1$ it takes a thousand steps for a
factor of $e$. From $\lambda = \sqrt[3]{2} = 1.26$ on the swings grow; just below, each step leads to the opposite wall, nearly as high, and a
history of such steps would be a band. Our net is too flat for it at first.

## Try

- `--form direct`: the same numbers, to the last digit shown. How much longer does it take with the default net, of 292
  weights, and with `--hidden 100,20`, of 2362?
- `--as-printed --hidden 100 --max-iter 4000 --history FILE`, and plot column 3. When does this net become steep enough for
  the swings, and what do they look like?
- `--as-printed --form direct`: the slide's matrix taken for $B$, so that only the divisor is wrong. What is the factor in one
  direction now, and which directions are thrown out?
- `--c2 0.1`: a line search as exact as that of conjugate gradients. Fewer iterations, or fewer gradients?
*/
