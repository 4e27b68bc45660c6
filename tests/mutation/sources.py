"""The mutants of one C source: a tokenizer that knows comments, text and preprocessor lines.

Changed are binary + - * / and their assignments, < <= > >= == != && ||, the constants 0 and 1
beside an arithmetic operator, fmin and fmax. Not changed, as they are no formulas: assert, sizes
of memory, comparisons with NULL and OPTIBOM_OK, and the boundary of a loop over a count of items,
whose reading beyond the end the sanitizers tell.
"""
import re

TOKEN = re.compile(r'''
    (?P<skip>/\*.*?\*/|//[^\n]*|^[ \t]*\#(?:\\\n|[^\n])*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\s+)
  | (?P<number>0[xX][0-9a-fA-F]+[uUlL]*|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFuUlL]*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<operator>->|\+\+|--|<<=?|>>=?|<=|>=|==|!=|&&|\|\||[+*/%&|^-]=|.)
''', re.X | re.S | re.M)
REPLACED = {'+': ['-'], '-': ['+'], '*': ['/'], '/': ['*'], '+=': ['-='], '-=': ['+='], '*=': ['/='], '/=': ['*='],
            '<': ['<=', '>='], '<=': ['<', '>'], '>': ['>=', '<='], '>=': ['>', '<'], '==': ['!='], '!=': ['=='],
            '&&': ['||'], '||': ['&&'], 'fmin': ['fmax'], 'fmax': ['fmin'], '0': ['1'], '1': ['2'], '1.0': ['2.0'], '0.0': ['1.0']}
ARITHMETIC = {'+', '-', '*', '/', '+=', '-=', '*=', '/='}
TYPES = {'double', 'char', 'int', 'void', 'size_t', 'bool', 'float', 'long', 'unsigned', 'uint32_t', 'int64_t', 'uint64_t', 'const'}
NO_FORMULA = {'assert', 'static_assert', 'arena_alloc', 'arena_take', 'arena_grow', 'malloc', 'calloc', 'realloc'}
PLUMBING = {'NULL', 'OPTIBOM_OK'}


class Mutant:
    def __init__(self, source, whole, at, old, new):
        self.source = source
        self.text = whole[:at] + new + whole[at + len(old):]
        self.line = whole.count('\n', 0, at) + 1
        self.before = whole.split('\n')[self.line - 1].strip()
        self.key = (source, self.text.split('\n')[self.line - 1].strip())
        self.change = f'{old} -> {new}'


def tokens_of(text):
    return [(match.lastgroup, match.group(), match.start()) for match in TOKEN.finditer(text) if match.lastgroup != 'skip']


def is_operand_end(token):
    kind, text, _ = token
    return kind in ('word', 'number') and text not in ('return', 'case') and text not in TYPES or text in (')', ']')


def is_binary(tokens, i):
    """Between two operands; no pointer, sign, address, or declaration."""
    if not is_operand_end(tokens[i - 1]):
        return False
    if tokens[i][1] == '*':
        # `struct x *y` declares, `(double *)` converts, `f(x) *y` cannot be told from a product: spaces tell.
        before, after = tokens[i - 1], tokens[i + 1]
        return tokens[i][2] > before[2] + len(before[1]) and after[2] > tokens[i][2] + 1
    return True


def is_boundary_of_count(tokens, i):
    """`i < count` in a for: the right side ends in a word with count, length, or size."""
    k, depth = i, 0
    while k > 0 and tokens[k][1] not in ('{', '}'):
        depth += {')': 1, '(': -1}.get(tokens[k][1], 0)
        if depth < 0:
            break
        k -= 1
    if tokens[k][1] != '(' or tokens[k - 1][1] != 'for':
        return False
    right = []
    for kind, text, _ in tokens[i + 1:]:
        if text in (';', '&&', '||'):
            break
        right.append(text)
    return bool(right) and re.search(r'(count|length|size|COUNT|S|FUNCTIONS)$', right[-1]) is not None


def spans_of_no_formula(tokens):
    spans = []
    for i, (_, text, at) in enumerate(tokens):
        if text in NO_FORMULA:
            end = next(at for _, text, at in tokens[i:] if text == ';')
            spans.append((at, end))
    return spans


def mutants_of(source, whole):
    tokens = tokens_of(whole)
    left_out = spans_of_no_formula(tokens)
    mutants = []
    for i in range(1, len(tokens) - 1):
        kind, text, at = tokens[i]
        if text not in REPLACED or any(start <= at < end for start, end in left_out):
            continue
        if kind == 'number' and not (tokens[i - 1][1] in ARITHMETIC or tokens[i + 1][1] in ARITHMETIC):
            continue
        if kind == 'operator' and not is_binary(tokens, i):
            continue
        if text in ('==', '!=') and tokens[i + 1][1] in PLUMBING or text in ('&&', '||') and tokens[i - 1][1] in PLUMBING:
            continue
        for new in REPLACED[text]:
            if text == '<' and new == '<=' and is_boundary_of_count(tokens, i):
                continue
            mutants.append(Mutant(source, whole, at, text, new))
    return mutants
