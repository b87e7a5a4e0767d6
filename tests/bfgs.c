/* bfgs.c - what would be wrong in the world if these failed: "BFGS" would be the name of a descent
   with some matrix in front. Any positive definite matrix goes down, as the slide's own misprint
   shows, and a net that learns proves nothing.

   The formulas by hand and by their identities; the walk against bfgs.awk, where the rule is
   written once more as a product of three matrices; a quadratic, where the theory says after how
   many steps it is over and what the matrix is then; and the classical functions beside GSL's
   vector_bfgs2. To be started in the project's root. */

#include "functions.h"
#include "methods.h"
#include "objective.h"
#include "quasi_newton.h"
#include "tap.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef void update(gsl_matrix *m, const gsl_vector *r, const gsl_vector *s, gsl_vector *u);

static double dot(const gsl_vector *a, const gsl_vector *b)
{
    double product;
    gsl_blas_ddot(a, b, &product);
    return product;
}

/* ------------------------------------------------------------- the formulas by hand */

/* s = (1, 0), r = (2, 1), so that r's = 2 and s's = 1, from the identity.

   Inverse: I - s r'/2 = [0 -1/2; 0 1], times its transpose [1/4 -1/2; -1/2 1], plus s s'/2:
     V = [3/4 -1/2; -1/2 1], and V r = (1, 0) = s.
   Direct: I - s s' + r r'/2 = [0 0; 0 1] + [2 1; 1 1/2]:
     B = [2 1; 1 3/2], and B s = (2, 1) = r; the determinant is 2, and V is its inverse.
   Slide 52: I - s s' + r r'/1 = [4 2; 2 2], which takes s to 2 r. */
static void by_hand(const char *what, update *f, double m11, double m21, double m22)
{
    double memory[] = {1, GSL_NAN, 0, 1}, scratch[2], r_[] = {2, 1}, s_[] = {1, 0};
    gsl_matrix_view m = gsl_matrix_view_array(memory, 2, 2);
    gsl_vector_view u = gsl_vector_view_array(scratch, 2), r = gsl_vector_view_array(r_, 2),
                    s = gsl_vector_view_array(s_, 2);
    f(&m.matrix, &r.vector, &s.vector, &u.vector);
    tap_near(memory[0], m11, 1e-15, "%s: element 1,1", what);
    tap_near(memory[2], m21, 1e-15, "%s: element 2,1", what);
    tap_near(memory[3], m22, 1e-15, "%s: element 2,2", what);
    tap_ok(isnan(memory[1]), "%s: the upper triangle is neither read nor written", what);
}

/* --------------------------------------------------------- the formulas' identities */

enum { SIZE = 12, UPDATES = 20 };

static void fill(gsl_vector *v, gsl_rng *rng)
{
    for (size_t i = 0; i < v->size; i++)
        gsl_vector_set(v, i, gsl_ran_gaussian(rng, 1));
}

/* y = M x by the lower triangle; the largest difference from `expected`, relative to its length. */
static double miss(const gsl_matrix *m, const gsl_vector *x, const gsl_vector *expected)
{
    gsl_vector *y = gsl_vector_alloc(x->size);
    gsl_vector_memcpy(y, expected);
    gsl_blas_dsymv(CblasLower, 1, m, x, -1, y);
    const double error = gsl_blas_dnrm2(y) / gsl_blas_dnrm2(expected);
    gsl_vector_free(y);
    return error;
}

/* The largest element of B V - I, both by their lower triangles. */
static double product_misses_identity(const gsl_matrix *b, const gsl_matrix *v)
{
    const size_t n = b->size1;
    gsl_matrix *full = gsl_matrix_alloc(n, n), *product = gsl_matrix_alloc(n, n);
    gsl_matrix_memcpy(full, v);
    gsl_matrix_transpose_tricpy(CblasLower, CblasUnit, full, v);
    gsl_matrix_set_identity(product);
    gsl_blas_dsymm(CblasLeft, CblasLower, 1, b, full, -1, product);
    double low, high;
    gsl_matrix_minmax(product, &low, &high);
    gsl_matrix_free(full);
    gsl_matrix_free(product);
    return GSL_MAX(high, -low);
}

static int positive_definite(const gsl_matrix *m)
{
    gsl_matrix *factor = gsl_matrix_alloc(m->size1, m->size2);
    gsl_matrix_memcpy(factor, m);
    const int status = gsl_linalg_cholesky_decomp1(factor);
    gsl_matrix_free(factor);
    return status == GSL_SUCCESS;
}

/* s at random, r at random on its side. */
static void identities(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_matrix *v = gsl_matrix_alloc(SIZE, SIZE), *b = gsl_matrix_alloc(SIZE, SIZE);
    gsl_vector *r = gsl_vector_alloc(SIZE), *s = gsl_vector_alloc(SIZE),
               *u = gsl_vector_alloc(SIZE);
    double worst_v = 0, worst_b = 0;
    int definite = 1;
    gsl_matrix_set_identity(v);
    gsl_matrix_set_identity(b);
    for (int k = 0; k < UPDATES; k++) {
        fill(s, rng);
        fill(r, rng);
        gsl_blas_daxpy((2 + gsl_rng_uniform(rng) - dot(r, s) / dot(s, s)), s, r); /* r's > 0 */
        bfgs_update_inverse(v, r, s, u);
        bfgs_update_direct(b, r, s, u);
        worst_v = fmax(worst_v, miss(v, r, s));
        worst_b = fmax(worst_b, miss(b, s, r));
        definite = definite && positive_definite(v) && positive_definite(b);
    }
    tap_near(worst_v, 0, 1e-12, "V r = s after each of %d updates", UPDATES);
    tap_near(worst_b, 0, 1e-12, "B s = r after each of %d updates", UPDATES);
    tap_near(product_misses_identity(b, v), 0, 1e-8, "B V = I after them, both having begun at I");
    tap_ok(definite, "both stay positive definite");
    gsl_matrix_free(v);
    gsl_matrix_free(b);
    gsl_vector_free(r);
    gsl_vector_free(s);
    gsl_vector_free(u);
    gsl_rng_free(rng);
}

/* --------------------------------------------------------------- making minimizers */

enum { MOST = 3 };

typedef struct {
    const method *m;
    double step;
    struct {
        const char *name;
        double value;
    } set[MOST];
} recipe;

static gsl_multimin_fdfminimizer *start(const recipe *how, gsl_multimin_function_fdf *f,
                                        const double *w0)
{
    gsl_vector_const_view w = gsl_vector_const_view_array(w0, f->n);
    gsl_multimin_fdfminimizer *m = gsl_multimin_fdfminimizer_alloc(how->m->type, f->n);
    for (size_t i = 0; i < MOST && how->set[i].name; i++)
        if (method_set_parameter(how->m, m, how->set[i].name, how->set[i].value) != GSL_SUCCESS)
            tap_ok(0, "%s takes %s = %g", how->m->name, how->set[i].name, how->set[i].value);
    gsl_multimin_fdfminimizer_set(m, f, &w.vector, how->step, 0);
    return m;
}

static gsl_multimin_function_fdf rosenbrock = {rosenbrock_f, rosenbrock_df, rosenbrock_fdf, 2,
                                               NULL};
static double bowl[] = {1, 25};
static gsl_multimin_function_fdf quadratic = {quadratic_f, quadratic_df, quadratic_fdf, 2, bowl};

/* XOR by a 2-2-1 net of logistic neurons and the mean squared error. */
typedef struct {
    mlp *net;
    dataset *data;
    objective *o;
} xor_task;

static xor_task make_xor(void)
{
    fault why;
    xor_task t = {mlp_alloc(2, (const size_t[]){2, 2, 1}, ACTIVATION_LOGISTIC, ACTIVATION_LOGISTIC),
                  dataset_alloc(4, 2, 1), NULL};
    for (size_t p = 0; p < 4; p++) {
        gsl_matrix_set(t.data->x, p, 0, (double)(p / 2));
        gsl_matrix_set(t.data->x, p, 1, (double)(p % 2));
        gsl_matrix_set(t.data->d, p, 0, p == 1 || p == 2);
    }
    t.o = objective_alloc(t.net, LOSS_MSE, t.data, 0, NULL, &why);
    return t;
}

static void free_xor(xor_task *t)
{
    objective_free(t->o);
    dataset_free(t->data);
    mlp_free(t->net);
}

/* ------------------------------------------------------------------- by bfgs.awk */

enum { STEPS = 3, MOST_WEIGHTS = 9 };

/* The three steps of ours: where they led, and how far along the direction. */
typedef struct {
    double w[STEPS][MOST_WEIGHTS], alpha[STEPS];
} path;

/* alpha is |dx| over |p|, for p is what the method left in its walk. */
static path walk(gsl_multimin_fdfminimizer *m)
{
    path at;
    for (size_t t = 0; t < STEPS; t++) {
        gsl_multimin_fdfminimizer_iterate(m);
        at.alpha[t] = gsl_blas_dnrm2(m->dx) / gsl_blas_dnrm2(bfgs_walk(m)->p);
        for (size_t i = 0; i < m->x->size; i++)
            at.w[t][i] = gsl_vector_get(m->x, i);
    }
    return at;
}

static FILE *reference(const char *problem, size_t n, const double w0[], const path *at)
{
    char command[1024], w[400] = "";
    for (size_t i = 0; i < n; i++)
        snprintf(w + strlen(w), sizeof w - strlen(w), "%.17g ", w0[i]);
    snprintf(command, sizeof command,
             "LC_ALL=C awk -v problem=%s -v start='%s' -v alphas='%.17g %.17g %.17g' -v c1=1e-4 "
             "-v c2=0.9 -f tests/bfgs.awk",
             problem, w, at->alpha[0], at->alpha[1], at->alpha[2]);
    fflush(stdout);
    return popen(command, "r");
}

/* The next number of the reference; the error of `ours`, relative where it is above 1. */
static double error(FILE *file, double ours)
{
    double theirs;
    if (fscanf(file, "%lf", &theirs) != 1)
        return GSL_POSINF;
    return fabs(ours - theirs) / GSL_MAX(1, fabs(theirs));
}

static void as_in_reference(const char *problem, gsl_multimin_function_fdf *f, const double w0[],
                            double step)
{
    const recipe how = {&method_bfgs, step, {{0}}};
    gsl_multimin_fdfminimizer *m = start(&how, f, w0);
    const path at = walk(m);
    FILE *file = reference(problem, f->n, w0, &at);
    double worst = 0, worst_v = 0;
    for (size_t t = 0; t < STEPS; t++)
        for (size_t i = 0; i < f->n; i++)
            worst = fmax(worst, error(file, at.w[t][i]));
    const gsl_matrix *v = bfgs_matrix(m);
    for (size_t i = 0; i < f->n; i++)
        for (size_t j = 0; j < f->n; j++)
            worst_v = fmax(worst_v, error(file, gsl_matrix_get(v, GSL_MAX(i, j), GSL_MIN(i, j))));
    tap_near(worst, 0, 1e-12, "%s: three steps as in bfgs.awk", problem);
    tap_near(worst_v, 0, 1e-11, "%s: and the matrix after them", problem);
    tap_ok(pclose(file) == 0, "%s: each of them meets the strong Wolfe conditions", problem);
    gsl_multimin_fdfminimizer_free(m);
}

static void all_as_in_reference(void)
{
    const double weights[] = {0.5, -0.4, 0.3, 0.6, -0.2, 0.1, 0.7, -0.5, 0.2};
    xor_task t = make_xor();
    gsl_multimin_function_fdf xor_error = objective_function(t.o);
    as_in_reference("quadratic", &quadratic, (double[]){1, 1}, 0.5);
    as_in_reference("rosenbrock", &rosenbrock, (double[]){-1.2, 1}, 0.1);
    as_in_reference("xor", &xor_error, weights, 1);
    free_xor(&t);
}

/* ---------------------------------------------- what GSL is promised, and the descent */

/* Two forms of one method: E falls, x, f, the gradient and dx belong together, and the two
   arrive by the same way. */
static void both_forms(void)
{
    const recipe inverse = {&method_bfgs, 1, {{"form", 0}}},
                 direct = {&method_bfgs, 1, {{"form", 1}}};
    const double w0[] = {-1.2, 1};
    gsl_multimin_fdfminimizer *v = start(&inverse, &rosenbrock, w0),
                              *b = start(&direct, &rosenbrock, w0);
    gsl_vector *before = gsl_vector_alloc(2), *g = gsl_vector_alloc(2);
    double apart = 0, off = 0, e;
    int falls = 1, consistent = 1;
    for (int t = 0; t < 20; t++) {
        gsl_vector_memcpy(before, v->x);
        const double e_before = v->f;
        gsl_multimin_fdfminimizer_iterate(v);
        gsl_multimin_fdfminimizer_iterate(b);
        rosenbrock_fdf(v->x, NULL, &e, g);
        falls = falls && v->f < e_before;
        consistent = consistent && e == v->f && gsl_vector_equal(g, v->gradient);
        gsl_vector_sub(before, v->x);
        gsl_vector_add(before, v->dx);
        consistent = consistent && gsl_blas_dnrm2(before) < 1e-15;
        apart = fmax(apart, fabs(v->f - b->f));
        off = fmax(off, product_misses_identity(bfgs_matrix(b), bfgs_matrix(v)));
    }
    tap_ok(falls, "Rosenbrock: E falls in each of 20 iterations");
    tap_ok(consistent, "f and the gradient are those at x, dx is the change");
    tap_near(apart, 0, 1e-8, "the direct form goes the same way");
    tap_near(off, 0, 1e-8, "B V = I in each of 20 iterations");
    gsl_vector_free(before);
    gsl_vector_free(g);
    gsl_multimin_fdfminimizer_free(v);
    gsl_multimin_fdfminimizer_free(b);
}

/* Another form is for the next set: until then the matrix is what it was. */
static void form_of_the_next_set(void)
{
    const recipe how = {&method_bfgs, 1, {{"form", 0}}};
    gsl_multimin_fdfminimizer *m = start(&how, &rosenbrock, (double[]){-1.2, 1});
    gsl_multimin_fdfminimizer_iterate(m);
    method_set_parameter(&method_bfgs, m, "form", 1);
    gsl_multimin_fdfminimizer_iterate(m);
    tap_near(miss(bfgs_matrix(m), bfgs_walk(m)->r, bfgs_walk(m)->s), 0, 1e-12,
             "a form that is changed on the way waits for the next set");
    gsl_multimin_fdfminimizer_free(m);
}

/* ------------------------------------------------------- a quadratic of n dimensions */

/* E = w'Hw/2 with H = (I - 2 q q') D (I - 2 q q'), |q| = 1, and D from 1 to 100. */
enum { DIMENSIONS = 10 };

static double bowl_f(const gsl_vector *w, void *params)
{
    gsl_vector *g = gsl_vector_alloc(w->size);
    gsl_blas_dgemv(CblasNoTrans, 1, params, w, 0, g);
    const double e = dot(w, g) / 2;
    gsl_vector_free(g);
    return e;
}

static void bowl_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    gsl_blas_dgemv(CblasNoTrans, 1, params, w, 0, g);
}

static void bowl_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    bowl_df(w, params, g);
    *e = dot(w, g) / 2;
}

static gsl_matrix *make_bowl(void)
{
    gsl_matrix *h = gsl_matrix_calloc(DIMENSIONS, DIMENSIONS),
               *t = gsl_matrix_alloc(DIMENSIONS, DIMENSIONS);
    gsl_matrix *mirror = gsl_matrix_alloc(DIMENSIONS, DIMENSIONS);
    gsl_vector *q = gsl_vector_alloc(DIMENSIONS);
    for (size_t i = 0; i < DIMENSIONS; i++) {
        gsl_matrix_set(h, i, i, pow(100, (double)i / (DIMENSIONS - 1)));
        gsl_vector_set(q, i, 1 + sin((double)(3 * i)));
    }
    gsl_vector_scale(q, 1 / gsl_blas_dnrm2(q));
    gsl_matrix_set_identity(mirror);
    gsl_blas_dger(-2, q, q, mirror);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, mirror, h, 0, t);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, t, mirror, 0, h);
    gsl_matrix_free(t);
    gsl_matrix_free(mirror);
    gsl_vector_free(q);
    return h;
}

static void ends_in_n_steps(double form)
{
    gsl_matrix *h = make_bowl();
    gsl_multimin_function_fdf f = {bowl_f, bowl_df, bowl_fdf, DIMENSIONS, h};
    const recipe how = {&method_bfgs, 1, {{"form", form}, {"c2", 0.011}}};
    const double w0[DIMENSIONS] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    gsl_multimin_fdfminimizer *m = start(&how, &f, w0);
    const double slope = gsl_blas_dnrm2(m->gradient);
    size_t t = 0;
    while (gsl_blas_dnrm2(m->gradient) > 1e-8 * slope && t < 100) {
        gsl_multimin_fdfminimizer_iterate(m);
        t++;
    }
    const char *name = form == 0 ? "inverse" : "direct";
    tap_ok(t <= DIMENSIONS + 1, "%s form: a quadratic of %d weights ends in %zu steps", name,
           DIMENSIONS, t);
    gsl_matrix *v = gsl_matrix_alloc(DIMENSIONS, DIMENSIONS);
    gsl_matrix_memcpy(v, bfgs_matrix(m));
    if (form == 1) {
        gsl_linalg_cholesky_decomp1(v);
        gsl_linalg_cholesky_invert(v);
    }
    tap_near(product_misses_identity(h, v), 0, 1e-6, "%s form: and V is the inverse Hessian", name);
    gsl_matrix_free(v);
    gsl_matrix_free(h);
    gsl_multimin_fdfminimizer_free(m);
}

/* ------------------------------------------------------------ slide 52 to the letter */

/* In one dimension of curvature a the slide's V is r r/(s s) = a^2, where 1/a is wanted. A step is
   then a^2 times the slope a x: x is multiplied by 1 - a^3, from the second step on (the first is
   plain descent, by 1 - a). So 2^(1/3) = 1.26 is the steepest that converges at all. */
static void printed_in_one_dimension(double a)
{
    double curvatures[] = {a, 1};
    gsl_multimin_function_fdf f = {quadratic_f, quadratic_df, quadratic_fdf, 2, curvatures};
    const recipe how = {&method_bfgs, 1, {{"as-printed", 1}}};
    gsl_multimin_fdfminimizer *m = start(&how, &f, (double[]){1, 0});
    double expected = 1 - a;
    for (int t = 0; t < 6; t++) {
        gsl_multimin_fdfminimizer_iterate(m);
        tap_near(gsl_vector_get(m->x, 0), expected, 1e-12, "as printed, curvature %g: step %d", a,
                 t + 1);
        expected *= 1 - a * a * a;
    }
    tap_near(gsl_matrix_get(bfgs_matrix(m), 0, 0), a * a, 1e-12, "and V is %g, not %g", a * a,
             1 / a);
    gsl_multimin_fdfminimizer_free(m);
}

/* The same matrix taken for B and solved: a step is a x/a^2, x is multiplied by 1 - 1/a, and what is
   flatter than 1/2 is thrown out. */
static void printed_as_b(double a)
{
    double curvatures[] = {a, 1};
    gsl_multimin_function_fdf f = {quadratic_f, quadratic_df, quadratic_fdf, 2, curvatures};
    const recipe how = {&method_bfgs, 1, {{"as-printed", 1}, {"form", 1}}};
    gsl_multimin_fdfminimizer *m = start(&how, &f, (double[]){1, 0});
    double expected = 1 - a;
    for (int t = 0; t < 6; t++) {
        gsl_multimin_fdfminimizer_iterate(m);
        tap_near(gsl_vector_get(m->x, 0), expected, 1e-12,
                 "as printed, taken for B, curvature %g: step %d", a, t + 1);
        expected *= 1 - 1 / a;
    }
    gsl_multimin_fdfminimizer_free(m);
}

/* -------------------------------------------------- L-BFGS: two loops against a matrix */

/* -V g, with V made of r's/r'r I and the pairs from `oldest` to `newest`, which is not one. */
static gsl_vector *by_matrix(gsl_vector *const r[], gsl_vector *const s[], size_t oldest,
                             size_t newest, const gsl_vector *g)
{
    const size_t n = g->size;
    gsl_matrix *v = gsl_matrix_alloc(n, n);
    gsl_vector *p = gsl_vector_alloc(n), *u = gsl_vector_alloc(n);
    gsl_matrix_set_identity(v);
    if (newest > oldest)
        gsl_matrix_scale(v, dot(r[newest - 1], s[newest - 1]) / dot(r[newest - 1], r[newest - 1]));
    for (size_t k = oldest; k < newest; k++)
        bfgs_update_inverse(v, r[k], s[k], u);
    gsl_blas_dsymv(CblasLower, -1, v, g, 0, p);
    gsl_matrix_free(v);
    gsl_vector_free(u);
    return p;
}

enum { WALK = 12 };

static void two_loops(size_t pairs)
{
    const recipe how = {&method_lbfgs, 1, {{"pairs", (double)pairs}}};
    const classic *wood = &classics[4];
    gsl_multimin_function_fdf f = classic_function(wood);
    gsl_multimin_fdfminimizer *m = start(&how, &f, wood->start);
    gsl_vector *r[WALK], *s[WALK];
    double worst = 0;
    for (size_t t = 0; t < WALK; t++) {
        gsl_vector *p = by_matrix(r, s, t - GSL_MIN(t, pairs), t, m->gradient);
        gsl_multimin_fdfminimizer_iterate(m);
        s[t] = gsl_vector_alloc(f.n);
        r[t] = gsl_vector_alloc(f.n);
        gsl_vector_memcpy(s[t], lbfgs_walk(m)->s);
        gsl_vector_memcpy(r[t], lbfgs_walk(m)->r);
        const double length = gsl_blas_dnrm2(p);
        gsl_vector_sub(p, lbfgs_walk(m)->p);
        worst = fmax(worst, gsl_blas_dnrm2(p) / length);
        gsl_vector_free(p);
    }
    tap_near(worst, 0, 1e-10, "L-BFGS, %zu pairs: %d directions are those of the matrix", pairs,
             WALK);
    tap_ok(lbfgs_walk(m)->learned == WALK, "and each of its steps was one to learn from");
    for (size_t t = 0; t < WALK; t++) {
        gsl_vector_free(r[t]);
        gsl_vector_free(s[t]);
    }
    gsl_multimin_fdfminimizer_free(m);
}

/* ------------------------------------------------------------- what must not happen */

/* E = -sqrt(1 + x^2): a roof that falls for ever, ever steeper. r's < 0 on every step. */
static double roof_f(const gsl_vector *w, void *params)
{
    (void)params;
    return -hypot(1, gsl_vector_get(w, 0));
}

static void roof_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    gsl_vector_set(g, 0, gsl_vector_get(w, 0) / roof_f(w, params));
}

static void roof_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = roof_f(w, params);
    roof_df(w, params, g);
}

static void skips(const method *how_to,
                  const quasi_newton *(*of)(const gsl_multimin_fdfminimizer *))
{
    gsl_multimin_function_fdf roof = {roof_f, roof_df, roof_fdf, 1, NULL};
    const recipe how = {how_to, 1, {{0}}};
    gsl_multimin_fdfminimizer *m = start(&how, &roof, (double[]){1});
    gsl_multimin_fdfminimizer_iterate(m);
    tap_ok(of(m)->skipped == 1 && of(m)->learned == 0, "%s: negative curvature teaches nothing",
           how_to->name);
    tap_ok(gsl_vector_get(m->x, 0) > 1, "%s: but the step is kept", how_to->name);
    if (how_to == &method_bfgs)
        tap_ok(gsl_matrix_get(bfgs_matrix(m), 0, 0) == 1, "bfgs: V is still 1");
    gsl_multimin_fdfminimizer_free(m);
}

/* A matrix that has been spoilt, so that -V g leads uphill, or B cannot be factored. */
static void forgets(double form)
{
    const recipe how = {&method_bfgs, 1, {{"form", form}}};
    gsl_multimin_fdfminimizer *m = start(&how, &rosenbrock, (double[]){-1.2, 1});
    for (int t = 0; t < 5; t++)
        gsl_multimin_fdfminimizer_iterate(m);
    const double e = m->f;
    const size_t learned = bfgs_walk(m)->learned;
    gsl_matrix_scale((gsl_matrix *)bfgs_matrix(m), -1);
    const int status = gsl_multimin_fdfminimizer_iterate(m);
    tap_ok(status == GSL_SUCCESS && m->f < e, "form %g: downhill all the same", form);
    tap_ok(learned == 5 && bfgs_walk(m)->forgotten == 1 && bfgs_walk(m)->learned == 1,
           "form %g: by forgetting, and beginning anew", form);
    tap_ok(positive_definite(bfgs_matrix(m)), "form %g: nothing of the spoilt matrix is left",
           form);
    gsl_multimin_fdfminimizer_free(m);
}

/* On E = x^2/2 a step of 1.99 from 1 leads to -0.99: it brings 1 - 1.99/2 = 0.005 of the fall that the
   slope promised, and 0.99 of the slope is left. So it is good enough for c1 = 1e-4 and c2 = 0.995, too long
   for c1 = 0.01, and too steep at its end for c2 = 0.98. */
static double after_one_step(const method *how_to, double c1, double c2)
{
    const recipe how = {how_to, 1.99, {{"c1", c1}, {"c2", c2}}};
    gsl_multimin_fdfminimizer *m = start(&how, &quadratic, (double[]){1, 0});
    gsl_multimin_fdfminimizer_iterate(m);
    const double x = gsl_vector_get(m->x, 0);
    gsl_multimin_fdfminimizer_free(m);
    return x;
}

static void wolfe(const method *how_to)
{
    tap_near(after_one_step(how_to, 1e-4, 0.995), -0.99, 1e-12, "%s: a long step is good enough",
             how_to->name);
    tap_near(after_one_step(how_to, 0.01, 0.995), 0, 0.5, "%s: too long by another c1",
             how_to->name);
    tap_near(after_one_step(how_to, 1e-4, 0.98), 0, 0.5, "%s: too steep by another c2",
             how_to->name);
}

/* After a restart the first step is -g again, of the length that was asked for. */
static void restarts(const method *how_to,
                     const quasi_newton *(*of)(const gsl_multimin_fdfminimizer *))
{
    const recipe how = {how_to, 1e-3, {{0}}};
    gsl_multimin_fdfminimizer *m = start(&how, &rosenbrock, (double[]){-1.2, 1});
    gsl_vector *g = gsl_vector_alloc(2);
    for (int t = 0; t < 5; t++)
        gsl_multimin_fdfminimizer_iterate(m);
    gsl_multimin_fdfminimizer_restart(m);
    gsl_vector_memcpy(g, m->gradient);
    gsl_multimin_fdfminimizer_iterate(m);
    gsl_vector_add(g, of(m)->p);
    tap_ok(gsl_blas_dnrm2(g) == 0, "%s: after a restart p = -g", how_to->name);
    tap_ok(of(m)->learned == 1, "%s: and one step has been learned", how_to->name);
    gsl_vector_free(g);
    gsl_multimin_fdfminimizer_free(m);
}

/* At the bottom there is no way down, and nothing moves. */
static void rests(const method *how_to)
{
    const recipe how = {how_to, 1, {{0}}};
    gsl_multimin_fdfminimizer *m = start(&how, &rosenbrock, (double[]){1, 1});
    const int status = gsl_multimin_fdfminimizer_iterate(m);
    tap_ok(status == GSL_ENOPROG && gsl_vector_get(m->x, 0) == 1 && gsl_blas_dnrm2(m->dx) == 0,
           "%s: at the minimum it stays and says so", how_to->name);
    gsl_multimin_fdfminimizer_free(m);
}

static void fits(void)
{
    fault why = {""};
    tap_ok(method_fits(&method_bfgs, 292, &why) == GSL_SUCCESS, "a matrix for 292 weights fits");
    tap_ok(method_fits(&method_bfgs, 119260, &why) == GSL_ENOMEM && strstr(why.text, "114 GB") &&
               strstr(why.text, "--method lbfgs"),
           "one for 119260 does not, and lbfgs is named: %s", why.text);
    tap_ok(method_fits(&method_lbfgs, 119260, &why) == GSL_SUCCESS, "L-BFGS has no such limit");
    tap_ok(gsl_multimin_fdfminimizer_alloc(method_bfgs.type, 119260) == NULL,
           "nor is it allocated for a program that does not ask");
}

static void refuses_values(const method *how_to)
{
    static const struct {
        const char *name;
        double value;
    } bad[] = {{"c1", 0}, {"c1", 0.02}, {"c2", 0.01}, {"c2", 1}, {"step", 1}, {"c2", GSL_NAN}};
    const recipe how = {how_to, 1, {{0}}};
    gsl_multimin_fdfminimizer *m = start(&how, &rosenbrock, (double[]){-1.2, 1});
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        tap_ok(method_set_parameter(how_to, m, bad[i].name, bad[i].value) == GSL_EINVAL,
               "%s refuses %s = %g", how_to->name, bad[i].name, bad[i].value);
    gsl_multimin_fdfminimizer_free(m);
}

/* ------------------------------------------------------------ the classical functions */

/* Until |grad E| < 1e-5, or relative to E where that is large. An evaluation of E is one, one of
   the gradient is one, both together are two. */
typedef struct {
    size_t iterations, cost;
    int arrived;
} race;

static race run(const classic *c, const gsl_multimin_fdfminimizer_type *type, double step)
{
    classic_count count = {.c = c};
    gsl_multimin_function_fdf f = classic_counted(&count);
    gsl_vector_const_view w = gsl_vector_const_view_array(c->start, c->n);
    gsl_multimin_fdfminimizer *m = gsl_multimin_fdfminimizer_alloc(type, c->n);
    gsl_multimin_fdfminimizer_set(m, &f, &w.vector, step, 0.1);
    race r = {0};
    while (!r.arrived && r.iterations < 2000 &&
           gsl_multimin_fdfminimizer_iterate(m) == GSL_SUCCESS) {
        r.iterations++;
        r.arrived = gsl_blas_dnrm2(m->gradient) < 1e-5 * fmax(1, fabs(m->f));
    }
    r.cost = count.f + count.df + 2 * count.fdf;
    tap_note("%-16s %-13s step %-5g %4zu iterations, f %zu, df %zu, fdf %zu, cost %zu, E %.3g%s",
             c->name, type->name, step, r.iterations, count.f, count.df, count.fdf, r.cost, m->f,
             r.arrived ? "" : ": NOT THERE");
    gsl_multimin_fdfminimizer_free(m);
    return r;
}

/* GSL's with the best of three first steps, ours with its default. */
static void no_dearer_than_gsl(const classic *c)
{
    const double step = 0.1;
    race theirs = {0, SIZE_MAX, 0};
    for (double first = 0.01; first < 2; first *= 10) {
        const race r = run(c, gsl_multimin_fdfminimizer_vector_bfgs2, first);
        if (r.arrived && r.cost < theirs.cost)
            theirs = r;
    }
    const race full = run(c, method_bfgs.type, step), limited = run(c, method_lbfgs.type, step);
    tap_ok(full.arrived && full.cost <= theirs.cost,
           "%s: BFGS arrives, for %zu evaluations; GSL: %zu", c->name, full.cost, theirs.cost);
    tap_ok(limited.arrived && limited.cost <= theirs.cost, "%s: so does L-BFGS, for %zu", c->name,
           limited.cost);
}

int main(void)
{
    gsl_set_error_handler_off();
    by_hand("inverse form", bfgs_update_inverse, 0.75, -0.5, 1);
    by_hand("direct form", bfgs_update_direct, 2, 1, 1.5);
    by_hand("slide 52 to the letter", bfgs_update_as_printed, 4, 2, 2);
    identities();
    all_as_in_reference();
    both_forms();
    form_of_the_next_set();
    ends_in_n_steps(0);
    ends_in_n_steps(1);
    printed_in_one_dimension(0.5);
    printed_in_one_dimension(1.2);
    printed_in_one_dimension(1.3);
    printed_as_b(0.4);
    printed_as_b(0.8);
    two_loops(1);
    two_loops(3);
    two_loops(20);
    skips(&method_bfgs, bfgs_walk);
    skips(&method_lbfgs, lbfgs_walk);
    forgets(0);
    forgets(1);
    wolfe(&method_bfgs);
    wolfe(&method_lbfgs);
    restarts(&method_bfgs, bfgs_walk);
    restarts(&method_lbfgs, lbfgs_walk);
    rests(&method_bfgs);
    rests(&method_lbfgs);
    fits();
    refuses_values(&method_bfgs);
    refuses_values(&method_lbfgs);
    for (size_t i = 0; i < CLASSICS; i++)
        no_dearer_than_gsl(&classics[i]);
    return tap_done();
}
