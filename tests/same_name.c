/* same_name.c - what would be wrong in the world if these failed: two programs that say "NAG" and
   give the same weights would be called different (or the other way round), and what is said of
   FANN's RProp would not be what its source does. */

#include "fann_rprop.h"
#include "functions.h"
#include "methods.h"
#include "tap.h"

#include <gsl/gsl_math.h>
#include <math.h>

static gsl_multimin_function_fdf rosenbrock = {rosenbrock_f, rosenbrock_df, rosenbrock_fdf, 2,
                                               NULL};

enum { STEPS = 600 };

/* -------------------------------------------------------------- three forms of NAG */

/* mu_t for t = 1, 2, ...: Nesterov's, with a_t summed up anew each time; Sutskever's, by powers
   and logarithms as in the paper. */
static double mu_at(int schedule, size_t t, double bound)
{
    double a = 1, next = 1;
    if (schedule == 0)
        return bound;
    if (schedule == 1)
        return fmin(1 - pow(2, -1 - log2(floor((double)t / 250) + 1)), bound);
    for (size_t k = 1; k <= t; k++) {
        a = next;
        next = (1 + sqrt(4 * a * a + 1)) / 2;
    }
    return fmin((a - 1) / next, bound);
}

static void slope(const double x[2], double g[2])
{
    gsl_vector_const_view at = gsl_vector_const_view_array(x, 2);
    gsl_vector_view to = gsl_vector_view_array(g, 2);
    rosenbrock_df(&at.vector, NULL, &to.vector);
}

/* Sutskever's form: where the ball is, and its velocity. Looks at w + mu v. */
static void look_ahead(double w[2], double v[2], double eta, double mu)
{
    double g[2];
    slope((double[]){w[0] + mu * v[0], w[1] + mu * v[1]}, g);
    for (size_t i = 0; i < 2; i++) {
        v[i] = mu * v[i] - eta * g[i];
        w[i] += v[i];
    }
}

/* PyTorch's: no point ahead. */
static void pytorch(double x[2], double b[2], double eta, double mu)
{
    double g[2];
    slope(x, g);
    for (size_t i = 0; i < 2; i++) {
        b[i] = mu * b[i] + g[i];
        x[i] -= eta * (g[i] + mu * b[i]);
    }
}

static gsl_multimin_fdfminimizer *start_nag(double eta, double mu, int schedule, double as_printed)
{
    gsl_vector_const_view w = gsl_vector_const_view_array((double[]){-1.2, 1}, 2);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_nag.type, 2);
    method_set_parameter(&method_nag, s, "mu", mu);
    method_set_parameter(&method_nag, s, "schedule", schedule);
    method_set_parameter(&method_nag, s, "as-printed", as_printed);
    gsl_multimin_fdfminimizer_set(s, &rosenbrock, &w.vector, eta, 0);
    return s;
}

/* The largest distance on the way between nag.c and w + mu_{t+1} v of the form ahead, and between
   nag.c and PyTorch's. */
static void distances(double eta, double mu, int schedule, double far[2])
{
    gsl_multimin_fdfminimizer *s = start_nag(eta, mu, schedule, 0);
    double w[] = {-1.2, 1}, v[] = {0, 0}, x[] = {-1.2, 1}, b[] = {0, 0};
    far[0] = far[1] = 0;
    for (size_t t = 1; t <= STEPS; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        look_ahead(w, v, eta, mu_at(schedule, t, mu));
        pytorch(x, b, eta, mu_at(schedule, t, mu));
        for (size_t i = 0; i < 2; i++) {
            const double ours = gsl_vector_get(s->x, i);
            far[0] = GSL_MAX(far[0], fabs(ours - w[i] - mu_at(schedule, t + 1, mu) * v[i]));
            far[1] = GSL_MAX(far[1], fabs(ours - x[i]));
        }
    }
    gsl_multimin_fdfminimizer_free(s);
}

static void check_nag(void)
{
    static const char *const names[] = {"constant", "Sutskever's", "Nesterov's"};
    double far[2];
    for (int schedule = 0; schedule < 3; schedule++) {
        distances(0.0005, 0.95, schedule, far);
        tap_ok(far[0] < 1e-12, "mu %s: nag.c is the form that looks ahead (%.1e)", names[schedule],
               far[0]);
        tap_ok(schedule == 0 ? far[1] < 1e-12 : far[1] > 1e-4,
               "mu %s: and PyTorch's form is %s (%.1e)", names[schedule],
               schedule == 0 ? "the same" : "not, for it shifts by the old mu", far[1]);
    }
}

/* The first of both schedules: 0, (a-1)/a' with a = golden ratio; 1/2, and 3/4 from 250 on. */
static void check_schedules(void)
{
    const double golden = (1 + sqrt(5)) / 2, next = (1 + sqrt(1 + 4 * golden * golden)) / 2;
    tap_near(mu_at(2, 1, 1), 0, 1e-15, "Nesterov's mu_1 is 0");
    tap_near(mu_at(2, 2, 1), (golden - 1) / next, 1e-15, "his mu_2 is 0.28");
    tap_near(mu_at(2, 1000, 1), 1 - 3. / 1000, 1e-4, "mu_1000 is about 1 - 3/1000");
    tap_near(mu_at(1, 249, 1), 0.5, 1e-15, "Sutskever's mu is 1/2 at first");
    tap_near(mu_at(1, 250, 1), 0.75, 1e-15, "3/4 at 250");
    tap_near(mu_at(1, 500, 1), 5. / 6, 1e-15, "5/6 at 500");
    tap_near(mu_at(1, 2500, 0.9), 0.9, 1e-15, "and never above its bound");
}

/* A restart begins the schedule anew: the same steps as from a fresh start. */
static void check_restart(int schedule)
{
    gsl_multimin_fdfminimizer *s = start_nag(0.0005, 0.95, schedule, 0);
    for (size_t t = 0; t < 40; t++)
        gsl_multimin_fdfminimizer_iterate(s);
    gsl_multimin_fdfminimizer_restart(s);
    gsl_multimin_fdfminimizer *fresh = start_nag(0.0005, 0.95, schedule, 0);
    gsl_multimin_fdfminimizer_set(fresh, &rosenbrock, s->x, 0.0005, 0);
    for (size_t t = 0; t < 10; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        gsl_multimin_fdfminimizer_iterate(fresh);
    }
    tap_ok(gsl_vector_equal(s->x, fresh->x), "schedule %d begins anew at a restart", schedule);
    gsl_multimin_fdfminimizer_free(s);
    gsl_multimin_fdfminimizer_free(fresh);
}

static void check_ranges(void)
{
    static const double wrong[] = {-1, 0.5, 3, GSL_NAN};
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_nag.type, 2);
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
        tap_ok(method_set_parameter(&method_nag, s, "schedule", wrong[k]) == GSL_EINVAL,
               "nag refuses schedule = %g", wrong[k]);
    gsl_multimin_fdfminimizer_free(s);
}

/* ------------------------------------------------------------------------ FANN's RProp */

/* E = (x - 0.3)^2 / 2: slope x - 0.3. From x = 0 the first step is 1.2 * 0.1 = 0.12 up, kept:
   0.144, kept: 0.1728 over the minimum to 0.4368. The sign flips: the step halves to 0.0864 and
   the weight moves *up* all the same, to 0.5232; the slope is forgotten, which counts as kept:
   0.10368 down, to 0.41952. A second weight has no slope: it moves up by the same first steps,
   growing. */
static double bowl_f(const gsl_vector *w, void *params)
{
    (void)params;
    return gsl_pow_2(gsl_vector_get(w, 0) - 0.3) / 2;
}

static void bowl_df(const gsl_vector *w, void *params, gsl_vector *g)
{
    (void)params;
    gsl_vector_set(g, 0, gsl_vector_get(w, 0) - 0.3);
    gsl_vector_set(g, 1, 0);
}

static void bowl_fdf(const gsl_vector *w, void *params, double *e, gsl_vector *g)
{
    *e = bowl_f(w, params);
    bowl_df(w, params, g);
}

static gsl_multimin_function_fdf bowl = {bowl_f, bowl_df, bowl_fdf, 2, NULL};

static gsl_multimin_fdfminimizer *start_fann(double first, double second, double eta)
{
    gsl_vector_const_view w = gsl_vector_const_view_array((double[]){first, second}, 2);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_fann_rprop.type, 2);
    gsl_multimin_fdfminimizer_set(s, &bowl, &w.vector, eta, 0);
    return s;
}

static void check_fann_by_hand(void)
{
    static const double first[] = {0.12, 0.264, 0.4368, 0.5232, 0.41952},
                        second[] = {0.12, 0.264, 0.4368, 0.64416, 0.892992};
    gsl_multimin_fdfminimizer *s = start_fann(0, 0, 0.1);
    for (size_t t = 0; t < 5; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        tap_near(gsl_vector_get(s->x, 0), first[t], 1e-14, "FANN's step %zu", t + 1);
        tap_near(gsl_vector_get(s->x, 1), second[t], 1e-14, "and that of a weight without slope");
    }
    gsl_multimin_fdfminimizer_free(s);
}

/* A step of 1e-9 is floored at 1e-4 before it grows, and no weight passes 1500 or -1500. */
static void check_fann_bounds(void)
{
    gsl_multimin_fdfminimizer *s = start_fann(0, 1499.9, 1e-9);
    gsl_multimin_fdfminimizer_iterate(s);
    tap_near(gsl_vector_get(s->x, 0), 1.2e-4, 1e-15, "the last step is floored at 1e-4");
    for (size_t t = 0; t < 100; t++)
        gsl_multimin_fdfminimizer_iterate(s);
    tap_ok(gsl_vector_get(s->x, 1) == 1500, "a weight without slope ends at 1500");
    gsl_multimin_fdfminimizer_free(s);
    s = start_fann(5e7, 0, 0.1); /* downhill is -, and the step is bounded all the same */
    gsl_multimin_fdfminimizer_iterate(s);
    tap_near(gsl_vector_get(s->x, 0), 5e7 - 0.12, 1e-15, "a step down is a step down");
    gsl_multimin_fdfminimizer_free(s);
}

int main(void)
{
    gsl_set_error_handler_off();
    check_nag();
    check_schedules();
    check_restart(1);
    check_restart(2);
    check_ranges();
    check_fann_by_hand();
    check_fann_bounds();
    return tap_done();
}
