"""What one boundary does with everything that waits."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from bot.dialogue import Dialogue
from bot.digest_text import DigestText
from bot.insight.action import Action
from bot.insight.counters import Counters, read_counters
from bot.insight.digest import Digest, write_digest
from bot.insight.edition import Edition, nothing_yet
from bot.insight.publication import Past, Publication, Slice, Sources, publish
from bot.interview.script import Script
from bot.privacy.batch import (
    Response,
    bag_counters,
    is_of,
    read_response,
    waited_once_more,
    without,
    write_response,
)
from bot.privacy.invited import by_period, panels_behind, under
from bot.privacy.periods import not_later, period_after
from bot.privacy.release import Decision, Waiting, decide, leaves_open
from bot.release.terms import Chance, Terms, read_destinations, write_destinations
from storage.store import Bag, Calendar, Cohort, DigestRow, Pool, Post, Recorded, Settled
from storage.store import Waiting as Box


class UnreadRevisions(Exception):
    """Some waiting responses were given under words that have to be read first."""

    def __init__(self, ids: set[str]) -> None:
        super().__init__()
        self.ids = ids


class Boundary:
    """Decides, counts and publishes; it runs inside the one transaction of the boundary.

    `scripts` are by revision; a response under any other raises UnreadRevisions. `first` says that
    no digest came out before.
    """

    def __init__(
        self,
        current: Dialogue,
        scripts: Mapping[str, Script],
        text: DigestText,
        terms: Terms,
        chance: Chance,
        *,
        first: bool,
    ) -> None:
        self._current = current
        self._scripts = scripts
        self._text = text
        self._terms = terms
        self._chance = chance
        self._first = first

    def settle(self, pool: Pool) -> Settled:
        """What becomes of the pool at the end of the period under way."""
        waiting = _undeleted(pool)
        unread = {response.revision for _, response in waiting} - set(self._scripts)
        if unread:
            raise UnreadRevisions(unread)
        chosen = self._decided(pool, [response for _, response in waiting])
        following = following_period(pool.calendar, self._terms)
        bags = tuple(Bag(b.id, without(b.content, pool.deletions)) for b in pool.bags)
        published: tuple[Digest, ...] = ()
        if chosen.released:
            batch = [waiting[i][1] for i in chosen.released]
            made = self._publish(batch, chosen.k, pool, last_day(following))
            bags = (*bags, Bag(self._chance.id(), made.bag))
            published = (made.digest, *made.slices)
        digests, posts = self._told(pool, published, last_day(following))
        return Settled(
            calendar=following,
            keep=_kept(waiting, chosen),
            bags=bags,
            digests=digests,
            posts=posts,
            drop_cohorts=tuple(c.id for c in pool.cohorts if _is_over(c, pool.calendar)),
            told=tuple(a.id for a in pool.actions if a.state == "done" and published),
            recorded=_still_recorded(pool, published=bool(published)),
        )

    def _decided(self, pool: Pool, responses: list[Response]) -> Decision:
        return decide(
            [Waiting(r.period, r.k, r.sent, r.waited) for r in responses],
            invited=by_period(pool.cohorts),
            ended=pool.calendar.period,
            minimum=pool.calendar.minimum,
            waits=self._terms.waits,
        )

    def _publish(self, batch: list[Response], k: int, pool: Pool, next_date: date) -> Publication:
        text = self._text
        periods = {response.period for response in batch}
        _, slices = read_destinations(pool.calendar.destinations, self._terms)
        wanted = (_slice(label, batch, pool) for label in slices)
        return publish(
            batch,
            Sources(text.script, self._scripts, text.codebook, text.words),
            Edition(pool.calendar.period, next_date, first=self._first),
            k=k,
            panels=panels_behind(pool.cohorts, periods),
            shuffle=self._chance.shuffle,
            slices=[each for each in wanted if each is not None],
            past=_past(pool),
        )

    def _told(
        self, pool: Pool, published: Sequence[Digest], next_date: date
    ) -> tuple[tuple[DigestRow, ...], tuple[Post, ...]]:
        """What each destination gets: its digest, or the sentence that there is none yet."""
        # Before anybody was ever invited there is nobody who waits for a digest.
        if not pool.cohorts:
            return (), ()
        everyone, slices = read_destinations(pool.calendar.destinations, self._terms)
        to = {"": everyone, **slices}
        told = [(to[digest.label], digest) for digest in published]
        # One that is too small looks like one of which nobody answered, and one sentence is enough.
        silent = dict.fromkeys(to.values()).keys() - {where for where, _ in told}
        nothing = nothing_yet(self._text.words, next_date)
        told += [(where, nothing) for where in to.values() if where in silent]
        rows = tuple(
            DigestRow(self._chance.id(), pool.calendar.period, where, write_digest(digest))
            for where, digest in dict.fromkeys(told)
        )
        return rows, tuple(Post(self._chance.id(), row.id, row.destination) for row in rows)


def following_period(calendar: Calendar, terms: Terms) -> Calendar:
    """The calendar of the next period, under the terms that hold from then on."""
    period = period_after(datetime.fromisoformat(calendar.ends), terms.rule, terms.zone)
    ends = period.ends.isoformat()
    where = write_destinations(terms)
    return Calendar(period.name, ends, terms.k, terms.minimum, calendar.last_night, where)


def last_day(calendar: Calendar) -> date:
    """The local date of the boundary that ends the period under way."""
    return datetime.fromisoformat(calendar.ends).date()


def _past(pool: Pool) -> Past:
    """What the digest of everyone looks back on, whoever it was that answered."""
    records: dict[str, int] = {}
    for each in _due(pool):
        records[each.cause] = records.get(each.cause, 0) + each.people
    actions = tuple(Action(**asdict(record)) for record in pool.actions)
    return Past(_counters_before(pool), actions, records)


def _counters_before(pool: Pool) -> Counters | None:
    """The counters of the batch published last, as long as its bag is kept."""
    last = min(pool.bags, key=lambda bag: bag.age, default=None)
    return None if last is None else read_counters(bag_counters(last.content))


def _due(pool: Pool) -> list[Recorded]:
    """The reasons on record of everybody invited since the last digest."""
    return [each for each in pool.recorded if not_later(each.period, pool.calendar.period)]


def _still_recorded(pool: Pool, *, published: bool) -> tuple[Recorded, ...]:
    """A digest uses up what it shows; what nobody remembers inviting goes with its cohort."""
    known = {cohort.period for cohort in pool.cohorts}
    used = _due(pool) if published else []
    return tuple(each for each in pool.recorded if each not in used and each.period in known)


def _slice(label: str, batch: Sequence[Response], pool: Pool) -> Slice | None:
    """A digest of those under this label, where enough were invited to hide who answered."""
    periods = {response.period for response in batch if response.label == label}
    answered = sum(response.label == label for response in batch)
    invited = under(label, periods, pool.cohorts)
    if not answered or not leaves_open(answered, invited, pool.calendar.minimum):
        return None
    return Slice(label, panels_behind(pool.cohorts, periods, label))


def _undeleted(pool: Pool) -> list[tuple[Box, Response]]:
    """The waiting responses, opened, less those whose receipts asked for it."""
    opened = ((box, read_response(box.content)) for box in pool.responses)
    return [
        (box, response)
        for box, response in opened
        if not any(is_of(response, deletion) for deletion in pool.deletions)
    ]


def _kept(waiting: list[tuple[Box, Response]], chosen: Decision) -> tuple[Box, ...]:
    met = (waiting[i] for i in chosen.waits)
    once_more = (Box(box.id, write_response(waited_once_more(one))) for box, one in met)
    return (*once_more, *(waiting[i][0] for i in chosen.later))


def _is_over(cohort: Cohort, calendar: Calendar) -> bool:
    return not_later(cohort.period, calendar.period)
