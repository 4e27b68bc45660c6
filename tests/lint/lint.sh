#!/bin/sh
# What compilers do not check: sh tests/lint/lint.sh BUILD [all]
#
# Layers, exported symbols, banned functions, names, sizes, marks, and a test file for every code.
# `all` adds clang-format, clang-tidy, cppcheck and the analyser of gcc. Prints one line a problem; status 1 if any.
set -u

build=${1:?usage: sh tests/lint/lint.sh BUILD [all]}
what=${2:-quick}
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-lint.XXXXXX")
trap 'rm -rf "$work"' EXIT
problems=$work/problems
: >"$problems"

problem() {
    echo "$*" >>"$problems"
}

# --- includes point left: what each folder may include beside itself and optibom.h

may_include() { # folder: its neighbours to the left
    case $1 in
    base) echo ' ' ;;
    store | import) echo ' base ' ;;
    catalog) echo ' base store import ' ;;
    assemble) echo ' base store catalog ' ;;
    # Types only: the headers of assemble name those of catalog.
    evaluate) echo ' base assemble ' ;;
    explore) echo ' base catalog assemble evaluate ' ;;
    report) echo ' base store catalog assemble evaluate explore ' ;;
    extension) echo ' base evaluate ' ;;
    cli) echo ' ' ;;
    seeding) echo ' base store catalog ' ;;
    *) echo unknown ;;
    esac
}

check_includes() {
    grep -Hn '^#include "' src/*/*.[ch] src/*/*/*.[ch] | sed 's/:#include "/:/; s/".*//' >"$work/includes"
    last='' allowed=''
    while IFS=: read -r file line included; do
        folder=${file#src/}
        folder=${folder%%/*}
        if [ "$folder" != "$last" ]; then
            allowed=$(may_include "$folder")
            last=$folder
            [ "$allowed" != unknown ] ||
                problem "$file: folder '$folder' is not in the table of tests/lint/lint.sh"
        fi
        case $included in
        optibom.h | "$folder"/*) continue ;;
        */*) ;;
        *)
            problem "$file:$line: include \"$folder/$included\" by its folder; the facade's headers are its own"
            continue
            ;;
        esac
        case $allowed in
        *" ${included%%/*} "*) ;;
        *) problem "$file:$line: $folder must not include $included" ;;
        esac
    done <"$work/includes"
}

# A reader knows bytes: base, the interface of readers, its own folder, and what its file may be instead. That
# of datasheets also knows the words for "no value".
check_readers() {
    for folder in csv workbook tree pdf; do
        grep -Hn '^#include "' src/import/$folder/*.[ch] |
            grep -v -e "\"base/" -e "\"import/$folder/" -e '"import/reader.h"' -e '"import/file_kind.h"' \
                -e '^src/import/pdf/pdf_terms.c.*"import/cell/cell_value.h"' |
            sed 's/:#include/: a reader must not include/' >>"$problems"
    done
}

# header that only some may include, pattern of their paths, reason
only_in() {
    grep -Hn "^#include <$1>" src/*.[ch] src/*/*.[ch] src/*/*/*.[ch] | cut -d: -f1,2 |
        grep -v "^$2" | sed "s|\$|: <$1> is for $3 only|" >>"$problems"
}

check_libraries() {
    only_in sqlite3.h 'src/store/' 'src/store'
    only_in sqlite3ext.h 'src/extension/' 'src/extension'
    only_in yaml.h 'src/\(base/yaml_tree.h\|import/tree/tree_yaml.c\)' 'base/yaml_tree.h and the YAML reader'
    only_in popt.h 'src/cli/' 'src/cli'
    # The PDF reader starts pdftotext as a process of its own.
    for header in time.h locale.h unistd.h; do
        grep -Hn "^#include <$header>" src/base/*.[ch] src/import/*.[ch] src/import/*/*.[ch] src/assemble/*.[ch] src/evaluate/*.[ch] |
            grep -v '^src/import/pdf/pdf_process.c:[0-9]*:#include <unistd.h>' |
            sed "s|:#.*|: <$header> has no place here|" >>"$problems"
    done
    grep -Hn '^#include <stdio.h>' src/evaluate/*.[ch] |
        sed 's|:#.*|: evaluate reads and writes no files|' >>"$problems"
    writers=$(grep -l '^#include <xlsxwriter.h>' src/*.c src/*/*.[ch] src/*/*/*.[ch] 2>/dev/null)
    [ "$(echo "$writers" | wc -w)" -le 1 ] || problem "<xlsxwriter.h> is included by more than one file: $writers"
}

# --- what leaves the library

check_symbols() {
    library=$build/liboptibom.so.0
    if [ ! -e "$library" ]; then
        problem "$library: not built, its symbols were not compared"
        return
    fi
    nm -D --defined-only "$library" | sed -n 's/.* [TDBRVWi] //p' |
        grep -v -x -e __bss_start -e _edata -e _end -e _init -e _fini | sort >"$work/exported"
    tr '\n' ' ' <src/optibom.h | sed 's/OPTIBOM_API/\n&/g' |
        sed -n 's/^OPTIBOM_API [^(]*[ *]\(optibom_[a-z_0-9]*\)(.*/\1/p' | sort >"$work/declared"
    comm -23 "$work/exported" "$work/declared" | sed 's/^/exported, but not in src\/optibom.h: /' >>"$problems"
    comm -13 "$work/exported" "$work/declared" | sed 's/^/in src\/optibom.h, but not exported: /' >>"$problems"
}

# --- what the library asks of the system: no network

check_network() {
    [ ! -e "$build/liboptibom.so.0" ] || nm -D --undefined-only "$build/liboptibom.so.0" | sed 's/.* U //; s/@.*//' |
        grep -x -e socket -e connect -e bind -e listen -e getaddrinfo -e 'gethostby.*' |
        sed 's/$/: nothing is fetched; the library opens no connection/' >>"$problems"
}

# --- the text of the sources

check_sources() {
    banned='strcpy strcat sprintf vsprintf gets strtok atoi atol atof system popen rand srand tmpnam mktemp alloca'
    for name in $banned; do
        grep -HnE "(^|[^A-Za-z0-9_])$name\(" src/*.[ch] src/*/*.[ch] src/*/*/*.[ch] |
            cut -d: -f1,2 | sed "s/\$/: $name is banned/" >>"$problems"
    done
    grep -HnE '(^|[^A-Za-z0-9_])(printf|puts|putchar|exit|getenv|setlocale)\(' src/*.c src/*/*.c src/*/*/*.c |
        grep -v '^src/cli/' | cut -d: -f1,2 |
        sed 's/$/: the library never prints, exits, or reads environment or locale/' >>"$problems"
    for file in src/*.[ch] src/*/*.[ch] src/*/*/*.[ch]; do
        echo "${file##*/}"
    done | sort | uniq -d | while read -r name; do
        echo "the base name $name is used twice:" $(ls src/"$name" src/*/"$name" 2>/dev/null)
    done >>"$problems"
    wc -l src/*.[ch] src/*/*.[ch] src/*/*/*.[ch] tests/*.sh tests/*/*.sh tests/unit/*.[ch] 2>/dev/null |
        while read -r lines file; do
            [ "$file" = total ] || [ "$lines" -le 600 ] ||
                echo "$file: $lines lines; past 600 look for the missing noun"
        done >>"$problems"
    find Makefile README.md docs src schema seed reports tests .ci .debian -type f \
        ! -path 'tests/fuzz/corpus/*' ! -name '*.csv' ! -name '*.png' ! -path 'tests/cli/*/out' ! -path 'tests/cli/*/err' \
        2>/dev/null | sort >"$work/texts"
    marks='TO''DO|FIX''ME|HA''CK'
    xargs grep -HnE "(^|[^A-Za-z])($marks)([^A-Za-z]|\$)" <"$work/texts" | cut -d: -f1,2 |
        sed 's/$/: a mark of unfinished work/' >>"$problems"
    # shellcheck disable=SC2046
    grep -Hn '[[:space:]]$' $(cat "$work/texts") | cut -d: -f1,2 | sed 's/$/: white space at the end of the line/' \
        >>"$problems"
}

# --- every code has its smallest example, every example a code

check_codes() {
    for table in src/import/issue_codes.c src/catalog/put_codes.c; do
        grep -q '^ *{"[a-z-]*", IMPORT_' $table || problem "$table: no codes found; has the table another form now?"
    done
    sed -n 's/^ *{"\([a-z-]*\)", IMPORT_.*/\1/p' src/import/issue_codes.c src/catalog/put_codes.c | sort >"$work/issues"
    for file in tests/import/*.csv; do
        basename "$file" .csv
    done | sort >"$work/examples"
    comm -23 "$work/issues" "$work/examples" |
        sed 's|.*|the issue code & has no tests/import/&.csv|' >>"$problems"
    comm -13 "$work/issues" "$work/examples" |
        sed 's|.*|tests/import/&.csv: no issue code has this name|' >>"$problems"
    sed -n 's/^ *{"\([a-z-]*\)", BOM_.*/\1/p' src/assemble/rules.c | sort >"$work/rules"
    [ -s "$work/rules" ] || problem 'src/assemble/rules.c: no rules found; has the table another form now?'
    while read -r rule; do
        [ -e "tests/rules/$rule/spec.yaml" ] || problem "the rule $rule has no tests/rules/$rule/spec.yaml"
        grep -q "\"$rule\"" $(ls src/assemble/*.c src/evaluate/*.c | grep -v 'assemble/rules\.c$') ||
            problem "the rule $rule of src/assemble/rules.c is never found"
    done <"$work/rules"
    for folder in tests/rules/*/; do
        name=$(basename "$folder")
        [ "$name" = base ] || grep -qx "${name%%.*}" "$work/rules" || problem "$folder: no rule has this name"
    done
    grep -ho 'refuse(put, "[a-z-]*"' src/catalog/*.c | sed 's/.*"\(.*\)"/\1/' | sort -u >"$work/used"
    comm -23 "$work/used" "$work/issues" |
        sed 's|.*|src/catalog refuses with the code &, which is not in src/catalog/put_codes.c|' >>"$problems"
    grep -ho 'bom_find(bom, "[a-z-]*"' src/assemble/*.c | sed 's/.*"\(.*\)"/\1/' | sort -u >"$work/used"
    comm -23 "$work/used" "$work/rules" |
        sed 's|.*|src/assemble finds by the rule &, which is not in src/assemble/rules.c|' >>"$problems"
    for case in tests/cli/*/ tests/schema/*/; do
        [ -f "$case/cmd" ] || [ "$case" = tests/cli/parts/ ] || problem "$case: a case without cmd"
    done
}

# --- the long part

check_format() {
    clang-format --dry-run -Werror src/*.[ch] src/*/*.[ch] src/*/*/*.[ch] tests/unit/*.[ch] 2>&1 |
        sed -n 's/^\([^:]*\):[0-9]*:[0-9]*: error:.*/\1: not as clang-format writes it; run make format/p' |
        sort -u >>"$problems"
}

check_tidy() {
    for file in src/*.c src/*/*.c src/*/*/*.c; do
        echo "$file"
    done | xargs -P "$(nproc)" -I FILE clang-tidy --quiet FILE -- \
        -std=c11 -D_XOPEN_SOURCE=700 -DOPTIBOM_VERSION='"0"' -DOPTIBOM_VERSION_DAY='"2026-01-02"' -Isrc \
        2>/dev/null |
        grep -E '(warning|error):' | sed "s|^$PWD/||" | sort -u >>"$problems"
}

check_cppcheck() {
    cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
        --suppress=missingIncludeSystem --suppress=duplicateAssignExpression --suppress=legacyUninitvar \
        -DOPTIBOM_VERSION='"0"' -DOPTIBOM_VERSION_DAY='"2026-01-02"' -Isrc --template='{file}:{line}: {id}: {message}' src 2>&1 |
        grep '^src' >>"$problems"
}

# Double frees, uses after them, what is left of a stack, signal handlers, writes to constants. Left out, with the reason:
# null-*, possible-null-*, use-of-uninitialized-value, file-leak: as for clang-tidy, error_set is taken for a function that
#   may return OPTIBOM_OK; malloc-leak: what hangs on a structure is lost from sight, and tests count what stays allocated.
check_analyser() {
    for file in src/*.c src/*/*.c src/*/*/*.c; do
        echo "$file"
    done | xargs -P "$(nproc)" -I FILE gcc -std=c11 -D_XOPEN_SOURCE=700 -DOPTIBOM_VERSION='"0"' \
        -DOPTIBOM_VERSION_DAY='"2026-01-02"' -Isrc -O1 -fanalyzer -fdiagnostics-plain-output \
        -Wno-analyzer-null-dereference -Wno-analyzer-null-argument -Wno-analyzer-possible-null-dereference \
        -Wno-analyzer-use-of-uninitialized-value -Wno-analyzer-file-leak -Wno-analyzer-malloc-leak \
        -c FILE -o /dev/null 2>&1 |
        grep -E '(warning|error):' | sort -u >>"$problems"
}

check_includes
check_readers
check_libraries
check_symbols
check_network
check_sources
check_codes
if [ "$what" = all ]; then
    check_format
    check_tidy
    check_cppcheck
    check_analyser
fi
cat "$problems"
[ ! -s "$problems" ]
