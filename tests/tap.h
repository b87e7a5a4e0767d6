/* tap.h - what the C tests share: results in the Test Anything Protocol, which
   prove reads. */

#ifndef TAP_H
#define TAP_H

/* "ok N - what" or "not ok N - what". `what` says what holds in the world if the
   test passes; on failure the caller adds expected and actual values with tap_note. */
void tap_ok(int pass, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* |actual - expected| <= tolerance * max(1, |expected|); a failure prints both. */
void tap_near(double actual, double expected, double tolerance, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A line of comment. */
void tap_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Prints the plan; returns the exit status of the test program. */
int tap_done(void);

#endif
