#!/bin/sh
# Makes PDF files that mean harm, or are none: sh tests/pdf/hostile.sh FOLDER MADE
#
# MADE is the folder of tests/pdf/make.sh, of whose files some are cut. Tables of cross references are
# left out; readers of PDF rebuild them.
set -eu

out=${1:?usage: sh tests/pdf/hostile.sh FOLDER MADE}
made=${2:?usage: sh tests/pdf/hostile.sh FOLDER MADE}
mkdir -p "$out"

trailer='trailer << /Root 1 0 R >>'
catalog='1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj'
one_page='2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj'
font='5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj'
box='/MediaBox [0 0 612 792]'

stream() { # number, dictionary, text
    printf '%s 0 obj << %s /Length %s >>\nstream\n%s\nendstream endobj\n' "$1" "$2" "${#3}" "$3"
}

file() { # name; the objects follow on stdin
    { echo '%PDF-1.4'; cat; echo "$trailer"; echo '%%EOF'; } >"$out/$1.pdf"
}

# Lines are drawn, no text is written.
{
    echo "$catalog $one_page"
    echo "3 0 obj << /Type /Page /Parent 2 0 R $box /Contents 4 0 R >> endobj"
    stream 4 '' '0 0 m 100 100 l S'
} | file scan

# Each form draws the next ten times: 10^9 texts on one page.
{
    echo "$catalog $one_page $font"
    resources='/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>'
    echo "3 0 obj << /Type /Page /Parent 2 0 R $box /Contents 4 0 R $resources >> endobj"
    ten='/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do'
    stream 4 '' "$ten"
    for i in 6 7 8 9 10 11 12 13; do
        stream $i "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X $((i + 1)) 0 R >> >>" "$ten"
    done
    stream 14 '/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> >>' \
        'BT /F1 12 Tf 72 700 Td (Power 14 W) Tj ET'
} | file bomb

# The page tree is its own child.
echo "$catalog 2 0 obj << /Type /Pages /Kids [2 0 R] /Count 1 >> endobj" | file loop

# Arrays in arrays.
{
    deep=$(awk 'BEGIN { for (i = 0; i < 100000; i++) printf "["; for (i = 0; i < 100000; i++) printf "]" }')
    echo "1 0 obj << /Type /Catalog /Pages 2 0 R /Deep $deep >> endobj"
    echo '2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj'
} | file deep

# More pages than any datasheet.
awk 'BEGIN { for (i = 0; i < 310; i++) printf "Power 14 W\n.bp\n" }' | groff -Tpdf >"$out/pages.pdf"

# 6400 words on one page.
{
    echo "$catalog $one_page $font"
    echo "3 0 obj << /Type /Page /Parent 2 0 R $box /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >> endobj"
    stream 4 '' "$(awk 'BEGIN { print "BT /F1 1 Tf"
        for (y = 0; y < 160; y++) for (x = 0; x < 40; x++) printf "1 0 0 1 %d %d Tm (w%d) Tj\n", x * 15, y * 3, x
        print "ET" }')"
} | file words

head -c 9000 "$made/osfp-dr8-parameters.pdf" >"$out/truncated.pdf"
printf 'Part number,Power\nEX-1,14 W\n' >"$out/text.pdf"
: >"$out/empty.pdf"

profile=$(mktemp -d "${TMPDIR:-/tmp}/optibom-office.XXXXXX")
trap 'rm -rf "$profile"' EXIT
echo '<html><body><p>Part number: EX-1-A</p></body></html>' >"$profile/locked.html"
options='{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"secret"}}'
soffice --headless "-env:UserInstallation=file://$profile" --infilter='HTML (StarWriter)' \
    --convert-to "pdf:writer_pdf_Export:$options" --outdir "$out" "$profile/locked.html" >/dev/null 2>&1
