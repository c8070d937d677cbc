"""The job in one process, two tasks at a time."""

import json

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


def poison(folder):
    """A folder with a log that kills the tool, and one without."""
    write(str(folder), artifacts=6, calls=30, shared_by=3)
    return folder / "0000/ticket-000001/poison.log"


@pytest.mark.parametrize("death, detail, options", [
    ("kill -SEGV $$", "acs-logscan was ended by SIGSEGV while it read this file", {}),
    ("kill -KILL $$", "acs-logscan was ended by SIGKILL while it read this file", {}),
    ("exec sleep 600", "acs-logscan did not come to an end in 20 s while it read this file", {"timeout": 20}),
])
def test_a_file_that_kills_the_tool_costs_itself(spark, run, scan, wrapped, tmp_path, death, detail, options):
    folder = tmp_path / "input"
    file = poison(folder)
    alone = json.loads(scan(folder))
    file.write_text("anything\n")
    program = wrapped(f'case "$*" in *poison*) {death};; esac\nexec "$tool" "$@"')

    output = run(folder, program, **options)

    report = json.loads((output / "report.json").read_bytes())
    assert report["calls"] == alone["calls"] and report["findings"] == alone["findings"]
    assert report["artifacts"][:-1] == alone["artifacts"]
    name = "0000/ticket-000001/poison.log"
    assert report["artifacts"][-1]["path"] == name
    assert rows(spark, output, "problems") == [
        {"artifact": 6, "path": name, "kind": "unreadable", "detail": detail, "offset": None}]


@pytest.mark.parametrize("failure", [
    # The tool cannot write: no fault of its input.
    "exit 73",
    # The task dies when some of its rows are on their way.
    '"$tool" "$@"; while [ "$1" != -o ]; do shift; done; sed -i "$ d" "$2"; exit 0',
])
def test_a_task_that_fails_once_changes_nothing(run, scan, wrapped, tmp_path, failure):
    folder = tmp_path / "input"
    poison(folder)
    program = wrapped(
        f'case "$*" in extract*ticket-000001*) if mkdir "{tmp_path}/failed" 2>/dev/null; then {failure}; fi;; esac\n'
        'exec "$tool" "$@"')

    assert (run(folder, program) / "report.json").read_bytes() == scan(folder)
    assert (tmp_path / "failed").exists()


def test_what_fails_for_good_leaves_the_older_output(run, wrapped, tmp_path):
    folder = tmp_path / "input"
    poison(folder)
    before = (run(folder) / "report.json").read_bytes()

    with pytest.raises(Exception, match="refused its arguments"):
        run(folder, wrapped('case "$*" in *ticket-000001*) exit 64;; esac; exec "$tool" "$@"'))

    assert (tmp_path / "output/report.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("output")] == ["output"]


def test_a_newer_output_takes_the_place_of_the_older(run, scan, tmp_path):
    folder = tmp_path / "input"
    poison(folder)
    run(folder, timeline=True)
    (folder / "more.log").write_text("nothing\n")

    output = run(folder)

    assert (output / "report.json").read_bytes() == scan(folder)
    assert sorted(path.name for path in output.iterdir()) == [
        "calls", "events", "findings", "ids", "problems", "report.json"]
