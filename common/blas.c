#include "blas.h"

#ifdef HAVE_OPENBLAS
void openblas_set_num_threads(int n); /* its header clashes with GSL's cblas */

const char *blas_name(void)
{
    return "OpenBLAS";
}

void blas_set_threads(size_t n)
{
    openblas_set_num_threads((int)n);
}

#else

const char *blas_name(void)
{
    return "GSL's CBLAS";
}

void blas_set_threads(size_t n)
{
    (void)n;
}
#endif
