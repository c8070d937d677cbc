"""A cluster of real processes: a master and two workers, one of which is killed half-way."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pyspark
import pytest
from conftest import SETTINGS

PATIENCE = 240


def until(condition, what):
    """Waits for something that another process does; a failure of the test is all that time decides."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"in vain for {what}"
        time.sleep(0.05)


class Cluster:
    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"spark://127.0.0.1:{port}"
        self.processes = [self._start("master", "master.Master", "--port", str(port))]
        self._await("master", "Starting Spark master at")
        self.workers = {}
        for number in (1, 2):
            name = f"worker-{number}"
            self.workers[name] = self._start(
                name, "worker.Worker", "--cores", "1", "--memory", "1g", "--work-dir", str(folder / name), self.url)
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


@pytest.fixture
def cluster(tmp_path):
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.stop()


def test_a_worker_that_dies_changes_nothing(cluster, tool, scan, tmp_path):
    from corpus import write

    folder = tmp_path / "input"
    write(str(folder), artifacts=12, calls=60, shared_by=5)
    marks = tmp_path / "marks"
    marks.mkdir()
    program = tmp_path / "wrapper"
    # The first to read one file says who it is and never ends; others say that they are done.
    program.write_text(f"""#!/bin/sh
case "$*" in
  extract*ticket-000003/console-1.log*)
    if mkdir '{marks}/taken' 2>/dev/null; then echo $$ >'{marks}/pid.part'; mv '{marks}/pid.part' '{marks}/pid'; exec sleep 3600; fi ;;
esac
'{tool}' "$@"
status=$?
case "$*" in extract*) touch '{marks}'/done-$$ ;; esac
exit $status
""")
    program.chmod(0o755)
    output = tmp_path / "output"
    settings = {**SETTINGS, "spark.executor.memory": "512m", "spark.executor.cores": "1"}
    job = subprocess.Popen(
        [sys.executable, "-m", "acs_logscan_spark", str(folder), "-o", str(output), "--tool", str(program),
         "--master", cluster.url],
        env={**os.environ, "PYSPARK_SUBMIT_ARGS": " ".join(
            [*(f"--conf {name}={value}" for name, value in settings.items()), "pyspark-shell"])},
        stdout=subprocess.DEVNULL, stderr=open(tmp_path / "job.log", "wb"))
    try:
        def halfway():
            assert job.poll() is None, (tmp_path / "job.log").read_text()[-4000:]
            return (marks / "pid").exists() and len(list(marks.glob("done-*"))) >= 3

        until(halfway, "half of the tasks")
        victim = session(int((marks / "pid").read_text()))
        killed = [worker for worker in cluster.workers.values() if worker.pid == victim]
        assert len(killed) == 1
        cluster.kill(killed[0])
        assert job.wait(PATIENCE) == 0, (tmp_path / "job.log").read_text()[-4000:]
    finally:
        job.kill()

    assert (output / "report.json").read_bytes() == scan(folder)
    assert sum(worker.poll() is None for worker in cluster.workers.values()) == 1
