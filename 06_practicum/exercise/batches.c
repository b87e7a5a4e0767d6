/**
# Your turn 2: mini batches

Lecture 14, slides 32 and 59: «стратегии обучения: full batch, stochastic, mini batch», «реализовать minibatch».

The examples are a deck of cards. It is shuffled at the beginning of an epoch and then dealt, $B$
cards at a time, until it is used up: so every example counts once in every epoch. Of $P$
examples

$$ n = \left\lceil P / B \right\rceil \qquad (1) $$

batches are made; batch $k$ begins at card $k B$, and the last has what is left. (To leave the
rest away would be to leave other examples away in each epoch, and some for ever if the deck is
not shuffled.)

Why shuffle each time? Files are often sorted by class. Without it each batch would show one class
only, and the net would follow whichever came last. A deck shuffled once and dealt alike in every
epoch is better, but then the same examples meet in the same batch for ever.

Now there is one batch of all rows in their order. Put the rule in, and `make exercise`.
`gsl_ran_shuffle(rng, row, examples, sizeof *row)` of `gsl/gsl_randist.h` shuffles.
*/

#include "exercise.h"

size_t exercise_batches(size_t examples, size_t batch, gsl_rng *rng, size_t row[], size_t first[])
{
    (void)batch; /* these two lines go when you use them */
    (void)rng;

    for (size_t p = 0; p < examples; p++)
        row[p] = p;
    /* Your turn: shuffle, and equation (1). */
    first[0] = 0;
    first[1] = examples;
    return 1;
}

/**
## Solution

`shuffle` and `deal_batch` in [objective.c](../../common/objective.c). What a batch's size does to
the training is in [batch_strategies.c](../../03_backprop/batch_strategies.c).
*/
