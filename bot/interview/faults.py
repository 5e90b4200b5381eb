"""What is wrong with the translations of one file, or with the words of one language."""

from collections.abc import Iterator, Mapping, Sequence

from bot.interview.mistakes import Mistake, did_you_mean
from bot.interview.placeholders import placeholders
from bot.interview.po import Entry
from bot.interview.script import Place
from bot.interview.spoken_language import SpokenLanguage
from bot.interview.translation import Sentence

_UPDATE = "Run python -m bot translate update, and translate what is new."
_SHOWN = 40  # characters of a sentence that a finding repeats
# The parts of a context under which labels stand beside each other.
_BESIDE = ("choices", "items")
_CAUSES = ("label", "concern")


def faults(
    sentences: Sequence[Sentence], entries: Sequence[Entry], file: str, *, offered: bool
) -> Iterator[Mistake]:
    """Everything wrong in a file that should translate these sentences.

    What is missing or old counts for itself in a language that is `offered`; in one that somebody
    only works at, it is told once for the whole file.
    """
    found = {(entry.context, entry.source): entry for entry in entries}
    by_context = {entry.context: entry for entry in entries if entry.translation}
    undone = [
        _undone(each, found.get((each.context, each.text)), by_context.get(each.context), file)
        for each in sentences
    ]
    left = [mistake for mistake in undone if mistake is not None]
    if offered or not left:
        yield from left
    else:
        what = f"{len(left)} of {len(sentences)} sentences are not translated yet."
        todo = "Until they are, this language is offered to nobody."
        yield Mistake(Place(file, 1, 1), "T07", what, todo)
    done = [(each, found[(each.context, each.text)]) for each in sentences if _is_done(each, found)]
    for sentence, entry in done:
        yield from _wrong(sentence, entry)
    yield from _alike(done)


def words_missing(spoken: SpokenLanguage, file: str, *, offered: bool) -> Iterator[Mistake]:
    """The lists of words that nobody has filled in."""
    place = Place(file, 1, 1)
    if spoken.missing and not offered:
        what = f"{len(spoken.missing)} lists are empty still."
        todo = "Until they are filled, this language is offered to nobody."
        yield Mistake(place, "T07", what, todo)
    for name in spoken.missing if offered else ():
        yield Mistake(place, "T02", f"“{name}” is empty.", "Write what people type for it.")


def synonyms_of_nothing(
    spoken: SpokenLanguage, labels: Sequence[str], file: str
) -> Iterator[Mistake]:
    """The synonyms of labels that no button has in this language."""
    for label in dict.fromkeys(spoken.synonyms.values()):
        if label not in labels:
            todo = did_you_mean(label, labels) or "Write the label as it is translated."
            yield Mistake(Place(file, 1, 1), "T08", f"No button reads “{label}”.", todo)


def _is_done(sentence: Sentence, found: Mapping[tuple[str, str], Entry]) -> bool:
    entry = found.get((sentence.context, sentence.text))
    return entry is not None and entry.counts


def _undone(
    sentence: Sentence, entry: Entry | None, before: Entry | None, file: str
) -> Mistake | None:
    said = f"“{_short(sentence.text)}” ({sentence.context})"
    if entry is not None and entry.counts:
        return None
    if entry is not None and entry.fuzzy:
        todo = "Look at it once more, then take the word fuzzy away."
        return Mistake(entry.place, "T03", f"{said} was changed since it was translated.", todo)
    if entry is None and before is not None:
        return Mistake(before.place, "T03", f"{said} was changed since it was translated.", _UPDATE)
    if entry is None:
        return Mistake(Place(file, 1, 1), "T02", f"{said} is not translated.", _UPDATE)
    return Mistake(entry.place, "T02", f"{said} is not translated.", "Write it behind msgstr.")


def _wrong(sentence: Sentence, entry: Entry) -> Iterator[Mistake]:
    wanted, used = set(placeholders(sentence.text)), set(placeholders(entry.translation))
    if wanted != used:
        lost, strange = _braced(wanted - used), _braced(used - wanted)
        parts = [lost and f"lacks {lost}", strange and f"has {strange}, which nobody fills"]
        what = f"The translation {' and '.join(part for part in parts if part)}."
        yield Mistake(entry.place, "T04", what, "Keep what stands in braces as it is.")
    size = len(entry.translation.encode())
    if sentence.most is not None and size > sentence.most:
        what = f"“{entry.translation}” takes {size} bytes; a button has room for {sentence.most}."
        yield Mistake(entry.place, "T05", what, "Say it shorter.")


def _alike(done: Sequence[tuple[Sentence, Entry]]) -> Iterator[Mistake]:
    """Two labels beside each other that read the same, though they did not before."""
    first: dict[tuple[str, str], Sentence] = {}
    for sentence, entry in done:
        group = _group(sentence.context)
        if group is None:
            continue
        other = first.setdefault((group, entry.translation.casefold()), sentence)
        if other.text.casefold() != sentence.text.casefold():
            what = f"“{other.text}” and “{sentence.text}” both read “{entry.translation}”."
            yield Mistake(entry.place, "T06", what, "Word one of them differently.")


def _group(context: str) -> str | None:
    """What labels beside each other share; None for anything else."""
    parts = context.split(".")
    if len(parts) > 2 and parts[-2] in _BESIDE:
        return ".".join(parts[:-1])
    return parts[-1] if len(parts) == 2 and parts[-1] in _CAUSES else None


def _braced(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]} …"
