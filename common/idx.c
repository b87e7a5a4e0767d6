#include "idx.h"

#include <errno.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* An IDX file: two zero bytes, the type of its elements, the number of dimensions;
   each dimension in four bytes, the highest first; then the elements. */
#define TYPE_UNSIGNED_BYTE 0x08
#define DIMENSIONS_MAX     3

typedef struct {
    const char *path;
    gzFile file;
    size_t size[DIMENSIONS_MAX];
    size_t n;            /* their product */
    unsigned char *byte; /* n bytes */
} idx;

/* ---------------------------------------------------------------------- bytes */

/* Why zlib could give no more: nothing is wrong with a file at its end. */
static int stream_fault(const idx *f, fault *why)
{
    int code;
    gzerror(f->file, &code);
    if (code == Z_OK || code == Z_STREAM_END)
        return GSL_SUCCESS;
    if (code == Z_ERRNO)
        return fault_set(why, GSL_EFAILED, "%s: cannot be read: %s", f->path, strerror(errno));
    if (code == Z_BUF_ERROR)
        return fault_set(why, GSL_EFAILED, "%s: the gzip data is cut off before its end", f->path);
    return fault_set(why, GSL_EFAILED, "%s: the gzip data is damaged", f->path);
}

/* Reads n bytes, or as many as there are; GSL_EFAILED if the file is at fault. */
static int read_bytes(const idx *f, void *to, size_t n, size_t *got, fault *why)
{
    *got = 0;
    while (*got < n) {
        const unsigned wanted = (unsigned)GSL_MIN(n - *got, (size_t)1 << 20);
        const int arrived = gzread(f->file, (char *)to + *got, wanted);
        if (arrived <= 0)
            return stream_fault(f, why);
        *got += (size_t)arrived;
    }
    return GSL_SUCCESS;
}

/* --------------------------------------------------------------------- header */

static int check_magic(const idx *f, const unsigned char magic[4], unsigned dimensions, fault *why)
{
    if (magic[0] != 0 || magic[1] != 0)
        return fault_set(why, GSL_EINVAL,
                         "%s: no IDX file; it begins with bytes %02x %02x, not with 00 00", f->path,
                         magic[0], magic[1]);
    if (magic[2] != TYPE_UNSIGNED_BYTE)
        return fault_set(why, GSL_EINVAL,
                         "%s: elements of type 0x%02x; only unsigned bytes, 0x08, can be read",
                         f->path, magic[2]);
    if (magic[3] != dimensions)
        return fault_set(why, GSL_EINVAL,
                         "%s: %u dimension%s, where %u should be; pictures have 3, labels 1",
                         f->path, magic[3], magic[3] == 1 ? "" : "s", dimensions);
    return GSL_SUCCESS;
}

static int read_sizes(idx *f, const unsigned char at[], unsigned dimensions, fault *why)
{
    f->n = 1;
    for (unsigned i = 0; i < dimensions; i++, at += 4) {
        f->size[i] = (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
        if (f->size[i] == 0)
            return fault_set(why, GSL_EINVAL, "%s: dimension %u is 0, so there is nothing in it",
                             f->path, i + 1);
        if (__builtin_mul_overflow(f->n, f->size[i], &f->n) || f->n > PTRDIFF_MAX)
            return fault_set(why, GSL_EINVAL, "%s: the header promises more bytes than a file has",
                             f->path);
    }
    return GSL_SUCCESS;
}

static int read_header(idx *f, unsigned dimensions, fault *why)
{
    unsigned char header[4 + 4 * DIMENSIONS_MAX];
    size_t got;
    int status = read_bytes(f, header, 4, &got, why);
    if (status == GSL_SUCCESS && got == 0)
        return fault_set(why, GSL_EINVAL, "%s: the file is empty", f->path);
    if (status == GSL_SUCCESS && got == 4)
        status = check_magic(f, header, dimensions, why);
    if (status == GSL_SUCCESS && got == 4)
        status = read_bytes(f, header, 4 * (size_t)dimensions, &got, why);
    if (status != GSL_SUCCESS)
        return status;
    if (got < 4 * (size_t)dimensions)
        return fault_set(why, GSL_EINVAL, "%s: the file ends within its header", f->path);
    return read_sizes(f, header, dimensions, why);
}

/* ------------------------------------------------------------------- elements */

/* A header of twelve bytes can promise 2^96. So memory follows the bytes that have
   come, twice as much each time, and never the promise alone. */
static int read_elements(idx *f, fault *why)
{
    size_t room = 0, n = 0, got = 1;
    while (n < f->n && got > 0) {
        if (n == room) {
            room = GSL_MIN(f->n, room == 0 ? (size_t)1 << 16 : 2 * room);
            unsigned char *bigger = realloc(f->byte, room);
            if (!bigger)
                return fault_set(why, GSL_ENOMEM, "%s: no memory for %zu bytes", f->path, room);
            f->byte = bigger;
        }
        const int status = read_bytes(f, f->byte + n, room - n, &got, why);
        if (status != GSL_SUCCESS)
            return status;
        n += got;
    }
    if (n < f->n)
        return fault_set(why, GSL_EINVAL, "%s: the header promises %zu bytes, but %zu follow it",
                         f->path, f->n, n);
    return GSL_SUCCESS;
}

/* To be sure that this is the end, one must try to read on; zlib compares the
   checksum of a .gz only then. */
static int check_end(const idx *f, fault *why)
{
    char extra;
    size_t got;
    const int status = read_bytes(f, &extra, 1, &got, why);
    if (status == GSL_SUCCESS && got > 0)
        return fault_set(why, GSL_EINVAL, "%s: the header promises %zu bytes, but more follow it",
                         f->path, f->n);
    return status;
}

/* Fills f, which is zeros; f->byte is the caller's to free, also after a fault. */
static int read_file(idx *f, const char *path, unsigned dimensions, fault *why)
{
    f->path = path;
    errno = 0; /* gzopen leaves it alone when memory is what it lacks */
    f->file = gzopen(path, "rb");
    if (!f->file)
        return fault_set(why, GSL_EFAILED, "%s: cannot be opened: %s", path,
                         strerror(errno == 0 ? ENOMEM : errno));
    int status = read_header(f, dimensions, why);
    if (status == GSL_SUCCESS)
        status = read_elements(f, why);
    if (status == GSL_SUCCESS)
        status = check_end(f, why);
    gzclose(f->file);
    return status;
}

/* --------------------------------------------------------------- the data set */

/* The classes are 0 .. the largest label; 0 for a fault. */
static size_t count_classes(const idx *images, const idx *labels, fault *why)
{
    size_t max = 0, others = 0;
    if (labels->n != images->size[0]) {
        fault_set(why, GSL_EBADLEN, "%s: %zu labels, but %s has %zu pictures", labels->path,
                  labels->n, images->path, images->size[0]);
        return 0;
    }
    for (size_t p = 0; p < labels->n; p++) {
        max = GSL_MAX(max, labels->byte[p]);
        others += labels->byte[p] != labels->byte[0];
    }
    if (others == 0) {
        fault_set(why, GSL_EINVAL, "%s: every label is %d; two classes are needed", labels->path,
                  labels->byte[0]);
        return 0;
    }
    return max + 1;
}

static dataset *make_dataset(const idx *images, const idx *labels, fault *why)
{
    const size_t classes = count_classes(images, labels, why);
    if (classes == 0)
        return NULL;
    dataset *data = dataset_alloc(labels->n, images->n / labels->n, classes);
    if (!data)
        return fault_null(why, "%s: no memory for %zu pictures of %zu x %zu", images->path,
                          images->size[0], images->size[1], images->size[2]);
    for (size_t i = 0; i < images->n; i++)
        data->x->data[i] = images->byte[i] / 255.0;
    for (size_t p = 0; p < labels->n; p++)
        dataset_set_label(data, p, labels->byte[p]);
    data->image_rows = images->size[1];
    data->image_columns = images->size[2];
    return data;
}

dataset *dataset_read_idx(const char *images, const char *labels, fault *why)
{
    idx x = {0}, d = {0};
    dataset *data = NULL;
    if (read_file(&x, images, 3, why) == GSL_SUCCESS &&
        read_file(&d, labels, 1, why) == GSL_SUCCESS)
        data = make_dataset(&x, &d, why);
    free(x.byte);
    free(d.byte);
    return data;
}
