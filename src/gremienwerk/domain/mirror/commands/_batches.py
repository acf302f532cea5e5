"""How much goes to the database at once?"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

BATCH: Final = 2000
Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """Yield `items` in lists of at most `size`."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch
