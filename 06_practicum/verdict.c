#include "verdict.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 12, MOST_CLASSES = 10 };

static int class_areas(verdict *v)
{
    size_t exist = 0;
    for (size_t k = 0; k < v->y->size2; k++) {
        gsl_vector_const_view score = gsl_matrix_const_column(v->y, k);
        curve *roc = curve_alloc(&score.vector, v->label, k);
        if (!roc)
            return GSL_ENOMEM;
        v->class_auc[k] = curve_auc(roc);
        curve_free(roc);
        exist += isfinite(v->class_auc[k]);
        v->auc += isfinite(v->class_auc[k]) ? v->class_auc[k] : 0;
    }
    v->auc /= (double)exist;
    return GSL_SUCCESS;
}

static void judge(verdict *v)
{
    for (size_t p = 0; p < v->y->size1; p++) {
        gsl_vector_const_view row = gsl_matrix_const_row(v->y, p);
        v->answer[p] = gsl_vector_max_index(&row.vector);
    }
    quality_confusion(v->y->size1, v->label, v->answer, v->confusion);
    v->accuracy = quality_accuracy(v->confusion);
    v->mcc = quality_mcc(v->confusion);
    v->macro = quality_macro(v->confusion);
    v->weighted = quality_weighted(v->confusion);
    v->log_loss = quality_log_loss(v->y, v->label);
}

int verdict_of(const gsl_matrix *y, const size_t label[], verdict *v, fault *why)
{
    const size_t n = y->size1, classes = y->size2;
    *v = (verdict){.y = gsl_matrix_alloc(n, classes),
                   .label = malloc(n * sizeof *v->label),
                   .answer = malloc(n * sizeof *v->answer),
                   .confusion = gsl_matrix_alloc(classes, classes),
                   .class_auc = malloc(classes * sizeof *v->class_auc)};
    if (!v->y || !v->label || !v->answer || !v->confusion || !v->class_auc)
        return fault_set(why, GSL_ENOMEM, "no memory for %zu answers", n);
    gsl_matrix_memcpy(v->y, y);
    memcpy(v->label, label, n * sizeof *label);
    judge(v);
    return class_areas(v) == GSL_SUCCESS
               ? GSL_SUCCESS
               : fault_set(why, GSL_ENOMEM, "no ROC curve for %zu answers", n);
}

void verdict_free(verdict *v)
{
    gsl_matrix_free(v->y);
    gsl_matrix_free(v->confusion);
    free(v->label);
    free(v->answer);
    free(v->class_auc);
    *v = (verdict){0};
}

/* ---------------------------------------------------------------------- on the screen */

static void print_row(const char *name, class_quality q, double auc)
{
    printf("%-*.*s %10.4f %9.4f %9.4f ", NAME, NAME, name, q.precision, q.recall, q.f1);
    if (isfinite(auc))
        printf("%9.4f", auc);
    else
        printf("%9s", "-");
    printf(" %9g\n", q.support);
}

static void print_confusion(const verdict *v, char *const class_name[])
{
    const size_t classes = v->confusion->size1;
    const int width = (79 - NAME) / (int)classes - 1;
    printf("\n%-*s", NAME, "is \\ called");
    for (size_t j = 0; j < classes; j++)
        printf(" %*.*s", GSL_MIN(width, NAME), GSL_MIN(width, NAME), class_name[j]);
    for (size_t i = 0; i < classes; i++) {
        printf("\n%-*.*s", NAME, NAME, class_name[i]);
        for (size_t j = 0; j < classes; j++)
            printf(" %*g", GSL_MIN(width, NAME), gsl_matrix_get(v->confusion, i, j));
    }
    putchar('\n');
}

void verdict_print(const verdict *v, char *const class_name[])
{
    printf("accuracy %.4f, log-loss %.4f, Matthews %.4f\n\n"
           "#class        precision    recall        F1       AUC  examples\n",
           v->accuracy, v->log_loss, v->mcc);
    for (size_t k = 0; k < v->confusion->size1; k++)
        print_row(class_name[k], quality_of_class(v->confusion, k), v->class_auc[k]);
    print_row("mean", v->macro, v->auc);
    print_row("weighted", v->weighted, GSL_NAN);
    if (v->confusion->size1 <= MOST_CLASSES)
        print_confusion(v, class_name);
}

/* --------------------------------------------------------------------------- as tables */

typedef struct {
    const verdict *v;
    char *const *name;
} named;

static void fill_summary(sheet *s, const named *n)
{
    const verdict *v = n->v;
    const struct {
        const char *name;
        double value;
    } rows[] = {{"examples", (double)v->y->size1},
                {"accuracy", v->accuracy},
                {"log_loss", v->log_loss},
                {"mcc", v->mcc},
                {"auc_macro", v->auc},
                {"precision_macro", v->macro.precision},
                {"recall_macro", v->macro.recall},
                {"f1_macro", v->macro.f1},
                {"precision_weighted", v->weighted.precision},
                {"recall_weighted", v->weighted.recall},
                {"f1_weighted", v->weighted.f1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sheet_text(s, rows[i].name);
        sheet_number(s, rows[i].value);
    }
}

static void fill_classes(sheet *s, const named *n)
{
    for (size_t k = 0; k < n->v->confusion->size1; k++) {
        const class_quality q = quality_of_class(n->v->confusion, k);
        sheet_text(s, n->name[k]);
        sheet_number(s, q.precision);
        sheet_number(s, q.recall);
        sheet_number(s, q.f1);
        sheet_number(s, n->v->class_auc[k]);
        sheet_number(s, q.support);
    }
}

static void fill_confusion(sheet *s, const named *n)
{
    for (size_t i = 0; i < n->v->confusion->size1; i++)
        for (size_t j = 0; j < n->v->confusion->size2; j++) {
            sheet_text(s, n->name[i]);
            sheet_text(s, n->name[j]);
            sheet_number(s, gsl_matrix_get(n->v->confusion, i, j));
        }
}

static void fill_curve(sheet *s, const curve *c, const char *name, size_t k)
{
    for (size_t i = 0; i < c->n; i++) {
        sheet_number(s, (double)k);
        sheet_text(s, name);
        sheet_number(s, c->threshold[i]);
        sheet_number(s, curve_false_rate(c, i));
        sheet_number(s, curve_true_rate(c, i));
        sheet_number(s, curve_precision(c, i));
    }
}

/* verdict_of made the same curves, and found memory for them; should there be none now, the class is
   missing. */
static void fill_roc(sheet *s, const named *n)
{
    for (size_t k = 0; k < n->v->confusion->size1; k++) {
        gsl_vector_const_view score = gsl_matrix_const_column(n->v->y, k);
        curve *c = curve_alloc(&score.vector, n->v->label, k);
        if (c)
            fill_curve(s, c, n->name[k], k);
        curve_free(c);
    }
}

static void fill_predictions(sheet *s, const named *n)
{
    for (size_t p = 0; p < n->v->y->size1; p++)
        for (size_t k = 0; k < n->v->y->size2; k++) {
            sheet_number(s, (double)(p + 1));
            sheet_text(s, n->name[n->v->label[p]]);
            sheet_text(s, n->name[n->v->answer[p]]);
            sheet_text(s, n->name[k]);
            sheet_number(s, gsl_matrix_get(n->v->y, p, k));
        }
}

int verdict_tables(const verdict *v, char *const class_name[], const char *prefix,
                   sheet_format format, fault *why)
{
    static const struct {
        const char *name;
        const char *const column[8];
        void (*fill)(sheet *, const named *);
    } tables[] = {
        {"summary", {"metric", "value", NULL}, fill_summary},
        {"classes", {"class", "precision", "recall", "f1", "auc", "examples", NULL}, fill_classes},
        {"confusion", {"truth", "answer", "examples", NULL}, fill_confusion},
        {"roc",
         {"number", "class", "threshold", "false_rate", "true_rate", "precision", NULL},
         fill_roc},
        {"predictions",
         {"example", "truth", "answer", "class", "probability", NULL},
         fill_predictions},
    };
    const named n = {v, class_name};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        sheet s;
        if (sheet_open(&s, prefix, tables[i].name, tables[i].column, format, why) != GSL_SUCCESS)
            return GSL_EFAILED;
        tables[i].fill(&s, &n);
        if (sheet_close(&s, why) != GSL_SUCCESS)
            return GSL_EFAILED;
    }
    return GSL_SUCCESS;
}
