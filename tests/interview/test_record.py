"""A session as plain data, and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.answers import Answer
from bot.interview.record import from_record, to_record
from bot.interview.turn import Entry, Session

TEXT = st.text(max_size=8)
NAMES = st.lists(TEXT, max_size=3).map(tuple)
ANSWERS = st.builds(
    Answer,
    text=TEXT,
    choices=NAMES,
    ratings=st.lists(st.tuples(TEXT, st.integers(1, 10)), max_size=3).map(tuple),
    nothing=st.booleans(),
    probe=st.none() | TEXT,
    mentions=NAMES,
    offered=NAMES,
    taken=st.none() | NAMES,
    probed=st.integers(0, 3),
)
ENTRIES = st.builds(Entry, TEXT, ANSWERS, st.booleans(), NAMES)
SESSIONS = st.builds(
    Session,
    revision=TEXT,
    seed=TEXT,
    language=TEXT,
    at=TEXT,
    stage=st.sampled_from(["question", "probe", "themes", "other", "halfway", "review"]),
    visit=st.integers(0, 99),
    tries=st.integers(0, 9),
    short=st.booleans(),
    offered_half=st.booleans(),
    held=st.sampled_from(["question", "probe"]),
    path=st.lists(ENTRIES, max_size=3).map(tuple),
    spare=st.lists(ENTRIES, max_size=3).map(tuple),
    draft=st.none() | ANSWERS,
    told=NAMES,
)


@given(SESSIONS)
def test_a_record_gives_back_its_session(session: Session) -> None:
    """Every session survives being written as JSON and read again, exactly."""
    assert from_record(json.loads(json.dumps(to_record(session)))) == session


@pytest.mark.parametrize("strange", [[], ["too", "short"], [None] * 14])
def test_what_is_no_record_is_refused(strange: list[object]) -> None:
    """Something else than a record raises an error of values or types, and gives no session."""
    with pytest.raises((ValueError, TypeError)):
        from_record(strange)
