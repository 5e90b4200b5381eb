"""Turns: what is said after something was decided."""

from collections.abc import Iterator

from bot.interview.answers import Answer
from bot.interview.asking import asked
from bot.interview.flow import Answered, eligible
from bot.interview.moment import Moment
from bot.interview.review import follow_up, on_path
from bot.interview.script import Ask, End, Say
from bot.interview.turn import EndOutcome, Entry, Line, Turn
from bot.interview.wording import fill, one_of


def turn(moment: Moment, said: tuple[str, ...] = ()) -> Turn:
    """Say this, and ask what stands open."""
    return Turn(moment.session, _lines(said), asked(moment))


def end(outcome: EndOutcome, *said: str, at: str = "") -> Turn:
    """Say this, and nothing more: the session is gone; `at` is the end that was reached."""
    return Turn(None, _lines(said), outcome=outcome, end=at)


def whole_talk(moment: Moment, last: str = "") -> Turn:
    """The talk so far, for a channel that draws it anew, and the question that stands open."""
    lines = (*_talk(moment), *_lines((last,)))
    return Turn(moment.session, lines, asked(moment), again=True)


def spoken(moment: Moment, texts: tuple[str, ...], step: str) -> str:
    """What a step says to this person."""
    return fill(one_of(texts, moment.session.seed, step), moment.facts)


def _lines(said: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(Line(text) for text in said if text)


def farewell(moment: Moment) -> End:
    """What says goodbye when the answers are in: the end reached, else one that fits them."""
    steps = moment.revision.script.steps
    ends = [s for s in steps if isinstance(s, End) and s.outcome == "completed"]
    fitting = [end for end in ends if eligible(end, Answered(moment.answers))]
    return next((end for end in ends if end is moment.step), [*fitting, *ends][0])


def _talk(moment: Moment) -> Iterator[Line]:
    for then, ask, entry in on_path(moment):
        if entry.asked:
            yield from _said(then, ask, entry.answer)
        yield from _told_after(moment, then, entry)
    if moment.session.draft is not None:
        yield from _said(moment, moment.ask, moment.session.draft)


def _said(then: Moment, ask: Ask, answer: Answer) -> Iterator[Line]:
    yield Line(then.question(ask))
    yield Line(then.shown(ask, answer), mine=True)
    if (probe := follow_up(then, ask, answer)) is not None:
        yield Line(probe[0])
        yield Line(probe[1], mine=True)


def _told_after(moment: Moment, then: Moment, entry: Entry) -> Iterator[Line]:
    """What was said, without a question, between one answer and the next question."""
    session, flow = moment.session, moment.revision.flow
    after = then.with_path((*then.session.path, entry))
    # A question that may be left out and does not stand on the path was passed over.
    passed = moment.revision.pace.droppable - {e.step for e in session.path} - {session.at}
    answered = Answered(after.answers, session.short, passed)
    following = flow.following(entry.step, answered)
    while isinstance(following, Say):
        yield Line(spoken(after, following.texts, following.id))
        following = flow.following(following.id, answered)
