/* output.h - files that are either whole or not there.

   A file is written under a temporary name beside its place and renamed when it is
   complete, so an interrupted program leaves the old file or the new one, never
   half. What is no plain file (/dev/stdout, a pipe) is written to directly. */

#ifndef OUTPUT_H
#define OUTPUT_H

#include "fault.h"
#include <stdio.h>

typedef struct {
    FILE *file; /* print here */
    char *path;
    char *temporary; /* NULL where the place is written to directly */
} output;

/* Begins a file. NULL with the reason if the place cannot be written to. */
output *output_open(const char *path, fault *why);

/* The same for PREFIX-NAME.txt: a table for a figure. */
output *output_table(const char *prefix, const char *name, fault *why);

/* Ends it: all data on disk and under its name, or GSL_EFAILED with the reason and
   the old file untouched. Frees `out` in both cases. */
int output_close(output *out, fault *why);

/* Whether a file could be written at `path`: to be asked before hours of training,
   not after. Leaves nothing behind. */
int output_check(const char *path, fault *why);

/* Flushes what the program printed; GSL_EFAILED with the reason if the disk was
   full or nobody listened. The last thing a main does. */
int output_close_stdout(fault *why);

#endif
