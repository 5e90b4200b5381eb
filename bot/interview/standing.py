"""Answers that stand for all others: one of each kind that later steps can tell apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from bot.interview.answers import SKIPPED, Answer
from bot.interview.conditions import Comparison
from bot.interview.flow import Feature, Fits, Flow, Ticks, ever_offered, needs
from bot.interview.script import Ask, Step

TYPED = 12  # words of an open answer that nothing tells to be shorter or longer
# So many answers of one question are told apart; more would only slow everything down.
MOST = 5_000


class TooManyWays(Exception):
    """So much is read of the answers that not every way can be looked at."""


def reads(step: Step) -> list[Feature]:
    """The features of earlier answers that a step depends on."""
    read: list[Feature] = list(step.only_if.reads()) if step.only_if is not None else []
    if isinstance(step, Ask) and step.text_by is not None:
        read.append(Fits(step.text_by.step, frozenset(step.text_by.wordings)))
    return [*read, *(need for need in needs(step) if need not in read)]


def probe_reads(step: Step) -> list[Comparison]:
    """The features that the follow-ups of a step depend on."""
    conditions = [probe.only_if for probe in step.probes] if isinstance(step, Ask) else []
    return [c for condition in conditions if condition is not None for c in condition.reads()]


def steps_of(feature: Feature) -> set[str]:
    """The steps whose answers decide a feature."""
    other = feature.cause_from if isinstance(feature, Comparison) else None
    return {feature.step} | ({other} if other else set())


def standing(step: Step, features: Iterable[Feature], flow: Flow) -> Iterator[Answer]:
    """The answers to a step that lead different ways, a skip first where one may skip.

    TooManyWays when later steps tell more than MOST of them apart.
    """
    if not isinstance(step, Ask) or step.skippable:
        yield SKIPPED
    if not isinstance(step, Ask):
        return
    read = [feature for feature in features if step.id in steps_of(feature)]
    comparisons = [feature for feature in read if isinstance(feature, Comparison)]
    match step.type:
        case "open":
            yield from _open(step, comparisons)
        case "rating" | "ratings":
            yield from _rated(step, comparisons)
        case "several":
            yield from _ticked(step, read, flow)
        case "consent":
            ids = [choice.id for choice in step.choices if choice.id != "how"]
            yield from (Answer(choices=(id,)) for id in ids)
        case _:
            yield from (Answer(choices=(c.id,)) for c in ever_offered(step, flow.steps))


def _open(ask: Ask, comparisons: Sequence[Comparison]) -> Iterator[Answer]:
    numbers = {c.number or 0 for c in comparisons if c.kind == "words"}
    lengths = {TYPED, *(max(1, n + more) for n in numbers for more in (-1, 0, 1))}
    causes = sorted({c.cause for c in comparisons if c.cause})
    _refuse_many(len(lengths) << len(causes))
    yield from (Answer(choices=(choice.id,)) for choice in ask.choices)
    yield Answer(nothing=True)
    for length in sorted(lengths):
        for size in range(len(causes) + 1):
            for mentions in combinations(causes, size):
                yield Answer(text=" ".join(["word"] * length), mentions=mentions)


def _rated(ask: Ask, comparisons: Sequence[Comparison]) -> Iterator[Answer]:
    """For every item that is read by itself each value told apart, and one for all the others."""
    named = [item.id for item in ask.items if any(c.item == item.id for c in comparisons)]
    others = [item.id for item in ask.items if item.id not in named] if ask.items else [ask.id]
    values = {item: _told_apart(ask, item, comparisons) for item in named}
    together = _told_apart(ask, None, comparisons) if others else [0]
    _refuse_many(len(together) * _product(values))
    for rest in together:
        for chosen in product(*values.values()):
            rated = dict(zip(values, chosen, strict=True)) | dict.fromkeys(others, rest)
            yield Answer(ratings=tuple(rated.items()))


def _told_apart(ask: Ask, item: str | None, comparisons: Sequence[Comparison]) -> list[int]:
    """One value of the scale for each way in which the comparisons of an item may turn out."""
    name = item or ask.id
    own = [c for c in comparisons if c.kind == "lowest" or c.item == item]
    apart: dict[tuple[bool, ...], int] = {}
    for value in ask.scale:
        answer = {ask.id: Answer(ratings=((name, value),))}
        apart.setdefault(tuple(c.holds(answer) for c in own), value)
    return list(apart.values())


def _product(values: Mapping[str, Sequence[int]]) -> int:
    size = 1
    for each in values.values():
        size *= len(each)
    return size


def _ticked(ask: Ask, read: Sequence[Feature], flow: Flow) -> Iterator[Answer]:
    """The fewest ticks for each way in which the comparisons may turn out, and more than one."""
    told = [frozenset(f.choices) for f in read if not isinstance(f, Ticks)]
    told += [frozenset({choice}) for choice in ask.go]
    ids = _of_each_kind([choice.id for choice in ever_offered(ask, flow.steps)], told)
    seen: set[tuple[bool, ...]] = set()
    ways: list[tuple[str, ...]] = [()]
    for _ in range(min(ask.at_most or len(ids), len(ids))):
        ways = [(*way, id) for way in ways for id in ids if id not in way]
        ways = [way for way in ways if _is_new(way, told, seen)]
        yield from (Answer(choices=way) for way in ways)


def _of_each_kind(ids: Sequence[str], told: Sequence[frozenset[str]]) -> list[str]:
    """Two choices, if there are, of each kind that nothing tells apart."""
    kinds: dict[tuple[bool, ...], list[str]] = {}
    for id in ids:
        kinds.setdefault(tuple(id in each for each in told), []).append(id)
    return [id for kind in kinds.values() for id in kind[:2]]


def _is_new(
    way: Sequence[str], told: Sequence[frozenset[str]], seen: set[tuple[bool, ...]]
) -> bool:
    """Whether nothing like these ticks was met before; it is from now on."""
    sign = (len(way) > 1, *(not each.isdisjoint(way) for each in told))
    new = sign not in seen
    seen.add(sign)
    _refuse_many(len(seen))
    return new


def _refuse_many(number: int) -> None:
    if number > MOST:
        raise TooManyWays
