"""Counts checks and prints those that fail, their problems gathered by kind."""

import time

SHOWN_KINDS, SHOWN_EACH = 12, 2


class Outcome:
    """What passed and what failed, and how long each part took."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        self._start = time.monotonic()

    def check(self, what, problems):
        """One check. `problems` are texts, or (kind, text): of each kind the first ones are shown."""
        kinds = {}
        for problem in problems:
            kind, text = problem if isinstance(problem, tuple) else (problem, "")
            kinds.setdefault(kind, []).append(text)
        if not kinds:
            self.passed += 1
            return
        self.failed += 1
        print("FAILED " + what)
        for kind, texts in list(kinds.items())[:SHOWN_KINDS]:
            print(f"  {kind}" + (f", {len(texts)} times" if len(texts) > 1 else ""))
            for text in texts[:SHOWN_EACH]:
                if text:
                    print("    " + text)
        if len(kinds) > SHOWN_KINDS:
            print(f"  and {len(kinds) - SHOWN_KINDS} other kinds")

    def note(self, text):
        """What was measured, with the seconds since the part before."""
        now = time.monotonic()
        print(f"{text}, {now - self._start:.0f} s", flush=True)
        self._start = now
