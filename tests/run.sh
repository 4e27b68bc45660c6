#!/bin/sh
# Runs the quick tests: sh tests/run.sh BUILD [NAME...]
#
# A NAME is a folder of a case (tests/cli/find-units), a file of reference cases
# (tests/model/A07.cases) or a unit program (test_money); without one everything runs. UPDATE=1 writes what a case gives now as what it is expected to give.
set -u

if [ $# -lt 1 ]; then
    echo 'usage: sh tests/run.sh BUILD [tests/cli/CASE | test_PROGRAM]...' >&2
    exit 2
fi
root=$(cd "$(dirname "$0")/.." && pwd)
build=$1
shift
case $build in
/*) built=$build ;;
*) built=$root/$build ;;
esac
program=$built/optibom
is_plain=1
case $(basename "$built") in *-*) is_plain=0 ;; esac

work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-test.XXXXXX")
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
kept=${KEPT:-$work/kept}
mkdir -p "$kept"
passed=0 failed=0 skipped=0

# Sanitizers report into files, so that a test which throws stderr away cannot hide a finding.
sanitizer_options="log_path=$work/sanitizer"

show_failure() { # name, command; the details follow on stdin
    printf 'FAILED %s\n  command: %s\n' "$1" "$2"
    sed 's/^/  /'
    printf '  again: sh tests/run.sh %s %s\n' "$build" "$1"
}

sanitizer_findings() {
    cat "$work"/sanitizer.* 2>/dev/null
    rm -f "$work"/sanitizer.*
}

run_unit() { # path of the program
    name=$(basename "$1")
    (cd "$root" && ASAN_OPTIONS=$sanitizer_options UBSAN_OPTIONS=$sanitizer_options TZ=UTC LC_ALL=C \
        "$1" >"$work/unit" 2>&1)
    code=$?
    good=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$work/unit" | tail -n 1)
    bad=$(sed -n 's/^\[  FAILED  \].* \([0-9]*\) test(s), listed below.*/\1/p' "$work/unit" | tail -n 1)
    passed=$((passed + ${good:-0}))
    findings=$(sanitizer_findings)
    [ $code -ne 0 ] || [ -n "$findings" ] || return 0
    failed=$((failed + ${bad:-1}))
    { grep -v -e '^\[ RUN  ' -e '^\[       OK' "$work/unit"
      echo "exit status $code"
      echo "$findings"; } | show_failure "$name" "$1"
}

run_case() { # folder of the case, relative to the root or absolute
    folder=${1%/}
    case $folder in
    /*) case_path=$folder name=$folder ;;
    *) case_path=$root/$folder name=$folder ;;
    esac
    if [ ! -f "$case_path/cmd" ]; then
        failed=$((failed + 1))
        echo "FAILED $name: it has no file 'cmd'"
        return
    fi
    chmod -R u+w "$work/case" 2>/dev/null
    rm -rf "$work/case"
    mkdir -p "$work/case/folder" "$work/case/home"
    (cd "$work/case/folder" && exec env -i PATH="$PATH" HOME="$work/case/home" TMPDIR="$work/case" TZ=UTC \
        LC_ALL=C SOURCE_DATE_EPOCH=1767225600 OPTIBOM="$program" CASE="$case_path" ROOT="$root" KEPT="$kept" \
        ASAN_OPTIONS="$sanitizer_options" UBSAN_OPTIONS="$sanitizer_options" \
        ${LD_LIBRARY_PATH:+LD_LIBRARY_PATH="$LD_LIBRARY_PATH"} sh "$case_path/cmd") >"$work/case/out" 2>"$work/case/err" </dev/null
    code=$?
    findings=$(sanitizer_findings)
    if [ $code -eq 77 ]; then
        skipped=$((skipped + 1))
        echo "skipped $name: $(cat "$work/case/err")"
        return
    fi
    [ -z "${UPDATE:-}" ] || write_expected
    expected=0
    [ ! -f "$case_path/status" ] || read -r expected <"$case_path/status"
    : >"$work/case/difference"
    for stream in out err; do
        golden=$case_path/$stream
        [ -f "$golden" ] || golden=/dev/null
        diff -u --label "expected $stream" --label "$stream" "$golden" "$work/case/$stream" \
            >>"$work/case/difference"
    done
    [ "$code" = "$expected" ] ||
        echo "expected exit status $expected, got $code" >>"$work/case/difference"
    [ -z "$findings" ] || echo "$findings" >>"$work/case/difference"
    if [ ! -s "$work/case/difference" ]; then
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
    show_failure "$name" "$(grep -v '^#' "$case_path/cmd")" <"$work/case/difference"
}

write_expected() {
    for stream in out err; do
        rm -f "$case_path/$stream"
        [ ! -s "$work/case/$stream" ] || cp "$work/case/$stream" "$case_path/$stream"
    done
    rm -f "$case_path/status"
    [ $code -eq 0 ] || echo $code >"$case_path/status"
}

run_model() { # file of reference cases, relative to the root or absolute
    case $1 in
    /*) cases=$1 ;;
    *) cases=$root/$1 ;;
    esac
    rm -rf "$work/case"
    mkdir -p "$work/case/folder" "$work/case/home"
    (cd "$work/case/folder" && exec env -i PATH="$PATH" HOME="$work/case/home" TZ=UTC LC_ALL=C OPTIBOM="$program" \
        ASAN_OPTIONS="$sanitizer_options" UBSAN_OPTIONS="$sanitizer_options" \
        ${LD_LIBRARY_PATH:+LD_LIBRARY_PATH="$LD_LIBRARY_PATH"} sh "$root/tests/model/check.sh" "$cases") >"$work/model" 2>&1 </dev/null || echo "exit status $?" >>"$work/model"
    sanitizer_findings >>"$work/model"
    if [ ! -s "$work/model" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        show_failure "$1" "OPTIBOM=$program sh tests/model/check.sh $1" <"$work/model"
    fi
}

run_lint() {
    if sh "$root/tests/lint/lint.sh" "$build" >"$work/lint" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        { printf 'FAILED lint\n'
          sed 's/^/  /' "$work/lint"
          printf '  again: sh tests/lint/lint.sh %s\n' "$build"; }
    fi
}

run_names() { # units by name, cases by folder, reference cases by file, lint
    for name in "$@"; do
        case $name in
        lint) run_lint ;;
        *.cases) run_model "$name" ;;
        */*) run_case "$name" ;;
        *) run_unit "$built/tests/$name" ;;
        esac
    done
}

all_names() {
    [ $is_plain -eq 0 ] || echo lint
    for source in tests/unit/test_*.c; do
        basename "$source" .c
    done
    for command in tests/cli/*/cmd tests/data/*/cmd tests/schema/*/cmd; do
        dirname "$command"
    done
    ls tests/model/*.cases
}

count_of() { # "passed" of the last line of each share
    sed -n '$s/.*\(^\|[^0-9]\)\([0-9][0-9]*\) '"$1"'.*/\2/p' -s "$work"/share.* | awk '{ sum += $1 } END { print sum + 0 }'
}

# Four tests at a time to each of three runs beside each other, as some tests wait: no test knows of another. The status
# of a run is kept where it is not that of a failed test, which the run tells by itself.
run_all() {
    all_names >"$work/names"
    # shellcheck disable=SC2016
    KEPT=$work/kept SHARES=$work BUILD=$build xargs -P 3 -n 4 sh -c '
        share=$(mktemp "$SHARES/share.XXXXXX") || exit 1
        sh tests/run.sh "$BUILD" "$@" >"$share" 2>&1
        status=$?
        grep -q "[0-9] passed, [0-9]* failed" "$share" && [ $status -le 1 ] ||
            echo "FAILED: a run of $* ended with status $status" >>"$SHARES/broken"' share <"$work/names"
    passed=$(count_of passed) failed=$(count_of failed) skipped=$(count_of skipped)
    for share in "$work"/share.*; do
        sed '$d' "$share"
    done
    if [ -e "$work/broken" ]; then
        cat "$work/broken"
        failed=$((failed + 1))
    fi
}

cd "$root" || exit 2
if [ $# -gt 0 ]; then
    run_names "$@"
else
    run_all
fi

tail=
[ $skipped -eq 0 ] || tail=", $skipped skipped"
echo "$passed passed, $failed failed$tail"
[ $failed -eq 0 ]
