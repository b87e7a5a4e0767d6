#include "options.h"

#include "generate.h"
#include "number.h"
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    TASK = 0x1000,
    DATA,
    TARGET,
    FIRST_LINE,
    MNIST,
    EXAMPLES,
    TEST,
    SCALE,
    HIDDEN,
    ACTIVATION,
    LOSS,
    BATCH,
    STOP_ERROR,
    MAX_ITER,
    SEED,
    SEEDS,
    THREADS,
    HISTORY,
    WEIGHTS,
    TABLES,
    PLOT,
    QUIET
};

static const struct argp_option table[] = {
    {0, 0, 0, 0, "Data:", 1},
    {"task", TASK, "NAME", 0,
     "points (default), digits: the lecture's two; circles, moons, blobs: others to try", 0},
    {"data", DATA, "FILE.csv", 0, "the reader's own examples, one a line", 0},
    {"target", TARGET, "COLUMN", 0,
     "where FILE.csv holds the class: a name or a number from 1 (default: the last)", 0},
    {"header", FIRST_LINE, "yes|no|auto", 0, "whether its first line names the columns", 0},
    {"test", TEST, "PART", 0,
     "share of the examples kept for the test (default: 0.5 of made ones, 0.3 of a file's)", 0},
    {"scale", SCALE, "none|minmax|standard", 0,
     "inputs, by what the training part shows (default: minmax; digits are none)", 0},
    {"examples", EXAMPLES, "N", 0, "how many are made (default: 2799)", 0},
    {"mnist", MNIST, "DIR", 0, "digits from the full MNIST in DIR (see make mnist)", 0},

    {0, 0, 0, 0, "Net:", 2},
    {"hidden", HIDDEN, "N,N,...", 0,
     "neurons of the hidden layers (default: 20,10; digits 150), or none", 0},
    {"activation", ACTIVATION, "NAME", 0,
     "of the hidden layers: tanh (default), logistic, relu, linear", 0},
    {"loss", LOSS, "NAME", 0, "cross-entropy (default), kullback-leibler, mse (of lma, always)", 0},

    {0, 0, 0, 0, "Training:", 3},
    {"batch", BATCH, "full|N", 0, "examples a gradient sees (default: full)", 0},
    {"stop-error", STOP_ERROR, "E", 0, "end below it (default: 0.05; digits 0.01)", 0},
    {"max-iter", MAX_ITER, "N", 0, "end after N iterations (default: 10000)", 0},
    {"seed", SEED, "N", 0, "of all that is random (default: the environment's GSL_RNG_SEED, or 1)",
     0},
    {"seeds", SEEDS, "N", 0, "train with N seeds in turn: a table, median, best, worst", 0},
    {"threads", THREADS, "N", 0,
     "that share the examples of a batch (default: 1); no digit depends on it", 0},

    {0, 0, 0, 0, "Output:", 4},
    {"history", HISTORY, "FILE", 0, "write the error of every iteration", 0},
    {"weights", WEIGHTS, "FILE", 0, "go on from these weights if FILE exists; save to it", 0},
    {"tables", TABLES, "PREFIX", 0, "write what the figures are drawn from to PREFIX-*.txt", 0},
    {"plot", PLOT, 0, 0, "draw the error while training (gnuplot; in text without a display)", 0},
    {"quiet", QUIET, 0, 0, "print nothing but errors", 0},
    {0},
};

/* "20,10" into 20 and 10; "none" is a net without hidden layers. */
void options_parse_hidden(options *o, const char *text)
{
    char part[24];
    o->n_hidden = 0;
    o->hidden_given = 1;
    if (strcmp(text, "none") == 0)
        return;
    for (const char *at = text;; at++) {
        const size_t length = strcspn(at, ",");
        snprintf(part, sizeof part, "%.*s", (int)GSL_MIN(length, sizeof part - 1), at);
        size_t width;
        if (number_parse_whole(part, 1, 1000000, &width) != GSL_SUCCESS)
            arguments_error(
                "--hidden: '%s' is not a list of widths from 1 to 1000000, such as 20,10, "
                "and not 'none'",
                text);
        if (o->n_hidden == OPTIONS_MAX_LAYERS)
            arguments_error("--hidden: more than %d layers", OPTIONS_MAX_LAYERS);
        o->hidden[o->n_hidden++] = width;
        at += length;
        if (*at == '\0')
            return;
    }
}

void options_parse_activation(options *o, const char *text)
{
    const activation a = activation_from_name(text);
    if (a == ACTIVATION_THRESHOLD)
        arguments_error("--activation: the threshold's derivative is 0 everywhere, so no gradient "
                        "can train it; use tanh, logistic, relu or linear");
    if (a == ACTIVATION_COUNT || a == ACTIVATION_SOFTMAX)
        arguments_error("--activation: '%s' is none of tanh, logistic, relu, linear", text);
    o->hidden_activation = a;
}

static void parse_task(options *o, const char *text)
{
    if (strcmp(text, "digits") != 0 && !generate_by_name(text))
        arguments_error("--task: '%s' is none of points, digits, circles, moons, blobs; "
                        "for a file of your own use --data",
                        text);
    o->task = text;
}

void options_parse_header(options *o, const char *text)
{
    if (strcmp(text, "yes") == 0)
        o->header = HEADER_YES;
    else if (strcmp(text, "no") == 0)
        o->header = HEADER_NO;
    else if (strcmp(text, "auto") == 0)
        o->header = HEADER_AUTO;
    else
        arguments_error("--header: '%s' is none of yes, no, auto", text);
}

static int parse_data(options *o, int key, char *text)
{
    switch (key) {
    case TASK:
        parse_task(o, text);
        return 0;
    case DATA:
        o->data = text;
        return 0;
    case TARGET:
        o->target = text;
        return 0;
    case FIRST_LINE:
        options_parse_header(o, text);
        return 0;
    case MNIST:
        o->mnist = text;
        return 0;
    case EXAMPLES:
        o->examples = argument_whole("examples", text, 8, 100000000);
        return 0;
    case TEST:
        o->test_part = argument_above("test", text, 0, 1);
        return 0;
    case SCALE:
        o->scale = (int)scale_from_name(text);
        if (o->scale == SCALE_COUNT)
            arguments_error("--scale: '%s' is none of none, minmax, standard", text);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int parse_training(options *o, int key, char *text)
{
    switch (key) {
    case HIDDEN:
        options_parse_hidden(o, text);
        return 0;
    case ACTIVATION:
        options_parse_activation(o, text);
        return 0;
    case LOSS:
        o->l = loss_from_name(text);
        o->loss_given = 1;
        if (o->l == LOSS_COUNT)
            arguments_error("--loss: '%s' is none of cross-entropy, kullback-leibler, mse", text);
        return 0;
    case BATCH:
        o->batch = strcmp(text, "full") == 0 ? 0 : argument_whole("batch", text, 1, SIZE_MAX);
        return 0;
    case STOP_ERROR:
        o->stop_error = argument_above("stop-error", text, 0, INFINITY);
        return 0;
    case MAX_ITER:
        o->max_iterations = argument_whole("max-iter", text, 1, SIZE_MAX);
        return 0;
    case SEED:
        o->seed = argument_whole("seed", text, 0, UINT32_MAX);
        return 0;
    case SEEDS:
        o->seeds = argument_whole("seeds", text, 1, 10000);
        return 0;
    case THREADS:
        o->threads = argument_whole("threads", text, 1, 256);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int parse_output(options *o, int key, char *text)
{
    switch (key) {
    case HISTORY:
        o->history = text;
        return 0;
    case WEIGHTS:
        o->weights = text;
        return 0;
    case TABLES:
        o->tables = text;
        return 0;
    case PLOT:
        o->plot = 1;
        return 0;
    case QUIET:
        o->quiet = 1;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    options *o = state->input;
    if (key == ARGP_KEY_INIT)
        state->err_stream = NULL; /* see arguments_parse */
    if (parse_data(o, key, text) == 0 || parse_training(o, key, text) == 0)
        return 0;
    return parse_output(o, key, text);
}

const struct argp options_argp = {table, parse, NULL, NULL, NULL, NULL, NULL};

void options_defaults(options *o)
{
    *o = (options){.task = "points",
                   .examples = 2799,
                   .test_part = -1,
                   .scale = -1,
                   .hidden_activation = ACTIVATION_TANH,
                   .l = LOSS_CROSS_ENTROPY,
                   .stop_error = -1,
                   .max_iterations = 10000,
                   .seed = seed_default(),
                   .seeds = 1,
                   .threads = 1};
}
