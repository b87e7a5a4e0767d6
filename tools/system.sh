#!/bin/sh
# What this system has, as variables for the Makefile. Argument: auto, openblas or gsl.
# Prints a makefile on stdout; says what is missing, and the cure, and ends with 1.

blas=$1
missing=
fail() {
    echo "make: $1" >&2
    exit 1
}

case $blas in auto | openblas | gsl) ;; *) fail "BLAS=$blas is none of auto, openblas, gsl" ;; esac

command -v pkg-config >/dev/null 2>&1 || fail "pkg-config is missing; 'make deps' installs it"
pkg-config --exists gsl || missing="$missing GSL"
pkg-config --exists zlib || missing="$missing zlib"
# libcsv comes without a .pc file: ask the compiler for its header.
printf '#include <csv.h>\nint main(void) { return CSV_STRICT; }\n' |
    ${CC:-cc} -fsyntax-only -xc - 2>/dev/null || missing="$missing libcsv"
[ -z "$missing" ] || fail "missing:$missing; 'make deps' installs them, or says how"

if [ "$blas" = auto ]; then
    blas=gsl
    pkg-config --exists openblas && blas=openblas
fi

if [ "$blas" = openblas ]; then
    pkg-config --exists openblas || fail "BLAS=openblas, but pkg-config does not know openblas"
    echo "blas_found := OpenBLAS $(pkg-config --modversion openblas) (make BLAS=gsl for GSL's own)"
    echo "packages_cflags := $(pkg-config --cflags gsl zlib openblas) -DHAVE_OPENBLAS"
    # GSL's own BLAS is left out: two libraries that define cblas_dgemm would be one too many.
    echo "packages_libs := $(pkg-config --libs gsl | sed 's/-lgslcblas//') $(pkg-config --libs openblas zlib) -lcsv"
else
    echo "blas_found := GSL's CBLAS (with OpenBLAS installed, make takes that)"
    echo "packages_cflags := $(pkg-config --cflags gsl zlib)"
    echo "packages_libs := $(pkg-config --libs gsl zlib) -lcsv"
fi
