/* grade.h - what the graders share: a TAP result that teaches. A failure says what the number
   should have been, what it is, and which slide explains it. */

#ifndef GRADE_H
#define GRADE_H

/* |actual - expected| <= 1e-9 max(1, |expected|). */
void grade_near(double actual, double expected, const char *slide, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same for a statement without a number of its own. */
void grade_ok(int pass, const char *slide, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
