"""One line of JSON in, one line of JSON out: coding for other programs and for measuring."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.insight.themes import Code, Coder
from bot.interview.house import HouseStyle
from bot.interview.json_line import texts_in
from bot.interview.matching import is_nothing
from bot.interview.revision import Revision
from bot.interview.script import Ask

NEUTRAL = "neutral"
_SUGGESTED = 3  # as many as a candidate is asked back about at most
# What answers collected elsewhere call the questions that ours put.
_ELSEWHERE = {
    "attracted": "positive",
    "reason": "concern",
    "factors": "concern",
    "competitor": "concern",
}


@dataclass(frozen=True, slots=True)
class Coding:
    """What a line is coded with: the coder, the polarity of each question, words by language."""

    coder: Coder
    polarities: Mapping[str, str]
    houses: Mapping[str, HouseStyle]


def coding_of(revision: Revision, coder: Coder) -> Coding:
    """The coding of answers to the questions of this revision."""
    asks = (step for step in revision.script.steps if isinstance(step, Ask))
    polarities = {ask.id: ask.polarity for ask in asks if ask.polarity}
    houses = {tag: other.house for tag, other in revision.others.items()}
    own = {revision.house.language: revision.house}
    return Coding(coder, {**_ELSEWHERE, **polarities}, {**houses, **own})


def code_line(coding: Coding, line: str) -> str:
    """The codes of a line {"text", "question", "lang"} as JSON; raises BadLine.

    The answer is {"codes": [{"theme", "polarity", "why"}], "suggestions": the first of them,
    "uncoded"}; `why` is the phrase of the codebook, never the words of the answer.
    """
    text, question, language = texts_in(line, ("text", "question", "lang"))
    house = coding.houses.get(language)
    silent = house is not None and is_nothing(text, house)
    found = () if silent else coding.coder.look(text, language).codes
    codes = [_plain(code, coding.polarities.get(question, NEUTRAL)) for code in found]
    told = {"codes": codes, "suggestions": codes[:_SUGGESTED], "uncoded": not codes}
    return json.dumps(told, ensure_ascii=False)


def _plain(code: Code, polarity: str) -> dict[str, str]:
    return {"theme": code.theme, "polarity": polarity, "why": code.why}
