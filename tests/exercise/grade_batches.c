/* grade_batches.c - does every example count once an epoch, and is the deck shuffled? */

#include "exercise/exercise.h"
#include "grade.h"
#include "tap.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

enum { MOST = 32, EPOCHS = 4000 };

static const char *const equation_1 = "slide 32, equation (1) of batches.c";
static const char *const once = "slide 32: an epoch shows every example, and each once";
static const char *const shuffled = "slide 32: the deck is shuffled anew in every epoch";

typedef struct {
    size_t examples, n, row[4 * MOST], first[4 * MOST + 1];
    size_t times[MOST]; /* how often each row is dealt */
    size_t strange;     /* rows that are none, and batches that begin before the one before them */
} epoch;

static void deal(size_t examples, size_t batch, gsl_rng *rng, epoch *e)
{
    memset(e, 0xff, sizeof *e); /* what was there before is of no importance */
    memset(e->times, 0, sizeof e->times);
    e->examples = examples;
    e->strange = 0;
    e->n = exercise_batches(examples, batch, rng, e->row, e->first);
    if (e->n > examples) {
        e->strange = 1;
        return;
    }
    for (size_t k = 0; k < e->n; k++)
        e->strange += e->first[k + 1] <= e->first[k] || e->first[k + 1] > examples;
    for (size_t i = 0; e->strange == 0 && i < e->first[e->n]; i++)
        if (e->row[i] < examples)
            e->times[e->row[i]]++;
        else
            e->strange++;
}

static size_t size_of(const epoch *e, size_t k)
{
    return k < e->n && e->strange == 0 ? e->first[k + 1] - e->first[k] : 0;
}

static void grade_sizes(gsl_rng *rng)
{
    epoch e;
    deal(10, 4, rng, &e);
    grade_near((double)e.n, 3, equation_1, "P = 10, B = 4: batches");
    grade_near((double)size_of(&e, 0), 4, equation_1, "P = 10, B = 4: examples of the first");
    grade_near((double)size_of(&e, 2), 2, "slide 32: the last batch has what is left",
               "P = 10, B = 4: examples of the last");
    grade_near((double)e.first[0], 0, "exercise.h: first[0]", "the first batch begins at 0");
    deal(12, 4, rng, &e);
    grade_near((double)e.n, 3, equation_1, "P = 12, B = 4: batches, none of them empty");
    deal(7, 1, rng, &e);
    grade_near((double)e.n, 7, "slide 32: stochastic, one example a step", "P = 7, B = 1: batches");
    deal(7, 100, rng, &e);
    grade_near((double)size_of(&e, 0), 7, "slide 32: full batch", "P = 7, B = 100: one batch of 7");
}

static void grade_once(gsl_rng *rng)
{
    static const size_t batch[] = {1, 4, 5, 19};
    for (size_t k = 0; k < 4; k++) {
        epoch e;
        size_t missing = 0, twice = 0;
        deal(19, batch[k], rng, &e);
        for (size_t p = 0; p < 19; p++) {
            missing += e.times[p] == 0;
            twice += e.times[p] > 1;
        }
        grade_near((double)missing, 0, once, "P = 19, B = %zu: examples never dealt", batch[k]);
        grade_near((double)twice, 0, once, "P = 19, B = %zu: examples dealt twice", batch[k]);
    }
}

static size_t batch_of(const epoch *e, size_t row)
{
    for (size_t k = 0; k < e->n; k++)
        for (size_t i = e->first[k]; i < e->first[k + 1]; i++)
            if (e->row[i] == row)
                return k;
    return e->n;
}

/* Ten cards in batches of five: rows 0 and 1 meet with probability 4/9, and row 0 comes first with
   1/10. Of 4000 epochs five standard deviations are 0.039 and 0.024. */
static void grade_shuffle(gsl_rng *rng)
{
    double meet = 0, first = 0;
    for (size_t t = 0; t < EPOCHS; t++) {
        epoch e;
        deal(10, 5, rng, &e);
        if (e.strange)
            continue;
        meet += (double)(batch_of(&e, 0) == batch_of(&e, 1)) / EPOCHS;
        first += (double)(e.row[0] == 0) / EPOCHS;
    }
    grade_ok(fabs(first - 0.1) < 0.024, shuffled,
             "P = 10: row 0 comes first in 0.1 of the epochs (here: %.3f)", first);
    grade_ok(fabs(meet - 4.0 / 9) < 0.039, shuffled,
             "P = 10, B = 5: rows 0 and 1 meet in 0.444 of the epochs (here: %.3f)", meet);
}

static void grade_seed(gsl_rng *rng)
{
    epoch a, b;
    gsl_rng_set(rng, 5);
    deal(10, 3, rng, &a);
    gsl_rng_set(rng, 5);
    deal(10, 3, rng, &b);
    grade_ok(memcmp(a.row, b.row, 10 * sizeof *a.row) == 0,
             "slide 32: a run that cannot be repeated proves nothing; use rng alone",
             "the same seed, the same epoch");
}

int main(void)
{
    gsl_set_error_handler_off();
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    grade_sizes(rng);
    grade_once(rng);
    grade_shuffle(rng);
    grade_seed(rng);
    gsl_rng_free(rng);
    return tap_done();
}
