"""The text of a dialogue file as a tree in which everything knows its line and column."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.script import Place
from bot.interview.yaml_problems import UNREADABLE, in_plain_words

LONGEST = 1_000_000  # characters; no dialogue needs a tenth of it
# More files than a folder of dialogues has: a program that takes one that changed, and a check that
# meets a file twice, read the others once. Their trees are of two megabytes together.
_REMEMBERED = 32
_DEEPEST = 20
_OLD_ENDS = re.compile("[\x85\u2028\u2029]")
_NO_TEXT = re.compile("[^\n -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a file: a text, names with nodes in their order, or a list of nodes.

    `quotes` is how many quotation marks stand before a text of one line; None when it has more.
    `style` tells how it is written: within brackets, as a text whose lines are kept, or otherwise;
    `ends` is the line in which names with values or a list end.
    """

    place: Place
    value: "str | Mapping[str, Node] | tuple[Node, ...]"
    key_places: Mapping[str, Place] = field(default_factory=dict)
    quotes: int | None = None
    style: Literal["", "flow", "literal"] = ""
    ends: int = 0

    def key_place(self, name: str) -> Place:
        """Where `name` itself stands; the place of the node when it does not have it."""
        return self.key_places.get(name, self.place)

    def get(self, name: str) -> "Node | None":
        """What stands under a name; None when the name, or any name, is not there."""
        return self.value.get(name) if isinstance(self.value, Mapping) else None

    def place_of(self, column: int) -> Place:
        """Where a column of the text, from one, stands in the file; its start for long texts."""
        if self.quotes is None:
            return self.place
        return replace(self.place, column=self.place.column + self.quotes + column - 1)


@lru_cache(maxsize=_REMEMBERED)
def read_yaml(text: str, file: str) -> Node:
    """The tree of a file; DialogueError when it is no YAML, or more than we want of YAML."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    mistakes = [*_no_text(plain, file)] if len(plain) <= LONGEST else [_too_large(file)]
    if mistakes:
        raise DialogueError(mistakes)
    tree = _grown(plain, file)
    if tree.root is None and not tree.mistakes:
        tree.mistakes.append(_empty(file))
    if tree.root is None or tree.mistakes:
        raise DialogueError(tree.mistakes)
    return tree.root


def _grown(plain: str, file: str) -> "_Tree":
    """The tree: of a file that is in order by the fast parser, else by the one that says more."""
    tree = _Tree(file)
    with suppress(YAMLError):
        tree.grow(_events(plain))
        if not tree.mistakes:
            return tree
    tree = _Tree(file)
    try:
        tree.grow(YAML(typ="safe", pure=True).parse(plain))
    except MarkedYAMLError as problem:
        tree.mistakes.append(_open_quote(problem, tree.last, file) or _stumbled(problem, file))
    except YAMLError:
        tree.mistakes.append(Mistake(Place(file, 1, 1), "S01", *UNREADABLE))
    return tree


def _events(text: str) -> Iterator[Event]:
    """What a parser meets: that of libyaml, where it is there, takes a tenth of the time.

    To libyaml, which knows an older YAML, a line ends at some characters more.
    """
    events: Iterator[Event] = YAML(typ="safe", pure=bool(_OLD_ENDS.search(text))).parse(text)
    return events


@dataclass(frozen=True, slots=True)
class Span:
    """Where a text begins and ends, counted from the start of the file; some stand below | or >."""

    start: int
    end: int
    is_block: bool


def texts_in(text: str) -> Iterator[Span]:
    """Where the texts of a readable file stand, names included."""
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, ScalarEvent):
            is_block = _style(event) in ("|", ">")
            yield Span(event.start_mark.index, event.end_mark.index, is_block)


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not been met."""

    place: Place
    is_mapping: bool
    style: Literal["", "flow"] = ""
    key: str | None = None
    entries: dict[str, Node] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)

    def node(self, ends: int) -> Node:
        places = MappingProxyType(self.places)
        value = MappingProxyType(self.entries) if self.is_mapping else tuple(self.items)
        return Node(self.place, value, places, style=self.style, ends=ends)


class _Tree:
    """Builds the nodes from what the parser meets, and notes everything we refuse."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self.mistakes: list[Mistake] = []
        self._file = file
        self._open: list[_Open] = []
        self._documents = 0
        self.last: NodeEvent | None = None

    def grow(self, events: Iterator[Event]) -> None:
        """Take every event, up to a second document or a nesting nobody can follow."""
        for event in events:
            place = _place(event.start_mark, self._file)
            if isinstance(event, DocumentStartEvent) and not self._begin(event, place):
                return
            if isinstance(event, NodeEvent):
                self._refuse(event, place)
                self._meet(event, place)
                self.last = event
            if isinstance(event, MappingEndEvent | SequenceEndEvent):
                self._add(self._open.pop().node(place.line))
            if len(self._open) > _DEEPEST:
                self._wrong(
                    place, "Too many things stand within each other here.", "Say it flatter."
                )
                return

    def _begin(self, event: DocumentStartEvent, place: Place) -> bool:
        self._documents += 1
        if event.version or event.tags:
            self._wrong(place, "A line that begins with % is not used here.", "Remove that line.")
        if self._documents > 1:
            self._wrong(
                place, "A second file begins here, after a line “---”.", "Remove that line."
            )
        return self._documents == 1

    def _refuse(self, event: NodeEvent, place: Place) -> None:
        if isinstance(event, AliasEvent):
            what = f"“*{event.anchor}” would repeat another part of the file."
            self._wrong(place, what, "Write the part out, or put the text in quotes.")
        elif event.anchor:
            what = f"“&{event.anchor}” would name a part of the file."
            self._wrong(place, what, "Remove it, or put the text in quotes.")
        elif getattr(event, "tag", None):
            what = "A word that begins with “!” is not used here."
            self._wrong(place, what, "Remove it, or put the text in quotes.")

    def _meet(self, event: NodeEvent, place: Place) -> None:
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            if self._awaits_name():
                what = "A name before a colon must be plain text."
                self._wrong(place, what, "Put quotes around it if it begins with [ or {.")
                self._name(f"[{place}]", place)
            style: Literal["", "flow"] = "flow" if event.flow_style else ""
            self._open.append(_Open(place, isinstance(event, MappingStartEvent), style))
        elif self._awaits_name():
            self._name(_text(event), place, plain=_style(event) is None)
        else:
            literal = _style(event) == "|"
            node = Node(place, _text(event), quotes=_quotes(event))
            self._add(replace(node, style="literal") if literal else node)

    def _awaits_name(self) -> bool:
        return bool(self._open) and self._open[-1].is_mapping and self._open[-1].key is None

    def _name(self, name: str, place: Place, *, plain: bool = False) -> None:
        mapping = self._open[-1]
        mapping.key = name
        if name == "<<" and plain:
            self._wrong(place, "“<<” would copy another part of the file.", "Write the part out.")
        if name in mapping.places:
            what = f"“{name}” stands here twice, first in line {mapping.places[name].line}."
            self.mistakes.append(Mistake(place, "S12", what, "Keep one of the two."))
        mapping.places.setdefault(name, place)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            if node.value == "":
                self.mistakes.append(_empty(self._file))
        elif not self._open[-1].is_mapping:
            self._open[-1].items.append(node)
        else:
            mapping = self._open[-1]
            mapping.entries.setdefault(mapping.key or "", node)
            mapping.key = None

    def _wrong(self, place: Place, what: str, todo: str) -> None:
        self.mistakes.append(Mistake(place, "S02", what, todo))


def _style(event: NodeEvent) -> str | None:
    """How a text is marked; None when it is not, for which the parsers have different words."""
    return getattr(event, "style", None) or None


def _text(event: NodeEvent) -> str:
    return event.value if isinstance(event, ScalarEvent) else ""


def _quotes(event: NodeEvent) -> int | None:
    """How far the text of one line is from where it begins in the file."""
    if event.start_mark.line != event.end_mark.line:
        return None
    return 0 if _style(event) is None else 1


def _empty(file: str) -> Mistake:
    return Mistake(Place(file, 1, 1), "S01", "The file is empty.", "Write the dialogue into it.")


def _too_large(file: str) -> Mistake:
    what = f"The file is too large to be a dialogue: more than {LONGEST:,} characters."
    return Mistake(Place(file, 1, 1), "S11", what, "Look whether it is the right file.")


def _no_text(text: str, file: str) -> Iterator[Mistake]:
    """The first tab, and the first character that no text holds: one of each says enough."""
    tab = text.find("\t")
    if tab >= 0:
        what = "There is a tab in this line."
        yield Mistake(_at(text, tab, file), "S02", what, "Use spaces, throughout the file.")
    strange = _NO_TEXT.search(text.replace("\t", " "))
    if strange:
        what = "There is a character here that belongs to no text; perhaps this is no text file."
        yield Mistake(
            _at(text, strange.start(), file), "S11", what, "Save it as plain text, UTF-8."
        )


def _at(text: str, index: int, file: str) -> Place:
    line = text.count("\n", 0, index) + 1
    return Place(file, line, index - text.rfind("\n", 0, index))


def _place(mark: StringMark | None, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)


def _open_quote(problem: MarkedYAMLError, last: NodeEvent | None, file: str) -> Mistake | None:
    """The likely mistake when reading fails just behind a quoted text over several lines."""
    if last is None or _style(last) not in ("'", '"'):
        return None
    begun, closed = last.start_mark.line, last.end_mark.line
    if begun == closed or not problem.problem_mark or problem.problem_mark.line != closed:
        return None
    what = f"The quotation mark opened here is closed only in line {closed + 1}."
    return Mistake(_place(last.start_mark, file), "S01", what, "Close it where the text ends.")


def _stumbled(problem: MarkedYAMLError, file: str) -> Mistake:
    said = f"{problem.context} {problem.problem}"
    # An open quotation mark is noticed at the end of the file, but wrong where it was opened.
    unclosed = "while scanning a quoted scalar" in said
    mark = problem.context_mark if unclosed else problem.problem_mark or problem.context_mark
    return Mistake(_place(mark, file), "S01", *in_plain_words(said))
