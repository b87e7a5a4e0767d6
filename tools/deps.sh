#!/bin/sh
# Installs what the system lacks; silent and quick when nothing is missing.
# With apt, as root or by sudo; elsewhere it says what to install.

debian="gcc libc6-dev make pkg-config libgsl-dev libopenblas-dev libcsv-dev zlib1g-dev \
gnuplot-nox fonts-dejavu-core perl pandoc"

missing() {
    for package in $debian; do
        case $package in # another package may provide the same command
        perl) command -v prove >/dev/null 2>&1 && continue ;; # perl-base has no prove
        gcc | make | pkg-config | pandoc) command -v "$package" >/dev/null 2>&1 && continue ;;
        gnuplot-nox) command -v gnuplot >/dev/null 2>&1 && continue ;;
        esac
        dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q 'ok installed' ||
            printf '%s ' "$package"
    done
}

if command -v dpkg-query >/dev/null 2>&1; then
    packages=$(missing)
    [ -n "$packages" ] || exit 0
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1; then
        as_root=sudo
    else
        echo "make deps: as root, run: apt-get install $packages" >&2
        exit 1
    fi
    echo "make deps: installing $packages"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # a list of words
    { $as_root apt-get update -q && $as_root apt-get install -qy --no-install-recommends $packages; } \
        >build/deps.log 2>&1 || {
        echo "make deps: apt-get failed; the end of build/deps.log:" >&2
        tail -n 5 build/deps.log >&2
        exit 1
    }
    exit 0
fi

# Not Debian: look for what is used, and name the packages.
lacking=
for command in gcc make pkg-config gnuplot perl prove pandoc; do
    command -v "$command" >/dev/null 2>&1 || lacking="$lacking $command"
done
for library in gsl zlib; do
    pkg-config --exists "$library" 2>/dev/null || lacking="$lacking $library"
done
[ -n "$lacking" ] || exit 0
echo "make deps: missing:$lacking. Install, with your system's package manager:" >&2
if command -v dnf >/dev/null 2>&1; then
    echo "  dnf install gcc make pkgconf gsl-devel openblas-devel libcsv-devel zlib-devel gnuplot dejavu-sans-fonts perl-Test-Harness pandoc" >&2
elif command -v pacman >/dev/null 2>&1; then
    echo "  pacman -S gcc make pkgconf gsl openblas zlib gnuplot ttf-dejavu perl pandoc; libcsv from the AUR" >&2
elif command -v brew >/dev/null 2>&1; then
    echo "  brew install gcc make pkg-config gsl openblas libcsv argp-standalone gnuplot pandoc" >&2
else
    echo "  GSL, OpenBLAS (optional), libcsv, zlib, gnuplot, DejaVu fonts, perl's prove, pandoc" >&2
fi
exit 1
