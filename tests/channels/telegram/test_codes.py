"""What buttons carry fits, comes back as it was, and means one question only."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.codes import (
    LONGEST_TOKEN,
    MOST_BYTES,
    Button,
    Invitation,
    long,
    mark,
    read,
    short,
)
from bot.interview.turn import Session

SESSION = Session("0123456789abcdef", "seed", "en", "liked")
NAMES = st.text(min_size=1, max_size=200)


@given(NAMES, st.integers(0, 10_000), st.sampled_from("ctdraeuxpl"), NAMES, NAMES)
def test_every_button_fits(at: str, visit: int, verb: str, step: str, code: str) -> None:
    """However long an author names steps and choices, a button stays within its bytes."""
    named = replace(SESSION, at=at)
    data = f"{mark(named)}.{visit:x}.{verb}.{short(step)}.{short(code)}"
    assert len(data.encode()) <= MOST_BYTES
    carried = read(data)
    assert isinstance(carried, Button)
    assert carried.data() == data
    assert long(carried.what.partition(".")[0], ["other", step]) in (step, "other")


def test_an_invitation_fits() -> None:
    """The longest token that a link may carry fits beside the longest name of a language."""
    made = Invitation("x" * LONGEST_TOKEN, "zh-Hant", begins=True)
    assert len(made.data().encode()) <= MOST_BYTES
    assert read(made.data()) == made


@given(st.text(max_size=64))
def test_any_data_is_read_or_refused(data: str) -> None:
    """Whatever a button is said to carry, reading it does not fail."""
    read(data)


def test_a_mark_is_of_one_question_of_one_interview() -> None:
    """Another question, stage, language, revision or interview has another mark."""
    others = [
        replace(SESSION, at="concerns"),
        replace(SESSION, stage="probe"),
        replace(SESSION, language="de"),
        replace(SESSION, revision="fedcba9876543210"),
        replace(SESSION, seed="other"),
    ]
    assert len({mark(SESSION), *map(mark, others)}) == 6
