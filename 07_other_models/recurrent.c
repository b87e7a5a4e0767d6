/**
# Backpropagation through time, for a batch of sequences

Lecture 14, slide 18: «другие типы моделей нейросетей», «рекуррентные - Элман, LSTM».

A recurrent net is a deep net in disguise. Write its steps one below the other: each is a layer
whose input is the layer above, and $x_t$ besides, and all of them have the same weights. So the
backpropagation of slides 30 and 31 goes through it as it stands, from the last step to the first,
and the gradient of a weight is the sum of what it gets in each step. That is all there is to
backpropagation through time.

With the matrices of slide 22, and row $t B + b$ for step $t$ of sequence $b$,

$$ S_t = X_t V + H_{t-1} U + 1 b^T, \qquad H_t = \text{cell}(S_t), \qquad Y_t = a(H_t W + 1 a_0^T) \qquad (1) $$

What depends on no other step is not done step by step. $X V$ is one product for all steps, $H W$
another. Only $H_{t-1} U$ has to wait, and it is a product for all sequences.

| slide 22 | here | shape | meaning |
|---|---|---|---|
| $V$ | `PART_V` | inputs x gates n | from $x$ to the hidden layer |
| $U$ | `PART_U` | n x gates n | from the hidden layer to itself, one step later |
| $W$ | `PART_W` | n x outputs | from the hidden layer to $y$ |
| | `PART_B`, `PART_A` | a row | biases: of the states, and of the answers |
*/

#include "recurrent.h"

#include "mlp.h"
#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------- the weights */

static size_t part_rows(const recurrent *net, part p)
{
    const size_t rows[] = {net->inputs, net->hidden, 1, net->hidden, 1};
    return rows[p];
}

static size_t part_columns(const recurrent *net, part p)
{
    return p <= PART_B ? net->kind->gates * net->hidden : net->outputs;
}

int recurrent_begin(recurrent *net, fault *why)
{
    const size_t most = 10000;
    if (net->inputs == 0 || net->outputs == 0 || net->hidden == 0 || net->hidden > most)
        return fault_set(why, GSL_EINVAL, "a layer of %zu hidden units: 1 to %zu are possible",
                         net->hidden, most);
    net->n_weights = 0;
    for (part p = 0; p < PARTS; p++)
        net->n_weights += part_rows(net, p) * part_columns(net, p);
    return GSL_SUCCESS;
}

gsl_matrix_view recurrent_part(const recurrent *net, const gsl_vector *w, part p)
{
    size_t first = 0;
    for (part k = 0; k < p; k++)
        first += part_rows(net, k) * part_columns(net, k);
    return gsl_matrix_view_array(w->data + first, part_rows(net, p), part_columns(net, p));
}

void recurrent_init(const recurrent *net, double memory, gsl_vector *w, gsl_rng *rng)
{
    static const part matrices[] = {PART_V, PART_U, PART_W};
    gsl_vector_set_zero(w);
    for (size_t k = 0; k < 3; k++) {
        gsl_matrix_view m = recurrent_part(net, w, matrices[k]);
        const double gates = matrices[k] == PART_W ? 1 : (double)net->kind->gates;
        const double bound = sqrt(6 / ((double)m.matrix.size1 + (double)m.matrix.size2 / gates));
        for (size_t i = 0; i < m.matrix.size1 * m.matrix.size2; i++)
            m.matrix.data[i] = bound * (2 * gsl_rng_uniform(rng) - 1);
    }
    if (net->kind->start)
        net->kind->start(memory, net->hidden, recurrent_part(net, w, PART_B).matrix.data, rng);
}

/* ------------------------------------------------------------- what the passes work in */

recurrent_pass *recurrent_pass_alloc(const recurrent *net, size_t rows)
{
    recurrent_pass *pass = calloc(1, sizeof *pass);
    if (!pass)
        return NULL;
    const size_t n = net->hidden, gates = net->kind->gates * n;
    *pass = (recurrent_pass){
        .rows = rows,
        .s = gsl_matrix_alloc(rows, gates),
        .h = gsl_matrix_alloc(rows, n),
        .c = gsl_matrix_calloc(rows, n),
        .y = gsl_matrix_alloc(rows, net->outputs),
        .ds = gsl_matrix_alloc(rows, gates),
        .dh = gsl_matrix_alloc(rows, n),
        .dc = gsl_matrix_calloc(rows, n),
        .dy = gsl_matrix_alloc(rows, net->outputs),
    };
    if (pass->s && pass->h && pass->c && pass->y && pass->ds && pass->dh && pass->dc && pass->dy)
        return pass;
    recurrent_pass_free(pass);
    return NULL;
}

void recurrent_pass_free(recurrent_pass *pass)
{
    if (!pass)
        return;
    gsl_matrix *all[] = {pass->s,  pass->h,  pass->c,  pass->y,
                         pass->ds, pass->dh, pass->dc, pass->dy};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        gsl_matrix_free(all[k]);
    free(pass);
}

/* The first `rows` rows, and the B rows of step t. */
static gsl_matrix_view top(gsl_matrix *m, size_t rows)
{
    return gsl_matrix_submatrix(m, 0, 0, rows, m->size2);
}

static gsl_matrix_view at(gsl_matrix *m, const sequences *q, size_t t)
{
    return gsl_matrix_submatrix(m, t * q->count, 0, q->count, m->size2);
}

static cell_step step_of(const recurrent *net, const sequences *q, recurrent_pass *pass, size_t t)
{
    const size_t first = t * q->count, n = net->hidden, kept = first * n;
    const size_t before = t > 0 ? kept - q->count * n : 0;
    return (cell_step){
        .rows = q->count,
        .n = n,
        .s = pass->s->data + kept * net->kind->gates,
        .ds = pass->ds->data + kept * net->kind->gates,
        .h = pass->h->data + kept,
        .dh = pass->dh->data + kept,
        .c = pass->c->data + kept,
        .dc = pass->dc->data + kept,
        .c_before = t > 0 ? pass->c->data + before : NULL,
        .dc_before = t > 0 ? pass->dc->data + before : NULL,
    };
}

/* ----------------------------------------------------------------------- the error */

/* One row's error: from the states to the answer in place, as in common/loss.c. Not all rows
   count, so the sums are here. */
static double softmax_error(size_t n, double *s, const double *d)
{
    double max = s[0], sum = 0, error = 0;
    for (size_t j = 1; j < n; j++)
        max = GSL_MAX(max, s[j]);
    for (size_t j = 0; j < n; j++)
        sum += exp(s[j] - max);
    for (size_t j = 0; j < n; j++) {
        error -= d[j] * (s[j] - max - log(sum));
        s[j] = exp(s[j] - max) / sum;
    }
    return error;
}

static double squared_error(size_t n, const double *y, const double *d)
{
    double sum = 0;
    for (size_t j = 0; j < n; j++)
        sum += (y[j] - d[j]) * (y[j] - d[j]);
    return sum / (double)n;
}

static double error(const recurrent *net, const sequences *q, recurrent_pass *pass)
{
    const size_t n = net->outputs;
    double sum = 0;
    for (size_t row = 0; row < q->x->size1; row++) {
        double *y = pass->y->data + row * n;
        const double *d = q->d->data + row * n;
        if (gsl_vector_get(q->asked, row) != 0)
            sum +=
                net->output == ACTIVATION_SOFTMAX ? softmax_error(n, y, d) : squared_error(n, y, d);
    }
    return sum / q->n_asked;
}

/* dE by the states of the answers: (y - d)/N for softmax, 2 (y - d)/(N outputs) for linear. */
static void error_slope(const recurrent *net, const sequences *q, recurrent_pass *pass)
{
    const size_t n = net->outputs;
    const double factor = net->output == ACTIVATION_SOFTMAX ? 1 : 2 / (double)n;
    for (size_t row = 0; row < q->x->size1; row++) {
        const double weight = gsl_vector_get(q->asked, row) * factor / q->n_asked;
        const double *y = pass->y->data + row * n, *d = q->d->data + row * n;
        for (size_t j = 0; j < n; j++)
            pass->dy->data[row * n + j] = weight != 0 ? weight * (y[j] - d[j]) : 0;
    }
}

/* ---------------------------------------------------------------------- the passes */

/* out := in M + 1 bias. */
static void layer(const gsl_matrix *in, const gsl_matrix *m, const gsl_matrix *bias,
                  gsl_matrix *out)
{
    gsl_vector_const_view b = gsl_matrix_const_row(bias, 0);
    mlp_rows_set(out, &b.vector);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, in, m, 1, out);
}

/* Equation (1). */
double recurrent_forward(const recurrent *net, const gsl_vector *w, const sequences *q,
                         recurrent_pass *pass)
{
    const size_t rows = q->x->size1;
    const gsl_matrix_view v = recurrent_part(net, w, PART_V), u = recurrent_part(net, w, PART_U);
    const gsl_matrix_view b = recurrent_part(net, w, PART_B), a = recurrent_part(net, w, PART_A);
    const gsl_matrix_view wy = recurrent_part(net, w, PART_W);
    gsl_matrix_view s = top(pass->s, rows), h = top(pass->h, rows), y = top(pass->y, rows);
    layer(q->x, &v.matrix, &b.matrix, &s.matrix);
    for (size_t t = 0; t < q->steps; t++) {
        if (t > 0) {
            gsl_matrix_view before = at(pass->h, q, t - 1), now = at(pass->s, q, t);
            gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, &before.matrix, &u.matrix, 1,
                           &now.matrix);
        }
        const cell_step step = step_of(net, q, pass, t);
        net->kind->forward(&step);
    }
    layer(&h.matrix, &wy.matrix, &a.matrix, &y.matrix);
    return error(net, q, pass);
}

/**
## Backwards

$\Delta_t = \partial E/\partial S_t$, as on slide 31. What reaches $H_t$ comes from its own answer
and from the next step:

$$ \frac{\partial E}{\partial H_t} = \frac{\partial E}{\partial (\text{states of } Y_t)} W^T + \Delta_{t+1} U^T \qquad (2) $$
$$ \frac{\partial E}{\partial V} = \sum_t X_t^T \Delta_t, \qquad
   \frac{\partial E}{\partial U} = \sum_{t \ge 1} H_{t-1}^T \Delta_t, \qquad
   \frac{\partial E}{\partial b} = \sum_t \Delta_t^T 1 \qquad (3) $$

The sums over $t$ in (3) need no loop. With the steps one below the other, $X^T \Delta$ is a sum
over all rows; and $H_{t-1}$ is the same block of rows, begun one step earlier.

With `copied` the second term of (2) is left out. The net then takes its own past as an input that
has come from nowhere, as Elman did; what is computed is no longer the gradient of $E$.
*/

static void through_time(const recurrent *net, const gsl_vector *w, const sequences *q,
                         recurrent_pass *pass)
{
    const gsl_matrix_view u = recurrent_part(net, w, PART_U);
    gsl_matrix_set_zero(pass->dc);
    for (size_t t = q->steps; t-- > 0;) {
        const cell_step step = step_of(net, q, pass, t);
        net->kind->backward(&step);
        if (t == 0 || net->copied)
            continue;
        gsl_matrix_view ds = at(pass->ds, q, t), dh = at(pass->dh, q, t - 1);
        gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, &ds.matrix, &u.matrix, 1, &dh.matrix);
    }
}

/* gradient of a matrix and of its bias: in' delta and 1' delta. */
static void gather(const gsl_matrix *in, const gsl_matrix *delta, gsl_matrix *m, gsl_matrix *bias)
{
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, in, delta, 0, m);
    gsl_vector_view b = gsl_matrix_row(bias, 0);
    gsl_vector_set_zero(&b.vector);
    mlp_rows_add(delta, &b.vector);
}

void recurrent_backward(const recurrent *net, const gsl_vector *w, const sequences *q,
                        recurrent_pass *pass, gsl_vector *gradient)
{
    const size_t rows = q->x->size1, later = rows - q->count;
    const gsl_matrix_view wy = recurrent_part(net, w, PART_W);
    gsl_matrix_view dv = recurrent_part(net, gradient, PART_V),
                    db = recurrent_part(net, gradient, PART_B);
    gsl_matrix_view dw = recurrent_part(net, gradient, PART_W),
                    da = recurrent_part(net, gradient, PART_A);
    gsl_matrix_view du = recurrent_part(net, gradient, PART_U);
    gsl_matrix_view h = top(pass->h, rows), dh = top(pass->dh, rows);
    gsl_matrix_view dy = top(pass->dy, rows), ds = top(pass->ds, rows);
    error_slope(net, q, pass);
    gather(&h.matrix, &dy.matrix, &dw.matrix, &da.matrix);
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, &dy.matrix, &wy.matrix, 0, &dh.matrix); /* (2) */
    through_time(net, w, q, pass);
    gather(q->x, &ds.matrix, &dv.matrix, &db.matrix); /* (3) */
    gsl_matrix_set_zero(&du.matrix);
    if (later == 0)
        return;
    gsl_matrix_view before = gsl_matrix_submatrix(pass->h, 0, 0, later, net->hidden);
    gsl_matrix_view after = gsl_matrix_submatrix(pass->ds, q->count, 0, later, ds.matrix.size2);
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, &before.matrix, &after.matrix, 0, &du.matrix);
}

/**
## As a function for the methods of section 04

A gradient that may fade may also explode: where the product of the steps' factors is above 1, one
unlucky batch throws the weights far away. The usual remedy is to cut its length,

$$ g := g \cdot \min\left(1, \frac{\text{clip}}{|g|}\right) \qquad (4) $$

which keeps the direction. Pascanu, Mikolov and Bengio [1] describe both the trouble and the cure. A
cut gradient does not belong to $E$ any more, so methods that search along lines should have `clip`
= 0.

[1] R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty of training recurrent neural networks, ICML
2013.
*/

static double error_f(const gsl_vector *w, void *params)
{
    recurrent_error *e = params;
    return recurrent_forward(e->net, w, e->batch, e->pass);
}

static void error_fdf(const gsl_vector *w, void *params, double *f, gsl_vector *gradient)
{
    recurrent_error *e = params;
    if (e->draw && e->draw(e->batch, e->source) != GSL_SUCCESS) {
        *f = GSL_NAN;
        return;
    }
    *f = recurrent_forward(e->net, w, e->batch, e->pass);
    recurrent_backward(e->net, w, e->batch, e->pass, gradient);
    e->gradients++;
    const double length = gsl_blas_dnrm2(gradient);
    if (e->clip > 0 && length > e->clip) {
        gsl_vector_scale(gradient, e->clip / length); /* (4) */
        e->clipped++;
    }
}

static void error_df(const gsl_vector *w, void *params, gsl_vector *gradient)
{
    double unused;
    error_fdf(w, params, &unused, gradient);
}

gsl_multimin_function_fdf recurrent_function(recurrent_error *e)
{
    return (gsl_multimin_function_fdf){
        .f = error_f, .df = error_df, .fdf = error_fdf, .n = e->net->n_weights, .params = e};
}

static int usable(const method *m, const recurrent_error *e, fault *why)
{
    if (m->squares)
        return fault_set(why, GSL_EINVAL,
                         "%s needs the errors one by one, and knows those of "
                         "feed-forward nets only; take rprop, adam or lbfgs",
                         m->name);
    if (m->same_function && (e->draw || e->clip > 0 || e->net->copied))
        return fault_set(why, GSL_EINVAL,
                         "%s compares errors along its way and needs the gradient "
                         "of one function: no drawn batches, clipping or copied context; take adam",
                         m->name);
    return method_fits(m, e->net->n_weights, why);
}

/* The default of the parameter that gsl_multimin_fdfminimizer_set takes. */
static double first_step(const method *m)
{
    for (const parameter *p = m->parameters; p->name; p++)
        if (p->where == PARAMETER_STEP_SIZE)
            return p->value;
    return 0.1;
}

gsl_multimin_fdfminimizer *recurrent_minimizer(const method *m, gsl_multimin_function_fdf *f,
                                               const gsl_vector *w, double eta, fault *why)
{
    if (usable(m, f->params, why) != GSL_SUCCESS)
        return NULL;
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_type(m), f->n);
    if (!s)
        return fault_null(why, "no memory for %s with %zu weights", m->name, f->n);
    if (gsl_multimin_fdfminimizer_set(s, f, w, eta > 0 ? eta : first_step(m), 0.1) == GSL_SUCCESS)
        return s;
    gsl_multimin_fdfminimizer_free(s);
    return fault_null(why, "%s: the error is no finite number at the start", m->name);
}

/**
## Is it the slope?

Differences know nothing of time: each $E(w + h e_k)$ is a whole new run through all steps. The
usual difference of two values has an error of $h^2$ and loses digits for a small $h$; four values
have $h^4$ and may stand further apart,

$$ \frac{\partial E}{\partial w_k} = \frac{8 (E_{+1} - E_{-1}) - (E_{+2} - E_{-2})}{12 h} + O(h^4), \qquad
   E_{m} = E(w + m h e_k) \qquad (5) $$
*/

static double moved_error(recurrent_error *e, gsl_vector *w, size_t k, double by)
{
    const double here = gsl_vector_get(w, k);
    gsl_vector_set(w, k, here + by);
    const double error = error_f(w, e);
    gsl_vector_set(w, k, here);
    return error;
}

static double difference(recurrent_error *e, gsl_vector *w, size_t k)
{
    const double h = 1e-3;
    const double near = moved_error(e, w, k, h) - moved_error(e, w, k, -h);
    const double far = moved_error(e, w, k, 2 * h) - moved_error(e, w, k, -2 * h);
    return (8 * near - far) / (12 * h); /* (5) */
}

double recurrent_gradient_error(recurrent_error *e, const gsl_vector *w)
{
    gsl_vector *moved = gsl_vector_alloc(w->size), *gradient = gsl_vector_alloc(w->size);
    double greatest = GSL_NAN, scale = GSL_NAN;
    if (moved && gradient) {
        gsl_vector_memcpy(moved, w);
        error_df(w, e, gradient);
        greatest = 0;
        scale = fabs(gsl_vector_get(gradient, gsl_blas_idamax(gradient)));
        for (size_t k = 0; k < w->size; k++)
            greatest =
                GSL_MAX(greatest, fabs(difference(e, moved, k) - gsl_vector_get(gradient, k)));
    }
    gsl_vector_free(moved);
    gsl_vector_free(gradient);
    return greatest / scale;
}
