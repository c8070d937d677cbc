"""The same table for a folder of a user's own: no truth, but the same report whatever the number of jobs."""

import filecmp
import os
import shutil

from .measuring import BenchmarkError
from .rows import events

GZIP = (".gz",)
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar.zst", ".7z")


def kinds(path):
    """Files by how they are packed: plain, gz, archive."""
    found = {"plain": [], "gz": [], "archive": []}
    names = [path] if os.path.isfile(path) else sorted(
        os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
    for name in names:
        if not os.path.isfile(name):
            continue
        lower = name.lower()
        kind = "archive" if lower.endswith(ARCHIVES) else "gz" if lower.endswith(GZIP) else "plain"
        found[kind].append(name)
    return found


def rows(bench, path):
    """Lines of the table for everything below `path`, and for each kind of file in it."""
    if not os.path.exists(path):
        raise BenchmarkError(f"{path}: not found")
    found = kinds(path)
    lines = []
    works = (
        ("plain files", found["plain"], {"cat": 3, "rg -c": 0.1, "lnav": 1 / 25, "ugrep -c": None}),
        (".gz files", found["gz"], {"gzip -dc": 0.25, "igzip -dc": 1.3, "ugrep -z": 0.6, "lnav": 1 / 8}),
        ("archives", found["archive"], {"bsdtar -xO": 1.2}),
    )
    for name, files, goals in works:
        if files:
            size = sum(os.path.getsize(file) for file in files)
            lines += _compare(bench, f"{len(files)} {name}, {size / 1e6:,.1f} MB", files, goals)
    for trace in (file for file in found["plain"] if file.lower().endswith(".etl")):
        lines += events(bench, f"{os.path.basename(trace)}, every event", [trace])
    return lines


def _compare(bench, work, files, goals):
    # Attachments of real life may be damaged: 2 says that not everything could be read.
    sequential = bench.scan(files, (0, 2), ("--jobs", "1"))
    sequential.name = "acs-logscan --jobs 1"
    command = bench.scan(files, (0, 2), ("--jobs", "2"))
    expected = bench.cache.scratch("first-report.json")
    bench.stopwatch.run(sequential)
    shutil.move(sequential.output, expected)

    def check(finished):
        if finished in (command, sequential) and not filecmp.cmp(finished.output, expected, shallow=False):
            raise BenchmarkError(f"{work}: {finished.name} gave another report than --jobs 1")

    peers = {name: bench.working(bench.peers.command(name, files)) for name in goals}
    present = [peer for peer in peers.values() if peer]
    measured = bench.stopwatch.interleaved([command, sequential, *present], check)
    tool = measured[command.name]
    lines = [bench.line(work, tool, "itself, --jobs 1", measured[sequential.name], None)]
    for name, peer in peers.items():
        missing = "not installed, or failed on a file"
        lines.append(bench.line(work, tool, name, peer and measured[peer.name], goals[name], missing))
    return lines
