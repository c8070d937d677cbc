"""Running commands: what one run costs, and several commands side by side."""

import json
import os
import statistics
import subprocess
from dataclasses import dataclass, field


class BenchmarkError(Exception):
    """Something that makes a measurement worthless, in words for a user."""


@dataclass
class Command:
    """A command line, where its standard output goes, and which ends are good ones."""

    name: str
    arguments: list
    output: str = os.devnull
    statuses: tuple = (0,)
    environment: dict = field(default_factory=dict)


@dataclass
class Run:
    """What one run cost: seconds of wall and of processor time, and the greatest resident memory in bytes."""

    seconds: float
    processor: float
    peak: int
    status: int


class Measurements:
    """The runs of one command."""

    def __init__(self, runs):
        self.runs = runs

    @property
    def median(self):
        return statistics.median(run.seconds for run in self.runs)

    @property
    def least(self):
        return min(run.seconds for run in self.runs)

    @property
    def greatest(self):
        return max(run.seconds for run in self.runs)

    @property
    def peak(self):
        return max(run.peak for run in self.runs)


class Stopwatch:
    """Runs commands through the `measure` program."""

    # A command that takes longer is run less often; the table says how often.
    LONG = 5.0
    VERY_LONG = 30.0

    def __init__(self, measure, runs=7):
        self.measure = measure
        self.runs = runs

    def run(self, command):
        """One run."""
        environment = dict(os.environ, **command.environment)
        result = subprocess.run(
            [self.measure, command.output, *command.arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment)
        if result.returncode != 0:
            raise BenchmarkError(f"{command.name}: {result.stderr.decode(errors='replace').strip()}")
        cost = json.loads(result.stdout)
        if cost["status"] not in command.statuses:
            words = result.stderr.decode(errors="replace").strip()[-400:]
            raise BenchmarkError(f"{command.name}: ended with status {cost['status']}: {words}")
        return Run(cost["seconds"], cost["user"] + cost["system"], cost["peak"], cost["status"])

    def interleaved(self, commands, after_each):
        """The runs of each command, taking turns, so that what disturbs the machine disturbs all alike.

        `after_each(command)` is called behind every run, and may raise where a result is wrong. The first round
        warms the cache; it counts only where it took so long that another one would be too much.
        """
        runs = {command.name: [] for command in commands}
        wanted = {}
        for command in commands:
            first = self.run(command)
            after_each(command)
            wanted[command.name] = self._count(first.seconds)
            if wanted[command.name] == 1:
                runs[command.name].append(first)
        for turn in range(self.runs):
            for command in commands:
                if turn < wanted[command.name] and len(runs[command.name]) < wanted[command.name]:
                    runs[command.name].append(self.run(command))
                    after_each(command)
        return {name: Measurements(list_of_runs) for name, list_of_runs in runs.items()}

    def _count(self, seconds):
        if seconds > self.VERY_LONG:
            return 1
        return min(self.runs, 3) if seconds > self.LONG else self.runs

    def once(self, command, after_each=lambda command: None):
        """A single run, where memory counts and not time."""
        run = self.run(command)
        after_each(command)
        return Measurements([run])

    def often(self, command, runs=25):
        """Many runs of something short, after one that warms the cache."""
        self.run(command)
        return Measurements([self.run(command) for _ in range(runs)])
