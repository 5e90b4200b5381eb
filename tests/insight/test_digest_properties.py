"""Whatever people answered, and whatever a digest looks back on: what none may ever say."""

import re
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.insight.action import Action
from bot.insight.counters import read_counters
from bot.insight.digest import Digest
from bot.insight.page import html
from bot.insight.publication import Past, Slice
from bot.insight.rendering import full_text, markdown
from bot.insight.report import report
from bot.insight.rollup import FLOOR, LABEL_FLOOR, SENSITIVE_FLOOR
from bot.insight.table import csv, json_of
from bot.privacy.batch import Response
from tests.insight.batches import CANARY, CAUSE, publication, published, response, themes, words
from tests.insight.test_digest import BATCHES

FEWER = settings(max_examples=20, deadline=None)
NAME = "Okafor"
LABEL = "Engineering"
DONE = Action("1", "Answer sooner", "waiting", "recruiting", state="done")
# What stands by its own name when ten people say it. What does not is put together with whatever is
# small, as one more of many; that is told of people who did say something.
LOUD = st.deferred(
    lambda: st.sampled_from(
        [
            theme.id
            for theme in themes().values()
            if theme.head not in ("hiring", "other") and not theme.about_people
        ]
    )
)
RECORDS = st.dictionaries(CAUSE, st.integers(1, 30))


def everything(digest: Digest) -> str:
    """All that anybody is ever shown of a digest, in every form."""
    forms = (full_text, markdown, html, csv, json_of)
    return "\n".join([*(form(digest) for form in forms), report(digest, words())])


def looking_back(before: list[Response], records: dict[str, int]) -> Past:
    """What a digest after this batch looks back on."""
    return Past(read_counters(published(before)[0]["counters"]), (DONE,), records)


def named(batch: list[Response]) -> Counter[str]:
    """How many people ticked each cause."""
    answers = (one.answer("causes") for one in batch)
    return Counter(cause for answer in answers if answer for cause in answer.choices)


@FEWER
@given(BATCHES, BATCHES, RECORDS)
def test_no_form_prints_a_name_a_typed_word_or_a_percentage(
    batch: list[Response], before: list[Response], records: dict[str, int]
) -> None:
    """Not of this batch, nor of the one before; and no label of anybody in a digest of everyone."""
    marked = [
        replace(
            one,
            label=f"{LABEL} of {NAME}",
            answers=tuple(replace(a, words=f"{CANARY} by {NAME}") for a in one.answers),
        )
        for one in batch
    ]
    digest = published(marked, past=looking_back(before, records))[1]
    whole = everything(digest)
    for secret in (CANARY, NAME, LABEL, "a-revision"):
        assert secret not in whole
    # A style sheet has its own.
    assert "%" not in re.sub(r"<style>.*?</style>", "", whole, flags=re.S)


@FEWER
@given(BATCHES, st.sampled_from([None, 3]))
def test_every_band_stands_for_as_many_people_as_its_floor(
    batch: list[Response], panels: int | None
) -> None:
    """In no row, and so on no chart, is a cause that fewer named."""
    counted = named(batch)
    for share in published(batch, panels=panels)[1].shares:
        theme = themes().get(share.id)
        if share.part != "concern" or theme is None or theme.id == "other":
            continue
        assert counted[theme.id] >= (SENSITIVE_FLOOR if theme.sensitive else FLOOR)
        assert panels or not theme.about_people


@FEWER
@given(BATCHES)
def test_a_slice_has_the_higher_floor_and_looks_at_nothing_else(batch: list[Response]) -> None:
    """Under a label a cause stands from five people on; actions and records are for everyone."""
    labelled = [replace(one, label=LABEL if n % 2 else None) for n, one in enumerate(batch)]
    past = looking_back(batch, {"pay_level": 30})
    made = publication(labelled, past=past, slices=[Slice(LABEL)])
    counted = named([one for one in labelled if one.label])
    for digest in made.slices:
        assert "Answer sooner" not in everything(digest)
        for share in digest.shares:
            assert share.part != "records"
            theme = themes().get(share.id)
            if share.part == "concern" and theme is not None and theme.id != "other":
                assert counted[theme.id] >= LABEL_FLOOR


@FEWER
@given(
    st.dictionaries(
        LOUD,
        st.integers(10, 12),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 2),
    BATCHES,
    RECORDS,
)
def test_suppressed_and_empty_are_one_digest(
    loud: dict[str, int], hidden: int, before: list[Response], records: dict[str, int]
) -> None:
    """Whether two people named something or nobody did: every form is the same to the letter,
    also beside a batch in which many had named it."""
    rest = [response(causes=(cause,)) for cause, many in loud.items() for _ in range(many)]
    past = looking_back([*before, *(response(causes=("waiting",)) for _ in range(30))], records)
    some = [response(causes=("waiting",)) for _ in range(hidden)]
    some += [response() for _ in range(2 - hidden)]
    nobody = [response(), response()]
    first, second = (published([*rest, *more], past=past)[1] for more in (some, nobody))
    assert everything(first) == everything(second)
