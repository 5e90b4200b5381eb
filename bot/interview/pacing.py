"""How long an interview takes, in seconds nobody measures: words to read, words to type, taps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from bot.interview.answers import SKIPPED, Answer, words
from bot.interview.conditions import Comparison
from bot.interview.flow import Answered, Feature, Fits, Flow, Ticks, eligible
from bot.interview.script import Ask, End, Say, Step
from bot.interview.turn import Entry, Session

# Reading and typing speeds on a phone; see "What consent says about time" in CONTRIBUTING.
_READ = 60 / 230
_TYPE = 60 / 32
_TAP = 2.5
_TYPED = 12  # words of an open answer that has yet to be given
_PROBE = 20 * _READ + _TYPED * _TYPE + _TAP
_SUGGESTION = 14 * _READ + 2 * _TAP
_OFFER = 16 * _READ + _TAP
_REVIEWED = 8 * _READ  # one answer, looked over before Send
_FAREWELL = 70 * _READ + 3 * _TAP  # Send, the receipt, thanks


@dataclass(frozen=True, slots=True)
class Rest:
    """What may still come at most: seconds, and questions."""

    seconds: float
    questions: int


@dataclass(frozen=True, slots=True)
class _Known:
    """Reached with nothing but the features that later steps read; a point of the exploration."""

    values: tuple[tuple[Feature, int], ...]
    short: bool
    dropped: frozenset[str]

    def read(self, feature: Feature) -> int:
        return dict(self.values).get(feature, 0)


class Pace:
    """The longest way from every step of a flow to its end."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._rests: dict[tuple[str, _Known], Rest] = {}

    def dropped(self, session: Session) -> frozenset[str]:
        """The questions this session leaves out so that the promised minutes are kept.

        Left out in the order the script says, as many as needed and never one already asked.
        """
        limit = self._flow.script.limits.minutes * 60
        said = self.said(session.path)
        met = {entry.step for entry in session.path}
        out: frozenset[str] = frozenset()
        for step in self._droppable:
            if said + self.rest(session, out).seconds <= limit:
                return out
            if step.id not in met:
                out |= {step.id}
        return out

    def rest(self, session: Session, dropped: frozenset[str]) -> Rest:
        """The longest rest of this session, the question now open included."""
        answers = {entry.step: entry.answer for entry in session.path}
        reached = Answered(answers, session.short, dropped)
        return self._rest(self._flow.steps[session.at], self._known(session.at, reached))

    def whole(self, *, short: bool, dropped: frozenset[str] = frozenset()) -> Rest:
        """The longest way through the whole script."""
        return self._rest(self._flow.first, _Known((), short, dropped))

    def said(self, path: tuple[Entry, ...]) -> float:
        """The seconds that this part of an interview took, by the words that were typed."""
        return sum(self._said(entry) for entry in path if entry.asked)

    @cached_property
    def droppable(self) -> frozenset[str]:
        """Every question that may be left out."""
        return frozenset(step.id for step in self._droppable)

    @cached_property
    def _droppable(self) -> list[Ask]:
        asks = [s for s in self._flow.script.steps if isinstance(s, Ask) and s.drop_when_short]
        return sorted(asks, key=lambda ask: ask.drop_when_short or 0)

    @cached_property
    def _features(self) -> dict[Feature, tuple[int, int]]:
        """Each feature that a step reads: the index at which it is decided, and last read."""
        found: dict[Feature, tuple[int, int]] = {}
        for index, step in enumerate(self._flow.script.steps):
            for feature in _reads(step):
                decided = max((self._flow.index[s] for s in _steps_of(feature)), default=0)
                found[feature] = (decided, index)
        return found

    def _known(self, at: str, reached: Answered) -> _Known:
        live = self._live(self._flow.index[at])
        values = tuple((feature, reached.read(feature)) for feature in live)
        return _Known(values, reached.short, reached.dropped)

    def _live(self, index: int) -> list[Feature]:
        return [f for f, (decided, read) in self._features.items() if decided < index <= read]

    def _rest(self, step: Step, known: _Known) -> Rest:
        key = (step.id, known)
        if key not in self._rests:
            self._rests[key] = self._longest(step, known)
        return self._rests[key]

    def _longest(self, step: Step, known: _Known) -> Rest:
        if isinstance(step, End):
            return Rest(_FAREWELL if step.outcome == "completed" else reading(step), 0)
        silent = isinstance(step, Ask) and _is_silent(step, known)
        rests = [self._rest(onward, after) for onward, after in self._ways(step, known)]
        longest = max(rests, key=lambda rest: rest.seconds, default=Rest(0, 0))
        questions = max((rest.questions for rest in rests), default=0)
        if silent:
            return Rest(longest.seconds, questions)
        asked = 1 if isinstance(step, Ask) else 0
        return Rest(longest.seconds + cost(step), questions + asked)

    def _ways(self, step: Step, known: _Known) -> Iterator[tuple[Step, _Known]]:
        """Every next step with what is known there; ways back up the script add nothing."""
        index = self._flow.index[step.id]
        seen = set()
        for answer in _kinds_of_answer(step, self._features, self._flow):
            for after in self._after(step, answer, known, index):
                onward = self._onward(step, answer, after)
                if onward is None or self._flow.index[onward.id] <= index:
                    continue
                live = set(self._live(self._flow.index[onward.id]))
                values = tuple((f, v) for f, v in after.values if f in live)
                way = (
                    onward,
                    _Known(_in_order(values, self._features), known.short, known.dropped),
                )
                if (onward.id, way[1]) not in seen:
                    seen.add((onward.id, way[1]))
                    yield way

    def _after(self, step: Step, answer: Answer, known: _Known, index: int) -> Iterator[_Known]:
        decided = [f for f, (at, _) in self._features.items() if at == index]
        alone = [f for f in decided if _steps_of(f) <= {step.id}]
        both = [f for f in decided if f not in alone]
        values = dict(known.values) | {f: int(f.holds({step.id: answer})) for f in alone}
        for size in range(len(both) + 1):
            for true in combinations(both, size):
                more = {f: int(f in true) for f in both}
                merged = tuple((values | more).items())
                yield _Known(merged, known.short, known.dropped)

    def _onward(self, step: Step, answer: Answer, known: _Known) -> Step | None:
        for choice, target in self._flow.after(step):
            if (choice is None or choice in answer.choices) and eligible(target, known):
                return target
        return None

    def _said(self, entry: Entry) -> float:
        step = self._flow.steps[entry.step]
        if not isinstance(step, Ask):
            return 0
        typed = words(entry.answer.text) + words(entry.answer.probe or "")
        probed = 20 * _READ + _TAP if entry.answer.probe is not None else 0
        suggested = _SUGGESTION if entry.answer.offered else 0
        taps = max(1, len(entry.answer.choices) + len(entry.answer.ratings)) * _TAP
        return reading(step) + typed * _TYPE + taps + probed + suggested + _REVIEWED


def cost(step: Step) -> float:
    """The seconds a step takes that has yet to come, its follow-up included."""
    if not isinstance(step, Ask):
        return reading(step)
    probe = _PROBE if any(probe.reserve for probe in step.probes) else 0
    suggestion = _SUGGESTION if step.suggest_themes else 0
    return reading(step) + _answering(step) + probe + suggestion + _REVIEWED


def reading(step: Step) -> float:
    """The seconds it takes to read a step: its longest wording and all there is to choose from."""
    if isinstance(step, (Say, End)):
        return max((words(text) for text in step.texts), default=0) * _READ
    if not isinstance(step, Ask):
        return 0
    wordings = [*step.texts, *(step.text_by.wordings.values() if step.text_by else ())]
    labels = [c.label for c in (*step.choices, *step.items)] + list(step.scale.values())
    return (max(map(words, wordings), default=0) + sum(map(words, labels))) * _READ


def _answering(ask: Ask) -> float:
    match ask.type:
        case "open":
            return _TYPED * _TYPE + _TAP
        case "several":
            return ((ask.at_most or len(ask.choices)) + 1) * _TAP
        case "ratings":
            return (len(ask.items) + 1) * _TAP
    return _TAP


def _reads(step: Step) -> list[Feature]:
    """The features of earlier answers that a step depends on."""
    read: list[Feature] = list(step.only_if.reads()) if step.only_if is not None else []
    if isinstance(step, Ask) and step.from_answer is not None:
        read.append(Ticks(step.from_answer))
    if isinstance(step, Ask) and step.text_by is not None:
        read.append(Fits(step.text_by.step, frozenset(step.text_by.wordings)))
    return read


def _steps_of(feature: Feature) -> set[str]:
    other = getattr(feature, "cause_from", None)
    return {feature.step} | ({other} if other else set())


def _is_silent(ask: Ask, known: _Known) -> bool:
    return ask.from_answer is not None and known.read(Ticks(ask.from_answer)) == 1


def _in_order(
    values: tuple[tuple[Feature, int], ...], order: Mapping[Feature, object]
) -> tuple[tuple[Feature, int], ...]:
    known = dict(values)
    return tuple((feature, known[feature]) for feature in order if feature in known)


def _kinds_of_answer(
    step: Step, features: Mapping[Feature, object], flow: Flow
) -> Iterator[Answer]:
    """Answers of which one stands for every other as far as later steps can tell."""
    yield SKIPPED
    if not isinstance(step, Ask):
        return
    read = [f for f in features if step.id in _steps_of(f)]
    comparisons = [f for f in read if not isinstance(f, (Ticks, Fits))]
    match step.type:
        case "open":
            yield from _open_answers(comparisons)
        case "rating" | "ratings":
            yield from _rated_answers(step)
        case "several":
            yield from _ticked_answers(step, read)
        case _:
            yield from (Answer(choices=(id,)) for id in _choosable(step, flow))


def _choosable(ask: Ask, flow: Flow) -> Iterator[str]:
    if ask.from_answer is not None:
        source = flow.steps[ask.from_answer]
        yield from (c.id for c in source.choices) if isinstance(source, Ask) else ()
    yield from (c.id for c in ask.choices)


def _open_answers(comparisons: list[Comparison]) -> Iterator[Answer]:
    numbers = {c.number or 0 for c in comparisons}
    causes = sorted({c.cause for c in comparisons if c.cause})[:4]
    yield Answer(nothing=True)
    for length in sorted({max(1, n + d) for n in numbers for d in (-1, 0, 1)}):
        for size in range(len(causes) + 1):
            for mentions in combinations(causes, size):
                yield Answer(text=" ".join(["word"] * length), mentions=mentions)


def _rated_answers(ask: Ask) -> Iterator[Answer]:
    items = [item.id for item in ask.items] or [ask.id]
    lowest, highest = min(ask.scale, default=1), max(ask.scale, default=5)
    for value in range(lowest, highest + 1):
        yield Answer(ratings=tuple((item, value) for item in items))
        for low in items:
            rated = tuple((item, value if item == low else highest) for item in items)
            yield Answer(ratings=rated)


def _ticked_answers(ask: Ask, read: list[Feature]) -> Iterator[Answer]:
    named = {c for f in read if not isinstance(f, Ticks) for c in f.choices}
    ids = sorted(named)[:4] + [c.id for c in ask.choices if c.id not in named][:2]
    for size in range(1, min(ask.at_most or len(ids), 3) + 1):
        yield from (Answer(choices=ticked) for ticked in combinations(ids, size))
