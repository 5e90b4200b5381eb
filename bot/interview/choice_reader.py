"""The choices of a question, as they stand in a dialogue file."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.interview.fields import Fields
from bot.interview.mistakes import did_you_mean
from bot.interview.script import Ask, Cause, Choice

_OWN = ("from", "without")


@dataclass(frozen=True, slots=True)
class Offered:
    """What a question offers: choices of its own, the codebook's, or those of an earlier answer."""

    choices: tuple[Choice, ...] = ()
    from_causes: bool = False
    from_answer: str | None = None


def read_choices(
    fields: Fields, causes: Sequence[Cause], *, concern: bool, grouped: bool
) -> Offered:
    """The choices under `choices`; `concern` and `grouped` say how causes are to read."""
    group = fields.group("choices")
    if group is None:
        return Offered()
    own = _own(group)
    source = group.text("from")
    if source == "causes":
        without = _without(group, causes)
        listed = [_choice(c, concern, grouped) for c in causes if c.id not in without]
        return Offered(_distinct(group, [*listed, *own]), from_causes=True)
    if "without" in group:
        todo = "Remove it, or add “from: causes”."
        group.wrong(group.at("without"), "S03", "“without” belongs to “from: causes”.", todo)
    return Offered(_distinct(group, own), from_answer=_answer(group, source))


def cause_choice(cause: Cause, ask: Ask) -> Choice:
    """A cause of the codebook as a choice of this question."""
    concern = ask.polarity == "concern"
    return _choice(cause, concern, concern and ask.type == "several")


def _choice(cause: Cause, concern: bool, grouped: bool) -> Choice:
    label = cause.concern if concern else cause.label
    return Choice(cause.id, label, cause.head if grouped else None)


def _own(group: Fields) -> list[Choice]:
    """The choices written out, in their order, those below a head with it."""
    mistyped = _mistyped(group)
    heads = [name for name in group.names() if name not in _OWN and group.is_group(name)]
    labels = group.own_labels(skip=(*_OWN, *heads, *mistyped))
    own: list[Choice] = []
    for name in group.names():
        if name in heads:
            own += [Choice(*pair, name) for pair in group.labels(name).items()]
        elif name in labels:
            own.append(Choice(name, labels[name]))
    return own


def _mistyped(group: Fields) -> list[str]:
    """The names that were meant to say where choices come from, and are no choices."""
    found = []
    for name in group.names():
        node = group.node.get(name)
        value = node.value if node is not None else ""
        looks_so = isinstance(value, tuple) or value == "causes" or str(value).startswith("answer ")
        meant = did_you_mean(name, _OWN) if looks_so and name not in _OWN else ""
        if meant:
            found.append(name)
            group.wrong(group.node.key_place(name), "S03", f"“{name}” is not known here.", meant)
    return found


def _without(group: Fields, causes: Sequence[Cause]) -> set[str]:
    known = [cause.id for cause in causes]
    named = set()
    for node in group.entries("without"):
        name = node.value
        if isinstance(name, str) and name in known:
            named.add(name)
            continue
        todo = did_you_mean(str(name), known) if isinstance(name, str) else ""
        group.wrong(node.place, "C03", f"“{name}” is no cause.", todo or "See the codebook.")
    return named


def _answer(group: Fields, source: str) -> str | None:
    if not source:
        return None
    words = source.split()
    if len(words) == 2 and words[0] == "answer":
        return words[1]
    todo = "Write “from: causes”, or “from: answer” with the id of a question."
    group.wrong(group.at("from"), "S06", f"“from” cannot be “{source}”.", todo)
    return None


def _distinct(group: Fields, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices, after noting two of one id or of one label: nobody could tell them apart."""
    ids: set[str] = set()
    labels: set[str] = set()
    for choice in choices:
        place = group.node.key_place(choice.id)
        if choice.id in ids:
            todo = "Give one of them another id, or remove it."
            group.wrong(place, "F01", f"The choice “{choice.id}” stands here twice.", todo)
        if choice.label and choice.label.casefold() in labels:
            todo = "Word one of them differently."
            group.wrong(place, "S08", f"Two choices read “{choice.label}”.", todo)
        ids.add(choice.id)
        labels.add(choice.label.casefold())
    return tuple(choices)
