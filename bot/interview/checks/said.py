"""Every text of a dialogue that somebody reads, where it stands, and what it is for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.interview.script import Ask, End, Place, Say, Step
from bot.interview.step_reader import Written
from bot.interview.yamlfile import Node

Use = Literal[
    "consent",
    "help",
    "question",
    "probe",
    "say",
    "end",
    "label",
    "item",
    "point",
    "message",
    "button",
    "thanks",
    "cause",
    "statement",
]
_NO_LABEL = ("from", "without")


@dataclass(frozen=True, slots=True)
class Said:
    """One text; `step` is the step of a script it belongs to, `name` the key it stands under."""

    text: str
    node: Node
    use: Use
    language: str
    step: Step | None = None
    name: str = ""

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.node.place

    def at(self, index: int) -> Place:
        """Where a part of it stands, by its index in the text."""
        return self.node.place_of(index + 1)


def said_by_script(written: Sequence[Written], language: str) -> Iterator[Said]:
    """All that the steps of a script say, in their order."""
    for each in written:
        for node, use, name in _of_step(each):
            if isinstance(node.value, str):
                yield Said(node.value.strip(), node, use, language, each.step, name)


def said_by_house(root: Node, language: str) -> Iterator[Said]:
    """All that a house style says, or the messages that a script says otherwise."""
    for name, node in _pairs(root.get("messages")):
        use: Use = "button" if name.startswith("button_") else "message"
        yield from _texts(node, use, language, name)
    for node in _list(root.get("acknowledgements")):
        yield from _texts(node, "thanks", language, "acknowledgements")


def said_by_codebook(root: Node, language: str) -> Iterator[Said]:
    """The labels a candidate taps and the sentences a digest prints."""
    entries = [*(node for _, node in _pairs(root.get("heads"))), *_list(root.get("themes"))]
    for entry in entries:
        for name in ("label", "concern"):
            yield from _texts(entry.get(name), "cause", language, name)
        for name, node in (*_pairs(entry.get("statements")), *_first_step(entry)):
            yield from _texts(node, "statement", language, name)


def _first_step(entry: Node) -> list[tuple[str, Node]]:
    node = entry.get("first_step")
    return [] if node is None else [("first_step", node)]


def _of_step(each: Written) -> Iterator[tuple[Node, Use, str]]:
    step, node = each.step, each.node
    use: Use = "say" if isinstance(step, Say) else "end" if isinstance(step, End) else "question"
    if isinstance(step, Ask) and step.type == "consent":
        use = "consent"
    for name, value in _pairs(node):
        if name in ("text", "text without label"):
            yield from ((text, use, name) for text in _list(value))
        elif name.startswith("text by "):
            yield from ((text, use, choice) for choice, text in _pairs(value))
    yield from _labels(node)
    for probe in _list(node.get("probe")):
        yield from ((text, "probe", "text") for text in _list(probe.get("text")))
    yield from ((text, "help", "help") for text in _list(node.get("help")))


def _labels(node: Node) -> Iterator[tuple[Node, Use, str]]:
    for name, label in _pairs(node.get("choices")):
        if name not in _NO_LABEL:
            yield from (
                (text, "label", choice) for choice, text in _pairs(label) or [(name, label)]
            )
    yield from ((label, "item", name) for name, label in _pairs(node.get("items")))
    yield from ((label, "point", name) for name, label in _pairs(node.get("scale")))


def _texts(node: Node | None, use: Use, language: str, name: str) -> Iterator[Said]:
    if node is not None and isinstance(node.value, str):
        yield Said(node.value.strip(), node, use, language, name=name)


def _pairs(node: Node | None) -> list[tuple[str, Node]]:
    return list(node.value.items()) if node and isinstance(node.value, Mapping) else []


def _list(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.value if isinstance(node.value, tuple) else (node,)
