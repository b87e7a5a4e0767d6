/* comparison.c - what would be wrong in the world if these failed: the table would compare the
   methods on other problems than the ones that it names. */

#include "mlp.h"
#include "objective.h"
#include "problems.h"
#include "tap.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <string.h>

static dataset *made(size_t k, const char *name, fault *why)
{
    dataset *data = problems[k].make(why);
    tap_ok(data != NULL && strcmp(problems[k].name, name) == 0, "%s is made: %s", name, why->text);
    return data;
}

/* y = sin(pi x) at 41 points; sin(pi/2) = 1, sin(pi/6) = 1/2 between two of them. */
static void check_sine(void)
{
    fault why = {""};
    dataset *data = made(0, "sin", &why);
    double e = 0;
    tap_ok(data->x->size1 == 41 && data->x->size2 == 1 && data->d->size2 == 1, "41 points");
    tap_near(gsl_matrix_get(data->x, 0, 0), -1, 1e-15, "from -1");
    tap_near(gsl_matrix_get(data->x, 40, 0), 1, 1e-15, "to 1");
    tap_near(gsl_matrix_get(data->d, 30, 0), 1, 1e-15, "1 at x = 1/2");
    tap_near(gsl_matrix_get(data->d, 10, 0), -1, 1e-15, "-1 at x = -1/2");
    tap_near(gsl_matrix_get(data->d, 25, 0), M_SQRT1_2, 1e-15, "the root of 1/2 at x = 1/4");
    for (size_t p = 0; p < 41; p++)
        e += gsl_pow_2(gsl_matrix_get(data->d, p, 0)) / 41;
    tap_near(e, 20. / 41, 1e-14, "its mean square is that of 40 intervals of a period");
    dataset_free(data);
}

/* With -1 and 1 the parity of three bits is their product. */
static void check_parity(void)
{
    fault why = {""};
    dataset *data = made(1, "parity", &why);
    size_t seen = 0, right = 0;
    for (size_t p = 0; p < 8; p++) {
        const double a = gsl_matrix_get(data->x, p, 0), b = gsl_matrix_get(data->x, p, 1),
                     c = gsl_matrix_get(data->x, p, 2);
        seen |= (size_t)1 << ((a > 0) + 2 * (b > 0) + 4 * (c > 0));
        right += fabs(a) == 1 && fabs(b) == 1 && fabs(c) == 1 &&
                         gsl_matrix_get(data->d, p, 0) == a * b * c
                     ? 1
                     : 0;
    }
    tap_ok(seen == 255, "all eight patterns");
    tap_ok(right == 8, "the answer is the product of the three");
    dataset_free(data);
}

static void check_cancer(void)
{
    fault why = {""};
    dataset *data = made(2, "cancer", &why);
    double worst = 0;
    tap_ok(data->x->size1 == 569 && data->x->size2 == 30 && data->n_classes == 2,
           "569 examples, 30 inputs, 2 answers");
    for (size_t j = 0; j < 30; j++) {
        double mean = 0, square = 0;
        for (size_t p = 0; p < 569; p++) {
            mean += gsl_matrix_get(data->x, p, j) / 569;
            square += gsl_pow_2(gsl_matrix_get(data->x, p, j)) / 569;
        }
        worst = GSL_MAX(worst, fabs(mean) + fabs(square - 1));
    }
    tap_ok(worst < 1e-11, "each input has mean 0 and variance 1 (%.1e)", worst);
    double first = 0;
    for (size_t p = 0; p < 569; p++)
        first += gsl_matrix_get(data->d, p, 0);
    tap_ok(first == 357, "357 of them are benign, as the file's description says");
    dataset_free(data);
}

/* The net fits the data, and its weights are as many as the letters of the problem say. */
static void check_net(size_t k, size_t weights, double goal)
{
    fault why = {""};
    const problem *p = &problems[k];
    dataset *data = p->make(&why);
    mlp *net = mlp_alloc(p->layers, p->width, ACTIVATION_TANH, p->output);
    objective *o = objective_alloc(net, LOSS_MSE, data, 0, NULL, &why);
    tap_ok(o && net->n_weights == weights, "%s: a net of %zu weights", p->name, weights);
    tap_ok(p->goal == goal, "%s: to %g", p->name, goal);
    objective_free(o);
    mlp_free(net);
    dataset_free(data);
}

int main(void)
{
    gsl_set_error_handler_off();
    check_sine();
    check_parity();
    /* The file is looked for beside the program's folder's parent, as the programs lie. */
    check_net(0, 5 + 5 + 5 + 1, 0.002);
    check_net(1, 30 + 10 + 100 + 10 + 10 + 1, 0.001);
    check_cancer();
    check_net(2, 150 + 5 + 25 + 5 + 10 + 2, 0.012);
    return tap_done();
}
