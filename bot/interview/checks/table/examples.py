"""X: conversations that are played on a script."""

from bot.interview.checks.check import Check, Example

_YES = (
    "- example: Yes\n  play:\n    - {bot: consent, me: agree}\n    - {bot: again, me: yes}\n"
    "    - {bot: review, me: send}\n"
    "  expect: {end: thanks}\n"
)
_NO = (
    "- example: No\n  play:\n    - {bot: consent, me: agree}\n    - {bot: again, me: no}\n"
    "    - {bot: missed, me: Time to think about it all}\n"
    "    - {bot: review, me: send}\n  expect: {end: thanks}\n"
)
_SHORT = (
    "- example: In a word\n  play:\n    - {bot: consent, me: agree}\n    - {bot: again, me: no}\n"
    "    - {bot: missed, me: Time}\n    - {bot: missed probe, me: To think about it}\n"
    "    - {bot: review, me: send}\n"
    "  expect: {end: thanks}\n"
)
_REFUSED = (
    "- example: Refused\n  play:\n    - {bot: consent, me: refuse}\n  expect: {end: not_today}\n"
)
_ALL = _YES + _NO + _SHORT + _REFUSED
_KEEP = "Play it with `python -m bot talk --keep NAME`, which keeps it as an example."

CHECKS: tuple[Check, ...] = (
    Check(
        "X01",
        "W",
        "No example reaches this end",
        "What nobody has played may lead somewhere else tomorrow, and nobody would notice.",
        _KEEP,
        Example(_YES + _NO + _SHORT, "played"),
        Example(_ALL, "played"),
    ),
    Check(
        "X02",
        "W",
        "No example reaches this step",
        "What nobody has played may be asked of the wrong people tomorrow, and nobody notices.",
        _KEEP,
        Example(_YES + _REFUSED, "played"),
        Example(_ALL, "played"),
    ),
    Check(
        "X03",
        "W",
        "No example hears this wording or follow-up",
        "A follow-up that nobody has seen may be asked at the wrong moment.",
        _KEEP,
        Example(_YES + _NO + _REFUSED, "played"),
        Example(_ALL, "played"),
    ),
    Check(
        "X04",
        "E",
        "An example goes otherwise",
        "The interview does something else than somebody once wanted of it.",
        "Change the example if the interview is right, or else the script.",
        Example(_ALL.replace("{bot: consent, me: refuse}", "{bot: consent, me: agree}"), "played"),
        Example(_ALL, "played"),
    ),
    Check(
        "X05",
        "W",
        "No example is held in this language",
        "Every language that is offered should have been tried once.",
        "Add an example with `language:`.",
        Example(_ALL, "played", head="also in: [fr]"),
        Example(_ALL, "played"),
    ),
    Check(
        "X06",
        "E",
        "An example of no script",
        "Its script is not there, so it is played by nobody.",
        "Correct the name after `script:`.",
        Example("script: exampel\nexamples:\n" + _YES, "played"),
        Example(_ALL, "played"),
    ),
)
