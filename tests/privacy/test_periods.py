"""Periods cut time without a gap, on working days, whatever the rule and the zone."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.periods import Rule, last_month, not_later, period_after, period_at

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(
    [ZoneInfo(z) for z in ("UTC", "Europe/Berlin", "Asia/Tokyo", "Pacific/Kiritimati", "US/Samoa")]
)
RULES = st.sampled_from(["quarterly", "monthly"])
START = datetime(2020, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 20 * 365 * 24 * 3600).map(lambda n: START + timedelta(seconds=n))


@pytest.mark.parametrize(
    ("now", "rule", "name", "starts", "ends"),
    [
        ("2026-11-22", "quarterly", "2026-Q4", "2026-10-01", "2027-01-01"),
        ("2026-11-22", "monthly", "2026-11", "2026-11-02", "2026-12-01"),
        ("2027-05-02", "monthly", "2027-04", "2027-04-01", "2027-05-03"),
        ("2028-01-01", "quarterly", "2027-Q4", "2027-10-01", "2028-01-03"),
        ("2028-01-03", "quarterly", "2028-Q1", "2028-01-03", "2028-04-03"),
    ],
)
def test_a_period_runs_between_first_working_days(
    now: str, rule: Rule, name: str, starts: str, ends: str
) -> None:
    """A boundary is 00:00 local time on the first working day; before it the old period goes on."""
    period = period_at(datetime.fromisoformat(now).replace(tzinfo=BERLIN), rule, BERLIN)
    assert period.name == name
    assert period.starts == datetime.fromisoformat(starts).replace(tzinfo=BERLIN)
    assert period.ends == datetime.fromisoformat(ends).replace(tzinfo=BERLIN)


@given(MOMENTS, RULES, ZONES)
def test_every_moment_lies_in_its_period(now: datetime, rule: Rule, zone: ZoneInfo) -> None:
    """A period holds its start and not its end, which is a midnight of a working day."""
    period = period_at(now, rule, zone)
    assert period.starts <= now < period.ends
    assert period.ends.astimezone(zone).time() == time()
    assert period.ends.astimezone(zone).weekday() < 5


@given(MOMENTS, RULES, ZONES)
def test_periods_follow_each_other_without_a_gap(now: datetime, rule: Rule, zone: ZoneInfo) -> None:
    """The next period starts where this one ends, and stands behind it in order."""
    period = period_at(now, rule, zone)
    following = period_after(period.ends, rule, zone)
    assert following.starts == period.ends
    assert last_month(period.name) < last_month(following.name)


@given(MOMENTS, RULES, RULES, ZONES, ZONES)
def test_a_new_rule_or_zone_never_names_a_period_twice(
    now: datetime, rule: Rule, new_rule: Rule, zone: ZoneInfo, new_zone: ZoneInfo
) -> None:
    """Settings change from the next period on, later by name and long enough to use."""
    period = period_at(now, rule, zone)
    following = period_after(period.ends, new_rule, new_zone)
    assert not not_later(following.name, period.name)
    assert following.ends - period.ends > timedelta(days=25)
