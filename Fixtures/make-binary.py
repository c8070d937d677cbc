#!/usr/bin/env python3
"""Makes the fixtures that are no plain text. Same bytes on every run: no clock, no file names inside."""

import gzip
import pathlib

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


if __name__ == "__main__":
    two_participants()
    encodings()
    damaged()
