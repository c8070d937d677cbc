"""The job: from a folder of attachments to a report and tables."""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from typing import List, Sequence, Set, Tuple

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from . import discovery, evidence, second_look, tables
from .components import components, words
from .discovery import Item
from .extraction import Extraction
from .stages import OUTPUT, STAGE_OPTIONS, Gathering, Stage
from .tool import Tool

# Packed evidence that one run of a stage reads.
_BIN_SIZE = 16 << 20


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
    # Bytes from which on a file is read by several tasks.
    range_size: int = 256 << 20
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
        self._cores = spark.sparkContext.defaultParallelism

    def run(self) -> None:
        rows = self._evidence()
        with tempfile.TemporaryDirectory(prefix="acs-logscan-") as folder:
            self._report(self._assembled(rows, folder))

    # MARK: reading

    def _evidence(self) -> DataFrame:
        """The rows of everything, read a second time where that is needed."""
        items = list(discovery.walk(self.options.root)) or [Item(b"", 0)]
        pieces = list(discovery.cut(items, self.options.range_size))
        first = self._extract(pieces, "first", with_digests=False)
        if len(pieces) > len(items):
            first = self._gathered(first, {piece.path for piece in pieces if piece.range})
        sizes = {item.path: item.size for item in items}
        again = list(second_look.needed(first.where("part = 0 AND ordinal IS NOT NULL"), sizes))
        self._say(f"{len(items)} files read, {len(again)} of them to be read again")
        if not again:
            return first
        second = self._extract(again, "second", with_digests=True)
        return self._split(first, {item.path for item in again})[1].union(second)

    def _extract(self, items: Sequence[Item], name: str, with_digests: bool) -> DataFrame:
        context = self.spark.sparkContext
        count = discovery.partition_count(items, self._cores, self.options.partition_size)
        shares = discovery.balance(items, count)
        extraction = Extraction(
            self.options.tool, self.options.root, self.beginning, with_digests, self.options.extract_options)
        rows = context.parallelize(shares, len(shares)).mapPartitions(extraction)
        return self._kept(self.spark.createDataFrame(rows, evidence.SCHEMA, verifySchema=False), name)

    def _gathered(self, rows: DataFrame, files: Set[bytes]) -> DataFrame:
        """The rows, where the ranges of these files have become artifacts."""
        told, others = self._split(rows.where("ordinal IS NOT NULL"), files)
        # A file that turns out to be no plain log is read whole by each task that notices.
        once = told.dropDuplicates(["file", "path", "ordinal", "start", "part"]).selectExpr(
            "file AS bin", "IF(start IS NULL, 0, 1) AS role", "path", "COALESCE(start, ordinal) AS ordinal", "part", "lines", "blob")
        gathering = Gathering("gather", self.options.tool, self.beginning)
        gathered = self.spark.createDataFrame(gathering.of(once, self._cores), evidence.SCHEMA, verifySchema=False)
        return others.union(rows.where("ordinal IS NULL")).union(self._kept(gathered, "gathered"))

    def _split(self, rows: DataFrame, files: Set[bytes]) -> Tuple[DataFrame, DataFrame]:
        """The rows of these files, and all others."""
        chosen = self.spark.createDataFrame([(bytearray(file),) for file in sorted(files)], "file BINARY")
        return tuple(rows.join(chosen, "file", how).select(*rows.columns) for how in ("left_semi", "left_anti"))

    def _kept(self, frame: DataFrame, name: str) -> DataFrame:
        path = f"file://{self.scratch}/{name}"
        frame.write.parquet(path)
        return self.spark.read.schema(frame.schema).parquet(path)

    # MARK: folding and joining

    def _assembled(self, rows: DataFrame, folder: str) -> List[str]:
        """The arguments of `assemble` that make a report."""
        if self.options.simple:
            return [self._collected(rows.sort("path", "ordinal", "part").select("lines", "blob"), folder, "evidence")]
        heads = self._collected(rows.where("part = 0").select("headLines", "head"), folder, "heads")
        joined = self._joined(self._folded(rows, heads)).sort("number", "part").select("lines", "blob")
        return ["--stage", "sum", heads, self._collected(joined, folder, "joined")]

    def _collected(self, rows: DataFrame, folder: str, name: str) -> str:
        """Packed lines, and how many, in one file of the driver's."""
        path = os.path.join(folder, f"{name}.ndjson.gz")
        with evidence.EvidenceFile(path, self.beginning) as file:
            for lines, blob in rows.toLocalIterator(prefetchPartitions=True):
                file.add(lines, bytes(blob))
        return path

    def _folded(self, rows: DataFrame, heads: str) -> DataFrame:
        """All logs."""
        plan = self._plan(heads)
        artifacts = plan.select("number", F.explode("places").alias("place")).select("number", "place.path", "place.ordinal")
        sizes = artifacts.join(rows.select("path", "ordinal", "size"), ["path", "ordinal"]).groupBy("number").agg(F.sum("size"))
        bins, count = self._bins(sizes, "number")
        planned = plan.join(bins, "number").selectExpr(
            "bin", "0 AS role", "CAST(NULL AS STRING) AS path", "number AS ordinal", "0 AS part", "1L AS lines", "blob")
        extracted = rows.join(artifacts.join(bins, "number"), ["path", "ordinal"]).selectExpr(
            "bin", "1 AS role", "path", "ordinal", "part", "lines", "blob")
        return self._stage("fold", planned.union(extracted), count)

    def _plan(self, heads: str) -> DataFrame:
        """The number of each log, the places of its artifacts, and its line of the plan, packed."""
        path = os.path.join(self.scratch, "plan.ndjson")
        self.options.tool.run(
            ["assemble", "--stage", "plan", *STAGE_OPTIONS, "-o", path, *self.options.assemble_options, heads],
            may_lose_input=False)
        schema = "plan STRUCT<members: ARRAY<STRUCT<place: STRUCT<path: STRING, ordinal: LONG>, index: LONG>>>"
        lines = self.spark.read.text(f"file://{path}").where(F.col("value").startswith('{"plan":'))
        packed = F.udf(lambda line: bytearray(evidence.packed(line.encode("utf-8") + b"\n")), "BINARY")
        plan = lines.select("value", F.from_json("value", schema).alias("line")).select(
            F.expr("line.plan.members[0].index").alias("number"), F.expr("line.plan.members.place").alias("places"),
            packed("value").alias("blob"))
        return self._kept(plan, "plan")

    def _joined(self, logs: DataFrame) -> DataFrame:
        """All parts of the join."""
        tied = components(self._kept(words(logs), "words"), self._kept)
        parts = self._kept(
            logs.select("number").distinct().join(tied, "number", "left")
            .select("number", F.coalesce("component", "number").alias("component")), "components")
        sizes = logs.select("number", "size").join(parts, "number").groupBy("component").agg(F.sum("size"))
        bins, count = self._bins(sizes, "component")
        rows = logs.join(parts.join(bins, "component"), "number").selectExpr(
            "bin", "0 AS role", "CAST(NULL AS STRING) AS path", "number AS ordinal", "part", "lines", "blob")
        return self._stage("join", rows, count)

    def _bins(self, sizes: DataFrame, column: str) -> Tuple[DataFrame, int]:
        """The bin of each number, where all bins are alike in size; and how many there are."""
        numbers, weights = [], []
        for number, size in sorted(sizes.collect()):
            numbers.append(number)
            weights.append(size)
        count = max(1, min(len(numbers), max(self._cores, sum(weights) // _BIN_SIZE)))
        bins = zip(numbers, discovery.shared_out(weights, count))
        return self.spark.createDataFrame(bins, f"{column} LONG, bin INT"), count

    def _stage(self, name: str, rows: DataFrame, bins: int) -> DataFrame:
        stage = Stage(name, self.options.tool, self.beginning, self.options.assemble_options)
        return self._kept(self.spark.createDataFrame(stage.of(rows, bins), OUTPUT, verifySchema=False), name)

    # MARK: reporting

    def _report(self, inputs: Sequence[str]) -> None:
        def write(name: str, *arguments: str) -> str:
            path = os.path.join(self.output, name)
            self.options.tool.run(
                ["assemble", "--no-config", "-q", "-o", path, *self.options.assemble_options, *arguments, *inputs])
            return path

        report = write("report.json", "--format", "json")
        events = write("scratch/events.ndjson", "--report", "timeline", "--format", "ndjson")
        if self.options.timeline:
            write("timeline.json", "--report", "timeline", "--format", "json")
        tables.write(self.spark, report, events, self.scratch, self.output)

    def _say(self, words: str) -> None:
        print(f"acs-logscan-spark: {words}", file=sys.stderr, flush=True)
