"""P: what people agree to, and what nobody may ask."""

from bot.interview.checks.check import Check, Example

_WHY = "Answers are kept without a name; a question that asks who somebody is breaks that promise."
_OPEN = "- ask: liked\n  type: open\n  text: {}"
_SAID = {
    "purpose": " We would like to learn from your no.",
    "minutes": " It takes about 5 minutes.",
    "freedom": " Skip or stop any time.",
    "kept": " Your answers are kept without your name.",
    "readers": " The team only sees summaries of at least {k} people.",
}


def _consent(
    without: str = "",
    choices: str = "agree: Start, refuse: Not now",
    go: str = "refuse: not_today",
    more: str = "",
) -> Example:
    said = "".join(text for name, text in _SAID.items() if name != without)
    text = f"Thank you for your time.{said}{more}"
    return Example(
        f'- ask: consent\n  type: consent\n  text: "{text}"\n'
        f"  choices: {{{choices}}}\n  go: {{{go}}}",
        "consent",
    )


def _asks(code: str, title: str, todo: str, bad: str, good: str, phrases: str) -> Check:
    return Check(
        code,
        "E",
        title,
        _WHY,
        todo,
        Example(_OPEN.format(bad)),
        Example(_OPEN.format(good)),
        note=f"The phrases are the list `{phrases}` of words.yaml.",
    )


CHECKS: tuple[Check, ...] = (
    Check(
        "P01",
        "E",
        "Consent does not come first, once",
        "Nothing is said or asked before somebody agreed to be asked.",
        "Let the first step be a question with `type: consent`, and no other.",
        Example(
            "- ask: sure\n  type: consent\n  text: >-\n    We would like to learn from your no. It "
            "takes about 5 minutes; skip or stop any time.\n    Your answers are kept without your "
            "name, and the team only sees summaries.\n"
            "  choices: {agree: Start, refuse: Not now}"
        ),
        Example("- say: closing\n  text: One last thing."),
    ),
    Check(
        "P02",
        "E",
        "The choices of consent are not complete",
        "The program knows four: agree, short, how (which shows what stands under `help`), refuse.",
        "Offer `agree` and `refuse`; `how` together with `help`, `short` with a short version.",
        _consent(choices="yes: Start, refuse: Not now"),
        _consent(),
    ),
    Check(
        "P03",
        "E",
        "Nobody can really refuse",
        "A no has to be as easy as a yes, and to lead to an end of its own, where nothing is kept.",
        "Add `refuse: Not now`, and lead it to an end with `outcome: refused`.",
        Example(
            _consent(go="refuse: thanks").text
            + "\n- ask: sure\n  type: choice\n  text: Shall we?\n"
            "  choices: {yes: Yes, no: No}\n  go: {no: not_today}",
            "consent",
        ),
        _consent(),
    ),
    Check(
        "P04",
        "E",
        "Consent does not say what it is for",
        "Nobody can agree to something whose purpose they do not know.",
        "Say what the answers are for.",
        _consent("purpose"),
        _consent(),
        note="Known by the list `consent purpose` of words.yaml.",
    ),
    Check(
        "P05",
        "E",
        "Consent does not say that it is voluntary",
        "People answer more freely when they know that they may stop.",
        "Say that one may skip or stop.",
        _consent("freedom"),
        _consent(),
        note="Known by the list `consent freedom` of words.yaml.",
    ),
    Check(
        "P06",
        "E",
        "Consent does not say what becomes of the answers",
        "What is kept, and without what, is what people agree to.",
        "Say how answers are kept.",
        _consent("kept"),
        _consent(),
        note="Known by the list `consent kept` of words.yaml.",
    ),
    Check(
        "P07",
        "E",
        "Consent does not say who reads the answers",
        "People speak to whoever will read it.",
        "Say who sees what.",
        _consent("readers"),
        _consent(),
        note="Known by the list `consent readers` of words.yaml.",
    ),
    _asks(
        "P08",
        "It asks for a name",
        "Leave the question out.",
        "What is your name?",
        "What did you like?",
        "asks name",
    ),
    _asks(
        "P09",
        "It asks how to reach somebody",
        "Leave the question out; whoever wants to talk can write to {contact}.",
        "What is your e-mail address?",
        "What did you like?",
        "asks contact",
    ),
    _asks(
        "P10",
        "It asks for the name of another company",
        "Ask what was better there, and to leave the name out.",
        "Which company are you joining?",
        "What was better about the other offer?",
        "asks employer",
    ),
    _asks(
        "P11",
        "It asks which person somebody met",
        "Ask what happened, and leave out with whom.",
        "Who did you talk to when it went wrong?",
        "What went wrong in the interviews?",
        "asks interviewer",
    ),
    _asks(
        "P12",
        "It asks for an age",
        "Leave the question out.",
        "How old are you?",
        "What did you like?",
        "asks age",
    ),
    _asks(
        "P13",
        "It asks for a figure of pay",
        "Ask what did not fit, and say that no figures are needed.",
        "How much were you offered elsewhere?",
        "What about the pay did not fit? No figures needed.",
        "asks pay",
    ),
    _asks(
        "P14",
        "It asks for something that the law protects",
        "Leave the question out.",
        "Did your religion play a part?",
        "Did anything outside work play a part?",
        "asks protected",
    ),
    Check(
        "P15",
        "E",
        "Nobody was reminded to name no one",
        "Names slip into the first words that somebody types; a reminder keeps most of them out.",
        "Add “No names, please.” to the first open question, or say it before.",
        Example("- ask: liked\n  type: open\n  text: What did you like?", reminded=False),
        Example(_OPEN.format("What did you like? No names, please."), reminded=False),
        note="Known by the list `no names` of words.yaml.",
    ),
    Check(
        "P16",
        "E",
        "A figure that the settings decide",
        "How many people a summary is about, and how long a link works, is set where the program "
        "runs. A figure in a text may be wrong tomorrow.",
        "Write {k} for the people and {until} for the time.",
        _consent("readers", more=" The team only sees summaries of at least 3 people."),
        _consent(),
        note="Looked for are numbers before the words of the lists `people` and `days`.",
    ),
    Check(
        "P17",
        "E",
        "A promise that no program can keep",
        "Whoever is promised too much believes nothing of it; and a promise that breaks is worse.",
        "Say what is done.",
        _consent(more=" This is completely anonymous."),
        _consent(),
        note="The phrases are the list `promises too much` of words.yaml.",
    ),
    Check(
        "P18",
        "E",
        "An example that points to somebody",
        "Examples of a cause are read by HR and managers; a name or a number in them looks like a "
        "real answer.",
        "Say it without names and numbers.",
        Example("examples: {concern: [I met Anna there.]}", "theme"),
        Example("examples: {concern: [Nobody was there to meet me.]}", "theme"),
    ),
    Check(
        "P19",
        "E",
        "A label that not everybody has",
        "Answers of a small group are kept under no label; those people would read "
        "“under the label “””.",
        "Add `text without label:` with the same text without it.",
        _consent("kept", more=" Your answers are kept under the label “{label}”."),
        _consent(),
    ),
    Check(
        "P20",
        "W",
        "A question that cannot be skipped",
        "Consent says that one may skip any question.",
        "Remove `skippable: no`.",
        Example(
            "- ask: again\n  type: choice\n  text: Would you consider us again?\n"
            "  choices: {yes: Yes, no: No}\n  skippable: no"
        ),
        Example(
            "- ask: again\n  type: choice\n  text: Would you consider us again?\n"
            "  choices: {yes: Yes, no: No}"
        ),
    ),
)
