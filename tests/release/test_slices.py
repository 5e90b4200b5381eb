"""Digests of labels: where they go, when they come, and when one sentence has to do."""

from dataclasses import replace

from bot.insight.digest import Digest, read_digest
from bot.privacy.people import People
from bot.release import Invitation, Wanted, wanted_people
from tests.release.office import AUTUMN, TERMS, Office, next_boundary, people

SLICED = replace(TERMS, slices={"Engineering": "#eng", "Sales": "#sales"})
LABELS = ("Engineering",) * 20 + ("Sales",) * 15 + ("",) * 5


async def invited(office: Office) -> Invitation:
    """Forty people of a file, under the settings with channels for labels."""
    wanted = Wanted("Autumn", wanted_people(People(LABELS), shared=False))
    return await office.under(SLICED).invite_all(wanted, AUTUMN)


async def answer(office: Office, made: Invitation, **counts: int) -> None:
    """So many people of each label answer."""
    for each in made.lists:
        count = counts.get(each.label or "none", 0)
        only = replace(made, lists=(replace(each, tokens=each.tokens[:count]),))
        await office.send(only, people(count))


async def told(office: Office) -> dict[str, Digest]:
    """What each destination was told last."""
    rows = await office.store.digests()
    last = max(row.period for row in rows)
    return {row.destination: read_digest(row.content) for row in rows if row.period == last}


async def test_each_label_has_its_digest_in_its_channel(office: Office) -> None:
    """Where the atom rule allows it, label and everyone are told side by side."""
    made = await invited(office)
    await answer(office, made, Engineering=8, Sales=6, none=0)
    assert (await next_boundary(office, office.under(SLICED))).published
    digests = await told(office)
    assert {where: digest.label for where, digest in digests.items()} == {
        "C1": "",
        "#eng": "Engineering",
        "#sales": "Sales",
    }
    assert len(await office.store.posts()) == 3
    assert (await office.releaser.latest(AUTUMN)) == digests["C1"]


async def test_suppressed_and_empty_look_alike(office: Office) -> None:
    """A label that is too small gets the sentence it would get if nobody had answered."""
    made = await invited(office)
    await answer(office, made, Engineering=8, Sales=0, none=5)
    await next_boundary(office, office.under(SLICED))
    empty = (await told(office))["#sales"]
    assert (await told(office))["#eng"].sections
    assert not empty.sections
    assert empty.label == ""


async def test_a_label_below_k_is_told_as_one_without_answers(office: Office) -> None:
    """Four answers of a label read word for word as none."""
    made = await invited(office)
    await answer(office, made, Engineering=8, Sales=4, none=2)
    await next_boundary(office, office.under(SLICED))
    digests = await told(office)
    assert digests["#sales"].header.startswith("There is no digest yet")
    assert "4" not in digests["#sales"].header.replace("2027", "")


async def test_who_took_part_stays_unknown_within_a_label(office: Office) -> None:
    """When fewer than three of a label were silent, it has no digest of its own."""
    made = await invited(office)
    await answer(office, made, Engineering=8, Sales=13, none=0)
    await next_boundary(office, office.under(SLICED))
    assert not (await told(office))["#sales"].sections


async def test_channels_are_fixed_with_the_period(office: Office) -> None:
    """A label that gets a channel while people answer is told from the next period on."""
    made = await office.releaser.invite("Autumn", 20, "Engineering", AUTUMN)
    await office.send(made, people(8))
    await next_boundary(office, office.under(SLICED))
    assert set(await told(office)) == {"C1"}
    await next_boundary(office, office.under(TERMS))
    assert set(await told(office)) == {"C1", "#eng", "#sales"}


async def test_the_channel_of_everyone_is_fixed_with_the_period(office: Office) -> None:
    """Another default channel gets the digests of the next period."""
    made = await office.releaser.invite("Autumn", 20, None, AUTUMN)
    await office.send(made, people(8))
    moved = office.under(replace(TERMS, destination="C2"))
    await next_boundary(office, moved)
    assert set(await told(office)) == {"C1"}
    await next_boundary(office, moved)
    assert set(await told(office)) == {"C2"}


async def test_one_channel_is_told_one_sentence(office: Office) -> None:
    """Where several labels share a channel, it does not hear several times that there is none."""
    shared = office.under(replace(TERMS, slices={"Engineering": "C1", "Sales": "C1"}))
    await shared.invite("Autumn", 20, None, AUTUMN)
    await next_boundary(office, shared)
    assert len(await office.store.posts()) == 1
