"""How well the shipped codebook finds causes in answers that people labelled."""

import json

import pytest

from bot.insight.themes import Coder
from tests.insight.batches import codebook
from tests.insight.labelled import HELD_BACK, TUNED, fit, labelled

CODER = Coder(codebook())
ANSWERS = labelled(codebook())
# Written and labelled by somebody who had read no phrase, after the phrases; used for nothing else.
UNSEEN = labelled(codebook(), "themes_unseen.jsonl")


@pytest.mark.parametrize("fold", [TUNED, HELD_BACK])
def test_suggestions_are_right_and_most_are_found(fold: int) -> None:
    """Four of five suggestions are right, and three of five labels found, in either fold."""
    measured = fit(CODER, [answer for answer in ANSWERS if answer.fold == fold])
    assert measured.precision >= 0.8, str(measured)
    assert measured.recall >= 0.6, str(measured)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_answers_nobody_tuned_on_are_coded_as_well(language: str) -> None:
    """The same holds, in every language, for answers that are newer than the phrases."""
    measured = fit(CODER, [answer for answer in UNSEEN if answer.language == language])
    assert measured.suggested >= 20
    assert measured.precision >= 0.8, str(measured)
    assert measured.recall >= 0.6, str(measured)


def test_the_folds_are_about_as_large_and_share_nothing() -> None:
    """Every answer is in one fold, by its id alone."""
    folds = [answer.fold for answer in ANSWERS]
    assert len({answer.id for answer in ANSWERS}) == len(ANSWERS)
    assert min(folds.count(TUNED), folds.count(HELD_BACK)) > len(ANSWERS) / 3


def test_neither_outcomes_nor_what_is_sensitive_is_ever_suggested() -> None:
    """What came of it is no cause, and nobody is asked back about family, health or a visa."""
    allowed = {theme.id for theme in codebook().themes if not theme.sensitive} - {"other"}
    for answer in (*ANSWERS, *UNSEEN):
        codes = CODER.suggest(answer.text, answer.language)
        assert {code.theme for code in codes} <= allowed, json.dumps(answer.text)
