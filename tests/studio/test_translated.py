"""What is found in translations: each fault at its place, and none where there is none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.interview.faults import faults
from bot.interview.po import read_po
from bot.interview.translation import Sentence
from bot.studio.catalog import Heading, template
from bot.studio.translated import read_spoken, translated
from tests.pseudo import DIALOGUES, dialogues

SENTENCES = [
    Sentence("liked.text", "What did you like about {company}?"),
    Sentence("liked.choices.pay", "Pay", most=64),
    Sentence("liked.choices.team", "Team", most=64),
    Sentence("pay_level.label", "Pay", most=64),
]
SAID = {
    "liked.text": "Was gefiel Ihnen an {company}?",
    "liked.choices.pay": "Gehalt",
    "liked.choices.team": "Team",
    "pay_level.label": "Gehalt",
}


def file(**said: str) -> str:
    """A file of translations, some of which may say something else."""
    entries = (
        f'msgctxt "{each.context}"\nmsgid "{each.text}"\nmsgstr "{text}"\n'
        for each in SENTENCES
        for text in [said.get(each.context.replace(".", "_"), SAID[each.context])]
    )
    return "\n".join(entries)


def found(text: str, *, offered: bool = True) -> list[str]:
    entries = read_po(text, "de.po")
    return [str(each) for each in faults(SENTENCES, entries, "de.po", offered=offered)]


def test_nothing_is_wrong_in_a_complete_file() -> None:
    """A translation of every sentence, with its placeholders and room for it, is enough."""
    assert found(file()) == []
    assert found(file(), offered=False) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (file(liked_text=""), "de.po:1:1  T02  “What did you like about {company}?” (liked.text)"),
        (
            file().replace("What did you like", "What do you like"),
            "de.po:1:1  T03  “What did you like about {company}?” (liked.text) was changed",
        ),
        (f"#, fuzzy\n{file()}", "de.po:2:1  T03  “What did you like"),
        (file(liked_text="Was gefiel Ihnen?"), "de.po:1:1  T04  The translation lacks {company}."),
        (
            file(liked_text="{company} {firma}"),
            "de.po:1:1  T04  The translation has {firma}, which nobody fills.",
        ),
        (file(liked_choices_pay="ü" * 33), f"de.po:5:1  T05  “{'ü' * 33}” takes 66 bytes"),
        (file(liked_choices_team="GEHALT"), "de.po:9:1  T06  “Pay” and “Team” both read “GEHALT”"),
    ],
)
def test_each_fault_is_told_at_its_place(text: str, said: str) -> None:
    """One finding for one fault, with its code, its line and what is wrong."""
    [finding] = found(text)
    assert finding.startswith(said)


def test_a_draft_is_told_once() -> None:
    """In a language that is not offered, what is left to do is one finding for a file."""
    half = file(liked_text="", liked_choices_pay="")
    [finding] = found(half, offered=False)
    assert finding.startswith("de.po:1:1  T07  2 of 4 sentences are not translated yet.")


def test_the_shipped_languages_are_whole() -> None:
    """Every sentence of every shipped language is translated, fits, and keeps the promised time."""
    spoken = read_spoken(DIALOGUES)
    assert [str(finding) for finding in translated(spoken)] == []
    assert spoken.named == {"de", "fr", "es"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dialogues(tmp_path_factory.mktemp("spoken"), "uk")


Break = Callable[[Path], object]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda at: (at / "locale/uk/pages.po").unlink(), "locale/uk/pages.po:1:1  T02"),
        (lambda at: (at / "locale/uk/language.yaml").unlink(), "locale/uk/language.yaml:1:1  T02"),
        (lambda at: (at / "receipt-words/uk.txt").unlink(), "receipt-words/uk.txt:1:1  T02"),
        (
            lambda at: (at / "receipt-words/uk.txt").write_text("é\ne"),
            "receipt-words/uk.txt:2:1  T09",
        ),
        (lambda at: (at / "locale/uk/digest.po").write_text(""), "locale/uk/digest.po:1:1  T07"),
    ],
    ids=["pages", "language", "receipts", "alike", "digest"],
)
def test_a_language_that_is_named_must_be_whole(folder: Path, spoil: Break, said: str) -> None:
    """Files that candidates need are errors when they lack; the team's digest may come later."""
    kept = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    try:
        spoil(folder)
        told = [str(finding) for finding in translated(read_spoken(folder))]
    finally:
        for path, content in kept.items():
            path.write_bytes(content)
    assert any(finding.startswith(said) for finding in told)
    # Labels made longer by code do not fit a button; that is all there is beside.
    assert {finding.split("  ")[1] for finding in told} <= {said[-3:], "T05", "Q16"}


def test_a_template_reads_as_nothing_done() -> None:
    """A file just made is one draft, and one finding for each sentence once it is offered."""
    text = template(SENTENCES, Heading("talk", "en", "de"))
    assert len(found(text)) == len(SENTENCES)
    assert len(found(text, offered=False)) == 1
