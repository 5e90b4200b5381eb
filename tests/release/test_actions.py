"""Decisions: checked, kept, told in the next digest once, and public once they are done."""

from datetime import timedelta

import pytest

from bot.actions import Actions, CannotDecide, Changed, NoSuchAction
from bot.insight.decision import Decision
from bot.insight.rendering import text
from tests.insight.batches import codebook, words
from tests.release.office import AUTUMN, Office, ended, next_boundary, people

ANSWER = Decision("Answer within three days", "waiting", "recruiting", "2027-03-31")
NAMES = ("Dana", "0171 1234567")


@pytest.fixture
def actions(office: Office) -> Actions:
    """The actions of this office, where two names are known."""

    def find(text: str) -> tuple[str, ...]:
        return tuple(found for found in NAMES if found in text)

    return Actions(office.store, codebook(), words(), office.chance.id, find)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Decision("  ", "waiting", "recruiting"), "what"),
        (Decision("x" * 3000, "waiting", "recruiting"), "what"),
        (Decision("Two\nlines", "waiting", "recruiting"), "what"),
        (Decision("Dana answers everybody", "waiting", "recruiting"), "what"),
        (Decision("Call 0171 1234567", "waiting", "recruiting"), "what"),
        (Decision("Answer", "wating", "recruiting"), "cause"),
        (Decision("Answer", "waiting", "Dana"), "owner"),
        (Decision("Answer", "waiting", ""), "owner"),
        (Decision("Answer", "waiting", "recruiting", "soon"), "until"),
        (Decision("Answer", "waiting", "recruiting", "20270331"), "until"),
    ],
)
async def test_what_cannot_be_kept_is_told_by_field(
    actions: Actions, wrong: Decision, field: str
) -> None:
    """A name, a long text, a role that there is not: nothing is kept, and why is said."""
    with pytest.raises(CannotDecide) as caught:
        await actions.decide(wrong)
    assert list(caught.value.flaws) == [field]
    assert await actions.all() == ()


async def test_a_decision_goes_its_way(actions: Actions) -> None:
    """Open, done and public, hidden, reopened, said anew, forgotten."""
    kept = await actions.decide(ANSWER)
    assert (kept.state, kept.what) == ("open", ANSWER.what)
    assert await actions.public() == ()
    await actions.done(kept.id)
    assert await actions.public() == (Changed(ANSWER.what, "Speed of answers"),)
    await actions.hide(kept.id)
    assert await actions.public() == ()
    await actions.hide(kept.id, hidden=False)
    await actions.reopen(kept.id)
    assert await actions.public() == ()
    said = await actions.edit(kept.id, Decision(" Answer  sooner ", "", "HR"))
    assert (said.id, said.what, said.owner, said.until) == (kept.id, "Answer sooner", "HR", "")
    await actions.drop(kept.id)
    with pytest.raises(NoSuchAction, match="no action"):
        await actions.done(kept.id)


async def test_the_next_digest_tells_what_became_of_it(office: Office, actions: Actions) -> None:
    """What is open comes again with every digest, what is done in one of them."""
    kept = await actions.decide(ANSWER)
    other = await actions.decide(Decision("Cut one round", "rounds", "recruiting"))
    said = []
    await office.releaser.begin(AUTUMN)
    for number, season in enumerate(("Autumn", "Winter", "Spring")):
        begins = await ended(office) - timedelta(days=2)
        made = await office.releaser.invite(season, 12, None, begins)
        await office.send(made, people(6))
        if number == 1:
            await actions.done(kept.id)
        said.append(text((await next_boundary(office)).digest))
    assert "Still open: Answer within three days (recruiting, by 31 March 2027)" in said[0]
    assert "Done: Answer within three days (recruiting)" in said[1]
    assert "Answer within three days" not in said[2]
    assert all("Still open: Cut one round (recruiting)" in each for each in said)
    assert [a.told for a in await actions.all() if a.id != other.id] == [True]


async def test_without_a_digest_nothing_was_told(office: Office, actions: Actions) -> None:
    """When nothing is published, what was done waits for the digest that can say so."""
    kept = await actions.decide(ANSWER)
    await actions.done(kept.id)
    await office.releaser.invite("Autumn", 12, None, AUTUMN)
    released = await next_boundary(office)
    assert not released.published
    assert "Answer within" not in text(released.digest)
    assert not (await actions.all())[0].told
