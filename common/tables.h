/* tables.h - what the figures of slides 34-56 are drawn from, as plain text:
   columns between blanks, their names in a line that begins with '#'. */

#ifndef TABLES_H
#define TABLES_H

#include "history.h"
#include "task.h"

/* Writes, as far as the data has them:
     PREFIX-history.txt   the error of every iteration
     PREFIX-result.txt    two inputs: every test point, its class, the net's answer
     PREFIX-region.txt    two inputs: the output of class 0 on a grid over the plane
     PREFIX-weights.txt   pictures: the first layer's weights as one picture, a tile a
                          neuron, 23 tiles a row, the last row centred (slide 41);
                          each tile from 0, the lowest tenth of its weights, to 1, the
                          highest; -1 between the tiles
   Returns a GSL error code, with the reason. */
int tables_write(const char *prefix, const task *t, const gsl_vector *w, const history *h,
                 fault *why);

/* The first of them alone: of a run that diverged there is nothing else to show. */
int tables_write_history(const char *prefix, const history *h, fault *why);

#endif
