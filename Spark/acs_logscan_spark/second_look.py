"""Which files have to be read once more, because of what stands in others."""

from typing import Iterator, List

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from .discovery import Item


def needed(heads: DataFrame, sizes: dict) -> Iterator[Item]:
    """Files that one reading of everything would have opened again.

    Artifacts that may be copies of each other, for their digests; those that listings have digests of, for these; traces with
    events that nothing described, for the manifests.

    heads: The first row of each artifact.
    sizes: Bytes of each file.
    """
    told = heads.agg(F.max("isManifest"), F.max(F.size("listed") > 0)).first()
    context: dict = {file: [] for file in _files(_suspects(heads))}
    if told[0]:
        manifests = _files(heads.where("isManifest"))
        for file in _files(heads.where("isUndecodedTrace")):
            context.setdefault(file, []).extend(manifests)
    if told[1]:
        listings = _files(heads.where(F.size("listed") > 0))
        for file in _files(_listed(heads)):
            context.setdefault(file, []).extend(listings)
    for file, others in context.items():
        yield Item(file, sizes[file], context=tuple(sorted(set(others))))


def _files(rows: DataFrame) -> List[bytes]:
    return [bytes(row.file) for row in rows.select("file").distinct().collect()]


def _suspects(heads: DataFrame) -> DataFrame:
    """What the tool itself would compare by digests: not empty, equally long, alike in what was noticed."""
    alike = heads.where("bytes > 0").groupBy("bytes", "signature").agg(F.count("*").alias("count"), F.collect_set("file").alias("files"))
    return alike.where("count > 1").select(F.explode("files").alias("file"))


def _listed(heads: DataFrame) -> DataFrame:
    listed = heads.select(F.explode("listed").alias("name")).distinct()
    named = heads.select("file", F.explode("names").alias("name"))
    cut = listed.where(F.col("name").endswith("*")).select(F.expr("substring(name, 1, length(name) - 1)").alias("beginning"))
    whole = named.join(listed, "name", "left_semi")
    return whole.select("file").union(named.join(cut, F.expr("startswith(name, beginning)"), "left_semi").select("file"))
