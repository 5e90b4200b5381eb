"""Attacks on what should be gone, sealed or never written: zero is the pass mark."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from bot.privacy.pseudonym import deletion_key, receipt_words, response_id, token_normal
from storage.sealing import hash_token
from tests.adversary.copies import Copy, open_all, readable
from tests.adversary.finding import Finding, together
from tests.adversary.people import CANARY, Person
from tests.adversary.season import Season
from tests.adversary.stage import shipped

_SEALED = 1024  # a value of more bytes is sealed, and has no part in common with any other
_PAGE, _AT, _PROBE = 4096, 2000, 64
_OVERLAP = 512


def clear_text(season: Season) -> Finding:
    """Canaries, tokens, receipts and ids of answers, searched for in every byte of every copy."""
    wanted = _secrets(season.people)
    found: list[str] = []
    known: set[int] = set()
    seen: set[str] = set()
    for copy in season.copies:
        words = {text.decode() for raw in _unseen(copy, known) for text in readable(raw)}
        # A server may keep long texts compressed; whoever asks it reads them.
        words |= {value for _, _, value in _values(copy) if isinstance(value, str)}
        found += [f"{copy.when} copy: {what}" for what in _met("\n".join(words - seen), wanted)]
        seen |= words
    return Finding(leaks=tuple(found), looked=len(season.copies) * len(wanted))


def _unseen(copy: Copy, known: set[int]) -> Iterator[bytes]:
    """Every file in pieces that overlap by more than a secret is long, less those known already."""
    for _, raw in copy.raw():
        for at in range(0, len(raw), _PAGE):
            piece = raw[at : at + _PAGE + _OVERLAP]
            if hash(piece) not in known:
                known.add(hash(piece))
                yield piece


def spoken(season: Season) -> Finding:
    """The same in Slack's messages and in every form of the digest."""
    wanted = _secrets(season.people)
    said = [*map(str, season.posts), *season.digests]
    leaks = [f"digest: {what}" for text in said for what in _met(text, wanted)]
    return Finding(leaks=tuple(leaks), looked=len(said) * len(wanted))


def key_joins(season: Season) -> Finding:
    """Values that stand in two tables, or lead from a link or a receipt to a row."""
    return together(_joins(season, copy) for copy in season.copies if copy.when != "evening")


def old_backups(season: Season) -> Finding:
    """Every copy from before a boundary, against all keys that are left after it."""
    return together(_opening(before, after) for before, after in _over_boundaries(season))


def old_keys(season: Season) -> Finding:
    """Every key from before a boundary, against the database after it."""
    return together(_opening(after, before) for before, after in _over_boundaries(season))


def residue(season: Season) -> Finding:
    """Sealed bytes of an earlier night, and hashes of ended tokens, anywhere in the files."""
    nightly = [copy for copy in season.copies if copy.when != "evening"]
    stale = [_stale(before, after) for before, after in pairwise(nightly)]
    over = [c for c in season.copies if c.when == "boundary"]
    return together((*stale, *(_ended(season, copy) for copy in over)))


def logs(season: Season) -> Finding:
    """The log of the whole season: nothing that was typed or given out, and only known lines."""
    wanted = _secrets(season.people)
    known = re.compile(
        r"(the nightly run is done|a period has ended and was dealt with|a digest was posted)$"
    )
    lines = season.log.splitlines()
    leaks = [f"log: {what}" for what in _met(season.log, wanted)]
    leaks += [
        f"log: an unexpected line {line[20:80]!r}" for line in lines if not known.search(line)
    ]
    return Finding(leaks=tuple(leaks), looked=len(lines) * len(wanted))


def proxy(season: Season) -> Finding:
    """What a proxy in front could log of every request: no token, no word."""
    wanted = _secrets(season.people)
    leaks = [f"request line: {what}" for what in _met("\n".join(season.lines), wanted)]
    return Finding(leaks=tuple(leaks), looked=len(season.lines))


def _secrets(people: Iterable[Person]) -> dict[str, str]:
    """What must be met nowhere in readable form, with what it is."""
    words = shipped().receipts["en"]
    found = {CANARY: "a typed word"}
    found |= dict.fromkeys(("Canary-Name", "canary_user"), "a name in Telegram")
    for person in people:
        if person.chat:
            found[str(person.chat)] = "the number of a chat"
        found[person.token] = "a token"
        found[token_normal(person.token) or ""] = "a token"
        if person.sent is not None:
            found[person.receipt.hex()] = "a receipt"
            found[" ".join(receipt_words(person.receipt, words))] = "a receipt"
            found[response_id(person.receipt).hex()] = "the id of a response"
            found[deletion_key(person.receipt).hex()] = "the key of a receipt"
            found |= dict.fromkeys(person.answer_ids(), "the id of an answer")
    return found


def _met(text: str, wanted: Mapping[str, str]) -> set[str]:
    return {what for needle, what in wanted.items() if needle in text}


def _joins(season: Season, copy: Copy) -> Finding:
    secret: dict[object, str] = {}
    for person in season.people:
        secret[hash_token(token_normal(person.token) or "")] = "the hash of a token"
        secret[response_id(person.receipt)] = "the id of a response"
        secret[deletion_key(person.receipt)] = "the key of a receipt"
        secret[person.receipt] = "a receipt"
    seen: dict[object, str] = {}
    leaks = []
    for table, column, value in _values(copy):
        where = f"{table}.{column}"
        what = secret.get(value)
        if what is not None and where != "token.hash":
            leaks.append(f"{what} in {where}")
        other = seen.setdefault(value, table)
        if _is_id(value) and {table, other} not in (
            {table},
            {"cohort", "token"},
            {"digest", "post"},
        ):
            leaks.append(f"{where} leads to {other}")
    return Finding(leaks=tuple(leaks), looked=len(seen))


def _values(copy: Copy) -> Iterator[tuple[str, str, object]]:
    for table, rows in copy.tables.items():
        for row in rows:
            for column, value in row.values.items():
                yield table, column, value


def _is_id(value: object) -> bool:
    """Whether a value is long enough to be met twice for one reason only."""
    return isinstance(value, bytes | str) and 16 <= len(value) <= _SEALED


def _over_boundaries(season: Season) -> Iterator[tuple[Copy, Copy]]:
    for after in (c for c in season.copies if c.when == "boundary"):
        earlier = [c for c in season.copies if c.moment < after.moment]
        yield max(earlier, key=lambda copy: copy.moment), after


def _opening(copy: Copy, keys_of: Copy) -> Finding:
    """What keys of another time open; the copy's own keys must, else the attacker is blind."""
    opened = open_all(copy, keys_of.keys)
    leaks = [f"{len(opened)} sealed values opened"] if opened else []
    if not copy.opened:
        leaks.append("the attacker cannot even use the right keys")
    return Finding(leaks=tuple(leaks), looked=len(copy.opened) * len(keys_of.keys))


def _stale(before: Copy, after: Copy) -> Finding:
    """Sealed bytes of the copy before that lie in the files of the copy after."""
    stays = {value for _, _, value in _values(after)}
    values = [value for _, _, value in _values(before) if isinstance(value, bytes)]
    sealed = b"".join(v for v in values if len(v) > _SEALED and v not in stays)
    left = [piece for piece in _pieces(before) & _pieces(after) if piece in sealed]
    leaks = [f"{len(left)} pages of sealed values that were replaced"] if left else []
    return Finding(leaks=tuple(leaks), looked=len(_pieces(before)))


def _pieces(copy: Copy) -> set[bytes]:
    """A few bytes out of every page that is not empty."""
    return {
        raw[at : at + _PROBE]
        for _, raw in copy.raw()
        for at in range(_AT, len(raw), _PAGE)
        if raw[at : at + _PROBE].strip(b"\0")
    }


def _ended(season: Season, copy: Copy) -> Finding:
    """The hashes of tokens whose period is over."""
    ended = [p for p in season.people if p.period == copy.period]
    raw = b"".join(content for _, content in copy.raw())
    hashes = [hash_token(token_normal(p.token) or "") for p in ended]
    left = sum(each in raw for each in hashes)
    leaks = [f"{left} hashes of tokens that have ended"] if left else []
    return Finding(leaks=tuple(leaks), looked=len(hashes))
