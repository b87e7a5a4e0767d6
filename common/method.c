#include "method.h"

#include "number.h"
#include <limits.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

const gsl_multimin_fdfminimizer_type *method_type(const method *m)
{
    return m->type ? m->type : *m->gsl_type;
}

/* GSL's CBLAS counts a matrix's numbers by int. Half of the memory is for everything else: a matrix
   that had to be swapped would be none at all. */
int method_fits(const method *m, size_t n, fault *why)
{
    const double numbers = (double)n * (double)n,
                 bytes = (double)m->matrices * numbers * sizeof(double);
    const double memory = (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE);
    if (m->matrices == 0 || (numbers <= INT_MAX && bytes <= memory / 2))
        return GSL_SUCCESS;
    return fault_set(why, GSL_ENOMEM,
                     "%s: a matrix of %zu x %zu numbers, %.3g GB, is too large for this machine; "
                     "%s needs none: --method %s",
                     m->name, n, n, numbers * sizeof(double) / 1e9, m->instead, m->instead);
}

/* The place of `text` among "a|b|c", or -1. */
static double choice_index(const char *choices, const char *text)
{
    const size_t length = strlen(text);
    double index = 0;
    for (const char *c = choices; c; index++) {
        const char *end = strchr(c, '|');
        const size_t n = end ? (size_t)(end - c) : strlen(c);
        if (n == length && strncmp(c, text, n) == 0)
            return index;
        c = end ? end + 1 : NULL;
    }
    return -1;
}

int parameter_accepts(const parameter *p, double value)
{
    const int number = !p->choices && !p->flag && !p->whole;
    return isfinite(value) && value <= p->max && (number || value == floor(value)) &&
           (p->min_open ? value > p->min : value >= p->min);
}

int parameter_parse(const parameter *p, const char *text, double *value, fault *why)
{
    if (p->flag) {
        *value = 1;
        return GSL_SUCCESS;
    }
    if (p->choices) {
        *value = choice_index(p->choices, text);
        if (*value >= 0)
            return GSL_SUCCESS;
        return fault_set(why, GSL_EINVAL, "--%s: '%s' is none of %s", p->name, text, p->choices);
    }
    if (number_parse(text, value) == GSL_SUCCESS && parameter_accepts(p, *value))
        return GSL_SUCCESS;
    const char *relation = p->min_open ? "above" : "from";
    if (p->whole && isfinite(p->max))
        return fault_set(why, GSL_EINVAL, "--%s: '%s' is not a whole number from %g to %g", p->name,
                         text, p->min, p->max);
    if (p->whole)
        return fault_set(why, GSL_EINVAL, "--%s: '%s' is not a whole number from %g on", p->name,
                         text, p->min);
    if (isfinite(p->max))
        return fault_set(why, GSL_EINVAL, "--%s: '%s' is not a number %s %g %s %g", p->name, text,
                         relation, p->min, p->min_open ? "and at most" : "to", p->max);
    return fault_set(why, GSL_EINVAL, "--%s: '%s' is not a finite number %s %g%s", p->name, text,
                     relation, p->min, p->min_open ? "" : " on");
}

static int in_state(const parameter *p)
{
    return p->where != PARAMETER_STEP_SIZE && p->where != PARAMETER_TOLERANCE;
}

static void store(const parameter *p, void *state, double value)
{
    memcpy((char *)state + p->where, &value, sizeof value);
}

void method_defaults(const method *m, void *state)
{
    for (const parameter *p = m->parameters; p->name; p++)
        if (in_state(p))
            store(p, state, p->value);
}

int method_set_parameter(const method *m, gsl_multimin_fdfminimizer *s, const char *name,
                         double value)
{
    for (const parameter *p = m->parameters; p->name; p++)
        if (strcmp(p->name, name) == 0 && in_state(p) && parameter_accepts(p, value)) {
            store(p, s->state, value);
            return GSL_SUCCESS;
        }
    return GSL_EINVAL;
}

size_t method_layer_end(const method_layer *layer)
{
    return layer->first + (layer->inputs + (layer->bias ? 1 : 0)) * layer->units;
}

/* Whether a layer has weights and all of them lie in a vector of that size; no product of its two
   sides is formed that may be too large for a size_t. */
static int fits(const method_layer *layer, size_t size)
{
    return layer->inputs > 0 && layer->units > 0 && layer->first < size && layer->inputs <= size &&
           layer->units <= (size - layer->first) / (layer->inputs + (layer->bias ? 1 : 0));
}

int method_set_layers(const method *m, gsl_multimin_fdfminimizer *s, size_t n,
                      const method_layer layer[])
{
    for (size_t k = 0; k < n; k++)
        if (!fits(&layer[k], s->x->size) ||
            (k > 0 && layer[k].first < method_layer_end(&layer[k - 1])))
            return GSL_EINVAL;
    return m->set_layers ? m->set_layers(s->state, n, layer) : GSL_SUCCESS;
}

static int all_finite(const gsl_vector *w)
{
    for (size_t i = 0; i < w->size; i++)
        if (!isfinite(gsl_vector_get(w, i)))
            return 0;
    return 1;
}

int method_evaluate(gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                    gsl_vector *gradient)
{
    GSL_MULTIMIN_FN_EVAL_F_DF(fdf, w, e, gradient);
    if (!all_finite(w)) /* an input of 0 may hide it: GSL's BLAS leaves out 0 times NaN */
        *e = GSL_NAN;
    return isfinite(*e) ? GSL_SUCCESS : GSL_EBADFUNC;
}
