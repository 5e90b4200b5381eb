"""A dialogue file in its one style: the same words and comments, indented and wrapped alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.interview.formatting.comments import THE_END, At, Notes, at, notes_of
from bot.interview.formatting.texts import WIDTH, block, inline, is_odd
from bot.interview.step_reader import VERBS
from bot.interview.yamlfile import Node, read_yaml

# The names of a step in the order in which one reads it; others follow as they stood.
_ORDER = (
    *VERBS,
    *("type", "outcome", "note", "only if", "text", "text without label", "text by", "choices"),
    *("items", "scale", "counts as", "polarity", "suggest themes", "at most", "digest", "words"),
    *("skippable", "probe", "go", "help", "drop when short", "next", "short version"),
)
# What only a step has, and with it what an empty line sets apart from the one before it.
_STEPS = ("ask", "say", "part", "use", "outcome")
_APART = (*_STEPS, "example")
# Stays on its line, so that a mistake in it is found at its column.
_CONDITION = "only if"
_STEP = 2


def formatted(text: str, file: str) -> str:
    """The file in its one style; DialogueError when it cannot be read."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    root = read_yaml(plain, file)
    return written(root, notes_of(plain, root))


def written(root: Node, notes: Notes) -> str:
    """The tree of a file in its one style, with these comments, which are used up."""
    return "\n".join(_Writer(notes).whole(root)).strip("\n") + "\n"


def same(one: Node, other: Node) -> bool:
    """Whether two files say the same; the order of names in a step means nothing."""
    if isinstance(one.value, str) and isinstance(other.value, str):
        return one.value.strip() == other.value.strip()
    if isinstance(one.value, Mapping) and isinstance(other.value, Mapping):
        return _ordered(one) == _ordered(other) and all(
            same(value, other.value[name]) for name, value in one.value.items()
        )
    if isinstance(one.value, tuple) and isinstance(other.value, tuple):
        pairs = zip(one.value, other.value, strict=False)
        return len(one.value) == len(other.value) and all(same(a, b) for a, b in pairs)
    return False


def _ordered(node: Node) -> list[str]:
    """The names of a group; those of a step in the order in which one reads it."""
    names = list(node.value) if isinstance(node.value, Mapping) else []
    return sorted(names, key=_rank) if any(name in _STEPS for name in names) else names


def _rank(name: str) -> int:
    known = "text by" if name.startswith("text by ") else name
    return _ORDER.index(known) if known in _ORDER else len(_ORDER)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes nodes as lines."""

    notes: Notes

    def whole(self, root: Node) -> Iterator[str]:
        """The lines of a file."""
        if isinstance(root.value, str):
            yield inline(root.value.strip())
            return
        yield from self._inner(root, 0)
        yield from self._after(THE_END, 0)

    def _inner(self, node: Node, indent: int) -> Iterator[str]:
        """The entries of a group or a list, one below the other."""
        if isinstance(node.value, Mapping):
            for place, name in enumerate(_ordered(node)):
                where = at(node.key_place(name))
                yield from self._before(where, indent, first=place == 0)
                yield from self._named(name, node.value[name], where, indent)
                yield from self._after(where, indent)
        elif isinstance(node.value, tuple):
            for place, value in enumerate(node.value):
                where = at(value.place)
                yield from self._before(where, indent, first=place == 0, apart=_stands_apart(value))
                # The first name of a step stands at the same place; this belongs below all of it.
                below = self.notes.after.pop(where, [])
                yield from self._listed(value, where, indent)
                yield from _noted(below, indent + _STEP)

    def _named(self, name: str, value: Node, where: At, indent: int) -> Iterator[str]:
        head = f"{' ' * indent}{inline(name)}:"
        if name == _CONDITION and isinstance(value.value, str) and "\n" not in value.value.strip():
            yield f"{head} {inline(value.value.strip())}".rstrip() + self._beside(where)
            return
        yield from self._valued(head, value, where, indent + _STEP)

    def _listed(self, value: Node, where: At, indent: int) -> Iterator[str]:
        head = f"{' ' * indent}-"
        on_a_line = self._on_a_line(value, len(head))
        if isinstance(value.value, str) or on_a_line is not None:
            yield from self._valued(head, value, where, indent + _STEP)
            return
        # The first entry stands behind the dash; what was noted above the dash is written.
        inner = list(self._inner(value, indent + _STEP))
        yield head + inner[0][len(head) :]
        yield from inner[1:]

    def _valued(self, head: str, value: Node, where: At, indent: int) -> Iterator[str]:
        """A name or a dash with its value; comments beside it stay there."""
        beside = self._beside(where)
        on_a_line = self._on_a_line(value, len(head))
        if on_a_line is not None:
            yield f"{head} {on_a_line}".rstrip() + beside
        elif isinstance(value.value, str):
            sign, *lines = block(value.value.strip(), indent, literal=value.style == "literal")
            yield f"{head} {sign}{beside}"
            yield from lines
        else:
            yield head + beside
            yield from self._inner(value, indent)

    def _beside(self, where: At) -> str:
        return "".join(f"  {note}" for note in self.notes.beside.pop(where, ()))

    def _on_a_line(self, value: Node, taken: int) -> str | None:
        """The value on the line of its name, if it belongs and fits there."""
        if isinstance(value.value, str):
            text = value.value.strip()
            written = inline(text) if text else ""
            fits = taken + 1 + len(written) <= WIDTH and value.style != "literal"
            return written if is_odd(text) or (fits and "\n" not in text) else None
        if value.style != "flow" and value.value:
            return None
        written = _bracketed(value)
        fits = taken + 1 + len(written) <= WIDTH and not self.notes.within(value)
        return written if not value.value or fits else None

    def _before(self, where: At, indent: int, *, first: bool, apart: bool = False) -> Iterator[str]:
        """Comments above an entry; one empty line where there were some, and between steps."""
        noted = self.notes.before.pop(where, [])
        if first:
            noted = noted[next((n for n, note in enumerate(noted) if note), len(noted)) :]
        elif apart and (not noted or noted[0]):
            noted = ["", *noted]
        yield from _noted(noted, indent)

    def _after(self, where: At, indent: int) -> Iterator[str]:
        yield from _noted(self.notes.after.pop(where, []), indent)


def _noted(notes: Sequence[str], indent: int) -> Iterator[str]:
    """Comments and empty lines, of which one is enough."""
    for place, note in enumerate(notes):
        if note or not place or notes[place - 1]:
            yield f"{' ' * indent}{note}".rstrip()


def _stands_apart(value: Node) -> bool:
    return isinstance(value.value, Mapping) and any(name in value.value for name in _APART)


def _bracketed(value: Node) -> str:
    """A value between brackets, on one line."""
    if isinstance(value.value, str):
        return inline(value.value.strip(), flow=True)
    if isinstance(value.value, tuple):
        return f"[{', '.join(map(_bracketed, value.value))}]"
    pairs = (f"{inline(name, flow=True)}: {_bracketed(v)}" for name, v in value.value.items())
    return "{" + ", ".join(pairs) + "}"
