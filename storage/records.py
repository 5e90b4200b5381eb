"""What callers hand in and get back, as values."""

from dataclasses import dataclass
from typing import Literal

Kept = Literal["kept", "repeated", "spent", "unknown"]
PostState = Literal["waiting", "sending", "posted", "stuck", "reported"]
ActionState = Literal["open", "done"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a token promises: its period, its label, k, and the ISO date on which it ends.

    `sends` is how many responses it takes: one, or more when a cohort shares it.
    """

    period: str
    label: str | None
    k: int
    until: str
    sends: int = 1


@dataclass(frozen=True, slots=True)
class Cohort:
    """People invited together; `id` is random, `panels` counts the managers behind them.

    `sends` is how many responses each of their tokens takes.
    """

    id: str
    name: str
    period: str
    invited: int
    panels: int | None
    label: str | None
    k: int
    until: str
    sends: int = 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """The period under way and its terms.

    `ends` is the ISO moment (with offset) of the boundary that ends it; `last_night` is the ISO
    date of the last nightly run, or empty. `destinations` says where digests go, in the release's
    own words.
    """

    period: str
    ends: str
    k: int
    minimum: int
    last_night: str = ""
    destinations: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A response that waits for its release; `id` stays as long as it waits."""

    id: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Bag:
    """A released batch, opened: unjoined answers and counters; `id` is random.

    `age` counts the boundaries since its release; the storage counts, whatever is handed in.
    """

    id: str
    content: bytes
    age: int = 0


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """What a team decided to do; `id` is random, `until` an ISO date that it chose, or empty.

    `cause` and `owner` are the caller's words. One that is `hidden` is not for the public, of one
    that is `told` a digest has said that it is done.
    """

    id: str
    what: str
    cause: str
    owner: str
    until: str = ""
    state: ActionState = "open"
    hidden: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many people invited in a period are on record with a cause; of no one in particular."""

    period: str
    cause: str
    people: int


@dataclass(frozen=True, slots=True)
class Pool:
    """Everything that a boundary decides about."""

    calendar: Calendar
    responses: tuple[Waiting, ...]
    deletions: tuple[bytes, ...]
    bags: tuple[Bag, ...]
    cohorts: tuple[Cohort, ...]
    actions: tuple[ActionRecord, ...] = ()
    recorded: tuple[Recorded, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestRow:
    """A digest as it was published; `content` is JSON, `id` is random."""

    id: str
    period: str
    destination: str
    content: str


@dataclass(frozen=True, slots=True)
class Post:
    """One digest on its way to one destination; `problem` says why it has not arrived.

    One that is stuck was given up; once somebody was told of it, it is reported.
    """

    id: str
    digest_id: str
    destination: str
    state: PostState = "waiting"
    attempts: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a boundary decided.

    `calendar` is the next one. Only the responses in `keep` go on waiting, only the `bags` listed
    stay (a new batch is one of them), and of those only the young; all deletions are done. The
    tokens of `drop_cohorts` and the marks that they were spent go; the cohorts themselves stay.
    The actions in `told` were reported as done; of what was recorded only `recorded` stays.
    """

    calendar: Calendar
    keep: tuple[Waiting, ...] = ()
    bags: tuple[Bag, ...] = ()
    digests: tuple[DigestRow, ...] = ()
    posts: tuple[Post, ...] = ()
    drop_cohorts: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    recorded: tuple[Recorded, ...] = ()
