"""Where an interview goes: onward, back along the path taken, into the review and out of it."""

from dataclasses import replace

from bot.interview.answers import SKIPPED, Answer
from bot.interview.flow import fitted_to, offered
from bot.interview.moment import Moment
from bot.interview.saying import end, spoken, turn, whole_talk
from bot.interview.script import Ask, End, Say, Step
from bot.interview.turn import Entry, Session, Stage, Turn
from bot.interview.wording import acknowledgement


def keep(moment: Moment, answer: Answer, said: tuple[str, ...] = ()) -> Turn:
    """Put an answer on the path and go on."""
    if answer.text and not said:
        said = (acknowledgement(moment.revision.house, len(moment.session.path)),)
    was_first_half = not _in_second_half(moment)
    moment, told = _onward(_put(moment, _entry(moment, answer)))
    said = (*said, *told)
    step = moment.step
    if isinstance(step, End) and step.outcome == "refused":
        return end("refused", *said, spoken(moment, step.texts, step.id), at=step.id)
    if moment.finished:
        return to_review(moment, said)
    if was_first_half and _in_second_half(moment) and _may_offer_half(moment.session):
        return turn(next_visit(moment, stage="halfway"), said)
    return turn(next_visit(moment), said)


def to_review(moment: Moment, said: tuple[str, ...] = ()) -> Turn:
    """Show all answers as they will be kept, the one under way and one reopened among them."""
    given = _given(moment)
    if given is not None:
        moment, told = _onward(_put(moment, given))
        said = (*said, *told)
    return turn(next_visit(moment, stage="review", tries=0, held="question"), said)


def back(moment: Moment) -> Turn:
    """Return along the path taken; silent answers are passed over, consent is never reopened."""
    session = moment.session
    if session.stage in ("stop", "delete") or (session.stage == "review" and not moment.finished):
        return go_on(moment)
    if session.draft is not None:
        draft = replace(_entry(moment, session.draft), asked=False)
        return _reopen(moment, session.path, (draft, *_without(session.spare, session.at)))
    asked = [index for index, entry in enumerate(session.path) if index and entry.asked]
    if not asked:
        return turn(moment, (moment.say("cannot_go_back"),))
    return _reopen_at(moment, asked[-1])


def edit(moment: Moment, step: str) -> Turn:
    """Reopen the answer to `step`; without one, look at all of them."""
    if not moment.begun:
        return turn(moment)
    if not step:
        return to_review(moment)
    draft = moment.session.draft
    known = moment if draft is None else _put(moment, _entry(moment, draft))
    path = known.session.path
    places = [i for i, e in enumerate(path) if i and e.step == step and e.asked]
    return _reopen_at(known, places[-1]) if places else turn(moment)


def skip(moment: Moment) -> Turn:
    """Pass over what stands open."""
    stage, draft = moment.session.stage, moment.session.draft or SKIPPED
    match stage:
        case "halfway":
            return go_on(moment)
        case "question" if not moment.ask.skippable:
            return turn(moment, (moment.say("cannot_skip"),))
        case "question" | "other":
            return keep(moment, draft)
        case "probe":
            return keep(moment, replace(draft, probe=""))
        case "themes":
            return keep(moment, replace(draft, offered=(), taken=()))
    return turn(moment)


def after_draft(moment: Moment, draft: Answer, said: tuple[str, ...] = ()) -> Turn:
    """Ask the follow-up that fits an answer and its budget, else keep the answer."""
    place = moment.fitting_probe(draft)
    if place is None:
        return keep(moment, draft, said)
    probed = replace(draft, probed=place)
    return turn(next_visit(moment, stage="probe", draft=probed, tries=0), said)


def pause(moment: Moment, stage: Stage) -> Turn:
    """Ask whether the person means it, before stopping or deleting."""
    session = moment.session
    if session.stage == stage:
        return turn(moment, (moment.say("choose_one"),))
    held = session.held if session.stage in ("stop", "delete") else session.stage
    return turn(next_visit(moment, stage=stage, held=held))


def go_on(moment: Moment) -> Turn:
    """Return from an offer, or from the review, to the question that stood open."""
    session = moment.session
    if session.stage == "halfway":
        return turn(next_visit(moment, stage="question", offered_half=True))
    return turn(next_visit(moment, stage=session.held, held="question"))


def next_visit(moment: Moment, **changes: object) -> Moment:
    """The moment, changed, under a new number, so that buttons of the old one do nothing more."""
    return moment.at(visit=moment.session.visit + 1, **changes)


def _entry(moment: Moment, answer: Answer) -> Entry:
    return Entry(moment.session.at, answer, under=fitted_to(moment.ask, moment.answers))


def _put(moment: Moment, entry: Entry) -> Moment:
    """The moment with this answer on the path, and none under way."""
    session = moment.session
    spare = _without(session.spare, entry.step)
    return moment.at(path=(*session.path, entry), spare=spare, draft=None, tries=0)


def _given(moment: Moment) -> Entry | None:
    """What was said so far to the question that stands open: now, or before it was reopened."""
    if moment.session.draft is not None:
        return _entry(moment, moment.session.draft)
    before = None if moment.finished else moment.answered_before(moment.ask)
    return None if before is None else replace(before, asked=True)


def _onward(moment: Moment) -> tuple[Moment, tuple[str, ...]]:
    """Walk from the step just answered to the next that waits for the person, or to an end.

    What was told once is not told again on the way to an answer that was given already.
    """
    telling: list[Say] = []
    while True:
        step = moment.revision.flow.following(moment.session.at, moment.reached)
        moment = moment.at(at=step.id, stage="question")
        if isinstance(step, Say):
            telling.append(step)
        elif (entry := _known(moment, step)) is None:
            return _told(moment, telling)
        else:
            before = moment.session.told if entry.asked else ()
            telling = [say for say in telling if say.id not in before]
            moment = _put(moment, entry)


def _told(moment: Moment, telling: list[Say]) -> tuple[Moment, tuple[str, ...]]:
    if not telling:
        return moment, ()
    said = tuple(spoken(moment, say.texts, say.id) for say in telling)
    told = dict.fromkeys((*moment.session.told, *(say.id for say in telling)))
    return moment.at(told=tuple(told)), said


def _known(moment: Moment, step: Step) -> Entry | None:
    """The answer that needs no asking: the only one there can be, or one given before."""
    if not isinstance(step, Ask):
        return None
    choices = offered(step, moment.revision.flow.steps, moment.answers)
    if step.from_answer is not None and len(choices) - len(step.choices) == 1:
        return replace(_entry(moment, Answer(choices=(choices[0].id,))), asked=False)
    before = moment.answered_before(step)
    return before if before is not None and before.asked else None


def _in_second_half(moment: Moment) -> bool:
    half, index = moment.revision.half, moment.revision.flow.index
    return half is not None and index[moment.session.at] >= index[half]


def _may_offer_half(session: Session) -> bool:
    return not session.offered_half and not session.short


def _reopen_at(moment: Moment, place: int) -> Turn:
    """Ask this one of the path again, and put what was asked after it aside."""
    path = moment.session.path
    aside = tuple(entry for entry in path[place:] if entry.asked)
    return _reopen(moment, path[:place], (*aside, *moment.session.spare))


def _reopen(moment: Moment, path: tuple[Entry, ...], spare: tuple[Entry, ...]) -> Turn:
    """Ask the first of those put aside again; the others wait until they are met on the way."""
    reopened = next_visit(
        moment,
        at=spare[0].step,
        stage="question",
        held="question",
        path=path,
        spare=spare,
        draft=None,
        tries=0,
    )
    return whole_talk(reopened)


def _without(entries: tuple[Entry, ...], step: str) -> tuple[Entry, ...]:
    """The entries without the first one of this step: a loop may have met it more than once."""
    place = next((i for i, entry in enumerate(entries) if entry.step == step), len(entries))
    return entries[:place] + entries[place + 1 :]
