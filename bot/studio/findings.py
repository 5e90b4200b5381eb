"""What `check` found, written for people, for programs, and for GitHub."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.interview.checks.check import SEVERITIES, Severity
from bot.interview.checks.table import severities
from bot.interview.checks.through import Summary
from bot.interview.mistakes import Mistake

Format = Literal["text", "json", "github"]
_GITHUB: Mapping[Severity, str] = {"E": "error", "W": "warning", "I": "notice"}


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings in their order, and each script in figures."""

    findings: Sequence[Mistake]
    summaries: Mapping[str, Summary]

    @property
    def counted(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        return Counter(severity(each) for each in self.findings)

    @property
    def errors(self) -> int:
        """How many findings stand in the way of publishing."""
        return self.counted.get("E", 0)


def severity(finding: Mistake) -> Severity:
    """How serious a finding is, by its code."""
    return severities()[finding.code]


def write(checked: Checked, folder: Path, form: Format) -> Iterator[str]:
    """The lines to be printed; files are named as seen from where the command was given."""
    if form == "json":
        yield json.dumps(_as_json(checked, folder), ensure_ascii=False, indent=2)
        return
    line = _github if form == "github" else _line
    yield from (line(finding, folder) for finding in checked.findings)
    if form == "text":
        yield from (_told(name, summary) for name, summary in checked.summaries.items())
        yield _counted(checked.counted)


def _line(finding: Mistake, folder: Path) -> str:
    place, kind = finding.place, SEVERITIES[severity(finding)]
    where = f"{_path(folder, place.file)}:{place.line}:{place.column}"
    return f"{where}  {finding.code} {kind}  {finding.what} {finding.todo}"


def _github(finding: Mistake, folder: Path) -> str:
    place, kind = finding.place, _GITHUB[severity(finding)]
    file = _escaped(_path(folder, place.file)).replace(":", "%3A").replace(",", "%2C")
    where = f"file={file},line={place.line},col={place.column},title={finding.code}"
    return f"::{kind} {where}::{_escaped(f'{finding.what} {finding.todo}')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _as_json(checked: Checked, folder: Path) -> dict[str, object]:
    return {
        "findings": [
            {
                "file": _path(folder, finding.place.file),
                "line": finding.place.line,
                "column": finding.place.column,
                "code": finding.code,
                "severity": SEVERITIES[severity(finding)],
                "what": finding.what,
                "todo": finding.todo,
            }
            for finding in checked.findings
        ],
        "scripts": {
            _path(folder, name): {
                "questions": summary.questions,
                "ends": summary.ends,
                "asked_at_most": summary.longest,
                "asked_at_least": summary.shortest,
                "minutes": round(summary.minutes, 1),
                "short_minutes": summary.short_minutes and round(summary.short_minutes, 1),
                "states": summary.states,
            }
            for name, summary in checked.summaries.items()
        },
    }


def _told(name: str, summary: Summary) -> str:
    short = summary.short_minutes
    return (
        f"{name}: {summary.questions} questions and {summary.ends} ends. "
        f"A person is asked {summary.shortest} to {summary.longest} of them, "
        f"in {summary.minutes:.1f} minutes at most"
        + (f"; the short version takes {short:.1f}." if short is not None else ".")
    )


def _counted(counted: Mapping[Severity, int]) -> str:
    words = [
        f"{number} {name}{'s' if number > 1 else ''}"
        for kind, name in SEVERITIES.items()
        if (number := counted.get(kind, 0))
    ]
    if not words:
        return "Nothing is wrong."
    more = " dialogues/checks/ has a page for each code."
    return f"Found: {', '.join(words)}.{more}"


def _path(folder: Path, name: str) -> str:
    return (folder / name).as_posix()
