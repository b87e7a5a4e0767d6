#include "arguments.h"

#include "blas.h"
#include "number.h"
#include "output.h"
#include "version.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

void arguments_error(const char *format, ...)
{
    fault why;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why.text, sizeof why.text, format, arguments);
    va_end(arguments);
    fault_report(&why);
    exit(2);
}

/* argp wraps its help at column 79 however narrow the terminal is, unless told. */
static void fit_help(void)
{
    struct winsize size;
    char format[40];
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col >= 80 || size.ws_col < 20)
        return;
    const int width = size.ws_col;
    snprintf(format, sizeof format, "rmargin=%d,opt-doc-col=%d", width - 1, width < 60 ? 12 : 24);
    setenv("ARGP_HELP_FMT", format, 0);
}

void arguments_parse(const struct argp *argp, int argc, char **argv, void *input)
{
    argp_program_version = "lecture14 " LECTURE_VERSION;
    argp_err_exit_status = 2;
    fit_help();
    /* getopt prints the one line that matters under the name in argv[0]; argp would
       add a second. Without a stream for errors it does not, and returns instead. */
    if (argp_parse(argp, argc, argv, 0, NULL, input) != 0)
        exit(2);
}

/* --------------------------------------------------------------------- values */

size_t argument_whole(const char *option, const char *text, size_t min, size_t max)
{
    size_t value;
    if (number_parse_whole(text, min, max, &value) == GSL_SUCCESS)
        return value;
    if (max == SIZE_MAX)
        arguments_error("--%s: '%s' is not a whole number from %zu on", option, text, min);
    arguments_error("--%s: '%s' is not a whole number from %zu to %zu", option, text, min, max);
}

double argument_number(const char *option, const char *text, double min, double max)
{
    double value;
    if (number_parse(text, &value) == GSL_SUCCESS && value >= min && value <= max)
        return value;
    if (isinf(min) && isinf(max))
        arguments_error("--%s: '%s' is not a finite number", option, text);
    if (isinf(max))
        arguments_error("--%s: '%s' is not a finite number from %g on", option, text, min);
    if (isinf(min))
        arguments_error("--%s: '%s' is not a finite number up to %g", option, text, max);
    arguments_error("--%s: '%s' is not a number from %g to %g", option, text, min, max);
}

double argument_above(const char *option, const char *text, double min, double max)
{
    double value;
    if (number_parse(text, &value) == GSL_SUCCESS && value > min && value < max)
        return value;
    if (isinf(max))
        arguments_error("--%s: '%s' is not a finite number above %g", option, text, min);
    arguments_error("--%s: '%s' is not a number between %g and %g", option, text, min, max);
}

size_t argument_numbers(const char *option, const char *text, size_t most, double values[])
{
    char part[40];
    size_t n = 0;
    for (const char *at = text;; at++) {
        const size_t length = strcspn(at, ",");
        snprintf(part, sizeof part, "%.*s", (int)GSL_MIN(length, sizeof part - 1), at);
        if (n == most)
            arguments_error("--%s: '%s' has more than %zu numbers", option, text, most);
        if (number_parse(part, &values[n++]) != GSL_SUCCESS)
            arguments_error("--%s: '%s' is not a list of finite numbers, such as 0.5,-1", option,
                            text);
        at += length;
        if (*at == '\0')
            return n;
    }
}

size_t argument_net(const char *option, const char *text, size_t most, size_t width[])
{
    char part[24];
    size_t n = 0;
    for (const char *at = text;; at++) {
        const size_t length = strcspn(at, "-");
        snprintf(part, sizeof part, "%.*s", (int)GSL_MIN(length, sizeof part - 1), at);
        if (n > most)
            arguments_error("--%s: '%s' has more than %zu layers", option, text, most);
        if (number_parse_whole(part, 1, 1000, &width[n++]) != GSL_SUCCESS)
            break;
        at += length;
        if (*at == '\0' && n > 1)
            return n - 1;
        if (*at == '\0')
            break;
    }
    arguments_error("--%s: '%s' is not a net such as 4-7-3: inputs, neurons of each layer, "
                    "from 1 to 1000",
                    option, text);
}

size_t argument_choice(const char *option, const char *text, const char *choices)
{
    size_t place = 0;
    for (const char *at = choices;; at++, place++) {
        const size_t length = strcspn(at, "|");
        if (strlen(text) == length && strncmp(at, text, length) == 0)
            return place;
        at += length;
        if (*at == '\0')
            break;
    }
    arguments_error("--%s: '%s' is none of %s", option, text, choices);
}

/* --------------------------------------------------- what every program understands */

enum { SEED = 0x7000, TABLES, QUIET };

static const struct argp_option table[] = {
    {"seed", SEED, "N", 0, "of all that is random (default: the environment's GSL_RNG_SEED, or 1)",
     10},
    {"tables", TABLES, "PREFIX", 0, "write what the figures are drawn from to PREFIX-*.txt", 10},
    {"quiet", QUIET, 0, 0, "print nothing but errors", 10},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    basics *b = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->err_stream = NULL; /* see arguments_parse */
        return 0;
    case ARGP_KEY_ARG:
        arguments_error("'%s' is no option; --help lists them", text);
    case SEED:
        b->seed = argument_whole("seed", text, 0, UINT32_MAX);
        return 0;
    case TABLES:
        b->tables = text;
        return 0;
    case QUIET:
        b->quiet = 1;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp basics_argp = {table, parse, NULL, NULL, NULL, NULL, NULL};

size_t seed_default(void)
{
    size_t seed = 1;
    const char *text = getenv("GSL_RNG_SEED");
    if (text && number_parse_whole(text, 0, UINT32_MAX, &seed) != GSL_SUCCESS)
        arguments_error("GSL_RNG_SEED: '%s' in the environment is not a whole number from 0 to %u",
                        text, UINT32_MAX);
    return seed;
}

void program_begin(void)
{
    gsl_set_error_handler_off();
    blas_one_thread();
}

void basics_defaults(basics *b)
{
    program_begin();
    *b = (basics){.seed = seed_default()};
}

int program_end(int status, fault *why)
{
    if (status == GSL_SUCCESS)
        status = output_close_stdout(why);
    if (status == GSL_SUCCESS)
        return 0;
    fault_report(why);
    return 1;
}
