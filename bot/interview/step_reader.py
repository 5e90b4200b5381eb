"""One step of a script, as it stands in a dialogue file."""

from dataclasses import dataclass
from typing import TypedDict, cast, get_args

from bot.interview.condition_reader import RESERVED, ConditionError, parse
from bot.interview.conditions import Condition
from bot.interview.fields import Fields
from bot.interview.mistakes import did_you_mean
from bot.interview.placeholders import PLACEHOLDERS
from bot.interview.script import End, Outcome, Place, Say, Step
from bot.interview.yamlfile import Node

VERBS = ("say", "ask", "part", "end", "use")
EVERY = ("only if", "next", "short version", "note")
SAY_FIELDS = ("say", "text", *EVERY)
END_FIELDS = ("end", "outcome", "text", "only if", "short version", "note")


@dataclass(frozen=True, slots=True)
class Written:
    """A step and the part of the file in which it stands."""

    step: Step
    node: Node


class Common(TypedDict):
    """What every step has."""

    id: str
    place: Place
    part: str | None
    only_if: Condition | None
    next: str | None
    short: bool
    note: str | None


def verb_of(fields: Fields) -> str | None:
    """What kind of step this is: its first name."""
    names = fields.names()
    if not names or names[0] in VERBS:
        return names[0] if names else None
    place = fields.node.key_place(names[0])
    later = next((name for name in names if name in VERBS), None)
    if later:
        what = f"A step begins with its verb, but “{names[0]}” stands first."
        fields.wrong(place, "S03", what, f"Put “{later}:” first.")
        return later
    todo = did_you_mean(names[0], VERBS) or f"Begin it with one of: {', '.join(VERBS)}."
    fields.wrong(place, "S03", f"“{names[0]}” is no kind of step.", todo)
    return None


def read_common(fields: Fields, verb: str, part: str | None) -> Common | None:
    """What every step has; None when it has no id that could be used."""
    step_id = fields.text(verb)
    if not step_id or not _may_be_id(fields, verb, step_id):
        return None
    return Common(
        id=step_id,
        place=fields.node.key_place(verb),
        part=part,
        only_if=read_condition(fields),
        next=fields.text("next") or None,
        short=fields.flag("short version"),
        note=fields.text("note") or None,
    )


def read_say(fields: Fields, common: Common) -> Say:
    """Something said."""
    fields.only(SAY_FIELDS, here="with “say”")
    return Say(**common, texts=read_texts(fields))


def read_end(fields: Fields, common: Common) -> End:
    """An end of the interview."""
    fields.only(END_FIELDS, here="with “end”")
    fields.need("outcome", "Add “outcome: completed” or “outcome: refused”.")
    outcome = fields.word("outcome", get_args(Outcome), "completed")
    return End(**common, texts=read_texts(fields), outcome=cast("Outcome", outcome))


def read_texts(fields: Fields) -> tuple[str, ...]:
    """The wordings of a step, of which there must be one."""
    fields.need("text", "Add “text:” with what is to be said.")
    return fields.sentences("text", PLACEHOLDERS)


def read_condition(fields: Fields) -> Condition | None:
    """The condition under `only if`, or None when there is none or it cannot be read."""
    text = fields.text("only if")
    if not text:
        return None
    try:
        return parse(text)
    except ConditionError as error:
        fields.wrong(fields.at("only if", error.column), "C01", error.what, error.todo)
        return None


def _may_be_id(fields: Fields, verb: str, step_id: str) -> bool:
    if step_id not in RESERVED:
        return fields.is_id(step_id, fields.at(verb))
    what = f"“{step_id}” has a meaning in conditions and cannot be an id."
    fields.wrong(fields.at(verb), "S07", what, "Choose another word.")
    return False
