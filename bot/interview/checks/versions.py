"""What became of an older version: ids that are gone, renamed, or mean something else now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.interview.mistakes import Mistake
from bot.interview.reader import Reading
from bot.interview.script import Ask, Cause, Choice, End, Place, Say, Script, Step
from bot.interview.step_reader import Written
from bot.interview.yamlfile import Node

_SAME = 0.8  # two texts of this likeness, from 0 to 1, say the same
_OTHER = 0.35  # and of less than this something else
_NEW_ID = "Give what is new an id of its own, and keep the old one for the old."


@dataclass(frozen=True, slots=True)
class _Listed:
    """Choices, items or causes of one list, with the place at which each may be spoken of."""

    what: str
    labels: Mapping[str, str]
    places: Mapping[str, Place]
    place: Place


def changed(old: Script, new: Reading) -> Iterator[Mistake]:
    """Everything by which answers to the older script would be counted wrongly, or not at all."""
    if old.id and new.script.id and old.id != new.script.id:
        place = (new.root.get("script") or new.root).place
        what = f"This script was “{old.id}”, by which its answers and examples are known."
        yield Mistake(place, "V02", what, f"Call it “{old.id}” again.")
    before = {step.id: step for step in old.steps}
    after = {each.step.id: each for each in new.written}
    added = [each for id, each in after.items() if id not in before]
    for id, step in before.items():
        if id not in after:
            yield from _gone(step, added, new.root.key_place("steps"))
        elif isinstance(step, Ask):
            yield from _asked_still(step, after[id])


def causes_changed(old: Sequence[Cause], new: Sequence[Cause], root: Node) -> Iterator[Mistake]:
    """The same of the list of causes."""
    themes = root.get("themes")
    nodes = themes.value if themes is not None and isinstance(themes.value, tuple) else ()
    places = {str(id.value): id.place for node in nodes if (id := node.get("id")) is not None}
    labels = {cause.id: cause.concern for cause in new}
    listed = _Listed("the list of causes", labels, places, root.key_place("themes"))
    yield from _compared({cause.id: cause.concern for cause in old}, listed)


def _gone(step: Step, added: Sequence[Written], place: Place) -> Iterator[Mistake]:
    for each in added:
        if _likeness(_texts(step), _texts(each.step)) >= _SAME:
            what = f"“{each.step.id}” says what “{step.id}” said, which is known by that id."
            yield Mistake(each.step.place, "V02", what, f"Call it “{step.id}” again.")
            return
    if isinstance(step, Ask):
        what = f"The question “{step.id}” is gone; answers that still wait will never be shown."
        todo = "Keep it until the next digest is out, or give the reason."
        yield Mistake(place, "V01", what, todo)


def _texts(step: Step) -> str:
    """What a step says, in every wording."""
    texts = step.texts if isinstance(step, (Ask, Say, End)) else ()
    by = step.text_by.wordings.values() if isinstance(step, Ask) and step.text_by else ()
    return " ".join((*texts, *by))


def _asked_still(old: Ask, each: Written) -> Iterator[Mistake]:
    new = each.step
    if not isinstance(new, Ask):
        return
    for name, before, after in (
        ("type", old.type, new.type),
        ("polarity", old.polarity, new.polarity),
        ("scale", _ends(old), _ends(new)),
    ):
        if before != after:
            place = (each.node.get(name) or each.node).place
            what = f"“{new.id}” was of {name} {before} and is now of {name} {after}."
            yield Mistake(place, "V04", what, _NEW_ID)
    if old.texts and new.texts and _likeness(" ".join(old.texts), " ".join(new.texts)) < _OTHER:
        place = (each.node.get("text") or each.node).place
        what = f"“{new.id}” asks something else than before."
        yield Mistake(place, "V05", what, _NEW_ID)
    yield from _compared(_labels(_own(old)), _listed(new, each.node, "choices"))
    yield from _compared(_labels(old.items), _listed(new, each.node, "items"))


def _compared(old: Mapping[str, str], new: _Listed) -> Iterator[Mistake]:
    for id, label in old.items():
        if id not in new.labels:
            yield from _choice_gone(id, label, old, new)
        elif _likeness(label, new.labels[id]) < _OTHER:
            what = f"“{id}” was “{label}” and is now “{new.labels[id]}”."
            yield Mistake(new.places.get(id, new.place), "V05", what, _NEW_ID)


def _choice_gone(id: str, label: str, old: Mapping[str, str], new: _Listed) -> Iterator[Mistake]:
    added = [name for name in new.labels if name not in old]
    twin = next((name for name in added if _likeness(label, new.labels[name]) >= _SAME), None)
    if twin is not None:
        what = f"“{twin}” says what “{id}” said, whose answers are kept by that id."
        yield Mistake(new.places.get(twin, new.place), "V02", what, f"Call it “{id}” again.")
        return
    what = f"“{id}” is gone from {new.what}; answers with it that still wait will never be shown."
    todo = "Keep it until the next digest is out, or give the reason."
    yield Mistake(new.place, "V03", what, todo)


def _listed(ask: Ask, node: Node, field: str) -> _Listed:
    group = node.get(field) or node
    choices = ask.items if field == "items" else _own(ask)
    what = f"the {field} of “{ask.id}”"
    places = {choice.id: group.key_place(choice.id) for choice in choices}
    return _Listed(what, _labels(choices), places, node.key_place(field))


def _own(ask: Ask) -> tuple[Choice, ...]:
    """The choices of a question; those of the codebook are compared there, once."""
    return () if ask.from_causes else ask.choices


def _labels(choices: Sequence[Choice]) -> dict[str, str]:
    return {choice.id: choice.label for choice in choices}


def _ends(ask: Ask) -> str:
    return f"{min(ask.scale)} to {max(ask.scale)}" if ask.scale else "none"


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()
