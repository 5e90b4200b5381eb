"""The longest, the shortest and the endless ways through all states of a script."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.interview.checks.exploring import START, Explored, State
from bot.interview.script import Ask, End, Say

Best = Callable[[Iterable[tuple[int, State]]], tuple[int, State]]


def longest(explored: Explored, *, short: bool = False) -> tuple[str, ...]:
    """The questions asked on the longest way; a way back up the script is taken by nobody twice."""
    return _questions(explored, max, short)


def shortest(explored: Explored, *, short: bool = False) -> tuple[str, ...]:
    """The questions asked, all of them skipped or not, on the shortest way to a completed end."""
    return _questions(explored, min, short)


def most_open(explored: Explored) -> tuple[str, ...]:
    """The longest run of open questions with nothing to tap in between."""
    runs: dict[State, tuple[str, ...]] = {}
    for state in _backwards(explored):
        step = explored.step(state)
        following = (runs[to] for to in explored.after[state] if to[0] > state[0])
        onward = max(following, key=len, default=())
        if isinstance(step, Ask) and step.type == "open" and explored.asks(state):
            runs[state] = (step.id, *onward)
        else:
            runs[state] = onward if isinstance(step, Say) or state in explored.silent else ()
    return max(runs.values(), key=len, default=())


def endless(explored: Explored) -> Iterator[tuple[str, ...]]:
    """The steps of each loop that nobody gets out of, in the order they are met."""
    trapped = explored.after.keys() - _ending(explored)
    seen: set[frozenset[str]] = set()
    for state in sorted(trapped):
        loop = _loop_from(explored, state)
        if frozenset(loop) not in seen:
            seen.add(frozenset(loop))
            yield loop


def _questions(explored: Explored, best: Best, short: bool) -> tuple[str, ...]:
    """The questions on the best way from consent to a completed end; none when there is none."""
    found: dict[State, tuple[int, State | None]] = {}
    for state in _backwards(explored):
        step, own = explored.step(state), int(explored.asks(state))
        ways = [
            (found[to][0] + own, to) for to in explored.after[state] if _on(state, to, found, short)
        ]
        if isinstance(step, End) and step.outcome == "completed":
            found[state] = (0, None)
        elif ways:
            found[state] = best(ways)
    return tuple(_along(explored, found))


def _on(state: State, to: State, found: dict[State, tuple[int, State | None]], short: bool) -> bool:
    return to in found and to[0] > state[0] and (state != START or to[2] is short)


def _along(explored: Explored, found: dict[State, tuple[int, State | None]]) -> Iterator[str]:
    state: State | None = START if START in found else None
    while state is not None:
        if explored.asks(state):
            yield explored.step(state).id
        state = found[state][1]


def _backwards(explored: Explored) -> Sequence[State]:
    return sorted(explored.after, reverse=True)


def _ending(explored: Explored) -> set[State]:
    """The states from which an end can be reached."""
    before: defaultdict[State, list[State]] = defaultdict(list)
    for state, following in explored.after.items():
        for to in following:
            before[to].append(state)
    waiting = [state for state in explored.after if isinstance(explored.step(state), End)]
    met: set[State] = set()
    while waiting:
        state = waiting.pop()
        if state not in met:
            met.add(state)
            waiting += before[state]
    return met


def _loop_from(explored: Explored, state: State) -> tuple[str, ...]:
    """The loop into which the first way from a state leads."""
    way: list[State] = []
    while state not in way and explored.after[state]:
        way.append(state)
        state = explored.after[state][0]
    start = way.index(state) if state in way else 0
    return tuple(dict.fromkeys(explored.step(each).id for each in way[start:]))
