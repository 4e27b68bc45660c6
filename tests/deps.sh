#!/bin/sh
# Installs what is missing, from Debian packages: `build` what the program and its unit tests link,
# `all` also what the long tests run. Elsewhere it names the libraries and stops.
set -eu

missing=
need_header() { # header package
    printf '#include <stddef.h>\n#include <stdarg.h>\n#include <setjmp.h>\n#include <stdint.h>\n#include <%s>\n' "$1" |
        ${CC:-cc} -E -x c - >/dev/null 2>&1 || missing="$missing $2"
}
need_command() { # command package
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

need_header sqlite3.h libsqlite3-dev
need_header xlsxwriter.h libxlsxwriter-dev
need_header zip.h libzip-dev
need_header expat.h libexpat1-dev
need_header jansson.h libjansson-dev
need_header yaml.h libyaml-dev
need_header blake2.h libb2-dev
need_header zlib.h zlib1g-dev
need_header popt.h libpopt-dev
need_header cmocka.h libcmocka-dev
if [ "${1:-build}" = all ]; then
    need_command soffice libreoffice-calc-nogui
    [ -e /usr/lib/libreoffice/program/libswlo.so ] || missing="$missing libreoffice-writer-nogui"
    need_command ssconvert gnumeric
    need_command pdftotext poppler-utils
    # The device for PDF is not in groff-base, which has the command, too.
    ls /usr/share/groff/*/font/devpdf/DESC >/dev/null 2>&1 || missing="$missing groff"
    need_command gs ghostscript
    need_command sqlite3 sqlite3
    need_command pkg-config pkg-config
    # For static linking, where libzip.pc names them.
    need_header bzlib.h libbz2-dev
    need_header openssl/ssl.h libssl-dev
    need_command man man-db
    need_command mandoc mandoc
    need_command zsh zsh
    need_command fish fish
    [ -e /usr/share/bash-completion/bash_completion ] || missing="$missing bash-completion"
    need_command dpkg-buildpackage dpkg-dev
    need_command dh debhelper
    need_command lintian lintian
    need_command clang-format clang-format
    need_command clang-tidy clang-tidy
    need_command cppcheck cppcheck
    need_command gcovr gcovr
    need_command valgrind valgrind
    need_command chromium chromium
    # Daemons, where only root looks for commands.
    [ -x /usr/sbin/slurmctld ] || need_command slurmctld slurm-wlm
    [ -x /usr/sbin/munged ] || need_command munged munge
    [ -e /usr/lib/python3/dist-packages/openpyxl ] || missing="$missing python3-openpyxl"
    [ -e /usr/lib/python3/dist-packages/uno.py ] || missing="$missing python3-uno"
fi

[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "optibom needs these libraries, here by their Debian names:$missing" >&2
    exit 1
fi
as_root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "as root, run: apt-get install$missing" >&2
        exit 1
    fi
    as_root=sudo
fi
echo "installing$missing" >&2
$as_root apt-get update -q >&2
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -q --no-install-recommends $missing >&2
