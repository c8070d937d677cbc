"""The command line."""

import argparse
import os
import sys

from .tool import InputKilled, Tool, ToolError

_UNITS = {"K": 10, "M": 20, "G": 30, "T": 40}


def byte_count(text: str) -> int:
    """`256M`, or a number of bytes."""
    shift = _UNITS.get(text[-1:].upper(), 0)
    try:
        count = int(text[:-1] if shift else text) << shift
    except ValueError:
        count = 0
    if count <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of bytes such as 256M")
    return count


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="acs-logscan-spark",
        description="The report of acs-logscan over more attachments than one machine reads, distributed by Apache Spark.")
    parser.add_argument("root", help="folder of attachments; every worker has to see it under this path")
    parser.add_argument("-o", "--output", required=True, help="folder for report.json and the tables, seen by every worker")
    parser.add_argument("--timeline", action="store_true", help="write timeline.json, too")
    parser.add_argument("--simple", action="store_true", help="distribute the reading alone; the driver does the rest")
    parser.add_argument(
        "--partition-size", type=byte_count, default=byte_count("256M"), metavar="SIZE",
        help="input of one task, with K, M, G or T (256M)")
    parser.add_argument(
        "--range-size", type=byte_count, default=byte_count("256M"), metavar="SIZE",
        help="larger files are read by several tasks, a range of this size each (256M)")
    parser.add_argument(
        "--tool", default="acs-logscan", metavar="PROGRAM",
        help="the tool on every worker: a path, a name on the PATH, or a file that the job was submitted with")
    parser.add_argument(
        "--tool-timeout", type=float, metavar="SECONDS", help="what takes longer in one run is tried file by file, then given up")
    parser.add_argument("--tool-memory", type=byte_count, metavar="SIZE", help="address space of one run")
    parser.add_argument(
        "--extract-option", action="append", default=[], metavar="OPTION",
        help="handed on to extract, such as --extract-option=--patterns --extract-option=/shared/app.yaml; may be repeated")
    parser.add_argument(
        "--assemble-option", action="append", default=[], metavar="OPTION",
        help="handed on to assemble, such as --assemble-option=--timezone --assemble-option=UTC; may be repeated")
    parser.add_argument("--master", help="Spark's master; spark-submit knows it otherwise")
    return parser


def main() -> None:
    arguments = parser().parse_args()
    root, output = os.path.realpath(arguments.root), os.path.realpath(arguments.output)
    if not os.path.isdir(root):
        sys.exit(f"acs-logscan-spark: {root} is no folder")
    if os.path.commonpath([root, output]) in (root, output):
        sys.exit("acs-logscan-spark: the output must lie apart from the attachments")

    from pyspark.sql import SparkSession

    from . import job

    builder = SparkSession.builder.appName("acs-logscan")
    if arguments.master:
        builder = builder.master(arguments.master)
    spark = builder.getOrCreate()
    try:
        job.run(spark, job.Options(
            root=root, output=output,
            tool=Tool(arguments.tool, arguments.tool_timeout, arguments.tool_memory),
            timeline=arguments.timeline, simple=arguments.simple, partition_size=arguments.partition_size,
            range_size=arguments.range_size,
            extract_options=tuple(arguments.extract_option), assemble_options=tuple(arguments.assemble_option)))
    except (ToolError, InputKilled) as problem:
        sys.exit(f"acs-logscan-spark: {problem}")
    finally:
        spark.stop()
