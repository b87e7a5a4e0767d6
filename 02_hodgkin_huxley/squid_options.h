/* squid_options.h - the membrane's parameters on the command line, the same in every program of
   this chapter that integrates. */

#ifndef SQUID_OPTIONS_H
#define SQUID_OPTIONS_H

#include "arguments.h"
#include "squid.h"

/* To be a child of a program's own argp, in its group 5; `input` is the squid, which begins as
   squid_1952. Offers --capacity, --g-na, --g-k, --g-leak, --v-na, --v-k, --vl, --celsius, --q10. */
extern const struct argp squid_argp;

/* "sign", "alpha-h", "no-leak", or several with commas between them: which of slide 9's misprints;
   anything else is wrong usage of --misprint. */
int squid_misprints(const char *text);

#endif
