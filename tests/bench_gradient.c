/* bench_gradient.c - what a gradient costs beside the work that nobody can avoid: its
   matrix products by the same BLAS, and the tanh of its hidden states.

   Everything else - biases, loss, derivatives, bookkeeping - is ours to keep small. A
   gradient and the bare work take turns in one run, A B A B ..., so that both meet the same
   machine, the same clock rate and the same neighbours; of each the fastest of many
   repetitions counts, for noise only ever adds. A claim about speed is a measurement and no
   test: this program says ABOVE where a bound is broken, and ends with status 0 all the same. */

#include "blas.h"
#include "generate.h"
#include "idx.h"
#include "methods.h"
#include "objective.h"
#include "random.h"
#include "train.h"
#include "vector_math.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LAYERS = 3 }; /* at most */

/* Seconds, the shortest so far. */
typedef struct {
    double gradient, products, tanh, update[2];
} timing;

static const method *const updated[] = {&method_gd, &method_rprop};

/* ------------------------------------------------------------- the bare work */

/* A net's matrices and nothing else: layer l's states, delta and gradient. */
typedef struct {
    const mlp *net;
    const gsl_matrix *x;
    gsl_vector *w;
    gsl_matrix *s[LAYERS + 1], *delta[LAYERS + 1], *g[LAYERS + 1];
} bare;

static void bare_alloc(bare *b, const mlp *net, const gsl_matrix *x, gsl_vector *w)
{
    *b = (bare){.net = net, .x = x, .w = w};
    for (size_t l = 1; l <= net->layers; l++) {
        b->s[l] = gsl_matrix_calloc(x->size1, net->width[l]);
        b->delta[l] = gsl_matrix_calloc(x->size1, net->width[l]);
        b->g[l] = gsl_matrix_calloc(net->width[l - 1], net->width[l]);
    }
    gsl_matrix_set_all(b->delta[net->layers], 1e-3);
}

static void bare_free(bare *b)
{
    for (size_t l = 1; l <= b->net->layers; l++) {
        gsl_matrix_free(b->s[l]);
        gsl_matrix_free(b->delta[l]);
        gsl_matrix_free(b->g[l]);
    }
}

/* Y_{l-1} W_l upwards, then Y_{l-1}' delta_l and delta_l W_l' downwards. */
static void products(bare *b)
{
    const size_t last = b->net->layers;
    for (size_t l = 1; l <= last; l++) {
        const gsl_matrix_view w = mlp_weights(b->net, b->w, l);
        gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, l > 1 ? b->s[l - 1] : b->x, &w.matrix, 0,
                       b->s[l]);
    }
    for (size_t l = last; l >= 1; l--) {
        const gsl_matrix_view w = mlp_weights(b->net, b->w, l);
        gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, l > 1 ? b->s[l - 1] : b->x, b->delta[l], 0,
                       b->g[l]);
        if (l > 1)
            gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, b->delta[l], &w.matrix, 0, b->delta[l - 1]);
    }
}

/* The tanh of every hidden state, by libmvec where the compiler has it. */
static void hidden_tanh(bare *b)
{
    for (size_t l = 1; l < b->net->layers; l++) {
        double *restrict s = b->s[l]->data;
        const size_t n = b->s[l]->size1 * b->s[l]->size2;
#pragma omp simd
        for (size_t i = 0; i < n; i++)
            s[i] = tanh(s[i]);
    }
}

/* ------------------------------------------------------------------ the clock */

/* Keeps the shorter of *best and the time since `start`; returns the time now. */
static double lap(double start, double *best)
{
    const double now = train_clock();
    *best = GSL_MIN(*best, now - start);
    return train_clock();
}

/* An objective that notes how long its gradient took, for what remains of an iteration
   is the method's own. */
typedef struct {
    gsl_multimin_function_fdf e;
    double seconds;
} clocked;

static void clocked_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *gradient)
{
    clocked *c = params;
    const double start = train_clock();
    c->e.fdf(w, c->e.params, e, gradient);
    c->seconds = train_clock() - start;
}

/* The shortest update of 50 iterations by this method, with its default parameters. */
static double time_update(const method *m, gsl_multimin_function_fdf e, const gsl_vector *w)
{
    clocked c = {.e = e};
    gsl_multimin_function_fdf noted = e;
    noted.fdf = clocked_fdf;
    noted.params = &c;
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_type(m), e.n);
    double best = GSL_POSINF;
    gsl_multimin_fdfminimizer_set(s, &noted, w, 0.1, 0);
    for (int i = 0; i < 50; i++) {
        const double start = train_clock();
        gsl_multimin_fdfminimizer_iterate(s);
        best = GSL_MIN(best, train_clock() - start - c.seconds);
    }
    gsl_multimin_fdfminimizer_free(s);
    return best;
}

static timing measure(bare *b, gsl_multimin_function_fdf e, int repetitions)
{
    timing t = {GSL_POSINF, GSL_POSINF, GSL_POSINF, {0, 0}};
    gsl_vector *gradient = gsl_vector_alloc(e.n);
    double error;
    for (int i = 0; i < repetitions; i++) {
        double now = train_clock();
        e.fdf(b->w, e.params, &error, gradient);
        now = lap(now, &t.gradient);
        products(b);
        now = lap(now, &t.products);
        hidden_tanh(b);
        lap(now, &t.tanh);
    }
    gsl_vector_free(gradient);
    for (size_t k = 0; k < 2; k++)
        t.update[k] = time_update(updated[k], e, b->w);
    return t;
}

/* ------------------------------------------------------------------ the table */

static void print_row(const mlp *net, size_t examples, const timing *t, double bound)
{
    char name[64];
    int length = snprintf(name, sizeof name, "%zu", net->width[0]);
    for (size_t l = 1; l <= net->layers; l++)
        length += snprintf(name + length, sizeof name - (size_t)length, "-%zu", net->width[l]);
    const double ratio = t->gradient / (t->products + t->tanh);
    printf("%-12s %8zu %11.1f %11.1f %7.1f %6.3f %6.2f %6s", name, examples, 1e6 * t->gradient,
           1e6 * t->products, 1e6 * t->tanh, ratio, bound, ratio <= bound ? "ok" : "ABOVE");
    for (size_t k = 0; k < 2; k++)
        printf(" %8.3f", t->update[k] / t->gradient);
    putchar('\n');
}

/* Returns a GSL error code, with the reason. */
static int bench(const dataset *data, size_t layers, const size_t width[], double bound,
                 int repetitions, gsl_rng *rng, fault *why)
{
    mlp *net = mlp_alloc(layers, width, ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    objective *o = objective_alloc(net, LOSS_CROSS_ENTROPY, data, 0, NULL, why);
    if (!o) {
        mlp_free(net);
        return GSL_EFAILED;
    }
    gsl_vector *w = gsl_vector_alloc(net->n_weights);
    mlp_init(net, w, rng);
    bare b;
    bare_alloc(&b, net, data->x, w);
    const timing t = measure(&b, objective_function(o), repetitions);
    print_row(net, data->x->size1, &t, bound);
    bare_free(&b);
    gsl_vector_free(w);
    objective_free(o);
    mlp_free(net);
    return GSL_SUCCESS;
}

/* ------------------------------------------------------- tanh, by two libraries */

enum { NUMBERS = 20000 };

/* One call a number: `volatile` keeps the compiler from taking the vector version. */
static double scalar_tanh(const double *s, double *restrict y)
{
    double (*volatile one)(double) = tanh;
    const double start = train_clock();
    for (size_t i = 0; i < NUMBERS; i++)
        y[i] = one(s[i]);
    return train_clock() - start;
}

static double vector_tanh(const double *s, double *restrict y)
{
    const double start = train_clock();
#pragma omp simd
    for (size_t i = 0; i < NUMBERS; i++)
        y[i] = tanh(s[i]);
    return train_clock() - start;
}

static void compare_tanh(void)
{
    static double s[NUMBERS], y[NUMBERS];
    double scalar = GSL_POSINF, vector = GSL_POSINF;
    for (size_t i = 0; i < NUMBERS; i++)
        s[i] = 4 * sin((double)i); /* states as nets have them, in no order */
    for (int i = 0; i < 100; i++) {
        scalar = GSL_MIN(scalar, scalar_tanh(s, y));
        vector = GSL_MIN(vector, vector_tanh(s, y));
    }
    printf("# tanh: %.2f ns a number in a vectorised loop, %.2f ns called one by one: %.1f times\n",
           1e9 * vector / NUMBERS, 1e9 * scalar / NUMBERS, scalar / vector);
}

/* ----------------------------------------------------------------------- main */

int main(void)
{
    fault why;
    blas_one_thread();
    gsl_rng *rng = random_alloc(1, &why);
    dataset *points = rng ? generate_points(1400, rng) : NULL;
    dataset *digits = dataset_read_idx("data/mnist/train-images-idx3-ubyte.gz",
                                       "data/mnist/train-labels-idx1-ubyte.gz", &why);
    printf("# One full-batch gradient, tanh, softmax, cross-entropy. %s, 1 thread; times in\n"
           "# microseconds, the fastest of many. ratio = gradient / (products + tanh);\n"
           "# gd, rprop: what the update of the weights adds to one gradient.\n",
           blas_name());
    printf("# %-10s %8s %11s %11s %7s %6s %6s %6s %8s %8s\n", "net", "examples", "gradient",
           "products", "tanh", "ratio", "bound", "", "gd", "rprop");
    int status = points && digits ? GSL_SUCCESS : GSL_EFAILED;
    if (status == GSL_SUCCESS)
        status = bench(points, 3, (const size_t[]){2, 20, 10, 2}, 1.3, 5000, rng, &why);
    if (status == GSL_SUCCESS)
        status = bench(digits, 2, (const size_t[]){784, 150, 10}, 1.15, 200, rng, &why);
    if (status == GSL_SUCCESS)
        compare_tanh();
    else
        fault_report(&why);
    dataset_free(points);
    dataset_free(digits);
    gsl_rng_free(rng);
    return status == GSL_SUCCESS ? EXIT_SUCCESS : EXIT_FAILURE;
}
