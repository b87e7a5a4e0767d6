/* blas.h - which BLAS the programs were linked with, and its threads. */

#ifndef BLAS_H
#define BLAS_H

#include <stddef.h>

/* "OpenBLAS" or "GSL's CBLAS". */
const char *blas_name(void);

/* The processor whose kernels OpenBLAS took ("Haswell", "SkylakeX", ...), or "" for GSL's. An
   OpenBLAS older than the machine does not know it and takes Prescott's of 2004, a third as
   fast; the environment's OPENBLAS_CORETYPE=Haswell tells it better. */
const char *blas_kernels(void);

/* How many threads a matrix product may use. One is fastest at the sizes of this
   lecture. GSL's own BLAS has one, always. */
void blas_set_threads(size_t n);

#endif
