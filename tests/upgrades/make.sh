#!/bin/sh
# Makes the fixtures: sh tests/upgrades/make.sh [VERSION...], in a clone with its whole history.
#
# NNNN.sql is a dump of a catalog as the program of schema version NNNN left it: that program is built from the last
# commit that had so many steps, makes a catalog and fills it with the verbs that it has. Versions that no program had
# are made of steps: 1 to 4 hold of the rows of version 5 those whose tables they have, 15 is 14 with its step.
# A dump that is there is never made again but by its number: it is what was, not what is.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-upgrades.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cd "$root" || exit 2
export SOURCE_DATE_EPOCH=1767225600

# The last commit that had so many steps, and the first one after comments of columns came into the steps.
commit_of() { # version
    git log --format=%h 21f4351~..HEAD | while read -r commit; do
        [ "$(git ls-tree --name-only "$commit" schema/ | grep -c '/0')" -eq "$1" ] || continue
        echo "$commit"
        break
    done
}

program_of() { # version, commit
    if [ ! -x "$work/$1/build/optibom" ]; then
        mkdir -p "$work/$1"
        git archive "$2" | tar -x -C "$work/$1"
        make -s -C "$work/$1" CFLAGS=-O0 build/optibom >"$work/make" 2>&1 || { cat "$work/make" >&2; exit 2; }
    fi
    echo "$work/$1/build/optibom"
}

# What the program can say: parts of seven classes, prices, a change, refused rows, batches that were taken back, two
# revisions of a build; from 7 on a question, from 8 on a bill of materials, from 18 on a request for quotation, from 21 on
# decisions on an alternate of a line and on a maker, from 22 on a further number, from 23 on an attached file.
fill() { # version, program; makes c.db here
    optibom="$2 --db c.db --as tester -q"
    cp "$root"/tests/cli/parts/* .
    printf 'vendor,mpn,form_factor,data_rate (Gbps),power (W)\nAcme,T800-DR8,OSFP,800,12..13..14\nAcme,T999,OSFP,much,15\n' >change.csv
    printf 'vendor,mpn,supplier,quantity,price,currency\nAcme,NIC,Shop,1,90,USD\nAcme,NIC,Shop,1000,80,USD\n' >later.csv
    printf 'vendor,mpn,power\nBolt,N-1,20 W\n' >gone.csv
    printf 'currency,base,date,rate\nEUR,USD,2025-12-01,1.16\n' >exchange_rate.csv
    printf 'vendor,mpn,alternate_vendor,alternate_mpn,state\nAcme,T800-DR8,Bolt,L800-DR8,approved\n' >alternate.csv
    printf 'vendor,mpn,reach\nAcme,Q-1,70 m OM3 / 100 m OM4\n' >question.csv
    printf 'Level,Part Number,Manufacturer,Qty,Designator\n1,RACK,Acme,1,\n2,ACC,Acme,8,"U1, U2"\n2,NIC,Acme,8,\n' >list.csv
    printf 'vendor,mpn,alias_mpn\nAcme,NIC,NIC-OLD\n' >alias.csv
    $optibom init --empty
    for class in transceiver accelerator enclosure nic fiber composition offer exchange_rate alternate; do
        $optibom import --class $class $class.csv
    done
    $optibom import --class nic gone.csv
    $optibom import undo "$(sqlite3 c.db 'SELECT max(batch_id) FROM import_batch')"
    $optibom import --class transceiver change.csv
    $optibom import --class offer later.csv
    [ "$1" -lt 7 ] || $optibom import --class transceiver question.csv
    [ "$1" -lt 8 ] || $optibom import --class bom list.csv
    $optibom build add rack.yaml
    sed 's/racks: 3/racks: 4/' rack.yaml >again.yaml
    $optibom build add again.yaml
    touch -d @$SOURCE_DATE_EPOCH list.csv
    [ "$1" -lt 23 ] || $optibom attach list.csv --to-build small
    [ "$1" -lt 18 ] || $optibom rfq small --supplier Shop -o shop.xlsx --date 2026-01-02
    [ "$1" -lt 21 ] || $optibom alternate approve T400-DR4 T800-DR8 --build small --line 4
    [ "$1" -lt 22 ] || $optibom import --class alias alias.csv
    [ "$1" -lt 21 ] || $optibom maker reject Bolt --class nic --reason audit
}

write() { # version, database, how it was made
    file=$root/tests/upgrades/$(printf %04d "$1").sql
    {
        echo "-- A catalog of schema version $1, with views: $3"
        sqlite3 "$2" .dump
        echo "PRAGMA application_id = $(sqlite3 "$2" 'PRAGMA application_id');"
        echo "PRAGMA user_version = $(sqlite3 "$2" 'PRAGMA user_version');"
    } >"$file"
    grep -n '[[:space:]]$' "$file" | head -n 3
}

make_by_program() { # version
    commit=$(commit_of "$1")
    program=$(program_of "$1" "$commit") || exit 2
    mkdir -p "$work/catalog-$1"
    cd "$work/catalog-$1" || exit 2
    fill "$1" "$program" >log 2>&1
    grep 'optibom: ' log
    write "$1" c.db "made and filled by the program of commit $commit (tests/upgrades/make.sh), then .dump of sqlite3."
    cd "$root" || exit 2
}

steps_to() { # version
    for step in schema/0*.sql; do
        [ "$(basename "$step" | cut -c 1-4 | sed 's/^0*//')" -gt "$1" ] || cat "$step"
    done
    echo "PRAGMA application_id = 1330664514; PRAGMA user_version = $1;"
}

make_by_steps() { # version below 5
    whole=$work/five.db part=$work/$1.db
    rm -f "$whole" "$part"
    sqlite3 "$whole" <tests/upgrades/0005.sql
    steps_to "$1" | sqlite3 "$part"
    sqlite3 "$part" "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'dictionary'" | while read -r table; do
        echo "INSERT INTO $table SELECT * FROM whole.$table;"
    done >"$work/copy"
    { echo "ATTACH '$whole' AS whole; BEGIN;"; cat "$work/copy"; echo 'COMMIT;'; } | sqlite3 "$part"
    write "$1" "$part" "steps 1 to $1 of schema/, which no program had alone; rows of 0005.sql (tests/upgrades/make.sh). It has none."
}

make_fifteen() {
    rm -f "$work/15.db"
    sqlite3 "$work/15.db" <tests/upgrades/0014.sql
    { cat schema/0015*.sql; echo 'PRAGMA user_version = 15;'; } | sqlite3 "$work/15.db"
    write 15 "$work/15.db" 'that of 0014.sql with step 15, which no program had alone (tests/upgrades/make.sh).'
}

if [ $# -eq 0 ]; then
    for version in 5 1 2 3 4 $(seq 6 "$(find schema -name '0*.sql' | wc -l)"); do
        [ -e "tests/upgrades/$(printf %04d "$version").sql" ] || set -- "$@" "$version"
    done
fi
for version in "$@"; do
    case $version in
    [1-4]) make_by_steps "$version" ;;
    15) make_fifteen ;;
    *) make_by_program "$version" ;;
    esac
done
