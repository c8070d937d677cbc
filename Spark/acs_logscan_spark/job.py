"""The job: from a folder of attachments to a report and tables."""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from typing import Callable, Iterable, List, Optional, Sequence, Tuple

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from . import discovery, evidence, second_look, tables
from .discovery import Item
from .extraction import Extraction
from .tool import Tool


@dataclass(frozen=True)
class Options:
    """What is asked for."""

    root: str
    output: str
    tool: Tool
    # Whether a timeline is written beside the report.
    timeline: bool = False
    # Whether everything behind the extraction happens on the driver.
    simple: bool = False
    # Bytes of input for a task.
    partition_size: int = 256 << 20
    extract_options: Tuple[str, ...] = ()
    assemble_options: Tuple[str, ...] = ()


def run(spark: SparkSession, options: Options) -> None:
    """Writes report.json and the tables into the output folder, which takes the place of one that is there."""
    draft = f"{options.output}.part-{os.getpid()}"
    os.makedirs(draft)
    try:
        Job(spark, options, draft).run()
        _replace(options.output, draft)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _replace(output: str, draft: str) -> None:
    """Nobody finds half an output: a folder gets its name when it is whole, and an older one keeps it until then."""
    shutil.rmtree(os.path.join(draft, "scratch"))
    old = f"{draft}.old"
    if os.path.exists(output):
        os.rename(output, old)
    os.rename(draft, output)
    shutil.rmtree(old, ignore_errors=True)


class Job:
    def __init__(self, spark: SparkSession, options: Options, output: str):
        self.spark = spark
        self.options = options
        self.output = output
        # What tasks hand to later ones lies here: what is done stays done when a worker is lost.
        self.scratch = os.path.join(output, "scratch")
        os.mkdir(self.scratch)
        self.beginning = options.tool.beginning()

    def run(self) -> None:
        rows = self._evidence()
        with tempfile.TemporaryDirectory(prefix="acs-logscan-") as folder:
            self._report(self._assembled(rows, folder))

    # MARK: reading

    def _evidence(self) -> DataFrame:
        """The rows of everything, read a second time where that is needed."""
        items = list(discovery.walk(self.options.root)) or [Item(b"", 0)]
        first = self._extract(items, "first", with_digests=False)
        sizes = {item.path: item.size for item in items}
        again = list(second_look.needed(first.where("part = 0 AND ordinal IS NOT NULL"), sizes))
        self._say(f"{len(items)} files read, {len(again)} of them to be read again")
        if not again:
            return first
        second = self._extract(again, "second", with_digests=True)
        replaced = self.spark.createDataFrame([(bytearray(item.path),) for item in again], "file BINARY")
        return first.join(replaced, "file", "left_anti").select(*first.columns).union(second)

    def _extract(self, items: Sequence[Item], name: str, with_digests: bool) -> DataFrame:
        context = self.spark.sparkContext
        count = discovery.partition_count(items, context.defaultParallelism, self.options.partition_size)
        shares = discovery.balance(items, count)
        extraction = Extraction(
            self.options.tool, self.options.root, self.beginning, with_digests, self.options.extract_options)
        rows = context.parallelize(shares, len(shares)).mapPartitions(extraction)
        return self._kept(self.spark.createDataFrame(rows, evidence.SCHEMA, verifySchema=False), name)

    def _kept(self, frame: DataFrame, name: str) -> DataFrame:
        path = f"file://{self.scratch}/{name}"
        frame.write.parquet(path)
        return self.spark.read.parquet(path)

    # MARK: summing up

    def _assembled(self, rows: DataFrame, folder: str) -> List[str]:
        """Files of which `assemble` makes the reports."""
        return [self._collected(rows, os.path.join(folder, "evidence.ndjson.gz"))]

    def _collected(self, rows: DataFrame, path: str) -> str:
        """All evidence in one file of the driver's."""
        with evidence.EvidenceFile(path, self.beginning) as file:
            for row in rows.select("path", "ordinal", "part", "lines", "blob").sort(
                "path", F.isnull("ordinal"), "ordinal", "part").toLocalIterator():
                file.add(row.lines, bytes(row.blob))
        return path

    def _report(self, inputs: Sequence[str]) -> None:
        def write(name: str, *arguments: str) -> str:
            path = os.path.join(self.output, name)
            self.options.tool.run(
                ["assemble", "--no-config", "-q", "-o", path, *self.options.assemble_options, *arguments, *inputs])
            return path

        report = write("report.json", "--format", "json")
        calls = write("scratch/calls.ndjson", "--format", "ndjson")
        events = write("scratch/events.ndjson", "--report", "timeline", "--format", "ndjson")
        if self.options.timeline:
            write("timeline.json", "--report", "timeline", "--format", "json")
        tables.write(self.spark, report, calls, events, self.scratch, self.output)

    def _say(self, words: str) -> None:
        print(f"acs-logscan-spark: {words}", file=sys.stderr, flush=True)
