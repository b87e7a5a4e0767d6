/* fault.h - what went wrong, in one line a person can act on.

   A function of this library that can fail takes a `fault *` last, fills it and
   returns a GSL error code or NULL; it prints nothing and never exits. Only a
   program's main decides what to do: usually fault_report, then exit status 1.

   The text names the place first and then the cure, for example
   "iris.csv:7: 4 fields, but the lines above have 5". */

#ifndef FAULT_H
#define FAULT_H

typedef struct {
    char text[512];
} fault;

/* Writes the text as printf would and returns `code`, so that a failing
   function can end with `return fault_set(why, GSL_EINVAL, ...)`. */
int fault_set(fault *why, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same for functions that return a pointer. Returns NULL. */
void *fault_null(fault *why, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts "place: " before the text that is there already. */
void fault_prefix(fault *why, const char *place);

/* Prints "program: text" and a newline on stderr. */
void fault_report(const fault *why);

#endif
