#!/bin/sh
# What can go wrong with memory, disk, power and files, at length: make torture. TORTURE_PARTS='kills damage' runs only
# those; KILLS=, FLIPS= and SEED= say how often and with which chances; all of it ends within half an hour. The last line
# counts what all parts tried.
set -u

cd "$(dirname "$0")/../.." || exit 2
all='disk upgrade damage kills memory'
work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-torture.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
seed=${SEED:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
passed=0 failed=0
begun=$(date +%s)

# A command, until the half hour is over.
within() {
    left=$((begun + 1800 - $(date +%s)))
    timeout $((left > 0 ? left : 1)) "$@"
}

# Every operation on a database fails once alone and once with all that follow.
disk() {
    within env DISK_PART=0 build/tests/test_disk
}

# An upgrade is killed at every operation.
upgrade() {
    within env UPGRADE_PART=0 build/tests/test_upgrade
}

# Cut off, turned over, of others.
damage() {
    within python3 -B tests/torture/damage.py build/optibom "${FLIPS:-150}" "$seed"
}

kills() {
    within python3 -B tests/torture/kills.py build/optibom "${KILLS:-1500}" "$seed"
}

# Many of the allocations that may fail; MEMORY_PART=0: every one, which takes hours.
memory() {
    within env "MEMORY_PART=${MEMORY_PART:-60}" build/tests/test_memory
}

# Unit programs say of each path what was tried and what was wrong with it; the rest close with a count of their own.
count() { # file
    awk '/^[0-9]+ passed, [0-9]+ failed/ { passed += $1; failed += $3 }
        / wrong$/ { failed += $(NF - 1); for (i = 2; i <= NF; i++) if ($(i + 1) ~ /^(times|of)$/) { passed += $i - $(NF - 1); break } }
        /^\[       OK \]/ { passed++ }
        END { print passed + 0, failed + 0 }' "$1"
}

for part in ${TORTURE_PARTS:-$all}; do
    case " $all " in
    *" $part "*) ;;
    *)
        echo "no part '$part'; there are: $all" >&2
        exit 2
        ;;
    esac
    echo "== $part"
    start=$(date +%s)
    "$part" >"$work/said" 2>&1
    code=$?
    grep -v -e '^\[' -e '^$' "$work/said"
    read -r good bad <<END
$(count "$work/said")
END
    # A part that ended otherwise than it counted, or was out of time, failed as well.
    [ $code -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
    passed=$((passed + good)) failed=$((failed + bad))
    echo "== $part: $good passed, $bad failed, status $code, $(($(date +%s) - start)) s"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
