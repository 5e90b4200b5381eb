"""V: what became of a version to which there are answers."""

from bot.interview.checks.check import Check, Example

_AGAIN = "- ask: {}\n  type: choice\n  text: {}\n  choices: {{yes: Yes, maybe: Perhaps, no: No}}"
_ASKED = _AGAIN.format("again", "Would you consider us again?")
_RATED = (
    "- ask: hiring\n  type: rating\n  text: How was our hiring process for you?\n"
    "  scale: {1: Poor, %s: Very good}"
)

CHECKS: tuple[Check, ...] = (
    Check(
        "V01",
        "W",
        "A question is gone",
        "Answers to it that still wait for a digest will never be shown.",
        "Keep it until the next digest is out, or give the reason.",
        Example("- say: closing\n  text: One last thing.", before=_ASKED),
        Example(_ASKED, before=_ASKED),
    ),
    Check(
        "V02",
        "E",
        "Something has another id now",
        "What was answered before is kept by the old id, and would be counted apart from what is "
        "answered from now on.",
        "Give it its old id again; an id is never seen by anybody.",
        Example(_AGAIN.format("come_back", "Would you consider us again?"), before=_ASKED),
        Example(_AGAIN.format("again", "Would you consider us again one day?"), before=_ASKED),
    ),
    Check(
        "V03",
        "W",
        "A choice is gone",
        "Answers with it that still wait for a digest will never be shown.",
        "Keep it until the next digest is out, or give the reason.",
        Example(_ASKED.replace("maybe: Perhaps, ", ""), before=_ASKED),
        Example(_ASKED, before=_ASKED),
    ),
    Check(
        "V04",
        "E",
        "A question is of another kind now",
        "A three of five is not a three of ten; counted together, they say nothing.",
        "Give the new question an id of its own.",
        Example(_RATED % 10, before=_RATED % 5),
        Example(_RATED % 5, before=_RATED % 5),
    ),
    Check(
        "V05",
        "W",
        "It says something else now",
        "The id is the same and the words are not: what was answered to the old ones would be "
        "shown as answers to the new.",
        "Give what is new an id of its own, or say why it means the same.",
        Example(_ASKED.replace("Perhaps", "Ask me in spring"), before=_ASKED),
        Example(_ASKED.replace("Perhaps", "Perhaps so"), before=_ASKED),
    ),
)
