#!/bin/sh
# The Debian packages: sh tests/install/deb.sh
#
# Built twice, from the tree as git knows it and from a copy without git in a folder of another name, with another
# locale, time zone, umask and home: the same bytes. lintian has nothing to say, each package has its files and no
# other has them, and what they hold runs. Closes with "N passed, N failed".
set -u

cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-deb.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
copy=$work/a-longer-name home=$work/home
passed=0 failed=0
# The tests of the tree have run; make test would run them here again.
export DEB_BUILD_OPTIONS=nocheck

check() { # what holds, command...; what the command says is shown where it fails
    what=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $what"
        tail -n 40 "$work/said" | sed 's/^/  /'
        echo '  again: sh tests/install/deb.sh'
    fi
}

# The version and its day stand in the Makefile and in the changelog.
same_version() {
    version=$(sed -n 's/^VERSION = //p' Makefile) day=$(sed -n 's/^VERSION_DAY = //p' Makefile)
    [ "$(dpkg-parsechangelog -l .debian/changelog -S Version)" = "$version" ] &&
        [ "$(dpkg-parsechangelog -l .debian/changelog -S Timestamp)" = "$(date -u -d "$day" +%s)" ]
}

build_first() {
    make -s deb BUILD="$work/first"
}

build_second() {
    mkdir -p "$copy" "$home" || return 1
    tar -cf - --exclude=./.git --exclude='./build*' . | tar -xf - -C "$copy" || return 1
    (cd "$copy" && umask 077 &&
        HOME=$home TZ=Pacific/Auckland LC_ALL=C.UTF-8 LANG=C.UTF-8 make -s deb)
}

same_bytes() {
    count=0
    for package in "$work"/first/deb/*.deb; do
        cmp "$package" "$copy/build/deb/$(basename "$package")" || return 1
        count=$((count + 1))
    done
    [ $count -eq 5 ] # three packages, symbols for debuggers of two
}

is_clean() {
    lintian --allow-root --fail-on error,warning --info "$work"/first/deb/*.changes
}

unpack() {
    for package in optibom liboptibom0 liboptibom-dev; do
        dpkg-deb -x "$work/first/deb/${package}_"*.deb "$work/root" || return 1
    done
}

# A file is in one package.
files_are_apart() {
    for package in "$work"/first/deb/*.deb; do
        dpkg-deb -c "$package" | sed -n 's/^[^d].* \.\///p' | sed 's/ -> .*//'
    done | sort | uniq -d >"$work/twice"
    cat "$work/twice"
    [ ! -s "$work/twice" ]
}

holds() { # package, pattern of a path...
    package=$1
    shift
    dpkg-deb -c "$work/first/deb/${package}_"*.deb >"$work/list" || return 1
    for path; do
        grep -q " \./$path\$" "$work/list" || { echo "$package has no $path"; return 1; }
    done
}

runs() {
    library=$(dirname "$(find "$work/root/usr/lib" -name 'liboptibom.so.0')")
    export PKG_CONFIG_PATH="$library/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$work/root"
    (cd "$work" && "$work/root/usr/bin/optibom" --version) || return 1
    # shellcheck disable=SC2046
    ${CC:-cc} -std=c11 docs/examples/parts.c -o "$work/parts" $(pkg-config --cflags --libs optibom) &&
        LD_LIBRARY_PATH=$library "$work/parts" 12 | grep -q '^vendor,mpn' &&
        [ "$(sqlite3 :memory: ".load $library/optibom/optibom_functions" 'SELECT energy_per_bit(30, 1600)')" = 18.75 ]
}

are_hardened() {
    # shellcheck disable=SC2046
    sh tests/install/hardened.sh $(find "$work/root/usr" -name optibom -path '*/bin/*' -o -type f -name '*.so*')
}

needs() { # package, word of its dependencies...
    package=$1
    shift
    dpkg-deb -f "$work/first/deb/${package}_"*.deb Depends >"$work/depends" || return 1
    for word; do
        grep -q "$word" "$work/depends" || { cat "$work/depends"; return 1; }
    done
}

check 'version and day are those of the changelog' same_version
check 'packages from the tree' build_first
check 'packages from a copy' build_second
check 'the same bytes' same_bytes
check 'lintian' is_clean
check 'packages unpack' unpack
check 'no file is in two packages' files_are_apart
check 'files of optibom' holds optibom usr/bin/optibom usr/share/man/man1/optibom.1.gz usr/share/man/man1/optibom-find.1.gz \
    usr/share/bash-completion/completions/optibom usr/share/zsh/vendor-completions/_optibom \
    usr/share/fish/vendor_completions.d/optibom.fish 'usr/lib/.*/optibom/optibom_functions.so' \
    usr/share/doc/optibom/docs/import.md usr/share/doc/optibom/copyright usr/share/doc/optibom/changelog.gz
check 'files of liboptibom0' holds liboptibom0 'usr/lib/[^/]*/liboptibom.so.0 -> liboptibom.so.[0-9.]*' \
    'usr/lib/[^/]*/liboptibom.so.[0-9]*[.][0-9.]*'
check 'files of liboptibom-dev' holds liboptibom-dev usr/include/optibom.h 'usr/lib/[^/]*/liboptibom.a' \
    'usr/lib/[^/]*/liboptibom.so -> liboptibom.so.0' 'usr/lib/[^/]*/pkgconfig/optibom.pc'
check 'optibom needs libraries' needs optibom libc6 libsqlite3-0 libxlsxwriter libpopt0
check 'liboptibom-dev needs its library' needs liboptibom-dev 'liboptibom0 (= '
check 'what they hold runs' runs
check 'what they hold is hardened' are_hardened
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
