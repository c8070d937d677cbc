"""What needs no Spark."""

import io
import json

import pytest
from acs_logscan_spark import cli, discovery, evidence, report
from acs_logscan_spark.discovery import Item
from acs_logscan_spark.tool import chunks


def test_balance_gives_every_item_once_and_loads_alike():
    items = [Item(f"{size}-{number}".encode(), size << 20) for size in (1, 5, 90, 200) for number in range(25)]

    shares = discovery.balance(items, 7)

    assert sorted(item.path for share in shares for item in share) == sorted(item.path for item in items)
    loads = [sum(item.size for item in share) for share in shares]
    assert len(shares) == 7 and max(loads) - min(loads) <= 90 << 20


def test_balance_lets_the_largest_begin():
    shares = discovery.balance([Item(b"small", 1 << 20), Item(b"large", 9 << 20), Item(b"medium", 5 << 20)], 3)
    assert [item.path for share in shares for item in share] == [b"large", b"medium", b"small"]


def test_large_files_are_cut_into_ranges_that_cover_them():
    items = [Item(b"small", 100), Item(b"large", 250), Item(b"even", 200)]
    assert list(discovery.cut(items, 100)) == [
        items[0], Item(b"large", 100, (0, 100)), Item(b"large", 100, (100, 200)), Item(b"large", 50, (200, None)),
        Item(b"even", 100, (0, 100)), Item(b"even", 100, (100, None))]


def test_balance_keeps_contexts_apart():
    items = [Item(b"a", 10), Item(b"b", 10, context=(b"x",)), Item(b"c", 10, context=(b"x",))]
    shares = discovery.balance(items, 1)
    assert sorted([item.path for item in share] for share in shares) == [[b"a"], [b"b", b"c"]]


def test_chunks_are_short_enough_for_a_command_line():
    paths = [b"x" * 1000] * 1000
    pieces = chunks(paths)
    assert [path for piece in pieces for path in piece] == paths
    assert max(len(piece) for piece in pieces) == 130
    assert [len(piece) for piece in chunks([b"x"] * 513)] == [256, 256, 1]


@pytest.mark.parametrize("listed, attached", [
    (r"C:\Users\Contoso\console.log", "a/console.log"),
    ("logs/Console (1).log", "x.zip!/console (1).log.gz"),
    ("app.log", "app.log.GZ"),
    ("app.log", "app (2).log"),
])
def test_a_listed_file_may_be_an_attachment(listed, attached):
    assert evidence.listed_name(listed, is_cut=False) in evidence.names(attached)


def test_a_cut_name_is_a_beginning():
    assert evidence.listed_name(r"C:\Logs\conso...", is_cut=True) == "conso*"
    assert evidence.listed_name(r"C:\Logs\conso…", is_cut=False) == "conso*"


def test_blobs_end_where_they_are_long_enough():
    import os
    import zlib

    packer = evidence.Packer()
    lines = [os.urandom(1 << 20).hex().encode() + b"\n" for _ in range(40)]
    for line in lines:
        packer.add(line)
    blobs = packer.finish()
    assert len(blobs) == 2 and sum(count for count, _ in blobs) == 40

    def unpacked(blob):
        text = b""
        while blob:
            member = zlib.decompressobj(31)
            text += member.decompress(blob)
            blob = member.unused_data
        return text

    assert b"".join(unpacked(blob) for _, blob in blobs) == b"".join(lines)


def test_evidence_without_its_end_is_none():
    beginning = b'{"evidence":{}}\n'
    whole = [beginning, b'{"end":{"lines":1}}\n']
    assert list(evidence.rows(whole, {}, beginning)) == []
    for lines in (whole[:1], [], [whole[0], b'{"end":{"lines":2}}\n'], [b'{"evidence":{"other":1}}\n', whole[1]]):
        with pytest.raises(evidence.Incomplete):
            list(evidence.rows(lines, {}, beginning))


def test_a_report_is_read_in_pieces(monkeypatch):
    whole = {"a": 1.5, "list": [{"text": "]}\"\\" * 5}, [], 12345, "ü"], "empty": [], "last": {"x": [1, 2]}}
    for size in (1, 2, 3, 7, 1 << 20):
        monkeypatch.setattr(report, "_PIECE", size)
        found = list(report.members(io.StringIO(json.dumps(whole, indent=1))))
        assert found == [("a", 1.5), *(("list", value) for value in whole["list"]), ("last", whole["last"])]
    with pytest.raises(ValueError):
        list(report.members(io.StringIO('{"list": [1, 2')))


def test_byte_counts():
    assert cli.byte_count("256M") == 256 << 20 and cli.byte_count("17") == 17
    for wrong in ("", "0", "-1", "M", "1X"):
        with pytest.raises(Exception):
            cli.byte_count(wrong)
