/* adaptive.c - what would be wrong in the world if these failed: "AdaGrad", "AdaDelta" or
   "weight decay" would be the name of something else. An eps on the wrong side of a root, or
   D averaged a line too early, trains a net all the same, and nobody would notice.

   First steps worked out by hand, closed forms, then sixty steps against adaptive.awk, where
   every rule is written once more from its paper. To be started in the project's root. */

#include "functions.h"
#include "methods.h"
#include "tap.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------------ functions */

/* E = (x^2 + 25 y^2)/2: steep in y, flat in x. */
static double curvatures[] = {1, 25};
/* Rosenbrock's with the price rho/2 |w|^2 on it; params is rho. */
static double priced_f(const gsl_vector *w, void *params)
{
    const double size = gsl_blas_dnrm2(w);
    return rosenbrock_f(w, NULL) + *(double *)params / 2 * size * size;
}

static void priced_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    rosenbrock_df(w, NULL, g);
    for (size_t i = 0; i < 2; i++)
        *gsl_vector_ptr(g, i) += *(double *)params * gsl_vector_get(w, i);
}

static void priced_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = priced_f(w, params);
    priced_df(w, params, g);
}

/* No function at all: the t-th evaluation finds the t-th slope of a list, wherever it is; the
   second weight has no slope. The last of the list is found again and again. */
typedef struct {
    const double *slope;
    size_t n, t;
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
    (void)w;
    gsl_vector_set(g, 0, p->slope[GSL_MIN(p->t, p->n - 1)]);
    gsl_vector_set(g, 1, 0);
    p->t++;
}

static void given_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = given_f(w, params);
    given_df(w, params, g);
}

static gsl_multimin_function_fdf quadratic = {quadratic_f, quadratic_df, quadratic_fdf, 2,
                                              curvatures};
static gsl_multimin_function_fdf rosenbrock = {rosenbrock_f, rosenbrock_df, rosenbrock_fdf, 2,
                                               NULL};

static gsl_multimin_function_fdf given(given_slopes *slopes)
{
    return (gsl_multimin_function_fdf){given_f, given_df, given_fdf, 2, slopes};
}

/* --------------------------------------------------------------- making minimizers */

enum { MOST = 5 };

/* A method and what it is told: eta, and some parameters by name. */
typedef struct {
    const method *m;
    double eta;
    struct {
        const char *name;
        double value;
    } set[MOST];
} recipe;

static gsl_multimin_fdfminimizer *start(const recipe *r, gsl_multimin_function_fdf *f,
                                        const double *w0)
{
    gsl_vector_const_view w = gsl_vector_const_view_array(w0, f->n);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(r->m->type, f->n);
    for (size_t i = 0; i < MOST && r->set[i].name; i++)
        if (method_set_parameter(r->m, s, r->set[i].name, r->set[i].value) != GSL_SUCCESS)
            tap_ok(0, "%s takes %s = %g", r->m->name, r->set[i].name, r->set[i].value);
    gsl_multimin_fdfminimizer_set(s, f, &w.vector, r->eta, 0);
    return s;
}

static double weight(const gsl_multimin_fdfminimizer *s, size_t i)
{
    return gsl_vector_get(s->x, i);
}

/* ------------------------------------------------------------------------- by hand */

/* Runs three steps; dx must be the change, which GSL's stopping tests look at. */
static void three_steps(const char *what, const recipe *r, gsl_multimin_function_fdf *f,
                        const double w0[2], const double path[3][2])
{
    gsl_multimin_fdfminimizer *s = start(r, f, w0);
    int changes = 1;
    for (size_t t = 0; t < 3; t++) {
        double before[2];
        memcpy(before, s->x->data, sizeof before);
        gsl_multimin_fdfminimizer_iterate(s);
        for (size_t i = 0; i < 2; i++) {
            tap_near(weight(s, i), path[t][i], 1e-12, "%s: step %zu, weight %zu", what, t + 1,
                     i + 1);
            changes = changes && before[i] + gsl_vector_get(s->dx, i) == weight(s, i);
        }
    }
    tap_ok(changes, "%s: dx is the change", what);
    gsl_multimin_fdfminimizer_free(s);
}

/* Slopes 3, 4, 12 have the sums of squares 9, 25, 169 and the roots 3, 5, 13. With eps = 1
   beside the root the scaled slopes are 3/4, 4/6, 12/14. (Under the root, with eps = 1, the
   first would be 3/sqrt(10).) With eta 0.5, rho 0.1, mu 0.5, from W = 1:
     dW = 0.5 (3/4 + 0.1)                     = 0.425          W = 0.575
     dW = 0.5 (2/3 + 0.0575) + 0.5 0.425      = 1/3 + 0.24125  W = 1/2400
     dW = 0.5 (6/7 + 0.1/2400) + 0.5 (1/3 + 0.24125)
        = 3/7 + 1/48000 + 1/6 + 0.120625
   The other weight has no slope: 0/(0 + eps) = 0, and from W = 0 there is nothing to decay. */
static void adagrad_by_hand(void)
{
    static const double slopes[] = {3, 4, 12};
    given_slopes list = {slopes, 3, 0};
    gsl_multimin_function_fdf f = given(&list);
    const recipe r = {&method_adagrad, 0.5, {{"eps", 1}, {"rho", 0.1}, {"mu", 0.5}}};
    const double w0[] = {1, 0};
    const double path[3][2] = {
        {0.575, 0},
        {1. / 2400, 0},
        {1. / 2400 - (3. / 7 + 1. / 48000 + 1. / 6 + 0.120625), 0},
    };
    three_steps("AdaGrad", &r, &f, w0, path);
}

/* Slopes 2, 1, -2; alpha 3/4, beta 1/2, eps 9/16. The root of D + eps is 3/4 at first.
     S = 1/4 4 = 1              S + eps = 25/16   D = 0
       dW = (3/4) / (5/4) 2 = 6/5
     S = 3/4 + 1/4 = 1          S + eps = 25/16   D = 1/2 (6/5)^2 = 0.72
       dW = sqrt(0.72 + 0.5625) / (5/4) = 0.8 sqrt(1.2825)
     S = 3/4 + 1/4 4 = 7/4      S + eps = 37/16   D = 0.36 + 1/2 0.64 1.2825 = 0.7704
       dW = -2 sqrt(0.7704 + 0.5625) / sqrt(37/16) = -8 sqrt(1.3329/37)
   If D knew the change that is being made, the first would be longer already. */
static void adadelta_by_hand(void)
{
    static const double slopes[] = {2, 1, -2};
    given_slopes list = {slopes, 3, 0};
    gsl_multimin_function_fdf f = given(&list);
    const recipe r = {&method_adadelta, 1, {{"alpha", 0.75}, {"beta", 0.5}, {"eps", 9. / 16}}};
    const double w0[] = {0, -3};
    const double w1 = -1.2, w2 = w1 - 0.8 * sqrt(1.2825), w3 = w2 + 8 * sqrt(1.3329 / 37);
    const double path[3][2] = {{w1, -3}, {w2, -3}, {w3, -3}};
    three_steps("AdaDelta", &r, &f, w0, path);
}

/* On the quadratic the slope with its decay, rho 0.5, is (1.5 x, 25.5 y). Eta 0.1, mu 0.5:
     dW = (0.15, 2.55)                                            W = (0.85, -1.55)
     dW = (0.1275 + 0.075, -3.9525 + 1.275) = (0.2025, -2.6775)   W = (0.6475, 1.1275)
     dW = (0.097125 + 0.10125, 2.875125 - 1.33875)
        = (0.198375, 1.536375)                                    W = (0.449125, -0.408875) */
static void decay_by_hand(void)
{
    const recipe r = {&method_weight_decay, 0.1, {{"rho", 0.5}, {"mu", 0.5}}};
    const double w0[] = {1, 1};
    const double path[3][2] = {{0.85, -1.55}, {0.6475, 1.1275}, {0.449125, -0.408875}};
    three_steps("weight decay", &r, &quadratic, w0, path);
}

/* ----------------------------------------------------------------- by adaptive.awk */

static double told(const recipe *r, const char *name, double otherwise)
{
    for (size_t i = 0; i < MOST && r->set[i].name; i++)
        if (strcmp(r->set[i].name, name) == 0)
            return r->set[i].value;
    return otherwise;
}

static FILE *start_reference(const char *rule, const char *problem, const recipe *r,
                             const double w0[2], size_t steps)
{
    char command[1024];
    snprintf(command, sizeof command,
             "LC_ALL=C awk -v rule=%s -v problem=%s -v steps=%zu -v start='%.17g %.17g' "
             "-v eta=%.17g -v mu=%.17g -v rho=%.17g -v eps=%.17g -v alpha=%.17g -v beta=%.17g "
             "-f tests/adaptive.awk",
             rule, problem, steps, w0[0], w0[1], r->eta, told(r, "mu", 0), told(r, "rho", 0),
             told(r, "eps", r->m == &method_adagrad ? 1e-8 : 1e-6), told(r, "alpha", 0.95),
             told(r, "beta", 0.95));
    fflush(stdout);
    return popen(command, "r");
}

static void as_in_reference(const char *rule, const char *problem, const recipe *r)
{
    enum { STEPS = 60 };
    const int bowl = strcmp(problem, "quadratic") == 0;
    const double w0[] = {bowl ? 1 : -1.2, 1};
    FILE *reference = start_reference(rule, problem, r, w0, STEPS);
    gsl_multimin_fdfminimizer *s = start(r, bowl ? &quadratic : &rosenbrock, w0);
    double worst = 0;
    for (size_t t = 0; t < STEPS; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        for (size_t i = 0; i < 2; i++) {
            double w = GSL_NAN;
            const int read = fscanf(reference, "%lf", &w);
            const double error = fabs(weight(s, i) - w) / fmax(1, fabs(w));
            worst = read == 1 && error <= worst ? worst : read == 1 ? error : GSL_POSINF;
        }
    }
    const int whole = pclose(reference) == 0;
    tap_ok(fabs(weight(s, 0) - w0[0]) > 0.01, "%s on %s moves", rule, problem);
    tap_near(whole ? worst : GSL_POSINF, 0, 1e-12, "%s on %s, eta %g: %d steps as in adaptive.awk",
             rule, problem, r->eta, STEPS);
    gsl_multimin_fdfminimizer_free(s);
}

static void all_as_in_reference(void)
{
    static const char *const problems[] = {"quadratic", "rosenbrock"};
    const recipe adagrad[] = {{&method_adagrad, 0.15, {{0}}},
                              {&method_adagrad, 0.05, {{"rho", 0.3}, {"mu", 0.8}, {"eps", 0.1}}}};
    const recipe adadelta[] = {
        {&method_adadelta, 1, {{0}}},
        {&method_adadelta,
         0.7,
         {{"alpha", 0.9}, {"beta", 0.8}, {"rho", 0.01}, {"mu", 0.5}, {"eps", 1e-4}}}};
    const recipe decay[] = {{&method_weight_decay, 2e-4, {{"rho", 1e-4}, {"mu", 0.9}}},
                            {&method_weight_decay, 2e-4, {{"rho", 3}, {"mu", 0.5}}}};
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < 2; i++) {
            as_in_reference("adagrad", problems[p], &adagrad[i]);
            as_in_reference("adadelta", problems[p], &adadelta[i]);
            as_in_reference("decay", problems[p], &decay[i]);
        }
}

/* -------------------------------------------------------------------- closed forms */

static const double nowhere[] = {0, 0};

/* Under a constant slope g the sum is t g^2, so the t-th change is eta/sqrt(t), whatever g. */
static void adagrad_dies_out(double slope)
{
    given_slopes list = {&slope, 1, 0};
    gsl_multimin_function_fdf f = given(&list);
    const recipe r = {&method_adagrad, 0.15, {{"eps", 1e-300}}};
    gsl_multimin_fdfminimizer *s = start(&r, &f, nowhere);
    double worst = 0;
    for (size_t t = 1; t <= 1000; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        worst = fmax(worst, fabs(fabs(gsl_vector_get(s->dx, 0)) - 0.15 / sqrt((double)t)));
    }
    tap_near(worst, 0, 1e-12, "AdaGrad, constant slope %g: the t-th change is eta/sqrt(t)", slope);
    gsl_multimin_fdfminimizer_free(s);
}

/* |g_t| <= 1: with rho = mu = 0 no change is longer than eta, on however steep a wall. */
static void adagrad_is_bounded(void)
{
    const double w0[] = {-1.2, 1};
    const recipe r = {&method_adagrad, 0.3, {{0}}};
    gsl_multimin_fdfminimizer *s = start(&r, &rosenbrock, w0);
    double longest = 0;
    for (size_t t = 0; t < 500; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        longest =
            fmax(longest, fmax(fabs(gsl_vector_get(s->dx, 0)), fabs(gsl_vector_get(s->dx, 1))));
    }
    tap_ok(longest <= 0.3 && longest > 0.29, "AdaGrad: no change is longer than eta (%g)", longest);
    gsl_multimin_fdfminimizer_free(s);
}

/* S = (1 - alpha) g^2 and D = 0 at the first step:
     dW = sqrt(eps) / sqrt((1 - alpha) g^2 + eps) g, about sqrt(eps/(1 - alpha)) for |g| >= 1:
   sqrt(1e-6/0.05) = 0.00447. */
static void adadelta_begins(double slope)
{
    given_slopes list = {&slope, 1, 0};
    gsl_multimin_function_fdf f = given(&list);
    const recipe r = {&method_adadelta, 1, {{0}}};
    gsl_multimin_fdfminimizer *s = start(&r, &f, nowhere);
    gsl_multimin_fdfminimizer_iterate(s);
    tap_near(-weight(s, 0), 1e-3 / sqrt(0.05 * slope * slope + 1e-6) * slope, 1e-15,
             "AdaDelta, slope %g: the first change", slope);
    if (fabs(slope) >= 1)
        tap_near(-weight(s, 0), GSL_SIGN(slope) * 0.0044721, 1e-6,
                 "AdaDelta, slope %g: sqrt(eps/(1 - alpha)) downhill", slope);
    gsl_multimin_fdfminimizer_free(s);
}

/* Under a constant slope well above eps, S_t = (1 - alpha^t) g^2, so the t-th change has the
   square (D_t + eps)/(1 - alpha^t), and D_(t+1) is what the file's equation (6) says. */
static void adadelta_grows(double alpha, double beta)
{
    const double slope = 1e6;
    given_slopes list = {&slope, 1, 0};
    gsl_multimin_function_fdf f = given(&list);
    const recipe r = {&method_adadelta, 1, {{"alpha", alpha}, {"beta", beta}}};
    gsl_multimin_fdfminimizer *s = start(&r, &f, nowhere);
    double d = 0, worst = 0;
    for (int t = 1; t <= 200; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        const double filled = 1 - pow(alpha, t), change = sqrt((d + 1e-6) / filled);
        worst = fmax(worst, fabs(-gsl_vector_get(s->dx, 0) / change - 1));
        d = beta * d + (1 - beta) * (d + 1e-6) / filled;
    }
    tap_near(worst, 0, 1e-9, "AdaDelta, constant slope, alpha %g, beta %g: D grows as in (6)",
             alpha, beta);
    gsl_multimin_fdfminimizer_free(s);
}

/* A cliff after 50 even steps: S is (1 - alpha) g^2 then and little else, so the change is
   1/sqrt(1 - alpha) = 4.47 times the root of D + eps, however high the cliff. The 50 steps
   say what D is. */
static void adadelta_meets_a_cliff(void)
{
    double slope[51], d = 0;
    for (size_t t = 0; t < 50; t++)
        slope[t] = 1;
    slope[50] = 1e9;
    given_slopes list = {slope, 51, 0};
    gsl_multimin_function_fdf f = given(&list);
    const recipe r = {&method_adadelta, 1, {{0}}};
    gsl_multimin_fdfminimizer *s = start(&r, &f, nowhere);
    for (size_t t = 0; t < 50; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        d = 0.95 * d + 0.05 * gsl_pow_2(gsl_vector_get(s->dx, 0));
    }
    gsl_multimin_fdfminimizer_iterate(s);
    tap_near(-gsl_vector_get(s->dx, 0) / sqrt(d + 1e-6), 1 / sqrt(0.05), 1e-9,
             "AdaDelta at a cliff: 4.47 times what the recent changes were, no more");
    gsl_multimin_fdfminimizer_free(s);
}

/* --------------------------------------------------- weight decay and its neighbours */

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

/* Equal to the last bit where the text says "is", to rounding where it is another program. */
static void decay_among_the_others(void)
{
    double rho = 0.7;
    gsl_multimin_function_fdf priced = {priced_f, priced_df, priced_fdf, 2, &rho};
    const recipe gd = {&method_gd, 1e-3, {{0}}}, momentum = {&method_momentum, 2e-4, {{"mu", 0.9}}},
                 free = {&method_weight_decay, 2e-4, {{"rho", 0}, {"mu", 0.9}}},
                 bare = {&method_weight_decay, 1e-3, {{"rho", 0}, {"mu", 0}}},
                 paid = {&method_weight_decay, 2e-4, {{"rho", 0.7}, {"mu", 0.9}}},
                 adagrad = {&method_adagrad, 0.05, {{0}}},
                 adagrad_paid = {&method_adagrad, 0.05, {{"rho", 0.7}}};
    tap_ok(difference(&free, &rosenbrock, &momentum, &rosenbrock) == 0,
           "weight decay with rho = 0 is momentum");
    tap_ok(difference(&bare, &rosenbrock, &gd, &rosenbrock) == 0,
           "weight decay with rho = mu = 0 is gradient descent");
    tap_near(difference(&paid, &rosenbrock, &momentum, &priced), 0, 1e-12,
             "weight decay on E is momentum on E + rho/2 |W|^2");
    const double apart = difference(&adagrad_paid, &rosenbrock, &adagrad, &priced);
    tap_ok(apart > 0.01, "AdaGrad's decay on E is not AdaGrad on E + rho/2 |W|^2 (%g apart)",
           apart);
}

/* With mu = 0, x is multiplied by 1 - eta (1 + rho) and y by 1 - eta (25 + rho) each time; a
   weight without a slope by 1 - eta rho. */
static void decay_shrinks(void)
{
    const double w0[] = {1, 1}, flat = 0;
    given_slopes list = {&flat, 1, 0};
    gsl_multimin_function_fdf level = given(&list);
    const recipe r = {&method_weight_decay, 0.02, {{"rho", 0.4}, {"mu", 0}}};
    gsl_multimin_fdfminimizer *s = start(&r, &quadratic, w0), *l = start(&r, &level, w0);
    for (size_t t = 0; t < 40; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        gsl_multimin_fdfminimizer_iterate(l);
    }
    tap_near(weight(s, 0), pow(1 - 0.02 * 1.4, 40), 1e-14, "decay on a parabola, the flat one");
    tap_near(weight(s, 1), pow(1 - 0.02 * 25.4, 40), 1e-14, "decay on a parabola, the steep one");
    tap_near(weight(l, 1), pow(1 - 0.02 * 0.4, 40), 1e-14, "without a slope a weight decays");
    tap_ok(s->f == quadratic_f(s->x, curvatures), "the error it reports is E alone");
    tap_ok(gsl_vector_get(s->gradient, 1) == 25 * weight(s, 1), "and the gradient is that of E");
    gsl_multimin_fdfminimizer_free(s);
    gsl_multimin_fdfminimizer_free(l);
}

/* It comes to rest where grad E = -rho W. */
static void decay_rests(void)
{
    const double w0[] = {-1.2, 1};
    const recipe r = {&method_weight_decay, 1e-3, {{"rho", 0.5}, {"mu", 0.9}}};
    gsl_multimin_fdfminimizer *s = start(&r, &rosenbrock, w0);
    for (size_t t = 0; t < 100000; t++)
        gsl_multimin_fdfminimizer_iterate(s);
    for (size_t i = 0; i < 2; i++)
        tap_near(gsl_vector_get(s->gradient, i), -0.5 * weight(s, i), 1e-9,
                 "at rest the slope of weight %zu is its price", i + 1);
    tap_ok(weight(s, 0) > 0.1 && weight(s, 0) < 0.99, "and that is short of E's own minimum (x %g)",
           weight(s, 0));
    gsl_multimin_fdfminimizer_free(s);
}

/* --------------------------------------------------------- what they have in common */

/* From (1, 0) the quadratic's y never has a slope. */
static void no_slope_no_change(const method *m, double eta)
{
    const double w0[] = {1, 0}, elsewhere[] = {0, 7};
    const double slope = 1;
    given_slopes list = {&slope, 1, 0};
    gsl_multimin_function_fdf f = given(&list);
    const recipe r = {m, eta, {{"mu", 0.5}}};
    gsl_multimin_fdfminimizer *s = start(&r, &quadratic, w0), *t = start(&r, &f, elsewhere);
    for (size_t i = 0; i < 100; i++) {
        gsl_multimin_fdfminimizer_iterate(s);
        gsl_multimin_fdfminimizer_iterate(t);
    }
    tap_ok(weight(s, 1) == 0 && weight(t, 1) == 7 && weight(t, 0) < -0.1,
           "%s leaves a weight alone that has had no slope", m->name);
    gsl_multimin_fdfminimizer_free(s);
    gsl_multimin_fdfminimizer_free(t);
}

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

/* ---------------------------------------------------------------------- as printed */

/* Slide 46: 0/0 for the weight without a slope, and the caller is told in that very step if E
   sees the weight. The other weight goes as if eps were nearly 0. */
static void adagrad_as_printed(void)
{
    const double w0[] = {1, 0}, both[] = {1, 1};
    const recipe r = {&method_adagrad, 0.15, {{"as-printed", 1}}};
    const recipe tiny = {&method_adagrad, 0.15, {{"eps", 1e-300}}};
    gsl_multimin_fdfminimizer *s = start(&r, &quadratic, w0);
    tap_ok(gsl_multimin_fdfminimizer_iterate(s) == GSL_EBADFUNC && isnan(weight(s, 1)),
           "AdaGrad as printed: 0/0 where the slope is 0");
    gsl_multimin_fdfminimizer_free(s);
    gsl_multimin_fdfminimizer *a = start(&r, &quadratic, both), *b = start(&tiny, &quadratic, both);
    int same = 1;
    for (size_t t = 0; t < 60; t++) {
        gsl_multimin_fdfminimizer_iterate(a);
        gsl_multimin_fdfminimizer_iterate(b);
        same = same && gsl_vector_equal(a->x, b->x);
    }
    tap_ok(same, "AdaGrad as printed: nothing but eps is different");
    gsl_multimin_fdfminimizer_free(a);
    gsl_multimin_fdfminimizer_free(b);
}

/* Slide 47: dW = 0 for ever; and 0/0 where the slope is 0. */
static void adadelta_as_printed(void)
{
    const double both[] = {-1.2, 1}, flat[] = {1, 0};
    const recipe r = {&method_adadelta, 1, {{"as-printed", 1}}};
    gsl_multimin_fdfminimizer *s = start(&r, &rosenbrock, both);
    const double e = s->f;
    int still = 1;
    for (size_t t = 0; t < 1000; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        still = still && s->f == e && gsl_blas_dnrm2(s->dx) == 0;
    }
    tap_ok(still, "AdaDelta as printed: the error stands still at its first value");
    gsl_multimin_fdfminimizer_free(s);
    s = start(&r, &quadratic, flat);
    tap_ok(gsl_multimin_fdfminimizer_iterate(s) == GSL_EBADFUNC && isnan(weight(s, 1)),
           "AdaDelta as printed: 0/0 where the slope is 0");
    gsl_multimin_fdfminimizer_free(s);
}

int main(void)
{
    gsl_set_error_handler_off();
    adagrad_by_hand();
    adadelta_by_hand();
    decay_by_hand();
    all_as_in_reference();
    adagrad_dies_out(1);
    adagrad_dies_out(-1e-9);
    adagrad_dies_out(1e9);
    adagrad_is_bounded();
    adadelta_begins(1);
    adadelta_begins(-1000);
    adadelta_begins(1e-3);
    adadelta_grows(0.95, 0.95);
    adadelta_grows(0.9, 0.8);
    adadelta_meets_a_cliff();
    decay_among_the_others();
    decay_shrinks();
    decay_rests();
    no_slope_no_change(&method_adagrad, 0.15);
    no_slope_no_change(&method_adadelta, 1);
    const recipe used[] = {{&method_adagrad, 0.15, {{"mu", 0.5}}},
                           {&method_adadelta, 1, {{"mu", 0.5}}},
                           {&method_weight_decay, 2e-4, {{"rho", 0.1}}}};
    for (size_t i = 0; i < sizeof used / sizeof *used; i++)
        restart_forgets(&used[i]);
    adagrad_as_printed();
    adadelta_as_printed();
    return tap_done();
}
