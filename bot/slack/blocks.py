"""A digest as Slack's blocks: one phone screen, and a reply in its thread."""

from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from bot.insight.digest import Digest, Point, Section
from bot.slack.chart import chart

HEADER_LENGTH = 150
SECTION_LENGTH = 3000
CONTEXT_LENGTH = 2000
BUTTON_LENGTH = 75
# What the button under a digest is called among Slack's actions.
DECIDE = "decide"
_CUT = "…"


def digest_blocks(
    digest: Digest, note: str = "", *, charts: bool = True, button: bool = False
) -> list[dict[str, Any]]:
    """The first screen; `note` stands above it, to say that this may be a repeat.

    The `button` under it is for where somebody answers when it is pressed. A repeat has no chart:
    with it, it would be longer than a screen.
    """
    top: list[Block] = [*small(note), *heading(digest.header), *small(digest.edition)]
    for section in digest.sections:
        top += _section(section)
    end = [*(_decide(digest) if button else ()), *small(digest.closing)]
    drawn = chart(digest) if charts and not note else None
    return [*dicts(top), *([drawn] if drawn else []), *dicts(end)]


def thread_blocks(digest: Digest) -> list[dict[str, Any]]:
    """What stands behind the first screen."""
    blocks: list[Block] = [*heading(digest.thread_title)]
    for section in digest.thread:
        blocks += _section(section)
    return dicts(blocks)


def dicts(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Blocks as Slack takes them."""
    return [block.to_dict() for block in blocks]


def heading(words: str) -> Iterator[Block]:
    """A heading, as long as it may be."""
    if len(words) <= HEADER_LENGTH:
        yield HeaderBlock(text=PlainTextObject(text=words, emoji=False))
    else:
        yield paragraph(f"*{safe(words)}*")


def _decide(digest: Digest) -> Iterator[Block]:
    if digest.proposals:
        label = PlainTextObject(text=cut(digest.decide, BUTTON_LENGTH), emoji=False)
        yield ActionsBlock(
            elements=[ButtonElement(text=label, action_id=DECIDE, value=digest.period)]
        )


def _section(section: Section) -> Iterator[Block]:
    """One block, or one a point where points have notes; the title stands on the first."""
    several = any(point.notes for point in section.points)
    parts = [
        _point(point, number if several else 0) for number, point in enumerate(section.points, 1)
    ]
    lines = "\n".join(safe(line) for line in section.lines)
    if parts and lines:
        parts[-1] += f"\n\n{lines}"
    elif lines:
        parts = [lines]
    whole = [f"*{safe(section.title)}*", *parts]
    yield paragraph("\n".join(whole[:2] if several else whole))
    for part in whole[2:] if several else ():
        yield paragraph(part)


def _point(point: Point, number: int = 0) -> str:
    place = f"{number}. " if number else "• "
    lines = [f"{place}*{safe(point.name)}*: {safe(point.band)}.", safe(point.text)]
    return "\n".join([*(line for line in lines if line), *(f"_{safe(n)}_" for n in point.notes)])


def paragraph(words: str) -> SectionBlock:
    """A paragraph in which marks are marks: what people wrote goes through `safe`."""
    return SectionBlock(text=MarkdownTextObject(text=cut(words, SECTION_LENGTH), verbatim=True))


def small(words: str) -> Sequence[Block]:
    """A small line, or nothing where there is nothing to say."""
    if not words:
        return ()
    text = cut(safe(words), CONTEXT_LENGTH)
    return (ContextBlock(elements=[MarkdownTextObject(text=text, verbatim=True)]),)


def cut(words: str, most: int) -> str:
    """The words, shortened where Slack takes no more."""
    return words if len(words) <= most else words[: most - len(_CUT)] + _CUT


def plain(words: str) -> str:
    """The words with nothing that Slack reads as a mention or a link."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def safe(words: str) -> str:
    """The words with no mention, link or mark."""
    # A zero-width space keeps a star, tilde, underscore or backtick from becoming a mark.
    return "".join(f"\u200b{c}\u200b" if c in "*_~`" else c for c in plain(words))
