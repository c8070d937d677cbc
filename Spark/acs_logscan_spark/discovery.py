"""What is in a folder, by names and sizes alone, and how it is shared out."""

import heapq
import os
import stat
from dataclasses import dataclass
from typing import Iterable, Iterator, List, Optional, Sequence, Tuple


@dataclass(frozen=True)
class Item:
    """What is read as one: a file, a part of a large one, or a folder that cannot be taken apart."""

    # Below the root, as the system has it.
    path: bytes
    size: int
    # First byte and the one behind the last, None for the end of the file; None for all of it.
    range: Optional[Tuple[int, Optional[int]]] = None
    # Other files below the root that say something about this one.
    context: Tuple[bytes, ...] = ()


def walk(root: str) -> Iterator[Item]:
    """Everything in a folder that the tool has something to say about: also links and what cannot be listed.

    A folder with names that are no UTF-8 is one item: a command line could not name what is in it, the tool finds it.
    """
    top = os.fsencode(root)
    pending = [b""]
    while pending:
        folder = pending.pop()
        try:
            entries = list(os.scandir(os.path.join(top, folder)))
        except OSError:
            # The tool says what is wrong with it.
            yield Item(folder, 0)
            continue
        if not all(map(_is_text, (entry.name for entry in entries))):
            yield Item(folder, _size(os.path.join(top, folder)))
            continue
        for entry in entries:
            path = os.path.join(folder, entry.name)
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                yield Item(path, 0)
                continue
            if stat.S_ISDIR(status.st_mode):
                pending.append(path)
            else:
                yield Item(path, status.st_size if stat.S_ISREG(status.st_mode) else 0)


def cut(items: Iterable[Item], length: int) -> Iterator[Item]:
    """The items, with files longer than `length` in ranges of it: what cannot be read so is read whole with its first range."""
    for item in items:
        if item.size <= length:
            yield item
            continue
        for start in range(0, item.size, length):
            size = min(length, item.size - start)
            yield Item(item.path, size, (start, start + size if start + size < item.size else None))


def _is_text(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _size(folder: bytes) -> int:
    size = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                size += os.lstat(os.path.join(parent, name)).st_size
            except OSError:
                continue
    return size


# What starting to read a file costs, in bytes of reading: many small ones are not free.
_COST_OF_A_FILE = 64 << 10


def balance(items: Iterable[Item], partitions: int) -> List[List[Item]]:
    """Shares items out by size, the big ones first; no partition is empty.

    Items with different context never share a partition, for a run of the tool has one.
    """
    contexts: dict = {}
    for item in items:
        contexts.setdefault(item.context, []).append(item)
    shares: List[List[Item]] = []
    total = sum(map(_cost, (item for group in contexts.values() for item in group)))
    for _, group in sorted(contexts.items()):
        group.sort(key=_place)
        count = max(1, round(partitions * sum(map(_cost, group)) / total))
        numbers = shared_out([_cost(item) for item in group], count)
        share: List[List[Item]] = [[] for _ in range(max(numbers) + 1)]
        for item, number in zip(group, numbers):
            share[number].append(item)
        shares += share
    # The largest begins first, so that no long task stands alone at the end.
    return sorted(shares, key=lambda share: (-sum(map(_cost, share)), _place(share[0])))


def shared_out(costs: Sequence[int], count: int) -> List[int]:
    """The share, from 0, that each of several things goes to: each goes to the one with the least, the costly ones first."""
    numbers = [0] * len(costs)
    heap = [(0, number) for number in range(min(count, len(costs)))]
    for index in sorted(range(len(costs)), key=lambda index: -costs[index]):
        load, number = heapq.heappop(heap)
        numbers[index] = number
        heapq.heappush(heap, (load + costs[index], number))
    return numbers


def _place(item: Item) -> Tuple[bytes, int]:
    return item.path, item.range[0] if item.range else 0


def _cost(item: Item) -> int:
    return item.size + _COST_OF_A_FILE


def partition_count(items: Sequence[Item], cores: int, target: int) -> int:
    """As many partitions as there are tasks of `target` bytes, and at least three for each core: a slow one is no brake then."""
    by_size = -(-sum(map(_cost, items)) // target)
    return max(1, min(len(items), max(by_size, 3 * cores)))
