"""Coverage of each folder of src against its gate: gate.py COVERAGE.json FILTERED.json

COVERAGE.json is what gcovr --json wrote; FILTERED.json gets the same without the branches that are
left out, for gcovr to draw. Prints a line a folder; status 1 where one is below tests/coverage/gates.

Left out are branches that only exhausted memory or a broken promise of our own takes, told from the
text of the source and from nothing else:
1. those of a line with assert;
2. those of a condition that leads to error_no_memory at once, or of a ?: between it and OPTIBOM_OK;
3. those of a condition each of whose operands asks whether an allocator gave NULL, the allocator
   standing in the few lines above, or whether a buffer or arena had memory (buf_ok).
One operand of another kind, and the whole condition counts.
4. those between a heading "the child" and the next heading: code of a process that becomes another
   program, and its counts are lost with it.
"""
import json
import os
import re
import sys

ALLOCATOR = r'(?:arena_(?:take|alloc|grow|strdup|strndup|printf)|malloc|calloc|realloc|strdup|strndup)'
LINES_ABOVE = 6
TESTED = re.compile(r'^!?\(*([\w.>\[\]*-]+?)(?: [!=]= NULL)?\)*$')


def read_gates(path):
    with open(path, encoding='utf-8') as file:
        rows = [line.split() for line in file if line.strip() and not line.startswith('#')]
    return {folder: int(percent) for folder, percent in rows}


def statement_at(lines, at):
    """The condition that line `at` is part of: its first line, and its text up to ; or {."""
    first = at
    while first > 0 and at - first < 4 and not re.search(r'[;{}:]\s*$|\*/\s*$|^\s*$', lines[first - 1]) \
            and not re.match(r'\s*(if|for|while|return|else)\b', lines[first]):
        first -= 1
    text = ''
    for line in lines[first:first + 6]:
        text += ' ' + line.strip()
        if re.search(r'[;{]\s*$', line):
            break
    return first, text.strip()


def was_allocated(name, above):
    return re.search(r'(?<![\w>.])\*?' + re.escape(name) + r'\s*=\s*(?:\([^()]*\)\s*)?' + ALLOCATOR + r'\(', above)


def is_of_child(lines, at):
    headings = [line for line in lines[:at] if line.startswith('/* ---- ')]
    return bool(headings) and headings[-1].startswith('/* ---- the child')


def is_of_memory(lines, at):
    line = lines[at]
    first, text = statement_at(lines, at)
    if re.search(r'\bassert\(', line):
        return True
    if re.match(r'if \(', text) and re.search(r'\)\s*(\{\s*)?return error_no_memory\(', text):
        return True
    if re.match(r'[^?&|]*\? OPTIBOM_OK : error_no_memory\([^?]*$', text):
        return True
    condition = re.match(r'(?:\} else )?if \((.*?)\)(?: \{| [a-z].*|$)', text)
    if condition is None:
        return False
    above = ' '.join(part.strip() for part in lines[max(0, first - LINES_ABOVE):first]) + ' ' + text
    for operand in re.split(r' && | \|\| ', condition.group(1)):
        if re.match(r'!?buf_ok\([^()]*\)$', operand):
            continue
        name = TESTED.match(operand)
        if name is None or not was_allocated(name.group(1), above):
            return False
    return True


def folder_of(path):
    parts = path.split('/')
    return '/'.join(parts[:2]) if len(parts) > 2 else parts[0]


def main(read_from, write_to):
    with open(read_from, encoding='utf-8') as file:
        coverage = json.load(file)
    gates = read_gates(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'gates'))
    totals = {}
    for source in coverage['files']:
        with open(source['file'], encoding='utf-8') as file:
            text = file.read().split('\n')
        total = totals.setdefault(folder_of(source['file']), dict.fromkeys(('lines', 'ran', 'branches', 'taken', 'left'), 0))
        for line in source['lines']:
            if line['gcovr/noncode']:
                continue
            total['lines'] += 1
            total['ran'] += line['count'] > 0
            if line['branches'] and (is_of_memory(text, line['line_number'] - 1)
                                     or is_of_child(text, line['line_number'] - 1)):
                total['left'] += len(line['branches'])
                line['branches'] = []
            total['branches'] += len(line['branches'])
            total['taken'] += sum(branch['count'] > 0 for branch in line['branches'])
    with open(write_to, 'w', encoding='utf-8') as file:
        json.dump(coverage, file)
    return report(totals, gates)


def report(totals, gates):
    passed = failed = 0
    print(f'{"folder":<15} {"lines":>14} {"":>6} {"branches":>14} {"":>6} {"left out":>8} {"gate":>5}')
    for folder, total in sorted(totals.items()):
        of_lines = 100 * total['ran'] / max(1, total['lines'])
        of_branches = 100 * total['taken'] / max(1, total['branches'])
        gate, verdict = gates.get(folder), ''
        if gate is not None:
            verdict = '' if of_branches >= gate else '  BELOW ITS GATE'
            passed, failed = passed + (verdict == ''), failed + (verdict != '')
        print(f'{folder:<15} {total["ran"]:>6} / {total["lines"]:>5} {of_lines:>5.1f}% {total["taken"]:>6} / '
              f'{total["branches"]:>5} {of_branches:>5.1f}% {total["left"]:>8} {gate if gate is not None else "":>5}{verdict}')
    missing = sorted(set(gates) - set(totals))
    for folder in missing:
        print(f'{folder}: has a gate, and nothing of it was measured')
    print(f'{passed} passed, {failed + len(missing)} failed')
    return failed + len(missing) > 0


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
