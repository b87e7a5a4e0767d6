/**
# The lecture's methods on a function of your own

What would be wrong in the world if this failed: the methods would work inside our programs
only, or not as their theory says.

This is all that a program needs which knows GSL and wants to use `gd`, `momentum` or
`rprop`: one header of ours, a function with its gradient, and GSL's own loop. Nothing here
knows of nets (`tap.h` is for printing what was found).

$$ f(x, y) = (1 - x)^2 + 100\,(y - x^2)^2 $$

Rosenbrock's function (1960) is a narrow valley that bends along $y = x^2$ and falls gently
to its bottom, 0 at $(1, 1)$. There the second derivatives are 802, -400 and 200, so the
curvature is $\lambda = (1002 \pm \sqrt{1002^2 - 1600})/2$: 1001.6 across the valley and 0.399
along it. A method of one rate has to stay below $2/1001.6 = 0.002$ because of the first,
and then advances by $0.399\,\eta$ of the way a step because of the second.
*/

#include "methods.h"
#include "tap.h"

#include <gsl/gsl_blas.h>
#include <math.h>

static double f(const gsl_vector *w, void *params)
{
    const double x = gsl_vector_get(w, 0), y = gsl_vector_get(w, 1);
    (void)params;
    return pow(1 - x, 2) + 100 * pow(y - x * x, 2);
}

static void df(const gsl_vector *w, void *params, gsl_vector *g)
{
    const double x = gsl_vector_get(w, 0), y = gsl_vector_get(w, 1);
    (void)params;
    gsl_vector_set(g, 0, -2 * (1 - x) - 400 * x * (y - x * x));
    gsl_vector_set(g, 1, 200 * (y - x * x));
}

static void fdf(const gsl_vector *w, void *params, double *value, gsl_vector *g)
{
    *value = f(w, params);
    df(w, params, g);
}

static gsl_multimin_function_fdf rosenbrock = {f, df, fdf, 2, NULL};

/**
## GSL's loop

From the classical start, $(-1.2, 1)$. Only `method_gd.type` and its like are ours; what
`gsl_multimin_fdfminimizer_set` calls the step size is the slide's $\eta$. A method that finds
no way down any more ends the loop by itself.
*/

static gsl_multimin_fdfminimizer *begin(const gsl_multimin_fdfminimizer_type *type, double eta)
{
    double start[] = {-1.2, 1};
    gsl_vector_view w = gsl_vector_view_array(start, 2);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(type, 2);
    gsl_multimin_fdfminimizer_set(s, &rosenbrock, &w.vector, eta, 0.1);
    return s;
}

/* Returns f after at most so many iterations more. */
static double iterate(gsl_multimin_fdfminimizer *s, size_t iterations)
{
    while (iterations-- > 0 && gsl_multimin_fdfminimizer_iterate(s) == GSL_SUCCESS)
        ;
    return gsl_multimin_fdfminimizer_minimum(s);
}

/**
## Descent

Near the bottom $f$ is a quadratic, along the valley $f \propto (1 - 0.399\,\eta)^{2t}$: a
thousand steps of 0.0012 leave a factor of 0.3834. At 0.002, above the limit by less than a
thousandth, the bottom is no resting place any more.
*/

static void descent(void)
{
    const double eta = 0.0012, lambda = (1002 - sqrt(1002 * 1002 - 1600)) / 2;
    gsl_multimin_fdfminimizer *s = begin(method_gd.type, eta);
    const double before = iterate(s, 20000), after = iterate(s, 1000);
    tap_ok(before < 1e-8, "descent: f = %.1e after 20000 steps", before);
    tap_near(after / before, pow(1 - eta * lambda, 2000), 1e-4,
             "descent: f falls as the least curvature says");
    gsl_multimin_fdfminimizer_free(s);
    s = begin(method_gd.type, 0.002);
    double largest = iterate(s, 20000);
    for (int t = 0; t < 5000; t++)
        largest = fmax(largest, iterate(s, 1));
    tap_ok(largest > 1e-6, "descent: above 2/1001.6 it comes to no rest, f = %.1e", largest);
    gsl_multimin_fdfminimizer_free(s);
}

/**
## Momentum

It remembers nine tenths of its speed, so along the valley the same rate is worth ten
times as much.
*/

static void momentum(void)
{
    gsl_multimin_fdfminimizer *s = begin(method_momentum.type, 0.001);
    const double e = iterate(s, 2000);
    tap_ok(e < 1e-6, "momentum: f = %.1e after 2000 steps", e);
    gsl_multimin_fdfminimizer_free(s);
}

/**
## RProp, and a parameter that GSL has no place for

Every weight has a step size of its own, which is a step size along each axis. This valley
follows no axis: x and y must change together, and RProp, which judges each alone, gets
along in small zigzags. It comes near, $f < 10^{-6}$, and stays there: no step is smaller than
`eta-min`, $10^{-6}$, and across a curvature of 1001.6 that alone is a slope of
about 0.001, give or take. A smaller bound lets it go on.
*/

static void rprop(double variant, const char *name)
{
    gsl_multimin_fdfminimizer *s = begin(method_rprop.type, 0.1);
    method_set_parameter(&method_rprop, s, "variant", variant);
    const double e = iterate(s, 20000), slope = gsl_blas_dnrm2(s->gradient);
    tap_ok(e < 1e-6, "%s: f = %.1e after 20000 steps", name, e);
    tap_ok(slope > 1e-6 && slope < 1e-2, "%s: but its slope is still %.1e", name, slope);
    gsl_multimin_fdfminimizer_free(s);
    s = begin(method_rprop.type, 0.1);
    method_set_parameter(&method_rprop, s, "variant", variant);
    method_set_parameter(&method_rprop, s, "eta-min", 1e-12);
    const double finer = iterate(s, 20000);
    tap_ok(finer < e, "%s: with a smaller eta-min, f = %.1e", name, finer);
    gsl_multimin_fdfminimizer_free(s);
}

/**
## GSL's own, in the same loop

BFGS learns how x and y hang together, and is there in some twenty iterations.
*/

static void bfgs(void)
{
    gsl_multimin_fdfminimizer *s = begin(gsl_multimin_fdfminimizer_vector_bfgs2, 0.01);
    const double e = iterate(s, 40);
    tap_ok(e < 1e-10, "GSL's vector_bfgs2: f = %.1e after 40 steps", e);
    tap_near(gsl_vector_get(s->x, 0), 1, 1e-5, "... at x = 1");
    tap_near(gsl_vector_get(s->x, 1), 1, 1e-5, "... and y = 1");
    gsl_multimin_fdfminimizer_free(s);
}

int main(void)
{
    descent();
    momentum();
    rprop(0, "RProp-");
    rprop(1, "RProp+");
    rprop(2, "iRProp-");
    rprop(3, "iRProp+");
    bfgs();
    return tap_done();
}
