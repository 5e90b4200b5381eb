"""The review's page: texts cut at marks and role words, and choices carried from form to form."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.carried import NOTHING, carried
from bot.channels.web.forms import parse
from bot.channels.web.reviewed import pieces, reviewed
from bot.interview.turn import Reading, ReviewItem

MARKS = st.lists(st.integers(0, 60), unique=True).map(
    lambda ends: list(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)


@given(st.text(max_size=40) | st.just("by [name] of [company]"), MARKS)
def test_no_character_is_lost(text: str, marks: list[tuple[int, int]]) -> None:
    """However a text is cut, together the pieces are the text, and what is marked is marked."""
    roles = [(found.start(), found.end()) for found in re.finditer(r"\[\w+]", text)]
    cut = pieces(text, marks, roles)
    assert "".join(part for piece in cut for part, _ in piece.parts) == text
    marked = "".join(part for piece in cut if piece.marked for part, _ in piece.parts)
    assert marked == "".join(text[start:end] for start, end in marks)


def item(reading: Reading) -> ReviewItem:
    """An answer with a follow-up, as it would be read."""
    follow_up = ("And why?", "I was the only one")
    return ReviewItem("why", "Why?", "slow", "", (("pay", "Pay"),), follow_up, reading, "read")


def test_marks_stand_where_they_were_typed() -> None:
    """What HR would read just as it was typed is not shown twice: it is marked in its place."""
    shown = reviewed(item(Reading("slow\nI was the only one", ((5, 23),))), NOTHING)
    assert shown.reads == ()
    assert [piece.marked for piece in (*shown.answer, *shown.follow_up)] == [False, True]


def test_what_was_replaced_is_shown_beneath() -> None:
    """Where something was replaced, the words stay as typed and what HR would read is cut."""
    shown = reviewed(
        item(Reading("slow\n[name] was the only one", ((5, 28),), ((5, 11),))), NOTHING
    )
    assert [piece.marked for piece in (*shown.answer, *shown.follow_up)] == [False, False]
    assert [part for part in shown.reads[1].parts if part[0]] == [
        ("[name]", True),
        (" was the only one", False),
    ]


REVIEW = "words.why=count&shown.why=pay&words.liked=read&text=secret&words=x&session=s"


@pytest.mark.parametrize(
    ("form", "use", "stays"),
    [
        (f"do=edit:liked&step=review&{REVIEW}", "count", False),
        (f"do=answer&step=liked&{REVIEW}", "count", False),
        (f"do=back&step=why&{REVIEW}", "count", False),
        (f"do=start&{REVIEW}", "count", False),
        (f"do=answer&step=why&{REVIEW}", "read", True),
        (f"choice=yes&step=why&{REVIEW}", "read", True),
        (f"do=skip&step=why&{REVIEW}", "read", True),
        (f"do=again&step=liked&{REVIEW}", "read", True),
        ("do=start&words.why=everybody", "read", True),
    ],
)
def test_a_choice_lasts_until_its_answer_is_given_anew(form: str, use: str, stays: bool) -> None:
    """It is carried from form to form; what is no choice is none, and no words come along."""
    before = carried(parse(form.encode()))
    shown = reviewed(item(Reading("slow\nI was the only one")), before)
    assert shown.use == use
    assert shown.codes == (("pay", "Pay", stays),)
    assert not {name for name, _ in before.fields} & {"text", "words", "session", "do", "step"}
