/**
# Reber's grammar

Lecture 14, slide 18: «рекуррентные - Элман, LSTM».

Reber [1] gave people strings of letters to learn, and they learned more than the strings: they
could tell new strings that the same machine had made from strings that it had not. The machine has
seven states. From each of them one or two ways lead on, each with a letter:

| state | ways |
|---|---|
| 0 | B to 1 |
| 1 | T to 2, P to 3 |
| 2 | S to 2, X to 4 |
| 3 | T to 3, V to 5 |
| 4 | X to 3, S to 6 |
| 5 | P to 4, V to 6 |
| 6 | E, the end |

BTXSE and BPVVE are the shortest of its strings; the loops at 2 and 3, and the way round over 3, 5,
4, make them as long as one likes. A letter alone does not give away the state: after T, P, S, X and
V it may be one of two. Whoever wants to know what may come next has to remember something.

[1] A. S. Reber, Implicit learning of artificial grammars, Journal of Verbal Learning and Verbal
Behavior 6, 1967.
*/

#include "reber.h"

#include <gsl/gsl_math.h>
#include <string.h>

const char reber_alphabet[REBER_SYMBOLS + 1] = "BTSXPVE";

typedef struct {
    char symbol;
    int to;
} way;

static const way ways[REBER_STATES][2] = {
    {{'B', 1}},           {{'T', 2}, {'P', 3}}, {{'S', 2}, {'X', 4}}, {{'T', 3}, {'V', 5}},
    {{'X', 3}, {'S', 6}}, {{'P', 4}, {'V', 6}}, {{'E', REBER_END}},
};

static size_t choices(int state)
{
    return ways[state][1].symbol ? 2 : 1;
}

size_t reber_code(char symbol)
{
    return (size_t)(strchr(reber_alphabet, symbol) - reber_alphabet);
}

int reber_next(int state, char symbol)
{
    for (size_t k = 0; state < REBER_END && k < choices(state); k++)
        if (ways[state][k].symbol == symbol)
            return ways[state][k].to;
    return -1;
}

int reber_accepts(const char *text)
{
    int state = 0;
    for (; *text && state >= 0; text++)
        state = reber_next(state, *text);
    return state == REBER_END;
}

/* One walk through the states, or 0 if it grows longer than `most`. */
static size_t walk(gsl_rng *rng, size_t most, char *text)
{
    size_t length = 0;
    for (int state = 0; state != REBER_END;) {
        if (length == most)
            return 0;
        const way *w = &ways[state][gsl_rng_uniform_int(rng, choices(state))];
        text[length++] = w->symbol;
        state = w->to;
    }
    return length;
}

/* Of a million million strings none is as long as that, but a loop has to end. */
static size_t draw(gsl_rng *rng, size_t most, char *text)
{
    size_t length = 0;
    while (length == 0)
        length = walk(rng, most, text);
    return length;
}

void reber_string(gsl_rng *rng, char text[REBER_LONGEST + 1])
{
    text[draw(rng, REBER_LONGEST, text)] = '\0';
}

/**
## The grammar within a grammar

The embedded grammar puts a letter before a whole string and asks for it after the string: B T ... T
E or B P ... P E. What lies between is the same for both, and says nothing about the letter. It has
to be kept for six steps or more, while other things have to be learned, forgotten and predicted.
*/

void reber_embedded_string(gsl_rng *rng, char text[REBER_LONGEST + 1])
{
    const char kept = gsl_rng_uniform_int(rng, 2) ? 'T' : 'P';
    text[0] = 'B';
    text[1] = kept;
    const size_t length = draw(rng, REBER_LONGEST - 4, text + 2);
    text[length + 2] = kept;
    text[length + 3] = 'E';
    text[length + 4] = '\0';
}

/**
## How well can one predict?

Where two ways lead on, the coin cannot be predicted: that costs $\ln 2$. Elsewhere the next letter
is certain and costs nothing. The mean number $n_i$ of a string's visits to state $i$ follows from
where they come from,

$$ n_1 = n_0 = 1, \quad n_2 = \tfrac12 n_1 + \tfrac12 n_2, \quad n_3 = \tfrac12 (n_1 + n_3 + n_4), \quad
   n_4 = \tfrac12 (n_2 + n_5), \quad n_5 = \tfrac12 n_3, \quad n_6 = 1 \qquad (1) $$

which gives $n_2 = 1$, $n_3 = 2$, $n_4 = 1$, $n_5 = 1$. A string has $1 + 1 + 1 + 2 + 1 + 1 + 1 = 8$
letters on average, seven of them are asked for, and six of these are decided by the coin:

$$ E_{least} = \tfrac67 \ln 2 = 0.594 \qquad (2) $$

No net can have less on fresh strings. One that has less on the strings that it was trained with
knows them by heart.
*/

double reber_entropy(void)
{
    return 6 * M_LN2 / 7;
}
