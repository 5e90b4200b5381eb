"""What Slack refuses of blocks and views: the limits that slack_sdk and slackblocks know."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import slackblocks
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from slackblocks._surfaces import validate_surface_blocks
from slackblocks.errors import InvalidUsageError
from slackblocks.objects import AxisConfig, BarChart, DataPoint, DataSeries

Surface = Literal["message", "modal", "home"]
MOST: Mapping[Surface, int] = {"message": 50, "modal": 100, "home": 100}
# Tried on the real service: a message of about so many characters can fail as a whole.
MOST_LETTERS = 13_200
_PARSED = {"header", "section", "context", "divider"}
_LONGEST: Mapping[str, int] = {"action_id": 255, "block_id": 255, "value": 2000, "text": 3000}
_LABELS = {"button": 75, "option": 75, "label": 2000, "hint": 2000}


def wrong(blocks: Sequence[dict[str, Any]], surface: Surface) -> str:
    """Why Slack would refuse these blocks there; empty when it would not."""
    try:
        validate_surface_blocks(list(blocks), surface)
        for block in blocks:
            _check(block)
    except (InvalidUsageError, SlackObjectFormationError, KeyError, TypeError) as problem:
        return str(problem) or type(problem).__name__
    return next(_beyond(blocks, surface), "")


def wrong_view(view: Mapping[str, Any], surface: Surface) -> str:
    """Why Slack would refuse this view; empty when it would not."""
    try:
        View(**view).validate_json()
    except SlackObjectFormationError as problem:
        return str(problem)
    if view["type"] != surface:
        return f"a view of type {view['type']}"
    inputs = any(block["type"] == "input" for block in view["blocks"])
    if inputs and surface == "modal" and not view.get("submit"):
        return "inputs without submit"
    return wrong(view["blocks"], surface)


def _check(block: dict[str, Any]) -> None:
    if block["type"] == "data_visualization":
        _check_chart(block)
        return
    parsed = Block.parse(block)
    if parsed is None:
        raise InvalidUsageError(f"unknown type {block['type']}")
    parsed.validate_json()
    if block["type"] in _PARSED and "accessory" not in block:
        slackblocks.Block.from_dict(block)


def _check_chart(block: dict[str, Any]) -> None:
    drawn = block["chart"]
    if drawn["type"] != "bar" or not all(isinstance(part, dict) for part in drawn["series"]):
        raise InvalidUsageError("no chart")
    series = [
        DataSeries(each["name"], [DataPoint(**point) for point in each["data"]])
        for each in drawn["series"]
    ]
    slackblocks.DataVisualizationBlock(
        block["title"], BarChart(series, AxisConfig(**drawn["axis_config"])), block.get("block_id")
    )


def _beyond(blocks: Sequence[dict[str, Any]], surface: Surface) -> Iterator[str]:
    """What neither library looks at."""
    if not 0 < len(blocks) <= MOST[surface]:
        yield f"{len(blocks)} blocks"
    if len(str(blocks)) > MOST_LETTERS and surface == "message":
        yield "a message too long"
    if sum(block["type"] == "data_visualization" for block in blocks) > 2:
        yield "too many charts"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(ids)) < len(ids):
        yield "a block_id twice"
    for part in parts(blocks):
        yield from _too_long(part)


def _too_long(part: Mapping[str, Any]) -> Iterator[str]:
    for name, most in _LONGEST.items():
        text = part.get(name)
        if isinstance(text, str) and not 0 < len(text) <= most:
            yield f"{name} of {len(text)} letters"
    if part.get("type") == "button" and len(part["text"]["text"]) > _LABELS["button"]:
        yield "a button too long"
    options = part.get("options", [])
    if len(options) > 100 or any(len(o["text"]["text"]) > _LABELS["option"] for o in options):
        yield "options too many or too long"
    if any(len(option["value"]) > 150 for option in options):
        yield "an option's value too long"
    if "initial_option" in part and part["initial_option"] not in options:
        yield "an initial option that is none"
    if len(part.get("initial_value", "")) > part.get("max_length", 3000):
        yield "an initial value too long"
    for name in ("label", "hint"):
        if isinstance(part.get(name), dict) and len(part[name]["text"]) > _LABELS[name]:
            yield f"a {name} too long"


def parts(tree: object) -> Iterator[Mapping[str, Any]]:
    """Every object within blocks."""
    inner: Iterable[object] = ()
    if isinstance(tree, Mapping):
        yield tree
        inner = tree.values()
    elif isinstance(tree, Sequence) and not isinstance(tree, str):
        inner = tree
    for part in inner:
        yield from parts(part)
