/* hessian.c - what would be wrong in the world if these failed: Newton's steps would be taken
   along something that is not the curvature of the net's error, and the spectrum that a figure
   shows would be that of another function. A wrong Hessian still makes the error fall, only
   later: damping hides it.

   Every accepted net against central differences of its gradient (which gradients.c holds
   against two references), products of directions both ways, and three Hessians worked out by
   hand. */

#include "hessian.h"
#include "tap.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>

enum { INPUTS = 4, OUTPUTS = 3, MAX_LAYERS = 3 };

/* No layer is as wide as its neighbour: a transposed matrix would not fit. */
static const size_t widths[MAX_LAYERS + 1][MAX_LAYERS + 1] = {
    [1] = {INPUTS, OUTPUTS}, [2] = {INPUTS, 5, OUTPUTS}, [3] = {INPUTS, 6, 5, OUTPUTS}};

typedef struct {
    mlp *net;
    dataset *data;
    objective *o;
    hessian_pass *pass;
    gsl_vector *w;
    gsl_rng *rng;
} problem;

/* ------------------------------------------------------------------------- problems */

static void fill(gsl_rng *rng, double bound, size_t n, double *x)
{
    for (size_t i = 0; i < n; i++)
        x[i] = bound * (2 * gsl_rng_uniform(rng) - 1);
}

static gsl_vector *direction(const problem *q)
{
    gsl_vector *v = gsl_vector_alloc(q->w->size);
    fill(q->rng, 1, v->size, v->data);
    return v;
}

static problem make_problem(mlp *net, loss l, size_t examples, size_t batch)
{
    fault why = {""};
    problem q = {.net = net, .rng = gsl_rng_alloc(gsl_rng_mt19937)};
    gsl_rng_set(q.rng, 14);
    q.data = dataset_alloc(examples, net->width[0], net->width[net->layers]);
    fill(q.rng, 2, examples * net->width[0], q.data->x->data);
    for (size_t p = 0; p < examples; p++)
        dataset_set_label(q.data, p, p % net->width[net->layers]);
    q.w = gsl_vector_alloc(net->n_weights);
    fill(q.rng, 1, q.w->size, q.w->data);
    q.o = objective_alloc(net, l, q.data, batch, q.rng, &why);
    q.pass = q.o ? hessian_pass_alloc(q.o) : NULL;
    if (!q.pass)
        tap_ok(0, "a problem can be made: %s", why.text);
    return q;
}

static void free_problem(problem *q)
{
    hessian_pass_free(q->pass);
    objective_free(q->o);
    dataset_free(q->data);
    gsl_vector_free(q->w);
    gsl_rng_free(q->rng);
    mlp_free(q->net);
}

/* Wanted answers that are probabilities of any kind: the formulas must not count on 0 and 1. */
static void soften(problem *q)
{
    gsl_matrix *d = q->data->d;
    for (size_t p = 0; p < d->size1; p++) {
        gsl_vector_view row = gsl_matrix_row(d, p);
        fill(q->rng, 0.5, d->size2, row.vector.data);
        gsl_vector_add_constant(&row.vector, 0.6);
        gsl_vector_scale(&row.vector, 1 / gsl_blas_dasum(&row.vector));
    }
}

/* --------------------------------------------------------- against differences */

static void difference(const problem *q, const gsl_vector *v, gsl_vector *hv)
{
    const double h = 1e-5;
    double e;
    gsl_multimin_function_fdf f = objective_function(q->o);
    gsl_vector *w = gsl_vector_alloc(v->size), *left = gsl_vector_alloc(v->size);
    gsl_vector_memcpy(w, q->w);
    gsl_blas_daxpy(h, v, w);
    GSL_MULTIMIN_FN_EVAL_F_DF(&f, w, &e, hv);
    gsl_blas_daxpy(-2 * h, v, w);
    GSL_MULTIMIN_FN_EVAL_F_DF(&f, w, &e, left);
    gsl_vector_sub(hv, left);
    gsl_vector_scale(hv, 1 / (2 * h));
    gsl_vector_free(w);
    gsl_vector_free(left);
}

static double largest(const gsl_vector *v)
{
    return fabs(gsl_vector_get(v, gsl_blas_idamax(v)));
}

/* A layer's part of a vector, weights and biases. */
static gsl_vector_view part(const mlp *net, gsl_vector *v, size_t l)
{
    const gsl_matrix_view wl = mlp_weights(net, v, l);
    return gsl_vector_view_array(wl.matrix.data, (net->width[l - 1] + 1) * net->width[l]);
}

/* Below a threshold nothing has a slope, in its own layer and those before it. */
static int flat(const mlp *net, size_t l)
{
    for (size_t k = l; k <= net->layers; k++)
        if (net->a[k - 1] == ACTIVATION_THRESHOLD)
            return 1;
    return 0;
}

/* Whether each layer's part agrees with the reference's, and is 0 only where all is flat. */
static int agree(const mlp *net, gsl_vector *hv, gsl_vector *reference, double tolerance)
{
    for (size_t l = 1; l <= net->layers; l++) {
        gsl_vector_view a = part(net, hv, l), b = part(net, reference, l);
        const double size = largest(&b.vector);
        gsl_vector_sub(&a.vector, &b.vector);
        const double off = largest(&a.vector);
        gsl_vector_add(&a.vector, &b.vector);
        if (!(off <= tolerance * fmax(size, 1e-3)) || (size < 1e-9) != flat(net, l))
            return 0;
    }
    return 1;
}

static void check_differences(problem *q, const char *name)
{
    gsl_vector *v = direction(q), *hv = direction(q), *reference = direction(q);
    const int status = hessian_vector(q->o, q->pass, q->w, v, hv);
    difference(q, v, reference);
    tap_ok(status == GSL_SUCCESS && agree(q->net, hv, reference, 1e-7), "%s: Hv by differences",
           name);
    gsl_vector_free(v);
    gsl_vector_free(hv);
    gsl_vector_free(reference);
}

/* ------------------------------------------------------------------ H as a whole */

/* Column by column, so that no symmetry is put in. */
static gsl_matrix *columns(const problem *q)
{
    const size_t n = q->w->size;
    gsl_matrix *h = gsl_matrix_alloc(n, n);
    gsl_vector *unit = gsl_vector_alloc(n), *hv = gsl_vector_alloc(n);
    for (size_t j = 0; j < n; j++) {
        gsl_vector_set_basis(unit, j);
        hessian_vector(q->o, q->pass, q->w, unit, hv);
        gsl_matrix_set_col(h, j, hv);
    }
    gsl_vector_free(unit);
    gsl_vector_free(hv);
    return h;
}

static double distance(const gsl_matrix *a, const gsl_matrix *b)
{
    double max = 0;
    for (size_t i = 0; i < a->size1; i++)
        for (size_t j = 0; j < a->size2; j++) {
            const double off = fabs(gsl_matrix_get(a, i, j) - gsl_matrix_get(b, i, j));
            max = isnan(off) ? INFINITY : fmax(max, off);
        }
    return max;
}

static void check_symmetry(problem *q, const char *name)
{
    gsl_matrix *one_by_one = columns(q), *transposed = columns(q);
    gsl_matrix *h = gsl_matrix_alloc(q->w->size, q->w->size);
    gsl_matrix_transpose(transposed);
    gsl_matrix_set_all(h, GSL_NAN); /* what is not written must show */
    const int status = hessian(q->o, q->pass, q->w, h);
    tap_ok(distance(one_by_one, transposed) < 1e-12, "%s: columns make a symmetric H", name);
    tap_ok(status == GSL_SUCCESS && distance(h, one_by_one) < 1e-12, "%s: H has these columns",
           name);
    gsl_matrix_free(one_by_one);
    gsl_matrix_free(transposed);
    gsl_matrix_free(h);
}

static void check_nets_of(activation hidden, activation output, loss l)
{
    char name[128];
    for (size_t layers = hidden == 0 ? 1 : 2; layers <= MAX_LAYERS; layers++)
        for (int soft = 0; soft <= 1; soft++) {
            problem q = make_problem(mlp_alloc(layers, widths[layers], hidden, output), l, 7, 0);
            if (soft)
                soften(&q);
            snprintf(name, sizeof name, "%zu layers, %s hidden, %s outputs, %s, %s D", layers,
                     layers > 1 ? activation_name(hidden) : "none", activation_name(output),
                     loss_name(l), soft ? "soft" : "one-hot");
            check_differences(&q, name);
            check_symmetry(&q, name);
            free_problem(&q);
        }
}

static void check_every_net(void)
{
    for (activation hidden = 0; hidden < ACTIVATION_COUNT; hidden++)
        for (activation output = 0; output < ACTIVATION_COUNT; output++)
            for (loss l = 0; l < LOSS_COUNT; l++)
                if (loss_accepts(l, output))
                    check_nets_of(hidden, output, l);
}

/* Rows of D that sum to 0.7: the softmax's slope is 0.7 y - d, and its change 0.7 R{y}. */
static void check_unnormalised(void)
{
    mlp *net = mlp_alloc(2, widths[2], ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    problem q = make_problem(net, LOSS_CROSS_ENTROPY, 7, 0);
    soften(&q);
    gsl_matrix_scale(q.data->d, 0.7);
    check_differences(&q, "rows of D that sum to 0.7");
    free_problem(&q);
}

/* ----------------------------------------------------------------------- by hand */

/* Linear outputs and squares: E = 1/(2P) sum (x W + b - d)^2 for two outputs, so whatever the
   weights, H = X'X/P for each output's weights, X with a column of ones for the bias, and 0
   between two outputs. */
static void check_linear(void)
{
    const size_t shape[] = {INPUTS, 2}, examples = 11;
    problem q = make_problem(mlp_alloc(1, shape, ACTIVATION_LINEAR, ACTIVATION_LINEAR), LOSS_MSE,
                             examples, 0);
    gsl_matrix *x = gsl_matrix_alloc(examples, INPUTS + 1), *h = gsl_matrix_alloc(10, 10),
               *expected = gsl_matrix_calloc(10, 10);
    gsl_matrix_set_all(x, 1);
    gsl_matrix_view inputs = gsl_matrix_submatrix(x, 0, 0, examples, INPUTS);
    gsl_matrix_memcpy(&inputs.matrix, q.data->x);
    for (size_t i = 0; i <= INPUTS; i++)
        for (size_t k = 0; k <= INPUTS; k++)
            for (size_t p = 0; p < examples; p++)
                for (size_t j = 0; j < 2; j++)
                    *gsl_matrix_ptr(expected, 2 * i + j, 2 * k + j) +=
                        gsl_matrix_get(x, p, i) * gsl_matrix_get(x, p, k) / (double)examples;
    hessian(q.o, q.pass, q.w, h);
    tap_ok(distance(h, expected) < 1e-14, "a linear net with squares: H is X'X/P");
    gsl_matrix_free(x);
    gsl_matrix_free(h);
    gsl_matrix_free(expected);
    free_problem(&q);
}

static void check_by_hand(problem *q, const double w[], const double *expected, const char *name)
{
    const size_t n = q->w->size;
    gsl_matrix *h = gsl_matrix_alloc(n, n);
    const gsl_matrix_const_view right = gsl_matrix_const_view_array(expected, n, n);
    for (size_t i = 0; i < n; i++)
        gsl_vector_set(q->w, i, w[i]);
    hessian(q->o, q->pass, q->w, h);
    tap_ok(distance(h, &right.matrix) < 1e-13, "%s", name);
    gsl_matrix_free(h);
    free_problem(q);
}

/* A net 1-1-1, y = w2 tanh(w1 x + b1) + b2, E = (y - d)^2, at x = 2, d = -1/2 and weights that make
   tanh = 1/2, so tanh' = 3/4 and tanh'' = -3/4; w2 = 3, b2 = -1, y = 1/2, y - d = 1.
     dy/d(w1, b1, w2, b2) = (w2 tanh' x, w2 tanh', tanh, 1) = (4.5, 2.25, 0.5, 1)
     d2y: w1w1 w2 tanh'' x^2 = -9, w1b1 -4.5, b1b1 -2.25, w1w2 tanh' x = 1.5, b1w2 0.75, others 0
     H = 2 (dy dy' + (y - d) d2y), for example w1w1: 2 (20.25 - 9) = 22.5 */
static void check_111(void)
{
    static const double expected[4][4] = {
        {22.5, 11.25, 7.5, 9}, {11.25, 5.625, 3.75, 4.5}, {7.5, 3.75, 0.5, 1}, {9, 4.5, 1, 2}};
    const double w[] = {atanh(0.5) / 2, 0, 3, -1};
    const size_t shape[] = {1, 1, 1};
    problem q =
        make_problem(mlp_alloc(2, shape, ACTIVATION_TANH, ACTIVATION_LINEAR), LOSS_MSE, 1, 0);
    gsl_matrix_set(q.data->x, 0, 0, 2);
    gsl_matrix_set(q.data->d, 0, 0, -0.5);
    check_by_hand(&q, w, &expected[0][0], "tanh, 1-1-1: H worked out by hand");
}

/* The same with logistic units on both sides and cross-entropy, E = ln(1 + e^s) - d s, s = w2 y1 + b2.
   Weights 0 but w2 = 4, b2 = -2, so y1 = 1/2, y1' = 1/4, y1'' = 0, s = 0 and dE/ds = 1/2 - d = -1/2,
   d2E/ds2 = 1/4 for d = 1, x = 2.
     ds/d(w1, b1, w2, b2) = (4 x/4, 4/4, 1/2, 1) = (2, 1, 0.5, 1)
     d2s: w1w2 y1' x = 1/2, b1w2 1/4, others 0
     H = 1/4 ds ds' - 1/2 d2s, for example w1w2: 1/4 - 1/4 = 0 */
static void check_111_logistic(void)
{
    static const double expected[4][4] = {
        {1, 0.5, 0, 0.5}, {0.5, 0.25, 0, 0.25}, {0, 0, 0.0625, 0.125}, {0.5, 0.25, 0.125, 0.25}};
    const double w[] = {0, 0, 4, -2};
    const size_t shape[] = {1, 1, 1};
    problem q = make_problem(mlp_alloc(2, shape, ACTIVATION_LOGISTIC, ACTIVATION_LOGISTIC),
                             LOSS_CROSS_ENTROPY, 1, 0);
    gsl_matrix_set(q.data->x, 0, 0, 2);
    gsl_matrix_set(q.data->d, 0, 0, 1);
    check_by_hand(&q, w, &expected[0][0], "logistic, 1-1-1, cross-entropy: H worked out by hand");
}

/* One layer, softmax of two, weights 0: y = (1/2, 1/2), and d2E/ds2 = diag(y) - y y' is 1/4 and -1/4;
   times 4, 2 and 1 for weight by weight, weight by bias, bias by bias at x = 2. */
static void check_softmax(void)
{
    static const double expected[4][4] = {
        {1, -1, 0.5, -0.5}, {-1, 1, -0.5, 0.5}, {0.5, -0.5, 0.25, -0.25}, {-0.5, 0.5, -0.25, 0.25}};
    const double w[] = {0, 0, 0, 0};
    const size_t shape[] = {1, 2};
    problem q = make_problem(mlp_alloc(1, shape, ACTIVATION_LINEAR, ACTIVATION_SOFTMAX),
                             LOSS_CROSS_ENTROPY, 1, 0);
    gsl_matrix_set(q.data->x, 0, 0, 2);
    check_by_hand(&q, w, &expected[0][0], "softmax and cross-entropy: diag(y) - y y'");
}

/* ------------------------------------------------------------------------ batches */

/* More examples than one block holds, the last block a short one. */
static void check_blocks(void)
{
    mlp *net = mlp_alloc(3, widths[3], ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    problem q = make_problem(net, LOSS_CROSS_ENTROPY, 600, 0);
    tap_ok(q.pass->y->rows < 600, "600 examples are more than one block");
    check_differences(&q, "600 examples");
    check_symmetry(&q, "600 examples");
    free_problem(&q);
}

/* The Hessian of a mini-batch is that of the batch which the last gradient saw: E alone stays on it,
   so v'Hv = (E(w + hv) - 2 E(w) + E(w - hv))/h^2. */
static void check_batch(void)
{
    const double h = 1e-4;
    double e, curvature;
    mlp *net = mlp_alloc(2, widths[2], ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    problem q = make_problem(net, LOSS_CROSS_ENTROPY, 30, 4);
    gsl_multimin_function_fdf f = objective_function(q.o);
    gsl_vector *v = direction(&q), *hv = direction(&q);
    GSL_MULTIMIN_FN_EVAL_F_DF(&f, q.w, &e, hv);
    hessian_vector(q.o, q.pass, q.w, v, hv);
    gsl_blas_ddot(v, hv, &curvature);
    double second = -2 * GSL_MULTIMIN_FN_EVAL_F(&f, q.w);
    gsl_blas_daxpy(h, v, q.w);
    second += GSL_MULTIMIN_FN_EVAL_F(&f, q.w);
    gsl_blas_daxpy(-2 * h, v, q.w);
    second += GSL_MULTIMIN_FN_EVAL_F(&f, q.w);
    tap_near(second / (h * h), curvature, 1e-6, "a mini-batch: v'Hv by second differences of E");
    tap_ok(fabs(curvature) > 1e-3, "... which is not 0");
    gsl_vector_free(v);
    gsl_vector_free(hv);
    free_problem(&q);
}

/* ------------------------------------------------------------ the parts and the rest */

static void check_second_derivative(activation a)
{
    const double h = 1e-5;
    double worst = 0;
    for (double s = -3.05; s < 3.1; s += 0.1) {
        gsl_matrix *y = gsl_matrix_alloc(1, 1);
        gsl_matrix_set(y, 0, 0, s);
        activation_apply(a, y);
        const double difference =
            (activation_derivative_of_s(a, s + h) - activation_derivative_of_s(a, s - h)) / (2 * h);
        const double exact = activation_second_derivative_of_y(a, gsl_matrix_get(y, 0, 0));
        worst = fmax(worst, fabs(exact - difference));
        gsl_matrix_free(y);
    }
    tap_ok(worst < 1e-9, "%s: the second derivative of y by differences of the first",
           activation_name(a));
}

/* R{y'} c = y'' R{s} c, and R{s} = R{y}/y'. */
static void check_bend(activation a)
{
    double y = 0.3, ry = 0.7, c = -1.1, rdelta = 5;
    const gsl_matrix_view my = gsl_matrix_view_array(&y, 1, 1),
                          mry = gsl_matrix_view_array(&ry, 1, 1),
                          mc = gsl_matrix_view_array(&c, 1, 1);
    gsl_matrix_view mrdelta = gsl_matrix_view_array(&rdelta, 1, 1);
    activation_bend(a, &my.matrix, &mry.matrix, &mc.matrix, &mrdelta.matrix);
    const double expected =
        5 + c * activation_second_derivative_of_y(a, y) * ry / activation_derivative_of_y(a, y);
    tap_near(rdelta, expected, 1e-14, "%s: what the change of the slope adds", activation_name(a));
}

static void check_activations(void)
{
    for (activation a = 0; a < ACTIVATION_COUNT; a++) {
        if (a == ACTIVATION_SOFTMAX) {
            tap_ok(isnan(activation_second_derivative_of_y(a, 0.5)), "softmax has no y''");
            continue;
        }
        check_second_derivative(a);
        if (a != ACTIVATION_THRESHOLD)
            check_bend(a);
    }
}

static void check_refused(void)
{
    mlp *net = mlp_alloc(2, widths[2], ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    problem q = make_problem(net, LOSS_CROSS_ENTROPY, 7, 0);
    gsl_vector *v = direction(&q), *hv = direction(&q), *longer = gsl_vector_calloc(v->size + 1);
    gsl_matrix *h = gsl_matrix_calloc(v->size, v->size + 1);
    tap_ok(hessian_vector(q.o, q.pass, q.w, longer, hv) == GSL_EBADLEN, "v of another length");
    tap_ok(hessian_vector(q.o, q.pass, q.w, v, longer) == GSL_EBADLEN, "Hv of another length");
    tap_ok(hessian_vector(q.o, q.pass, longer, v, hv) == GSL_EBADLEN, "w of another length");
    tap_ok(hessian(q.o, q.pass, q.w, h) == GSL_EBADLEN, "H that is no square of n");
    gsl_vector_set_zero(v);
    tap_ok(hessian_vector(q.o, q.pass, q.w, v, hv) == GSL_SUCCESS && gsl_vector_isnull(hv),
           "H times 0 is 0");
    gsl_vector_free(v);
    gsl_vector_free(hv);
    gsl_vector_free(longer);
    gsl_matrix_free(h);
    free_problem(&q);
}

/* 2 on the diagonal and 1 beside it: (1, -1) is multiplied by 1, (1, 1) by 3. */
static void check_eigenvalues(void)
{
    double h[] = {2, 1, 1, 2}, lambda[2];
    gsl_matrix_view mh = gsl_matrix_view_array(h, 2, 2);
    gsl_vector_view ml = gsl_vector_view_array(lambda, 2);
    const int status = hessian_eigenvalues(&mh.matrix, &ml.vector);
    tap_near(lambda[0], 1, 1e-14, "the least eigenvalue comes first");
    tap_near(lambda[1], 3, 1e-14, "the largest last");
    tap_ok(status == GSL_SUCCESS, "... and it says that it succeeded");
}

int main(void)
{
    gsl_set_error_handler_off();
    check_every_net();
    check_unnormalised();
    check_linear();
    check_111();
    check_111_logistic();
    check_softmax();
    check_blocks();
    check_batch();
    check_activations();
    check_refused();
    check_eigenvalues();
    return tap_done();
}
