#!/bin/sh
# Whether programs and libraries are hardened: sh tests/install/hardened.sh FILE...
#
# Position-independent, bound at once with its tables read-only afterwards, no stack that runs, no path of its own to
# libraries, canaries, and checked copies; and, where a file has debug information, every one of its C sources compiled
# with canaries, probes of large stacks and checked landings. One line a lack; status 1 if any.
set -u

cc=${CC:-cc}
work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-hardened.XXXXXX")
trap 'rm -rf "$work"' EXIT
lacks=0

lack() {
    echo "$1: $2"
    lacks=$((lacks + 1))
}

wanted='-fstack-protector-strong -fstack-clash-protection'
if $cc -fcf-protection -E -xc /dev/null >/dev/null 2>&1; then
    wanted="$wanted -fcf-protection"
fi

for file; do
    readelf -hldW --dyn-syms "$file" >"$work/elf" || { lack "$file" 'cannot be read'; continue; }
    grep -q 'Type: *DYN' "$work/elf" || lack "$file" 'is not position-independent'
    grep -q 'BIND_NOW\|FLAGS.*NOW' "$work/elf" || lack "$file" 'is not bound at once'
    grep -q GNU_RELRO "$work/elf" || lack "$file" 'has tables that stay writable'
    ! grep -q 'GNU_STACK.*E ' "$work/elf" || lack "$file" 'has a stack that runs'
    ! grep -q 'R.*PATH.*\[' "$work/elf" || lack "$file" 'has a path of its own to libraries'
    grep -q '__stack_chk_fail' "$work/elf" || lack "$file" 'has no canaries'
    grep -q '__[a-z]*_chk' "$work/elf" || lack "$file" 'has no checked copies'
    readelf --debug-dump=info "$file" 2>/dev/null | grep -o 'GNU C[0-9].*' >"$work/compiled"
    for flag in $wanted; do
        count=$(grep -vc -e "$flag" "$work/compiled")
        [ "$count" -eq 0 ] || lack "$file" "$count of its sources are compiled without $flag"
    done
done
[ $lacks -eq 0 ]
