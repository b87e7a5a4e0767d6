/**
# Conjugate gradients: do not spoil what has been won

Lecture 14, slides 42-44: «модификации градиентного спуска: сопряжённые градиенты (conjugate
gradient)».

Go down along the gradient to the lowest point of that line, and from there along the new gradient.
The two are at a right angle, and yet the second step undoes a part of the first: at its end the
slope along the first line is no longer 0. In a long valley such a walk zigzags for ever. The
remedy is to bend the new direction a little towards the old one, by just so much that the slope
along the old line *stays* 0. In a bowl of $n$ weights no line has to be searched twice then, and
the $n$-th ends at the bottom.

$$ p_0 = \nabla E, \qquad p_t = \nabla E_t + \beta_t\, p_{t-1} \qquad (1) $$
$$ \Delta W_t = \eta_t\, (p_t + \rho\, W) + \mu\, \Delta W_{t-1}, \qquad
   \eta_t = \arg\min_\eta E(W - \Delta W_t(\eta)) \qquad (2) $$
$$ W := W - \Delta W_t \qquad (3) $$

| slide | here | default | meaning |
|---|---|---|---|
| $p$ | `p`, `down` | | the direction; $W$ moves against it, along `down` $= -(p + \rho W)$ |
| $\beta$ | `beta` | `pr+` | how much of the last direction is kept: one of (4)-(7) |
| $\eta$ | `alpha` | | found by a search along the line ([line_search.c](line_search.c)) |
| | `eta` | 1 | length of the very first step that the search tries |
| $n$ | `restart` | 0 | every so many iterations $\beta := 0$; 0 stands for the number of weights |
| $g_t$, $g_{t-1}$ | `g`, `g_old` | | gradient now and one iteration ago |
| $\mu$, $\rho$ | `mu`, `rho` | 0, 0 | momentum and weight decay; see below what they do |
| | `powell` | 0 | Powell's restart; 0 is off, 0.2 the usual value |
| | `c1`, `c2` | 1e-4, 0.1 | how thoroughly a line is searched with `--search wolfe` |
| | `tolerance` | 1e-4 | the same with `--search exact` |

## Conjugate, not orthogonal

Slide 42 says that the new direction is chosen «ортогональным к предыдущему направлению», orthogonal
to the last one. It is not: it is *conjugate* to it. Let $H$ be the matrix of second derivatives.
A step $\eta p_t$ changes the gradient by $-\eta H p_t$ and the slope along the old line by
$-\eta\, p_{t-1}^T H p_t$. That the old slope stays 0 means

$$ p_{t-1}^T H\, p_t = 0, $$

a right angle as the bowl measures angles, not as a ruler does. No $H$ is needed to get it: the
gradients before and after a step differ by $H$ times the step, and putting (1) in gives (7).

## Four ways to write one number

With $y = g_t - g_{t-1}$:

$$ \beta^{FR} = \frac{g_t^T g_t}{g_{t-1}^T g_{t-1}} \qquad (4) $$
$$ \beta^{PR} = \frac{g_t^T y}{g_{t-1}^T g_{t-1}} \qquad (5) $$
$$ \beta^{PR+} = \max(0, \beta^{PR}) \qquad (6) $$
$$ \beta^{HS} = \frac{g_t^T y}{-p_{t-1}^T y} \qquad (7) $$

The slide has the first two, by Fletcher and Reeves [1] and by Polak and Ribière [2]; (7) is by
Hestenes and Stiefel [3], who had only bowls in mind (the minus is there because the lecture's $p$ points
uphill). In a bowl, with every line searched to its bottom, all are equal. In a net they are not.
Let a step have been tiny, so that $g_t \approx g_{t-1}$: (5)-(7) become 0 and the method looks afresh,
while (4) becomes 1 and it goes on in a direction that was bad already, with another tiny step. (6)
is (5) with the assurance that it never turns round [4]. On the points, medians of 40 seeds, with
and without Powell's restart:

| `--beta` | iterations | gradients | slowest seed | with `--powell 0.2` |
|---|---|---|---|---|
| `fr` | 176 | 348 | 591 | 58 iterations, slowest 87 |
| `pr` | 58 | 130 | 114 | 56, 103 |
| `pr+` | 55 | 130 | 98 | 56, 103 |
| `hs` | 56 | 131 | 451 | 58, 96 |

- [1] R. Fletcher, C. M. Reeves, Function minimization by conjugate gradients, The Computer Journal 7,
  1964.
- [2] E. Polak, G. Ribière, Note sur la convergence de méthodes de directions conjuguées, Revue
  française d'informatique et de recherche opérationnelle 16, 1969.
- [3] M. R. Hestenes, E. Stiefel, Methods of conjugate gradients for solving linear systems, Journal of
  Research of the National Bureau of Standards 49, 1952.
- [4] J. C. Gilbert, J. Nocedal, Global convergence properties of conjugate gradient methods for
  optimization, SIAM Journal on Optimization 2, 1992.
- [5] M. J. D. Powell, Restart procedures for the conjugate gradient method, Mathematical Programming
  12, 1977.
*/

#include "line_search.h"
#include "methods.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>

typedef enum { FLETCHER_REEVES, POLAK_RIBIERE, POLAK_RIBIERE_PLUS, HESTENES_STIEFEL } beta_formula;
typedef enum { WOLFE, EXACT } search_kind; /* both in the order of "choices" below */

typedef struct {
    double eta; /* the length of the first step that is tried */
    double beta, search, restart, powell, c1, c2, tolerance, mu, rho;
    int moving;                /* there is a last direction, and a last change */
    double since;              /* directions since, and with, the last plain gradient */
    double promised;           /* the last step times the slope at its beginning */
    gsl_vector *p;             /* equation (1) */
    gsl_vector *g_old;         /* the gradient one iteration ago */
    gsl_vector *from, *g_from; /* where the line begins, and the gradient there */
    gsl_vector *down;          /* its direction */
    gsl_min_fminimizer *brent; /* for --search exact */
} cg_state;

static void cg_free(void *vstate)
{
    cg_state *state = vstate;
    gsl_vector_free(state->p);
    gsl_vector_free(state->g_old);
    gsl_vector_free(state->from);
    gsl_vector_free(state->g_from);
    gsl_vector_free(state->down);
    if (state->brent)
        gsl_min_fminimizer_free(state->brent);
}

static int cg_alloc(void *vstate, size_t n)
{
    cg_state *state = vstate;
    method_defaults(&method_conjugate_gradient, state);
    state->p = gsl_vector_alloc(n);
    state->g_old = gsl_vector_alloc(n);
    state->from = gsl_vector_alloc(n);
    state->g_from = gsl_vector_alloc(n);
    state->down = gsl_vector_alloc(n);
    state->brent = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    if (state->p && state->g_old && state->from && state->g_from && state->down && state->brent)
        return GSL_SUCCESS;
    cg_free(state);
    return GSL_ENOMEM;
}

static int cg_restart(void *vstate)
{
    cg_state *state = vstate;
    state->moving = 0;
    return GSL_SUCCESS;
}

static int cg_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                  gsl_vector *g, double step_size, double tol)
{
    cg_state *state = vstate;
    (void)tol;
    state->eta = step_size;
    cg_restart(state);
    return method_evaluate(fdf, w, e, g);
}

static double dot(const gsl_vector *a, const gsl_vector *b)
{
    double product = 0;
    gsl_blas_ddot(a, b, &product);
    return product;
}

/**
Where a step was tiny $y$ is a small difference of large numbers. Taken weight by weight it loses nothing;
$g_t^T g_t - g_t^T g_{t-1}$, the same thing on paper, would.
*/

static double conjugacy(cg_state *state, const gsl_vector *g)
{
    const double gg_old = dot(state->g_old, state->g_old);
    gsl_vector *y = state->down; /* which is not in use yet */
    gsl_vector_memcpy(y, g);
    gsl_vector_sub(y, state->g_old);
    switch ((beta_formula)state->beta) {
    case FLETCHER_REEVES: /* equation (4) */
        return dot(g, g) / gg_old;
    case POLAK_RIBIERE: /* (5) */
        return dot(g, y) / gg_old;
    case POLAK_RIBIERE_PLUS: /* (6) */
        return GSL_MAX(0, dot(g, y) / gg_old);
    default: /* (7) */
        return -dot(g, y) / dot(state->p, y);
    }
}

/**
## When to begin anew

A net is no bowl. $H$ is another one at each step, and what $p$ remembers of earlier lines goes
stale. The slide sets $\beta := 0$ every $n$ cycles, $n$ being the number of weights: after so many even a bowl
would have been done. The nets here are trained long before. Powell [5] looks at the gradients
instead. In a bowl successive ones are orthogonal; when they are far from it,

$$ |g_t^T g_{t-1}| \ge \nu\, g_t^T g_t, \qquad \nu = 0.2, \qquad (8) $$

the picture of the bowl has failed, and so has what was remembered. It is the cure for (4), as the table above
shows. With (6), which forgets by itself, it throws away too much, on the digits most of all:
33 iterations in place of 25. Hence it is off unless asked for.
*/

static int begin_anew(const cg_state *state, const gsl_vector *g)
{
    const double n = state->restart > 0 ? state->restart : (double)g->size;
    return !state->moving || state->since >= n ||
           (state->powell > 0 && fabs(dot(g, state->g_old)) >= state->powell * dot(g, g));
}

/* Equation (1). At the first step p holds no numbers yet, and 0 times nothing is not 0. */
static void choose_direction(cg_state *state, const gsl_vector *g)
{
    const double beta = begin_anew(state, g) ? 0 : conjugacy(state, g);
    if (beta != 0 && isfinite(beta)) {
        gsl_blas_dscal(beta, state->p);
        gsl_vector_add(state->p, g);
        state->since++;
    } else {
        gsl_vector_memcpy(state->p, g);
        state->since = 1;
    }
    gsl_vector_memcpy(state->g_old, g);
}

/* -(p + rho W) */
static void point_down(cg_state *state, const gsl_vector *w)
{
    gsl_vector_memcpy(state->down, state->p);
    gsl_blas_daxpy(state->rho, w, state->down);
    gsl_blas_dscal(-1, state->down);
}

/**
## What momentum and decay do to it

Equation (2) has two terms that no theory of the method has. With $\mu > 0$ the line begins at
$W - \mu \Delta W_{t-1}$, not where the last search ended: the slope along the last direction,
which that search had made 0, is not 0 any more, and the conjugacy that (1) has arranged is gone.
It takes one evaluation more an iteration, to know $E$ there, and the error may rise. With $\rho > 0$
the direction is bent towards $-W$, and is conjugate to nothing. Both are here because the slide has
them; they are 0 by default. Momentum costs on the points, median of ten seeds:

| `--mu` | 0 | 0.1 | 0.5 |
|---|---|---|---|
| iterations | 58 | 99 | 443 |
| gradients | 134 | 306 | 1522 |

The error on slide 43 rises for its first ten iterations, and a little again and again. A search
that begins where the last one ended cannot leave it so.

GSL's `dx` still holds the last change, $-\Delta W_{t-1}$.
*/

/* Where the line begins: W, unless there is momentum. */
static int roll(cg_state *state, gsl_vector *dw, line *l)
{
    int status = GSL_SUCCESS;
    gsl_blas_dscal(state->moving ? state->mu : 0, dw);
    gsl_vector_memcpy(state->from, l->x);
    if (state->mu > 0 && state->moving) {
        gsl_vector_add(state->from, dw);
        status = method_evaluate(l->fdf, state->from, &l->e0, l->g);
    }
    gsl_vector_memcpy(state->g_from, l->g);
    return status;
}

/**
## How far to look at first

The search begins with a guess, and a good one saves it an evaluation in most iterations. Suppose
that this step will promise as much as the last one did, a step times the slope at its beginning:

$$ \alpha = \alpha_{t-1}\, \frac{\varphi_{t-1}'(0)}{\varphi_t'(0)} \qquad (9) $$

(Nocedal and Wright, Numerical Optimization, section 3.5). The very first step has nothing to go by but `eta`, a length;
a wrong one costs an evaluation for each factor of ten.
*/

static double first_alpha(const cg_state *state, const line *l)
{
    return state->moving ? state->promised / l->slope0 : state->eta / gsl_blas_dnrm2(l->p);
}

static void search(cg_state *state, line *l, line_point *found)
{
    line_search_rule rule = LINE_SEARCH_RULE;
    l->slope0 = dot(l->g, l->p);
    rule.first = first_alpha(state, l);
    rule.c1 = state->c1;
    rule.c2 = state->c2;
    rule.tolerance = state->tolerance;
    if (state->search == EXACT)
        line_search_exact(l, &rule, found);
    else
        line_search_wolfe(l, &rule, found);
    if (found->alpha > 0)
        state->promised = found->alpha * l->slope0;
}

static void search_plainly(cg_state *state, line *l, line_point *found)
{
    gsl_vector_memcpy(state->p, state->g_from);
    gsl_vector_memcpy(state->down, state->g_from);
    gsl_blas_dscal(-1, state->down);
    state->since = 1;
    search(state, l, found);
}

/**
## One iteration

However the search ended, a lower point is progress. Where it found none, because the direction led uphill
or is of no use any more, the gradient itself is tried once, as the first direction was. If that
fails too, this is as low as doubles can tell, and GSL's loop is told so.
*/

static int cg_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                      gsl_vector *g, gsl_vector *dw)
{
    cg_state *state = vstate;
    line l = {.fdf = fdf,
              .x0 = state->from,
              .g0 = state->g_from,
              .p = state->down,
              .e0 = *e,
              .x = w,
              .g = g,
              .brent = state->brent};
    line_point found;
    choose_direction(state, g);
    point_down(state, w);
    const int status = roll(state, dw, &l);
    search(state, &l, &found);
    const int plain = state->since == 1 && state->mu == 0 && state->rho == 0;
    if (found.alpha == 0 && !plain)
        search_plainly(state, &l, &found);
    *e = found.e;
    gsl_blas_daxpy(found.alpha, state->down, dw); /* equation (2), with the sign of (3) */
    state->moving = state->moving || found.alpha > 0;
    return status != GSL_SUCCESS ? status : found.alpha > 0 ? GSL_SUCCESS : GSL_ENOPROG;
}

static const gsl_multimin_fdfminimizer_type cg_type = {
    "conjugate_gradient", sizeof(cg_state), cg_alloc, cg_set, cg_iterate, cg_restart, cg_free};

static const parameter parameters[] = {
    {.name = "eta",
     .symbol = "η",
     .value = 1,
     .digits = 1,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "length of the very first step that is tried"},
    {.name = "beta",
     .symbol = "β",
     .value = POLAK_RIBIERE_PLUS,
     .digits = POLAK_RIBIERE_PLUS,
     .max = HESTENES_STIEFEL,
     .choices = "fr|pr|pr+|hs",
     .where = offsetof(cg_state, beta),
     .meaning =
         "Fletcher-Reeves, Polak-Ribiere, the same never below 0 (default), Hestenes-Stiefel"},
    {.name = "search",
     .value = WOLFE,
     .digits = WOLFE,
     .max = EXACT,
     .choices = "wolfe|exact",
     .where = offsetof(cg_state, search),
     .meaning = "until strong Wolfe holds (default), or to the bottom of each line"},
    {.name = "restart",
     .symbol = "n",
     .whole = 1,
     .max = GSL_POSINF,
     .where = offsetof(cg_state, restart),
     .meaning = "β := 0 every so many iterations; 0: as many as weights"},
    {.name = "powell",
     .symbol = "ν",
     .max = GSL_POSINF,
     .where = offsetof(cg_state, powell),
     .meaning = "β := 0 where |g'g_old| is X |g|^2 or more, 0.2 is usual; 0: never"},
    {.name = "c1",
     .value = 1e-4,
     .digits = 1e-4,
     .min = 0,
     .min_open = 1,
     .max = 0.01,
     .where = offsetof(cg_state, c1),
     .meaning = "wolfe: the share of the promised fall that is enough"},
    {.name = "c2",
     .value = 0.1,
     .digits = 0.1,
     .min = 0.01,
     .min_open = 1,
     .max = 0.999999,
     .where = offsetof(cg_state, c2),
     .meaning = "wolfe: the share of the first slope that may be left"},
    {.name = "tolerance",
     .value = 1e-4,
     .digits = 1e-4,
     .min = 1e-7,
     .max = 0.5,
     .where = offsetof(cg_state, tolerance),
     .meaning = "exact: relative error of the step"},
    {.name = "mu",
     .symbol = "μ",
     .max = 0.999999,
     .where = offsetof(cg_state, mu),
     .meaning = "momentum, which spoils the conjugacy"},
    {.name = "rho",
     .symbol = "ρ",
     .max = GSL_POSINF,
     .where = offsetof(cg_state, rho),
     .meaning = "weight decay, which spoils it too"},
    {0},
};

const method method_conjugate_gradient = {.name = "conjugate_gradient",
                                          .title = "Conjugate gradients",
                                          .slides = "42-44",
                                          .type = &cg_type,
                                          .parameters = parameters,
                                          .family = FAMILY_CURVATURE,
                                          .same_function = 1};

/**
## What to look at

On the points the median of ten seeds is 58 iterations and 134 gradients: an iteration costs 2.3 of
them. RProp needs some 70 iterations at one gradient each, so on this task it is still the cheaper of the two;
conjugate gradients have no rate that somebody had to find. GSL's `conjugate_pr`, which takes any lower
point for the end of its search, needs 226 iterations and 284 gradients. The history never rises, and has no
teeth.

`--search exact` is the slide to the letter: 51 iterations, each with one gradient and about
eleven evaluations of the error alone, about two and a half times as long. To know the bottom of every line
precisely makes the lines fewer by an eighth. The other way, `--c2 0.3` saves a fifth of the gradients here, but on the digits it needs 32
iterations; hence one value for both, the usual one.

On the digits it takes 25 iterations, 45 gradients. That is more than RProp's (19), which makes big steps at
once and lets the error rise for it, and more than the five of slide 44, on images that we do not have. It
is not the search that limits it, for exact minima need 24 or 25 as well; nor the formula, for so does (7);
nor is it a matter of these directions, for GSL's `vector_bfgs2` needs 25.

A batch would be another function at each evaluation, and a search that compares them would
compare the batches; `--batch` is refused.

## Try

- `--restart 1 --seeds 10`: every direction is the gradient, every step well searched. Is this better than
  `gd` with its fixed rate? What, then, is the search worth without the conjugacy?
- `--beta fr --seeds 10`, then `--beta fr --powell 0.2 --seeds 10`: how often does it get
  stuck in tiny steps, and what ends them?
- `--c2 0.9 --seeds 10`: the searches are cheaper. Is the run?
- `--mu 0.5`: momentum helps plain descent. Before you run it: does it help here?
*/
