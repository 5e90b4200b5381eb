"""The ways through a script, whatever is answered: which step may come after which."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.interview.script import Ask, End, Step
from bot.interview.step_reader import Written

Ways = Mapping[str, frozenset[str]]

# Where a way leads that no step ends.
RUNS_OUT = ""


def ways(written: Sequence[Written], *, short: bool = False) -> Ways:
    """For each step those that may come next, in the whole interview or in its short version.

    Every jump must go to a step that exists.
    """
    met = [each for each in written if not short or each.step.short or isinstance(each.step, End)]
    index = {each.step.id: at for at, each in enumerate(written)}

    def onward(start: int) -> Iterator[str]:
        for each in written[start:]:
            if each in met:
                yield each.step.id
                if not may_be_passed(each):
                    return
        yield RUNS_OUT

    def following(step: Step) -> Iterator[str]:
        for target in step.go.values() if isinstance(step, Ask) else ():
            yield from onward(index[target])
        if _goes_on(step):
            yield from onward(index[step.next] if step.next else index[step.id] + 1)

    return {each.step.id: frozenset(following(each.step)) for each in met}


def reachable(ways: Ways, starts: Iterable[str]) -> set[str]:
    """Every step that can be met from these on, themselves included."""
    met: set[str] = set()
    waiting = list(starts)
    while waiting:
        step = waiting.pop()
        if step not in met:
            met.add(step)
            waiting += ways.get(step, ())
    return met


def loops(ways: Ways) -> Iterator[tuple[str, ...]]:
    """The groups of steps that lead back to each other, each in the order of the script."""
    beyond = {step: reachable(ways, ways[step]) for step in ways}
    grouped: set[str] = set()
    for step in ways:
        if step in beyond[step] and step not in grouped:
            loop = tuple(other for other in ways if step in beyond[other] and other in beyond[step])
            grouped.update(loop)
            yield loop


def may_be_passed(written: Written) -> bool:
    """Whether some people who get to a step are led past it."""
    step = written.step
    if written.node.get("only if") is not None:
        return True
    if not isinstance(step, Ask):
        return False
    needs_wording = step.text_by is not None and not step.texts
    return needs_wording or step.from_answer is not None or step.drop_when_short is not None


def _goes_on(step: Step) -> bool:
    """Whether anybody goes on from here without a jump of their choice."""
    if isinstance(step, End):
        return False
    if not isinstance(step, Ask) or step.skippable or step.from_answer or step.type == "open":
        return True
    answers = {choice.id for choice in step.choices} - {"how"}
    return not answers or not answers <= set(step.go)
