"""A place of work for tests of releases: real storage, real dialogues, simulated people."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.privacy.batch import Response, write_response
from bot.privacy.pseudonym import answer_id, token_normal
from bot.release import Chance, Invitation, Released, Releaser, Terms
from bot.revisions import Revisions
from storage.sealing import hash_token
from storage.store import Store
from tests.insight.batches import digest_text, response

ZONE = ZoneInfo("Europe/Berlin")
AUTUMN = datetime(2026, 11, 22, 12, tzinfo=UTC)
TERMS = Terms("quarterly", ZONE, 5, "C1")


@dataclass
class Office:
    """A place of work: storage, dialogues, and the releaser under test."""

    store: Store
    revisions: Revisions
    releaser: Releaser
    chance: Chance
    sent: int = 0

    def under(self, terms: Terms) -> Releaser:
        """A releaser of the same place after the settings changed."""
        return Releaser(self.store, self.revisions, digest_text(), terms, self.chance)

    async def send(self, made: Invitation, responses: Sequence[Response]) -> None:
        """These people answer: one token each, one response each."""
        calendar = await self.store.calendar()
        assert calendar is not None
        for text, one in zip(made.tokens, responses, strict=False):
            token = hash_token(token_normal(text) or "")
            terms = await self.store.token(token)
            assert terms is not None
            given = replace(
                one,
                period=terms.period,
                k=terms.k,
                label=terms.label,
                sent=calendar.period,
                revision=self.revisions.current.revision.id,
                answers=tuple(
                    replace(a, id=answer_id(receipt(self.sent), a.question)) for a in one.answers
                ),
            )
            name = self.sent.to_bytes(32, "big")
            assert await self.store.keep(token, name, name, write_response(given)) == "kept"
            self.sent += 1


def receipt(person: int) -> bytes:
    """The deletion key of this person."""
    return bytes([person + 1]) * 32


def people(count: int) -> list[Response]:
    """People who waited too long for answers."""
    return [response(causes=("waiting",), liked=("mission",)) for _ in range(count)]


async def ended(office: Office) -> datetime:
    """The moment at which the period under way ends."""
    calendar = await office.store.calendar()
    assert calendar is not None
    return datetime.fromisoformat(calendar.ends)


async def next_boundary(office: Office, releaser: Releaser | None = None) -> Released:
    """What the next boundary does."""
    released = await (releaser or office.releaser).boundary_if_due(await ended(office))
    assert released is not None
    return released
