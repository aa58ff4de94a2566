#!/usr/bin/env bash
# Installs into a scratch prefix, moves it (nothing may remember where it was), and builds a stranger's program on it.
#
# usage: install_test.sh stage | find_package | pkg_config | program   with BUILD, SOURCE, SCRATCH, GENERATOR, CXX and
#                                                                 CXXFLAGS set
set -euo pipefail

# Rhat(1/2) = 0.60899778104422935808..., rounded outward to 20 digits.
expected="[0.60899778104422935808, 0.60899778104422935809]"

stage() {
  rm -rf "$SCRATCH"
  cmake --install "$BUILD" --prefix "$SCRATCH/first" >/dev/null
  mv "$SCRATCH/first" "$SCRATCH/prefix"
  if grep -rlF -e "$BUILD" -e "$SOURCE" "$SCRATCH/prefix" --include='*.cmake' --include='*.pc' --include='*.hpp'; then
    echo "these installed files name the source or build folder"
    exit 1
  fi
}

check_output() {
  local output
  output="$("$1")"
  printf 'prints   %s\nexpected %s\n' "$output" "$expected"
  [[ $output == "$expected" ]]
}

find_package() {
  cmake -G "$GENERATOR" -S "$SOURCE/tests/house/consumer" -B "$SCRATCH/find_package" -DCMAKE_PREFIX_PATH="$SCRATCH/prefix" \
    -DCMAKE_CXX_COMPILER="$CXX" -DCMAKE_CXX_FLAGS="$CXXFLAGS"
  cmake --build "$SCRATCH/find_package"
  check_output "$SCRATCH/find_package/consumer"
}

pkg_config() {
  local flags
  PKG_CONFIG_PATH="$(dirname "$(find "$SCRATCH/prefix" -name certibound.pc)")"
  export PKG_CONFIG_PATH
  flags="$(pkg-config --cflags --libs certibound)"
  echo "$flags"
  [[ $flags == *"-I$SCRATCH/prefix/"* || $flags == *"/pkgconfig/../"* ]]  # the moved prefix, not the first one
  # shellcheck disable=SC2086  # lists of words
  "$CXX" -std=c++20 $CXXFLAGS "$SOURCE/tests/house/consumer/main.cpp" -o "$SCRATCH/pkg_config" $flags
  LD_LIBRARY_PATH="$(pkg-config --variable=libdir certibound)" check_output "$SCRATCH/pkg_config"
}

program() {
  cd /
  "$SCRATCH/prefix/bin/certibound" list >"$SCRATCH/list.txt"
  [[ -s $SCRATCH/list.txt ]]
}

"$1"
