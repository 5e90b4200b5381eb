"""What can only be seen by going every way through a script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.interview.checks.exploring import Explored, explore
from bot.interview.checks.routes import endless, longest, most_open, shortest
from bot.interview.checks.said import Said
from bot.interview.checks.word_lists import WordLists
from bot.interview.flow import Flow
from bot.interview.mistakes import Mistake
from bot.interview.pacing import Pace
from bot.interview.script import Ask, End, Place, Script
from bot.interview.standing import TooManyWays
from bot.interview.step_reader import Written

MOST_OPEN = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """A script in figures; `longest` and `shortest` are how many questions a way asks."""

    questions: int
    ends: int
    longest: int
    shortest: int
    minutes: float
    short_minutes: float | None
    states: int


@dataclass(frozen=True, slots=True)
class Through:
    """What came of going every way; no summary when there are too many ways."""

    mistakes: tuple[Mistake, ...]
    summary: Summary | None


def through(
    script: Script, written: Sequence[Written], said: Sequence[Said], lists: WordLists
) -> Through:
    """Every way through a script that the reader accepted."""
    flow = Flow(script)
    try:
        explored = explore(flow)
    except TooManyWays:
        return Through((_too_many(written),), None)
    pace = Pace(flow)
    summary = _summary(script, explored, pace)
    mistakes = (
        *_unmet(explored, written),
        *_conditions(explored, written),
        *_endless(explored, written),
        *_too_many_questions(script, explored, written),
        *_open(explored, written),
        *_minutes(script, summary, said, lists),
    )
    return Through(mistakes, summary)


def _summary(script: Script, explored: Explored, pace: Pace) -> Summary:
    asks = [step for step in script.steps if isinstance(step, Ask) and step.type != "consent"]
    first = script.steps[0]
    short = isinstance(first, Ask) and any(choice.id == "short" for choice in first.choices)
    return Summary(
        questions=len(asks),
        ends=sum(isinstance(step, End) for step in script.steps),
        longest=len(longest(explored)),
        shortest=len(shortest(explored)),
        minutes=pace.longest(short=False, dropped=pace.droppable) / 60,
        short_minutes=pace.longest(short=True) / 60 if short else None,
        states=len(explored.after),
    )


def _too_many(written: Sequence[Written]) -> Mistake:
    what = "There are more than 50,000 ways through this script, too many to look at each."
    todo = "Let later steps read fewer answers, or ask in fewer conditions."
    return Mistake(written[0].step.place, "F09", what, todo)


def _unmet(explored: Explored, written: Sequence[Written]) -> Iterator[Mistake]:
    """Steps that nobody gets to; those whose own condition is to blame are told by it."""
    met = explored.met
    never = {place for place, truths in explored.truths.items() if truths == {False}}
    for each in written:
        step = each.step
        if step.id not in met and step.place not in never:
            what = f"Nobody gets to “{step.id}”: no answers lead past all the steps before it."
            todo = "Look at the conditions and jumps above it, or remove it."
            yield Mistake(step.place, "F03", what, todo)


def _conditions(explored: Explored, written: Sequence[Written]) -> Iterator[Mistake]:
    for decided, place in _decided(written):
        truths = set(explored.truths.get(decided, ()))
        if truths == {False}:
            what = "This condition is true of nobody who gets here."
            yield Mistake(place, "C06", what, "Change it, or remove what stands under it.")
        elif truths == {True}:
            what = "This condition is true of everybody who gets here."
            yield Mistake(place, "C07", what, "Remove it, or correct it if some were meant.")


def _decided(written: Sequence[Written]) -> Iterator[tuple[Place, Place]]:
    """The place by which each condition is known, and where it stands."""
    for each in written:
        node = each.node.get("only if")
        if node is not None:
            yield each.step.place, node.place
        probes = each.node.get("probe")
        listed = (
            probes.value if probes is not None and isinstance(probes.value, tuple) else (probes,)
        )
        for probe in listed:
            condition = probe.get("only if") if probe is not None else None
            if probe is not None and condition is not None:
                yield probe.place, condition.place


def _endless(explored: Explored, written: Sequence[Written]) -> Iterator[Mistake]:
    places = {each.step.id: each.step.place for each in written}
    for loop in endless(explored):
        what = f"Some people never get out of this loop: {', '.join(loop)}."
        yield Mistake(places[loop[0]], "F05", what, "Let one of its steps lead to an end.")


def _too_many_questions(
    script: Script, explored: Explored, written: Sequence[Written]
) -> Iterator[Mistake]:
    most, asked = script.limits.questions, longest(explored)
    if len(asked) > most:
        places = {each.step.id: each.step.place for each in written}
        what = f"The longest way asks {len(asked)} questions, but only {most} are ever asked."
        todo = "Raise “questions” under “limits”, or ask less; this one would be left out first."
        yield Mistake(places[asked[most]], "Q15", what, todo)


def _open(explored: Explored, written: Sequence[Written]) -> Iterator[Mistake]:
    run = most_open(explored)
    if len(run) > MOST_OPEN:
        places = {each.step.id: each.step.place for each in written}
        what = f"{len(run)} open questions may follow each other: {', '.join(run)}."
        yield Mistake(places[run[MOST_OPEN]], "Q17", what, "Put something to tap between them.")


def _minutes(
    script: Script, summary: Summary, said: Sequence[Said], lists: WordLists
) -> Iterator[Mistake]:
    """Times told by consent and its buttons, against those that are counted."""
    for each in said:
        if each.use == "consent":
            counted = max(summary.minutes, script.limits.minutes)
            yield from _told(each, lists, counted, needed=lists.knows(each.language))
        elif each.use == "label" and each.name == "short" and summary.short_minutes is not None:
            yield from _told(each, lists, summary.short_minutes, needed=False)
    first = next(each for each in said if each.use == "consent")
    if summary.minutes > script.limits.minutes:
        what = f"The longest way takes {summary.minutes:.1f} minutes, even when cut short."
        todo = (
            "Ask less, mark another question with “drop when short: 5” (1 is left out first), or "
            f"let “minutes” under “limits” be {_whole(summary.minutes)}."
        )
        yield Mistake(first.place, "Q16", what, todo)


def _told(said: Said, lists: WordLists, counted: float, *, needed: bool) -> Iterator[Mistake]:
    told = lists.numbers("minutes", said.text, said.language)
    if not told and needed:
        what = "Consent does not say how long it takes."
        yield Mistake(
            said.place, "Q16", what, f"Say that it takes about {_whole(counted)} minutes."
        )
    for number in told:
        if number < counted:
            what = f"This says {number} minutes, but it may take {counted:.1f}."
            yield Mistake(said.place, "Q16", what, f"Say {_whole(counted)}, or ask less.")


def _whole(minutes: float) -> int:
    return -int(-minutes // 1)
