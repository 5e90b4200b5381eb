"""The atom rule: whatever is published, nobody can be cut out of a batch."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.segments import Ledger, People, admit, atoms
from tests.privacy.audit import derivable

SIZES = st.integers(5, 60)


@st.composite
def wishes(draw: st.DrawFn) -> tuple[int, list[People], int]:
    """A batch, sets somebody would like to publish, and k."""
    k = draw(st.integers(5, 9))
    size = draw(st.integers(k, 60))
    people = st.frozensets(st.integers(0, size - 1))
    # Long runs of neighbours, so that many sets are admitted and the rule has something to do.
    runs = st.tuples(st.integers(0, size), st.integers(0, size)).map(
        lambda ends: frozenset(range(*sorted(ends)))
    )
    return size, draw(st.lists(st.one_of(people, runs), max_size=12)), k


def admitted(size: int, sets: Sequence[People], k: int) -> tuple[People, ...]:
    """What is published of these wishes, one after the other."""
    ledger = Ledger(size, k)
    for group in sets:
        ledger.publish(group)
    return ledger.published


@given(wishes())
def test_every_piece_of_what_is_published_has_k_people(
    wish: tuple[int, list[People], int],
) -> None:
    """After any sequence of admitted sets every non-empty atom has at least k people."""
    size, sets, k = wish
    assert all(piece >= k for piece in atoms(size, admitted(size, sets, k)))


@given(wishes())
def test_no_admitted_set_can_be_subtracted_from_another(
    wish: tuple[int, list[People], int],
) -> None:
    """What two published sets have in common, or one has beyond the other, is empty or k people."""
    size, sets, k = wish
    published = admitted(size, sets, k)
    for one in published:
        for other in published:
            for piece in (one & other, one - other):
                assert not piece or len(piece) >= k


@given(wishes())
def test_no_sum_or_difference_of_published_sets_is_a_group_below_k(
    wish: tuple[int, list[People], int],
) -> None:
    """A linear audit: no weights on the published sets add up to a group of fewer than k people."""
    size, sets, k = wish
    assert all(len(group) >= k for group in derivable(size, admitted(size, sets, k)))


def test_the_audit_finds_what_can_be_subtracted() -> None:
    """Sets that the atom rule refuses give small groups away: the audit is no empty one."""
    everyone, most = frozenset(range(14)), frozenset(range(10))
    assert frozenset(range(10, 14)) in derivable(14, [everyone, most])


@given(SIZES, st.integers(5, 60))
def test_everyone_is_admitted_when_there_are_k(size: int, k: int) -> None:
    """A batch of k or more may be shown as a whole, a smaller one not at all."""
    assert admit(size, (), frozenset(range(size)), k) is (size >= k)


def test_a_set_that_leaves_a_few_behind_is_refused() -> None:
    """Asking all but four people would single out the four."""
    assert not admit(14, (), frozenset(range(10)), 5)
    assert admit(15, (), frozenset(range(10)), 5)


def test_what_was_published_before_decides() -> None:
    """Two sets that are harmless alone may cut each other too finely."""
    first, second = frozenset(range(10)), frozenset(range(8, 20))
    assert admit(20, (), first, 5)
    assert admit(20, (), second, 5)
    assert not admit(20, (first,), second, 5)
