/* options.h - what can be said on the command line of every program that trains. */

#ifndef OPTIONS_H
#define OPTIONS_H

#include "activation.h"
#include "arguments.h"
#include "dataset.h"
#include "loss.h"
#include "read_csv.h"

enum { OPTIONS_MAX_LAYERS = 16 };

typedef struct {
    /* data */
    const char *task; /* "points", "digits", "circles", ...; or the data's file name */
    const char *data, *target;
    header_kind header;
    const char *mnist;
    size_t examples;
    double test_part;
    int scale; /* a scale_kind, or -1 for the task's own */
    /* net */
    size_t n_hidden, hidden[OPTIONS_MAX_LAYERS];
    int hidden_given;
    activation hidden_activation;
    loss l;
    int loss_given;
    /* training */
    size_t batch; /* 0: full */
    double stop_error;
    size_t max_iterations;
    size_t seed, seeds, threads;
    /* output */
    const char *history, *weights, *tables;
    int plot, quiet;
} options;

/* The defaults of a task; seed from the environment's GSL_RNG_SEED where it is set. */
void options_defaults(options *o);

/* What --hidden, --activation and --header say, for programs that have these options without the
   others. */
void options_parse_hidden(options *o, const char *text);
void options_parse_activation(options *o, const char *text);
void options_parse_header(options *o, const char *text);

/* To be a child of a program's own argp; `input` is the options. */
extern const struct argp options_argp;

#endif
