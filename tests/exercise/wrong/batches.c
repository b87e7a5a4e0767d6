/* Known mistakes in mini batches, chosen by $WRONG: what the grader must find. */

#include "exercise/exercise.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

static int wrong(const char *what)
{
    const char *name = getenv("WRONG");
    return name && strcmp(name, what) == 0;
}

static void shuffle(size_t examples, size_t batch, gsl_rng *rng, size_t row[])
{
    for (size_t p = 0; p < examples; p++)
        row[p] = wrong("with replacement") ? gsl_rng_uniform_int(rng, examples) : p;
    if (wrong("same shuffle"))
        gsl_rng_set(rng, 1);
    if (wrong("batches shuffled, not rows") && examples % batch == 0)
        gsl_ran_shuffle(rng, row, examples / batch, batch * sizeof *row);
    else if (!wrong("not shuffled"))
        gsl_ran_shuffle(rng, row, examples, sizeof *row);
}

size_t exercise_batches(size_t examples, size_t batch, gsl_rng *rng, size_t row[], size_t first[])
{
    size_t n = 0;
    shuffle(examples, batch, rng, row);
    for (first[0] = 0; first[n] < examples; n++) {
        first[n + 1] = GSL_MIN(first[n] + batch, examples);
        if (wrong("rest dropped") && first[n + 1] - first[n] < batch && n > 0)
            return n;
    }
    if (wrong("empty batch") && examples % batch == 0)
        first[++n] = examples;
    if (wrong("one batch too few") && n > 1)
        first[--n] = examples;
    return n;
}
