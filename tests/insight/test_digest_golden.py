"""Whole digests of typical situations, to be read by people and compared by machine.

To accept a change, write the new texts with `python -m tests.insight.test_digest_golden`.
"""

from datetime import date
from pathlib import Path

import pytest

from bot.insight.edition import nothing_yet
from bot.insight.rendering import full_text
from tests.insight.batches import words
from tests.insight.situations import SITUATIONS

GOLDEN = Path(__file__).parent / "golden"
NOTHING = "nothing-yet"


def as_text(situation: str) -> str:
    """The digest of a situation in plain words."""
    if situation == NOTHING:
        return full_text(nothing_yet(words(), date(2027, 1, 4)))
    return full_text(SITUATIONS[situation].digest())


@pytest.mark.parametrize("situation", [NOTHING, *SITUATIONS])
def test_the_digest_of_a_situation_is_the_one_we_read(situation: str) -> None:
    """A digest says word for word what was read and found good."""
    assert as_text(situation) == (GOLDEN / f"{situation}.txt").read_text(encoding="utf-8")


def test_every_golden_text_is_of_a_situation() -> None:
    """No text stays behind when its situation goes."""
    assert {path.stem for path in GOLDEN.iterdir()} == {NOTHING, *SITUATIONS}


if __name__ == "__main__":
    for name in (NOTHING, *SITUATIONS):
        (GOLDEN / f"{name}.txt").write_text(as_text(name), encoding="utf-8")
