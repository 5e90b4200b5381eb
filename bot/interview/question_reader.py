"""One question of a script, as it stands in a dialogue file."""

import re
from collections.abc import Mapping, Sequence
from typing import cast, get_args

from bot.interview.choice_reader import read_choices
from bot.interview.fields import Fields
from bot.interview.placeholders import PLACEHOLDERS
from bot.interview.script import (
    Ask,
    Cause,
    Choice,
    DigestUse,
    Polarity,
    Probe,
    QuestionType,
    TextBy,
)
from bot.interview.step_reader import EVERY, Common, read_condition, read_texts

_QUESTION = (
    *("ask", "type", "text", *EVERY, "go", "probe", "drop when short"),
    *("skippable", "digest", "polarity", "help"),
)
# The fields of each type of question; `text by …` beside them.
FIELDS: Mapping[QuestionType, tuple[str, ...]] = {
    "consent": (
        *("ask", "type", "text", "text without label", "choices", "go", "help"),
        *("next", "short version", "note"),
    ),
    "choice": (*_QUESTION, "choices", "counts as"),
    "several": (*_QUESTION, "choices", "counts as", "at most"),
    "open": (*_QUESTION, "choices", "suggest themes", "words"),
    "rating": (*_QUESTION, "scale"),
    "ratings": (*_QUESTION, "scale", "items"),
}
_ALL = tuple(dict.fromkeys(name for names in FIELDS.values() for name in names))
NEEDED: Mapping[QuestionType, tuple[str, ...]] = {
    "consent": ("choices",),
    "choice": ("choices",),
    "several": ("choices",),
    "open": (),
    "rating": ("scale",),
    "ratings": ("items", "scale"),
}
PROBE_FIELDS = ("only if", "text", "reserve")
TEXT_BY = "text by "
HIGHEST = 10


def read_ask(fields: Fields, common: Common, causes: Sequence[Cause]) -> Ask:
    """A question; as much of it as can be read, and taken for an open one when it has no type."""
    kind = _type(fields)
    polarity = cast("Polarity", fields.word("polarity", get_args(Polarity), "neutral"))
    concern = polarity == "concern"
    offered = read_choices(fields, causes, concern=concern, grouped=concern and kind == "several")
    text_by = _text_by(fields)
    return Ask(
        **common,
        type=kind or "open",
        texts=read_texts(fields) if "text" in fields or text_by is None else (),
        text_by=text_by,
        text_without_label=fields.sentence("text without label", PLACEHOLDERS) or None,
        choices=offered.choices,
        from_causes=offered.from_causes,
        from_answer=offered.from_answer,
        polarity=polarity,
        counts_as=fields.labels("counts as"),
        at_most=fields.number("at most", 1, 99),
        scale=_scale(fields),
        items=tuple(Choice(*pair) for pair in fields.labels("items").items()),
        go=fields.labels("go"),
        probes=_probes(fields),
        suggest_themes=fields.flag("suggest themes"),
        drop_when_short=fields.number("drop when short", 1, 99),
        skippable=fields.flag("skippable", default=kind != "consent"),
        digest=_digest(fields, kind),
        words=fields.flag("words"),
        help=fields.sentence("help", PLACEHOLDERS) or None,
    )


def _type(fields: Fields) -> QuestionType | None:
    """The type, if it has one, after noting every field that does not belong to it."""
    types: tuple[QuestionType, ...] = get_args(QuestionType)
    fields.need("type", f"Add “type:” with one of: {', '.join(types)}.")
    found = fields.word("type", types, "")
    by = tuple(name for name in fields.names() if name.startswith(TEXT_BY))
    if not found:
        fields.only((*_ALL, *by))
        return None
    kind = cast("QuestionType", found)
    fields.only((*FIELDS[kind], *by), _ALL, f"with “type: {kind}”")
    for name in NEEDED[kind]:
        fields.need(name, f"Add “{name}:”, with an id or number and its label on each line below.")
    return kind


def _text_by(fields: Fields) -> TextBy | None:
    names = [name for name in fields.names() if name.startswith(TEXT_BY)]
    for name in names[1:]:
        what = "A question can be fitted to one earlier answer only."
        fields.wrong(fields.node.key_place(name), "S03", what, f"Keep “{names[0]}”.")
    if not names:
        return None
    return TextBy(names[0].removeprefix(TEXT_BY).strip(), fields.labels(names[0], PLACEHOLDERS))


def _digest(fields: Fields, kind: QuestionType | None) -> DigestUse:
    use = cast("DigestUse", fields.word("digest", get_args(DigestUse), "never"))
    if kind is None or use == "never" or (use == "themes") is (kind == "open"):
        return use
    todo = "Write “digest: themes”." if kind == "open" else "Write “digest: count”."
    what = f"“digest: {use}” is not used with “type: {kind}”."
    fields.wrong(fields.at("digest"), "S06", what, todo)
    return "never"


def _scale(fields: Fields) -> dict[int, str]:
    """Every point of the scale with its label, which is empty between the labelled ones."""
    group = fields.group("scale")
    if group is None:
        return {}
    labelled: dict[int, str] = {}
    for name in group.names():
        label = group.sentence(name)
        if re.fullmatch(r"[0-9]{1,2}", name) and 1 <= int(name) <= HIGHEST:
            labelled[int(name)] = label
            continue
        what = f"“{name}” is no point of a scale."
        group.wrong(group.node.key_place(name), "S06", what, f"Use numbers from 1 to {HIGHEST}.")
    if len(labelled) < 2:
        todo = "Write for example: {1: Very poor, 5: Very good}."
        group.wrong(group.place, "S04", "A scale needs its lowest and its highest point.", todo)
        return labelled
    return {n: labelled.get(n, "") for n in range(min(labelled), max(labelled) + 1)}


def _probes(fields: Fields) -> tuple[Probe, ...]:
    probes = []
    for node in fields.entries("probe"):
        probe = Fields(node, fields.mistakes)
        probe.only(PROBE_FIELDS, here="in a probe")
        probe.need("text", "Add “text:” with what is asked.")
        # Which answers a probe may quote is known only when all steps are read.
        text = probe.text("text")
        probes.append(Probe(text, read_condition(probe), probe.flag("reserve"), node.place))
    return tuple(probes)
