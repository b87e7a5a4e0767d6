#include "method_options.h"

#include <string.h>

enum { METHOD_KEY = 0x2000, PARAMETER_KEY = 0x2001 };

void method_options_list(char *text, size_t size)
{
    *text = '\0';
    for (const method *const *m = methods; *m; m++)
        snprintf(text + strlen(text), size - strlen(text), " %s", (*m)->name);
}

const method *method_options_find(int argc, char **argv, const char *name)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--method=", 9) == 0)
            name = argv[i] + 9;
        else if (strcmp(argv[i], "--method") == 0 && i + 1 < argc)
            name = argv[++i];
    }
    const method *m = method_by_name(name);
    if (m)
        return m;
    char known[400];
    method_options_list(known, sizeof known);
    arguments_error("--method: '%s' is none of%s", name, known);
}

/* A parameter's line in --help: what it means, and its default. */
static void document(const parameter *p, char *text, size_t size)
{
    if (p->choices || p->flag)
        snprintf(text, size, "%s", p->meaning);
    else if (p->value != p->digits)
        snprintf(text, size, "%s (default: %g; digits %g)", p->meaning, p->value, p->digits);
    else
        snprintf(text, size, "%s (default: %g)", p->meaning, p->value);
}

void method_options_fill(method_options *table, const method *m)
{
    *table = (method_options){.option = {{.doc = "Method:", .group = -3}}};
    table->option[1] = (struct argp_option){
        .name = "method", .key = METHOD_KEY, .arg = "NAME", .doc = "train by another method"};
    for (size_t i = 0; m->parameters[i].name; i++) {
        const parameter *p = &m->parameters[i];
        document(p, table->doc[i], sizeof table->doc[i]);
        table->option[i + 2] = (struct argp_option){.name = p->name,
                                                    .key = PARAMETER_KEY + (int)i,
                                                    .arg = p->flag      ? NULL
                                                           : p->choices ? p->choices
                                                                        : "X",
                                                    .doc = table->doc[i]};
    }
}

error_t method_options_parse(settings *set, int key, const char *text)
{
    fault why = {""};
    if (key == METHOD_KEY && strcmp(text, set->m->name) != 0)
        arguments_error("--method: write the option in full, and once");
    if (key == METHOD_KEY)
        return 0;
    if (key < PARAMETER_KEY || key >= PARAMETER_KEY + MAX_PARAMETERS)
        return ARGP_ERR_UNKNOWN;
    const size_t i = (size_t)(key - PARAMETER_KEY);
    set->given[i] = 1;
    if (parameter_parse(&set->m->parameters[i], text, &set->value[i], &why) != GSL_SUCCESS)
        arguments_error("%s", why.text);
    return 0;
}
