"""The situations a hiring team may be in, each as a batch."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice
from typing import Any

from bot.privacy.batch import Response
from tests.insight.batches import response

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


SITUATIONS: Mapping[str, tuple[list[Response], int | None]] = {
    "first-batch": (first_batch(), None),
    "strong-finding": (strong_finding(), 4),
    "one-cause": (one_cause(), None),
    "only-personal": (only_personal(), None),
    "small-year": (small_year(), None),
    "many-short": (many_short(), None),
}
