"""Parquet tables of the reports' lines."""

import json
import os
from typing import Dict, IO, Iterable, Iterator

from pyspark.sql import DataFrame, SparkSession

from .report import members

_PLACE = "artifact LONG, line LONG, record LONG, offset LONG, path STRING"
_TIME = "time STRING, timeText STRING, timeBasis STRING"

SCHEMAS = {
    "calls": """
        key STRING, callId STRING, aliases ARRAY<STRING>, verdict STRING, startTime STRING, startTimeBasis STRING,
        startTimeText STRING, connectedTime STRING, connectedTimeBasis STRING, connectedTimeText STRING, endTime STRING,
        endTimeBasis STRING, endTimeText STRING, durationSeconds DOUBLE, code LONG, subCode LONG, class STRING, title STRING,
        action STRING, witness STRING, flags ARRAY<STRING>, json STRING""",
    "ids": f"call STRING, kind STRING, value STRING, role STRING, evidence STRING, {_TIME}, {_PLACE}",
    "events": f"""
        call STRING, {_TIME}, kind STRING, text STRING, witness STRING, pattern STRING, callId STRING, code LONG, subCode LONG,
        client LONG, {_PLACE}""",
    "findings": f"kind STRING, severity STRING, text STRING, call STRING, {_PLACE}",
    "problems": "artifact LONG, path STRING, kind STRING, detail STRING, offset LONG",
}


def write(spark: SparkSession, report: str, events: str, scratch: str, output: str) -> None:
    """Writes all tables below a folder.

    report, events: The JSON report of a scan, and the events of a timeline, one a line.
    scratch: A folder that all workers see.
    """
    for name, path in {**_lines_of_report(report, scratch), "events": events}.items():
        frame = _calls(spark, path) if name == "calls" else _flat(spark, name, path)
        frame.write.parquet(f"file://{output}/{name}")


def _flat(spark: SparkSession, name: str, path: str) -> DataFrame:
    if name != "events":
        return spark.read.schema(SCHEMAS[name]).json(f"file://{path}")
    nested = "source STRUCT<artifact: LONG, line: LONG, record: LONG, offset: LONG>"
    schema = SCHEMAS[name].replace("artifact LONG, line LONG, record LONG, offset LONG", nested)
    return _selected(spark.read.schema(schema).json(f"file://{path}").selectExpr("*", "source.*"), name)


def _calls(spark: SparkSession, path: str) -> DataFrame:
    """Of each call what most questions ask for, and all of it as the report has it."""
    schema = SCHEMAS["calls"].replace(
        "code LONG, subCode LONG, class STRING, title STRING,\n        action STRING, witness STRING",
        "endReason STRUCT<code: LONG, subCode: LONG, class: STRING, title: STRING, action: STRING, witness: STRING>")
    schema = schema.replace(", json STRING", "")
    lines = spark.read.text(f"file://{path}")
    parsed = lines.selectExpr("value AS json", f"from_json(value, '{' '.join(schema.split())}') AS parsed")
    return _selected(parsed.selectExpr("json", "parsed.*").selectExpr("*", "endReason.*"), "calls")


def _selected(frame: DataFrame, name: str) -> DataFrame:
    return frame.select(*(column.split()[0] for column in SCHEMAS[name].replace("\n", " ").split(", ")))


def _lines_of_report(report: str, scratch: str) -> Dict[str, str]:
    """Files of lines for the tables that only the whole report tells, by their names."""
    paths = {name: os.path.join(scratch, f"{name}.ndjson") for name in ("calls", "ids", "findings", "problems")}
    files = {name: open(path, "w", encoding="utf-8", newline="\n") for name, path in paths.items()}
    artifacts: list = []
    try:
        with open(report, encoding="utf-8") as text:
            for key, value in members(text):
                if key == "artifacts":
                    _put(files["problems"], _problems(value, len(artifacts)))
                    artifacts.append(value["path"])
                elif key == "calls":
                    _put(files["calls"], [value])
                    _put(files["ids"], (_call_id(value, one, artifacts) for one in value["ids"]))
                elif key == "identifiers":
                    _put(files["ids"], [_identifier(value, artifacts)])
                elif key == "findings":
                    _put(files["findings"], [_finding(value, artifacts)])
    finally:
        for file in files.values():
            file.close()
    return paths


def _put(file: IO[str], rows: Iterable[dict]) -> None:
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _problems(artifact: dict, number: int) -> Iterator[dict]:
    for problem in artifact["problems"]:
        yield {"artifact": number, "path": artifact["path"], **problem}


def _call_id(call: dict, one: dict, artifacts: list) -> dict:
    return {
        "call": call["key"], "kind": "call-id", "value": one["id"], "role": one["role"], "evidence": one["evidence"],
        "time": one.get("firstSeen"), "timeText": one.get("firstSeenText"), "timeBasis": one.get("firstSeenBasis"),
        **_place(one.get("source"), artifacts),
    }


def _identifier(value: dict, artifacts: list) -> dict:
    return {
        "call": _call(value), "kind": value["kind"], "value": value["value"], **_place(value.get("source"), artifacts)}


def _finding(value: dict, artifacts: list) -> dict:
    place = _place(value.get("source"), artifacts)
    if not place and "artifact" in value:
        place = {"artifact": value["artifact"], "path": artifacts[value["artifact"]]}
    return {"kind": value["kind"], "severity": value["severity"], "text": value["text"], "call": _call(value), **place}


def _call(value: dict) -> object:
    return value.get("callId") or value.get("callKey")


def _place(source: object, artifacts: list) -> dict:
    return {**source, "path": artifacts[source["artifact"]]} if isinstance(source, dict) else {}
