#include "weights.h"

#include "number.h"
#include "output.h"
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void weights_describe(const mlp *net, char *text, size_t size)
{
    size_t at = 0;
    for (size_t l = 0; l <= net->layers && at < size; l++)
        at += (size_t)snprintf(text + at, size - at, "%s%zu", l ? "-" : "", net->width[l]);
    if (at < size && net->layers > 1)
        at += (size_t)snprintf(text + at, size - at, " %s", activation_name(net->a[0]));
    if (at < size)
        snprintf(text + at, size - at, " %s", activation_name(net->a[net->layers - 1]));
}

int weights_save(const char *path, const mlp *net, const gsl_vector *w, fault *why)
{
    char description[256];
    output *out = output_open(path, why);
    if (!out)
        return GSL_EFAILED;
    weights_describe(net, description, sizeof description);
    fprintf(out->file, "ann 1\nnet %s\nweights %zu\n", description, w->size);
    for (size_t i = 0; i < w->size; i++)
        fprintf(out->file, "%.17g\n", gsl_vector_get(w, i));
    fputs("end\n", out->file);
    return output_close(out, why);
}

/* A file that is read line by line. */
typedef struct {
    FILE *file;
    const char *path;
    char text[320]; /* the current line, without its end */
    size_t line;
} lines;

static int next_line(lines *in, fault *why)
{
    errno = 0;
    if (!fgets(in->text, sizeof in->text, in->file))
        return fault_set(why, GSL_EFAILED, "%s:%zu: %s", in->path, in->line + 1,
                         errno ? strerror(errno) : "the file ends too early; it was cut off");
    in->line++; /* a longer line is no line of ours, and fails whatever it is compared with */
    in->text[strcspn(in->text, "\r\n")] = '\0';
    return GSL_SUCCESS;
}

static int expect(lines *in, const char *wanted, fault *why)
{
    if (next_line(in, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (strcmp(in->text, wanted) == 0)
        return GSL_SUCCESS;
    return fault_set(why, GSL_EFAILED, "%s:%zu: '%.60s' where '%s' should be", in->path, in->line,
                     in->text, wanted);
}

static int read_header(lines *in, const mlp *net, fault *why)
{
    char description[256], wanted[280];
    if (expect(in, "ann 1", why) != GSL_SUCCESS) {
        if (in->line == 1)
            fault_set(why, GSL_EFAILED, "%s:1: not a weights file; its first line would be 'ann 1'",
                      in->path);
        return GSL_EFAILED;
    }
    weights_describe(net, description, sizeof description);
    snprintf(wanted, sizeof wanted, "net %s", description);
    if (expect(in, wanted, why) != GSL_SUCCESS) {
        if (in->line == 2)
            fault_set(why, GSL_EFAILED,
                      "%s:2: weights of another net: '%.60s', but this run's is '%s'", in->path,
                      in->text, wanted);
        return GSL_EFAILED;
    }
    snprintf(wanted, sizeof wanted, "weights %zu", net->n_weights);
    return expect(in, wanted, why);
}

static int read_all(lines *in, const mlp *net, double *w, fault *why)
{
    if (read_header(in, net, why) != GSL_SUCCESS)
        return GSL_EFAILED;
    for (size_t i = 0; i < net->n_weights; i++) {
        if (next_line(in, why) != GSL_SUCCESS)
            return GSL_EFAILED;
        if (number_parse(in->text, &w[i]) != GSL_SUCCESS)
            return fault_set(why, GSL_EFAILED, "%s:%zu: '%.60s' is not a finite number", in->path,
                             in->line, in->text);
    }
    if (expect(in, "end", why) != GSL_SUCCESS)
        return GSL_EFAILED;
    if (fgetc(in->file) != EOF)
        return fault_set(why, GSL_EFAILED, "%s:%zu: text after 'end'", in->path, in->line + 1);
    return GSL_SUCCESS;
}

/* ----------------------------------------------------------- a net from its description */

enum { MOST_LAYERS = 32 };

/* "2-20-10-2" into width[]: how many numbers there are, or 0 if it is no such list. */
static size_t read_widths(char *text, size_t width[])
{
    size_t n = 0;
    char *rest = NULL;
    for (char *part = strtok_r(text, "-", &rest); part; part = strtok_r(NULL, "-", &rest))
        if (n > MOST_LAYERS || number_parse_whole(part, 1, SIZE_MAX, &width[n++]) != GSL_SUCCESS)
            return 0;
    return n;
}

mlp *weights_parse_net(char *text)
{
    size_t width[MOST_LAYERS + 1];
    char *rest = NULL;
    char *widths = strtok_r(text, " ", &rest), *hidden = strtok_r(NULL, " ", &rest);
    char *above = strtok_r(NULL, " ", &rest);
    const size_t n = widths ? read_widths(widths, width) : 0;
    if (n < 2 || !hidden || !above != (n == 2) || strtok_r(NULL, " ", &rest))
        return NULL;
    const activation below = activation_from_name(hidden);
    const activation last = above ? activation_from_name(above) : below;
    if (below == ACTIVATION_COUNT || last == ACTIVATION_COUNT)
        return NULL;
    return mlp_alloc(n - 1, width, below, last);
}

mlp *weights_net(const char *path, fault *why)
{
    lines in = {.file = fopen(path, "r"), .path = path};
    if (!in.file)
        return fault_null(why, "%s: %s", path, strerror(errno));
    int status = expect(&in, "ann 1", why);
    if (status != GSL_SUCCESS && in.line == 1)
        fault_set(why, status, "%s:1: not a weights file; its first line would be 'ann 1'", path);
    if (status == GSL_SUCCESS)
        status = next_line(&in, why);
    fclose(in.file);
    if (status != GSL_SUCCESS)
        return NULL;
    char description[sizeof in.text];
    snprintf(description, sizeof description, "%s", in.text);
    mlp *net = strncmp(description, "net ", 4) == 0 ? weights_parse_net(description + 4) : NULL;
    return net ? net
               : fault_null(why,
                            "%s:2: '%.60s' describes no net; 'net 2-20-10-2 tanh softmax' would",
                            path, in.text);
}

int weights_load(const char *path, const mlp *net, gsl_vector *w, fault *why)
{
    lines in = {.file = fopen(path, "r"), .path = path};
    if (!in.file)
        return fault_set(why, GSL_EFAILED, "%s: %s", path, strerror(errno));
    gsl_vector *read = gsl_vector_alloc(net->n_weights);
    const int status =
        read ? read_all(&in, net, read->data, why)
             : fault_set(why, GSL_ENOMEM, "no memory for %zu weights", net->n_weights);
    if (status == GSL_SUCCESS)
        gsl_vector_memcpy(w, read);
    gsl_vector_free(read);
    fclose(in.file);
    return status;
}
