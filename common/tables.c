#include "tables.h"

#include "output.h"
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_vector.h>
#include <gsl/gsl_statistics.h>
#include <stdlib.h>

enum { GRID = 121, TILES_A_ROW = 23, GAP = 3 };

int tables_write_history(const char *prefix, const history *h, fault *why)
{
    char *path;
    if (asprintf(&path, "%s-history.txt", prefix) < 0)
        return fault_set(why, GSL_ENOMEM, "no memory for a path");
    const int status = history_write(h, path, why);
    free(path);
    return status;
}

/* ------------------------------------------------------- points and their plane */

static int write_result(const char *prefix, const task *t, const size_t answer[], fault *why)
{
    output *out = output_table(prefix, "result", why);
    if (!out)
        return GSL_EFAILED;
    fprintf(out->file, "# x1 x2 class answer\n");
    for (size_t p = 0; p < t->test->x->size1; p++)
        fprintf(out->file, "%.6g %.6g %zu %zu\n", gsl_matrix_get(t->test->x, p, 0),
                gsl_matrix_get(t->test->x, p, 1), t->test->label[p], answer[p]);
    return output_close(out, why);
}

/* The k-th of GRID values that reach a little beyond the data in column i. */
static double grid_value(const dataset *data, size_t i, size_t k)
{
    gsl_vector_const_view column = gsl_matrix_const_column(data->x, i);
    double min, max;
    gsl_vector_minmax(&column.vector, &min, &max);
    const double margin = 0.08 * (max - min);
    return min - margin + (max - min + 2 * margin) * (double)k / (GRID - 1);
}

/* One row of the grid through the net. */
static void write_grid_row(FILE *file, const task *t, const gsl_vector *w, mlp_pass *pass,
                           gsl_matrix *x)
{
    mlp_forward(t->net, w, x, pass);
    gsl_matrix_view y = mlp_pass_y(pass, t->net->layers, GRID);
    for (size_t k = 0; k < GRID; k++) {
        gsl_vector_const_view row = gsl_matrix_const_row(&y.matrix, k);
        fprintf(file, "%.6g %.6g %.6g %zu\n", gsl_matrix_get(x, k, 0), gsl_matrix_get(x, k, 1),
                gsl_matrix_get(&y.matrix, k, 0), gsl_vector_max_index(&row.vector));
    }
    fputc('\n', file); /* gnuplot: a new row of the grid */
}

static int write_region(const char *prefix, const task *t, const gsl_vector *w, fault *why)
{
    mlp_pass *pass = mlp_pass_alloc(t->net, GRID);
    gsl_matrix *x = gsl_matrix_alloc(GRID, 2);
    output *out = output_table(prefix, "region", why);
    int status = GSL_EFAILED;
    if (out && pass && x) {
        fprintf(out->file, "# x1 x2 output_of_class_0 answer\n");
        for (size_t j = 0; j < GRID; j++) {
            for (size_t k = 0; k < GRID; k++) {
                gsl_matrix_set(x, k, 0, grid_value(t->test, 0, k));
                gsl_matrix_set(x, k, 1, grid_value(t->test, 1, j));
            }
            write_grid_row(out->file, t, w, pass, x);
        }
        status = GSL_SUCCESS;
    }
    if (out)
        status = output_close(out, why);
    mlp_pass_free(t->net, pass);
    gsl_matrix_free(x);
    return status;
}

/* ---------------------------------------------------------- weights as pictures */

/* Where tile j of n begins: whole rows of 23, the last one centred. */
static size_t tile_left(size_t j, size_t n, size_t width)
{
    const size_t row = j / TILES_A_ROW, last = (n - 1) / TILES_A_ROW;
    const size_t in_row = row < last ? TILES_A_ROW : n - last * TILES_A_ROW;
    const size_t indent = (TILES_A_ROW - in_row) * (width + GAP) / 2;
    return indent + (j % TILES_A_ROW) * (width + GAP);
}

/* Greys of a tile: its lowest tenth is black and its highest white, for a few weights of
   pixels that are hardly ever lit can be ten times any other (RProp moves every weight as
   far as its neighbour) and would leave no grey for the rest. `sorted` is scratch. */
static void draw_tile(gsl_matrix *picture, const gsl_vector *w, gsl_vector *sorted, size_t top,
                      size_t left)
{
    const size_t width = (picture->size2 + GAP) / TILES_A_ROW - GAP;
    gsl_vector_memcpy(sorted, w);
    gsl_sort_vector(sorted);
    const double low = gsl_stats_quantile_from_sorted_data(sorted->data, 1, w->size, 0.1);
    const double high = gsl_stats_quantile_from_sorted_data(sorted->data, 1, w->size, 0.9);
    for (size_t i = 0; i < w->size; i++) {
        const double grey = high > low ? (gsl_vector_get(w, i) - low) / (high - low) : 0.5;
        gsl_matrix_set(picture, top + i / width, left + i % width,
                       GSL_MIN_DBL(1, GSL_MAX_DBL(0, grey)));
    }
}

/* The mosaic of all neurons of layer 1; -1 between the tiles. */
static gsl_matrix *mosaic(const task *t, const gsl_vector *w)
{
    const size_t n = t->net->width[1], height = t->train->image_rows,
                 width = t->train->image_columns;
    const size_t rows = (n - 1) / TILES_A_ROW + 1;
    gsl_matrix *picture =
        gsl_matrix_alloc(rows * (height + GAP) - GAP, TILES_A_ROW * (width + GAP) - GAP);
    gsl_vector *sorted = gsl_vector_alloc(height * width);
    gsl_matrix_const_view w1 = mlp_const_weights(t->net, w, 1);
    if (picture)
        gsl_matrix_set_all(picture, -1);
    for (size_t j = 0; picture && sorted && j < n; j++) {
        gsl_vector_const_view column = gsl_matrix_const_column(&w1.matrix, j);
        draw_tile(picture, &column.vector, sorted, j / TILES_A_ROW * (height + GAP),
                  tile_left(j, n, width));
    }
    if (!sorted) {
        gsl_matrix_free(picture);
        picture = NULL;
    }
    gsl_vector_free(sorted);
    return picture;
}

static int write_weights(const char *prefix, const task *t, const gsl_vector *w, fault *why)
{
    gsl_matrix *picture = mosaic(t, w);
    output *out = picture ? output_table(prefix, "weights", why) : NULL;
    if (!out) {
        gsl_matrix_free(picture);
        return picture ? GSL_EFAILED : fault_set(why, GSL_ENOMEM, "no memory for a picture");
    }
    fprintf(out->file, "# first-layer weights, a row of pixels a line\n");
    for (size_t i = 0; i < picture->size1; i++)
        for (size_t j = 0; j < picture->size2; j++) {
            const char end = j + 1 < picture->size2 ? ' ' : '\n';
            fprintf(out->file, "%.3g%c", gsl_matrix_get(picture, i, j), end);
        }
    gsl_matrix_free(picture);
    return output_close(out, why);
}

/* ------------------------------------------------------------------------- all */

static int write_plane(const char *prefix, const task *t, const gsl_vector *w, fault *why)
{
    size_t *answer = calloc(t->test->x->size1, sizeof *answer);
    mlp_pass *pass = mlp_pass_alloc(t->net, 1000);
    evaluation result;
    int status = fault_set(why, GSL_ENOMEM, "no memory for the test's answers");
    if (answer && pass) {
        evaluate(t->net, w, LOSS_MSE, t->test, pass, &result, answer);
        status = write_result(prefix, t, answer, why);
    }
    free(answer);
    mlp_pass_free(t->net, pass);
    return status == GSL_SUCCESS ? write_region(prefix, t, w, why) : status;
}

int tables_write(const char *prefix, const task *t, const gsl_vector *w, const history *h,
                 fault *why)
{
    int status = tables_write_history(prefix, h, why);
    if (status == GSL_SUCCESS && t->test->x->size2 == 2)
        status = write_plane(prefix, t, w, why);
    if (status == GSL_SUCCESS && t->train->image_rows > 0)
        status = write_weights(prefix, t, w, why);
    return status;
}
