"""Breaks the formulas of src/evaluate one operator at a time, and says which breaks no test notices.

/usr/bin/python3 -B tests/mutation/mutate.py BUILD [--mutants=N] [--seed=N] [--only=NAME] [--least=PERCENT]

`make mutation` starts it: BUILD holds objects, programs of tests and the program, all of which look
for the library $LIBRARY where $LD_LIBRARY_PATH says; $COMPILE and $ARCHIVE are its commands, $OBJECTS
what it is made of. For each mutant one source is written anew, compiled, a library linked with it, and
the tests run until one fails: first those that noticed others of the same source. Each processor tries
mutants of its own. The sources stay as they are. The same seed and the same sources give the same
mutants and verdicts; who of several tests notices first may differ.

killed: a test failed, or did not end in ten times its usual time and ten seconds more.
survived: all passed; printed as a difference.
equivalent: in tests/mutation/equivalent with the reason why no test can tell.
"""
import argparse
import collections
import concurrent.futures
import os
import queue
import random
import re
import resource
import shlex
import signal
import subprocess
import sys
import time

from sources import mutants_of

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MEMORY_BYTES = 4 << 30
# What holds reference values of evaluation beside the unit tests: the cases of the yield model run
# as cases of the command line do, and these.
CASES = ['evaluate', 'evaluate-quantity', 'evaluate-rate', 'evaluate-site', 'worked-builds', 'scenario-evaluate',
         'build-consolidate', 'build-replace', 'yield', 'yield-die', 'yield-package', 'rollup', 'report-budget']
EVALUATING = re.compile(r'#include "(evaluate/|evaluate_build\.h|flow_build\.h|flow_cases\.h|flow_random\.h|extension/)')


class Suite:
    """The tests, their usual times, and how often each noticed a mutant of a source."""

    def __init__(self, build):
        self.build = os.path.abspath(build)
        self.tests = self.find()
        self.times = {}
        self.kills = collections.Counter()

    @staticmethod
    def find():
        tests = []
        unit = os.path.join(ROOT, 'tests', 'unit')
        for name in sorted(os.listdir(unit)):
            if name.startswith('test_') and name.endswith('.c') and name != 'test_memory.c':
                with open(os.path.join(unit, name), encoding='utf-8') as file:
                    if EVALUATING.search(file.read()):
                        tests.append(name[:-2])
        tests += ['tests/cli/' + case for case in CASES]
        model = os.path.join(ROOT, 'tests', 'model')
        tests += ['tests/model/' + name for name in sorted(os.listdir(model)) if name.endswith('.cases')]
        return tests

    def command(self, test):
        if '/' in test:
            return ['sh', 'tests/run.sh', self.build, test]
        return [os.path.join(self.build, 'tests', test)]

    def run(self, test, limit, environment):
        """True when it passed; a test that hangs is ended with all that it started."""
        process = subprocess.Popen(self.command(test), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, start_new_session=True, preexec_fn=limit_memory,
                                   env=environment)
        try:
            return process.wait(limit) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def time(self):
        """The library unbroken; the quick tests are to run first."""
        for test in self.tests:
            start = time.monotonic()
            if not self.run(test, 600, None):
                sys.exit(f'{test} fails on the sources as they are: again with {" ".join(self.command(test))}')
            self.times[test] = time.monotonic() - start

    def killer(self, source, environment):
        """The first test that fails; None where all pass."""
        own = 'test_' + os.path.basename(source)[:-2]
        for test in sorted(self.tests, key=lambda test: (test != own, -self.kills[source, test], self.times[test])):
            if not self.run(test, 10 + 10 * self.times[test], environment):
                self.kills[source, test] += 1
                return test
        return None


class Bench:
    """A folder in which mutants are built."""

    def __init__(self, build, name):
        self.compile = shlex.split(os.environ['COMPILE'])
        self.archive = shlex.split(os.environ['ARCHIVE'])
        self.objects = os.environ['OBJECTS'].split()
        self.work = os.path.join(os.path.abspath(build), 'mutation', name)
        self.library = os.path.join(self.work, os.path.basename(os.environ['LIBRARY']))
        self.environment = {**os.environ, 'LD_LIBRARY_PATH': self.work}
        os.makedirs(self.work, exist_ok=True)

    def put(self, source, text):
        """Links the library with `text` in place of the source; False where that does not compile."""
        written, made = os.path.join(self.work, 'mutant.c'), os.path.join(self.work, 'mutant.o')
        with open(written, 'w', encoding='utf-8') as file:
            file.write(text)
        if subprocess.run(self.compile + ['-w', '-c', written, '-o', made], cwd=ROOT,
                          stderr=subprocess.DEVNULL, check=False).returncode != 0:
            return False
        own = source[:-2] + '.o'
        objects = [made if name.endswith('/' + own) else name for name in self.objects]
        assert made in objects, source
        subprocess.run(self.archive + [self.library] + objects, cwd=ROOT, check=True)
        return True


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_equivalent():
    """{(file, line as it is broken): reason}: a line `file: line`, the reason indented below."""
    known, key = {}, None
    with open(os.path.join(ROOT, 'tests', 'mutation', 'equivalent'), encoding='utf-8') as file:
        for line in file:
            if line.startswith('#') or not line.strip():
                continue
            if line[0] != ' ':
                name, _, broken = line.strip().partition(': ')
                key = ('src/evaluate/' + name, broken)
                known[key] = ''
            else:
                known[key] += line.strip() + ' '
    return known


def all_mutants():
    mutants = []
    folder = os.path.join(ROOT, 'src', 'evaluate')
    for name in sorted(os.listdir(folder)):
        if name.endswith('.c'):
            with open(os.path.join(folder, name), encoding='utf-8') as file:
                mutants += mutants_of('src/evaluate/' + name, file.read())
    return mutants


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('build')
    parser.add_argument('--mutants', type=int, default=60)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--only', default='', help='a source, or the beginning of its name')
    parser.add_argument('--least', type=float, default=0, help='the score below which the run fails')
    return parser.parse_args()


def main():
    arguments = read_arguments()
    equivalent = read_equivalent()
    mutants = all_mutants()
    stale = sorted(set(equivalent) - {mutant.key for mutant in mutants})
    for source, broken in stale:
        print(f'tests/mutation/equivalent: no mutant of {source} reads {broken}')
    chosen = [mutant for mutant in mutants if os.path.basename(mutant.source).startswith(arguments.only)]
    possible = len(chosen)
    random.Random(arguments.seed).shuffle(chosen)
    suite = Suite(arguments.build)
    suite.time()
    print(f'{possible} mutants, {len(suite.tests)} tests of {sum(suite.times.values()):.0f} s')
    counts = dict.fromkeys(('killed', 'survived', 'equivalent', 'senseless'), 0)
    for mutant, verdict, details in judge_all(arguments.build, suite, chosen, equivalent):
        counts[verdict] += 1
        if verdict != 'senseless':
            print(f'{verdict} {mutant.source}:{mutant.line}: {details}', flush=True)
        if counts['killed'] + counts['survived'] + counts['equivalent'] == arguments.mutants:
            break
    told = counts['killed'] + counts['survived']
    score = 100 * counts['killed'] / max(1, told)
    print(f'seed {arguments.seed}: {counts["killed"]} killed, {counts["survived"]} survived, {counts["equivalent"]} '
          f'equivalent, {counts["senseless"]} that do not compile; score {score:.1f} %')
    return bool(stale) or score < arguments.least


def judge_all(build, suite, mutants, equivalent):
    """(mutant, verdict, details) in the order of the mutants, as many at a time as there are processors."""
    workers = len(os.sched_getaffinity(0))
    benches = queue.SimpleQueue()
    for i in range(workers):
        benches.put(Bench(build, str(i)))

    def judge_on_a_bench(mutant):
        bench = benches.get()
        try:
            return mutant, *judge(bench, suite, mutant, equivalent)
        finally:
            benches.put(bench)

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        begun = collections.deque()
        for mutant in mutants:
            begun.append(pool.submit(judge_on_a_bench, mutant))
            if len(begun) > workers:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()


def judge(bench, suite, mutant, equivalent):
    if mutant.key in equivalent:
        return 'equivalent', f'{mutant.change}: {equivalent[mutant.key].strip()}'
    if not bench.put(mutant.source, mutant.text):
        return 'senseless', ''
    killer = suite.killer(mutant.source, bench.environment)
    if killer is not None:
        return 'killed', f'{mutant.change}, by {killer}'
    return 'survived', f'{mutant.change}\n  - {mutant.before}\n  + {mutant.key[1]}'


if __name__ == '__main__':
    sys.exit(main())
