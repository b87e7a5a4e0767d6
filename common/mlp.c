#include "mlp.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ the net */

/* The number of weights, or 0 if a layer is empty or the number overflows. */
static size_t count_weights(size_t layers, const size_t width[])
{
    size_t n = 0;
    for (size_t l = 1; l <= layers; l++) {
        size_t rows, layer;
        if (width[l - 1] == 0 || width[l] == 0 || __builtin_add_overflow(width[l - 1], 1, &rows) ||
            __builtin_mul_overflow(rows, width[l], &layer) || __builtin_add_overflow(n, layer, &n))
            return 0;
    }
    return n <= SIZE_MAX / sizeof(double) ? n : 0;
}

mlp *mlp_alloc(size_t layers, const size_t width[], activation hidden, activation output)
{
    const size_t n_weights = count_weights(layers, width);
    mlp *net = n_weights ? calloc(1, sizeof *net) : NULL;
    if (!net)
        return NULL;
    net->layers = layers;
    net->n_weights = n_weights;
    net->width = malloc((layers + 1) * sizeof *net->width);
    net->a = malloc(layers * sizeof *net->a);
    if (!net->width || !net->a) {
        mlp_free(net);
        return NULL;
    }
    memcpy(net->width, width, (layers + 1) * sizeof *width);
    for (size_t l = 1; l <= layers; l++)
        net->a[l - 1] = l < layers ? hidden : output;
    return net;
}

void mlp_free(mlp *net)
{
    if (!net)
        return;
    free(net->width);
    free(net->a);
    free(net);
}

/* Where layer l begins in the weight vector. */
static size_t offset(const mlp *net, size_t l)
{
    size_t n = 0;
    for (size_t k = 1; k < l; k++)
        n += (net->width[k - 1] + 1) * net->width[k];
    return n;
}

gsl_matrix_view mlp_weights(const mlp *net, gsl_vector *w, size_t l)
{
    return gsl_matrix_view_array(w->data + offset(net, l), net->width[l - 1], net->width[l]);
}

gsl_vector_view mlp_bias(const mlp *net, gsl_vector *w, size_t l)
{
    const size_t begin = offset(net, l) + net->width[l - 1] * net->width[l];
    return gsl_vector_view_array(w->data + begin, net->width[l]);
}

_gsl_matrix_const_view mlp_const_weights(const mlp *net, const gsl_vector *w, size_t l)
{
    return gsl_matrix_const_view_array(w->data + offset(net, l), net->width[l - 1], net->width[l]);
}

_gsl_vector_const_view mlp_const_bias(const mlp *net, const gsl_vector *w, size_t l)
{
    const size_t begin = offset(net, l) + net->width[l - 1] * net->width[l];
    return gsl_vector_const_view_array(w->data + begin, net->width[l]);
}

void mlp_init(const mlp *net, gsl_vector *w, gsl_rng *rng)
{
    gsl_vector_set_zero(w);
    for (size_t l = 1; l <= net->layers; l++) {
        const double fan = (double)(net->width[l - 1] + net->width[l]);
        const double bound = sqrt(6 / fan) * (l < net->layers ? 1 : 0.1);
        gsl_matrix_view wl = mlp_weights(net, w, l);
        for (size_t i = 0; i < wl.matrix.size1; i++)
            for (size_t j = 0; j < wl.matrix.size2; j++)
                gsl_matrix_set(&wl.matrix, i, j, bound * (2 * gsl_rng_uniform(rng) - 1));
    }
}

/* --------------------------------------------------- what the passes work in */

static size_t widest(const mlp *net)
{
    size_t max = 0;
    for (size_t l = 1; l <= net->layers; l++)
        max = GSL_MAX(max, net->width[l]);
    return max;
}

mlp_pass *mlp_pass_alloc(const mlp *net, size_t rows)
{
    mlp_pass *pass = calloc(1, sizeof *pass);
    if (!pass)
        return NULL;
    pass->rows = rows;
    pass->y = calloc(net->layers, sizeof *pass->y);
    for (size_t k = 0; k < 2; k++)
        pass->delta[k] = gsl_vector_alloc(rows * widest(net));
    int complete = pass->y && pass->delta[0] && pass->delta[1];
    for (size_t l = 0; complete && l < net->layers; l++)
        complete = (pass->y[l] = gsl_matrix_alloc(rows, net->width[l + 1])) != NULL;
    if (!complete) {
        mlp_pass_free(net, pass);
        return NULL;
    }
    return pass;
}

void mlp_pass_free(const mlp *net, mlp_pass *pass)
{
    if (!pass)
        return;
    for (size_t l = 0; pass->y && l < net->layers; l++)
        gsl_matrix_free(pass->y[l]);
    free(pass->y);
    gsl_vector_free(pass->delta[0]);
    gsl_vector_free(pass->delta[1]);
    free(pass);
}

gsl_matrix_view mlp_pass_y(const mlp_pass *pass, size_t l, size_t rows)
{
    gsl_matrix *y = pass->y[l - 1];
    return gsl_matrix_view_array(y->data, rows, y->size2);
}

static gsl_matrix_view delta_of(const mlp *net, const mlp_pass *pass, size_t l, size_t rows)
{
    return gsl_matrix_view_array(pass->delta[l % 2]->data, rows, net->width[l]);
}

gsl_matrix_view mlp_pass_output_delta(const mlp *net, mlp_pass *pass, size_t rows)
{
    return delta_of(net, pass, net->layers, rows);
}

/* --------------------------------------------------------------- the passes */

/* Writes the bias into every row, doubling what is there already: the product is
   then added to it, and BLAS need not clear the matrix first. */
void mlp_rows_set(gsl_matrix *s, const gsl_vector *b)
{
    const size_t n = s->size2, total = s->size1 * n;
    memcpy(s->data, b->data, n * sizeof(double));
    for (size_t done = n; done < total; done *= 2)
        memcpy(s->data + done, s->data, GSL_MIN(done, total - done) * sizeof(double));
}

/* Y_{l-1}, which layer l takes in; Y_0 is X. */
static _gsl_matrix_const_view input_of(const mlp_pass *pass, const gsl_matrix *x, size_t l)
{
    const gsl_matrix *y = l > 1 ? pass->y[l - 2] : x;
    return gsl_matrix_const_submatrix(y, 0, 0, x->size1, y->size2);
}

static int fits(const mlp *net, const gsl_vector *w, const gsl_matrix *x, const mlp_pass *pass)
{
    return x->size1 > 0 && x->size1 <= pass->rows && x->size2 == net->width[0] &&
           w->size == net->n_weights && w->stride == 1;
}

int mlp_states(const mlp *net, const gsl_vector *w, const gsl_matrix *x, mlp_pass *pass)
{
    const size_t rows = x->size1;
    if (!fits(net, w, x, pass))
        return GSL_EBADLEN;
    for (size_t l = 1; l <= net->layers; l++) {
        gsl_matrix_const_view below = input_of(pass, x, l);
        gsl_matrix_const_view wl = mlp_const_weights(net, w, l);
        gsl_vector_const_view bl = mlp_const_bias(net, w, l);
        gsl_matrix_view sl = mlp_pass_y(pass, l, rows);
        mlp_rows_set(&sl.matrix, &bl.vector);
        gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, &below.matrix, &wl.matrix, 1, &sl.matrix);
        if (l < net->layers)
            activation_apply(net->a[l - 1], &sl.matrix);
    }
    return GSL_SUCCESS;
}

int mlp_forward(const mlp *net, const gsl_vector *w, const gsl_matrix *x, mlp_pass *pass)
{
    const int status = mlp_states(net, w, x, pass);
    if (status == GSL_SUCCESS) {
        gsl_matrix_view y = mlp_pass_y(pass, net->layers, x->size1);
        activation_apply(net->a[net->layers - 1], &y.matrix);
    }
    return status;
}

/* Adds the sum of delta's rows, four rows at a time: a row is short, and adding to the same
   few numbers again and again would wait for each sum before the next can begin. */
void mlp_rows_add(const gsl_matrix *delta, gsl_vector *sum)
{
    const size_t n = delta->size2, rows = delta->size1;
    const double *d = delta->data;
    double *restrict to = sum->data;
    size_t p = 0;
    for (; p + 4 <= rows; p += 4, d += 4 * n)
        for (size_t j = 0; j < n; j++)
            to[j] += (d[j] + d[n + j]) + (d[2 * n + j] + d[3 * n + j]);
    for (; p < rows; p++, d += n)
        for (size_t j = 0; j < n; j++)
            to[j] += d[j];
}

int mlp_backward(const mlp *net, const gsl_vector *w, const gsl_matrix *x, mlp_pass *pass,
                 gsl_vector *gradient)
{
    const size_t rows = x->size1;
    if (!fits(net, w, x, pass) || gradient->size != net->n_weights || gradient->stride != 1)
        return GSL_EBADLEN;
    for (size_t l = net->layers; l >= 1; l--) {
        gsl_matrix_view delta = delta_of(net, pass, l, rows);
        gsl_matrix_view gl = mlp_weights(net, gradient, l);
        gsl_vector_view gb = mlp_bias(net, gradient, l);
        /* In the forward pass S_l = Y_{l-1} W_l + 1 b_l', so
           dE/dW_l = Y_{l-1}' delta_l and dE/db_l = delta_l' 1. */
        gsl_matrix_const_view below = input_of(pass, x, l);
        gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, &below.matrix, &delta.matrix, 0, &gl.matrix);
        gsl_vector_set_zero(&gb.vector);
        mlp_rows_add(&delta.matrix, &gb.vector);
        if (l == 1)
            break;
        /* ... and dE/dY_{l-1} = delta_l W_l', then dE/dS_{l-1} through a'. */
        gsl_matrix_const_view wl = mlp_const_weights(net, w, l);
        gsl_matrix_view delta_below = delta_of(net, pass, l - 1, rows);
        gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, &delta.matrix, &wl.matrix, 0,
                       &delta_below.matrix);
        activation_backward(net->a[l - 2], &below.matrix, &delta_below.matrix);
    }
    return GSL_SUCCESS;
}
