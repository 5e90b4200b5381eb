"""The reasons on record say nothing about anybody, and nothing about who answered."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.insight.assumed import Assumed, Reasons, assumed, read_reasons, to_keep
from bot.interview.mistakes import DialogueError
from tests.insight.batches import CAUSE, DIALOGUES, codebook


def reasons(text: str | None = None) -> Reasons:
    """The reasons of the project, or those of a text."""
    shipped = (DIALOGUES / "reasons.yaml").read_text(encoding="utf-8")
    return read_reasons(shipped if text is None else text, "reasons.yaml", codebook())


@pytest.mark.parametrize(
    ("written", "cause"),
    [
        ("Compensation", "pay_level"),
        ("COMMUTE", "location"),
        ("Cultural fit", "culture"),
        ("follow-up", "waiting"),
        ("Confusing description", "information"),
        ("Didn't like offer", "offer_handling"),
        ("Health", "personal"),
        ("Waiting for answers", "waiting"),
        ("pay_clarity", "pay_clarity"),
        ("the moon", "other"),
    ],
)
def test_what_other_systems_write_is_one_of_our_causes(written: str, cause: str) -> None:
    """Case, dashes and apostrophes do not matter; what nobody knows is something else."""
    assert to_keep({written: 10}, reasons()) == {cause: 10}


@pytest.mark.parametrize("outcome", ["Took another job", "will stay", "counter-offer", ""])
def test_an_outcome_is_no_cause(outcome: str) -> None:
    """Where somebody went instead says nothing about why, and is counted nowhere."""
    assert to_keep({outcome: 40}, reasons()) == {}
    assert to_keep({outcome: 40, "salary": 10}, reasons()) == {"pay_level": 10}


def test_a_few_are_not_told_apart_even_where_they_are_kept() -> None:
    """Of nine people nothing is kept, and a reason that two share is something else."""
    assert to_keep({"salary": 9}, reasons()) == {}
    assert to_keep({"salary": 9, "visa": 2}, reasons()) == {"pay_level": 9, "other": 2}


def test_mistakes_are_told() -> None:
    """A word under two causes and a cause that there is not are both told at once."""
    with pytest.raises(DialogueError) as caught:
        reasons("format: 1\nwaiting: [slow]\nrounds: [Slow]\nwating: [x]\n")
    said = str(caught.value)
    assert "“Slow” stands under two causes" in said
    assert "wating" in said


@given(st.dictionaries(CAUSE, st.integers(1, 40)), st.integers(5, 9))
def test_nothing_below_its_floor_is_said(counts: dict[str, int], k: int) -> None:
    """Nobody from fewer than ten people; a cause from five, and from ten where it is sensitive."""
    found = assumed(counts, codebook(), k)
    themes = {theme.id: theme for theme in codebook().themes}
    assert found == Assumed() if sum(counts.values()) < 10 else found.people >= 10
    for tally in found.tallies:
        assert tally.people >= 5
        if tally.kind == "cause":
            assert tally.people >= (10 if themes[tally.id].sensitive else 5)
            assert not themes[tally.id].about_people


def test_each_person_counts_once() -> None:
    """Rolled up or not, all that is told adds up to no more people than there are."""
    counts = Counter(pay_level=12, benefits=3, pay_clarity=4, waiting=6)
    found = assumed(counts, codebook(), 5)
    assert [(t.kind, t.id, t.people) for t in found.tallies] == [
        ("cause", "pay_level", 12),
        ("cause", "waiting", 6),
        ("head", "offer", 7),
    ]
    assert found.people == 25
