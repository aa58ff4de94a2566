#!/usr/bin/env bash
# The script `run` on a toy project, with dpkg-query, apt-get, sudo and id replaced by pretenders.
#
# usage: run_test.sh CASE SOURCE-ROOT       CASE: one of the functions under "cases"
set -euo pipefail
unset MAKEFLAGS CMAKE_GENERATOR CMAKE_BUILD_PARALLEL_LEVEL CERTIBOUND_NO_INSTALL

source_root="$2"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
root="$scratch/the tree"  # a space, as some people have
calls="$scratch/calls"    # what the pretenders were asked

fail() {
  printf '%s\n' "FAILED: $*" "--- standard output" "$(cat "$scratch/out" 2>/dev/null)" \
    "--- standard error" "$(cat "$scratch/err" 2>/dev/null)" "--- calls" "$(cat "$calls" 2>/dev/null)"
  exit 1
}

# ---- the toy and the pretenders ----

# PATH holds only these tools, so that the machine's own package tools and sudo are out of sight.
make_path() {
  mkdir -p "$scratch/tools" "$scratch/pretend"
  local tool
  for tool in bash sh env cat chmod cp ln mkdir readlink dirname flock id cmake ctest ninja make g++ c++ cc gcc as ld ar ranlib nm \
    objcopy objdump strip nproc tail grep touch rm mv sleep date tr; do
    if command -v "$tool" >/dev/null; then ln -s "$(command -v "$tool")" "$scratch/tools/$tool"; fi
  done
  export PATH="$scratch/pretend:$scratch/tools"
}

pretend() {  # pretend TOOL < BODY
  { printf '#!/usr/bin/env bash\necho "%s $*" >>"%s"\n' "$1" "$calls"; cat; } >"$scratch/pretend/$1"
  chmod +x "$scratch/pretend/$1"
}

# Everything is installed but the packages named in the file `absent`.
pretend_packages() {
  : >"$calls"
  : >"$scratch/absent"
  pretend id <<<'echo 0'
  pretend dpkg-query <<EOF
for name in "\$@"; do
  case \$name in -*) continue ;; esac
  if ! grep -qx "\$name" "$scratch/absent"; then echo "\$name installed"; fi
done
EOF
  pretend apt-get <<EOF
echo "noise from apt-get"
if [[ "\$*" == *" install "* ]]; then
  if [[ -e "$scratch/apt_fails" ]]; then echo "no network"; exit 100; fi
  : >"$scratch/absent"
fi
EOF
}

# The program prints its arguments, one a line, and ends with the status given by --status N.
make_toy() {
  mkdir -p "$root/checker/cli" "$root/bench" "$root/tests"
  cp "$source_root/run" "$source_root/CMakePresets.json" "$root/"
  cat >"$root/CMakeLists.txt" <<'EOF'
cmake_minimum_required(VERSION 3.25)
project(toy LANGUAGES CXX)
option(CERTIBOUND_BUILD_TESTS "" ON)
option(CERTIBOUND_BUILD_BENCH "" OFF)
add_subdirectory(checker/cli)
if(CERTIBOUND_BUILD_TESTS)
  enable_testing()
  add_custom_target(tests DEPENDS certibound)
  include(tests/tests.cmake)
endif()
if(CERTIBOUND_BUILD_BENCH)
  add_subdirectory(bench)
  add_custom_target(benchmarks DEPENDS toy_bench)
endif()
EOF
  echo 'add_executable(certibound main.cpp)' >"$root/checker/cli/CMakeLists.txt"
  echo 'add_executable(toy_bench ../checker/cli/main.cpp)' >"$root/bench/CMakeLists.txt"
  cat >"$root/checker/cli/main.cpp" <<'EOF'
#include <cstdio>
#include <cstdlib>
#include <cstring>
int main(int argc, char** argv) {
  int status = 0;
  for (int i = 1; i < argc; ++i) {
    std::puts(argv[i]);
    if (std::strcmp(argv[i], "--status") == 0 && i + 1 < argc) status = std::atoi(argv[i + 1]);
  }
  return status;
}
EOF
}

# Runs the script from elsewhere; leaves out, err and status.
run() {
  status=0
  (cd / && exec "$root/run" "$@") >"$scratch/out" 2>"$scratch/err" </dev/null || status=$?
}

expect_status() { [[ $status == "$1" ]] || fail "exit status $status, expected $1"; }
expect_output() { [[ $(cat "$scratch/out") == "$1" ]] || fail "standard output is not: $1"; }
expect_error() { grep -qF -e "$1" "$scratch/err" || fail "standard error lacks: $1"; }
expect_call() { grep -q -e "$1" "$calls" || fail "no call: $1"; }
expect_no_call() { ! grep -q -e "$1" "$calls" || fail "unexpected call: $1"; }

# ---- cases ----

answers_and_passes_the_status_on() {
  run eval "two words" "" --status 3
  expect_status 3
  expect_output $'eval\ntwo words\n\n--status\n3'
  [[ ! -s $scratch/err ]] || fail "something on standard error, which is no terminal"
  ln -s "$root/run" "$scratch/link"
  [[ $("$scratch/link" eval) == eval ]] || fail "not by a symbolic link"
}

second_call_is_fast() {
  run eval
  expect_call dpkg-query
  : >"$calls"
  local start end
  start="$(date +%s%N)"
  run eval again
  end="$(date +%s%N)"
  expect_output $'eval\nagain'
  [[ $(grep -c dpkg-query "$calls") == 1 ]] || fail "more than one look at the packages"
  expect_no_call apt-get
  ! grep -q -e Configuring -e Building "$root/build/run.log" || fail "configured or built again"
  ((end - start < 2000000000)) || fail "$((end - start)) ns"
}

rebuilds_after_an_edit() {
  run eval
  echo 'int main() { return 42; }' >"$root/checker/cli/main.cpp"
  run eval
  expect_status 42
}

installs_what_is_missing() {
  printf '%s\n' libfmt-dev g++ libgtest-dev >"$scratch/absent"
  run eval
  expect_status 0
  expect_output eval
  expect_call 'apt-get .*update'
  expect_call 'apt-get .*install -y --no-install-recommends g++ libfmt-dev$'  # the tests' packages are not needed
}

uses_sudo() {
  pretend id <<<'echo 1000'
  pretend sudo <<'EOF'
if [[ $1 == -n ]]; then shift; fi
"$@"
EOF
  echo libfmt-dev >"$scratch/absent"
  run eval
  expect_output eval
  expect_call 'sudo .*apt-get .*install .*libfmt-dev'
}

says_what_is_missing_without_root() {
  pretend id <<<'echo 1000'
  printf '%s\n' libfmt-dev dataset-fashion-mnist >"$scratch/absent"
  run audit
  expect_status 4
  expect_output ""
  expect_error "apt-get install -y --no-install-recommends libfmt-dev dataset-fashion-mnist"
  expect_no_call 'apt-get'
}

goes_on_without_the_data() {
  echo dataset-fashion-mnist >"$scratch/absent"
  touch "$scratch/apt_fails"
  run audit --json -
  expect_status 0
  expect_output $'audit\n--json\n-'
  expect_error "going on without dataset-fashion-mnist"
  : >"$calls"
  run audit --json -
  expect_status 0
  expect_no_call apt-get
}

works_without_apt() {
  rm "$scratch/pretend/apt-get" "$scratch/pretend/dpkg-query"
  run eval
  expect_output eval
  echo 'find_package(absent_from_every_machine REQUIRED)' >>"$root/CMakeLists.txt"
  rm -r "$root/build"
  run eval
  expect_status 4
  expect_error libmpfr-dev
  expect_error absent_from_every_machine
}

shows_why_a_build_failed() {
  echo 'int main() { undeclared_name(); }' >"$root/checker/cli/main.cpp"
  run eval
  expect_status 4
  expect_output ""
  expect_error "undeclared_name"
  expect_error "build/run.log"
}

calls_at_the_same_time() {
  local i
  for i in 1 2 3 4; do
    "$root/run" eval "$i" >"$scratch/out$i" 2>>"$scratch/err" </dev/null &
  done
  wait
  for i in 1 2 3 4; do
    [[ $(cat "$scratch/out$i") == $'eval\n'"$i" ]] || fail "call $i"
  done
}

audit_writes_a_page() {
  run audit arpit19
  expect_output $'audit\n--html\n'"$root/build/audit/index.html"$'\n--resume\n'"$root/build/audit/state"$'\narpit19'
  [[ -d $root/build/audit ]] || fail "no folder for the page"
  run audit --html=mine.html
  expect_output $'audit\n--html=mine.html'
  run audit --resume mine
  expect_output $'audit\n--html\n'"$root/build/audit/index.html"$'\n--resume\nmine'
}

runs_tests() {
  echo 'add_test(NAME toy COMMAND certibound --status 0)' >"$root/tests/tests.cmake"
  run test
  expect_status 0
  grep -q "100% tests passed, 0 tests failed out of 1" "$scratch/out" || fail "no summary"
  echo 'add_test(NAME bad COMMAND certibound --status 1)' >>"$root/tests/tests.cmake"
  run test
  [[ $status != 0 ]] || fail "a failing test passed"
  run test -R toy
  expect_status 0
  : >"$root/tests/tests.cmake"
  run test
  [[ $status != 0 ]] || fail "no test at all passed"
  run eval  # the program alone again, in the same folder
  expect_output eval
}

runs_benchmarks() {
  run bench --quick
  expect_output --quick
  run bench toy --quick
  expect_output --quick
  run bench unknown
  expect_status 4
  expect_error toy_bench
}

help_needs_nothing() {
  local arguments
  for arguments in "" --help; do
    # shellcheck disable=SC2086  # none or one
    run $arguments
    expect_status 0
    grep -q "run audit" "$scratch/out" || fail "no help"
  done
  [[ ! -e $root/build ]] || fail "built something"
}

make_path
pretend_packages
make_toy
"$1"
