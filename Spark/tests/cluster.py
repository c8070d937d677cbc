"""Spark's standalone cluster on the loopback interface."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pyspark

PATIENCE = 240


def until(condition, what):
    """Waits for something that another process does; a failure of the test is all that time decides."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"in vain for {what}"
        time.sleep(0.05)


class Cluster:
    """A master and workers of one core each, every one a machine of its own as far as processes go."""

    def __init__(self, folder, workers=2, memory="1g"):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"spark://127.0.0.1:{port}"
        self.processes = [self._start("master", "master.Master", "--port", str(port))]
        self._await("master", "Starting Spark master at")
        self.workers = {}
        for number in range(1, workers + 1):
            name = f"worker-{number}"
            self.workers[name] = self._start(
                name, "worker.Worker", "--cores", "1", "--memory", memory, "--work-dir", str(folder / name), self.url)
            self.processes.append(self.workers[name])
        for name in self.workers:
            self._await(name, "Successfully registered with master")

    def _start(self, name, kind, *arguments):
        program = os.path.join(pyspark.__path__[0], "bin", "spark-class")
        command = [program, f"org.apache.spark.deploy.{kind}", "--host", "127.0.0.1", "--webui-port", "0", *arguments]
        with open(self.folder / f"{name}.log", "wb") as log:
            # A session of its own: what it starts can be told, and ends with it.
            return subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"})

    def _await(self, name, words):
        log = self.folder / f"{name}.log"
        until(lambda: words in log.read_text(errors="replace"), f"{words!r} in {name}.log")

    def kill(self, process):
        """Ends a machine: everything in its session."""
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and session(int(entry.name)) == process.pid:
                try:
                    os.kill(int(entry.name), signal.SIGKILL)
                except ProcessLookupError:
                    pass
        process.wait()

    def stop(self):
        for process in self.processes:
            self.kill(process)


def session(pid):
    try:
        return os.getsid(pid)
    except (ProcessLookupError, PermissionError):
        return None
