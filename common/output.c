#include "output.h"

#include <errno.h>
#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void discard(output *out)
{
    if (out->file)
        fclose(out->file);
    if (out->temporary)
        unlink(out->temporary);
    free(out->temporary);
    free(out->path);
    free(out);
}

/* Opens a file beside `path` with the permissions that the finished one shall have. */
static FILE *open_beside(output *out, mode_t mode)
{
    if (asprintf(&out->temporary, "%s.XXXXXX", out->path) < 0) {
        out->temporary = NULL;
        return NULL;
    }
    const int descriptor = mkstemp(out->temporary);
    if (descriptor < 0) {
        free(out->temporary);
        out->temporary = NULL;
        return NULL;
    }
    fchmod(descriptor, mode);
    return fdopen(descriptor, "w");
}

/* The permissions of a new file: everything that the user's umask leaves. */
static mode_t new_mode(void)
{
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

output *output_open(const char *path, fault *why)
{
    struct stat info;
    const int exists = stat(path, &info) == 0;
    if (exists && S_ISDIR(info.st_mode))
        return fault_null(why, "%s: is a directory; name a file in it", path);
    output *out = calloc(1, sizeof *out);
    if (!out)
        return fault_null(why, "%s: no memory", path);
    /* A link is followed, so that the file it points to is replaced and not the link. */
    out->path = exists ? realpath(path, NULL) : strdup(path);
    if (!out->path) {
        free(out);
        return fault_null(why, "%s: %s", path, strerror(errno));
    }
    if (exists && !S_ISREG(info.st_mode))
        out->file = fopen(path, "w");
    else
        out->file = open_beside(out, exists ? info.st_mode & 0777 : new_mode());
    if (!out->file) {
        fault_set(why, GSL_EFAILED, "%s: cannot be written: %s", path, strerror(errno));
        discard(out);
        return NULL;
    }
    return out;
}

output *output_table(const char *prefix, const char *name, fault *why)
{
    char *path;
    if (asprintf(&path, "%s-%s.txt", prefix, name) < 0)
        return fault_null(why, "no memory for a path");
    output *out = output_open(path, why);
    free(path);
    return out;
}

int output_close(output *out, fault *why)
{
    int failed = fflush(out->file) != 0 || ferror(out->file);
    const int error = errno;
    failed = fclose(out->file) != 0 || failed;
    out->file = NULL;
    if (!failed && out->temporary && rename(out->temporary, out->path) == 0) {
        free(out->temporary);
        out->temporary = NULL;
    } else if (!failed && out->temporary) {
        failed = 1;
    }
    int status = GSL_SUCCESS;
    if (failed)
        status = fault_set(why, GSL_EFAILED, "%s: not written: %s", out->path,
                           strerror(error ? error : errno));
    discard(out);
    return status;
}

int output_check(const char *path, fault *why)
{
    struct stat info;
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode))
        return GSL_SUCCESS; /* opening a pipe or a terminal to try would do something to it */
    output *out = output_open(path, why);
    if (!out)
        return GSL_EFAILED;
    discard(out);
    return GSL_SUCCESS;
}

int output_close_stdout(fault *why)
{
    /* An earlier flush may have failed, and its errno is gone: only the flag is left. */
    if (fflush(stdout) == 0 && !ferror(stdout) && fclose(stdout) == 0)
        return GSL_SUCCESS;
    return fault_set(why, GSL_EFAILED,
                     "standard output: not all of it could be written; is the disk full, or the "
                     "output closed?");
}
