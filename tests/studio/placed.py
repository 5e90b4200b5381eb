"""The examples of the checks, put in place in dialogues that are sound otherwise."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from textwrap import indent

from bot.dialogue import CODEBOOK, HOUSE_STYLE, compile_dialogue
from bot.interview.checks.check import Example
from bot.interview.faults import faults, synonyms_of_nothing, words_missing
from bot.interview.house import WORDS
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.po import read_po
from bot.interview.spoken_language import read_spoken_language
from bot.interview.translation import Sentence
from bot.studio.checking import waive
from bot.studio.folder import DIGEST, Folder, read_folder
from bot.studio.inspection import inspect
from bot.studio.played import played
from bot.studio.syllables import syllables
from bot.studio.translated import too_alike
from tests.live import ROOT

SCRIPT = "example.yaml"
_HEAD = """\
format: 1
script: example
title: An example
language: en
limits: {questions: 5, ask again: 2, probes: 2, minutes: 5}
steps:
"""
_CONSENT = """\
- ask: consent
  type: consent
  text: >-
    We would like to learn from your no. It takes about 5 minutes; skip or stop any time. Your
    answers are kept without your name, and the team only sees summaries.
  choices: {agree: Start, refuse: Not now}
  go: {refuse: not_today}
"""
_REMINDER = "- say: reminder\n  text: No names, please.\n  short version: yes\n"
_ENDS = """\
- end: thanks
  outcome: completed
  text: Thank you.
- end: not_today
  outcome: refused
  text: That is all right.
"""
_THEME = """
  - id: nights
    head: job
    label: Nights
    concern: Working at night
    definition: When the work is done.
    control: hard
    owner: HR
    statements: {positive: Keep the hours., concern: Other hours would help.}
"""
_QUESTIONS = "questions:\n  hiring: {title: Our hiring}\n"
_PLAYED = """\
- ask: again
  type: choice
  text: Would you consider us again?
  choices: {yes: Yes, no: No}
- say: sorry
  only if: again is no
  text: I am sorry to hear that.
- ask: missed
  type: open
  only if: again is no
  text: What was missing? No names, please.
  probe:
    - only if: words(missed) < 3
      text: Could you say a little more?
"""


@cache
def shipped() -> Folder:
    """The dialogues that come with the product."""
    return read_folder(ROOT / "dialogues")


@cache
def plain() -> Mapping[str, str]:
    """The texts of them without the codebook's phrases and examples, which only take time."""
    texts = dict(shipped().texts)
    listed = r"^    (?:phrases|exclude|examples):\n(?:^      .*\n)*"
    texts[CODEBOOK] = re.sub(listed, "", texts[CODEBOOK], flags=re.MULTILINE)
    return texts


def findings(example: Example, folder: Path) -> list[Mistake]:
    """Everything that is found in dialogues with this example; some need a folder to lie in."""
    if example.part == "po":
        return list(_po(example))
    if example.part == "language":
        return list(_language(example.text))
    if example.part == "receipts":
        return list(too_alike(example.text, "receipt-words/fr.txt"))
    if example.part == "played":
        return _played(example, folder)
    texts = dict(_texts(example, example.text))
    before = dict(_texts(example, example.before)) if example.before else None
    inspected = inspect(texts, [SCRIPT], syllables, before)
    return waive(inspected, texts)


def script(example: Example, text: str) -> str:
    """The script with an example in its place."""
    if example.part == "file":
        return text
    head = _HEAD
    if example.head:
        name = example.head.partition(":")[0]
        head = re.sub(rf"^{name}:.*\n", "", head, flags=re.MULTILINE)
        head = head.replace("steps:\n", f"{example.head}\nsteps:\n")
    consent = text.rstrip() + "\n" if example.part == "consent" else _CONSENT
    reminder = _REMINDER if example.reminded else ""
    steps = text.rstrip() + "\n" if example.part in ("steps", "rest") else ""
    ends = "" if example.part == "rest" else _ENDS
    return head + indent(consent + reminder + steps + ends, "  ")


def _texts(example: Example, text: str) -> Iterator[tuple[str, str]]:
    # A theme has to differ in its phrases from those that come with the product.
    around = shipped().texts if example.part == "theme" else plain()
    house = _with_block(around[HOUSE_STYLE], "synonyms: {}")
    codebook = around[CODEBOOK]
    if example.part == "house":
        house = _with_block(house, text)
    if example.part == "theme":
        codebook = codebook.rstrip() + _THEME + indent(text, "    ") + "\n"
    if example.head.startswith("language:"):
        house = _with_block(house, example.head)
    yield from around.items()
    yield HOUSE_STYLE, house
    yield CODEBOOK, codebook
    yield DIGEST, _with_block(around[DIGEST], _QUESTIONS)
    yield SCRIPT, script(example, text)


def _with_block(text: str, block: str) -> str:
    """A file with one of its blocks at the top replaced, and moved to its end."""
    name = block.partition(":")[0]
    rest = re.sub(rf"^{name}:.*\n(?:[ #-].*\n|\n)*", "", text, flags=re.MULTILINE)
    return f"{rest.rstrip()}\n{block.rstrip()}\n"


def _po(example: Example) -> Sequence[Mistake]:
    """What is found in a file of translations, of a language that is offered unless it is none."""
    file = "locale/fr/example.po"
    try:
        entries = read_po(example.text, file)
    except DialogueError as error:
        return error.mistakes
    said = [
        Sentence(entry.context, entry.source, most=64 if ".choices." in entry.context else None)
        for entry in entries
    ]
    return list(faults(said, entries, file, offered=not example.head))


def _language(text: str) -> Iterator[Mistake]:
    """What is found in the file of a language, whose buttons read Oui and Peut-être."""
    head = "format: 1\nlanguage: fr\nnames: [Français]\n"
    lists = "".join(f"  {name}: [{', '.join(['mot'] * 12)}]\n" for name in WORDS)
    file = "locale/fr/language.yaml"
    spoken = read_spoken_language(f"{head}words:\n{lists}{text}\n", file)
    yield from words_missing(spoken, file, offered=True)
    yield from synonyms_of_nothing(spoken, ["Oui", "Peut-être"], file)


def _played(example: Example, folder: Path) -> list[Mistake]:
    """What is found when the examples are played; nothing is met by those of another script."""
    steps = Example(_PLAYED, head=example.head)
    head = "" if example.text.startswith("script:") else "script: example\nexamples:\n"
    texts = dict(_texts(steps, _PLAYED))
    (folder / "tests").mkdir(parents=True)
    (folder / "tests" / "played.yaml").write_text(
        "format: 1\n" + head + indent(example.text, "  " if head else "")
    )
    (folder / SCRIPT).write_text(texts[SCRIPT])
    sources = {name: texts[name] for name in (SCRIPT, HOUSE_STYLE, CODEBOOK)}
    return played(folder, compile_dialogue(sources))
