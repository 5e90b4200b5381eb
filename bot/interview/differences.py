"""What is different between two versions of a script, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.interview.condition_words import ConditionWords
from bot.interview.conditions import Condition
from bot.interview.script import Ask, Choice, End, Say, Script, Step


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; one of wording leaves every question, choice and way as it was."""

    said: str
    wording: bool = False


@dataclass(frozen=True, slots=True)
class _Two:
    """Two versions, with the words for the conditions of each."""

    old: Script
    new: Script
    old_words: ConditionWords
    new_words: ConditionWords


def differences(
    old: Script, new: Script, old_causes: Mapping[str, str], new_causes: Mapping[str, str]
) -> Iterator[Difference]:
    """Everything different, the head of the file first, then step by step as the new one goes."""
    two = _Two(old, new, ConditionWords(old, old_causes), ConditionWords(new, new_causes))
    yield from _head(old, new)
    before = {step.id: step for step in old.steps}
    after = {step.id: step for step in new.steps}
    for step in old.steps:
        if step.id not in after:
            yield Difference(f"{_kind(step)} *{step.id}* removed")
    moved = _moved([id for id in before if id in after], [id for id in after if id in before])
    for place, step in enumerate(new.steps):
        was = before.get(step.id)
        behind = f"after *{new.steps[place - 1].id}*" if place else "at the beginning"
        if was is None:
            yield Difference(f"{_kind(step)} *{step.id}* added {behind}{_only(step, two)}")
            continue
        if step.id in moved:
            yield Difference(f"*{step.id}* moved: it now stands {behind}")
        yield from _step(was, step, two)
    yield from _ways(two)


def _head(old: Script, new: Script) -> Iterator[Difference]:
    if old.title != new.title:
        yield Difference(f"title reworded: “{new.title}”", wording=True)
    if old.language != new.language:
        yield Difference(f"language is now {new.language}, it was {old.language}")
    for language in (each for each in new.also_in if each not in old.also_in):
        yield Difference(f"language {language} added", wording=True)
    for language in (each for each in old.also_in if each not in new.also_in):
        yield Difference(f"language {language} removed")
    for name in ("questions", "ask_again", "probes", "minutes"):
        was, now = getattr(old.limits, name), getattr(new.limits, name)
        if was != now:
            yield Difference(f"limit “{name.replace('_', ' ')}” is now {now}, it was {was}")
    yield from _sentences("message", old.messages, new.messages)


def _step(was: Step, now: Step, two: _Two) -> Iterator[Difference]:
    if _kind(was) != _kind(now):
        yield Difference(f"*{now.id}* is now a {_kind(now)}, it was a {_kind(was)}")
        return
    kind, name = _kind(now), f"*{now.id}*"
    if _texts(was) != _texts(now):
        yield Difference(f"{kind} {name} reworded", wording=True)
    if was.part != now.part:
        yield Difference(f"{name} now stands under “{now.part or 'no part'}”", wording=True)
    if _decides(was) != _decides(now):
        old, new = _asked(was, two.old_words), _asked(now, two.new_words)
        yield Difference(f"{name} is now met {new}; it was met {old}")
    if was.short != now.short:
        part = "is now part" if now.short else "is no longer part"
        yield Difference(f"{name} {part} of the short version")
    if isinstance(was, End) and isinstance(now, End) and was.outcome != now.outcome:
        yield Difference(f"{name} now ends as {now.outcome}, it was {was.outcome}")
    if isinstance(was, Ask) and isinstance(now, Ask):
        yield from _question(was, now, two)


def _question(was: Ask, now: Ask, two: _Two) -> Iterator[Difference]:
    name = f"*{now.id}*"
    if was.type != now.type:
        yield Difference(f"question {name} is now of type {now.type}, it was {was.type}")
    if was.help != now.help:
        yield Difference(f"help of {name} reworded", wording=True)
    yield from _fitted(was, now)
    yield from _choices(name, "choice", was.choices, now.choices)
    yield from _choices(name, "item", was.items, now.items)
    yield from _sentences(f"scale of {name}:", _keyed(was.scale), _keyed(now.scale))
    yield from _settings(was, now)
    yield from _probes(was, now, two)


def _fitted(was: Ask, now: Ask) -> Iterator[Difference]:
    old = was.text_by.wordings if was.text_by else {}
    new = now.text_by.wordings if now.text_by else {}
    yield from _sentences(f"*{now.id}* fitted to", old, new)
    if was.text_by and now.text_by and was.text_by.step != now.text_by.step:
        what = f"*{now.id}* is now fitted to the answer to *{now.text_by.step}*"
        yield Difference(f"{what}, it was to *{was.text_by.step}*")


def _choices(
    name: str, kind: str, was: Sequence[Choice], now: Sequence[Choice]
) -> Iterator[Difference]:
    old = {choice.id: choice for choice in was}
    new = {choice.id: choice for choice in now}
    for id, choice in new.items():
        if id not in old:
            yield Difference(f"{kind} *{id}* (“{choice.label}”) added to {name}")
        elif old[id].label != choice.label:
            what = f"{kind} *{id}* of {name} now reads “{choice.label}”"
            yield Difference(f"{what}, it read “{old[id].label}”", wording=True)
        elif old[id].head != choice.head:
            yield Difference(f"{kind} *{id}* of {name} has another head", wording=True)
    for id in old:
        if id not in new:
            yield Difference(f"{kind} *{id}* removed from {name}")
    if [id for id in old if id in new] != [id for id in new if id in old]:
        yield Difference(f"{kind}s of {name} stand in another order")


def _settings(was: Ask, now: Ask) -> Iterator[Difference]:
    for field, label in _SETTINGS.items():
        old, new = _plain(getattr(was, field)), _plain(getattr(now, field))
        if old != new:
            what = f"“{label}” of *{now.id}* is now {new or 'not given'}"
            yield Difference(f"{what}, it was {old or 'not given'}")


_SETTINGS: Mapping[str, str] = {
    "from_causes": "choices from causes",
    "from_answer": "choices from an answer",
    "polarity": "polarity",
    "counts_as": "counts as",
    "at_most": "at most",
    "suggest_themes": "suggest themes",
    "drop_when_short": "drop when short",
    "skippable": "skippable",
    "digest": "digest",
    "words": "words",
}


def _probes(was: Ask, now: Ask, two: _Two) -> Iterator[Difference]:
    name = f"*{now.id}*"
    if len(was.probes) != len(now.probes):
        grown = "added to" if len(now.probes) > len(was.probes) else "removed from"
        yield Difference(f"follow-up {grown} {name}")
        return
    for old, new in zip(was.probes, now.probes, strict=True):
        if old.only_if != new.only_if:
            asked = _when(new.only_if, two.new_words)
            before = _when(old.only_if, two.old_words)
            yield Difference(f"follow-up of {name} is now asked {asked}; it was {before}")
        if old.reserve != new.reserve:
            kept = "now has" if new.reserve else "no longer has"
            yield Difference(f"follow-up of {name} {kept} one of the budget to itself")
        if old.text != new.text:
            yield Difference(f"follow-up of {name} reworded", wording=True)


def _ways(two: _Two) -> Iterator[Difference]:
    """Jumps that were made or are no longer made."""
    old, new = _jumps(two.old), _jumps(two.new)
    known = {step.id for step in two.new.steps}
    for jump in sorted(new - old):
        start, choice, end = jump
        yield Difference(
            f"*{end}* now also comes after *{start}*{_chosen(start, choice, two.new_words)}"
        )
    for start, choice, end in sorted(old - new):
        if start in known and end in known:
            after = f"*{start}*{_chosen(start, choice, two.old_words)}"
            yield Difference(f"*{end}* no longer comes straight after {after}")


def _jumps(script: Script) -> set[tuple[str, str, str]]:
    jumps = {(step.id, "", step.next) for step in script.steps if step.next is not None}
    for step in script.steps:
        if isinstance(step, Ask):
            jumps |= {(step.id, choice, target) for choice, target in step.go.items()}
    return jumps


def _chosen(step: str, choice: str, words: ConditionWords) -> str:
    return f" ({words.label(step, choice)})" if choice else ""


def _sentences(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    for name in new:
        if name not in old:
            yield Difference(f"{what} “{name}” added", wording=what == "message")
        elif old[name] != new[name]:
            yield Difference(f"{what} “{name}” reworded", wording=True)
    for name in old:
        if name not in new:
            yield Difference(f"{what} “{name}” removed", wording=what == "message")


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The fewest steps that explain why these stand in another order."""
    stays = _common(old, new)
    return {id for id in new if id not in stays}


def _common(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The most steps that kept their order: the longest rising run of places."""
    place = {id: number for number, id in enumerate(old)}
    best: dict[str, tuple[str, ...]] = {}
    for id in new:
        runs = [run for last, run in best.items() if place[last] < place[id]]
        before: tuple[str, ...] = max(runs, key=_length, default=())
        best[id] = (*before, id)
    longest: tuple[str, ...] = max(best.values(), key=_length, default=())
    return set(longest)


def _length(run: tuple[str, ...]) -> int:
    return len(run)


def _kind(step: Step) -> str:
    if isinstance(step, Ask):
        return "question"
    return "end" if isinstance(step, End) else "sentence"


def _texts(step: Step) -> tuple[str | None, ...]:
    if isinstance(step, Ask):
        return (*step.texts, step.text_without_label)
    return step.texts if isinstance(step, (Say, End)) else ()


def _decides(step: Step) -> tuple[object, ...]:
    """What decides whether a step is met."""
    fitted = isinstance(step, Ask) and step.text_by is not None and not step.texts
    return step.only_if, fitted, step.from_answer if isinstance(step, Ask) else None


def _asked(step: Step, words: ConditionWords) -> str:
    asked = words.asked(step)
    return f"when {asked}" if asked else "by everyone who comes there"


def _when(condition: Condition | None, words: ConditionWords) -> str:
    return "always" if condition is None else f"when {words.say(condition)}"


def _only(step: Step, two: _Two) -> str:
    asked = two.new_words.asked(step)
    return f", met when {asked}" if asked else ""


def _keyed(scale: Mapping[int, str]) -> dict[str, str]:
    return {str(point): label for point, label in scale.items()}


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {each}" for name, each in value.items())
    return "" if value is None else str(value)
