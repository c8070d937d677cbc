"""The lines of evidence files: cut into rows, and put together again."""

import json
import zlib
from dataclasses import dataclass, field
from typing import Iterable, Iterator, List, Optional, Tuple

from pyspark.sql import types as T

# Packed bytes of one row: a cell of Parquet and a record of a shuffle end at 2 GiB.
_LONGEST_BLOB = 32 << 20

SCHEMA = T.StructType([
    # Of the item that it was read with, below the root.
    T.StructField("file", T.BinaryType()),
    # The place of the artifact; no ordinal is that of a file that was not read.
    T.StructField("path", T.StringType()),
    T.StructField("ordinal", T.LongType()),
    # Of a range of an artifact, its first byte.
    T.StructField("start", T.LongType()),
    # The evidence of a large artifact is several rows; the first has all that is told of it besides.
    T.StructField("part", T.IntegerType()),
    T.StructField("lines", T.LongType()),
    T.StructField("size", T.LongType()),
    T.StructField("blob", T.BinaryType()),
    # What the artifact is, and what it lists, without what was observed in it.
    T.StructField("headLines", T.LongType()),
    T.StructField("head", T.BinaryType()),
    # What copies have in common.
    T.StructField("bytes", T.LongType()),
    T.StructField("signature", T.StringType()),
    T.StructField("isManifest", T.BooleanType()),
    T.StructField("isUndecodedTrace", T.BooleanType()),
    # Ends of paths that a listing has digests of; those it cut end with an asterisk.
    T.StructField("listed", T.ArrayType(T.StringType())),
    # What the artifact's own name is compared by.
    T.StructField("names", T.ArrayType(T.StringType())),
])


class Incomplete(Exception):
    """The evidence ends early, or is none."""


def packed(text: bytes) -> bytes:
    """A gzip member; several of them behind one another are a file."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packer.compress(text) + packer.flush()


@dataclass
class Packer:
    """Packs lines into blobs of limited size."""

    blobs: List[Tuple[int, bytes]] = field(default_factory=list)
    _pending: List[bytes] = field(default_factory=list)
    _size: int = 0
    _lines: int = 0
    _done: List[bytes] = field(default_factory=list)
    _packed: int = 0

    def add(self, line: bytes) -> None:
        self._pending.append(line)
        self._size += len(line)
        self._lines += 1
        if self._size > 4 << 20:
            self._pack()
            if self._packed > _LONGEST_BLOB:
                self._cut()

    def finish(self) -> List[Tuple[int, bytes]]:
        """How many lines each blob has, and the blob."""
        self._pack()
        if self._lines:
            self._cut()
        return self.blobs

    def _pack(self) -> None:
        if self._pending:
            self._done.append(packed(b"".join(self._pending)))
            self._packed += len(self._done[-1])
        self._pending, self._size = [], 0

    def _cut(self) -> None:
        self.blobs.append((self._lines, b"".join(self._done)))
        self._done, self._packed, self._lines = [], 0, 0


def rows(lines: Iterable[bytes], files: dict, beginning: bytes) -> Iterator[tuple]:
    """Rows of SCHEMA from the lines of one evidence file.

    files: The item of each path below the root, as evidence spells it.
    Raises Incomplete where the end is missing.
    """
    artifact: Optional[_Entry] = None
    count = 0
    ended = False
    for line in lines:
        count += 1
        if count == 1:
            if line != beginning:
                raise Incomplete("it was written by another version of acs-logscan")
        elif line.startswith((b'{"artifact":', b'{"range":')):
            if artifact:
                yield from artifact.rows(files)
            artifact = _Artifact(line) if line.startswith(b'{"artifact":') else _Range(line)
        elif line.startswith(b'{"notRead":'):
            if artifact:
                yield from artifact.rows(files)
            artifact = None
            yield not_read_row(line, files)
        elif line.startswith(b'{"end":'):
            ended = json.loads(line)["end"]["lines"] == count - 1
        elif artifact:
            artifact.add(line)
    if not ended:
        raise Incomplete("it ends before its last line")
    if artifact:
        yield from artifact.rows(files)


def not_read_row(line: bytes, files: dict) -> tuple:
    path = json.loads(line)["notRead"]["artifact"]["path"]
    blob = packed(line)
    return (_item(path, files), path, None, None, 0, 1, len(blob), blob, 1, blob, *_NOTHING_ELSE)


# The other columns where there is nothing to compare.
_NOTHING_ELSE = (None, None, False, False, [], [])


def not_read(path: bytes, size: int, detail: str) -> bytes:
    """The line for a file that killed the tool, as the tool itself would say that it could not be read."""
    artifact = {
        "bytes": 0, "compressions": [], "counts": {"cut": 0, "other": 0, "recognised": 0}, "fileBytes": size,
        "kind": "unknown", "path": spelt(path), "problems": [{"detail": detail, "kind": "unreadable"}], "records": 0,
    }
    line = json.dumps({"notRead": {"argument": 0, "artifact": artifact}}, ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8") + b"\n"


def _item(path: str, files: dict) -> bytes:
    """The item that a file is, or lies in."""
    while path not in files and path:
        path = path.rpartition("/")[0]
    return files.get(path, b"")


def spelt(path: bytes) -> str:
    """A path as evidence has it."""
    return path.decode("utf-8", "replace")


class _Entry:
    """The lines of one thing that was read, as they come."""

    def __init__(self, line: bytes):
        self.all = Packer()
        self.all.add(line)

    def add(self, line: bytes) -> None:
        self.all.add(line)


class _Range(_Entry):
    def __init__(self, line: bytes):
        super().__init__(line)
        self.value = json.loads(line)["range"]

    def rows(self, files: dict) -> Iterator[tuple]:
        place = self.value["place"]
        for part, (lines, blob) in enumerate(self.all.finish()):
            yield (
                _item(place["path"], files), place["path"], place["ordinal"], self.value["text"]["start"], part, lines, len(blob),
                blob, None, None, *_NOTHING_ELSE)


class _Artifact(_Entry):
    def __init__(self, line: bytes):
        super().__init__(line)
        self.value = json.loads(line)["artifact"]
        self.head = Packer()
        self.head.add(line)
        self.listed: set = set()

    def add(self, line: bytes) -> None:
        super().add(line)
        if line.startswith(b'{"listed":'):
            self.head.add(line)
            file = json.loads(line)["listed"]
            if file.get("digest"):
                self.listed.add(listed_name(file["path"], file.get("isPathIncomplete", False)))

    def rows(self, files: dict) -> Iterator[tuple]:
        place, evidence = self.value["place"], self.value["evidence"]
        artifact, signature = evidence["artifact"], evidence["signature"]
        providers = (artifact.get("trace") or {}).get("providers", [])
        file = _item(place["path"], files)
        heads = self.head.finish()
        for part, (lines, blob) in enumerate(self.all.finish()):
            told = (
                sum(count for count, _ in heads), b"".join(head for _, head in heads), artifact["bytes"],
                f"{signature['ticks']} {signature['observations']}", artifact["kind"] == "etw-manifest",
                any(provider["decodable"] < provider["events"] for provider in providers), sorted(self.listed),
                sorted(names(artifact["path"])),
            ) if part == 0 else (None, None, *_NOTHING_ELSE)
            yield (file, place["path"], place["ordinal"], None, part, lines, len(blob), blob, *told)


def coarse(name: str) -> str:
    """What is left of a name that systems spell differently: more names are alike than the tool takes for one."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def listed_name(path: str, is_cut: bool) -> str:
    name = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    beginning = name.split("…")[0].split("?")[0]
    if beginning.endswith("..."):
        beginning = beginning[:-3]
    return coarse(beginning) + "*" if is_cut or beginning != name else coarse(name)


def names(path: str) -> set:
    """What a listing may call an artifact: with and without its packing and a browser's number."""
    name = path.rpartition("/")[2]
    found = {name}
    for ending in (".gz", ".xz", ".bz2", ".zst"):
        if name.lower().endswith(ending):
            found.add(name[: -len(ending)])
    for one in list(found):
        head, opened, rest = one.rpartition("(")
        number, closed, tail = rest.partition(")")
        if opened and closed and number.isdigit():
            found.add(head + tail)
    return {coarse(one) for one in found}


class EvidenceFile:
    """Writes an evidence file of lines and of packed lines, itself packed."""

    def __init__(self, path: str, beginning: bytes):
        self._file = open(path, "wb")
        self._lines = 1
        self._file.write(packed(beginning))

    def __enter__(self) -> "EvidenceFile":
        return self

    def __exit__(self, failure, *_) -> None:
        if failure is None:
            end = json.dumps({"end": {"lines": self._lines}}, separators=(",", ":"))
            self._file.write(packed(end.encode("utf-8") + b"\n"))
        self._file.close()

    def add(self, lines: int, blob: bytes) -> None:
        self._lines += lines
        self._file.write(blob)
