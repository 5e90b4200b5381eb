"""A text of a dialogue file as YAML: plain where it can be, in quotes or folded where it must."""

import json
import re
from collections.abc import Iterator

WIDTH = 100

# What a plain text is not begun with.
_OPENING = re.compile(r"""[,\[\]{}#&*!|>'"%@`?:-]""")
_MARKS = re.compile(r":(?:\s|$)|\s#")
_FLOW_MARKS = re.compile(r"[,\[\]{}:]")
_UNSAFE = re.compile(
    "[^ -~\xa1-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]"
)
# A line may be broken where a single space stands between words.
_BREAK = re.compile(r"(?<=\S) (?=\S)")


def inline(text: str, *, flow: bool = False) -> str:
    """The text on one line, quoted if need be; `flow` is between brackets."""
    if _UNSAFE.search(text):
        return json.dumps(text)
    marks = _MARKS.search(text) or (flow and _FLOW_MARKS.search(text))
    if text and text == text.strip() and not marks and not _OPENING.match(text):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def is_odd(text: str) -> bool:
    """Whether the text holds signs that only quotes can hold, with a backslash."""
    return _UNSAFE.search(text.replace("\n", "")) is not None


def block(text: str, indent: int, *, literal: bool) -> Iterator[str]:
    """The text below its name: the sign after the name, then its lines.

    Lines are kept where they were kept before, or begin with spaces; else they are folded.
    """
    pad = " " * indent
    lines = text.split("\n")
    if literal or any(line[:1] == " " for line in lines):
        yield "|-"
        yield from (f"{pad}{line}".rstrip() if not line.strip() else pad + line for line in lines)
        return
    yield ">-"
    for number, line in enumerate(lines):
        if number:
            yield ""
        yield from (pad + part for part in _folded(line, WIDTH - indent))


def _folded(line: str, width: int) -> Iterator[str]:
    """A paragraph in lines of at most this width, as far as its words allow."""
    if not line:
        return
    at = ""
    for word in _BREAK.split(line):
        if at and len(at) + 1 + len(word) > width:
            yield at
            at = word
        else:
            at = f"{at} {word}" if at else word
    yield at
