"""Showing results: a table in Markdown, JSON, and the history."""

import datetime
import json
import os
import platform
import subprocess

HEAD = ["work", "tool", "min–max", "peer", "peer's time", "ratio", "goal", "peak RSS", "holds"]


def _seconds(value):
    if value < 0.1:
        return f"{value * 1000:.1f} ms"
    return f"{value:.2f} s"


def cells(line):
    """A line of the table as texts."""
    tool, peer = line.tool, line.peer
    ratio = f"{line.ratio:.3g}" if line.ratio is not None else line.note or ""
    return [
        line.work, _seconds(tool.median), f"{_seconds(tool.least)}–{_seconds(tool.greatest)}, n={len(tool.runs)}",
        line.peer_name or "", f"{_seconds(peer.median)}, n={len(peer.runs)}" if peer else "", ratio, line.goal or "",
        f"{tool.peak / (1 << 20):.1f} MiB", {True: "yes", False: "NO", None: ""}[line.holds],
    ]


def markdown(lines):
    """The table, aligned so that it reads well unrendered, too."""
    rows = [HEAD] + [cells(line) for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]

    def row_text(row):
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"

    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([row_text(rows[0]), rule, *(row_text(row) for row in rows[1:])])


def environment(tool):
    """Date, commit and machine of a run."""
    processor = platform.processor()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
        processor = names[0] if names else processor
    except OSError:
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": _git("describe", "--always", "--dirty", "--abbrev=10"),
        "tool": _output(tool, "--version"),
        "machine": f"{os.cpu_count()} × {processor}, {memory / (1 << 30):.0f} GiB, "
                   f"{platform.system()} {platform.release()}",
    }


def _git(*arguments):
    here = os.path.dirname(os.path.abspath(__file__))
    return _output("git", "-C", here, *arguments)


def _output(*command):
    try:
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    except OSError:
        return ""
    return result.stdout.decode(errors="replace").strip()


def as_json(lines, about):
    """Everything that was measured, each single run included."""

    def runs(measurements):
        return measurements and {
            "medianSeconds": measurements.median, "peakBytes": measurements.peak,
            "runs": [
                {"seconds": run.seconds, "processorSeconds": run.processor, "peakBytes": run.peak}
                for run in measurements.runs
            ],
        }

    def pruned(members):
        return {key: value for key, value in members.items() if value is not None}

    return json.dumps({
        **about,
        "rows": [
            pruned({
                "work": line.work, "tool": runs(line.tool), "peer": line.peer_name, "peerRuns": runs(line.peer),
                "ratio": line.ratio, "goal": line.goal, "holds": line.holds, "note": line.note,
            }) for line in lines
        ],
    }, indent=2, ensure_ascii=False)


def record(path, lines, about, command):
    """Appends a run to the history."""
    is_new = not os.path.exists(path)
    with open(path, "a", encoding="utf-8") as file:
        if is_new:
            file.write("# Results\n\nRuns of the benchmarks, the oldest first; README.md explains the columns.\n")
        file.write(f"\n## {about['date']}, {about['commit']}\n\n")
        file.write(f"`{command}` on {about['machine']}\n\n")
        if about.get("missing"):
            file.write(f"Not installed: {', '.join(about['missing'])}.\n\n")
        file.write(markdown(lines) + "\n")
