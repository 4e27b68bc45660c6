"""Excel's rules for the text of a formula. Standard library only."""

import re

MOST_CHARACTERS, DEEPEST = 8192, 64

# Functions that are newer than the format: Excel knows them only as _xlfn.NAME and shows #NAME? without it.
NEWER = set("""
ACOT ACOTH AGGREGATE ARABIC ARRAYTOTEXT BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE BINOM.INV BITAND BITLSHIFT
BITOR BITRSHIFT BITXOR BYCOL BYROW CEILING.MATH CEILING.PRECISE CHISQ.DIST CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT
CHISQ.TEST CHOOSECOLS CHOOSEROWS COMBINA CONCAT CONFIDENCE.NORM CONFIDENCE.T COT COTH COVARIANCE.P COVARIANCE.S CSC
CSCH DAYS DECIMAL DROP ECMA.CEILING ERF.PRECISE ERFC.PRECISE EXPAND EXPON.DIST F.DIST F.DIST.RT F.INV F.INV.RT F.TEST
FIELDVALUE FILTER FILTERXML FLOOR.MATH FLOOR.PRECISE FORECAST.LINEAR FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV
GAMMALN.PRECISE GAUSS HSTACK HYPGEOM.DIST IFNA IFS IMAGE IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH IMSINH IMTAN ISFORMULA
ISO.CEILING ISOMITTED ISOWEEKNUM LAMBDA LET LOGNORM.DIST LOGNORM.INV MAKEARRAY MAP MAXIFS MINIFS MODE.MULT MODE.SNGL
MUNIT NEGBINOM.DIST NETWORKDAYS.INTL NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PDURATION PERCENTILE.EXC
PERCENTILE.INC PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI POISSON.DIST QUARTILE.EXC QUARTILE.INC QUERYSTRING
RANDARRAY RANK.AVG RANK.EQ REDUCE RRI SCAN SEC SECH SEQUENCE SHEET SHEETS SINGLE SKEW.P SORT SORTBY STDEV.P STDEV.S
SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T T.TEST TAKE TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW
UNICHAR UNICODE UNIQUE VALUETOTEXT VAR.P VAR.S VSTACK WEBSERVICE WEIBULL.DIST WORKDAY.INTL WRAPCOLS WRAPROWS XLOOKUP
XMATCH XOR Z.TEST
""".split())

# Those that reach out of the workbook.
REACHING = {"CALL", "DDE", "EXEC", "HYPERLINK", "IMAGE", "INDIRECT", "REGISTER.ID", "RTD", "SQL.REQUEST", "WEBSERVICE"}

TOKEN = re.compile(r"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<sheet>'(?:[^']|'')+'!|[A-Za-z_][A-Za-z0-9_.]*!)
  | (?P<function>[A-Za-z_][A-Za-z0-9_.]*)(?=\()
  | (?P<cell>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?![A-Za-z0-9_.]))
  | (?P<column>\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?![A-Za-z0-9_.]))
  | (?P<error>\#[A-Z0-9/]+[!?]?)
  | (?P<name>[A-Za-z_\\][A-Za-z0-9_.\\]*)
  | (?P<number>[0-9]*\.?[0-9]+(?:[Ee][+-]?[0-9]+)?)
  | (?P<other>.)
""", re.VERBOSE | re.DOTALL)


def problems(formula, sheets, names):
    """What Excel would refuse or not understand in a formula without "="; `names` are those that are defined."""
    if len(formula) > MOST_CHARACTERS:
        yield f"a formula of {len(formula)} characters"
    depth = 0
    for match in TOKEN.finditer(formula):
        kind, text = match.lastgroup, match.group()
        if kind == "function":
            yield from function_problems(text)
        elif kind == "sheet" and text[:-1].strip("'").replace("''", "'") not in sheets:
            yield f"the sheet {text[:-1]} of a formula is not there"
        elif kind == "name" and text.upper() not in ("TRUE", "FALSE") and text not in names:
            yield f"the name {text} of a formula is not defined"
        elif kind == "error":
            yield f"{text} in a formula"
        elif kind == "text" and len(text) > 257:
            yield f"a text of {len(text) - 2} characters in a formula"
        elif kind == "other":
            depth += (text == "(") - (text == ")")
            if depth < 0 or depth > DEEPEST:
                yield f"parentheses of a formula at depth {depth}"
                return
            if text in "[]{}|;`@\"":
                yield f"{text} in a formula"
    if depth != 0:
        yield "parentheses of a formula do not close"


def function_problems(text):
    """A function by its name as it stands in the file."""
    name = text.upper()
    if name in NEWER:
        yield f"the function {name} without _xlfn."
    plain = name.replace("_XLFN.", "").replace("_XLWS.", "")
    if plain in REACHING:
        yield f"the function {plain}, which reaches out of the workbook"
    if text != name and not text.startswith("_xlfn"):
        yield f"the function {text} in small letters"
