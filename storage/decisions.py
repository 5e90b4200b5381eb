"""What teams decided to do, and the reasons on record of those invited; both tied to nobody."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import cast

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from storage.records import ActionRecord, ActionState, Recorded
from storage.tables import ActionRow, RecordedRow

_ACTION = ActionRow.metadata.tables["action"]
_RECORDED = RecordedRow.metadata.tables["recorded"]


def all_actions(connection: Connection) -> tuple[ActionRecord, ...]:
    """Every action, in the order of its id, which says nothing."""
    columns = [_ACTION.c[name] for name in ActionRecord.__dataclass_fields__]
    rows = connection.execute(select(*columns).order_by(_ACTION.c.id)).all()
    return tuple(
        ActionRecord(a, b, c, d, e, cast("ActionState", state), hidden, told)
        for a, b, c, d, e, state, hidden, told in rows
    )


def add_action(connection: Connection, action: ActionRecord) -> None:
    """Keep a new action."""
    connection.execute(insert(ActionRow).values(**asdict(action)))


def set_action(connection: Connection, was: ActionRecord, now: ActionRecord) -> bool:
    """Keep the action as it is now, unless it is no longer as it was."""
    same = [_ACTION.c[name] == value for name, value in asdict(was).items()]
    return connection.execute(update(ActionRow).where(*same).values(**asdict(now))).rowcount == 1


def drop_action(connection: Connection, id: str) -> bool:
    """Forget an action; whether there was one."""
    return connection.execute(delete(ActionRow).where(col(ActionRow.id) == id)).rowcount == 1


def tell_actions(connection: Connection, ids: Collection[str]) -> None:
    """Note that a digest has said that these are done."""
    mine = (col(ActionRow.id).in_(ids)) & (col(ActionRow.state) == "done")
    connection.execute(update(ActionRow).where(mine).values(told=True))


def all_recorded(connection: Connection) -> tuple[Recorded, ...]:
    """How many are on record with each cause, by period."""
    columns = [_RECORDED.c[name] for name in Recorded.__dataclass_fields__]
    rows = connection.execute(select(*columns).order_by(_RECORDED.c.period, _RECORDED.c.cause))
    return tuple(Recorded(*row) for row in rows)


def add_recorded(connection: Connection, recorded: Iterable[Recorded]) -> None:
    """Add these people to those already on record."""
    known = {(each.period, each.cause): each.people for each in all_recorded(connection)}
    for each in recorded:
        before = known.get((each.period, each.cause), 0)
        mine = (col(RecordedRow.period) == each.period) & (col(RecordedRow.cause) == each.cause)
        connection.execute(delete(RecordedRow).where(mine))
        now = Recorded(each.period, each.cause, before + each.people)
        connection.execute(insert(RecordedRow).values(**asdict(now)))


def keep_recorded(connection: Connection, kept: Iterable[Recorded]) -> None:
    """Keep only these."""
    connection.execute(delete(RecordedRow))
    for each in kept:
        connection.execute(insert(RecordedRow).values(**asdict(each)))
