"""Text with styles, as Telegram counts and limits it: in UTF-16 units, 4096 a message.

Styles travel as entities beside the text, so that nothing a person types can be read as markup.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Style = Literal["", "bold", "italic", "underline", "blockquote", "code"]

LONGEST = 4096
MOST_ENTITIES = 100
_BREAKS = (re.compile(r"\n\s*"), re.compile(r"(?<=[.!?…])[”’\")]*\s+"), re.compile(r"\s+"))
Entity = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Message:
    """The text of one message, and its styles as the Bot API takes them."""

    text: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def messages(spans: Iterable[Span], longest: int = LONGEST) -> list[Message]:
    """The spans as messages, none longer than allowed, parted where a sentence ends."""
    spans = [span for span in spans if span.text]
    text = "".join(span.text for span in spans)
    return [_cut(text, spans, start, end) for start, end in _pieces(text, longest)]


def paragraphs(blocks: Iterable[Sequence[Span]]) -> list[Span]:
    """Blocks of spans with an empty line between each two."""
    parted: list[Span] = []
    for block in blocks:
        if parted and block:
            parted.append(Span("\n\n"))
        parted.extend(block)
    return parted


def clipped(text: str, most: int) -> str:
    """The text, or its beginning when it is longer than so many units."""
    if units(text) <= most:
        return text
    kept = text[:most]
    while units(kept) > most - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _pieces(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Where each message begins and ends, without the blanks at its edges."""
    start = 0
    while start < len(text):
        end = _end(text, start, longest)
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = end


def _end(text: str, start: int, longest: int) -> int:
    """Where the message that begins here ends at the latest: at a line, a sentence, a word."""
    if units(text[start:]) <= longest:
        return len(text)
    last = start + longest
    while units(text[start:last]) > longest:
        last -= max(1, (units(text[start:last]) - longest) // 2)
    for kind in _BREAKS:
        # Not so early that a long text falls into crumbs.
        found = [b.end() for b in kind.finditer(text, start, last) if b.end() > (start + last) // 2]
        if found:
            return found[-1]
    return last


def _cut(text: str, spans: Sequence[Span], start: int, end: int) -> Message:
    entities: list[Entity] = []
    at = 0
    for span in spans:
        first, last = max(at, start), min(at + len(span.text), end)
        at += len(span.text)
        styled = text[first:last].strip() if first < last else ""
        if span.style and styled:
            first = text.index(styled, first)
            offset = units(text[start:first])
            entities.append({"type": span.style, "offset": offset, "length": units(styled)})
    return Message(text[start:end], tuple(entities[:MOST_ENTITIES]))
