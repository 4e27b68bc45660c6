#!/bin/sh
# Runs docs/examples as they are on a Slurm of one node: sh tests/slurm.sh PROGRAM
#
# Starts munged, slurmctld and slurmd on loopback, all in a temporary folder and with a key, ports and sockets of
# their own, explores the shipped builds in a job array, and compares what is merged with the unsharded run, byte
# for byte. SPECS='a.yaml b.yaml' explores those, OPTIONS='--open all' so, SHARDS=N cuts into N parts, JOB_SECONDS bounds
# the wait for jobs.
# The last line is `N passed, M failed`; exits with 77 where Slurm is not installed. Needs a network interface
# beside loopback, or Slurm finds no address for 127.0.0.1 either.
set -u

case ${1:?usage: sh tests/slurm.sh PROGRAM} in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
root=$(cd "$(dirname "$0")/.." && pwd)
examples=$root/docs/examples
shards=${SHARDS:-4}
job_seconds=${JOB_SECONDS:-120}
start_seconds=20
passed=0 failed=0
munged='' controller='' node=''
# Debian has the daemons where only root looks for commands.
PATH=$PATH:/usr/sbin:/sbin
unset SLURM_CONF SLURM_CLUSTERS SBATCH_PARTITION SBATCH_ACCOUNT SBATCH_QOS SBATCH_CLUSTERS

for needed in munged slurmctld slurmd sbatch squeue scontrol sinfo scancel; do
    if ! command -v $needed >/dev/null 2>&1; then
        echo "$needed is missing: apt-get install slurm-wlm munge" >&2
        exit 77
    fi
done
export OPTIONS="${OPTIONS:---open all --scenario range-most --draws 2}"
specs=${SPECS:-$(ls "$root"/seed/builds/nvl72-*.yaml "$root"/seed/builds/*-switch.yaml)}
work=$(mktemp -d "${TMPDIR:-/tmp}/optibom-slurm.XXXXXX") || exit 2

is_running() { # pid, or nothing
    [ -n "$1" ] && kill -0 "$1" 2>/dev/null
}

# Waits for a command to succeed.
within() { # seconds, command
    within_end=$(($(date +%s) + $1))
    shift
    until "$@"; do
        [ "$(date +%s)" -lt $within_end ] || return 1
        sleep 0.2
    done
}

# Each process that was started here with this Slurm, whoever its parent is by now.
of_this_slurm() {
    (
        unset SLURM_CONF # else those that look would find themselves
        grep -lzsFx "SLURM_CONF=$work/slurm.conf" /proc/[0-9]*/environ | sed -n 's|^/proc/\([0-9]*\)/.*|\1|p'
    )
}

is_empty() {
    [ -z "$(of_this_slurm)" ]
}

# One that is gone by now is not worth a word.
stop() { # signal
    # shellcheck disable=SC2046
    kill "-$1" $(of_this_slurm) 2>/dev/null
}

stop_daemons() {
    stop TERM
    within 5 is_empty || stop KILL
    within 5 is_empty || echo "processes that do not go: $(of_this_slurm | tr '\n' ' ')" >&2
    # shellcheck disable=SC2086
    wait $munged $controller $node 2>/dev/null
    munged='' controller='' node=''
}

finish() {
    trap '' INT TERM HUP
    stop_daemons
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

pass() {
    passed=$((passed + 1))
}

fail() { # what; details are redirected in: behind a pipe nothing would be counted
    failed=$((failed + 1))
    echo "FAILED $1"
    sed 's/^/  /'
}

show_logs() {
    for log in "$work"/munged.log "$work"/slurmctld.log "$work"/slurmd.log "$work"/jobs.log "$work"/submitted/*.out; do
        [ -s "$log" ] || continue
        echo "-- ${log#"$work"/}, its last lines:"
        tail -n 40 "$log" | sed 's/^/  /'
    done
}

conclude() {
    [ $failed -eq 0 ] || show_logs
    echo "$passed passed, $failed failed"
    [ $failed -eq 0 ]
    exit
}

# --- a Slurm of one node

# Two ports that nothing uses, below those that the system gives to whoever asks.
free_ports() {
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v seed="$(od -An -N4 -tu4 /dev/urandom)" '
        { count = split($2, address, ":"); used[address[count]] = 1 }
        function pick(port) {
            do port = 20000 + int(rand() * 12000); while (sprintf("%04X", port) in used)
            used[sprintf("%04X", port)] = 1
            return port
        }
        BEGIN { srand(seed) }
        END { print pick(), pick() }'
}

# All of it speaks over loopback, and by address: the name of the host may not resolve. The node is said to have
# four processors and memory, so that tasks run beside each other also where there is less.
write_configuration() { # port of the controller, of the node
    cat >"$work/slurm.conf" <<END
ClusterName=optibom
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$1
SlurmdPort=$2
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/filetxt
JobCompLoc=$work/jobs.log
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0,sched_interval=1
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=2
MailProg=/bin/true
NodeName=$host NodeHostname=$host NodeAddr=127.0.0.1 CPUs=4 RealMemory=8000 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
    # slurmd loads a plugin of control groups though it uses none. That of v1 asks for nothing when it starts; what
    # is found by itself may refuse: no control groups, or those of v2 without systemd, as in containers.
    echo 'CgroupPlugin=cgroup/v1' >"$work/cgroup.conf"
}

is_munge_ready() {
    [ -S "$work/munge.socket" ] && munge -S "$work/munge.socket" -n >/dev/null 2>&1
}

is_idle() {
    [ "$(timeout 5 sinfo -h -o %t 2>/dev/null)" = idle ]
}

# True when the node is idle, or waiting is of no use.
is_decided() {
    is_idle || ! is_running "$controller" || ! is_running "$node"
}

# The daemons stay children of this shell. The folder must let everyone through, for munge's socket; other
# complaints of munge about folders above are not ours, hence --force.
start_munge() {
    (umask 077 && head -c 128 /dev/urandom >"$work/munge.key") || return 1
    munged --foreground --force --key-file="$work/munge.key" --socket="$work/munge.socket" \
        --pid-file="$work/munged.pid" --seed-file="$work/munged.seed" --log-file="$work/munged.unused" \
        --origin=127.0.0.1 --num-threads=1 >"$work/munged.log" 2>&1 &
    munged=$!
    within 10 is_munge_ready
}

start_slurm() {
    for attempt in 1 2 3; do
        # shellcheck disable=SC2046
        write_configuration $(free_ports)
        rm -rf "$work/state" "$work/spool"
        mkdir "$work/state" "$work/spool"
        slurmctld -D -f "$SLURM_CONF" >>"$work/slurmctld.log" 2>&1 &
        controller=$!
        slurmd -D -f "$SLURM_CONF" -N "$host" >>"$work/slurmd.log" 2>&1 &
        node=$!
        within $start_seconds is_decided
        ! is_idle || return 0
        # Somebody else may have taken a port in between.
        echo "attempt $attempt to start Slurm failed" >>"$work/slurmctld.log"
        kill $controller $node 2>/dev/null
        wait $controller $node
    done
    return 1
}

# --- what is checked

ids() { # of a job: its tasks that are still to be done
    timeout 10 squeue -h -j "$1" -o %i 2>>"$work/squeue.log"
}

# A job that is forgotten is done as well.
is_done() {
    timeout 10 scontrol ping >/dev/null 2>&1 || return 1
    [ -z "$(ids "$1")" ]
}

# Waits for the job and counts it: what, job.
check_job() {
    if within "$job_seconds" is_done "$2"; then
        pass
    else
        { timeout 10 squeue; timeout 10 scontrol show job "$2"; } >"$work/details" 2>&1
        fail "$1: not done within $job_seconds s" <"$work/details"
    fi
}

submit() { # arguments of sbatch; prints the job
    timeout 20 sbatch --parsable --output="$work/submitted/slurm-%j.out" "$@"
}

check_same() { # what, found, expected
    if cmp "$2" "$3" >"$work/details" 2>&1; then
        pass
    else
        diff "$2" "$3" 2>/dev/null | head -n 10 >>"$work/details"
        fail "$1" <"$work/details"
    fi
}

explore() { # arguments; status 1 means done, with findings
    # shellcheck disable=SC2086
    "$program" --db "$CATALOG" explore $specs $OPTIONS "$@" 2>"$work/explore.err"
    [ $? -le 1 ]
}

merge() { # the parts, --json or --csv
    "$program" --db "$CATALOG" explore merge "$@" 2>"$work/merge.err"
    [ $? -le 1 ]
}

parts() {
    seq -f "$OUT/shard-%.0f.db" "$SHARDS"
}

are_parts_there() {
    for part in $(parts); do
        [ -s "$part" ] || return 1
    done
}

check_parts() { # what
    if are_parts_there; then
        pass
        return
    fi
    ls -l "$OUT" >"$work/details" 2>&1
    fail "$1: not all of $SHARDS parts are there" <"$work/details"
    return 1
}

# The array and, after it, the job that merges, in the way that the page tells.
check_array() {
    array=$(submit --array=1-"$SHARDS" "$examples/explore.sbatch" 2>"$work/sbatch.err") || {
        fail 'sbatch takes explore.sbatch' <"$work/sbatch.err"
        return 1
    }
    merged=$(submit --dependency=afterok:"$array" --kill-on-invalid-dep=yes "$examples/explore-merge.sbatch" \
        2>"$work/sbatch.err") || fail 'sbatch takes explore-merge.sbatch' <"$work/sbatch.err"
    check_job 'the array' "$array"
    check_parts 'the array' || return 1
    check_job 'the job that merges' "$merged"
}

check_merged() { # what
    for format in json csv; do
        # shellcheck disable=SC2046
        merge $(parts) --$format >"$work/merged.$format" || fail "$1: merge --$format" <"$work/merge.err"
        check_same "$1: merge --$format gives what the whole run gives" "$work/merged.$format" "$work/whole.$format"
        check_same "$1: the job that merges left the same $format" "$OUT/explore.$format" "$work/whole.$format"
    done
}

# A part was lost: merging says which, and does not give less in silence; then only that one is computed.
check_lost() {
    cp "$OUT/shard-2.db" "$work/lost.db"
    ls -li "$OUT"/shard-[!2].db >"$work/before"
    rm -f "$OUT/shard-2.db" "$OUT"/explore.*
    job=$(submit --output="$work/submitted/lost.out" "$examples/explore-merge.sbatch")
    check_job 'merging without a part' "$job"
    if [ -e "$OUT/explore.json" ] || ! grep -q -e '--array=2 ' "$work/submitted/lost.out"; then
        fail 'merging without part 2 says that it is missing' <"$work/submitted/lost.out"
    else
        pass
    fi
    array=$(submit --array=2 "$examples/explore.sbatch")
    merged=$(submit --dependency=afterok:"$array" --kill-on-invalid-dep=yes "$examples/explore-merge.sbatch")
    check_job 'part 2 again' "$array"
    check_job 'merging again' "$merged"
    check_parts 'part 2 again'
    ls -li "$OUT"/shard-[!2].db >"$work/after"
    check_same 'the other parts are left alone' "$work/after" "$work/before"
    check_same 'part 2 has the same bytes again' "$OUT/shard-2.db" "$work/lost.db"
    check_merged 'with part 2 computed again'
}

# A task that cannot be done fails, and what waits for it goes away.
check_refused() {
    array=$(submit --array="$((SHARDS + 1))" "$examples/explore.sbatch")
    merged=$(submit --dependency=afterok:"$array" --kill-on-invalid-dep=yes \
        --output="$work/submitted/refused.out" "$examples/explore-merge.sbatch")
    check_job 'a task past SHARDS' "$array"
    check_job 'what waits for a task past SHARDS' "$merged"
    if [ -e "$work/submitted/refused.out" ]; then
        fail 'merging does not start after a task that failed' <"$work/submitted/refused.out"
    else
        pass
    fi
}

host=$(uname -n)
host=${host%%.*}
user=$(id -un)
chmod 711 "$work"
mkdir "$work/submitted"
begin=$(date +%s)
export SLURM_CONF="$work/slurm.conf"
: >"$SLURM_CONF"
if start_munge && start_slurm; then
    pass
else
    fail "Slurm's node is not idle" </dev/null
    conclude
fi
echo "Slurm $(sinfo --version | sed 's/.* //') is up after $(($(date +%s) - begin)) s"

export OPTIBOM="$program" CATALOG="$work/catalog.db" SPECS SHARDS="$shards" OUT="$work/parts"
SPECS=$(echo "$specs" | tr '\n' ' ')
if ! "$program" --db "$CATALOG" -q init >"$work/init.log" 2>&1; then
    fail 'init' <"$work/init.log"
    conclude
fi
for format in json csv; do
    explore --$format >"$work/whole.$format" || fail "the whole run, --$format" <"$work/explore.err"
    if [ -s "$work/whole.$format" ]; then pass; else fail "the whole run gives no $format" </dev/null; fi
done
echo "the whole run is there after $(($(date +%s) - begin)) s"
if [ $failed -eq 0 ] && check_array; then
    check_merged 'the array'
    echo "the array is merged after $(($(date +%s) - begin)) s"
    [ $failed -ne 0 ] || check_lost
    check_refused
fi
echo "all is done after $(($(date +%s) - begin)) s"
conclude
