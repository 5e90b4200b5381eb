"""A group of names in a dialogue file, read field by field; every mistake is noted on the way."""

import re
from collections.abc import Collection, Mapping, Sequence

from bot.interview.mistakes import Mistake, did_you_mean
from bot.interview.placeholders import unknown_placeholders
from bot.interview.script import Place
from bot.interview.yamlfile import Node

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_EMPTY = ("", "null", "~")


class Fields:
    """The fields of one group; what is missing or wrong goes into `mistakes`, all of it.

    A reading that fails notes why and gives an empty value, so that the rest is read too.
    """

    def __init__(self, node: Node, mistakes: list[Mistake], place: Place | None = None) -> None:
        self.node = node
        self.mistakes = mistakes
        self.place = place or node.place
        self._nodes: Mapping[str, Node] = {}
        if isinstance(node.value, Mapping):
            self._nodes = node.value
        else:
            todo = "Write one “name: value” a line, all with the same number of spaces before."
            self.wrong(self.place, "S05", "Names with values should stand here.", todo)

    def __contains__(self, name: str) -> bool:
        return name in self._nodes

    def names(self) -> tuple[str, ...]:
        """The names that stand here, in order."""
        return tuple(self._nodes)

    def at(self, name: str, column: int | None = None) -> Place:
        """Where the value of a field stands, or a column of its text; else the group's place."""
        node = self._nodes.get(name)
        if node is None:
            return self.place
        return node.place if column is None else node.place_of(column)

    def wrong(self, place: Place, code: str, what: str, todo: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(place, code, what, todo))

    def only(self, known: Sequence[str], elsewhere: Sequence[str] = (), here: str = "here") -> None:
        """Note every name that is not `known`, some of which may be used `elsewhere`."""
        for name in self._nodes:
            if name in known:
                continue
            if name in elsewhere:
                self.wrong(
                    self.node.key_place(name), "S03", f"“{name}” is not used {here}.", "Remove it."
                )
                continue
            todo = did_you_mean(name, known) or f"Known are: {', '.join(known)}."
            self.wrong(self.node.key_place(name), "S03", f"“{name}” is not known {here}.", todo)

    def need(self, name: str, todo: str = "") -> Node | None:
        """The value of a field that must be there."""
        if name not in self._nodes:
            self.wrong(self.place, "S04", f"“{name}” is missing.", todo or f"Add “{name}: …”.")
        return self._nodes.get(name)

    def is_group(self, name: str) -> bool:
        """Whether names with values stand under a name."""
        return name in self._nodes and isinstance(self._nodes[name].value, Mapping)

    def group(self, name: str) -> "Fields | None":
        """A group within this one, or None when it is not there."""
        node = self._nodes.get(name)
        if node is None:
            return None
        return Fields(node, self.mistakes, self.node.key_place(name))

    def entries(self, name: str) -> tuple[Node, ...]:
        """What stands in a list; a single value counts as a list of one."""
        node = self._nodes.get(name)
        if node is None:
            return ()
        if isinstance(node.value, tuple):
            if not node.value:
                self._empty(name)
            return node.value
        return (node,)

    def text(self, name: str) -> str:
        """A text; empty when it is not there."""
        node = self._nodes.get(name)
        return "" if node is None else self._text_of(name, node)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        read = (self._text_of(name, node) for node in self.entries(name))
        return tuple(text for text in read if text)

    def sentence(self, name: str, fill: Collection[str] = ()) -> str:
        """A text that is said or shown; only placeholders that are filled may stand in it."""
        node = self._nodes.get(name)
        return "" if node is None else self._sentence_of(name, node, fill)

    def sentences(self, name: str, fill: Collection[str] = ()) -> tuple[str, ...]:
        """A sentence or a list of them."""
        read = (self._sentence_of(name, node, fill) for node in self.entries(name))
        return tuple(text for text in read if text)

    def labels(self, name: str, fill: Collection[str] = ()) -> dict[str, str]:
        """Ids with a sentence each."""
        group = self.group(name)
        return {} if group is None else group.own_labels(fill)

    def own_labels(self, fill: Collection[str] = (), skip: Collection[str] = ()) -> dict[str, str]:
        """The fields of this very group as ids with a sentence each, without those to `skip`."""
        if isinstance(self.node.value, Mapping) and not self._nodes:
            self.wrong(self.place, "S04", "Nothing stands here.", "Write one “id: Label” a line.")
        names = [name for name in self._nodes if name not in skip]
        ids = [name for name in names if self.is_id(name, self.node.key_place(name))]
        return {name: self.sentence(name, fill) for name in ids}

    def flag(self, name: str, default: bool = False) -> bool:
        """Yes or no."""
        return self.word(name, ("yes", "no"), "yes" if default else "no") == "yes"

    def word(self, name: str, allowed: Sequence[str], default: str) -> str:
        """One of a few words."""
        node = self._nodes.get(name)
        if node is None:
            return default
        value = self._text_of(name, node)
        if value in allowed:
            return value
        if value:
            todo = did_you_mean(value, allowed) or f"Write one of: {', '.join(allowed)}."
            self.wrong(node.place, "S06", f"“{name}” cannot be “{value}”.", todo)
        return default

    def number(self, name: str, lowest: int, highest: int) -> int | None:
        """A whole number within bounds, or None."""
        node = self._nodes.get(name)
        value = "" if node is None else self._text_of(name, node)
        if node is None or not value:
            return None
        if re.fullmatch(r"[0-9]{1,6}", value) and lowest <= int(value) <= highest:
            return int(value)
        todo = f"Write a whole number from {lowest} to {highest}."
        self.wrong(node.place, "S06", f"“{name}” cannot be “{value}”.", todo)
        return None

    def is_id(self, name: str, place: Place) -> bool:
        """Whether this may be an id; notes it when not."""
        if _ID.fullmatch(name):
            return True
        todo = "Use small letters a–z, digits and _, beginning with a letter, at most 40 in all."
        self.wrong(place, "S07", f"“{name}” cannot be an id.", todo)
        return False

    def _text_of(self, name: str, node: Node) -> str:
        if not isinstance(node.value, str):
            todo = "Write one text; put it in quotes if it begins with { or [."
            self.wrong(node.place, "S05", f"“{name}” should be a text.", todo)
            return ""
        if node.value.strip() in _EMPTY:
            self._empty(name)
            return ""
        return node.value.strip()

    def _sentence_of(self, name: str, node: Node, fill: Collection[str]) -> str:
        text = self._text_of(name, node)
        for strange in unknown_placeholders(text, fill):
            todo = f"Known are: {', '.join('{' + known + '}' for known in fill)}." if fill else ""
            todo = todo or "Leave the braces out."
            self.wrong(node.place, "S09", f"“{strange}” will be filled by nobody here.", todo)
        return text

    def _empty(self, name: str) -> None:
        self.wrong(
            self.node.key_place(name), "S04", f"“{name}” is empty.", "Fill it, or remove it."
        )
