"""Turning the keys: the vault's beginning and its boundaries; `storage.night` has the nights.

New keys stand in the keyring before a transaction seals anything under them, and the old ones
are destroyed after it: whichever the database names are current, whenever the program dies. The
write lock of the database is also the lock on turning.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from storage.bags import one_boundary_older, opened_bags, replace_bags
from storage.database import Database, name_of
from storage.decisions import all_actions, all_recorded, keep_recorded, tell_actions
from storage.errors import KeyFolderForeign, StaleKeys
from storage.invitations import all_cohorts, take_tokens
from storage.keyring import Keyring
from storage.keys import VaultKeys
from storage.publications import calendar_of, publish, set_calendar
from storage.records import Calendar, Pool, Settled, Waiting
from storage.responses import spent_names, split
from storage.retention import Retention
from storage.slots import SlotTable
from storage.vault import Head, Kind, Slot, Vault, inner_id

Decide = Callable[[Pool], Settled]


def vault_of(connection: Connection, keyring: Keyring) -> Vault:
    """The vault of this moment; StaleKeys when the keyring no longer holds its keys."""
    vault = _named(connection, keyring)
    if vault is None:
        raise StaleKeys(keys=keyring.name, path=name_of(connection.engine.url))
    return vault


def current_keys(connection: Connection, keyring: Keyring) -> VaultKeys:
    """The keys the database names; StaleKeys as above."""
    return vault_of(connection, keyring).keys


def begin(database: Database, connection: Connection, keyring: Keyring, slots: int) -> None:
    """Make the vault, of so many slots, where there is none, and finish a turn cut short."""
    with connection.begin():
        number = database.number(connection)
        if SlotTable(connection).head() is None and keyring.serves(number):
            keyring.bind(number)
            Vault(connection, _made(keyring)).fill((), slots, Head().deletions)
        vault = _named(connection, keyring)
        if vault is None or not keyring.serves(number):
            raise KeyFolderForeign(keys=keyring.name, path=name_of(connection.engine.url))
        # A start proves that the keys open the vault and that the file can be written.
        vault.write_head()
        keyring.destroy_all_but((vault.keys.epoch_tag, vault.keys.day_tag))


def boundary(
    connection: Connection,
    keyring: Keyring,
    period: str,
    decide: Decide,
    retention: Retention,
) -> Settled | None:
    """Decide about everything at once and seal what stays under the next epoch.

    None, and nothing changes, unless `period` is the one under way.
    """
    with connection.begin():
        calendar = calendar_of(connection)
        if calendar is None or calendar.period != period:
            return None
        old = vault_of(connection, keyring)
        slots = tuple(old.slots())
        pool = _pool(old, calendar, slots)
        settled = decide(pool)
        bags = one_boundary_older(pool.bags, settled.bags, retention.bag_boundaries)
        settled = replace(settled, bags=bags)
        _settle(old, Vault(connection, _made(keyring)), slots, settled)
    keyring.destroy((old.keys.epoch_tag, old.keys.day_tag))
    return settled


def _pool(vault: Vault, calendar: Calendar, slots: Sequence[Slot]) -> Pool:
    packs = [slot.content for slot in slots if slot.kind is Kind.DELETIONS]
    return Pool(
        calendar,
        tuple(Waiting(s.inner, s.content) for s in slots if s.kind is Kind.RESPONSE),
        tuple(deletion for pack in packs for deletion in split(pack)),
        opened_bags(vault.connection, vault.keys),
        all_cohorts(vault.connection),
        all_actions(vault.connection),
        all_recorded(vault.connection),
    )


def _settle(old: Vault, new: Vault, slots: Sequence[Slot], settled: Settled) -> None:
    connection = old.connection
    tokens = take_tokens(connection, settled.drop_cohorts)
    gone = {inner_id(Kind.SPENT, name) for token in tokens for name in spent_names(*token)}
    stay = [s for s in slots if s.kind is Kind.DRAFT]
    stay += [s for s in slots if s.kind is Kind.SPENT and s.inner not in gone]
    waiting = [Slot(Kind.RESPONSE, w.id, w.content) for w in settled.keep]
    new.fill((*stay, *waiting), old.head().total, Head().deletions)
    replace_bags(connection, new.keys, settled.bags)
    publish(connection, settled.digests, settled.posts)
    tell_actions(connection, settled.told)
    keep_recorded(connection, settled.recorded)
    set_calendar(connection, settled.calendar)


def following(keys: VaultKeys, keyring: Keyring) -> VaultKeys:
    """The keys of a next day of the same epoch; nothing keeps them yet."""
    day_tag, day = keyring.drawn_vault_key()
    return replace(keys, day_tag=day_tag, day=day)


def _made(keyring: Keyring) -> VaultKeys:
    """New keys of a next epoch, durable already."""
    epoch, day = keyring.drawn_vault_key(), keyring.drawn_vault_key()
    keyring.add_vault_keys(epoch, day)
    return VaultKeys(*epoch, *day)


def _named(connection: Connection, keyring: Keyring) -> Vault | None:
    row = SlotTable(connection).head()
    if row is None:
        return None
    epoch_tag, day_tag, sealed = row
    epoch, day = keyring.vault_key(epoch_tag), keyring.vault_key(day_tag)
    if epoch is None or day is None:
        return None
    return Vault(connection, VaultKeys(epoch_tag, epoch, day_tag, day), sealed)
