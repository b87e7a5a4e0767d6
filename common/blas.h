/* blas.h - which BLAS the programs were linked with, and that it uses one thread. */

#ifndef BLAS_H
#define BLAS_H

#include <stddef.h>

/* "OpenBLAS" or "GSL's CBLAS". */
const char *blas_name(void);

/* The processor whose kernels OpenBLAS took ("Haswell", "SkylakeX", ...), or "" for GSL's. An
   OpenBLAS older than the machine does not know it and takes Prescott's of 2004, a third as
   fast; the environment's OPENBLAS_CORETYPE=Haswell tells it better. */
const char *blas_kernels(void);

/* From now on a matrix product uses one thread. OpenBLAS would divide long sums among its
   threads, and their number would show in the last digits; besides, most products of this
   lecture are too small to be divided. Threads of ours divide the batch instead
   (objective.h). GSL's own BLAS has one, always. */
void blas_one_thread(void);

#endif
