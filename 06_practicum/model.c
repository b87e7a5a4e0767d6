#include "model.h"

#include "number.h"
#include "output.h"
#include "weights.h"
#include <errno.h>
#include <gsl/gsl_errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ----------------------------------------------------------------------------- names */

static void put_name(FILE *file, const char *name)
{
    for (; *name; name++)
        if (*name == '\n' || *name == '\r' || *name == '\\')
            fprintf(file, "\\%c", *name == '\n' ? 'n' : *name == '\r' ? 'r' : '\\');
        else
            fputc(*name, file);
    fputc('\n', file);
}

/* The character that backslash and c stand for, or 0. */
static char unescaped(char c)
{
    return c == 'n' ? '\n' : c == 'r' ? '\r' : c == '\\' ? '\\' : '\0';
}

/* In place. GSL_EINVAL if a backslash stands before anything else. */
static int get_name(char *text)
{
    char *to = text;
    while (*text) {
        const int escape = *text == '\\';
        *to = escape ? unescaped(text[1]) : *text;
        if (*to++ == '\0')
            return GSL_EINVAL;
        text += 1 + escape;
    }
    *to = '\0';
    return GSL_SUCCESS;
}

static size_t find_name(const char *name, char *const names[], size_t n)
{
    size_t i = 0;
    while (i < n && strcmp(names[i], name) != 0)
        i++;
    return i;
}

/* ------------------------------------------------------------------------------- save */

static int check_names(const dataset *about, fault *why)
{
    for (size_t i = 0; about->feature_name && i < about->x->size2; i++)
        if (find_name(about->feature_name[i], about->feature_name, i) < i)
            return fault_set(
                why, GSL_EINVAL,
                "two columns are named '%.60s', and a model finds its columns by their names",
                about->feature_name[i]);
    return GSL_SUCCESS;
}

static void write_model(FILE *file, const learned *l, const dataset *about)
{
    char net[256];
    weights_describe(l->net, net, sizeof net);
    fprintf(file, "practicum 1\nnet %s\nscale %s\nheader %s\ntarget ", net,
            scale_name(l->scale->kind), about->feature_name ? "yes" : "no");
    put_name(file, about->target_name ? about->target_name : "class");
    fprintf(file, "features %zu\n", about->x->size2);
    for (size_t i = 0; i < about->x->size2; i++) {
        fprintf(file, "%.17g %.17g %.17g ", gsl_vector_get(l->scale->shift, i),
                gsl_vector_get(l->scale->factor, i), gsl_vector_get(l->fill, i));
        put_name(file, about->feature_name ? about->feature_name[i] : "");
    }
    fprintf(file, "classes %zu\n", about->n_classes);
    for (size_t c = 0; c < about->n_classes; c++)
        put_name(file, about->class_name[c]);
    fprintf(file, "weights %zu\n", l->w->size);
    for (size_t i = 0; i < l->w->size; i++)
        fprintf(file, "%.17g\n", gsl_vector_get(l->w, i));
    fputs("end\n", file);
}

int model_save(const char *path, const learned *l, const dataset *about, fault *why)
{
    if (check_names(about, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    output *out = output_open(path, why);
    if (!out)
        return GSL_EFAILED;
    write_model(out->file, l, about);
    return output_close(out, why);
}

/* ------------------------------------------------------------------------------- load */

typedef struct {
    FILE *file;
    const char *path;
    char *text; /* the current line, without its end */
    size_t room, line;
    size_t most; /* numbers that a file of this size can hold */
    int has_header;
    fault *why;
} source;

/* The line may hold anything; a message is one line of text. */
static int wrong(source *in, const char *what)
{
    for (char *c = in->text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            *c = ' ';
    return fault_set(in->why, GSL_EFAILED, "%s:%zu: '%.60s' where %s should be", in->path, in->line,
                     in->text, what);
}

/* Every line ends in a line end, the last one too, or the file was cut off. */
static int next_line(source *in)
{
    errno = 0;
    const ssize_t length = getline(&in->text, &in->room, in->file);
    in->line++;
    if (length <= 0 || in->text[length - 1] != '\n')
        return fault_set(in->why, GSL_EFAILED, "%s:%zu: %s", in->path, in->line,
                         errno ? strerror(errno) : "the file ends too early; it was cut off");
    in->text[length - 1] = '\0';
    if (strlen(in->text) != (size_t)length - 1)
        return wrong(in, "text without a NUL byte");
    return GSL_SUCCESS;
}

/* The rest of a line that begins with the word, or NULL. */
static char *after(source *in, const char *word)
{
    const size_t length = strlen(word);
    if (next_line(in) != GSL_SUCCESS)
        return NULL;
    if (strncmp(in->text, word, length) == 0)
        return in->text + length;
    char what[60];
    snprintf(what, sizeof what, "'%s...'", word);
    wrong(in, what);
    return NULL;
}

/* "word N", and N is what the net says. */
static int count_of(source *in, const char *word, size_t wanted)
{
    size_t n;
    char what[60];
    const char *text = after(in, word);
    if (!text)
        return GSL_EFAILED;
    if (number_parse_whole(text, 1, SIZE_MAX, &n) == GSL_SUCCESS && n == wanted)
        return GSL_SUCCESS;
    snprintf(what, sizeof what, "'%s%zu', as the net has them,", word, wanted);
    return wrong(in, what);
}

static int read_net(source *in, learned *l)
{
    if (next_line(in) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (strcmp(in->text, "practicum 1") != 0)
        return fault_set(in->why, GSL_EFAILED,
                         "%s:1: not a model; its first line would be 'practicum 1'", in->path);
    char *text = after(in, "net ");
    if (!text)
        return GSL_EFAILED;
    l->net = weights_parse_net(text);
    if (!l->net || l->net->a[l->net->layers - 1] != ACTIVATION_SOFTMAX)
        return wrong(in, "a net such as 'net 4-30-3 tanh softmax'");
    if (l->net->n_weights > in->most || l->net->width[0] > in->most)
        return fault_set(in->why, GSL_EFAILED,
                         "%s:2: a net of %zu weights is more than the file holds", in->path,
                         l->net->n_weights);
    return GSL_SUCCESS;
}

static int read_number(source *in, char **text, double *number)
{
    char *end = *text + strcspn(*text, " ");
    const char last = *end;
    *end = '\0';
    const int status = number_parse(*text, number);
    *end = last;
    *text = last ? end + 1 : end;
    return status == GSL_SUCCESS ? GSL_SUCCESS : wrong(in, "a finite number");
}

static int set_name(source *in, char **place, const char *text)
{
    free(*place);
    *place = strdup(text);
    if (!*place)
        return fault_set(in->why, GSL_ENOMEM, "%s: no memory", in->path);
    if (get_name(*place) != GSL_SUCCESS)
        return wrong(in, "a name, in which a backslash stands before n, r or a backslash,");
    return GSL_SUCCESS;
}

static int read_feature(source *in, learned *l, dataset *about, size_t i)
{
    if (next_line(in) != GSL_SUCCESS)
        return GSL_EFAILED;
    char *text = in->text;
    if (read_number(in, &text, gsl_vector_ptr(l->scale->shift, i)) != GSL_SUCCESS ||
        read_number(in, &text, gsl_vector_ptr(l->scale->factor, i)) != GSL_SUCCESS ||
        read_number(in, &text, gsl_vector_ptr(l->fill, i)) != GSL_SUCCESS)
        return GSL_EFAILED;
    return in->has_header ? set_name(in, &about->feature_name[i], text) : GSL_SUCCESS;
}

static int read_features(source *in, learned *l, dataset *about)
{
    int status = count_of(in, "features ", about->x->size2);
    for (size_t i = 0; i < about->x->size2 && status == GSL_SUCCESS; i++)
        status = read_feature(in, l, about, i);
    return status;
}

/* The lines between the net and the features. */
static int read_kinds(source *in, learned *l, dataset *about)
{
    const char *text = after(in, "scale ");
    if (!text)
        return GSL_EFAILED;
    l->scale->kind = scale_from_name(text);
    if (l->scale->kind == SCALE_COUNT)
        return wrong(in, "none, minmax or standard");
    if (!(text = after(in, "header ")))
        return GSL_EFAILED;
    in->has_header = strcmp(text, "yes") == 0;
    if (!in->has_header && strcmp(text, "no") != 0)
        return wrong(in, "'header yes' or 'header no'");
    if (in->has_header)
        about->feature_name = calloc(about->x->size2, sizeof *about->feature_name);
    if (in->has_header && !about->feature_name)
        return fault_set(in->why, GSL_ENOMEM, "%s: no memory", in->path);
    char *name = after(in, "target ");
    return name ? set_name(in, &about->target_name, name) : GSL_EFAILED;
}

static int read_classes(source *in, dataset *about)
{
    int status = count_of(in, "classes ", about->n_classes);
    for (size_t c = 0; c < about->n_classes && status == GSL_SUCCESS; c++)
        if ((status = next_line(in)) == GSL_SUCCESS)
            status = set_name(in, &about->class_name[c], in->text);
    return status;
}

static int read_weights(source *in, learned *l)
{
    int status = count_of(in, "weights ", l->w->size);
    for (size_t i = 0; i < l->w->size && status == GSL_SUCCESS; i++)
        if ((status = next_line(in)) == GSL_SUCCESS &&
            number_parse(in->text, gsl_vector_ptr(l->w, i)) != GSL_SUCCESS)
            status = wrong(in, "a finite number");
    if (status == GSL_SUCCESS && (status = next_line(in)) == GSL_SUCCESS &&
        strcmp(in->text, "end") != 0)
        return wrong(in, "'end'");
    if (status == GSL_SUCCESS && fgetc(in->file) != EOF)
        return fault_set(in->why, GSL_EFAILED, "%s:%zu: text after 'end'", in->path, in->line + 1);
    return status;
}

static int read_model(source *in, learned *l, dataset **about)
{
    if (read_net(in, l) != GSL_SUCCESS)
        return GSL_EFAILED;
    *about = dataset_alloc(1, l->net->width[0], l->net->width[l->net->layers]);
    l->w = gsl_vector_alloc(l->net->n_weights);
    l->scale = *about ? scaler_fit(SCALE_NONE, (*about)->x) : NULL;
    l->fill = gsl_vector_alloc(l->net->width[0]);
    if (!l->w || !l->scale || !l->fill)
        return fault_set(in->why, GSL_ENOMEM, "%s: no memory", in->path);
    int status = read_kinds(in, l, *about);
    if (status == GSL_SUCCESS)
        status = read_features(in, l, *about);
    if (status == GSL_SUCCESS)
        status = read_classes(in, *about);
    return status == GSL_SUCCESS ? read_weights(in, l) : status;
}

int model_load(const char *path, learned *l, dataset **about, fault *why)
{
    struct stat info;
    source in = {.file = fopen(path, "r"), .path = path, .why = why};
    *l = (learned){0};
    *about = NULL;
    if (!in.file)
        return fault_set(why, GSL_EFAILED, "%s: %s", path, strerror(errno));
    int status = fault_set(why, GSL_EFAILED, "%s: no plain file", path);
    if (fstat(fileno(in.file), &info) == 0 && S_ISREG(info.st_mode)) {
        in.most = (size_t)info.st_size / 2; /* a digit and a line end */
        status = read_model(&in, l, about);
    }
    free(in.text);
    fclose(in.file);
    if (status != GSL_SUCCESS) {
        learned_free(l);
        dataset_free(*about);
        *about = NULL;
    }
    return status;
}

/* ---------------------------------------------------------------------------- columns */

/* Without names, the columns are what they are by their number. */
static int match_unnamed(const dataset *about, const dataset *data, fault *why)
{
    if (!about->feature_name && data->x->size2 == about->x->size2)
        return GSL_SUCCESS;
    return fault_set(why, GSL_EINVAL, "%zu columns, but the model knows %zu and no names",
                     data->x->size2, about->x->size2);
}

static int refuse_unknown(const dataset *about, const dataset *data, fault *why)
{
    for (size_t j = 0; j < data->x->size2; j++)
        if (find_name(data->feature_name[j], about->feature_name, about->x->size2) ==
            about->x->size2)
            return fault_set(
                why, GSL_EINVAL,
                "column '%.60s' is none that the model has learned from; --ignore leaves it out",
                data->feature_name[j]);
    return GSL_SUCCESS;
}

static int copy_named(const dataset *about, const dataset *data, gsl_matrix *x, fault *why)
{
    for (size_t i = 0; i < about->x->size2; i++) {
        const size_t j = find_name(about->feature_name[i], data->feature_name, data->x->size2);
        if (j == data->x->size2)
            return fault_set(why, GSL_EINVAL, "no column '%.60s', which the model has learned from",
                             about->feature_name[i]);
        gsl_vector_const_view from = gsl_matrix_const_column(data->x, j);
        gsl_matrix_set_col(x, i, &from.vector);
    }
    return GSL_SUCCESS;
}

gsl_matrix *model_columns(const dataset *about, const dataset *data, fault *why)
{
    const int named = about->feature_name && data->feature_name;
    gsl_matrix *x = gsl_matrix_alloc(data->x->size1, about->x->size2);
    int status = fault_set(why, GSL_ENOMEM, "no memory for %zu rows", data->x->size1);
    if (x)
        status = named ? copy_named(about, data, x, why) : match_unnamed(about, data, why);
    if (status == GSL_SUCCESS && named)
        status = refuse_unknown(about, data, why);
    if (status == GSL_SUCCESS && !named)
        gsl_matrix_memcpy(x, data->x);
    if (status == GSL_SUCCESS)
        return x;
    gsl_matrix_free(x);
    return NULL;
}
