#!/bin/sh
# The Debian package in a root of its own: sh tests/install/fresh_root.sh
#
# debootstrap makes a Debian of nothing but what every Debian has; apt installs the package there with what it needs;
# an ordinary user runs the session of the README with the installed program, in a folder of their own, and asks man
# about every verb of it. Wants root and a mirror, some three minutes. Closes with "N passed, N failed".
#
# BASE=FOLDER keeps the root that debootstrap made, for the next run; MIRROR=URL takes it from there.
set -u

cd "$(dirname "$0")/../.." || exit 2
tree=$PWD
if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
    echo 'skipped: it takes root and debootstrap to make a fresh root'
    exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-root.XXXXXX")
root=$work/root
leave() {
    umount "$root/proc" 2>/dev/null
    rm -rf "$work"
}
trap leave EXIT
trap 'exit 130' INT TERM
passed=0 failed=0

check() { # what holds, command...; what the command says is shown where it fails
    what=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $what"
        tail -n 40 "$work/said" | sed 's/^/  /'
        echo '  again: sh tests/install/fresh_root.sh'
    fi
}

# From where this machine takes its packages, unless told otherwise.
mirror() {
    echo "${MIRROR:-$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
        sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' | head -n 1)}"
}

make_root() {
    if [ -n "${BASE:-}" ] && [ -d "$BASE" ]; then
        cp -a "$BASE" "$root"
        return
    fi
    debootstrap --variant=minbase bookworm "$root" "$(mirror)" || return 1
    [ -z "${BASE:-}" ] || cp -a "$root" "$BASE"
}

inside() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
        chroot "$root" "$@"
}

as_user() { # command line
    inside su -l -c "$1" buyer
}

install_package() {
    mkdir -p "$root/packages" && cp "$work"/built/deb/optibom_*.deb "$root/packages/optibom.deb" || return 1
    mount -t proc proc "$root/proc"
    inside apt-get -q update && inside apt-get -q -y install man-db less /packages/optibom.deb
}

has_no_library_missing() {
    ! inside ldd /usr/bin/optibom | grep 'not found'
}

# The case of the quick tests, with the installed program, README and seed.
run_session() {
    inside useradd -m buyer || return 1
    mkdir -p "$root/home/buyer/tree/tests/cli" &&
        cp -a "$tree/tests/cli/readme" "$root/home/buyer/tree/tests/cli/" &&
        cp -a "$root/usr/share/doc/optibom/seed" "$root/home/buyer/tree/seed" || return 1
    inside sh -c 'cd /usr/share/doc/optibom && { zcat README.md.gz 2>/dev/null || cat README.md; } >/home/buyer/tree/README.md &&
        chown -R buyer: /home/buyer' || return 1
    as_user 'mkdir work && cd work && OPTIBOM=/usr/bin/optibom ROOT=$HOME/tree CASE=$HOME/tree/tests/cli/readme \
        SOURCE_DATE_EPOCH=1767225600 sh $HOME/tree/tests/cli/readme/cmd' | tee "$work/session"
    grep -qx 'as the README shows' "$work/session"
}

# Verbs of the session, and those that the program lists.
man_answers() {
    as_user 'man optibom | cat' >"$work/page" && grep -q KGOE "$work/page" || return 1
    as_user 'optibom --help' | sed -n 's/^  \([a-z]*\)  *[A-Z].*/\1/p' | sort -u >"$work/verbs"
    [ "$(wc -l <"$work/verbs")" -ge 20 ] || { cat "$work/verbs"; return 1; }
    while read -r verb; do
        as_user "man optibom-$verb | cat" </dev/null >"$work/page" 2>&1
        grep -q 'EXAMPLES' "$work/page" && grep -q 'EXIT STATUS' "$work/page" || { echo "optibom-$verb:"; cat "$work/page"; return 1; }
    done <"$work/verbs"
}

goes_without_a_trace() {
    inside apt-get -q -y purge optibom || return 1
    ! find "$root/usr" "$root/etc" "$root/var/lib/optibom" -name '*optibom*' 2>/dev/null | grep -v /dpkg/ | grep .
}

check 'the package builds' env DEB_BUILD_OPTIONS=nocheck make -s deb BUILD="$work/built"
check 'debootstrap makes a root' make_root
check 'apt installs the package' install_package
check 'every library is there' has_no_library_missing
check 'the session of the README runs as an ordinary user' run_session
check 'man answers for optibom and each verb' man_answers
check 'the package goes without a trace' goes_without_a_trace
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
