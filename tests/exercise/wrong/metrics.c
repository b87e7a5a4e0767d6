/* Known mistakes in metrics, chosen by $WRONG: what the grader must find. */

#include "exercise/exercise.h"

#include <stdlib.h>
#include <string.h>

static int wrong(const char *what)
{
    const char *name = getenv("WRONG");
    return name && strcmp(name, what) == 0;
}

void exercise_confusion(const size_t wanted[], const size_t answer[], size_t examples,
                        gsl_matrix *count)
{
    if (!wrong("not cleared"))
        gsl_matrix_set_zero(count);
    for (size_t p = 0; p < examples; p++)
        if (wrong("transposed"))
            ++*gsl_matrix_ptr(count, answer[p], wanted[p]);
        else
            ++*gsl_matrix_ptr(count, wanted[p], answer[p]);
}

static double ratio(double part, double whole)
{
    return whole > 0 || wrong("0/0") ? part / whole : 0;
}

static double sum_of_row(const gsl_matrix *count, size_t c)
{
    double sum = 0;
    for (size_t j = 0; j < count->size2; j++)
        sum += gsl_matrix_get(count, c, j);
    return sum;
}

static double sum_of_column(const gsl_matrix *count, size_t c)
{
    double sum = 0;
    for (size_t i = 0; i < count->size1; i++)
        sum += gsl_matrix_get(count, i, c);
    return sum;
}

double exercise_accuracy(const gsl_matrix *count)
{
    double right = 0, all = 0, recalls = 0;
    for (size_t c = 0; c < count->size1; c++) {
        right += gsl_matrix_get(count, c, c);
        all += sum_of_row(count, c);
        recalls += ratio(gsl_matrix_get(count, c, c), sum_of_row(count, c));
    }
    return wrong("mean of recalls") ? recalls / (double)count->size1 : ratio(right, all);
}

double exercise_precision(const gsl_matrix *count, size_t c)
{
    const double right = gsl_matrix_get(count, c, c);
    return wrong("precision is recall") ? ratio(right, sum_of_row(count, c))
                                        : ratio(right, sum_of_column(count, c));
}

double exercise_recall(const gsl_matrix *count, size_t c)
{
    const double right = gsl_matrix_get(count, c, c);
    return wrong("recall is precision") ? ratio(right, sum_of_column(count, c))
                                        : ratio(right, sum_of_row(count, c));
}

double exercise_f1(const gsl_matrix *count, size_t c)
{
    const double p = exercise_precision(count, c), r = exercise_recall(count, c);
    return wrong("arithmetic mean") ? (p + r) / 2 : ratio(2 * p * r, p + r);
}
