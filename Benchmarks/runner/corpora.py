"""Generated corpora, kept in a cache folder."""

import json
import os
import shutil
import subprocess

from .measuring import BenchmarkError

UNITS = {"K": 10, "M": 20, "G": 30}


def byte_count(text):
    """`64M` as a number."""
    text = text.strip().upper()
    if text and text[-1] in UNITS:
        return int(text[:-1]) << UNITS[text[-1]]
    return int(text)


def size_name(count):
    """A number of bytes as `64M`, where it is one."""
    for unit in "GMK":
        if count >= 1 << UNITS[unit] and count % (1 << UNITS[unit]) == 0:
            return f"{count >> UNITS[unit]}{unit}"
    return str(count)


class Corpus:
    """A folder with `input`, `truth.json` and `calls.jsonl`.

    `is_log` is false for exports and events, whose records are no lines and whose rows are no clients.
    """

    def __init__(self, folder, is_log=True):
        self.folder = folder
        self.name = os.path.basename(folder)
        self.input = os.path.join(folder, "input")
        self.calls = os.path.join(folder, "calls.jsonl")
        self.is_log = is_log
        with open(os.path.join(folder, "truth.json"), encoding="utf-8") as file:
            self.truth = json.load(file)

    @property
    def files(self):
        """The files of the input, sorted."""
        return sorted(os.path.join(self.input, name) for name in os.listdir(self.input))


class Cache:
    """Makes what is missing, and finds again what is there."""

    def __init__(self, folder, make_corpus, seed=1, log=print):
        self.folder = folder
        self.make_corpus = make_corpus
        self.seed = seed
        self.log = log
        os.makedirs(folder, exist_ok=True)

    def corpus(self, name, *arguments, is_log=True):
        """The corpus of that name, which must name all of its arguments."""
        folder = os.path.join(self.folder, f"{name}-seed{self.seed}")
        if not os.path.exists(folder):
            self.log(f"generating {name}")
            made = subprocess.run(
                [self.make_corpus, folder, *arguments, "--seed", str(self.seed)],
                stderr=subprocess.PIPE, check=False)
            if made.returncode != 0:
                raise BenchmarkError(f"{name}: {made.stderr.decode(errors='replace').strip()}")
        return Corpus(folder, is_log)

    def remove(self, corpus):
        """Gives the space back."""
        shutil.rmtree(corpus.folder)

    def scratch(self, name):
        """A file for output."""
        return os.path.join(self.folder, name)
