"""A large batch, counted, written and rendered, as a boundary does it."""

from random import Random

from bot.insight.counters import read_counters
from bot.insight.publication import Past
from bot.insight.rendering import full_text
from bot.privacy.batch import Response
from tests.insight.batches import codebook, publication, published, response

_RATED = ("communication", "prepared", "skills", "as_described", "respect")


def batch(people: int) -> list[Response]:
    """So many responses, each with up to three causes, ratings and choices."""
    chance = Random(1)
    causes = [theme.id for theme in codebook().themes]
    return [_one(chance, causes) for _ in range(people)]


def past(responses: list[Response]) -> Past:
    """What a digest looks back on after this batch."""
    return Past(read_counters(published(responses)[0]["counters"]))


def digest(responses: list[Response], before: Past) -> str:
    """The digest of these responses as text."""
    return full_text(publication(responses, past=before).digest)


def _one(chance: Random, causes: list[str]) -> Response:
    ticked = chance.sample(causes, chance.randint(1, 3))
    return response(
        causes=ticked,
        weightiest=ticked[0] if len(ticked) > 1 else None,
        liked=chance.sample(causes, 2),
        choices={"would_have": (chance.choice(("yes", "perhaps", "no")),)},
        ratings={"hiring": {item: chance.randint(1, 5) for item in _RATED}},
    )
