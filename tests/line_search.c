/* line_search.c - what would be wrong in the world if these failed: conjugate gradients and BFGS
   would stand on a search that claims to have found what it has not, leaves E and a gradient
   that belong to another point, or hangs where a function is steep, flat or not there.

   Every result is judged by evaluating the function again, with the conditions written out once
   more. The functions of one variable are of a kind on which searches fail: J. J. Moré,
   D. J. Thuente, Line search algorithms with guaranteed sufficient decrease, ACM Transactions on
   Mathematical Software 20, 1994, has the first two, with starts from 0.001 to 1000. */

#include "line_search.h"
#include "functions.h"
#include "tap.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <string.h>

/* --------------------------------------------------------- functions of one variable */

typedef struct {
    double (*value)(double a, double *slope);
    size_t n_f, n_fdf;
    double first, last, largest; /* where it was evaluated */
    double lowest;               /* what it was there */
} watched;

/* -a/(a^2 + 2): minimum at sqrt 2, then almost flat for ever. */
static double shallow(double a, double *slope)
{
    *slope = (a * a - 2) / gsl_pow_2(a * a + 2);
    return -a / (a * a + 2);
}

/* b^5 - 2 b^4 with b = a + 0.004: all but flat at 0, minimum at 1.596, then steep. */
static double steep(double a, double *slope)
{
    const double b = a + 0.004;
    *slope = 5 * gsl_pow_4(b) - 8 * gsl_pow_3(b);
    return gsl_pow_5(b) - 2 * gsl_pow_4(b);
}

/* Defined below 1 only: minimum at 2/3. */
static double walled(double a, double *slope)
{
    *slope = 1 / (1 - a) - 3;
    return -log(1 - a) - 3 * a;
}

/* Overflows early: minimum at ln 2. */
static double exploding(double a, double *slope)
{
    *slope = exp(a) - 2;
    return exp(a) - 2 * a;
}

/* A parabola with a thousand ripples: slopes are no guide from afar. Minimum at 3 - 0.001. */
static double rippled(double a, double *slope)
{
    *slope = (a - 3) + 0.9 * cos(1000 * (a - 3));
    return gsl_pow_2(a - 3) / 2 + 0.0009 * sin(1000 * (a - 3));
}

static double endless(double a, double *slope)
{
    *slope = -1;
    return -a;
}

/* Says that it falls, and rises. */
static double lying(double a, double *slope)
{
    *slope = -1;
    return 1 + a;
}

/* A parabola whose values are 1e5, rounded: what changes near the minimum at 1e-4 is 5e-9 and the
   rounding, drawn large enough to matter, 5e-11. */
static double drowned(double a, double *slope)
{
    *slope = a - 1e-4;
    return 1e5 + gsl_pow_2(a - 1e-4) / 2 + 5e-11 * cos(1e9 * a);
}

/* Falls, rises by 2.6 at 1.2, and falls again; what lies behind is lower than 0 too. */
static double ridge(double a, double *slope)
{
    const double s = 1 / (1 + exp(-(a - 1.2) / 0.05));
    *slope = -1 + 2.6 * s * (1 - s) / 0.05;
    return -a + 2.6 * s;
}

static double parabola(double a, double *slope)
{
    *slope = a - 2;
    return gsl_pow_2(a - 2) / 2;
}

static void saw(watched *w, double a)
{
    double slope;
    const double e = w->value(a, &slope);
    if (w->n_f + w->n_fdf == 0)
        w->lowest = e;
    w->lowest = fmin(w->lowest, e);
    if (w->n_f + w->n_fdf == 0)
        w->first = a;
    w->last = a;
    w->largest = fmax(w->largest, a);
}

static double watched_f(const gsl_vector *x, void *params)
{
    watched *w = params;
    double slope;
    saw(w, gsl_vector_get(x, 0));
    w->n_f++;
    return w->value(gsl_vector_get(x, 0), &slope);
}

static void watched_fdf(const gsl_vector *x, void *params, double *e, gsl_vector *g)
{
    watched *w = params;
    double slope;
    saw(w, gsl_vector_get(x, 0));
    w->n_fdf++;
    *e = w->value(gsl_vector_get(x, 0), &slope);
    gsl_vector_set(g, 0, slope);
}

static void watched_df(const gsl_vector *x, void *params, gsl_vector *g)
{
    double e;
    watched_fdf(x, params, &e, g);
}

/* ------------------------------------------------------------------- one search */

typedef line_search_end search_function(const line *, const line_search_rule *, line_point *);

typedef struct {
    watched w;
    line_search_end end;
    line_point found;
    double x, g;
} outcome;

/* Along x from 0. */
static outcome search_along(double (*value)(double, double *), search_function *search,
                            const line_search_rule *rule)
{
    outcome o = {.w = {.value = value}, .x = -7, .g = -7};
    double zero = 0, one = 1, g0;
    gsl_vector_view x0 = gsl_vector_view_array(&zero, 1), p = gsl_vector_view_array(&one, 1),
                    g0_view = gsl_vector_view_array(&g0, 1), x = gsl_vector_view_array(&o.x, 1),
                    g = gsl_vector_view_array(&o.g, 1);
    gsl_multimin_function_fdf fdf = {watched_f, watched_df, watched_fdf, 1, &o.w};
    line l = {.fdf = &fdf,
              .x0 = &x0.vector,
              .g0 = &g0_view.vector,
              .p = &p.vector,
              .x = &x.vector,
              .g = &g.vector,
              .brent = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent)};
    l.e0 = value(0, &g0);
    l.slope0 = g0;
    o.end = search(&l, rule, &o.found);
    gsl_min_fminimizer_free(l.brent);
    return o;
}

/* Whether x, E, the gradient and the counts belong together. */
static int consistent(const outcome *o)
{
    double slope;
    const double e = o->w.value(o->x, &slope);
    return o->x == o->found.alpha && e == o->found.e && slope == o->g && slope == o->found.slope &&
           o->w.n_fdf == o->found.n_fdf && o->w.n_f == o->found.n_f;
}

static int strong_wolfe(const outcome *o, const line_search_rule *rule)
{
    double slope0;
    const double e0 = o->w.value(0, &slope0);
    return o->found.e <= e0 + rule->c1 * o->found.alpha * slope0 &&
           fabs(o->found.slope) <= rule->c2 * fabs(slope0);
}

/* ------------------------------------------------------------------ strong Wolfe */

static const double firsts[] = {1e-3, 0.1, 1, 10, 1e3};

/* The counts are what was measured, as an alarm for whoever makes the search worse. */
static void check_wolfe(const char *name, double (*value)(double, double *), double c1, double c2,
                        size_t most)
{
    for (size_t k = 0; k < sizeof firsts / sizeof *firsts; k++) {
        line_search_rule rule = LINE_SEARCH_RULE;
        rule.first = firsts[k];
        rule.c1 = c1;
        rule.c2 = c2;
        const outcome o = search_along(value, line_search_wolfe, &rule);
        tap_ok(o.end == LINE_SEARCH_FOUND && strong_wolfe(&o, &rule) && consistent(&o),
               "%s, c2 %g, first %g: strong Wolfe holds at %g, and all belongs together", name, c2,
               firsts[k], o.found.alpha);
        tap_ok(o.w.first == firsts[k] && o.w.last == o.x && o.w.n_f == 0 && o.w.n_fdf <= most,
               "... the first trial is %g, the last is the answer, %zu evaluations", firsts[k],
               o.w.n_fdf);
    }
}

/* A cubic through two points of a parabola is the parabola, so the second trial is its bottom. */
static void check_parabola(void)
{
    for (double first = 0.25; first < 30; first *= 3) {
        line_search_rule rule = LINE_SEARCH_RULE;
        rule.first = first;
        rule.c2 = 1e-3;
        const outcome o = search_along(parabola, line_search_wolfe, &rule);
        tap_near(o.found.alpha, 2, 1e-12, "parabola, first %g: its bottom", first);
        tap_ok(o.w.n_fdf == 2, "... at the second trial");
    }
}

/* A point that is low enough for (2), but higher than one that is known, is no way to go. */
static void check_ridge(void)
{
    line_search_rule rule = LINE_SEARCH_RULE;
    rule.first = 0.5;
    rule.max = 3;
    const outcome o = search_along(ridge, line_search_wolfe, &rule);
    tap_ok(o.end == LINE_SEARCH_FOUND && o.w.largest == 3 && o.x < 1.1 && strong_wolfe(&o, &rule),
           "a ridge was jumped to a higher place: back to this side of it, %g", o.x);
}

static void check_drowned(void)
{
    line_search_rule rule = LINE_SEARCH_RULE;
    for (double first = 1e-6; first < 2e-3; first *= 3) {
        rule.first = first;
        const outcome o = search_along(drowned, line_search_wolfe, &rule);
        tap_ok(o.end == LINE_SEARCH_FOUND && fabs(o.x - 1e-4) <= 1e-5 && consistent(&o) &&
                   o.found.n_fdf <= 6,
               "where E has no digits left the slopes decide: %g after %zu from %g", o.x,
               o.found.n_fdf, first);
    }
}

/* -------------------------------------------------------------------------- Brent */

static void check_exact(const char *name, double (*value)(double, double *), double minimum)
{
    for (size_t k = 0; k < sizeof firsts / sizeof *firsts; k++)
        for (double tolerance = 1e-2; tolerance > 1e-7; tolerance /= 100) {
            line_search_rule rule = LINE_SEARCH_RULE;
            rule.first = firsts[k];
            rule.tolerance = tolerance;
            rule.max_evaluations = 100;
            const outcome o = search_along(value, line_search_exact, &rule);
            tap_ok(o.end == LINE_SEARCH_FOUND && fabs(o.x / minimum - 1) <= tolerance &&
                       consistent(&o) && o.w.n_fdf == 1 && o.w.first == firsts[k],
                   "%s, exact to %g, first %g: %.9g after %zu values and one gradient", name,
                   tolerance, firsts[k], o.x, o.w.n_f);
        }
}

/* A tolerance that no double can meet ends all the same. */
static void check_floor(void)
{
    line_search_rule rule = LINE_SEARCH_RULE;
    rule.tolerance = 0;
    rule.max_evaluations = 200;
    const outcome o = search_along(shallow, line_search_exact, &rule);
    tap_ok(o.end == LINE_SEARCH_FOUND && o.w.n_f < 100 && fabs(o.x - M_SQRT2) < 1e-7,
           "exact, tolerance 0: ends at what values can tell, %.9f", o.x);
}

/* ----------------------------------------------------------------------- failures */

static void check_end(const char *what, double (*value)(double, double *), search_function *search,
                      const line_search_rule *rule, line_search_end expected)
{
    const outcome o = search_along(value, search, rule);
    double slope;
    tap_ok(o.end == expected && consistent(&o), "%s: '%s', x, E and gradient belong together", what,
           line_search_says(expected));
    const double lowest = fmin(value(0, &slope), o.w.lowest);
    tap_ok(o.found.e <= lowest + 1e-14 && o.w.largest <= rule->max,
           "... it is the lowest of all that were tried, none of them beyond max");
    tap_ok(o.w.n_f + o.w.n_fdf <= rule->max_evaluations + 1,
           "... within its evaluations (%zu, %zu)", o.w.n_f, o.w.n_fdf);
}

static void check_failures(search_function *search, const char *name)
{
    line_search_rule rule = LINE_SEARCH_RULE, bound = rule, few = rule;
    bound.max = 0.5;
    few.max_evaluations = 2;
    few.c2 = 1e-9;
    tap_note("%s", name);
    rule.max_evaluations = 100;
    check_end("no end in sight", endless, search, &rule, LINE_SEARCH_AT_MAX);
    check_end("the minimum is beyond max", shallow, search, &bound, LINE_SEARCH_AT_MAX);
    bound.first = 0.1;
    check_end("... and so is the second trial", shallow, search, &bound, LINE_SEARCH_AT_MAX);
    check_end("two evaluations", exploding, search, &few, LINE_SEARCH_EVALUATIONS);
    few.first = 1e-3;
    check_end("two evaluations, far to go", shallow, search, &few, LINE_SEARCH_EVALUATIONS);
    few.first = 1000;
    check_end("two evaluations, far back", steep, search, &few, LINE_SEARCH_EVALUATIONS);
    few.max_evaluations = 1;
    check_end("one", exploding, search, &few, LINE_SEARCH_EVALUATIONS);
    rule.max_evaluations = 1000; /* from 0 it is far to the smallest double */
    check_end("a gradient of the wrong sign", lying, search, &rule, LINE_SEARCH_PRECISION);
}

/* At the start nothing is tried: p uphill or level, E or the slope no number. x becomes x0. */
static void check_start(search_function *search)
{
    static const struct {
        double e0, slope0;
        line_search_end end;
    } cases[] = {{1, 1, LINE_SEARCH_UPHILL},
                 {1, 0, LINE_SEARCH_UPHILL},
                 {GSL_NAN, -1, LINE_SEARCH_NOT_FINITE},
                 {GSL_POSINF, -1, LINE_SEARCH_NOT_FINITE},
                 {1, GSL_NAN, LINE_SEARCH_NOT_FINITE},
                 {1, GSL_NEGINF, LINE_SEARCH_NOT_FINITE}};
    double x0 = 5, g0 = -3, p = 1;
    gsl_vector_view x0v = gsl_vector_view_array(&x0, 1), g0v = gsl_vector_view_array(&g0, 1),
                    pv = gsl_vector_view_array(&p, 1);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        watched w = {.value = parabola};
        double x = 99, g = 99;
        gsl_vector_view xv = gsl_vector_view_array(&x, 1), gv = gsl_vector_view_array(&g, 1);
        gsl_multimin_function_fdf fdf = {watched_f, watched_df, watched_fdf, 1, &w};
        const line l = {.fdf = &fdf,
                        .x0 = &x0v.vector,
                        .g0 = &g0v.vector,
                        .p = &pv.vector,
                        .e0 = cases[k].e0,
                        .slope0 = cases[k].slope0,
                        .x = &xv.vector,
                        .g = &gv.vector};
        const line_search_rule rule = LINE_SEARCH_RULE;
        line_point found;
        tap_ok(search(&l, &rule, &found) == cases[k].end && x == 5 && g == -3 && found.alpha == 0 &&
                   w.n_f + w.n_fdf == 0 && found.n_fdf == 0,
               "E %g, slope %g: '%s', x stays, nothing is tried", cases[k].e0, cases[k].slope0,
               line_search_says(cases[k].end));
    }
}

/* ------------------------------------------------------------- the classical problems */

/* E at the start: by hand (2.2^2 + 100 0.44^2; 1.5^2 + 2.25^2 + 2.625^2; 100 (5^2); 7^2 + 5 + 1 +
   160; 100 10^2 + 16 + 90 10^2 + 16 + 160), and as published. */
static const double at_start[CLASSICS] = {24.2, 14.203125, 2500, 215, 19192, 7926693.336997432};

static void check_gradient(const classic *c, const double x[])
{
    double g[CLASSIC_MOST], y[CLASSIC_MOST], error = 0, size = 0;
    c->value(x, g);
    memcpy(y, x, sizeof y);
    for (size_t i = 0; i < c->n; i++) {
        const double h = 1e-5 * fmax(1, fabs(x[i]));
        y[i] = x[i] + h;
        const double above = c->value(y, NULL);
        y[i] = x[i] - h;
        const double below = c->value(y, NULL);
        y[i] = x[i];
        error = hypot(error, g[i] - (above - below) / (2 * h));
        size = hypot(size, g[i]);
    }
    tap_ok(size > 0.01 && error <= 1e-7 * size, "%s: the gradient is the difference quotient's",
           c->name);
}

static void check_classics(void)
{
    for (size_t k = 0; k < CLASSICS; k++) {
        const classic *c = &classics[k];
        double g[CLASSIC_MOST] = {0}, x[CLASSIC_MOST], size = 0;
        for (size_t i = 0; i < CLASSIC_MOST; i++)
            x[i] = c->start[i] + 0.3 + 0.1 * (double)i;
        check_gradient(c, c->start);
        check_gradient(c, x);
        tap_near(c->value(c->start, NULL), at_start[k], 1e-12, "%s: E at the start", c->name);
        tap_near(c->value(c->at, g), c->minimum, 1e-8, "%s: E at the minimum", c->name);
        for (size_t i = 0; i < c->n; i++)
            size = hypot(size, g[i]);
        tap_ok(size <= 1e-6 * c->value(c->start, NULL), "%s: and it is level there, |g| %.1e",
               c->name, size);
    }
}

static void search_classic(const classic *c, double first, double c2, search_function *search)
{
    double memory[5][CLASSIC_MOST];
    gsl_vector_view v[5];
    for (size_t i = 0; i < 5; i++)
        v[i] = gsl_vector_view_array(memory[i], c->n);
    classic_count count = {.c = c};
    gsl_multimin_function_fdf fdf = classic_counted(&count);
    gsl_vector *x0 = &v[0].vector, *g0 = &v[1].vector, *p = &v[2].vector;
    line l = {.fdf = &fdf, .x0 = x0, .g0 = g0, .p = p, .x = &v[3].vector, .g = &v[4].vector};
    memcpy(memory[0], c->start, c->n * sizeof(double));
    fdf.fdf(x0, fdf.params, &l.e0, g0);
    gsl_vector_memcpy(p, g0);
    gsl_blas_dscal(-1, p);
    gsl_blas_ddot(g0, p, &l.slope0);
    line_search_rule rule = LINE_SEARCH_RULE;
    rule.first = first;
    rule.c2 = c2;
    l.brent = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    line_point found;
    const line_search_end end = search(&l, &rule, &found);
    double g[CLASSIC_MOST], slope = 0;
    const double e = c->value(memory[3], g);
    for (size_t i = 0; i < c->n; i++)
        slope += g[i] * memory[2][i];
    const int wolfe =
        search == line_search_exact || (e <= l.e0 + rule.c1 * found.alpha * l.slope0 &&
                                        fabs(slope) <= c2 * fabs(l.slope0) * (1 + 1e-9));
    tap_ok(end == LINE_SEARCH_FOUND && wolfe && e == found.e && e < l.e0 &&
               memcmp(g, memory[4], c->n * sizeof *g) == 0 && count.fdf == found.n_fdf + 1,
           "%s, descent, first %g%s: E %.6g after %zu, %zu evaluations", c->name, first,
           search == line_search_exact ? ", exact" : "", e, found.n_fdf, found.n_f);
    gsl_min_fminimizer_free(l.brent);
}

int main(void)
{
    gsl_set_error_handler_off();
    check_wolfe("shallow", shallow, 1e-4, 0.1, 9);
    check_wolfe("shallow", shallow, 1e-4, 0.9, 9);
    check_wolfe("steep", steep, 1e-4, 0.1, 18);
    check_wolfe("walled", walled, 1e-4, 0.1, 10);
    check_wolfe("exploding", exploding, 1e-4, 0.1, 12);
    check_wolfe("exploding", exploding, 0.4, 0.41, 12);
    check_wolfe("rippled", rippled, 1e-4, 0.1, 20);
    check_parabola();
    check_ridge();
    check_drowned();
    check_exact("shallow", shallow, M_SQRT2);
    check_exact("steep", steep, 1.596);
    check_exact("walled", walled, 2.0 / 3);
    check_exact("exploding", exploding, M_LN2);
    check_exact("parabola", parabola, 2);
    check_floor();
    check_failures(line_search_wolfe, "wolfe");
    check_failures(line_search_exact, "exact");
    check_start(line_search_wolfe);
    check_start(line_search_exact);
    check_classics();
    for (size_t k = 0; k < CLASSICS; k++)
        for (double first = 1e-6; first < 1e4; first *= 100) {
            search_classic(&classics[k], first, 0.1, line_search_wolfe);
            search_classic(&classics[k], first, 0.001, line_search_wolfe);
            search_classic(&classics[k], first, 0, line_search_exact);
        }
    return tap_done();
}
