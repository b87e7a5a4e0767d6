/* method.h - what a training method is: a GSL minimizer type and the table of its
   hyper-parameters.

   GSL hands every minimizer two numbers, step_size and tol, through
   gsl_multimin_fdfminimizer_set. The lecture's methods have more (RProp has five),
   and GSL has no place for them; so each of our types keeps them in its state, its
   table says where, and method_set_parameter changes one by name:

     gsl_multimin_fdfminimizer *s = gsl_multimin_fdfminimizer_alloc(method_rprop.type, n);
     method_set_parameter(&method_rprop, s, "shrink", 0.7);
     gsl_multimin_fdfminimizer_set(s, &my_function, x, 0.1, 0);
     while (gsl_multimin_fdfminimizer_iterate(s) == GSL_SUCCESS && ...)

   The command line, --help and the book are made from the same table. */

#ifndef METHOD_H
#define METHOD_H

#include "fault.h"
#include <gsl/gsl_multimin.h>

/* Where a hyper-parameter lives: a double at this offset of the state, or one of
   the two that gsl_multimin_fdfminimizer_set takes. */
#define PARAMETER_STEP_SIZE ((size_t)-1)
#define PARAMETER_TOLERANCE ((size_t)-2)

typedef struct {
    const char *name;    /* of the option: "eta" is --eta; NULL ends a table */
    const char *symbol;  /* on the slide */
    double value;        /* the default, for points and for the reader's own data */
    double digits;       /* the default for the digits: ten classes, 784 inputs */
    double min, max;     /* both allowed, except that... */
    int min_open;        /* ... the minimum is excluded if this is set */
    const char *choices; /* names of 0, 1, 2, ..., separated by '|', or NULL for a number */
    int flag;            /* an option without a value: 1 if it is given, else 0 */
    int whole;           /* fractions are refused */
    size_t where;
    const char *meaning; /* a line for --help */
} parameter;

/* What a method goes by. */
typedef enum {
    FAMILY_GRADIENT,  /* the gradient, with one step size for all weights */
    FAMILY_ADAPTIVE,  /* the gradient, with a step size for each weight */
    FAMILY_CURVATURE, /* directions that know of the curvature */
    FAMILY_GSL        /* GSL's own, whatever they go by */
} family;

/* One layer of a net, as it lies in the vector of weights: from `first` on a matrix by rows, a row
   for each input and a column for each unit (neuron), and behind it the units' biases. */
typedef struct {
    size_t first, inputs, units;
    int bias;   /* 1 if `units` biases follow the matrix, 0 if there are none */
    int output; /* 1 if these units are the net's answer, 0 if they are hidden */
} method_layer;

typedef struct {
    const char *name;                                /* of the program and of --method */
    const char *title;                               /* for headings */
    const char *slides;                              /* of the lecture, or "" for GSL's own */
    const gsl_multimin_fdfminimizer_type *type;      /* ours, or NULL and ... */
    const gsl_multimin_fdfminimizer_type **gsl_type; /* ... GSL's, which are variables */
    const parameter *parameters;
    family family;
    int same_function; /* compares errors of different evaluations, so batches are refused */
    int (*set_layers)(void *state, size_t n, const method_layer layer[]); /* or NULL */
    const char *batch_note;      /* what to know before using batches, or NULL */
    size_t matrices;             /* n x n numbers that it keeps for n weights, so many times */
    const char *instead;         /* ... and the method for nets that are too large for that */
    int squares;                 /* minimises sums of squares alone: the loss is mse */
    const char *as_printed_note; /* what --as-printed does that its text explains, or NULL */
} method;

/* The type to give to gsl_multimin_fdfminimizer_alloc. */
const gsl_multimin_fdfminimizer_type *method_type(const method *m);

/* Whether this machine can hold the matrices that the method keeps for n weights. If not,
   GSL_ENOMEM, and the reason names the method to take instead. */
int method_fits(const method *m, size_t n, fault *why);

/* The number that a text means for this parameter: one of its choices, or a number
   in its range. Returns GSL_EINVAL with the reason otherwise. */
int parameter_parse(const parameter *p, const char *text, double *value, fault *why);

/* Fills a fresh state with the defaults; every type's alloc calls it. */
void method_defaults(const method *m, void *state);

/* Changes one hyper-parameter of a minimizer that was allocated with m->type, at
   any time. GSL_EINVAL if the method has none of that name, or if the value is out
   of range, or if it is one that gsl_multimin_fdfminimizer_set takes. */
int method_set_parameter(const method *m, gsl_multimin_fdfminimizer *s, const char *name,
                         double value);

/* Tells a minimizer of a vector which layers the vector is made of, in their order in it; in any
   case before gsl_multimin_fdfminimizer_set. The layers are copied. Weights outside of all layers
   are allowed. Only a rule that treats a layer as a whole has a use for it (Muon, QuickProp's
   --split-epsilon), all others take no notice; what such a rule does if it is never told, its own
   text says. GSL_EINVAL if a layer is empty, overlaps the one before it or leaves the vector. */
int method_set_layers(const method *m, gsl_multimin_fdfminimizer *s, size_t n,
                      const method_layer layer[]);

/* The first weight behind a layer. */
size_t method_layer_end(const method_layer *layer);

/* Whether a value is one that the parameter may have. */
int parameter_accepts(const parameter *p, double value);

/* The last lines of every iterate: E and its gradient at the new weights. Returns
   GSL_EBADFUNC if E is not finite, for then no rule below means anything; E is NaN if
   a weight is not finite. */
int method_evaluate(gsl_multimin_function_fdf *fdf, const gsl_vector *w, double *e,
                    gsl_vector *gradient);

#endif
