"""The dialogues that come with the product keep the rules of a good talk."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz.distance import DamerauLevenshtein

from bot.insight.codebook import Codebook, Head, Theme, read_codebook
from bot.insight.themes import Coder
from bot.interview.house import HouseStyle
from bot.interview.house_reader import read_house_style
from bot.interview.reader import read_script
from bot.interview.script import Ask, End, Say, Script
from tests.interview.talks import shipped

FOLDER = Path(__file__).parents[1] / "dialogues"
SHORT = ["liked", "concerns", "causes", "weightiest", "would_have"]
# Every cause with its head, and whether the employer can change it.
CAUSES = {
    "offer": {
        "pay_level": "hard",
        "pay_clarity": "yes",
        "benefits": "hard",
        "offer_handling": "yes",
    },
    "job": {"role": "yes", "growth": "yes", "manager_team": "yes"},
    "place": {"flexibility": "yes", "location": "hard"},
    "company": {"culture": "yes", "mission": "hard", "reputation": "yes", "direction": "hard"},
    "hiring": {"rounds": "yes", "waiting": "yes", "interviews": "yes", "information": "yes"},
    "situation": {"personal": "no", "practical": "hard"},
    "other": {"other": "unknown"},
}


def text_of(name: str) -> str:
    """The text of a dialogue file."""
    return (FOLDER / name).read_text()


@pytest.fixture(scope="module")
def book() -> Codebook:
    """The codebook that comes with the product."""
    return read_codebook(text_of("codebook.yaml"), "codebook.yaml")


@pytest.fixture(scope="module")
def house() -> HouseStyle:
    """The house style that comes with the product."""
    return read_house_style(text_of("house-style.yaml"), "house-style.yaml")


@pytest.fixture(scope="module")
def script(book: Codebook, house: HouseStyle) -> Script:
    """The interview that comes with the product."""
    name = "declined-offer.yaml"
    return read_script(text_of(name), name, causes=book.causes(), house=house, shared={})


def asks(script: Script) -> Iterator[Ask]:
    """The questions, consent aside."""
    return (step for step in script.steps if isinstance(step, Ask) and step.type != "consent")


def question_texts(script: Script) -> Iterator[str]:
    """Everything that may be asked, in every wording."""
    for ask in asks(script):
        yield from ask.texts
        yield from ask.text_by.wordings.values() if ask.text_by else ()
        yield from (probe.text for probe in ask.probes)


def test_the_introduction_is_short_and_says_what_matters(script: Script) -> None:
    """Most people who leave do so here: at most 75 words, with time, freedom and anonymity."""
    consent = script.steps[0]
    assert isinstance(consent, Ask)
    for text in (*consent.texts, consent.text_without_label or ""):
        assert len(text.split()) <= 75
        for said in (
            "{company}",
            "{operator}",
            "{k}",
            "script",
            "skip or stop",
            "without your name",
        ):
            assert said in text
        assert f"{script.limits.minutes} minutes" in text
    assert "{label}" in consent.texts[0]
    assert "{label}" not in (consent.text_without_label or "")
    assert [choice.id for choice in consent.choices] == ["agree", "short", "how", "refuse"]


def test_questions_are_short(script: Script) -> None:
    """One idea a message, at most thirty words."""
    says = [text for step in script.steps if isinstance(step, (Say, End)) for text in step.texts]
    assert [text for text in (*question_texts(script), *says) if len(text.split()) > 30] == []


def test_every_question_can_be_skipped(script: Script) -> None:
    """Nothing has to be answered once the talk has begun."""
    assert all(ask.skippable for ask in asks(script))


def test_the_short_version_is_the_one_promised(script: Script) -> None:
    """The short version holds what cannot be done without, and nothing more."""
    assert [ask.id for ask in asks(script) if ask.short] == SHORT


def test_what_a_digest_shows_of_everyone_is_asked_of_everyone(script: Script) -> None:
    """An answer of a few can seldom be published, so these four have no condition."""
    everyone = {"would_have", "instead", "hiring", "again"}
    free = {ask.id for ask in asks(script) if ask.only_if is None and ask.texts}
    assert everyone <= free


def test_one_question_tells_what_played_a_part_and_one_what_weighed_most(script: Script) -> None:
    """The cause is asked once, up to three, from the one list; nothing else counts as it."""
    played = [ask for ask in asks(script) if ask.from_causes and ask.polarity == "concern"]
    assert [(ask.id, ask.type, ask.at_most) for ask in played] == [("causes", "several", 3)]
    weightiest = script.step("weightiest")
    assert isinstance(weightiest, Ask)
    assert weightiest.from_answer == "causes"


def test_disrespect_counts_as_interviews_and_is_met_with_a_contact(script: Script) -> None:
    """Whoever reports disrespect hears that we are sorry and where to turn, and is counted once."""
    part, contact = script.step("respect_part"), script.step("respect_contact")
    assert isinstance(part, Ask)
    assert isinstance(contact, Say)
    assert part.counts_as == {"main": "interviews", "some": "interviews"}
    assert "sorry" in part.texts[0]
    assert "{contact}" in contact.texts[0]


def test_what_may_be_left_out_is_left_out_in_this_order(script: Script) -> None:
    """To keep the promised time the steps go first, then what to copy, then the why."""
    dropped = {ask.drop_when_short: ask.id for ask in asks(script) if ask.drop_when_short}
    assert [dropped[n] for n in sorted(dropped)] == ["steps", "copy", "why"]


def test_the_minutes_of_both_versions_are_true(script: Script) -> None:
    """Neither version takes longer, on any way through it, than its first message says."""
    consent, pace = script.steps[0], shipped()[0].pace
    assert isinstance(consent, Ask)
    told = {c.id: re.findall(r"(\d+) minutes", c.label) for c in consent.choices}
    assert pace.longest(short=True) <= int(told["short"][0]) * 60
    longest = pace.longest(short=False, dropped=pace.droppable)
    assert longest <= script.limits.minutes * 60


def test_only_hr_is_said_to_read_words_and_only_where_allowed(
    script: Script, house: HouseStyle
) -> None:
    """Whatever is said about reading names HR, and as something that may be, never that will."""
    consent = script.steps[0]
    assert isinstance(consent, Ask)
    first = (*consent.texts, consent.text_without_label or "", consent.help or "")
    said = [*question_texts(script), *first, *house.messages.values()]
    reading = [text for text in said if re.search(r"\b(reads|(may|will|can) read)\b", text)]
    assert [text for text in reading if "HR" not in text] == []
    assert [text for text in said if re.search(r"\b(will|can|does) read\b", text)] == []
    assert all("HR" in text for text in first)
    assert "forgotten" in (consent.help or "")
    assert "forgotten" in house.messages["kept_as_themes"]
    assert "only if you let HR read" in house.messages["kept_as_allowed"]


def test_words_that_hr_may_read_are_those_of_open_questions_only(script: Script) -> None:
    """Every open question offers the choice in the review, and no other question does."""
    assert {ask.id for ask in asks(script) if ask.words} == {
        ask.id for ask in asks(script) if ask.type == "open"
    }


def test_acknowledgements_neither_praise_nor_judge(house: HouseStyle) -> None:
    """Thanks are neutral: a report of disrespect must not be called great, or just noted."""
    judged = re.compile(r"great|good|excellent|interesting|wonderful|noted|helpful|sorry", re.I)
    assert len(house.acknowledgements) >= 4
    assert not any(judged.search(text) for text in house.acknowledgements)


def test_words_for_commands_do_not_overlap(house: HouseStyle) -> None:
    """A word that means two commands would do the wrong thing half the time."""
    commands = ("skip", "back", "help", "stop", "delete", "review", "send")
    for one, two in combinations(commands, 2):
        assert not set(house.words[one]) & set(house.words[two])


def test_synonyms_stand_for_labels_that_exist(script: Script, house: HouseStyle) -> None:
    """A synonym of a label that nobody is offered helps nobody."""
    steps = [step for step in script.steps if isinstance(step, Ask)]
    labels = {choice.label for ask in steps for choice in ask.choices}
    assert set(house.synonyms.values()) <= labels


def test_the_list_of_causes_is_complete(book: Codebook) -> None:
    """Ids are never reused, so the list, its heads and who can change it are held here."""
    listed: dict[str, dict[str, str]] = {}
    for theme in book.themes:
        listed.setdefault(theme.head, {})[theme.id] = theme.control
    assert listed == CAUSES
    assert set(book.heads) == set(CAUSES)


def test_what_is_sensitive_and_what_is_about_people(book: Codebook) -> None:
    """These two flags decide from how many people on a cause may be named."""
    assert {t.id for t in book.themes if t.sensitive} == {"personal", "practical"}
    assert {t.id for t in book.themes if t.about_people} == {"manager_team", "interviews"}


def parts(book: Codebook) -> list[Theme | Head]:
    """Everything that a digest may print sentences of."""
    return [*book.themes, *book.heads.values()]


def test_statements_are_whole_sentences_without_names_shares_or_blame(book: Codebook) -> None:
    """A digest prints them as they are: forward-looking, about nobody, with no share in them."""
    wrong = re.compile(r"[0-9%]|\b(all|none|never|everybody|most|many|few|fail\w*|fault)\b")
    texts = [text for part in parts(book) for text in part.statements.values()]
    assert [text for text in texts if wrong.search(text)] == []
    for text in (*texts, *(part.first_step for part in parts(book))):
        assert re.fullmatch(r"[A-Z].*\.", text)
        assert len(text.split()) <= 30


def test_every_cause_is_complete_for_candidates_and_readers(book: Codebook) -> None:
    """Each has a definition, what it is not, a first step, and an example of both polarities."""
    for theme in book.themes:
        assert theme.definition
        assert theme.not_this
        assert theme.first_step
        assert all(theme.examples[polarity] for polarity in ("positive", "concern"))
        assert (theme.owner == "") is (theme.control == "no")
        assert len(theme.concern.split()) <= 8
    assert len({theme.concern for theme in book.themes}) == len(book.themes)
    assert len({theme.label for theme in book.themes}) == len(book.themes)


def told_apart(theme: Theme) -> bool:
    """Whether phrases in all four languages lead to this theme, most of them of several words."""
    by_language = [theme.phrases[language] for language in ("en", "de", "fr", "es")]
    english = by_language[0]
    return all(by_language) and sum(p.words > 1 for p in english) > len(english) / 2


def test_causes_have_phrases_in_every_language(book: Codebook) -> None:
    """Phrases are written, not translated: each language has its own, mostly of several words."""
    assert [t.id for t in book.themes if t.id != "other" and not told_apart(t)] == []


def test_examples_lead_to_their_own_cause(book: Codebook) -> None:
    """What HR reads as an example of a cause is found as this cause."""
    coder = Coder(book)
    for theme in book.themes:
        for text in (text for texts in theme.examples.values() for text in texts):
            found = {code.theme for code in coder.mentions(text, "en")}
            assert theme.id in found or theme.id == "other", text


def test_receipt_words_are_easy_to_copy_and_hard_to_mix_up() -> None:
    """256 short words, none of which one slip of the pen would turn into another."""
    lines = text_of("receipt-words/en.txt").splitlines()
    assert len(lines) == len(set(lines)) == 256
    assert all(re.fullmatch("[a-z]{3,9}", word) for word in lines)
    assert [p for p in combinations(lines, 2) if DamerauLevenshtein.distance(*p) < 2] == []
    assert len({word[:4] for word in lines}) == 256
