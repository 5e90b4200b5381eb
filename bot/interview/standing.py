"""Answers that stand for all others: as many of each question as later steps can tell apart."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations

from bot.interview.answers import SKIPPED, Answer
from bot.interview.conditions import Comparison
from bot.interview.flow import Feature, Fits, Flow, Ticks, ever_offered, needs
from bot.interview.script import Ask, Step

TYPED = 12  # words of an open answer that nothing tells to be shorter or longer
_MOST = 4  # choices or causes named by later steps that are combined with each other


def reads(step: Step) -> list[Feature]:
    """The features of earlier answers that a step depends on."""
    read: list[Feature] = list(step.only_if.reads()) if step.only_if is not None else []
    if isinstance(step, Ask) and step.text_by is not None:
        read.append(Fits(step.text_by.step, frozenset(step.text_by.wordings)))
    return [*read, *(need for need in needs(step) if need not in read)]


def steps_of(feature: Feature) -> set[str]:
    """The steps whose answers decide a feature."""
    other = feature.cause_from if isinstance(feature, Comparison) else None
    return {feature.step} | ({other} if other else set())


def standing(step: Step, features: Iterable[Feature], flow: Flow) -> Iterator[Answer]:
    """The answers to a step that lead different ways, a skip first."""
    yield SKIPPED
    if not isinstance(step, Ask):
        return
    own = (c for probe in step.probes if probe.only_if is not None for c in probe.only_if.reads())
    read = [feature for feature in (*features, *own) if step.id in steps_of(feature)]
    match step.type:
        case "open":
            yield from _open(step, [f for f in read if isinstance(f, Comparison)])
        case "rating" | "ratings":
            yield from _rated(step)
        case "several":
            yield from _ticked(step, read, flow)
        case _:
            yield from (Answer(choices=(c.id,)) for c in ever_offered(step, flow.steps))


def may_be_probed(step: Step, answer: Answer) -> bool:
    """Whether a follow-up may fit this answer; what it reads of others may be so or not."""
    if not isinstance(step, Ask) or answer.skipped or answer.nothing:
        return False
    known = {step.id: answer}

    def reads_so(comparison: Comparison, other: bool) -> bool:
        own = comparison.step == step.id and comparison.kind != "mentions"
        return comparison.holds(known) if own else other

    conditions = [probe.only_if for probe in step.probes]
    return any(
        c is None or c.decide(partial(reads_so, other=other))
        for c in conditions
        for other in (True, False)
    )


def _open(ask: Ask, comparisons: Sequence[Comparison]) -> Iterator[Answer]:
    numbers = {c.number or 0 for c in comparisons if c.kind == "words"}
    lengths = {TYPED, *(max(1, n + more) for n in numbers for more in (-1, 0, 1))}
    causes = sorted({c.cause for c in comparisons if c.cause})[:_MOST]
    yield from (Answer(choices=(choice.id,)) for choice in ask.choices)
    yield Answer(nothing=True)
    for length in sorted(lengths):
        for size in range(len(causes) + 1):
            for mentions in combinations(causes, size):
                yield Answer(text=" ".join(["word"] * length), mentions=mentions)


def _rated(ask: Ask) -> Iterator[Answer]:
    items = [item.id for item in ask.items] or [ask.id]
    lowest, highest = min(ask.scale), max(ask.scale)
    for value in range(lowest, highest + 1):
        yield Answer(ratings=tuple((item, value) for item in items))
        for low in items:
            rated = tuple((item, value if item == low else highest) for item in items)
            yield Answer(ratings=rated)


def _ticked(ask: Ask, read: Sequence[Feature], flow: Flow) -> Iterator[Answer]:
    known = [choice.id for choice in ever_offered(ask, flow.steps)]
    named = {c for f in read if not isinstance(f, Ticks) for c in f.choices}
    ids = sorted(named & set(known))[:_MOST] + [id for id in known if id not in named][:2]
    for size in range(1, min(ask.at_most or len(ids), 3) + 1):
        yield from (Answer(choices=ticked) for ticked in combinations(ids, size))
