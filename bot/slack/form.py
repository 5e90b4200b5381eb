"""The form in which a decision is noted."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.insight.codebook import Codebook
from bot.insight.decision import MOST_LETTERS, Decision, owners
from bot.insight.digest_words import ROOM, DigestWords
from bot.slack.blocks import cut, paragraph, safe, small

FORM = "decision"
WHAT, CAUSE, OWNER, UNTIL = "what", "cause", "owner", "until"
_FIELD = "field"
_NO_CAUSE = "-"
_OPTION_LENGTH, _MOST_OPTIONS = 75, 100


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the form: causes as (id, label), and the roles that may own one."""

    causes: tuple[tuple[str, str], ...]
    owners: tuple[str, ...]


def choices(codebook: Codebook) -> Choices:
    """The causes that somebody can change, as a digest names them, and all roles."""
    causes = tuple(
        (theme.id, theme.named("concern"))
        for theme in codebook.themes
        if theme.control in ("yes", "hard")
    )
    return Choices(causes, owners(codebook))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a form was opened, and the id that its decision will have.

    `message` is the digest under which it was, if it was under one.
    """

    id: str
    channel: str = ""
    channel_name: str = ""
    message: str = ""


def form(
    words: DigestWords, choices: Choices, filled: Decision, origin: Origin, note: str = ""
) -> dict[str, Any]:
    """The form as a view, filled as far as anything is known; `note` stands above it."""
    none = Option(value=_NO_CAUSE, text=_label(words.say("form_no_cause")))
    causes = [none, *(Option(value=id_, text=_label(name)) for id_, name in choices.causes)]
    owners = [Option(value=owner, text=_label(owner)) for owner in choices.owners]
    blocks: list[Block] = [
        *small(note),
        _input(words, WHAT, _text(filled.what), hint=words.say("form_what_hint")),
        _input(words, CAUSE, _select(causes, filled.cause or _NO_CAUSE)),
        _input(words, OWNER, _select(owners, filled.owner)),
        _input(words, UNTIL, _date(filled.until), optional=True),
    ]
    view = _modal(words, blocks)
    view.callback_id = FORM
    view.submit = _plain(words.say("form_save"), ROOM["form_save"])
    view.private_metadata = json.dumps(asdict(origin))
    return view.to_dict()


def said(words: DigestWords, sentence: str) -> dict[str, Any]:
    """What stands in the form's place once it was handed in."""
    return _modal(words, [paragraph(safe(sentence))]).to_dict()


def read_form(view: Mapping[str, Any]) -> tuple[Decision, Origin]:
    """What was filled in, not yet checked, and where the form was opened."""
    values = view["state"]["values"]
    chosen = {name: values[name][_FIELD].get("selected_option") or {} for name in (CAUSE, OWNER)}
    cause = chosen[CAUSE].get("value", _NO_CAUSE)
    decision = Decision(
        what=" ".join((values[WHAT][_FIELD].get("value") or "").split()),
        cause="" if cause == _NO_CAUSE else cause,
        owner=chosen[OWNER].get("value", ""),
        until=values[UNTIL][_FIELD].get("selected_date") or "",
    )
    return decision, Origin(**json.loads(view["private_metadata"]))


def _modal(words: DigestWords, blocks: list[Block]) -> View:
    return View(
        type="modal",
        title=_plain(words.say("form_title"), ROOM["form_title"]),
        close=_plain(words.say("form_close"), ROOM["form_close"]),
        blocks=blocks,
    )


def _input(
    words: DigestWords,
    name: str,
    element: InputInteractiveElement,
    *,
    hint: str = "",
    optional: bool = False,
) -> InputBlock:
    return InputBlock(
        block_id=name,
        label=_plain(words.say(f"form_{name}")),
        element=element,
        hint=_plain(hint) if hint else None,
        optional=optional,
    )


def _text(filled: str) -> PlainTextInputElement:
    # What is too long to be handed in is shown as it was, so that it can be made shorter.
    known = filled or None
    return PlainTextInputElement(
        action_id=_FIELD,
        initial_value=known,
        multiline=True,
        max_length=max(MOST_LETTERS, len(filled)),
    )


def _select(options: list[Option], chosen: str) -> StaticSelectElement:
    known = next((option for option in options if option.value == chosen), None)
    return StaticSelectElement(
        action_id=_FIELD, options=options[:_MOST_OPTIONS], initial_option=known
    )


def _date(day: str) -> DatePickerElement:
    return DatePickerElement(action_id=_FIELD, initial_date=day or None)


def _label(words: str) -> PlainTextObject:
    return _plain(words, _OPTION_LENGTH)


def _plain(words: str, most: int = 2000) -> PlainTextObject:
    return PlainTextObject(text=cut(words, most), emoji=False)
