"""A set of very many words in little room: those of one bucket share one text."""

from collections.abc import Iterable, Iterator, Set

# Words a bucket. About 15 bytes a word, where a frozenset takes a hundred.
_BUCKET = 8


class WordList(Set[str]):
    """A set of words, of which none holds a line break."""

    __slots__ = ("_buckets", "_count")

    def __init__(self, words: Iterable[str]) -> None:
        different = frozenset(words)
        count = len(different) // _BUCKET + 1
        buckets = [[""] for _ in range(count)]
        for word in different:
            buckets[hash(word) % count].append(word)
        self._count = len(different)
        self._buckets = tuple("\n".join(bucket) + "\n" for bucket in buckets)

    def __contains__(self, word: object) -> bool:
        buckets = self._buckets
        return f"\n{word}\n" in buckets[hash(word) % len(buckets)]

    def __iter__(self) -> Iterator[str]:
        for bucket in self._buckets:
            yield from bucket.split("\n")[1:-1]

    def __len__(self) -> int:
        return self._count
