#include "fault.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int fault_set(fault *why, int code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why->text, sizeof why->text, format, arguments);
    va_end(arguments);
    return code;
}

void *fault_null(fault *why, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why->text, sizeof why->text, format, arguments);
    va_end(arguments);
    return NULL;
}

void fault_prefix(fault *why, const char *place)
{
    const fault inner = *why;
    /* A text that no longer fits is cut at its end: the place matters more. */
    const int room = (int)(sizeof why->text - strnlen(place, sizeof why->text / 2) - 3);
    snprintf(why->text, sizeof why->text, "%.*s: %.*s", (int)(sizeof why->text / 2), place, room,
             inner.text);
}

void fault_report(const fault *why)
{
    /* What was printed before must stand before it, also in a pipe. */
    fflush(stdout);
    fprintf(stderr, "%s: %s\n", program_invocation_short_name, why->text);
}
