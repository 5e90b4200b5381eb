"""The comments and empty lines of a dialogue file, each with the entry it belongs to."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from bot.interview.script import Place
from bot.interview.yamlfile import Node, texts_in

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_DASHES = re.compile(r" *(?:- +)*")
At = tuple[int, int]  # line and column of an entry: a name, or what stands in a list
THE_END: At = (0, 0)  # what belongs to nothing any more


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands before an entry, beside it, and after everything in it; "" is an empty line."""

    before: dict[At, list[str]] = field(default_factory=dict)
    beside: dict[At, list[str]] = field(default_factory=dict)
    after: dict[At, list[str]] = field(default_factory=dict)

    def within(self, node: Node) -> bool:
        """Whether a comment stands within these brackets."""
        kinds = (self.before, self.beside, self.after)
        return any(any(kind.get(where, ())) for where in entries(node) for kind in kinds)


def at(place: Place) -> At:
    """The entry that stands at this place."""
    return place.line, place.column


def entries(node: Node) -> Iterator[At]:
    """Every entry in the order of the file; of brackets on one line, nothing within."""
    if node.style == "flow" and node.ends == node.place.line:
        return
    if isinstance(node.value, Mapping):
        for name, value in node.value.items():
            yield at(node.key_place(name))
            yield from entries(value)
    elif isinstance(node.value, tuple):
        for value in node.value:
            yield at(value.place)
            yield from entries(value)


def notes_of(text: str, root: Node) -> Notes:
    """The notes of a readable file.

    A comment belongs to the entry below it, unless it stands further in: then to what is above.
    """
    known = sorted(set(entries(root)))
    first = [where for above, where in pairwise([(0, 0), *known]) if above[0] != where[0]]
    reader = _Reader(text.split("\n"), _masked(text), known, first)
    reader.read()
    return reader.notes


@dataclass(slots=True)
class _Reader:
    """Reads line by line; `waiting` are the comments, with their columns, that no entry has yet.

    `first` are the entries that begin a line.
    """

    lines: list[str]
    masked: list[str]
    entries: list[At]
    first: list[At]
    notes: Notes = field(default_factory=Notes)
    waiting: list[tuple[int, str]] = field(default_factory=list)

    def read(self) -> None:
        """Give every comment to an entry."""
        starts = {line for line, _ in self.entries}
        for number, line in enumerate(self.masked, 1):
            if number in starts:
                self._give(number)
            found = _COMMENT.search(line)
            said = self.lines[number - 1][found.start() :].rstrip() if found else ""
            if found and line[: found.start()].strip():
                beside = self.entries[bisect_left(self.entries, (number + 1, 0)) - 1]
                self.notes.beside.setdefault(beside, []).append(said)
            elif found or not line.strip():
                self.waiting.append((found.start() if found else 0, said))
        self._give(len(self.lines) + 1)

    def _give(self, number: int) -> None:
        """Give what waits to what is above, as far as it stands further in, the rest below."""
        place = bisect_left(self.first, (number, 0))
        above, below = self.first[:place], self.first[place:][:1]
        edge = self._edge(below[0]) if below else -1
        empty: list[str] = []
        innermost = 999
        while any(said for _, said in self.waiting):
            column, said = self.waiting[0]
            # Never further in than the one before it, or the two would change places.
            innermost = min(innermost, column) if said else innermost
            owner = self._owner(above, innermost, edge)
            if said and owner is None:
                break
            self.waiting.pop(0)
            empty = [*empty, said]
            if said and owner is not None:
                self.notes.after.setdefault(owner, []).extend(empty)
                empty = []
        rest = [*empty, *(said for _, said in self.waiting)]
        self.waiting.clear()
        if below:
            self.notes.before.setdefault(below[0], []).extend(rest)

    def _owner(self, above: list[At], column: int, edge: int) -> At | None:
        """The entry above, further in than what comes next, that a comment in this column ends."""
        if column <= edge or not above or above[-1][1] - 1 <= edge:
            return None
        last = THE_END if edge < 0 else None
        return next((w for w in reversed(above) if edge < self._column(w) <= column), last)

    def _edge(self, where: At) -> int:
        line = self.masked[where[0] - 1]
        return len(line) - len(line.lstrip())

    def _column(self, where: At) -> int:
        """How far in a comment of this entry stands at least: behind its dash, if it has one."""
        return self._edge(where) + self.masked[where[0] - 1].lstrip().startswith("-")


def _masked(text: str) -> list[str]:
    """The lines with every text blotted out, so that a # which is left begins a comment."""
    raw = text.split("\n")
    lines = list(raw)
    for span in texts_in(text):
        first = text.count("\n", 0, span.start)
        if span.is_block:
            for inner in _block(raw, first):
                lines[inner] = "x"
            continue
        start = span.start - text.rfind("\n", 0, span.start) - 1
        for number, part in enumerate(text[span.start : span.end].split("\n"), first):
            blot = "x" * max(1, len(part))
            lines[number] = lines[number][:start] + blot + lines[number][start + len(part) :]
            start = 0
    return lines


def _block(raw: list[str], number: int) -> Iterator[int]:
    """The lines of the text below this line, empty ones after it aside."""
    head = _DASHES.match(raw[number])
    assert head is not None  # noqa: S101 - it matches every line
    rest = raw[number][head.end() :]
    bound = head.end() if not rest.startswith(("|", ">")) else raw[number].rfind("-", 0, head.end())
    waiting: list[int] = []
    begun = False
    for inner in range(number + 1, len(raw)):
        line = raw[inner]
        if not line.strip():
            waiting.append(inner)
            continue
        indent = len(line) - len(line.lstrip(" "))
        if indent <= bound:
            return
        # As far in as its first line stands, it goes on.
        bound = max(bound, indent - 1) if not begun else bound
        begun = True
        yield from waiting
        waiting = []
        yield inner
