"""What a task does with its share of files: runs the tool on them, and makes rows of what it says."""

import os
import tempfile
from dataclasses import dataclass
from typing import Iterable, Iterator, List, Sequence, Tuple

from . import evidence
from .discovery import Item
from .tool import InputKilled, Tool, ToolError, chunks


@dataclass(frozen=True)
class Extraction:
    """The same rows for the same files, wherever and however often it runs."""

    tool: Tool
    root: str
    # The first line of evidence, by which all workers are known to have the same version.
    beginning: bytes
    with_digests: bool
    # Of `extract`, as they are.
    options: Tuple[str, ...] = ()

    def __call__(self, shares: Iterable[List[Item]]) -> Iterator[tuple]:
        for share in shares:
            for item in share:
                if item.range:
                    yield from self._rows([item])
            whole = [item for item in share if not item.range]
            by_path = {item.path: item for item in whole}
            for paths in chunks([item.path for item in whole]):
                yield from self._rows([by_path[path] for path in paths])

    def _rows(self, items: Sequence[Item]) -> Iterator[tuple]:
        """Rows of several files; of those that kill the tool, that they did."""
        files = {evidence.spelt(item.path): item.path for item in items}
        with tempfile.TemporaryDirectory(prefix="acs-logscan-") as folder:
            path = os.path.join(folder, "evidence.ndjson")
            try:
                self.tool.run(self._arguments(items, path))
            except InputKilled as death:
                if len(items) > 1:
                    for item in items:
                        yield from self._rows([item])
                    return
                # Several ranges of a file may end so, and say the same of it.
                size = os.lstat(os.path.join(os.fsencode(self.root), items[0].path)).st_size
                line = evidence.not_read(items[0].path, size, f"{death} while it read this file")
                yield evidence.not_read_row(line, files)
                return
            try:
                with open(path, "rb") as lines:
                    yield from evidence.rows(lines, files, self.beginning)
            except evidence.Incomplete as problem:
                raise ToolError(f"evidence is not whole: {problem}") from problem

    def _arguments(self, items: Sequence[Item], output: str) -> list:
        root = os.fsencode(self.root)
        arguments: list = ["extract", "--no-config", "-q", "--jobs", "1", "--root", root, "-o", output, *self.options]
        if not self.with_digests:
            arguments.append("--no-digests")
        for path in items[0].context:
            arguments += ["--context", os.path.join(root, path)]
        if items[0].range:
            start, end = items[0].range
            arguments += ["--range", f"{start}:{'' if end is None else end}"]
        return [*arguments, "--", *(os.path.join(root, item.path) if item.path else root for item in items)]
