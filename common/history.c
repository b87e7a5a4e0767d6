#include "history.h"

#include "output.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

int history_add(history *h, history_row row)
{
    if (h->n == h->capacity) {
        const size_t capacity = GSL_MAX(2 * h->capacity, 256);
        history_row *larger = realloc(h->row, capacity * sizeof *larger);
        if (!larger)
            return GSL_ENOMEM;
        h->row = larger;
        h->capacity = capacity;
    }
    h->row[h->n++] = row;
    return GSL_SUCCESS;
}

void history_free(history *h)
{
    free(h->row);
    *h = (history){0};
}

size_t history_half(const history *h)
{
    return (h->n + 1) / 2 - 1;
}

double history_train_error(const history *h, size_t at)
{
    while (at > 0 && isnan(h->row[at].train_error))
        at--;
    return h->row[at].train_error;
}

static void write_number(FILE *file, double value)
{
    if (isfinite(value))
        fprintf(file, " %.9g", value);
    else
        fputs(" ?", file);
}

int history_write(const history *h, const char *path, fault *why)
{
    output *out = output_open(path, why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# iteration epoch error train_error test_error gradients errors_alone\n");
    for (size_t i = 0; i < h->n; i++) {
        const history_row *row = &h->row[i];
        fprintf(out->file, "%zu %.9g", row->iteration, row->epoch);
        write_number(out->file, row->error);
        write_number(out->file, row->train_error);
        write_number(out->file, row->test_error);
        fprintf(out->file, " %zu %zu\n", row->n_df, row->n_f);
    }
    return output_close(out, why);
}
