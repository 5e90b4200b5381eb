"""Names of people, companies and universities: every word that the lists do not explain."""

from collections.abc import Iterator, Mapping

from bot.privacy.clauses import Clauses
from bot.privacy.employers import AND
from bot.privacy.groups import group
from bot.privacy.judge import Judge
from bot.privacy.reading import Reading
from bot.privacy.spans import Label, Span
from bot.privacy.surroundings import Surroundings

_SHORTEST_REPEATED = 3


def find_names(reading: Reading) -> Iterator[Span]:
    """Every name of a reading, words that belong together as one span."""
    labels: dict[int, Label] = {}
    judge = Judge(reading, labels, Surroundings(reading, labels), Clauses(reading, labels))
    for at in range(len(reading.words)):
        if label := judge.label(at):
            labels[at] = label
    labels |= dict(_joined(reading, labels))
    labels |= dict(_repeated(reading, labels))
    labels |= dict(_placed(reading, labels))
    yield from group(reading, labels)


def _repeated(reading: Reading, labels: Mapping[int, Label]) -> Iterator[tuple[int, Label]]:
    """Words that are a name elsewhere in the text, and nothing but a name."""
    found = {
        reading.words[at].folded: label
        for at, label in labels.items()
        if len(reading.words[at].text) >= _SHORTEST_REPEATED
        and not reading.known(at)
        and not reading.common(at)
    }
    capitals = {reading.words[at].text: labels[at] for at in labels if reading.words[at].capital}
    for at, word in enumerate(reading.words):
        if at in labels:
            continue
        if word.folded in found:
            yield at, found[word.folded]
        elif word.begins and word.text in capitals and not reading.little(at):
            yield at, capitals[word.text]


def _placed(reading: Reading, labels: Mapping[int, Label]) -> Iterator[tuple[int, Label]]:
    """Large places that begin a name of several words: "Glasgow Caledonian"."""
    before = {at - 1: label for at, label in labels.items() if at > 0 and label != "amount"}
    for at, label in before.items():
        begins = reading.words[at].begins
        if at not in labels and reading.place(at) and reading.tied(at) and not begins:
            yield at, label


def _joined(reading: Reading, labels: Mapping[int, Label]) -> Iterator[tuple[int, Label]]:
    """First names that are words as well, beside a name that is none: "mark and priya"."""
    names = [at for at, label in labels.items() if label == "name"]
    for between, other in ((at + step, at + 2 * step) for at in names for step in (-1, 1)):
        if other in labels or not 0 <= other < len(reading.words) or not _is_and(reading, between):
            continue
        if reading.little(other) or reading.known(other):
            continue
        if reading.name(other) or (reading.rare(other) and reading.before(other, "person")):
            yield other, "name"


def _is_and(reading: Reading, at: int) -> bool:
    return reading.words[at].folded in AND
