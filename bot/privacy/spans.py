"""The parts of an answer that are replaced, and what stands in their place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Label = Literal[
    "name", "company", "school", "place", "amount", "email", "phone", "link", "handle", "number"
]
# What stands in place of a part; it is never looked into again.
MASK = re.compile(r"\[(?:name|company|school|place|amount|email|phone|link|handle|number)\]")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A part of a text, in characters from its begin, and what it is."""

    start: int
    end: int
    label: Label


def disjoint(spans: Iterable[Span], taken: Iterable[tuple[int, int]] = ()) -> list[Span]:
    """The spans in order, of any that overlap the first given, and none that touches `taken`."""
    kept: list[Span] = []
    held = list(taken)
    for span in spans:
        if span.start < span.end and not any(s < span.end and span.start < e for s, e in held):
            kept.append(span)
            held.append((span.start, span.end))
    return sorted(kept)


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with the name of its label in place of each span; spans are sorted and disjoint."""
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += [text[at : span.start], f"[{span.label}]"]
        at = span.end
    return "".join([*pieces, text[at:]])
