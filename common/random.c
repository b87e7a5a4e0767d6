#include "random.h"

#include <stdlib.h>
#include <string.h>

/* What gsl_rng_env_setup does, but that prints the names of all 61 generators and
   aborts on a wrong one, and announces on stderr what it took from the environment. */
static const gsl_rng_type *type_from_environment(void)
{
    const char *name = getenv("GSL_RNG_TYPE");
    if (!name || !*name)
        return gsl_rng_mt19937;
    for (const gsl_rng_type **type = gsl_rng_types_setup(); *type; type++)
        if (strcmp((*type)->name, name) == 0)
            return *type;
    return NULL;
}

gsl_rng *random_alloc(unsigned long seed, fault *why)
{
    const gsl_rng_type *type = type_from_environment();
    if (!type)
        return fault_null(why, "GSL_RNG_TYPE: GSL has no generator '%.60s'; try mt19937",
                          getenv("GSL_RNG_TYPE"));
    gsl_rng *rng = gsl_rng_alloc(type);
    if (!rng)
        return fault_null(why, "no memory for a random number generator");
    gsl_rng_set(rng, seed);
    return rng;
}
