"""`# lint: ok CODE because …`: findings that somebody looked at and means to keep."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.interview.mistakes import Mistake, did_you_mean
from bot.interview.script import Place
from bot.interview.yamlfile import Node

_WAIVER = re.compile(r"(?:^|\s)#\s*lint\s*:(.*)$")
_FORM = re.compile(r"\s*ok\s+([A-Za-z]\d\d)\b\s*(?:because\b\s*(.*\S)?)?\s*")
_EXAMPLE = "Write “# lint: ok Q07 because …” and say why."


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver: where it stands, of which code, and the line that it speaks of."""

    place: Place
    code: str
    line: int


def read_waivers(
    text: str, root: Node | None, file: str, severities: Mapping[str, str]
) -> tuple[list[Waiver], list[Mistake]]:
    """The waivers of a file, and what is wrong with those that cannot be taken for one."""
    waivers: list[Waiver] = []
    mistakes: list[Mistake] = []
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        found = _WAIVER.search(line)
        if found is None or _is_said(line[found.start() :].strip(), root):
            continue
        place = Place(file, number, line.index("#", found.start()) + 1)
        wrong = _wrong(found[1], severities)
        if wrong is not None:
            mistakes.append(Mistake(place, "S16", *wrong))
            continue
        code = _code(found[1])
        alone = not line[: found.start()].strip()
        waivers.append(Waiver(place, code, _next(lines, number) if alone else number))
    return waivers, mistakes


def waived(findings: Sequence[Mistake], waivers: Sequence[Waiver]) -> list[Mistake]:
    """The findings that nobody waived, and the waivers of nothing."""
    used: set[Waiver] = set()
    left: list[Mistake] = []
    for finding in findings:
        place = finding.place
        by = [w for w in waivers if _fits(w, finding.code, place)]
        used.update(by)
        if not by:
            left.append(finding)
    for waiver in waivers:
        if waiver not in used:
            what = f"There is no {waiver.code} here that could be waived."
            left.append(Mistake(waiver.place, "S17", what, "Remove this comment."))
    return left


def _fits(waiver: Waiver, code: str, place: Place) -> bool:
    return (waiver.code, waiver.place.file, waiver.line) == (code, place.file, place.line)


def _wrong(said: str, severities: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with a waiver, and what to do; None when nothing is."""
    form = _FORM.fullmatch(said)
    if form is None:
        return "This waiver cannot be read.", _EXAMPLE
    code, reason = form[1].upper(), form[2]
    if code not in severities:
        return f"There is no check “{code}”.", did_you_mean(code, list(severities)) or _EXAMPLE
    if severities[code] == "E":
        return f"{code} is an error, and an error cannot be waived.", "Put it right."
    if reason is None or not re.search(r"\w{2,}", reason):
        return "This waiver gives no reason.", "Add “because …”, for whoever reads it next."
    return None


def _code(said: str) -> str:
    form = _FORM.fullmatch(said)
    return form[1].upper() if form is not None else ""


def _next(lines: Sequence[str], number: int) -> int:
    """The first line below that holds more than a comment."""
    for below, line in enumerate(lines[number:], number + 1):
        if line.strip() and not line.lstrip().startswith("#"):
            return below
    return number


def _is_said(comment: str, root: Node | None) -> bool:
    """Whether this is a part of a text, and no comment at all."""
    said = comment.rstrip("'\" ")
    return root is not None and any(said in text for text in _texts(root))


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node.value, str):
        yield node.value
        return
    inner = node.value.values() if isinstance(node.value, Mapping) else node.value
    for each in inner:
        yield from _texts(each)
