"""A digest as Slack's blocks: one phone screen, and a reply in its thread."""

from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from bot.insight.digest import Digest, Point, Section

HEADER_LENGTH = 150
SECTION_LENGTH = 3000
CONTEXT_LENGTH = 2000
_CUT = "…"


def digest_blocks(digest: Digest, note: str = "") -> list[dict[str, Any]]:
    """The first screen; `note` stands above it, to say that this may be a repeat."""
    blocks: list[Block] = [*_context(note), *_header(digest.header), *_context(digest.edition)]
    for section in digest.sections:
        blocks += _section(section)
    blocks += _context(digest.closing)
    return [block.to_dict() for block in blocks]


def thread_blocks(digest: Digest) -> list[dict[str, Any]]:
    """What stands behind the first screen."""
    blocks: list[Block] = [*_header(digest.thread_title)]
    for section in digest.thread:
        blocks += _section(section)
    return [block.to_dict() for block in blocks]


def _header(words: str) -> Iterator[Block]:
    if len(words) <= HEADER_LENGTH:
        yield HeaderBlock(text=PlainTextObject(text=words, emoji=False))
    else:
        yield _words(f"*{_safe(words)}*")


def _section(section: Section) -> Iterator[Block]:
    """One block, or one a point where points have notes; the title stands on the first."""
    several = any(point.notes for point in section.points)
    parts = [
        _point(point, number if several else 0) for number, point in enumerate(section.points, 1)
    ]
    lines = "\n".join(_safe(line) for line in section.lines)
    if parts and lines:
        parts[-1] += f"\n\n{lines}"
    elif lines:
        parts = [lines]
    whole = [f"*{_safe(section.title)}*", *parts]
    yield _words("\n".join(whole[:2] if several else whole))
    for part in whole[2:] if several else ():
        yield _words(part)


def _point(point: Point, number: int = 0) -> str:
    place = f"{number}. " if number else "• "
    lines = [f"{place}*{_safe(point.name)}*: {_safe(point.band)}.", _safe(point.text)]
    return "\n".join([*(line for line in lines if line), *(f"_{_safe(n)}_" for n in point.notes)])


def _words(words: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=_cut(words, SECTION_LENGTH), verbatim=True))


def _context(words: str) -> Sequence[Block]:
    if not words:
        return ()
    text = _cut(_safe(words), CONTEXT_LENGTH)
    return (ContextBlock(elements=[MarkdownTextObject(text=text, verbatim=True)]),)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - len(_CUT)] + _CUT


def plain(words: str) -> str:
    """The words with nothing that Slack reads as a mention or a link."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _safe(words: str) -> str:
    """The words with no mention, link or mark."""
    # A zero-width space keeps a star, tilde, underscore or backtick from becoming a mark.
    return "".join(f"\u200b{c}\u200b" if c in "*_~`" else c for c in plain(words))
