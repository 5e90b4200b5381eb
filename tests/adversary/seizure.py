"""What somebody reads who takes everything at one moment: disk, keys, backups, mail, digests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.privacy.pseudonym import token_normal
from storage.responses import spent_names
from storage.sealing import hash_token
from storage.vault import Kind, inner_id
from tests.adversary.chats import drafts
from tests.adversary.copies import Copy, bag_in, open_all
from tests.adversary.people import Person
from tests.adversary.season import Season, answers_in

UNDER_WAY = 2  # interviews that lie in the vault in the evening of the seizure


@dataclass(frozen=True, slots=True)
class Seizure:
    """How much of each thing was read, of how much there was; `fields` are those of a response."""

    read: Mapping[str, tuple[int, int]]
    fields: tuple[str, ...]

    def lines(self) -> list[str]:
        """What was read and what was not, as a list."""
        yes = [f"- {what}: {n} of {of}" for what, (n, of) in self.read.items() if n]
        no = [f"- {what}: none of {of}" for what, (n, of) in self.read.items() if not n]
        known = f"Of a response that waits: {', '.join(self.fields)}."
        return [
            "Read, with the keys of that evening:",
            "",
            *yes,
            "",
            known,
            "",
            "Not read:",
            "",
            *no,
        ]


def seize(season: Season) -> Seizure:
    """Take everything in the evening before the last boundary, when answers wait."""
    before = season.batches[-1].before.moment
    now = [c for c in season.copies if c.when == "evening" and c.moment < before][-1]
    waiting = season.batches[-1].people
    earlier = [copy for copy in season.copies if copy.moment < now.moment]
    same = [copy for copy in earlier if _epoch(copy) == _epoch(now)]
    older = [copy for copy in earlier if copy not in same]
    opened = open_all(now, now.keys)
    came, through = _dated(season, [*same, now], now.keys, waiting)
    bags = [plain for plain in opened.values() if _is_bag(plain)]
    in_bags = [answer for plain in bags for answer in answers_in(plain)]
    typed = _typed(season)
    chatting = [p for p in season.people if p.period == now.period and p.typed and p.sent is None]
    under_way = drafts(now)
    return Seizure(
        {
            "responses that wait, whole": (_whole(season, opened.values()), len(waiting)),
            "interviews under way in Telegram, with what was typed": (
                sum(any(p.canary in draft for draft in under_way) for p in chatting),
                len(chatting),
            ),
            "interviews under way that show with which link they began, for who has the links": (
                sum(any(_hash(p) in draft for draft in under_way) for p in chatting),
                len(chatting),
            ),
            "links of which it shows that they were used, for who has the links": (
                _used(season, opened.values(), now),
                sum(p.period == now.period and p.sent is not None for p in season.people),
            ),
            "responses of which backups show the day": (came, len(waiting)),
            "responses which backups tie to one link, for who has the links": (
                through,
                len(waiting),
            ),
            "answers of released batches, unjoined": (len(in_bags), len(in_bags)),
            "answers of released batches that show what was suggested after them": (
                sum("offered" in answer for answer in in_bags),
                len(in_bags),
            ),
            "totals of suggested themes": (_totals(bags), _totals(bags)),
            "typed answers that people allowed HR to read, redacted": (
                sum(bool(answer["words"]) for answer in in_bags),
                sum(len(p.allowed) for batch in season.batches[:-1] for p in batch.people),
            ),
            "digests": (len(_digests(now)), len(_digests(now))),
            "cohorts with their sizes and labels": (_rows(now, "cohort"), _rows(now, "cohort")),
            "sealed values in backups from before the last boundary": _opened(older, now.keys),
            "sealed values, without the key folder": (len(open_all(now, ())), len(opened)),
            "typed words that were not allowed": (_met(typed, opened.values()), len(typed)),
            "links": (_met([p.token for p in season.people], opened.values()), len(season.people)),
            "chats of interviews under way": (
                sum(any(str(p.chat) in draft for draft in under_way) for p in chatting),
                len(chatting),
            ),
            "receipts": (_receipts(season, opened.values()), len(season.senders)),
        },
        _fields(opened.values()),
    )


def _epoch(copy: Copy) -> object:
    """What names the epoch of a copy: the tags are random, and stand in clear."""
    return [row.values["epoch_tag"] for row in copy.tables["vault"]]


def _is_bag(plain: bytes) -> bool:
    found = bag_in(plain)
    return found is not None and "counters" in found


def _totals(bags: Iterable[bytes]) -> int:
    """How many themes have a total of those they were suggested to."""
    found: list[Any] = [bag_in(plain) for plain in bags]
    return sum(len(bag["suggested"]) for bag in found)


def _owners(season: Season, plains: Iterable[bytes]) -> set[str]:
    """Whose whole responses are among these."""
    ids = (str(a["id"]) for plain in plains if not _is_bag(plain) for a in answers_in(plain))
    return {season.by_answer[id_][0].name for id_ in ids if id_ in season.by_answer}


def _whole(season: Season, plains: Iterable[bytes]) -> int:
    return len(_owners(season, plains))


def _hash(person: Person) -> str:
    """What an interview under way has of its link."""
    return hash_token(token_normal(person.token) or "").hex()


def _marks(person: Person) -> bytes:
    """What the slot of a used link has in it."""
    return inner_id(Kind.SPENT, spent_names(bytes.fromhex(_hash(person)), 1)[0])


def _users(season: Season, plains: Iterable[bytes]) -> set[str]:
    text = b"".join(plain[:64] for plain in plains)
    return {person.name for person in season.people if _marks(person) in text}


def _used(season: Season, plains: Iterable[bytes], now: Copy) -> int:
    seen = _users(season, plains)
    return sum(p.name in seen for p in season.people if p.period == now.period)


def _dated(
    season: Season, copies: Sequence[Copy], keys: Sequence[bytes], waiting: Sequence[Person]
) -> tuple[int, int]:
    """Of how many responses copies show the day; how many came on a day with one link used."""
    names = {person.name for person in waiting}
    held, used = set[str](), set[str]()
    dated = tied = 0
    could_see = False
    for copy in copies:
        opened = open_all(copy, keys)
        sees = any(row.values["content"] in opened for row in copy.tables["slot"])
        new = (_owners(season, opened.values()) & names) - held
        links = _users(season, opened.values()) - used
        if could_see:
            dated += len(new)
            tied += len(new) if len(new) == len(links) == 1 else 0
        held, used, could_see = held | new, used | links, sees
        copy.forget()
    return dated, tied


def _opened(copies: Sequence[Copy], keys: Sequence[bytes]) -> tuple[int, int]:
    opened = there = 0
    for copy in copies:
        opened += len(open_all(copy, keys))
        there += len(copy.opened)
        copy.forget()
    return opened, there


def _digests(copy: Copy) -> list[object]:
    return [row.values["content"] for row in copy.tables["digest"]]


def _rows(copy: Copy, table: str) -> int:
    return len(copy.tables[table])


def _typed(season: Season) -> list[str]:
    """What people typed at questions of which nobody was to read their words."""
    found = []
    for person in season.senders:
        typed = {q: str(event["text"]) for q, event in person.events.items() if "text" in event}
        allowed = {typed[question] for question in person.allowed if question in typed}
        found += [text for text in typed.values() if text not in allowed]
    return found


def _met(words: Sequence[str], plains: Iterable[bytes]) -> int:
    text = b"".join(plain.rstrip(b"\0") for plain in plains).decode("utf-8", "replace")
    return sum(each in text for each in words)


def _receipts(season: Season, plains: Iterable[bytes]) -> int:
    raw = b"".join(plain.rstrip(b"\0") for plain in plains)
    return sum(p.receipt in raw or p.receipt.hex().encode() in raw for p in season.senders)


def _fields(plains: Iterable[bytes]) -> tuple[str, ...]:
    for plain in plains:
        found = bag_in(plain)
        if found is not None and "terms" in found:
            return tuple(sorted(found))
    return ()
