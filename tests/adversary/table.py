"""All attacks: what the attacker has, how the attack goes, and the mutants it must catch."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace

from tests.adversary import (
    chats,
    digests,
    linkage,
    mutants,
    page,
    participation,
    schema,
    serving,
    sizes,
    terms,
    traces,
    web,
)
from tests.adversary.copies import Base
from tests.adversary.finding import Finding
from tests.adversary.mutants import Mutant
from tests.adversary.season import Plan, Season, play
from tests.adversary.stage import Stage, stage

# Many short days, so that a day alone says much; a period with too few; and one more.
USUAL = Plan(
    ((1, 1, 1, 2, 3, 5, 8, 13, 16), (1, 2), (1, 2, 4, 8, 13, 22)), short=0.2, telegram=0.25
)
# Small batches, of which some questions are put to a part only.
FEW = Plan(((5, 5), (6,), (3, 5), (2,), (6, 4), (9,)), short=0.2)
# The same in little, for the checks of every day: `SMALL` is what mutants play.
USUAL_IN_LITTLE = Plan(((1, 1, 2, 3), (2,), (1, 5)), short=0.3, telegram=0.2)
SMALL = Plan(((1, 1, 1, 1, 1, 1, 2, 2, 4), (2,)), short=0.25, spare=1.5)
# Many on one day, of whom sizes must tell one from the other.
CROWD = Plan(((30,),))
FEW_IN_LITTLE = Plan(((9,), (18,)), short=0.5)
# Shorter still, for the mutants of every day: what is either there or not shows at few people, what
# must be guessed at one a day or at many at once.
SHOWN = Plan(((2, 4),), short=0.3)
TWICE = Plan(((2, 4), (6,)), short=1.0)
WAITING = Plan(((6,), (3,)))
SLICED = Plan(((18,),), short=0.5)
DAYS = Plan(((1,) * 9,), short=1.0)
MANY = Plan(((6, 8),), short=0.2, spare=1.5)


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is played: slots of the vault at first, guesses tried, and the seasons.

    `line` is the one in which sizes are looked at.
    """

    slots: int
    tries: int
    usual: Plan
    few: Plan
    line: Plan


FULL = Scale(512, 50_000, USUAL, FEW, USUAL)
IN_LITTLE = Scale(64, 300, USUAL_IN_LITTLE, SLICED, USUAL_IN_LITTLE)
MUTANT = Scale(64, 300, SMALL, FEW_IN_LITTLE, CROWD)
LEAST = Scale(64, 300, Plan(((1, 1, 2, 4),), short=1.0), FEW_IN_LITTLE, CROWD)


@dataclass
class Field:
    """Where one version of the program is attacked; the same season serves many attacks."""

    base: Base
    seed: str
    scale: Scale
    _open: ExitStack = field(default_factory=ExitStack)
    _played: dict[Plan, Season] = field(default_factory=dict)

    def season(self, plan: Plan) -> Season:
        """The season of this plan, played when it is first asked for."""
        if plan not in self._played:
            place = self._open.enter_context(self.stage())
            self._played[plan] = play(place, plan)
        return self._played[plan]

    @contextmanager
    def stage(self) -> Iterator[Stage]:
        """A place for one scene."""
        with stage(self.base, self.seed, self.scale.slots) as place:
            yield place

    def close(self) -> None:
        """Let go of all copies."""
        self._open.close()


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack; `mutants` are versions of the program that it must catch.

    The first of them is enough for the checks of every day, in the season `shown`.
    """

    name: str
    knows: str
    act: Callable[[Field], Finding]
    mutants: tuple[Mutant, ...]
    shown: Plan = SHOWN


def enough(attacks: Sequence[Attack]) -> Scale:
    """What a mutant plays where the first one of each attack is to be caught, quickly."""
    usual = max((each.shown for each in attacks), key=Plan.senders)
    return replace(MUTANT, usual=usual, few=SLICED)


def looks(
    look: Callable[[Season], Finding], plan: Callable[[Scale], Plan] = lambda scale: scale.usual
) -> Callable[[Field], Finding]:
    """An attack on what a season left."""

    def act(field: Field) -> Finding:
        season = field.season(plan(field.scale))
        found = look(season)
        for copy in season.copies:
            copy.forget()
        return found

    return act


def plays(scene: Callable[[Stage], Finding]) -> Callable[[Field], Finding]:
    """An attack that plays a scene of its own."""

    def act(field: Field) -> Finding:
        with field.stage() as place:
            return scene(place)

    return act


def guesses(field: Field) -> Finding:
    """As many guesses as this field allows."""
    return plays(web.guesses(field.scale.tries))(field)


_DISK = "raw copies of the database"
_NIGHTS = "raw copies of every evening and night"
_KEYS = "the database and the key folder"
_HR = "every link, and raw copies of every night"
_ANYBODY = "the address of the web chat"

ATTACKS: tuple[Attack, ...] = (
    Attack(
        "logical order",
        _DISK,
        looks(linkage.logical_order),
        (mutants.answers_in_clear_rows, mutants.created_at, mutants.uuid7_ids),
        DAYS,
    ),
    Attack(
        "physical order",
        _DISK,
        looks(linkage.physical_order),
        (mutants.answers_in_clear_rows,),
        DAYS,
    ),
    Attack(
        "snapshot differences and time windows",
        _NIGHTS,
        looks(linkage.snapshots),
        (mutants.nothing_sealed_again, mutants.slot_keys_that_stay),
        DAYS,
    ),
    Attack("order in the bag", _KEYS, looks(linkage.bag_order), (mutants.ids_that_count,), MANY),
    Attack(
        "joining one person’s answers",
        _KEYS,
        looks(linkage.joined),
        (mutants.ids_that_count, mutants.shuffling_off),
        MANY,
    ),
    Attack(
        "sizes on the line",
        "sizes of all requests with their senders, and the opened bags",
        looks(sizes.on_the_line, lambda scale: scale.line),
        (mutants.unpadded_replies, mutants.unpadded_sessions),
    ),
    Attack("sizes in the vault", _DISK, looks(sizes.in_the_vault), (mutants.unpadded_slots,)),
    Attack(
        "who answered",
        _HR,
        looks(participation.who_answered),
        (mutants.status_column, mutants.start_tells, mutants.tokens_beside_responses),
        MANY,
    ),
    Attack(
        "words, tokens and receipts in clear",
        _NIGHTS,
        looks(traces.clear_text),
        (mutants.answers_in_clear_rows,),
    ),
    Attack(
        "key joins",
        "raw copies, every link and every receipt",
        looks(traces.key_joins),
        (mutants.receipts_stored, mutants.tokens_beside_responses),
    ),
    Attack(
        "old backups, current keys",
        "a backup from before a boundary, the key folder after it",
        looks(traces.old_backups),
        (mutants.one_key_for_ever, mutants.keys_kept),
    ),
    Attack(
        "old keys, new data",
        "the key folder from before a boundary, a copy after it",
        looks(traces.old_keys),
        (mutants.one_key_for_ever,),
    ),
    Attack(
        "residue in raw bytes",
        _NIGHTS,
        looks(traces.residue),
        (mutants.deleted_bytes_left, mutants.tokens_never_dropped),
    ),
    Attack("the tables", _DISK, looks(schema.tables), (mutants.status_column, mutants.created_at)),
    Attack(
        "digests and Slack",
        "every message and digest",
        looks(traces.spoken),
        (mutants.words_quoted,),
    ),
    Attack(
        "subtracting digests",
        "all digests in order",
        looks(digests.subtraction),
        (mutants.cumulative_digests,),
        TWICE,
    ),
    Attack(
        "linear audit of published groups",
        "all digests, and who was asked what",
        looks(digests.audit, lambda scale: scale.few),
        (mutants.atom_rule_off, mutants.two_way_slice),
    ),
    Attack(
        "what a bag holds",
        _KEYS,
        looks(digests.bag_fields),
        (mutants.language_kept, mutants.suggestions_of_few, mutants.offers_kept),
    ),
    Attack(
        "words that were not to be read",
        _KEYS,
        looks(digests.unwanted_words),
        (mutants.words_kept_anyway,),
    ),
    Attack(
        "the page that HR reads",
        "every page, before and after each boundary",
        looks(page.reading),
        (mutants.waiting_words_read, mutants.words_kept_anyway),
        WAITING,
    ),
    Attack("log of the season", "the program’s log", looks(traces.logs), (mutants.httpx_at_info,)),
    Attack(
        "log of a server, with a crash",
        "the log of a server on a port",
        plays(serving.server_log),
        (mutants.access_log, mutants.httpx_at_info, mutants.errors_with_their_words),
    ),
    Attack(
        "log of a proxy",
        "all request lines and headers",
        looks(traces.proxy),
        (mutants.token_in_path,),
    ),
    Attack("headers", _ANYBODY, plays(web.headers), (mutants.cookies,)),
    Attack(
        "scanners",
        "the mails with the links",
        plays(web.scanners),
        (mutants.redeem_on_get, mutants.start_spends),
    ),
    Attack("replay", "recorded requests", plays(web.replay), (mutants.nothing_spent,)),
    Attack(
        "receipts", "receipts, real and made up", plays(web.receipts), (mutants.receipt_page_tells,)
    ),
    Attack(
        "guessing tokens and receipts",
        "one link of one’s own",
        guesses,
        (mutants.tokens_that_count, mutants.receipts_of_two_letters),
    ),
    Attack(
        "chats in Telegram",
        "raw copies of every evening and night with their keys, and the program’s log",
        plays(chats.telegram),
        (
            mutants.draft_kept_after_send,
            mutants.chat_id_kept,
            mutants.drafts_for_ever,
            mutants.updates_logged,
        ),
    ),
    Attack("lowered k", "the settings", plays(terms.lowered_k), (mutants.k_taken_at_release,)),
    Attack(
        "renamed question",
        "the dialogues",
        plays(terms.renamed_question),
        (mutants.rare_questions_kept,),
    ),
    Attack(
        "retention",
        "the disk and the key folder, years later",
        plays(terms.retention),
        (mutants.waiting_for_ever, mutants.tokens_never_dropped),
    ),
    Attack(
        "retention of bags and lists",
        "the disk and the key folder, years later",
        plays(terms.lists),
        (mutants.bags_for_ever, mutants.lists_for_ever),
    ),
)
