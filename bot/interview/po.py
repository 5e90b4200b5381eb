"""A file of translations (PO), read without a library: the server needs no more than this of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.script import Place

_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr)\s+)?"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence (`source`), where it stands (`context`), and its translation."""

    context: str
    source: str
    translation: str
    fuzzy: bool
    place: Place

    @property
    def counts(self) -> bool:
        """Whether there is a translation, and nobody has to look at it again."""
        return bool(self.translation) and not self.fuzzy


@dataclass(slots=True)
class _Open:
    """An entry whose end has not been met."""

    line: int
    fuzzy: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    last: str = ""


def read_po(text: str, file: str) -> tuple[Entry, ...]:
    """The entries of a file in their order, its head aside; DialogueError with every mistake."""
    mistakes: list[Mistake] = []
    entries = [
        Entry(
            context=each.texts.get("msgctxt", ""),
            source=each.texts["msgid"].strip(),
            translation=each.texts.get("msgstr", "").strip(),
            fuzzy=each.fuzzy,
            place=Place(file, each.line, 1),
        )
        for each in _entries(text, file, mistakes)
        if each.texts.get("msgid")
    ]
    if mistakes:
        raise DialogueError(mistakes)
    return tuple(entries)


def _entries(text: str, file: str, mistakes: list[Mistake]) -> Iterator[_Open]:
    """Blocks of lines; a blank line, or a new beginning, ends one."""
    open_ = _Open(1)
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        plain = line.strip()
        if (not plain or plain.startswith(("#", "msgctxt"))) and "msgstr" in open_.texts:
            yield open_
            open_ = _Open(number)
        if plain.startswith("#,"):
            open_.fuzzy = "fuzzy" in plain
        if plain and not plain.startswith("#") and not _take(open_, plain, number):
            what = "This line is not one of a file of translations."
            todo = "Open the file in a PO editor, or put the text between quotation marks."
            mistakes.append(Mistake(Place(file, number, 1), "T01", what, todo))
    if "msgstr" in open_.texts:
        yield open_


def _take(entry: _Open, line: str, number: int) -> bool:
    """Add a line to an entry; whether it could be read."""
    found = _LINE.fullmatch(line)
    if found is None or not (found[1] or entry.last):
        return False
    if not entry.texts:
        entry.line = number
    entry.last = found[1] or entry.last
    said = _ESCAPED.sub(lambda each: _MEANT.get(each[1], each[1]), found[2])
    entry.texts[entry.last] = entry.texts.get(entry.last, "") + said
    return True
