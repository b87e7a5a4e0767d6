/**
# Your turn 5: how good is it?

Lecture 14, slide 59: «посчитать метрики качества».

First the counts. $N_{ij}$ is the number of examples of class $i$ that were answered $j$: a row
for what was wanted, a column for what was said. What is right stands on the diagonal. Then, with
$\Sigma$ for the sum of all counts and for a class $c$,

$$ \text{accuracy} = \frac{\sum_c N_{cc}}{\Sigma} \qquad (1) $$
$$ \text{precision}_c = \frac{N_{cc}}{\sum_i N_{ic}} \qquad (2) $$
$$ \text{recall}_c = \frac{N_{cc}}{\sum_j N_{cj}} \qquad (3) $$
$$ F_{1,c} =
   \frac{2 \cdot \text{precision}_c \cdot \text{recall}_c}{\text{precision}_c + \text{recall}_c} \qquad (4) $$

Precision goes down the column: of all that were called $c$, how many are. Recall goes along the
row: of all that are $c$, how many were found. $F_1$ is their harmonic mean, so it is small as soon
as one of them is.

A class that was never answered has a column of zeros, and (2) is 0/0. By agreement that is 0
here, and so it is in (3) and (4). To leave such a class out of a mean would reward a net for
never trying.

Now every number is 0. Put the formulas in, and `make exercise`.
*/

#include "exercise.h"

void exercise_confusion(const size_t wanted[], const size_t answer[], size_t examples,
                        gsl_matrix *count)
{
    (void)wanted; /* lines like these go when you use what they name */
    (void)answer;
    (void)examples;

    gsl_matrix_set_zero(count);
    /* Your turn: one count for each example. */
}

double exercise_accuracy(const gsl_matrix *count)
{
    (void)count;
    return 0; /* Your turn: equation (1). */
}

double exercise_precision(const gsl_matrix *count, size_t c)
{
    (void)count, (void)c;
    return 0; /* Your turn: equation (2). */
}

double exercise_recall(const gsl_matrix *count, size_t c)
{
    (void)count, (void)c;
    return 0; /* Your turn: equation (3). */
}

double exercise_f1(const gsl_matrix *count, size_t c)
{
    (void)count, (void)c;
    return 0; /* Your turn: equation (4). */
}

/**
## Solution

`quality_confusion`, `quality_accuracy` and `quality_of_class` in
[quality.c](../../common/quality.c). What such numbers hide is in [metrics.c](../metrics.c).
*/
