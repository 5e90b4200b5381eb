"""HR's notes on the codebook: read as they were written, and how far HR and the coder agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.insight.notes import Agreement, Notes, read_notes, write_notes
from bot.interview.mistakes import DialogueError

PHRASES = st.frozensets(
    st.tuples(st.sampled_from(["location", "pay_level"]), st.sampled_from(["a b", 'c "d"', "é: f"]))
)
EXAMPLES = st.lists(
    st.tuples(
        st.sampled_from(["location", "growth"]),
        st.sampled_from(["positive", "concern"]),
        st.sampled_from(["It was far: too far.", "“Near” - yes", "# one"]),
    ),
    unique=True,
)
OWN = st.frozensets(
    st.tuples(
        st.sampled_from(["location", "growth"]),
        st.sampled_from(["en", "de"]),
        st.sampled_from(["too far", "zu weit", "far .. away"]),
    )
)
COUNTS = st.builds(Agreement, *[st.integers(0, 999)] * 6)


@given(st.builds(Notes, PHRASES, PHRASES, EXAMPLES.map(lambda e: tuple(sorted(e))), COUNTS, OWN))
def test_notes_are_read_as_they_were_written(notes: Notes) -> None:
    """Nothing HR notes is lost, whatever signs it uses, and order tells nothing."""
    read = read_notes(write_notes(notes), "notes.yaml")
    assert (read.good, read.bad, read.agreement) == (notes.good, notes.bad, notes.agreement)
    assert sorted(read.examples) == sorted(notes.examples)
    assert read.phrases == notes.phrases
    assert write_notes(read) == write_notes(notes)


def test_mistakes_are_told_together() -> None:
    """A file spoiled by hand is refused with all that is wrong, and not overwritten."""
    with pytest.raises(DialogueError) as caught:
        read_notes("format: 1\nbadd: {}\nagreement: {answers: many, who: Ann}\n", "notes.yaml")
    assert [mistake.code for mistake in caught.value.mistakes] == ["S03", "S06", "S03"]


def test_the_last_word_on_a_phrase_holds() -> None:
    """A phrase is good or bad, never both."""
    one, two = ("location", "long commute"), ("pay_level", "low pay")
    notes = Notes().judged(frozenset({one, two}), frozenset())
    notes = notes.judged(frozenset(), frozenset({one}))
    assert (notes.good, notes.bad) == (frozenset({two}), frozenset({one}))


def test_agreement_counts_answers_and_themes() -> None:
    """An answer is alike when both mean the same themes, none included."""
    agreement = Agreement().with_answer(["a", "b"], ["a", "c"], 10).with_answer([], [], 10)
    assert agreement == Agreement(answers=2, alike=1, both=1, found=1, meant=1, neither=17)
    assert agreement.line() == "HR and the codebook agree on 1 of 2 answers."


def test_alpha_is_told_from_thirty_answers_on() -> None:
    """Of fewer it would say little; what is told is over every theme of every answer."""
    agreement = Agreement()
    for number in range(30):
        assert "alpha" not in agreement.line()
        meant = ["a"] if number % 10 else ["b"]
        agreement = agreement.with_answer(["a"], meant, 5)
    # 27 + 3 + 3 + 117 themes: observed 6/150, expected 2 · 60 · 240 / (300 · 299).
    assert agreement.line() == (
        "HR and the codebook agree on 27 of 30 answers. Krippendorff’s alpha: 0.88."
    )
