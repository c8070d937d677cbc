"""A cluster of real processes: a master and two workers, one of which is killed half-way."""

import os
import subprocess
import sys

import pytest
from cluster import PATIENCE, Cluster, session, until
from conftest import SETTINGS
from corpus import write


@pytest.fixture
def cluster(tmp_path):
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.stop()


def test_a_worker_that_dies_changes_nothing(cluster, tool, scan, tmp_path):
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
