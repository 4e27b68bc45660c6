#!/bin/sh
# The long tests: make test-all. Each part prints its own findings, then its result and time; the last
# line counts the parts. PARTS='crash office' runs only those; valgrind, fuzz and root run when they are named.
set -u

cd "$(dirname "$0")/.." || exit 2
passed=0 failed=0
all='plain sanitized coverage crash memory office printed browser pdf slurm lint install deb'
named='valgrind fuzz root'
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

# What is read before it is written, and leaks of a build without sanitizers.
valgrind() {
    make -s valgrind
}

# Branches of the sources against tests/coverage/gates.
coverage() {
    make -s coverage
}

# Each fuzzer for a short while, its corpus first.
fuzz() {
    make -s fuzz FUZZ_SECONDS=20
}

# Fewer kills and damaged files than `make torture`.
crash() {
    make -s torture TORTURE_PARTS='damage kills' FLIPS=20 KILLS=150
}

# Allocations that fail, sites with random pasts and damaged workbooks: more of them than in `make test`.
memory() {
    make -s build/tests/test_memory build/tests/test_exchange build/tests/test_workbook_hostile &&
        MEMORY_PART=60 build/tests/test_memory && EXCHANGES=12 build/tests/test_exchange &&
        HOSTILE_STEP=1 build/tests/test_workbook_hostile
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

# What `make install` puts down: programs, the manual, shells and SQLite find what they need.
install() {
    make -s && sh tests/install/install.sh
}

# The Debian packages, built twice.
deb() {
    make -s && sh tests/install/deb.sh
}

# The package in a fresh Debian.
root() {
    make -s && sh tests/install/fresh_root.sh
}

work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-all.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

dependencies || exit 2
for part in $parts; do
    case " $all $named " in
    *" $part "*) ;;
    *)
        echo "no part '$part'; there are: $all $named" >&2
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
