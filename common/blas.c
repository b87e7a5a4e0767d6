#include "blas.h"

#ifdef HAVE_OPENBLAS
void openblas_set_num_threads(int n); /* its header clashes with GSL's cblas */
const char *openblas_get_corename(void);

const char *blas_name(void)
{
    return "OpenBLAS";
}

const char *blas_kernels(void)
{
    return openblas_get_corename();
}

void blas_one_thread(void)
{
    openblas_set_num_threads(1);
}

#else

const char *blas_name(void)
{
    return "GSL's CBLAS";
}

const char *blas_kernels(void)
{
    return "";
}

void blas_one_thread(void)
{
}
#endif
