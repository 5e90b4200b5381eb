"""C: what `only if` reads of earlier answers."""

from bot.interview.checks.check import Check, Example

_HIRING = (
    "- ask: hiring\n  type: rating\n  text: How was our hiring process for you?\n"
    "  scale: {1: Poor, 5: Very good}\n"
)
_AGAIN = (
    "- ask: again\n  type: choice\n  text: Would you consider us again?\n"
    "  choices: {yes: Yes, maybe: Perhaps, no: No}\n"
)
_SAY = "- say: sorry\n  only if: {}\n  text: I am sorry it felt like that."

CHECKS: tuple[Check, ...] = (
    Check(
        "C01",
        "E",
        "A condition that cannot be read",
        "Conditions are written in a few words that leave no doubt.",
        "Write it like `reason is pay` or `words(concerns) < 4`, joined by and, or, not.",
        Example(_HIRING + _SAY.format("hiring =< 2")),
        Example(_HIRING + _SAY.format("hiring <= 2")),
    ),
    Check(
        "C02",
        "E",
        "There is no such question",
        "It reads an answer that nobody gives, so it would never come true.",
        "Name the id of a question.",
        Example(_HIRING + _SAY.format("hirng <= 2")),
        Example(_HIRING + _SAY.format("hiring <= 2")),
    ),
    Check(
        "C03",
        "E",
        "There is no such choice, item, cause or head",
        "It names something that is not offered, so it would never come true.",
        "Name one that is there.",
        Example(_AGAIN + _SAY.format("again is never")),
        Example(_AGAIN + _SAY.format("again is no")),
    ),
    Check(
        "C04",
        "E",
        "An answer that is not known yet",
        "The question is asked later, or on another way.",
        "Ask it before, or move this behind it.",
        Example(_SAY.format("hiring <= 2") + "\n" + _HIRING.rstrip()),
        Example(_HIRING + _SAY.format("hiring <= 2")),
    ),
    Check(
        "C05",
        "E",
        "A comparison that does not fit the question",
        "Ratings are compared with numbers, choices with their ids, open answers by how many words "
        "they have or what they mention.",
        "Write the comparison that the sentence names.",
        Example(_HIRING + _SAY.format("hiring is poor")),
        Example(_HIRING + _SAY.format("hiring <= 2")),
    ),
    Check(
        "C06",
        "E",
        "A condition that is never true",
        "On every way that leads here it is false, so what stands under it is never said.",
        "Correct it, or remove what stands under it.",
        Example(_AGAIN + _SAY.format("again is yes and again is no")),
        Example(_AGAIN + _SAY.format("again is yes or again is no")),
    ),
    Check(
        "C07",
        "W",
        "A condition that is always true",
        "On every way that leads here it is true. Either it is not needed, or fewer people were "
        "meant.",
        "Remove it, or correct it.",
        Example(_AGAIN + _SAY.format("answered(again) or not answered(again)")),
        Example(_AGAIN + _SAY.format("answered(again)")),
    ),
    Check(
        "C08",
        "E",
        "A number that no answer has",
        "It lies outside the scale, so the comparison says nothing.",
        "Compare with a number of the scale.",
        Example(_HIRING + _SAY.format("hiring <= 22")),
        Example(_HIRING + _SAY.format("hiring <= 2")),
    ),
)
