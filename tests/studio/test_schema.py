"""The JSON Schema of scripts."""

import json
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.studio.schema import schema_text, script_schema
from tests.interview.script_samples import SCRIPT
from tests.live import ROOT
from tests.studio.schemas import Validator

SHIPPED = ROOT / "dialogues" / "declined-offer.yaml"


def plain(text: str) -> Any:  # noqa: ANN401 - as YAML gives it
    """A YAML text as an editor reads it, names as texts."""

    def named(value: object) -> object:
        if isinstance(value, dict):
            return {str(name): named(each) for name, each in value.items()}
        return [named(each) for each in value] if isinstance(value, list) else value

    return named(YAML(typ="safe", pure=True).load(text))


@pytest.fixture(scope="module")
def validator() -> Validator:
    """What validates by the schema of scripts."""
    return Validator(script_schema())


def test_the_schema_beside_the_scripts_is_current() -> None:
    """Whoever changes the format writes it anew: python -m bot schema."""
    assert (ROOT / "dialogues" / "script.schema.json").read_text() == schema_text()


def test_editors_are_told_of_the_schema() -> None:
    """The first line of the script names the schema, which lies beside it."""
    first = SHIPPED.read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=./script.schema.json"


@pytest.mark.parametrize("text", [SHIPPED.read_text(), SCRIPT], ids=["shipped", "every word"])
def test_what_the_reader_takes_keeps_to_the_schema(text: str, validator: Validator) -> None:
    """A right script is nowhere marked as wrong."""
    script = plain(text)
    steps = script["steps"]
    assert [step for step in steps if not _fits(step, validator)] == []
    assert validator.fits(script)


def _fits(step: object, validator: Validator) -> bool:
    return validator.fits(step, json.loads(schema_text())["$defs"]["step"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: several", "type: many"),
        ("at most: 2", "at-most: 2"),
        ("digest: count", "digest: counts"),
        ("outcome: completed", "outcome: done"),
        ("short version: yes", "short version: maybe"),
        ("limits: {questions: 20", "limits: {questions: many"),
        ("  - say: respect_contact", "  - tell: respect_contact"),
        ("drop when short: 1", "drop when short: first"),
        ("from: answer causes", "from: answers causes and more"),
        ("text by weightiest:", "text per weightiest:"),
    ],
)
def test_a_mistake_is_marked(old: str, new: str, validator: Validator) -> None:
    """A mistyped name or value does not keep to the schema."""
    text = SHIPPED.read_text()
    assert old in text
    assert not validator.fits(plain(text.replace(old, new, 1)))
