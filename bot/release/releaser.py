"""The calendar, invitations and digests, for the commands and the work that runs by the clock."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.insight.digest import Digest, read_digest
from bot.insight.digest_words import DigestWords
from bot.insight.edition import nothing_yet
from bot.interview.script import Script
from bot.privacy.batch import read_response
from bot.privacy.periods import last_month, period_at
from bot.privacy.pseudonym import TOKEN_BYTES, token_normal, token_text
from bot.release.boundary import Boundary, UnreadRevisions, last_day
from bot.release.terms import Chance, Invitation, Released, Terms
from bot.revisions import Revisions
from storage.sealing import hash_token
from storage.store import Calendar, Cohort, Settled, Store

FEWEST_PER_LABEL = 15


class NobodyToInvite(Exception):
    """A cohort needs a name and at least one person: give --cohort NAME and --count N."""

    def __init__(self) -> None:
        super().__init__(str(self.__doc__))


class Releaser:
    """Keeps the calendar, invites, and publishes what each boundary releases."""

    def __init__(
        self, store: Store, revisions: Revisions, words: DigestWords, terms: Terms, chance: Chance
    ) -> None:
        self._store = store
        self._revisions = revisions
        self._words = words
        self._terms = terms
        self._chance = chance
        self._scripts: dict[str, Script] = {}

    async def begin(self, now: datetime) -> Calendar:
        """The calendar in force, begun now if there was none."""
        found = await self._store.calendar()
        if found is not None:
            return found
        period = period_at(now, self._terms.rule, self._terms.zone)
        first = Calendar(period.name, period.ends.isoformat(), self._terms.k, self._terms.minimum)
        return await self._store.begin_calendar(first)

    async def boundary_if_due(self, now: datetime) -> Released | None:
        """Process the earliest boundary that has passed; None when none has."""
        calendar = await self.begin(now)
        if now < datetime.fromisoformat(calendar.ends):
            return None
        while True:
            try:
                settled = await self._store.boundary(calendar.period, self._boundary().settle)
            except UnreadRevisions as unread:
                await self._read(unread.ids)
            else:
                break
        return None if settled is None else self._released(calendar.period, settled)

    async def night_if_due(self, now: datetime) -> bool:
        """Do the nightly run once a day; whether that was now."""
        calendar = await self.begin(now)
        today = now.astimezone(self._terms.zone).date()
        if calendar.last_night == today.isoformat():
            return False
        await self._store.night(today, _revisions_of)
        return True

    async def swept(self) -> bool:
        """Whether nothing is left of what nights and boundaries deleted; else tried again now."""
        return await self._store.swept()

    async def invite(
        self,
        cohort: str,
        count: int,
        label: str | None,
        now: datetime,
        *,
        panels: int | None = None,
    ) -> Invitation:
        """Make the tokens of a cohort; `panels` is the number of managers or panels behind it."""
        if count < 1 or not cohort.strip():
            raise NobodyToInvite
        while await self.boundary_if_due(now):
            pass
        calendar = await self.begin(now)
        shared = label if label and count >= FEWEST_PER_LABEL else None
        until = datetime.fromisoformat(calendar.ends).date().isoformat()
        row = Cohort(
            id=self._chance.id(),
            name=cohort.strip(),
            period=calendar.period,
            invited=count,
            panels=panels,
            label=shared,
            k=calendar.k,
            until=until,
        )
        tokens = tuple(token_text(self._chance.bits(TOKEN_BYTES)) for _ in range(count))
        await self._store.add_cohort(row, [hash_token(token_normal(t) or "") for t in tokens])
        return Invitation(tokens, shared, until)

    async def latest(self, now: datetime) -> Digest:
        """The digest published last; the constant sentence when there is none."""
        rows = sorted(await self._store.digests(), key=lambda row: last_month(row.period))
        published = [d for d in (read_digest(row.content) for row in rows) if d.sections]
        if published:
            return published[-1]
        return nothing_yet(self._words, last_day(await self.begin(now)))

    def _boundary(self) -> Boundary:
        current = self._revisions.current
        return Boundary(current, self._scripts, self._words, self._terms, self._chance)

    async def _read(self, revisions: Iterable[str]) -> None:
        """Read old words; where they are no longer kept, the current ones stand in."""
        for revision in revisions:
            dialogue = await self._revisions.get(revision) or self._revisions.current
            self._scripts[revision] = dialogue.revision.script

    def _released(self, period: str, settled: Settled) -> Released:
        for row in settled.digests:
            digest = read_digest(row.content)
            return Released(period, published=bool(digest.sections), digest=digest)
        digest = nothing_yet(self._words, last_day(settled.calendar))
        return Released(period, published=False, digest=digest)


def _revisions_of(responses: Sequence[bytes]) -> set[str]:
    """The revisions that these waiting responses were given under."""
    return {read_response(response).revision for response in responses}
