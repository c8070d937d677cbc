#!/usr/bin/env python3
"""The HTML report in a headless Chromium. `report_tests.py PROGRAM` writes reports of Fixtures and of an invented hostile log,
and looks at them as a person would."""
import json
import os
import re
import sys
import tempfile
import unittest

from browser import Browser, executable

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "Readers"))
from installed import path as installed

AXE = installed("axe_playwright_python", "axe.min.js")
FIXTURES = os.path.join(HERE, "..", "..", "Fixtures")
PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 and os.path.exists(sys.argv[1]) else ""
TWO = "c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10"
HOSTILE = [
    "</script><script>document.title='owned'</script>", "<img src=x onerror=\"document.title='owned'\">", "\u2028\u2029<!--<script>",
    "{{{script}}}{{title}}", "&lt;b&gt; &amp;", "javascript:alert(1)",
]


def report(paths, name, folder):
    path = os.path.join(folder, name)
    command = [PROGRAM, "timeline", "-q", "--format", "html", "-o", path] + paths
    status = os.spawnv(os.P_WAIT, PROGRAM, command)
    assert status in (0, 2), f"{command} ended with {status}"
    return path


def hostile_log():
    """A call whose every free text tries to become part of the page."""
    call = "0a1b2c3d-1111-4222-8333-444455556666"
    lines = [
        "azure:ACS-calling:info 2024-07-08T07:00:00.100Z CallClient1 created",
        f"2024-07-08T07:00:01.300Z [info]: Call added : Call Id = {call}",
        "2024-07-08T07:00:01.310Z [info]: Call state changed  Connecting",
        "2024-07-08T07:00:03.310Z [info]: Call state changed  Connected",
    ]
    lines += [f"2024-07-08T07:00:0{4 + n}.000Z [info]: participantAdded 8:acs:{call} {text}" for n, text in enumerate(HOSTILE)]
    lines += ["2024-07-08T07:03:20.300Z [info]: Call state changed  Disconnected",
              "2024-07-08T07:03:20.301Z [info]: Call end reason: code: 410, subcode: 3101"]
    return "\n".join(lines) + "\n"


def repetitive_log():
    """A call in which a participant comes and goes, and one line stands forty times."""
    call = "0a1b2c3d-1111-4222-8333-444455556666"
    lines = [f"2024-07-08T07:00:01.300Z [info]: Call added : Call Id = {call}", "2024-07-08T07:00:01.310Z [info]: Call state changed  Connected"]
    lines += [f"2024-07-08T07:00:{10 + n}.000Z [info]: participantAdded 8:acs:{call}" for n in range(40)]
    lines += ["2024-07-08T07:01:00.000Z [info]: participantRemoved 8:acs:" + call, f"2024-07-08T07:01:01.000Z [info]: participantAdded 8:acs:{call}"]
    return "\n".join(lines) + "\n"


@unittest.skipUnless(executable(), "needs Chromium")
class ReportTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        fixture = lambda name: os.path.join(FIXTURES, name, "attachments")
        cls.two = report([fixture("two-participants")], "two.html", cls.folder.name)
        cls.service = report([fixture("client-and-service")], "service.html", cls.folder.name)
        cls.everything = report(sorted(fixture(name) for name in os.listdir(FIXTURES) if os.path.isdir(fixture(name))), "all.html", cls.folder.name)
        os.mkdir(os.path.join(cls.folder.name, "hostile"))
        with open(os.path.join(cls.folder.name, "hostile", "<img src=x onerror=document.title='owned'>.log"), "w", encoding="utf-8") as file:
            file.write(hostile_log())
        cls.hostile = report([os.path.join(cls.folder.name, "hostile")], "hostile.html", cls.folder.name)
        with open(os.path.join(cls.folder.name, "repetitive.log"), "w", encoding="utf-8") as file:
            file.write(repetitive_log())
        cls.repetitive = report([os.path.join(cls.folder.name, "repetitive.log")], "repetitive.html", cls.folder.name)
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()

    def setUp(self):
        self.browser.size(1280, 900)

    def tearDown(self):
        self.assertEqual(self.browser.console, [], "the console has to be silent")
        self.assertEqual([url for url in self.browser.requests if not url.startswith("file://")], [], "nothing may be asked for")
        self.assertLessEqual(len(self.browser.requests), 1)

    def texts(self, selector):
        return self.browser.evaluate(f"[...document.querySelectorAll({json.dumps(selector)})].map((e) => e.textContent)")

    def test_overview(self):
        self.browser.open(self.everything)
        self.assertRegex(self.browser.evaluate("document.title"), r"^\d+ calls, \d+ failed")
        count = self.browser.evaluate("data.calls.length")
        self.assertIn(f"{count} calls", self.texts(".count")[0])
        self.assertGreaterEqual(len(self.texts("#findings li")), 5)
        drawn = len(self.texts(".overview-lanes .bar"))
        undated = self.browser.evaluate("data.calls.filter((call) => !startOf(call)).length")
        self.assertEqual(drawn + undated, count)
        self.assertEqual(self.texts(".artifacts tbody tr th").count("console.log"), self.browser.evaluate("data.artifacts.filter((a) => a[1] === 'console.log').length"))
        self.assertTrue(any("checksum-mismatch" in text for text in self.texts(".problem.lost")))
        # Findings come before calls, and calls before artifacts.
        order = self.browser.evaluate("['findings', 'calls', 'artifacts-title'].map((id) => document.getElementById(id).getBoundingClientRect().top)")
        self.assertEqual(order, sorted(order))

    def test_states_stand_at_their_times(self):
        self.browser.open(self.two, f"#call={TWO}")
        groups = self.texts(".call-lanes .group")
        self.assertEqual([group[:2] for group in groups], ["#1", "#2"])
        # Which state stands at a time, found by where it is drawn.
        found = self.browser.evaluate("""(() => {
          const lanes = [...document.querySelectorAll('.call-lanes')][0];
          const axis = (text) => Date.parse(text);
          const range = [Number(view.from), Number(view.to)];
          return [...lanes.querySelectorAll('.state[class*=s-]')].map((group) => {
            const box = group.querySelector('rect');
            return [group.getAttribute('class').match(/s-(\\w+)/)[1], Number(box.getAttribute('x')), Number(box.getAttribute('width')), Number(box.getAttribute('y'))];
          });
        })()""")
        ticks = self.browser.evaluate("[...document.querySelectorAll('.call-lanes .tick')].map((tick) => [tick.textContent, Number(tick.querySelector('line').getAttribute('x1'))])")
        labelled = [(int(text[:2]) * 60 + int(text[3:5]), x) for text, x in ticks if text]
        (minute, x), (last_minute, last_x) = labelled[0], labelled[-1]
        at = lambda position: minute * 60 + (position - x) * (last_minute - minute) * 60 / (last_x - x)
        rows = sorted({row for _, _, _, row in found})
        connected = {row: (at(left), at(left + width)) for name, left, width, row in found if name == "Connected"}
        for row, start, end in [(rows[0], (9, 28, 4.91), (9, 36, 45.12)), (rows[1], (9, 28, 24.102), (9, 31, 2.111))]:
            for value, (hour, minutes, seconds) in zip(connected[row], [start, end]):
                self.assertAlmostEqual(value, hour * 3600 + minutes * 60 + seconds, delta=1.5)
        self.assertEqual(len(self.texts(".call-lanes .id-change")), 2)
        self.assertIn("490/4502", " ".join(self.texts(".call-lanes .stop")))

    def test_witnesses_have_lanes(self):
        self.browser.open(self.service, "#call=b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0")
        groups = self.texts(".call-lanes .group")
        self.assertIn("Service records", groups)
        self.assertIn("Callbacks", groups)
        labels = self.texts(".call-lanes .label")
        for label in ["call state", "networkReceiveQuality", "API calls", "participants"]:
            self.assertIn(label, labels)
        self.assertTrue(any(text.startswith("PSTN") for text in labels))
        self.assertIn("410/301005", self.texts("#why h3")[0])
        self.assertTrue(any("SIP 486" in text for text in self.texts("#why p")))
        self.assertIn("audio.receive.rttInMs", " ".join(self.texts("#quality td")))
        self.assertGreater(len(self.texts(".ladder .arrow")), 3)

    def test_search_filter_and_bookmark(self):
        self.browser.open(self.everything)
        self.browser.evaluate("document.getElementById('search').focus()")
        self.browser.type("b0b00002-7e3c")
        self.assertIn("1 of", self.texts(".count")[0])
        self.assertIn("q=b0b00002-7e3c", self.browser.evaluate("location.hash"))
        self.browser.key("Escape")
        self.assertNotIn("of", self.texts(".count")[0])
        self.browser.click("[data-token='flag:network']")
        kept = self.texts(".count")[0]
        flagged = self.browser.evaluate("data.calls.filter((call) => (call.flags || []).includes('network')).length")
        self.assertTrue(kept.startswith(f"{flagged} of"), kept)
        fragment = self.browser.evaluate("location.hash")
        self.browser.open(self.everything, fragment)
        self.assertEqual(self.texts(".count")[0], kept)
        self.assertEqual(self.browser.evaluate("document.querySelector(\"[data-token='flag:network']\").getAttribute('aria-pressed')"), "true")
        for query, check in [("code:490", "call.codes.some((c) => c.startsWith('490'))"), ("participant:7d3f1c52", "call.people.some((p) => p.includes('7d3f1c52'))"),
                             ("witness:callback", "call.witnesses.includes('callback')"), ("is:failed", "call.failed"),
                             ("after:2026-03-12 before:2026-03-13", "endOf(call) >= Date.parse('2026-03-12') && startOf(call) <= Date.parse('2026-03-13')")]:
            found = self.browser.evaluate(f"found({json.dumps(query)})")
            wanted = self.browser.evaluate(f"data.calls.flatMap((call, i) => {{ try {{ return ({check}) ? [i] : []; }} catch {{ return []; }} }})")
            self.assertTrue(found, query)
            self.assertEqual(found if "after" not in query else [i for i in found if i in wanted], wanted, query)

    def test_keyboard(self):
        self.browser.open(self.everything)
        self.browser.key("/")
        self.assertEqual(self.browser.evaluate("document.activeElement.id"), "search")
        self.browser.key("ArrowDown")
        self.browser.key("ArrowDown")
        self.assertEqual(self.browser.evaluate("document.activeElement.closest('.row').dataset.place"), "1")
        self.browser.key("End")
        last = self.browser.evaluate("data.calls.length - 1")
        self.assertEqual(self.browser.evaluate("Number(document.activeElement.closest('.row').dataset.place)"), last)
        self.browser.key("Enter")
        self.browser.wait("!document.getElementById('call').hidden")
        self.browser.open(self.two, f"#call={TWO}")
        self.browser.evaluate("document.querySelector('.events').focus()")
        self.browser.key("ArrowDown")
        self.browser.key("ArrowDown")
        self.assertIn("Call state changed Connecting", self.texts("#detail .log-words")[0])
        self.assertIn("alice-console.log:5", self.texts("#detail")[0])
        self.browser.key("Escape")
        self.assertEqual(self.texts("#detail"), [])
        self.browser.evaluate("document.querySelector('.call-lanes').focus()")
        whole = self.browser.evaluate("document.querySelector('.lane-tools span').textContent")
        self.browser.key("+")
        self.assertNotEqual(self.browser.evaluate("document.querySelector('.lane-tools span').textContent"), whole)
        self.assertIn("from=", self.browser.evaluate("location.hash"))
        self.assertTrue(self.browser.evaluate("document.activeElement.classList.contains('call-lanes')"))
        self.browser.key("Home")
        self.assertEqual(self.browser.evaluate("document.querySelector('.lane-tools span').textContent"), whole)
        self.browser.key("n")
        self.assertEqual(len(self.texts("#detail")), 1)

    def test_mouse(self):
        self.browser.open(self.two, f"#call={TWO}")
        self.browser.click(".call-lanes .mark")
        self.assertIn("console.log", self.texts("#detail")[0])
        self.assertEqual(self.browser.evaluate("document.getElementById('tip').hidden"), False)
        self.browser.click("#detail .close")
        before = self.browser.evaluate("document.querySelector('.lane-tools span').textContent")
        self.browser.click("[aria-label='Zoom in']")
        x, y = self.browser.evaluate("(() => { const b = document.querySelector('.call-lanes').getBoundingClientRect(); return [b.left + b.width / 2, b.top + 10]; })()")
        zoomed = self.browser.evaluate("document.querySelector('.lane-tools span').textContent")
        self.assertNotEqual(before, zoomed)
        self.browser.mouse("mousePressed", x, y, button="left", clickCount=1)
        self.browser.mouse("mouseMoved", x - 120, y, button="left", buttons=1)
        self.browser.mouse("mouseReleased", x - 120, y, button="left", clickCount=1)
        self.assertNotEqual(self.browser.evaluate("document.querySelector('.lane-tools span').textContent"), zoomed)

    def test_copy(self):
        self.browser.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
        self.browser.open(self.two, f"#call={TWO}")
        self.browser.click("[aria-label='Copy all the IDs for support']")
        self.browser.wait("document.getElementById('status').textContent.includes('copied')")
        copied = self.browser.evaluate("navigator.clipboard.readText()")
        self.assertRegex(copied, rf"Call ID +{TWO}")
        self.assertIn("a11ce001-6d2b-4f0a-8c53-9b7e2d1f4a01", copied)
        self.assertIn("Window (UTC)", copied)

    def test_zone(self):
        self.browser.open(self.two, f"#call={TWO}")
        self.assertIn("09:28:03.407", self.texts(".facts")[0])
        self.browser.evaluate("(() => { const s = document.querySelector('#tools select'); s.value = 'local'; s.dispatchEvent(new Event('change')); })()")
        self.assertIn("10:28:03.407", " ".join(self.texts("#call .facts")))
        self.assertIn("zone=local", self.browser.evaluate("location.hash"))

    def test_hostile_text_stays_text(self):
        self.browser.open(self.hostile)
        self.assertNotIn("owned", self.browser.evaluate("document.title"))
        self.browser.open(self.hostile, "#call=0a1b2c3d-1111-4222-8333-444455556666")
        self.browser.evaluate("document.querySelector('.events').scrollIntoView()")
        self.browser.wait(f"document.querySelectorAll('.event').length >= {len(HOSTILE) + 4}")
        shown = " ".join(self.texts(".event .text"))
        for text in HOSTILE:
            self.assertIn(text.replace("\u2028", "\\u{2028}").replace("\u2029", "\\u{2029}"), shown)
        self.assertEqual(self.browser.evaluate("document.querySelectorAll('img, iframe, object').length"), 0)
        self.assertEqual(self.browser.evaluate("[...document.scripts].filter((s) => s.type !== 'application/json').length"), 1)
        self.assertNotIn("owned", self.browser.evaluate("document.title"))
        for query in ["#call=<img src=x onerror=alert(1)>", "#q=</script>&e=<b>", "#zone=__proto__&call=constructor", "#from=x&to=NaN&call=0a1b2c3d-1111-4222-8333-444455556666"]:
            self.browser.open(self.hostile, query)

    def test_equal_events_are_folded(self):
        self.browser.open(self.repetitive, "#call=0a1b2c3d-1111-4222-8333-444455556666")
        self.browser.evaluate("document.querySelector('.events').scrollIntoView()")
        self.browser.wait("document.querySelectorAll('.event').length > 0")
        events = self.browser.evaluate("callAt(0).events.length")
        rows = events - 39
        self.assertIn(f"{events} events in {rows} rows", self.texts("#events .count")[0])
        self.assertEqual(len(self.texts(".event")), rows)
        self.assertEqual([text for text in self.texts(".event .times")], [" ×40, last 07:00:49.000"])
        place = self.browser.evaluate("document.querySelector('.event .times').closest('.event').dataset.place")
        # An event within the fold is found in its row, and keys go from row to row.
        self.browser.evaluate("document.querySelector('.call-lanes').focus()")
        for _ in range(int(place) + 5):
            self.browser.key("n")
        self.assertEqual(self.browser.evaluate("document.querySelector('.event[aria-selected=true]').dataset.place"), place)
        self.browser.evaluate("document.querySelector('.events').focus()")
        self.browser.key("ArrowDown")
        self.assertEqual(self.browser.evaluate("document.querySelector('.event[aria-selected=true]').dataset.place"), str(int(place) + 1))
        self.browser.evaluate("document.querySelector('#events .count button').click()")
        self.assertEqual(self.texts(".event .times"), [])
        self.assertEqual(self.browser.evaluate("document.querySelector('.event').getAttribute('aria-setsize')"), str(events))

    @unittest.skipUnless(AXE, "needs axe-core")
    def test_rules_of_accessibility(self):
        """No rule of axe-core is broken, in any size and colour, with all rows and the selected event in sight."""
        with open(AXE, encoding="utf-8") as file:
            rules = file.read()
        for width, dark in [(400, False), (1280, False), (1280, True)]:
            self.browser.size(width, 900, dark)
            for path, fragment in [(self.everything, ""), (self.service, "#call=b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0"), (self.two, f"#call={TWO}"), (self.everything, "#call=outside")]:
                with self.subTest(path=path, fragment=fragment, width=width, dark=dark):
                    self.browser.open(path, fragment)
                    self.browser.evaluate("for (const more of document.querySelectorAll('details')) more.open = true;")
                    if fragment:
                        self.browser.evaluate("document.querySelector('.events').scrollIntoView()")
                        self.browser.wait("document.querySelectorAll('.event').length > 0")
                        self.browser.evaluate("document.querySelector('.event').click()")
                    self.browser.evaluate(f"{rules}; 1")
                    broken = self.browser.evaluate(
                        "axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations.map((rule) => "
                        "[rule.id, rule.help, rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))]))")
                    self.assertEqual(broken, [])

    def test_policy(self):
        with open(self.two, encoding="utf-8") as file:
            page = file.read()
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)
        self.assertTrue(policy.startswith("default-src 'none'"))
        self.assertNotIn("unsafe", policy)
        self.assertNotRegex(page, r'(?:src|href)="(?:https?:)?//')
        self.assertNotRegex(page, r"<[^>]+ style=")
        # The policy holds: what is put in later does not run, and nothing can be fetched.
        self.browser.open(self.two)
        self.browser.evaluate("(() => { const s = document.createElement('script'); s.textContent = \"document.title = 'ran'\"; document.body.append(s); })()")
        self.browser.evaluate("fetch('https://example.com/').catch(() => 0)")
        self.assertNotEqual(self.browser.evaluate("document.title"), "ran")
        self.assertTrue(self.browser.console)
        self.browser.console.clear()
        self.browser.requests.clear()

    def test_sizes(self):
        for width in [400, 1280, 3840]:
            for dark in [False, True]:
                self.browser.size(width, 900, dark)
                for fragment in ["", f"#call={TWO}"]:
                    self.browser.open(self.two, fragment)
                    self.assertLessEqual(self.browser.evaluate("document.documentElement.scrollWidth"), width)
                    ink, page = self.browser.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
                    self.assertGreaterEqual(contrast(ink, page), 7)
            # Nothing has to be scrolled sideways but the ladder, and no time is cut off.
            for path, fragment in [(self.everything, ""), (self.service, "#call=b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0")]:
                self.browser.open(path, fragment)
                cut = self.browser.evaluate("[...document.querySelectorAll('.scroll:not(.ladder-box), .calls .when, .support, .facts dd')]"
                                            ".filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.outerHTML.slice(0, 120))")
                self.assertEqual(cut, [], width)

    def test_words_have_contrast(self):
        """AA for everything that is written as text: 4.5, measured against the colour behind it."""
        for dark in [False, True]:
            self.browser.size(1280, 900, dark)
            for path, fragment in [(self.everything, ""), (self.service, "#call=b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0")]:
                self.browser.open(path, fragment)
                pairs = self.browser.evaluate("""[...document.querySelectorAll('main *')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length && !e.closest('svg')).map((e) => {
                  let behind = e; let colour = '';
                  while (behind) { colour = getComputedStyle(behind).backgroundColor; if (!/, 0\\)$|transparent|\\/ 0\\.?\\d*\\)$/.test(colour)) break; behind = behind.parentElement; }
                  return [e.className || e.tagName, getComputedStyle(e).color, colour];
                })""")
                for name, ink, behind in {tuple(map(str, pair)) for pair in pairs}:
                    if behind.startswith("rgb") and ink.startswith("rgb"):
                        self.assertGreaterEqual(contrast(ink, behind), 4.5, f"{name} {ink} on {behind}")

    def test_structure_for_screen_readers(self):
        for path, fragment in [(self.everything, ""), (self.two, f"#call={TWO}")]:
            self.browser.open(path, fragment)
            levels = self.browser.evaluate("[...document.querySelectorAll('h1, h2, h3')].filter((h) => h.getClientRects().length).map((h) => Number(h.tagName[1]))")
            self.assertEqual(levels[0], 1)
            self.assertEqual(levels.count(1), 1)
            self.assertTrue(all(next_level - level <= 1 for level, next_level in zip(levels, levels[1:])))
            self.assertEqual(self.browser.evaluate("[...document.querySelectorAll('button, input, select, a')].filter((e) => e.getClientRects().length && !e.closest('svg') && !(e.textContent.trim() || e.ariaLabel || (e.labels && e.labels.length))).length"), 0)
            self.assertEqual(self.browser.evaluate("(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id); return ids.length - new Set(ids).size; })()"), 0)

    def test_print(self):
        self.browser.open(self.two, f"#call={TWO}")
        self.browser.call("Emulation.setEmulatedMedia", media="print")
        self.browser.evaluate("dispatchEvent(new Event('beforeprint'))")
        rows = self.browser.evaluate("[...document.querySelectorAll('.event')].map((e) => { const b = e.getBoundingClientRect(); return [b.top, b.bottom]; })")
        self.browser.call("Emulation.setEmulatedMedia", media="")
        self.assertEqual(len(rows), self.browser.evaluate("callAt(0).events.length"))
        self.assertTrue(all(above[1] <= below[0] + 0.5 for above, below in zip(rows, rows[1:])))
        printed = self.browser.call("Page.printToPDF", printBackground=True)
        self.assertGreater(len(printed["data"]), 20_000)


def contrast(one, other):
    """As WCAG 2 has it."""
    def light(colour):
        parts = [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]
        linear = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    high, low = sorted([light(one), light(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


if __name__ == "__main__":
    unittest.main()
