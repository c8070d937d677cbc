"""Reads a JSON report piece by piece: it may be larger than memory."""

import json
from typing import Iterator, TextIO, Tuple

_PIECE = 1 << 20


def members(report: TextIO) -> Iterator[Tuple[str, object]]:
    """The members of the report: each element of a list by itself, every other value as it is."""
    text = _Text(report)
    text.expect("{")
    while text.peek() != "}":
        key = text.value()
        text.expect(":")
        if text.peek() == "[":
            text.expect("[")
            while text.peek() != "]":
                yield key, text.value()
                if text.peek() == ",":
                    text.expect(",")
            text.expect("]")
        else:
            yield key, text.value()
        if text.peek() == ",":
            text.expect(",")


class _Text:
    """The text of a JSON document, of which a part is in memory."""

    def __init__(self, file: TextIO):
        self.file = file
        self.buffer = ""
        self.place = 0
        self.decoder = json.JSONDecoder()

    def peek(self) -> str:
        while True:
            while self.place < len(self.buffer) and self.buffer[self.place] in " \n\r\t":
                self.place += 1
            if self.place < len(self.buffer):
                return self.buffer[self.place]
            if not self._read(_PIECE):
                raise ValueError("the report ends early")

    def expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise ValueError(f"the report has {self.buffer[self.place]!r} where {sign!r} belongs")
        self.place += 1

    def value(self) -> object:
        self.peek()
        piece = _PIECE
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.place)
                # A number may go on in the next piece, and be a shorter one without its end.
                if self.buffer[end:end + 1] in tuple(",]}: \n\r\t") or not self._read(_PIECE):
                    self.place = end
                    return value
            except json.JSONDecodeError:
                # A long value is tried as often as its length doubles.
                if not self._read(piece):
                    raise
                piece *= 2

    def _read(self, size: int) -> bool:
        more = self.file.read(size)
        if self.place:
            self.buffer = self.buffer[self.place:]
            self.place = 0
        self.buffer += more
        return bool(more)
