"""What a digest may say and what it must never say."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.insight.codebook import POLARITIES
from bot.insight.digest import Digest, Section, read_digest, write_digest
from bot.insight.edition import nothing_yet
from bot.insight.rendering import full_text, text
from bot.insight.telling import band, people_band
from bot.privacy.batch import Response
from tests.insight.batches import (
    CANARY,
    CAUSE,
    EDITION,
    codebook,
    published,
    response,
    script,
    words,
)
from tests.insight.situations import SITUATIONS

TICKS = st.lists(CAUSE, max_size=3, unique=True)
RATINGS = st.dictionaries(
    st.sampled_from(["communication", "prepared", "skills", "as_described", "respect"]),
    st.integers(1, 5),
)
PEOPLE = st.builds(
    lambda causes, liked, would, instead, rated, short: response(
        causes=causes,
        weightiest=causes[0] if len(causes) > 1 else None,
        liked=liked,
        choices={"would_have": (would,), "instead": (instead,), "stronger": tuple(causes)}
        if instead == "another_offer"
        else {"would_have": (would,), "instead": (instead,)},
        ratings={"hiring": rated},
        short=short,
    ),
    TICKS,
    TICKS,
    st.sampled_from(["yes", "perhaps", "no"]),
    st.sampled_from(["another_offer", "staying", "looking"]),
    RATINGS,
    st.booleans(),
)
BATCHES = st.lists(PEOPLE, min_size=5, max_size=45)
FEWER = settings(max_examples=60, deadline=None)

# Numbers that are not about people: bands of n, k, the version of the list, years and days.
_ALLOWED = (*words().people, "at least 5 people", "version 1", "2026", "1 April 2027")


def told(digest: Digest) -> str:
    """Everything a digest says."""
    return full_text(digest)


def concern(cause: str) -> str:
    """How the codebook names a cause as a worry."""
    return next(theme.named("concern") for theme in codebook().themes if theme.id == cause)


def section(digest: Digest, title: str) -> Section:
    """The section of this title."""
    return next(s for s in (*digest.sections, *digest.thread) if s.title == title)


@FEWER
@given(BATCHES, st.sampled_from([None, 3]))
def test_a_digest_prints_no_count_and_no_share(batch: list[Response], panels: int | None) -> None:
    """No figure but the band of n, the date, k and the version; no percent; never all or none."""
    whole = told(published(batch, panels=panels)[1])
    for allowed in _ALLOWED:
        whole = whole.replace(allowed, "")
    said = re.sub(r"^\d\. ", "", whole, flags=re.M)
    assert not re.search(r"[0-9%]|per ?cent", said)
    # A first step is advice and says nothing about how many.
    shares = re.sub(r"First step others took: .*", "", said)
    assert not re.search(r"\b(all|none|nobody|everybody|everyone)\b", shares, re.I)


@FEWER
@given(BATCHES)
def test_a_digest_prints_nothing_that_was_typed(batch: list[Response]) -> None:
    """Typed words never reach a digest, nor do ids, labels, revisions or receipts."""
    marked = [replace(one, label="Engineering", revision=one.revision) for one in batch]
    kept = write_digest(published(marked)[1])
    for secret in (CANARY, "Engineering", "a-revision", "-id"):
        assert secret not in kept


@FEWER
@given(BATCHES)
def test_every_sentence_comes_from_the_codebook_or_the_words(batch: list[Response]) -> None:
    """What a digest says about answers are the codebook's own sentences."""
    digest = published(batch, panels=3)[1]
    told = [theme.statements for theme in codebook().themes]
    told += [head.statements for head in codebook().heads.values()]
    sentences = {statement for statements in told for statement in statements.values()}
    for part in digest.sections:
        assert {point.text for point in part.points} <= sentences


@pytest.mark.parametrize("hidden", [1, 2])
def test_suppressed_and_empty_look_alike(hidden: int) -> None:
    """A cause below its floor leaves exactly the digest of a batch in which nobody named it."""
    rest = [response(causes=("waiting",)) for _ in range(8)]
    some = [response(causes=("growth",), liked=("benefits",)) for _ in range(hidden)]
    nobody = [response() for _ in range(hidden)]
    assert published([*rest, *some])[1] == published([*rest, *nobody])[1]


@pytest.mark.parametrize("hidden", [1, 2, 3, 4])
def test_a_question_few_were_asked_and_one_nobody_was_look_alike(hidden: int) -> None:
    """Rivals seen by fewer than k people leave no trace."""
    rest = [response(choices={"instead": ("looking",)}) for _ in range(9)]
    asked = response(choices={"instead": ("looking",), "stronger": ("pay_level",)})
    never = response(choices={"instead": ("looking",)})
    assert published([*rest, *[asked] * hidden])[1] == published([*rest, *[never] * hidden])[1]


def test_nothing_yet_is_one_constant_sentence() -> None:
    """With nothing to publish there is one sentence with the next date, whatever waits."""
    digest = nothing_yet(words(), date(2027, 1, 4))
    assert text(digest) == digest.header
    assert "4 January 2027" in digest.header
    assert digest == Digest("en", digest.header)


def test_what_can_be_changed_comes_before_what_is_hard() -> None:
    """A small cause we can change comes before a large one that takes time; the header says so."""
    digest = SITUATIONS["one-cause"].digest()
    names = [point.name for point in section(digest, "Change first").points]
    assert names == [concern("rounds"), concern("pay_level")]
    assert digest.header.index(concern("pay_level")) < digest.header.index(concern("rounds"))


def test_the_header_says_what_first_and_who() -> None:
    """The first line names the strongest cause that can be changed, its band and its owner."""
    header = SITUATIONS["first-batch"].digest().header
    assert concern("waiting") in header
    assert "about half" in header
    assert "recruiting" in header


def test_three_changes_at_most() -> None:
    """More than three things to change first are no priorities; the rest stands in one line."""
    causes = ("waiting", "rounds", "information", "pay_clarity", "growth", "culture")
    batch = [response(causes=(cause,)) for cause in causes for _ in range(4)]
    change = section(published(batch)[1], "Change first")
    assert len(change.points) == 3
    assert sum("Also played a part" in line for line in change.lines) == 1


def test_weight_decides_before_number() -> None:
    """What weighed most for more people comes first, though fewer ticked it."""
    batch = [
        *(response(causes=("rounds", "waiting"), weightiest="rounds") for _ in range(5)),
        *(response(causes=("waiting", "growth"), weightiest="growth") for _ in range(4)),
    ]
    points = section(published(batch)[1], "Change first").points
    expected = [concern(cause) for cause in ("rounds", "growth", "waiting")]
    assert [point.name for point in points] == expected


def test_no_owner_is_asked_to_change_what_nobody_can() -> None:
    """Personal reasons are told but are nobody's task."""
    digest = SITUATIONS["only-personal"].digest()
    change = section(digest, "Change first")
    assert not change.points
    assert any(concern("personal") in line for line in change.lines)
    assert "Who:" not in text(digest)


def test_it_says_how_it_was_made_and_what_it_is_not_for() -> None:
    """Threshold, version, what is never shown and not for appraisal stand in every digest."""
    how = " ".join(section(published([response()] * 5)[1], "How this was made").lines)
    for said in ("at least 5 people", "version 1", "Never shown", "appraisal", "look alike"):
        assert said in how


def test_a_digest_survives_being_kept() -> None:
    """A digest read back is the digest that was published."""
    for situation in SITUATIONS.values():
        digest = situation.digest()
        assert read_digest(write_digest(digest)) == digest


@pytest.mark.parametrize(
    ("share", "named"),
    [
        (0.01, "a few"),
        (0.249, "a few"),
        (0.25, "some"),
        (0.399, "some"),
        (0.4, "about half"),
        (0.6, "about half"),
        (0.601, "most"),
        (1.0, "most"),
    ],
)
def test_bands_of_shares(share: float, named: str) -> None:
    """A few under a quarter, some under two fifths, about half to three fifths, most above."""
    assert words().bands[band(share)] == named


@pytest.mark.parametrize(
    ("people", "named"), [(5, "5–9"), (9, "5–9"), (10, "10–19"), (39, "20–39"), (400, "40 or more")]
)
def test_bands_of_people(people: int, named: str) -> None:
    """How many answered is told in four bands."""
    assert words().people[people_band(people)] == named


def test_only_the_first_digest_says_that_it_is_the_first() -> None:
    """Later ones say nothing about earlier ones unless something changed."""
    later = published([response()] * 6, edition=replace(EDITION, first=False))[1]
    assert "first digest" in published([response()] * 6)[1].edition
    assert "first digest" not in later.edition


def test_an_unlabelled_question_of_the_script_is_never_shown_raw() -> None:
    """Everything shown is a label or a phrase, never an id of the script."""
    ids = {step.id for step in script().steps if "_" in step.id}
    for situation in SITUATIONS.values():
        whole = told(situation.digest())
        assert not any(re.search(rf"\b{step}\b", whole) for step in ids)


def test_a_digest_names_nothing_as_the_candidate_would() -> None:
    """What the team reads never speaks as “I”: these words are nobody's but the candidate's."""
    names = [theme.named(polarity) for theme in codebook().themes for polarity in POLARITIES]
    names += [head.named for head in codebook().heads.values()]
    assert not [name for name in names if re.search(r"\b(I|[Mm]y|me|mine)\b", name)]
