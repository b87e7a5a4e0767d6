/**
# The Hessian of a net, exact

Lecture 14, slides 49-50: «H - гессиан, матрица вторых производных целевой функции E»,
«вычисление гессиана H это затратная процедура».

$$ H_{ij} = \frac{\partial^2 E}{\partial w_i \, \partial w_j} \qquad (1) $$

Row $i$ of $H$ says how each slope of the error changes when $w_i$ changes. Backpropagation gives
all slopes at once, so the whole of $H$ could be had from $n$ pairs of gradients a little apart, with a third
of the digits lost in their differences. Pearlmutter (1994) [1] saw that no difference is needed.
Backpropagation is a sequence of formulas; differentiate the formulas, one by one, along a direction
$v$ in the space of weights, and what comes out at the end is the derivative of the gradient
along $v$. That is $H$ times $v$, exact to rounding, for the price of a few gradients, and without
$H$ ever being there.

Along the way $w + r v$ every quantity of the net depends on $r$. Write

$$ \operatorname{R}\{x\} = \left. \frac{\partial}{\partial r} \, x(w + r v) \right|_{r = 0} \qquad (2) $$

for how fast $x$ changes. R is a derivative and follows its rules: $\operatorname{R}\{A B\} =
\operatorname{R}\{A\} B + A \operatorname{R}\{B\}$, constants give 0, and at the start of it all
$\operatorname{R}\{w\} = v$. With the letters of `mlp.h` ($V_l$ and $v_l$ lie in $v$ where $W_l$ and $b_l$
lie in $w$; $\circ$ multiplies number by number, $1$ is a column of ones):

| | backpropagation | the same through R |
|---|---|---|
| (3) | $S_l = Y_{l-1} W_l + 1 b_l^T$ | $\operatorname{R}\{S_l\} = \operatorname{R}\{Y_{l-1}\} W_l + Y_{l-1} V_l + 1 v_l^T$, $\quad\operatorname{R}\{Y_0\} = 0$ |
| (4) | $Y_l = a(S_l)$ | $\operatorname{R}\{Y_l\} = a'(S_l) \circ \operatorname{R}\{S_l\}$ |
| (5) | $C_L = \partial E / \partial Y_L$ | $\operatorname{R}\{C_L\} = \frac{\partial C_L}{\partial Y_L} \operatorname{R}\{Y_L\}$ |
| (6) | $\delta_l = a'(S_l) \circ C_l$ | $\operatorname{R}\{\delta_l\} = a'(S_l) \circ \operatorname{R}\{C_l\} + a''(S_l) \circ \operatorname{R}\{S_l\} \circ C_l$ |
| (7) | $C_{l-1} = \delta_l W_l^T$ | $\operatorname{R}\{C_{l-1}\} = \operatorname{R}\{\delta_l\} W_l^T + \delta_l V_l^T$ |
| (8) | $\partial E / \partial W_l = Y_{l-1}^T \delta_l$ | $(Hv)_{W_l} = Y_{l-1}^T \operatorname{R}\{\delta_l\} + \operatorname{R}\{Y_{l-1}\}^T \delta_l$ |
| (9) | $\partial E / \partial b_l = \delta_l^T 1$ | $(Hv)_{b_l} = \operatorname{R}\{\delta_l\}^T 1$ |

A row with one product on the left has two on the right. Where softmax or logistic outputs
meet a logarithmic loss, (5) and (6) of the output layer are one formula, $\delta_L = (Y_L - D)/P$
(slide 30's product, see `loss.h`), and $\operatorname{R}\{\delta_L\} = \operatorname{R}\{Y_L\}/P$.

[1] B. A. Pearlmutter, Fast exact multiplication by the Hessian, Neural Computation 6, 1994.
*/

#include "hessian.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_vector.h>
#include <stdlib.h>

/**
## What is kept

The left column depends on $w$ alone. It is computed once for a block of examples and kept; then any number of
directions $v$ go through the right one. A block is small enough for the second cache, as in `objective.c`.
*/

enum { BLOCK = 256 };

static gsl_matrix **matrices_alloc(const mlp *net, size_t rows)
{
    gsl_matrix **m = calloc(net->layers + 1, sizeof *m); /* from 1, as the layers are counted */
    for (size_t l = 1; m && l <= net->layers; l++)
        m[l] = gsl_matrix_alloc(rows, net->width[l]);
    return m;
}

static int complete(const mlp *net, gsl_matrix **m)
{
    for (size_t l = 1; m && l <= net->layers; l++)
        if (!m[l])
            return 0;
    return m != NULL;
}

static void matrices_free(const mlp *net, gsl_matrix **m)
{
    for (size_t l = 1; m && l <= net->layers; l++)
        gsl_matrix_free(m[l]);
    free(m);
}

hessian_pass *hessian_pass_alloc(const objective *o)
{
    const mlp *net = o->net;
    const size_t rows = GSL_MIN(o->batch, BLOCK);
    hessian_pass *pass = malloc(sizeof *pass);
    if (!pass)
        return NULL;
    *pass = (hessian_pass){.net = net,
                           .y = mlp_pass_alloc(net, rows),
                           .c = matrices_alloc(net, rows),
                           .delta = matrices_alloc(net, rows),
                           .ry = matrices_alloc(net, rows),
                           .rdelta = matrices_alloc(net, rows)};
    if (pass->y && complete(net, pass->c) && complete(net, pass->delta) &&
        complete(net, pass->ry) && complete(net, pass->rdelta))
        return pass;
    hessian_pass_free(pass);
    return NULL;
}

void hessian_pass_free(hessian_pass *pass)
{
    if (!pass)
        return;
    mlp_pass_free(pass->net, pass->y);
    matrices_free(pass->net, pass->c);
    matrices_free(pass->net, pass->delta);
    matrices_free(pass->net, pass->ry);
    matrices_free(pass->net, pass->rdelta);
    free(pass);
}

/* Everything that the formulas below speak of. */
typedef struct {
    const mlp *net;
    loss l;
    const hessian_pass *pass;
    gsl_matrix_view x, d; /* the block's examples */
    double share;         /* of the block among all examples: E is a mean over them */
    const gsl_vector *w, *v;
    size_t lowest; /* the layer down to which Hv is wanted */
} along;

/* The block's rows of a matrix that has room for more. */
static gsl_matrix_view rows_of(const along *a, gsl_matrix *m)
{
    return gsl_matrix_submatrix(m, 0, 0, a->x.matrix.size1, m->size2);
}

/* Y_{l-1}, which layer l takes in. */
static gsl_matrix_view input_of(const along *a, size_t l)
{
    return l > 1 ? mlp_pass_y(a->pass->y, l - 1, a->x.matrix.size1) : a->x;
}

/* The two forms of a product with weights or deltas, with BLAS's own words left out. */
static void product(gsl_matrix_view a, _gsl_matrix_const_view b, double keep, gsl_matrix_view *ab)
{
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, &a.matrix, &b.matrix, keep, &ab->matrix);
}

static void product_transposed(gsl_matrix_view a, _gsl_matrix_const_view b, double keep,
                               gsl_matrix_view *ab)
{
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, &a.matrix, &b.matrix, keep, &ab->matrix);
}

static void add_gradient(gsl_matrix_view y, gsl_matrix_view delta, gsl_matrix_view *g)
{
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, &y.matrix, &delta.matrix, 1, &g->matrix);
}

/**
## At $w$: the left column

This is `mlp_backward` once more; but each layer's $C$ and $\delta$ stay, where training needs
them only until the layer below has its own.
*/

static void multiply_by_slope(const along *a, size_t l)
{
    gsl_matrix_view c = rows_of(a, a->pass->c[l]), delta = rows_of(a, a->pass->delta[l]);
    const gsl_matrix_view y = mlp_pass_y(a->pass->y, l, a->x.matrix.size1);
    gsl_matrix_memcpy(&delta.matrix, &c.matrix);
    if (l < a->net->layers || a->l == LOSS_MSE)
        activation_backward(a->net->a[l - 1], &y.matrix, &delta.matrix); /* (6) */
}

static void backward(const along *a)
{
    const size_t last = a->net->layers;
    gsl_matrix_view y = mlp_pass_y(a->pass->y, last, a->x.matrix.size1);
    gsl_matrix_view c = rows_of(a, a->pass->c[last]);
    loss_slope(a->l, a->net->a[last - 1], &y.matrix, &a->d.matrix, &c.matrix); /* (5) */
    gsl_matrix_scale(&c.matrix, a->share);
    multiply_by_slope(a, last);
    for (size_t l = last; l > 1; l--) {
        gsl_matrix_view below = rows_of(a, a->pass->c[l - 1]);
        product_transposed(rows_of(a, a->pass->delta[l]), mlp_const_weights(a->net, a->w, l), 0,
                           &below); /* (7) */
        multiply_by_slope(a, l - 1);
    }
}

/**
## Along $v$, forward

For a column of $H$ the direction $v$ is a single 1 among zeros. Below the layer where it stands
nothing changes, and above it there is no $V_l$ to multiply by: `first` and `moves` know that, and
leave out about half of the products.

Equation (4) multiplies by $a'$ as (6) does, and so it is the same function. For softmax, where the
outputs of a layer depend on all its states, $a'$ is a matrix, $\partial y_j / \partial s_k =
y_j (1_{jk} - y_k)$; it is symmetric, and the same function is right again.
*/

static int moves(const along *a, size_t l)
{
    const gsl_matrix_const_view vl = mlp_const_weights(a->net, a->v, l);
    const gsl_vector_const_view bl = mlp_const_bias(a->net, a->v, l);
    return !gsl_matrix_isnull(&vl.matrix) || !gsl_vector_isnull(&bl.vector);
}

/* The lowest layer that changes; one more than there are if v = 0. */
static size_t first_to_move(const along *a)
{
    size_t l = 1;
    while (l <= a->net->layers && !moves(a, l))
        l++;
    return l;
}

static void forward_along(const along *a, size_t first)
{
    for (size_t l = first; l <= a->net->layers; l++) {
        gsl_matrix_view ry = rows_of(a, a->pass->ry[l]);
        const int here = moves(a, l), below = l > first;
        const gsl_vector_const_view v = mlp_const_bias(a->net, a->v, l);
        if (here)
            mlp_rows_set(&ry.matrix, &v.vector);
        if (here)
            product(input_of(a, l), mlp_const_weights(a->net, a->v, l), 1, &ry); /* (3) */
        if (below)
            product(rows_of(a, a->pass->ry[l - 1]), mlp_const_weights(a->net, a->w, l), here,
                    &ry); /* (3) */
        const gsl_matrix_view y = mlp_pass_y(a->pass->y, l, ry.matrix.size1);
        activation_backward(a->net->a[l - 1], &y.matrix, &ry.matrix); /* (4) */
    }
}

/**
## Along $v$, backward

`rdelta` holds $\operatorname{R}\{C_l\}$ until (6) makes $\operatorname{R}\{\delta_l\}$ of it. The second term of (6) is
`activation_bend`: the slope of tanh is $1 - y^2$, so it changes by $-2 y \operatorname{R}\{y\}$, and
$\operatorname{R}\{S\}$ itself need not be kept.
*/

static void multiply_by_slope_along(const along *a, size_t l, size_t first)
{
    gsl_matrix_view rdelta = rows_of(a, a->pass->rdelta[l]);
    const gsl_matrix_view c = rows_of(a, a->pass->c[l]), ry = rows_of(a, a->pass->ry[l]);
    const gsl_matrix_view y = mlp_pass_y(a->pass->y, l, a->x.matrix.size1);
    activation_backward(a->net->a[l - 1], &y.matrix, &rdelta.matrix); /* (6), first term */
    if (l >= first)
        activation_bend(a->net->a[l - 1], &y.matrix, &ry.matrix, &c.matrix,
                        &rdelta.matrix); /* (6), second */
}

static void output_along(const along *a, size_t first)
{
    const size_t last = a->net->layers;
    const gsl_matrix_view ry = rows_of(a, a->pass->ry[last]);
    gsl_matrix_view rdelta = rows_of(a, a->pass->rdelta[last]);
    loss_slope_change(a->l, a->net->a[last - 1], &a->d.matrix, &ry.matrix,
                      &rdelta.matrix); /* (5) */
    gsl_matrix_scale(&rdelta.matrix, a->share);
    if (a->l == LOSS_MSE)
        multiply_by_slope_along(a, last, first);
}

/* Adds layer l's part of Hv: equations (8) and (9). */
static void add_layer(const along *a, size_t l, size_t first, gsl_vector *hv)
{
    const gsl_matrix_view rdelta = rows_of(a, a->pass->rdelta[l]);
    gsl_matrix_view hw = mlp_weights(a->net, hv, l);
    gsl_vector_view hb = mlp_bias(a->net, hv, l);
    add_gradient(input_of(a, l), rdelta, &hw); /* (8) */
    if (l > first)
        add_gradient(rows_of(a, a->pass->ry[l - 1]), rows_of(a, a->pass->delta[l]), &hw); /* (8) */
    mlp_rows_add(&rdelta.matrix, &hb.vector);                                             /* (9) */
}

static void add_product(const along *a, gsl_vector *hv)
{
    const size_t first = first_to_move(a);
    if (first > a->net->layers)
        return;
    forward_along(a, first);
    output_along(a, first);
    for (size_t l = a->net->layers; l >= a->lowest; l--) {
        add_layer(a, l, first, hv);
        if (l == a->lowest)
            break;
        gsl_matrix_view below = rows_of(a, a->pass->rdelta[l - 1]);
        product_transposed(rows_of(a, a->pass->rdelta[l]), mlp_const_weights(a->net, a->w, l), 0,
                           &below); /* (7) */
        if (moves(a, l))
            product_transposed(rows_of(a, a->pass->delta[l]), mlp_const_weights(a->net, a->v, l), 1,
                               &below); /* (7) */
        multiply_by_slope_along(a, l - 1, first);
    }
}

/**
## Block by block, column by column

The batch goes through in the blocks of `objective.c`, for the cache. In each block the left column
comes first, then every direction that is wanted.

What that costs goes into the objective's count of gradients, so that runs can be compared: a
product $Hv$ as two, a column of $H$ as half a one. That is what they take on the lecture's points; `make bench`
measures 1.4 to 2.1 and 0.5 to 0.7, net by net. A column is so much cheaper because the left side is
shared by all of them, and with zeros on the one hand and symmetry on the other little of the right
side is left.
*/

/* The left column for the block that begins at row `first`; returns a GSL error code. */
static int start_block(objective *o, const hessian_pass *pass, const gsl_vector *w, size_t first,
                       along *a)
{
    const gsl_matrix *x = &o->batch_x.matrix, *d = &o->batch_d.matrix;
    const size_t rows = GSL_MIN(pass->y->rows, x->size1 - first);
    *a = (along){.net = o->net,
                 .l = o->l,
                 .pass = pass,
                 .x = gsl_matrix_submatrix(&o->batch_x.matrix, first, 0, rows, x->size2),
                 .d = gsl_matrix_submatrix(&o->batch_d.matrix, first, 0, rows, d->size2),
                 .share = (double)rows / (double)x->size1,
                 .w = w};
    const int status = mlp_states(o->net, w, &a->x.matrix, pass->y);
    if (status != GSL_SUCCESS)
        return status;
    gsl_matrix_view y = mlp_pass_y(pass->y, o->net->layers, rows);
    loss_forward(o->l, o->net->a[o->net->layers - 1], &y.matrix, &a->d.matrix);
    backward(a);
    return GSL_SUCCESS;
}

/* In the objective's books, so that the cost of a run is what it says. */
static void count(objective *o, size_t gradients)
{
    o->n_df += gradients;
    o->examples_seen += (double)gradients * (double)o->batch_x.matrix.size1;
}

int hessian_vector(objective *o, hessian_pass *pass, const gsl_vector *w, const gsl_vector *v,
                   gsl_vector *hv)
{
    along a;
    if (v->size != o->net->n_weights || hv->size != v->size || v->stride != 1 || hv->stride != 1)
        return GSL_EBADLEN;
    count(o, 2);
    gsl_vector_set_zero(hv);
    for (size_t first = 0; first < o->batch_x.matrix.size1; first += pass->y->rows) {
        const int status = start_block(o, pass, w, first, &a);
        if (status != GSL_SUCCESS)
            return status;
        a.v = v;
        a.lowest = 1;
        add_product(&a, hv);
    }
    return GSL_SUCCESS;
}

/* Column j is H times the j-th unit vector; as H is symmetric, it can be written as row j. What
   it has in layers below its own is the columns of those, lying down: half of the backward pass
   can be left out. */
static void add_columns(along *a, gsl_vector *unit, gsl_matrix *h)
{
    a->v = unit;
    for (size_t j = 0; j < unit->size; j++) {
        gsl_vector_view row = gsl_matrix_row(h, j);
        gsl_vector_set_basis(unit, j);
        a->lowest = first_to_move(a);
        add_product(a, &row.vector);
    }
}

int hessian(objective *o, hessian_pass *pass, const gsl_vector *w, gsl_matrix *h)
{
    along a;
    int status = h->size1 == o->net->n_weights && h->size2 == h->size1 ? GSL_SUCCESS : GSL_EBADLEN;
    gsl_vector *unit = gsl_vector_alloc(o->net->n_weights);
    if (!unit)
        return GSL_ENOMEM;
    count(o, (o->net->n_weights + 1) / 2);
    if (status == GSL_SUCCESS)
        gsl_matrix_set_zero(h);
    for (size_t first = 0; status == GSL_SUCCESS && first < o->batch_x.matrix.size1;
         first += pass->y->rows) {
        status = start_block(o, pass, w, first, &a);
        if (status == GSL_SUCCESS)
            add_columns(&a, unit, h);
    }
    gsl_matrix_transpose_tricpy(CblasUpper, CblasUnit, h, h);
    gsl_vector_free(unit);
    return status;
}

int hessian_eigenvalues(gsl_matrix *h, gsl_vector *lambda)
{
    gsl_eigen_symm_workspace *space = gsl_eigen_symm_alloc(h->size1);
    if (!space)
        return GSL_ENOMEM;
    const int status = gsl_eigen_symm(h, lambda, space);
    gsl_eigen_symm_free(space);
    gsl_sort_vector(lambda);
    return status;
}

/**
## What to look at

`tests/hessian.c` holds all this against central differences of the gradient, for every pair of activations and losses that a
net may have; against the closed form of a linear net, $X^T X / P$; and against three Hessians worked out by hand. $H$ computed
column by column is symmetric to $10^{-12}$, though nothing in the formulas looks symmetric: a sign lost in any of
them shows there first.

Two things make use of it: `newton`, which solves with $H$, and `spectrum`, which asks for its eigenvalues. Where
$H$ is too large to be written down, $H v$ alone goes a long way: methods that solve $H \Delta W = \nabla E$ by conjugate gradients, or
find the largest eigenvalues by iteration, need nothing else.
*/
