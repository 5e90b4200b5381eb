"""What a batch publishes, on whatever destination, can never be turned into a group below k."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.insight.publication import Publication, Slice, Sources, publish
from bot.insight.rendering import full_text
from bot.privacy.batch import Response
from tests.insight.batches import EDITION, REVISION, codebook, response, script, words
from tests.privacy.audit import derivable

LABELS = ("Engineering", "Sales")
PEOPLE = st.builds(
    lambda label, instead, short, causes: response(
        label=label,
        causes=causes,
        choices={"instead": (instead,), **_follow_up(instead)},
        ratings={"hiring": {"communication": 2}},
        short=short,
    ),
    st.sampled_from([*LABELS, None]),
    st.sampled_from(["another_offer", "staying", "looking"]),
    st.booleans(),
    st.lists(st.sampled_from(["waiting", "rounds", "pay_level"]), max_size=2, unique=True),
)


def _follow_up(instead: str) -> dict[str, tuple[str, ...]]:
    follow = {"another_offer": "stronger", "staying": "staying"}
    return {follow[instead]: ("pay_level",)} if instead in follow else {}


@st.composite
def batches(draw: st.DrawFn) -> list[Response]:
    """Batches in which many are alike, so that slices and blocks come into question."""
    kinds = draw(st.lists(PEOPLE, min_size=1, max_size=5))
    sizes = draw(st.lists(st.integers(1, 14), min_size=len(kinds), max_size=len(kinds)))
    batch = [kind for kind, size in zip(kinds, sizes, strict=True) for _ in range(size)]
    return batch if len(batch) >= 5 else batch * 5


def made(batch: Sequence[Response], *, k: int = 5, labels: Sequence[str] = LABELS) -> Publication:
    """What is published of a batch when every label has a channel."""
    return publish(
        batch,
        Sources(script(), {REVISION: script()}, codebook(), words()),
        EDITION,
        k=k,
        panels=None,
        shuffle=lambda bag: bag.sort(key=str),
        slices=[Slice(label) for label in labels],
    )


def of(label: str | None, people: int, *causes: str) -> list[Response]:
    """People under a label."""
    return [response(label=label, causes=causes) for _ in range(people)]


def test_a_slice_stands_beside_the_digest_of_everyone() -> None:
    """Where label and rest are enough, there are two digests, each of its own people."""
    batch = [*of("Engineering", 8, "waiting"), *of(None, 8, "pay_level")]
    publication = made(batch)
    (engineering,) = publication.slices
    assert engineering.label == "Engineering"
    assert "only those under the label “Engineering”" in engineering.edition
    told = full_text(engineering)
    assert "Waiting" in told
    assert codebook().themes[0].concern not in told
    assert "label" not in full_text(publication.digest).split("How this")[0]


def test_a_slice_that_leaves_four_behind_is_not_published() -> None:
    """Everyone less the label would be four people."""
    assert made([*of("Sales", 12), *of(None, 4)]).slices == ()
    assert len(made([*of("Sales", 12), *of(None, 5)]).slices) == 1


def test_a_slice_of_everybody_shows_no_further_set() -> None:
    """When all bear the label, its digest is of the same people as that of everyone."""
    publication = made(of("Sales", 12))
    assert len(publication.slices) == 1
    assert publication.sets == (frozenset(range(12)),)


def test_a_cause_is_named_from_five_people_on_where_a_label_is_shown() -> None:
    """Four of a label are not named, though four of everyone are."""
    rest = of(None, 9)
    four = made([*of("Sales", 4, "waiting"), *of("Sales", 6), *rest])
    five = made([*of("Sales", 5, "waiting"), *of("Sales", 5), *rest])
    assert "Waiting" in full_text(four.digest)
    assert "Waiting" not in full_text(four.slices[0])
    assert "Waiting" in full_text(five.slices[0])
    assert "shown from five people on" in full_text(five.slices[0])


def test_the_more_important_label_comes_first() -> None:
    """Of two labels that cannot both be shown, the first in the list is."""
    batch = [*of("Sales", 6), *of("Engineering", 6), *of(None, 2)]
    for labels in (("Sales", "Engineering"), ("Engineering", "Sales")):
        assert [digest.label for digest in made(batch, labels=labels).slices] == [labels[0]]


def test_a_choice_that_came_late_is_not_counted() -> None:
    """A choice that only three people were offered would say when those who took it answered."""
    old = replace(script(), steps=tuple(s for s in script().steps if s.id != "instead"))
    batch = [replace(one, revision="old") for one in of(None, 9)]
    batch += [response(choices={"instead": ("looking",)}) for _ in range(3)]
    publication = publish(
        batch,
        Sources(script(), {REVISION: script(), "old": old}, codebook(), words()),
        EDITION,
        k=5,
        panels=None,
        shuffle=lambda bag: bag.sort(key=str),
    )
    assert "looking" not in full_text(publication.digest)
    assert b'looking"]' not in publication.bag


@settings(max_examples=150, deadline=None)
@given(batches(), st.integers(5, 7))
def test_no_group_below_k_can_be_derived(batch: list[Response], k: int) -> None:
    """A linear audit of all that is published of a batch: everyone, labels, and who was asked."""
    if len(batch) < k:
        return
    publication = made(batch, k=k)
    for digest in publication.slices:
        under = frozenset(p for p, one in enumerate(batch) if one.label == digest.label)
        assert under in publication.sets
    assert all(len(group) >= k for group in derivable(len(batch), publication.sets))


@settings(max_examples=80, deadline=None)
@given(batches())
def test_every_question_shown_is_accounted_for(batch: list[Response]) -> None:
    """What a digest says of a question put to a few is about a set that the audit knows."""
    publication = made(batch)
    shown = {s.title for d in (publication.digest, *publication.slices) for s in d.thread}
    for each in words().shown:
        if each.question in ("stronger", "staying") and each.title in shown:
            asked = {p for p, one in enumerate(batch) if each.question in one.shown}
            assert any(group <= asked for group in publication.sets)


def test_a_bag_holds_the_counters_of_a_slice_and_not_its_label() -> None:
    """Who opens a bag finds numbers of a second set, and nothing that says whose."""
    publication = made([*of("Engineering", 8, "waiting"), *of(None, 8)])
    assert b'"slices": [{"people": 8' in publication.bag
    assert b"Engineering" not in publication.bag
