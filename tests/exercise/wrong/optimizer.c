/* Known mistakes in the heavy ball, chosen by $WRONG: what the grader must find. */

#include "exercise/exercise.h"
#include "method.h"

#include <stdlib.h>
#include <string.h>

static int wrong(const char *what)
{
    const char *name = getenv("WRONG");
    return name && strcmp(name, what) == 0;
}

typedef struct {
    double eta;
    gsl_vector *dw_old;
} ball;

static int ball_alloc(void *vstate, size_t n)
{
    ball *state = vstate;
    state->dw_old = gsl_vector_calloc(n);
    return state->dw_old ? GSL_SUCCESS : GSL_ENOMEM;
}

static int ball_restart(void *vstate)
{
    ball *state = vstate;
    if (!wrong("rolls on")) /* after a restart */
        gsl_vector_set_zero(state->dw_old);
    return GSL_SUCCESS;
}

static int ball_set(void *vstate, gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                    gsl_vector *g, double step_size, double tol)
{
    ball *state = vstate;
    (void)tol;
    state->eta = step_size;
    gsl_vector_set_zero(state->dw_old);
    return method_evaluate(fdf, w, e, g);
}

static double change(const ball *state, size_t i, double g, double dw)
{
    const double mu = wrong("no momentum") ? 0 : 0.9;
    const double last = wrong("last change from dw") ? -dw : gsl_vector_get(state->dw_old, i);
    const double share = wrong("1 - mu") ? 1 - mu : 1;
    const double sign = wrong("sign") ? -1 : 1;
    return sign * state->eta * share * g + mu * last;
}

static int ball_iterate(void *vstate, gsl_multimin_function_fdf *fdf, gsl_vector *w, double *e,
                        gsl_vector *g, gsl_vector *dw)
{
    ball *state = vstate;
    for (size_t i = 0; i < w->size; i++) {
        const double d = change(state, i, gsl_vector_get(g, i), gsl_vector_get(dw, i));
        gsl_vector_set(state->dw_old, i, d);
        gsl_vector_set(w, i, gsl_vector_get(w, i) - d);
        gsl_vector_set(dw, i, wrong("sign of dw") ? d : -d);
    }
    return wrong("old gradient") ? GSL_SUCCESS : method_evaluate(fdf, w, e, g);
}

static void ball_free(void *vstate)
{
    ball *state = vstate;
    gsl_vector_free(state->dw_old);
}

const gsl_multimin_fdfminimizer_type *exercise_optimizer(void)
{
    static const gsl_multimin_fdfminimizer_type type = {
        "wrong", sizeof(ball), ball_alloc, ball_set, ball_iterate, ball_restart, ball_free};
    return &type;
}
