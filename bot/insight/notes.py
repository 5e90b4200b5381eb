"""What HR noted about the codebook while reading: in its own words, and never a candidate's."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.insight.agreement import alpha
from bot.insight.codebook import POLARITIES
from bot.interview.fields import Fields
from bot.interview.file_head import read_format
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.yamlfile import read_yaml

_TOP = ("format", "good", "bad", "phrases", "examples", "agreement")
_MOST = 999_999
_FEWEST = 30  # answers from which on agreement beyond chance means something
_HEAD = """\
# Notes on the codebook, written by `python -m bot read --code`. Here stand phrases of the codebook,
# phrases and sentences of HR’s own, and no sentence that a candidate wrote. They change no digest
# that exists; `python -m bot codebook revise` takes them over into the codebook.
format: 1
"""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often HR and the coder meant the same, over `answers` answers, `alike` of them wholly.

    The others count themes, one answer at a time: named by both, by the coder alone (`found`), by
    HR alone (`meant`), by neither. Which theme it was is not kept: one alone could name somebody.
    """

    answers: int = 0
    alike: int = 0
    both: int = 0
    found: int = 0
    meant: int = 0
    neither: int = 0

    def with_answer(
        self, found: Collection[str], meant: Collection[str], themes: int
    ) -> "Agreement":
        """The same after one more answer, to which so many themes could have been given."""
        mine, theirs = frozenset(found), frozenset(meant)
        return Agreement(
            self.answers + 1,
            self.alike + (mine == theirs),
            self.both + len(mine & theirs),
            self.found + len(mine - theirs),
            self.meant + len(theirs - mine),
            self.neither + themes - len(mine | theirs),
        )

    def line(self) -> str:
        """The agreement in a line: answers alike, and Krippendorff's alpha from 30 answers on."""
        told = f"HR and the codebook agree on {self.alike} of {self.answers} answers."
        beyond = self._alpha() if self.answers >= _FEWEST else None
        return told if beyond is None else f"{told} Krippendorff’s alpha: {beyond:.2f}."

    def _alpha(self) -> float | None:
        named = ((True, True), self.both), ((True, False), self.found)
        left = ((False, True), self.meant), ((False, False), self.neither)
        return alpha([pair for pair, times in (*named, *left) for _ in range(times)])


# Phrases of the codebook, or HR's sentences, each with the theme (and polarity) it stands under.
Phrases = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Notes:
    """Phrases of the codebook that HR found good or bad, what HR wrote itself, and the agreement.

    `examples` are theme, polarity and sentence; `phrases` are new: theme, language and words.
    """

    good: Phrases = frozenset()
    bad: Phrases = frozenset()
    examples: tuple[tuple[str, str, str], ...] = ()
    agreement: Agreement = field(default_factory=Agreement)
    phrases: frozenset[tuple[str, str, str]] = frozenset()

    def judged(self, good: Phrases, bad: Phrases) -> "Notes":
        """The notes after these judgements; the last word on a phrase holds."""
        return replace(
            self, good=(self.good - bad) | (good - bad), bad=(self.bad - good) | (bad - good)
        )


def read_notes(text: str, file: str) -> Notes:
    """The notes in a file; DialogueError with every mistake of it."""
    mistakes: list[Mistake] = []
    fields = Fields(read_yaml(text, file), mistakes)
    fields.only(_TOP, here="in notes on the codebook")
    read_format(fields)
    notes = Notes(
        frozenset(_phrases(fields.group("good"))),
        frozenset(_phrases(fields.group("bad"))),
        tuple(_examples(fields.group("examples"))),
        _agreement(fields.group("agreement")),
        frozenset(_own(fields.group("phrases"))),
    )
    if mistakes:
        raise DialogueError(mistakes)
    return notes


def write_notes(notes: Notes) -> str:
    """The notes as they stand in their file, in no order of their coming."""
    counts = notes.agreement
    parts = [_HEAD, *_list("good", notes.good), *_list("bad", notes.bad)]
    parts += [*_grouped("phrases", notes.phrases), *_grouped("examples", notes.examples)]
    named = ((name, getattr(counts, name)) for name in Agreement.__slots__)
    parts += ["agreement:\n", *(f"  {name}: {value}\n" for name, value in named)]
    return "".join(parts)


def _list(name: str, phrases: Phrases) -> Sequence[str]:
    by_theme: dict[str, list[str]] = {}
    for theme, phrase in sorted(phrases):
        by_theme.setdefault(theme, []).append(phrase)
    lines = [f"  {theme}: {_quoted(texts)}\n" for theme, texts in by_theme.items()]
    return [f"{name}:\n", *lines] if lines else []


def _grouped(name: str, written: Iterable[tuple[str, str, str]]) -> Sequence[str]:
    """Texts by theme, and by language or polarity."""
    found: dict[str, dict[str, list[str]]] = {}
    for theme, kind, text in sorted(written):
        found.setdefault(theme, {}).setdefault(kind, []).append(text)
    lines = []
    for theme, kinds in found.items():
        lines.append(f"  {theme}:\n")
        lines += [f"    {kind}: {_quoted(texts)}\n" for kind, texts in kinds.items()]
    return [f"{name}:\n", *lines] if lines else []


def _quoted(texts: Iterable[str]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)


def _phrases(fields: Fields | None) -> list[tuple[str, str]]:
    themes = fields.names() if fields else ()
    return [(theme, phrase) for theme in themes if fields for phrase in fields.texts(theme)]


def _examples(fields: Fields | None) -> list[tuple[str, str, str]]:
    return [each for each in _own(fields) if each[1] in POLARITIES]


def _own(fields: Fields | None) -> list[tuple[str, str, str]]:
    """What HR wrote under each theme, and under each name there."""
    themes = fields.names() if fields else ()
    groups: Mapping[str, Fields | None] = {t: fields.group(t) for t in themes if fields}
    return [
        (theme, kind, text)
        for theme, group in groups.items()
        if group
        for kind in group.names()
        for text in group.texts(kind)
    ]


def _agreement(fields: Fields | None) -> Agreement:
    if fields is None:
        return Agreement()
    fields.only(Agreement.__slots__, here="in the agreement")
    return Agreement(*(fields.number(name, 0, _MOST) or 0 for name in Agreement.__slots__))
