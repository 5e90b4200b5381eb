"""Labels made so coarse that many share each: alone, put together with others, or left out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

FEWEST_PER_LABEL = 15
# A label is shown to the people who bear it: of more parts it would say nothing to them.
MOST_PARTS = 4
_OR = " or "


def coarse(written: Sequence[str]) -> Mapping[str | None, int]:
    """How many bear each label once all are made coarse; under None those who bear none.

    `written` has one label per person, empty where there is none, in any order. Upper and lower
    case are one label, under the spelling used most.
    """
    spelling = _spellings(written)
    sizes = Counter(spelling[_key(label)] for label in written if label)
    labels = {_OR.join(group): sum(sizes[part] for part in group) for group in _groups(sizes)}
    rest = len(written) - sum(labels.values())
    found: dict[str | None, int] = {label: labels[label] for label in sorted(labels)}
    return {**found, None: rest} if rest else found


def _groups(sizes: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Labels that stand alone, and small ones put together until they are enough."""
    small: list[str] = []
    for label in sorted(sizes, key=lambda label: (-sizes[label], label)):
        if sizes[label] >= FEWEST_PER_LABEL:
            yield (label,)
        else:
            small.append(label)
    yield from _merged(small, sizes)


def _merged(small: Sequence[str], sizes: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """The largest first, so that as few parts as can be make a label; the last may be left out."""
    rest = list(small)
    while rest:
        most = min(MOST_PARTS, len(rest))
        enough = (
            n for n in range(2, most + 1) if sum(sizes[s] for s in rest[:n]) >= FEWEST_PER_LABEL
        )
        parts = next(enough, None)
        if parts is None:
            return
        # What is left over and would bear no label joins, where that stays readable.
        if len(rest) <= MOST_PARTS and not _suffice(rest[parts:], sizes):
            parts = len(rest)
        yield tuple(sorted(rest[:parts]))
        rest = rest[parts:]


def _suffice(labels: Sequence[str], sizes: Mapping[str, int]) -> bool:
    return len(labels) > 1 and sum(sizes[label] for label in labels) >= FEWEST_PER_LABEL


def _spellings(written: Sequence[str]) -> Mapping[str, str]:
    used = Counter(label for label in written if label)
    best: dict[str, str] = {}
    for label in sorted(used, key=lambda label: (-used[label], label)):
        best.setdefault(_key(label), label)
    return best


def _key(label: str) -> str:
    return label.casefold()
