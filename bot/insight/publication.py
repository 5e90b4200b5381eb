"""A released batch becomes a bag of unjoined answers, a digest, and slices of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.insight.action import Action
from bot.insight.assumed import assumed
from bot.insight.change import changed
from bot.insight.codebook import Codebook
from bot.insight.counters import Counters, count
from bot.insight.digest import Digest
from bot.insight.digest_words import DigestWords
from bot.insight.edition import Edition
from bot.insight.roles import countable, offers, roles_of
from bot.insight.rollup import LABEL_FLOOR, Rules
from bot.insight.since import Since
from bot.insight.suggestions import suggestions
from bot.insight.writer import NOTHING, write
from bot.interview.script import Ask, Script
from bot.privacy.batch import Response, Shuffle, common, unjoined, write_bag
from bot.privacy.segments import Ledger, People


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


@dataclass(frozen=True, slots=True)
class Slice:
    """A digest that is wanted of those under a label; `panels` as in Rules."""

    label: str
    panels: int | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What a digest of everyone looks back on.

    `before` are the counters of the batch published last; `records` counts the reasons on record
    of everybody invited since then, by cause.
    """

    before: Counters | None = None
    actions: tuple[Action, ...] = ()
    records: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Publication:
    """What comes of a batch: its bag, the digest of everyone, and those of labels, where allowed.

    `sets` are the sets of people behind all that the digests show, as places in the batch.
    """

    bag: bytes
    digest: Digest
    slices: tuple[Digest, ...] = ()
    sets: tuple[People, ...] = ()


def publish(
    responses: Sequence[Response],
    sources: Sources,
    edition: Edition,
    *,
    k: int,
    panels: int | None,
    shuffle: Shuffle,
    slices: Sequence[Slice] = (),
    past: Past | None = None,
) -> Publication:
    """The bag and the digests of one batch.

    Under the atom rule everyone comes first, then the slices in their order, then the questions.
    Only the digest of everyone looks back.
    """
    press = _Press(responses, sources, k)
    wanted = [(each, press.under(each.label)) for each in slices]
    allowed = [(each, group) for each, group in wanted if group and press.ledger.publish(group)]
    everyone = press.count(frozenset(range(len(responses))), Rules(k, panels))
    counted = [
        (each, press.count(group, Rules(k, each.panels, floor=LABEL_FLOOR)))
        for each, group in allowed
    ]
    answers = unjoined(responses, press.offers, k, shuffle)
    return Publication(
        bag=write_bag(
            everyone.plain(),
            answers,
            [counters.plain() for _, counters in counted],
            suggestions(responses, sources.codebook, Rules(k, panels)),
        ),
        digest=press.write(everyone, edition, press.since(everyone, past or Past())),
        slices=tuple(press.write(c, replace(edition, label=each.label)) for each, c in counted),
        sets=press.ledger.published,
    )


class _Press:
    """Counts and writes the groups of one batch, one beside the other."""

    def __init__(self, responses: Sequence[Response], sources: Sources, k: int) -> None:
        self._responses = responses
        self._sources = sources
        self._roles = {id: roles_of(script) for id, script in sources.scripts.items()}
        self.offers = {id: offers(script) for id, script in sources.scripts.items()}
        self.ledger = Ledger(len(responses), k)

    def under(self, label: str) -> People:
        """The people under this label."""
        return frozenset(p for p, one in enumerate(self._responses) if one.label == label)

    def count(self, people: People, rules: Rules) -> Counters:
        """The counters of these people, who are in the ledger."""
        places = sorted(people)
        known = common([self._responses[place] for place in places], self.offers, rules.k)
        shown, countables = self._sources.words.shown, countable(self._sources.script)
        about_people = frozenset(item for each in shown for item in each.about_people)
        return count(
            dict(zip(places, known, strict=True)),
            roles=self._roles,
            questions=[countables[s.question] for s in shown if s.question in countables],
            codebook=self._sources.codebook,
            rules=replace(rules, about_people=about_people),
            ledger=self.ledger,
        )

    def since(self, counters: Counters, past: Past) -> Since:
        """What happened since the digest before."""
        codebook = self._sources.codebook
        acted_on = {action.cause for action in past.actions}
        clear = changed(past.before, counters, codebook, acted_on) if past.before else ()
        return Since(past.actions, clear, assumed(past.records, codebook, self.ledger.k))

    def write(self, counters: Counters, edition: Edition, since: Since = NOTHING) -> Digest:
        """The digest of these counters."""
        sources = self._sources
        labels = _as_told(labels_of(sources.script), sources.words)
        return write(counters, sources.codebook, sources.words, labels, edition, since)


def labels_of(script: Script) -> dict[str, dict[str, str]]:
    """The labels of choices and rated items, by question."""
    return {
        ask.id: {each.id: each.label for each in (*ask.choices, *ask.items)}
        for ask in script.steps
        if isinstance(ask, Ask)
    }


def _as_told(labels: dict[str, dict[str, str]], words: DigestWords) -> dict[str, dict[str, str]]:
    """The labels with those of rated items as the team reads them: the person read “your”."""
    rated = {each.question: each.says for each in words.shown if each.low or each.high}
    return {question: {**mine, **rated.get(question, {})} for question, mine in labels.items()}
