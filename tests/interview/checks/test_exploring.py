"""The model check: what it says is so on every path, and it stops when there are too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.checks.exploring import Explored, explore
from bot.interview.checks.routes import endless, longest, most_open, shortest
from bot.interview.flow import Flow
from bot.interview.reader import read_leniently
from bot.interview.revision import Revision
from bot.interview.script import Ask
from bot.interview.standing import TooManyWays
from tests.interview.made_scripts import examples, revisions
from tests.interview.script_samples import CAUSES, HOUSE
from tests.interview.test_check import ENDS, HEAD, asks
from tests.interview.walks import walk


def explored(text: str) -> Explored:
    """All states of a script, whatever the reader thinks of it."""
    found = read_leniently(text, "made.yaml", causes=CAUSES, house=HOUSE, shared={})
    return explore(Flow(found.script))


@examples(40)
@given(revisions(), st.integers(0, 2**32), st.sampled_from(["agree", "short"]))
def test_whatever_somebody_meets_was_explored(revision: Revision, seed: int, start: str) -> None:
    """No walk comes to a step that the model check thinks nobody can get to."""
    met = explore(revision.flow).met
    for moved in walk(revision, seed, stray=False, start=start):
        assert moved.before.at in met


@examples(40)
@given(revisions(), st.integers(0, 2**32))
def test_no_walk_is_longer_than_the_longest_way(revision: Revision, seed: int) -> None:
    """Where no way leads back up, nobody is asked more than the longest way asks."""
    if any(isinstance(s, Ask) and set(s.go.values()) for s in revision.script.steps[1:]):
        return
    most = len(longest(explore(revision.flow)))
    moves = list(walk(revision, seed, stray=False))
    paths = [len([e for e in m.before.path if e.asked]) - 1 for m in moves]
    assert max(paths) <= most


def test_the_longest_and_the_shortest_way_are_told_by_their_questions() -> None:
    """A branch is on the one and not on the other; consent counts as no question."""
    text = HEAD + asks("a", "b|only if: a is one", "c|only if: a is one and b is two") + ENDS
    assert longest(explored(text)) == ("a", "b", "c")
    assert shortest(explored(text)) == ("a",)


def test_conditions_that_contradict_each_other_lead_nowhere() -> None:
    """A step behind two answers that nobody gives both is met by nobody."""
    text = HEAD + asks("a", "b|only if: a is one", "c|only if: answered(b) and a is two") + ENDS
    done = explored(text)
    assert "c" not in done.met
    never = {place.line for place, truths in done.truths.items() if truths == {False}}
    assert never == {done.flow.steps["c"].place.line}


def test_skipping_is_a_way_of_its_own() -> None:
    """Every question may be skipped, and then no comparison with it is true."""
    text = HEAD + asks("a", "b|only if: a is not one and a is not two") + ENDS
    assert "b" not in explored(text).met
    text = HEAD + asks("a", "b|only if: not (a is one or a is two)") + ENDS
    assert "b" in explored(text).met


def test_a_loop_without_an_exit_is_told_by_its_steps() -> None:
    """Whoever comes into it goes round for ever; others get out."""
    text = HEAD + asks("a|go: {two: c}", "b|next: thanks", "c", "d|next: c") + ENDS
    assert [set(loop) for loop in endless(explored(text))] == [{"c", "d"}]
    text = HEAD + asks("a", "b|go: {one: a}") + ENDS
    assert list(endless(explored(text))) == []


def test_open_questions_in_a_row_are_counted_along_a_path() -> None:
    """A question to tap ends the row; something said does not."""
    ask = "  - ask: o{0}\n    type: open\n    text: And {0}?\n"
    say = "  - say: s\n    text: Well.\n"
    text = HEAD + ask.format(1) + ask.format(2) + asks("a") + ask.format(3) + ENDS
    assert most_open(explored(text)) == ("o1", "o2")
    text = HEAD + ask.format(1) + ask.format(2) + say + ask.format(3) + ENDS
    assert most_open(explored(text)) == ("o1", "o2", "o3")


def test_it_stops_when_there_are_too_many_states() -> None:
    """Sixteen answers read at the end are 65,536 truths: it says so instead of going on."""
    names = [f"q{n}" for n in range(16)]
    last = "last|only if: " + " and ".join(f"{name} is one" for name in names)
    with pytest.raises(TooManyWays):
        explored(HEAD + asks(*names, last) + ENDS)
    few = "last|only if: " + " and ".join(f"{name} is one" for name in names[:8])
    assert len(explored(HEAD + asks(*names, few) + ENDS).after) < 4_000


def test_a_card_of_ratings_is_told_apart_by_what_is_read_of_it() -> None:
    """Two low items and a high third are one of the ways, though nobody reads each value."""
    card = (
        "  - ask: r\n    type: ratings\n    text: And?\n    items: {a: A, b: B, c: C}\n"
        "    scale: {1: Poor, 5: Good}\n"
    )
    last = "last|only if: r.a <= 2 and r.b <= 2 and r.c > 2 and lowest(r) = 1"
    assert "last" in explored(HEAD + card + asks(last) + ENDS).met
    none = "last|only if: r.a > 2 and r.b > 2 and r.c > 2 and lowest(r) <= 2"
    assert "last" not in explored(HEAD + card + asks(none) + ENDS).met
