/* The project's own: common/quality.c. */

#include "exercise/exercise.h"
#include "quality.h"

void exercise_confusion(const size_t wanted[], const size_t answer[], size_t examples,
                        gsl_matrix *count)
{
    quality_confusion(examples, wanted, answer, count);
}

double exercise_accuracy(const gsl_matrix *count)
{
    return quality_accuracy(count);
}

double exercise_precision(const gsl_matrix *count, size_t c)
{
    return quality_of_class(count, c).precision;
}

double exercise_recall(const gsl_matrix *count, size_t c)
{
    return quality_of_class(count, c).recall;
}

double exercise_f1(const gsl_matrix *count, size_t c)
{
    return quality_of_class(count, c).f1;
}
