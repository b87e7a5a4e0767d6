/* grade_optimizer.c - is it the heavy ball of slide 33? On E = (x^2 + 4 y^2)/2 from (1, 1), with
   eta = 0.1 and mu = 0.9, by hand:

     step 1   gradient (1, 4)       change (0.1, 0.4)                          at (0.9, 0.6)
     step 2   gradient (0.9, 2.4)   change (0.09 + 0.09, 0.24 + 0.36)          at (0.72, 0)
     step 3   gradient (0.72, 0)    change (0.072 + 0.162, 0 + 0.54)           at (0.486, -0.54) */

#include "exercise/exercise.h"
#include "functions.h"
#include "grade.h"
#include "tap.h"

#include <gsl/gsl_errno.h>

static const char *const equation_1 = "slide 33, equation (1): the last change, mu times, is added";
static const char *const equation_2 = "slide 33, equation (2): the change is subtracted from W";
static const char *const for_gsl = "slide 33 and optimizer.c: dw is what was added, -Delta W";

static double curvature[] = {1, 4};
static gsl_multimin_function_fdf hill = {quadratic_f, quadratic_df, quadratic_fdf, 2, curvature};

static gsl_multimin_fdfminimizer *start(double x, double y)
{
    double at[] = {x, y};
    gsl_vector_view w = gsl_vector_view_array(at, 2);
    gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(exercise_optimizer(), 2);
    gsl_multimin_fdfminimizer_set(s, &hill, &w.vector, 0.1, 0);
    return s;
}

static void grade_steps(void)
{
    static const double by_hand[3][2] = {{0.9, 0.6}, {0.72, 0}, {0.486, -0.54}};
    gsl_multimin_fdfminimizer *s = start(1, 1);
    for (size_t t = 0; t < 3; t++) {
        gsl_multimin_fdfminimizer_iterate(s);
        for (size_t i = 0; i < 2; i++)
            grade_near(gsl_vector_get(s->x, i), by_hand[t][i], t ? equation_1 : equation_2,
                       "step %zu: %c of W", t + 1, "xy"[i]);
    }
    gsl_multimin_fdfminimizer_free(s);
}

/* What GSL promises its callers. */
static void grade_promises(void)
{
    gsl_multimin_fdfminimizer *s = start(1, 1);
    gsl_multimin_fdfminimizer_iterate(s);
    grade_near(gsl_vector_get(s->dx, 0), -0.1, for_gsl, "step 1: dw, the way from W to the next");
    grade_near(s->f, (0.9 * 0.9 + 4 * 0.6 * 0.6) / 2, "method.h: method_evaluate ends every step",
               "step 1: E is that of the new W");
    grade_near(gsl_vector_get(s->gradient, 1), 2.4, "method.h: method_evaluate ends every step",
               "step 1: so is the gradient");
    gsl_multimin_fdfminimizer_free(s);
}

/* The caller may do with dx what it likes, and a ball that is stopped starts from rest. */
static void grade_memory(void)
{
    gsl_multimin_fdfminimizer *s = start(1, 1);
    gsl_multimin_fdfminimizer_iterate(s);
    gsl_vector_set_all(s->dx, 1000);
    gsl_multimin_fdfminimizer_iterate(s);
    grade_near(gsl_vector_get(s->x, 0), 0.72, "optimizer.c: keep the last change in the state",
               "step 2, after the caller has written over dw");
    const double at = gsl_vector_get(s->x, 0);
    gsl_multimin_fdfminimizer_restart(s);
    gsl_multimin_fdfminimizer_iterate(s);
    grade_near(gsl_vector_get(s->x, 0), at - 0.1 * at, "slide 33: Delta W_0 = 0",
               "step 1 after a restart: from rest");
    gsl_multimin_fdfminimizer_free(s);
}

/* Rolls through the bottom and comes to rest there. */
static void grade_end(void)
{
    gsl_multimin_fdfminimizer *s = start(3, -2);
    for (size_t t = 0; t < 500; t++)
        gsl_multimin_fdfminimizer_iterate(s);
    grade_near(gsl_vector_get(s->x, 0), 0, equation_2, "step 500: at rest at the minimum");
    gsl_multimin_fdfminimizer_free(s);
}

int main(void)
{
    gsl_set_error_handler_off();
    grade_steps();
    grade_promises();
    grade_memory();
    grade_end();
    return tap_done();
}
