#include "grade.h"

#include "tap.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

void grade_near(double actual, double expected, const char *slide, const char *format, ...)
{
    char what[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    const int pass = fabs(actual - expected) <= 1e-9 * fmax(1, fabs(expected));
    tap_ok(pass, "%s", what);
    if (!pass)
        tap_note("  should be %.10g, is %.10g; %s", expected, actual, slide);
}

void grade_ok(int pass, const char *slide, const char *format, ...)
{
    char what[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    tap_ok(pass, "%s", what);
    if (!pass)
        tap_note("  see %s", slide);
}
