#!/usr/bin/env python3
"""Measures acs-logscan beside its peers, checks what it finds, and prints one table. See README.md."""

import argparse
import os
import shlex
import shutil
import sys

from runner import folder, table
from runner.corpora import Cache, byte_count
from runner.measuring import BenchmarkError, Stopwatch
from runner.peers import Peers
from runner.rows import EXTRA_ROWS, ROWS, Bench

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=byte_count, default=byte_count("64M"), help="bytes of each corpus (64M)")
    parser.add_argument(
        "--memory-sizes", type=lambda text: [byte_count(size) for size in text.split(",")],
        help="sizes for the peak memory (30M and --size); the goals name 30M,1G,16G")
    parser.add_argument("--calls", type=int, default=100_000, help="greatest number of calls (100000)")
    parser.add_argument("--call-bytes", type=int, default=3000, help="bytes of log for each of those calls (3000)")
    parser.add_argument("--runs", type=int, default=7, help="runs of each command (7); fewer of long ones")
    names = ", ".join([*ROWS, *EXTRA_ROWS])
    parser.add_argument("--rows", help=f"only these, separated by commas: {names}; all; or extra")
    parser.add_argument("--corpus", metavar="PATH", help="measure a folder of your own instead")
    parser.add_argument("--seed", type=int, default=1, help="another corpus of the same kind (1)")
    parser.add_argument("--json", metavar="FILE", help="write everything that was measured")
    parser.add_argument("--record", action="store_true", help="append the table to RESULTS.md")
    parser.add_argument("--clean", action="store_true", help="remove the generated corpora afterwards")
    parser.add_argument("--cache", default=os.path.join(HERE, ".corpus"), help="folder for generated corpora")
    parser.add_argument("--tool", default=os.path.join(ROOT, ".build/release/acs-logscan"))
    parser.add_argument("--make-corpus", default=os.path.join(HERE, ".build/release/make-corpus"))
    parser.add_argument("--measure", default=os.path.join(HERE, ".build/release/measure"))
    return parser.parse_args()


def chosen_rows(names):
    """The rows that --rows names."""
    every = {**ROWS, **EXTRA_ROWS}
    if not names:
        return ROWS
    if names == "all":
        return every
    if names == "extra":
        return EXTRA_ROWS
    chosen = {}
    for name in names.split(","):
        if name not in every:
            raise BenchmarkError(f"{name}: no row of that name; there are {', '.join(every)}")
        chosen[name] = every[name]
    return chosen


def measured(arguments, bench):
    """All lines of the table; a row that fails is said, and the others go on."""
    if arguments.corpus:
        return folder.rows(bench, arguments.corpus), []
    lines, failures = [], []
    for name, row in chosen_rows(arguments.rows).items():
        print(f"measuring {name}", file=sys.stderr)
        try:
            lines += row(bench)
        except BenchmarkError as error:
            failures.append(f"{name}: {error}")
            print(f"  {error}", file=sys.stderr)
    return lines, failures


def main():
    arguments = options()
    arguments.memory_sizes = arguments.memory_sizes or sorted({byte_count("30M"), arguments.size})
    for program in (arguments.tool, arguments.make_corpus, arguments.measure):
        if not os.path.exists(program):
            raise BenchmarkError(f"{program}: not built; `make bench` builds it")
    cache = Cache(arguments.cache, arguments.make_corpus, arguments.seed, lambda text: print(text, file=sys.stderr))
    peers = Peers(cache.scratch)
    bench = Bench(arguments.tool, cache, peers, Stopwatch(arguments.measure, arguments.runs), arguments)
    lines, failures = measured(arguments, bench)

    about = {**table.environment(arguments.tool), "missing": peers.missing(), "peers": peers.versions()}
    print(table.markdown(lines))
    if not arguments.corpus and arguments.size < byte_count("1G"):
        print("\nThe goals are for --size 1G: the less there is to read, the more starting up weighs.")
    print(f"\n{about['date']}, {about['commit']}, {about['machine']}")
    if about["missing"]:
        print(f"Not installed (make bench-peers): {', '.join(about['missing'])}")
    for failure in failures:
        print(f"FAILED {failure}")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            file.write(table.as_json(lines, {**about, "failures": failures}) + "\n")
    if arguments.record:
        command = "Benchmarks/run.py " + shlex.join(sys.argv[1:])
        table.record(os.path.join(HERE, "RESULTS.md"), lines, {**about, "failures": failures}, command)
    if arguments.clean:
        shutil.rmtree(arguments.cache)
    # Wrong findings make a run worthless; a goal that is not reached is a result.
    return 1 if failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchmarkError as error:
        sys.exit(f"run.py: {error}")
