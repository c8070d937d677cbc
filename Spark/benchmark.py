#!/usr/bin/env python3
"""Runs the job on clusters of one machine over an invented corpus: time, bytes of shuffles, peak memory.

    .build/spark/bin/python Spark/benchmark.py --workers 1,2

Compares the report with that of a single run of the tool.
"""

import argparse
import filecmp
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "tests"))

from cluster import Cluster, session  # noqa: E402
from corpus import write  # noqa: E402


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--artifacts", type=int, default=10_000)
    parser.add_argument("--calls", type=int, default=200_000)
    parser.add_argument("--shared-by", type=int, default=1_000, help="artifacts that one call is seen in")
    parser.add_argument("--workers", default="1,2", help="numbers of workers of one core each")
    parser.add_argument("--memory", default="1g", help="of each executor, and of the driver")
    parser.add_argument("--corpus", default=str(HERE / ".corpus"), help="folder for the corpora")
    parser.add_argument("--tool", default=str(HERE.parent / ".build/release/acs-logscan"))
    return parser.parse_args()


class Peaks(threading.Thread):
    """The largest resident memory of each kind of process in some sessions, ten times a second."""

    def __init__(self, sessions, tool):
        super().__init__(daemon=True)
        self.sessions = sessions
        self.tool = tool
        self.peaks = {}
        self.ended = threading.Event()

    def run(self):
        while not self.ended.wait(0.1):
            for entry in Path("/proc").iterdir():
                if entry.name.isdigit() and session(int(entry.name)) in self.sessions:
                    self._look(entry)

    def _look(self, process):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
            status = (process / "status").read_text()
        except OSError:
            return
        peak = next((int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM:")), 0)
        kind = self._kind([part.decode("utf-8", "replace") for part in command])
        if kind:
            self.peaks[kind] = max(peak, self.peaks.get(kind, 0))

    def _kind(self, command):
        words = " ".join(command)
        if "CoarseGrainedExecutorBackend" in words:
            return "executor (Java)"
        if "SparkSubmit" in words:
            return "driver (Java)"
        if "pyspark.daemon" in words:
            return "executor (Python)"
        if "acs_logscan_spark" in words:
            return "driver (Python)"
        if command[0] == self.tool and len(command) > 3:
            return f"tool: {command[command.index('--stage') + 1] if '--stage' in command else command[1]}"
        return None


def shuffles(folder):
    """Bytes written by shuffles, as the event log has them, and the seconds that tasks ran."""
    written = busy = 0
    for log in Path(folder).rglob("*"):
        if not log.is_file() or log.name.startswith("."):
            continue
        with open(log, encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith('{"Event":"SparkListenerTaskEnd"'):
                    continue
                metrics = json.loads(line).get("Task Metrics") or {}
                written += metrics.get("Shuffle Write Metrics", {}).get("Shuffle Bytes Written", 0)
                busy += metrics.get("Executor Run Time", 0) / 1000
    return written, busy


def measure(workers, corpus, scratch, arguments):
    folder = Path(tempfile.mkdtemp(dir=scratch))
    cluster = Cluster(folder, workers, arguments.memory)
    try:
        events = folder / "events"
        events.mkdir()
        settings = {
            "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false", "spark.driver.memory": arguments.memory,
            "spark.executor.memory": arguments.memory, "spark.executor.cores": "1", "spark.eventLog.enabled": "true",
            "spark.eventLog.dir": f"file://{events}", "spark.sql.shuffle.partitions": "16",
        }
        environment = {
            **os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
            "PYSPARK_SUBMIT_ARGS": " ".join([*(f"--conf {name}={value}" for name, value in settings.items()), "pyspark-shell"]),
        }
        began = time.monotonic()
        with open(folder / "job.log", "wb") as log:
            job = subprocess.Popen(
                [sys.executable, "-m", "acs_logscan_spark", str(corpus), "-o", str(folder / "output"), "--tool", arguments.tool,
                 "--master", cluster.url], env=environment, stdout=log, stderr=log, start_new_session=True)
            peaks = Peaks({job.pid, *(worker.pid for worker in cluster.workers.values())}, arguments.tool)
            peaks.start()
            status = job.wait()
        seconds = time.monotonic() - began
        peaks.ended.set()
        peaks.join()
        said = (folder / "job.log").read_text(errors="replace")
        if status:
            sys.exit(said[-4000:])
        written, busy = shuffles(events)
        print(f"\n{workers} worker(s): {seconds:.1f} s, tasks {busy:.1f} s, shuffles {written / 1e6:.1f} MB written")
        for kind, peak in sorted(peaks.peaks.items()):
            print(f"  {kind:24} {peak / (1 << 20):8.0f} MiB")
        for line in said.splitlines():
            if line.startswith("acs-logscan-spark:"):
                print(f"  {line}")
        return folder / "output"
    finally:
        cluster.stop()


def main():
    arguments = options()
    os.environ["ACS_LOGSCAN_NO_CONFIG"] = "1"
    corpus = Path(arguments.corpus) / f"{arguments.artifacts}-{arguments.calls}-{arguments.shared_by}"
    if not corpus.exists():
        draft = corpus.with_suffix(".part")
        shutil.rmtree(draft, ignore_errors=True)
        write(str(draft), arguments.artifacts, arguments.calls, arguments.shared_by)
        draft.rename(corpus)
    size = sum(path.stat().st_size for path in corpus.rglob("*.log"))
    print(f"{arguments.artifacts} artifacts, {arguments.calls} calls, {size / 1e6:.0f} MB, one call in {arguments.shared_by} of them")
    with tempfile.TemporaryDirectory() as scratch:
        single = Path(scratch) / "report.json"
        began = time.monotonic()
        subprocess.run([arguments.tool, "scan", "-q", "--format", "json", "-o", str(single), str(corpus)], check=True)
        print(f"one run of the tool: {time.monotonic() - began:.1f} s")
        for workers in map(int, arguments.workers.split(",")):
            output = measure(workers, corpus, scratch, arguments)
            same = filecmp.cmp(output / "report.json", single, shallow=False)
            print(f"  the report is {'the same, byte for byte' if same else 'ANOTHER ONE'}")
            if not same:
                sys.exit(1)


if __name__ == "__main__":
    main()
