"""Nothing is kept longer than was said: each kind of record goes when its time has come."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from tests.release.office import AUTUMN, TERMS, ZONE, Office, next_boundary, people


async def nights(office: Office, days: int, *, after: datetime) -> None:
    """The nightly run so many days after the first day of the period that follows."""
    last = datetime.combine(after.date() + timedelta(days=days), time(3), ZONE)
    await office.releaser.night_if_due(last)


async def test_bags_are_kept_for_eight_boundaries(office: Office) -> None:
    """Released answers are there seven boundaries later, and gone at the eighth."""
    await office.send(await office.releaser.invite("Autumn", 12, None, AUTUMN), people(6))
    await next_boundary(office)
    for _ in range(7):
        await next_boundary(office)
        assert len(await office.store.bags()) == 1
    await next_boundary(office)
    assert await office.store.bags() == ()
    assert len(await office.store.digests()) == 9


async def test_a_later_digest_is_not_called_the_first(office: Office) -> None:
    """Not even when the bag of the first is gone."""
    await office.send(await office.releaser.invite("Autumn", 12, None, AUTUMN), people(6))
    assert "first digest" in (await next_boundary(office)).digest.edition
    for _ in range(8):
        await next_boundary(office)
    calendar = await office.store.calendar()
    assert calendar is not None
    now = datetime.fromisoformat(calendar.ends) - timedelta(days=9)
    await office.send(await office.releaser.invite("Later", 12, None, now), people(6))
    released = await next_boundary(office)
    assert released.published
    assert "first digest" not in released.digest.edition


async def test_answers_may_wait_for_fewer_boundaries(office: Office) -> None:
    """With a shorter wait four answers are destroyed sooner, and no company comes in time."""
    brief = office.under(replace(TERMS, waits=1))
    await office.send(await brief.invite("Autumn", 16, None, AUTUMN), people(4))
    assert not (await next_boundary(office, brief)).published
    calendar = await office.store.calendar()
    assert calendar is not None
    now = datetime.fromisoformat(calendar.ends) - timedelta(days=9)
    await office.send(await brief.invite("Winter", 16, None, now), people(4))
    assert not (await next_boundary(office, brief)).published


async def test_lists_lose_name_and_label_after_ninety_days(office: Office, tmp_path: Path) -> None:
    """Whether answers wait or not, after ninety days only the number of people is left."""
    for answers in (0, 3):
        made = await office.releaser.invite(f"Zebra {answers}", 20, "Engineering", AUTUMN)
        await office.send(made, people(answers))
    await next_boundary(office)
    ended = datetime(2027, 1, 1, tzinfo=ZONE)
    await nights(office, 90, after=ended)
    assert {c.label for c in await office.store.cohorts()} == {"Engineering"}
    await nights(office, 91, after=ended)
    assert [(c.name, c.label, c.invited) for c in await office.store.cohorts()] == [
        ("", None, 20),
        ("", None, 20),
    ]
    raw = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert b"Zebra" not in raw
    assert b"Engineering" not in raw


async def test_numbers_of_people_go_when_no_answer_can_wait_any_more(office: Office) -> None:
    """After eight boundaries nothing depends on how many were invited, so that goes too."""
    await office.releaser.invite("Autumn", 20, None, AUTUMN)
    for _ in range(9):
        await next_boundary(office)
    await nights(office, 700, after=datetime(2027, 1, 1, tzinfo=ZONE))
    assert len(await office.store.cohorts()) == 1
    await nights(office, 740, after=datetime(2027, 1, 1, tzinfo=ZONE))
    assert await office.store.cohorts() == ()


async def test_a_receipt_takes_what_waits_at_once(office: Office) -> None:
    """The response is gone before any boundary, and the others stay."""
    made = await office.releaser.invite("Autumn", 20, None, AUTUMN)
    await office.send(made, people(6))
    assert await office.store.forget((2).to_bytes(32, "big"))
    assert not await office.store.forget((2).to_bytes(32, "big"))
    assert (await next_boundary(office)).published
    assert b'"people": 5' in (await office.store.bags())[0].content
