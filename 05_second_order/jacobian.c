/**
# The Jacobian of a net, a block of examples at a time

Lecture 14, slide 54: «вычисляем ... через якобиан J - матрицу первых производных, e - ошибки сети на всей учебной выборке».

The slide stacks the errors of all $M$ outputs on all $P$ examples into one column, example by example:

$$ e = d - o = (e_{11}, \ldots, e_{M1}, e_{12}, \ldots, e_{MP})^T, \qquad J = \frac{\partial e}{\partial w} \qquad (1) $$

so residual $r = (p - 1) M + k$ is output $k$ on example $p$, and row $r$ of $J$ is its gradient. That gradient is an ordinary
backpropagation (slides 30-31) that begins at one output and not at the error. The signal at the output layer is

$$ \Delta_L^{(r)} = -\frac{\partial y_{pk}}{\partial s_p}: \qquad \text{minus row } k \text{ of the unit matrix, sent back through } a_L \qquad (2) $$

and from there on nothing is new:

$$ \Delta_{l-1} = (\Delta_l W_l^T) \circ a'_{l-1}(S_{l-1}), \qquad
   \frac{\partial e_r}{\partial (W_l)_{ij}} = (Y_{l-1})_{pi} \, (\Delta_l)_{rj}, \qquad
   \frac{\partial e_r}{\partial (b_l)_j} = (\Delta_l)_{rj} \qquad (3) $$

The gradient of $E$ sums (3) over the rows, and the sum is a matrix product. Here each row is kept. What can be shared is everything before: one
forward pass for all examples of a block, and one product $\Delta_l W_l^T$ for all examples and all outputs.

| slide | here | meaning |
|---|---|---|
| $P$, $M$ | `x->size1`, `d->size2` | examples, outputs |
| $e$ | `e` | $d - o$, a block of it |
| $J$ | `J` | the same rows of the Jacobian |
| | `delta` | $\Delta_l$, a row for each residual of the block |
*/

#include "jacobian.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

net_errors *net_errors_alloc(const mlp *net, const gsl_matrix *x, const gsl_matrix *d,
                             size_t examples)
{
    const size_t outputs = net->width[net->layers];
    if (x->size2 != net->width[0] || d->size2 != outputs || d->size1 != x->size1 || examples == 0)
        return NULL;
    net_errors *n = calloc(1, sizeof *n);
    if (!n)
        return NULL;
    const size_t rows = GSL_MIN(examples, x->size1);
    size_t widest = 0;
    for (size_t l = 1; l <= net->layers; l++)
        widest = GSL_MAX(widest, net->width[l]);
    *n = (net_errors){.net = net, .x = x, .d = d, .pass = mlp_pass_alloc(net, rows)};
    for (size_t k = 0; k < 2; k++)
        n->delta[k] = gsl_vector_alloc(rows * outputs * widest);
    if (n->pass && n->delta[0] && n->delta[1])
        return n;
    net_errors_free(n);
    return NULL;
}

void net_errors_free(net_errors *n)
{
    if (!n)
        return;
    mlp_pass_free(n->net, n->pass);
    gsl_vector_free(n->delta[0]);
    gsl_vector_free(n->delta[1]);
    free(n);
}

size_t net_errors_block(const net_errors *n)
{
    return n->pass->rows * n->d->size2;
}

/* Delta_l of a block: a row for each residual. */
static gsl_matrix_view delta_of(const net_errors *n, size_t l, size_t examples)
{
    return gsl_matrix_view_array(n->delta[l % 2]->data, examples * n->d->size2, n->net->width[l]);
}

/* Times a'. Every M-th row belongs to the same output; those rows, and Y, go together. */
static void through_activation(const net_errors *n, size_t l, const gsl_matrix *y,
                               gsl_matrix *delta)
{
    const size_t outputs = n->d->size2, width = delta->size2;
    for (size_t k = 0; k < outputs; k++) {
        gsl_matrix_view of_output = gsl_matrix_view_array_with_tda(
            delta->data + k * width, y->size1, width, outputs * width);
        activation_backward(n->net->a[l - 1], y, &of_output.matrix);
    }
}

/* Equation (2). */
static void begin_at_outputs(const net_errors *n, size_t examples)
{
    const size_t outputs = n->d->size2, last = n->net->layers;
    gsl_matrix_view delta = delta_of(n, last, examples);
    gsl_matrix_set_zero(&delta.matrix);
    for (size_t r = 0; r < delta.matrix.size1; r++)
        gsl_matrix_set(&delta.matrix, r, r % outputs, -1);
    gsl_matrix_view y = mlp_pass_y(n->pass, last, examples);
    through_activation(n, last, &y.matrix, &delta.matrix);
}

/* A residual's derivatives by one layer's weights and biases, equation (3). */
static void write_row(size_t inputs, size_t width, const double *y, const double *delta,
                      double *restrict row)
{
    for (size_t i = 0; i < inputs; i++, row += width)
        for (size_t j = 0; j < width; j++)
            row[j] = y[i] * delta[j];
    memcpy(row, delta, width * sizeof *row);
}

/* The columns of layer l. As in loss.c, the compiler is told of layers with two neurons. */
static void write_layer(const net_errors *n, size_t l, size_t column, const gsl_matrix *below,
                        gsl_matrix *J)
{
    const size_t outputs = n->d->size2, width = n->net->width[l];
    const gsl_matrix_view delta = delta_of(n, l, below->size1);
    for (size_t r = 0; r < J->size1; r++) {
        const double *y = below->data + r / outputs * below->tda;
        const double *delta_r = delta.matrix.data + r * width;
        double *row = J->data + r * J->tda + column;
        if (width == 2)
            write_row(below->size2, 2, y, delta_r, row);
        else
            write_row(below->size2, width, y, delta_r, row);
    }
}

/* Equation (3), from the last layer to the first, after a forward pass of the same rows x. */
static void backward(net_errors *n, const gsl_vector *w, const gsl_matrix *x, gsl_matrix *J)
{
    begin_at_outputs(n, x->size1);
    for (size_t l = n->net->layers; l >= 1; l--) {
        const gsl_matrix *y = l > 1 ? n->pass->y[l - 2] : x;
        gsl_matrix_const_view below = gsl_matrix_const_submatrix(y, 0, 0, x->size1, y->size2);
        gsl_matrix_const_view wl = mlp_const_weights(n->net, w, l);
        write_layer(n, l, (size_t)(wl.matrix.data - w->data), &below.matrix, J);
        if (l == 1)
            break;
        gsl_matrix_view delta = delta_of(n, l, x->size1);
        gsl_matrix_view delta_below = delta_of(n, l - 1, x->size1);
        gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, &delta.matrix, &wl.matrix, 0,
                       &delta_below.matrix);
        through_activation(n, l - 1, &below.matrix, &delta_below.matrix);
    }
}

/* So many examples, from that one on. */
typedef struct {
    size_t first, examples;
} range;

/* e or J may be NULL. */
static int rows_at(net_errors *n, const gsl_vector *w, range at, gsl_vector *e, gsl_matrix *J)
{
    const size_t outputs = n->d->size2;
    gsl_matrix_const_view x =
        gsl_matrix_const_submatrix(n->x, at.first, 0, at.examples, n->x->size2);
    const int status = mlp_forward(n->net, w, &x.matrix, n->pass);
    if (status != GSL_SUCCESS)
        return status;
    gsl_matrix_view y = mlp_pass_y(n->pass, n->net->layers, at.examples);
    for (size_t r = 0; e && r < e->size; r++)
        gsl_vector_set(
            e, r, gsl_matrix_get(n->d, at.first + r / outputs, r % outputs) - y.matrix.data[r]);
    if (J)
        backward(n, w, &x.matrix, J);
    return GSL_SUCCESS;
}

int net_errors_rows(const gsl_vector *w, void *params, size_t first, gsl_vector *e, gsl_matrix *J)
{
    net_errors *n = params;
    const size_t outputs = n->d->size2;
    if (first % outputs != 0 || e->size % outputs != 0 || (J && J->size1 != e->size))
        return GSL_EBADLEN;
    return rows_at(n, w, (range){first / outputs, e->size / outputs}, e, J);
}

/* --------------------------------------------------------------- as GSL wants them */

/* All blocks in turn, into e or into J. */
static int all_rows(net_errors *n, const gsl_vector *w, gsl_vector *e, gsl_matrix *J)
{
    const size_t outputs = n->d->size2;
    int status = GSL_SUCCESS;
    for (size_t p = 0; p < n->x->size1 && status == GSL_SUCCESS; p += n->pass->rows) {
        const range at = {p, GSL_MIN(n->pass->rows, n->x->size1 - p)};
        if (e) {
            gsl_vector_view block = gsl_vector_subvector(e, p * outputs, at.examples * outputs);
            status = rows_at(n, w, at, &block.vector, NULL);
        } else {
            gsl_matrix_view block =
                gsl_matrix_submatrix(J, p * outputs, 0, at.examples * outputs, w->size);
            status = rows_at(n, w, at, NULL, &block.matrix);
        }
    }
    return status;
}

static int f(const gsl_vector *w, void *params, gsl_vector *e)
{
    return all_rows(params, w, e, NULL);
}

static int df(const gsl_vector *w, void *params, gsl_matrix *J)
{
    return all_rows(params, w, NULL, J);
}

gsl_multifit_nlinear_fdf net_errors_function(net_errors *n)
{
    return (gsl_multifit_nlinear_fdf){
        .f = f, .df = df, .n = n->x->size1 * n->d->size2, .p = n->net->n_weights, .params = n};
}
