#include "sheet.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static output *open_file(const char *prefix, const char *name, const char *ending, fault *why)
{
    char *path;
    if (asprintf(&path, "%s-%s.%s", prefix, name, ending) < 0)
        return fault_null(why, "no memory for a path");
    output *out = output_open(path, why);
    free(path);
    return out;
}

static void write_header(sheet *s)
{
    if (s->format == SHEET_TEXT)
        fputc('#', s->out->file);
    for (size_t j = 0; s->format != SHEET_JSON && s->column[j]; j++)
        fprintf(s->out->file, "%s%s", s->format == SHEET_TEXT ? " " : j ? "\t" : "", s->column[j]);
    fputs(s->format == SHEET_JSON ? "[" : "\n", s->out->file);
}

int sheet_open(sheet *s, const char *prefix, const char *name, const char *const *column,
               sheet_format format, fault *why)
{
    static const char *const endings[] = {"txt", "tsv", "json"};
    *s = (sheet){
        .out = open_file(prefix, name, endings[format], why), .format = format, .column = column};
    while (column[s->columns])
        s->columns++;
    if (!s->out)
        return GSL_EFAILED;
    write_header(s);
    return GSL_SUCCESS;
}

/* What stands before a cell. */
static void begin_cell(sheet *s)
{
    const size_t j = s->cells % s->columns;
    if (s->format == SHEET_JSON)
        fprintf(s->out->file, "%s\"%s\": ",
                j > 0          ? ", "
                : s->cells > 0 ? ",\n {"
                               : "\n {",
                s->column[j]);
    else if (j > 0)
        fputc(s->format == SHEET_TSV ? '\t' : ' ', s->out->file);
}

static void end_cell(sheet *s)
{
    if (++s->cells % s->columns == 0)
        fputs(s->format == SHEET_JSON ? "}" : "\n", s->out->file);
}

void sheet_number(sheet *s, double number)
{
    static const char *const missing[] = {"?", "", "null"};
    begin_cell(s);
    if (isfinite(number))
        fprintf(s->out->file, "%.17g", number);
    else
        fputs(missing[s->format], s->out->file);
    end_cell(s);
}

/* JSON's escapes; elsewhere what would end the cell becomes a blank, or a single quote. */
static void put_char(const sheet *s, char c)
{
    const int control = (unsigned char)c < ' ' || c == 0x7F;
    if (s->format == SHEET_JSON && control)
        fprintf(s->out->file, "\\u%04x", (unsigned)(unsigned char)c);
    else if (s->format == SHEET_JSON && (c == '"' || c == '\\'))
        fprintf(s->out->file, "\\%c", c);
    else if (s->format == SHEET_TEXT && c == '"')
        fputc('\'', s->out->file);
    else
        fputc(control ? ' ' : c, s->out->file);
}

void sheet_text(sheet *s, const char *text)
{
    const char *const quote = s->format == SHEET_TSV ? "" : "\"";
    begin_cell(s);
    fputs(quote, s->out->file);
    for (; *text; text++)
        put_char(s, *text);
    fputs(quote, s->out->file);
    end_cell(s);
}

int sheet_close(sheet *s, fault *why)
{
    if (s->format == SHEET_JSON)
        fputs("\n]\n", s->out->file);
    return output_close(s->out, why);
}
