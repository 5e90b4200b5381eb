"""An interview as a document for a works council or a lawyer: all that is said, asked and kept."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from bot.interview.script import Ask, End, Say, Step
from bot.studio.document import Block, Document, Heading, Paragraph, Table
from bot.studio.drawing import way_label
from bot.studio.scripts import Seen

_HEAD = (
    "Step",
    "What is said or asked",
    "When",
    "Choices",
    "Leads to",
    "What may be kept",
    "What may be shown",
)
_SHOWN = {
    "count": "to the team: how many, of at least k people together",
    "themes": "to the team: how many spoke of which cause, of at least k people together",
    "never": "nothing",
}
_WORDS_KEPT = "the words, without names and figures, where the person lets HR read them"
_WORDS_SHOWN = "to HR alone: those words, mixed with others’, once at least k people have answered"
_ABOUT = (
    "This is the whole interview as the program holds it. Before anything is kept, each person sees"
    " all answers as they will be kept, and may change or delete them. Words in braces are filled"
    " in; k is the smallest number of people that a summary may be about."
)


def paper(seen: Seen, translated: Mapping[str, Sequence[str]]) -> Document:
    """The document; `translated` are the languages into which each step is translated."""
    script = seen.script
    return Document(script.title, script.language, tuple(_blocks(seen, translated)))


def _blocks(seen: Seen, translated: Mapping[str, Sequence[str]]) -> Iterator[Block]:
    script, limits = seen.script, seen.script.limits
    yield Paragraph(_ABOUT)
    yield Paragraph(
        f"At the most: questions {limits.questions}, follow-ups {limits.probes}, minutes"
        f" {limits.minutes}. {_skipping(script.steps)}"
    )
    languages = sorted({each for of in translated.values() for each in of})
    head = (*_HEAD, "Translations") if languages else _HEAD
    for part, steps in groupby(script.steps, key=lambda step: step.part):
        yield Heading(part or "Before it begins")
        rows = (_row(step, seen, translated.get(step.id, ())) for step in steps)
        yield Table(head, tuple(row[: len(head)] for row in rows))


def _skipping(steps: Sequence[Step]) -> str:
    asks = [step for step in steps if isinstance(step, Ask) and step.type != "consent"]
    fixed = [f"*{ask.id}*" for ask in asks if not ask.skippable]
    but = f" but {', '.join(fixed)}" if fixed else ""
    return f"Whoever has agreed to be asked may skip every question{but}, and stop at any time."


def _row(step: Step, seen: Seen, languages: Sequence[str]) -> tuple[str, ...]:
    ask = step if isinstance(step, Ask) else None
    return (
        f"*{step.id}*",
        "\n".join(_said(step, seen)),
        "\n".join(_when(step, seen)),
        "\n".join(_choices(ask)) if ask else "",
        "\n".join(_leads(step, seen)),
        "\n".join(_kept(ask)) if ask else "",
        "\n".join(_shown(ask)) if ask else "",
        ", ".join(languages),
    )


def _said(step: Step, seen: Seen) -> Iterator[str]:
    if isinstance(step, (Say, End)):
        yield from step.texts
    if not isinstance(step, Ask):
        return
    yield from step.texts
    if step.text_without_label:
        yield f"Where there is no label: {step.text_without_label}"
    by = step.text_by
    for choice, text in by.wordings.items() if by else ():
        yield f"After {seen.words.label(by.step if by else '', choice)}: {text}"
    if step.help:
        yield f"Explained on request: {step.help}"
    for probe in step.probes:
        when = f" when {seen.words.say(probe.only_if)}" if probe.only_if else ""
        yield f"Follow-up{when}: {probe.text}"


def _when(step: Step, seen: Seen) -> Iterator[str]:
    asked = seen.words.asked(step)
    yield f"when {asked}" if asked else "always"
    if step.short:
        yield "also in the short version"
    if isinstance(step, Ask) and step.drop_when_short is not None:
        yield "left out when much was written"
    if step.id not in seen.met:
        yield "nobody gets here"


def _choices(ask: Ask) -> Iterator[str]:
    if ask.from_answer is not None:
        yield f"what was chosen at *{ask.from_answer}*"
    yield from (f"“{choice.label}”" for choice in (*ask.choices, *ask.items))
    if ask.type == "several":
        yield f"up to {ask.at_most or 'all'} of them"
    if ask.scale:
        yield ", ".join(f"{point} {label}".strip() for point, label in ask.scale.items())
    if ask.type == "open":
        yield "words of one’s own"


def _leads(step: Step, seen: Seen) -> Iterator[str]:
    ways = [edge for edge in seen.edges if edge.start == step.id]
    steps = {each.id: each for each in seen.script.steps}
    for way in ways:
        label = way_label(way, ways, steps[way.end], seen.words)
        yield f"*{way.end}*: {label}" if label else f"*{way.end}*"
    if isinstance(step, End):
        yield "the end: " + (
            "what was sent is kept" if step.outcome == "completed" else "nothing is kept"
        )


def _kept(ask: Ask) -> Iterator[str]:
    if ask.type == "consent" or (ask.digest == "never" and not ask.words):
        yield "nothing"
        return
    if ask.digest == "count":
        yield "the ratings" if ask.scale else "what was chosen"
    if ask.digest == "themes":
        yield "the causes found in the words, less those the person takes out"
    if ask.suggest_themes:
        yield "which causes were asked back about, until the release; then totals from k people on"
    if ask.words:
        yield _WORDS_KEPT
    elif ask.type == "open":
        yield "the words are forgotten"


def _shown(ask: Ask) -> Iterator[str]:
    if ask.digest != "never" or not ask.words:
        yield _SHOWN[ask.digest]
    if ask.words:
        yield _WORDS_SHOWN
