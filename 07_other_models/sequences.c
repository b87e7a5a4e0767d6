/**
# Sequences in a batch, and the adding problem

Lecture 14, slide 18: «рекуррентные - Элман, LSTM».

A recurrent net takes its input step by step, and a step cannot begin before the last one is done.
What can go side by side are sequences: step $t$ of all $B$ of them is one matrix, and the net's
step one matrix product. So the rows of a batch are ordered by time first,

$$ \text{row} = t B + b, \qquad t = 0 \ldots T - 1, \quad b = 0 \ldots B - 1 \qquad (1) $$

and step $t$ is a block of $B$ rows that lie together. Sequences that end early are filled up with
rows that nobody asks about: `asked` is 0 there, and no error comes from them.
*/

#include "sequences.h"
#include "reber.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

sequences *sequences_alloc(size_t steps, size_t count, const size_t columns[2], fault *why)
{
    sequences *q = calloc(1, sizeof *q);
    if (!q)
        return fault_null(why, "no memory for a batch");
    *q = (sequences){.steps = steps, .count = count};
    q->x = gsl_matrix_calloc(steps * count, columns[0]);
    q->d = gsl_matrix_calloc(steps * count, columns[1]);
    q->asked = gsl_vector_calloc(steps * count);
    if (q->x && q->d && q->asked)
        return q;
    sequences_free(q);
    return fault_null(why, "no memory for %zu sequences of %zu steps", count, steps);
}

void sequences_free(sequences *q)
{
    if (!q)
        return;
    gsl_matrix_free(q->x);
    gsl_matrix_free(q->d);
    gsl_vector_free(q->asked);
    free(q);
}

/**
## Strings

A symbol is a row with a single 1. The net reads one and is asked for the next, so every symbol but
the first is an answer, and every symbol but the last an input.
*/

static void encode(sequences *q, size_t b, const char *text)
{
    for (size_t t = 0; text[t] && text[t + 1]; t++) {
        const size_t row = t * q->count + b;
        gsl_matrix_set(q->x, row, reber_code(text[t]), 1);
        gsl_matrix_set(q->d, row, reber_code(text[t + 1]), 1);
        gsl_vector_set(q->asked, row, 1);
        q->n_asked++;
    }
}

void sequences_fill(sequences *q, const char *const string[])
{
    gsl_matrix_set_zero(q->x);
    gsl_matrix_set_zero(q->d);
    gsl_vector_set_zero(q->asked);
    q->n_asked = 0;
    for (size_t b = 0; b < q->count; b++)
        encode(q, b, string[b]);
}

sequences *sequences_of_strings(size_t count, const char *const string[], fault *why)
{
    size_t longest = 0;
    for (size_t b = 0; b < count; b++)
        longest = GSL_MAX(longest, strlen(string[b]));
    if (longest < 2)
        return fault_null(why, "a string of one symbol has no next one to predict");
    const size_t columns[2] = {REBER_SYMBOLS, REBER_SYMBOLS};
    sequences *q = sequences_alloc(longest - 1, count, columns, why);
    if (q)
        sequences_fill(q, string);
    return q;
}

/**
## The adding problem

Hochreiter and Schmidhuber [1] made it to measure a memory and nothing else. Each step brings a
number between 0 and 1 and a mark that is 0 but at two steps. At the end the net has to say the sum
of the two marked numbers. A net that has forgotten the first of them can do no better than to say
the second plus one half, and one that has kept neither says 1, the mean of all sums. What that
costs is known: a number uniform on (0, 1) has the variance 1/12, so the mean squared errors are

$$ E_{none} = \tfrac{1}{12} + \tfrac{1}{12} = \tfrac16, \qquad E_{second} = \tfrac1{12} \qquad (2) $$

The first mark is at one of the first ten steps, the second at one of the next `lag`/2, and the
answer is due `lag` steps after the front. So the first number has to be kept for `lag` steps or
more, the second for half as many or more. Their paper has the numbers from -1 to 1, another scale
for the sum, sequences whose length varies, and calls the length, not the lag, $T$; the task is the
same.

[1] S. Hochreiter, J. Schmidhuber, Long short-term memory, Neural Computation 9 (8), 1997.
*/

size_t adding_steps(size_t lag)
{
    return lag + ADDING_FRONT;
}

void adding_draw(sequences *q, gsl_rng *rng)
{
    const size_t lag = q->steps - ADDING_FRONT, last = q->steps - 1;
    for (size_t row = 0; row < q->x->size1; row++) {
        gsl_matrix_set(q->x, row, 0, gsl_rng_uniform(rng));
        gsl_matrix_set(q->x, row, 1, 0);
    }
    for (size_t b = 0; b < q->count; b++) {
        const size_t first = gsl_rng_uniform_int(rng, ADDING_FRONT);
        const size_t second = ADDING_FRONT + gsl_rng_uniform_int(rng, lag / 2);
        const size_t row[2] = {first * q->count + b, second * q->count + b};
        gsl_matrix_set(q->x, row[0], 1, 1);
        gsl_matrix_set(q->x, row[1], 1, 1);
        gsl_matrix_set(q->d, last * q->count + b, 0,
                       gsl_matrix_get(q->x, row[0], 0) + gsl_matrix_get(q->x, row[1], 0));
        gsl_vector_set(q->asked, last * q->count + b, 1);
    }
    q->n_asked = (double)q->count;
}
