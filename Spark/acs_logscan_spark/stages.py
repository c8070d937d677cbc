"""The stages of an assembly that tasks share: each runs the tool on a set of rows, and makes rows of what it writes."""

import itertools
import json
import os
import tempfile
from dataclasses import dataclass
from typing import Iterable, Iterator, List, Tuple

from pyspark import RDD
from pyspark.sql import DataFrame
from pyspark.sql import types as T

from . import evidence
from .evidence import EvidenceFile, Incomplete, Packer
from .tool import InputKilled, Tool, ToolError

# What a stage reads: rows of one bin are read by one run of the tool, in the order of the columns.
INPUT = ("bin", "role", "path", "ordinal", "part", "lines", "blob")

# What a stage writes: logs, each with what ties it to others, or parts of a join.
OUTPUT = T.StructType([
    T.StructField("number", T.LongType()),
    T.StructField("part", T.IntegerType()),
    T.StructField("lines", T.LongType()),
    T.StructField("size", T.LongType()),
    T.StructField("blob", T.BinaryType()),
    T.StructField("keys", T.ArrayType(T.StringType())),
    T.StructField("offers", T.ArrayType(T.StringType())),
    T.StructField("wants", T.ArrayType(T.StringType())),
])


@dataclass(frozen=True)
class Stage:
    """`fold` or `join`: the same rows for the same rows, wherever and however often it runs."""

    name: str
    tool: Tool
    beginning: bytes
    # Of `assemble`, as they are.
    options: Tuple[str, ...] = ()

    def of(self, rows: DataFrame, bins: int) -> RDD:
        """Rows of OUTPUT from rows of INPUT."""
        order = ("bin", "role", "path", "ordinal", "part")
        return rows.select(*INPUT).repartition(bins, "bin").sortWithinPartitions(*order).rdd.mapPartitions(self)

    def __call__(self, rows: Iterable) -> Iterator[tuple]:
        for number, group in itertools.groupby(rows, key=lambda row: row.bin):
            yield from self._rows(number, group)

    def _rows(self, number: int, group: Iterable) -> Iterator[tuple]:
        with tempfile.TemporaryDirectory(prefix="acs-logscan-") as folder:
            given, written = (os.path.join(folder, name) for name in ("given.ndjson.gz", "written.ndjson"))
            with EvidenceFile(given, self.beginning) as file:
                for row in group:
                    file.add(row.lines, bytes(row.blob))
            try:
                self.tool.run(
                    ["assemble", "--stage", self.name, *STAGE_OPTIONS, "--jobs", "1", "-o", written, *self.options, given],
                    may_lose_input=False)
            except InputKilled as death:
                raise ToolError(f"{death} in the stage {self.name}") from death
            try:
                with open(written, "rb") as lines:
                    yield from self._split(lines, number)
            except Incomplete as problem:
                raise ToolError(f"what the stage {self.name} wrote is not whole: {problem}") from problem

    def _split(self, lines: Iterable[bytes], number: int) -> Iterator[tuple]:
        return split(lines, number, self.beginning)


class Gathering(Stage):
    """`gather`: makes artifacts of their ranges. A bin is a file, and what comes out are rows of evidence."""

    def _split(self, lines: Iterable[bytes], number: bytes) -> Iterator[tuple]:
        return evidence.rows(lines, {evidence.spelt(number): bytes(number)}, self.beginning)


# The timeline decides what is kept of a log; a report without one is the same of more.
STAGE_OPTIONS = ("--report", "timeline", "--no-config", "-q")


def split(lines: Iterable[bytes], number: int, beginning: bytes) -> Iterator[tuple]:
    """Rows of OUTPUT from what a stage wrote: one for each log, which has a number of its own, or for all of it.

    Raises Incomplete where the end is missing.
    """
    head = None
    packer = Packer()
    count = 0
    ended = False
    for line in lines:
        count += 1
        if count == 1:
            if line != beginning:
                raise Incomplete("it was written by another version of acs-logscan")
        elif line.startswith(b'{"end":'):
            ended = json.loads(line)["end"]["lines"] == count - 1
        else:
            if line.startswith(b'{"folded":'):
                yield from _of(head, number, packer)
                head, packer = json.loads(line)["folded"], Packer()
            packer.add(line)
    if not ended:
        raise Incomplete("it ends before its last line")
    yield from _of(head, number, packer)


def _of(head: dict, number: int, packer: Packer) -> Iterator[tuple]:
    ties = head["ties"] if head else {}
    for part, (lines, blob) in enumerate(packer.finish()):
        told: List[list] = [sorted(ties.get(kind, [])) if part == 0 else [] for kind in ("keys", "offers", "wants")]
        yield (head["number"] if head else number, part, lines, len(blob), blob, *told)
