"""Runs the tool where a task runs."""

import json
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from typing import List, Optional, Sequence


class ToolError(Exception):
    """The tool cannot do its work here, whatever the input: the task fails, and Spark tries it elsewhere."""


class InputKilled(Exception):
    """The tool did not survive this input."""


@dataclass(frozen=True)
class Tool:
    """The program and what limits it."""

    # A path, a name on the PATH, or a file that `spark-submit --files` brought.
    program: str = "acs-logscan"
    # Seconds for one run; None for any.
    timeout: Optional[float] = None
    # Bytes of address space for one run; None for any.
    memory: Optional[int] = None

    # Some input was lost, and the report says which.
    INPUT_LOST = 2
    # The arguments are wrong; a report cannot be written.
    _OURS = {64: "refused its arguments", 73: "could not write", 126: "cannot be run", 127: "is not there"}

    def run(self, arguments: Sequence, may_lose_input: bool = True) -> None:
        """Runs it to the end.

        may_lose_input: Whether it may say that it could not read everything.
        Raises InputKilled where it crashed, was killed or took too long, ToolError where the input is not to blame.
        """
        environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
        with tempfile.TemporaryFile() as messages:
            try:
                process = subprocess.Popen(
                    [self._located(), *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=messages,
                    env=environment)
            except OSError as error:
                raise ToolError(f"{self.program} could not be started: {error.strerror}") from error
            try:
                if self.memory:
                    resource.prlimit(process.pid, resource.RLIMIT_AS, (self.memory, self.memory))
                status = process.wait(self.timeout)
            except subprocess.TimeoutExpired:
                raise InputKilled(f"acs-logscan did not come to an end in {self.timeout:g} s") from None
            finally:
                if process.poll() is None:
                    process.kill()
                    process.wait()
            messages.seek(0)
            said = messages.read().decode("utf-8", "replace").strip()[-2000:]
        if status == 0 or status == self.INPUT_LOST and may_lose_input:
            return
        if status == self.INPUT_LOST:
            raise ToolError(f"acs-logscan could not read what it wrote itself: {said}")
        if status in self._OURS:
            raise ToolError(f"acs-logscan {self._OURS[status]}: {said}")
        # A shell in between tells a signal so.
        number = -status if status < 0 else status - 128
        if 0 < number < signal.NSIG:
            raise InputKilled(f"acs-logscan was ended by {_name(number)}")
        raise InputKilled(f"acs-logscan ended with status {status}")

    def beginning(self) -> bytes:
        """The first line of all evidence that this version writes."""
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "empty"))
            path = os.path.join(folder, "evidence.ndjson")
            self.run(["extract", "--no-config", "-q", "-o", path, os.path.join(folder, "empty")])
            with open(path, "rb") as lines:
                first = lines.readline()
        if "evidence" not in json.loads(first):
            raise ToolError("this acs-logscan writes no evidence")
        return first

    def _located(self) -> str:
        found = shutil.which(self.program)
        if found:
            return found
        from pyspark import SparkFiles

        brought = os.path.join(SparkFiles.getRootDirectory(), os.path.basename(self.program))
        if not os.path.exists(brought):
            raise ToolError(f"{self.program} is not there, on the PATH, or among the job's --files")
        if not os.access(brought, os.X_OK):
            os.chmod(brought, 0o755)
        return brought


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def chunks(paths: Sequence[bytes], count: int = 256, length: int = 128 << 10) -> List[List[bytes]]:
    """Cuts a list so that each piece fits onto a command line, and one that kills the tool costs few others a second try."""
    pieces: List[List[bytes]] = []
    size = 0
    for path in paths:
        if not pieces or len(pieces[-1]) == count or size + len(path) > length:
            pieces.append([])
            size = 0
        pieces[-1].append(path)
        size += len(path) + 1
    return pieces
