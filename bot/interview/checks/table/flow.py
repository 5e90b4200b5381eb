"""F: the way through the steps."""

from bot.interview.checks.check import Check, Example

_ENDS = (
    "- end: thanks\n  outcome: completed\n  text: Thank you.\n"
    "- end: not_today\n  outcome: refused\n  text: That is all right."
)
_AGAIN = (
    "- ask: again\n  type: choice\n  text: Would you consider us again?\n"
    "  choices: {yes: Yes, no: No}"
)
_WIDE = "".join(
    f"- ask: part{n}\n  type: choice\n  text: Was this step fine?\n"
    "  choices: {yes: Yes, no: No}\n"
    for n in range(16)
)

CHECKS: tuple[Check, ...] = (
    Check(
        "F01",
        "E",
        "An id is used twice",
        "Answers are counted by their id: those to two questions could not be told apart.",
        "Give one of the two another id, one that was never used before.",
        Example(f"{_AGAIN}\n{_AGAIN}"),
        Example(_AGAIN),
    ),
    Check(
        "F02",
        "E",
        "A jump to a step that is not there",
        "Whoever takes this choice would be left standing.",
        "Name the id of a step.",
        Example(f"{_AGAIN}\n  go: {{no: thank}}"),
        Example(f"{_AGAIN}\n  go: {{no: thanks}}"),
    ),
    Check(
        "F03",
        "E",
        "Nobody gets to this step",
        "It stands in the file and is never asked: jumps or conditions lead past it, whatever "
        "anybody answers.",
        "Let a `go` or `next` lead to it, correct the conditions above it, or remove it.",
        Example(f"{_AGAIN}\n  next: thanks\n- say: closing\n  text: One last thing."),
        Example(f"{_AGAIN}\n- say: closing\n  text: One last thing."),
    ),
    Check(
        "F04",
        "E",
        "The script runs out",
        "Some people would come to the last line without an end: no thanks, no review, no Send.",
        "Put an `end:` without a condition last.",
        Example(
            f"{_AGAIN}\n  next: thanks\n- end: not_today\n  outcome: refused\n  text: All right.\n"
            "- end: thanks\n  outcome: completed\n  only if: again is yes\n  text: Thank you.",
            "rest",
        ),
        Example(f"{_AGAIN}\n{_ENDS}", "rest"),
    ),
    Check(
        "F05",
        "E",
        "A loop that nobody gets out of",
        "Its steps lead back to each other, and some people would be asked for ever.",
        "Let one of its steps lead on.",
        Example(
            f"{_AGAIN}\n  go: {{no: wait}}\n  next: thanks\n"
            "- ask: wait\n  type: open\n  text: What would have to change?\n  next: wait"
        ),
        Example(f"{_AGAIN}\n  go: {{no: thanks}}"),
    ),
    Check(
        "F06",
        "E",
        "A jump back to consent",
        "What was agreed to stays agreed to; asked again, people would wonder what has changed.",
        "Jump to a later step.",
        Example(f"{_AGAIN}\n  go: {{no: consent}}"),
        Example(f"{_AGAIN}\n  go: {{no: thanks}}"),
    ),
    Check(
        "F07",
        "E",
        "No interview could be sent",
        "Only an end with `outcome: completed` leads to the review and to Send.",
        "Add one.",
        Example(f"{_AGAIN}\n- end: not_today\n  outcome: refused\n  text: All right.", "rest"),
        Example(f"{_AGAIN}\n{_ENDS}", "rest"),
    ),
    Check(
        "F08",
        "E",
        "A short version without questions",
        "Consent offers a short version, but no question is part of it.",
        "Add `short version: yes` to the questions that are, or take the choice away.",
        Example(
            "- ask: consent\n  type: consent\n  text: >-\n    We would like to learn from your no. "
            "It takes about 5 minutes; skip or stop any time.\n    Your answers are kept without "
            "your name, and the team only sees summaries.\n"
            "  choices: {agree: Start, short: Short version, refuse: Not now}\n"
            "  go: {refuse: not_today}",
            "consent",
        ),
        Example(
            "- ask: consent\n  type: consent\n  text: >-\n    We would like to learn from your no. "
            "It takes about 5 minutes; skip or stop any time.\n    Your answers are kept without "
            "your name, and the team only sees summaries.\n"
            "  choices: {agree: Start, refuse: Not now}\n  go: {refuse: not_today}",
            "consent",
        ),
    ),
    Check(
        "F09",
        "E",
        "Too many ways to look at each",
        "Every way through a script is looked at, up to 50,000 of them. Beyond that nobody can say "
        "whether all of them end.",
        "Let later steps read fewer earlier answers.",
        Example(
            f"{_WIDE}- say: closing\n  only if: "
            + " and ".join(f"part{n} is no" for n in range(16))
            + "\n  text: One last thing."
        ),
        Example(f"{_AGAIN}\n- say: closing\n  only if: again is no\n  text: One last thing."),
    ),
    Check(
        "F10",
        "E",
        "Nothing to choose from",
        "A question with one choice, or none, is no question.",
        "Offer two choices or more, or make it an open question.",
        Example(
            "- ask: again\n  type: choice\n  text: Would you consider us again?\n"
            "  choices: {yes: Yes}"
        ),
        Example(_AGAIN),
    ),
)
