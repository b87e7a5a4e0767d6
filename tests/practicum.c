/* What the practicum's parts promise: nothing is learned from a part that only judges, folds are fair, a model
   comes back as it was, and no broken file is taken for one. */

#include "learner.h"
#include "methods.h"
#include "model.h"
#include "random.h"
#include "tap.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXAMPLES = 40, MUTATIONS = 10000 };

/* Example p has the single feature 2^p, so a sum of features tells which examples were added. */
static dataset *powers(void)
{
    dataset *data = dataset_alloc(EXAMPLES, 1, 2);
    for (size_t p = 0; p < EXAMPLES; p++) {
        gsl_matrix_set(data->x, p, 0, ldexp(1, (int)p));
        dataset_set_label(data, p, p % 2);
    }
    return data;
}

static settings small_net(void)
{
    settings set = {.m = &method_gd};
    options_defaults(&set.o);
    set.o.n_hidden = 1;
    set.o.hidden[0] = 3;
    set.o.scale = SCALE_STANDARD;
    set.o.batch = 0;
    return set;
}

static size_t bits(unsigned long long n)
{
    return (size_t)__builtin_popcountll(n);
}

static void no_leak(void)
{
    const settings set = small_net();
    plan p = {.set = &set, .epochs = 3, .patience = 5, .validation = 0.25};
    fault why = {""};
    gsl_rng *rng = random_alloc(1, &why);
    dataset *data = powers();
    learned l;
    tap_ok(learn(&p, data, rng, &l, &why) == GSL_SUCCESS, "learns %s", why.text);
    const double sum = gsl_vector_get(l.scale->shift, 0) * (double)l.n_train;
    tap_ok(l.n_train == 30 && l.n_validation == 10,
           "a quarter of 40 examples is for the validation");
    tap_ok(sum == floor(sum) && bits((unsigned long long)sum) == 30,
           "the scale's mean is that of the 30 learned from, and of no other");
    tap_ok(gsl_matrix_get(data->x, 5, 0) == 32, "the caller's data stay as they were");
    learned_free(&l);
    p.patience = 0;
    tap_ok(learn(&p, data, rng, &l, &why) == GSL_SUCCESS && l.n_train == 40, "patience 0: of all");
    tap_near(gsl_vector_get(l.scale->shift, 0) * 40, ldexp(1, 40) - 1, 1e-15,
             "and the mean of all");
    learned_free(&l);
    gsl_matrix_set(data->x, 5, 0, GSL_NAN);
    tap_ok(learn(&p, data, rng, &l, &why) == GSL_SUCCESS, "learns with a number missing");
    tap_near(gsl_vector_get(l.fill, 0), (ldexp(1, 40) - 1 - 32) / 39, 1e-15,
             "for which the mean of the others stands");
    tap_near(gsl_vector_get(l.scale->shift, 0), gsl_vector_get(l.fill, 0), 1e-15,
             "and the scale is that of the filled column");
    double y[2][2], x[2] = {GSL_NAN, gsl_vector_get(l.fill, 0)};
    gsl_matrix_view answers = gsl_matrix_view_array(y[0], 2, 2),
                    asked = gsl_matrix_view_array(x, 2, 1);
    tap_ok(learned_answer(&l, &asked.matrix, &answers.matrix, &why) == GSL_SUCCESS &&
               y[0][0] == y[1][0] && isnan(x[0]),
           "it is answered for as if the mean had been measured");
    learned_free(&l);
    dataset_free(data);
    gsl_rng_free(rng);
}

static void folds(void)
{
    fault why = {""};
    gsl_rng *rng = random_alloc(1, &why);
    dataset *data = dataset_alloc(23, 1, 3); /* 11, 7 and 5 of a class */
    size_t fold[23], count[4] = {0}, class[3][4] = {{0}};
    for (size_t p = 0; p < 23; p++)
        dataset_set_label(data, p, p < 11 ? 0 : p < 18 ? 1 : 2);
    tap_ok(dataset_folds(data, 4, rng, fold, &why) == GSL_SUCCESS, "four folds of 23");
    int fair = 1;
    for (size_t p = 0; p < 23; p++) {
        count[fold[p]]++;
        class[data->label[p]][fold[p]]++;
    }
    for (size_t k = 0; k < 4; k++)
        fair = fair && (count[k] == 5 || count[k] == 6) && class[0][k] / 2 == 1 &&
               class[1][k] >= 1 && class[1][k] <= 2 && class[2][k] >= 1 && class[2][k] <= 2;
    tap_ok(fair, "5 or 6 in each, and of every class the same number up to one");
    tap_ok(dataset_folds(data, 6, rng, fold, &why) == GSL_EINVAL && strstr(why.text, "'2' has 5"),
           "six folds of a class of five are refused");
    dataset_free(data);
    gsl_rng_free(rng);
}

/* ------------------------------------------------------------------------------ models */

static char *read_whole(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *text = malloc(1 << 16);
    *size = fread(text, 1, 1 << 16, file);
    fclose(file);
    return text;
}

static void write_whole(const char *path, const char *text, size_t size)
{
    FILE *file = fopen(path, "wb");
    fwrite(text, 1, size, file);
    fclose(file);
}

static dataset *strange_names(void)
{
    dataset *data = powers();
    data->feature_name = calloc(1, sizeof *data->feature_name);
    data->feature_name[0] = strdup(" a\\n\nb\r, \"c\" ");
    data->target_name = strdup("kind\\");
    dataset_name_class(data, 0, "");
    dataset_name_class(data, 1, "two\nlines");
    return data;
}

static void round_trip(const char *path, const char *second)
{
    const settings set = small_net();
    const plan p = {.set = &set, .epochs = 3};
    fault why = {""};
    gsl_rng *rng = random_alloc(1, &why);
    dataset *data = strange_names(), *about;
    learned l, back;
    learn(&p, data, rng, &l, &why);
    gsl_vector_set(l.w, 0, 1. / 3);
    gsl_vector_set(l.w, 1, -5e-324);
    tap_ok(model_save(path, &l, data, &why) == GSL_SUCCESS, "saves %s", why.text);
    tap_ok(model_load(path, &back, &about, &why) == GSL_SUCCESS, "loads %s", why.text);
    tap_ok(gsl_vector_equal(l.w, back.w) && gsl_vector_equal(l.scale->shift, back.scale->shift) &&
               gsl_vector_equal(l.scale->factor, back.scale->factor) &&
               back.scale->kind == l.scale->kind,
           "weights and scale, to the last bit");
    tap_ok(gsl_vector_equal(l.fill, back.fill), "and what stands for missing numbers");
    tap_ok(strcmp(about->feature_name[0], data->feature_name[0]) == 0 &&
               strcmp(about->target_name, "kind\\") == 0 && strcmp(about->class_name[0], "") == 0 &&
               strcmp(about->class_name[1], "two\nlines") == 0,
           "names with line ends, backslashes and blanks");
    size_t n, m;
    model_save(second, &back, about, &why);
    char *a = read_whole(path, &n), *b = read_whole(second, &m);
    tap_ok(n == m && memcmp(a, b, n) == 0, "saved once more, the same bytes");
    free(a);
    free(b);
    learned_free(&l);
    learned_free(&back);
    dataset_free(data);
    dataset_free(about);
    gsl_rng_free(rng);
}

static int loads(const char *path, fault *why)
{
    learned l;
    dataset *about;
    if (model_load(path, &l, &about, why) != GSL_SUCCESS)
        return 0;
    learned_free(&l);
    dataset_free(about);
    return 1;
}

static void broken(const char *path, const char *second)
{
    size_t n;
    char *text = read_whole(path, &n);
    fault why = {""};
    size_t taken = 0, silent = 0;
    for (size_t cut = 0; cut < n; cut++) {
        write_whole(second, text, cut);
        taken += loads(second, &why) ? 1 : 0;
    }
    tap_ok(taken == 0, "of %zu truncated models none is taken (%zu)", n, taken);
    gsl_rng *rng = random_alloc(2, &why);
    char *changed = malloc(n);
    for (size_t i = 0; i < MUTATIONS; i++) {
        memcpy(changed, text, n);
        for (size_t k = gsl_rng_uniform_int(rng, 4) + 1; k > 0; k--)
            changed[gsl_rng_uniform_int(rng, i % 2 ? 120 : n)] =
                i % 3 ? "0123456789-.e \n"[gsl_rng_uniform_int(rng, 15)]
                      : (char)gsl_rng_uniform_int(rng, 256);
        write_whole(second, changed, n);
        why.text[0] = '\0';
        silent += !loads(second, &why) && (!why.text[0] || strchr(why.text, '\n')) ? 1 : 0;
    }
    tap_ok(silent == 0, "%d mutated models: taken, or refused with one line", MUTATIONS);
    free(changed);
    free(text);
    gsl_rng_free(rng);
}

int main(void)
{
    /* Thousands of small files: in memory where the system has such a place. */
    char folder[40], path[64], second[64];
    snprintf(folder, sizeof folder, "%s/practicum.XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    gsl_set_error_handler_off();
    no_leak();
    folds();
    if (!mkdtemp(folder))
        return 1;
    snprintf(path, sizeof path, "%s/model", folder);
    snprintf(second, sizeof second, "%s/second", folder);
    round_trip(path, second);
    broken(path, second);
    unlink(path);
    unlink(second);
    rmdir(folder);
    return tap_done();
}
