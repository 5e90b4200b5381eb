"""Q: how questions are worded, and how much is asked."""

from bot.interview.checks.check import Check, Example

_OPEN = "- ask: liked\n  type: open\n  text: {}"
_AGAIN = (
    "- ask: again\n  type: choice\n  text: Would you consider us again?\n"
    "  choices: {yes: Yes, no: No}"
)
_RATED = "- ask: hiring\n  type: rating\n  text: {}\n  scale: {{1: {}, 5: {}}}\n  digest: count"
_CONSENT = (
    "- ask: consent\n  type: consent\n  text: >-\n    We would like to learn from your no.{} Skip "
    "or stop any time. Your answers\n    are kept without your name, and the team only sees "
    "summaries. No names, please.\n  choices: {{agree: Start, refuse: Not now}}\n"
    "  go: {{refuse: not_today}}"
)
_ASSURED = " We take what you tell us seriously, and treat it with care."
_RUN = "\n".join(
    f"- ask: {id}\n  type: open\n  text: {text}"
    for id, text in (
        ("liked", "What did you like?"),
        ("missed", "What was missing?"),
        ("surprised", "What surprised you?"),
        ("wished", "What did you wish for?"),
    )
)

CHECKS: tuple[Check, ...] = (
    Check(
        "Q01",
        "W",
        "A leading question",
        "It suggests the answer, and many people are too polite to give another.",
        "Ask openly.",
        Example(_OPEN.format("Don’t you think the interviews were well prepared?")),
        Example(_OPEN.format("What did you think of the interviews?")),
        note="The phrases are the list `leading` of words.yaml.",
    ),
    Check(
        "Q02",
        "W",
        "A loaded word",
        "It judges before anybody has answered.",
        "Use a word that takes no side.",
        Example(_OPEN.format("What made you turn down our generous package?")),
        Example(_OPEN.format("What made you turn down our offer?")),
        note="The words are the list `loaded` of words.yaml.",
    ),
    Check(
        "Q03",
        "W",
        "A reproach",
        "Somebody who feels blamed stops, or defends themselves; neither tells us anything.",
        "Ask what happened or what was missing.",
        Example(_OPEN.format("Why didn’t you tell us sooner?")),
        Example(_OPEN.format("When did you begin to have doubts?")),
        note="The phrases are the list `reproach` of words.yaml.",
    ),
    Check(
        "Q04",
        "W",
        "Two questions in one",
        "The answer may be to either, and nobody can tell to which.",
        "Ask one thing, or make it two questions.",
        Example(_OPEN.format("What did you like about the team, and how was the pay?")),
        Example(_OPEN.format("What did you like about the team?")),
        note="The phrases are the lists `two in one` and, for a rating, `and` of words.yaml.",
    ),
    Check(
        "Q05",
        "W",
        "A double negative",
        "Nobody knows what a yes to it means.",
        "Say it without the second no.",
        Example(_OPEN.format("What was not unpleasant about the interviews?")),
        Example(_OPEN.format("What was pleasant about the interviews?")),
        note="The phrases are the list `double negative` of words.yaml.",
    ),
    Check(
        "Q06",
        "W",
        "A scale that leans to one side",
        "With more labels on the good side, answers come out better than they are.",
        "Put as many labels on one side as on the other.",
        Example(_RATED.format("How was our hiring process for you?", "Good", "Excellent")),
        Example(_RATED.format("How was our hiring process for you?", "Poor", "Very good")),
        note="Labels are told apart by the lists `scale good` and `scale bad` of words.yaml.",
    ),
    Check(
        "Q07",
        "W",
        "A sentence of more than 25 words",
        "On a phone, and after a long day, it has to be read twice.",
        "Cut it in two.",
        Example(
            "- say: closing\n  text: >-\n    We have now come to the part of our talk in which we "
            "would like to ask you about all the\n    steps of our hiring that you went through "
            "with us."
        ),
        Example("- say: closing\n  text: Now to the steps of our hiring."),
    ),
    Check(
        "Q08",
        "W",
        "Hard to read",
        "Long words in long sentences tire people out, most of all those whose language it is not. "
        "Measured is the reading ease after Flesch, in the version for each language.",
        "Use shorter sentences and shorter words.",
        Example(
            "- say: closing\n  text: >-\n    Organisational considerations necessitate "
            "comprehensive participation opportunities\n    regarding individual recruitment "
            "communication experiences, notwithstanding confidentiality "
            "considerations regarding organisational transparency."
        ),
        Example("- say: closing\n  text: Now to the steps of our hiring."),
    ),
    Check(
        "Q09",
        "W",
        "Several wordings of a counted question",
        "Answers to different questions must not be added up.",
        "Keep one wording.",
        Example(
            "- ask: hiring\n  type: rating\n  text:\n    - How was our hiring process for you?\n"
            "    - How well did we hire?\n  scale: {1: Poor, 5: Very good}\n  digest: count"
        ),
        Example(_RATED.format("How was our hiring process for you?", "Poor", "Very good")),
    ),
    Check(
        "Q10",
        "W",
        "“Other” is not last",
        "People take what fits nearly; they should have read everything before they take this.",
        "Put it last; “rather not say” may follow.",
        Example(
            "- ask: why\n  type: choice\n  text: What weighed most?\n"
            "  choices: {other: Something else, pay: The pay, place: The place}"
        ),
        Example(
            "- ask: why\n  type: choice\n  text: What weighed most?\n"
            "  choices: {pay: The pay, place: The place, other: Something else}"
        ),
        note="The labels are the lists `other` and `no answer` of words.yaml.",
    ),
    Check(
        "Q11",
        "W",
        "“Other”, and nobody asks what",
        "The most telling answers are those that nobody thought of.",
        "Give the choice the id `other`; then people are asked what it was.",
        Example(
            "- ask: why\n  type: choice\n  text: What weighed most?\n"
            "  choices: {pay: The pay, place: The place, rest: Something else}"
        ),
        Example(
            "- ask: why\n  type: choice\n  text: What weighed most?\n"
            "  choices: {pay: The pay, place: The place, other: Something else}"
        ),
    ),
    Check(
        "Q12",
        "W",
        "Praise or judgement",
        "Praised for one answer, people give more of that kind; and “interesting” after a report "
        "of disrespect hurts.",
        "Thank people, and no more.",
        Example("acknowledgements:\n  - Great, thank you.\n  - Thank you.", "house"),
        Example("acknowledgements:\n  - Thank you.\n  - All right, thank you.", "house"),
        note="The words are the list `praise` of words.yaml.",
    ),
    Check(
        "Q13",
        "W",
        "A message of more than 600 characters",
        "It does not fit on the screen of a phone, so its end is not read.",
        "Cut it down, or make it two steps.",
        Example(
            "- say: closing\n  text: >-\n"
            + "    We are nearly there. You can look at all of it again before you send it.\n" * 9
        ),
        Example("- say: closing\n  text: We are nearly there."),
    ),
    Check(
        "Q14",
        "W",
        "A label too long for a button",
        "Buttons cut off what does not fit, and two choices may then look the same.",
        "Shorten it to 64 bytes; a letter with an accent counts twice.",
        Example(
            "- ask: again\n  type: choice\n  text: Would you consider us again?\n  choices:\n"
            "    yes: Yes, and I would tell my friends that they should consider you, too\n"
            "    no: No"
        ),
        Example(_AGAIN),
    ),
    Check(
        "Q15",
        "W",
        "A way with more questions than there may be",
        "Beyond the number under `limits` nothing more is asked: the last questions of the longest "
        "way would be cut off.",
        "Raise the limit, or ask less.",
        Example(
            _AGAIN + "\n- say: closing\n  text: We are nearly there.\n"
            "- ask: liked\n  type: open\n  text: What did you like?\n"
            "- ask: place\n  type: choice\n  text: Where do you want to work?\n"
            "  choices: {home: At home, office: In the office}\n"
            "- ask: missed\n  type: open\n  text: What was missing?\n"
            "- ask: start\n  type: choice\n  text: When did you want to start?\n"
            "  choices: {soon: Soon, later: Later}\n"
            "- ask: days\n  type: choice\n  text: How many days did you want to work?\n"
            "  choices: {four: Four, five: Five}"
        ),
        Example(_AGAIN),
    ),
    Check(
        "Q16",
        "E",
        "It takes longer than promised",
        "Counted are all words to be read, at 230 a minute, those to be typed, at 32, and 2.5 "
        "seconds a tap, on the longest way, the review and the receipt with it.",
        "Ask less, mark another question with `drop when short`, or promise the minutes counted.",
        Example(_CONSENT.format(" It takes about 1 minute."), "consent"),
        Example(_CONSENT.format(" It takes about 5 minutes."), "consent"),
    ),
    Check(
        "Q17",
        "W",
        "More than three open questions in a row",
        "Typing on a phone is work; after the third people answer in a word, or leave.",
        "Put something to tap between them.",
        Example(_RUN),
        Example("\n".join(_RUN.split("\n")[:6]) + "\n" + _AGAIN),
    ),
    Check(
        "Q18",
        "I",
        "The wording in this language is not judged",
        "There are no lists of words for it, so leading questions, requests for names and the rest "
        "of Q and P pass unseen.",
        "Add the language to dialogues/checks/words.yaml.",
        Example(_AGAIN, head="language: eo"),
        Example(_AGAIN, head="language: en"),
    ),
    Check(
        "Q19",
        "W",
        "A first message of more than 75 words",
        "Three quarters of those who break off do so here, and long assurances make people wary.",
        "Cut it down; what some want to know may stand under `help`.",
        Example(_CONSENT.format(f" It takes about 5 minutes.{_ASSURED * 5}"), "consent"),
        Example(_CONSENT.format(" It takes about 5 minutes."), "consent"),
    ),
)
