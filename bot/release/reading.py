"""What HR may read: the words that candidates allowed, mixed, and tied to nobody."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.interview.script import Ask, Script
from bot.privacy.batch import BagAnswer

NOTHING_TO_READ = "There is nothing to read yet."


@dataclass(frozen=True, slots=True)
class Words:
    """What was written under one question, in no order and without who wrote it."""

    question: str
    written: tuple[str, ...]


def mixed(
    answers: Iterable[BagAnswer], script: Script, shuffle: Callable[[list[Any]], None]
) -> tuple[Words, ...]:
    """The words among these answers by question, in the order of the script, each lot shuffled.

    A question that is no longer asked stands last, under its id.
    """
    written: dict[str, list[str]] = defaultdict(list)
    for answer in answers:
        if answer.words:
            written[answer.question].append(answer.words)
    for lot in written.values():
        shuffle(lot)
    texts = {ask.id: ask.texts[0] for ask in script.steps if isinstance(ask, Ask) and ask.texts}
    order = [*(id_ for id_ in texts if id_ in written), *sorted(written.keys() - texts.keys())]
    return tuple(Words(texts.get(id_, id_), tuple(written[id_])) for id_ in order)


def read_lines(words: Sequence[Words]) -> tuple[str, ...]:
    """The words as lines of text, for a terminal."""
    if not words:
        return (NOTHING_TO_READ,)
    lines: list[str] = []
    for each in words:
        lines += [each.question, ""]
        for text in each.written:
            first, *rest = text.splitlines() or [""]
            lines += [f"  - {first}", *(f"    {line}" for line in rest), ""]
    return tuple(lines[:-1])
