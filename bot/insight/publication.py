"""A released batch becomes a bag of unjoined answers and one digest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.insight.codebook import Codebook
from bot.insight.counters import count
from bot.insight.digest import Digest
from bot.insight.digest_words import DigestWords
from bot.insight.edition import Edition
from bot.insight.roles import countable, offers, roles_of
from bot.insight.rollup import Rules
from bot.insight.writer import write
from bot.interview.script import Ask, Script
from bot.privacy.batch import Response, Shuffle, unjoined, write_bag


@dataclass(frozen=True, slots=True)
class Sources:
    """What a batch is read with.

    `scripts` are by revision, one for every response; `script` is the current one, whose labels
    the digest prints.
    """

    script: Script
    scripts: Mapping[str, Script]
    codebook: Codebook
    words: DigestWords


def publish(
    responses: Sequence[Response],
    sources: Sources,
    edition: Edition,
    *,
    k: int,
    panels: int | None,
    shuffle: Shuffle,
) -> tuple[bytes, Digest]:
    """The bag and the digest of one batch."""
    known = countable(sources.script)
    about_people = frozenset(item for shown in sources.words.shown for item in shown.about_people)
    counters = count(
        responses,
        roles={revision: roles_of(script) for revision, script in sources.scripts.items()},
        questions=[known[s.question] for s in sources.words.shown if s.question in known],
        codebook=sources.codebook,
        rules=Rules(k, panels, about_people),
    )
    offered = {revision: offers(script) for revision, script in sources.scripts.items()}
    bag = write_bag(counters.plain(), unjoined(responses, offered, k, shuffle))
    labels = labels_of(sources.script)
    return bag, write(counters, sources.codebook, sources.words, labels, edition)


def labels_of(script: Script) -> dict[str, dict[str, str]]:
    """The labels of choices and rated items, by question."""
    return {
        ask.id: {each.id: each.label for each in (*ask.choices, *ask.items)}
        for ask in script.steps
        if isinstance(ask, Ask)
    }
