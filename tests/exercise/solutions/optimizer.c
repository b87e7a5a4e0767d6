/* The project's own: 04_optimizers/momentum.c, whose default is mu = 0.9. */

#include "exercise/exercise.h"
#include "methods.h"

const gsl_multimin_fdfminimizer_type *exercise_optimizer(void)
{
    return method_type(&method_momentum);
}
