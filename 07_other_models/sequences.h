/* sequences.h - a batch of sequences, as recurrent nets take them: row t B + b is step t of sequence b.
   Shorter sequences are filled up with zeros, which are not asked about. */

#ifndef SEQUENCES_H
#define SEQUENCES_H

#include "fault.h"
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_vector.h>

typedef struct {
    size_t steps, count; /* T and B */
    gsl_matrix *x, *d;   /* T B rows: the input, and the answer wanted */
    gsl_vector *asked;   /* 1 for a row whose answer counts, 0 for others */
    double n_asked;      /* their sum */
} sequences;

/* All zeros. NULL with the reason without memory. */
sequences *sequences_alloc(size_t steps, size_t count, const size_t columns[2], fault *why);
void sequences_free(sequences *q);

/* The next-symbol task: symbol k of a string in, symbol k + 1 wanted, for each but the last.
   `steps` is one less than the longest string. */
sequences *sequences_of_strings(size_t count, const char *const string[], fault *why);

/* The same for a batch that is there: as many other strings as it has sequences, none with more than
   q->steps + 1 symbols. */
void sequences_fill(sequences *q, const char *const string[]);

/* How many steps a sequence of the adding problem has: its answer is due at the last one, and the first
   of its two numbers stands at least `lag` steps before that. */
enum { ADDING_FRONT = 10 };
size_t adding_steps(size_t lag);

/* Fresh sequences of the adding problem into the batch: two inputs, a number from 0 to 1 and a
   mark; one answer, the sum of the two numbers that have the mark. */
void adding_draw(sequences *q, gsl_rng *rng);

#endif
