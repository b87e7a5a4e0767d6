/* bench_hessian.c - what second derivatives cost, in gradients of the same net measured in turn
   with them: a product Hv, the whole H divided by n, and one Cholesky factorisation of it. The
   processor's time is taken, not the clock's: H takes so long that on a busy machine others come in
   between, and a gradient does not. The shortest of several repetitions counts. */

#include "hessian.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <stdio.h>
#include <time.h>

typedef struct {
    size_t examples, layers, width[4];
} shape;

static const shape shapes[] = {
    {1400, 3, {2, 20, 10, 2}}, /* the points */
    {400, 2, {30, 10, 2}},     /* breast cancer */
    {1250, 2, {64, 20, 10}},   /* digits of 8 x 8 pixels */
};

typedef struct {
    objective *o;
    hessian_pass *pass;
    gsl_vector *w, *v, *g;
    gsl_matrix *h;
} bench;

typedef struct {
    double gradient, product, matrix, factors; /* seconds */
} timing;

static void fill(gsl_rng *rng, size_t n, double *x)
{
    for (size_t i = 0; i < n; i++)
        x[i] = 2 * gsl_rng_uniform(rng) - 1;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double keep(double *least, double start)
{
    const double now = seconds();
    *least = GSL_MIN(*least, now - start);
    return seconds();
}

static void measure(const bench *b, timing *t)
{
    gsl_multimin_function_fdf f = objective_function(b->o);
    double e, start = seconds();
    GSL_MULTIMIN_FN_EVAL_F_DF(&f, b->w, &e, b->g);
    start = keep(&t->gradient, start);
    hessian_vector(b->o, b->pass, b->w, b->v, b->g);
    start = keep(&t->product, start);
    hessian(b->o, b->pass, b->w, b->h);
    start = keep(&t->matrix, start);
    gsl_vector_view diagonal = gsl_matrix_diagonal(b->h);
    gsl_vector_add_constant(&diagonal.vector, 10);
    start = seconds();
    gsl_linalg_cholesky_decomp1(b->h);
    keep(&t->factors, start);
}

static void show(const shape *s, const bench *b)
{
    timing t = {GSL_POSINF, GSL_POSINF, GSL_POSINF, GSL_POSINF};
    for (int k = 0; k < 10; k++)
        measure(b, &t);
    const double n = (double)b->w->size;
    printf("%6zu %5.0f %11.3f %6.1f %6.2f %9.2f\n", s->examples, n, 1e3 * t.gradient,
           t.product / t.gradient, t.matrix / t.gradient / n, t.factors / t.matrix);
}

static int run(const shape *s)
{
    fault why = {""};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    mlp *net = mlp_alloc(s->layers, s->width, ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    dataset *data = dataset_alloc(s->examples, s->width[0], s->width[s->layers]);
    const size_t n = net->n_weights;
    bench b = {.w = gsl_vector_alloc(n),
               .v = gsl_vector_alloc(n),
               .g = gsl_vector_alloc(n),
               .h = gsl_matrix_alloc(n, n),
               .o = objective_alloc(net, LOSS_CROSS_ENTROPY, data, 0, rng, &why)};
    b.pass = b.o ? hessian_pass_alloc(b.o) : NULL;
    if (b.pass && b.w && b.v && b.g && b.h) {
        fill(rng, data->x->size1 * data->x->size2, data->x->data);
        fill(rng, n, b.v->data);
        mlp_init(net, b.w, rng);
        show(s, &b);
    }
    const int status = b.pass == NULL;
    hessian_pass_free(b.pass);
    objective_free(b.o);
    gsl_vector_free(b.w);
    gsl_vector_free(b.v);
    gsl_vector_free(b.g);
    gsl_matrix_free(b.h);
    dataset_free(data);
    mlp_free(net);
    gsl_rng_free(rng);
    return status;
}

int main(void)
{
    int status = 0;
    printf("# Hv in gradients, H in gradients a column, Cholesky as a share of H\n");
    printf("#%5s %5s %11s %6s %6s %9s\n", "rows", "n", "gradient/ms", "Hv", "H/n", "Cholesky");
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        status |= run(&shapes[i]);
    return status;
}
