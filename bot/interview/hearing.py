"""What somebody typed or tapped, as an answer to the question that stands open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.interview.answers import Answer
from bot.interview.events import Given
from bot.interview.house import HouseStyle
from bot.interview.matching import (
    Chosen,
    Match,
    Unsure,
    choose,
    choose_several,
    clean,
    is_nothing,
    rate,
)
from bot.interview.moment import Moment
from bot.interview.script import OTHER, Ask, Choice

MOST_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True)
class Again:
    """The question must be asked again; the sentence says why."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer, and a sentence to say about it if there is need for one."""

    answer: Answer
    remark: str | None = None


def hear_answer(moment: Moment, given: Given) -> Heard | Again:
    """The answer that was given to the question open at this moment."""
    ask = moment.ask
    match ask.type:
        case "open":
            return _open(moment, ask, given)
        case "several":
            return _several(moment, ask, given)
        case "rating" | "ratings":
            return _ratings(moment, ask, given)
    return _choice(moment, ask, given)


def hear_words(moment: Moment, text: str) -> tuple[str, str | None]:
    """Typed words without what no channel can carry, kept to the longest answer, with a remark."""
    cleaned = clean(text)
    if len(cleaned) <= MOST_CHARACTERS:
        return cleaned, None
    return cleaned[:MOST_CHARACTERS].rstrip(), moment.say("cut_to_length")


def choice_of(choices: Sequence[Choice], given: Given, house: HouseStyle) -> Match:
    """The one choice that was tapped or typed."""
    ids = {choice.id for choice in choices}
    if len(given.choices) == 1 and given.choices[0] in ids:
        return Chosen(given.choices[0])
    return choose(given.text, choices, house)


def _open(moment: Moment, ask: Ask, given: Given) -> Heard | Again:
    house = moment.revision.house
    quick = {choice.id: choice for choice in ask.choices}
    text, remark = hear_words(moment, given.text)
    tapped = next((quick[id] for id in given.choices if id in quick), None)
    if tapped is None and text:
        folded = text.casefold().rstrip(".!")
        tapped = next((c for c in ask.choices if c.label.casefold() == folded), None)
    if tapped is not None:
        return Heard(Answer(choices=(tapped.id,), nothing=_means_nothing(moment, tapped)))
    if not text:
        return Again(moment.say("please_write"))
    if is_nothing(text, house):
        said = tuple(id for id, choice in quick.items() if _means_nothing(moment, choice))[:1]
        return Heard(Answer(choices=said, nothing=True))
    return Heard(Answer(text=text), remark)


def _means_nothing(moment: Moment, quick: Choice) -> bool:
    return quick.id == "nothing" or is_nothing(quick.label, moment.revision.house)


def _choice(moment: Moment, ask: Ask, given: Given) -> Heard | Again:
    choices = moment.choices(ask)
    match = choice_of(choices, given, moment.revision.house)
    if isinstance(match, Chosen):
        return Heard(Answer(choices=(match.id,)))
    return _kept_under_other(moment, choices, given) or _unmatched(moment, match, "choose_one")


def _several(moment: Moment, ask: Ask, given: Given) -> Heard | Again:
    choices = moment.choices(ask)
    ids = {choice.id for choice in choices}
    ticked = tuple(dict.fromkeys(id for id in given.choices if id in ids))
    if not ticked and given.text:
        matched = choose_several(given.text, choices, moment.revision.house)
        if not isinstance(matched, tuple):
            other = _kept_under_other(moment, choices, given)
            return other or _unmatched(moment, matched, "choose_some")
        ticked = matched
    if not ticked:
        return Again(moment.say("choose_some"))
    if ask.at_most is not None and len(ticked) > ask.at_most:
        return Again(moment.say("choose_at_most", most=str(ask.at_most)))
    order = [choice.id for choice in ask.choices]
    known = sorted(ticked, key=lambda id: order.index(id) if id in order else -1)
    text, remark = (
        hear_words(moment, given.text) if OTHER in ticked and given.choices else ("", None)
    )
    return Heard(Answer(choices=tuple(known), text=text), remark)


def _kept_under_other(moment: Moment, choices: Sequence[Choice], given: Given) -> Heard | None:
    """Words that twice fitted no choice are an answer of their own, where there is room for one."""
    text, remark = hear_words(moment, given.text)
    if moment.session.tries < 1 or not text or all(choice.id != OTHER for choice in choices):
        return None
    return Heard(Answer(choices=(OTHER,), text=text), remark)


def _unmatched(moment: Moment, match: Match, name: str) -> Again:
    labels = {choice.id: choice.label for choice in moment.choices(moment.ask)}
    if isinstance(match, Unsure) and match.ids and match.ids[0] in labels:
        return Again(moment.say("did_you_mean", choice=labels[match.ids[0]]))
    return Again(moment.say(name))


def _ratings(moment: Moment, ask: Ask, given: Given) -> Heard | Again:
    items = [item.id for item in ask.items] or [ask.id]
    lowest, highest = min(ask.scale), max(ask.scale)
    tapped = _within(given.ratings, items, lowest, highest)
    rated = tapped or _typed_ratings(given.text, items, ask.scale)
    if not rated:
        return Again(moment.say("rate_each"))
    return Heard(Answer(ratings=tuple((item, rated[item]) for item in items if item in rated)))


def _within(
    ratings: Mapping[str, int], items: Sequence[str], lowest: int, highest: int
) -> dict[str, int]:
    return {i: n for i, n in ratings.items() if i in items and lowest <= n <= highest}


def _typed_ratings(text: str, items: Sequence[str], scale: Mapping[int, str]) -> dict[str, int]:
    """Ratings typed in the order of the items, or one for the only item there is."""
    one = rate(text, scale)
    if one is not None and len(items) == 1:
        return {items[0]: one}
    numbers = [rate(part, scale) for part in text.replace(",", " ").split()]
    found = [number for number in numbers if number is not None]
    return dict(zip(items, found, strict=True)) if len(found) == len(numbers) == len(items) else {}
