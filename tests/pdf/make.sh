#!/bin/sh
# Makes the datasheets that the PDF reader is tested on: sh tests/pdf/make.sh FOLDER
#
# Each file of tests/pdf/sources becomes FOLDER/NAME.pdf. They describe invented products of invented
# vendors; none of it is in the catalog. Needs groff, ps2pdf (Debian: ghostscript) and soffice with
# Writer (libreoffice-writer-nogui); exits with 77 and a sentence where one is missing.
set -eu

out=${1:?usage: sh tests/pdf/make.sh FOLDER}
sources=$(cd "$(dirname "$0")/sources" && pwd)
for need in 'groff groff' 'ps2pdf ghostscript' 'soffice libreoffice-writer-nogui'; do
    if ! command -v "${need% *}" >/dev/null 2>&1; then
        echo "${need% *} is missing: apt-get install ${need#* }" >&2
        exit 77
    fi
done
mkdir -p "$out"
out=$(cd "$out" && pwd)

# Pages are as wide as A4 is high; text that is printed sideways is turned by its first line.
for source in "$sources"/*.ms; do
    name=$(basename "$source" .ms)
    case $(head -n 1 "$source") in
    *rotate*)
        groff -t -k -ms -Tps -P-p8.5i,11i "$source" | sed 's/^%%EndSetup/&\
<< \/PageSize [612 792] \/Install { 612 0 translate 90 rotate } >> setpagedevice/' |
            ps2pdf -dAutoRotatePages=/None - "$out/$name.pdf"
        ;;
    *landscape*) groff -t -k -ms -Tpdf -P-pa4 -P-l "$source" >"$out/$name.pdf" ;;
    *Post[Ss]cript*) groff -t -k -ms -Tps "$source" | ps2pdf - "$out/$name.pdf" ;;
    *) groff -t -k -ms -Tpdf "$source" >"$out/$name.pdf" ;;
    esac
done
profile=$(mktemp -d "${TMPDIR:-/tmp}/optibom-office.XXXXXX")
trap 'rm -rf "$profile"' EXIT
office() { # filter of the sources, sources
    filter=$1
    shift
    soffice --headless "-env:UserInstallation=file://$profile" --infilter="$filter" \
        --convert-to pdf:writer_pdf_Export --outdir "$out" "$@" >"$profile/log" 2>&1 || {
        cat "$profile/log" >&2
        exit 1
    }
}
office 'HTML (StarWriter)' "$sources"/*.html
office 'OpenDocument Text Flat XML' "$sources"/*.fodt
for source in "$sources"/*; do
    name=$(basename "$source")
    if [ ! -s "$out/${name%.*}.pdf" ]; then
        echo "soffice did not convert $source; is libreoffice-writer-nogui there?" >&2
        exit 77
    fi
done
