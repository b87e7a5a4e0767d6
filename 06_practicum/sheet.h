/* sheet.h - a table for other programs: text for gnuplot (PREFIX-NAME.txt), TSV for spreadsheets and
   pandas (PREFIX-NAME.tsv), or JSON, a list of objects (PREFIX-NAME.json).

   A number that does not exist is ? in text, nothing in TSV and null in JSON. */

#ifndef SHEET_H
#define SHEET_H

#include "output.h"

typedef enum { SHEET_TEXT, SHEET_TSV, SHEET_JSON } sheet_format;

typedef struct {
    output *out;
    sheet_format format;
    const char *const *column; /* ends with NULL */
    size_t columns, cells;     /* how many there are, and have been written */
} sheet;

/* Begins it: `column` must outlive it. GSL_EFAILED with the reason. */
int sheet_open(sheet *s, const char *prefix, const char *name, const char *const *column,
               sheet_format format, fault *why);

/* The next cell; after the last column the next row begins. */
void sheet_number(sheet *s, double number);
void sheet_text(sheet *s, const char *text);

int sheet_close(sheet *s, fault *why);

#endif
