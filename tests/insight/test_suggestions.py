"""Of the themes that were suggested, nothing but safe totals is left after the release."""

import json
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.insight.rollup import Rules
from bot.insight.suggestions import read_suggestions, suggestions, together
from bot.privacy.batch import BagAnswer, Response, bag_suggested, without
from tests.insight.batches import codebook, publication, response

K = 5
THEMES = st.sampled_from(["mission", "growth", "culture", "manager_team"])
PEOPLE = st.lists(st.lists(THEMES, max_size=3, unique=True), max_size=3, min_size=3)


def person(offered: Sequence[str] = (), taken: Sequence[str] = ()) -> Response:
    """Somebody to whom these themes were suggested, and who took these of them."""
    return replace(response(causes=("waiting",), liked=taken), offered={"liked": tuple(offered)})


def told(batch: Sequence[Response], panels: int | None = None) -> dict[str, tuple[int, int]]:
    """What is kept of the suggestions of these people."""
    return dict(suggestions(batch, codebook(), Rules(K, panels)))


def test_a_theme_is_counted_from_k_people_on() -> None:
    """What fewer were offered is left out as if nobody had been."""
    took = person(["mission"], ["mission"])
    assert told([took] * 4) == told([]) == {}
    assert told([took] * 5) == {"mission": (5, 5)}


def test_one_or_two_are_never_told_apart() -> None:
    """Fewer than three who took it count as nobody, and fewer than three who did not as well."""
    took, left = person(["mission"], ["mission"]), person(["mission"])
    assert told([took] * 2 + [left] * 6) == told([left] * 8) == {"mission": (8, 0)}
    assert told([took] * 6 + [left] * 2) == told([took] * 8) == {"mission": (8, 8)}
    assert told([took] * 4 + [left] * 3) == {"mission": (7, 4)}


def test_a_theme_that_was_never_suggested_is_no_suggestion() -> None:
    """A code that words gave of themselves, or one of another question, was taken by nobody."""
    elsewhere = BagAnswer("id", "concerns", codes=("mission",))
    one = person(["mission"])
    batch = [replace(one, answers=(*one.answers, elsewhere))] * 6 + [person([], ["growth"])] * 6
    assert told(batch) == {"mission": (6, 0)}


def test_themes_about_people_need_panels_and_unknown_ones_are_dropped() -> None:
    """The same rules as for causes; what the codebook no longer has is no theme."""
    batch = [person(["manager_team", "gone"], ["manager_team"])] * 8
    assert told(batch) == told(batch, 2) == {}
    assert told(batch, 3) == {"manager_team": (8, 8)}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(PEOPLE, st.integers(1, 9)), min_size=1, max_size=5))
def test_no_total_is_of_fewer_than_its_floor(kinds: list[tuple[list[list[str]], int]]) -> None:
    """Whatever was offered and taken: k at least were asked, and no part is one or two people."""
    batch = [person(offered, taken) for (offered, taken, _), size in kinds for _ in range(size)]
    for offered, taken in told(batch, 3).values():
        assert offered >= K
        assert taken in {0, offered} or 3 <= taken <= offered - 3


def test_batches_are_added_up() -> None:
    """The report is over all batches that are kept."""
    several = [{"mission": (7, 4)}, {"mission": (5, 5), "growth": (6, 0)}]
    assert together(several) == {"mission": (12, 9), "growth": (6, 0)}


def test_a_bag_has_the_totals_and_nothing_of_a_person() -> None:
    """Nothing beside an answer tells what was suggested; the totals outlive a deletion."""
    batch = [person(["mission", "growth"], ["mission"])] * 7 + [person(["culture"])] * 2
    bag = publication(batch).bag
    kept = {"mission": (7, 7), "growth": (7, 0)}
    assert read_suggestions(bag_suggested(bag)) == kept
    assert read_suggestions(bag_suggested(without(bag, [bytes(32)]))) == kept
    assert "offered" not in bag.decode()
    assert "culture" not in bag.decode()
    assert all("suggested" not in answer for answer in json.loads(bag)["answers"])


def test_what_is_suggested_changes_no_digest() -> None:
    """They are figures for HR's console."""
    batch = [person(["mission"], ["mission"])] * 9
    without_any = [replace(one, offered={}) for one in batch]
    assert publication(batch).digest == publication(without_any).digest
