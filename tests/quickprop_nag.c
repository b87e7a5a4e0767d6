/* quickprop_nag.c - what would be wrong in the world if these failed: a program that says
   "QuickProp" or "NAG" would train by something else, as one that follows slides 36 and 45 to
   the letter does.

   First steps worked out by hand; then sixty steps against the two papers' rules, written here
   once more in the papers' own form, which adds changes where the lecture subtracts them. */

#include "functions.h"
#include "methods.h"
#include "tap.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>

/* ------------------------------------------------------------------ two functions */

static gsl_multimin_function_fdf rosenbrock = {rosenbrock_f, rosenbrock_df, rosenbrock_fdf, 2,
                                               NULL};

static gsl_multimin_function_fdf quadratic(double *curvatures)
{
    return (gsl_multimin_function_fdf){quadratic_f, quadratic_df, quadratic_fdf, 2, curvatures};
}

/* --------------------------------------------------------------- making minimizers */

typedef struct {
    const method *m;
    double eta, mu, rho, as_printed;
} recipe;

static gsl_multimin_fdfminimizer *start(const recipe *r, gsl_multimin_function_fdf *f,
                                        const double *w0)
{
    gsl_vector_const_view w = gsl_vector_const_view_array(w0, f->n);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_type(r->m), f->n);
    if (method_set_parameter(r->m, s, "mu", r->mu) != GSL_SUCCESS ||
        method_set_parameter(r->m, s, "rho", r->rho) != GSL_SUCCESS ||
        method_set_parameter(r->m, s, "as-printed", r->as_printed) != GSL_SUCCESS)
        tap_ok(0, "%s takes mu, rho and as-printed", r->m->name);
    gsl_multimin_fdfminimizer_set(s, f, &w.vector, r->eta, 0);
    return s;
}

/* One step; whether what GSL holds afterwards belongs together: f and the gradient are those at
   x, and dx is the way there. */
static int step_is_consistent(gsl_multimin_fdfminimizer *s, gsl_multimin_function_fdf *f)
{
    double before[2], e, g_memory[2];
    gsl_vector_view g = gsl_vector_view_array(g_memory, 2);
    for (size_t i = 0; i < 2; i++)
        before[i] = gsl_vector_get(s->x, i);
    gsl_multimin_fdfminimizer_iterate(s);
    f->fdf(s->x, f->params, &e, &g.vector);
    int same = e == s->f;
    for (size_t i = 0; i < 2; i++)
        same = same && g_memory[i] == gsl_vector_get(s->gradient, i) &&
               before[i] + gsl_vector_get(s->dx, i) == gsl_vector_get(s->x, i);
    return same;
}

/* ------------------------------------------------------------------------- by hand */

enum { HAND_STEPS = 5 };

typedef struct {
    const char *what;
    recipe r;
    double curvature[2]; /* along x, along y */
    double w0[2];
    size_t steps;
    double path[HAND_STEPS][2]; /* after each step */
} by_hand;

/* Along x the slope of E is a x. The last change is D, subtracted.

   QuickProp, a = 1, eta 0.1, mu 1.75, rho 0, from 1:
     S 1         no last step: D = 0.1                                      x = 0.9
     S 0.9       beta = 0.9/0.1 = 9, too far: D = 0.09 + 1.75 0.1 = 0.265   x = 0.635
     S 0.635     beta = 0.635/0.265 = 2.4: D = 0.0635 + 0.46375 = 0.52725   x = 0.10775
     S 0.10775   beta = 0.10775/0.52725, a jump of just 0.10775 to the bottom,
                 and descent on top: D = 0.010775 + 0.10775 = 0.118525      x = -0.010775
     S -0.010775 flipped: no descent; beta = -0.010775/0.118525, the jump: D = -0.010775
                                                                            x = 0
   a = 25 along y: D = 2.5, y = -1.5; S -37.5 against 25, beta = -37.5/62.5 = -0.6,
     D = -1.5, y = 0 and stays: S = 0, so beta = 0 and D = 0, then D = eta S = 0.

   Decay 0.1 makes S = 1.1 x of a = 1, as if a were 1.1:
     S 1.1       D = 0.11                                                   x = 0.89
     S 0.979     beta = 0.979/0.121 = 8.1: D = 0.0979 + 0.1925 = 0.2904     x = 0.5996
     S 0.65956   beta = 0.65956/0.31944 = 2.06: D = 0.065956 + 0.5082       x = 0.025444
     S 0.0279884 the jump is 0.025444: D = 0.00279884 + 0.025444            x = -0.00279884

   A hill, a = -1, from 1: S -1, D = -0.1, x = 1.1; S -1.1 is larger: beta = -1.1/0.1 = -11
     though the weight is on its way, so gamma < 0: D = -0.11 - 0.175 = -0.285, x = 1.385;
     S -1.385: D = -0.1385 - 0.49875 = -0.63725, x = 2.02225.

   The slide to the letter, a = 1: sense is -1 while the weight is on its way.
     D = 0.1, x = 0.9; S 0.9, eta 0, beta 9: D = 0.175, x = 0.725; S 0.725, beta 4.1:
     D = 0.30625, x = 0.41875; S 0.41875, beta = 1.37 but gamma < 0: D = 0.5359375,
     x = -0.1171875: past the bottom. There S = -0.1171875, sense 1, beta = -0.22, gamma < 0:
     D = -0.01171875 + 0.937890625, x = -1.043359375: further up.
   and on the hill: D = -0.1, x = 1.1; S -1.1, sense -1, beta -11, gamma 11 > 0:
     D = -11 (-0.1) = 1.1, x = 0, S = 0: beta = 0, D = 0.

   NAG, eta 0.1, mu 0.5. W is where the ball is, x = W - 0.5 D is what GSL sees.
     a = 1: g 1, D = 0.1, W = 0.9, x = 0.85; g 0.85, D = 0.085 + 0.05 = 0.135, W = 0.765,
     x = 0.6975; g 0.6975, D = 0.06975 + 0.0675 = 0.13725, W = 0.62775, x = 0.559125.
     a = 4: D = 0.4, W = 0.6, x = 0.4; g 1.6, D = 0.16 + 0.2 = 0.36, W = 0.24, x = 0.06;
     g 0.24, D = 0.024 + 0.18 = 0.204, W = 0.036, x = -0.066.
   With rho 0.5, of W and not of x, a = 1: D = 0.15, W = 0.85, x = 0.775;
     D = 0.1 (0.775 + 0.425) + 0.075 = 0.195, W = 0.655, x = 0.5575;
     D = 0.1 (0.5575 + 0.3275) + 0.0975 = 0.186, W = 0.469, x = 0.376.
   The slide to the letter, x = W + 0.5 D, a = 1: D = 0.1, W = 0.9, x = 0.95;
     D = 0.095 + 0.05 = 0.145, W = 0.755, x = 0.8275;
     D = 0.08275 + 0.0725 = 0.15525, W = 0.59975, x = 0.677375. */
static const by_hand hand[] = {
    {"QuickProp",
     {&method_quickprop, 0.1, 1.75, 0, 0},
     {1, 25},
     {1, 1},
     5,
     {{0.9, -1.5}, {0.635, 0}, {0.10775, 0}, {-0.010775, 0}, {0, 0}}},
    {"QuickProp with decay",
     {&method_quickprop, 0.1, 1.75, 0.1, 0},
     {1, 1},
     {1, -1},
     4,
     {{0.89, -0.89}, {0.5996, -0.5996}, {0.025444, -0.025444}, {-0.00279884, 0.00279884}}},
    {"QuickProp on a hill",
     {&method_quickprop, 0.1, 1.75, 0, 0},
     {-1, -1},
     {1, -1},
     3,
     {{1.1, -1.1}, {1.385, -1.385}, {2.02225, -2.02225}}},
    {"slide 36 to the letter",
     {&method_quickprop, 0.1, 1.75, 0, 1},
     {1, 1},
     {1, -1},
     5,
     {{0.9, -0.9},
      {0.725, -0.725},
      {0.41875, -0.41875},
      {-0.1171875, 0.1171875},
      {-1.043359375, 1.043359375}}},
    {"slide 36 on a hill",
     {&method_quickprop, 0.1, 1.75, 0, 1},
     {-1, -1},
     {1, -1},
     3,
     {{1.1, -1.1}, {0, 0}, {0, 0}}},
    {"NAG",
     {&method_nag, 0.1, 0.5, 0, 0},
     {1, 4},
     {1, 1},
     3,
     {{0.85, 0.4}, {0.6975, 0.06}, {0.559125, -0.066}}},
    {"NAG with decay",
     {&method_nag, 0.1, 0.5, 0.5, 0},
     {1, 1},
     {1, -1},
     3,
     {{0.775, -0.775}, {0.5575, -0.5575}, {0.376, -0.376}}},
    {"slide 45 to the letter",
     {&method_nag, 0.1, 0.5, 0, 1},
     {1, 1},
     {1, -1},
     3,
     {{0.95, -0.95}, {0.8275, -0.8275}, {0.677375, -0.677375}}},
};

static void check_by_hand(const by_hand *h)
{
    double curvature[] = {h->curvature[0], h->curvature[1]};
    gsl_multimin_function_fdf f = quadratic(curvature);
    gsl_multimin_fdfminimizer *s = start(&h->r, &f, h->w0);
    int consistent = 1;
    for (size_t t = 0; t < h->steps; t++) {
        consistent = step_is_consistent(s, &f) && consistent;
        for (size_t i = 0; i < 2; i++)
            tap_near(gsl_vector_get(s->x, i), h->path[t][i], 1e-14, "%s: step %zu, weight %zu",
                     h->what, t + 1, i + 1);
    }
    tap_ok(consistent, "%s: f and the gradient are those at x, dx is the change", h->what);
    gsl_multimin_fdfminimizer_free(s);
}

/* ----------------------------------------------------- QuickProp as Fahlman tells it */

/* CMU-CS-88-162: the slope is that of *descent*, minus dE/dw, with the decay in it; changes are
   added. "Positive" and "negative" are cases of their own, and the parabola is never named. */
enum { FIRST, FULL_STEP, SLOPE_GREW, PARABOLA, TURNED, CASES };
static const char *const case_name[] = {
    "plain descent where there was no step", "the longest step, the slope a little smaller",
    "the longest step, the slope larger", "the parabola, still on the way",
    "the parabola, past the bottom"};

typedef struct {
    double delta[2], prev_slope[2];
    size_t seen[CASES];
} fahlman;

static double fahlman_change(fahlman *q, const recipe *r, size_t i, double slope)
{
    const double shrink_factor = r->mu / (1 + r->mu), delta = q->delta[i], prev = q->prev_slope[i];
    double next_step = 0;
    if (delta > 0) {
        if (slope > 0)
            next_step += r->eta * slope;
        if (slope > shrink_factor * prev)
            next_step += r->mu * delta;
        else
            next_step += delta * slope / (prev - slope);
    } else if (delta < 0) {
        if (slope < 0)
            next_step += r->eta * slope;
        if (slope < shrink_factor * prev)
            next_step += r->mu * delta;
        else
            next_step += delta * slope / (prev - slope);
    } else {
        next_step = r->eta * slope;
    }
    const double share = slope / prev;
    q->seen[delta == 0              ? FIRST
            : share < 0             ? TURNED
            : share > 1             ? SLOPE_GREW
            : share > shrink_factor ? FULL_STEP
                                    : PARABOLA]++;
    q->prev_slope[i] = slope;
    return q->delta[i] = next_step;
}

/* Each step from where the last one led: two paths of their own would be driven apart by rounding,
   for a parabola's bottom is a quotient of differences. What Fahlman remembers of a weight is his. */
static void check_against_fahlman(const char *what, const recipe *r, gsl_multimin_function_fdf *f,
                                  const double *w0, size_t seen[CASES])
{
    gsl_multimin_fdfminimizer *s = start(r, f, w0);
    fahlman q = {{0}, {0}, {0}};
    double w_memory[2], g_memory[2], worst = 0;
    gsl_vector_view w = gsl_vector_view_array(w_memory, 2), g = gsl_vector_view_array(g_memory, 2);
    int consistent = 1;
    for (size_t t = 0; t < 60; t++) {
        gsl_vector_memcpy(&w.vector, s->x);
        f->df(&w.vector, f->params, &g.vector);
        for (size_t i = 0; i < 2; i++)
            w_memory[i] += fahlman_change(&q, r, i, -g_memory[i] - r->rho * w_memory[i]);
        consistent = step_is_consistent(s, f) && consistent;
        for (size_t i = 0; i < 2; i++)
            worst = GSL_MAX(worst, fabs(gsl_vector_get(s->x, i) - w_memory[i]) /
                                       GSL_MAX(1, fabs(w_memory[i])));
    }
    tap_near(worst, 0, 1e-10, "%s: sixty steps are Fahlman's", what);
    tap_ok(consistent, "%s: f and the gradient are those at x, dx is the change", what);
    for (size_t k = 0; k < CASES; k++)
        seen[k] += q.seen[k];
    gsl_multimin_fdfminimizer_free(s);
}

static void check_quickprop(void)
{
    size_t seen[CASES] = {0};
    double curvature[] = {1, 25};
    gsl_multimin_function_fdf bowl = quadratic(curvature);
    const recipe plain = {&method_quickprop, 0.001, 1.75, 0, 0},
                 decay = {&method_quickprop, 0.001, 1.75, 0.01, 0},
                 wide = {&method_quickprop, 0.0005, 1.2, 1e-4, 0},
                 steep = {&method_quickprop, 0.05, 1.75, 0.001, 0};
    check_against_fahlman("Rosenbrock", &plain, &rosenbrock, (double[]){-1.2, 1}, seen);
    check_against_fahlman("Rosenbrock, decay", &decay, &rosenbrock, (double[]){0.5, 2}, seen);
    check_against_fahlman("Rosenbrock, mu 1.2", &wide, &rosenbrock, (double[]){-0.5, 0.5}, seen);
    check_against_fahlman("quadratic", &steep, &bowl, (double[]){1, -1}, seen);
    for (size_t k = 0; k < CASES; k++)
        tap_ok(seen[k] > 0, "they went through: %s (%zu times)", case_name[k], seen[k]);
}

/* From a slope of exactly 0 nothing moves and nothing is 0/0; nor where slopes are so small that
   products of them are 0: E = 1e-200 (x^2 + y^2)/2. */
static void check_quickprop_without_slope(void)
{
    double none[] = {0, 0}, tiny[] = {1e-200, 1e-200};
    gsl_multimin_function_fdf flat = quadratic(none), faint = quadratic(tiny);
    const recipe r = {&method_quickprop, 0.1, 1.75, 0, 0};
    gsl_multimin_fdfminimizer *s = start(&r, &flat, (double[]){1, 0});
    for (int t = 0; t < 5; t++)
        gsl_multimin_fdfminimizer_iterate(s);
    tap_ok(gsl_vector_get(s->x, 0) == 1 && gsl_vector_get(s->x, 1) == 0,
           "QuickProp stays where the slope is 0");
    gsl_multimin_fdfminimizer_free(s);
    /* The slope hardly changes: every step is 1.75 times the last, and the descent in it. */
    s = start(&r, &faint, (double[]){1, -1});
    double expected = 0;
    for (int t = 0; t < 20; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        expected = 1.75 * expected + 0.1 * 1e-200;
    }
    tap_near(gsl_vector_get(s->dx, 0) / -expected, 1, 1e-12,
             "QuickProp grows its steps on slopes whose product is no number");
    gsl_multimin_fdfminimizer_free(s);
}

/* ----------------------------------------------------------------- split epsilon */

static gsl_multimin_fdfminimizer *start_split(gsl_multimin_function_fdf *f, const double *w0,
                                              size_t layers, const method_layer layer[])
{
    gsl_vector_const_view w = gsl_vector_const_view_array(w0, f->n);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_quickprop.type, f->n);
    tap_ok(method_set_parameter(&method_quickprop, s, "rho", 0) == GSL_SUCCESS &&
               method_set_parameter(&method_quickprop, s, "split-epsilon", 1) == GSL_SUCCESS &&
               method_set_layers(&method_quickprop, s, layers, layer) == GSL_SUCCESS,
           "QuickProp takes split-epsilon and %zu layers", layers);
    gsl_multimin_fdfminimizer_set(s, f, &w.vector, 0.12, 0);
    return s;
}

/* A neuron with three inputs and no bias, one with a single input and a bias, a weight that is in no
   layer: 3, 2 and 1 connections. The slopes are 1 everywhere, E = sum w, so the first step is minus
   0.12/3, 0.12/2, 0.12. */
static double sum_f(const gsl_vector *w, void *params)
{
    double sum = 0;
    (void)params;
    for (size_t i = 0; i < w->size; i++)
        sum += gsl_vector_get(w, i);
    return sum;
}

static void sum_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    (void)w;
    (void)params;
    gsl_vector_set_all(g, 1);
}

static void sum_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = sum_f(w, params);
    sum_df(w, params, g);
}

static void check_split_by_hand(void)
{
    static const method_layer layer[] = {{.first = 0, .inputs = 3, .units = 1},
                                         {.first = 3, .inputs = 1, .units = 1, .bias = 1}};
    static const double step[] = {-0.04, -0.04, -0.04, -0.06, -0.06, -0.12}, w0[6] = {0};
    gsl_multimin_function_fdf sum = {sum_f, sum_df, sum_fdf, 6, NULL};
    gsl_multimin_fdfminimizer *s = start_split(&sum, w0, 2, layer);
    gsl_multimin_fdfminimizer_iterate(s);
    for (size_t i = 0; i < 6; i++)
        tap_near(gsl_vector_get(s->x, i), step[i], 1e-15, "split epsilon, weight %zu", i + 1);
    gsl_multimin_fdfminimizer_free(s);
}

/* Two inputs: sixty steps as with half the eta. Told of no layers: as with the same. */
static void check_split_is_a_smaller_eta(size_t layers, double eta)
{
    static const method_layer both = {.first = 0, .inputs = 2, .units = 1};
    static const double w0[] = {1, -0.5};
    double curvature[] = {1, 4}, worst = 0;
    gsl_multimin_function_fdf f = quadratic(curvature);
    const recipe r = {&method_quickprop, eta, 1.75, 0, 0};
    gsl_multimin_fdfminimizer *a = start_split(&f, w0, layers, &both), *b = start(&r, &f, w0);
    for (size_t t = 0; t < 60; t++) {
        gsl_multimin_fdfminimizer_iterate(a);
        gsl_multimin_fdfminimizer_iterate(b);
        for (size_t i = 0; i < 2; i++)
            worst = GSL_MAX(worst, fabs(gsl_vector_get(a->x, i) - gsl_vector_get(b->x, i)));
    }
    tap_near(worst, 0, 1e-12, "split epsilon with %zu layers is an eta of %g", layers, eta);
    gsl_multimin_fdfminimizer_free(a);
    gsl_multimin_fdfminimizer_free(b);
}

/* --------------------------------------------------- NAG as Sutskever and others tell it */

/* v := mu v - eta (grad E(W + mu v) + rho W), W := W + v; the gradient's point is compared.
   Slide 45 to the letter looks at W - mu v. */
static void check_against_nesterov(const char *what, const recipe *r, gsl_multimin_function_fdf *f,
                                   const double *w0)
{
    gsl_multimin_fdfminimizer *s = start(r, f, w0);
    const double look = r->as_printed ? -r->mu : r->mu;
    double w[] = {w0[0], w0[1]}, v[] = {0, 0}, x_memory[] = {w0[0], w0[1]}, g[2], worst = 0;
    gsl_vector_view x = gsl_vector_view_array(x_memory, 2), gradient = gsl_vector_view_array(g, 2);
    int consistent = 1;
    for (size_t t = 0; t < 60; t++) {
        f->df(&x.vector, f->params, &gradient.vector);
        for (size_t i = 0; i < 2; i++) {
            v[i] = r->mu * v[i] - r->eta * (g[i] + r->rho * w[i]);
            w[i] += v[i];
            x_memory[i] = w[i] + look * v[i];
        }
        consistent = step_is_consistent(s, f) && consistent;
        for (size_t i = 0; i < 2; i++)
            worst = GSL_MAX(worst, fabs(gsl_vector_get(s->x, i) - x_memory[i]) /
                                       GSL_MAX(1, fabs(x_memory[i])));
    }
    tap_near(worst, 0, 1e-12, "%s: sixty steps are Nesterov's", what);
    tap_ok(consistent, "%s: f and the gradient are those at x, dx is the change", what);
    gsl_multimin_fdfminimizer_free(s);
}

/* Along a direction of curvature a, two steps of NAG in complex swings multiply the distance by
   mu (1 - eta a), and as printed by mu (1 + eta a): the file's claim. W alone follows
   W'' = (1 + mu)(1 - eta a) W' - mu (1 - eta a) W, whose roots have that product; so three
   errors in a row satisfy it, and so do those of x. */
static void check_nag_recurrence(double as_printed)
{
    double curvature[] = {3, 7};
    gsl_multimin_function_fdf f = quadratic(curvature);
    const recipe r = {&method_nag, 0.1, 0.9, 0, as_printed};
    gsl_multimin_fdfminimizer *s = start(&r, &f, (double[]){1, 1});
    double x[4][2];
    for (size_t t = 0; t < 4; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        for (size_t i = 0; i < 2; i++)
            x[t][i] = gsl_vector_get(s->x, i);
    }
    for (size_t i = 0; i < 2; i++) {
        /* x2 = p x1 - q x0 and x3 = p x2 - q x1: q by Cramer's rule. */
        const double q =
            (x[2][i] * x[2][i] - x[3][i] * x[1][i]) / (x[1][i] * x[1][i] - x[0][i] * x[2][i]);
        const double shift = (as_printed ? 1 : -1) * r.eta * curvature[i];
        tap_near(q, r.mu * (1 + shift), 1e-10, "NAG%s: two swings multiply by mu (1 %c eta lambda)",
                 as_printed ? " as printed" : "", as_printed ? '+' : '-');
    }
    gsl_multimin_fdfminimizer_free(s);
}

static void check_nag_without_mu(double as_printed)
{
    const recipe nag = {&method_nag, 0.001, 0, 0, as_printed};
    const double w0[] = {-1.2, 1};
    gsl_vector_const_view w = gsl_vector_const_view_array(w0, 2);
    gsl_multimin_fdfminimizer *s = start(&nag, &rosenbrock, w0);
    gsl_multimin_fdfminimizer *gd = gsl_multimin_fdfminimizer_alloc(method_gd.type, 2);
    gsl_multimin_fdfminimizer_set(gd, &rosenbrock, &w.vector, 0.001, 0);
    int same = 1;
    for (size_t t = 0; t < 20; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        gsl_multimin_fdfminimizer_iterate(gd);
        same = same && gsl_vector_equal(s->x, gd->x) && s->f == gd->f;
    }
    tap_ok(same, "NAG%s with mu = 0 is plain descent", as_printed ? " as printed" : "");
    gsl_multimin_fdfminimizer_free(s);
    gsl_multimin_fdfminimizer_free(gd);
}

static void check_nag(void)
{
    double curvature[] = {1, 25};
    gsl_multimin_function_fdf bowl = quadratic(curvature);
    const recipe right = {&method_nag, 0.001, 0.9, 0, 0}, decay = {&method_nag, 0.001, 0.8, 0.1, 0},
                 printed = {&method_nag, 0.0002, 0.9, 0, 1},
                 bowl_right = {&method_nag, 0.03, 0.9, 0, 0},
                 bowl_printed = {&method_nag, 0.03, 0.9, 0.01, 1};
    check_against_nesterov("Rosenbrock", &right, &rosenbrock, (double[]){-1.2, 1});
    check_against_nesterov("Rosenbrock, decay", &decay, &rosenbrock, (double[]){0.5, 0.5});
    check_against_nesterov("Rosenbrock, as printed", &printed, &rosenbrock, (double[]){-0.5, 0.5});
    check_against_nesterov("quadratic", &bowl_right, &bowl, (double[]){1, -1});
    check_against_nesterov("quadratic, as printed", &bowl_printed, &bowl, (double[]){1, -1});
    check_nag_recurrence(0);
    check_nag_recurrence(1);
    check_nag_without_mu(0);
    check_nag_without_mu(1);
}

/* ------------------------------------------------------------- as GSL's users see them */

/* After a restart the next step is a first step: eta times the slope, with the decay. */
static void check_restart(const recipe *r)
{
    gsl_multimin_fdfminimizer *s = start(r, &rosenbrock, (double[]){-1.2, 1});
    for (size_t t = 0; t < 7; t++)
        gsl_multimin_fdfminimizer_iterate(s);
    gsl_multimin_fdfminimizer_restart(s);
    double first[2]; /* without momentum: the change of W, times 1 + mu for NAG's x */
    for (size_t i = 0; i < 2; i++)
        first[i] = -r->eta * (gsl_vector_get(s->gradient, i) + r->rho * gsl_vector_get(s->x, i)) *
                   (r->m == &method_nag ? 1 + r->mu : 1);
    gsl_multimin_fdfminimizer_iterate(s);
    for (size_t i = 0; i < 2; i++)
        tap_near(gsl_vector_get(s->dx, i), first[i], 1e-13, "%s forgets at a restart, weight %zu",
                 r->m->name, i + 1);
    gsl_multimin_fdfminimizer_free(s);
}

/* A value out of range, by name, is refused and changes nothing. */
static void check_ranges(const method *m)
{
    static const struct {
        const char *name;
        double value;
    } wrong[] = {{"mu", -0.1},       {"mu", GSL_NAN},     {"mu", GSL_POSINF}, {"rho", -1e-9},
                 {"rho", GSL_NAN},   {"rho", GSL_POSINF}, {"as-printed", 2},  {"as-printed", 0.5},
                 {"as-printed", -1}, {"eta", 0.1},        {"nu", 0}};
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(m->type, 2);
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
        tap_ok(method_set_parameter(m, s, wrong[k].name, wrong[k].value) == GSL_EINVAL,
               "%s refuses %s = %g", m->name, wrong[k].name, wrong[k].value);
    gsl_multimin_fdfminimizer_free(s);
}

int main(void)
{
    gsl_set_error_handler_off();
    for (size_t k = 0; k < sizeof hand / sizeof *hand; k++)
        check_by_hand(&hand[k]);
    check_quickprop();
    check_quickprop_without_slope();
    check_split_by_hand();
    check_split_is_a_smaller_eta(1, 0.06);
    check_split_is_a_smaller_eta(0, 0.12);
    check_nag();
    check_restart(&(recipe){&method_quickprop, 0.001, 1.75, 0.01, 0});
    check_restart(&(recipe){&method_nag, 0.001, 0.9, 0.01, 0});
    check_ranges(&method_quickprop);
    check_ranges(&method_nag);
    return tap_done();
}
