"""Where an interview goes: onward, back along the path taken, into the review and out of it."""

from dataclasses import replace

from bot.interview.answers import SKIPPED, Answer
from bot.interview.moment import Moment
from bot.interview.saying import end, spoken, turn, whole_talk
from bot.interview.script import Ask, End, Say, Step
from bot.interview.turn import Entry, Session, Turn
from bot.interview.wording import acknowledgement


def keep(moment: Moment, answer: Answer, said: tuple[str, ...] = ()) -> Turn:
    """Put an answer on the path and go on."""
    if answer.text and not said:
        said = (acknowledgement(moment.revision.house, len(moment.session.path)),)
    was_first_half = not _in_second_half(moment)
    moment, said = _onward(_on_path(moment, answer), said)
    step = moment.step
    if isinstance(step, End):
        return _arrive(moment, step, said)
    if sum(e.asked for e in moment.session.path) > moment.revision.script.limits.questions:
        return to_review(moment, said)
    if was_first_half and _in_second_half(moment) and _may_offer_half(moment.session):
        moment = moment.at(stage="halfway")
    return turn(next_visit(moment), said)


def to_review(moment: Moment, said: tuple[str, ...] = ()) -> Turn:
    """Show all answers as they will be kept, the one under way among them."""
    draft = moment.session.draft
    if draft is not None:
        moment, _ = _onward(_on_path(moment, draft), ())
    return turn(next_visit(moment.at(stage="review", tries=0, held="question")), said)


def back(moment: Moment) -> Turn:
    """Return along the path taken; silent answers are passed over, consent is never reopened."""
    session = moment.session
    if session.stage in ("stop", "delete"):
        return go_on(moment)
    if session.draft is not None:
        return _reopen(moment, session.path, (Entry(session.at, session.draft),))
    path = list(session.path)
    aside = [path.pop()] if path else []
    while path and not aside[-1].asked:
        aside.append(path.pop())
    if not path:
        return turn(moment, (moment.say("cannot_go_back"),))
    return _reopen(moment, tuple(path), tuple(reversed(aside)))


def edit(moment: Moment, step: str) -> Turn:
    """Reopen the answer to `step`; without one, look at all of them."""
    if not moment.begun:
        return turn(moment)
    if not step:
        return to_review(moment)
    if moment.session.draft is not None:
        moment, _ = _onward(_on_path(moment, moment.session.draft), ())
    path = moment.session.path
    places = [i for i, e in enumerate(path) if i and e.step == step and e.asked]
    if not places:
        return turn(moment)
    return _reopen(moment, path[: places[-1]], path[places[-1] :])


def skip(moment: Moment) -> Turn:
    """Pass over what stands open."""
    stage, draft = moment.session.stage, moment.session.draft or SKIPPED
    if stage == "halfway":
        return go_on(moment)
    if stage not in ("question", "probe", "themes", "other"):
        return turn(moment)
    if not moment.ask.skippable:
        return turn(moment, (moment.say("cannot_skip"),))
    if stage == "question":
        return keep(moment, SKIPPED)
    if stage == "probe":
        return keep(moment, replace(draft, probe=""))
    return after_draft(moment, replace(draft, offered=(), taken=()) if stage == "themes" else draft)


def after_draft(moment: Moment, draft: Answer, said: tuple[str, ...] = ()) -> Turn:
    """Ask the follow-up that fits an answer and its budget, else keep the answer."""
    moment = moment.at(draft=draft, tries=0)
    if draft.probe is None and moment.probe is not None:
        return turn(next_visit(moment.at(stage="probe")), said)
    return keep(moment, draft, said)


def pause(moment: Moment, stage: str) -> Turn:
    """Ask whether the person means it, before stopping or deleting."""
    if moment.session.stage in ("stop", "delete"):
        return turn(moment)
    return turn(next_visit(moment.at(stage=stage, held=moment.session.stage)))


def go_on(moment: Moment) -> Turn:
    """Return from an offer, or from the review, to the question that stood open."""
    session = moment.session
    if session.stage == "halfway":
        return turn(next_visit(moment.at(stage="question", offered_half=True)))
    return turn(next_visit(moment.at(stage=session.held, held="question")))


def next_visit(moment: Moment) -> Moment:
    """The same moment under a new number, so that buttons of the old one do nothing any more."""
    return moment.at(visit=moment.session.visit + 1)


def _on_path(moment: Moment, answer: Answer) -> Moment:
    session = moment.session
    path = (*session.path, Entry(session.at, answer))
    return moment.at(path=path, spare=_without(session.spare, session.at), draft=None, tries=0)


def _onward(moment: Moment, said: tuple[str, ...]) -> tuple[Moment, tuple[str, ...]]:
    """Walk from the step just answered to the next that waits for the person, or to an end.

    What is said before an answer that was given already is not said again.
    """
    while True:
        step = moment.revision.flow.following(moment.session.at, moment.reached)
        moment = moment.at(at=step.id, stage="question")
        if isinstance(step, Say):
            said = (*said, spoken(moment, step.texts, step.id))
        elif isinstance(step, End) or (entry := _known(moment, step)) is None:
            return moment, said
        else:
            said = () if entry.asked else said
            path = (*moment.session.path, entry)
            moment = moment.at(path=path, spare=_without(moment.session.spare, step.id))


def _known(moment: Moment, step: Step) -> Entry | None:
    """The answer that needs no asking: the only one there can be, or one given before."""
    if not isinstance(step, Ask):
        return None
    choices = moment.choices(step)
    if step.from_answer is not None and len(choices) - len(step.choices) == 1:
        return Entry(step.id, Answer(choices=(choices[0].id,)), asked=False)
    given = next((e for e in moment.session.spare if e.step == step.id and e.asked), None)
    offered = {choice.id for choice in choices}
    return given if given is not None and offered.issuperset(given.answer.choices) else None


def _arrive(moment: Moment, step: End, said: tuple[str, ...]) -> Turn:
    if step.outcome == "completed":
        return to_review(moment, said)
    return end("refused", *said, spoken(moment, step.texts, step.id))


def _in_second_half(moment: Moment) -> bool:
    half, index = moment.revision.half, moment.revision.flow.index
    return half is not None and index[moment.session.at] >= index[half]


def _may_offer_half(session: Session) -> bool:
    return not session.offered_half and not session.short


def _reopen(moment: Moment, path: tuple[Entry, ...], aside: tuple[Entry, ...]) -> Turn:
    """Ask the first of these again, and keep the others for when they are met on the way."""
    again = {entry.step for entry in aside}
    spare = (*aside, *(e for e in moment.session.spare if e.step not in again))
    reopened = moment.at(
        at=aside[0].step, stage="question", path=path, spare=spare, draft=None, tries=0
    )
    return whole_talk(next_visit(reopened))


def _without(entries: tuple[Entry, ...], step: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.step != step)
