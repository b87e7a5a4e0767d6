/* grade_split.c - are training and test two things? */

#include "exercise/exercise.h"
#include "grade.h"
#include "tap.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <string.h>

enum { CLASSES = 4, EXAMPLES = 30 + 20 + 11 + 2, SEEDS = 2000 };

static const char *const equation_1 = "slide 59, equation (1) of split.c: each class on its own";
static const char *const equation_2 =
    "slide 59, equation (2) of split.c: sums over the training part";
static const char *const no_leak =
    "slide 59: an example in both parts is remembered, not understood";
static const char *const at_random = "slide 59: «разделить на train/test», at random";

/* Classes of 30, 20, 11 and 2 examples, in this order, as files often are. */
static dataset *sorted(void)
{
    static const size_t size[CLASSES] = {30, 20, 11, 2};
    dataset *all = dataset_alloc(EXAMPLES, 1, CLASSES);
    for (size_t c = 0, p = 0; c < CLASSES; c++)
        for (size_t k = 0; k < size[c]; k++, p++) {
            gsl_matrix_set(all->x, p, 0, (double)p);
            dataset_set_label(all, p, c);
        }
    return all;
}

/* The lists are longer than they should ever be, for a solution that overruns them a little. */
typedef struct {
    size_t train[4 * EXAMPLES], test[4 * EXAMPLES];
    exercise_parts parts;
    size_t in_train[EXAMPLES], in_test[EXAMPLES]; /* how often each row stands there */
    int strange;                                  /* a row that is none, or too many of them */
} result;

static void count(result *r, const size_t row[], size_t n, size_t times[])
{
    for (size_t i = 0; i < n && i < 4 * EXAMPLES; i++)
        if (row[i] < EXAMPLES)
            times[row[i]]++;
        else
            r->strange = 1;
    r->strange = r->strange || n > EXAMPLES;
}

static void split(const dataset *all, size_t seed, result *r)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, seed);
    memset(r, 0, sizeof *r);
    r->parts = (exercise_parts){.train = r->train, .test = r->test};
    exercise_split(all, 0.3, rng, &r->parts);
    count(r, r->train, r->parts.n_train, r->in_train);
    count(r, r->test, r->parts.n_test, r->in_test);
    gsl_rng_free(rng);
}

static void grade_parts(const dataset *all, const result *r)
{
    size_t twice = 0, both = 0, lost = 0, per_class[CLASSES] = {0};
    for (size_t p = 0; p < EXAMPLES; p++) {
        twice += r->in_train[p] > 1 || r->in_test[p] > 1;
        both += r->in_train[p] && r->in_test[p];
        lost += !r->in_train[p] && !r->in_test[p];
        per_class[all->label[p]] += r->in_test[p];
    }
    grade_ok(!r->strange, "exercise.h: row numbers from 0 to P - 1",
             "the lists are rows of the data");
    grade_near((double)both, 0, no_leak, "examples that stand in training and test");
    grade_near((double)twice, 0, no_leak, "examples that stand twice in one part");
    grade_near((double)lost, 0, "slide 59: every example is of use in one part", "examples lost");
    static const double wanted[CLASSES] = {9, 6, 3, 1}; /* 0.3 of 30, 20, 11 and 2 */
    for (size_t c = 0; c < CLASSES; c++)
        grade_near((double)per_class[c], wanted[c], equation_1, "test examples of class %zu", c);
}

static void grade_chance(const dataset *all, result *r, result *again)
{
    double often[EXAMPLES] = {0}, furthest = 0;
    for (size_t seed = 1; seed <= SEEDS; seed++) {
        split(all, seed, again);
        for (size_t p = 0; p < EXAMPLES; p++)
            often[p] += (double)again->in_test[p] / SEEDS;
    }
    for (size_t p = 0; p < 30; p++) /* class 0: a share of 0.3, known to 0.0102 */
        furthest = GSL_MAX_DBL(furthest, fabs(often[p] - 0.3));
    grade_ok(furthest < 0.06, at_random,
             "over %d seeds an example of class 0 is in 0.3 of the tests", SEEDS);
    split(all, 7, r);
    split(all, 7, again);
    grade_ok(r->parts.n_test > 0 && memcmp(r->in_test, again->in_test, sizeof r->in_test) == 0,
             "slide 59: a run that cannot be repeated proves nothing; use rng alone",
             "the same seed, the same split");
}

/* Training column 0, 2, 4, 6: mean 3, variance (9 + 1 + 1 + 9)/4 = 5. With the test's 13 and 23 in
   it the mean would be 8. */
static void grade_scale(void)
{
    double train[] = {0, 7, 2, 7, 4, 7, 6, 7}, test[] = {13, 7, 23, 9};
    gsl_matrix_view a = gsl_matrix_view_array(train, 4, 2), b = gsl_matrix_view_array(test, 2, 2);
    exercise_scale(&a.matrix, &b.matrix);
    grade_near(train[0], -3 / sqrt(5), equation_2, "0 of the training, scaled");
    grade_near(train[6], 3 / sqrt(5), equation_2, "6 of the training, scaled");
    grade_near(test[0], 10 / sqrt(5), equation_2, "13 of the test, by the training's scale");
    grade_near(test[2], 20 / sqrt(5), equation_2, "23 of the test, by the training's scale");
    grade_near(fabs(train[1]) + fabs(test[1]) + fabs(test[3]), 0,
               "split.c: a column that is constant in the training tells nothing",
               "a constant column");
}

int main(void)
{
    static result r, again;
    gsl_set_error_handler_off();
    dataset *all = sorted();
    split(all, 1, &r);
    grade_parts(all, &r);
    grade_chance(all, &r, &again);
    grade_scale();
    dataset_free(all);
    return tap_done();
}
