/* readers.c - what would be wrong in the world if these failed: a net would be
   trained on other numbers than the file holds, a damaged file would pass for data,
   or its owner would not be told which line to mend.

   Every file is written here, in a folder of its own that is removed at the end. To
   be started where data/mnist is: that is where the shipped digits are. */

#include "generate.h"
#include "idx.h"
#include "read_csv.h"
#include "tap.h"

#include <dirent.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static const csv_options defaults = {NULL, HEADER_AUTO};

/* ------------------------------------------------------------------ the tools */

static void write_file(const char *name, const void *bytes, size_t n)
{
    FILE *file = fopen(name, "wb");
    if (!file || fwrite(bytes, 1, n, file) != n || fclose(file) != 0) {
        perror(name);
        exit(1);
    }
}

/* Writes the gzipped bytes; returns how many they are. */
static size_t write_gzip(const char *name, const void *bytes, unsigned n)
{
    gzFile file = gzopen(name, "wb9");
    if (!file || gzwrite(file, bytes, n) != (int)n || gzclose(file) != Z_OK) {
        perror(name);
        exit(1);
    }
    FILE *packed = fopen(name, "rb");
    fseek(packed, 0, SEEK_END);
    const long length = ftell(packed);
    fclose(packed);
    return (size_t)length;
}

/* Reads back at most `room` bytes of a file. */
static size_t slurp(const char *name, void *bytes, size_t room)
{
    FILE *file = fopen(name, "rb");
    const size_t n = file ? fread(bytes, 1, room, file) : 0;
    if (file)
        fclose(file);
    return n;
}

static dataset *read_text(const char *text, const csv_options *options, fault *why)
{
    write_file("t.csv", text, strlen(text));
    return dataset_read_csv("t.csv", options, why);
}

static void check_refused(dataset *data, const fault *why, const char *message, const char *what)
{
    const int pass = !data && strcmp(why->text, message) == 0;
    tap_ok(pass, "%s: refused, with the place and the reason", what);
    if (!pass)
        tap_note("expected '%s', %s '%s'", message, data ? "but it was read;" : "actual",
                 why->text);
    dataset_free(data);
}

/* One-hot rows, labels within range: what every reader owes. */
static int is_sound(const dataset *data)
{
    for (size_t p = 0; p < data->x->size1; p++) {
        gsl_vector_const_view d = gsl_matrix_const_row(data->d, p);
        if (data->label[p] >= data->n_classes || gsl_blas_dasum(&d.vector) != 1.0 ||
            gsl_vector_get(&d.vector, data->label[p]) != 1)
            return 0;
        for (size_t i = 0; i < data->x->size2; i++)
            if (!gsl_finite(gsl_matrix_get(data->x, p, i)))
                return 0;
    }
    return 1;
}

/* A data set written down: `classes` and `features` are names with a blank after each. */
typedef struct {
    size_t rows, inputs;
    double x[12];
    size_t label[8];
    const char *classes, *features;
} expected;

static int same_names(char *const *name, size_t n, const char *wanted)
{
    char joined[512] = "";
    for (size_t i = 0; name && i < n; i++) {
        strcat(joined, name[i]);
        strcat(joined, " ");
    }
    return strcmp(joined, wanted) == 0;
}

static int same_numbers(const dataset *data, const expected *e)
{
    if (data->x->size1 != e->rows || data->x->size2 != e->inputs)
        return 0;
    for (size_t p = 0; p < e->rows; p++) {
        if (data->label[p] != e->label[p])
            return 0;
        for (size_t i = 0; i < e->inputs; i++)
            if (gsl_matrix_get(data->x, p, i) != e->x[p * e->inputs + i])
                return 0;
    }
    return 1;
}

static void check_read(dataset *data, const fault *why, const expected *e, const char *what)
{
    const int pass = data && same_numbers(data, e) && is_sound(data) &&
                     same_names(data->class_name, data->n_classes, e->classes) &&
                     same_names(data->feature_name, data->x->size2, e->features);
    tap_ok(pass, "%s", what);
    if (!pass && !data)
        tap_note("refused: '%s'", why->text);
    else if (!pass)
        tap_note("it was read, but as something else");
    dataset_free(data);
}

/* ------------------------------------------------------------------ CSV, read */

static void csv_reads(void)
{
    static const struct {
        const char *what, *text;
        csv_options options;
        expected e;
    } table[] = {
        {"CSV: numbers are read as they stand, the last column is the class, the header names both",
         "a,b,kind\n1.5,-2e-3,yes\n+4,.25,no\n",
         {NULL, HEADER_AUTO},
         {2, 2, {1.5, -0.002, 4, 0.25}, {1, 0}, "no yes ", "a b "}},
        {"CSV: without a header no row is lost",
         "1,2,x\n3,4,y\n",
         {NULL, HEADER_AUTO},
         {2, 2, {1, 2, 3, 4}, {0, 1}, "x y ", ""}},
        {"CSV: a byte order mark, CR LF, blanks around fields and lines without anything are no "
         "data",
         "\xEF\xBB\xBF\r\na,kind\r\n 1 ,\tx \r\n\r\n2,y\r\n\r\n   \r\n",
         {NULL, HEADER_AUTO},
         {2, 1, {1, 2}, {0, 1}, "x y ", "a "}},
        {"CSV: the last line needs no line end",
         "1,x\n2,y",
         {NULL, HEADER_AUTO},
         {2, 1, {1, 2}, {0, 1}, "x y ", ""}},
        {"CSV: quoted fields may hold commas, line ends and doubled quotes",
         "\"a,b\",\"k\"\n\"1\",\"p,\nq\"\n2,\"say \"\"r\"\"\"\n",
         {NULL, HEADER_AUTO},
         {2, 1, {1, 2}, {0, 1}, "p,\nq say \"r\" ", "a,b "}},
        {"CSV: a column named as the target is the class, wherever it stands",
         "kind,a,b\nx,1,2\ny,3,4\n",
         {"kind", HEADER_AUTO},
         {2, 2, {1, 2, 3, 4}, {0, 1}, "x y ", "a b "}},
        {"CSV: a target given by number counts from 1",
         "1,x,2\n3,y,4\n",
         {"2", HEADER_AUTO},
         {2, 2, {1, 2, 3, 4}, {0, 1}, "x y ", ""}},
        {"CSV: a number that is a name in the header is that name",
         "2,1\n7,8\n9,6\n",
         {"2", HEADER_YES},
         {2, 1, {8, 6}, {0, 1}, "7 9 ", "1 "}},
        {"CSV: a number that is also a field of the first row does not make it a header",
         "2,x\n3,y\n",
         {"2", HEADER_AUTO},
         {2, 1, {2, 3}, {0, 1}, "x y ", ""}},
        {"CSV: a header of numbers is one if the caller says so",
         "1,2\n5,a\n6,b\n",
         {NULL, HEADER_YES},
         {2, 1, {5, 6}, {0, 1}, "a b ", "1 "}},
        {"CSV: a target that is a number for every class does not hide a header",
         "a,1\n5,0\n6,2\n",
         {NULL, HEADER_AUTO},
         {2, 1, {5, 6}, {0, 1}, "0 2 ", "a "}},
        {"CSV: classes that are numbers stand in the order of their values, not of their texts",
         "1,10\n2,9\n3,-1\n4,10\n",
         {NULL, HEADER_AUTO},
         {4, 1, {1, 2, 3, 4}, {2, 1, 0, 2}, "-1 9 10 ", ""}},
        {"CSV: 1 and 1.0 are one class, named as it was first written",
         "1,1.0\n2,0\n3,1\n4,1e0\n",
         {NULL, HEADER_AUTO},
         {4, 1, {1, 2, 3, 4}, {1, 0, 1, 1}, "0 1.0 ", ""}},
        {"CSV: one class that is no number makes all of them texts",
         "1,1.0\n2,10\n3,1\n4,a\n5,9\n",
         {NULL, HEADER_AUTO},
         {5, 1, {1, 2, 3, 4, 5}, {1, 2, 0, 4, 3}, "1 1.0 10 9 a ", ""}},
        {"CSV: two columns may share a name that nobody asks for",
         "a,a,k\n1,2,x\n3,4,y\n",
         {"k", HEADER_AUTO},
         {2, 2, {1, 2, 3, 4}, {0, 1}, "x y ", "a a "}},
        {"CSV: a number too small for a double is 0",
         "1e-999,x\n1,y\n",
         {NULL, HEADER_AUTO},
         {2, 1, {0, 1}, {0, 1}, "x y ", ""}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        fault why = {""};
        dataset *data = read_text(table[i].text, &table[i].options, &why);
        check_read(data, &why, &table[i].e, table[i].what);
    }
}

/* --------------------------------------------------------------- CSV, refused */

static void csv_refuses(void)
{
    static const struct {
        const char *what, *text;
        csv_options options;
        const char *message;
    } table[] = {
        {"CSV: a row with a field missing",
         "a,b,k\n1,2,x\n3,y\n",
         {NULL, HEADER_AUTO},
         "t.csv:3: 2 fields, but the lines above have 3"},
        {"CSV: a last row with a field missing, without a line end",
         "1,2,x\n3,y",
         {NULL, HEADER_AUTO},
         "t.csv:2: 2 fields, but the lines above have 3"},
        {"CSV: a row with a field too many",
         "1,x\n2,y,\n",
         {NULL, HEADER_AUTO},
         "t.csv:2: 3 fields, but the lines above have 2"},
        {"CSV: NaN",
         "a,b,k\n1,2,x\n3,nan,y\n",
         {NULL, HEADER_AUTO},
         "t.csv:3: 'nan' in column 'b' is no finite number; only column 'k' holds classes"},
        {"CSV: NaN in a first row that could be a header",
         "NaN,inf,x\n1,2,y\n",
         {NULL, HEADER_AUTO},
         "t.csv:1: 'NaN' in column '1' is no finite number; only column '3' holds classes"},
        {"CSV: infinity",
         "1,x\n-inf,y\n",
         {NULL, HEADER_AUTO},
         "t.csv:2: '-inf' in column '1' is no finite number; only column '2' holds classes"},
        {"CSV: a number too large for a double",
         "1,x\n1e400,y\n",
         {NULL, HEADER_AUTO},
         "t.csv:2: '1e400' in column '1' is no finite number; only column '2' holds classes"},
        {"CSV: text among numbers",
         "width,k\n1,x\n2 cm,y\n",
         {NULL, HEADER_AUTO},
         "t.csv:3: '2 cm' in column 'width' is no finite number; only column 'k' holds classes"},
        {"CSV: a hexadecimal number",
         "1,x\n0x10,y\n",
         {NULL, HEADER_AUTO},
         "t.csv:2: '0x10' in column '1' is no finite number; only column '2' holds classes"},
        {"CSV: a long text with a line end in it (shown short, on one line)",
         "1,x\n\"a\nb345678901234567890123456789012345678901234567890\",y\n",
         {NULL, HEADER_AUTO},
         "t.csv:2: 'a b345678901234567890123456789012345...' in column '1' is no finite number; "
         "only column '2' holds classes"},
        {"CSV: a long text in Cyrillic (not cut within a letter)",
         "1,x\n?жжжжжжжжжжжжжжжжжжжжжжжжж,y\n",
         {NULL, HEADER_AUTO},
         "t.csv:2: '?жжжжжжжжжжжжжжжжж...' in column '1' is no finite number; only column '2' "
         "holds classes"},
        {"CSV: an empty field",
         "a,b,k\n1,,x\n",
         {NULL, HEADER_AUTO},
         "t.csv:2: column 'b' is empty; every row needs all its fields"},
        {"CSV: an empty class",
         "a,k\n1,x\n2,\n",
         {NULL, HEADER_AUTO},
         "t.csv:3: column 'k' is empty; every row needs all its fields"},
        {"CSV: a class that is NaN",
         "a,k\n1,0\n2,NaN\n",
         {NULL, HEADER_AUTO},
         "t.csv:3: the class in column 'k' is 'NaN'; leave out rows that have none"},
        {"CSV: a class too large for a double",
         "a,k\n1,0\n2,1e400\n",
         {NULL, HEADER_AUTO},
         "t.csv:3: the class in column 'k' is '1e400'; leave out rows that have none"},
        {"CSV: an empty file", "", {NULL, HEADER_AUTO}, "t.csv: the file is empty"},
        {"CSV: a byte order mark alone",
         "\xEF\xBB\xBF",
         {NULL, HEADER_AUTO},
         "t.csv: the file is empty"},
        {"CSV: blank lines alone", "\n \n\r\n", {NULL, HEADER_AUTO}, "t.csv: the file is empty"},
        {"CSV: a header alone",
         "a,k\n",
         {NULL, HEADER_AUTO},
         "t.csv:2: the file ends before its first row of numbers"},
        {"CSV: one class alone",
         "a,k\n1,x\n2,x\n",
         {NULL, HEADER_AUTO},
         "t.csv: all rows are of class 'x'; two classes are needed"},
        {"CSV: 1 and 1.0 as the only classes",
         "1,1\n2,1.0\n",
         {NULL, HEADER_AUTO},
         "t.csv: all rows are of class '1'; two classes are needed"},
        {"CSV: one column alone",
         "1;2;x\n3;4;y\n",
         {NULL, HEADER_AUTO},
         "t.csv:1: only one column; two or more are needed, separated by commas"},
        {"CSV: a target that no column is named",
         "a,b,k\n1,2,x\n",
         {"kind", HEADER_AUTO},
         "t.csv:1: no column 'kind'; the 3 columns are a, b, k"},
        {"CSV: a target's name where there is no header",
         "1,2,x\n3,4,y\n",
         {"x", HEADER_AUTO},
         "t.csv:1: no column 'x'; without a header the columns are 1 to 3"},
        {"CSV: a target's name where the caller says there is no header",
         "a,k\n1,x\n",
         {"k", HEADER_NO},
         "t.csv:1: no column 'k'; without a header the columns are 1 to 2"},
        {"CSV: a target's number beyond the columns",
         "1,2,x\n3,4,y\n",
         {"4", HEADER_AUTO},
         "t.csv:1: no column '4'; without a header the columns are 1 to 3"},
        {"CSV: a target's number 0",
         "a,k\n1,x\n",
         {"0", HEADER_AUTO},
         "t.csv:1: no column '0'; the 2 columns are a, k"},
        {"CSV: a target that none of many names is (not all of them listed)",
         "a_name_of_38_characters_that_goes_on_1,a_name_of_38_characters_that_goes_on_2,"
         "a_name_of_38_characters_that_goes_on_3,a_name_of_38_characters_that_goes_on_4,"
         "a_name_of_38_characters_that_goes_on_5\n1,2,3,4,x\n",
         {"k", HEADER_AUTO},
         "t.csv:1: no column 'k'; the 5 columns are a_name_of_38_characters_that_goes_on_1, "
         "a_name_of_38_characters_that_goes_on_2, a_name_of_38_characters_that_goes_on_3, "
         "a_name_of_38_characters_that_goes_on_4, ..."},
        {"CSV: a target's name that two columns have",
         "k,a,k\n1,2,x\n",
         {"k", HEADER_AUTO},
         "t.csv:1: 2 columns are named 'k'; give the target's number, 1 to 3"},
        {"CSV: a column without a name (pandas writes row numbers so)",
         ",a,k\n1,5,x\n2,6,y\n",
         {NULL, HEADER_AUTO},
         "t.csv:1: column 1 has no name; leave it out if it counts the rows"},
        {"CSV: a header where the caller says there is none",
         "a,k\n1,x\n",
         {NULL, HEADER_NO},
         "t.csv:1: 'a' in column '1' is no finite number; only column '2' holds classes"},
        {"CSV: a quote inside a field",
         "1,x\n2,5\" pipe\n3,z\n",
         {NULL, HEADER_AUTO},
         "t.csv:2: a quote inside a field, or one never closed; a field with quotes in it is "
         "quoted itself, and they are doubled"},
        {"CSV: a quote never closed",
         "1,x\n2,\"y\n3,z\n4,u\n",
         {NULL, HEADER_AUTO},
         "t.csv:2: a quote inside a field, or one never closed; a field with quotes in it is "
         "quoted itself, and they are doubled"},
        {"CSV: a fault below a field of three lines and blank lines",
         "a,k\n1,\"x\n\ny\"\n\n2,z\r\n\r\nno,z\n",
         {NULL, HEADER_AUTO},
         "t.csv:8: 'no' in column 'a' is no finite number; only column 'k' holds classes"},
        {"CSV: lines that end in CR alone",
         "a,k\r1,x\r2,y\r",
         {NULL, HEADER_AUTO},
         "t.csv:1: a line end that is CR alone; lines must end in LF or CR LF"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        fault why = {""};
        dataset *data = read_text(table[i].text, &table[i].options, &why);
        check_refused(data, &why, table[i].message, table[i].what);
    }
}

static void csv_refuses_binary(void)
{
    fault why = {""};
    write_file("t.csv", "1,x\n2,\0y\n", 9);
    check_refused(dataset_read_csv("t.csv", &defaults, &why), &why,
                  "t.csv:2: a NUL byte; this is no text in UTF-8 or ASCII", "CSV: a NUL byte");
    write_file("t.csv",
               "\xFF\xFE"
               "1\0,\0x\0\n\0",
               10);
    check_refused(dataset_read_csv("t.csv", &defaults, &why), &why,
                  "t.csv:1: a NUL byte; this is no text in UTF-8 or ASCII", "CSV: UTF-16");
}

static void csv_refuses_places(void)
{
    fault why = {""};
    check_refused(dataset_read_csv("none.csv", &defaults, &why), &why,
                  "none.csv: cannot be opened: No such file or directory", "CSV: no file");
    check_refused(dataset_read_csv(".", &defaults, &why), &why, ".: cannot be read: Is a directory",
                  "CSV: a folder");
    /* The kernel has nothing to give at address 0 of this process. */
    check_refused(dataset_read_csv("/proc/self/mem", &defaults, &why), &why,
                  "/proc/self/mem: cannot be read: Input/output error", "CSV: a read error");
}

/* Root may read everything, so it has to become somebody else to be refused. */
static void refuses_unreadable(void)
{
    fault why = {""};
    write_file("shut", "1,x\n2,y\n", 8);
    const int was_root = geteuid() == 0;
    if (chmod("shut", 0) != 0 || (was_root && seteuid(65534) != 0)) {
        tap_note("cannot make a file that this user may not read: two tests left out");
        return;
    }
    check_refused(dataset_read_csv("shut", &defaults, &why), &why,
                  "shut: cannot be opened: Permission denied", "CSV: a file of somebody else's");
    check_refused(dataset_read_idx("shut", "shut", &why), &why,
                  "shut: cannot be opened: Permission denied", "IDX: a file of somebody else's");
    if (was_root && seteuid(0) != 0)
        exit(1);
}

/* Longer than the reader's chunk of 64 KiB, so that fields, quotes and CR LF fall
   across its ends; each example takes two lines. */
static size_t write_long_file(size_t rows, const char *last)
{
    FILE *file = fopen("t.csv", "wb");
    if (!file)
        exit(1);
    fputs("a,b,k\r\n", file);
    for (size_t p = 0; p < rows; p++)
        fprintf(file, "%zu,%.17g,\"%s\r\nclass\"\r\n", p, (double)p / 7, p % 3 ? "x" : "y");
    fputs(last, file);
    fclose(file);
    return 2 + 2 * rows;
}

static void csv_reads_long_files(void)
{
    const size_t rows = 20000;
    size_t wrong = 0;
    fault why = {""};
    char message[128];
    write_long_file(rows, "");
    dataset *data = dataset_read_csv("t.csv", &defaults, &why);
    for (size_t p = 0; data && p < data->x->size1; p++)
        wrong += gsl_matrix_get(data->x, p, 0) != (double)p || data->label[p] != (p % 3 == 0) ||
                 gsl_matrix_get(data->x, p, 1) != (double)p / 7;
    tap_ok(data && data->x->size1 == rows && wrong == 0,
           "CSV: a file of many chunks loses no digit and no row");
    dataset_free(data);
    const size_t line = write_long_file(rows, "1,x\r\n");
    snprintf(message, sizeof message, "t.csv:%zu: 2 fields, but the lines above have 3", line);
    check_refused(dataset_read_csv("t.csv", &defaults, &why), &why, message,
                  "CSV: a fault in line 40002");
}

static void csv_refuses_measurements(void)
{
    fault why = {""};
    FILE *file = fopen("t.csv", "wb");
    if (!file)
        exit(1);
    for (int p = 0; p < 2000; p++)
        fprintf(file, "%d,%d.5\n", p, p);
    fclose(file);
    check_refused(dataset_read_csv("t.csv", &defaults, &why), &why,
                  "t.csv:1001: more than 1000 different classes in column '2'; if it holds a "
                  "measurement, another column is the target",
                  "CSV: a measurement for a target");
}

/* ------------------------------------------------------------------------ IDX */

enum { PICTURES = 3, ROWS = 2, COLUMNS = 2 };

static const unsigned char pictures[] = {
    0, 0,   8,  3, 0,  0,  0,  PICTURES, 0,   0,   0,   ROWS, 0, 0, 0, COLUMNS, /* the header */
    0, 255, 51, 1, 10, 20, 30, 40,       250, 251, 252, 253};
static const unsigned char labels[] = {0, 0, 8, 1, 0, 0, 0, PICTURES, 2, 0, 2};

static void write_pictures(void)
{
    write_file("images", pictures, sizeof pictures);
    write_file("labels", labels, sizeof labels);
    write_gzip("images.gz", pictures, sizeof pictures);
    write_gzip("labels.gz", labels, sizeof labels);
}

static void idx_reads(const char *image_file, const char *label_file, const char *what)
{
    static const expected e = {PICTURES,
                               ROWS * COLUMNS,
                               {0, 1, 0.2, 1 / 255.0, 10 / 255.0, 20 / 255.0, 30 / 255.0,
                                40 / 255.0, 250 / 255.0, 251 / 255.0, 252 / 255.0, 253 / 255.0},
                               {2, 0, 2},
                               "0 1 2 ",
                               ""};
    fault why = {""};
    dataset *data = dataset_read_idx(image_file, label_file, &why);
    tap_ok(data && data->image_rows == ROWS && data->image_columns == COLUMNS,
           "%s: the pictures keep their shape", what);
    check_read(data, &why, &e, what);
}

/* One byte changed, and the message it must lead to. */
static void idx_refuses_bytes(void)
{
    static const struct {
        const char *what, *file;
        size_t at;
        unsigned char value;
        const char *message;
    } table[] = {
        {"IDX: a file of another kind", "images", 0, 'P',
         "images: no IDX file; it begins with bytes 50 00, not with 00 00"},
        {"IDX: pictures of floating-point numbers", "images", 2, 0x0D,
         "images: elements of type 0x0d; only unsigned bytes, 0x08, can be read"},
        {"IDX: labels where pictures should be", "images", 3, 1,
         "images: 1 dimension, where 3 should be; pictures have 3, labels 1"},
        {"IDX: pictures where labels should be", "labels", 3, 3,
         "labels: 3 dimensions, where 1 should be; pictures have 3, labels 1"},
        {"IDX: no pictures", "images", 7, 0, "images: dimension 1 is 0, so there is nothing in it"},
        {"IDX: pictures without columns", "images", 15, 0,
         "images: dimension 3 is 0, so there is nothing in it"},
        {"IDX: fewer pictures than promised", "images", 7, 4,
         "images: the header promises 16 bytes, but 12 follow it"},
        {"IDX: more pictures than promised", "images", 7, 2,
         "images: the header promises 8 bytes, but more follow it"},
        {"IDX: fewer labels than promised", "labels", 7, 4,
         "labels: the header promises 4 bytes, but 3 follow it"},
        {"IDX: more labels than promised", "labels", 7, 2,
         "labels: the header promises 2 bytes, but more follow it"},
        {"IDX: labels that are all the same", "labels", 9, 2,
         "labels: every label is 2; two classes are needed"},
        {"IDX: 16777219 pictures promised", "images", 4, 1,
         "images: the header promises 67108876 bytes, but 12 follow it"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const int is_images = strcmp(table[i].file, "images") == 0;
        unsigned char bytes[sizeof pictures];
        const size_t n = is_images ? sizeof pictures : sizeof labels;
        fault why = {""};
        memcpy(bytes, is_images ? pictures : labels, n);
        bytes[table[i].at] = table[i].value;
        write_pictures();
        write_file(table[i].file, bytes, n);
        dataset *data = dataset_read_idx("images", "labels", &why);
        check_refused(data, &why, table[i].message, table[i].what);
    }
}

static void idx_refuses_lengths(void)
{
    static const unsigned char two[] = {0, 0, 8, 1, 0, 0, 0, 2, 1, 0};
    fault why = {""};
    write_pictures();
    write_file("short", pictures, 0);
    check_refused(dataset_read_idx("short", "labels", &why), &why, "short: the file is empty",
                  "IDX: an empty file");
    write_file("short", pictures, 3);
    check_refused(dataset_read_idx("short", "labels", &why), &why,
                  "short: the file ends within its header", "IDX: three bytes");
    write_file("short", pictures, 15);
    check_refused(dataset_read_idx("short", "labels", &why), &why,
                  "short: the file ends within its header", "IDX: a header cut off");
    write_file("short", two, sizeof two);
    check_refused(dataset_read_idx("images", "short", &why), &why,
                  "short: 2 labels, but images has 3 pictures", "IDX: a label missing");
    check_refused(dataset_read_idx("none", "labels", &why), &why,
                  "none: cannot be opened: No such file or directory", "IDX: no file");
    check_refused(dataset_read_idx("images", ".", &why), &why, ".: cannot be read: Is a directory",
                  "IDX: a folder");
}

static long memory_used(void) /* KiB, at most so far */
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* Three dimensions, each as large as four bytes can say: 2^96 pixels; and 2^47, which
   a size_t can count and no memory can hold. */
static void idx_refuses_promises(void)
{
    unsigned char bytes[sizeof pictures];
    fault why = {""};
    const long before = memory_used();
    memcpy(bytes, pictures, sizeof bytes);
    memset(bytes + 4, 0xFF, 12);
    write_file("images", bytes, sizeof bytes);
    check_refused(dataset_read_idx("images", "labels", &why), &why,
                  "images: the header promises more bytes than a file has", "IDX: 2^96 pixels");
    memcpy(bytes + 4, (const unsigned char[]){0x80, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1}, 12);
    write_file("images", bytes, sizeof bytes);
    check_refused(dataset_read_idx("images", "labels", &why), &why,
                  "images: the header promises 140737488355328 bytes, but 12 follow it",
                  "IDX: 2^47 pixels");
    tap_ok(memory_used() - before < 16 * 1024, "IDX: a promise costs no memory");
}

/* ----------------------------------------------------------------------- gzip */

/* How many of the file's shorter versions are taken for data, or are refused
   without naming it. */
static size_t count_accepted(const char *file, size_t length)
{
    unsigned char packed[256];
    size_t accepted = 0;
    slurp(file, packed, sizeof packed);
    for (size_t n = 0; n < length; n++) {
        fault why = {""};
        write_file(file, packed, n);
        dataset *data = dataset_read_idx("images.gz", "labels.gz", &why);
        accepted += data || strncmp(why.text, file, strlen(file)) != 0;
        dataset_free(data);
    }
    write_file(file, packed, length);
    return accepted;
}

static void gzip_refuses(void)
{
    unsigned char packed[256];
    fault why = {""};
    write_pictures();
    const size_t n = write_gzip("images.gz", pictures, sizeof pictures);
    const size_t n_labels = write_gzip("labels.gz", labels, sizeof labels);
    tap_ok(count_accepted("images.gz", n) == 0,
           "gzip: pictures cut off at any of %zu places are refused", n);
    tap_ok(count_accepted("labels.gz", n_labels) == 0,
           "gzip: labels cut off at any of %zu places are refused", n_labels);
    slurp("images.gz", packed, sizeof packed);
    write_file("images.gz", packed, n - 1);
    check_refused(dataset_read_idx("images.gz", "labels.gz", &why), &why,
                  "images.gz: the gzip data is cut off before its end", "gzip: the last byte lost");
    packed[n - 8] ^= 1; /* of the checksum, which stands before the length */
    write_file("images.gz", packed, n);
    check_refused(dataset_read_idx("images.gz", "labels.gz", &why), &why,
                  "images.gz: the gzip data is damaged", "gzip: another checksum");
}

/* --------------------------------------------------------- the digits we ship */

/* Counted, as the sum of all bytes was, by a program in another language. */
static void digits(const char *part, double sum, const size_t share[10])
{
    char image_file[128], label_file[128];
    size_t count[10] = {0}, wrong = 0;
    double total = 0;
    fault why = {""};
    snprintf(image_file, sizeof image_file, "data/mnist/%s-images-idx3-ubyte.gz", part);
    snprintf(label_file, sizeof label_file, "data/mnist/%s-labels-idx1-ubyte.gz", part);
    dataset *data = dataset_read_idx(image_file, label_file, &why);
    tap_ok(data && data->x->size1 == 1000 && data->image_rows == 28 && data->image_columns == 28 &&
               data->n_classes == 10 && is_sound(data),
           "MNIST, %s: a thousand pictures of 28 x 28, of ten classes %s", part, why.text);
    for (size_t p = 0; data && p < data->x->size1; p++)
        count[data->label[p]]++;
    for (size_t c = 0; c < 10; c++)
        wrong += count[c] != share[c];
    for (size_t i = 0; data && i < data->x->size1 * data->x->size2; i++)
        total += data->x->data[i] * 255;
    tap_ok(wrong == 0, "MNIST, %s: every digit is there as often as it was chosen", part);
    tap_near(total, sum, 1e-12, "MNIST, %s: the pictures are as grey as the originals", part);
    dataset_free(data);
}

/* ---------------------------------------------------------------------- split */

/* 10, 7 and 2 examples of three classes; the only input is the example's number. */
static dataset *three_classes(void)
{
    dataset *all = dataset_alloc(19, 1, 3);
    for (size_t p = 0; p < 19; p++) {
        gsl_matrix_set(all->x, p, 0, (double)p);
        dataset_set_label(all, p, p < 10 ? 0 : p < 17 ? 1 : 2);
    }
    dataset_name_class(all, 1, "seven");
    return all;
}

static size_t count_class(const dataset *data, size_t c)
{
    size_t n = 0;
    for (size_t p = 0; p < data->x->size1; p++)
        n += data->label[p] == c;
    return n;
}

/* Marks the examples that a part has, and tells whether they kept their class. */
static int mark(const dataset *part, const dataset *all, size_t seen[])
{
    int same = is_sound(part) && strcmp(part->class_name[1], "seven") == 0;
    for (size_t p = 0; p < part->x->size1; p++) {
        const size_t from = (size_t)gsl_matrix_get(part->x, p, 0);
        seen[from]++;
        same = same && part->label[p] == all->label[from];
    }
    return same;
}

static void split_is_stratified(gsl_rng *rng)
{
    dataset *all = three_classes(), *train, *test;
    size_t seen[19] = {0}, once = 0;
    fault why = {""};
    const int status = dataset_split(all, 0.25, rng, &train, &test, &why);
    /* 2.5 is rounded half down, 1.75 to the nearest, 0.5 up, for one must be there. */
    tap_ok(status == GSL_SUCCESS && count_class(test, 0) == 2 && count_class(test, 1) == 2 &&
               count_class(test, 2) == 1,
           "split: a quarter of each class goes to the test");
    tap_ok(count_class(train, 0) == 8 && count_class(train, 1) == 5 && count_class(train, 2) == 1,
           "split: the rest of each class stays for training");
    const int same = mark(train, all, seen) && mark(test, all, seen);
    for (size_t p = 0; p < 19; p++)
        once += seen[p] == 1;
    tap_ok(once == 19, "split: every example is in one part, and in one only");
    tap_ok(same, "split: examples keep their class, and classes their name");
    dataset_free(train);
    dataset_free(test);
    dataset_free(all);
}

static void split_needs_two(gsl_rng *rng)
{
    dataset *all = three_classes(), *train, *test;
    fault why = {""};
    dataset_set_label(all, 18, 0);
    tap_ok(dataset_split(all, 0.25, rng, &train, &test, &why) == GSL_EINVAL && !train && !test &&
               strcmp(why.text, "class '2' has 1 example; a split needs at least 2, one to learn "
                                "from and one to test") == 0,
           "split: a class with one example is refused by name");
    dataset_free(all);
}

static void split_is_repeatable(gsl_rng *rng)
{
    dataset *all = three_classes(), *train[3], *test[3];
    const unsigned long seed[3] = {5, 5, 6};
    fault why = {""};
    for (size_t i = 0; i < 3; i++) {
        gsl_rng_set(rng, seed[i]);
        dataset_split(all, 0.25, rng, &train[i], &test[i], &why);
    }
    tap_ok(gsl_matrix_equal(train[0]->x, train[1]->x), "split: the same seed deals the same way");
    tap_ok(!gsl_matrix_equal(train[0]->x, train[2]->x), "split: another seed deals another way");
    for (size_t i = 0; i < 3; i++) {
        dataset_free(train[i]);
        dataset_free(test[i]);
    }
    dataset_free(all);
}

/* --------------------------------------------------------------------- scaler */

/* Three columns, the last constant: mean 4, variance (9 + 1 + 1 + 9)/4 = 5 of the
   first, that of the second 100 times as large. */
static void scaler_knows_training_only(void)
{
    double trained[] = {1, 10, 7, 3, 30, 7, 5, 50, 7, 7, 70, 7}, tested[] = {10, -20, 9};
    gsl_matrix_view train = gsl_matrix_view_array(trained, 4, 3);
    gsl_matrix_view test = gsl_matrix_view_array(tested, 1, 3);
    scaler *s = scaler_fit(SCALE_MINMAX, &train.matrix);
    scaler_apply(s, &train.matrix);
    scaler_apply(s, &test.matrix);
    tap_near(trained[0], 0, 1e-15, "minmax: the smallest of a column becomes 0");
    tap_near(trained[10], 1, 1e-15, "minmax: the largest of a column becomes 1");
    tap_near(trained[3], 1 / 3.0, 1e-15, "minmax: 3 lies a third of the way from 1 to 7");
    tap_near(trained[5], 0, 0, "minmax: a constant column becomes 0");
    tap_near(tested[0], 1.5, 1e-15, "minmax: a test value beyond the training's gets more than 1");
    tap_near(tested[1], -0.5, 1e-15, "minmax: a test value below the training's gets less than 0");
    scaler_free(s);
}

static void scaler_standardises(void)
{
    double trained[] = {1, 10, 7, 3, 30, 7, 5, 50, 7, 7, 70, 7};
    gsl_matrix_view train = gsl_matrix_view_array(trained, 4, 3);
    scaler *s = scaler_fit(SCALE_STANDARD, &train.matrix);
    scaler_apply(s, &train.matrix);
    tap_near(trained[0], -3 / sqrt(5), 1e-15, "standard: 1 is 3/sqrt(5) deviations below 4");
    tap_near(trained[10], 3 / sqrt(5), 1e-15, "standard: the same in a column of another scale");
    tap_near(trained[8], 0, 0, "standard: a constant column becomes 0");
    scaler_free(s);
    s = scaler_fit(SCALE_NONE, &train.matrix);
    scaler_apply(s, &train.matrix);
    tap_near(trained[0], -3 / sqrt(5), 1e-15, "none: numbers stay as they are");
    scaler_free(s);
}

static void scaler_names(void)
{
    tap_ok(scale_from_name("none") == SCALE_NONE && scale_from_name("minmax") == SCALE_MINMAX &&
               scale_from_name("standard") == SCALE_STANDARD &&
               scale_from_name("max") == SCALE_COUNT &&
               strcmp(scale_name(SCALE_MINMAX), "minmax") == 0,
           "scales go by their names");
}

/* ----------------------------------------------------------------- generators */

static void generator_shares(gsl_rng *rng)
{
    static const struct {
        const char *name;
        size_t examples, share[3];
    } table[] = {{"points", 11, {6, 5, 0}},
                 {"circles", 10, {5, 5, 0}},
                 {"moons", 2, {1, 1, 0}},
                 {"blobs", 11, {4, 4, 3}}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        dataset *data = generate_by_name(table[i].name)(table[i].examples, rng);
        int same = data && data->x->size1 == table[i].examples && is_sound(data);
        for (size_t c = 0; same && c < 3; c++)
            same = count_class(data, c) == table[i].share[c];
        tap_ok(same, "%s: classes in equal shares, the first take what is over", table[i].name);
        dataset_free(data);
    }
    tap_ok(!generate_by_name("spirals"), "a generator that does not exist is none");
}

/* The mean of a class's coordinate against its closed form. With n values of standard
   deviation s the mean errs by s/sqrt(n); five times that happens once in 2 million. */
static void check_mean(const dataset *data, size_t c, size_t i, double mean, double variance)
{
    double sum = 0;
    size_t n = 0;
    for (size_t p = 0; p < data->x->size1; p++)
        if (data->label[p] == c) {
            sum += gsl_matrix_get(data->x, p, i);
            n++;
        }
    const double z = (sum / (double)n - mean) / sqrt(variance / (double)n);
    tap_ok(fabs(z) < 5, "%s: the mean %s is that of the formula", data->class_name[c],
           i == 0 ? "x" : "y");
    if (!(fabs(z) < 5))
        tap_note("expected %g, actual %g, %g standard errors away", mean, sum / (double)n, z);
}

/* E t = 0, E t^2 = 1, Var t = 1, Var t^2 = 2, and t and t^2 are uncorrelated. */
static void points_are_the_lecture_s(gsl_rng *rng)
{
    dataset *data = generate_points(40000, rng);
    check_mean(data, 0, 0, 0.25 + 0.018,
               gsl_pow_2(0.125) + 2 * gsl_pow_2(0.018) + gsl_pow_2(0.025));
    check_mean(data, 0, 1, 0.90 - 0.10, 2 * gsl_pow_2(0.10) + gsl_pow_2(0.03));
    check_mean(data, 1, 0, 0.30, gsl_pow_2(0.05));
    check_mean(data, 1, 1, 0.60, gsl_pow_2(0.055));
    dataset_free(data);
}

/* The mean of sin over a half circle is 2/pi, that of sin^2 1/2, of cos 0. */
static void moons_are_half_circles(gsl_rng *rng)
{
    const double height = 2 / M_PI, noise = 0.01, spread = 0.5 - height * height;
    dataset *data = generate_moons(40000, rng);
    check_mean(data, 0, 0, 0, 0.5 + noise);
    check_mean(data, 0, 1, height, spread + noise);
    check_mean(data, 1, 0, 1, 0.5 + noise);
    check_mean(data, 1, 1, 0.5 - height, spread + noise);
    dataset_free(data);
}

static void blobs_have_their_centres(gsl_rng *rng)
{
    dataset *data = generate_blobs(60000, rng);
    for (size_t c = 0; c < 3; c++) {
        check_mean(data, c, 0, c == 0 ? 2 : -1, 0.36);
        check_mean(data, c, 1, c == 0 ? 0 : c == 1 ? sqrt(3) : -sqrt(3), 0.36);
    }
    dataset_free(data);
}

/* A disc of radius r has a mean square radius of r^2/2, a ring r^2; the noise of
   deviation 0.1 in x and in y adds 0.02. */
static void circles_have_their_radii(gsl_rng *rng)
{
    double sum[2] = {0, 0};
    dataset *data = generate_circles(40000, rng);
    for (size_t p = 0; p < data->x->size1; p++)
        sum[data->label[p]] +=
            gsl_pow_2(gsl_matrix_get(data->x, p, 0)) + gsl_pow_2(gsl_matrix_get(data->x, p, 1));
    tap_near(sum[0] / 20000, 1.02, 0.01, "ring: the mean square radius is 1 + noise");
    tap_near(sum[1] / 20000, 0.145, 0.01, "disc: the mean square radius is 1/8 + noise");
    dataset_free(data);
}

/* ------------------------------------------------------------------ mutations */

enum { MUTANTS = 2000, MUTANT_MAX = 1024 };

/* Flips a bit, deletes, cuts off or doubles some bytes; returns how many are left. */
static size_t mutate_once(unsigned char bytes[], size_t n, gsl_rng *rng)
{
    const size_t at = gsl_rng_uniform_int(rng, n);
    const size_t length = 1 + gsl_rng_uniform_int(rng, GSL_MIN(n - at, 16));
    switch (gsl_rng_uniform_int(rng, 8)) {
    case 0: /* seldom, for a short file is soon refused */
        return at;
    case 1:
    case 2:
        memmove(bytes + at, bytes + at + length, n - at - length);
        return n - length;
    case 3:
    case 4:
        if (n + length > MUTANT_MAX)
            return n;
        memmove(bytes + at + length, bytes + at, n - at);
        return n + length;
    default:
        bytes[at] ^= (unsigned char)(1U << gsl_rng_uniform_int(rng, 8));
        return n;
    }
}

static void write_mutant(const char *file, const unsigned char original[], size_t n, gsl_rng *rng)
{
    unsigned char bytes[MUTANT_MAX];
    memcpy(bytes, original, n);
    for (size_t i = 1 + gsl_rng_uniform_int(rng, 4); i > 0 && n > 0; i--)
        n = mutate_once(bytes, n, rng);
    write_file(file, bytes, n);
}

/* Either sound data, or one line that begins with the file's name. */
static int is_fine(dataset *data, const fault *why, const char *file)
{
    const int fine = data ? is_sound(data)
                          : strncmp(why->text, file, strlen(file)) == 0 && !strchr(why->text, '\n');
    dataset_free(data);
    return fine;
}

static void csv_survives(gsl_rng *rng)
{
    static const char text[] = "\xEF\xBB\xBF\"a, b\",c,kind\r\n1.5,-2e3,\"x\"\r\n.25,7,y\n\n"
                               "1e-3,+4,\"long\nlabel\"\r\n5,6,x\n\"7\",8,\"say \"\"y\"\"\"\n9,1,y";
    size_t fine = 0;
    for (size_t i = 0; i < MUTANTS; i++) {
        fault why = {""};
        const csv_options how = {i % 3 ? NULL : "kind", (header_kind)(i % 2)};
        write_mutant("m.csv", (const unsigned char *)text, sizeof text - 1, rng);
        fine += (size_t)is_fine(dataset_read_csv("m.csv", &how, &why), &why, "m.csv");
    }
    tap_ok(fine == MUTANTS, "CSV: %d damaged files give sound data or one line, no crash", MUTANTS);
}

static void idx_survives(const char *image_file, const char *label_file, gsl_rng *rng)
{
    unsigned char image_bytes[256], label_bytes[256];
    size_t fine = 0;
    write_pictures();
    const size_t n_images = slurp(image_file, image_bytes, sizeof image_bytes);
    const size_t n_labels = slurp(label_file, label_bytes, sizeof label_bytes);
    for (size_t i = 0; i < MUTANTS; i++) {
        fault why = {""};
        write_file("m-labels", label_bytes, n_labels);
        write_file("m-images", image_bytes, n_images);
        if (i % 3 == 0)
            write_mutant("m-labels", label_bytes, n_labels, rng);
        else
            write_mutant("m-images", image_bytes, n_images, rng);
        fine += (size_t)is_fine(dataset_read_idx("m-images", "m-labels", &why), &why, "m-");
    }
    tap_ok(fine == MUTANTS, "%s: %d damaged files give sound data or one line, no crash",
           image_file, MUTANTS);
}

/* ----------------------------------------------------------------------- main */

static char *enter_folder(void)
{
    const char *parent = getenv("TMPDIR");
    char *folder;
    if (asprintf(&folder, "%s/readers-XXXXXX", parent ? parent : "/tmp") < 0 || !mkdtemp(folder) ||
        chdir(folder) != 0) {
        perror("a folder for the test");
        exit(1);
    }
    return folder;
}

static void leave_folder(char *folder)
{
    DIR *files = opendir(".");
    for (struct dirent *file; files && (file = readdir(files));)
        if (file->d_name[0] != '.')
            unlink(file->d_name);
    closedir(files);
    if (chdir("/") != 0 || rmdir(folder) != 0)
        perror(folder);
    free(folder);
}

static void test_csv(void)
{
    csv_reads();
    csv_reads_long_files();
    csv_refuses();
    csv_refuses_binary();
    csv_refuses_places();
    csv_refuses_measurements();
    refuses_unreadable();
}

static void test_idx(void)
{
    write_pictures();
    idx_reads("images", "labels", "IDX: bytes become 0 to 1, labels their classes");
    idx_reads("images.gz", "labels.gz", "IDX: and so they do from gzipped files");
    idx_reads("images", "labels.gz", "IDX: and from one of each");
    idx_refuses_bytes();
    idx_refuses_lengths();
    idx_refuses_promises();
    gzip_refuses();
}

static void test_data(gsl_rng *rng)
{
    split_is_stratified(rng);
    split_needs_two(rng);
    split_is_repeatable(rng);
    scaler_knows_training_only();
    scaler_standardises();
    scaler_names();
    generator_shares(rng);
    points_are_the_lecture_s(rng);
    moons_are_half_circles(rng);
    blobs_have_their_centres(rng);
    circles_have_their_radii(rng);
}

int main(void)
{
    static const size_t train[10] = {96, 107, 118, 123, 91, 85, 87, 95, 102, 96};
    static const size_t test[10] = {96, 115, 89, 123, 87, 99, 88, 111, 89, 103};
    gsl_set_error_handler_off();
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    digits("train", 24834397, train);
    digits("t10k", 26329091, test);
    char *folder = enter_folder();
    test_csv();
    test_idx();
    test_data(rng);
    csv_survives(rng);
    idx_survives("images", "labels", rng);
    idx_survives("images.gz", "labels.gz", rng);
    leave_folder(folder);
    gsl_rng_free(rng);
    return tap_done();
}
