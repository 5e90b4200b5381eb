"""What stands in clear: the calendar, dialogue revisions, published digests and their posts."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import cast

from sqlalchemy import Connection, delete, insert, update
from sqlmodel import col, select

from storage.records import Calendar, DigestRow, Post, PostState
from storage.tables import CalendarRow, PostRow, PublishedRow, RevisionRow

_CALENDAR = CalendarRow.metadata.tables["calendar"]
_POST = PostRow.metadata.tables["post"]
_TO_DO: tuple[PostState, ...] = ("waiting", "sending")
_GIVEN_UP: tuple[PostState, ...] = ("stuck", "reported")


def calendar_of(connection: Connection) -> Calendar | None:
    """The period under way, or None before the first one."""
    columns = [_CALENDAR.c[name] for name in Calendar.__dataclass_fields__]
    row = connection.execute(_CALENDAR.select().with_only_columns(*columns)).first()
    return None if row is None else Calendar(*row)


def set_calendar(connection: Connection, calendar: Calendar) -> None:
    """Make this the period under way."""
    connection.execute(delete(CalendarRow))
    connection.execute(insert(CalendarRow).values(**asdict(calendar)))


def keep_revision(connection: Connection, revision: str, sources: str) -> None:
    """Keep the sources of a revision under their hash, as the one in use; a second time is nothing.

    From now on the nights are counted since the one before went out of use.
    """
    replaced = (col(RevisionRow.id) != revision) & (col(RevisionRow.nights) == 0)
    connection.execute(update(RevisionRow).where(replaced).values(nights=1))
    if revision_of(connection, revision) is None:
        connection.execute(insert(RevisionRow).values(id=revision, sources=sources))
    back = (col(RevisionRow.id) == revision) & (col(RevisionRow.nights) > 0)
    connection.execute(update(RevisionRow).where(back).values(nights=0))


def end_revisions(connection: Connection, needed: Collection[str], most: int) -> None:
    """A night has passed: those out of use for more than `most` nights go, unless needed."""
    nights = col(RevisionRow.nights)
    connection.execute(update(RevisionRow).where(nights > 0).values(nights=nights + 1))
    over = (nights > most) & col(RevisionRow.id).not_in(needed)
    connection.execute(delete(RevisionRow).where(over))


def revision_of(connection: Connection, revision: str) -> str | None:
    """The sources of a revision."""
    query = select(col(RevisionRow.sources)).where(col(RevisionRow.id) == revision)
    found: str | None = connection.execute(query).scalar()
    return found


def publish(connection: Connection, digests: Iterable[DigestRow], posts: Iterable[Post]) -> None:
    """Add digests, and the posts that will bring them to their destinations."""
    for digest in digests:
        connection.execute(insert(PublishedRow).values(**asdict(digest)))
    for post in posts:
        connection.execute(insert(PostRow).values(**asdict(post)))


def all_digests(connection: Connection) -> tuple[DigestRow, ...]:
    """Every digest ever published, by period and destination."""
    query = select(
        col(PublishedRow.id),
        col(PublishedRow.period),
        col(PublishedRow.destination),
        col(PublishedRow.content),
    ).order_by(col(PublishedRow.period), col(PublishedRow.destination))
    return tuple(DigestRow(*row) for row in connection.execute(query))


def posts_to_do(connection: Connection) -> tuple[Post, ...]:
    """The posts that are neither posted nor given up."""
    return _posts(connection, _TO_DO)


def posts_given_up(connection: Connection) -> tuple[Post, ...]:
    """The posts that were given up, whether somebody was told or not."""
    return _posts(connection, _GIVEN_UP)


def _posts(connection: Connection, states: tuple[PostState, ...]) -> tuple[Post, ...]:
    columns = [_POST.c[name] for name in Post.__dataclass_fields__]
    query = _POST.select().with_only_columns(*columns).where(_POST.c.state.in_(states))
    rows = connection.execute(query.order_by(_POST.c.id)).all()
    return tuple(Post(a, b, c, cast("PostState", s), n, p) for a, b, c, s, n, p in rows)


def set_post(connection: Connection, was: Post, now: Post) -> bool:
    """Note how far a post has come, unless it is no longer where it was."""
    same = [_POST.c[name] == value for name, value in asdict(was).items()]
    return connection.execute(update(PostRow).where(*same).values(**asdict(now))).rowcount == 1
