"""Digests on a terminal: headings, points and what may be decided, in colour where there is any."""

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from bot.insight.digest import Digest, Point, Section

_WIDEST = 96
_INDENT = 3


def drawn(parts: Sequence[str | Digest], *, width: int, colour: bool) -> str:
    """Sentences and digests one after the other, as text for a terminal so wide."""
    kept = StringIO()
    console = Console(
        file=kept,
        width=min(width, _WIDEST),
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        emoji=False,
        markup=False,
    )
    for part in parts:
        if isinstance(part, Digest):
            _draw(console, part)
        elif part:
            console.print(Text(part), end="\n\n")
    return kept.getvalue().rstrip()


def _draw(console: Console, digest: Digest) -> None:
    console.print(Panel(Text(digest.header, style="bold"), padding=(0, 1)))
    if digest.edition:
        console.print(Text(digest.edition, style="dim"), end="\n\n")
    for section in digest.sections:
        for line in _section(section):
            console.print(line)
        console.print()
    if digest.closing:
        console.print(Text(digest.closing, style="dim"), end="\n\n\n")


def _section(section: Section) -> Iterator[RenderableType]:
    yield Text(section.title.upper(), style="bold cyan")
    for number, point in enumerate(section.points, 1):
        yield from _point(number, point)
    for line in section.lines:
        yield Text(line)


def _point(number: int, point: Point) -> Iterator[RenderableType]:
    yield Text.assemble(f"{number}. ", (point.name, "bold"), f": {point.band}.")
    for words, style in ((point.text, ""), *((note, "italic") for note in point.notes)):
        if words:
            yield Padding(Text(words, style=style), (0, 0, 0, _INDENT), expand=False)
