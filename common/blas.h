/* blas.h - which BLAS the programs were linked with, and its threads. */

#ifndef BLAS_H
#define BLAS_H

#include <stddef.h>

/* "OpenBLAS" or "GSL's CBLAS". */
const char *blas_name(void);

/* How many threads a matrix product may use. One is fastest at the sizes of this
   lecture. GSL's own BLAS has one, always. */
void blas_set_threads(size_t n);

#endif
