/* conjugate_gradient.c - what would be wrong in the world if these failed: a program that says
   "conjugate gradients" would train by something else, most likely by a descent that is
   almost as good, so that nobody sees it.

   Two steps worked out by hand; the first steps of each formula against conjugate_gradient.awk,
   where they are written once more; what theory says of a bowl: the end after n lines, conjugate
   directions, the four formulas the same; the restarts; the ways in which it can fail. */

#include "functions.h"
#include "methods.h"
#include "tap.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_matrix.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const formulas[] = {"fr", "pr", "pr+", "hs"};
enum { FORMULAS = 4 };

static double dot(const gsl_vector *a, const gsl_vector *b)
{
    double product;
    gsl_blas_ddot(a, b, &product);
    return product;
}

/* |cos| of the angle between them. */
static double alignment(const gsl_vector *a, const gsl_vector *b)
{
    return fabs(dot(a, b)) / (gsl_blas_dnrm2(a) * gsl_blas_dnrm2(b));
}

static void put(gsl_multimin_fdfminimizer *s, const char *name, double value)
{
    if (method_set_parameter(&method_conjugate_gradient, s, name, value) != GSL_SUCCESS)
        tap_ok(0, "takes %s = %g", name, value);
}

typedef struct {
    const char *problem, *lines;
    double start[2];
    double beta, eta, mu, rho, powell;
} recipe;

static gsl_multimin_function_fdf rosenbrock = {rosenbrock_f, rosenbrock_df, rosenbrock_fdf, 2,
                                               NULL};

static gsl_multimin_fdfminimizer *start(const recipe *r, gsl_multimin_function_fdf *f)
{
    gsl_vector_const_view w = gsl_vector_const_view_array(r->start, 2);
    gsl_multimin_fdfminimizer *s =
        gsl_multimin_fdfminimizer_alloc(method_type(&method_conjugate_gradient), 2);
    put(s, "beta", r->beta);
    put(s, "mu", r->mu);
    put(s, "rho", r->rho);
    put(s, "powell", r->powell);
    put(s, "restart", 1000);
    put(s, "c2", strcmp(r->lines, "first") == 0 ? 0.999999 : 0.1);
    gsl_multimin_fdfminimizer_set(s, f, &w.vector, r->eta, 0);
    return s;
}

/* ------------------------------------------------------------------------- by hand */

/* E = (x^2 + 3 y^2)/2 from (3, 1): g = (3, 3), g'g = 18, p'Hp = 9 + 27 = 36, so the bottom is at
   alpha = 18/36. A first step of that length is accepted as it is.

   -> (1.5, -0.5), g = (1.5, -1.5), g'g = 4.5, g'g_old = 0: beta = 4.5/18 = 1/4 by all formulas,
   y = (-1.5, -4.5), g'y = 4.5, -p'y = 4.5 + 13.5 = 18. p = (2.25, -0.75), p'Hp = 6.75,
   g'p = 4.5, alpha = 2/3 -> (0, 0).

   With alpha = 0.48, also good enough (0.04 of the slope is left), the formulas part:
   -> (1.56, -0.44), g = (1.56, -1.32), g'g = 4.176, g'g_old = 0.72:
   FR 4.176/18 = 0.232; PR 3.456/18 = 0.192; HS y = (-1.44, -4.32), g'y = 3.456, -p'y = 17.28: 0.2.
   HS: p = (2.16, -0.72), g'p = 4.32, p'Hp = 6.2208, alpha = 25/36 -> (0.06, 0.06), and what is left
   is what the first line left, 0.02 (3, 3). */

static void check_by_hand(void)
{
    double curvature[] = {1, 3};
    gsl_multimin_function_fdf bowl = {quadratic_f, quadratic_df, quadratic_fdf, 2, curvature};
    for (size_t b = 0; b < FORMULAS; b++) {
        const recipe r = {"quadratic", "exact", {3, 1}, (double)b, 0.5 * sqrt(18), 0, 0, 0};
        gsl_multimin_fdfminimizer *s = start(&r, &bowl);
        gsl_multimin_fdfminimizer_iterate(s);
        tap_near(gsl_vector_get(s->x, 0), 1.5, 1e-14, "%s by hand, first step", formulas[b]);
        tap_near(gsl_vector_get(s->x, 1), -0.5, 1e-14, "... along y");
        gsl_multimin_fdfminimizer_iterate(s);
        tap_near(gsl_vector_get(s->x, 0), 0, 1e-14, "... second step, at the bottom");
        tap_near(gsl_vector_get(s->x, 1), 0, 1e-14, "... along y");
        gsl_multimin_fdfminimizer_free(s);
    }
    static const double p[FORMULAS][2] = {
        {2.256, -0.624}, {2.136, -0.744}, {2.136, -0.744}, {2.16, -0.72}};
    for (size_t b = 0; b < FORMULAS; b++) {
        const recipe r = {"quadratic", "exact", {3, 1}, (double)b, 0.48 * sqrt(18), 0, 0, 0};
        gsl_multimin_fdfminimizer *s = start(&r, &bowl);
        gsl_multimin_fdfminimizer_iterate(s);
        gsl_multimin_fdfminimizer_iterate(s);
        const double alpha =
            (1.56 * p[b][0] - 1.32 * p[b][1]) / (p[b][0] * p[b][0] + 3 * p[b][1] * p[b][1]);
        tap_near(gsl_vector_get(s->x, 0), 1.56 - alpha * p[b][0], 1e-13,
                 "%s by hand, two steps of which the first is short", formulas[b]);
        tap_near(gsl_vector_get(s->x, 1), -0.44 - alpha * p[b][1], 1e-13, "... along y");
        if (b == 3)
            tap_near(gsl_vector_get(s->x, 1), 0.06, 1e-13, "... which is 0.06 for hs");
        gsl_multimin_fdfminimizer_free(s);
    }
}

/* ------------------------------------------------------------------------- by awk */

static FILE *open_awk(const recipe *r, size_t steps)
{
    char command[600];
    snprintf(command, sizeof command,
             "LC_ALL=C awk -v beta=%s -v problem=%s -v lines=%s -v steps=%zu "
             "-v start='%.17g %.17g' -v eta=%.17g -v mu=%.17g -v rho=%.17g -v nu=%.17g "
             "-f tests/conjugate_gradient.awk",
             formulas[(size_t)r->beta], r->problem, r->lines, steps, r->start[0], r->start[1],
             r->eta, r->mu, r->rho, r->powell);
    return popen(command, "r");
}

static void check_by_awk(const recipe *r, size_t steps)
{
    double curvature[] = {1, 3}, worst = 0, x[2];
    gsl_multimin_function_fdf f = rosenbrock;
    if (strcmp(r->problem, "quadratic") == 0)
        f = (gsl_multimin_function_fdf){quadratic_f, quadratic_df, quadratic_fdf, 2, curvature};
    gsl_multimin_fdfminimizer *s = start(r, &f);
    FILE *awk = open_awk(r, steps);
    int whole = awk != NULL;
    for (size_t t = 0; whole && t < steps; t++) {
        whole = gsl_multimin_fdfminimizer_iterate(s) == GSL_SUCCESS &&
                fscanf(awk, "%lf %lf", &x[0], &x[1]) == 2;
        for (size_t i = 0; i < 2; i++)
            worst = fmax(worst, fabs(gsl_vector_get(s->x, i) - x[i]) / fmax(1, fabs(x[i])));
    }
    if (awk)
        pclose(awk);
    tap_near(whole ? worst : GSL_POSINF, 0, 1e-12,
             "%s on the %s, lines %s, eta %g, mu %g, rho %g, powell %g: as in the awk script",
             formulas[(size_t)r->beta], r->problem, r->lines, r->eta, r->mu, r->rho, r->powell);
    gsl_multimin_fdfminimizer_free(s);
}

static void check_against_awk(void)
{
    for (size_t b = 0; b < FORMULAS; b++) {
        const double beta = (double)b, eta = 0.48 * sqrt(18);
        const recipe all[] = {
            {"quadratic", "exact", {3, 1}, beta, eta, 0, 0, 0},
            {"quadratic", "first", {3, 1}, beta, 0.1, 0, 0, 0},
            {"quadratic", "first", {3, 1}, beta, 0.1, 0.3, 0, 0},
            {"quadratic", "first", {3, 1}, beta, 0.1, 0, 0.05, 0},
            {"quadratic", "first", {3, 1}, beta, 0.1, 0.2, 0.05, 0.9},
            {"rosenbrock", "first", {-1.2, 1}, beta, 0.01, 0, 0, 0},
            {"rosenbrock", "first", {-1.2, 1}, beta, 0.001, 0, 0, 0.2},
            {"rosenbrock", "first", {-1.2, 1}, beta, 0.02, 0.1, 0.01, 0},
            {"rosenbrock", "first", {-1, -1}, beta, 0.2, 0, 0, 0},
        };
        for (size_t k = 0; k < sizeof all / sizeof *all; k++)
            check_by_awk(&all[k], 3);
    }
}

/* ------------------------------------------------------------------ a bowl of n weights */

enum { MOST = 12 };

typedef struct {
    gsl_matrix *h;
    gsl_vector *hw;
    size_t n_f, n_fdf;
} bowl;

/* Curvatures 1, 2, 3, ... n, turned out of the axes by a reflection I - 2 v v'/v'v. */
static bowl make_bowl(size_t n)
{
    bowl b = {gsl_matrix_calloc(n, n), gsl_vector_alloc(n), 0, 0};
    gsl_vector *v = gsl_vector_alloc(n);
    gsl_matrix *r = gsl_matrix_alloc(n, n), *rd = gsl_matrix_alloc(n, n);
    gsl_matrix_set_identity(r);
    for (size_t i = 0; i < n; i++)
        gsl_vector_set(v, i, 1 + sin((double)i));
    gsl_blas_dger(-2 / dot(v, v), v, v, r);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            gsl_matrix_set(rd, i, j, gsl_matrix_get(r, i, j) * (double)(j + 1));
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, rd, r, 0, b.h);
    gsl_vector_free(v);
    gsl_matrix_free(r);
    gsl_matrix_free(rd);
    return b;
}

static double half_whw(const gsl_vector *w, bowl *b)
{
    gsl_blas_dsymv(CblasLower, 1, b->h, w, 0, b->hw);
    return dot(w, b->hw) / 2;
}

static double bowl_f(const gsl_vector *w, void *params)
{
    bowl *b = params;
    b->n_f++;
    return half_whw(w, b);
}

static void bowl_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    bowl *b = params;
    b->n_fdf++;
    *e = half_whw(w, b);
    gsl_vector_memcpy(g, b->hw);
}

static void bowl_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    double e;
    bowl_fdf(w, params, &e, g);
}

static gsl_multimin_fdfminimizer *start_bowl(bowl *b, gsl_multimin_function_fdf *f, size_t n)
{
    *f = (gsl_multimin_function_fdf){bowl_f, bowl_df, bowl_fdf, n, b};
    gsl_multimin_fdfminimizer *s =
        gsl_multimin_fdfminimizer_alloc(method_conjugate_gradient.type, n);
    put(s, "search", 1);
    put(s, "tolerance", 1e-7);
    gsl_vector *w = gsl_vector_alloc(n);
    for (size_t i = 0; i < n; i++)
        gsl_vector_set(w, i, cos(3 * (double)i) + 0.5);
    gsl_multimin_fdfminimizer_set(s, f, w, 1, 0);
    gsl_vector_free(w);
    return s;
}

/* The largest |d'He| / (|d|_H |e|_H) of two directions, and the largest |cos| of two gradients. */
static void compare(const bowl *b, const gsl_matrix *d, size_t n, double *conjugate)
{
    gsl_matrix *hd = gsl_matrix_alloc(n, n), *dhd = gsl_matrix_alloc(n, n);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, d, b->h, 0, hd);
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, hd, d, 0, dhd);
    *conjugate = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            *conjugate =
                fmax(*conjugate, fabs(gsl_matrix_get(dhd, i, j)) /
                                     sqrt(gsl_matrix_get(dhd, i, i) * gsl_matrix_get(dhd, j, j)));
    gsl_matrix_free(hd);
    gsl_matrix_free(dhd);
}

static void check_bowl(size_t n, size_t beta)
{
    bowl b = make_bowl(n);
    gsl_multimin_function_fdf f;
    gsl_multimin_fdfminimizer *s = start_bowl(&b, &f, n);
    gsl_matrix *d = gsl_matrix_alloc(n, n);
    put(s, "beta", (double)beta);
    const double steepest = gsl_blas_dnrm2(s->gradient);
    double conjugate, plain = 0, at_a_right_angle = 0;
    for (size_t t = 0; t < n; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        gsl_matrix_set_row(d, t, s->dx);
        if (t < n - 1) {
            at_a_right_angle = fmax(at_a_right_angle, alignment(s->gradient, s->dx));
            plain = gsl_blas_dnrm2(s->gradient) / steepest;
        }
    }
    tap_ok(n == 1 || plain > 1e-5, "n = %zu, %s: not there after %zu lines (%.1e)", n,
           formulas[beta], n - 1, plain);
    tap_ok(gsl_blas_dnrm2(s->gradient) < 1e-6 * steepest,
           "... but after %zu, |g| is %.1e of its first", n,
           gsl_blas_dnrm2(s->gradient) / steepest);
    compare(&b, d, n, &conjugate);
    tap_ok(conjugate < 1e-5, "... all directions are conjugate (%.1e)", conjugate);
    tap_ok(at_a_right_angle < 1e-6,
           "... every line ends where the gradient is at a right angle (%.1e)", at_a_right_angle);
    tap_ok(b.n_fdf == n + 1 && b.n_f > n,
           "... one gradient a line (%zu), the rest is E alone (%zu)", b.n_fdf, b.n_f);
    gsl_matrix_free(d);
    gsl_multimin_fdfminimizer_free(s);
    gsl_matrix_free(b.h);
    gsl_vector_free(b.hw);
}

/* --------------------------------------------------------------------- on a valley */

/* Downhill, lower, and what GSL holds belongs together. */
static void check_valley(size_t beta, double search, double powell)
{
    recipe r = {"rosenbrock", "exact", {-1.2, 1}, (double)beta, 1, 0, 0, powell};
    gsl_multimin_fdfminimizer *s = start(&r, &rosenbrock);
    put(s, "search", search);
    put(s, "restart", 0);
    int downhill = 1, lower = 1, together = 1;
    size_t t = 0;
    for (; t < 60 && gsl_blas_dnrm2(s->gradient) > 1e-6; t++) {
        double before[] = {gsl_vector_get(s->x, 0), gsl_vector_get(s->x, 1)}, e, g_memory[2];
        gsl_vector_view g = gsl_vector_view_array(g_memory, 2);
        const double e_old = s->f;
        rosenbrock_df(s->x, NULL, &g.vector);
        if (gsl_multimin_fdfminimizer_iterate(s) != GSL_SUCCESS)
            break;
        downhill = downhill && dot(&g.vector, s->dx) < 0;
        lower = lower && s->f < e_old;
        rosenbrock_fdf(s->x, NULL, &e, &g.vector);
        together = together && e == s->f && gsl_vector_equal(&g.vector, s->gradient);
        for (size_t i = 0; i < 2; i++)
            together = together &&
                       fabs(before[i] + gsl_vector_get(s->dx, i) - gsl_vector_get(s->x, i)) < 1e-15;
    }
    tap_ok(gsl_blas_dnrm2(s->gradient) < (search == 0 ? 1e-6 : 1e-4),
           "%s%s%s: Rosenbrock's bottom after %zu iterations", formulas[beta],
           search == 0 ? "" : ", exact", powell > 0 ? ", Powell's restart" : "", t);
    tap_ok(downhill && lower && together,
           "... always downhill and lower, x, E, gradient and dx belong together");
    gsl_multimin_fdfminimizer_free(s);
}

/* ------------------------------------------------------------------------ restarts */

/* Which of the first `steps` directions are the gradient, as bits. `expected` is where theory
   says they must be, for `every` and `powell` as given. */
static void check_restart(double every, double powell, size_t beta)
{
    enum { STEPS = 12 };
    recipe r = {"rosenbrock", "exact", {-1.2, 1}, (double)beta, 1, 0, 0, powell};
    gsl_multimin_fdfminimizer *s = start(&r, &rosenbrock);
    put(s, "restart", every);
    gsl_vector *g = gsl_vector_alloc(2), *g_old = gsl_vector_calloc(2);
    int right = 1;
    size_t plain = 0;
    double since = 0;
    for (size_t t = 0; t < STEPS; t++) {
        gsl_vector_memcpy(g, s->gradient);
        const int anew = t == 0 || since == (every > 0 ? every : 2) ||
                         (powell > 0 && fabs(dot(g, g_old)) >= powell * dot(g, g));
        gsl_multimin_fdfminimizer_iterate(s);
        const int is_gradient = fabs(alignment(g, s->dx) - 1) < 1e-12;
        right = right && is_gradient == anew;
        since = anew ? 1 : since + 1;
        plain += (size_t)is_gradient;
        gsl_vector_memcpy(g_old, g);
    }
    tap_ok(right && plain < (every == 1 ? STEPS + 1 : STEPS),
           "restart %g, powell %g: plain gradients in their places, %zu of %d", every, powell,
           plain, STEPS);
    gsl_vector_free(g);
    gsl_vector_free(g_old);
    gsl_multimin_fdfminimizer_free(s);
}

static void check_forgets(void)
{
    recipe r = {"rosenbrock", "exact", {-1.2, 1}, 0, 1, 0.3, 0, 0};
    gsl_multimin_fdfminimizer *s = start(&r, &rosenbrock);
    for (size_t t = 0; t < 5; t++)
        gsl_multimin_fdfminimizer_iterate(s);
    gsl_vector *g = gsl_vector_alloc(2);
    gsl_vector_memcpy(g, s->gradient);
    gsl_multimin_fdfminimizer_restart(s);
    gsl_multimin_fdfminimizer_iterate(s);
    tap_near(alignment(g, s->dx), 1, 1e-12, "after GSL's restart the step is a first one again");
    gsl_vector_free(g);
    gsl_multimin_fdfminimizer_free(s);
}

/* -------------------------------------------------------------------------- failures */

static double wall_f(const gsl_vector *w, void *params)
{
    (void)params;
    return 1 / (1 - gsl_vector_get(w, 0)) - 3 * gsl_vector_get(w, 0) +
           gsl_pow_2(gsl_vector_get(w, 1));
}

/* Above x = 1 there is nothing. */
static void wall_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    const double x = gsl_vector_get(w, 0);
    *e = x < 1 ? wall_f(w, params) : GSL_NAN;
    gsl_vector_set(g, 0, x < 1 ? gsl_pow_2(1 / (1 - x)) - 3 : GSL_NAN);
    gsl_vector_set(g, 1, 2 * gsl_vector_get(w, 1));
}

static void wall_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    double e;
    wall_fdf(w, params, &e, g);
}

static double wall_value(const gsl_vector *w, void *params)
{
    return gsl_vector_get(w, 0) < 1 ? wall_f(w, params) : GSL_NAN;
}

/* The minimum is at 1 - 1/sqrt 3, and the first step leads far behind the wall. */
static void check_wall(double search)
{
    gsl_multimin_function_fdf f = {wall_value, wall_df, wall_fdf, 2, NULL};
    recipe r = {"wall", "exact", {-1, 1}, 2, 1000, 0, 0, 0};
    gsl_multimin_fdfminimizer *s = start(&r, &f);
    put(s, "search", search);
    for (size_t t = 0; t < 30 && gsl_blas_dnrm2(s->gradient) > 1e-7; t++)
        if (gsl_multimin_fdfminimizer_iterate(s) != GSL_SUCCESS)
            break;
    tap_near(gsl_vector_get(s->x, 0), 1 - 1 / sqrt(3), 1e-6, "a wall of NaN is no obstacle%s",
             search > 0 ? ", exact" : "");
    gsl_multimin_fdfminimizer_free(s);
}

static void check_ends(void)
{
    gsl_multimin_function_fdf f = {wall_value, wall_df, wall_fdf, 2, NULL};
    recipe r = {"wall", "exact", {2, 1}, 2, 1, 0, 0, 0};
    gsl_multimin_fdfminimizer *s = start(&r, &f);
    tap_ok(gsl_multimin_fdfminimizer_iterate(s) != GSL_SUCCESS && isnan(s->f) &&
               gsl_vector_get(s->x, 0) == 2,
           "no step from where E is no number");
    gsl_multimin_fdfminimizer_free(s);
    r = (recipe){"rosenbrock", "exact", {1, 1}, 2, 1, 0, 0, 0};
    s = start(&r, &rosenbrock);
    tap_ok(gsl_multimin_fdfminimizer_iterate(s) == GSL_ENOPROG && s->f == 0 &&
               gsl_vector_get(s->x, 0) == 1 && gsl_vector_isnull(s->dx),
           "no step from the minimum: GSL_ENOPROG, and all stays as it is");
    gsl_multimin_fdfminimizer_free(s);
}

/* Momentum that is thrown where E is no number is a divergence, and is not hidden. */
static void check_thrown(void)
{
    gsl_multimin_function_fdf f = {wall_value, wall_df, wall_fdf, 2, NULL};
    recipe r = {"wall", "exact", {-3, 0}, 2, 1, 0.9, 0, 0};
    gsl_multimin_fdfminimizer *s = start(&r, &f);
    int first = gsl_multimin_fdfminimizer_iterate(s);
    int second = gsl_multimin_fdfminimizer_iterate(s);
    tap_ok(first == GSL_SUCCESS && second != GSL_SUCCESS && isnan(s->f),
           "momentum over the wall: the error says so");
    gsl_multimin_fdfminimizer_free(s);
}

static void check_ranges(void)
{
    static const struct {
        const char *name;
        double value;
    } wrong[] = {{"beta", 4},
                 {"beta", 0.5},
                 {"beta", -1},
                 {"search", 2},
                 {"restart", -1},
                 {"restart", 2.5},
                 {"restart", GSL_POSINF},
                 {"powell", -0.1},
                 {"powell", GSL_NAN},
                 {"c1", 0},
                 {"c1", 0.02},
                 {"c2", 0.01},
                 {"c2", 1},
                 {"tolerance", 0},
                 {"tolerance", 1},
                 {"mu", 1},
                 {"mu", -0.1},
                 {"rho", -1e-9},
                 {"rho", GSL_NAN},
                 {"eta", 0.1}};
    gsl_multimin_fdfminimizer *s =
        gsl_multimin_fdfminimizer_alloc(method_conjugate_gradient.type, 2);
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
        tap_ok(method_set_parameter(&method_conjugate_gradient, s, wrong[k].name, wrong[k].value) ==
                   GSL_EINVAL,
               "refuses %s = %g", wrong[k].name, wrong[k].value);
    gsl_multimin_fdfminimizer_free(s);
}

int main(void)
{
    gsl_set_error_handler_off();
    check_by_hand();
    check_against_awk();
    for (size_t b = 0; b < FORMULAS; b++) {
        check_bowl(1, b);
        check_bowl(2, b);
        check_bowl(5, b);
        check_bowl(MOST, b);
        check_valley(b, 0, 0);
        check_valley(b, 0, 0.2);
        check_valley(b, 1, 0);
    }
    check_restart(1, 0, 1);
    check_restart(2, 0, 0);
    check_restart(5, 0, 0);
    check_restart(0, 0, 0);
    check_restart(100, 0.2, 0);
    check_restart(4, 0.05, 0);
    check_forgets();
    check_wall(0);
    check_wall(1);
    check_ends();
    check_thrown();
    check_ranges();
    return tap_done();
}
