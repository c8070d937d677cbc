"""The job in one process, two tasks at a time."""

import json
import shutil

import pytest
from conftest import rows
from corpus import write


def test_report_is_that_of_one_run(spark, run, scan, tickets):
    output = run(tickets, timeline=True, partition_size=1 << 20)
    assert (output / "report.json").read_bytes() == scan(tickets)
    assert (output / "timeline.json").read_bytes() == scan(tickets, "timeline", "--format", "json")

    report = json.loads((output / "report.json").read_bytes())
    calls = rows(spark, output, "calls")
    assert [call["key"] for call in calls] == [call["key"] for call in report["calls"]]
    assert [json.loads(call["json"])["verdict"] for call in calls] == [call["verdict"] for call in report["calls"]]
    assert [call["subCode"] for call in calls] == [call.get("endReason", {}).get("subCode") for call in report["calls"]]

    artifacts = report["artifacts"]
    assert [(p["path"], p["kind"]) for p in rows(spark, output, "problems")] == [
        (artifact["path"], problem["kind"]) for artifact in artifacts for problem in artifact["problems"]]
    assert [f["text"] for f in rows(spark, output, "findings")] == [finding["text"] for finding in report["findings"]]
    ids = rows(spark, output, "ids")
    assert len(ids) == len(report["identifiers"]) + sum(len(call["ids"]) for call in report["calls"])
    for one in ids:
        assert one["artifact"] is None or one["path"] == artifacts[one["artifact"]]["path"]

    lines = [json.loads(line) for line in scan(tickets, "timeline", "--format", "ndjson").splitlines()]
    events = rows(spark, output, "events")
    assert [(e["call"], e["text"], e["path"], e["offset"]) for e in events] == [
        (line.get("call"), line["text"], line["path"], line["source"]["offset"]) for line in lines]


def test_report_of_the_driver_alone_is_the_same(run, scan, tickets):
    assert (run(tickets, simple=True) / "report.json").read_bytes() == scan(tickets)


def test_nothing_attached(run, scan, tmp_path):
    folder = tmp_path / "nothing"
    folder.mkdir()
    assert (run(folder) / "report.json").read_bytes() == scan(folder)


def test_options_are_handed_on(run, scan, tickets):
    zone = ("--assemble-option", "--timezone", "Asia/Kolkata")
    output = run(tickets / "two-participants", extract_options=("--hash",), assemble_options=zone[1:])
    assert (output / "report.json").read_bytes() == scan(
        tickets / "two-participants", "scan", "--format", "json", "--hash", *zone[1:])


def test_large_files_are_read_in_ranges(run, scan, tmp_path):
    folder = tmp_path / "input"
    write(str(folder), artifacts=2, calls=700, shared_by=2)
    # No plain logs, which the first range reads whole.
    shutil.make_archive(str(folder / "logs"), "zip", folder / "0000")
    text = (folder / "0000/ticket-000000/console-0.log").read_text()
    (folder / "utf16.log").write_text(text, encoding="utf-16")
    (folder / "late.log").write_bytes(text.encode() + text.encode("utf-16-le"))
    assert min(file.stat().st_size for file in folder.rglob("*.log")) > 900_000

    assert (run(folder, range_size=300_000) / "report.json").read_bytes() == scan(folder)


def tickets_with_calls(folder):
    """Three tickets of two logs each."""
    write(str(folder), artifacts=6, calls=30, shared_by=3)
    return folder


def test_files_that_kill_the_tool_cost_themselves(spark, run, scan, wrapped, tmp_path):
    folder = tickets_with_calls(tmp_path / "input")
    alone = json.loads(scan(folder))
    deaths = {
        "hang": ("exec sleep 600", "acs-logscan did not come to an end in 30 s"),
        "memory": ("kill -KILL $$", "acs-logscan was ended by SIGKILL"),
        "poison": ("kill -SEGV $$", "acs-logscan was ended by SIGSEGV"),
    }
    for name in deaths:
        (folder / f"0000/ticket-000001/{name}.log").write_text("anything\n")
    branches = " ".join(f"*{name}.log*) {death};;" for name, (death, _) in deaths.items())
    program = wrapped(f'case "$*" in {branches} esac\nexec "$tool" "$@"')

    # Each shares a task, and a run of the tool, with a log that is sound.
    output = run(folder, program, timeout=30)

    report = json.loads((output / "report.json").read_bytes())
    assert report["calls"] == alone["calls"] and report["findings"] == alone["findings"]
    assert report["artifacts"][:6] == alone["artifacts"]
    assert rows(spark, output, "problems") == [
        {"artifact": 6 + number, "path": f"0000/ticket-000001/{name}.log", "kind": "unreadable",
         "detail": f"{detail} while it read this file", "offset": None}
        for number, (name, (_, detail)) in enumerate(sorted(deaths.items()))]


def test_tasks_that_fail_once_change_nothing(run, scan, wrapped, tmp_path):
    folder = tickets_with_calls(tmp_path / "input")
    # One cannot write, which is no fault of its input; one dies when some of its rows are on their way.
    program = wrapped(
        f"""once() {{ mkdir "{tmp_path}/$1" 2>/dev/null; }}
case "$*" in
  extract*ticket-000001/console-0*) if once unwritten; then exit 73; fi ;;
  extract*ticket-000002/console-0*)
    if once torn; then "$tool" "$@"; while [ "$1" != -o ]; do shift; done; sed -i '$ d' "$2"; exit 0; fi ;;
esac
exec "$tool" "$@"
""")

    assert (run(folder, program) / "report.json").read_bytes() == scan(folder)
    assert (tmp_path / "unwritten").exists() and (tmp_path / "torn").exists()


def test_what_fails_for_good_leaves_the_older_output(run, wrapped, tmp_path):
    folder = tickets_with_calls(tmp_path / "input")
    before = (run(folder) / "report.json").read_bytes()

    with pytest.raises(Exception, match="refused its arguments"):
        run(folder, wrapped('case "$*" in *ticket-000001*) exit 64;; esac; exec "$tool" "$@"'))

    assert (tmp_path / "output/report.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("output")] == ["output"]


def test_a_newer_output_takes_the_place_of_the_older(run, scan, tmp_path):
    folder = tickets_with_calls(tmp_path / "input")
    run(folder, timeline=True)
    (folder / "more.log").write_text("nothing\n")

    output = run(folder)

    assert (output / "report.json").read_bytes() == scan(folder)
    assert sorted(path.name for path in output.iterdir()) == [
        "calls", "events", "findings", "ids", "problems", "report.json"]
