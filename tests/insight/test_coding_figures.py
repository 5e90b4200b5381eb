"""How well the shipped codebook finds causes in answers that people labelled."""

import json
from collections.abc import Sequence
from functools import cache

import pytest

from bot.insight.themes import Coder
from tests.insight.batches import codebook
from tests.insight.labelled import HELD_BACK, TUNED, Labelled, fit, labelled


@cache
def coder() -> Coder:
    """Codes by the codebook of the project."""
    return Coder(codebook())


@cache
def answers() -> Sequence[Labelled]:
    """Those that phrases were written for, and those held back from that."""
    return labelled(codebook())


@cache
def unseen() -> Sequence[Labelled]:
    """Written and labelled by somebody who had read no phrase, for nothing else than this."""
    return labelled(codebook(), "themes_unseen.jsonl")


@pytest.mark.parametrize("fold", [TUNED, HELD_BACK])
def test_suggestions_are_right_and_most_are_found(fold: int) -> None:
    """Four of five suggestions are right, and three of five labels found, in either fold."""
    measured = fit(coder(), [answer for answer in answers() if answer.fold == fold])
    assert measured.precision >= 0.8, str(measured)
    assert measured.recall >= 0.6, str(measured)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_answers_nobody_tuned_on_are_coded_as_well(language: str) -> None:
    """The same holds, in every language, for answers that are newer than the phrases."""
    measured = fit(coder(), [answer for answer in unseen() if answer.language == language])
    assert measured.suggested >= 20
    assert measured.precision >= 0.8, str(measured)
    assert measured.recall >= 0.6, str(measured)


def test_the_folds_are_about_as_large_and_share_nothing() -> None:
    """Every answer is in one fold, by its id alone."""
    folds = [answer.fold for answer in answers()]
    assert len({answer.id for answer in answers()}) == len(answers())
    assert min(folds.count(TUNED), folds.count(HELD_BACK)) > len(answers()) / 3


def test_neither_outcomes_nor_what_is_sensitive_is_ever_suggested() -> None:
    """What came of it is no cause, and nobody is asked back about family, health or a visa."""
    allowed = {theme.id for theme in codebook().themes if not theme.sensitive} - {"other"}
    for answer in (*answers(), *unseen()):
        codes = coder().suggest(answer.text, answer.language)
        assert {code.theme for code in codes} <= allowed, json.dumps(answer.text)
