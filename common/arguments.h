/* arguments.h - the command line of every program: argp with this project's manners, values
   that are refused by name when they are nonsense, and the three options that every
   program has.

   A program's main is then

     int main(int argc, char **argv)
     {
         settings set = {.eta = 0.1};
         fault why = {""};
         basics_defaults(&set.b);
         arguments_parse(&argp, argc, argv, &set);
         return program_end(run(&set, &why), &why);
     } */

#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "fault.h"
#include <argp.h>
#include <stddef.h>

/* argp_parse: one line on stderr and exit status 2 for wrong usage, help as wide as the
   terminal, --version. */
void arguments_parse(const struct argp *argp, int argc, char **argv, void *input);

/* That line, from inside a parser or for options that contradict each other. */
void arguments_error(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* The value of --option, or the line that says what it should have been, and exit status 2.
   All bounds are allowed values; a bound may be infinite (SIZE_MAX for a whole number). */
size_t argument_whole(const char *option, const char *text, size_t min, size_t max);
double argument_number(const char *option, const char *text, double min, double max);

/* A finite number above min (and below max): for rates and tolerances, which cannot be 0. */
double argument_above(const char *option, const char *text, double min, double max);

/* "0.5,-1,3" into values[]; returns how many, at most `most` and at least one. */
size_t argument_numbers(const char *option, const char *text, size_t most, double values[]);

/* "4-7-3", a net, into width[]: returns its processing layers, one fewer than widths, at least one
   and at most `most`; no width is above 1000. */
size_t argument_net(const char *option, const char *text, size_t most, size_t width[]);

/* The place of `text` among "a|b|c". */
size_t argument_choice(const char *option, const char *text, const char *choices);

/* The options of a program that is not one of section 04's trainers; these have them too. */
typedef struct {
    size_t seed;        /* --seed */
    const char *tables; /* --tables PREFIX, or NULL */
    int quiet;          /* --quiet */
} basics;

/* To be a child of a program's own argp, in its group 10; `input` is the basics. */
extern const struct argp basics_argp;

/* What every main does first: GSL's error handler off, BLAS on one thread. */
void program_begin(void);

/* program_begin, and the seed that seed_default says. */
void basics_defaults(basics *b);

/* The seed where no --seed is given: the environment's GSL_RNG_SEED, or 1. GSL itself would
   read "abc" as 0 without a word; here it is wrong usage. */
size_t seed_default(void);

/* The last line of a main: flushes stdout; if that or `status` says failure, prints the fault.
   Returns the exit status. */
int program_end(int status, fault *why);

#endif
