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
# transceiver.csv, of that class): a copy of the one that the first case with these files made.
new_catalog() {
    new_kept=$KEPT/$(echo "catalog $*" | tr ' ' -).db
    if [ ! -e "$new_kept" ]; then
        make_catalog "$@"
        cp catalog.db "$new_kept.$$"
        mv "$new_kept.$$" "$new_kept"
    fi
    rm -f catalog.db
    cp "$new_kept" catalog.db
}

# The same, made anew.
make_catalog() {
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

# Every row of every table but the history and the search index; of FILE, else of catalog.db.
dump() {
    for table in $(csv --db "${1:-catalog.db}" sql \
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'import_%' AND name <> 'change' AND name NOT LIKE 'search_%' ORDER BY name" |
        tail -n +2); do
        echo "== $table"
        csv --db "${1:-catalog.db}" sql "SELECT * FROM \"$table\""
    done
}

# All that the catalog FILE knows, by names in place of ids and without the history of imports: each
# table in a stated order, every column. Where the order of rows has a meaning (of several figures or
# prices the later is in force) it is their number among those of the same thing.
dump_catalog() {
    for dump_class in $(csv --db "$1" sql "SELECT DISTINCT class FROM part ORDER BY class" | tail -n +2); do
        echo "== $dump_class"
        # The first column, part_id, is cut off.
        csv --db "$1" sql "SELECT c.*, v.name AS vendor, p.mpn, p.class, p.description, p.lifecycle, p.country_of_origin,
            p.datasheet_url, p.weight_kg, p.failure_rate_fit_min, p.failure_rate_fit_typ, p.failure_rate_fit_max,
            p.representative FROM $dump_class AS c JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id)
            ORDER BY v.name, p.mpn" | sed 's/^[0-9]*,//'
    done
    echo '== figure'
    csv --db "$1" sql "SELECT v.name AS vendor, p.mpn, f.attribute,
        row_number() OVER (PARTITION BY f.part_id, f.attribute, f.confidence ORDER BY f.batch_id, f.figure_id) AS place_in_time,
        d.title, d.url, f.condition, quote(f.min) AS min, quote(f.typ) AS typ, quote(f.max) AS max,
        quote(f.value_text) AS value_text, quote(f.original) AS original, f.place, f.confidence, f.reason, f.chosen
        FROM figure AS f JOIN part AS p USING (part_id) JOIN vendor AS v USING (vendor_id) JOIN document AS d USING (document_id)
        ORDER BY v.name, p.mpn, f.attribute, d.title, d.url, f.condition"
    echo '== price'
    csv --db "$1" sql "SELECT row_number() OVER (ORDER BY r.price_id) AS number,
        dense_rank() OVER (ORDER BY r.price_list_id) AS list, l.file, l.row_count, r.line, v.name AS vendor, r.mpn,
        s.name AS supplier, quote(r.supplier_part_number), r.currency, r.quantity, r.price_micros,
        quote(r.price_low_micros), quote(r.price_high_micros), quote(r.price_basis), quote(r.minimum_order),
        quote(r.order_multiple), quote(r.lead_time_days), quote(r.stock), quote(r.valid_from), quote(r.valid_until),
        quote(r.incoterm), d.title, d.url, quote(r.condition), quote(r.confidence), quote(r.reason)
        FROM price AS r JOIN price_list AS l USING (price_list_id) JOIN vendor AS v USING (vendor_id)
        JOIN supplier AS s USING (supplier_id) JOIN document AS d ON d.document_id = r.document_id ORDER BY 1"
    echo '== composition'
    csv --db "$1" sql "SELECT pv.name AS vendor, p.mpn, cv.name AS child_vendor, c.mpn AS child_mpn, m.quantity, m.role,
        d.title, d.url, m.confidence, m.reason FROM composition AS m JOIN document AS d USING (document_id)
        JOIN part AS p ON p.part_id = m.parent_id JOIN vendor AS pv ON pv.vendor_id = p.vendor_id
        JOIN part AS c ON c.part_id = m.child_id JOIN vendor AS cv ON cv.vendor_id = c.vendor_id ORDER BY 1, 2, 3, 4"
    echo '== alternate'
    csv --db "$1" sql "SELECT vendor, mpn, alternate_vendor, alternate_mpn, build, line, state, reason
        FROM alternate_view ORDER BY 1, 2, 3, 4, 5, 6"
    echo '== maker'
    csv --db "$1" sql "SELECT vendor, class, build, line, state, reason FROM maker_view ORDER BY 1, 2, 3, 4"
    echo '== alias'
    csv --db "$1" sql "SELECT v.name AS vendor, p.mpn, w.name AS alias_vendor, a.mpn AS alias_mpn FROM part_alias AS a
        JOIN part AS p USING (part_id) JOIN vendor AS v ON v.vendor_id = p.vendor_id
        JOIN vendor AS w ON w.vendor_id = a.vendor_id ORDER BY 1, 2, 3, 4"
    echo '== exchange_rate'
    csv --db "$1" sql "SELECT r.currency, r.base, r.date, r.rate_micros, d.title, d.url, r.confidence, r.reason
        FROM exchange_rate AS r JOIN document AS d USING (document_id) ORDER BY 1, 2, 3"
    echo '== bom'
    csv --db "$1" sql "SELECT name, quote(stated_total_micros), quote(stated_currency), file FROM bom ORDER BY name"
    csv --db "$1" sql "SELECT b.name, l.position, l.line, quote(l.item), l.level, quote(l.parent_position), quote(l.reference),
        quote(l.quantity_micros), quote(l.quantity_unit), quote(l.vendor), quote(l.mpn), quote(l.description),
        quote(l.supplier), quote(l.supplier_part_number), quote(l.unit_price_micros), quote(l.extended_price_micros),
        quote(l.currency), l.dnp, quote(l.remark) FROM bom_line AS l JOIN bom AS b USING (bom_id) ORDER BY 1, 2"
    csv --db "$1" sql "SELECT b.name, a.position, a.rank, quote(a.vendor), quote(a.mpn)
        FROM bom_alternate AS a JOIN bom AS b USING (bom_id) ORDER BY 1, 2, 3"
    echo '== names'
    csv --db "$1" sql "SELECT 'vendor', name, '' FROM vendor UNION ALL SELECT 'supplier', name, '' FROM supplier
        UNION ALL SELECT 'document', title, url FROM document ORDER BY 1, 2, 3"
    echo '== flow, build'
    csv --db "$1" sql "SELECT 'flow', name, 0, yaml FROM flow
        UNION ALL SELECT 'build', b.name, r.revision, r.yaml FROM build AS b JOIN build_revision AS r USING (build_id)
        ORDER BY 1, 2, 3"
}
