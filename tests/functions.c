#include "functions.h"

#include <gsl/gsl_math.h>
#include <math.h>

double quadratic_f(const gsl_vector *w, void *params)
{
    const double *c = params, x = gsl_vector_get(w, 0), y = gsl_vector_get(w, 1);
    return (c[0] * x * x + c[1] * y * y) / 2;
}

void quadratic_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    const double *c = params;
    gsl_vector_set(g, 0, c[0] * gsl_vector_get(w, 0));
    gsl_vector_set(g, 1, c[1] * gsl_vector_get(w, 1));
}

void quadratic_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = quadratic_f(w, params);
    quadratic_df(w, params, g);
}

double rosenbrock_f(const gsl_vector *w, void *params)
{
    const double x = gsl_vector_get(w, 0), off = gsl_vector_get(w, 1) - x * x;
    (void)params;
    return (1 - x) * (1 - x) + 100 * off * off;
}

void rosenbrock_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    const double x = gsl_vector_get(w, 0), off = gsl_vector_get(w, 1) - x * x;
    (void)params;
    gsl_vector_set(g, 0, -2 * (1 - x) - 400 * x * off);
    gsl_vector_set(g, 1, 200 * off);
}

void rosenbrock_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = rosenbrock_f(w, params);
    rosenbrock_df(w, params, g);
}

/* ------------------------------------------------------------- classical problems */

static double rosenbrock(const double x[], double g[])
{
    const double off = x[1] - x[0] * x[0];
    if (g) {
        g[0] = -2 * (1 - x[0]) - 400 * x[0] * off;
        g[1] = 200 * off;
    }
    return gsl_pow_2(1 - x[0]) + 100 * off * off;
}

/* A sum of three squares, r_k = c_k - x (1 - y^k). */
static double beale(const double x[], double g[])
{
    static const double c[] = {1.5, 2.25, 2.625};
    double e = 0, gx = 0, gy = 0;
    for (int k = 1; k <= 3; k++) {
        const double r = c[k - 1] - x[0] * (1 - gsl_pow_int(x[1], k));
        e += r * r;
        gx -= 2 * r * (1 - gsl_pow_int(x[1], k));
        gy += 2 * r * x[0] * k * gsl_pow_int(x[1], k - 1);
    }
    if (g) {
        g[0] = gx;
        g[1] = gy;
    }
    return e;
}

/* A screw: theta, in turns, is the angle of (x, y), from -1/4 to 3/4; it jumps where x = 0. */
static double helical_valley(const double x[], double g[])
{
    const double r2 = x[0] * x[0] + x[1] * x[1], r = sqrt(r2);
    const double theta = atan(x[1] / x[0]) / (2 * M_PI) + (x[0] < 0 ? 0.5 : 0);
    const double rise = x[2] - 10 * theta, off = r - 1;
    if (g) {
        g[0] = 200 * (rise * 10 * x[1] / (2 * M_PI * r2) + off * x[0] / r);
        g[1] = 200 * (-rise * 10 * x[0] / (2 * M_PI * r2) + off * x[1] / r);
        g[2] = 200 * rise + 2 * x[2];
    }
    return 100 * (rise * rise + off * off) + x[2] * x[2];
}

/* At its minimum two of four curvatures are 0. */
static double powell_singular(const double x[], double g[])
{
    const double a = x[0] + 10 * x[1], b = x[2] - x[3], c = x[1] - 2 * x[2], d = x[0] - x[3];
    if (g) {
        g[0] = 2 * a + 40 * gsl_pow_3(d);
        g[1] = 20 * a + 4 * gsl_pow_3(c);
        g[2] = 10 * b - 8 * gsl_pow_3(c);
        g[3] = -10 * b - 40 * gsl_pow_3(d);
    }
    return a * a + 5 * b * b + gsl_pow_4(c) + 10 * gsl_pow_4(d);
}

/* Two of Rosenbrock's valleys, tied together. */
static double wood(const double x[], double g[])
{
    const double a = x[1] - x[0] * x[0], b = x[3] - x[2] * x[2];
    const double both = x[1] + x[3] - 2, apart = x[1] - x[3];
    if (g) {
        g[0] = -400 * x[0] * a - 2 * (1 - x[0]);
        g[1] = 200 * a + 20 * both + 0.2 * apart;
        g[2] = -360 * x[2] * b - 2 * (1 - x[2]);
        g[3] = 180 * b + 20 * both - 0.2 * apart;
    }
    return 100 * a * a + gsl_pow_2(1 - x[0]) + 90 * b * b + gsl_pow_2(1 - x[2]) + 10 * both * both +
           0.1 * apart * apart;
}

/* A fit that cannot be good: the minimum is not 0 but 85822.2, so E has no digits left for what
   changes near it. */
static double brown_dennis(const double x[], double g[])
{
    double e = 0, sum[4] = {0};
    for (int i = 1; i <= 20; i++) {
        const double t = i / 5.0;
        const double a = x[0] + t * x[1] - exp(t), b = x[2] + x[3] * sin(t) - cos(t);
        const double r = a * a + b * b;
        e += r * r;
        sum[0] += 4 * r * a;
        sum[1] += 4 * r * a * t;
        sum[2] += 4 * r * b;
        sum[3] += 4 * r * b * sin(t);
    }
    for (int i = 0; g && i < 4; i++)
        g[i] = sum[i];
    return e;
}

const classic classics[CLASSICS] = {
    {"Rosenbrock", 2, {-1.2, 1}, {1, 1}, 0, rosenbrock},
    {"Beale", 2, {1, 1}, {3, 0.5}, 0, beale},
    {"helical valley", 3, {-1, 0, 0}, {1, 0, 0}, 0, helical_valley},
    {"Powell singular", 4, {3, -1, 0, 1}, {0, 0, 0, 0}, 0, powell_singular},
    {"Wood", 4, {-3, -1, -3, -1}, {1, 1, 1, 1}, 0, wood},
    {"Brown-Dennis",
     4,
     {25, 5, -5, -1},
     {-11.5944, 13.2036, -0.403439, 0.236779},
     85822.2016,
     brown_dennis},
};

/* ------------------------------------------------------------------ as GSL sees them */

/* `g` may be NULL. */
static double evaluate(const classic *c, const gsl_vector *w, gsl_vector *g)
{
    double x[CLASSIC_MOST], slope[CLASSIC_MOST];
    for (size_t i = 0; i < c->n; i++)
        x[i] = gsl_vector_get(w, i);
    const double e = c->value(x, g ? slope : NULL);
    for (size_t i = 0; g && i < c->n; i++)
        gsl_vector_set(g, i, slope[i]);
    return e;
}

static double counted_f(const gsl_vector *w, void *params)
{
    classic_count *count = params;
    count->f++;
    return evaluate(count->c, w, NULL);
}

static void counted_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    classic_count *count = params;
    count->df++;
    evaluate(count->c, w, g);
}

static void counted_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    classic_count *count = params;
    count->fdf++;
    *e = evaluate(count->c, w, g);
}

gsl_multimin_function_fdf classic_counted(classic_count *count)
{
    return (gsl_multimin_function_fdf){counted_f, counted_df, counted_fdf, count->c->n, count};
}

static double classic_f(const gsl_vector *w, void *params)
{
    return evaluate(params, w, NULL);
}

static void classic_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    evaluate(params, w, g);
}

static void classic_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = evaluate(params, w, g);
}

gsl_multimin_function_fdf classic_function(const classic *c)
{
    return (gsl_multimin_function_fdf){classic_f, classic_df, classic_fdf, c->n, (void *)c};
}
