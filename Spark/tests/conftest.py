import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
os.environ["ACS_LOGSCAN_NO_CONFIG"] = "1"
os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
os.environ["PYSPARK_PYTHON"] = sys.executable
SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "4",
}


@pytest.fixture(scope="session")
def tool():
    program = os.environ.get("ACS_LOGSCAN", str(PROJECT / ".build/release/acs-logscan"))
    if not os.access(program, os.X_OK):
        pytest.exit(f"{program} is not there: run make build, or name another in ACS_LOGSCAN", 1)
    return program


@pytest.fixture(scope="session")
def spark():
    from pyspark.sql import SparkSession

    # A task may fail three times.
    builder = SparkSession.builder.master("local[2,4]").appName("tests")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def tickets(tmp_path_factory):
    """All fixtures of the project in one folder, and what no fixture has."""
    folder = tmp_path_factory.mktemp("tickets")
    for ticket in sorted((PROJECT / "Fixtures").iterdir()):
        if ticket.is_dir():
            shutil.copytree(ticket / "attachments", folder / ticket.name)
    odd = folder / "odd"
    odd.mkdir()
    log = (PROJECT / "Fixtures/two-participants/attachments/alice-console.log").read_bytes()
    for name in (b"caf\xe9.log", b"caf\xe9s.log", "übergröße.log".encode()):
        Path(os.fsdecode(os.path.join(os.fsencode(odd), name))).write_bytes(log)
    (odd / "empty.log").write_bytes(b"")
    (odd / "empty folder").mkdir()
    (odd / "link.log").symlink_to("empty.log")
    os.mkfifo(odd / "pipe")
    shutil.make_archive(str(odd / "more"), "zip", PROJECT / "Fixtures/two-participants")
    # The manifest lies elsewhere than the trace, and a list of digests elsewhere than the files.
    trace = folder / "windows-trace"
    (trace / "Contoso-Call-Quality.man").rename(odd / "Contoso-Call-Quality.man")
    return folder


@pytest.fixture
def scan(tool):
    """What one run of the tool says."""

    def scan(folder, *arguments):
        command = [tool, *(arguments or ("scan", "--format", "json")), "-q", str(folder)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
        assert done.returncode in (0, 2)
        return done.stdout

    return scan


@pytest.fixture
def wrapped(tool, tmp_path):
    """A program that does something before it becomes the tool."""

    def wrapped(script):
        path = tmp_path / "wrapper"
        path.write_text(f"#!/bin/sh\ntool='{tool}'\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    return wrapped


@pytest.fixture
def run(spark, tool, tmp_path):
    """Runs the job in this process, and gives the folder that it wrote."""
    from acs_logscan_spark import job
    from acs_logscan_spark.tool import Tool

    def run(folder, program=None, **options):
        output = tmp_path / "output"
        limits = {name: options.pop(name) for name in ("timeout", "memory") if name in options}
        job.run(spark, job.Options(
            root=str(folder), output=str(output), tool=Tool(program or tool, **limits), **options))
        return output

    return run


def rows(spark, output, table):
    return [row.asDict() for row in spark.read.parquet(f"file://{output}/{table}").collect()]


