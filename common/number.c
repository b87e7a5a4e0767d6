#include "number.h"

#include <ctype.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

int number_parse(const char *text, double *value)
{
    char *end;
    if (text[strspn(text, "+-.0123456789eE \t")] != '\0')
        return GSL_EINVAL;
    *value = strtod(text, &end);
    end += strspn(end, " \t");
    if (end == text || *end != '\0' || text[strcspn(text, "0123456789")] == '\0')
        return GSL_EINVAL;
    return isfinite(*value) ? GSL_SUCCESS : GSL_ERANGE;
}

int number_parse_whole(const char *text, size_t min, size_t max, size_t *value)
{
    size_t n = 0;
    if (*text == '\0')
        return GSL_EINVAL;
    for (const char *c = text; *c; c++)
        if (!isdigit((unsigned char)*c) || __builtin_mul_overflow(n, 10, &n) ||
            __builtin_add_overflow(n, (size_t)(*c - '0'), &n))
            return GSL_EINVAL;
    *value = n;
    return n >= min && n <= max ? GSL_SUCCESS : GSL_ERANGE;
}
