"""`diff` between files."""

import shutil
from pathlib import Path

import pytest

from bot.interview.mistakes import DialogueError
from bot.studio.comparing import compare
from tests.live import ROOT
from tests.studio.desks import Heard

SHIPPED = ROOT / "dialogues"


def test_two_versions_are_compared_in_words(tmp_path: Path) -> None:
    """One line a difference, and at last whether the structure is another."""
    text = (SHIPPED / "declined-offer.yaml").read_text()
    older = tmp_path / "older.yaml"
    older.write_text(text.replace("And what are you doing instead?", "What will you do instead?"))
    heard = Heard(SHIPPED)
    assert compare(str(older), str(SHIPPED / "declined-offer.yaml"), heard.desk) == 0
    assert heard.said == [
        "- question *instead* reworded",
        "Wording only: every question, choice and way is as it was.",
    ]
    older.write_text(text.replace("      looking: Still looking\n", ""))
    heard = Heard(SHIPPED)
    compare(str(older), str(SHIPPED / "declined-offer.yaml"), heard.desk)
    assert heard.said == [
        "- choice *looking* (“Still looking”) added to *instead*",
        "The structure is another: what is asked, offered or asked after what.",
    ]
    heard = Heard(SHIPPED)
    compare(str(older), str(older), heard.desk)
    assert heard.said == ["There is no difference."]


def test_a_version_that_cannot_be_understood_is_told(tmp_path: Path) -> None:
    """Its mistakes are named instead of differences that would mean nothing."""
    shutil.copy(SHIPPED / "declined-offer.yaml", tmp_path / "new.yaml")
    (tmp_path / "old.yaml").write_text("steps: [\n")
    with pytest.raises(DialogueError, match=r"old\.yaml:"):
        compare(str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"), Heard(SHIPPED).desk)
