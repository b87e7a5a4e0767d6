/* generate.h - data sets made from random numbers: two inputs, so that they can
   be drawn, and classes in equal shares (the first ones take what is over). */

#ifndef GENERATE_H
#define GENERATE_H

#include "dataset.h"

/* Every generator makes `examples` examples (at least one for each class) and
   returns NULL without memory. */
typedef dataset *generator(size_t examples, gsl_rng *rng);

/* The lecture's task A, slides 34-56: class "red" is an arch, "blue" a round
   blob under it. t ~ N(0, 1); red x = 0.25 + 0.125 t + 0.018 t^2 + N(0, 0.025),
   y = 0.90 - 0.10 t^2 + N(0, 0.03); blue x ~ N(0.30, 0.05), y ~ N(0.60, 0.055);
   the second argument of N is the standard deviation. */
generator generate_points;

/* A disc of radius about 0.5 inside a ring of radius about 1, noise 0.1. */
generator generate_circles;

/* Two half circles that reach into each other, noise 0.1. */
generator generate_moons;

/* Three round clouds, centres on a circle of radius 2, deviation 0.6. */
generator generate_blobs;

/* The generator of that name ("points", "circles", "moons", "blobs"), or NULL. */
generator *generate_by_name(const char *name);

#endif
