"""What a full seizure yields: as much as SECURITY.md says, and no more."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from tests.adversary.bases import sqlite
from tests.adversary.seizure import UNDER_WAY, Seizure, seize
from tests.adversary.table import IN_LITTLE, Field


@pytest.fixture(scope="module")
def seized() -> Iterator[Seizure]:
    """Everything, taken in the night before a boundary."""
    with sqlite() as base, closing(Field(base, "seizure", IN_LITTLE)) as field:
        yield seize(field.season(replace(IN_LITTLE.usual, under_way=UNDER_WAY)))


NEVER = (
    "typed words that were not allowed",
    "links",
    "receipts",
    "chats of interviews under way",
    "answers of released batches that show what was suggested after them",
    "sealed values in backups from before the last boundary",
    "sealed values, without the key folder",
)


@pytest.mark.parametrize("what", NEVER)
def test_not_even_a_seizure_reads(what: str, seized: Seizure) -> None:
    """What was forgotten, destroyed or never stored is read by nobody."""
    read, there = seized.read[what]
    assert (read, there > 0) == (0, True)


def test_the_list_is_not_made_blind(seized: Seizure) -> None:
    """What waits and what was released is there to be read, so that the rest means something."""
    read, there = seized.read["responses that wait, whole"]
    assert read == there > 0
    assert seized.read["interviews under way in Telegram, with what was typed"] == (2, 2)
    began = "interviews under way that show with which link they began, for who has the links"
    assert seized.read[began] == (2, 2)
    assert seized.read["answers of released batches, unjoined"][0] > 0
    assert "offered" in seized.fields
    assert not {"person", "name", "token", "receipt", "time", "day"} & set(seized.fields)


def test_the_list_says_both(seized: Seizure) -> None:
    """The list names what is read and what is not."""
    lines = seized.lines()
    assert any(line.startswith("- responses that wait, whole: ") for line in lines)
    assert "- receipts: none of " in "\n".join(lines)
