/* method_options.h - --method, and one option for each row of a method's own table of
   hyper-parameters: for every program that trains by any of the methods.

   Which table that is must be known before the options can be read, so --method is looked for first:

     set.m = method_options_find(argc, argv, "rprop");
     method_options_fill(&table, set.m);
     const struct argp argp = {table.option, parse, ...};

   and the program's own parse ends with `return method_options_parse(set, key, text)`. */

#ifndef METHOD_OPTIONS_H
#define METHOD_OPTIONS_H

#include "methods.h"
#include "run.h"

typedef struct {
    struct argp_option option[MAX_PARAMETERS + 4]; /* ended by a row of zeros */
    char doc[MAX_PARAMETERS][160];
} method_options;

/* The method that the command line names, or the one of that name; unless there is none such: exit
   status 2. */
const method *method_options_find(int argc, char **argv, const char *name);

void method_options_fill(method_options *table, const method *m);

/* ARGP_ERR_UNKNOWN for a key that is of no option here. */
error_t method_options_parse(settings *set, int key, const char *text);

/* The names of all methods, each after a blank. */
void method_options_list(char *text, size_t size);

#endif
