"""What a command of HR's finds before it: the folder of the dialogues, and where to speak."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Desk:
    """The dialogues folder; `say` prints what was asked for, `tell` speaks beside it."""

    folder: Path
    say: Callable[[str], None]
    tell: Callable[[str], None]
