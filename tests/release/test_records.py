"""The reasons on record are used up by the digest that shows them, whoever answered."""

from datetime import timedelta

import pytest

from bot.insight.rendering import text
from bot.release.inviting import Wanted
from storage.store import Pool, Recorded, Settled
from tests.release.office import AUTUMN, Office, ended, next_boundary, people

TITLE = "WHAT WE HAD ASSUMED"


async def test_a_digest_shows_the_reasons_once(office: Office) -> None:
    """Everybody invited since the last digest, in bands; then they are gone."""
    wanted = Wanted("Autumn", {None: 20}, records={"pay_level": 14, "location": 6})
    made = await office.releaser.invite_all(wanted, AUTUMN)
    await office.send(made, people(6))
    first = text((await next_boundary(office)).digest)
    assert TITLE in first
    assert "Pay below what they needed or had elsewhere (most); Place, commute or moving" in first
    begins = await ended(office) - timedelta(days=2)
    await office.send(await office.releaser.invite("Winter", 12, None, begins), people(6))
    assert TITLE not in text((await next_boundary(office)).digest)


async def test_reasons_wait_for_a_digest_and_do_not_tell_who_answered(office: Office) -> None:
    """Periods in which nobody answered count like all others."""
    silent = Wanted("Autumn", {None: 20}, records={"location": 20})
    await office.releaser.invite_all(silent, AUTUMN)
    assert not (await next_boundary(office)).published
    begins = await ended(office) - timedelta(days=2)
    answering = Wanted("Winter", {None: 20}, records={"pay_level": 20})
    made = await office.releaser.invite_all(answering, begins)
    await office.send(made, people(6))
    said = text((await next_boundary(office)).digest)
    assert "Pay below what they needed or had elsewhere (about half)" in said
    assert "Place, commute or moving (about half)" in said


async def test_what_is_kept_of_reasons_is_a_number(office: Office) -> None:
    """One number for a cause and a period: no token, no label and no cohort stands beside it."""
    wanted = Wanted("Autumn", {"Sales": 20, "IT": 20}, records={"waiting": 12})
    await office.releaser.invite_all(wanted, AUTUMN)
    await office.releaser.invite_all(wanted, AUTUMN)
    seen: list[tuple[Recorded, ...]] = []
    calendar = await office.store.calendar()
    assert calendar is not None

    def look(pool: Pool) -> Settled:
        seen.append(pool.recorded)
        raise LookupError

    with pytest.raises(LookupError):
        await office.store.boundary(calendar.period, look)
    assert seen == [(Recorded("2026-Q4", "waiting", 24),)]
