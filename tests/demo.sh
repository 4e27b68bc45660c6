#!/bin/sh
# The main job on the starting catalog: assemble, evaluate, compare, export. The last line of the
# output is the path of the workbook.
set -eu
program=$1 workbook=$2
shift 2
folder=$(dirname "$workbook")
catalog=$folder/demo.db
specs=
for build in "$@"; do
    specs="$specs seed/builds/$build.yaml"
done

rm -f "$catalog" "$workbook"
"$program" --db "$catalog" init
for spec in $specs; do
    "$program" --db "$catalog" build add "$spec"
done
# shellcheck disable=SC2086
"$program" --db "$catalog" compare $specs
# shellcheck disable=SC2086
"$program" --db "$catalog" report $specs -o "$workbook"
