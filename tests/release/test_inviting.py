"""Inviting: all or nobody, under coarse labels, and only when something can come of it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.privacy.people import People
from bot.privacy.pseudonym import token_normal
from bot.release import CannotInvite, Hopeless, TooFewToShare, Wanted, wanted_people
from storage.sealing import hash_token
from storage.store import Terms
from tests.release.office import AUTUMN, TERMS, Office, people

CANARY = "zebra"


def hashed(token: str) -> bytes:
    """What is kept of a token."""
    return hash_token(token_normal(token) or "")


async def terms(office: Office, token: str) -> Terms:
    """What this token promises."""
    found = await office.store.token(hashed(token))
    assert found is not None
    return found


async def test_an_import_gives_each_label_its_links(office: Office) -> None:
    """People under a label, those merged, and the rest, each with as many links as people."""
    labels = ["Sales"] * 20 + ["Design"] * 9 + ["Product"] * 7 + [""] * 4
    wanted = Wanted("Autumn", wanted_people(People(tuple(labels)), shared=False), panels=4)
    made = await office.releaser.invite_all(wanted, AUTUMN)
    assert {each.label: len(each.tokens) for each in made.lists} == {
        "Design or Product": 16,
        "Sales": 20,
        None: 4,
    }
    for each in made.lists:
        for token in each.tokens:
            assert (await terms(office, token)).label == each.label
    assert sorted(c.invited for c in await office.store.cohorts()) == [4, 16, 20]


async def test_only_counts_are_kept_of_an_import(office: Office, tmp_path: Path) -> None:
    """Labels that too few share are nowhere in the database."""
    labels = ("Sales",) * 15 + (CANARY,) * 3
    wanted = Wanted("Autumn", wanted_people(People(labels), shared=False))
    made = await office.releaser.invite_all(wanted, AUTUMN)
    raw = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert CANARY.encode() not in raw
    assert not any(token.encode() in raw for token in made.tokens)


async def test_a_shared_link_takes_a_send_of_each(office: Office) -> None:
    """One token for twenty people; each Send adds one response, the one after the last none."""
    made = await office.releaser.invite_all(Wanted("Fair", {None: 20}, shared=True), AUTUMN)
    (token,) = made.tokens
    assert made.shared_by == (await terms(office, token)).sends == 20
    sends = (
        office.store.keep(hashed(token), bytes([n]) * 16, bytes([n]) * 32, b"{}") for n in range(25)
    )
    kept = await asyncio.gather(*sends)
    assert (kept.count("kept"), kept.count("spent")) == (20, 5)


@pytest.mark.parametrize("count", [1, 19, 901])
async def test_a_link_is_shared_by_twenty_or_more(office: Office, count: int) -> None:
    """Among fewer it would hide nobody, and more do not fit behind one."""
    with pytest.raises(TooFewToShare, match="20 to 900"):
        await office.releaser.invite_all(Wanted("Fair", {None: count}, shared=True), AUTUMN)
    assert await office.store.cohorts() == ()


async def test_of_two_sends_at_once_one_wins(office: Office) -> None:
    """Two people with the same link press Send together: one response is kept."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    token = hashed(made.tokens[0])
    sends = (office.store.keep(token, bytes([n]) * 16, bytes([n]) * 32, b"{}") for n in range(2))
    assert sorted(await asyncio.gather(*sends)) == ["kept", "spent"]


async def test_hopeless_invitations_are_refused(office: Office) -> None:
    """Where five answers are not likely in time nobody is invited, and it is said why."""
    hopeless = Wanted("Autumn", {None: 3}, declines=5)
    with pytest.raises(
        Hopeless, match=r"5 declines a year and 40 % .* 8 release dates .* \(15 %\)"
    ):
        await office.releaser.invite_all(hopeless, AUTUMN)
    assert await office.store.cohorts() == ()
    made = await office.releaser.invite_all(replace(hopeless, declines=10), AUTUMN)
    assert len(made.tokens) == 3


async def test_a_shorter_wait_makes_fewer_invitations_hopeful(office: Office) -> None:
    """Where answers are destroyed after two boundaries, ten declines a year are too few."""
    brief = office.under(replace(TERMS, waits=2))
    with pytest.raises(Hopeless, match="within 2 release dates"):
        await brief.invite_all(Wanted("Autumn", {None: 3}, declines=10), AUTUMN)


async def test_without_a_number_what_was_invited_is_taken_to_go_on(office: Office) -> None:
    """One person alone is hopeless; one more in a period with twelve is not."""
    with pytest.raises(Hopeless):
        await office.releaser.invite("One", 1, None, AUTUMN)
    await office.releaser.invite("Autumn", 12, None, AUTUMN)
    assert len((await office.releaser.invite("One", 1, None, AUTUMN)).tokens) == 1


async def test_what_was_answered_plays_no_part_in_the_forecast(office: Office) -> None:
    """Who invites must not learn from a refusal whether anybody has answered."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    refusals = []
    for answers in (0, 9):
        await office.send(made, people(answers))
        with pytest.raises(Hopeless) as told:
            await office.releaser.invite_all(Wanted("More", {None: 3}, declines=5), AUTUMN)
        refusals.append(str(told.value))
    assert refusals[0] == refusals[1]


async def test_an_outlook_has_the_dates_of_the_calendar(office: Office) -> None:
    """The eight boundaries to come, with how likely a digest is by each."""
    outlook = await office.releaser.forecast(10, 0.4, AUTUMN)
    assert [day.isoformat() for day in outlook.days[:3]] == [
        "2027-01-01",
        "2027-04-01",
        "2027-07-01",
    ]
    assert len(outlook.days) == len(outlook.chances.by) == 8
    assert outlook.chances.likely == 6


async def test_every_refusal_is_a_sentence(office: Office) -> None:
    """Whatever cannot be invited, who reads it learns what to do."""
    for wanted in (Wanted(" ", {None: 20}), Wanted("Autumn", {})):
        with pytest.raises(CannotInvite, match=r"--cohort NAME .*\.$"):
            await office.releaser.invite_all(wanted, datetime(2026, 11, 22, tzinfo=UTC))
