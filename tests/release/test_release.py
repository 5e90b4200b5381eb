"""A whole release, with the real storage: from invited people to a digest in the outbox."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.dialogue import compile_dialogue, read_sources
from bot.insight.rendering import full_text
from bot.privacy.pseudonym import token_normal
from bot.release import NobodyToInvite, Releaser
from bot.revisions import keep_current
from storage.sealing import hash_token
from tests.insight.batches import CANARY, DIALOGUES, digest_text
from tests.release.office import AUTUMN, TERMS, Office, ended, next_boundary, people, receipt


async def test_enough_answers_become_one_digest(office: Office) -> None:
    """At the boundary the pool leaves as one bag, one digest and one post, and nothing waits."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    await office.send(made, people(6))
    released = await next_boundary(office)
    assert released.published
    (row,) = await office.store.digests()
    assert (row.period, row.destination) == ("2026-Q4", "C1")
    (post,) = await office.store.posts()
    assert (post.digest_id, post.state, post.attempts) == (row.id, "waiting", 0)
    (bag,) = await office.store.bags()
    kept = json.loads(bag.content)
    assert kept["counters"]["people"] == 6
    assert len(kept["answers"]) == 12
    assert await office.releaser.latest(AUTUMN) == released.digest


async def test_before_the_boundary_nothing_happens(office: Office) -> None:
    """Nothing shows progress: a second before its end the period goes on."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    await office.send(made, people(6))
    early = await ended(office) - timedelta(seconds=1)
    assert await office.releaser.boundary_if_due(early) is None
    assert await office.store.digests() == ()


async def test_each_boundary_is_processed_once(office: Office) -> None:
    """A second worker at the same boundary finds nothing to do."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    await office.send(made, people(6))
    boundary = await ended(office)
    assert await office.releaser.boundary_if_due(boundary)
    assert await office.under(TERMS).boundary_if_due(boundary) is None
    assert len(await office.store.digests()) == 1


@pytest.mark.parametrize("answers", [0, 1, 4])
async def test_too_few_and_none_say_the_same(office: Office, answers: int) -> None:
    """Whoever reads the digest cannot tell whether anybody answered."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    await office.send(made, people(answers))
    released = await next_boundary(office)
    assert not released.published
    sentence = (
        "There is no digest yet that keeps those who answered anonymous; "
        "the next one can come on 1 April 2027.\n"
    )
    assert full_text(released.digest) == sentence
    (row,) = await office.store.digests()
    assert json.loads(row.content)["header"] + "\n" == sentence
    assert await office.store.bags() == ()


async def test_answers_of_two_periods_leave_together(office: Office) -> None:
    """What was too little waits, and a pool spans cohorts."""
    await office.send(await office.releaser.invite("Autumn", 12, None, AUTUMN), people(3))
    assert not (await next_boundary(office)).published
    winter = datetime(2027, 2, 1, tzinfo=UTC)
    await office.send(await office.releaser.invite("Winter", 12, None, winter), people(3))
    released = await next_boundary(office)
    assert released.published
    assert json.loads((await office.store.bags())[0].content)["counters"]["people"] == 6
    assert "first digest" in released.digest.edition


async def test_answers_that_never_find_company_are_destroyed(office: Office) -> None:
    """After eight boundaries they go unread; no digest, no bag, and later nothing comes of them."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    await office.send(made, people(4))
    for _ in range(8):
        assert not (await next_boundary(office)).published
    later = datetime.fromisoformat("2028-12-01T00:00:00+00:00")
    await office.send(await office.releaser.invite("Later", 12, None, later), people(4))
    assert not (await next_boundary(office)).published


async def test_a_larger_k_acts_from_the_next_period(office: Office) -> None:
    """Terms are fixed for a period: who was invited under five is released under five."""
    made = await office.releaser.invite("Autumn", 20, None, AUTUMN)
    await office.send(made, people(6))
    stricter = office.under(replace(TERMS, k=9))
    assert (await next_boundary(office, stricter)).published
    calendar = await office.store.calendar()
    assert calendar is not None
    assert calendar.k == 9


async def test_a_lowered_k_does_not_reach_who_answered_before(office: Office) -> None:
    """Who was promised nine is never shown among five."""
    strict = office.under(replace(TERMS, k=9))
    made = await strict.invite("Autumn", 20, None, AUTUMN)
    await office.send(made, people(6))
    assert not (await next_boundary(office, office.under(TERMS))).published


async def test_tokens_expire_with_their_period(office: Office) -> None:
    """After the boundary a token is as unknown as one never issued; the count of invited stays."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    token = hash_token(token_normal(made.tokens[0]) or "")
    assert await office.store.token(token)
    await next_boundary(office)
    assert await office.store.token(token) is None
    assert [c.invited for c in await office.store.cohorts()] == [12]


async def test_a_receipt_takes_answers_out_of_a_bag_at_the_next_boundary(office: Office) -> None:
    """The answers go, the published digest and its counters stay."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    await office.send(made, people(6))
    await next_boundary(office)
    before = (await office.store.digests())[0]
    await office.store.ask_to_delete(receipt(2))
    await next_boundary(office)
    (bag,) = await office.store.bags()
    kept = json.loads(bag.content)
    assert len(kept["answers"]) == 10
    assert kept["counters"]["people"] == 6
    assert before in await office.store.digests()


async def test_a_receipt_takes_a_response_that_still_waits(office: Office) -> None:
    """A deletion that was asked for after release but met a waiting response works too."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    await office.send(made, people(5))
    await office.store.ask_to_delete(receipt(0))
    assert not (await next_boundary(office)).published


async def test_only_sentences_and_unjoined_answers_stay(office: Office, tmp_path: Path) -> None:
    """Nothing typed, no label and no token stands in what is kept in clear."""
    made = await office.releaser.invite("Autumn", 20, "Engineering", AUTUMN)
    assert made.label == "Engineering"
    await office.send(made, people(8))
    await next_boundary(office)
    (row,) = await office.store.digests()
    for secret in (CANARY, "Engineering", *made.tokens):
        assert secret not in row.content
    raw = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    for secret in (CANARY, *made.tokens, *(token_normal(t) or "" for t in made.tokens)):
        assert secret.encode() not in raw
    (bag,) = await office.store.bags()
    assert b"Engineering" not in bag.content


async def test_a_label_needs_fifteen_people(office: Office) -> None:
    """A label that fewer share is left out, and who invites is told."""
    assert (await office.releaser.invite("Few", 14, "Design", AUTUMN)).label is None
    assert (await office.releaser.invite("Many", 15, "Design", AUTUMN)).label == "Design"


async def test_tokens_are_random_and_work(office: Office) -> None:
    """Every token is its own, is known by its hash, and expires with the period."""
    made = await office.releaser.invite("Autumn", 30, None, AUTUMN)
    assert len(set(made.tokens)) == 30
    assert made.until == "2027-01-01"
    for token in made.tokens:
        terms = await office.store.token(hash_token(token_normal(token) or ""))
        assert terms is not None
        assert (terms.period, terms.k, terms.until) == ("2026-Q4", 5, "2027-01-01")


@pytest.mark.parametrize(("cohort", "count"), [("", 5), ("  ", 5), ("Autumn", 0), ("Autumn", -1)])
async def test_nobody_cannot_be_invited(office: Office, cohort: str, count: int) -> None:
    """A cohort without a name or without people is refused in one sentence."""
    with pytest.raises(NobodyToInvite, match="--cohort"):
        await office.releaser.invite(cohort, count, None, AUTUMN)


async def test_an_overdue_boundary_comes_before_an_invitation(office: Office) -> None:
    """Whoever is invited after the boundary belongs to the new period."""
    await office.releaser.begin(AUTUMN)
    late = datetime(2027, 7, 5, tzinfo=UTC)
    await office.releaser.invite("Summer", 12, None, late)
    assert [c.period for c in await office.store.cohorts()] == ["2027-Q3"]


async def test_before_anybody_is_invited_nobody_is_told(office: Office) -> None:
    """An empty company gets no message every quarter."""
    await office.releaser.begin(AUTUMN)
    released = await next_boundary(office)
    assert not released.published
    assert await office.store.posts() == ()


async def test_the_night_is_done_once_a_day(office: Office) -> None:
    """Local midnight turns the keys; the boundary keeps what the night has noted."""
    await office.releaser.begin(AUTUMN)
    assert await office.releaser.night_if_due(AUTUMN)
    assert not await office.releaser.night_if_due(AUTUMN + timedelta(hours=10))
    assert await office.releaser.night_if_due(AUTUMN + timedelta(hours=11, minutes=30))
    await next_boundary(office)
    calendar = await office.store.calendar()
    assert calendar is not None
    assert calendar.last_night == "2026-11-23"


async def test_answers_given_under_older_words_are_understood(office: Office) -> None:
    """A pool may span revisions: the old words are read again from the table."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    await office.send(made, people(6))
    sources = read_sources(DIALOGUES)
    script = sources["declined-offer.yaml"].replace("gave you pause", "made you hesitate")
    dialogue = compile_dialogue({**sources, "declined-offer.yaml": script})
    newer = await keep_current(dialogue, office.store)
    assert newer.current.revision.id != office.revisions.current.revision.id
    releaser = Releaser(office.store, newer, digest_text(), TERMS, office.chance)
    released = await next_boundary(office, releaser)
    assert released.published
    assert any("Waiting" in p.name for s in released.digest.sections for p in s.points)
