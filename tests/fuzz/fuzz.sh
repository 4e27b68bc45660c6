#!/bin/sh
# Runs each fuzzer for some seconds: sh tests/fuzz/fuzz.sh SECONDS. Needs clang with its runtime
# (Debian: clang libclang-rt-14-dev). A crash leaves its input in build/fuzz/ and ends the run.
set -eu

cd "$(dirname "$0")/../.."
seconds=${1:-60}
out=build/fuzz
mkdir -p "$out"
printf 'int main(void) { return 0; }\n' >"$out/try.c"
if ! clang -fsanitize=fuzzer-no-link,address "$out/try.c" -o "$out/try" 2>/dev/null; then
    echo 'the fuzzers need clang and its runtime: apt-get install clang libclang-rt-14-dev' >&2
    exit 1
fi
for source in tests/fuzz/fuzz_*.c; do
    name=$(basename "$source" .c)
    corpus=tests/fuzz/corpus/${name#fuzz_}
    # shellcheck disable=SC2046
    clang -std=c11 -D_XOPEN_SOURCE=700 -Isrc -g -O1 -fsanitize=fuzzer,address,undefined "$source" \
        $(ls src/base/*.c src/import/*.c src/import/*/*.c src/assemble/build_spec.c src/assemble/spec_*.c | grep -v -e embed -e spec_edit) -lzip -lexpat -ljansson -lyaml -lm -o "$out/$name"
    mkdir -p "$out/$name-corpus"
    "$out/$name" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -artifact_prefix="$out/" \
        -print_final_stats=1 "$out/$name-corpus" "$corpus" 2>&1 | tail -n 12
done
