"""Two versions of a script, compared in words."""

import pytest

from bot.interview.differences import Difference, differences
from bot.interview.reader import read_script
from bot.interview.script import Script
from tests.interview.script_samples import CAUSES, HOUSE

OLD = """\
format: 1
script: trial
title: A trial
language: en
limits: {questions: 9, ask again: 2, probes: 1, minutes: 5}
steps:
  - ask: consent
    type: consent
    text: Shall we?
    choices: {agree: Start, how: How?, refuse: Not now}
    go: {refuse: away}
    help: Like this.
  - ask: hiring
    type: rating
    text: How was our hiring?
    scale: {1: Poor, 5: Good}
    probe:
      - only if: hiring <= 2
        text: What was poor?
  - ask: work
    type: choice
    text: And the work?
    choices: {fine: Fine, dull: Dull}
  - ask: pay_gap
    type: open
    only if: work is dull
    text: What about the pay?
  - end: thanks
    outcome: completed
    text: Thank you.
  - end: away
    outcome: refused
    text: All right.
"""
LABELS = {cause.id: cause.label for cause in CAUSES}


def script(text: str) -> Script:
    """A script in this text."""
    return read_script(text, "trial.yaml", causes=CAUSES, house=HOUSE, shared={})


def compared(*changes: tuple[str, str]) -> list[Difference]:
    """The differences that come of writing something else in the old version."""
    text = OLD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return list(differences(script(OLD), script(text), LABELS, LABELS))


def test_the_same_has_no_difference() -> None:
    """Comments, quotes and the places of lines say nothing."""
    assert compared(("text: Shall we?", "text: 'Shall we?'  # a note\n\n")) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("How was our hiring?", "What of our hiring?", "question *hiring* reworded"),
        ("fine: Fine", "fine: Good", "choice *fine* of *work* now reads “Good”, it read “Fine”"),
        ("What was poor?", "What failed?", "follow-up of *hiring* reworded"),
        ("Thank you.", "Thanks a lot.", "end *thanks* reworded"),
        ("Like this.", "So.", "help of *consent* reworded"),
        ("1: Poor", "1: Bad", "scale of *hiring*: “1” reworded"),
        ("title: A trial", "title: A test", "title reworded: “A test”"),
        ("steps:", "messages: {help: Well}\nsteps:", "message “help” added"),
    ],
)
def test_wording(old: str, new: str, said: str) -> None:
    """What leaves every question, choice and way as it was is told as wording."""
    assert compared((old, new)) == [Difference(said, wording=True)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("dull: Dull}", "dull: Dull, place: Place}", "choice *place* (“Place”) added to *work*"),
        (
            "dull: Dull}\n",
            "dull: Dull}\n    go: {fine: thanks}\n",
            "*thanks* now also comes after *work* (“Fine”)",
        ),
        (
            "work is dull",
            "work is fine",
            "*pay_gap* is now met when *work* is “Fine”; it was met when *work* is “Dull”",
        ),
        (
            "    only if: work is dull\n",
            "",
            "*pay_gap* is now met by everyone who comes there; it was met when *work* is “Dull”",
        ),
        (
            "hiring <= 2",
            "hiring <= 3",
            (
                "follow-up of *hiring* is now asked when *hiring* is rated 3 or less; "
                "it was when *hiring* is rated 2 or less"
            ),
        ),
        ("minutes: 5", "minutes: 6", "limit “minutes” is now 6, it was 5"),
        (
            "{fine: Fine, dull: Dull}",
            "{dull: Dull, fine: Fine}",
            "choices of *work* stand in another order",
        ),
        (
            "What about the pay?\n",
            "What about the pay?\n    digest: themes\n",
            "“digest” of *pay_gap* is now themes, it was never",
        ),
    ],
)
def test_structure(old: str, new: str, said: str) -> None:
    """What changes a question, a choice or a way is told as such."""
    assert compared((old, new)) == [Difference(said)]


def test_steps_added_removed_and_moved() -> None:
    """Each is told by its id, and only what really moved is told to have."""
    rating = OLD[OLD.index("  - ask: hiring") : OLD.index("  - ask: work")]
    moved = compared((rating, ""), ("  - end: thanks", f"{rating}  - end: thanks"))
    assert moved == [Difference("*hiring* moved: it now stands after *pay_gap*")]
    assert compared((rating, "")) == [Difference("question *hiring* removed")]
    more = "  - ask: place\n    type: open\n    only if: work is fine\n    text: And the place?\n"
    assert compared(("  - end: thanks", f"{more}  - end: thanks")) == [
        Difference("question *place* added after *pay_gap*, met when *work* is “Fine”")
    ]


def test_a_reworded_choice_is_no_other_condition() -> None:
    """A condition names a choice by its id, however its label reads."""
    assert compared(("dull: Dull", "dull: Boring")) == [
        Difference("choice *dull* of *work* now reads “Boring”, it read “Dull”", wording=True)
    ]
