"""A small script that uses every word of the format, and what it needs to be read."""

from collections.abc import Mapping

from bot.interview.house import MESSAGES, WORDS, HouseStyle
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.reader import read_script
from bot.interview.script import Ask, Cause, Script

CAUSES = (
    Cause("pay", "good pay", "pay too low", "The offer"),
    Cause("waiting", "fast answers", "waiting for answers", "Hiring"),
    Cause("interviews", "good interviews", "the interviews themselves", "Hiring"),
    Cause("other", "something else", "something else", "My situation"),
)

_WORDS: Mapping[str, tuple[str, ...]] = {
    "skip": ("skip", "skip it"),
    "back": ("back", "go back"),
    "stop": ("stop",),
    "nothing": ("nothing", "no", "nope", "that's all"),
    "yes": ("yes", "yeah", "of course"),
    "no": ("no", "nope", "never"),
    "ordinals": ("first", "second", "third"),
}

HOUSE = HouseStyle(
    language="en",
    names=("English",),
    messages={name: name for name in MESSAGES},
    acknowledgements=("Thank you.",),
    words={name: _WORDS.get(name, (name,)) for name in WORDS},
    synonyms={"maybe": "Perhaps", "another job": "Taking another offer"},
)

SCRIPT = """\
format: 1
script: sample
title: After a declined offer
language: en
also in: [de]
limits: {questions: 20, ask again: 2, probes: 2, minutes: 8}
messages: {halfway: Half of it is done.}

steps:
  - ask: consent
    type: consent
    text: Thanks for considering {company}. Kept under “{label}”.
    text without label: Thanks for considering {company}.
    choices: {agree: Start, short: Short version, how: How?, refuse: Not now}
    go: {refuse: not_today}
    help: Summaries of at least {k} people.
    short version: yes

  - part: Your decision

  - ask: liked
    type: open
    text: [What did you like?, What was good?]
    polarity: positive
    suggest themes: yes
    digest: themes
    words: yes
    short version: yes

  - ask: concerns
    type: open
    text: What gave you pause?
    choices: {nothing: Nothing}
    polarity: concern
    digest: themes
    probe:
      - only if: words(concerns) < 4 and not nothing(concerns)
        text: You wrote “{concerns}”. Could you say more?
      - only if: mentions(concerns, pay)
        text: What about the pay?

  - ask: causes
    type: several
    text: Which of these played a part?
    choices: {from: causes, without: [waiting], rival: Another firm}
    polarity: concern
    at most: 3
    digest: count
    short version: yes

  - ask: weightiest
    type: choice
    text: Which weighed most?
    choices:
      from: answer causes
      equal: About equal
    digest: count

  - ask: why
    type: open
    only if: not mentions(concerns, answer weightiest)
    text by weightiest:
      pay: What about the pay?
      rival: What about {company}?
    digest: themes
    drop when short: 1

  - ask: instead
    type: choice
    text: What are you doing instead?
    choices:
      A new job:
        another_offer: Taking another offer
      staying: Staying
    go: {staying: hiring}
    counts as: {another_offer: pay}
    digest: count

  - ask: again
    type: choice
    text: Would you come back?
    choices: {yes: Yes, perhaps: Perhaps, no: No}
    only if: instead is another_offer
    skippable: no
    digest: count

  - part: Our hiring

  - ask: hiring
    type: ratings
    text: Two quick ones.
    items: {speed: Clear and timely, respect: Respect}
    scale: {1: Poor, 5: Very good}
    digest: count
    note: For the leads.
    probe:
      only if: lowest(hiring) <= 2
      text: What should be different?
      reserve: yes

  - say: sorry
    only if: hiring.respect <= 2 or (instead is not staying and causes includes pay)
    text: I am sorry. You can write to {contact}.

  - ask: overall
    type: rating
    text: All in all?
    scale: {1: Poor, 3: Good}
    digest: count

  - end: sad
    outcome: completed
    only if: overall <= 1 or again is one of no, perhaps
    text: Thank you all the same.

  - end: thanks
    outcome: completed
    text: Thank you. {changes} {jobs}

  - end: not_today
    outcome: refused
    text: That is all right.
"""


def read(text: str = SCRIPT, shared: Mapping[str, str] | None = None) -> Script:
    """The script in a text."""
    return read_script(text, "sample.yaml", causes=CAUSES, house=HOUSE, shared=shared or {})


def question(name: str, text: str = SCRIPT) -> Ask:
    """One question of a script."""
    step = read(text).step(name)
    assert isinstance(step, Ask)
    return step


def mistakes(text: str, shared: Mapping[str, str] | None = None) -> list[Mistake]:
    """Everything wrong with a script."""
    try:
        read(text, shared)
    except DialogueError as error:
        return list(error.mistakes)
    return []


def changed(old: str, new: str) -> str:
    """The sample with one piece of it replaced, which must be there once."""
    assert SCRIPT.count(old) == 1, old
    return SCRIPT.replace(old, new)


def only_mistake(old: str, new: str) -> Mistake:
    """The one thing wrong with the sample after a change."""
    (mistake,) = mistakes(changed(old, new))
    return mistake
