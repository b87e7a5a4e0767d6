/* picture.h - black and white pictures in text files: what hopfield, bam and art remember.

   A file holds one picture or many, all of one size. A line "= NAME" begins one; then come its
   rows, '#' for black and '.' for white. Empty lines and lines that begin with ';' say nothing.

     ; two arrows
     = left
     ..#
     .##
     ..#

     = right
     #..
     ##.
     #.. */

#ifndef PICTURE_H
#define PICTURE_H

#include "fault.h"
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>

enum { PICTURE_SIDE = 64, PICTURES_MOST = 1000, PICTURE_NAME = 15 };

typedef struct {
    size_t n, rows, columns;
    char (*name)[PICTURE_NAME + 1];
    gsl_matrix *x; /* one picture a row, its pixels line by line: 1 is black, -1 white */
} pictures;

/* Reads them; NULL with the reason, "FILE:LINE: ...", if the file is not as above, has pictures of
   different sizes, two of one name, one side above 64, more than 1000 pictures, or none. */
pictures *pictures_read(const char *path, fault *why);

/* The same, of which only those are kept that `names` lists ("A,B,X"), in that order; all for
   NULL. */
pictures *pictures_read_some(const char *path, const char *names, fault *why);

/* The partners in `path` of pictures that were chosen from the file `of`: picture k of one file belongs
   to picture k of the other. NULL with the reason if the files have not the same number of pictures. */
pictures *pictures_read_partners(const char *path, const char *of, const pictures *chosen,
                                 fault *why);

void pictures_free(pictures *p);

/* Noise: each pixel changes its colour with this probability. Returns how many did. */
size_t picture_flip(gsl_vector *x, double part, gsl_rng *rng);

/* Several pictures of one size side by side, two rows of pixels in a line of text, each line
   after `margin`: two pixels one above the other are ':', the upper one "'", the lower one '.'.
   A pixel is black if it is above 0. */
void pictures_print(const gsl_matrix *x, size_t columns, const char *margin);

/* For figures: one picture as a block of rows, as gnuplot's "matrix with image" reads it. Blocks
   are found there by `index`. */
void picture_write(FILE *file, const gsl_vector *x, size_t columns, const char *what);

#endif
