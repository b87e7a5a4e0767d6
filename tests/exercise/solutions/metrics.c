/* The formulas of 06_practicum/exercise/metrics.c, one by one. */

#include "exercise/exercise.h"

void exercise_confusion(const size_t wanted[], const size_t answer[], size_t examples,
                        gsl_matrix *count)
{
    gsl_matrix_set_zero(count);
    for (size_t p = 0; p < examples; p++)
        ++*gsl_matrix_ptr(count, wanted[p], answer[p]);
}

static double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

/* Equation (1). */
double exercise_accuracy(const gsl_matrix *count)
{
    double right = 0, all = 0;
    for (size_t i = 0; i < count->size1; i++)
        for (size_t j = 0; j < count->size2; j++) {
            right += i == j ? gsl_matrix_get(count, i, j) : 0;
            all += gsl_matrix_get(count, i, j);
        }
    return ratio(right, all);
}

/* Equation (2). */
double exercise_precision(const gsl_matrix *count, size_t c)
{
    double said = 0;
    for (size_t i = 0; i < count->size1; i++)
        said += gsl_matrix_get(count, i, c);
    return ratio(gsl_matrix_get(count, c, c), said);
}

/* Equation (3). */
double exercise_recall(const gsl_matrix *count, size_t c)
{
    double wanted = 0;
    for (size_t j = 0; j < count->size2; j++)
        wanted += gsl_matrix_get(count, c, j);
    return ratio(gsl_matrix_get(count, c, c), wanted);
}

/* Equation (4). */
double exercise_f1(const gsl_matrix *count, size_t c)
{
    const double precision = exercise_precision(count, c), recall = exercise_recall(count, c);
    return ratio(2 * precision * recall, precision + recall);
}
