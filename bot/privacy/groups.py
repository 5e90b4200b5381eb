"""Words of one name put together: titles before it, initials, particles, what follows it."""

from collections.abc import Iterator, Mapping

from bot.privacy.clauses import KIN
from bot.privacy.employers import AND, SMALL_ORGANISATIONS
from bot.privacy.reading import Reading
from bot.privacy.spans import Label, Span

_LONG_TITLE = 4
_LONGEST_HEAD = 3
# Frequent words with which names of several words begin.
_COLOURS = frozenset({"black", "white", "red", "blue", "green", "golden", "silver", "bright"})
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_SIZES = frozenset({"big", "little", "old", "young", "great", "new"})
_NICKNAMES = frozenset({"big", "little", "lil", "old", "young", "wee"})
# Letters that are no words of any language.
_CONSONANTS = frozenset("bcdfghjklmpqrstvwxz")
_OPENING = _COLOURS | _DIRECTIONS | _SIZES | {"united", "ocean", "river", "mountain"}
# Short titles that are no words when they have no capital.
_SMALL_TITLES = frozenset(
    {"mr", "mrs", "ms", "mx", "dr", "mme", "mlle", "sr", "sra", "srta", "dra"}
)
_ORDER: tuple[Label, ...] = ("school", "company", "name")


def group(reading: Reading, labels: Mapping[int, Label]) -> Iterator[Span]:
    """The spans of labelled words (`labels` by index), each name as a whole."""
    at = 0
    while at < len(reading.words):
        if at not in labels:
            at += 1
            continue
        last = _last(reading, labels, at)
        first = _begin(reading, labels, at)
        yield _span(reading, labels, first, last)
        at = last + 1


def _span(reading: Reading, labels: Mapping[int, Label], first: int, last: int) -> Span:
    end = reading.words[last].end
    if _is_short(reading, last) and reading.text[end : end + 1] == ".":
        end += 1
    return Span(reading.words[first].start, end, _label(reading, labels, first, last))


def _last(reading: Reading, labels: Mapping[int, Label], at: int) -> int:
    """The last word of the name that begins here."""
    label = labels[at]
    while True:
        on = _next(reading, labels, at, label)
        if on is None:
            return at
        at, label = on, labels.get(on, label)


def _next(reading: Reading, labels: Mapping[int, Label], at: int, label: Label) -> int | None:
    """The word with which a name of this label goes on after this one, over particles between."""
    on = at + 1
    if not _bound(reading, at):
        return None
    if on in labels and (labels[on] == label or "company" not in (label, labels[on])):
        return on
    if _is_initial(reading, on) or _is_organisation(reading, on):
        return on
    if label == "school" and reading.capital(on):
        return on
    if label == "company" and (_is_part(reading, on) or _ends_in_name(reading, labels, on)):
        return on
    if label == "company" and _joins(reading, labels, on):
        return on + 1
    if "&" in reading.text[reading.words[at].end : reading.words[on].start]:
        return on
    if (head := _head(reading, at)) is not None:
        return head
    return _over_particles(reading, labels, at, label)


def _joins(reading: Reading, labels: Mapping[int, Label], at: int) -> bool:
    """Whether the word joins two parts of one company's name: "nettle and rye"."""
    if reading.words[at].folded not in AND or labels.get(at + 1) != "company":
        return False
    if not (_bound(reading, at) and _bound(reading, at - 1)):
        return False
    kin = reading.words[at + 1].folded in KIN
    listed = reading.company(at - 1) or reading.company(at + 1)
    small = not (reading.words[at - 1].capital or reading.words[at + 1].capital)
    return kin or (small and not listed)


def _head(reading: Reading, at: int) -> int | None:
    """The word such as College or Systems in which capitals after a name end, if they do."""
    on = at + 1
    while _bound(reading, on - 1) and reading.capital(on) and on - at <= _LONGEST_HEAD:
        if _is_organisation(reading, on) or reading.words[on].folded in _schools(reading):
            return on
        on += 1
    return None


def _schools(reading: Reading) -> frozenset[str]:
    return reading.language.cues["school"]


def _is_part(reading: Reading, at: int) -> bool:
    """Whether a word after a company's name belongs to it: a capital that nothing else explains."""
    if reading.known(at) or (reading.language.capital_nouns and reading.words[at].capital):
        return False
    small = not reading.words[at - 1].capital and not reading.words[at].capital
    return reading.capital(at) or (small and _goes_on(reading, at))


def _goes_on(reading: Reading, at: int) -> bool:
    """Whether a word after a company in small letters is no adverb and no verb: "cap horizon"."""
    does = any(reading.after(at - 1, head) for head in ("company after", "company does"))
    adverb = reading.words[at].folded.endswith(reading.language.endings)
    return reading.rare(at) and not (does or adverb)


def _ends_in_name(reading: Reading, labels: Mapping[int, Label], at: int) -> bool:
    """Whether a company's name ends in somebody's: "Marks and Spencer"."""
    joined = reading.words[at].folded in _AND and _bound(reading, at)
    return joined and labels.get(at + 1) == "name" and reading.capital(at + 1)


def _over_particles(
    reading: Reading, labels: Mapping[int, Label], at: int, label: Label
) -> int | None:
    on = at + 1
    while (
        on < len(reading.words)
        and _bound(reading, on - 1)
        and reading.words[on].folded in _joining(reading)
    ):
        on += 1
    if on == at + 1 or on >= len(reading.words) or not _bound(reading, on - 1):
        return None
    person = label == "name" and not reading.known(on) and not reading.language.capital_nouns
    capital = (label == "school" or person) and reading.capital(on)
    return on if capital or labels.get(on) == label else None


def _joining(reading: Reading) -> frozenset[str]:
    """The particles inside a name; "and" joins no two of them."""
    return reading.language.cues["particle"] - _AND


_AND = frozenset({"and", "und", "et", "y", "e", "for", "für", "the", "am", "im", "zur", "vom", "à"})


def _begin(reading: Reading, labels: Mapping[int, Label], at: int) -> int:
    """The first word of the name: a title or an initial before it belongs to it."""
    while at > 0 and (at - 1) not in labels and _bound(reading, at - 1):
        place = labels.get(at) == "school" and (
            reading.place(at - 1) or (reading.capital(at - 1) and not reading.known(at - 1))
        )
        before = place or _opens(reading, at - 1) or _nicknames(reading, at - 1)
        if not before and not any(each(reading, at - 1) for each in _BEFORE):
            break
        at -= 1
    return at


def _opens(reading: Reading, at: int) -> bool:
    """Whether the word opens a sentence with a name of several words: "Big Dave"."""
    word = reading.words[at]
    if not (word.begins and word.capital) or reading.language.capital_nouns:
        return False
    if word.folded in _OPENING:
        return True
    adverb = word.folded.endswith(reading.language.endings)
    return reading.rare(at) and not (adverb or reading.known(at))


def _bound(reading: Reading, at: int) -> bool:
    """Whether the next word may belong to the same name; the stop of an initial does not part."""
    if at < 0 or at + 1 >= len(reading.words):
        return False
    gap = reading.text[reading.words[at].end : reading.words[at + 1].start]
    if _is_short(reading, at) and gap.startswith("."):
        gap = gap[1:]
    elif reading.words[at + 1].begins:
        return False
    return not gap.removeprefix("'s").removeprefix("’s").strip(" \t\u00a0-–&'’")


def _nicknames(reading: Reading, at: int) -> bool:
    """Whether the word is part of what somebody is called: "liked big dave", not "a big Dave"."""
    return reading.words[at].folded in _NICKNAMES and not reading.before(at, "determiner")


def _titles(reading: Reading) -> frozenset[str]:
    return reading.language.cues["title"]


def _is_title(reading: Reading, at: int) -> bool:
    """Whether the word is a title; a short one only with a capital: "me", "fr" are words, too."""
    word = reading.words[at]
    stopped = reading.text[word.end : word.end + 1] == "."
    long = len(word.text) >= _LONG_TITLE or word.folded in _SMALL_TITLES
    written = word.capital or long or stopped
    return written and word.folded in _titles(reading)


def _is_prefix(reading: Reading, at: int) -> bool:
    return reading.words[at].folded in reading.language.cues["prefix"]


def _is_short(reading: Reading, at: int) -> bool:
    """Whether a full stop after the word, an initial or a title, ends no name."""
    return _has_letters_only(reading, at) or reading.words[at].folded in _titles(reading)


def _is_initial(reading: Reading, at: int) -> bool:
    """Whether the word is a letter, or two with a hyphen, of a name: "J", "j-m.", "dmitri k"."""
    word = reading.words[at]
    if not _has_letters_only(reading, at) or word.text == "I":
        return False
    on = reading.text[word.end : word.end + 1]
    return word.text.isupper() or on == "." or (word.text in _CONSONANTS and on not in {"'", "’"})


def _has_letters_only(reading: Reading, at: int) -> bool:
    return all(len(part) == 1 and part.isalpha() for part in reading.words[at].text.split("-"))


def _is_organisation(reading: Reading, at: int) -> bool:
    word = reading.words[at]
    if word.folded in SMALL_ORGANISATIONS:
        return True
    return word.capital and word.folded in reading.language.cues["organisation"]


# What belongs to a name when it stands right before it.
_BEFORE = (_is_title, _is_initial, _is_prefix)


def _label(reading: Reading, labels: Mapping[int, Label], first: int, last: int) -> Label:
    found = {labels[at] for at in range(first, last + 1) if at in labels}
    label = next(each for each in _ORDER if each in found)
    if last > first and reading.words[last].folded in _schools(reading):
        return "school"
    if label != "name" or any(reading.name(at) for at in range(first, last + 1)):
        return label
    if any(_is_organisation(reading, at) for at in range(first, last + 1)):
        return "company"
    return "place" if reading.before(first, "place") else "name"
