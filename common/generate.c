#include "generate.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* One point of class c. */
typedef void place(size_t c, gsl_rng *rng, double *x, double *y);

/* Classes take turns, so that any number of examples is shared out evenly. */
static dataset *generate(size_t examples, const char *const class_name[], size_t classes,
                         place *place_one, gsl_rng *rng)
{
    dataset *data = dataset_alloc(examples, 2, classes);
    if (!data)
        return NULL;
    for (size_t c = 0; c < classes; c++)
        if (dataset_name_class(data, c, class_name[c]) != GSL_SUCCESS) {
            dataset_free(data);
            return NULL;
        }
    for (size_t p = 0; p < examples; p++) {
        const size_t c = p % classes;
        double x, y;
        place_one(c, rng, &x, &y);
        gsl_matrix_set(data->x, p, 0, x);
        gsl_matrix_set(data->x, p, 1, y);
        dataset_set_label(data, p, c);
    }
    return data;
}

static void place_point(size_t c, gsl_rng *rng, double *x, double *y)
{
    if (c == 0) {
        const double t = gsl_ran_gaussian(rng, 1);
        *x = 0.25 + 0.125 * t + 0.018 * t * t + gsl_ran_gaussian(rng, 0.025);
        *y = 0.90 - 0.10 * t * t + gsl_ran_gaussian(rng, 0.03);
    } else {
        *x = 0.30 + gsl_ran_gaussian(rng, 0.05);
        *y = 0.60 + gsl_ran_gaussian(rng, 0.055);
    }
}

static void place_circle(size_t c, gsl_rng *rng, double *x, double *y)
{
    const double radius = c == 0 ? 1 : 0.5 * sqrt(gsl_rng_uniform(rng));
    const double angle = 2 * M_PI * gsl_rng_uniform(rng);
    *x = radius * cos(angle) + gsl_ran_gaussian(rng, 0.1);
    *y = radius * sin(angle) + gsl_ran_gaussian(rng, 0.1);
}

static void place_moon(size_t c, gsl_rng *rng, double *x, double *y)
{
    const double angle = M_PI * gsl_rng_uniform(rng);
    *x = (c == 0 ? cos(angle) : 1 - cos(angle)) + gsl_ran_gaussian(rng, 0.1);
    *y = (c == 0 ? sin(angle) : 0.5 - sin(angle)) + gsl_ran_gaussian(rng, 0.1);
}

static void place_blob(size_t c, gsl_rng *rng, double *x, double *y)
{
    const double angle = 2 * M_PI * (double)c / 3;
    *x = 2 * cos(angle) + gsl_ran_gaussian(rng, 0.6);
    *y = 2 * sin(angle) + gsl_ran_gaussian(rng, 0.6);
}

dataset *generate_points(size_t examples, gsl_rng *rng)
{
    static const char *const names[] = {"red", "blue"};
    return generate(examples, names, 2, place_point, rng);
}

dataset *generate_circles(size_t examples, gsl_rng *rng)
{
    static const char *const names[] = {"ring", "disc"};
    return generate(examples, names, 2, place_circle, rng);
}

dataset *generate_moons(size_t examples, gsl_rng *rng)
{
    static const char *const names[] = {"upper", "lower"};
    return generate(examples, names, 2, place_moon, rng);
}

dataset *generate_blobs(size_t examples, gsl_rng *rng)
{
    static const char *const names[] = {"right", "left above", "left below"};
    return generate(examples, names, 3, place_blob, rng);
}

generator *generate_by_name(const char *name)
{
    static const struct {
        const char *name;
        generator *make;
    } table[] = {{"points", generate_points},
                 {"circles", generate_circles},
                 {"moons", generate_moons},
                 {"blobs", generate_blobs}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].name, name) == 0)
            return table[i].make;
    return NULL;
}
