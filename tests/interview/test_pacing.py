"""The minutes an interview takes, counted by words and taps, and what is left out to keep them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.interview.revision import Revision
from bot.interview.script import Ask
from tests.interview.made_scripts import examples, revisions
from tests.interview.talks import Talk, shipped
from tests.interview.walks import walk

FAIR = {"communication": 5, "prepared": 5, "skills": 5, "as_described": 5, "respect": 5}


def test_the_longest_interview_is_within_its_limit() -> None:
    """With every droppable question left out, the longest way takes no more than the limit."""
    revision, _ = shipped()
    pace, minutes = revision.pace, revision.script.limits.minutes
    assert pace.longest(short=False, dropped=pace.droppable) <= minutes * 60
    assert pace.longest(short=True) <= pace.longest(short=False)


def test_consent_promises_minutes_that_are_true() -> None:
    """The full interview takes no longer, on any way through it, than consent says."""
    revision, _ = shipped()
    consent = revision.flow.first
    assert isinstance(consent, Ask)
    for text in (consent.texts[0], consent.text_without_label or ""):
        promised = int(re.findall(r"(\d+) minutes", text)[0])
        assert promised >= revision.script.limits.minutes


def test_the_short_version_is_short() -> None:
    """The short version takes at most half as long as the full one may."""
    revision, _ = shipped()
    assert revision.pace.longest(short=True) <= revision.script.limits.minutes * 60 / 2


def test_a_long_talk_leaves_questions_out_in_the_order_of_the_script() -> None:
    """Many typed words leave out the steps first, and never the causes or the ratings."""
    pace = shipped()[0].pace
    long = " ".join(["word"] * 100)
    brief = Talk().until("hiring", liked="the product").session
    talk = Talk().until("causes", liked=long, concerns=long)
    assert pace.dropped(brief) == frozenset()
    assert "steps" in pace.dropped(talk.session)
    talk.until("review", causes=("role",), hiring=FAIR)
    assert "steps" not in talk.path
    assert {"causes", "would_have", "instead", "hiring", "again"} <= set(talk.path)


def test_what_was_answered_is_not_left_out_later() -> None:
    """A long answer given on a second visit takes away nothing that was answered before."""
    talk = Talk().until("review", liked="the product", steps={"offer": 3})
    talk.edits("liked").types(" ".join(["word"] * 300)).until("review")
    assert "steps" in talk.path


def test_typed_words_and_follow_ups_take_time() -> None:
    """Every word typed makes the interview longer, a follow-up and its words too."""
    pace = shipped()[0].pace

    def seconds(concerns: str, more: str | None) -> float:
        talk = Talk().until("causes", concerns=concerns, concerns_probe=more)
        return pace.said(talk.session.path)

    assert seconds("the hours", None) > seconds("hours", None)
    assert seconds("hours", "too long") > seconds("hours", "long") > seconds("hours", None)


@examples(35)
@given(revisions(), st.integers(0, 2**32))
def test_the_rest_only_grows_shorter(revision: Revision, seed: int) -> None:
    """The counted rest is an upper bound: no way forward asks more than was counted before."""
    left: int | None = None
    for moved in walk(revision, seed, stray=False):
        session = moved.turn.session
        if session is None or session.stage == "review" or _jumps_back(revision):
            return
        questions = revision.pace.rest(session, frozenset()).questions
        assert left is None or questions <= left
        left = questions


def test_leaving_out_saves_time() -> None:
    """Every question that may be left out of the shipped interview makes it shorter when it is."""
    pace = shipped()[0].pace
    out: frozenset[str] = frozenset()
    seconds = [pace.longest(short=False)]
    for step in ("steps", "copy", "why"):
        out |= {step}
        seconds.append(pace.longest(short=False, dropped=out))
    assert out == pace.droppable
    assert seconds == sorted(seconds, reverse=True)
    assert len(set(seconds)) == len(seconds)


def _jumps_back(revision: Revision) -> bool:
    index = revision.flow.index
    asks = (step for step in revision.script.steps if isinstance(step, Ask))
    return any(index[to] <= index[ask.id] for ask in asks for to in ask.go.values())
