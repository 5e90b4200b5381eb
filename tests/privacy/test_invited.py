"""How many were invited, and how many panels surely stand behind whom."""

from dataclasses import dataclass

from bot.privacy.invited import by_period, panels_behind, under


@dataclass(frozen=True)
class Some:
    """People invited together."""

    name: str
    period: str
    label: str | None
    invited: int
    panels: int | None = None


ALONE = Some("Autumn", "2026-Q4", "Sales", 20, 4)
IMPORT = (
    Some("All", "2026-Q4", "Sales", 15, 7),
    Some("All", "2026-Q4", None, 9, 7),
)


def test_people_are_counted_by_period_and_label() -> None:
    """Cohorts of a period add up; under a label only those who bear it."""
    lists = (ALONE, *IMPORT, Some("Old", "2026-Q3", "Sales", 30))
    assert by_period(lists) == {"2026-Q4": 44, "2026-Q3": 30}
    assert under("Sales", {"2026-Q4"}, lists) == 35


def test_panels_that_may_be_shared_are_not_added_up() -> None:
    """The largest stated number is sure; one cohort that did not say makes it unknown."""
    assert panels_behind([ALONE, *IMPORT], {"2026-Q4"}) == 7
    assert panels_behind([ALONE, Some("New", "2026-Q4", None, 12)], {"2026-Q4"}) is None
    assert panels_behind([ALONE], {"2026-Q3"}) is None


def test_panels_of_everybody_say_nothing_about_a_label() -> None:
    """Behind a label stand the panels stated for a cohort in which everybody bears it."""
    assert panels_behind([ALONE], {"2026-Q4"}, "Sales") == 4
    assert panels_behind(IMPORT, {"2026-Q4"}, "Sales") is None
    assert panels_behind([ALONE, *IMPORT], {"2026-Q4"}, "Sales") is None
