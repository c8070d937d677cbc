#!/usr/bin/env python3
"""Makes the fixtures that are no plain text. Same bytes on every run: no clock, no file names inside."""

import gzip
import pathlib
import struct
import uuid

HERE = pathlib.Path(__file__).resolve().parent


def write(ticket, name, data):
    folder = HERE / ticket / "attachments"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def packed(text):
    data = bytearray(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    data[9] = 3  # the operating system byte differs between Python versions
    return bytes(data)


def call(number, day, end="code: 0, subcode: 0", words=""):
    """One ordinary call of the tutorial app."""
    stamp = f"2024-{day}T08:0{number}"
    return [
        f"azure:ACS-calling:info {stamp}:00.000Z CallClient1 created",
        f"{stamp}:02.000Z Call added : Call Id = b17e000{number}-2b2b-4c4c-8d8d-3e3e4f4f500{number}{words}",
        f"{stamp}:02.004Z Call state changed  Connecting",
        f"{stamp}:04.000Z Call state changed  Connected",
        f"{stamp}:34.000Z Call state changed  Disconnected",
        f"{stamp}:34.001Z Call end reason: {end}",
    ]


def two_participants():
    source = (HERE / "two-participants" / "bob-console.log").read_text()
    write("two-participants", "bob-console.log.gz", packed(source))


def encodings():
    little = "\r\n".join(call(1, "04-02", words=" mit Jürgen Weiß")) + "\r\n"
    write("utf16-and-crlf", "notepad.log", b"\xff\xfe" + little.encode("utf-16-le"))
    big = "\n".join(call(2, "04-02", words=" с Ольгой")) + "\n"
    write("utf16-and-crlf", "powershell.log", big.encode("utf-16-be"))
    write("utf16-and-crlf", "windows.log", ("\r\n".join(call(3, "04-02", words=" à Zoé")) + "\r\n").encode())
    write("utf16-and-crlf", "old-mac.log", ("\r".join(call(4, "04-02")) + "\r").encode())


def noise(count):
    """Lines that are not about calls and do not shrink to nothing; a small generator of its own."""
    state = 20240507
    lines = []
    for number in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        lines.append(f"2024-05-07T07:{number // 60 % 60:02d}:{number % 60:02d}.000Z poll {state:016x} ok")
    return lines


def damaged():
    whole = packed("\n".join(call(5, "05-07") + noise(400)) + "\n")
    write("damaged-gzip", "cut.log.gz", whole[: len(whole) // 2])
    whole = packed("\n".join(call(6, "05-07", "code: 0, subcode: 5000")) + "\n")
    write("damaged-gzip", "garbage-behind.log.gz", whole + b"\x00\x17not gzip\xff" * 3)
    whole = bytearray(packed("\n".join(call(7, "05-07")) + "\n"))
    whole[-8] ^= 0x5A
    write("damaged-gzip", "wrong-checksum.log.gz", bytes(whole))


def wide(text):
    return text.encode("utf-16-le") + b"\0\0"


class Trace:
    """A binary Windows trace of buffers of 4 KiB, whose performance counter ticks ten million times a second."""

    SIZE = 4096
    START = 134170920000000000  # 2026-03-04T10:00:00Z, in 100 ns since 1601

    def __init__(self, session):
        head = struct.pack("<I4BIIqIIIIIII", self.SIZE, 10, 0, 1, 5, 19045, 2, self.START + 900_000_000, 156250, 0, 0, 0, 1, 8, 3)
        head += struct.pack("<I", 2400) + bytes(16 + 172)
        head += bytes(-len(head) % 8)
        head += struct.pack("<qqqII", self.START - 36_000_000_000, 10_000_000, self.START, 1, 0)
        self.data = b""
        self.buffer(0, [self.system(0, 2, 0, head + wide(session) + wide(session + ".etl"))], kind=4)

    @staticmethod
    def ticks(seconds):
        return 5_000_000 + round(seconds * 10_000_000)

    def buffer(self, processor, records, kind=0):
        body = b"".join(record + b"\xff" * (-len(record) % 8) for record in records)
        filled = 72 + len(body)
        head = struct.pack("<IIIIqqQBBHIIHH16x", self.SIZE, filled, filled, 0, self.START, 1, 0, processor, 8, 1, 3, filled, 0, kind)
        self.data += (head + body).ljust(self.SIZE, b"\xff")

    def system(self, hook, version, seconds, payload):
        return struct.pack("<HBBHHIIqQ", version, 2, 0xC0, 32 + len(payload), hook, 77, 1234, self.ticks(seconds), 0) + payload

    def event(self, provider, number, channel, level, seconds, items, payload):
        chain = b""
        for index, (kind, data) in enumerate(items):
            more = 1 if index + 1 < len(items) else 0
            chain += struct.pack("<HHHH", (8 + len(data) + 7) // 8 * 8, kind, more, len(data)) + data
            chain += bytes(-len(chain) % 8)
        size = 80 + len(chain) + len(payload)
        head = struct.pack("<HBBHHIIq", size, 0x13, 0xC0, 1 if items else 0, 0, 77, 1234, self.ticks(seconds))
        head += uuid.UUID(provider).bytes_le
        head += struct.pack("<HBBBBHQQ16x", number, 0, channel, level, 0, 0, 1, 0)
        return head + chain + payload

    def self_describing(self, name, seconds, fields, items=()):
        """A TraceLogging event of UTF-16 texts and 32-bit numbers: pairs of name and value."""
        described, payload = b"\0" + name.encode() + b"\0", b""
        for field, value in fields:
            text = isinstance(value, str)
            described += field.encode() + b"\0" + (b"\x01" if text else b"\x08")
            payload += wide(value) if text else struct.pack("<I", value)
        metadata = struct.pack("<H", 2 + len(described)) + described
        traits = b"Contoso.Calling\0"
        items = [*items, (11, metadata), (12, struct.pack("<H", 2 + len(traits)) + traits)]
        return self.event("5a1fd0c2-0c1d-5e2e-8f3f-4a4b5c5d6e01", 0, 11, 4, seconds, items, payload)

    def message(self, number, seconds, payload):
        """A WPP message with GUID, time, thread and process."""
        content = uuid.UUID("6b2fe0d3-1d2e-4f3f-9a4a-5b5c6d6e7f02").bytes_le
        content += struct.pack("<qII", self.ticks(seconds), 77, 1234)
        return struct.pack("<HBBHH", 8 + len(content) + len(payload), 0, 0x90, number, 0x2A) + content + payload


MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events">
  <instrumentation>
    <events>
      <provider name="Contoso-Call-Quality" guid="{7c3ff1e4-2e3f-4a4b-8b5c-6c6d7e7f8a03}">
        <tasks><task name="Network" value="1"/></tasks>
        <maps>
          <valueMap name="Quality">
            <map value="1" message="$(string.Good)"/>
            <map value="3" message="$(string.Bad)"/>
          </valueMap>
        </maps>
        <templates>
          <template tid="Changed">
            <data name="callId" inType="win:GUID"/>
            <data name="diagnostic" inType="win:UnicodeString"/>
            <data name="value" inType="win:UInt32" map="Quality"/>
          </template>
        </templates>
        <events>
          <event value="5" task="Network" template="Changed" level="win:Warning"/>
        </events>
      </provider>
    </events>
  </instrumentation>
  <localization>
    <resources culture="en-US">
      <stringTable>
        <string id="Good" value="Good"/>
        <string id="Bad" value="Bad"/>
      </stringTable>
    </resources>
  </localization>
</instrumentationManifest>
"""


def windows_trace():
    call = "e7ace001-5a5a-4b4b-8c8c-7d7d8e8e9f01"
    trace = Trace("Contoso Media")
    image = struct.pack("<QIIIIQI", 1, 1234, 4, 1, 0, 2, 0) + bytes(4)
    image += b"ContosoCalls.exe\0" + wide("ContosoCalls.exe /background") + wide("") + wide("")
    trace.buffer(1, [
        trace.self_describing("CallState", 4, [("callId", call), ("state", "Connected")]),
        trace.event(
            "7c3ff1e4-2e3f-4a4b-8b5c-6c6d7e7f8a03", 5, 0, 3, 58, [],
            uuid.UUID(call).bytes_le + wide("networkReconnect") + struct.pack("<I", 3)),
        trace.self_describing("CallEnd", 65, [("callId", call), ("code", 490), ("subCode", 4502)]),
    ])
    trace.buffer(0, [
        trace.system(0x0303, 4, 0, image),
        trace.self_describing("CallState", 2, [("callId", call), ("state", "Connecting")]),
        trace.message(12, 2.5, b"request sent, ms-cv: WxYzAbCdEfGhIjKlMnOpQr.1.2\0\1\2"),
        trace.self_describing("Note", 3, [("text", 'said "yes"'), ("text", "twice")], [(13, b"\1\2\3\4\5\6\7\x08")]),
        trace.self_describing("CallState", 65.01, [("callId", call), ("state", "Disconnected")]),
    ])
    write("windows-trace", "ContosoMediaStackETW-0.etl", trace.data)
    write("windows-trace", "Contoso-Call-Quality.man", MANIFEST.encode())


if __name__ == "__main__":
    two_participants()
    encodings()
    damaged()
    windows_trace()
