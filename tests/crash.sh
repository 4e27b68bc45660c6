#!/bin/sh
# Kills imports at random moments: sh tests/crash.sh PROGRAM [TIMES]
#
# After each kill the catalog must be whole, whichever verb opens it first, and the batch wholly
# there or wholly absent. Prints "N passed, N failed" over the kills.
set -u

case ${1:?usage: sh tests/crash.sh PROGRAM [TIMES]} in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
times=${2:-200}
rows=4000
work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-crash.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cd "$work" || exit 2

make_rows() { # first, last
    echo 'vendor,mpn,description,data_rate (Gbps),power (W),reach (m),form_factor,medium'
    seq "$1" "$2" | sed 's/.*/Acme,M-&,test part & for a killed import,800,13..15..16,500,OSFP,dsp/'
}

counts() {
    "$program" --db t.db sql --csv "SELECT (SELECT count(*) FROM part), (SELECT count(*) FROM transceiver),
        (SELECT count(*) FROM figure), (SELECT count(*) FROM import_batch), (SELECT sum(accepted) FROM import_file)" |
        tail -n 1
}

milliseconds() {
    echo $(($(date +%s%N) / 1000000))
}

random_below() { # number
    echo $(($(od -An -N4 -tu4 /dev/urandom) % $1))
}

# Starts an import, kills it after so many milliseconds; true when the kill met it alive.
kill_import() {
    "$program" --db t.db -q import --class transceiver many.csv >/dev/null 2>&1 &
    victim=$!
    sleep "$(printf '0.%03d' "$1")"
    kill -9 $victim 2>/dev/null
    wait $victim 2>/dev/null
    [ $? -eq 137 ]
}

make_rows 1 300 >few.csv
make_rows 200 $rows >many.csv
"$program" --db base.db -q init --empty >/dev/null || exit 2
"$program" --db base.db import --class transceiver few.csv >/dev/null || exit 2
cp base.db t.db
before=$(counts)
start=$(milliseconds)
"$program" --db t.db import --class transceiver many.csv >/dev/null || exit 2
span=$(($(milliseconds) - start + 20))
[ $span -lt 1000 ] || span=999
after=$(counts)
echo "import takes about $span ms; before $before, after $after"

passed=0 failed=0 absent=0 there=0 alive=0 journals=0
run=0
while [ $run -lt "$times" ]; do
    run=$((run + 1))
    rm -f t.db t.db-journal t.db-wal t.db-shm
    cp base.db t.db
    delay=$(random_below $span)
    # Most of the danger lies in the commit, near the end.
    [ $((run % 2)) -eq 0 ] || delay=$((span - 1 - delay / 8))
    kill_import $delay && alive=$((alive + 1))
    [ ! -e t.db-journal ] || journals=$((journals + 1))
    # Reading and writing verbs take turns at being the first to open.
    if [ $((run % 3)) -eq 0 ]; then
        opened=$("$program" --db t.db import --class transceiver few.csv 2>&1 >/dev/null)
        "$program" --db t.db -q import undo \
            "$("$program" --db t.db import list --csv 2>/dev/null | sed -n '2s/,.*//p')" >/dev/null 2>&1
        found=$(counts | cut -d, -f1-3)
        expected_absent=$(echo "$before" | cut -d, -f1-3) expected_there=$(echo "$after" | cut -d, -f1-3)
    else
        opened=
        found=$(counts 2>&1)
        expected_absent=$before expected_there=$after
    fi
    problem=$("$program" --db t.db check --csv 2>&1)
    code=$?
    case $found in
    "$expected_absent") absent=$((absent + 1)) ;;
    "$expected_there") there=$((there + 1)) ;;
    *) code=$((code + 100)) ;;
    esac
    if [ $code -eq 0 ] && [ -z "$opened" ]; then
        passed=$((passed + 1))
        continue
    fi
    failed=$((failed + 1))
    [ $failed -le 3 ] || continue
    echo "FAILED: killed after $delay ms (run $run): rows $found; check said: $problem $opened"
done

# A catalog that is made appears whole or not at all.
run=0
while [ $run -lt $((times / 10)) ]; do
    run=$((run + 1))
    rm -f new.db*
    "$program" --db new.db -q init >/dev/null 2>&1 &
    victim=$!
    sleep "$(printf '0.%03d' "$(random_below 250)")"
    kill -9 $victim 2>/dev/null
    wait $victim 2>/dev/null
    if [ ! -e new.db ] || "$program" --db new.db check >/dev/null; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: init killed in run $run left a catalog that is not whole"
    fi
done

echo "killed alive $alive, journals left $journals, batch absent $absent, there $there"
if [ $alive -lt $((times / 4)) ]; then
    echo 'FAILED: too few kills met the import alive to mean anything'
    failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
