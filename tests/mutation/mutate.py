"""Breaks the formulas of src/evaluate one operator at a time, and says which breaks no test notices.

/usr/bin/python3 -B tests/mutation/mutate.py BUILD [--mutants=N] [--seed=N] [--only=NAME] [--least=PERCENT]

`make mutation` starts it: BUILD holds objects, programs of tests and the program, all of which take
the library $LIBRARY as they find it; $COMPILE and $ARCHIVE are its commands, $OBJECTS what it is made
of. For each mutant one source is written anew into BUILD, compiled, the library linked with it, and
the tests run until one fails. The sources stay as they are. The same seed and the same sources give
the same mutants.

killed: a test failed, or did not end in ten times its usual time and ten seconds more.
survived: all passed; printed as a difference.
equivalent: in tests/mutation/equivalent with the reason why no test can tell.
"""
import argparse
import os
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


class Bench:
    """The folder in which mutants are built and tried."""

    def __init__(self, build):
        self.build = os.path.abspath(build)
        self.compile = shlex.split(os.environ['COMPILE'])
        self.archive = shlex.split(os.environ['ARCHIVE'])
        self.objects = os.environ['OBJECTS'].split()
        self.library = os.environ['LIBRARY']
        self.work = os.path.join(self.build, 'mutation')
        self.tests = self.find_tests()
        self.times = {}
        os.makedirs(self.work, exist_ok=True)

    def find_tests(self):
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

    def run(self, test, limit):
        """True when it passed; a test that hangs is ended with all that it started."""
        process = subprocess.Popen(self.command(test), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, start_new_session=True, preexec_fn=limit_memory)
        try:
            return process.wait(limit) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def time_tests(self):
        """Their usual times, the library unbroken; the quick ones are to run first."""
        self.put(None, None)
        for test in self.tests:
            start = time.monotonic()
            if not self.run(test, 600):
                sys.exit(f'{test} fails on the sources as they are: again with {" ".join(self.command(test))}')
            self.times[test] = time.monotonic() - start
        self.tests.sort(key=self.times.get)

    def put(self, source, text):
        """Links the library with `text` in place of the source; False where that does not compile."""
        objects = self.objects
        if source is not None:
            written, made = os.path.join(self.work, 'mutant.c'), os.path.join(self.work, 'mutant.o')
            with open(written, 'w', encoding='utf-8') as file:
                file.write(text)
            if subprocess.run(self.compile + ['-w', '-c', written, '-o', made], cwd=ROOT,
                              stderr=subprocess.DEVNULL, check=False).returncode != 0:
                return False
            own = source[:-2] + '.o'
            objects = [made if name.endswith('/' + own) else name for name in objects]
            assert made in objects, source
        linked = os.path.join(self.work, os.path.basename(self.library))
        subprocess.run(self.archive + [linked] + objects, cwd=ROOT, check=True)
        os.replace(linked, self.library)
        return True

    def killer(self, source):
        """The first test that fails; the one named after the source goes first."""
        own = 'test_' + os.path.basename(source)[:-2]
        for test in sorted(self.tests, key=lambda name: name != own):
            if not self.run(test, 10 + 10 * self.times[test]):
                return test
        return None


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
    bench = Bench(arguments.build)
    bench.time_tests()
    print(f'{possible} mutants, {len(bench.tests)} tests of {sum(bench.times.values()):.0f} s')
    counts = dict.fromkeys(('killed', 'survived', 'equivalent', 'senseless'), 0)
    for mutant in chosen:
        if counts['killed'] + counts['survived'] + counts['equivalent'] == arguments.mutants:
            break
        verdict, details = judge(bench, mutant, equivalent)
        counts[verdict] += 1
        if verdict != 'senseless':
            print(f'{verdict} {mutant.source}:{mutant.line}: {details}', flush=True)
    bench.put(None, None)
    told = counts['killed'] + counts['survived']
    score = 100 * counts['killed'] / max(1, told)
    print(f'seed {arguments.seed}: {counts["killed"]} killed, {counts["survived"]} survived, {counts["equivalent"]} '
          f'equivalent, {counts["senseless"]} that do not compile; score {score:.1f} %')
    return bool(stale) or score < arguments.least


def judge(bench, mutant, equivalent):
    if mutant.key in equivalent:
        return 'equivalent', f'{mutant.change}: {equivalent[mutant.key].strip()}'
    if not bench.put(mutant.source, mutant.text):
        return 'senseless', ''
    killer = bench.killer(mutant.source)
    if killer is not None:
        return 'killed', f'{mutant.change}, by {killer}'
    return 'survived', f'{mutant.change}\n  - {mutant.before}\n  + {mutant.key[1]}'


if __name__ == '__main__':
    sys.exit(main())
