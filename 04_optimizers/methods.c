/**
# The list of methods, and GSL's own beside ours

What `--method` knows. GSL's minimizers need no file of their own: a name, their type, and the
two numbers that `gsl_multimin_fdfminimizer_set` takes are all that they can be told.
*/

#include "methods.h"

#include <string.h>

static const parameter gsl_parameters[] = {
    {.name = "step",
     .symbol = "step_size",
     .value = 0.1,
     .digits = 0.1,
     .min = 0,
     .min_open = 1,
     .max = GSL_POSINF,
     .where = PARAMETER_STEP_SIZE,
     .meaning = "length of the first trial step"},
    {.name = "tol",
     .symbol = "tol",
     .value = 0.1,
     .digits = 0.1,
     .min = 0,
     .min_open = 1,
     .max = 1,
     .where = PARAMETER_TOLERANCE,
     .meaning = "how exactly a line is searched"},
    {0},
};

static const method gsl_bfgs2 = {.name = "vector_bfgs2",
                                 .title = "GSL's BFGS (memoryless, Fletcher's line search)",
                                 .slides = "",
                                 .gsl_type = &gsl_multimin_fdfminimizer_vector_bfgs2,
                                 .parameters = gsl_parameters,
                                 .family = FAMILY_GSL,
                                 .same_function = 1};
static const method gsl_bfgs = {.name = "vector_bfgs",
                                .title = "GSL's older BFGS",
                                .slides = "",
                                .gsl_type = &gsl_multimin_fdfminimizer_vector_bfgs,
                                .parameters = gsl_parameters,
                                .family = FAMILY_GSL,
                                .same_function = 1};
static const method gsl_pr = {.name = "conjugate_pr",
                              .title = "GSL's conjugate gradients (Polak-Ribiere)",
                              .slides = "",
                              .gsl_type = &gsl_multimin_fdfminimizer_conjugate_pr,
                              .parameters = gsl_parameters,
                              .family = FAMILY_GSL,
                              .same_function = 1};
static const method gsl_fr = {.name = "conjugate_fr",
                              .title = "GSL's conjugate gradients (Fletcher-Reeves)",
                              .slides = "",
                              .gsl_type = &gsl_multimin_fdfminimizer_conjugate_fr,
                              .parameters = gsl_parameters,
                              .family = FAMILY_GSL,
                              .same_function = 1};
static const method gsl_descent = {.name = "steepest_descent",
                                   .title = "GSL's steepest descent",
                                   .slides = "",
                                   .gsl_type = &gsl_multimin_fdfminimizer_steepest_descent,
                                   .parameters = gsl_parameters,
                                   .family = FAMILY_GSL,
                                   .same_function = 1};

const method *const methods[] = {&method_gd,
                                 &method_momentum,
                                 &method_weight_decay,
                                 &method_quickprop,
                                 &method_rprop,
                                 &method_conjugate_gradient,
                                 &method_nag,
                                 &method_adagrad,
                                 &method_adadelta,
                                 &method_rmsprop,
                                 &method_adam,
                                 &method_muon,
                                 &method_newton,
                                 &method_bfgs,
                                 &method_lbfgs,
                                 &method_lma,
                                 &gsl_bfgs2,
                                 &gsl_bfgs,
                                 &gsl_pr,
                                 &gsl_fr,
                                 &gsl_descent,
                                 NULL};

const method *method_by_name(const char *name)
{
    for (const method *const *m = methods; *m; m++)
        if (strcmp((*m)->name, name) == 0)
            return *m;
    return NULL;
}
