"""One check: its code, how serious it is, and what its page says."""

from dataclasses import dataclass
from typing import Literal

# E stands in the way of publishing, W wants a look or a reason, I is to be known.
Severity = Literal["E", "W", "I"]
SEVERITIES: dict[Severity, str] = {"E": "error", "W": "warning", "I": "note"}
# What an example is, and so where it is put in dialogues that are sound otherwise: steps after
# consent, all steps after it (`rest`), consent itself, a block of the house style, a part of a
# theme, a whole file, a file of translations, a file of a language, words of receipts, or a list of
# played examples.
Part = Literal[
    "steps", "rest", "consent", "house", "theme", "file", "po", "language", "receipts", "played"
]


@dataclass(frozen=True, slots=True)
class Example:
    """A part of a dialogue, as short as it can be.

    `head` is a line for the top of its script; `before` is how the part stood in the version that
    there are answers to. `reminded` says that consent asks to leave names out.
    """

    text: str
    part: Part = "steps"
    before: str = ""
    head: str = ""
    reminded: bool = True


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that may be wrong, with one example of it and one of how it is right."""

    code: str
    severity: Severity
    title: str
    why: str
    todo: str
    bad: Example
    good: Example
    note: str = ""
