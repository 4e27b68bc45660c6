#!/bin/sh
# Runs each fuzzer for some seconds: sh tests/fuzz/fuzz.sh SECONDS. FUZZERS='tests/fuzz/fuzz_csv.c' only
# some. Needs clang with its runtime (Debian: clang libclang-rt-14-dev). A crash leaves its input in
# build/fuzz/ and ends the run.
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
# No file travels inside a fuzzer.
printf '%s\n' '#include "base/embed.h"' 'const struct embed_file embed_files[] = {{"", "", 0}};' \
    'const size_t embed_file_count = 0;' >"$out/no_files.c"
sources=$(ls src/base/*.c src/import/*.c src/import/*/*.c src/store/*.c src/catalog/dictionary.c src/catalog/predicate.c \
    src/assemble/build_spec.c src/assemble/spec_*.c src/assemble/flow_*.c src/evaluate/flow_*.c src/report/each.c \
    src/report/cell.c src/report/spec/*.c | grep -v -e spec_edit -e flow_parts)
for name in binomial breakeven coverage die distribution draws learning minimum order program random sample sensitivity \
    simulate simulate_flow sobol; do
    sources="$sources src/evaluate/$name.c"
done
flags='-std=c11 -D_XOPEN_SOURCE=700 -Isrc -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined'
for source in ${FUZZERS:-tests/fuzz/fuzz_*.c}; do
    name=$(basename "$source" .c)
    corpus=tests/fuzz/corpus/${name#fuzz_}
    [ "$name" != fuzz_report ] || corpus="$corpus reports"
    # shellcheck disable=SC2086
    clang $flags "$source" "$out/no_files.c" $sources -lsqlite3 -lzip -lexpat -ljansson -lyaml -lm -pthread -o "$out/$name"
    mkdir -p "$out/$name-corpus"
    status=0
    # shellcheck disable=SC2086
    "$out/$name" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -artifact_prefix="$out/" \
        -print_final_stats=1 "$out/$name-corpus" $corpus >"$out/$name.log" 2>&1 || status=$?
    tail -n 12 "$out/$name.log"
    [ $status -eq 0 ] || exit $status
done
