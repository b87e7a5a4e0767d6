/* number.h - numbers as people write them in files and options, and nothing else.

   strtod alone accepts "nan", "inf", "0x1p3", leading blanks and a tail of
   garbage, and turns 1e400 into infinity; a reader of data must refuse them all. */

#ifndef NUMBER_H
#define NUMBER_H

#include <stddef.h>

/* A finite decimal number and nothing after it (blanks around it are allowed).
   Returns GSL_SUCCESS, GSL_EINVAL if the text is no number, GSL_ERANGE if it is
   one too large for a double. Tiny numbers round to 0. */
int number_parse(const char *text, double *value);

/* A whole number from min to max in decimal digits, without a sign. */
int number_parse_whole(const char *text, size_t min, size_t max, size_t *value);

#endif
