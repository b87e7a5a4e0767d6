/**
# Muon: a step for the matrix, not for its numbers

After the lecture: beyond slides 46-47, «модификации градиентного спуска», and back to what RProp
began.

All methods of this chapter treat a net's weights as a list. But the weights between two layers
are a matrix $W$ that maps what one layer says to what the next one hears, and its slopes are a
matrix too. Written as $G = U \Sigma V^T$, by singular values, it says: turn this pattern of
inputs into that pattern of outputs, so strongly; and these, so much less strongly; and so on.
Usually a few patterns are very strong, and plain descent trains them and little else. RProp's
remedy for slopes of unequal size was to keep their signs and forget their sizes, number by
number. Muon does the same with patterns: it keeps $U$ and $V$, and makes every singular value 1.

$$ M_t = \mu \, M_{t-1} + (1 - \mu) \, \nabla E_t, \qquad
   G_t = \mu \, M_t + (1 - \mu) \, \nabla E_t \qquad (1) $$
$$ X_0 = G_t / |G_t| \qquad (2) $$
$$ A_k = X_k^T X_k, \qquad X_{k+1} = X_k \, (a I + b A_k + c A_k^2), \qquad
   k = 0, \ldots, 4 \qquad (3) $$
$$ \Delta W_t = \eta \, \bigl( \sqrt{\max(1, n/m)} \; X_5 + \rho \, W_{t-1} \bigr), \qquad
   W := W - \Delta W_t \qquad (4) $$

for the matrix of each hidden layer, $m$ inputs by $n$ neurons; $|G|$ is the root of the sum of
its squares. (1) is momentum with Nesterov's look ahead (slide 45), in the form that needs no second
point. Biases and the output layer's weights, which are no such map or are one of another kind, go
by AdamW (`adam.c`).

| slide | here | default | meaning |
|---|---|---|---|
| $\eta$ | `eta` | 0.05; digits 0.2 | learning rate: how much a step changes the length of a pattern |
| $\mu$ | `mu` | 0.95 | the share of the average slope that is kept |
| $\rho$ | `rho` | 0 | decay of all weights, beside the slope |
| - | `steps` | 5 | how often (3) |
| - | `iteration` | quick | the polynomial of (3): quick, or cubic, which converges |
| - | `look` | ahead | (1); here: $G_t = M_t$ |
| - | `eta-rest` | 0.03; digits 0.01 | Adam's $\eta$ for all that is in no hidden matrix |
| - | `beta1` | 0.9 | Adam's |
| - | `beta2` | 0.95 | Adam's |
| - | `eps` | 1e-10 | Adam's |
| $-\Delta W$ | `dw` | | the change; GSL adds it, the lecture subtracts |

The rule and its constants are Keller Jordan's [1], and so is the choice of what goes by Adam; the
learning rates are ours. His matrices have a row for a neuron, ours a row for an input. Other
programs have other forms of (1) and (4): PyTorch adds up $M \leftarrow \mu M + \nabla E$, which
is the same but for a factor that (2) takes away again.

## Why all singular values

How long may a step be? If what counts is how much any input of the layer can be displaced in the
next layer's sums, the measure of a change is its largest singular value. Of all matrices $O$
whose singular values are at most 1, the one along which $E$ falls fastest is the one with the
largest $\sum_{ij} G_{ij} O_{ij} = \sum_k \sigma_k \, u_k^T O v_k$, and that is $O = U V^T$: all
of them 1. With the largest single number for a measure, $|O_{ij}| \le 1$, the same question has
the answer $\operatorname{sign}(G)$, which is RProp's and nearly Adam's; with $|O|$, it is
$G/|G|$, plain descent's direction. So these rules are one rule with three ideas of length.

[1] K. Jordan, Muon: an optimizer for hidden layers in neural networks, 2024,
kellerjordan.github.io/posts/muon.
*/

#include "adam_rule.h"
#include "methods.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

typedef struct {
    double eta, mu, steps, rho, eta_rest;
    double plain;        /* 1: without Nesterov's look ahead */
    double cubic;        /* 1: the iteration that converges, 0: the one that is quick */
    adam_rule rest;      /* for all weights that are in no hidden matrix */
    gsl_vector *m;       /* average of each weight's slopes */
    gsl_vector *s;       /* average of their squares, for Adam */
    method_layer *layer; /* the hidden ones */
    size_t layers;
    gsl_vector *room; /* of the Newton-Schulz iteration */
} muon_state;

/**
## Which weights are a matrix

A minimizer of GSL's is handed a vector, and a vector does not say where its matrices are. So Muon
must be told, by `method_set_layers` (`common/method.h`), which the programs of this chapter
call for their nets. In a program of yours:

    method_layer layer[] = {{.first = 0, .inputs = 28, .units = 20, .bias = 1}, ...};
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_muon.type, n);
    method_set_layers(&method_muon, s, 2, layer);
    gsl_multimin_fdfminimizer_set(s, &my_function, start, 0.05, 0);

The first layer counts as hidden: its matrix maps pixels to neurons. (Where inputs are words, a
row for each, programs train it by Adam.) A net without hidden layers has the output's matrix
only, and Muon on it is AdamW.

A minimizer that has been told nothing takes the whole vector for one column, the matrix of a
single neuron. It has one singular value, its length, so what is left is momentum with a step of
one length: $\Delta W = 0.6964 \, \eta \, G/|G|$, the number being what (3) makes of 1. That runs
on any function, and comes no nearer to a minimum than its step is long.
*/

/* Numbers that the iteration on one layer's matrix needs: X and the next X, A and the polynomial. */
static size_t room_of(const method_layer *l)
{
    const size_t side = GSL_MIN(l->inputs, l->units);
    return 2 * (l->inputs * l->units + side * side);
}

static int muon_layers(void *vstate, size_t n, const method_layer layer[])
{
    muon_state *state = vstate;
    method_layer *hidden = malloc((n + 1) * sizeof *hidden);
    size_t layers = 0, room = 1;
    for (size_t k = 0; hidden && k < n; k++)
        if (!layer[k].output) {
            hidden[layers++] = layer[k];
            room = GSL_MAX(room, room_of(&layer[k]));
        }
    gsl_vector *larger = gsl_vector_alloc(room);
    if (!hidden || !larger) {
        free(hidden);
        gsl_vector_free(larger);
        return GSL_ENOMEM;
    }
    free(state->layer);
    gsl_vector_free(state->room);
    state->layer = hidden;
    state->layers = layers;
    state->room = larger;
    return GSL_SUCCESS;
}

static void muon_free(void *vstate)
{
    muon_state *state = vstate;
    gsl_vector_free(state->m);
    gsl_vector_free(state->s);
    gsl_vector_free(state->room);
    free(state->layer);
}

/* A vector of which nothing is known is one column. */
static int muon_alloc(void *vstate, size_t n)
{
    muon_state *state = vstate;
    const method_layer column = {.first = 0, .inputs = n, .units = 1};
    *state = (muon_state){.m = gsl_vector_alloc(n), .s = gsl_vector_alloc(n)};
    method_defaults(&method_muon, state);
    if (state->m && state->s && muon_layers(state, 1, &column) == GSL_SUCCESS)
        return GSL_SUCCESS;
    muon_free(state);
    return GSL_ENOMEM;
}

static int muon_restart(void *vstate)
{
    muon_state *state = vstate;
    adam_restart(&state->rest);
    gsl_vector_set_zero(state->m);
    gsl_vector_set_zero(state->s);
    return GSL_SUCCESS;
}

static int muon_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                    gsl_vector *g, double step_size, double tol)
{
    muon_state *state = vstate;
    (void)tol;
    state->eta = step_size;
    muon_restart(state);
    return method_evaluate(fdf, w, e, g);
}

/**
## Newton-Schulz

$U V^T$ could be had from the singular value decomposition, at many times the price. But an odd
polynomial of a matrix is that polynomial of its singular values: with $X = U \Sigma V^T$,

$$ X (a I + b X^T X + c (X^T X)^2) = U (a \Sigma + b \Sigma^3 + c \Sigma^5) V^T \qquad (5) $$

and a polynomial costs matrix products only. By (2) all singular values are between 0 and 1, and
$p(x) = a x + b x^3 + c x^5$ is applied until they are near 1. The textbook's choice, $p(x) = (3x
- x^3)/2$, converges to exactly 1, but a small value grows by only 1.5 a step. Jordan's $a =
3.4445$, $b = -4.7750$, $c = 2.0315$ gives up convergence for speed: a small value grows by
3.4445, 485 times in five steps, and all that begin at 0.002 or above end between 0.68 and 1.21,
where further steps only move them about. That they are not 1 does not matter, as `--iteration
cubic` shows. A value of 0 stays 0: the pixels that no digit touches have no slopes, and their
weights stay.

$A$ is formed on the shorter side, $X^T X$ for a tall matrix, $X X^T$ from the left for a wide one;
(5) is the same. Both are symmetric, so dsyrk and dsymm do it with half of the numbers.
*/

typedef struct {
    double a, b, c;
} polynomial;

static const polynomial quick = {3.4445, -4.7750, 2.0315}, exact = {1.5, -0.5, 0};

/* dsyrk fills one triangle; the other is its mirror. */
static void mirror(gsl_matrix *a)
{
    for (size_t i = 0; i < a->size1; i++)
        for (size_t j = 0; j < i; j++)
            gsl_matrix_set(a, j, i, gsl_matrix_get(a, i, j));
}

/* P = a I + b A + c A^2, its lower triangle. */
static void evaluate_polynomial(const polynomial *q, const gsl_matrix *a, gsl_matrix *p)
{
    gsl_matrix_memcpy(p, a);
    gsl_blas_dsyrk(CblasLower, CblasNoTrans, q->c, a, q->b, p); /* A A' = A^2 */
    gsl_vector_view diagonal = gsl_matrix_diagonal(p);
    gsl_vector_add_constant(&diagonal.vector, q->a);
}

/* One step from x to next, equation (3): A on X's shorter side, from the right or from the left. */
static void newton_schulz_step(const polynomial *q, const gsl_matrix *x, gsl_matrix *next,
                               gsl_matrix *a, gsl_matrix *p)
{
    const int tall = x->size1 > x->size2;
    gsl_blas_dsyrk(CblasLower, tall ? CblasTrans : CblasNoTrans, 1, x, 0, a);
    mirror(a);
    evaluate_polynomial(q, a, p);
    gsl_blas_dsymm(tall ? CblasRight : CblasLeft, CblasLower, 1, p, x, 0, next);
}

/* Carves a matrix out of the room; returns where the next begins. */
static double *carve(double *room, size_t rows, size_t columns, gsl_matrix_view *matrix)
{
    *matrix = gsl_matrix_view_array(room, rows, columns);
    return room + rows * columns;
}

static void orthogonalise(muon_state *state, gsl_matrix *g)
{
    gsl_matrix_view x[2], a, p;
    const size_t side = GSL_MIN(g->size1, g->size2);
    double *room = carve(state->room->data, g->size1, g->size2, &x[0]);
    room = carve(room, g->size1, g->size2, &x[1]);
    room = carve(room, side, side, &a);
    carve(room, side, side, &p);
    gsl_matrix_memcpy(&x[0].matrix, g);
    const size_t steps = (size_t)state->steps;
    for (size_t k = 0; k < steps; k++)
        newton_schulz_step(state->cubic ? &exact : &quick, &x[k % 2].matrix, &x[(k + 1) % 2].matrix,
                           &a.matrix, &p.matrix);
    gsl_matrix_memcpy(g, &x[steps % 2].matrix);
}

/**
## One iteration

`dw` begins as a copy of the slopes. Each hidden matrix in it is turned into its change, and what
lies between one matrix and the next into Adam's.
*/

/* Equations (1) and (2) for one weight of a matrix. */
static double ahead(muon_state *state, size_t i, double g)
{
    double *m = gsl_vector_ptr(state->m, i);
    *m = state->mu * *m + (1 - state->mu) * g;
    return state->plain ? *m : state->mu * *m + (1 - state->mu) * g;
}

/* dw holds the slopes, and then the changes. */
static void change_matrix(muon_state *state, const method_layer *l, const gsl_vector *w,
                          gsl_vector *dw)
{
    const size_t n = l->inputs * l->units;
    gsl_vector_const_view weights = gsl_vector_const_subvector(w, l->first, n);
    gsl_vector_view d = gsl_vector_subvector(dw, l->first, n);
    for (size_t i = 0; i < n; i++)
        gsl_vector_set(&d.vector, i, ahead(state, l->first + i, gsl_vector_get(&d.vector, i)));
    const double length = gsl_blas_dnrm2(&d.vector);
    if (length > GSL_DBL_MIN) {
        gsl_matrix_view matrix = gsl_matrix_view_vector(&d.vector, l->inputs, l->units);
        gsl_vector_scale(&d.vector, 1 / length);
        orthogonalise(state, &matrix.matrix);
    }
    const double scale = sqrt(fmax(1, (double)l->units / (double)l->inputs));
    gsl_vector_scale(&d.vector, -state->eta * scale); /* equation (4) */
    gsl_blas_daxpy(-state->eta * state->rho, &weights.vector, &d.vector);
}

/* All others, from weight `from` to before weight `to`. */
static void change_rest(muon_state *state, size_t from, size_t to, const gsl_vector *w,
                        gsl_vector *dw)
{
    for (size_t i = from; i < to; i++) {
        double *m = gsl_vector_ptr(state->m, i), *s = gsl_vector_ptr(state->s, i);
        const double slope = adam_slope(&state->rest, m, s, gsl_vector_get(dw, i));
        gsl_vector_set(dw, i, -state->eta_rest * (slope + state->rho * gsl_vector_get(w, i)));
    }
}

static int muon_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                        gsl_vector *g, gsl_vector *dw)
{
    muon_state *state = vstate;
    size_t done = 0;
    adam_next(&state->rest);
    gsl_vector_memcpy(dw, g);
    for (size_t k = 0; k < state->layers; k++) {
        const method_layer *l = &state->layer[k];
        change_rest(state, done, l->first, w, dw);
        change_matrix(state, l, w, dw);
        done = l->first + l->inputs * l->units;
    }
    change_rest(state, done, w->size, w, dw);
    gsl_vector_add(w, dw);
    return method_evaluate(fdf, w, e, g);
}

static const gsl_multimin_fdfminimizer_type muon_type = {
    "muon", sizeof(muon_state), muon_alloc, muon_set, muon_iterate, muon_restart, muon_free};

static const parameter parameters[] = {
    {.name = "eta",
     .symbol = "η",
     .value = 0.05,
     .digits = 0.2,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "learning rate of the hidden matrices"},
    {.name = "mu",
     .symbol = "μ",
     .value = 0.95,
     .digits = 0.95,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(muon_state, mu),
     .meaning = "share of the average slope that is kept"},
    {.name = "rho",
     .symbol = "ρ",
     .value = 0,
     .digits = 0,
     .min = 0,
     .max = GSL_POSINF,
     .where = offsetof(muon_state, rho),
     .meaning = "decay of all weights, beside the slope"},
    {.name = "steps",
     .symbol = "",
     .value = 5,
     .digits = 5,
     .min = 0,
     .max = 100,
     .whole = 1,
     .where = offsetof(muon_state, steps),
     .meaning = "steps of the Newton-Schulz iteration"},
    {.name = "iteration",
     .symbol = "",
     .max = 1,
     .choices = "quick|cubic",
     .where = offsetof(muon_state, cubic),
     .meaning = "to near 1 in five steps (default), or to exactly 1 in more"},
    {.name = "look",
     .symbol = "",
     .max = 1,
     .choices = "ahead|here",
     .where = offsetof(muon_state, plain),
     .meaning = "Nesterov's momentum (default) or the plain one"},
    {.name = "eta-rest",
     .symbol = "",
     .value = 0.03,
     .digits = 0.01,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = offsetof(muon_state, eta_rest),
     .meaning = "learning rate of Adam for all other weights"},
    {.name = "beta1",
     .symbol = "β1",
     .value = 0.9,
     .digits = 0.9,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(muon_state, rest.beta1),
     .meaning = "Adam's average of slopes: the share that is kept"},
    {.name = "beta2",
     .symbol = "β2",
     .value = 0.95,
     .digits = 0.95,
     .min = 0,
     .max = 0.999999,
     .where = offsetof(muon_state, rest.beta2),
     .meaning = "Adam's average of squared slopes: likewise"},
    {.name = "eps",
     .symbol = "ε",
     .value = 1e-10,
     .digits = 1e-10,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = offsetof(muon_state, rest.eps),
     .meaning = "Adam's guard against 0/0"},
    {0},
};

const method method_muon = {.name = "muon",
                            .title = "Muon",
                            .slides = "46-47, continued",
                            .type = &muon_type,
                            .parameters = parameters,
                            .family = FAMILY_ADAPTIVE,
                            .set_layers = muon_layers};

/**
## What to look at

The digits take 23 iterations on each of ten seeds, where Adam takes 36. More telling is the error
of the test: 0.40 in the median, with Adam 0.54 and with momentum 0.74, though all stop at the
same error of training. A step that serves many patterns at once need not drive any of them far.
How much of it is (3) can be seen by leaving it out: with `--steps 0` and $\eta$ = 2, the best we
found for it, the same program needs 36 iterations and has a test error of 0.58. With the exact $U
V^T$ (`--iteration cubic --steps 15`) it is as with the quick one, 22 and 0.40. In the tiles of
the figure the weights have changed everywhere that any digit has ink; those of momentum are still
mostly the noise that they began with.

On the points it needs 88 iterations, Adam 81: matrices of 2 x 20 and 20 x 10 have little to
orthogonalise.

On batches of 32, digits with `--eta 0.05` take five passes, where Adam takes seven, and points
five to Adam's six. With the $\eta$ of the full batch the digits take six, and the test error is
0.54 instead of 0.50. The length of a step is always $\eta$, however small or noisy the slopes, so
it has to be chosen shorter, or made to fall.

It is not free. The products of (3) are ten to a layer, and do not care how large the batch is: on
the digits an iteration takes 1.4 times as long as Adam's with the full batch, and 3.6 times with
one of 32. In large nets with large batches the share is small, which is where Muon is used.

## Try

- `--task digits --steps 1`, `2`, ... `8`: when does it stop to matter?
- `--task digits --iteration cubic --steps 5`: by how much does a singular value of 0.01 grow?
- `--task digits --mu 0`, `--look here`: what of it is momentum?
- `--hidden none` and `adam --hidden none --eta 0.03 --beta2 0.95 --eps 1e-10`: why the same?
*/
