#!/bin/sh
# Reads the datasheets of tests/pdf/sources and compares with tests/pdf/truth: sh tests/pdf/check.sh BUILD
#
# At least 95 % of the fields of the truth must be found, sure or doubted, and no sure value may be
# wrong. Then hostile files: each must give one clear line within its limits. The last line is
# `N passed, N failed`; exits with 77 where what makes the documents is missing.
set -u

build=${1:?usage: sh tests/pdf/check.sh BUILD}
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-pdf.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0
total=0 found=0 wrong=0

pass() {
    passed=$((passed + 1))
}

fail() {
    failed=$((failed + 1))
    echo "FAILED $*"
}

if ! command -v pdftotext >/dev/null 2>&1; then
    echo 'pdftotext is missing: apt-get install poppler-utils' >&2
    exit 77
fi
sh tests/pdf/make.sh "$work/made" 2>"$work/log"
code=$?
if [ $code -ne 0 ]; then
    cat "$work/log" >&2
    exit $code
fi
# shellcheck disable=SC2086
${CC:-cc} ${CFLAGS:-} -std=c11 -D_XOPEN_SOURCE=700 -Isrc tests/pdf/read_pdf.c "$build/liboptibom.a" -lsqlite3 -lxlsxwriter \
    -lzip -lexpat -ljansson -lyaml -lm -pthread -o "$work/read_pdf" || exit 2

for truth in tests/pdf/truth/*.csv; do
    name=$(basename "$truth" .csv)
    if ! "$work/read_pdf" "$work/made/$name.pdf" >"$work/$name.csv" 2>"$work/err"; then
        fail "$name: $(cat "$work/err")"
        continue
    fi
    LC_ALL=C awk -f tests/pdf/compare.awk "$truth" "$work/$name.csv" >"$work/result"
    # shellcheck disable=SC2046
    set -- $(grep '^result' "$work/result")
    printf '%-24s %3d fields: %3d sure, %3d doubted; wrong: %d sure, %d doubted\n' "$name" "$2" "$3" "$4" "$5" "$6"
    grep -v '^result' "$work/result"
    total=$((total + $2)) found=$((found + $3 + $4)) wrong=$((wrong + $5))
    if [ "$5" -eq 0 ]; then pass; else fail "$name: $5 wrong values that are not doubted"; fi
done
echo "$found of $total fields found, $wrong wrong among the sure ones"
if [ $((found * 100)) -ge $((total * 95)) ]; then pass; else fail 'less than 95 % of the fields were found'; fi

# What of them reaches the catalog: class and part, figures that count, questions.
(cd "$work/made" && "$OLDPWD/$build/optibom" --db "$work/made.db" -q init --empty >/dev/null &&
    "$OLDPWD/$build/optibom" --db "$work/made.db" -q import ./*.pdf) >"$work/log" 2>&1
"$build/optibom" --db "$work/made.db" --csv sql "SELECT p.class, p.mpn, count(*) AS figures FROM part AS p
    JOIN figure AS f USING (part_id) GROUP BY p.part_id UNION ALL
    SELECT 'questions', replace(r.file, './', ''), count(*) FROM import_question AS q JOIN import_reject AS r
    USING (batch_id, position) GROUP BY r.file ORDER BY 1, 2" 2>&1 | tr -d "\r" >"$work/catalog.csv"
if diff tests/pdf/catalog.csv "$work/catalog.csv" >"$work/result"; then
    pass
else
    fail 'what reaches the catalog: see tests/pdf/catalog.csv'
    cat "$work/log" "$work/result"
fi

# Refused with one line that says why, in 256 MiB and a few seconds, whatever the file does.
refused() { # name, words of the sentence
    (case ${CFLAGS:-} in *sanitize*) ;; *) ulimit -v 262144 ;; esac
     exec timeout 30 "$work/read_pdf" "$work/hostile/$1.pdf") >"$work/out" 2>"$work/err"
    code=$?
    if [ $code -eq 1 ] && [ "$(wc -l <"$work/err")" -eq 1 ] && grep -q "$2" "$work/err"; then
        pass
    else
        fail "$1.pdf: exit status $code: $(cat "$work/err")"
    fi
}

sh tests/pdf/hostile.sh "$work/hostile" "$work/made" || exit 2
refused scan 'has no text: it is a scan'
refused bomb 'takes longer than 2 s'
refused loop 'has no text\|is damaged'
refused deep 'has no text\|is damaged\|takes longer\|broke on it'
refused pages 'has more than 300 pages'
refused words 'page 1: the document has more words'
refused truncated 'is damaged or cut short'
refused text 'is not a PDF'
refused empty 'is not a PDF'
refused locked 'is protected by a password'

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
