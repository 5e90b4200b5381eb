"""Batches of made-up responses to the interview the project ships."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from bot.dialogue import compile_dialogue, read_sources
from bot.digest_text import DigestText
from bot.digest_text import digest_text as in_language
from bot.insight.codebook import Codebook, Theme, read_codebook
from bot.insight.digest import Digest
from bot.insight.digest_words import DigestWords, read_digest_words
from bot.insight.edition import Edition
from bot.insight.publication import Past, Publication, Slice, Sources, publish
from bot.insight.roles import countable
from bot.interview.house_reader import read_house_style
from bot.interview.reader import read_script
from bot.interview.script import Ask, Script
from bot.privacy.batch import BagAnswer, Response

DIALOGUES = Path(__file__).parents[2] / "dialogues"
REVISION = "a-revision"
CANARY = "zebra-crossing-canary"
SHORT = ("liked", "concerns", "causes", "weightiest", "would_have")
EDITION = Edition("2026-Q4", date(2027, 4, 1), first=True)


@cache
def codebook() -> Codebook:
    """The codebook of the project."""
    return read_codebook(_text("codebook.yaml"), "codebook.yaml")


@cache
def themes() -> Mapping[str, Theme]:
    """The causes of the project, by their ids."""
    return {theme.id: theme for theme in codebook().themes}


# A cause of the codebook, which is read when the first one is drawn.
CAUSE = st.deferred(lambda: st.sampled_from(list(themes())))


@cache
def script() -> Script:
    """The interview of the project."""
    house = read_house_style(_text("house-style.yaml"), "house-style.yaml")
    causes = codebook().causes()
    text = _text("declined-offer.yaml")
    return read_script(text, "declined-offer.yaml", causes=causes, house=house, shared={})


@cache
def words() -> DigestWords:
    """The words of the digest of the project."""
    return read_digest_words(_text("digest.yaml"), "digest.yaml", countable(script()))


def response(
    *,
    causes: Sequence[str] = (),
    weightiest: str | None = None,
    liked: Sequence[str] = (),
    choices: Mapping[str, Sequence[str]] | None = None,
    ratings: Mapping[str, Mapping[str, int]] | None = None,
    short: bool = False,
    **terms: str | int | None,
) -> Response:
    """One finished interview; it was shown what its answers need, and everything unconditional."""
    given: dict[str, tuple[str, ...]] = {"causes": tuple(causes)}
    given |= {question: tuple(ticked) for question, ticked in (choices or {}).items()}
    if weightiest:
        given["weightiest"] = (weightiest,)
    answers = [BagAnswer(f"{question}-id", question, c) for question, c in given.items()]
    answers.append(BagAnswer("liked-id", "liked", codes=tuple(liked), words=CANARY))
    answers += [BagAnswer(f"{q}-id", q, ratings=dict(r)) for q, r in (ratings or {}).items()]
    asked = {a.question for a in answers} | set(SHORT if short else unconditional())
    base = Response("2026-Q4", None, 5, "2026-Q4", 0, REVISION, "en", (), ())
    return replace(base, shown=tuple(sorted(asked)), answers=tuple(answers), **terms)  # type: ignore[arg-type]  # checked by the dataclass itself


@cache
def unconditional() -> frozenset[str]:
    """The questions that everybody who takes the whole interview is asked."""
    return frozenset(s.id for s in script().steps if isinstance(s, Ask) and s.only_if is None)


def published(
    responses: Sequence[Response],
    *,
    edition: Edition = EDITION,
    panels: int | None = None,
    k: int = 5,
    past: Past | None = None,
) -> tuple[dict[str, Any], Digest]:
    """The bag, as plain data, and the digest of these responses."""
    made = publication(responses, edition=edition, panels=panels, k=k, past=past)
    return json.loads(made.bag), made.digest


def publication(
    responses: Sequence[Response],
    *,
    edition: Edition = EDITION,
    panels: int | None = None,
    k: int = 5,
    past: Past | None = None,
    slices: Sequence[Slice] = (),
    language: str = "en",
) -> Publication:
    """All that comes of these responses, in a language."""
    text = digest_text(language)
    return publish(
        responses,
        Sources(text.script, {REVISION: script()}, text.codebook, text.words),
        edition,
        k=k,
        panels=panels,
        shuffle=lambda bag: bag.sort(key=str),
        slices=slices,
        past=past,
    )


@cache
def digest_text(language: str = "en") -> DigestText:
    """What digests are written with in this language."""
    dialogue = compile_dialogue(read_sources(DIALOGUES))
    return in_language(DIALOGUES, dialogue, words(), language)


def _text(name: str) -> str:
    return (DIALOGUES / name).read_text(encoding="utf-8")
