"""The calendar, invitations and digests, for the commands and the work that runs by the clock."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot.digest_text import DigestText
from bot.insight.digest import Digest, read_digest
from bot.insight.edition import nothing_yet
from bot.insight.suggestions import Suggestions, read_suggestions, together
from bot.interview.script import Script
from bot.privacy.batch import BagAnswer, bag_answers, bag_suggested, read_response
from bot.privacy.forecast import Pace, forecast
from bot.privacy.periods import last_month, period_at
from bot.release.boundary import Boundary, UnreadRevisions, following_period, last_day
from bot.release.inviting import (
    PERIODS_A_YEAR,
    Wanted,
    cohorts_of,
    hashes,
    refuse,
    refuse_hopeless,
    wanted_count,
)
from bot.release.reading import Words, mixed
from bot.release.terms import Chance, Invitation, Outlook, Released, Terms, write_destinations
from bot.revisions import Revisions
from storage.store import Calendar, Recorded, Settled, Store


class Releaser:
    """Keeps the calendar, invites, and publishes what each boundary releases."""

    def __init__(
        self, store: Store, revisions: Revisions, text: DigestText, terms: Terms, chance: Chance
    ) -> None:
        self._store = store
        self._revisions = revisions
        self._text = text
        self._terms = terms
        self._chance = chance
        self._scripts: dict[str, Script] = {}

    async def begin(self, now: datetime) -> Calendar:
        """The calendar in force, begun now if there was none."""
        found = await self._store.calendar()
        if found is not None:
            return found
        period = period_at(now, self._terms.rule, self._terms.zone)
        first = Calendar(
            period=period.name,
            ends=period.ends.isoformat(),
            k=self._terms.k,
            minimum=self._terms.minimum,
            destinations=write_destinations(self._terms),
        )
        return await self._store.begin_calendar(first)

    async def catch_up(self, now: datetime) -> Calendar:
        """Process every boundary that has passed, however late the worker is; what is in force."""
        while await self.boundary_if_due(now):
            pass
        return await self.begin(now)

    async def boundary_if_due(self, now: datetime) -> Released | None:
        """Process the earliest boundary that has passed; None when none has."""
        calendar = await self.begin(now)
        if now < datetime.fromisoformat(calendar.ends):
            return None
        first = not await self._published()
        while True:
            boundary = self._boundary(first=first)
            try:
                settled = await self._store.boundary(calendar.period, boundary.settle)
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
        return await self._store.night(today, _revisions_of)

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
        """Make the tokens of so many people; `panels` stand behind them."""
        people = wanted_count(label, count)
        return await self.invite_all(Wanted(cohort, people, panels), now)

    async def invite_all(self, wanted: Wanted, now: datetime) -> Invitation:
        """Make the tokens of a cohort, all of them or none; CannotInvite says what is in the way.

        They are returned once and kept as hashes.
        """
        refuse(wanted)
        calendar = await self.catch_up(now)
        before = await self._store.cohorts()
        in_period = sum(c.invited for c in before if c.period == calendar.period) + wanted.count
        refuse_hopeless(wanted, in_period, calendar, self._terms)
        until = last_day(calendar).isoformat()
        made = cohorts_of(wanted, calendar, until, self._chance)
        records = [Recorded(calendar.period, c, people) for c, people in wanted.records.items()]
        await self._store.add_cohorts({cohort: hashes(made[cohort]) for cohort in made}, records)
        return Invitation(tuple(made.values()), until, wanted.count if wanted.shared else 0)

    async def forecast(self, declines: int, rate: float, now: datetime) -> Outlook:
        """How likely a first digest is by each of the next boundaries, at this pace."""
        calendar = await self.begin(now)
        pace = Pace(declines / PERIODS_A_YEAR[self._terms.rule], rate)
        chances = forecast(
            pace, k=calendar.k, minimum=calendar.minimum, boundaries=self._terms.waits
        )
        days = [last_day(calendar)]
        while len(days) < len(chances.by):
            calendar = following_period(calendar, self._terms)
            days.append(last_day(calendar))
        return Outlook(chances, tuple(days), PERIODS_A_YEAR[self._terms.rule])

    async def latest(self, now: datetime) -> Digest:
        """The digest of everyone published last; the constant sentence when there is none."""
        published = await self._published()
        if published:
            return published[-1]
        return nothing_yet(self._text.words, last_day(await self.begin(now)))

    async def published(self, label: str, period: str = "") -> Digest | None:
        """The digest of this label, or of everyone; the last one unless a period is named."""
        found = [
            digest
            for digest in await self._all_published()
            if digest.label == label and period in ("", digest.period)
        ]
        return found[-1] if found else None

    async def next_date(self, now: datetime) -> date:
        """The day on which the next digest can come."""
        return last_day(await self.begin(now))

    async def words(self, now: datetime) -> tuple[Words, ...]:
        """The words that candidates allowed, of released batches only, mixed and by question."""
        answers = await self.answers(now)
        script = self._revisions.current.revision.script
        return mixed(answers, script, self._chance.shuffle)

    async def answers(self, now: datetime) -> list[BagAnswer]:
        """The answers of released batches, unjoined."""
        await self.catch_up(now)
        return [answer for bag in await self._store.bags() for answer in bag_answers(bag.content)]

    async def suggestions(self) -> Suggestions:
        """How often themes were suggested and taken, over all batches that are kept."""
        bags = await self._store.bags()
        return together(read_suggestions(bag_suggested(bag.content)) for bag in bags)

    async def _published(self) -> list[Digest]:
        """The digests of everyone that came out so far, the oldest first."""
        return [digest for digest in await self._all_published() if not digest.label]

    async def _all_published(self) -> list[Digest]:
        rows = sorted(await self._store.digests(), key=lambda row: last_month(row.period))
        digests = (read_digest(row.content) for row in rows)
        return [digest for digest in digests if digest.sections]

    def _boundary(self, *, first: bool) -> Boundary:
        current = self._revisions.current
        terms, chance = self._terms, self._chance
        return Boundary(current, self._scripts, self._text, terms, chance, first=first)

    async def _read(self, revisions: Iterable[str]) -> None:
        """Read old words; where they are no longer kept, the current ones stand in."""
        for revision in revisions:
            dialogue = await self._revisions.get(revision) or self._revisions.current
            self._scripts[revision] = dialogue.revision.script

    def _released(self, period: str, settled: Settled) -> Released:
        digests = [read_digest(row.content) for row in settled.digests]
        published = [digest for digest in digests if digest.sections]
        nothing = nothing_yet(self._text.words, last_day(settled.calendar))
        everyone = published[0] if published else nothing
        return Released(period, published=bool(published), digest=everyone)


def _revisions_of(responses: Sequence[bytes]) -> set[str]:
    """The revisions that these waiting responses were given under."""
    return {read_response(response).revision for response in responses}
