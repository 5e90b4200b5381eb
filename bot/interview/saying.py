"""Turns: what is said after something was decided."""

from collections.abc import Iterator

from bot.interview.asking import asked
from bot.interview.flow import Answered
from bot.interview.moment import Moment
from bot.interview.review import follow_up, on_path
from bot.interview.script import Say
from bot.interview.turn import EndOutcome, Line, Turn
from bot.interview.wording import display, fill, one_of


def turn(moment: Moment, said: tuple[str, ...] = ()) -> Turn:
    """Say this, and ask what stands open."""
    return Turn(moment.session, _lines(said), asked(moment))


def end(outcome: EndOutcome, *said: str) -> Turn:
    """Say this, and nothing more: the session is gone."""
    return Turn(None, _lines(said), outcome=outcome)


def whole_talk(moment: Moment, last: str = "") -> Turn:
    """The talk so far, for a channel that draws it anew, and the question that stands open."""
    lines = (*_talk(moment), *_lines((last,)))
    return Turn(moment.session, lines, asked(moment), again=True)


def spoken(moment: Moment, texts: tuple[str, ...], step: str) -> str:
    """What a step says to this person."""
    return fill(one_of(texts, moment.session.seed, step), moment.facts)


def _lines(said: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(Line(text) for text in said if text)


def _talk(moment: Moment) -> Iterator[Line]:
    for then, ask, entry in on_path(moment):
        if entry.asked:
            yield Line(then.question(ask))
            heard = display(ask, entry.answer, then.choices(ask), moment.revision.house)
            yield Line(heard, mine=True)
            if (probe := follow_up(moment, ask, entry)) is not None:
                yield Line(probe[0])
                yield Line(probe[1], mine=True)
        after = then.with_path((*then.session.path, entry))
        yield from _said_after(after, entry.step)


def _said_after(moment: Moment, step: str) -> Iterator[Line]:
    """What is said, without a question, between one answer and the next question."""
    answered = Answered(moment.answers, moment.session.short)
    following = moment.revision.flow.following(step, answered)
    while isinstance(following, Say):
        yield Line(spoken(moment, following.texts, following.id))
        following = moment.revision.flow.following(following.id, answered)
