#include "read_csv.h"
#include "number.h"

#include <csv.h>
#include <errno.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <search.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A class costs an output neuron and a column of D. A column with more different
   values than this is a measurement that was taken for the target. */
#define CLASSES_MAX 1000

typedef struct {
    char *text;
    double number; /* NaN where the text is none */
    size_t id;     /* in order of appearance */
} label_class;

/* libcsv calls back at the end of each field and each row. Numbers go straight to
   their place; of the texts, only the first row and one copy of each label stay. */
typedef struct {
    const char *path;
    const csv_options *options;
    const csv_dialect *dialect;
    fault *why;
    int status; /* of this row, so far */
    int over;   /* reading ends with a faulty row: at its end, or before if need be */
    struct csv_parser parser;
    size_t line, row_line; /* this one, and the one where this row began */
    size_t fields;         /* of this row, so far */

    size_t columns; /* 0 until the first row is complete */
    size_t target;  /* as many as columns if there is none */
    size_t inputs;  /* columns that are neither the target nor left out */
    char *left_out; /* for each column, whether it is */
    int has_header;
    char **first; /* the fields of the first row: names, if it is a header */
    size_t n_first, first_room;

    double *value; /* rows x (columns - 1), by rows */
    size_t n_values, value_room;
    size_t *label; /* the id of each row's class */
    size_t rows, label_room;
    size_t dropped;  /* rows that were left out for that */
    int row_missing; /* whether this row lacks a number */

    label_class class[CLASSES_MAX + 1]; /* one more, to try a text in */
    size_t classes;
    void *tree; /* tsearch's: the classes by text */
} reader;

/* --------------------------------------------------------------------- faults */

static int complain(reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

static int complain(reader *r, const char *format, ...)
{
    char place[sizeof r->why->text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(r->why->text, sizeof r->why->text, format, arguments);
    va_end(arguments);
    snprintf(place, sizeof place, "%s:%zu", r->path, r->row_line);
    fault_prefix(r->why, place);
    return r->status = GSL_EINVAL;
}

static int out_of_memory(reader *r)
{
    return r->status = fault_set(r->why, GSL_ENOMEM, "%s: no memory for more than %zu rows",
                                 r->path, r->rows);
}

/* A text from the file as it can stand in a message: short, and on one line. */
typedef struct {
    char text[40];
} shown;

static shown show(const char *text)
{
    shown s;
    size_t n = strnlen(text, sizeof s.text);
    const int cut = n == sizeof s.text;
    if (cut)
        n -= sizeof "...";
    while (cut && n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--; /* not in the middle of a UTF-8 character */
    for (size_t i = 0; i < n; i++)
        s.text[i] = (unsigned char)text[i] < ' ' || text[i] == 0x7F ? ' ' : text[i];
    strcpy(s.text + n, cut ? "..." : "");
    return s;
}

/* What the reader of a message calls column j. */
static shown show_column(const reader *r, size_t j)
{
    shown s;
    if (r->has_header)
        return show(r->first[j]);
    snprintf(s.text, sizeof s.text, "%zu", j + 1);
    return s;
}

/* --------------------------------------------------------------------- arrays */

/* The array with room for one element after its n, or NULL without memory. Twice
   the room each time: n elements cost n steps in all, and untouched room is not
   yet memory. */
static void *with_room(void *array, size_t n, size_t *room, size_t size)
{
    if (n < *room)
        return array;
    const size_t more = *room == 0 ? 64 : 2 * *room;
    void *bigger = reallocarray(array, more, size);
    if (bigger)
        *room = more;
    return bigger;
}

static int add_number(reader *r, double number)
{
    double *value = with_room(r->value, r->n_values, &r->value_room, sizeof *value);
    if (!value)
        return out_of_memory(r);
    r->value = value;
    r->value[r->n_values++] = number;
    return GSL_SUCCESS;
}

static int add_label(reader *r, size_t id)
{
    size_t *label = with_room(r->label, r->rows, &r->label_room, sizeof *label);
    if (!label)
        return out_of_memory(r);
    r->label = label;
    r->label[r->rows] = id;
    return GSL_SUCCESS;
}

static int keep_first(reader *r, const char *text)
{
    char **first = with_room(r->first, r->n_first, &r->first_room, sizeof *first);
    if (!first)
        return out_of_memory(r);
    r->first = first;
    r->first[r->n_first] = strdup(text);
    return r->first[r->n_first++] ? GSL_SUCCESS : out_of_memory(r);
}

/* -------------------------------------------------------------------- classes */

static int by_text(const void *a, const void *b)
{
    return strcmp(((const label_class *)a)->text, ((const label_class *)b)->text);
}

static int by_number(const void *a, const void *b)
{
    const label_class *p = a, *q = b;
    if (p->number != q->number)
        return p->number < q->number ? -1 : 1;
    return p->id < q->id ? -1 : p->id > q->id;
}

/* Whether somebody meant a number, be it one that no column may hold. */
static int means_number(const char *text, double *number)
{
    char *end;
    if (number_parse(text, number) == GSL_SUCCESS)
        return 1;
    *number = strtod(text, &end);
    return end != text && *end == '\0' && !isfinite(*number);
}

/* The class of that label, a new one if need be; NULL without memory. */
static label_class *find_class(reader *r, char *text, double number)
{
    label_class *fresh = &r->class[r->classes];
    *fresh = (label_class){.text = text, .number = number, .id = r->classes};
    label_class **found = tsearch(fresh, &r->tree, by_text);
    if (!found || *found != fresh)
        return found ? *found : NULL;
    fresh->text = strdup(text);
    r->classes += fresh->text != NULL;
    return fresh->text ? fresh : NULL;
}

static int take_label(reader *r, char *text)
{
    double number;
    const int is_number = means_number(text, &number);
    if (is_number && !isfinite(number))
        return complain(r, "the class in column '%s' is '%s'; leave out rows that have none",
                        show_column(r, r->target).text, show(text).text);
    const label_class *c = find_class(r, text, is_number ? number : NAN);
    if (!c)
        return out_of_memory(r);
    if (r->classes > CLASSES_MAX)
        return complain(r,
                        "more than %d different classes in column '%s'; if it holds a "
                        "measurement, another column is the target",
                        CLASSES_MAX, show_column(r, r->target).text);
    return add_label(r, c->id);
}

/* Sorts the classes, and turns the rows' ids into places in that order. Equal
   numbers share a place: the file is free to write 1 and 1.0. */
static size_t number_classes(reader *r, size_t place[])
{
    int numbers = 1;
    size_t n = 0;
    for (size_t i = 0; i < r->classes; i++)
        numbers = numbers && !isnan(r->class[i].number);
    qsort(r->class, r->classes, sizeof *r->class, numbers ? by_number : by_text);
    for (size_t i = 0; i < r->classes; i++) {
        if (i > 0 && (!numbers || r->class[i].number != r->class[i - 1].number))
            n++;
        place[r->class[i].id] = n;
    }
    return n + 1;
}

/* ----------------------------------------------------------------- the header */

/* How many fields of the first row are this text; *at is the first of them. */
static size_t count_named(const reader *r, const char *name, size_t *at)
{
    size_t n = 0;
    for (size_t j = 0; j < r->columns; j++)
        if (strcmp(r->first[j], name) == 0 && n++ == 0)
            *at = j;
    return n;
}

/* A name in the first row, or a number. */
static int column_is(const reader *r, size_t j, const char *wanted)
{
    size_t number;
    return strcmp(r->first[j], wanted) == 0 ||
           (number_parse_whole(wanted, 1, r->columns, &number) == GSL_SUCCESS && number == j + 1);
}

static int to_be_ignored(const reader *r, size_t j)
{
    for (const char *const *name = r->dialect->ignore; name && *name; name++)
        if (column_is(r, j, *name))
            return 1;
    return 0;
}

static int first_has_number(const reader *r, size_t target)
{
    double number;
    for (size_t j = 0; j < r->columns; j++)
        if (j != target && !to_be_ignored(r, j) && means_number(r->first[j], &number))
            return 1;
    return 0;
}

/* As many names as there is room for. */
static void list_names(const reader *r, char *list, size_t room)
{
    for (size_t j = 0; j < r->columns; j++) {
        if (room < sizeof ", " + sizeof(shown) + sizeof ", ...") {
            strcpy(list, ", ...");
            return;
        }
        const int n = sprintf(list, "%s%s", j > 0 ? ", " : "", show(r->first[j]).text);
        list += n;
        room -= (size_t)n;
    }
}

static int no_such_column(reader *r, const char *wanted)
{
    char names[200];
    if (!r->has_header)
        return complain(r, "no column '%s'; without a header the columns are 1 to %zu",
                        show(wanted).text, r->columns);
    list_names(r, names, sizeof names);
    return complain(r, "no column '%s'; the %zu columns are %s", show(wanted).text, r->columns,
                    names);
}

/* The column that `wanted` names; a name, if the header has it, wins over a number. */
static int find_column(reader *r, const char *wanted, size_t *at)
{
    size_t number;
    const size_t named = r->has_header ? count_named(r, wanted, at) : 0;
    if (named > 1)
        return complain(r, "%zu columns are named '%s'; give the %snumber, 1 to %zu", named,
                        show(wanted).text, wanted == r->options->target ? "target's " : "",
                        r->columns);
    if (named == 1)
        return GSL_SUCCESS;
    if (number_parse_whole(wanted, 1, r->columns, &number) != GSL_SUCCESS)
        return no_such_column(r, wanted);
    *at = number - 1;
    return GSL_SUCCESS;
}

/* Which columns are not read: those that are to be ignored, and for answers without classes the
   target, if it is there. */
static int leave_out(reader *r)
{
    size_t at = 0;
    r->left_out = calloc(r->columns, 1);
    if (!r->left_out)
        return out_of_memory(r);
    for (const char *const *name = r->dialect->ignore; name && *name; name++) {
        if (find_column(r, *name, &at) != GSL_SUCCESS)
            return r->status;
        if (at == r->target)
            return complain(r, "column '%s' is the target, and cannot be ignored",
                            show(*name).text);
        r->left_out[at] = 1;
    }
    for (size_t j = 0; r->dialect->no_target && r->has_header && j < r->columns; j++)
        if (r->options->target && strcmp(r->first[j], r->options->target) == 0)
            r->left_out[j] = 1;
    for (size_t j = 0; j < r->columns; j++)
        r->inputs += j != r->target && !r->left_out[j];
    return r->inputs > 0 ? GSL_SUCCESS : complain(r, "no column is left to learn from");
}

/* Finds out whether the first row is a header, and which column is the target. The
   two depend on each other: "2" may be a name or a number. A number within range
   is taken as one to tell the header; then a name, if the header has it, wins. */
static int find_target(reader *r)
{
    const char *wanted = r->options->target;
    size_t at = r->columns, number = at;
    if (wanted && number_parse_whole(wanted, 1, r->columns, &number) != GSL_SUCCESS)
        number = 0;
    if (wanted)
        count_named(r, wanted, &at);
    r->has_header = r->options->header == HEADER_YES;
    if (r->options->header == HEADER_AUTO)
        r->has_header = !first_has_number(r, number > 0 ? number - 1 : at);
    r->target = r->columns - !r->dialect->no_target;
    if (wanted && !r->dialect->no_target && find_column(r, wanted, &r->target) != GSL_SUCCESS)
        return r->status;
    return leave_out(r);
}

/* pandas and R write the row number into a first column without a name. In a file
   sorted by class, such a column tells a net all it needs to cheat. */
static int check_names(reader *r)
{
    for (size_t j = 0; j < r->columns; j++)
        if (*r->first[j] == '\0' && !r->left_out[j])
            return complain(r, "column %zu has no name; leave it out if it counts the rows", j + 1);
    return GSL_SUCCESS;
}

/* ------------------------------------------------------------ fields and rows */

/* A lone CR is a line end of old: all rows would run together. */
static int has_lone_cr(const char *text)
{
    while ((text = strchr(text, '\r')))
        if (*++text != '\n')
            return 1;
    return 0;
}

/* Where commas are points, points are wrong: 1.234,5 and 1.234 cannot both be understood. */
static int parse_value(const reader *r, char *text, double *number)
{
    char *comma = strchr(text, ',');
    if (r->dialect->decimal_comma && strchr(text, '.'))
        return GSL_EINVAL;
    if (!r->dialect->decimal_comma || !comma)
        return number_parse(text, number);
    *comma = '.';
    const int status = number_parse(text, number);
    *comma = ',';
    return status;
}

static int is_missing(const char *text)
{
    return *text == '\0' || strcmp(text, "?") == 0 || strcasecmp(text, "na") == 0 ||
           strcasecmp(text, "nan") == 0;
}

static int take_value(reader *r, size_t column, char *text)
{
    double number;
    if (column >= r->columns || r->left_out[column])
        return GSL_SUCCESS; /* of a field too many, the end of the row will tell */
    if (column != r->target && r->dialect->missing != MISSING_REFUSE && is_missing(text)) {
        r->row_missing = 1;
        return add_number(r, GSL_NAN);
    }
    if (*text == '\0')
        return complain(r, "column '%s' is empty; every row needs all its fields",
                        show_column(r, column).text);
    if (column == r->target)
        return take_label(r, text);
    if (parse_value(r, text, &number) == GSL_SUCCESS)
        return add_number(r, number);
    if (r->target == r->columns)
        return complain(r, "'%s' in column '%s' is no finite number", show(text).text,
                        show_column(r, column).text);
    return complain(r, "'%s' in column '%s' is no finite number; only column '%s' holds classes",
                    show(text).text, show_column(r, column).text, show_column(r, r->target).text);
}

/* libcsv's callback at the end of a field. */
static void take_field(void *text, size_t length, void *data)
{
    (void)length;
    reader *r = data;
    if (r->status == GSL_SUCCESS && has_lone_cr(text))
        complain(r, "a line end that is CR alone; lines must end in LF or CR LF");
    else if (r->status == GSL_SUCCESS && r->columns == 0)
        keep_first(r, text);
    else if (r->status == GSL_SUCCESS)
        take_value(r, r->fields, text);
    r->fields++;
}

static const char *separator_name(char separator)
{
    return separator == ';' ? "semicolons" : separator == '\t' ? "tabs" : "commas";
}

/* A row is complete: it counts, unless it lacks a number and such rows are to be left out. */
static void keep_row(reader *r)
{
    if (r->row_missing && r->dialect->missing == MISSING_DROP)
        r->n_values -= r->inputs;
    else
        r->rows++;
    r->dropped += r->row_missing && r->dialect->missing == MISSING_DROP;
    r->row_missing = 0;
}

static int end_first_row(reader *r)
{
    r->columns = r->fields;
    if (r->columns < 2 && !r->dialect->no_target)
        return complain(r, "only one column; two or more are needed, separated by %s",
                        separator_name(r->dialect->separator));
    if (find_target(r) != GSL_SUCCESS)
        return r->status;
    if (r->has_header)
        return check_names(r);
    for (size_t j = 0; j < r->columns && r->status == GSL_SUCCESS; j++)
        take_value(r, j, r->first[j]);
    if (r->status == GSL_SUCCESS)
        keep_row(r);
    return r->status;
}

/* A row with a field missing shows a text where a number should be; that the field
   is missing is what its writer needs to hear, so this check comes last and wins. */
static int end_other_row(reader *r)
{
    if (r->fields != r->columns)
        return complain(r, "%zu field%s, but the lines above have %zu", r->fields,
                        r->fields == 1 ? "" : "s", r->columns);
    if (r->status == GSL_SUCCESS)
        keep_row(r);
    return r->status;
}

/* libcsv's callback at the end of a row; `end` is -1 at the end of the file. Blank
   lines come here as well (CSV_REPALL_NL), as rows without fields: they count. */
static void end_row(int end, void *data)
{
    (void)end;
    reader *r = data;
    if (r->fields > 0 && r->columns > 0)
        end_other_row(r);
    else if (r->fields > 0 && r->status == GSL_SUCCESS)
        end_first_row(r);
    r->fields = 0;
    r->over = r->status != GSL_SUCCESS;
    if (!r->over)
        r->row_line = r->line + 1;
}

/* ------------------------------------------------------------------- the file */

static int is_line_end(unsigned char c)
{
    return c == '\n';
}

/* The CR of a CR LF is a blank at the end of the line, and trimmed as such. */
static int is_blank(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static int is_blank_but_tab(unsigned char c)
{
    return c == ' ' || c == '\r';
}

static int parser_failed(reader *r)
{
    r->over = 1;
    if (csv_error(&r->parser) != CSV_EPARSE)
        return out_of_memory(r);
    return complain(r, "a quote inside a field, or one never closed; a field with quotes in it is "
                       "quoted itself, and they are doubled");
}

/* Hands the parser a line at a time, for its callbacks are not told where they are. */
static void feed(reader *r, char *text, size_t n)
{
    while (n > 0 && !r->over) {
        const char *newline = memchr(text, '\n', n);
        const size_t length = newline ? (size_t)(newline - text) + 1 : n;
        if (memchr(text, '\0', length))
            r->over = complain(r, "a NUL byte; this is no text in UTF-8 or ASCII");
        else if (csv_parse(&r->parser, text, length, take_field, end_row, r) != length)
            parser_failed(r);
        r->line += newline != NULL;
        text += length;
        n -= length;
    }
}

static int read_all(reader *r, FILE *file)
{
    char chunk[1 << 16];
    size_t n = fread(chunk, 1, 3, file);
    if (n < 3 || memcmp(chunk, "\xEF\xBB\xBF", 3) != 0) /* the byte order mark */
        feed(r, chunk, n);
    while (!r->over && (n = fread(chunk, 1, sizeof chunk, file)) > 0)
        feed(r, chunk, n);
    if (ferror(file))
        return r->status = fault_set(r->why, GSL_EFAILED, "%s: cannot be read: %s", r->path,
                                     strerror(errno));
    if (!r->over && csv_fini(&r->parser, take_field, end_row, r) != 0)
        parser_failed(r);
    return r->status;
}

static int read_file(reader *r)
{
    FILE *file = fopen(r->path, "rb");
    if (!file)
        return fault_set(r->why, GSL_EFAILED, "%s: cannot be opened: %s", r->path, strerror(errno));
    csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL | CSV_APPEND_NULL);
    csv_set_term_func(&r->parser, is_line_end);
    csv_set_space_func(&r->parser, r->dialect->separator == '\t' ? is_blank_but_tab : is_blank);
    if (r->dialect->separator)
        csv_set_delim(&r->parser, (unsigned char)r->dialect->separator);
    read_all(r, file);
    csv_free(&r->parser);
    fclose(file);
    return r->status;
}

/* ----------------------------------------------------------------- the result */

static int fill_names(reader *r, dataset *data, const size_t place[])
{
    /* From the last to the first: of two that share a place the first text stays. */
    for (size_t i = r->classes; i-- > 0;)
        if (dataset_name_class(data, place[r->class[i].id], r->class[i].text) != GSL_SUCCESS)
            return GSL_ENOMEM;
    if (!r->has_header)
        return GSL_SUCCESS;
    data->feature_name = calloc(r->inputs, sizeof *data->feature_name);
    for (size_t j = 0, i = 0; data->feature_name && j < r->columns; j++)
        if (j == r->target || !r->left_out[j]) {
            char **place_of_name = j == r->target ? &data->target_name : &data->feature_name[i++];
            *place_of_name = r->first[j];
            r->first[j] = NULL; /* it belongs to the data now */
        }
    return data->feature_name ? GSL_SUCCESS : GSL_ENOMEM;
}

static dataset *make_dataset(reader *r)
{
    size_t place[CLASSES_MAX];
    if (r->columns == 0)
        return fault_null(r->why, "%s: the file is empty", r->path);
    if (r->rows == 0)
        return fault_null(r->why, "%s:%zu: the file ends before its first row of numbers", r->path,
                          r->row_line);
    const size_t classes = r->dialect->no_target ? 1 : number_classes(r, place);
    if (classes < 2 && !r->dialect->no_target)
        return fault_null(r->why, "%s: all rows are of class '%s'; two classes are needed", r->path,
                          show(r->class[0].text).text);
    dataset *data = dataset_alloc(r->rows, r->inputs, classes);
    if (!data || fill_names(r, data, place) != GSL_SUCCESS) {
        dataset_free(data);
        out_of_memory(r);
        return NULL;
    }
    data->left_out = r->dropped;
    memcpy(data->x->data, r->value, r->n_values * sizeof *r->value);
    for (size_t p = 0; p < r->rows && !r->dialect->no_target; p++)
        dataset_set_label(data, p, place[r->label[p]]);
    return data;
}

/* The texts themselves are freed with the array of classes. */
static void keep(void *class)
{
    (void)class;
}

static void free_reader(reader *r)
{
    tdestroy(r->tree, keep);
    for (size_t i = 0; i < r->classes; i++)
        free(r->class[i].text);
    for (size_t j = 0; j < r->n_first; j++)
        free(r->first[j]);
    free(r->first);
    free(r->left_out);
    free(r->value);
    free(r->label);
    free(r);
}

dataset *dataset_read_csv(const char *path, const csv_options *options, fault *why)
{
    const csv_dialect usual = {0};
    return dataset_read_csv_as(path, options, &usual, why);
}

dataset *dataset_read_csv_as(const char *path, const csv_options *options,
                             const csv_dialect *dialect, fault *why)
{
    dataset *data = NULL;
    reader *r = calloc(1, sizeof *r);
    if (!r)
        return fault_null(why, "%s: no memory", path);
    r->path = path;
    r->options = options;
    r->dialect = dialect;
    r->why = why;
    r->line = r->row_line = 1;
    if (read_file(r) == GSL_SUCCESS)
        data = make_dataset(r);
    free_reader(r);
    return data;
}
