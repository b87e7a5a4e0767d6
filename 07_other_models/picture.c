#include "picture.h"

#include <errno.h>
#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------- reading */

typedef struct {
    const char *path;
    size_t line;
    fault *why;
    size_t n, rows, columns; /* pictures so far; rows and columns of each, 0 while not known */
    size_t row;              /* rows that the last picture has by now */
    size_t begun;            /* the line that began it */
    size_t pixels, room;
    signed char *pixel;
    char (*name)[PICTURE_NAME + 1];
} reader;

static int complain(const reader *r, size_t line, const char *what)
{
    return fault_set(r->why, GSL_EINVAL, "%s:%zu: %s", r->path, line, what);
}

/* The picture before this line, or before the end of the file, is whole. */
static int end_picture(reader *r)
{
    if (r->n == 0)
        return GSL_SUCCESS;
    if (r->row == 0)
        return complain(r, r->begun, "a name, but no picture under it");
    if (r->n > 1 && r->row != r->rows)
        return fault_set(r->why, GSL_EINVAL, "%s:%zu: '%s' has %zu rows, but those before have %zu",
                         r->path, r->begun, r->name[r->n - 1], r->row, r->rows);
    r->rows = r->row;
    return GSL_SUCCESS;
}

static int check_name(const reader *r, const char *name)
{
    if (*name == '\0' || strlen(name) > PICTURE_NAME || strpbrk(name, ", \t"))
        return fault_set(
            r->why, GSL_EINVAL,
            "%s:%zu: '= NAME' wants a name of 1 to %d bytes, without blanks and commas", r->path,
            r->line, PICTURE_NAME);
    for (size_t k = 0; k < r->n; k++)
        if (strcmp(r->name[k], name) == 0)
            return fault_set(r->why, GSL_EINVAL, "%s:%zu: a second picture of the name '%s'",
                             r->path, r->line, name);
    if (r->n == PICTURES_MOST)
        return complain(r, r->line, "more than 1000 pictures");
    return GSL_SUCCESS;
}

static int begin_picture(reader *r, const char *name)
{
    if (end_picture(r) != GSL_SUCCESS || check_name(r, name) != GSL_SUCCESS)
        return GSL_EINVAL;
    strcpy(r->name[r->n++], name);
    r->row = 0;
    r->begun = r->line;
    return GSL_SUCCESS;
}

static int check_row(reader *r, const char *text, size_t length)
{
    const size_t good = strspn(text, "#.");
    if (good < length)
        return fault_set(r->why, GSL_EINVAL,
                         "%s:%zu: column %zu is neither '#' nor '.', nor does the line begin with "
                         "'= ' or ';'",
                         r->path, r->line, good + 1);
    if (r->n == 0)
        return complain(r, r->line, "a row of pixels before the first '= NAME'");
    if (r->columns == 0)
        r->columns = length;
    if (length != r->columns)
        return fault_set(r->why, GSL_EINVAL, "%s:%zu: %zu pixels, but the rows above have %zu",
                         r->path, r->line, length, r->columns);
    if (length > PICTURE_SIDE || r->row == PICTURE_SIDE)
        return complain(r, r->line, "a picture of more than 64 rows or columns");
    return GSL_SUCCESS;
}

static int take_row(reader *r, const char *text, size_t length)
{
    if (check_row(r, text, length) != GSL_SUCCESS)
        return GSL_EINVAL;
    if (r->pixels + length > r->room) {
        const size_t room = 2 * r->room + PICTURE_SIDE;
        signed char *larger = realloc(r->pixel, room);
        if (!larger)
            return fault_set(r->why, GSL_ENOMEM, "%s: no memory", r->path);
        r->pixel = larger;
        r->room = room;
    }
    for (size_t i = 0; i < length; i++)
        r->pixel[r->pixels++] = text[i] == '#' ? 1 : -1;
    r->row++;
    return GSL_SUCCESS;
}

static int take_line(reader *r, char *text, size_t length)
{
    if (strlen(text) != length)
        return complain(r, r->line, "a NUL byte; this is no text");
    while (length > 0 && strchr(" \t\r\n", text[length - 1]))
        text[--length] = '\0';
    if (length == 0 || *text == ';')
        return GSL_SUCCESS;
    if (strncmp(text, "= ", 2) == 0 || strcmp(text, "=") == 0)
        return begin_picture(r, text + 1 + strspn(text + 1, " \t"));
    return take_row(r, text, length);
}

static int read_lines(reader *r, FILE *file)
{
    char *text = NULL;
    size_t room = 0;
    ssize_t length;
    int status = GSL_SUCCESS;
    for (; status == GSL_SUCCESS && (length = getline(&text, &room, file)) >= 0; r->line++)
        status = take_line(r, text, (size_t)length);
    if (status == GSL_SUCCESS && ferror(file))
        status = fault_set(r->why, GSL_EFAILED, "%s: cannot be read: %s", r->path, strerror(errno));
    free(text);
    if (status != GSL_SUCCESS)
        return status;
    return r->n > 0 ? end_picture(r)
                    : complain(r, r->line, "the file ends before its first '= NAME'");
}

static int read_file(reader *r)
{
    FILE *file = fopen(r->path, "r");
    if (!file)
        return fault_set(r->why, GSL_EFAILED, "%s: cannot be opened: %s", r->path, strerror(errno));
    r->name = calloc(PICTURES_MOST, sizeof *r->name);
    const int status =
        r->name ? read_lines(r, file) : fault_set(r->why, GSL_ENOMEM, "%s: no memory", r->path);
    fclose(file);
    return status;
}

static pictures *make(size_t n, size_t rows, size_t columns)
{
    pictures *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    *p = (pictures){.n = n,
                    .rows = rows,
                    .columns = columns,
                    .name = calloc(n, sizeof *p->name),
                    .x = gsl_matrix_alloc(n, rows * columns)};
    if (p->name && p->x)
        return p;
    pictures_free(p);
    return NULL;
}

static pictures *result(const reader *r)
{
    pictures *p = make(r->n, r->rows, r->columns);
    if (!p)
        return fault_null(r->why, "%s: no memory", r->path);
    memcpy(p->name, r->name, r->n * sizeof *r->name);
    for (size_t i = 0; i < r->pixels; i++)
        p->x->data[i] = r->pixel[i];
    return p;
}

pictures *pictures_read(const char *path, fault *why)
{
    reader r = {.path = path, .line = 1, .why = why};
    pictures *p = read_file(&r) == GSL_SUCCESS ? result(&r) : NULL;
    free(r.pixel);
    free(r.name);
    return p;
}

/* ------------------------------------------------------------------- choosing */

static size_t find(const pictures *p, const char *name, size_t length)
{
    size_t k = 0;
    while (k < p->n && (strlen(p->name[k]) != length || memcmp(p->name[k], name, length) != 0))
        k++;
    return k;
}

static size_t parts(const char *list)
{
    size_t n = 1;
    for (; *list; list++)
        n += *list == ',';
    return n;
}

static int copy_named(pictures *some, const pictures *all, const char *names, fault *why)
{
    for (size_t k = 0; k < some->n; k++) {
        const size_t length = strcspn(names, ","), at = find(all, names, length);
        if (at == all->n)
            return fault_set(why, GSL_EINVAL, "there is no picture '%.*s'",
                             length > 40 ? 40 : (int)length, names);
        if (find(some, names, length) < k)
            return fault_set(why, GSL_EINVAL, "'%s' is asked for twice", all->name[at]);
        strcpy(some->name[k], all->name[at]);
        const gsl_vector_const_view x = gsl_matrix_const_row(all->x, at);
        gsl_matrix_set_row(some->x, k, &x.vector);
        names += length + 1;
    }
    return GSL_SUCCESS;
}

static pictures *choose(const pictures *all, const char *names, fault *why)
{
    pictures *some = make(parts(names), all->rows, all->columns);
    if (!some)
        return fault_null(why, "no memory");
    if (copy_named(some, all, names, why) == GSL_SUCCESS)
        return some;
    pictures_free(some);
    return NULL;
}

pictures *pictures_read_some(const char *path, const char *names, fault *why)
{
    pictures *all = pictures_read(path, why);
    if (!all || !names)
        return all;
    pictures *some = choose(all, names, why);
    if (!some)
        fault_prefix(why, path);
    pictures_free(all);
    return some;
}

static pictures *partners(const pictures *all, const pictures *of, const pictures *chosen)
{
    pictures *some = make(chosen->n, all->rows, all->columns);
    for (size_t k = 0; some && k < some->n; k++) {
        const size_t at = find(of, chosen->name[k], strlen(chosen->name[k]));
        const gsl_vector_const_view x = gsl_matrix_const_row(all->x, at);
        strcpy(some->name[k], all->name[at]);
        gsl_matrix_set_row(some->x, k, &x.vector);
    }
    return some;
}

pictures *pictures_read_partners(const char *path, const char *of, const pictures *chosen,
                                 fault *why)
{
    pictures *first = pictures_read(of, why);
    pictures *all = first ? pictures_read(path, why) : NULL;
    pictures *some = NULL;
    if (all && all->n != first->n)
        fault_set(why, GSL_EINVAL, "%s: %zu pictures, but %s has %zu, and they go in pairs", path,
                  all->n, of, first->n);
    else if (all && !(some = partners(all, first, chosen)))
        fault_set(why, GSL_ENOMEM, "%s: no memory", path);
    pictures_free(first);
    pictures_free(all);
    return some;
}

void pictures_free(pictures *p)
{
    if (!p)
        return;
    free(p->name);
    gsl_matrix_free(p->x);
    free(p);
}

/* --------------------------------------------------------------- noise, and showing */

size_t picture_flip(gsl_vector *x, double part, gsl_rng *rng)
{
    size_t flipped = 0;
    for (size_t i = 0; i < x->size; i++)
        if (gsl_rng_uniform(rng) < part) {
            gsl_vector_set(x, i, -gsl_vector_get(x, i));
            flipped++;
        }
    return flipped;
}

static int black(const gsl_matrix *x, size_t k, size_t i)
{
    return i < x->size2 && gsl_matrix_get(x, k, i) > 0;
}

static void print_line(const gsl_matrix *x, size_t k, size_t columns, size_t first)
{
    for (size_t j = first; j < first + columns; j++)
        putchar(" '.:"[black(x, k, j) + 2 * black(x, k, j + columns)]);
}

void pictures_print(const gsl_matrix *x, size_t columns, const char *margin)
{
    for (size_t first = 0; first < x->size2; first += 2 * columns) {
        for (size_t k = 0; k < x->size1; k++) {
            fputs(k == 0 ? margin : "  ", stdout);
            print_line(x, k, columns, first);
        }
        putchar('\n');
    }
}

void picture_write(FILE *file, const gsl_vector *x, size_t columns, const char *what)
{
    fprintf(file, "# %s\n", what);
    for (size_t i = 0; i < x->size; i++)
        fprintf(file, "%g%c", gsl_vector_get(x, i), (i + 1) % columns == 0 ? '\n' : ' ');
    fprintf(file, "\n\n");
}
