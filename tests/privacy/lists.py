"""The shipped word lists, read once for all tests of redaction."""

from functools import cache
from pathlib import Path

from bot.privacy.lexicon import FILES, Lexicon, read_lexicon
from bot.privacy.redaction import Redactor

FOLDER = Path(__file__).parents[2] / "dialogues" / "redaction"


@cache
def texts() -> dict[str, str]:
    """The shipped lists by their names."""
    return {name: (FOLDER / name).read_text(encoding="utf-8") for name in FILES}


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return read_lexicon(texts())


@cache
def redactor() -> Redactor:
    """A redactor with the shipped lists and nothing else."""
    return Redactor(lexicon())
