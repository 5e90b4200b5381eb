"""One thing that weakens the promise."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["stops", "weakens"]


@dataclass(frozen=True, slots=True)
class Weakness:
    """A sentence that says what is wrong and how to mend it.

    The program should not start with one that `stops`.
    """

    severity: Severity
    sentence: str
