"""`codebook revise` writes a codebook that passes its checks, or nothing."""

import shutil
from pathlib import Path

import pytest

from bot.insight.notes import Agreement, Notes
from bot.interview.mistakes import DialogueError
from bot.studio.notebook import keep_notes, open_notes
from bot.studio.passing import read_passing
from bot.studio.revising import revise
from tests.insight.batches import DIALOGUES
from tests.studio.desks import Heard

NOTES = Notes(
    good=frozenset({("location", "short commute")}),
    bad=frozenset({("location", "office location")}),
    examples=(("location", "concern", "The way there took too much of the day."),),
    agreement=Agreement(5, 4, 3, 2, 1, 0),
    phrases=frozenset({("location", "en", "ages on the train")}),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the dialogues in which HR noted something."""
    words = tmp_path / "words"
    shutil.copytree(DIALOGUES, words)
    keep_notes(words, NOTES)
    return words


def texts(folder: Path) -> dict[str, bytes]:
    """Every file with what stands in it."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_revision_is_written_and_may_be_served(folder: Path) -> None:
    """It is said what is different; the codebook and the notes change, and no other file."""
    before = texts(folder)
    heard = Heard(folder)
    assert revise(heard.desk, only_look=False) == 0
    assert (heard.told, len(heard.said)) == ([], 5)
    assert "- This is version 2 of the codebook." in heard.said
    changed = {name for name, text in texts(folder).items() if before[name] != text}
    assert changed == {str(folder / "codebook.yaml"), str(folder / "notes" / "codebook.yaml")}
    assert open_notes(folder) == Notes(good=NOTES.good)
    coder = read_passing(folder).coder
    assert [code.theme for code in coder.suggest("Ages on the train.", "en")] == ["location"]
    again = Heard(folder)
    assert revise(again.desk, only_look=False) == 0
    assert again.said[0].startswith("There is nothing to take over")


def test_looking_writes_nothing(folder: Path) -> None:
    """The same differences are said."""
    before = texts(folder)
    heard = Heard(folder)
    assert revise(heard.desk, only_look=True) == 0
    assert heard.said[-1] == "Nothing was written."
    assert len(heard.said) == 5
    assert texts(folder) == before


def test_what_would_not_pass_is_not_written(folder: Path) -> None:
    """A phrase that another cause has, as somebody noted by hand, is told with its place."""
    keep_notes(folder, Notes(phrases=frozenset({("growth", "en", "long commute")})))
    before = texts(folder)
    heard = Heard(folder)
    assert revise(heard.desk, only_look=False) == 1
    assert "is a phrase of “" in heard.told[0]
    assert heard.told[0].endswith("Nothing was written.")
    assert texts(folder) == before


def test_notes_that_cannot_be_read_change_nothing(folder: Path) -> None:
    """They were spoiled by hand, and their mistakes are told."""
    (folder / "notes" / "codebook.yaml").write_text("format: 1\nbadd: {}\n", encoding="utf-8")
    before = texts(folder)
    with pytest.raises(DialogueError):
        revise(Heard(folder).desk, only_look=False)
    assert texts(folder) == before
