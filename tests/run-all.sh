#!/bin/sh
# The long tests: make test-all. Each part prints its own findings, then its result and time; the last
# line counts the parts. PARTS='crash office' runs only those.
set -u

cd "$(dirname "$0")/.." || exit 2
passed=0 failed=0
all='plain sanitized crash memory office printed browser pdf slurm lint install'
parts=${PARTS:-$all}

dependencies() {
    sh tests/deps.sh all
}

plain() {
    make -s test
}

# Address and undefined behaviour, leaks included.
sanitized() {
    make -s test SAN=address,undefined
}

crash() {
    make -s && sh tests/crash.sh build/optibom
}

# More of the allocations that may fail than `make test` lets fail.
memory() {
    make -s build/tests/test_memory && MEMORY_PART=60 build/tests/test_memory
}

# Workbooks in LibreOffice, gnumeric and openpyxl, whose modules belong to Debian's Python.
office() {
    make -s || return 1
    /usr/bin/python3 -B tests/office build/optibom recalculation >"$work/recalculation" 2>&1 &
    recalculation=$!
    /usr/bin/python3 -B tests/office build/optibom peers same_bytes hostile_texts &&
        /usr/bin/python3 -B tests/rfq.py build/optibom office
    others=$?
    wait $recalculation
    recalculated=$?
    cat "$work/recalculation"
    [ $others -eq 0 ] && [ $recalculated -eq 0 ]
}

# The workbook on paper, as LibreOffice prints it.
printed() {
    make -s && /usr/bin/python3 -B tests/printed.py build/optibom
}

# The HTML page in headless Chromium.
browser() {
    make -s && /usr/bin/python3 -B tests/browser.py build/optibom
}

# Datasheets that LibreOffice, groff and Ghostscript make, read back.
pdf() {
    make -s && sh tests/pdf/check.sh build
}

# The scripts for a cluster, on a Slurm of one node.
slurm() {
    make -s && sh tests/slurm.sh build/optibom
}

lint() {
    make -s && sh tests/lint/lint.sh build all
}

# What `make install` puts down is enough to compile and run a program, by pkg-config, in C and by its
# installed name.
install() {
    root=$work/root
    make -s install DESTDIR="$root" PREFIX=/usr || return 1
    cat >"$work/use.c" <<'EOF'
#include <optibom.h>
#include <stdio.h>

static void write_out(void *context, const char *bytes, size_t length)
{
    fwrite(bytes, 1, length, context);
}

int main(void)
{
    struct optibom *catalog = NULL;
    struct optibom_output output = {.write = write_out, .context = stdout, .format = OPTIBOM_CSV};
    if (optibom_new(&catalog, &(struct optibom_settings){.user = "me", .now = "2026-01-02T00:00:00Z"}) != OPTIBOM_OK)
        return 1;
    enum optibom_status status = optibom_open(catalog, "", OPTIBOM_BUILT_IN);
    if (status == OPTIBOM_OK)
        status = optibom_sql(catalog, "SELECT count(*) > 0 AS parts FROM part", &output);
    if (status != OPTIBOM_OK)
        fprintf(stderr, "%s\n", optibom_error(catalog));
    optibom_free(catalog);
    return status == OPTIBOM_OK ? 0 : 1;
}
EOF
    export PKG_CONFIG_PATH="$root/usr/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$root"
    cc=${CC:-cc}
    # shellcheck disable=SC2046
    $cc -std=c11 -Wall -Wextra -Wpedantic -Werror "$work/use.c" -o "$work/use" $(pkg-config --cflags --libs optibom) &&
        [ "$(LD_LIBRARY_PATH=$root/usr/lib "$work/use" | tr -d '\r' | tr '\n' ' ')" = 'parts 1 ' ] ||
        { echo 'a program linked with the shared library does not run'; return 1; }
    mkdir -p "$work/static"
    cp "$root/usr/lib/liboptibom.a" "$work/static"
    # shellcheck disable=SC2046
    $cc -std=c11 "$work/use.c" -o "$work/use-static" $(pkg-config --cflags optibom) "$work/static/liboptibom.a" \
        $(pkg-config --static --libs optibom | sed 's/-loptibom//') && "$work/use-static" >/dev/null ||
        { echo 'a program linked with the static library does not run'; return 1; }
    (cd "$work" && "$root/usr/bin/optibom" --version) || return 1
    [ "$(find "$root" -name '*.h' | wc -l)" -eq 1 ] || { echo 'more than one header is installed'; return 1; }
}

work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-all.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

dependencies || exit 2
for part in $parts; do
    case " $all " in
    *" $part "*) ;;
    *)
        echo "no part '$part'; there are: $all" >&2
        exit 2
        ;;
    esac
    echo "== $part"
    start=$(date +%s)
    if ("$part"); then
        passed=$((passed + 1))
        verdict=passed
    else
        failed=$((failed + 1))
        verdict="FAILED (again: PARTS=$part sh tests/run-all.sh)"
    fi
    echo "== $part: $verdict, $(($(date +%s) - start)) s"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
