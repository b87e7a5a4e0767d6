/* random.h - the one random number generator of a program. */

#ifndef RANDOM_H
#define RANDOM_H

#include "fault.h"
#include <gsl/gsl_rng.h>

/* GSL's default generator (mt19937, or the environment's GSL_RNG_TYPE) with this
   seed. Note that mt19937 takes seed 0 for 4357. NULL with the reason if the
   environment names a generator that GSL does not have. */
gsl_rng *random_alloc(unsigned long seed, fault *why);

#endif
