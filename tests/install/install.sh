#!/bin/sh
# What `make install` puts down is enough: sh tests/install/install.sh
#
# Programs compile by pkg-config against the shared and against the static library, the manual is shown, three shells
# complete, and SQLite of other programs loads the module. Taken away again, nothing is left. Closes with
# "N passed, N failed".
set -u

cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-install.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
root=$work/root
passed=0 failed=0
cc=${CC:-cc}

check() { # what holds, command...; what the command says is shown where it fails
    what=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $what"
        sed 's/^/  /' "$work/said"
        echo '  again: sh tests/install/install.sh'
    fi
}

has() { # command...: prints something, and only that, into $work/got
    "$@" >"$work/got" && [ -s "$work/got" ]
}

one_header() {
    [ "$(find "$root" -name '*.h')" = "$root/usr/include/optibom.h" ]
}

runs_by_name() {
    (cd "$work" && "$root/usr/bin/optibom" --version)
}

# The shared library is found by its name with the number of its interface.
shared_library() {
    # shellcheck disable=SC2046
    $cc -std=c11 -Wall -Wextra -Wpedantic -Werror docs/examples/parts.c -o "$work/parts" \
        $(pkg-config --cflags --libs optibom) &&
        readelf -d "$work/parts" | grep -q 'NEEDED.*liboptibom\.so\.0\]' &&
        LD_LIBRARY_PATH=$root/usr/lib "$work/parts" 12 >"$work/shared.csv" && [ "$(wc -l <"$work/shared.csv")" -gt 1 ]
}

# The command of docs/install.md, with the folder of the library where it is here.
static_library() {
    # shellcheck disable=SC2046
    $cc -std=c11 docs/examples/parts.c $(pkg-config --cflags optibom) -L"$root/usr/lib" -Wl,-Bstatic -loptibom \
        -Wl,-Bdynamic,--as-needed $(pkg-config --static --libs optibom) -o "$work/parts-static" &&
        ! readelf -d "$work/parts-static" | grep liboptibom &&
        "$work/parts-static" 12 | cmp - "$work/shared.csv"
}

is_shown() { # page
    mandoc -T lint -W warning "$1" && MANWIDTH=80 LC_ALL=C man -l "$1" >"$work/page" 2>"$work/page.said" &&
        [ ! -s "$work/page.said" ] && grep -q '^NAME' "$work/page" && grep -q '^SEE ALSO' "$work/page" &&
        ! grep -F "\\" "$work/page"
}

has_pages_of_all_verbs() {
    pages=$(find "$root/usr/share/man/man1" -name 'optibom-*.1' | sed 's/.*optibom-//; s/\.1$//' | sort)
    [ "$pages" = "$("$root/usr/bin/optibom" --help | sed -n '/^Verbs:/,/^$/s/^  \([a-z]*\) .*/\1/p' | sort)" ]
}

# Loaded by the name of the command, when it is first completed.
bash_completes() {
    [ "$(BASH_COMPLETION_USER_DIR=$work/none XDG_DATA_DIRS=$root/usr/share bash -c '
        PATH=$1:$PATH
        source /usr/share/bash-completion/bash_completion
        _completion_loader optibom
        COMP_WORDS=(optibom find tra) COMP_CWORD=2
        _optibom optibom tra find
        echo "${COMPREPLY[*]}"' bash "$root/usr/bin")" = transceiver ]
}

zsh_completes() {
    zsh -n "$root/usr/share/zsh/site-functions/_optibom" || return 1
    (cd "$root/usr/share/doc/optibom" && zsh "$OLDPWD/tests/install/complete.zsh" "$root/usr/share/zsh/site-functions" \
        'optibom fin' 'optibom find tra' 'optibom find els --lim' 'optibom build cons' 'optibom evaluate READ' \
        'optibom --json completion f' 'optibom export doc') >"$work/zsh"
    cat "$work/zsh"
    [ "$(sed 's/ *$//' "$work/zsh" | tr '\n' ';')" = "optibom find;optibom find transceiver;optibom find els --limit;$(
        )optibom build consolidate;optibom evaluate README.md;optibom --json completion fish;optibom export docs/;" ]
}

fish_completes() {
    fish -n "$root/usr/share/fish/vendor_completions.d/optibom.fish" || return 1
    (cd "$root/usr/share/doc/optibom" && HOME=$work fish --no-config -c '
        source $argv[1]
        for line in "optibom fin" "optibom find tra" "optibom find els --lim" "optibom build cons" "optibom evaluate READ" \
                "optibom --json completion f" "optibom export doc"
            complete -C $line | string replace -r "\t.*" ""
        end' "$root/usr/share/fish/vendor_completions.d/optibom.fish") >"$work/fish"
    cat "$work/fish"
    [ "$(tr '\n' ';' <"$work/fish")" = "find;transceiver;--limit;consolidate;README.md;fish;docs/;" ]
}

# The figures are those of docs/functions.md and of the yield model: 14.5 W, 30 W / 1600 Gbps = 18.75 pJ/bit,
# (1 + 0.5/2)^-2 = 0.64.
module_in_shell() {
    moduledir=$(pkg-config --variable=moduledir optibom)
    sqlite3 :memory: -cmd ".load $moduledir/optibom_functions" <docs/examples/functions.sql >"$work/rows"
    cat "$work/rows"
    [ "$(tr '\n' ' ' <"$work/rows")" = '14.5|18.75 64.0|0.64 ' ]
}

module_in_python() {
    /usr/bin/python3 -B docs/examples/functions.py "$(pkg-config --variable=moduledir optibom)/optibom_functions" >"$work/rows"
    cat "$work/rows"
    [ "$(wc -l <"$work/rows")" -eq 4 ] && grep -qx '0.1 faults/cm2: 31.3 of 64 dies are good' "$work/rows" &&
        grep -q '^yield_poisson: lambda is -1' "$work/rows"
}

# Of what the pages name, only pictures and tests stay behind.
links_hold() {
    for page in "$root"/usr/share/doc/optibom/README.md "$root"/usr/share/doc/optibom/docs/*.md; do
        grep -o '](\([^)#:]*\))' "$page" | sed 's/](//; s/)//' | while read -r link; do
            case $link in *.png | tests/*) continue ;; esac
            [ -e "$(dirname "$page")/$link" ] || echo "$page: $link"
        done
    done >"$work/lost"
    cat "$work/lost"
    [ ! -s "$work/lost" ]
}

runs_beside_seed() {
    (cd "$root/usr/share/doc/optibom" && has "$root/usr/bin/optibom" -q assemble seed/builds/nvl72-cpo.yaml)
}

leaves_nothing() {
    make -s uninstall DESTDIR="$root" PREFIX=/usr && find "$root" ! -type d | grep . && return 1
    [ ! -e "$root/usr/share/doc/optibom" ] && [ ! -e "$root/usr/lib/optibom" ]
}

# Each folder may be another one.
other_folders() {
    make -s install DESTDIR="$work/other" prefix=/opt/o libdir=/opt/o/lib64 mandir=/opt/o/man bindir=/opt/b &&
        [ -x "$work/other/opt/b/optibom" ] && [ -e "$work/other/opt/o/man/man1/optibom.1" ] &&
        [ -e "$work/other/opt/o/lib64/liboptibom.so.0" ] &&
        grep -qx 'libdir=/opt/o/lib64' "$work/other/opt/o/lib64/pkgconfig/optibom.pc" &&
        [ ! -e "$work/other/usr" ]
}

make -s install DESTDIR="$root" PREFIX=/usr >"$work/said" 2>&1 || { cat "$work/said"; echo '0 passed, 1 failed'; exit 1; }
export PKG_CONFIG_PATH="$root/usr/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$root"
check 'one header is installed' one_header
check 'the program runs by its installed name' runs_by_name
check 'docs/examples/parts.c with the shared library' shared_library
check 'docs/examples/parts.c with the static library' static_library
for file in /usr/bin/optibom /usr/lib/liboptibom.so.0 /usr/lib/optibom/optibom_functions.so; do
    check "$file is hardened" sh tests/install/hardened.sh "$root$file"
done
check 'a page of the manual for each verb' has_pages_of_all_verbs
for page in "$root"/usr/share/man/man1/*.1; do
    check "$(basename "$page") is shown" is_shown "$page"
done
check 'bash completes' bash_completes
check 'zsh completes' zsh_completes
check 'fish completes' fish_completes
check 'the module in the sqlite3 shell' module_in_shell
check 'the module in Python' module_in_python
check 'links of the documentation' links_hold
check 'an example beside the seed' runs_beside_seed
check 'uninstall' leaves_nothing
check 'other folders' other_folders
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
