#include "task.h"

#include "generate.h"
#include "idx.h"
#include "read_csv.h"
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of the shipped digits: beside the sections' folders, wherever the
   program was called from. The caller frees it. */
static char *shipped_digits(void)
{
    char program[4096], *folder;
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return strdup("data/mnist");
    program[length] = '\0';
    if (asprintf(&folder, "%s/../data/mnist", dirname(program)) < 0)
        return NULL;
    return folder;
}

/* FOLDER/NAME.gz, or FOLDER/NAME where that is what there is. The caller frees it. */
static char *idx_path(const char *folder, const char *name)
{
    char *path;
    if (asprintf(&path, "%s/%s.gz", folder, name) < 0)
        return NULL;
    if (access(path, F_OK) != 0)
        path[strlen(path) - strlen(".gz")] = '\0';
    return path;
}

static dataset *read_digits(const char *folder, const char *part, fault *why)
{
    char images[64], labels[64];
    snprintf(images, sizeof images, "%s-images-idx3-ubyte", part);
    snprintf(labels, sizeof labels, "%s-labels-idx1-ubyte", part);
    char *image_path = idx_path(folder, images), *label_path = idx_path(folder, labels);
    dataset *data = NULL;
    if (image_path && label_path)
        data = dataset_read_idx(image_path, label_path, why);
    else
        fault_set(why, GSL_ENOMEM, "no memory for a path");
    free(image_path);
    free(label_path);
    return data;
}

dataset *task_digits(const char *folder, const char *part, fault *why)
{
    char *place = folder ? strdup(folder) : shipped_digits();
    dataset *data = place ? read_digits(place, part, why) : fault_null(why, "no memory for a path");
    free(place);
    return data;
}

static int open_digits(const options *o, task *t, fault *why)
{
    t->train = task_digits(o->mnist, "train", why);
    t->test = t->train ? task_digits(o->mnist, "t10k", why) : NULL;
    if (!t->test)
        return GSL_EFAILED;
    if (t->test->x->size2 != t->train->x->size2 || t->test->n_classes != t->train->n_classes)
        return fault_set(why, GSL_EBADLEN,
                         "training and test pictures differ in size or in the number of classes");
    return GSL_SUCCESS;
}

static int split(const options *o, dataset *all, double test_part, gsl_rng *rng, task *t,
                 fault *why)
{
    const double part = o->test_part > 0 ? o->test_part : test_part;
    const int status = dataset_split(all, part, rng, &t->train, &t->test, why);
    dataset_free(all);
    return status;
}

static int open_file(const options *o, gsl_rng *rng, task *t, fault *why)
{
    const csv_options how = {.target = o->target, .header = o->header};
    dataset *all = dataset_read_csv(o->data, &how, why);
    if (!all)
        return GSL_EFAILED;
    const int status = split(o, all, 0.3, rng, t, why);
    if (status != GSL_SUCCESS)
        fault_prefix(why, o->data);
    return status;
}

static int open_made(const options *o, gsl_rng *rng, task *t, fault *why)
{
    dataset *all = generate_by_name(o->task)(o->examples, rng);
    if (!all)
        return fault_set(why, GSL_ENOMEM, "no memory for %zu examples", o->examples);
    return split(o, all, 0.5, rng, t, why);
}

static int scale(const options *o, task *t, fault *why)
{
    const scale_kind own = t->digits ? SCALE_NONE : SCALE_MINMAX;
    scaler *s = scaler_fit(o->scale >= 0 ? (scale_kind)o->scale : own, t->train->x);
    if (!s)
        return fault_set(why, GSL_ENOMEM, "no memory to scale");
    scaler_apply(s, t->train->x);
    scaler_apply(s, t->test->x);
    scaler_free(s);
    return GSL_SUCCESS;
}

/* A system that promises more memory than it has would only kill the program later. */
static int check_memory(const mlp *net, fault *why)
{
    const double needed = (double)net->n_weights * sizeof(double),
                 there = (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE);
    if (needed < there)
        return GSL_SUCCESS;
    return fault_set(why, GSL_ENOMEM,
                     "--hidden: a net of %zu weights does not fit in memory: %.3g GB of %.3g",
                     net->n_weights, needed / 1e9, there / 1e9);
}

static int build_net(const options *o, task *t, fault *why)
{
    static const size_t points[] = {20, 10}, digits[] = {150};
    const size_t *hidden = o->hidden_given ? o->hidden : t->digits ? digits : points;
    const size_t n = o->hidden_given ? o->n_hidden : t->digits ? 1 : 2;
    size_t width[OPTIONS_MAX_LAYERS + 2] = {t->train->x->size2};
    memcpy(width + 1, hidden, n * sizeof *width);
    width[n + 1] = t->train->n_classes;
    t->net = mlp_alloc(n + 1, width, o->hidden_activation, ACTIVATION_SOFTMAX);
    if (!t->net)
        return fault_set(why, GSL_ENOMEM, "--hidden: a net of this size does not fit in memory");
    return check_memory(t->net, why);
}

int task_open(const options *o, gsl_rng *rng, task *t, fault *why)
{
    *t = (task){.name = o->data ? o->data : o->task,
                .digits = !o->data && (o->mnist || strcmp(o->task, "digits") == 0)};
    if (t->digits)
        t->name = "digits";
    t->stop_error = o->stop_error > 0 ? o->stop_error : t->digits ? 0.01 : 0.05;
    int status = o->data     ? open_file(o, rng, t, why)
                 : t->digits ? open_digits(o, t, why)
                             : open_made(o, rng, t, why);
    if (status == GSL_SUCCESS)
        status = scale(o, t, why);
    if (status == GSL_SUCCESS)
        status = build_net(o, t, why);
    if (status != GSL_SUCCESS)
        task_close(t);
    return status;
}

void task_close(task *t)
{
    dataset_free(t->train);
    dataset_free(t->test);
    mlp_free(t->net);
    *t = (task){0};
}
