/* adam.c - what would be wrong in the world if these failed: "RMSprop", "Adam", "AdamW" or "Muon"
   would be the name of something else. A bias correction left out, a decay inside the ratio or a
   polynomial with a wrong sign trains a net all the same, and nobody would notice.

   First steps worked out by hand, sixty steps against adam.awk, where every rule is written once
   more from its source, closed forms, and Newton-Schulz against GSL's singular values. To be
   started in the project's root. */

#include "functions.h"
#include "methods.h"
#include "objective.h"
#include "tap.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------ functions */

/* E = (x^2 + 25 y^2)/2: steep in y, flat in x. */
static double curvatures[] = {1, 25};
static gsl_multimin_function_fdf quadratic = {quadratic_f, quadratic_df, quadratic_fdf, 2,
                                              curvatures};
static gsl_multimin_function_fdf rosenbrock = {rosenbrock_f, rosenbrock_df, rosenbrock_fdf, 2,
                                               NULL};

/* Rosenbrock's with the price rho/2 |w|^2 on it; params is rho. */
static double priced_f(const gsl_vector *w, void *params)
{
    const double size = gsl_blas_dnrm2(w);
    return rosenbrock_f(w, NULL) + *(double *)params / 2 * size * size;
}

static void priced_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    rosenbrock_df(w, NULL, g);
    gsl_blas_daxpy(*(double *)params, w, g);
}

static void priced_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = priced_f(w, params);
    priced_df(w, params, g);
}

/* No function at all: the t-th evaluation finds the t-th row of slopes, wherever it is; the last
   row is found again and again. One row is the plane E = <slope, w>. */
typedef struct {
    const double *slope;
    size_t rows, t;
} given_slopes;

static double given_f(const gsl_vector *w, void *params)
{
    (void)w;
    (void)params;
    return 0;
}

static void given_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    given_slopes *p = params;
    const size_t row = GSL_MIN(p->t, p->rows - 1);
    for (size_t i = 0; i < w->size; i++)
        gsl_vector_set(g, i, p->slope[row * w->size + i]);
    p->t++;
}

static void given_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = given_f(w, params);
    given_df(w, params, g);
}

static gsl_multimin_function_fdf given(given_slopes *slopes, size_t n)
{
    return (gsl_multimin_function_fdf){given_f, given_df, given_fdf, n, slopes};
}

/* XOR by a 2-2-1 net of logistic neurons and the mean squared error, through the objective. */
typedef struct {
    mlp *net;
    dataset *data;
    objective *o;
} xor_task;

static xor_task make_xor(void)
{
    fault why;
    const size_t width[] = {2, 2, 1};
    xor_task t = {mlp_alloc(2, width, ACTIVATION_LOGISTIC, ACTIVATION_LOGISTIC),
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

static const method_layer xor_layers[] = {{.first = 0, .inputs = 2, .units = 2, .bias = 1},
                                          {.first = 6, .inputs = 2, .units = 1, 1, .output = 1}};

/* --------------------------------------------------------------- making minimizers */

enum { MOST = 8 };

/* A method and what it is told: eta, some parameters by name, the layers. */
typedef struct {
    const method *m;
    double eta;
    struct {
        const char *name;
        double value;
    } set[MOST];
    size_t layers;
    const method_layer *layer;
} recipe;

static gsl_multimin_fdfminimizer *start(const recipe *r, gsl_multimin_function_fdf *f,
                                        const double *w0)
{
    gsl_vector_const_view w = gsl_vector_const_view_array(w0, f->n);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(r->m->type, f->n);
    for (size_t i = 0; i < MOST && r->set[i].name; i++)
        if (method_set_parameter(r->m, s, r->set[i].name, r->set[i].value) != GSL_SUCCESS)
            tap_ok(0, "%s takes %s = %g", r->m->name, r->set[i].name, r->set[i].value);
    if (r->layer && method_set_layers(r->m, s, r->layers, r->layer) != GSL_SUCCESS)
        tap_ok(0, "%s takes %zu layers", r->m->name, r->layers);
    gsl_multimin_fdfminimizer_set(s, f, &w.vector, r->eta, 0);
    return s;
}

static double weight(const gsl_multimin_fdfminimizer *s, size_t i)
{
    return gsl_vector_get(s->x, i);
}

static double changed(const gsl_multimin_fdfminimizer *s, size_t i)
{
    return gsl_vector_get(s->dx, i);
}

/* ------------------------------------------------------------------------- by hand */

/* Three steps of the first weight; the second has no slope and is 0. dx must be the change. */
static void three_steps(const char *what, const recipe *r, const double slope[3], double w0,
                        const double path[3])
{
    const double slopes[] = {slope[0], 0, slope[1], 0, slope[2], 0}, from[] = {w0, 0};
    given_slopes list = {slopes, 3, 0};
    gsl_multimin_function_fdf f = given(&list, 2);
    gsl_multimin_fdfminimizer *s = start(r, &f, from);
    int changes = 1, still = 1;
    for (size_t t = 0; t < 3; t++) {
        const double before = weight(s, 0);
        gsl_multimin_fdfminimizer_iterate(s);
        tap_near(weight(s, 0), path[t], 1e-12, "%s: step %zu", what, t + 1);
        changes = changes && before + changed(s, 0) == weight(s, 0);
        still = still && weight(s, 1) == 0;
    }
    tap_ok(changes, "%s: dx is the change", what);
    tap_ok(still, "%s leaves a weight alone that has had no slope", what);
    gsl_multimin_fdfminimizer_free(s);
}

/* Slopes 4, 2, -2 with alpha 3/4: S = 1/4 16 = 4, then 3 + 1 = 4, and 4 again; the root is 2, and
   with eps = 1 beside it the scaled slopes are 4/3, 2/3, -2/3. (With eps under the root the first
   would be 4/sqrt 5.) Eta 1/2, rho 1/10, mu 1/2, from 1:
     dW = (4/3 + 1/10)/2 = 43/60                    W = 17/60
     dW = (2/3 + 17/600)/2 + 43/120 = 847/1200      W = -507/1200
     dW = (-2/3 - 507/12000)/2 + 847/2400 = -33/24000 */
static void rmsprop_by_hand(void)
{
    const recipe r = {&method_rmsprop, 0.5,
                      .set = {{"alpha", 0.75}, {"eps", 1}, {"rho", 0.1}, {"mu", 0.5}}};
    const double slope[] = {4, 2, -2};
    const double path[] = {17. / 60, -507. / 1200, -507. / 1200 + 37. / 24000};
    three_steps("RMSprop", &r, slope, 1, path);
}

/* Slopes 2, -5, 4 with beta1 1/2, beta2 3/4, eps 1:
     M = 1, full to 1/2: 2         S = 1, full to 1/4: 4             2/(2 + 1) = 2/3
     M = 1/2 - 5/2 = -2, to 3/4    S = 3/4 + 25/4 = 7, to 7/16: 16   (-8/3)/(4 + 1) = -8/15
     M = -1 + 2 = 1, to 7/8        S = 21/4 + 4 = 37/4, to 37/64: 16 (8/7)/(4 + 1) = 8/35
   Eta 1/2, rho 1/10 beside the ratio, from 1:
     W = 1 - (2/3 + 1/10)/2 = 37/60
     W = 37/60 - (-8/15 + 37/600)/2 = 1023/1200
     W = 1023/1200 - (8/35 + 1023/12000)/2 */
static void adam_by_hand(void)
{
    const recipe w = {&method_adam, 0.5,
                      .set = {{"beta1", 0.5}, {"beta2", 0.75}, {"eps", 1}, {"rho", 0.1}}};
    const recipe plain = {&method_adam, 0.5, .set = {{"beta1", 0.5}, {"beta2", 0.75}, {"eps", 1}}};
    const double slope[] = {2, -5, 4};
    const double decayed[] = {37. / 60, 1023. / 1200, 1023. / 1200 - (8. / 35 + 1023. / 12000) / 2};
    const double bare[] = {1 - 1. / 3, 1 - 1. / 3 + 4. / 15, 1 - 1. / 3 + 4. / 15 - 4. / 35};
    three_steps("AdamW", &w, slope, 1, decayed);
    three_steps("Adam", &plain, slope, 1, bare);
}

/* ----------------------------------------------------------------------- by adam.awk */

static double told(const recipe *r, const char *name)
{
    for (size_t i = 0; i < MOST && r->set[i].name; i++)
        if (strcmp(r->set[i].name, name) == 0)
            return r->set[i].value;
    for (const parameter *p = r->m->parameters; p->name; p++)
        if (strcmp(p->name, name) == 0)
            return p->value;
    return 0;
}

static const char *rule_of(const recipe *r)
{
    return r->m != &method_adam ? r->m->name : told(r, "decay") == 0 ? "adamw" : "adam";
}

static FILE *start_reference(const char *problem, const recipe *r, const double *w0, size_t n)
{
    char command[1024], from[400] = "";
    for (size_t i = 0; i < n; i++)
        snprintf(from + strlen(from), sizeof from - strlen(from), "%.17g ", w0[i]);
    snprintf(command, sizeof command,
             "LC_ALL=C awk -v rule=%s -v problem=%s -v steps=60 -v start='%s' -v eta=%.17g "
             "-v mu=%.17g -v rho=%.17g -v eps=%.17g -v alpha=%.17g -v beta1=%.17g -v beta2=%.17g "
             "-v rest=%.17g -v ns=%g -v cubic=%g -v look=%d -f tests/adam.awk",
             rule_of(r), problem, from, r->eta, told(r, "mu"), told(r, "rho"), told(r, "eps"),
             told(r, "alpha"), told(r, "beta1"), told(r, "beta2"), told(r, "eta-rest"),
             told(r, "steps"), told(r, "iteration"), told(r, "look") == 0);
    fflush(stdout);
    return popen(command, "r");
}

static void as_in_reference(const char *problem, const recipe *r, gsl_multimin_function_fdf *f,
                            const double *w0)
{
    FILE *reference = start_reference(problem, r, w0, f->n);
    gsl_multimin_fdfminimizer *s = start(r, f, w0);
    double worst = 0;
    for (size_t t = 0; t < 60; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        for (size_t i = 0; i < f->n; i++) {
            double w = GSL_NAN;
            const int read = fscanf(reference, "%lf", &w);
            const double error = fabs(weight(s, i) - w) / fmax(1, fabs(w));
            worst = read == 1 && error <= worst ? worst : read == 1 ? error : GSL_POSINF;
        }
    }
    const int whole = pclose(reference) == 0;
    tap_ok(fabs(weight(s, 0) - w0[0]) > 0.01, "%s on %s moves", rule_of(r), problem);
    tap_near(whole ? worst : GSL_POSINF, 0, 1e-12, "%s on %s, eta %g: sixty steps as in adam.awk",
             rule_of(r), problem, r->eta);
    gsl_multimin_fdfminimizer_free(s);
}

static void on_three_problems(const recipe *r)
{
    static const double from_1_1[] = {1, 1}, from_rosenbrock[] = {-1.2, 1};
    static const double from_xor[] = {0.9, -0.4, 0.5, 0.7, -0.3, 0.1, 1.1, -0.8, 0.2};
    recipe of_net = *r;
    of_net.layers = 2;
    of_net.layer = xor_layers;
    xor_task t = make_xor();
    gsl_multimin_function_fdf f = objective_function(t.o);
    as_in_reference("quadratic", r, &quadratic, from_1_1);
    as_in_reference("rosenbrock", r, &rosenbrock, from_rosenbrock);
    as_in_reference("xor", &of_net, &f, from_xor);
    free_xor(&t);
}

static void all_as_in_reference(void)
{
    const recipe recipes[] = {
        {&method_rmsprop, 0.002, .set = {{0}}},
        {&method_rmsprop, 0.005, .set = {{"alpha", 0.6}, {"mu", 0.5}, {"rho", 0.2}, {"eps", 0.1}}},
        {&method_adam, 0.05, .set = {{0}}},
        {&method_adam, 0.03, .set = {{"beta1", 0.7}, {"beta2", 0.95}, {"rho", 0.3}, {"eps", 0.01}}},
        {&method_adam, 0.03, .set = {{"rho", 0.3}, {"decay", 1}}},
        {&method_muon, 0.05, .set = {{0}}},
        {&method_muon, 0.02,
         .set = {{"mu", 0.6},
                 {"rho", 0.3},
                 {"look", 1},
                 {"eta-rest", 0.1},
                 {"steps", 3},
                 {"beta2", 0.9}}},
        {&method_muon, 0.03, .set = {{"iteration", 1}, {"steps", 8}, {"beta1", 0.5}, {"eps", 0.1}}},
    };
    for (size_t i = 0; i < sizeof recipes / sizeof *recipes; i++)
        on_three_problems(&recipes[i]);
}

/* ------------------------------------------------------------------ bias correction */

static const double nowhere[] = {0, 0};

/* Under a slope g that stays the same the corrected averages are g and g^2 from the first iteration
   on, so every change is eta g/(|g| + eps). Without the correction the first would be
   (1 - beta1)/sqrt(1 - beta2) = 3.2 times that. */
static void adam_is_not_biased(double slope)
{
    const double slopes[] = {slope, 0};
    given_slopes list = {slopes, 1, 0};
    gsl_multimin_function_fdf f = given(&list, 2);
    const recipe r = {&method_adam, 0.01, .set = {{0}}};
    gsl_multimin_fdfminimizer *s = start(&r, &f, nowhere);
    double worst = 0;
    for (size_t t = 1; t <= 1000; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        worst = fmax(worst, fabs(changed(s, 0) / (-0.01 * slope / (fabs(slope) + 1e-8)) - 1));
    }
    tap_near(worst, 0, 1e-11, "Adam, constant slope %g: every change is eta g/(|g| + eps)", slope);
    gsl_multimin_fdfminimizer_free(s);
}

/* RMSprop has no correction: S_t = (1 - alpha^t) g^2, so it begins 1/sqrt(1 - alpha) times too
   long. */
static void rmsprop_is_biased(double slope)
{
    const double slopes[] = {slope, 0};
    given_slopes list = {slopes, 1, 0};
    gsl_multimin_function_fdf f = given(&list, 2);
    const recipe r = {&method_rmsprop, 0.01, .set = {{"eps", 1e-300}}};
    gsl_multimin_fdfminimizer *s = start(&r, &f, nowhere);
    double worst = 0;
    for (int t = 1; t <= 200; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        const double expected = -0.01 * GSL_SIGN(slope) / sqrt(1 - pow(0.9, t));
        worst = fmax(worst, fabs(changed(s, 0) / expected - 1));
    }
    tap_near(worst, 0, 1e-12,
             "RMSprop, constant slope %g: the t-th change is eta/sqrt(1 - alpha^t)", slope);
    gsl_multimin_fdfminimizer_free(s);
}

/* ------------------------------------------------------------- what belongs together */

/* Two recipes from one start: the worst difference of a weight in 60 steps. */
static double difference(const recipe *r, gsl_multimin_function_fdf *f, const recipe *other,
                         gsl_multimin_function_fdf *g)
{
    const double w0[] = {-1.2, 1};
    gsl_multimin_fdfminimizer *a = start(r, f, w0), *b = start(other, g, w0);
    double worst = 0;
    for (size_t t = 0; t < 60; t++) {
        gsl_multimin_fdfminimizer_iterate(a);
        gsl_multimin_fdfminimizer_iterate(b);
        for (size_t i = 0; i < 2; i++)
            worst = fmax(worst, fabs(weight(a, i) - weight(b, i)));
    }
    gsl_multimin_fdfminimizer_free(a);
    gsl_multimin_fdfminimizer_free(b);
    return worst;
}

static void decay_of_two_kinds(void)
{
    double rho = 0.7;
    gsl_multimin_function_fdf priced = {priced_f, priced_df, priced_fdf, 2, &rho};
    const recipe adam = {&method_adam, 0.05, .set = {{0}}},
                 adamw_0 = {&method_adam, 0.05, .set = {{"rho", 0}, {"decay", 0}}},
                 coupled_0 = {&method_adam, 0.05, .set = {{"rho", 0}, {"decay", 1}}},
                 coupled = {&method_adam, 0.05, .set = {{"rho", 0.7}, {"decay", 1}}},
                 adamw = {&method_adam, 0.05, .set = {{"rho", 0.7}, {"decay", 0}}};
    tap_ok(difference(&adam, &rosenbrock, &adamw_0, &rosenbrock) == 0,
           "AdamW without decay is Adam, to the last bit");
    tap_ok(difference(&coupled_0, &rosenbrock, &adamw_0, &rosenbrock) == 0,
           "and without decay the two kinds are one");
    tap_near(difference(&coupled, &rosenbrock, &adam, &priced), 0, 1e-12,
             "coupled decay on E is Adam on E + rho/2 |W|^2");
    const double apart = difference(&adamw, &rosenbrock, &adam, &priced);
    tap_ok(apart > 0.01, "decoupled decay is not (%g apart)", apart);
}

/* The decay that AdamW takes from a weight is eta rho w whatever the slope's size; a part of the
   ratio would be one of size eta or of none. */
static void decoupled_stands_beside(double slope)
{
    const double slopes[] = {slope, 0}, from[] = {3, -2};
    given_slopes list = {slopes, 1, 0}, same = {slopes, 1, 0};
    gsl_multimin_function_fdf f = given(&list, 2), g = given(&same, 2);
    const recipe with = {&method_adam, 0.01, .set = {{"rho", 0.4}, {"eps", 1e-30}}},
                 without = {&method_adam, 0.01, .set = {{"eps", 1e-30}}};
    gsl_multimin_fdfminimizer *a = start(&with, &f, from), *b = start(&without, &g, from);
    double worst = 0;
    for (size_t t = 1; t <= 50; t++) {
        const double before = weight(a, 0);
        gsl_multimin_fdfminimizer_iterate(a);
        gsl_multimin_fdfminimizer_iterate(b);
        worst = fmax(worst, fabs(changed(a, 0) - changed(b, 0) + 0.01 * 0.4 * before));
    }
    tap_near(worst, 0, 1e-15, "AdamW, slope %g: the decay is eta rho w, outside of the ratio",
             slope);
    tap_near(weight(a, 1), -2 * pow(1 - 0.004, 50), 1e-14, "and where no slope is, all there is");
    gsl_multimin_fdfminimizer_free(a);
    gsl_multimin_fdfminimizer_free(b);
}

/* E and a thousand times E: the same path, but for eps. */
static void scale_is_nothing(const recipe *r)
{
    double thousand[] = {1000, 25000};
    gsl_multimin_function_fdf steep = {quadratic_f, quadratic_df, quadratic_fdf, 2, thousand};
    tap_near(difference(r, &quadratic, r, &steep), 0, 1e-11,
             "%s goes the same way for E and for 1000 E", r->m->name);
}

/* ------------------------------------------------------------- Newton-Schulz by GSL's SVD */

typedef struct {
    gsl_matrix *g; /* the slopes, inputs x units */
    gsl_matrix *o; /* what Muon makes of them: the change, without eta, sign and scale */
    gsl_matrix *u, *v;
    gsl_vector *sigma; /* g = U diag(sigma) V' */
} orthogonal;

/* GSL's SVD wants as many rows as columns or more. */
static void decompose(orthogonal *t)
{
    const size_t rows = t->g->size1, columns = t->g->size2, side = GSL_MIN(rows, columns);
    const int wide = rows < columns;
    gsl_vector *work = gsl_vector_alloc(side);
    t->sigma = gsl_vector_alloc(side);
    gsl_matrix *thin = gsl_matrix_alloc(GSL_MAX(rows, columns), side);
    gsl_matrix *square = gsl_matrix_alloc(side, side);
    if (wide)
        gsl_matrix_transpose_memcpy(thin, t->g);
    else
        gsl_matrix_memcpy(thin, t->g);
    gsl_linalg_SV_decomp(thin, square, t->sigma, work);
    t->u = wide ? square : thin;
    t->v = wide ? thin : square;
    gsl_vector_free(work);
}

/* One step along the plane E = <G, W>, from W = 0 and without momentum. */
static orthogonal muon_of(size_t inputs, size_t units, double size, const recipe *also)
{
    const size_t n = inputs * units;
    const method_layer layer = {.first = 0, .inputs = inputs, .units = units};
    orthogonal t = {.g = gsl_matrix_alloc(inputs, units), .o = gsl_matrix_alloc(inputs, units)};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (size_t i = 0; i < n; i++)
        t.g->data[i] = size * (2 * gsl_rng_uniform(rng) - 1);
    decompose(&t);
    given_slopes plane = {t.g->data, 1, 0};
    gsl_multimin_function_fdf f = given(&plane, n);
    recipe r = *also;
    r.layers = 1;
    r.layer = &layer;
    double *zero = calloc(n, sizeof *zero);
    gsl_multimin_fdfminimizer *s = start(&r, &f, zero);
    gsl_multimin_fdfminimizer_iterate(s);
    const double scale = units > inputs ? sqrt((double)units / (double)inputs) : 1;
    for (size_t i = 0; i < n; i++)
        t.o->data[i] = -changed(s, i) / r.eta / scale;
    gsl_multimin_fdfminimizer_free(s);
    free(zero);
    gsl_rng_free(rng);
    return t;
}

static void free_orthogonal(orthogonal *t)
{
    gsl_matrix_free(t->g);
    gsl_matrix_free(t->o);
    gsl_matrix_free(t->u);
    gsl_matrix_free(t->v);
    gsl_vector_free(t->sigma);
}

/* U' O V: diagonal if O has the singular vectors of G, and on the diagonal its singular values. */
static gsl_matrix *in_singular_vectors(const orthogonal *t)
{
    const size_t side = t->sigma->size;
    gsl_matrix *ov = gsl_matrix_alloc(t->o->size1, side), *d = gsl_matrix_alloc(side, side);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, t->o, t->v, 0, ov);
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, t->u, ov, 0, d);
    gsl_matrix_free(ov);
    return d;
}

/* The quintic on a number, as Muon applies it to each singular value over the Frobenius norm. */
static double quintic(double x, size_t steps)
{
    for (size_t k = 0; k < steps; k++)
        x = x * (3.4445 + x * x * (-4.7750 + x * x * 2.0315));
    return x;
}

static void near_one_in_five_steps(size_t inputs, size_t units)
{
    const recipe r = {&method_muon, 0.1, .set = {{"mu", 0}}};
    orthogonal t = muon_of(inputs, units, 3, &r);
    gsl_matrix *d = in_singular_vectors(&t);
    const double norm = gsl_blas_dnrm2(t.sigma);
    double worst = 0, beside = 0, least = GSL_POSINF, most = 0;
    for (size_t i = 0; i < d->size1; i++)
        for (size_t j = 0; j < d->size2; j++) {
            const double x = gsl_matrix_get(d, i, j);
            beside = i == j ? beside : fmax(beside, fabs(x));
            least = i == j ? fmin(least, x) : least;
            most = i == j ? fmax(most, x) : most;
            if (i == j)
                worst = fmax(worst, fabs(x - quintic(gsl_vector_get(t.sigma, i) / norm, 5)));
        }
    tap_near(beside, 0, 1e-12, "%zu x %zu: the singular vectors stay", inputs, units);
    tap_near(worst, 0, 1e-10, "%zu x %zu: five times the polynomial of each singular value", inputs,
             units);
    tap_ok(least > 0.67 && most < 1.21, "%zu x %zu: all singular values from %.3f to %.3f", inputs,
           units, least, most);
    gsl_matrix_free(d);
    free_orthogonal(&t);
}

/* A cubic iteration of the test's own, with plain loops and until nothing changes: X(3 - X'X)/2. */
static void converge(gsl_matrix *x)
{
    gsl_matrix *a = gsl_matrix_alloc(x->size2, x->size2),
               *next = gsl_matrix_alloc(x->size1, x->size2);
    gsl_matrix_scale(x, 1 / sqrt(gsl_matrix_norm1(x) * (double)GSL_MAX(x->size1, x->size2)));
    for (int k = 0; k < 100; k++) {
        gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, x, x, 0, a);
        gsl_matrix_memcpy(next, x);
        gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, -0.5, x, a, 1.5, next);
        gsl_matrix_memcpy(x, next);
    }
    gsl_matrix_free(a);
    gsl_matrix_free(next);
}

static double furthest(const gsl_matrix *a, const gsl_matrix *b)
{
    double worst = 0;
    for (size_t i = 0; i < a->size1; i++)
        for (size_t j = 0; j < a->size2; j++)
            worst = fmax(worst, fabs(gsl_matrix_get(a, i, j) - gsl_matrix_get(b, i, j)));
    return worst;
}

static void exactly_one_by_the_cubic(size_t inputs, size_t units)
{
    const recipe r = {&method_muon, 0.1, .set = {{"mu", 0}, {"iteration", 1}, {"steps", 60}}};
    orthogonal t = muon_of(inputs, units, 3, &r);
    gsl_matrix *uv = gsl_matrix_alloc(inputs, units);
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, t.u, t.v, 0, uv);
    tap_near(furthest(t.o, uv), 0, 1e-12, "%zu x %zu: the cubic iteration ends in U V' of the SVD",
             inputs, units);
    converge(t.g);
    tap_near(furthest(uv, t.g), 0, 1e-12,
             "%zu x %zu: and so does a cubic iteration of the test's own", inputs, units);
    gsl_matrix_free(uv);
    free_orthogonal(&t);
}

static void size_is_nothing_to_muon(void)
{
    const recipe r = {&method_muon, 0.1, .set = {{"mu", 0}}};
    orthogonal a = muon_of(7, 4, 1, &r), b = muon_of(7, 4, 1e-140, &r),
               c = muon_of(7, 4, 1e140, &r);
    tap_near(furthest(a.o, b.o), 0, 1e-11, "Muon: slopes of 1e-140 make the same change");
    tap_near(furthest(a.o, c.o), 0, 1e-11, "Muon: slopes of 1e140 make the same change");
    free_orthogonal(&a);
    free_orthogonal(&b);
    free_orthogonal(&c);
}

/* -------------------------------------------------------------- what Muon is told of shapes */

/* A vector of which nothing is told is one column: the change has one length, and the gradient's
   direction. */
static void a_column_has_one_length(void)
{
    const double w0[] = {-1.2, 1};
    const recipe r = {&method_muon, 0.01, .set = {{"mu", 0}}};
    gsl_multimin_fdfminimizer *s = start(&r, &rosenbrock, w0);
    double worst = 0;
    for (size_t t = 0; t < 100; t++) {
        const double norm = gsl_blas_dnrm2(s->gradient), x = gsl_vector_get(s->gradient, 0);
        gsl_multimin_fdfminimizer_iterate(s);
        worst = fmax(worst, fabs(changed(s, 0) + 0.01 * quintic(1, 5) * x / norm));
        worst = fmax(worst, fabs(gsl_blas_dnrm2(s->dx) - 0.01 * quintic(1, 5)));
    }
    tap_near(worst, 0, 1e-14, "Muon without shapes: every change has the length %.4f eta",
             quintic(1, 5));
    gsl_multimin_fdfminimizer_free(s);
}

static void without_matrices_it_is_adam(void)
{
    const method_layer answer = {.first = 0, .inputs = 2, .units = 1, .output = 1};
    const recipe none = {&method_muon, 7, .set = {{"eta-rest", 0.05}, {"rho", 0.2}}, 0, &answer},
                 output = {&method_muon, 7, .set = {{"eta-rest", 0.05}, {"rho", 0.2}}, 1, &answer},
                 adam = {&method_adam, 0.05,
                         .set = {{"beta2", 0.95}, {"eps", 1e-10}, {"rho", 0.2}}};
    tap_near(difference(&none, &rosenbrock, &adam, &rosenbrock), 0, 1e-12,
             "Muon that is told of no matrix is AdamW");
    tap_near(difference(&output, &rosenbrock, &adam, &rosenbrock), 0, 1e-12,
             "and so it is if the only layer is the output's");
}

/* Weights 0 and 11 belong to no layer, 5 and 6 are biases: Adam's, whose first change is eta-rest.
   The matrix has slopes that are all 0: it stays, and nothing is 0/0. */
static void a_matrix_among_others(void)
{
    const method_layer layer = {.first = 1, .inputs = 2, .units = 2, .bias = 1};
    double slopes[12] = {5, 0, 0, 0, 0, -2, 3, 1, 1, 1, 1, -4}, zero[12] = {0};
    given_slopes plane = {slopes, 1, 0};
    gsl_multimin_function_fdf f = given(&plane, 12);
    const recipe r = {&method_muon, 0.3, .set = {{"eta-rest", 0.01}}, 1, &layer};
    gsl_multimin_fdfminimizer *s = start(&r, &f, zero);
    int right = gsl_multimin_fdfminimizer_iterate(s) == GSL_SUCCESS;
    for (size_t i = 0; i < 12; i++) {
        const double expected = slopes[i] > 0 ? -0.01 : slopes[i] < 0 ? 0.01 : 0;
        right = right && fabs(weight(s, i) - expected) < 1e-9;
    }
    tap_ok(right, "Muon: what is in no matrix is Adam's; a matrix without slopes stays");
    gsl_multimin_fdfminimizer_free(s);
}

static void shapes_are_checked(const method *m)
{
    static const method_layer wrong[][2] = {
        {{.first = 0, .inputs = 0, .units = 2}, {8, 1, 1, 0, 0}},
        {{.first = 0, .inputs = 2, .units = 0}, {8, 1, 1, 0, 0}},
        {{.first = 0, .inputs = 5, .units = 2}, {8, 1, 1, 0, 0}},
        {{.first = 0, .inputs = 4, .units = 2, .bias = 1}, {8, 1, 1, 0, 0}},
        {{.first = 0, .inputs = 2, .units = 2}, {3, 1, 1, 0, 0}},
        {{.first = 0, .inputs = 2, .units = 2, .bias = 1}, {5, 1, 1, 0, 0}},
        {{.first = 9, .inputs = 1, .units = 1}, {10, 1, 1, 0, 0}},
        {{.first = 0, .inputs = SIZE_MAX, .units = 2, .bias = 1}, {8, 1, 1, 0, 0}},
        {{.first = SIZE_MAX, .inputs = 1, .units = 1}, {8, 1, 1, 0, 0}},
        {{.first = 0, .inputs = 2, .units = (size_t)1 << 63}, {8, 1, 1, 0, 0}}};
    static const method_layer right[] = {{.first = 0, .inputs = 2, .units = 2, .bias = 1},
                                         {.first = 6, .inputs = 2, .units = 1, 1, .output = 1}};
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(m->type, 9);
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
        tap_ok(method_set_layers(m, s, 2, wrong[k]) == GSL_EINVAL,
               "%s refuses layers that are none, %zu", m->name, k + 1);
    tap_ok(method_set_layers(m, s, 2, right) == GSL_SUCCESS &&
               method_set_layers(m, s, 1, right) == GSL_SUCCESS,
           "%s takes layers, and others after them", m->name);
    gsl_multimin_fdfminimizer_free(s);
}

/* --------------------------------------------------------- what they have in common */

/* Whether `used` goes on from where it is as a new minimizer would. */
static int is_as_new(gsl_multimin_fdfminimizer *used, const recipe *r)
{
    gsl_multimin_fdfminimizer *fresh = start(r, &rosenbrock, used->x->data);
    int same = 1;
    for (size_t t = 0; t < 20; t++) {
        gsl_multimin_fdfminimizer_iterate(used);
        gsl_multimin_fdfminimizer_iterate(fresh);
        same = same && gsl_vector_equal(used->x, fresh->x);
    }
    gsl_multimin_fdfminimizer_free(fresh);
    return same;
}

static void restart_forgets(const recipe *r)
{
    const double w0[] = {-1.2, 1};
    gsl_vector_const_view w = gsl_vector_const_view_array(w0, 2);
    recipe larger = *r;
    larger.eta *= 1.1;
    gsl_multimin_fdfminimizer *s = start(r, &rosenbrock, w0);
    for (size_t t = 0; t < 13; t++)
        gsl_multimin_fdfminimizer_iterate(s);
    gsl_multimin_fdfminimizer_restart(s);
    tap_ok(is_as_new(s, r), "%s: restart forgets all that was learnt", r->m->name);
    gsl_multimin_fdfminimizer_set(s, &rosenbrock, &w.vector, larger.eta, 0);
    tap_ok(is_as_new(s, &larger), "%s: and so does set, with another eta", r->m->name);
    gsl_multimin_fdfminimizer_free(s);
}

/* Each of a method's parameters, just out of its range, is refused and changes nothing. */
static void ranges_are_checked(const method *m)
{
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(m->type, 2);
    for (const parameter *p = m->parameters; p->name; p++) {
        const double wrong[] = {p->min - 1e-9, p->min_open ? p->min : -1, GSL_NAN, GSL_POSINF,
                                isfinite(p->max) ? p->max + 1e-6 : GSL_NEGINF};
        for (size_t k = 0; k < 5; k++)
            tap_ok(!parameter_accepts(p, wrong[k]) &&
                       method_set_parameter(m, s, p->name, wrong[k]) == GSL_EINVAL,
                   "%s refuses %s = %g", m->name, p->name, wrong[k]);
        if (p->whole || p->choices)
            tap_ok(!parameter_accepts(p, 0.5), "%s refuses half of %s", m->name, p->name);
    }
    gsl_multimin_fdfminimizer_free(s);
}

int main(void)
{
    gsl_set_error_handler_off();
    rmsprop_by_hand();
    adam_by_hand();
    all_as_in_reference();
    adam_is_not_biased(1);
    adam_is_not_biased(-1e-4);
    adam_is_not_biased(1e9);
    rmsprop_is_biased(2);
    rmsprop_is_biased(-1e-9);
    decay_of_two_kinds();
    decoupled_stands_beside(1e-6);
    decoupled_stands_beside(1e6);
    scale_is_nothing(&(recipe){&method_rmsprop, 0.01, .set = {{"eps", 1e-300}}});
    scale_is_nothing(&(recipe){&method_adam, 0.01, .set = {{"eps", 1e-300}}});
    scale_is_nothing(&(recipe){&method_muon, 0.01, .set = {{0}}});
    static const size_t shape[][2] = {{30, 12}, {12, 30}, {20, 10}, {40, 39}, {9, 1}, {1, 9}};
    for (size_t k = 0; k < sizeof shape / sizeof *shape; k++) {
        near_one_in_five_steps(shape[k][0], shape[k][1]);
        exactly_one_by_the_cubic(shape[k][0], shape[k][1]);
    }
    size_is_nothing_to_muon();
    a_column_has_one_length();
    without_matrices_it_is_adam();
    a_matrix_among_others();
    shapes_are_checked(&method_muon);
    shapes_are_checked(&method_quickprop);
    shapes_are_checked(&method_gd);
    const recipe used[] = {{&method_rmsprop, 0.01, .set = {{"mu", 0.5}}},
                           {&method_adam, 0.05, .set = {{"rho", 0.1}}},
                           {&method_muon, 0.05, .set = {{0}}}};
    for (size_t k = 0; k < sizeof used / sizeof *used; k++) {
        restart_forgets(&used[k]);
        ranges_are_checked(used[k].m);
    }
    return tap_done();
}
