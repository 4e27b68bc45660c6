#!/bin/sh
# Every figure that has a target, beside its peer: sh tests/bench/bench.sh BUILD [BENCH...]
#
# Each bench writes what the parties took in each round into BUILD/bench.rounds; table.py holds that against
# tests/bench/targets. All of them: docs/performance.md is written anew. Some: their table is only printed.
set -eu

build=${1:?usage: sh tests/bench/bench.sh BUILD [BENCH...]}
shift
cd "$(dirname "$0")/../.."
export BENCH_ROUNDS="$build/bench.rounds"
document=
[ $# -gt 0 ] || { document=docs/performance.md; set -- simulate imports rollup fabric cells explore; }

run_bench() {
    case $1 in
    simulate) "$build/bench_simulate" tests/bench/package_model.py ;;
    imports) python3 -B tests/bench/imports.py "$build/optibom" "$build/bench_csv" "$build/bench_workbook" ;;
    rollup) python3 -B tests/bench/rollup.py "$build/optibom" "$build/bench_rollup" ;;
    fabric) python3 -B tests/bench/fabric.py "$build/optibom" ;;
    cells) python3 -B tests/bench/cells.py "$build/optibom" "$build/bench_cells" ;;
    explore) "$build/bench_explore" ;;
    *) echo 'the benches are simulate, imports, rollup, fabric, cells and explore' >&2 && return 2 ;;
    esac
}

printf 'load\t%s\n' "$(cut -d ' ' -f 1-3 /proc/loadavg)" >"$BENCH_ROUNDS"
for bench in "$@"; do
    run_bench "$bench" || { echo "bench $bench ended with status $?, so there is no table" >&2; exit 1; }
done
# shellcheck disable=SC2086
python3 -B tests/bench/table.py tests/bench/targets "$BENCH_ROUNDS" $document
