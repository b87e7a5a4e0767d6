#include "stimulus.h"

#include "number.h"

#include <errno.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void stimulus_free(stimulus *s)
{
    if (!s)
        return;
    free(s->t);
    free(s->i);
    free(s);
}

/* ---------------------------------------------------------------------- by formula */

stimulus *stimulus_nodes(size_t n, const double t[], const double i[])
{
    stimulus *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->n = n;
    s->t = malloc(n * sizeof *t);
    s->i = malloc(n * sizeof *i);
    if (!s->t || !s->i) {
        stimulus_free(s);
        return NULL;
    }
    memcpy(s->t, t, n * sizeof *t);
    memcpy(s->i, i, n * sizeof *i);
    return s;
}

stimulus *stimulus_step(double current, double from)
{
    return stimulus_nodes(2, (double[]){from, from}, (double[]){0, current});
}

stimulus *stimulus_pulse(double current, double from, double to)
{
    return stimulus_nodes(4, (double[]){from, from, to, to}, (double[]){0, current, current, 0});
}

/* No run lasts as long as that. */
static const double for_ever = 1e9; /* ms */

stimulus *stimulus_ramp(double slope, double from)
{
    return stimulus_nodes(2, (double[]){from, from + for_ever}, (double[]){0, slope * for_ever});
}

stimulus *stimulus_triangle(double top, double from, double to)
{
    return stimulus_nodes(3, (double[]){from, (from + to) / 2, to}, (double[]){0, top, 0});
}

/* --------------------------------------------------------------------- from a file */

static int add_node(stimulus *s, double t, double i)
{
    if ((s->n & (s->n - 1)) == 0) { /* full at every power of two */
        const size_t room = s->n ? 2 * s->n : 1;
        double *more_t = realloc(s->t, room * sizeof *more_t);
        if (!more_t)
            return GSL_ENOMEM;
        s->t = more_t;
        double *more_i = realloc(s->i, room * sizeof *more_i);
        if (!more_i)
            return GSL_ENOMEM;
        s->i = more_i;
    }
    s->t[s->n] = t;
    s->i[s->n++] = i;
    return GSL_SUCCESS;
}

static int parse_node(char *line, double *t, double *i)
{
    char *rest = NULL;
    const char *first = strtok_r(line, " \t\r\n", &rest);
    const char *second = first ? strtok_r(NULL, " \t\r\n", &rest) : NULL;
    const char *third = second ? strtok_r(NULL, " \t\r\n", &rest) : NULL;
    if (!second || third || number_parse(first, t) != GSL_SUCCESS ||
        number_parse(second, i) != GSL_SUCCESS)
        return GSL_EINVAL;
    return GSL_SUCCESS;
}

static int read_line(stimulus *s, char *line, const char *path, size_t number, fault *why)
{
    double t, i;
    const char *begin = line + strspn(line, " \t\r\n");
    if (*begin == '\0' || *begin == '#')
        return GSL_SUCCESS;
    if (parse_node(line, &t, &i) != GSL_SUCCESS)
        return fault_set(why, GSL_EINVAL,
                         "%s:%zu: not a time in ms and a current in uA/cm^2, such as 5.0 10", path,
                         number);
    if (s->n > 0 && t < s->t[s->n - 1])
        return fault_set(why, GSL_EINVAL,
                         "%s:%zu: the time %g ms comes after %g ms; times must not fall", path,
                         number, t, s->t[s->n - 1]);
    if (add_node(s, t, i) != GSL_SUCCESS)
        return fault_set(why, GSL_ENOMEM, "%s:%zu: no memory", path, number);
    return GSL_SUCCESS;
}

static int read_all(FILE *file, stimulus *s, const char *path, fault *why)
{
    char *line = NULL;
    size_t room = 0, number = 0;
    int status = GSL_SUCCESS;
    while (status == GSL_SUCCESS && getline(&line, &room, file) >= 0)
        status = read_line(s, line, path, ++number, why);
    free(line);
    if (status == GSL_SUCCESS && ferror(file))
        return fault_set(why, GSL_EFAILED, "%s: %s", path, strerror(errno));
    if (status == GSL_SUCCESS && s->n == 0)
        return fault_set(why, GSL_EINVAL,
                         "%s: holds no current; a line is a time in ms and a current in uA/cm^2",
                         path);
    return status;
}

stimulus *stimulus_read(const char *path, fault *why)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return fault_null(why, "%s: %s", path, strerror(errno));
    stimulus *s = calloc(1, sizeof *s);
    const int status =
        s ? read_all(file, s, path, why) : fault_set(why, GSL_ENOMEM, "%s: no memory", path);
    fclose(file);
    if (status == GSL_SUCCESS)
        return s;
    stimulus_free(s);
    return NULL;
}

/* -------------------------------------------------------------------------- pieces */

piece stimulus_piece(const stimulus *s, size_t k)
{
    if (k == 0)
        return (piece){GSL_NEGINF, s->t[0], s->i[0], 0};
    if (k == s->n)
        return (piece){s->t[k - 1], GSL_POSINF, s->i[k - 1], 0};
    const double length = s->t[k] - s->t[k - 1];
    return (piece){s->t[k - 1], s->t[k], s->i[k - 1],
                   length > 0 ? (s->i[k] - s->i[k - 1]) / length : 0};
}

double piece_current(const piece *p, double t)
{
    return p->slope == 0 ? p->i : p->i + p->slope * (t - p->from);
}

double stimulus_current(const stimulus *s, double t)
{
    size_t k = 0;
    while (k < s->n && s->t[k] <= t)
        k++;
    const piece p = stimulus_piece(s, k);
    return piece_current(&p, t);
}
