/* jacobian.c - what would be wrong in the world if these failed: Levenberg-Marquardt would train a net along
   derivatives of something else, or by errors in another order than those derivatives.

   J is held against the complex step, e(w + ih) = e(w) + ih de/dw, so a column is Im e / h with nothing
   cancelling; e is written here once more, one example at a time. Then against central differences of our own
   e, against the gradient of objective.c, and against itself in other blocks. And LMA as a
   minimizer: its E and gradient are the objective's. */

#include "jacobian.h"
#include "generate.h"
#include "levenberg_marquardt.h"
#include "methods.h"
#include "objective.h"
#include "tap.h"

#include <complex.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>

enum { EXAMPLES = 7, INPUTS = 4, OUTPUTS = 3, MOST = 6, MAX_WEIGHTS = 100 };

static const size_t widths[4][4] = {
    [1] = {INPUTS, OUTPUTS}, [2] = {INPUTS, 5, OUTPUTS}, [3] = {INPUTS, MOST, 2, OUTPUTS}};

typedef struct {
    mlp *net;
    gsl_matrix *x, *d;
    gsl_vector *w;
} problem;

static problem problem_make(size_t layers, activation hidden, activation output, gsl_rng *rng)
{
    problem p = {mlp_alloc(layers, widths[layers], hidden, output),
                 gsl_matrix_alloc(EXAMPLES, INPUTS), gsl_matrix_alloc(EXAMPLES, OUTPUTS), NULL};
    p.w = gsl_vector_alloc(p.net->n_weights);
    for (size_t i = 0; i < p.w->size; i++)
        gsl_vector_set(p.w, i, 2 * gsl_rng_uniform(rng) - 1);
    for (size_t i = 0; i < EXAMPLES * INPUTS; i++)
        p.x->data[i] = 2 * gsl_rng_uniform(rng) - 1;
    for (size_t i = 0; i < EXAMPLES * OUTPUTS; i++)
        p.d->data[i] = gsl_rng_uniform(rng);
    return p;
}

static void problem_free(problem *p)
{
    mlp_free(p->net);
    gsl_matrix_free(p->x);
    gsl_matrix_free(p->d);
    gsl_vector_free(p->w);
}

/* -------------------------------------------------- the net once more, complex */

static void activate(activation a, size_t n, double complex *s)
{
    double complex sum = 0;
    for (size_t j = 0; j < n; j++)
        sum += cexp(s[j]);
    for (size_t j = 0; j < n; j++)
        s[j] = a == ACTIVATION_TANH       ? ctanh(s[j])
               : a == ACTIVATION_LOGISTIC ? 1 / (1 + cexp(-s[j]))
               : a == ACTIVATION_RELU     ? (creal(s[j]) > 0 ? s[j] : 0)
               : a == ACTIVATION_SOFTMAX  ? cexp(s[j]) / sum
                                          : s[j];
}

/* The answers to example p, with weight number `k` moved by i h. */
static void answer(const problem *p, size_t example, size_t k, double h, double complex y[])
{
    double complex in[MOST];
    for (size_t i = 0; i < INPUTS; i++)
        in[i] = gsl_matrix_get(p->x, example, i);
    size_t at = 0;
    for (size_t l = 1; l <= p->net->layers; l++) {
        const size_t n_in = p->net->width[l - 1], n_out = p->net->width[l];
        for (size_t j = 0; j < n_out; j++)
            y[j] = gsl_vector_get(p->w, at + n_in * n_out + j) +
                   (at + n_in * n_out + j == k ? I * h : 0);
        for (size_t i = 0; i < n_in; i++)
            for (size_t j = 0; j < n_out; j++) {
                const size_t number = at + i * n_out + j;
                y[j] += in[i] * (gsl_vector_get(p->w, number) + (number == k ? I * h : 0));
            }
        activate(p->net->a[l - 1], n_out, y);
        for (size_t j = 0; j < n_out; j++)
            in[j] = y[j];
        at += (n_in + 1) * n_out;
    }
}

/* The largest distance of e and of J from the complex step's; the largest |J| into *largest. */
static double from_complex_step(const problem *p, const gsl_vector *e, const gsl_matrix *J,
                                double *largest)
{
    const double h = 1e-30;
    double complex y[MOST];
    double worst = 0;
    *largest = 0;
    for (size_t r = 0; r < e->size; r++)
        for (size_t k = 0; k < p->w->size; k++) {
            answer(p, r / OUTPUTS, k, h, y);
            const double complex er =
                gsl_matrix_get(p->d, r / OUTPUTS, r % OUTPUTS) - y[r % OUTPUTS];
            worst = GSL_MAX(worst, fabs(creal(er) - gsl_vector_get(e, r)));
            worst = GSL_MAX(worst, fabs(cimag(er) / h - gsl_matrix_get(J, r, k)));
            *largest = GSL_MAX(*largest, fabs(gsl_matrix_get(J, r, k)));
        }
    return worst;
}

static double from_differences(problem *p, net_errors *n, const gsl_matrix *J)
{
    gsl_multifit_nlinear_fdf fdf = net_errors_function(n);
    gsl_vector *up = gsl_vector_alloc(fdf.n), *down = gsl_vector_alloc(fdf.n);
    const double h = 1e-5;
    double worst = 0;
    for (size_t k = 0; k < p->w->size; k++) {
        double *w = gsl_vector_ptr(p->w, k);
        const double before = *w;
        *w = before + h;
        fdf.f(p->w, fdf.params, up);
        *w = before - h;
        fdf.f(p->w, fdf.params, down);
        *w = before;
        for (size_t r = 0; r < fdf.n; r++) {
            const double slope = (gsl_vector_get(up, r) - gsl_vector_get(down, r)) / (2 * h);
            worst = GSL_MAX(worst, fabs(slope - gsl_matrix_get(J, r, k)));
        }
    }
    gsl_vector_free(up);
    gsl_vector_free(down);
    return worst;
}

static void check_net(size_t layers, activation hidden, activation output, gsl_rng *rng)
{
    problem p = problem_make(layers, hidden, output, rng);
    net_errors *n = net_errors_alloc(p.net, p.x, p.d, 3); /* 7 examples: blocks of 3, 3 and 1 */
    gsl_multifit_nlinear_fdf fdf = net_errors_function(n);
    gsl_vector *e = gsl_vector_alloc(fdf.n);
    gsl_matrix *J = gsl_matrix_alloc(fdf.n, fdf.p);
    fdf.f(p.w, fdf.params, e);
    fdf.df(p.w, fdf.params, J);
    double largest;
    const double complex_step = from_complex_step(&p, e, J, &largest);
    const double differences = from_differences(&p, n, J);
    tap_ok(complex_step < 1e-14 && differences < 1e-9 && largest > 0.1,
           "%zu layers, %s, %s: J is the complex step's (%.1e) and the differences' (%.1e)", layers,
           activation_name(hidden), activation_name(output), complex_step, differences);
    gsl_vector_free(e);
    gsl_matrix_free(J);
    net_errors_free(n);
    problem_free(&p);
}

static void check_all_nets(gsl_rng *rng)
{
    const activation hidden[] = {ACTIVATION_TANH, ACTIVATION_LOGISTIC, ACTIVATION_RELU},
                     output[] = {ACTIVATION_SOFTMAX, ACTIVATION_LINEAR, ACTIVATION_TANH,
                                 ACTIVATION_LOGISTIC};
    for (size_t o = 0; o < 4; o++) {
        check_net(1, ACTIVATION_TANH, output[o], rng);
        for (size_t h = 0; h < 3; h++)
            for (size_t layers = 2; layers <= 3; layers++)
                check_net(layers, hidden[h], output[o], rng);
    }
}

/* ------------------------------------------------------------------ in other blocks */

/* Five iterations from the same start; where they lead. */
static void iterate_in_blocks(const problem *p, size_t examples, int whole, gsl_vector *w)
{
    net_errors *n = net_errors_alloc(p->net, p->x, p->d, examples);
    gsl_multifit_nlinear_fdf fdf = net_errors_function(n);
    lm_parameters how = lm_defaults;
    how.accelerate = 1;
    lm *s = lm_alloc(&how, fdf.p);
    lm_set(s, &fdf, whole ? NULL : net_errors_rows, whole ? 0 : net_errors_block(n), p->w);
    for (int i = 0; i < 5; i++)
        lm_iterate(s);
    gsl_vector_memcpy(w, s->w);
    tap_ok(s->J->size1 == (whole ? EXAMPLES : GSL_MIN(examples, EXAMPLES)) * OUTPUTS,
           "blocks of %zu examples: so many rows of J in memory", examples);
    lm_free(s);
    net_errors_free(n);
}

static void check_blocks(gsl_rng *rng)
{
    problem p = problem_make(2, ACTIVATION_TANH, ACTIVATION_TANH, rng);
    gsl_vector *whole = gsl_vector_alloc(p.w->size), *w = gsl_vector_alloc(p.w->size);
    iterate_in_blocks(&p, EXAMPLES, 1, whole);
    gsl_vector_memcpy(w, whole);
    gsl_vector_sub(w, p.w);
    tap_ok(gsl_blas_dnrm2(w) > 0.1, "five iterations on the whole Jacobian lead somewhere");
    for (size_t examples = 1; examples <= 8; examples++) {
        iterate_in_blocks(&p, examples, 0, w);
        gsl_vector_sub(w, whole);
        tap_ok(gsl_blas_dnrm2(w) < 1e-7,
               "... and in blocks of %zu examples to the same place (%.0e)", examples,
               gsl_blas_dnrm2(w));
    }
    gsl_vector_free(whole);
    gsl_vector_free(w);
    problem_free(&p);
}

/* --------------------------------------------------------- LMA as a minimizer of nets */

/* Whether E, gradient and dx of a minimizer are the objective's at its x. */
static void consistent(gsl_multimin_fdfminimizer *s, gsl_multimin_function_fdf *f,
                       const gsl_vector *before, const char *when)
{
    gsl_vector *g = gsl_vector_alloc(f->n);
    double e;
    f->fdf(s->x, f->params, &e, g);
    tap_near(s->f, e, 1e-14, "LMA, %s: E is the objective's", when);
    const double size = gsl_blas_dnrm2(g);
    gsl_vector_sub(g, s->gradient);
    tap_ok(size > 1e-6 && gsl_blas_dnrm2(g) < 1e-13 * GSL_MAX(1, size),
           "LMA, %s: 2 J'e / MP is its gradient", when);
    gsl_vector_memcpy(g, before);
    gsl_vector_add(g, s->dx);
    gsl_vector_sub(g, s->x);
    tap_ok(gsl_blas_dnrm2(g) < 1e-13, "LMA, %s: dx is the way", when);
    gsl_vector_free(g);
}

static void check_method(gsl_rng *rng)
{
    fault why;
    dataset *data = generate_points(300, rng);
    mlp *net = mlp_alloc(2, (const size_t[]){2, 8, 2}, ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    objective *o = objective_alloc(net, LOSS_MSE, data, 0, NULL, &why),
              *entropy = objective_alloc(net, LOSS_CROSS_ENTROPY, data, 0, NULL, &why);
    gsl_multimin_function_fdf f = objective_function(o), other = objective_function(entropy);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_lma.type, f.n);
    gsl_vector *w = gsl_vector_calloc(f.n), *before = gsl_vector_alloc(f.n);
    mlp_init(net, w, rng);
    tap_ok(gsl_multimin_fdfminimizer_set(s, &f, w, 1e-3, 0) == GSL_SUCCESS, "LMA takes an mse");
    consistent(s, &f, s->x, "at the start");
    const size_t jacobians = o->n_df;
    gsl_vector_memcpy(before, s->x);
    tap_ok(gsl_multimin_fdfminimizer_iterate(s) == GSL_SUCCESS && o->n_df == jacobians + 1 &&
               o->n_f >= 1,
           "an iteration counts one gradient, and its trials as errors alone");
    consistent(s, &f, before, "after a step");
    tap_ok(gsl_multimin_fdfminimizer_restart(s) == GSL_SUCCESS, "LMA restarts");
    const size_t with_one = o->n_df;
    tap_ok(method_set_parameter(&method_lma, s, "accelerate", 1) == GSL_SUCCESS &&
               gsl_multimin_fdfminimizer_iterate(s) == GSL_SUCCESS && o->n_df > with_one + 1,
           "a parameter can be set at any time: acceleration costs more Jacobians from now on");
    tap_ok(gsl_multimin_fdfminimizer_set(s, &other, w, 1e-3, 0) == GSL_EINVAL,
           "LMA refuses an error that is no sum of squares");
    f.fdf = NULL;
    tap_ok(gsl_multimin_fdfminimizer_set(s, &f, w, 1e-3, 0) == GSL_EINVAL,
           "LMA refuses a function whose errors it cannot see");
    gsl_multimin_fdfminimizer_free(s);
    gsl_vector_free(w);
    gsl_vector_free(before);
    objective_free(o);
    objective_free(entropy);
    mlp_free(net);
    dataset_free(data);
}

static void check_refusals(gsl_rng *rng)
{
    problem p = problem_make(1, ACTIVATION_TANH, ACTIVATION_TANH, rng);
    gsl_matrix *narrow = gsl_matrix_alloc(EXAMPLES, OUTPUTS - 1);
    tap_ok(!net_errors_alloc(p.net, p.x, narrow, 3) && !net_errors_alloc(p.net, p.d, p.d, 3) &&
               !net_errors_alloc(p.net, p.x, p.d, 0),
           "matrices that do not fit the net are refused");
    net_errors *n = net_errors_alloc(p.net, p.x, p.d, 3);
    gsl_vector *four = gsl_vector_alloc(OUTPUTS + 1), *three = gsl_vector_alloc(OUTPUTS);
    tap_ok(net_errors_rows(p.w, n, 0, four, NULL) == GSL_EBADLEN &&
               net_errors_rows(p.w, n, 1, three, NULL) == GSL_EBADLEN,
           "a block that cuts an example in two is refused");
    gsl_vector_free(four);
    gsl_vector_free(three);
    gsl_matrix_free(narrow);
    net_errors_free(n);
    problem_free(&p);
}

int main(void)
{
    gsl_set_error_handler_off();
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    check_all_nets(rng);
    check_blocks(rng);
    check_method(rng);
    check_refusals(rng);
    gsl_rng_free(rng);
    return tap_done();
}
