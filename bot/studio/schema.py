"""The JSON Schema of scripts, made from what the reader takes: editors complete and mark by it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from bot.interview.file_head import FORMAT
from bot.interview.house import MESSAGES
from bot.interview.question_reader import FIELDS, HIGHEST, NEEDED, PROBE_FIELDS, TEXT_BY
from bot.interview.reader import LIMITS, TOP
from bot.interview.script import DigestUse, Outcome, Polarity, QuestionType
from bot.interview.step_reader import END_FIELDS, SAY_FIELDS

Schema = dict[str, Any]
_ID = "^[a-z][a-z0-9_]{0,39}$"
_LANGUAGE = "^[a-z]{2,3}(-[A-Z]{2})?$"


def schema_text() -> str:
    """The schema as it is kept beside the scripts."""
    return json.dumps(script_schema(), indent=2, ensure_ascii=False) + "\n"


def script_schema() -> Schema:
    """The schema of a script."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A script of an interview",
        **_group(
            {name: _TOP[name] for name in TOP}, ("format", "script", "title", "limits", "steps")
        ),
        "$defs": {
            "id": {"type": "string", "pattern": _ID},
            "text": {"type": ["string", "number"]},
            "sentences": {"anyOf": [_text(), _list(_text())]},
            "flag": {"enum": ["yes", "no"]},
            "labels": _labels(),
            "choices": _choices(),
            "scale": _labels(f"^({'|'.join(str(n) for n in range(1, HIGHEST + 1))})$"),
            "probe": _group({name: _FIELDS[name] for name in PROBE_FIELDS}, ("text",)),
            "step": {"oneOf": [*_plain_steps(), *(_ask(kind) for kind in FIELDS)]},
        },
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _text() -> Schema:
    return _ref("text")


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of, "minItems": 1}


def _number(lowest: int, highest: int) -> Schema:
    return {"type": "integer", "minimum": lowest, "maximum": highest}


def _labels(names: str = _ID, label: Schema | None = None) -> Schema:
    """Ids with a sentence each."""
    return {
        "type": "object",
        "patternProperties": {names: label or _text()},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _choices() -> Schema:
    """Ids with labels, some of them under heads; or those of the codebook, or of an answer."""
    heads = {"anyOf": [_text(), _ref("labels")]}
    return {
        "type": "object",
        "properties": {
            "from": {"type": "string", "pattern": f"^(causes|answer {_ID[1:-1]})$"},
            "without": {"anyOf": [_text(), _list(_ref("id"))]},
        },
        "additionalProperties": heads,
        "minProperties": 1,
    }


def _group(fields: Mapping[str, Schema], needed: Sequence[str], *, by: bool = False) -> Schema:
    group: Schema = {"type": "object", "properties": dict(fields), "required": list(needed)}
    if by:
        group["patternProperties"] = {f"^{TEXT_BY}{_ID[1:]}": _ref("labels")}
    return {**group, "additionalProperties": False}


def _plain_steps() -> list[Schema]:
    """Every step that asks nothing."""
    note = {"note": _text()}
    return [
        _group({name: _FIELDS[name] for name in SAY_FIELDS}, ("say", "text")),
        _group({name: _FIELDS[name] for name in END_FIELDS}, ("end", "outcome", "text")),
        _group({"part": _text(), **note}, ("part",)),
        _group({"use": {"type": "string", "pattern": r"^shared/.+\.yaml$"}, **note}, ("use",)),
    ]


def _ask(kind: QuestionType) -> Schema:
    """A question of one type; its text may be fitted to an answer instead."""
    fields = {name: _FIELDS[name] for name in FIELDS[kind]}
    fields["type"] = {"const": kind}
    return _group(fields, ("ask", "type", *NEEDED[kind]), by=True)


_TOP: Mapping[str, Schema] = {
    "format": {"enum": [FORMAT, int(FORMAT)]},
    "script": {"type": "string", "pattern": "^[a-z][a-z0-9-]{0,39}$"},
    "title": _text(),
    "language": {"type": "string", "pattern": _LANGUAGE},
    "also in": {"anyOf": [_text(), _list({"type": "string", "pattern": _LANGUAGE})]},
    "limits": _group({name: _number(*bounds) for name, bounds in LIMITS.items()}, tuple(LIMITS)),
    "messages": _labels(f"^({'|'.join(MESSAGES)})$"),
    "steps": _list(_ref("step")),
}
# What each field of a step may hold.
_FIELDS: Mapping[str, Schema] = {
    "ask": _ref("id"),
    "say": _ref("id"),
    "end": _ref("id"),
    "type": {"enum": list(FIELDS)},
    "outcome": {"enum": list(get_args(Outcome))},
    "note": _text(),
    "only if": {"type": "string", "minLength": 1},
    "text": _ref("sentences"),
    "text without label": _text(),
    "choices": _ref("choices"),
    "items": _ref("labels"),
    "scale": _ref("scale"),
    "counts as": _labels(label=_ref("id")),
    "go": _labels(label=_ref("id")),
    "polarity": {"enum": list(get_args(Polarity))},
    "suggest themes": _ref("flag"),
    "at most": _number(1, 99),
    "digest": {"enum": list(get_args(DigestUse))},
    "words": _ref("flag"),
    "skippable": _ref("flag"),
    "probe": {"anyOf": [_ref("probe"), _list(_ref("probe"))]},
    "reserve": _ref("flag"),
    "help": _text(),
    "drop when short": _number(1, 99),
    "next": _ref("id"),
    "short version": _ref("flag"),
}
