# What the cases share: a transcript of commands with their streams kept apart.

# run ARGUMENT...: prints the command, its stdout, its stderr with "! " before each line, its
# status where it is not 0. Carriage returns, with which CSV lines end, are left out.
run() {
    printf '$ optibom %s\n' "$*"
    "$OPTIBOM" "$@" >stdout.tmp 2>stderr.tmp
    run_status=$?
    tr -d '\r' <stdout.tmp
    sed 's/^/! /' stderr.tmp
    rm -f stdout.tmp stderr.tmp
    [ $run_status -eq 0 ] || echo "status $run_status"
}

# csv ARGUMENT...: its stdout as CSV without carriage returns, for pipes.
csv() {
    "$OPTIBOM" --csv "$@" | tr -d '\r'
}

# status ARGUMENT...: the same as run without its stdout.
status() {
    printf '$ optibom %s\n' "$*"
    "$OPTIBOM" "$@" >/dev/null 2>stderr.tmp
    run_status=$?
    sed 's/^/! /' stderr.tmp
    rm -f stderr.tmp
    echo "status $run_status"
}

# An empty catalog.db here, filled with files of tests/cli/parts ("transceiver" is
# transceiver.csv, of that class).
new_catalog() {
    rm -f catalog.db
    "$OPTIBOM" --db catalog.db -q init --empty >/dev/null || exit 3
    new_here=$PWD
    cd "$ROOT/tests/cli/parts" || exit 3
    for new_class in "$@"; do
        "$OPTIBOM" --db "$new_here/catalog.db" -q import --class "$new_class" "$new_class.csv" >/dev/null ||
            exit 3
    done
    cd "$new_here" || exit 3
}

# Every row of every table but the history of imports; of FILE, else of catalog.db.
dump() {
    for table in $(csv --db "${1:-catalog.db}" sql \
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'import_%' ORDER BY name" |
        tail -n +2); do
        echo "== $table"
        csv --db "${1:-catalog.db}" sql "SELECT * FROM \"$table\""
    done
}
