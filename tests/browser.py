#!/usr/bin/python3
"""The page in a browser: headless Chromium over its debugging pipe, no other packages.

    /usr/bin/python3 tests/browser.py build/optibom [--pictures DIR]

Asserts that pages of builds, of claims and of hostile data print no console message, ask the network for
nothing, have their pictures, sort, fit a phone, keep the contrast of text in both colour schemes and print.
"""
import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time

SECONDS = 60
CONTRAST = 4.5


class Browser:
    """One tab; events are kept until they are taken."""

    def __init__(self, folder):
        to_read, to_write = os.pipe()
        from_read, from_write = os.pipe()

        def pipes():
            # Moved out of the way first: one may already be 3 or 4.
            source, sink = os.dup(to_read), os.dup(from_write)
            high_source, high_sink = os.dup2(source, 100), os.dup2(sink, 101)
            os.dup2(high_source, 3)
            os.dup2(high_sink, 4)

        self.process = subprocess.Popen(
            [shutil.which("chromium") or "chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
             "--remote-debugging-pipe", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--hide-scrollbars",
             "--user-data-dir=" + os.path.join(folder, "profile"), "about:blank"],
            preexec_fn=pipes, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(from_write)
        self.out, self.source = to_write, from_read
        self.buffer, self.number, self.events = b"", 0, []
        target = self.call("Target.createTarget", {"url": "about:blank"}, None)["targetId"]
        self.session = None
        self.session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True}, None)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")

    def read(self, until):
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.source], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise TimeoutError("the browser does not answer")
            block = os.read(self.source, 1 << 20)
            if not block:
                raise EOFError("the browser ended")
            self.buffer += block
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, params=None, session=""):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params or {}}
        if session is not None:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.out, data):]
        until = time.monotonic() + SECONDS
        while True:
            answer = self.read(until)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(method + ": " + json.dumps(answer["error"]))
                return answer["result"]
            if "method" in answer:
                self.events.append(answer)

    def wait(self, method):
        until = time.monotonic() + SECONDS
        while not any(event["method"] == method for event in self.events):
            event = self.read(until)
            if "method" in event:
                self.events.append(event)

    def open(self, path, width=1280, height=900, scheme="light"):
        self.events = []
        self.call("Emulation.setDeviceMetricsOverride",
                  {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
        self.call("Emulation.setEmulatedMedia",
                  {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        self.call("Page.navigate", {"url": "file://" + os.path.abspath(path)})
        self.wait("Page.loadEventFired")

    def run(self, script):
        result = self.call("Runtime.evaluate", {"expression": "(() => {" + script + "})()", "returnByValue": True})
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:600])
        return result["result"].get("value")

    def picture(self, path, height):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(height, size["height"]), "scale": 1}
        data = self.call("Page.captureScreenshot", {"format": "png", "clip": clip, "captureBeyondViewport": True})
        with open(path, "wb") as file:
            file.write(base64.b64decode(data["data"]))

    def close(self):
        try:
            self.call("Browser.close", None, None)
        except (EOFError, OSError):
            pass
        self.process.wait(SECONDS)


# Each text with the colour behind it: of the last filled rectangle of its drawing that lies below it, else of
# the nearest element with a background. Faded text (opacity) is not used and would be reported.
CONTRAST_SCRIPT = """
const parse = text => (text.match(/[0-9.]+/g) || [0, 0, 0, 0]).map(Number);
const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const behind = element => {
  for (let at = element; at; at = at.parentElement) {
    const colour = parse(getComputedStyle(at).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour;
  }
  return [255, 255, 255];
};
const found = new Map();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const element = node.parentElement;
  if (!node.textContent.trim() || element.closest('script, style, title, desc') || !element.getClientRects().length) continue;
  const style = getComputedStyle(element), drawing = element.closest('svg');
  let ink = parse(drawing ? style.fill : style.color), paper = behind(element);
  if (drawing) {
    const box = element.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
    for (const rect of drawing.querySelectorAll('rect')) {
      const under = rect.getBoundingClientRect(), fill = getComputedStyle(rect).fill;
      if (rect.compareDocumentPosition(element) & 4 && fill !== 'none' && under.left <= x && x <= under.right
          && under.top <= y && y <= under.bottom) paper = parse(fill);
    }
  }
  const [a, b] = [light(ink), light(paper)].sort((p, q) => q - p), ratio = (a + 0.05) / (b + 0.05);
  const key = ink + ' on ' + paper;
  if (!found.has(key) || found.get(key).ratio > ratio) found.set(key, {ratio, text: node.textContent.trim().slice(0, 40)});
}
return [...found].map(([key, value]) => [value.ratio, key, value.text]).sort((p, q) => p[0] - q[0]);
"""

# Elements that reach past the right edge and stand in no box that scrolls.
WIDE_SCRIPT = """
const most = document.documentElement.clientWidth;
const wide = [...document.body.querySelectorAll('*')].filter(e => {
  if (e.closest('.scroll') && !e.matches('.scroll') || e.closest('.skip, .patterns')) return false;
  return e.getClientRects().length && e.getBoundingClientRect().right > most + 1;
});
return {page: document.documentElement.scrollWidth - most, wide: wide.slice(0, 5).map(e => e.outerHTML.slice(0, 120))};
"""

SORT_SCRIPT = """
const table = document.querySelector(TABLE), headings = [...table.tHead.rows[0].cells];
const index = headings.findIndex(h => h.textContent.startsWith(HEADING)), heading = headings[index];
const values = () => [...table.tBodies[0].rows].map(r => r.cells[index].dataset.value).filter(v => v !== undefined).map(Number);
const first = values(), button = heading.querySelector('button');
const states = [];
for (let i = 0; i < 3; i++) { button.click(); states.push([heading.getAttribute('aria-sort'), values()]); }
return {first, states};
"""

STRUCTURE_SCRIPT = """
const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(h => Number(h.tagName[1]));
const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
return {
  drawings: document.querySelectorAll('svg[role=img]').length,
  unnamed: [...document.querySelectorAll('svg[role=img]')].filter(s => !s.querySelector('title') || !s.querySelector('desc')).length,
  jumps: levels.filter((l, i) => i > 0 && l > levels[i - 1] + 1).length, ones: levels.filter(l => l === 1).length,
  captions: [...document.querySelectorAll('table')].filter(t => !t.caption).length,
  scopes: document.querySelectorAll('th:not([scope])').length,
  twice: ids.length - new Set(ids).size,
  dead: [...document.querySelectorAll('a[href^="#"]')].filter(a => !document.getElementById(a.hash.slice(1))).length,
  sources: document.querySelectorAll('td a[href^="#source-"]').length,
  links: [...document.querySelectorAll('a')].filter(a => !/^(#|https?:)/.test(a.getAttribute('href'))).length,
  figures: document.querySelectorAll('figure').length, lang: document.documentElement.lang,
};
"""

HOSTILE = r"""-- sheet: <img src=x onerror=hit()>
-- position: 1
-- title: <script>hit()</script> & "quotes"
-- purpose: </style><img src=x onerror=hit()>
-- column: build | Build | text
-- column: part | "><script>hit()</script> | text
-- column: link | Link | link
-- column: amount | Amount | money
-- highlight: part | bad | {amount}>1
-- chart: bar | <b>title</b> | part | amount | all | below 1
-- picture: bars | </svg><script>hit()</script> | part, amount, link | all
-- picture: sankey | flow | part, link, amount | all
-- picture: cards | cards | part, build, amount, link | all
WITH value (n, text) AS (VALUES
    (1, '<script>hit()</script>'), (2, '"><img src=x onerror="hit()">'), (3, '''--></style></script><svg onload=hit()>'),
    (4, 'javascript:hit()'), (5, 'https://example.com/"onmouseover="hit()'), (6, char(27) || '[31mred' || char(7, 8, 0x9b, 0x202e) || 'turned'),
    (7, printf('%.40000c', 'x')), (8, char(0x1f600, 0x1f468, 0x200d, 0x1f469)), (9, char(0x5d0, 0x5d1, 0x5d2, 0x627, 0x644)),
    (10, 'https://example.com/fine?a=1&b=2'), (11, ']]>' || char(10, 13, 9) || '{{7*7}} =1+1'), (12, 'data:text/html,<script>hit()</script>'))
SELECT 'b' AS build, text AS part, text AS link, n * 1.5 AS amount FROM value
"""


class Tests:
    def __init__(self, program, folder):
        self.program, self.folder, self.failed, self.passed = program, folder, 0, 0
        self.browser = Browser(folder)

    def check(self, is_fine, what, found=""):
        if is_fine:
            self.passed += 1
        else:
            self.failed += 1
            print("FAILED %s: %s" % (what, str(found)[:600]))

    def make(self, name, *arguments):
        path = os.path.join(self.folder, name)
        subprocess.run([self.program, "report", *arguments, "-o", path, "--date", "2026-01-02"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return path

    def silent(self, name, path):
        events = self.browser.events
        said = [e["params"] for e in events if e["method"] in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")]
        self.check(not said, name + ": nothing in the console", said)
        asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
        self.check(asked == ["file://" + os.path.abspath(path)], name + ": one request", asked)

    def structure(self, name, drawings):
        found = self.browser.run(STRUCTURE_SCRIPT)
        self.check(found["drawings"] >= drawings, name + ": at least %d pictures" % drawings, found["drawings"])
        self.check(found["drawings"] == found["figures"], name + ": a figure each", found)
        for key in ("unnamed", "jumps", "captions", "scopes", "twice", "dead", "links"):
            self.check(found[key] == 0, "%s: none of '%s'" % (name, key), found[key])
        self.check(found["ones"] == 1 and found["lang"] == "en", name + ": one h1, a language", found)
        return found

    def looks(self, name, path):
        for scheme in ("light", "dark"):
            self.browser.open(path, scheme=scheme)
            self.browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; }); return 0;")
            worst = self.browser.run(CONTRAST_SCRIPT)
            low = [entry for entry in worst if entry[0] < CONTRAST]
            self.check(worst and not low, "%s: contrast, %s" % (name, scheme), low[:5])
            print("%s, %s: least contrast %.2f of %d pairs" % (name, scheme, worst[0][0], len(worst)))
        for width in (390, 1280):
            self.browser.open(path, width=width)
            found = self.browser.run(WIDE_SCRIPT)
            self.check(found["page"] <= 0 and not found["wide"], "%s: fits %d px" % (name, width), found)

    def sorts(self, path):
        self.browser.open(path)
        script = SORT_SCRIPT.replace("TABLE", "'#bom table'").replace("HEADING", "'Cost of the build'")
        found = self.browser.run(script)
        up, down, back = found["states"]
        self.check(len(found["first"]) > 5 and up == ["ascending", sorted(found["first"])], "sorts numbers up", up)
        self.check(down == ["descending", sorted(found["first"], reverse=True)], "sorts numbers down", down)
        self.check(back == [None, found["first"]], "the third press brings the order back", back)

    def keyboard(self, path):
        """A heading sorts with the space bar, a figure leads to its source with Enter."""
        self.browser.open(path)
        self.browser.run("document.querySelector('#bom thead button').focus(); return 0;")
        for kind in ("keyDown", "keyUp"):
            self.browser.call("Input.dispatchKeyEvent", {"type": kind, "key": " ", "code": "Space", "text": " ",
                                                         "windowsVirtualKeyCode": 32})
        self.check(self.browser.run("return document.querySelector('#bom th').getAttribute('aria-sort');") == "ascending",
                   "the space bar sorts")
        self.browser.run("document.querySelector('#bom td.n a').focus(); return 0;")
        for kind in ("keyDown", "keyUp"):
            self.browser.call("Input.dispatchKeyEvent", {"type": kind, "key": "Enter", "code": "Enter", "text": "\r",
                                                         "windowsVirtualKeyCode": 13})
        until = time.monotonic() + 10
        row = None
        while row is None and time.monotonic() < until:
            row = self.browser.run("const r = document.querySelector('tr:target'); return r && r.textContent;")
        self.check(row and "price" in row, "Enter on a price leads to its source", row)

    def prints(self, name, path):
        """On A4 landscape nothing is cut, and what is folded is open."""
        self.browser.open(path, width=1047)
        self.browser.call("Emulation.setEmulatedMedia", {"media": "print"})
        found = self.browser.run("""
            const tables = [...document.querySelectorAll('table')];
            return [tables.filter(t => t.getBoundingClientRect().right > document.documentElement.clientWidth + 1).length,
                    tables.filter(t => !t.checkVisibility({contentVisibilityAuto: true})).length,
                    getComputedStyle(document.querySelector('thead')).display];""")
        self.check(found == [0, 0, "table-header-group"], name + ": nothing cut on paper", found)
        self.browser.call("Emulation.setEmulatedMedia", {"media": ""})
        self.browser.open(path)
        result = self.browser.call("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
        data = base64.b64decode(result["data"])
        with open(os.path.join(self.folder, name + ".pdf"), "wb") as file:
            file.write(data)
        self.check(data.startswith(b"%PDF") and len(data) > 20000, name + ": prints", len(data))
        print("%s: printed, %d bytes" % (name, len(data)))

    def page(self, name, path, drawings):
        self.browser.open(path)
        self.silent(name, path)
        found = self.structure(name, drawings)
        self.looks(name, path)
        print("%s: %d pictures, %d figures with a source, %d bytes"
              % (name, found["drawings"], found["sources"], os.path.getsize(path)))
        return found

    def hostile(self):
        folder = os.path.join(self.folder, "reports")
        os.mkdir(folder)
        with open(os.path.join(folder, "hostile.sql"), "w", encoding="utf-8") as file:
            file.write(HOSTILE)
        path = self.make("hostile.html", "seed/builds/scale-up-72-copper.yaml", "--reports", folder, "--report", "hostile")
        self.page("hostile", path, 2)
        with open(path, "rb") as file:
            data = file.read()
        bad = [c for c in data.decode("utf-8") if (ord(c) < 32 and c != "\n") or 0x7f <= ord(c) < 0xa0 or 0x202a <= ord(c) <= 0x202e]
        self.check(not bad, "hostile: no control characters", bad[:5])
        self.browser.open(path)
        made = self.browser.run("return [document.scripts.length, document.images.length, document.querySelectorAll('[onload], [onerror], [onmouseover]').length,"
                                " document.styleSheets.length, [...document.querySelectorAll('td a')].map(a => a.href)];")
        self.check(made[:4] == [1, 0, 0, 1] and made[4] == ["https://example.com/fine?a=1&b=2"],
                   "hostile: texts stay texts", made)

    def many(self):
        """A table of 50,000 rows is cut with a sentence that says so, and opens at once."""
        folder = os.path.join(self.folder, "many")
        os.mkdir(folder)
        with open(os.path.join(folder, "many.sql"), "w", encoding="utf-8") as file:
            file.write("-- title: Many\n-- column: n | N | integer\nWITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c WHERE n < 50000) SELECT n FROM c\n")
        path = self.make("many.html", "seed/builds/scale-up-72-copper.yaml", "--reports", folder, "--report", "many")
        self.browser.open(path)
        found = self.browser.run("return [document.querySelectorAll('tbody tr').length, document.querySelector('caption').textContent];")
        self.check(found == [2000, "Many: the first 2000 of 50000 rows; the workbook and CSV have all"], "many rows", found)

    def run(self):
        builds = ["seed/builds/nvl72-%s.yaml" % kind for kind in ("dsp", "lpo", "cpo")]
        one = self.make("one.html", "seed/builds/nvl72-cpo.yaml")
        three = self.make("three.html", *builds)
        found = self.page("one", one, 20)
        self.check(found["sources"] > 100, "one: figures lead to their sources", found["sources"])
        self.page("three", three, 40)
        self.page("claims", self.make("claims.html", "claims"), 0)
        self.sorts(three)
        self.keyboard(three)
        self.hostile()
        self.many()
        self.prints("three", three)
        with open(one, "rb") as file, open(self.make("again.html", "seed/builds/nvl72-cpo.yaml"), "rb") as again:
            self.check(file.read() == again.read(), "same input and date, same bytes")
        return one, three

    def pictures(self, folder, path):
        os.makedirs(folder, exist_ok=True)
        for name, width, scheme in (("light", 1280, "light"), ("dark", 1280, "dark"), ("phone", 390, "light")):
            self.browser.open(path, width=width, scheme=scheme)
            self.browser.picture(os.path.join(folder, "page-%s.png" % name), 2400)


def main():
    program = os.path.abspath(sys.argv[1])
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    folder = tempfile.mkdtemp(prefix="optibom-browser.")
    tests = None
    try:
        tests = Tests(program, folder)
        one, three = tests.run()
        if len(sys.argv) > 3 and sys.argv[2] == "--pictures":
            tests.pictures(sys.argv[3], three)
    finally:
        if tests is not None:
            tests.browser.close()
        shutil.rmtree(folder, ignore_errors=True)
    print("%d passed, %d failed" % (tests.passed, tests.failed))
    return 1 if tests.failed else 0


if __name__ == "__main__":
    sys.exit(main())
