"""A line of JSON is coded, or refused with a sentence that says what to write."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue import compile_dialogue, read_sources
from bot.insight.code_line import Coding, code_line, coding_of
from bot.interview.json_line import BadLine
from tests.insight.batches import CANARY, DIALOGUES


@pytest.fixture(scope="module")
def coding() -> Coding:
    """What the shipped dialogues code with."""
    dialogue = compile_dialogue(read_sources(DIALOGUES))
    return coding_of(dialogue.revision, dialogue.coder)


def coded(
    coding: Coding, text: str, question: str = "concerns", language: str = "en"
) -> dict[str, Any]:
    """What comes of a text."""
    line = json.dumps({"text": text, "question": question, "lang": language})
    told: dict[str, Any] = json.loads(code_line(coding, line))
    return told


def test_a_line_becomes_its_codes_each_with_its_reason(coding: Coding) -> None:
    """The question gives the polarity, and the phrase of the codebook is the reason."""
    told = coded(coding, f"The long commute, {CANARY}.")
    code = {"theme": "location", "polarity": "concern", "why": "long commute"}
    assert told == {"codes": [code], "suggestions": [code], "uncoded": False}


@pytest.mark.parametrize(
    ("question", "polarity"),
    [
        ("liked", "positive"),
        ("why", "concern"),
        ("enough", "neutral"),
        ("attracted", "positive"),
        ("reason", "concern"),
        ("whatever", "neutral"),
    ],
)
def test_the_question_gives_the_polarity(coding: Coding, question: str, polarity: str) -> None:
    """One that is put neither way, or is not known, gives none."""
    assert coded(coding, "a long commute", question)["codes"][0]["polarity"] == polarity


def test_at_most_three_are_suggested(coding: Coding) -> None:
    """All codes are told, and of them as many suggested as a candidate would be asked about."""
    told = coded(coding, "long commute, low pay, too many rounds, no feedback, toxic culture")
    assert len(told["codes"]) > 3
    assert told["suggestions"] == told["codes"][:3]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        (" \n", "en"),
        ("Nothing really", "en"),
        ("no, thanks", "en"),
        ("nichts", "de"),
        ("rien", "fr"),
        ("nada", "es"),
        ("🙂🙂🙂", "en"),
        ("the salary", "xx"),
        ("the salary", ""),
        ("Palkka oli liian pieni", "fi"),
        ("Palkka oli liian pieni", "en"),
        ("a" * 4_000, "en"),
        ("word " * 800, "en"),
        ("I took another job, and my employer made a counter-offer", "en"),
        ("Because of my family and my visa", "en"),
        ("Oh great, another take-home task and no feedback", "en"),
        ("Great communication, three weeks of silence /s", "en"),
        ("Loved waiting for weeks, and such a quick process", "en"),
        ("What a surprise, such good pay 🙄", "en"),
        ("Na toll, keine Rückmeldung", "de"),
        ("Quelle surprise, encore un entretien de plus et aucun retour", "fr"),
        ("Merci pour rien, trois semaines sans réponse", "fr"),
        ("Qué sorpresa, otra prueba más y tres semanas sin respuesta", "es"),
        ("Gracias por nada, demasiadas entrevistas", "es"),
    ],
)
def test_what_is_not_sure_stays_uncoded(coding: Coding, text: str, language: str) -> None:
    """Silence, unknown languages, outcomes, private matters and irony: uncoded, not wrong."""
    told = coded(coding, text, "concerns", language)
    assert told == {"codes": [], "suggestions": [], "uncoded": True}


def test_in_a_long_text_a_theme_needs_to_come_up_again(coding: Coding) -> None:
    """What is said once in passing is not what four thousand characters are about."""
    much = "and then we went on to talk about this and that for a while, " * 60
    assert len(much) > 3_500
    assert coded(coding, f"a long commute {much}")["uncoded"]
    told = coded(coding, f"a long commute {much} and the long commute")
    assert [code["theme"] for code in told["codes"]] == ["location"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no object"),
        ('{"question": "liked", "lang": "en"}', 'no "text"'),
        ('{"text": "Dmitri", "lang": "en"}', 'no "question"'),
        ('{"text": "Dmitri", "question": "liked", "lang": 3}', 'no "lang"'),
    ],
)
def test_a_bad_line_is_refused_with_a_sentence(coding: Coding, line: str, what: str) -> None:
    """The sentence says what is wrong and what to write, and repeats nothing of the line."""
    with pytest.raises(BadLine) as error:
        code_line(coding, line)
    assert what in str(error.value)
    assert '{"text"' in str(error.value)
    assert "Dmitri" not in str(error.value)


@given(st.text(max_size=300), st.sampled_from(["en", "de", "fr", "es", "xx"]))
def test_no_word_of_an_answer_comes_out(coding: Coding, text: str, language: str) -> None:
    """Whatever is typed, only themes and phrases of the codebook are told, never the text."""
    told = coded(coding, f"{CANARY} {text} the long commute", "liked", language)
    assert CANARY not in json.dumps(told)
    assert told["uncoded"] is (told["codes"] == [])
