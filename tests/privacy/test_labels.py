"""Labels are coarse: fifteen people share each, or nobody bears it."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.labels import FEWEST_PER_LABEL, MOST_PARTS, coarse

WRITTEN = st.dictionaries(
    st.sampled_from(["", "Design", "Engineering", "Legal", "Product", "Sales", "Support", "IT"]),
    st.integers(1, 30),
).map(lambda sizes: [label for label, size in sizes.items() for _ in range(size)])


def test_a_label_that_fifteen_share_stays() -> None:
    """Fifteen are enough, fourteen are not, and who wrote none bears none."""
    written = ["Engineering"] * 15 + ["Sales"] * 14 + [""] * 3
    assert coarse(written) == {"Engineering": 15, None: 17}


def test_small_labels_are_put_together() -> None:
    """Two small ones that are enough together bear both names, in one order only."""
    written = ["Product"] * 8 + ["Engineering"] * 7 + ["Sales"] * 20
    assert coarse(written) == {"Engineering or Product": 15, "Sales": 20}
    assert coarse(written[::-1]) == coarse(written)


def test_too_small_even_together_is_none() -> None:
    """Fourteen people of two departments bear no label."""
    assert coarse(["Product"] * 7 + ["Design"] * 7) == {None: 14}


def test_upper_and_lower_case_are_one_label() -> None:
    """The spelling used most is the one shown."""
    assert coarse(["sales"] * 5 + ["Sales"] * 10) == {"Sales": 15}


def test_nobody_bears_nothing() -> None:
    """Without people there is no group, not even an empty one."""
    assert coarse([]) == {}


@given(WRITTEN, st.integers(0, 99))
def test_every_label_is_shared_by_fifteen(written: list[str], seed: int) -> None:
    """Whatever is written, in whatever order: nobody is lost, and no label is a small group."""
    groups = coarse(written)
    mixed = written.copy()
    Random(seed).shuffle(mixed)
    assert coarse(mixed) == groups
    assert sum(groups.values()) == len(written)
    sizes = Counter(written)
    for label, people in groups.items():
        if label is not None:
            parts = label.split(" or ")
            assert people == sum(sizes[part] for part in parts) >= FEWEST_PER_LABEL
            assert len(parts) <= MOST_PARTS
