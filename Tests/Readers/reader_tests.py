#!/usr/bin/env python3
"""Reports for other programs, read by the readers that such programs use. `reader_tests.py PROGRAM`"""
import csv
import fcntl
import html.parser
import io
import json
import os
import pty
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import unittest
from datetime import datetime
from unittest import mock

from installed import FOLDER, path

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 and os.path.exists(sys.argv[1]) else ""
TICKETS = ["client-and-service", "two-participants", "date-orders", "exports-without-a-log", "failed-call-agent"]
HOSTILE = ["=1+1", "<script>alert(1)</script>", "a|b`c``d", "[x](javascript:alert(1))", "![i](http://x/)", "@someone #1 **b** _i_", "end; loop x", "%% comment", "\"q\",'r'"]


def run(command, paths, form, output=None):
    arguments = [PROGRAM, command, "-q", "--format", form] + paths + (["-o", output] if output else [])
    done = subprocess.run(arguments, capture_output=True, check=False)
    assert done.returncode in (0, 2), done.stderr.decode()
    return done.stdout.decode("utf-8")


class ReportCase(unittest.TestCase):
    """Tests of the reports of some tickets and of a hostile log."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        hostile = os.path.join(cls.folder.name, "hostile.log")
        call = "0a1b2c3d-1111-4222-8333-444455556666"
        with open(hostile, "w", encoding="utf-8") as file:
            file.write(f"2024-07-08T07:00:01.300Z [info]: Call added : Call Id = {call}\n2024-07-08T07:00:01.310Z [info]: Call state changed  Connecting\n")
            for number, text in enumerate(HOSTILE):
                file.write(f"2024-07-08T07:00:{number + 2:02}.000Z [info]: participantAdded 8:acs:{call} {text}\n")
        cls.inputs = [[os.path.join(ROOT, "Fixtures", name, "attachments")] for name in TICKETS] + [[hostile]]
        fixtures = os.path.join(ROOT, "Fixtures")
        cls.everything = sorted(path for path in (os.path.join(fixtures, name, "attachments") for name in os.listdir(fixtures)) if os.path.isdir(path))
        cls.reports = [json.loads(run("timeline", paths, "json")) for paths in cls.inputs]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def each(self, form, command="timeline"):
        for paths, report in zip(self.inputs, self.reports):
            with self.subTest(paths[0]):
                yield run(command, paths, form), report



class ReaderTests(ReportCase):
    @staticmethod
    def events(report):
        return [(call["key"], event) for call in report["calls"] for event in call["timeline"]] + [(None, event) for event in report.get("outsideCalls", [])]

    def test_csv(self):
        for text, report in self.each("csv"):
            rows = list(csv.DictReader(io.StringIO(text, newline="")))
            wanted = self.events(report)
            self.assertEqual([(row["call"], row["kind"], row["line"]) for row in rows],
                             [(key or "", event["kind"], str(event["source"].get("line", ""))) for key, event in wanted])
            self.assertTrue(all(None not in row and None not in row.values() for row in rows))
            self.assertFalse(any(cell[:1] in tuple("=+-@\t\r") and cell[1:2] for row in rows for cell in row.values()))
        for text, report in self.each("csv", "scan"):
            rows = list(csv.DictReader(io.StringIO(text, newline="")))
            self.assertEqual([row["call"] for row in rows], [call["key"] for call in report["calls"]])
            self.assertEqual([row["code"] for row in rows], [str(call.get("endReason", {}).get("code", "")) for call in report["calls"]])

    def test_ndjson(self):
        for text, report in self.each("ndjson"):
            found = [json.loads(line) for line in text.splitlines()]
            for line, (key, event) in zip(found, self.events(report), strict=True):
                self.assertEqual(line.pop("call", None), key)
                self.assertEqual(line.pop("path"), report["artifacts"][event["source"]["artifact"]]["path"])
                self.assertEqual(line, event)
        for text, report in self.each("ndjson", "scan"):
            calls = [{name: value for name, value in call.items() if name != "timeline"} for call in report["calls"]]
            # Only a timeline keeps events, from which a few members of a call come.
            self.assertEqual([json.loads(line)["key"] for line in text.splitlines()], [call["key"] for call in calls])

    def test_timesketch(self):
        for text, report in self.each("timesketch"):
            found = [json.loads(line) for line in text.splitlines()]
            self.assertEqual(len(found), sum("time" in event for _, event in self.events(report)))
            for line in found:
                for name in ["message", "datetime", "timestamp_desc"]:
                    self.assertIsInstance(line[name], str)
                moment = datetime.fromisoformat(line["datetime"].replace("Z", "+00:00"))
                self.assertLess(abs(moment.timestamp() - line["timestamp"] / 1e6), 0.001)

    @unittest.skipUnless(path("timesketch"), "needs Timesketch")
    def test_timesketch_reads_it(self):
        """By the function that Timesketch's server reads uploads with, without the libraries that the rest of it uses."""
        with mock.patch.dict(sys.modules, {name: mock.MagicMock() for name in ["flask", "pandas"]}):
            from timesketch.lib.utils import read_and_validate_jsonl
            for text, _ in self.each("timesketch"):
                lines = text.splitlines()
                self.assertEqual([event["message"] for event in read_and_validate_jsonl(lines)], [json.loads(line)["message"] for line in lines])
            with self.assertRaises(RuntimeError):
                list(read_and_validate_jsonl(['{"message": "x", "datetime": "2026-01-01T00:00:00Z"}']))

    def test_perfetto(self):
        """As the Trace Event Format has it: phases, whole microseconds, and spans of a thread that nest."""
        for text, report in self.each("perfetto"):
            events = json.loads(text)["traceEvents"]
            processes = {event["args"]["name"].split(" ")[0] for event in events if event["ph"] == "M" and event["name"] == "process_name"}
            self.assertTrue({call["key"] for call in report["calls"]} <= processes)
            threads = {}
            for event in events:
                self.assertIn(event["ph"], ["M", "X", "i"])
                self.assertIsInstance(event["pid"], int)
                self.assertIsInstance(event["tid"], int)
                if event["ph"] == "X":
                    self.assertGreaterEqual(event["dur"], 0)
                    threads.setdefault((event["pid"], event["tid"]), []).append((event["ts"], -event["dur"]))
                if event["ph"] == "i":
                    self.assertEqual(event["s"], "t")
            for spans in threads.values():
                open_ends = []
                for start, length in sorted(spans):
                    while open_ends and open_ends[-1] <= start:
                        open_ends.pop()
                    self.assertTrue(not open_ends or start - length <= open_ends[-1])
                    open_ends.append(start - length)

    def test_otlp(self):
        """As OTLP's mapping to JSON has it."""
        traces = 0
        for text, _ in self.each("otlp"):
            for line in text.splitlines():
                request = json.loads(line)
                spans = [span for resource in request["resourceSpans"] for scope in resource["scopeSpans"] for span in scope["spans"]]
                ids = {span["spanId"] for span in spans}
                self.assertEqual(len(ids), len(spans))
                self.assertEqual(len({span["traceId"] for span in spans}), 1)
                traces += 1
                for span in spans:
                    self.assertRegex(span["traceId"], "^(?!0{32})[0-9a-f]{32}$")
                    self.assertRegex(span["spanId"], "^(?!0{16})[0-9a-f]{16}$")
                    self.assertTrue("parentSpanId" not in span or span["parentSpanId"] in ids)
                    self.assertLessEqual(int(span["startTimeUnixNano"]), int(span["endTimeUnixNano"]))
                self.assertEqual(sum("parentSpanId" not in span for span in spans), 1)
        self.assertGreater(traces, 3)

    @unittest.skipUnless(path("opentelemetry"), "needs opentelemetry-proto")
    def test_otlp_is_what_its_protocol_buffers_say(self):
        for text, report in self.each("otlp"):
            for line in text.splitlines():
                parsed = parse_otlp(json.loads(line))
                spans = [span for resource in parsed.resource_spans for scope in resource.scope_spans for span in scope.spans]
                ids = {span.trace_id.hex() for span in spans}
                self.assertEqual(len(ids), 1)
                self.assertTrue(all(len(span.span_id) == 8 and span.start_time_unix_nano <= span.end_time_unix_nano for span in spans))
            with self.assertRaises(Exception):
                parse_otlp({"resourceSpans": [{"scopeSpans": [{"spans": [{"nme": "call"}]}]}]})

    @unittest.skipUnless(shutil.which("cmark-gfm"), "needs cmark-gfm")
    def test_markdown(self):
        for command in ["timeline", "scan"]:
            for text, report in self.each("markdown", command):
                page = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "tagfilter"], input=text.encode(), capture_output=True, check=True).stdout.decode()
                reader = Tags()
                reader.feed(page)
                self.assertFalse({"script", "img", "em", "iframe"} & set(reader.seen), page[:2000])
                self.assertFalse([link for link in reader.links if not re.match("https?://|mailto:", link)])
                for call in report["calls"]:
                    self.assertIn(call["key"], page)
                if command == "timeline":
                    rows = sum(min(len(call["timeline"]), 200) for call in report["calls"])
                    self.assertGreaterEqual(page.count("<tr>"), rows)
                    for diagram in re.findall(r"```mermaid\n(.*?)\n```", text, re.S):
                        for line in diagram.split("\n"):
                            self.assertRegex(line, r"^sequenceDiagram$|^  (participant \w+ as |Note over \w+: |\w+->>\w+: )[^;#]*(#\d+;[^;#]*)*$")

    def test_sqlite(self):
        path = os.path.join(self.folder.name, "all.sqlite")
        run("timeline", self.everything, "sqlite", path)
        report = json.loads(run("timeline", self.everything, "json"))
        with sqlite3.connect(path) as database:
            ask = lambda query: database.execute(query).fetchall()
            self.assertEqual(ask("PRAGMA integrity_check"), [("ok",)])
            self.assertEqual(ask("PRAGMA foreign_key_check"), [])
            calls = report["calls"]
            counts = {
                "artifacts": len(report["artifacts"]), "calls": len(calls), "findings": len(report["findings"]), "events": len(self.events(report)),
                "problems": sum(len(a["problems"]) for a in report["artifacts"]),
                **{table: sum(len(call[name]) for call in calls) for table, name in [("ids", "ids"), ("clients", "clients"), ("legs", "legs"), ("states", "states"),
                   ("end_reasons", "endReasons"), ("diagnostics", "diagnostics"), ("quality", "quality"), ("related", "related")]},
            }
            for table, count in counts.items():
                self.assertEqual(ask(f"SELECT count(*) FROM {table}"), [(count,)], table)
            self.assertEqual(ask("SELECT key, code, sub_code, end_time FROM calls ORDER BY id"),
                             [(call["key"], call.get("endReason", {}).get("code"), call.get("endReason", {}).get("subCode"), call.get("endTime", call.get("endTimeText"))) for call in calls])
            self.assertEqual([row[0] for row in ask("SELECT text FROM events ORDER BY rowid")], [event["text"] for _, event in self.events(report)])
            with open(os.path.join(ROOT, "Docs", "sqlite.md"), encoding="utf-8") as file:
                queries = re.findall(r"```sql\n(.*?)```", file.read(), re.S)
            self.assertEqual(len(queries), 10)
            for query in queries:
                self.assertTrue(ask(query), query)

    @unittest.skipUnless(path("datasette"), "needs Datasette")
    def test_datasette_opens_the_database(self):
        database = os.path.join(self.folder.name, "datasette.sqlite")
        run("timeline", self.inputs[0], "sqlite", database)

        def get(address):
            done = subprocess.run([sys.executable, "-m", "datasette", database, "--get", address], capture_output=True, check=True, env=dict(os.environ, PYTHONPATH=FOLDER))
            return json.loads(done.stdout)

        shown = get("/datasette.json")
        self.assertLessEqual({"calls", "events", "findings", "identifiers"}, {table["name"] for table in shown["tables"]})
        self.assertLessEqual({"calls_by_code", "timeline"}, {view["name"] if isinstance(view, dict) else view for view in shown["views"]})
        call, = get("/datasette/calls.json?_shape=array")
        self.assertEqual(call["key"], self.reports[0]["calls"][0]["key"])
        events = get("/datasette/events.json?_shape=array&_size=max&_labels=on")
        self.assertEqual([event["text"] for event in events], [event["text"] for _, event in self.events(self.reports[0])])

    def test_terminal(self):
        """Strips, colours and a pager on a terminal; none of them elsewhere."""
        attachments = os.path.join(ROOT, "Fixtures", "two-participants", "attachments")
        shown = terminal([PROGRAM, "scan", attachments], {"PAGER": "sed s/^/P:/", "LC_ALL": "C.UTF-8"})
        self.assertTrue(shown.strip().startswith("P:"), shown)
        self.assertIn("█", shown)
        self.assertIn("\x1b[", shown)
        unpaged = terminal([PROGRAM, "scan", attachments], {"PAGER": "cat", "LC_ALL": "C.UTF-8"})
        self.assertEqual([line[2:] for line in shown.strip().splitlines()], unpaged.strip().splitlines())
        piped = subprocess.run([PROGRAM, "scan", attachments], capture_output=True, check=True, env=dict(os.environ, PAGER="sed s/^/P:/")).stdout.decode()
        self.assertFalse(piped.startswith("P:"))
        self.assertNotIn("█", piped)

    def test_terminal_is_filled(self):
        """Lines are as wide as the terminal, whatever that is, but for what cannot be broken."""
        attachments = os.path.join(ROOT, "Fixtures", "two-participants", "attachments")
        command = [PROGRAM, "timeline", "--no-color", attachments]
        for width in [64, 132]:
            shown = terminal(command, {"PAGER": "cat", "LC_ALL": "C"}, width)
            piped = subprocess.run(command + ["--width", str(width)], capture_output=True, check=True, env=dict(os.environ, LC_ALL="C")).stdout.decode()
            self.assertEqual(shown, piped)
        self.assertEqual(terminal(command + ["--width", "132"], {"PAGER": "cat", "LC_ALL": "C"}, 64), piped)

    def test_a_pager_that_ends_early_ends_nothing_else(self):
        attachments = os.path.join(ROOT, "Fixtures", "two-participants", "attachments")
        shown = terminal([PROGRAM, "timeline", attachments], {"PAGER": "head -n 2", "LC_ALL": "C.UTF-8"})
        self.assertEqual(len(shown.strip().splitlines()), 2)
        self.assertIn("no-such-pager", terminal([PROGRAM, "timeline", attachments], {"PAGER": "no-such-pager", "LC_ALL": "C.UTF-8"}, errors=True))

    def test_own_reports_are_no_evidence(self):
        attachments = os.path.join(ROOT, "Fixtures", "client-and-service", "attachments")
        copy = os.path.join(self.folder.name, "ticket")
        shutil.copytree(attachments, copy)
        before = json.loads(run("scan", [copy], "json"))
        endings = {"json": "json", "html": "html", "markdown": "md", "csv": "csv", "ndjson": "ndjson", "perfetto": "json", "otlp": "jsonl", "timesketch": "jsonl", "sqlite": "sqlite"}
        for form, ending in endings.items():
            for command in ["scan", "timeline"]:
                run(command, [attachments], form, os.path.join(copy, f"{command}-{form}.{ending}"))
        after = json.loads(run("scan", [copy], "json"))
        strip = lambda report: [(call["key"], call["states"] and len(call["states"]), len(call["identifiers"]), call["verdict"]) for call in report["calls"]]
        self.assertEqual(strip(after), strip(before))
        skipped = [a["path"] for a in after["artifacts"] if any(problem["kind"] == "skipped" for problem in a["problems"])]
        self.assertEqual(len(skipped), 2 * len(endings), sorted(a["path"] for a in after["artifacts"] if a["path"] not in skipped))


def terminal(command, environment, width=80, errors=False):
    """What a command writes to a terminal of its own."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    done = subprocess.Popen(command, stdout=follower, stderr=follower if errors else subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=dict(os.environ, TERM="xterm", NO_COLOR="", **environment))
    os.close(follower)
    text = b""
    while True:
        try:
            piece = os.read(leader, 1 << 16)
        except OSError:
            break
        if not piece:
            break
        text += piece
    done.wait()
    os.close(leader)
    return text.decode("utf-8").replace("\r\n", "\n")


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []
        self.links = []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.links += [value for name, value in attrs if name == "href"]


def parse_otlp(request):
    """Refuses what the published protocol buffers do not have."""
    import base64
    from google.protobuf import json_format
    from opentelemetry.proto.trace.v1.trace_pb2 import TracesData
    # OTLP writes IDs in hexadecimal, where protocol buffers' own mapping has base64.
    for resource in request["resourceSpans"]:
        for scope in resource["scopeSpans"]:
            for span in scope["spans"]:
                for name in ["traceId", "spanId", "parentSpanId"]:
                    if name in span:
                        span[name] = base64.b64encode(bytes.fromhex(span[name])).decode()
    return json_format.ParseDict(request, TracesData())


if __name__ == "__main__":
    unittest.main()
