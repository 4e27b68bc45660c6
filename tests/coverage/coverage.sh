#!/bin/sh
# What of the sources the tests run: sh tests/coverage/coverage.sh BUILD
#
# BUILD was compiled with --coverage (make coverage). Runs the unit programs, the cases of the
# command line, and the datasheets of tests/pdf, has gcovr count, and holds branches against
# tests/coverage/gates. A page of each source with what was not taken is left in BUILD/html.
set -u

build=${1:?usage: sh tests/coverage/coverage.sh BUILD}
cd "$(dirname "$0")/../.." || exit 2
if ! command -v gcovr >/dev/null 2>&1; then
    echo 'gcovr is missing: apt-get install gcovr' >&2
    exit 2
fi
find "$build" -name '*.gcda' -exec rm -f {} +

# Two halves side by side; the counts of both are added up in the same files. The unit programs:
set --
for test in tests/unit/test_*.c; do
    set -- "$@" "$(basename "$test" .c)"
done
sh tests/run.sh "$build" "$@" >"$build/units.log" 2>&1 &
units=$!

# The cases, without those that limit the size of files: the counts are files, too.
set --
for test in tests/cli/*/cmd tests/data/*/cmd tests/schema/*/cmd tests/model/*.cases; do
    case $test in
    tests/cli/export-errors/cmd | tests/cli/disk-full/cmd) continue ;;
    */cmd) set -- "$@" "${test%/cmd}" ;;
    *) set -- "$@" "$test" ;;
    esac
done
sh tests/run.sh "$build" "$@"
cases=$?
wait $units
units=$?
cat "$build/units.log"
[ $units -eq 0 ] && [ $cases -eq 0 ] || exit 1

# Most of the reader of datasheets is run by these alone.
if ! CFLAGS=--coverage sh tests/pdf/check.sh "$build" >"$build/pdf.log" 2>&1; then
    cat "$build/pdf.log"
    exit 1
fi

gcovr --root . --filter 'src/' --object-directory "$build" --json "$build/coverage.json" "$build" || exit 2
/usr/bin/python3 -B tests/coverage/gate.py "$build/coverage.json" "$build/counted.json"
code=$?
mkdir -p "$build/html"
gcovr --root . --add-tracefile "$build/counted.json" --html-details "$build/html/index.html" >/dev/null || exit 2
exit $code
