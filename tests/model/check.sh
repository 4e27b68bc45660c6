#!/bin/sh
# Checks one file of reference cases of the yield model, the way a user computes: sh check.sh FILE.
# $OPTIBOM is the program; works in the folder it is started in.
#
# A file holds flows and expectations; the rest are comments (#) and blank lines.
#
#     flow NAME [OPTION...]        the lines indented below it are NAME.yaml, run with the options
#     expected | tolerance | SQL   an expression of `optibom sql`; NAME $.path is a figure of a flow
#     none | | SQL                 it has no value
#     error TEXT | | NAME or SQL   it is refused, with the text in the sentence
#
# The tolerance is relative, 1e-10 when empty; absolute with "+-" before it.
set -eu

awk '
    /^flow / { name = $2; file = name ".yaml"; $1 = $2 = ""; print name, $0 >"flows"; printf "" >file; next }
    /^  / && name != "" { print substr($0, 3) >file; next }
    { name = "" }
    /^#/ || /^ *$/ { next }
    { print >"rows" }
' "$1"
touch flows

# An empty catalog is opened faster than the starting one.
OPTIBOM_DB=$PWD/model.db
export OPTIBOM_DB
"$OPTIBOM" -q init --empty >/dev/null

documents="SELECT '' AS name, '{}' AS json"
while read -r name options; do
    # shellcheck disable=SC2086
    if eval "\"$OPTIBOM\" -q yield $name.yaml --json $options" >"$name.json" 2>"$name.err"; then
        documents="$documents UNION ALL SELECT '$name', '$(sed "s/'/''/g" "$name.json")'"
    fi
done <flows

# NAME $.path in an expression is a figure of the flow NAME.
expand() {
    sed "s/\([A-Za-z0-9_-]*\) \(\$[][A-Za-z0-9_.#-]*\)/json_extract((SELECT json FROM document WHERE name = '\1'), '\2')/g"
}

# "sign of the tolerance" is in `kind`: relative, absolute or none.
selects=
count=0
while IFS='|' read -r expected tolerance expression; do
    count=$((count + 1))
    expected=$(echo "$expected" | sed 's/ *$//')
    tolerance=$(echo "$tolerance" | tr -d ' ')
    expression=$(echo "$expression" | sed 's/^ *//')
    case $expected in
    error*)
        name=${expression%% *}
        if [ -e "$name.err" ]; then
            grep -qF -e "${expected#error }" "$name.err" || echo "$1: $expression: expected an ${expected}; got $(cat "$name.err")"
        elif "$OPTIBOM" -q sql "SELECT $expression" >/dev/null 2>refused; then
            echo "$1: $expression: expected an ${expected}"
        else
            grep -qF -e "${expected#error }" refused || echo "$1: $expression: expected an ${expected}; got $(cat refused)"
        fi
        continue
        ;;
    none) value=NULL limit=0 ;;
    *)
        value=$expected
        case $tolerance in
        '') limit="1e-10 * abs($expected)" ;;
        +-*) limit=${tolerance#+-} ;;
        *) limit="$tolerance * abs($expected)" ;;
        esac
        ;;
    esac
    selects="${selects:+$selects UNION ALL }SELECT $count AS row, CAST($value AS REAL) AS expected, CAST(($(echo "$expression" | expand)) AS REAL) AS got, $limit AS tolerance"
    echo "$expression" >"expression.$count"
done <rows

[ -n "$selects" ] || exit 0
printf 'WITH document AS MATERIALIZED (%s), checked AS (%s) SELECT row, printf(%s, expected), printf(%s, got) FROM checked WHERE CASE WHEN expected IS NULL THEN got IS NOT NULL ELSE coalesce(abs(got - expected) > tolerance, 1) END' \
    "$documents" "$selects" "'%!.17g'" "'%!.17g'" >query
"$OPTIBOM" -q --csv sql - <query | tr -d '\r' | tail -n +2 | while IFS=, read -r row expected got; do
    echo "$1: $(cat "expression.$row"): expected $expected, got $got"
done
