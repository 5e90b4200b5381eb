"""A digest as plain text and as Markdown."""

from bot.insight.digest import Digest, Point, Section

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>#|~"})


def text(digest: Digest) -> str:
    """The first screen in plain words, for terminals, screen readers and notifications."""
    parts = [digest.header, digest.edition, *map(_text_section, digest.sections), digest.closing]
    return "\n\n".join(part for part in parts if part)


def text_thread(digest: Digest) -> str:
    """What stands behind the first screen, in plain words; empty when there is nothing."""
    return "\n\n".join([digest.thread_title, *map(_text_section, digest.thread)]).strip()


def full_text(digest: Digest) -> str:
    """The whole digest in plain words, ending with a new line."""
    return "\n\n".join(part for part in (text(digest), text_thread(digest)) if part) + "\n"


def markdown(digest: Digest) -> str:
    """The whole digest as Markdown."""
    parts = [f"# {_md(digest.header)}", _md(digest.edition)]
    parts += [_md_section(section, 2) for section in digest.sections]
    parts += [_md(digest.closing), f"## {_md(digest.thread_title)}" if digest.thread else ""]
    parts += [_md_section(section, 3) for section in digest.thread]
    return "\n\n".join(part for part in parts if part) + "\n"


def _text_section(section: Section) -> str:
    points = (_text_point(number, point) for number, point in enumerate(section.points, 1))
    return "\n".join([section.title.upper(), *points, *section.lines])


def _text_point(number: int, point: Point) -> str:
    lines = [f"{number}. {point.name}: {point.band}.", point.text, *point.notes]
    return "\n   ".join(line for line in lines if line)


def _md_section(section: Section, level: int) -> str:
    points = [_md_point(number, point) for number, point in enumerate(section.points, 1)]
    lines = [_md(line) for line in section.lines]
    title = f"{'#' * level} {_md(section.title)}"
    return "\n\n".join([title, *(["\n".join(points)] if points else []), *lines])


def _md_point(number: int, point: Point) -> str:
    lines = [f"{number}. **{_md(point.name)}**: {_md(point.band)}.", _md(point.text)]
    return "  \n   ".join(line for line in (*lines, *map(_md, point.notes)) if line)


def _md(words: str) -> str:
    return words.translate(_SPECIAL)
