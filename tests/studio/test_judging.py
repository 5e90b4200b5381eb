"""HR goes through the words it may read, and judges what the codebook finds in them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.insight.notes import Notes
from bot.insight.themes import Code
from bot.interview.mistakes import DialogueError
from bot.studio.judging import HELP, Judging, Shown
from bot.studio.notebook import NOTES, keep_notes, open_notes
from tests.insight.batches import codebook

CANARY = "zebra crossings at dawn"
COMMUTE = Shown("Why?", f"A long commute past {CANARY}.", (Code("location", "long commute"),))
SILENT = Shown("Why?", "It rained the whole time", ())


class Sitting:
    """HR at the terminal: types lines and sees `said`; `kept` are the notes after each answer."""

    def __init__(self, *typed: str, answers: Sequence[Shown] = (COMMUTE, SILENT)) -> None:
        self._typed = iter(typed)
        self.said: list[str] = []
        self.kept: list[Notes] = []
        judging = Judging(codebook(), answers, self._ask, self.said.append, self.kept.append)
        self.notes = judging.go_through(Notes())

    def _ask(self) -> str:
        try:
            return next(self._typed)
        except StopIteration:
            raise EOFError from None


def test_enter_agrees() -> None:
    """Each answer is shown with its themes and why, and counts as alike."""
    sitting = Sitting("", "")
    assert "  1  Place and commute: “long commute”" in sitting.said
    assert "  No theme was found." in sitting.said
    assert (sitting.notes.agreement.answers, sitting.notes.agreement.alike) == (2, 2)
    assert sitting.said[-1] == "HR and the codebook agree on 2 of 2 answers."
    assert sitting.kept[-1] == sitting.notes


def test_a_theme_is_added_and_a_phrase_judged() -> None:
    """A bad phrase means that its theme is not meant; what differs is counted."""
    sitting = Sitting("+ growth", "bad 1", "", "+mission", "")
    agreement = sitting.notes.agreement
    assert (agreement.alike, agreement.both, agreement.found, agreement.meant) == (0, 0, 1, 2)
    assert sitting.notes.bad == {("location", "long commute")}
    assert sitting.notes.good == frozenset()


def test_the_other_judgement_takes_the_first_back() -> None:
    """HR may think again before it goes on."""
    assert Sitting("bad 1", "good 1", "").notes.good == {("location", "long commute")}


def test_a_phrase_is_one_that_many_would_use() -> None:
    """What only a few wrote is theirs: nobody is to be found by a phrase of the codebook."""
    few, many = [COMMUTE] * 4, [COMMUTE] * 5
    typed = "phrase en location Zebra Crossings"
    assert Sitting(typed, "", answers=few).notes.phrases == frozenset()
    assert Sitting(typed, "", answers=many).notes.phrases == {("location", "en", "zebra crossings")}
    assert Sitting("phrase en growth no way up", "").notes.phrases == {
        ("growth", "en", "no way up")
    }


@pytest.mark.parametrize(
    "typed",
    [
        "phrase growth no way up",
        "phrase xx growth no way up",
        "phrase en nowhere no way up",
        "phrase en growth upwards",
        "phrase en growth no way up from where we all were",
        "phrase en growth after 2 years",
        "phrase en growth long commute",
        "phrase",
    ],
)
def test_a_phrase_that_would_not_do_is_refused(typed: str) -> None:
    """A language and a theme of the codebook, a few words, and none that are taken."""
    sitting = Sitting(typed, "", "")
    assert sitting.notes == Sitting("", "").notes
    assert "Noted." not in sitting.said


@pytest.mark.parametrize("end", [["skip"], ["stop"], []])
def test_what_is_skipped_is_not_counted(end: list[str]) -> None:
    """Neither agreement nor disagreement; what was noted before stays."""
    sitting = Sitting("good 1", *end)
    assert sitting.notes.agreement.answers == 0
    assert sitting.notes.good
    assert len(sitting.kept) == (2 if end == ["skip"] else 1)


def test_an_example_is_in_words_of_ones_own() -> None:
    """Candidates' words, names and numbers are refused, whichever answer they come from."""
    sitting = Sitting(
        "worry location A long commute past zebras",
        f"worry location I saw {CANARY} there",
        "worry growth it rained the whole day",
        "like location I met Anna there",
        "worry nowhere It was far.",
        "worry location",
        "worry location The way to the office took too much of the day.",
        "",
    )
    assert sitting.notes.examples == (
        ("location", "concern", "The way to the office took too much of the day."),
    )
    refused = [line for line in sitting.said if "of your own" in line and line != HELP]
    assert len(refused) == 5


@pytest.mark.parametrize("typed", ["bad 2", "good", "bad one", "bad ²", "+nowhere", "what?"])
def test_what_is_not_understood_changes_nothing(typed: str) -> None:
    """It is said what to write instead."""
    sitting = Sitting(typed, "", "")
    assert sitting.notes == Sitting("", "").notes
    assert len(sitting.said) == len(Sitting("", "").said) + 1


def test_the_file_never_holds_what_somebody_wrote(tmp_path: Path) -> None:
    """It is kept whole or not at all, and has codebook phrases and HR's sentences alone."""
    assert open_notes(tmp_path) == Notes()
    notes = Sitting("good 1", "worry location It took too long to get there.", "", "").notes
    keep_notes(tmp_path, notes)
    assert open_notes(tmp_path) == notes
    text = (tmp_path / NOTES).read_text(encoding="utf-8")
    for secret in ("zebra", "dawn", "rained", "past", "Why"):
        assert secret not in text
    assert [path.name for path in (tmp_path / "notes").iterdir()] == ["codebook.yaml"]


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    """The sentence names the file and what to do."""
    (tmp_path / "notes").write_text("a file")
    with pytest.raises(DialogueError) as caught:
        keep_notes(tmp_path, Notes())
    assert "cannot be written" in str(caught.value)
