#include "problems.h"

#include "read_csv.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <libgen.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

/* One period, as wide as the inputs of the other problems. */
static dataset *sine(fault *why)
{
    enum { POINTS = 41 };
    dataset *data = dataset_alloc(POINTS, 1, 1);
    for (size_t p = 0; data && p < POINTS; p++) {
        const double x = -1 + 2 * (double)p / (POINTS - 1);
        gsl_matrix_set(data->x, p, 0, x);
        gsl_matrix_set(data->d, p, 0, sin(M_PI * x));
    }
    return data ? data : fault_null(why, "no memory for the sine");
}

static dataset *parity(fault *why)
{
    dataset *data = dataset_alloc(8, 3, 1);
    for (size_t p = 0; data && p < 8; p++) {
        size_t ones = 0;
        for (size_t bit = 0; bit < 3; bit++) {
            const size_t one = p >> bit & 1;
            gsl_matrix_set(data->x, p, bit, one ? 1 : -1);
            ones += one;
        }
        gsl_matrix_set(data->d, p, 0, ones % 2 ? 1 : -1);
    }
    return data ? data : fault_null(why, "no memory for the parity");
}

#define CANCER "data/uci/breast_cancer.csv"

/* The file lies beside the sections' folders, wherever the program was called from; a test's program
   lies elsewhere and is called from there. */
static void cancer_path(char *path, size_t size)
{
    char program[4000];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    snprintf(path, size, "%s/../" CANCER, length > 0 ? dirname(program) : ".");
    if (access(path, R_OK) != 0 && access(CANCER, R_OK) == 0)
        snprintf(path, size, CANCER);
}

static dataset *cancer(fault *why)
{
    char path[4096];
    cancer_path(path, sizeof path);
    dataset *data = dataset_read_csv(path, &(csv_options){0}, why);
    scaler *s = data ? scaler_fit(SCALE_STANDARD, data->x) : NULL;
    if (s) {
        scaler_apply(s, data->x);
        scaler_free(s);
        return data;
    }
    if (data)
        fault_set(why, GSL_ENOMEM, "no memory to scale");
    dataset_free(data);
    return NULL;
}

const problem problems[PROBLEMS] = {{.name = "sin",
                                     .layers = 2,
                                     .width = {1, 5, 1},
                                     .output = ACTIVATION_LINEAR,
                                     .goal = 0.002,
                                     .make = sine},
                                    {.name = "parity",
                                     .layers = 3,
                                     .width = {3, 10, 10, 1},
                                     .output = ACTIVATION_TANH,
                                     .goal = 0.001,
                                     .make = parity},
                                    {.name = "cancer",
                                     .layers = 3,
                                     .width = {30, 5, 5, 2},
                                     .output = ACTIVATION_TANH,
                                     .goal = 0.012,
                                     .make = cancer}};
