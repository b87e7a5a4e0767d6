/* levenberg_marquardt.c - what would be wrong in the world if these failed: fits would end elsewhere, or
   would need the whole Jacobian in memory, or would stop dead at the first column of zeros.

   A step by hand; whole trajectories against levenberg_marquardt.awk, where every rule is written
   once more and the equations are solved another way; then what may go wrong. */

#include "levenberg_marquardt.h"
#include "tap.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ------------------------------------------------------------------ a curve of two */

enum { DATA = 5 };
static const double data_x[DATA] = {0, 1, 2, 3, 4}, data_d[DATA] = {5, 3.1, 2.2, 1.1, 0.9};

/* e = d - b1 exp(b2 x). */
static int decay(const gsl_vector *b, void *params, gsl_vector *e)
{
    (void)params;
    for (size_t i = 0; i < DATA; i++)
        gsl_vector_set(e, i,
                       data_d[i] - gsl_vector_get(b, 0) * exp(gsl_vector_get(b, 1) * data_x[i]));
    return GSL_SUCCESS;
}

static int decay_df(const gsl_vector *b, void *params, gsl_matrix *J)
{
    (void)params;
    for (size_t i = 0; i < DATA; i++) {
        const double u = exp(gsl_vector_get(b, 1) * data_x[i]);
        gsl_matrix_set(J, i, 0, -u);
        gsl_matrix_set(J, i, 1, -gsl_vector_get(b, 0) * data_x[i] * u);
    }
    return GSL_SUCCESS;
}

static int decay_fvv(const gsl_vector *b, const gsl_vector *v, void *params, gsl_vector *evv)
{
    (void)params;
    const double v1 = gsl_vector_get(v, 0), v2 = gsl_vector_get(v, 1);
    for (size_t i = 0; i < DATA; i++) {
        const double x = data_x[i], u = exp(gsl_vector_get(b, 1) * x);
        gsl_vector_set(evv, i, -(2 * v1 * v2 * x * u + gsl_vector_get(b, 0) * v2 * v2 * x * x * u));
    }
    return GSL_SUCCESS;
}

static const gsl_multifit_nlinear_fdf decay_fdf = {
    .f = decay, .df = decay_df, .fvv = decay_fvv, .n = DATA, .p = 2};

/* The same, two residuals at a time. */
static int decay_rows(const gsl_vector *b, void *params, size_t first, gsl_vector *e, gsl_matrix *J)
{
    double e_memory[DATA], J_memory[2 * DATA];
    gsl_vector_view all = gsl_vector_view_array(e_memory, DATA);
    gsl_matrix_view J_all = gsl_matrix_view_array(J_memory, DATA, 2);
    decay(b, params, &all.vector);
    decay_df(b, params, &J_all.matrix);
    gsl_vector_view some = gsl_vector_subvector(&all.vector, first, e->size);
    gsl_matrix_view J_some = gsl_matrix_submatrix(&J_all.matrix, first, 0, e->size, 2);
    gsl_vector_memcpy(e, &some.vector);
    return J ? gsl_matrix_memcpy(J, &J_some.matrix) : GSL_SUCCESS;
}

/* ------------------------------------------------------------------ by hand */

/* e = (3 - 2w, 1 - w): J = (-2, -1)', H = 5, g = J'e = -7 at w = 0. The minimum is at 1.4. */
static int line(const gsl_vector *w, void *params, gsl_vector *e)
{
    (void)params;
    gsl_vector_set(e, 0, 3 - 2 * gsl_vector_get(w, 0));
    gsl_vector_set(e, 1, 1 - gsl_vector_get(w, 0));
    return GSL_SUCCESS;
}

static int line_df(const gsl_vector *w, void *params, gsl_matrix *J)
{
    (void)w;
    (void)params;
    gsl_matrix_set(J, 0, 0, -2);
    gsl_matrix_set(J, 1, 0, -1);
    return GSL_SUCCESS;
}

/* With mu = 0.4 and D = 5, Delta w = -7 / (5 + 2) = -1, so w = 1. e'e falls from 10 to 1; foretold
   is Delta w (g + mu D Delta w) = 7 + 2 = 9: on a straight line the gain is 1. Then mu falls to a third, or to a tenth. */
static void step_by_hand(lm_damping damping, double mu_after)
{
    const double zero = 0;
    gsl_vector_const_view start = gsl_vector_const_view_array(&zero, 1);
    gsl_multifit_nlinear_fdf fdf = {.f = line, .df = line_df, .n = 2, .p = 1};
    lm_parameters p = lm_defaults;
    p.scaling = LM_MARQUARDT;
    p.damping = damping;
    p.mu = 0.4;
    lm *s = lm_alloc(&p, 1);
    lm_set(s, &fdf, NULL, 0, &start.vector);
    tap_near(s->squares, 10, 1e-15, "by hand: e'e = 9 + 1 at the start");
    tap_near(gsl_vector_get(s->g, 0), -7, 1e-15, "by hand: g = J'e = -6 - 1");
    lm_iterate(s);
    tap_near(gsl_vector_get(s->w, 0), 1, 1e-14, "by hand: the first step is 7 / 7");
    tap_near(s->gain, 1, 1e-14, "by hand: straight lines gain what they foretell");
    tap_near(s->mu, mu_after, 1e-14, "by hand: mu afterwards");
    lm_free(s);
}

/* Levenberg's D = 1: mu begins at 0.4 of the largest diag J'J, which is 5, and the step is again
   7 / (5 + 2). Without the 5 it would be 7 / 5.4. */
static void levenberg_by_hand(void)
{
    const double zero = 0;
    gsl_vector_const_view start = gsl_vector_const_view_array(&zero, 1);
    gsl_multifit_nlinear_fdf fdf = {.f = line, .df = line_df, .n = 2, .p = 1};
    lm_parameters p = lm_defaults;
    p.scaling = LM_LEVENBERG;
    p.mu = 0.4;
    lm *s = lm_alloc(&p, 1);
    lm_set(s, &fdf, NULL, 0, &start.vector);
    tap_near(s->mu, 2, 1e-15, "Levenberg: mu begins at its share of the largest diag J'J");
    tap_near(gsl_vector_get(s->D, 0), 1, 0, "Levenberg: D = 1");
    lm_iterate(s);
    tap_near(gsl_vector_get(s->w, 0), 1, 1e-14, "Levenberg: the first step is 7 / 7 too");
    lm_free(s);
}

/* ------------------------------------------------------------------ against awk */

static const char *const scalings[] = {"levenberg", "marquardt", "more"};
static const char *const dampings[] = {"classic", "nielsen"};
enum { STEPS = 5 };

static FILE *open_awk(const lm_parameters *p)
{
    char command[500];
    snprintf(
        command, sizeof command,
        "LC_ALL=C awk -v scaling=%s -v damping=%s -v accelerate=%d -v mu=%.17g -v factor=%.17g "
        "-v floor=%.17g -v avmax=%.17g -v start='-2 0.2' -v steps=%d "
        "-f tests/levenberg_marquardt.awk",
        scalings[p->scaling], dampings[p->damping], p->accelerate, p->mu, p->factor, p->floor,
        p->avmax, STEPS);
    return popen(command, "r");
}

/* The largest relative distance of what awk says of b1, b2, mu and e'e, over all steps. */
static double distance_from_awk(lm *s, FILE *awk, size_t *rejected)
{
    double worst = 0, b[2], mu, squares;
    size_t k;
    for (int t = 0; t < STEPS; t++) {
        if (fscanf(awk, "%lf %lf %lf %lf %zu", &b[0], &b[1], &mu, &squares, &k) != 5 ||
            lm_iterate(s) != GSL_SUCCESS || k != s->rejected)
            return GSL_POSINF;
        *rejected += k;
        for (size_t i = 0; i < 2; i++)
            worst = GSL_MAX(worst, fabs(gsl_vector_get(s->w, i) / b[i] - 1));
        worst = GSL_MAX(worst, fabs(s->mu / mu - 1));
        worst = GSL_MAX(worst, fabs(s->squares / squares - 1));
    }
    return worst;
}

/* Whole, with fvv as given; or in blocks, where it is taken by differences. */
static void against_awk(const lm_parameters *p, int blocks, double tolerance)
{
    const double far[] = {-2, 0.2};
    gsl_vector_const_view start = gsl_vector_const_view_array(far, 2);
    gsl_multifit_nlinear_fdf fdf = decay_fdf;
    size_t rejected = 0;
    FILE *awk = open_awk(p);
    lm *s = lm_alloc(p, 2);
    int status = lm_set(s, &fdf, blocks ? decay_rows : NULL, blocks ? 2 : 0, &start.vector);
    const double worst = status == GSL_SUCCESS ? distance_from_awk(s, awk, &rejected) : GSL_POSINF;
    tap_near(worst, 0, tolerance, "%s, %s%s%s: %d steps and %zu rejected trials as in awk",
             scalings[p->scaling], dampings[p->damping], p->accelerate ? ", accelerated" : "",
             blocks ? ", in blocks" : "", STEPS, rejected);
    tap_ok(rejected > 0, "... of which some were rejected");
    lm_free(s);
    pclose(awk);
}

static void all_against_awk(void)
{
    for (int scaling = LM_LEVENBERG; scaling <= LM_MORE; scaling++)
        for (int damping = LM_CLASSIC; damping <= LM_NIELSEN; damping++) {
            lm_parameters p = lm_defaults;
            p.scaling = (lm_scaling)scaling;
            p.damping = (lm_damping)damping;
            against_awk(&p, 0, 1e-11);
            against_awk(&p, 1, 1e-11);
            p.accelerate = 1;
            against_awk(&p, 0, 1e-11);
        }
    lm_parameters p = lm_defaults;
    p.scaling = LM_MARQUARDT;
    p.floor = 0.3;
    p.mu = 0.1;
    against_awk(&p, 0, 1e-11);
    p.damping = LM_CLASSIC;
    p.factor = 3;
    against_awk(&p, 1, 1e-11);
    p.accelerate = 1;
    p.avmax = 0.05;
    against_awk(&p, 0, 1e-11);
}

/* ---------------------------------------------------------- acceleration by differences */

/* How far the first accelerated step in blocks is from the one with the exact second derivative. */
static double difference_at(double h)
{
    const double near[] = {4, -0.3};
    gsl_vector_const_view start = gsl_vector_const_view_array(near, 2);
    gsl_multifit_nlinear_fdf fdf = decay_fdf;
    lm_parameters p = lm_defaults;
    p.accelerate = 1;
    p.h = h;
    lm *exact = lm_alloc(&p, 2), *blocks = lm_alloc(&p, 2);
    lm_set(exact, &fdf, NULL, 0, &start.vector);
    lm_set(blocks, &fdf, decay_rows, 2, &start.vector);
    lm_iterate(exact);
    lm_iterate(blocks);
    const double d = fabs(gsl_vector_get(exact->a, 1) - gsl_vector_get(blocks->a, 1)),
                 a = fabs(gsl_vector_get(exact->a, 1));
    lm_free(exact);
    lm_free(blocks);
    return d / a;
}

/* Equation (8) is off by a third of h times the third derivative: a tenth of h, a tenth of it. */
static void order_of_differences(void)
{
    const double coarse = difference_at(1e-2), fine = difference_at(1e-3);
    tap_ok(coarse > 1e-6 && coarse < 0.5,
           "the second derivative by differences errs by a share of h: %g of it for h = 0.01",
           coarse);
    tap_near(coarse / fine, 10, 0.02, "... and by a tenth of that for a tenth of h");
}

/* ------------------------------------------------------------------ what may go wrong */

/* Columns 0 and 1 are the same, column 2 is 0: d = (w0 + w1) x + 0 w2. Rank 1 of 3. */
static int poor(const gsl_vector *w, void *params, gsl_vector *e)
{
    (void)params;
    for (size_t i = 0; i < DATA; i++)
        gsl_vector_set(e, i, data_d[i] - (gsl_vector_get(w, 0) + gsl_vector_get(w, 1)) * data_x[i]);
    return GSL_SUCCESS;
}

static int poor_df(const gsl_vector *w, void *params, gsl_matrix *J)
{
    (void)w;
    (void)params;
    for (size_t i = 0; i < DATA; i++) {
        gsl_matrix_set(J, i, 0, -data_x[i]);
        gsl_matrix_set(J, i, 1, -data_x[i]);
        gsl_matrix_set(J, i, 2, 0);
    }
    return GSL_SUCCESS;
}

/* sum x d / sum x x = (3.1 + 4.4 + 3.3 + 3.6) / 30 = 0.48; alike for both, and the third is left alone. */
static void rank_deficient(lm_scaling scaling, double mu)
{
    const double at[] = {0, 0, 7};
    gsl_vector_const_view start = gsl_vector_const_view_array(at, 3);
    gsl_multifit_nlinear_fdf fdf = {.f = poor, .df = poor_df, .n = DATA, .p = 3};
    lm_parameters p = lm_defaults;
    p.scaling = scaling;
    p.mu = mu;
    lm *s = lm_alloc(&p, 3);
    int status = lm_set(s, &fdf, NULL, 0, &start.vector);
    for (int i = 0; i < 100 && status == GSL_SUCCESS && lm_test(s) == GSL_CONTINUE; i++)
        status = lm_iterate(s);
    tap_near(gsl_vector_get(s->w, 0) + gsl_vector_get(s->w, 1), 0.48, 1e-9,
             "rank 1 of 3, %s, mu from %g: the minimum all the same", scalings[scaling], mu);
    if (mu > 1e-6) /* with less, what rounding leaves of a 0 decides between the two */
        tap_near(gsl_vector_get(s->w, 0), gsl_vector_get(s->w, 1), 1e-6,
                 "... equal columns, equal weights");
    tap_near(gsl_vector_get(s->w, 2), 7, 0, "... and a weight without effect stays where it was");
    lm_free(s);
}

static lm *solved(gsl_multifit_nlinear_fdf *fdf, const lm_parameters *p)
{
    const double one[] = {1, -1};
    gsl_vector_const_view start = gsl_vector_const_view_array(one, 2);
    lm *s = lm_alloc(p, 2);
    int status = lm_set(s, fdf, NULL, 0, &start.vector);
    for (int i = 0; i < 100 && status == GSL_SUCCESS && lm_test(s) == GSL_CONTINUE; i++)
        status = lm_iterate(s);
    return s;
}

/* decay, but no number, or a refusal, where b2 > 0.9. */
static int fenced(const gsl_vector *b, void *params, gsl_vector *e)
{
    const int *refuses = params;
    decay(b, NULL, e);
    if (gsl_vector_get(b, 1) <= 0.9)
        return GSL_SUCCESS;
    gsl_vector_set(e, 2, GSL_NAN);
    return *refuses ? GSL_EDOM : GSL_SUCCESS;
}

static void fence(int refuses)
{
    const double at[] = {0.1, 0.9};
    gsl_vector_const_view start = gsl_vector_const_view_array(at, 2);
    gsl_multifit_nlinear_fdf fdf = {.f = fenced, .df = decay_df, .n = DATA, .p = 2};
    fdf.params = &refuses;
    lm *s = lm_alloc(&lm_defaults, 2);
    int status = lm_set(s, &fdf, NULL, 0, &start.vector);
    size_t rejected = 0;
    for (int i = 0; i < 100 && status == GSL_SUCCESS && lm_test(s) == GSL_CONTINUE; i++) {
        status = lm_iterate(s);
        rejected += s->rejected;
    }
    gsl_multifit_nlinear_fdf open = decay_fdf;
    lm *free_one = solved(&open, &lm_defaults);
    tap_near(gsl_vector_get(s->w, 1), gsl_vector_get(free_one->w, 1), 1e-8,
             "a trial that %s is rejected, and the fit goes on",
             refuses ? "the function refuses" : "is no number");
    tap_ok(rejected > 0, "... and there was one");
    gsl_vector *bad = gsl_vector_alloc(2);
    gsl_vector_set_all(bad, 1);
    tap_ok(lm_set(s, &fdf, NULL, 0, bad) != GSL_SUCCESS, "... a start of that kind is refused");
    gsl_vector_free(bad);
    lm_free(s);
    lm_free(free_one);
}

static int no_jacobian(const gsl_vector *b, void *params, gsl_matrix *J)
{
    decay_df(b, params, J);
    gsl_matrix_set(J, 1, 1, GSL_NAN);
    return GSL_SUCCESS;
}

static void sizes(void)
{
    gsl_multifit_nlinear_fdf fdf = decay_fdf;
    gsl_vector *two = gsl_vector_calloc(2), *three = gsl_vector_calloc(3);
    lm *s = lm_alloc(&lm_defaults, 2);
    tap_ok(lm_set(s, &fdf, NULL, 0, three) == GSL_EBADLEN,
           "a start of the wrong length is refused");
    tap_ok(lm_set(s, &fdf, decay_rows, 0, two) == GSL_EBADLEN, "blocks of no rows are refused");
    fdf.p = 3;
    tap_ok(lm_set(s, &fdf, NULL, 0, two) == GSL_EBADLEN, "a problem of another size is refused");
    fdf = decay_fdf;
    fdf.n = 0;
    tap_ok(lm_set(s, &fdf, NULL, 0, two) == GSL_EBADLEN, "no residuals at all are refused");
    fdf = decay_fdf;
    fdf.df = no_jacobian;
    tap_ok(lm_set(s, &fdf, NULL, 0, two) == GSL_EBADFUNC,
           "derivatives that are no numbers are refused");
    fdf = decay_fdf;
    gsl_vector_set(two, 0, 1);
    lm_set(s, &fdf, decay_rows, 2, two);
    tap_ok(s->J->size1 == 2 && s->e->size == 2, "blocks of two rows need two rows of memory");
    gsl_vector_free(two);
    gsl_vector_free(three);
    lm_free(s);
}

/* Where df is missing; and that the caller's error handler is left as it was. */
static void without_df(void)
{
    gsl_multifit_nlinear_fdf with = decay_fdf, without = {.f = decay, .n = DATA, .p = 2};
    lm *a = solved(&with, &lm_defaults), *b = solved(&without, &lm_defaults);
    tap_near(gsl_vector_get(a->w, 0), gsl_vector_get(b->w, 0), 1e-8,
             "without df: the same fit, b1");
    tap_near(gsl_vector_get(a->w, 1), gsl_vector_get(b->w, 1), 1e-8,
             "without df: the same fit, b2");
    tap_ok(with.nevaldf < with.nevalf && with.nevalf < 40,
           "an iteration costs one Jacobian, a trial one evaluation");
    lm_free(a);
    lm_free(b);
}

/* The test of GSL's kind would end such a fit at its start: all residuals below 1e-6. */
static int small(const gsl_vector *b, void *params, gsl_vector *e)
{
    decay(b, params, e);
    return gsl_vector_scale(e, 1e-9);
}

static int small_df(const gsl_vector *b, void *params, gsl_matrix *J)
{
    decay_df(b, params, J);
    return gsl_matrix_scale(J, 1e-9);
}

static void small_residuals(void)
{
    gsl_multifit_nlinear_fdf tiny = {.f = small, .df = small_df, .n = DATA, .p = 2},
                             plain = decay_fdf;
    lm *a = solved(&tiny, &lm_defaults), *b = solved(&plain, &lm_defaults);
    tap_near(gsl_vector_get(a->w, 1), gsl_vector_get(b->w, 1), 1e-8,
             "residuals a billion times smaller: the same digits of the fit");
    lm_free(a);
    lm_free(b);
}

/* d = w0 x + w1 c x: how the last pivot of J'J, which is 0, is rounded depends on c. */
static int twins(const gsl_vector *w, void *params, gsl_vector *e)
{
    const double c = *(const double *)params;
    for (size_t i = 0; i < DATA; i++)
        gsl_vector_set(e, i,
                       data_d[i] - (gsl_vector_get(w, 0) + c * gsl_vector_get(w, 1)) * data_x[i]);
    return GSL_SUCCESS;
}

static int twins_df(const gsl_vector *w, void *params, gsl_matrix *J)
{
    (void)w;
    for (size_t i = 0; i < DATA; i++) {
        gsl_matrix_set(J, i, 0, -data_x[i]);
        gsl_matrix_set(J, i, 1, -*(const double *)params * data_x[i]);
    }
    return GSL_SUCCESS;
}

/* Whether the factor of J'J failed on the way; *off becomes the distance from the minimum. */
static int twins_fail(double c, double *off)
{
    const double at[] = {0, 0};
    gsl_vector_const_view start = gsl_vector_const_view_array(at, 2);
    gsl_multifit_nlinear_fdf fdf = {.f = twins, .df = twins_df, .n = DATA, .p = 2, .params = &c};
    lm_parameters p = lm_defaults;
    p.mu = 1e-20;
    lm *s = lm_alloc(&p, 2);
    lm_set(s, &fdf, NULL, 0, &start.vector);
    lm_iterate(s);
    const size_t trials = fdf.nevalf - 1; /* a factor that fails costs no evaluation */
    const int failed = s->rejected + 1 > trials;
    *off = fabs(gsl_vector_get(s->w, 0) + c * gsl_vector_get(s->w, 1) - 0.48);
    lm_free(s);
    return failed;
}

/* A matrix that rounding has made indefinite is no error of the caller's. */
static void indefinite(void)
{
    int failed = 0;
    double off, worst = 0;
    gsl_set_error_handler(NULL); /* GSL's own, which aborts */
    for (int k = 1; k <= 40; k++) {
        failed += twins_fail(k / 7.0, &off);
        worst = GSL_MAX(worst, off);
    }
    gsl_error_handler_t *now = gsl_set_error_handler_off();
    tap_ok(now == NULL && failed > 0 && failed < 40,
           "%d of 40 singular matrices have no factor; GSL's own error handler aborts nothing",
           failed);
    tap_near(worst, 0, 1e-6, "... and one iteration leads to the minimum of all of them");
}

int main(void)
{
    gsl_set_error_handler_off();
    step_by_hand(LM_NIELSEN, 0.4 / 3);
    step_by_hand(LM_CLASSIC, 0.04);
    levenberg_by_hand();
    all_against_awk();
    order_of_differences();
    for (int scaling = LM_LEVENBERG; scaling <= LM_MORE; scaling++) {
        rank_deficient((lm_scaling)scaling, 1e-3);
        rank_deficient((lm_scaling)scaling, 1e-30);
    }
    fence(0);
    fence(1);
    sizes();
    without_df();
    small_residuals();
    indefinite();
    return tap_done();
}
