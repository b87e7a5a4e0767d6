#include "objective.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <omp.h>
#include <stdlib.h>

/* ------------------------------------------------------------------- batches */

static void shuffle(objective *o)
{
    gsl_ran_shuffle(o->rng, o->deck, o->data->x->size1, sizeof *o->deck);
    o->dealt = 0;
}

/* Copies the next rows of the deck side by side, so that they are a matrix. */
static void deal_batch(objective *o)
{
    if (o->dealt == o->data->x->size1)
        shuffle(o);
    const size_t rows = GSL_MIN(o->batch, o->data->x->size1 - o->dealt);
    for (size_t p = 0; p < rows; p++) {
        const size_t row = o->deck[o->dealt + p];
        gsl_vector_const_view x = gsl_matrix_const_row(o->data->x, row);
        gsl_vector_const_view d = gsl_matrix_const_row(o->data->d, row);
        gsl_matrix_set_row(o->x, p, &x.vector);
        gsl_matrix_set_row(o->d, p, &d.vector);
    }
    o->dealt += rows;
    o->batch_x = gsl_matrix_submatrix(o->x, 0, 0, rows, o->x->size2);
    o->batch_d = gsl_matrix_submatrix(o->d, 0, 0, rows, o->d->size2);
}

static int start_batches(objective *o)
{
    const size_t examples = o->data->x->size1;
    o->x = gsl_matrix_alloc(o->batch, o->data->x->size2);
    o->d = gsl_matrix_alloc(o->batch, o->data->d->size2);
    o->deck = malloc(examples * sizeof *o->deck);
    if (!o->x || !o->d || !o->deck)
        return GSL_ENOMEM;
    for (size_t p = 0; p < examples; p++)
        o->deck[p] = p;
    o->dealt = examples;
    deal_batch(o);
    o->dealt = 0; /* the first gradient sees the batch just dealt */
    return GSL_SUCCESS;
}

/* --------------------------------------------------------------- E and grad E */

/* So many examples go through the net together. What one step of a block writes the next
   finds in the second cache, 256 KB on a common machine, where a batch of thousands would
   go out to memory and back each time; and no batch needs more memory than this one. Much
   smaller blocks would pay for it in the products, which are best when they are large. */
enum { BLOCK = 256 };

static _gsl_matrix_const_view rows_of(const gsl_matrix *m, size_t first, size_t rows)
{
    return gsl_matrix_const_submatrix(m, first, 0, rows, m->size2);
}

/* The four steps of slide 31 for the block that begins at row `first`: its share of E, and of
   the gradient where one is wanted; both are means over the batch. NaN if that fails. */
static double block(const objective *o, const gsl_vector *w, size_t first, mlp_pass *pass,
                    gsl_vector *gradient)
{
    const size_t examples = o->batch_x.matrix.size1, last = o->net->layers;
    const size_t rows = GSL_MIN(pass->rows, examples - first);
    const double share = (double)rows / (double)examples;
    const activation output = o->net->a[last - 1];
    gsl_matrix_const_view x = rows_of(&o->batch_x.matrix, first, rows);
    gsl_matrix_const_view d = rows_of(&o->batch_d.matrix, first, rows);
    if (mlp_states(o->net, w, &x.matrix, pass) != GSL_SUCCESS)
        return GSL_NAN;
    gsl_matrix_view y = mlp_pass_y(pass, last, rows);
    const double e = share * loss_forward(o->l, output, &y.matrix, &d.matrix);
    if (!gradient)
        return e;
    gsl_matrix_view delta = mlp_pass_output_delta(o->net, pass, rows);
    loss_backward(o->l, output, &y.matrix, &d.matrix, &delta.matrix);
    gsl_vector_view all = gsl_vector_view_array(delta.matrix.data, rows * delta.matrix.size2);
    gsl_blas_dscal(share, &all.vector);
    if (mlp_backward(o->net, w, &x.matrix, pass, gradient) != GSL_SUCCESS)
        return GSL_NAN;
    return e;
}

/* The sum over the blocks; `gradient` may be NULL. The blocks are dealt to the workers in turn,
   and each waits with its share until those before it have been added: a sum of rounded
   numbers depends on the order of its terms, and the same seed must give the same digits with
   any number of threads. */
static double sum_of_blocks(objective *o, const gsl_vector *w, gsl_vector *gradient)
{
    const size_t examples = o->batch_x.matrix.size1, rows = o->workers[0].pass->rows;
    double e = 0;
    if (gradient)
        gsl_vector_set_zero(gradient);
#pragma omp parallel for ordered schedule(static, 1) num_threads((int)o->n_workers)
    for (size_t first = 0; first < examples; first += rows) {
        const worker *own = &o->workers[omp_get_thread_num()];
        const double share = block(o, w, first, own->pass, gradient ? own->gradient : NULL);
#pragma omp ordered
        {
            e += share;
            if (gradient)
                gsl_vector_add(gradient, own->gradient);
        }
    }
    return e;
}

/* A batch of one block needs no sum. */
static double over_batch(objective *o, const gsl_vector *w, gsl_vector *gradient)
{
    const worker *first = &o->workers[0];
    if (!first->gradient || o->batch_x.matrix.size1 <= first->pass->rows)
        return block(o, w, 0, first->pass, gradient);
    return sum_of_blocks(o, w, gradient);
}

static double f(const gsl_vector *w, void *params)
{
    objective *o = params;
    o->n_f++;
    return over_batch(o, w, NULL);
}

static void fdf(const gsl_vector *w, void *params, double *e, gsl_vector *gradient)
{
    objective *o = params;
    o->n_df++;
    if (o->deck)
        deal_batch(o);
    o->examples_seen += (double)o->batch_x.matrix.size1;
    *e = over_batch(o, w, gradient);
}

static void df(const gsl_vector *w, void *params, gsl_vector *gradient)
{
    double e;
    fdf(w, params, &e, gradient);
}

gsl_multimin_function_fdf objective_function(objective *o)
{
    return (gsl_multimin_function_fdf){
        .f = f, .df = df, .fdf = fdf, .n = o->net->n_weights, .params = o};
}

objective *objective_of(const gsl_multimin_function_fdf *e)
{
    return e->fdf == fdf ? e->params : NULL;
}

/* --------------------------------------------------------------------- making */

static int check(const mlp *net, loss l, const dataset *data, fault *why)
{
    const activation output = net->a[net->layers - 1];
    if (net->width[0] != data->x->size2)
        return fault_set(why, GSL_EBADLEN, "the net has %zu inputs, the data %zu", net->width[0],
                         data->x->size2);
    if (net->width[net->layers] != data->n_classes)
        return fault_set(why, GSL_EBADLEN, "the net has %zu outputs, the data %zu classes",
                         net->width[net->layers], data->n_classes);
    if (!loss_accepts(l, output))
        return fault_set(why, GSL_EINVAL,
                         "loss %s takes the logarithm of the outputs, and %s outputs are no "
                         "probabilities; use softmax or logistic outputs, or the mse",
                         loss_name(l), activation_name(output));
    return GSL_SUCCESS;
}

static void free_workers(objective *o)
{
    for (size_t k = 0; k < o->n_workers; k++) {
        mlp_pass_free(o->net, o->workers[k].pass);
        gsl_vector_free(o->workers[k].gradient);
    }
    free(o->workers);
    o->workers = NULL;
    o->n_workers = 0;
}

static int start_workers(objective *o, size_t n)
{
    o->workers = calloc(n, sizeof *o->workers);
    if (!o->workers)
        return GSL_ENOMEM;
    for (; o->n_workers < n; o->n_workers++) {
        worker *k = &o->workers[o->n_workers];
        k->pass = mlp_pass_alloc(o->net, GSL_MIN(o->batch, BLOCK));
        if (o->batch > BLOCK)
            k->gradient = gsl_vector_alloc(o->net->n_weights);
        if (!k->pass || (o->batch > BLOCK && !k->gradient)) {
            o->n_workers++;
            return GSL_ENOMEM;
        }
    }
    return GSL_SUCCESS;
}

int objective_set_threads(objective *o, size_t threads, fault *why)
{
    const size_t blocks = (o->batch + BLOCK - 1) / BLOCK;
    free_workers(o);
    if (start_workers(o, GSL_MIN(threads, blocks)) != GSL_SUCCESS)
        return fault_set(
            why, GSL_ENOMEM,
            "no memory for a batch of %zu examples in a net of %zu weights, %zu threads", o->batch,
            o->net->n_weights, threads);
    return GSL_SUCCESS;
}

objective *objective_alloc(const mlp *net, loss l, const dataset *data, size_t batch, gsl_rng *rng,
                           fault *why)
{
    const size_t examples = data->x->size1;
    if (check(net, l, data, why) != GSL_SUCCESS)
        return NULL;
    objective *o = calloc(1, sizeof *o);
    if (!o)
        return fault_null(why, "no memory for the objective");
    o->net = net;
    o->l = l;
    o->data = data;
    o->rng = rng;
    o->batch = batch == 0 ? examples : GSL_MIN(batch, examples);
    o->batch_x = gsl_matrix_submatrix(data->x, 0, 0, examples, data->x->size2);
    o->batch_d = gsl_matrix_submatrix(data->d, 0, 0, examples, data->d->size2);
    int status = objective_set_threads(o, 1, why);
    if (status == GSL_SUCCESS && batch != 0 && start_batches(o) != GSL_SUCCESS)
        status = fault_set(why, GSL_ENOMEM, "no memory for a batch of %zu examples", o->batch);
    if (status == GSL_SUCCESS)
        return o;
    objective_free(o);
    return NULL;
}

void objective_free(objective *o)
{
    if (!o)
        return;
    free_workers(o);
    gsl_matrix_free(o->x);
    gsl_matrix_free(o->d);
    free(o->deck);
    free(o);
}

/* ----------------------------------------------------------------- evaluation */

/* How many rows have their largest output elsewhere than their class. */
static size_t count_wrong(const gsl_matrix *y, const size_t label[], size_t *answer)
{
    size_t wrong = 0;
    for (size_t p = 0; p < y->size1; p++) {
        gsl_vector_const_view row = gsl_matrix_const_row(y, p);
        const size_t c = gsl_vector_max_index(&row.vector);
        wrong += c != label[p];
        if (answer)
            answer[p] = c;
    }
    return wrong;
}

int evaluate(const mlp *net, const gsl_vector *w, loss l, const dataset *data, mlp_pass *pass,
             evaluation *result, size_t *answer)
{
    const size_t examples = data->x->size1, step = pass->rows;
    *result = (evaluation){0, 0};
    for (size_t first = 0; first < examples; first += step) {
        const size_t rows = GSL_MIN(step, examples - first);
        gsl_matrix_const_view x =
            gsl_matrix_const_submatrix(data->x, first, 0, rows, data->x->size2);
        gsl_matrix_const_view d =
            gsl_matrix_const_submatrix(data->d, first, 0, rows, data->d->size2);
        const int status = mlp_states(net, w, &x.matrix, pass);
        if (status != GSL_SUCCESS)
            return status;
        gsl_matrix_view y = mlp_pass_y(pass, net->layers, rows);
        result->error += (double)rows *
                         loss_forward(l, net->a[net->layers - 1], &y.matrix, &d.matrix) /
                         (double)examples;
        result->wrong +=
            count_wrong(&y.matrix, data->label + first, answer ? answer + first : NULL);
    }
    return GSL_SUCCESS;
}
