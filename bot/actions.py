"""What teams decided to do: kept, changed, done, and shown to candidates once it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from bot.insight.action import Action, due_first
from bot.insight.codebook import OTHER, Codebook
from bot.insight.decision import Decision, FindNames, flaws
from bot.insight.digest_words import DigestWords
from storage.store import ActionRecord, Store


class CannotDecide(Exception):
    """A decision that cannot be kept as written; `flaws` has a sentence by field."""

    def __init__(self, flaws: Mapping[str, str]) -> None:
        super().__init__("\n".join(flaws.values()))
        self.flaws = dict(flaws)


class NoSuchAction(Exception):
    """There is no action under this id, or somebody else has just changed it: look again."""

    def __init__(self) -> None:
        super().__init__(" ".join(str(self.__doc__).split()))


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that changed, as everybody may read it; `cause` is its name, or empty."""

    what: str
    cause: str = ""


class Actions:
    """The actions of all teams; `find_names` gives the parts of a text that may name somebody."""

    def __init__(
        self,
        store: Store,
        codebook: Codebook,
        words: DigestWords,
        new_id: Callable[[], str],
        find_names: FindNames,
    ) -> None:
        self._store = store
        self._codebook = codebook
        self._words = words
        self._new_id = new_id
        self._find_names = find_names

    async def all(self) -> tuple[Action, ...]:
        """Every action, open ones first, those that are due first before the others."""
        found = due_first(tuple(action_of(record) for record in await self._store.actions()))
        return tuple(sorted(found, key=lambda action: action.state != "open"))

    def flaws(self, decision: Decision) -> Mapping[str, str]:
        """What is wrong with a decision, a sentence by field; empty when it can be kept."""
        return flaws(decision, self._codebook, self._words, self._find_names)

    async def decide(self, decision: Decision, id: str = "") -> Action:
        """Keep a new decision; CannotDecide when it cannot be kept as written.

        Under an `id` that was made before, so that a repeated one is kept once.
        """
        checked = self._checked(decision)
        kept = {action.id: action for action in await self.all()} if id else {}
        if id in kept:
            return kept[id]
        new = id or self._new_id()
        action = Action(new, checked.what, checked.cause, checked.owner, checked.until)
        await self._store.add_action(record_of(action))
        return action

    async def edit(self, id: str, decision: Decision) -> Action:
        """Say an action anew; CannotDecide or NoSuchAction."""
        return await self._change(id, **asdict(self._checked(decision)))

    async def done(self, id: str) -> Action:
        """Note that it is done: the next digest says so, and everybody may read it."""
        return await self._change(id, state="done", told=False)

    async def reopen(self, id: str) -> Action:
        """Note that it is not done after all."""
        return await self._change(id, state="open", told=False)

    async def hide(self, id: str, *, hidden: bool = True) -> Action:
        """Keep it out of what everybody may read, or let it in again."""
        return await self._change(id, hidden=hidden)

    async def drop(self, id: str) -> None:
        """Forget it altogether."""
        if not await self._store.drop_action(id):
            raise NoSuchAction

    async def public(self) -> tuple[Changed, ...]:
        """What is done and not hidden, as everybody may read it."""
        names = {theme.id: theme.label for theme in self._codebook.themes if theme.id != OTHER}
        done = [a for a in await self.all() if a.state == "done" and not a.hidden]
        return tuple(
            Changed(action.what, names.get(action.cause, ""))
            for action in sorted(done, key=lambda action: (action.cause, action.what))
        )

    def _checked(self, decision: Decision) -> Decision:
        if found := self.flaws(decision):
            raise CannotDecide(found)
        return replace(decision, what=" ".join(decision.what.split()))

    async def _change(self, id: str, **changes: object) -> Action:
        records = {record.id: record for record in await self._store.actions()}
        was = records.get(id)
        if was is None:
            raise NoSuchAction
        now = replace(was, **changes)  # type: ignore[arg-type]  # fields of the record, all of them
        if not await self._store.set_action(was, now):
            raise NoSuchAction
        return action_of(now)


class ChangesPage:
    """Where everybody may read what changed; nowhere as long as nothing stands there."""

    def __init__(self, actions: Actions, address: str) -> None:
        self._actions = actions
        self._all = address
        self.address = ""

    async def look(self) -> None:
        """Look whether anything stands there now."""
        self.address = self._all if await self._actions.public() else ""


def action_lines(actions: Sequence[Action], spoken: Callable[[date], str]) -> tuple[str, ...]:
    """The actions as lines of text, each with the id that commands take."""
    if not actions:
        return ("Nothing has been decided yet.",)
    return tuple(line for action in actions for line in _lines(action, spoken))


def _lines(action: Action, spoken: Callable[[date], str]) -> tuple[str, str]:
    until = f", by {spoken(date.fromisoformat(action.until))}" if action.until else ""
    hidden = ", hidden from the page" if action.hidden else ""
    cause = f", because of {action.cause}" if action.cause else ""
    return (
        f"{action.id}  {action.what}",
        f"    {action.state}{hidden}: {action.owner}{until}{cause}",
    )


def action_of(record: ActionRecord) -> Action:
    """The action that was kept as this record."""
    return Action(**asdict(record))


def record_of(action: Action) -> ActionRecord:
    """The record that an action is kept as."""
    return ActionRecord(**asdict(action))
