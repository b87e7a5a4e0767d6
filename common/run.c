#include "run.h"

#include "output.h"
#include "random.h"
#include "tables.h"
#include "weights.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Rows of a pass for evaluations beside the training. */
enum { WATCH_ROWS = 1000 };

void run_free(run *r)
{
    mlp_pass_free(r->t.net, r->pass);
    objective_free(r->o);
    gsl_multimin_fdfminimizer_free(r->s);
    gsl_vector_free(r->w);
    gsl_rng_free(r->rng);
    history_free(&r->h);
    task_close(&r->t);
}

/* The i-th hyper-parameter: what the user gave, else the default for this task. */
static double value_of(const settings *set, size_t i, int digits)
{
    const parameter *p = &set->m->parameters[i];
    return set->given[i] ? set->value[i] : digits ? p->digits : p->value;
}

int run_as_printed(const settings *set)
{
    for (size_t i = 0; set->m->parameters[i].name; i++)
        if (strcmp(set->m->parameters[i].name, "as-printed") == 0)
            return set->given[i];
    return 0;
}

/* The layers of the net, as they lie in its vector of weights (mlp.h). */
static int tell_layers(const settings *set, run *r)
{
    const mlp *net = r->t.net;
    method_layer *layer = calloc(net->layers, sizeof *layer);
    if (!layer)
        return GSL_ENOMEM;
    for (size_t l = 1; l <= net->layers; l++)
        layer[l - 1] = (method_layer){.first = l == 1 ? 0 : method_layer_end(&layer[l - 2]),
                                      .inputs = net->width[l - 1],
                                      .units = net->width[l],
                                      .bias = 1,
                                      .output = l == net->layers};
    const int status = method_set_layers(set->m, r->s, net->layers, layer);
    free(layer);
    return status;
}

/* Its status matters where a parameter decides how much memory is needed. An E that is not finite
   shows in the history's first row. */
static int start_method(const settings *set, run *r)
{
    double step_size = 0, tolerance = 0;
    for (size_t i = 0; set->m->parameters[i].name; i++) {
        const parameter *p = &set->m->parameters[i];
        const double value = value_of(set, i, r->t.digits);
        if (p->where == PARAMETER_STEP_SIZE)
            step_size = value;
        else if (p->where == PARAMETER_TOLERANCE)
            tolerance = value;
        else
            method_set_parameter(set->m, r->s, p->name, value);
    }
    r->e = objective_function(r->o);
    const int status = gsl_multimin_fdfminimizer_set(r->s, &r->e, r->w, step_size, tolerance);
    return status == GSL_ENOMEM ? status : GSL_SUCCESS;
}

static int load_weights(const settings *set, run *r, fault *why)
{
    mlp_init(r->t.net, r->w, r->rng);
    struct stat info; /* a pipe or a device can be written to, but there is nothing to go on from */
    if (!set->o.weights || stat(set->o.weights, &info) != 0 || !S_ISREG(info.st_mode))
        return GSL_SUCCESS;
    r->resumed = 1;
    return weights_load(set->o.weights, r->t.net, r->w, why);
}

int run_prepare(const settings *set, size_t seed, run *r, fault *why)
{
    *r = (run){0};
    if (!(r->rng = random_alloc(seed, why)) ||
        task_open(&set->o, r->rng, &r->t, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    return run_begin(set, r, why);
}

int run_begin(const settings *set, run *r, fault *why)
{
    const mlp *net = r->t.net;
    if (method_fits(set->m, net->n_weights, why) != GSL_SUCCESS)
        return GSL_ENOMEM;
    r->w = gsl_vector_alloc(net->n_weights);
    r->pass = mlp_pass_alloc(net, WATCH_ROWS);
    r->s = gsl_multimin_fdfminimizer_alloc(method_type(set->m), net->n_weights);
    if (!r->w || !r->pass || !r->s || tell_layers(set, r) != GSL_SUCCESS)
        return fault_set(why, GSL_ENOMEM, "no memory for a net of %zu weights", net->n_weights);
    if (load_weights(set, r, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    r->o = objective_alloc(net, set->o.l, r->t.train, set->o.batch, r->rng, why);
    if (!r->o || objective_set_threads(r->o, set->o.threads, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (start_method(set, r) != GSL_SUCCESS)
        return fault_set(why, GSL_ENOMEM, "%s: no memory for a net of %zu weights", set->m->name,
                         net->n_weights);
    return GSL_SUCCESS;
}

int run_train(const settings *set, run *r, void (*watch)(const history *, void *), void *context,
              fault *why)
{
    const training how = {.stop_error = r->t.stop_error,
                          .max_iterations = set->o.max_iterations,
                          .test = set->o.history || set->o.tables ? r->t.test : NULL,
                          .pass = r->pass,
                          .watch = watch,
                          .context = context};
    if (train(r->s, r->o, &how, &r->h, &r->end, &r->seconds) != GSL_SUCCESS)
        return fault_set(why, GSL_ENOMEM, "no memory for the history");
    return evaluate(r->t.net, r->s->x, set->o.l, r->t.test, r->pass, &r->test, NULL);
}

double run_accuracy(const run *r)
{
    return 1 - (double)r->test.wrong / (double)r->t.test->x->size1;
}

/* ------------------------------------------------------ keeping what was reached */

int run_check_places(const options *o, fault *why)
{
    if (o->history && output_check(o->history, why) != GSL_SUCCESS) {
        fault_prefix(why, "--history");
        return GSL_EFAILED;
    }
    if (o->weights && output_check(o->weights, why) != GSL_SUCCESS) {
        fault_prefix(why, "--weights");
        return GSL_EFAILED;
    }
    return GSL_SUCCESS;
}

static int report_divergence(const settings *set, const run *r, fault *why)
{
    const parameter *step = set->m->parameters;
    if (run_as_printed(set))
        return fault_set(why, GSL_EFAILED,
                         "%s: the error is no finite number at iteration %zu; the cure is to leave "
                         "out --as-printed",
                         set->m->name, r->h.n + 1);
    return fault_set(why, GSL_EFAILED,
                     "%s: the error is no finite number at iteration %zu; a smaller step is the "
                     "likely cure: --%s below %g",
                     set->m->name, r->h.n + 1, step->name, value_of(set, 0, r->t.digits));
}

int run_save(const settings *set, run *r, fault *why)
{
    const int diverged = r->end == TRAIN_DIVERGED;
    if (diverged)
        r->h.n--; /* the row that is not finite */
    if (set->o.history && history_write(&r->h, set->o.history, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (diverged && set->o.tables && tables_write_history(set->o.tables, &r->h, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (diverged)
        return report_divergence(set, r, why);
    if (set->o.weights && weights_save(set->o.weights, r->t.net, r->s->x, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (set->o.tables)
        return tables_write(set->o.tables, &r->t, r->s->x, &r->h, why);
    return GSL_SUCCESS;
}
