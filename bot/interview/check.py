"""What a script must have so that every interview ends and nobody is asked unwillingly."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bot.interview.mistakes import Mistake, did_you_mean
from bot.interview.references import References
from bot.interview.script import Ask, Cause, End, Place, Step
from bot.interview.step_reader import Written
from bot.interview.ways import RUNS_OUT, Ways, loops, reachable, ways

CONSENT = ("agree", "short", "how", "refuse")


def check(written: Sequence[Written], causes: Sequence[Cause], *, whole: bool) -> list[Mistake]:
    """Every mistake in how the steps hang together.

    When not the `whole` script could be read, nothing is said of its order: a missing step would
    make it look wrong.
    """
    mistakes = [*_twice(written), *_jumps(written)]
    sound = whole and bool(written) and not mistakes
    if whole and written:
        mistakes += _consent(written)
        mistakes += _completed(written)
    full = ways(written) if sound else {}
    if sound:
        mistakes += _flow(written, full)
    before = _before(written, full)
    return [*mistakes, *References(written, causes, before).mistakes()]


def _twice(written: Sequence[Written]) -> Iterator[Mistake]:
    counted = Counter(each.step.id for each in written)
    first: dict[str, Place] = {}
    for each in written:
        known = first.setdefault(each.step.id, each.step.place)
        if counted[each.step.id] > 1 and known is not each.step.place:
            what = f"The id “{each.step.id}” is used already in {known.file}, line {known.line}."
            yield Mistake(each.step.place, "F01", what, "Give this step another one.")


def _jumps(written: Sequence[Written]) -> Iterator[Mistake]:
    known = [each.step.id for each in written]
    consent = next((each.step.id for each in written if _is_consent(each.step)), None)
    for target, place in _targets(written):
        if target not in known:
            todo = did_you_mean(target, known) or "Name the id of a step."
            yield Mistake(place, "F02", f"There is no step “{target}”.", todo)
        elif target == consent:
            what = "Nobody is asked for consent twice."
            yield Mistake(place, "F06", what, "Jump to a later step.")


def _targets(written: Sequence[Written]) -> Iterator[tuple[str, Place]]:
    """Every jump, with where it is written."""
    for each in written:
        if each.step.next is not None:
            yield each.step.next, (each.node.get("next") or each.node).place
        go = each.node.get("go") or each.node
        for choice, target in each.step.go.items() if isinstance(each.step, Ask) else ():
            if target:
                yield target, (go.get(choice) or go).place


def _consent(written: Sequence[Written]) -> Iterator[Mistake]:
    first = written[0].step
    if not _is_consent(first):
        what = "An interview begins with consent, but this step stands first."
        yield Mistake(first.place, "P01", what, "Put a question with “type: consent” before it.")
    for each in written[1:]:
        if _is_consent(each.step):
            what = "Consent is asked once, by the first step."
            yield Mistake(each.step.place, "P01", what, "Give this question another type.")
    if isinstance(first, Ask) and first.type == "consent":
        yield from _consent_choices(first, written)
        yield from _refusal(first, written)


def _consent_choices(consent: Ask, written: Sequence[Written]) -> Iterator[Mistake]:
    offered = {choice.id for choice in consent.choices}
    for strange in sorted(offered - set(CONSENT)):
        todo = did_you_mean(strange, CONSENT) or f"Known are: {', '.join(CONSENT)}."
        yield _at(consent, "P02", f"Consent has no choice “{strange}”.", todo)
    if "agree" not in offered:
        yield _at(consent, "P02", "Nobody can agree here.", "Add a choice “agree: Start”.")
    if ("how" in offered) is not (consent.help is not None):
        what = "The choice “how” and the text under “help” belong together."
        yield _at(consent, "P02", what, "Write both, or neither.")
    if "short" in offered and not any(_is_short(each.step) for each in written[1:]):
        what = "A short version is offered, but no question is part of it."
        yield _at(consent, "F08", what, "Add “short version: yes” to those that are.")


def _refusal(consent: Ask, written: Sequence[Written]) -> Iterator[Mistake]:
    target = consent.go.get("refuse")
    leads_to = next((each for each in written if each.step.id == target), None)
    if not any(choice.id == "refuse" for choice in consent.choices):
        todo = "Add a choice “refuse: Not now”."
        yield _at(consent, "P03", "Nobody can refuse here.", todo)
    elif target is None or (leads_to is not None and not _may_be_refused(leads_to)):
        what = "A refusal does not lead to an end of its own."
        todo = "Add “go: {refuse: …}” with an end that has “outcome: refused”."
        yield _at(consent, "P03", what, todo)


def _may_be_refused(written: Written) -> bool:
    """Whether this is an end for those who refuse, or one whose outcome is missing."""
    outcome = written.node.get("outcome")
    return isinstance(written.step, End) and (outcome is None or outcome.value != "completed")


def _completed(written: Sequence[Written]) -> Iterator[Mistake]:
    ends = [each.step for each in written if isinstance(each.step, End)]
    if not any(end.outcome == "completed" for end in ends):
        what = "No end has “outcome: completed”, so that no interview can be sent."
        yield _at(written[-1].step, "F07", what, "Add an “end:” with it.")


def _flow(written: Sequence[Written], full: Ways) -> Iterator[Mistake]:
    steps = {each.step.id: each.step for each in written}
    first = written[0].step.id
    met = reachable(full, [first]) | reachable(ways(written, short=True), [first])
    for step in (step for name, step in steps.items() if name not in met):
        todo = "Let a “go” or “next” lead here, or remove it."
        yield _at(step, "F03", f"Nobody can get to “{step.id}”.", todo)
    if RUNS_OUT in met:
        what = "The script runs out here: some people get past this step without an end."
        yield _at(written[-1].step, "F04", what, "Put an “end:” without “only if” below it.")
    yield from _loops(steps, full)


def _loops(steps: dict[str, Step], full: Ways) -> Iterator[Mistake]:
    ends = {name for name, step in steps.items() if isinstance(step, End)} | {RUNS_OUT}
    for loop in loops(full):
        if not ends & reachable(full, loop):
            what = f"Nobody gets out of this loop: {', '.join(loop)}."
            yield _at(steps[loop[0]], "F05", what, "Let one of its steps lead to an end.")
    # A loop in which nobody is asked anything would go round for ever in a single turn.
    silent = {a: frozenset(full[a] - _asked(steps)) for a in full if a not in _asked(steps)}
    for loop in loops(silent):
        what = f"Nothing is asked in this loop: {', '.join(loop)}."
        yield _at(steps[loop[0]], "F05", what, "Ask something in it, or let it lead on.")


def _asked(steps: dict[str, Step]) -> set[str]:
    """The questions that wait for an answer whenever they are met."""
    asks = ((name, step) for name, step in steps.items() if isinstance(step, Ask))
    return {name for name, ask in asks if ask.from_answer is None}


def _before(written: Sequence[Written], full: Ways) -> Callable[[str, str], bool]:
    """Whether one step may be answered before another is met; by their order if need be."""
    if full:
        beyond = {step: reachable(full, full[step]) for step in full}
        return lambda earlier, later: later in beyond[earlier]
    index = {each.step.id: at for at, each in enumerate(written)}
    return lambda earlier, later: index[earlier] < index[later]


def _is_consent(step: Step) -> bool:
    return isinstance(step, Ask) and step.type == "consent"


def _is_short(step: Step) -> bool:
    return isinstance(step, Ask) and step.short


def _at(step: Step, code: str, what: str, todo: str) -> Mistake:
    return Mistake(step.place, code, what, todo)
