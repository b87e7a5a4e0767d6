/* read_csv.h - data sets from CSV files: numbers in every column but one, which
   names the class.

   Not csv.h, for that is libcsv's own header. */

#ifndef READ_CSV_H
#define READ_CSV_H

#include "dataset.h"

/* Whether the first row names the columns. Auto: it does if none of its fields,
   the target's apart, is a number. */
typedef enum { HEADER_AUTO, HEADER_YES, HEADER_NO } header_kind;

/* All zero: the last column is the target, the header is found out. */
typedef struct {
    const char *target; /* a name in the header, else a number from 1; NULL: the last */
    header_kind header;
} csv_options;

/* Files of other habits. All zero: none of them. */
typedef enum { MISSING_REFUSE, MISSING_DROP, MISSING_KEEP } missing_kind;

typedef struct {
    const char *const *ignore; /* columns not to be read at all, named like the target; NULL ends */
    char separator;            /* between fields; 0: a comma */
    int decimal_comma;         /* numbers are written 3,14 */
    missing_kind
        missing;   /* of an empty field, NA, nan or ? in a column of numbers: refuse it, leave
                                  out the row, or read it as NaN */
    int no_target; /* nothing names a class: all examples are of class 0, "0"; a column of
                                  the target's name may be there, and is left out */
} csv_dialect;

/* Reads comma-separated fields (RFC 4180: quoted fields may hold commas, doubled
   quotes and line ends); lines end in LF or CRLF, blank lines are skipped, and so is
   a UTF-8 byte order mark. Every field must be there, and finite where it is no class.

   Classes are numbered in sorted order: by value if all labels are numbers ("2"
   before "10", and "1" and "1.0" are one class, named as in its first row), else by
   strcmp. Returns NULL with the reason, "FILE:LINE: ..."; LINE is where the row
   begins, counted as an editor does. */
dataset *dataset_read_csv(const char *path, const csv_options *options, fault *why);

/* The same for a file of other habits. */
dataset *dataset_read_csv_as(const char *path, const csv_options *options,
                             const csv_dialect *dialect, fault *why);

#endif
