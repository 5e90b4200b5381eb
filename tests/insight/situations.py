"""The situations a hiring team may be in, each as a batch."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import cycle, islice
from typing import Any

from bot.insight.action import Action
from bot.insight.counters import Counters, read_counters
from bot.insight.digest import Digest
from bot.insight.edition import Edition
from bot.insight.publication import Past, Slice
from bot.privacy.batch import Response
from tests.insight.batches import EDITION, publication, published, response

_GOOD = {"communication": 4, "prepared": 4, "skills": 4, "as_described": 5, "respect": 5}
_POOR = {**_GOOD, "communication": 2, "prepared": 2}


def first_batch() -> list[Response]:
    """Fourteen people, several causes, the first digest ever."""
    causes = (
        ("waiting", "pay_level"),
        ("waiting",),
        ("pay_level", "growth"),
        ("waiting", "rounds", "pay_level"),
        ("pay_level",),
        ("information", "waiting"),
        ("location", "growth"),
    )
    return _people(14, causes, would=("yes", "perhaps", "yes", "no"), ratings=(_GOOD, _POOR))


def strong_finding() -> list[Response]:
    """Nearly everybody names the interviews, with enough panels behind them to say so."""
    causes = (("interviews", "culture"), ("interviews",), ("interviews", "pay_level"))
    return _people(24, causes, would=("yes", "yes", "perhaps"), ratings=(_POOR,))


def one_cause() -> list[Response]:
    """One cause that takes time or money weighs more than everything that is quickly changed."""
    causes = (("pay_level",),) * 5 + (("pay_level", "rounds"),)
    return _people(18, causes, would=("yes", "no"), ratings=(_GOOD,))


def only_personal() -> list[Response]:
    """Nobody names anything the company could change."""
    return _people(12, (("personal",), ("personal", "practical")), would=("no",), ratings=(_GOOD,))


def small_year() -> list[Response]:
    """Six people in a year; hardly anything reaches its floor."""
    causes = (("waiting",), ("rounds", "waiting"), ("growth",), ("role",), ("benefits",), ())
    return _people(6, causes, would=("perhaps", "no"), ratings=(_GOOD,))


def many_short() -> list[Response]:
    """Most take the short version, so that most questions were put to too few."""
    full = _people(4, (("information",), ("information", "mission")), ratings=(_POOR,))
    short = (response(causes=("information",), liked=("mission",), short=True) for _ in range(11))
    return [*full, *short]


def _people(
    size: int,
    causes: Sequence[Sequence[str]],
    *,
    would: Sequence[str] = ("perhaps",),
    ratings: Sequence[Mapping[str, int]] = (),
) -> list[Response]:
    return list(islice(_endless(causes, would, ratings), size))


def _endless(
    causes: Sequence[Sequence[str]], would: Sequence[str], ratings: Sequence[Mapping[str, int]]
) -> Iterator[Response]:
    liked = cycle((("mission",), ("mission", "manager_team"), ("role",), ()))
    instead = cycle(("another_offer", "another_offer", "staying", "another_offer", "looking"))
    for ticked, mind, likes, next_, rated in zip(
        cycle(causes), cycle(would), liked, instead, cycle(ratings or ({},)), strict=False
    ):
        more: dict[str, Any] = {"hiring": rated} if rated else {}
        choices: dict[str, Sequence[str]] = {
            "would_have": (mind,),
            "looking_for": ("growth", "pay_level"),
            "instead": (next_,),
            "again": ("yes" if ticked else "maybe",),
        }
        if next_ == "another_offer":
            choices["stronger"] = ("pay_level", "flexibility")
        yield response(
            causes=ticked,
            weightiest=ticked[0] if len(ticked) > 1 else None,
            liked=likes,
            choices=choices,
            ratings=more,
        )


def another_year() -> list[Response]:
    """The company of the first batch half a year later: answers come sooner now."""
    causes = (
        ("pay_level",),
        ("pay_level", "growth"),
        ("growth", "information"),
        ("location",),
        ("pay_level", "waiting"),
        ("rounds", "growth"),
    )
    return _people(18, causes, would=("no", "perhaps", "yes"), ratings=(_GOOD,))


def many_waited() -> list[Response]:
    """A batch in which nearly everybody waited too long."""
    return _people(18, (("waiting",), ("waiting", "pay_level")), ratings=(_POOR,))


def many_causes() -> list[Response]:
    """A large batch, in which a dozen causes played a part for somebody."""
    causes = (
        ("pay_level", "waiting", "rounds"),
        ("pay_level", "growth", "information"),
        ("location", "flexibility"),
        ("pay_level", "culture", "role"),
        ("benefits", "waiting"),
        ("direction", "mission", "pay_clarity"),
        ("pay_level", "personal"),
    )
    return _people(42, causes, would=("yes", "perhaps", "no"), ratings=(_GOOD, _POOR))


def engineering() -> list[Response]:
    """Of thirty people half bear a label, and its team reads a digest of its own."""
    whole = _people(30, (("waiting", "rounds"), ("pay_level",), ("growth", "waiting")))
    return [replace(one, label="Engineering" if n % 2 else None) for n, one in enumerate(whole)]


LATER = Edition("2027-Q2", date(2027, 10, 1), first=False)
ACTIONS = (
    Action(
        "1",
        "Answer every candidate within three working days",
        "waiting",
        "recruiting",
        state="done",
    ),
    Action(
        "2",
        "Print the salary range in every job ad",
        "pay_clarity",
        "recruiting",
        until="2027-09-30",
    ),
    Action("3", "Let candidates talk to a future colleague alone", "culture", "hiring manager"),
)
RECORDS = {"pay_level": 15, "location": 8, "personal": 6, "other": 2}


@cache
def _before() -> Counters:
    kept, _ = published(many_waited())
    return read_counters(kept["counters"])


@dataclass(frozen=True, slots=True)
class Situation:
    """A batch, what it is published with, and the language of its team."""

    batch: list[Response]
    panels: int | None = None
    edition: Edition = EDITION
    past: Past | None = None
    label: str = ""
    language: str = "en"

    def digest(self) -> Digest:
        """The digest that this team reads."""
        made = publication(
            self.batch,
            edition=self.edition,
            panels=self.panels,
            past=self.past,
            slices=[Slice(self.label)] if self.label else (),
            language=self.language,
        )
        return made.slices[0] if self.label else made.digest


def _looking_back() -> Past:
    return Past(_before(), ACTIONS, RECORDS)


_MADE: Mapping[str, Callable[[], Situation]] = {
    "first-batch": lambda: Situation(first_batch()),
    "strong-finding": lambda: Situation(strong_finding(), panels=4),
    "one-cause": lambda: Situation(one_cause()),
    "only-personal": lambda: Situation(only_personal()),
    "small-year": lambda: Situation(small_year()),
    "many-short": lambda: Situation(many_short()),
    "many-causes": lambda: Situation(many_causes()),
    "sliced": lambda: Situation(engineering(), label="Engineering"),
    "with-actions": lambda: Situation(first_batch(), edition=LATER, past=Past(actions=ACTIONS)),
    "clear-change": lambda: Situation(another_year(), edition=LATER, past=Past(_before())),
    "assumed": lambda: Situation(first_batch(), past=Past(records=RECORDS)),
    "looking-back": lambda: Situation(another_year(), edition=LATER, past=_looking_back()),
    "in-german": lambda: Situation(
        another_year(), edition=LATER, past=_looking_back(), language="de"
    ),
}


class _Situations(Mapping[str, Situation]):
    """Each by its name, made when it is looked at: not every process that knows them needs them."""

    def __getitem__(self, name: str) -> Situation:
        return _MADE[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(_MADE)

    def __len__(self) -> int:
        return len(_MADE)


SITUATIONS = _Situations()
