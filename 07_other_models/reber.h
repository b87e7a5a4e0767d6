/* reber.h - Reber's grammar: which strings it makes, and which it does not. */

#ifndef REBER_H
#define REBER_H

#include <gsl/gsl_rng.h>
#include <stddef.h>

enum { REBER_SYMBOLS = 7, REBER_STATES = 7, REBER_END = REBER_STATES, REBER_LONGEST = 200 };

/* "BTSXPVE", and a symbol's place in it. */
extern const char reber_alphabet[REBER_SYMBOLS + 1];
size_t reber_code(char symbol);

/* The state after `symbol` in `state`: 0..6, REBER_END after the last symbol, or -1 if the grammar has
   no such way. */
int reber_next(int state, char symbol);

/* A string of the grammar; where there are two ways, a coin decides. At most REBER_LONGEST symbols, for
   which `text` has room, and its end. */
void reber_string(gsl_rng *rng, char text[REBER_LONGEST + 1]);

/* The embedded grammar: B, one of T and P, a string of the grammar, the same one of T and P
   again, E. */
void reber_embedded_string(gsl_rng *rng, char text[REBER_LONGEST + 1]);

/* Whether the grammar makes this string. */
int reber_accepts(const char *text);

/* The least cross-entropy for a symbol that a predictor can have in the long run, if the net is
   asked for every symbol but the first. */
double reber_entropy(void);

#endif
