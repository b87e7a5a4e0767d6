/* weights.h - the weights of a net as a text file.

     ann 1
     net 2-20-10-2 tanh softmax
     weights 292
     -0.12345678901234567
     ...
     end

   17 digits give back every double exactly. The last line tells a whole file from
   one that was cut off. */

#ifndef WEIGHTS_H
#define WEIGHTS_H

#include "fault.h"
#include "mlp.h"

/* "2-20-10-2 tanh softmax", as in the file's second line: at most `size` - 1
   characters. */
void weights_describe(const mlp *net, char *text, size_t size);

int weights_save(const char *path, const mlp *net, const gsl_vector *w, fault *why);

/* GSL_EFAILED with the reason, file and line first, unless the file is whole and
   of exactly this net; then w is untouched. */
int weights_load(const char *path, const mlp *net, gsl_vector *w, fault *why);

/* A net of the kind that the file's second line describes, its weights still to be loaded: for
   programs that take any net. NULL with the reason. */
mlp *weights_net(const char *path, fault *why);

/* The same from its description alone, which is changed: "2-20-10-2 tanh softmax", or "2-3 softmax" of
   a single layer. NULL if it is none, or without memory. */
mlp *weights_parse_net(char *text);

#endif
