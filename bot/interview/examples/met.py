"""What plays meet of a script, and what no play meets."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.interview.flow import fitted
from bot.interview.mistakes import Mistake
from bot.interview.revision import Revision
from bot.interview.script import Ask, End, Script, Step
from bot.interview.turn import Turn

_KEEP = "Play it, and keep it: python -m bot talk --keep NAME."


@dataclass(frozen=True, slots=True)
class Met:
    """Something of a script that was met: a step, one of its fitted wordings or follow-ups."""

    kind: Literal["step", "wording", "probe", "language"]
    name: str
    part: str = ""


def met_in(turn: Turn, revision: Revision) -> Iterator[Met]:
    """What one turn meets."""
    if turn.end:
        yield Met("step", turn.end)
    session = turn.session
    if session is None:
        return
    yield from (Met("step", step) for step in session.told)
    step = revision.flow.steps[session.at]
    if not isinstance(step, Ask) or session.stage not in ("question", "probe"):
        return
    if session.stage == "probe" and session.draft is not None:
        yield Met("probe", step.id, str(session.draft.probed))
        return
    yield Met("step", step.id)
    yield Met("language", session.language)
    answers = {entry.step: entry.answer for entry in session.path}
    if step.text_by is not None and fitted(step.text_by, answers) is not None:
        chosen = answers[step.text_by.step].choices
        known = (choice for choice in chosen if choice in step.text_by.wordings)
        yield Met("wording", step.id, next(known))


def never_met(script: Script, met: Collection[Met]) -> Iterator[Mistake]:
    """What no example of a script meets: an end, a step, a wording, a follow-up, a language."""
    for step in script.steps:
        if Met("step", step.id) not in met:
            yield _unmet(step)
        elif isinstance(step, Ask):
            yield from _unheard(step, met)
    for language in script.also_in:
        if Met("language", language) not in met:
            what = f"No example is held in “{language}”."
            yield Mistake(script.steps[0].place, "X05", what, "Add one with “language:”.")


def _unmet(step: Step) -> Mistake:
    kind = "end" if isinstance(step, End) else "step"
    what = f"No example reaches the {kind} “{step.id}”."
    return Mistake(step.place, "X01" if kind == "end" else "X02", what, _KEEP)


def _unheard(ask: Ask, met: Collection[Met]) -> Iterator[Mistake]:
    for choice in ask.text_by.wordings if ask.text_by is not None else ():
        if Met("wording", ask.id, choice) not in met:
            what = f"No example hears what “{ask.id}” asks after “{choice}”."
            yield Mistake(ask.place, "X03", what, _KEEP)
    for place, probe in enumerate(ask.probes):
        if Met("probe", ask.id, str(place)) not in met:
            what = f"No example is asked this follow-up of “{ask.id}”."
            yield Mistake(probe.place, "X03", what, _KEEP)
