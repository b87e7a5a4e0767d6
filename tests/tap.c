#include "tap.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

/* The one place with state of its own: a test program is its own main. */
static int count, failures;

static void result(int pass, const char *format, va_list arguments)
{
    count++;
    failures += !pass;
    printf("%s %d - ", pass ? "ok" : "not ok", count);
    vprintf(format, arguments);
    putchar('\n');
    fflush(stdout); /* a crash must not swallow what came before it */
}

void tap_ok(int pass, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    result(pass, format, arguments);
    va_end(arguments);
}

void tap_near(double actual, double expected, double tolerance, const char *format, ...)
{
    va_list arguments;
    const int pass = fabs(actual - expected) <= tolerance * fmax(1, fabs(expected));
    va_start(arguments, format);
    result(pass, format, arguments);
    va_end(arguments);
    if (!pass)
        tap_note("expected %.17g, actual %.17g, tolerance %g", expected, actual, tolerance);
}

void tap_note(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    printf("# ");
    vprintf(format, arguments);
    putchar('\n');
    va_end(arguments);
}

int tap_done(void)
{
    printf("1..%d\n", count);
    return failures > 0 || count == 0;
}
