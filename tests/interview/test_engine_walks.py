"""What holds on every way through every script."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.interview.events import Back, Delete, Edit, Given, Help, Resume, Stop
from bot.interview.moment import Moment
from bot.interview.record import from_record, to_record
from bot.interview.revision import Revision
from bot.interview.script import Ask
from bot.interview.turn import Session, Turn
from tests.interview.made_scripts import examples, revisions
from tests.interview.walks import CANARY, FACTS, Moved, at_visit, hears, unredacted, walk

SEEDS = st.integers(0, 2**32)
STARTS = st.sampled_from(["agree", "agree", "short", "refuse"])


@examples(50)
@given(revisions(), SEEDS, STARTS)
def test_every_walk_ends(revision: Revision, seed: int, start: str) -> None:
    """Without back and edit an interview ends in a bounded number of turns, whatever is said."""
    questions = revision.script.limits.questions + 2
    most = questions * 4 * 6  # at most four things are asked about an answer, each amid some noise
    moves = list(walk(revision, seed, stray=False, most=most, start=start))
    assert moves[-1].turn.outcome is not None
    assert moves[-1].turn.session is None


@examples(35)
@given(revisions(), SEEDS, STARTS)
def test_a_session_is_sound_at_every_turn(revision: Revision, seed: int, start: str) -> None:
    """A session stays at a question, on a path the script leads along, and fits its record."""
    for moved in walk(revision, seed, stray=True, start=start, most=60):
        session = moved.turn.session
        if session is None:
            continue
        plain = json.loads(json.dumps(to_record(session)))
        assert from_record(plain) == session
        assert moved.turn.ask is not None
        step = revision.flow.steps[session.at]
        assert isinstance(step, Ask) or session.stage in ("review", "stop", "delete")
        assert (session.draft is None) or session.stage in DRAFTED or session.held in DRAFTED
        _is_led_along(revision, session)
        _drops_nothing_asked(revision, session)


@examples(35)
@given(revisions(), SEEDS)
def test_a_repeated_event_changes_nothing(revision: Revision, seed: int) -> None:
    """A second tap, a redelivered message: the session stays as the first one left it."""
    for moved in walk(revision, seed, stray=True, most=60):
        session = moved.turn.session
        if session is None:
            continue
        assert hears(revision, session, moved.event).session == session
        stale = at_visit(moved.event, moved.before.visit - 1)
        if not isinstance(stale, (Help, Resume)):
            assert hears(revision, session, stale).session == session


@examples(25)
@given(revisions(), SEEDS)
def test_looking_changes_nothing(revision: Revision, seed: int) -> None:
    """Help and a reload never change the session, and ask the same again."""
    for moved in walk(revision, seed, stray=True, most=60):
        session = moved.turn.session
        if session is None:
            continue
        for event in (Help(), Resume()):
            looked = hears(revision, session, event)
            assert looked.session == session
            assert looked.ask == moved.turn.ask


@examples(50)
@given(revisions(), SEEDS, st.integers(1, 3))
def test_going_back_and_answering_the_same_comes_to_the_same(
    revision: Revision, seed: int, times: int
) -> None:
    """Back, once or more, and the same answers give the same session, visits and tries aside."""
    log: dict[Place, Moved] = {}
    for moved in walk(revision, seed, stray=False):
        after = moved.turn.session
        if after is None:
            return
        if _place(after) != _place(moved.before):
            log[_place(moved.before)] = moved
        if after.stage in ("question", "probe", "themes", "other") or _is_last_look(
            revision, after
        ):
            _comes_to_the_same(revision, after, log, times)


@examples(25)
@given(revisions(), SEEDS)
def test_looking_at_an_answer_loses_none(revision: Revision, seed: int) -> None:
    """Whatever is opened in the review and left as it is: the review shows all of it again."""
    for moved in walk(revision, seed, stray=True, most=60):
        session, ask = moved.turn.session, moved.turn.ask
        if session is None or ask is None or ask.kind != "review":
            continue
        for item in ask.review:
            opened = _after(hears(revision, session, Edit(ask.visit, item.step)))
            again = hears(revision, opened, Edit(opened.visit)).ask
            assert again is not None
            assert again.review == ask.review


@examples(35)
@given(revisions(), SEEDS)
def test_only_what_was_offered_is_kept(revision: Revision, seed: int) -> None:
    """At Send choices offered, ratings on the scale and known causes are left; no typed word."""
    *_, last = walk(revision, seed, stray=True, most=120)
    if last.turn.outcome != "completed":
        return
    asks = {s.id: s for s in revision.script.steps if isinstance(s, Ask)}
    assert CANARY not in repr(last.turn)
    for kept in last.turn.kept:
        ask = asks[kept.question]
        source = asks[ask.from_answer].choices if ask.from_answer else ()
        assert set(kept.choices) <= {choice.id for choice in (*ask.choices, *source)}
        assert {item for item, _ in kept.ratings} <= {item.id for item in ask.items} | {ask.id}
        assert all(value in ask.scale for _, value in kept.ratings)
        assert set(kept.codes) <= set(revision.causes)
        assert kept.words is None
        assert ask.digest != "never"
    assert {kept.question for kept in last.turn.kept} <= set(last.turn.shown)


@examples(25)
@given(revisions(), SEEDS)
def test_leaving_leaves_nothing(revision: Revision, seed: int) -> None:
    """Stopping or deleting, at any turn, ends with nothing kept."""
    for moved in walk(revision, seed, stray=True, most=40):
        session = moved.turn.session
        if session is None or not session.path:
            continue
        for event, choice, outcome in (
            (Stop(session.visit), "leave", "stopped"),
            (Delete(session.visit), "yes_delete", "deleted"),
        ):
            asked = hears(revision, session, event)
            assert asked.session is not None
            assert asked.ask is not None
            left = Given(asked.ask.step, asked.session.visit, choices=(choice,))
            turn = hears(revision, asked.session, left)
            assert (turn.outcome, turn.session, turn.kept, turn.shown) == (outcome, None, (), ())


DRAFTED = ("probe", "themes", "other")
Place = tuple[int, str, str]


def _place(session: Session) -> Place:
    return len(session.path), session.at, session.stage


def _is_led_along(revision: Revision, session: Session) -> None:
    """Every question on the path may be met after the answers before it."""
    for index, entry in enumerate(session.path):
        before = {e.step: e.answer for e in session.path[:index]}
        step = revision.flow.steps[entry.step]
        assert isinstance(step, Ask)
        assert step.only_if is None or step.only_if.holds(before)
        assert index == 0 or step.short or not session.short


def _drops_nothing_asked(revision: Revision, session: Session) -> None:
    dropped = revision.pace.dropped(session)
    assert dropped.isdisjoint(entry.step for entry in (*session.path, *session.spare))
    assert dropped <= revision.pace.droppable


def _is_last_look(revision: Revision, session: Session) -> bool:
    return session.stage == "review" and Moment(revision, session, FACTS, unredacted).finished


def _comes_to_the_same(
    revision: Revision, session: Session, log: dict[Place, Moved], times: int
) -> None:
    now = session
    for _ in range(times):
        now = _after(hears(revision, now, Back(now.visit)))
    for _ in range(4 * times + 1):
        if _settled(now) == _settled(session):
            return
        assert _place(now) in log, (now, session)
        now = _after(hears(revision, now, at_visit(log[_place(now)].event, now.visit)))
    assert _settled(now) == _settled(session)


def _after(turn: Turn) -> Session:
    assert turn.session is not None
    return turn.session


def _settled(session: Session) -> Session:
    """The session without its counters, and without the old answer to the question now open."""
    spare = tuple(entry for entry in session.spare if entry.step != session.at)
    return replace(session, visit=0, tries=0, spare=spare)
