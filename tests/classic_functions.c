/* classic_functions.c - what would be wrong in the world if this failed: our conjugate gradients
   would be a toy, worse than what everybody has in GSL.

   The collection of Moré, Garbow and Hillstrom from its standard starts, through GSL's interface, until
   |g| < 1e-6. GSL's conjugate_pr is told two numbers, and nobody knows which are good for a function: it
   gets six settings, and the best of them is what ours, with its defaults for all, is compared with.

   An evaluation is one call for E; that one of ours brings the gradient along, where GSL asks for
   it again (df), is not even counted here. The table is printed as comments (prove -v). */

#include "functions.h"
#include "methods.h"
#include "tap.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <math.h>

enum { ITERATIONS = 5000 };

typedef struct {
    size_t iterations, values, gradients;
    double slope; /* |g| at the end */
    double e;
} result;

static result minimise(const gsl_multimin_fdfminimizer_type *type, const classic *c, double step,
                       double tol)
{
    classic_count n = {.c = c};
    result r = {0};
    gsl_multimin_function_fdf f = classic_counted(&n);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(type, c->n);
    gsl_vector_const_view w = gsl_vector_const_view_array(c->start, c->n);
    gsl_multimin_fdfminimizer_set(s, &f, &w.vector, step, tol);
    while (r.iterations < ITERATIONS && gsl_blas_dnrm2(s->gradient) >= 1e-6 &&
           gsl_multimin_fdfminimizer_iterate(s) == GSL_SUCCESS)
        r.iterations++;
    r.values = n.f + n.fdf;
    r.gradients = n.df + n.fdf;
    r.slope = gsl_blas_dnrm2(s->gradient);
    r.e = s->f;
    gsl_multimin_fdfminimizer_free(s);
    return r;
}

static int reached(const result *r)
{
    return r->slope < 1e-6;
}

static int better(const result *a, const result *b)
{
    if (reached(a) != reached(b))
        return reached(a);
    return a->values < b->values;
}

static result best_of_gsl(const classic *c)
{
    static const double steps[] = {0.01, 0.1, 1}, tols[] = {1e-4, 0.1};
    result best = {.values = (size_t)-1, .slope = GSL_POSINF};
    for (size_t k = 0; k < 6; k++) {
        const result r =
            minimise(gsl_multimin_fdfminimizer_conjugate_pr, c, steps[k % 3], tols[k / 3]);
        if (better(&r, &best))
            best = r;
    }
    return best;
}

static void note(const char *who, const result *r)
{
    tap_note("  %-20s %5zu iterations, E %4zu times, gradient %4zu times, |g| %.1e%s", who,
             r->iterations, r->values, r->gradients, r->slope, reached(r) ? "" : ", FAILED");
}

static void compare(const classic *c, size_t *gsl_failed)
{
    const result ours = minimise(method_conjugate_gradient.type, c, 1, 0), gsl = best_of_gsl(c);
    tap_note("%s", c->name);
    note("conjugate_gradient", &ours);
    note("GSL's conjugate_pr", &gsl);
    *gsl_failed += !reached(&gsl);
    tap_ok(reached(&ours) && fabs(ours.e - c->minimum) <= 1e-8 * fmax(1, c->minimum),
           "%s: conjugate_gradient gets to the minimum (E %.10g)", c->name, ours.e);
    tap_ok(ours.values <= gsl.values, "%s: with no more evaluations, %zu and %zu", c->name,
           ours.values, gsl.values);
}

int main(void)
{
    size_t gsl_failed = 0;
    gsl_set_error_handler_off();
    for (size_t k = 0; k < CLASSICS; k++)
        compare(&classics[k], &gsl_failed);
    tap_note("GSL's conjugate_pr failed on %zu of %d", gsl_failed, CLASSICS);
    return tap_done();
}
