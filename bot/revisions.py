"""The dialogue served now, and those that interviews began with, in the table of revisions."""

import json

from bot.dialogue import Dialogue, compile_dialogue
from storage.store import Store


class Revisions:
    """The dialogue served now, and those that interviews under way began with."""

    def __init__(self, current: Dialogue, store: Store) -> None:
        self.current = current
        self._store = store
        self._known = {current.revision.id: current}

    def ready(self, id: str) -> Dialogue | None:
        """The dialogue of this revision, if it was read already."""
        return self._known.get(id)

    async def take(self, dialogue: Dialogue) -> bool:
        """Let new interviews begin with this dialogue; whether it is another than before.

        It is kept first, so that no interview begins that another process could not go on with.
        """
        if dialogue.revision.id == self.current.revision.id:
            return False
        await _keep(dialogue, self._store)
        self._known[dialogue.revision.id] = dialogue
        self.current = dialogue
        return True

    async def get(self, id: str) -> Dialogue | None:
        """The dialogue of this revision, or None when it is no longer kept."""
        if id not in self._known:
            sources = await self._store.revision(id)
            if sources is None:
                return None
            self._known[id] = compile_dialogue(json.loads(sources))
        return self._known[id]


async def keep_current(dialogue: Dialogue, store: Store) -> Revisions:
    """Keep the words served now, so that any process can go on with what begins with them."""
    await _keep(dialogue, store)
    return Revisions(dialogue, store)


async def _keep(dialogue: Dialogue, store: Store) -> None:
    plain = json.dumps(dialogue.sources, ensure_ascii=False)
    await store.keep_revision(dialogue.revision.id, plain)
