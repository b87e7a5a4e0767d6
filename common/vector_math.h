/* vector_math.h - tanh, exp and log that a loop marked `omp simd` can take many of at once.

   glibc's libmvec holds vector versions, four or eight numbers at a time. Declared with this
   attribute they are called from such loops: 2 ns a number instead of 18. The usual way to
   get them, -ffast-math, would also promise the compiler that no NaN ever occurs, and then
   nothing could detect one. Where there is no libmvec the loops call the scalar functions. */

#ifndef VECTOR_MATH_H
#define VECTOR_MATH_H

#include <math.h>

#if defined __x86_64__ && defined __GLIBC__ && defined __OPTIMIZE__ && !defined __clang__
__attribute__((simd("notinbranch"))) double tanh(double);
__attribute__((simd("notinbranch"))) double exp(double);
__attribute__((simd("notinbranch"))) double log(double);
#endif

#endif
