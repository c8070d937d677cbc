"""Comparing what the tool found with what the generator planted, however large the report is."""

import json
from itertools import islice

from .measuring import BenchmarkError

CHUNK = 1 << 20


class ReportReader:
    """Members of a report, one after the other; the calls one by one, so that a million need no memory."""

    def __init__(self, path):
        self.file = open(path, encoding="utf-8")
        self.decoder = json.JSONDecoder()
        self.text = ""
        self.place = 0

    def members(self):
        """Pairs of a member's name and its value; for `calls` the value is an iterator, to be used up first."""
        self._expect("{")
        while True:
            if self._peek() == "}":
                return
            if self._peek() == ",":
                self.place += 1
            name = self._value()
            self._expect(":")
            yield (name, self._elements()) if name == "calls" else (name, self._value())

    def _elements(self):
        self._expect("[")
        while True:
            following = self._peek()
            if following == "]":
                self.place += 1
                return
            if following == ",":
                self.place += 1
            yield self._value()

    def _peek(self):
        while True:
            while self.place < len(self.text) and self.text[self.place] in " \t\r\n":
                self.place += 1
            if self.place < len(self.text):
                return self.text[self.place]
            if not self._more():
                raise BenchmarkError("the report ends early")

    def _expect(self, character):
        found = self._peek()
        if found != character:
            raise BenchmarkError(f"the report has {found!r} where {character!r} should stand")
        self.place += 1

    def _value(self):
        self._peek()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.place)
            except json.JSONDecodeError:
                if not self._more():
                    raise BenchmarkError("the report ends within a value") from None
                continue
            # A number at the end of a chunk may go on in the next one.
            if end == len(self.text) and self._more():
                continue
            self.place = end
            return value

    def _more(self):
        piece = self.file.read(max(CHUNK, len(self.text) - self.place))
        if not piece:
            return False
        self.text = self.text[self.place:] + piece
        self.place = 0
        return True


def facts_of(call, is_log):
    """What must be found of a call, of a report's: hashable, and the same for the same facts."""
    ends = sorted((end.get("code"), end.get("subCode")) for end in call.get("endReasons", []))
    return hash((
        tuple(sorted(entry["id"] for entry in call["ids"])), tuple(ends), tuple(sorted(call["flags"])),
        len(call["clients"]) if is_log else 0))


def planted_facts_of(call, is_log):
    """The same, of a line of truth."""
    return hash((
        tuple(sorted(call["ids"])), tuple(sorted(tuple(end) for end in call["ends"])),
        tuple(sorted(call["flags"])), call["participants"] if is_log else 0))


def check(report, corpus):
    """Raises BenchmarkError where a report does not say exactly what was planted."""
    planted = {}
    with open(corpus.calls, encoding="utf-8") as lines:
        for line in lines:
            call = json.loads(line)
            planted[call["callId"]] = planted_facts_of(call, corpus.is_log)
    truth = corpus.truth
    wrong = []
    for name, value in ReportReader(report).members():
        if name == "summary":
            for key, expected in (("bytes", truth["bytes"]), ("calls", truth["calls"])):
                if value[key] != expected:
                    wrong.append(f"{key}: {value[key]} instead of {expected}")
            if corpus.is_log and value["records"] != truth["lines"]:
                wrong.append(f"records: {value['records']} instead of {truth['lines']}")
        elif name == "artifacts":
            found = sum(1 for artifact in value if artifact["kind"] != "archive")
            if found != truth["artifacts"]:
                wrong.append(f"artifacts: {found} instead of {truth['artifacts']}")
        elif name == "calls":
            for call in value:
                expected = planted.pop(call.get("callId"), None)
                if expected is None:
                    wrong.append(f"call {call['key']} was never planted")
                elif expected != facts_of(call, corpus.is_log):
                    wrong.append(f"call {call['key']}: IDs, end codes, flags or clients differ")
    wrong += [f"call {key} was not found" for key in islice(planted, 3)]
    if wrong:
        more = f" (and {len(wrong) - 5} more)" if len(wrong) > 5 else ""
        raise BenchmarkError(f"{corpus.name}: wrong findings: " + "; ".join(wrong[:5]) + more)


def leg_ends(report):
    """How often each end code stands at a leg of a report's calls."""
    counts = {}
    for name, value in ReportReader(report).members():
        if name != "calls":
            continue
        for call in value:
            for leg in call["legs"]:
                if "endReason" in leg:
                    code = str(leg["endReason"]["code"])
                    counts[code] = counts.get(code, 0) + 1
    return counts
