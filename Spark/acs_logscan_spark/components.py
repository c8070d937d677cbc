"""Which logs have to be joined together: connected components, found by stars that grow together."""

from typing import Callable

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

# Writes a frame so that what follows does not compute it again, and reads it back.
Keep = Callable[[DataFrame, str], DataFrame]


def words(logs: DataFrame) -> DataFrame:
    """Pairs of a log's number and a word: logs that share a word belong together.

    keys: Words that tie all logs that have them.
    offers, wants: Words that tie a log to those that want them; to those that have or offer them.
    """
    def of(kind: str) -> DataFrame:
        return logs.select("number", F.explode(kind).alias("word")).distinct()

    keys, offers, wants = of("keys"), of("offers"), of("wants")
    pairs = (
        keys
        .union(offers.join(wants.select("word"), "word", "left_semi").select("number", "word"))
        .union(wants.join(keys.select("word").union(offers.select("word")), "word", "left_semi").select("number", "word")))
    return pairs.distinct()


def components(pairs: DataFrame, keep: Keep) -> DataFrame:
    """The component of each number that shares a word with another: the least number in it, as `component`.

    Kiveris and others, "Connected Components in MapReduce and Beyond" (2014): each round lets every number point at the least of
    its neighbours, in turn for the larger and for the smaller ones. The rounds grow with the logarithm of the longest chain, and a
    number with many neighbours costs no more than these.
    """
    # A word that many share is a star around the least of them from the start, and no clique.
    least = pairs.groupBy("word").agg(F.min("number").alias("to"))
    edges = pairs.join(least, "word").where("number <> to").select(F.col("number").alias("from"), "to").distinct()
    edges = keep(edges, "edges-0")
    before, number = None, 0
    while before != (before := _fingerprint(edges)):
        number += 1
        edges = keep(_small_star(_large_star(edges)), f"edges-{number}")
    roots = edges.select(F.col("to").alias("number"), F.col("to").alias("component"))
    return edges.select(F.col("from").alias("number"), F.col("to").alias("component")).union(roots).distinct()


def _large_star(edges: DataFrame) -> DataFrame:
    """Every number lets its larger neighbours point at the least of its neighbours and itself."""
    both = edges.union(edges.select(F.col("to").alias("from"), F.col("from").alias("to")))
    least = both.groupBy("from").agg(F.least(F.min("to"), F.first("from")).alias("least"))
    larger = both.where("to > from").join(least, "from")
    return larger.select(F.col("to").alias("from"), F.col("least").alias("to")).distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Every number lets its smaller neighbours, and itself, point at the least of them."""
    least = edges.groupBy("from").agg(F.min("to").alias("least"))
    smaller = edges.join(least, "from").where("to <> least").select(F.col("to").alias("from"), F.col("least").alias("to"))
    return smaller.union(least.select("from", F.col("least").alias("to"))).distinct()


def _fingerprint(edges: DataFrame) -> tuple:
    row = edges.agg(F.count("*"), F.expr("bit_xor(xxhash64(`from`, to))")).first()
    return tuple(row)
