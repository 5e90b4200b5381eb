"""Ways to break a dialogue file, as tired people and slipped fingers do."""

from collections.abc import Callable

Break = Callable[[list[str], int, int], None]


def delete(lines: list[str], at: int, _: int) -> None:
    """A line is gone."""
    del lines[at]


def swap(lines: list[str], at: int, other: int) -> None:
    """Two lines have changed places."""
    lines[at], lines[other] = lines[other], lines[at]


def indent(lines: list[str], at: int, _: int) -> None:
    """A line stands further in."""
    lines[at] = "  " + lines[at]


def outdent(lines: list[str], at: int, _: int) -> None:
    """A line stands further out."""
    lines[at] = lines[at].removeprefix("  ")


def rename(lines: list[str], at: int, other: int) -> None:
    """The first word of a line is another one."""
    words = lines[at].split(" ")
    names = [n for n, word in enumerate(words) if word and word != "-"]
    if names:
        word = words[names[other % len(names)]]
        words[names[other % len(names)]] = word[: len(word) // 2] + "x" + word[len(word) // 2 :]
    lines[at] = " ".join(words)


def truncate(lines: list[str], at: int, _: int) -> None:
    """The file ends in the middle of a line."""
    lines[at:] = [lines[at][: len(lines[at]) // 2]]


def double(lines: list[str], at: int, _: int) -> None:
    """A line stands there twice."""
    lines.insert(at, lines[at])


BREAKS: tuple[Break, ...] = (delete, swap, indent, outdent, rename, truncate, double)
