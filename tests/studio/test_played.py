"""The examples of a folder, played by `check`."""

import shutil
from pathlib import Path

import pytest

from bot.dialogue import compile_dialogue, read_sources
from bot.interview.mistakes import DialogueError
from bot.studio.played import new_example, played
from tests.live import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the dialogues that may be broken."""
    for name in ("declined-offer.yaml", "house-style.yaml", "codebook.yaml"):
        shutil.copy(ROOT / "dialogues" / name, tmp_path)
    for name in ("tests", "locale"):
        shutil.copytree(ROOT / "dialogues" / name, tmp_path / name)
    return tmp_path


def found(folder: Path) -> str:
    """What the examples of this folder find."""
    mistakes = played(folder, compile_dialogue(read_sources(folder)))
    return "\n".join(str(mistake) for mistake in mistakes)


def change(path: Path, old: str, new: str) -> None:
    """Write something else in a file."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_the_examples_that_come_with_the_product_hold() -> None:
    """Every step, end, fitted wording and follow-up of the shipped interview is met by one."""
    assert found(ROOT / "dialogues") == ""


def test_a_changed_script_is_held_against_its_examples(folder: Path) -> None:
    """A branch that leads elsewhere is told by the examples that go through it."""
    change(folder / "declined-offer.yaml", "instead is counter_offer", "instead is staying")
    lines = found(folder).splitlines()
    assert [line.partition("  ")[0] for line in lines] == [
        "tests/branches.yaml:23:9",
        "tests/branches.yaml:32:9",
        "tests/changes.yaml:15:9",
        "tests/changes.yaml:50:9",
    ]
    assert "expected to get to “counter”, but got to “hiring”" in lines[0]


def test_what_no_example_meets_is_told(folder: Path) -> None:
    """Without an example of it, a step, an end, a wording and a follow-up are findings."""
    for name in ("branches", "changes", "short", "follow-ups", "languages"):
        (folder / "tests" / f"{name}.yaml").unlink()
    change(
        folder / "tests" / "reasons.yaml", "{bot: causes, me: rounds}", "{bot: causes, me: role}"
    )
    change(folder / "tests" / "reasons.yaml", "says: too much", "says: the work itself")
    change(folder / "tests" / "reasons.yaml", "causes: rounds", "causes: role")
    text = found(folder)
    for code, words in (
        ("X02", "No example reaches the step “counter”."),
        ("X03", "No example hears what “why” asks after “rounds”."),
        ("X03", "No example is asked this follow-up of “concerns”."),
    ):
        assert f"  {code}  {words} Play it, and keep it: python -m bot talk --keep NAME." in text
    (folder / "tests" / "endings.yaml").unlink()
    assert "  X01  No example reaches the end “not_today”." in found(folder)


def test_a_language_without_an_example_is_told(folder: Path) -> None:
    """Every language that is offered is tried at least once."""
    (folder / "tests" / "languages.yaml").unlink()
    assert "  X05  No example is held in “fr”." in found(folder)


def test_an_example_in_a_language_that_is_not_complete_is_told(folder: Path) -> None:
    """It cannot be played, and says why: it does not go on in another language."""
    (folder / "locale" / "fr" / "codebook.po").unlink()
    assert "X05  “In French, by typing” is held in “fr”" in found(folder)


def test_an_example_of_no_script_is_told(folder: Path) -> None:
    """A mistyped script would leave its examples unplayed, and nobody the wiser."""
    change(folder / "tests" / "short.yaml", "script: declined-offer", "script: declined-ofer")
    text = found(folder)
    assert "tests/short.yaml:6:5  X06" in text
    assert "Did you mean “declined-offer”?" in text


def test_a_file_of_examples_that_cannot_be_read_is_told(folder: Path) -> None:
    """A broken file says where, and hides nothing of the others."""
    (folder / "tests" / "short.yaml").write_text("examples: [")
    change(folder / "tests" / "branches.yaml", "me: another_offer", "me: another_ofer")
    text = found(folder)
    assert "tests/short.yaml:1:" in text
    assert "tests/branches.yaml:10:9  X04  “Another offer”: at “instead”: " in text
    assert "Did you mean “another_offer”?" in text


@pytest.mark.parametrize("name", ["short", "../out", "Capital", ""])
def test_a_new_example_needs_a_name_of_its_own(folder: Path, name: str) -> None:
    """No example is written over, and none outside its folder."""
    before = sorted(folder.rglob("*"))
    with pytest.raises(DialogueError, match=r"S07|F01"):
        new_example(folder, name)
    assert sorted(folder.rglob("*")) == before
