/* grade_metrics.c - twelve answers and what they are worth, counted by hand. */

#include "exercise/exercise.h"
#include "grade.h"
#include "tap.h"

#include <gsl/gsl_errno.h>

static const char *const counts =
    "slide 59, metrics.c: a row for what was wanted, a column for what was said";
static const char *const equation[] = {"",
                                       "slide 59, equation (1) of metrics.c: the diagonal over all",
                                       "slide 59, equation (2) of metrics.c: down the column",
                                       "slide 59, equation (3) of metrics.c: along the row",
                                       "slide 59, equation (4) of metrics.c: the harmonic mean"};
static const char *const nothing = "slide 59, metrics.c: 0/0 is 0 by agreement";

/* Five of class 0, four of class 1, three of class 2. */
static const size_t wanted[] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2};
static const size_t answer[] = {0, 0, 1, 0, 0, 0, 1, 2, 0, 2, 2, 2};
static const double by_hand[3][3] = {{4, 1, 0}, {2, 1, 1}, {0, 0, 3}};

static void grade_counts(void)
{
    gsl_matrix *count = gsl_matrix_alloc(3, 3);
    gsl_matrix_set_all(count, 5);
    exercise_confusion(wanted, answer, 12, count);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            grade_near(gsl_matrix_get(count, i, j), by_hand[i][j], counts,
                       "examples of class %zu answered %zu", i, j);
    gsl_matrix_free(count);
}

/* The rest is graded on counts made by hand, so that a mistake counts once.
     class 0: right 4, said 6, wanted 5;  class 1: 1, 2, 4;  class 2: 3, 4, 3
     F1 = 2 right / (said + wanted) */
static void grade_classes(const gsl_matrix *count)
{
    static const double precision[] = {4. / 6, 1. / 2, 3. / 4}, recall[] = {4. / 5, 1. / 4, 1};
    static const double f1[] = {8. / 11, 2. / 6, 6. / 7};
    grade_near(exercise_accuracy(count), 8. / 12, equation[1], "accuracy, 8 of 12");
    for (size_t c = 0; c < 3; c++) {
        grade_near(exercise_precision(count, c), precision[c], equation[2],
                   "precision of class %zu", c);
        grade_near(exercise_recall(count, c), recall[c], equation[3], "recall of class %zu", c);
        grade_near(exercise_f1(count, c), f1[c], equation[4], "F1 of class %zu", c);
    }
}

/* Nine of class 0, one of class 1, none of class 2, and 0 is always the answer: right in nine of
   ten, and of no use. */
static void grade_nothing(void)
{
    double memory[] = {9, 0, 0, 1, 0, 0, 0, 0, 0};
    gsl_matrix_view all = gsl_matrix_view_array(memory, 3, 3);
    const gsl_matrix *count = &all.matrix;
    grade_near(exercise_accuracy(count), 0.9, equation[1], "always 0: accuracy");
    grade_near(exercise_precision(count, 0), 0.9, equation[2], "always 0: precision of class 0");
    grade_near(exercise_precision(count, 1), 0, nothing, "never answered: precision");
    grade_near(exercise_recall(count, 1), 0, equation[3], "never found: recall");
    grade_near(exercise_f1(count, 1), 0, nothing, "never found: F1");
    grade_near(exercise_recall(count, 2), 0, nothing,
               "a class of which there is no example: recall");
}

int main(void)
{
    gsl_set_error_handler_off();
    gsl_matrix_const_view count = gsl_matrix_const_view_array(&by_hand[0][0], 3, 3);
    grade_counts();
    grade_classes(&count.matrix);
    grade_nothing();
    return tap_done();
}
