"""The question that stands open, as any channel can draw it."""

from dataclasses import replace

from bot.interview.answers import SKIPPED, Answer
from bot.interview.moment import Moment
from bot.interview.review import review_items
from bot.interview.script import Ask, Choice
from bot.interview.turn import Asked

NONE = "none_of_these"
GO_ON, SEND, LEAVE, DELETE = "go_on", "send", "leave", "yes_delete"


def asked(moment: Moment) -> Asked:
    """What stands open at this moment."""
    session = moment.session
    match session.stage:
        case "question":
            drawn = _question(moment, moment.ask)
        case "probe" | "other":
            drawn = _written(moment)
        case "themes":
            drawn = _themes(moment)
        case "review":
            drawn = _review(moment)
        case _:
            drawn = _offer(moment)
    return replace(
        drawn,
        actions=_actions(moment),
        languages=_languages(moment),
        progress=_progress(moment),
    )


def _question(moment: Moment, ask: Ask) -> Asked:
    session = moment.session
    return Asked(
        step=ask.id,
        visit=session.visit,
        kind=ask.type,
        text=moment.question(ask),
        choices=tuple(moment.choices(ask)),
        at_most=ask.at_most if ask.type == "several" else None,
        items=ask.items or ((Choice(ask.id, ""),) if ask.type == "rating" else ()),
        scale=ask.scale,
        free_text=ask.type == "open",
        answer=moment.earlier,
    )


def _written(moment: Moment) -> Asked:
    """A question that only words can answer: a follow-up, or what `other` stands for."""
    session, before = moment.session, moment.earlier or SKIPPED
    text, earlier = moment.say("other_question"), before.text
    if session.stage == "probe" and session.draft is not None:
        text, earlier = moment.follow_up(moment.ask, session.draft), before.probe or ""
    return Asked(
        step=session.at,
        visit=session.visit,
        kind="open",
        text=text,
        free_text=True,
        answer=Answer(text=earlier) if earlier else None,
    )


def _themes(moment: Moment) -> Asked:
    """The themes that an answer gives evidence for, to be confirmed; nothing is ticked already."""
    draft, before = moment.session.draft, moment.earlier or SKIPPED
    labels = moment.revision.causes
    offered = draft.offered if draft is not None else ()
    found = [Choice(id, labels[id]) for id in offered if id in labels]
    return Asked(
        step=moment.session.at,
        visit=moment.session.visit,
        kind="several",
        text=moment.say("suggest_question"),
        choices=(*found, Choice(NONE, moment.say("button_none_of_these"))),
        at_most=len(found),
        answer=Answer(choices=before.taken) if before.taken else None,
    )


def _review(moment: Moment) -> Asked:
    items = tuple(review_items(moment))
    unfinished = not moment.finished
    kept = any(e.asked and not e.answer.skipped for e in moment.session.path[1:])
    text = "review_so_far" if unfinished else "review_question"
    return Asked(
        step="review",
        visit=moment.session.visit,
        kind="review",
        text=moment.say(text if kept else "review_nothing"),
        choices=(Choice(GO_ON, moment.say("button_go_on")),) if unfinished else (),
        review=items,
    )


def _offer(moment: Moment) -> Asked:
    """A question of the engine's own: go on, send, leave, delete."""
    go_on = Choice(GO_ON, moment.say("button_go_on"))
    send = Choice(SEND, moment.say("button_send_what_i_have"))
    stage = moment.session.stage
    text, choices = "halfway", [go_on, send]
    if stage == "stop":
        text = "stop_question"
        choices = [go_on, send, Choice(LEAVE, moment.say("button_leave"))]
    if stage == "delete":
        text = "delete_question"
        choices = [Choice(DELETE, moment.say("button_yes_delete")), go_on]
    return Asked(
        step=stage,
        visit=moment.session.visit,
        kind="offer",
        text=moment.say(text),
        choices=tuple(choices),
    )


def _actions(moment: Moment) -> tuple[tuple[str, str], ...]:
    """What else can be done now, the most likely first."""
    stage = moment.session.stage
    if not moment.begun or stage in ("stop", "delete"):
        return ()
    names = ["back"]
    if may_skip(moment):
        names.insert(0, "skip")
    if stage == "review":
        names = ["send", "back"]
    elif moment.past_half and stage != "halfway":
        names.append("send")
    names += ["help", "stop", "delete"]
    return tuple((name, moment.say(_label(name, stage))) for name in names)


def _languages(moment: Moment) -> tuple[tuple[str, str], ...]:
    """The other languages, each by its own name."""
    called = moment.revision.called.items()
    return tuple((id, names[0]) for id, names in called if id != moment.session.language)


def may_skip(moment: Moment) -> bool:
    """Whether what stands open can be passed over."""
    stage = moment.session.stage
    return stage in ("probe", "themes", "other") or (stage == "question" and moment.ask.skippable)


def _label(action: str, stage: str) -> str:
    if action == "send" and stage != "review":
        return "button_send_what_i_have"
    return f"button_{action}"


def _progress(moment: Moment) -> str:
    session, pace = moment.session, moment.revision.pace
    if session.stage == "review":
        return moment.say("progress_review")
    if not moment.begun or session.stage in ("stop", "delete"):
        return ""
    left = pace.rest(session, moment.reached.dropped).questions
    done = sum(entry.asked for entry in session.path[1:])
    if left <= 2:
        return moment.say("progress_last" if left <= 1 else "progress_last_two")
    share = done / (done + left)
    name = "start" if share < 0.2 else "under_way" if share < 0.42 else "half"
    return moment.say(f"progress_{name if share < 0.58 else 'late'}")
