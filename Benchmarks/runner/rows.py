"""The work that is measured, row by row, each with the peers and the goals it has."""

import filecmp
import os
import shutil
import subprocess
from dataclasses import dataclass

from . import exports, truth
from .corpora import size_name
from .measuring import BenchmarkError, Command

MIB = 1 << 20
MEMORY_GOAL = 32 * MIB
STATISTICS_GOAL = 64 * MIB
BYTES_PER_CALL_GOAL = 1024
# Seconds for one point of a curve, behind which the next ones are left out.
LONG_POINT = 300.0


@dataclass
class Line:
    """A line of the table: one work, one peer. Times in seconds, memory in bytes; None where there is nothing."""

    work: str
    tool: object
    peer_name: str = None
    peer: object = None
    ratio: float = None
    goal: str = None
    holds: bool = None
    note: str = None


class Bench:
    """Everything that a row needs: the tool, the peers, the corpora, the stopwatch."""

    def __init__(self, tool, cache, peers, stopwatch, options):
        self.tool = tool
        self.cache = cache
        self.peers = peers
        self.stopwatch = stopwatch
        self.options = options

    def scan(self, paths, statuses=(0,), extra=()):
        """The tool's whole job: everything found, explained and written."""
        return Command(
            "acs-logscan", [self.tool, "scan", "--format", "json", *extra, *paths],
            self.cache.scratch("report.json"), statuses)

    def checked(self, corpus, statuses=(0,)):
        """The tool's command, and a function that compares its report with the truth.

        The first report is compared fact by fact; the following ones must be the same bytes.
        """
        command = self.scan([corpus.input], statuses)
        first = self.cache.scratch("first-report.json")
        if os.path.exists(first):
            os.remove(first)

        def check(finished):
            if finished is not command:
                return
            if not os.path.exists(first):
                truth.check(command.output, corpus)
                shutil.move(command.output, first)
            elif not filecmp.cmp(command.output, first, shallow=False):
                raise BenchmarkError(f"{corpus.name}: two runs gave different reports")

        return command, check

    def compare(self, work, corpus, goals, statuses=(0,)):
        """A line for each peer; `goals` maps a peer's name to the greatest ratio, or to None for no goal."""
        command, check = self.checked(corpus, statuses)
        commands = {name: self.peers.command(name, corpus.files) for name in goals}
        measured = self.stopwatch.interleaved(
            [command, *(peer for peer in commands.values() if peer)], check)
        return [
            self.line(work, measured[command.name], name, peer and measured[peer.name], goals[name])
            for name, peer in commands.items()
        ]

    def working(self, peer):
        """The peer's command; None where it is not installed or fails on its files, which makes it no measure."""
        try:
            if peer:
                self.stopwatch.run(peer)
            return peer
        except BenchmarkError:
            return None

    @staticmethod
    def line(work, tool, name, peer, goal, missing="not installed"):
        """A line of the table for a ratio; `missing` says why there is no peer."""
        text = f"≤ {goal:g} ×" if goal else None
        if peer is None:
            return Line(work, tool, name, goal=text, note=missing)
        ratio = tool.median / peer.median
        return Line(work, tool, name, peer, ratio, text, ratio <= goal if goal else None)

    def memory(self, work, corpus, statuses=(0,)):
        """A line for the greatest resident memory, of one run."""
        command, check = self.checked(corpus, statuses)
        run = self.stopwatch.once(command, check)
        return Line(work, run, goal=f"RSS ≤ {MEMORY_GOAL // MIB} MiB", holds=run.peak <= MEMORY_GOAL)


def plain_sdk(bench):
    """One plain file of SDK lines."""
    size = bench.options.size
    corpus = bench.cache.corpus(f"web-{size_name(size)}", "--shape", "web-g3", "--size", str(size))
    return bench.compare(
        f"{size_name(size)} plain, SDK lines", corpus,
        {"cat": 3, "rg -c": 0.1, "lnav": 1 / 25, "ugrep -c": None, "duckdb": None})


def plain_application(bench):
    """One plain file of an application's own shape."""
    size = bench.options.size
    corpus = bench.cache.corpus(
        f"application-{size_name(size)}", "--shape", "application-bracketed", "--size", str(size))
    return bench.compare(f"{size_name(size)} plain, application", corpus, {"cat": 3, "rg -c": 0.1})


def gzip_one(bench):
    """One gzip file."""
    size = bench.options.size
    corpus = bench.cache.corpus(
        f"web-{size_name(size)}-gz", "--shape", "web-g3", "--size", str(size), "--pack", "gz")
    return bench.compare(
        f"{size_name(size)} in one .gz", corpus,
        {"gzip -dc": 0.25, "igzip -dc": 1.3, "lnav": 1 / 8, "pigz -dc": None})


def gzip_many(bench):
    """200 gzip files, calls of two participants."""
    size = bench.options.size
    corpus = bench.cache.corpus(
        f"web-{size_name(size)}-200gz", "--shape", "web-g3", "--size", str(size), "--pack", "gz",
        "--files", "200", "--participants", "2")
    return bench.compare(
        f"{size_name(size)} in 200 .gz", corpus, {"gzip -dc": 0.12, "ugrep -z": 0.6, "igzip, 2 at once": None})


def plain_many(bench):
    """200 plain files, calls of two participants."""
    size = bench.options.size
    corpus = bench.cache.corpus(
        f"web-{size_name(size)}-200", "--shape", "web-g3", "--size", str(size), "--files", "200",
        "--participants", "2")
    return bench.compare(f"{size_name(size)} in 200 plain files", corpus, {"cat": None, "rg -c": None})


def archive(pack):
    """200 files in one archive."""

    def row(bench):
        size = bench.options.size
        corpus = bench.cache.corpus(
            f"web-{size_name(size)}-{pack}", "--shape", "web-g3", "--size", str(size), "--files", "200",
            "--participants", "2", "--pack", pack)
        return bench.compare(f"{size_name(size)}, 200 files in a {pack}", corpus, {"bsdtar -xO": 1.2})

    return row


def memory(bench):
    """Peak memory for several sizes, plain and gz, and for one giant line."""
    lines = []
    for size in bench.options.memory_sizes:
        name = size_name(size)
        plain = bench.cache.corpus(f"web-{name}", "--shape", "web-g3", "--size", str(size))
        lines.append(bench.memory(f"{name} plain", plain))
        # The speed of gzip matters here more than its ratio.
        packed = bench.cache.corpus(
            f"web-{name}-gz1", "--shape", "web-g3", "--size", str(size), "--pack", "gz", "--level", "1")
        lines.append(bench.memory(f"{name} .gz", packed))
    giant = bench.options.size
    corpus = bench.cache.corpus(
        f"giant-line-{size_name(giant)}", "--shape", "web-g3", "--size", "4M", "--giant-line", str(giant))
    lines.append(bench.memory(f"a line of {size_name(giant)}", corpus, statuses=(0, 2)))
    return lines


def many_calls(bench):
    """Memory by number of calls: the curve, and bytes for each further call."""
    lines = []
    first = None
    counts = sorted({max(1, bench.options.calls * part // 100) for part in (1, 10, 30, 100)})
    for count in counts:
        size = count * bench.options.call_bytes
        corpus = bench.cache.corpus(
            f"calls-{count}-{bench.options.call_bytes}", "--shape", "application-bracketed", "--size", str(size),
            "--calls", str(count), "--files", "10")
        command, check = bench.checked(corpus)
        run = bench.stopwatch.once(command, check)
        line = Line(f"{count:,} calls in {size / 1e6:,.0f} MB", run)
        if first:
            each = (run.peak - first[1]) / (count - first[0])
            line.goal = f"RSS ≤ {BYTES_PER_CALL_GOAL} B a call"
            line.holds = each <= BYTES_PER_CALL_GOAL
            line.note = f"{each:,.0f} B a call"
        else:
            first = (count, run.peak)
        lines.append(line)
        if run.median > LONG_POINT and count < counts[-1]:
            line.note = f"{line.note or ''} (more calls would take too long)".strip()
            break
    return lines


TICKET = """\
azure:ACS-calling:info 2024-03-19T09:28:18.600Z CallClient1 created
2024-03-19T09:28:22.004Z joinCall callId=b0b00002-7e3c-4a1b-9d64-8c7f3e2a5b02
2024-03-19T09:28:22.006Z Call state changed  Connecting
2024-03-19T09:28:23.518Z Call id Changed  c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10
2024-03-19T09:28:24.102Z Call state changed  Connected
2024-03-19T09:29:40.777Z UFD Diagnostic changed: networkReceiveQuality value=2 valueType=DiagnosticQuality
2024-03-19T09:29:52.310Z UFD Diagnostic changed: networkReceiveQuality value=1 valueType=DiagnosticQuality
2024-03-19T09:31:02.111Z Call state changed  Disconnecting
2024-03-19T09:31:02.214Z Call state changed  Disconnected
2024-03-19T09:31:02.215Z Call end reason: code: 490, subcode: 4502
"""


def start(bench):
    """Starting up: the version, and a ticket of ten lines."""
    ticket = bench.cache.scratch("ticket.log")
    with open(ticket, "w", encoding="utf-8") as file:
        file.write(TICKET)
    lines = []
    for work, command, goal in (
        ("--version", Command("acs-logscan", [bench.tool, "--version"]), 0.012),
        ("a ticket of ten lines", bench.scan([ticket]), 0.018),
    ):
        measured = bench.stopwatch.often(command)
        lines.append(Line(work, measured, goal=f"≤ {goal * 1000:g} ms", holds=measured.median <= goal))
    return lines


def trace_events(bench):
    """The events of a trace, every one decoded: small, since the peers are slow."""
    size = min(bench.options.size, 16 * MIB)
    corpus = bench.cache.corpus(f"etl-{size_name(size)}", "--shape", "etl", "--size", str(size), is_log=False)
    return events(bench, f"{size_name(size)} .etl, every event", corpus.files)


def events(bench, work, files):
    """A line for each reader of traces; the events must be as many as the peer's."""
    command = Command(
        "acs-logscan", [bench.tool, "etl", "--format", "json", *files], bench.cache.scratch("events.ndjson"), (0, 2))
    goals = {"dissect.etl": 1 / 20, "etl-parser": 1 / 20}
    commands = {name: bench.working(bench.peers.command(name, files)) for name in goals}

    def check(finished):
        if finished.name != "dissect.etl":
            return
        with open(command.output, "rb") as lines, open(finished.output, encoding="utf-8") as number:
            if sum(1 for _ in lines) != int(number.read()):
                raise BenchmarkError(f"{work}: not as many events as dissect.etl has")

    measured = bench.stopwatch.interleaved([command, *(peer for peer in commands.values() if peer)], check)
    return [
        bench.line(
            work, measured[command.name], name, peer and measured[peer.name], goals[name],
            "not installed, or failed on the file")
        for name, peer in commands.items()
    ]


def shape(name, *arguments, peers, is_log=True):
    """A row without a goal, for a shape of its own."""

    def row(bench):
        size = bench.options.size
        corpus = bench.cache.corpus(f"{name}-{size_name(size)}", *arguments, "--size", str(size), is_log=is_log)
        return bench.compare(f"{size_name(size)} {name}", corpus, {peer: None for peer in peers})

    return row


def xml(bench):
    """A trace as tracerpt dumps it: few events about calls, and as many as there can be."""
    size = bench.options.size
    lines = []
    # Where most events tell of calls, most of the time goes into explaining them.
    for noise, share, goal in ((500, "1 event in 500", 1.3), (1, "most events", None)):
        corpus = bench.cache.corpus(
            f"tracerpt-{size_name(size)}-{noise}", "--shape", "tracerpt", "--size", str(size), "--noise", str(noise),
            is_log=False)
        work = f"{size_name(size)} tracerpt XML, {share} about calls"
        lines += bench.compare(work, corpus, {"cat": None, "xmllint --stream": goal})
    return lines


def export(bench):
    """Azure Monitor's export of calls as JSON Lines: how often each end code stands in it."""
    size = bench.options.size
    folder = bench.cache.scratch(f"export-{size_name(size)}")
    path, planted = exports.corpus(folder, size)
    command = bench.scan([path])
    names = {"duckdb, end codes": 1, "jq, end codes": 1}
    commands = {name: bench.peers.command(name, [path]) for name in names}

    def check(finished):
        if finished is command:
            found = truth.leg_ends(command.output)
        else:
            with open(finished.output, encoding="utf-8") as lines:
                found = {code: int(count) for count, code in (line.split() for line in lines)}
        if found != planted["ends"]:
            raise BenchmarkError(f"{finished.name} found other end codes than were planted: {found}")

    measured = bench.stopwatch.interleaved([command, *(peer for peer in commands.values() if peer)], check)
    return [
        bench.line(
            f"{size_name(size)} of Azure Monitor, end codes", measured[command.name], name,
            peer and measured[peer.name], names[name])
        for name, peer in commands.items()
    ]


def statistics(bench):
    """Peak memory on media statistics of 1,000 calls: lines, and one document."""
    size = bench.options.size
    lines = []
    for container, name in (("lines", "JSON Lines"), ("records", "one document")):
        folder = bench.cache.scratch(f"statistics-{container}-{size_name(size)}")
        path, planted = exports.corpus(folder, size, calls=1000, container=container)
        command = bench.scan([path])

        def check(_finished, output=command.output, records=planted["records"]):
            for key, value in truth.ReportReader(output).members():
                if key == "summary" and value["records"] != records:
                    raise BenchmarkError(f"{value['records']} records instead of {records}")
                if key == "calls":
                    list(value)

        run = bench.stopwatch.once(command, check)
        lines.append(Line(
            f"{size_name(size)} of media statistics, {name}", run, goal=f"RSS ≤ {STATISTICS_GOAL // MIB} MiB",
            holds=run.peak <= STATISTICS_GOAL))
    return lines


def redacted(pack, peer_name, goal):
    """One file with stand-ins, written as it was packed."""

    def row(bench):
        size = bench.options.size
        name, packing = (f"-{pack}", ["--pack", pack]) if pack else ("", [])
        corpus = bench.cache.corpus(
            f"web-{size_name(size)}{name}", "--shape", "web-g3", "--size", str(size), *packing)
        output, first = bench.cache.scratch("redacted"), bench.cache.scratch("first-redacted")
        key = bench.cache.scratch("redaction-key")
        with open(key, "w", encoding="utf-8") as file:
            file.write("a key for measuring, of no worth")
        command = Command(
            "acs-logscan", [bench.tool, "redact", "--key", key, "--quiet", "-o", output, *corpus.files])
        peer = bench.peers.command(peer_name, corpus.files)
        for folder in (output, first):
            shutil.rmtree(folder, ignore_errors=True)

        def check(finished):
            if finished is not command:
                os.remove(finished.output)
            elif not os.path.exists(first):
                shutil.move(output, first)
                if subprocess.run([bench.tool, "redact", "--check", "--quiet", first], check=False).returncode != 0:
                    raise BenchmarkError(f"{corpus.name}: something sensitive is left")
            else:
                files = os.listdir(first)
                if filecmp.cmpfiles(output, first, files, shallow=False)[0] != files:
                    raise BenchmarkError(f"{corpus.name}: two runs masked differently")
                shutil.rmtree(output)

        measured = bench.stopwatch.interleaved([command, *([peer] if peer else [])], check)
        shutil.rmtree(first)
        packed = f" in one .{pack}" if pack else " plain"
        return [
            bench.line(
                f"{size_name(size)}{packed}, redacted", measured[command.name], peer_name,
                peer and measured[peer.name], goal)
        ]

    return row


# The rows of the goals, in the order of the table.
ROWS = {
    "plain-sdk": plain_sdk, "plain-application": plain_application, "gz": gzip_one, "gz-200": gzip_many,
    "plain-200": plain_many, "zip": archive("zip"), "tar.gz": archive("tar.gz"), "memory": memory,
    "calls": many_calls, "start": start, "json": export, "statistics": statistics,
    "redact": redacted(None, "cat > copy", 3), "redact-gz": redacted("gz", "gzip -dc, gzip -1", 1.2),
}

# Rows without a goal, measured where asked for.
EXTRA_ROWS = {
    "web": shape("web-mix", "--shape", "web", "--files", "28", peers=["cat", "rg -c"]),
    "logcat": shape("logcat", "--shape", "logcat", peers=["cat", "rg -c"]),
    "json-lines": shape("json-lines", "--shape", "json-lines", peers=["cat", "rg -c", "jq"]),
    "mixed": shape(
        "mixed", "--shape", "web", "--shape", "application-serilog", "--shape", "logcat", "--shape", "json-lines",
        "--files", "62", "--participants", "2", peers=["cat", "rg -c"]),
    "rotated": shape(
        "rotated", "--shape", "web-g3", "--files", "8", "--rotated", "--pack", "gz", peers=["gzip -dc"]),
    "azure-monitor": shape(
        "azure-monitor", "--shape", "azure-monitor", peers=["cat", "rg -c", "jq"], is_log=False),
    "csv": shape("csv", "--shape", "csv", peers=["cat", "rg -c"], is_log=False),
    "event-xml": shape("event-xml", "--shape", "event-xml", peers=["cat", "rg -c"], is_log=False),
    "etl-events": trace_events,
    "xml": xml,
    "etl": shape("etl", "--shape", "etl", peers=["cat"], is_log=False),
}
