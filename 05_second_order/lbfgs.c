/**
# L-BFGS: the last ten steps in place of a matrix

Lecture 14, slides 51-53, for nets that are larger than the slide's: «метод BFGS» without its matrix «размера n x n».

The net of the digits has 119260 weights, and $V$ would have 14 billion numbers. But nobody wants to see $V$. What
an iteration wants is the vector $V \nabla E$, and $V$ is made of nothing but the pairs $s$, $r$ of the steps so far. L-BFGS
(limited memory; Nocedal 1980 [1]) keeps the last $m$ pairs and works out the product from them.

With $L_k = I - r_k s_k^T / r_k^T s_k$ the update of `bfgs.c` is

$$ V_{k+1} = L_k^T\, V_k\, L_k + \frac{s_k s_k^T}{r_k^T s_k} \qquad (1) $$

To multiply it with a vector $q$ one needs $L_k q$, then $V_k$ times that, then $L_k^T$. So: apply $L$ from the newest pair to the oldest;
there multiply with $\gamma I$, which stands for all that is forgotten; and come back with $L^T$ from the oldest to the newest.

$$ q := -\nabla E; \qquad \text{newest to oldest:} \quad
   \alpha_k = \frac{s_k^T q}{r_k^T s_k}, \quad q := q - \alpha_k r_k \qquad (2) $$
$$ p := \gamma\, q, \qquad \gamma = \frac{r^T s}{r^T r} \text{ of the newest pair} \qquad (3) $$
$$ \text{oldest to newest:} \quad
   p := p + \left(\alpha_k - \frac{r_k^T p}{r_k^T s_k}\right) s_k \qquad (4) $$

That is $4 m n$ multiplications where the matrix takes $3 n^2$ and more, and $2 m n$ numbers of memory. Everything else is BFGS: the
line search, the precautions, the letters.

| slide | here | default | meaning |
|---|---|---|---|
| | `pairs` | 10 | $m$, how many steps are remembered |
| $r$, $s$ | `r`, `s` | | changes of the gradient and of the weights, a pair a row |
| | `step` | 0.1 | length of the first step that is tried |
| | `c1`, `c2` | 0.0001, 0.9 | of the strong Wolfe conditions |

- [1] J. Nocedal, Updating quasi-Newton matrices with limited storage, Mathematics of Computation 35, 1980.
- [2] D. C. Liu, J. Nocedal, On the limited memory BFGS method for large scale optimization, Mathematical
  Programming 45, 1989.
*/

#include "methods.h"
#include "quasi_newton.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>

typedef struct {
    quasi_newton walk; /* the line search; s and r of the last step */
    double pairs;      /* m: how many are kept */
    gsl_matrix *s, *r; /* a pair a row; the newest in row (learned - 1) mod m */
    gsl_vector *alpha; /* of the first loop, for the second */
} lbfgs_state;

/**
## The ring

The pair that was learned as number $k$ lies in row $k \bmod m$, over the one that is $m$ older. So the counter of
what was learned is all that the ring needs, and to forget is to set it to 0. How long the ring is to be
is known when the minimizer is set, and the rows are allocated there.
*/

static void free_pairs(lbfgs_state *state)
{
    gsl_matrix_free(state->s);
    gsl_matrix_free(state->r);
    gsl_vector_free(state->alpha);
}

static void lbfgs_free(void *vstate)
{
    lbfgs_state *state = vstate;
    quasi_newton_free(&state->walk);
    free_pairs(state);
}

static int alloc_pairs(lbfgs_state *state, size_t m, size_t n)
{
    free_pairs(state);
    state->s = gsl_matrix_alloc(m, n);
    state->r = gsl_matrix_alloc(m, n);
    state->alpha = gsl_vector_alloc(m);
    return state->s && state->r && state->alpha ? GSL_SUCCESS : GSL_ENOMEM;
}

static int lbfgs_alloc(void *vstate, size_t n)
{
    lbfgs_state *state = vstate;
    *state = (lbfgs_state){0};
    method_defaults(&method_lbfgs, state);
    return quasi_newton_alloc(&state->walk, n);
}

static int lbfgs_restart(void *vstate)
{
    lbfgs_state *state = vstate;
    quasi_newton_restart(&state->walk);
    return GSL_SUCCESS;
}

static int lbfgs_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                     gsl_vector *g, double step_size, double tol)
{
    lbfgs_state *state = vstate;
    (void)tol;
    state->walk.length = step_size;
    lbfgs_restart(state);
    if (alloc_pairs(state, (size_t)state->pairs, w->size) != GSL_SUCCESS)
        return GSL_ENOMEM;
    return method_evaluate(fdf, w, e, g);
}

/**
## The two loops
*/

static double dot(const gsl_vector *a, const gsl_vector *b)
{
    double product;
    gsl_blas_ddot(a, b, &product);
    return product;
}

typedef struct {
    gsl_vector_const_view r, s;
    double r_s;
    double *alpha; /* kept from the first loop for the second */
} pair;

static pair pair_of(const lbfgs_state *state, size_t k)
{
    const size_t row = k % state->s->size1;
    pair kept = {.r = gsl_matrix_const_row(state->r, row),
                 .s = gsl_matrix_const_row(state->s, row),
                 .alpha = gsl_vector_ptr(state->alpha, row)};
    kept.r_s = dot(&kept.r.vector, &kept.s.vector);
    return kept;
}

/* Equation (2), for one pair. */
static void go_back(pair kept, gsl_vector *q)
{
    *kept.alpha = dot(&kept.s.vector, q) / kept.r_s;
    gsl_blas_daxpy(-*kept.alpha, &kept.r.vector, q);
}

/* Equation (4), for one pair. */
static void come_forth(pair kept, gsl_vector *p)
{
    const double beta = dot(&kept.r.vector, p) / kept.r_s;
    gsl_blas_daxpy(*kept.alpha - beta, &kept.s.vector, p);
}

static void direction(const lbfgs_state *state, const gsl_vector *g)
{
    gsl_vector *p = state->walk.p;
    const size_t learned = state->walk.learned;
    const size_t oldest = learned - GSL_MIN(learned, state->s->size1);
    gsl_vector_memcpy(p, g);
    gsl_vector_scale(p, -1);
    if (learned == 0)
        return;
    for (size_t k = learned; k-- > oldest;)
        go_back(pair_of(state, k), p);
    const pair newest = pair_of(state, learned - 1);
    gsl_vector_scale(p, newest.r_s / dot(&newest.r.vector, &newest.r.vector)); /* (3) */
    for (size_t k = oldest; k < learned; k++)
        come_forth(pair_of(state, k), p);
}

static void learn(lbfgs_state *state)
{
    quasi_newton *walk = &state->walk;
    if (!quasi_newton_learns(walk))
        return;
    const size_t row = (walk->learned - 1) % state->s->size1;
    gsl_matrix_set_row(state->s, row, walk->s);
    gsl_matrix_set_row(state->r, row, walk->r);
}

static int lbfgs_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                         gsl_vector *g, gsl_vector *dw)
{
    lbfgs_state *state = vstate;
    direction(state, g);
    const int status = quasi_newton_step(&state->walk, fdf, w, e, g);
    gsl_vector_memcpy(dw, state->walk.s);
    if (status == GSL_SUCCESS)
        learn(state);
    return status;
}

static const gsl_multimin_fdfminimizer_type lbfgs_type = {
    "lbfgs", sizeof(lbfgs_state), lbfgs_alloc, lbfgs_set, lbfgs_iterate, lbfgs_restart, lbfgs_free};

const quasi_newton *lbfgs_walk(const gsl_multimin_fdfminimizer *m)
{
    return &((const lbfgs_state *)m->state)->walk;
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
    {.name = "pairs",
     .symbol = "m",
     .value = 10,
     .digits = 10,
     .min = 1,
     .max = 1000,
     .whole = 1,
     .where = offsetof(lbfgs_state, pairs),
     .meaning = "how many steps are remembered"},
    {.name = "c1",
     .value = 1e-4,
     .digits = 1e-4,
     .min = 0,
     .min_open = 1,
     .max = 0.01,
     .where = offsetof(lbfgs_state, walk.c1),
     .meaning = "share of the promised fall that a step must bring"},
    {.name = "c2",
     .value = 0.9,
     .digits = 0.9,
     .min = 0.01,
     .min_open = 1,
     .max = 0.9999,
     .where = offsetof(lbfgs_state, walk.c2),
     .meaning = "share of the slope that may be left after a step"},
    {0},
};

const method method_lbfgs = {.name = "lbfgs",
                             .title = "L-BFGS",
                             .slides = "51-53",
                             .type = &lbfgs_type,
                             .parameters = parameters,
                             .family = FAMILY_CURVATURE,
                             .same_function = 1};

/**
## What to look at

On the digits, which BFGS has to refuse: 21 or 22 iterations and 24 gradients to 0.01, on each of ten seeds. Plain
descent needs 240, RProp 19. The matrix is no great loss: in so short a run ten pairs are half of all that it could have seen.

On the points a matrix is worth having. BFGS needs 33 iterations there, and 48 gradients; L-BFGS with ten pairs 53, and 71
gradients. One pair costs 92 iterations, but a thousand, which is more than any run has steps, are no better than
ten. What the matrix has and the list has not is where it began.

## Try

- `--pairs 1`, 3, 50 with `--seeds 10`: the more the better? And on the digits?
- `--task digits --hidden 10 --max-iter 500`, and look at the test error. With so few neurons the last mistakes are removed by
  weights without bound, and nothing in the method objects. What does `--stop-error 0.1` give?
- `--pairs 1000` keeps every step of the run. Why is it still not the same as `bfgs`? (Equation (3): when is
  $\gamma$ chosen here, and when there?)
*/
