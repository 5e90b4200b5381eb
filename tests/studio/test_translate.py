"""Files of translations: complete, stable, and never losing what somebody wrote."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.interview.mistakes import DialogueError
from bot.interview.po import Entry, read_po
from bot.interview.translation import Sentence
from bot.studio.catalog import Heading, template, updated
from bot.studio.desk import Desk
from bot.studio.domains import read_domains
from bot.studio.translate import extract, status, update

DIALOGUES = Path(__file__).parents[2] / "dialogues"
HEADING = Heading("talk", "en", "de")
ASKED = Sentence("liked.text", "What did you like about {company}?", "Asked first.")
BUTTON = Sentence("liked.choices.nothing", "Nothing")


@pytest.fixture(scope="module")
def shipped() -> dict[str, list[Sentence]]:
    return {domain: list(found) for domain, found in read_domains(DIALOGUES).items()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    for path in DIALOGUES.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    said: list[str] = []
    return Desk(tmp_path, said.append, said.append)


def filled(text: str, say: Callable[[Entry], str]) -> str:
    """The file with a translation for each sentence."""
    entries = iter(read_po(text, "talk.po"))
    head, _, rest = text.partition("\n\n")
    return f"{head}\n\n" + re.sub(
        r'msgstr ""\n', lambda _: f'msgstr "{say(next(entries))}"\n', rest
    )


def test_the_order_is_that_of_the_interview(shipped: dict[str, list[Sentence]]) -> None:
    """A translator reads the questions as a candidate meets them: choices and probes with them."""
    contexts = [sentence.context for sentence in shipped["declined-offer"]]
    wanted = [
        "consent.text",
        "consent.choices.agree",
        "consent.help",
        "looking_for.text",
        "liked.text",
        "concerns.text",
        "concerns.probe.text",
        "why.text by weightiest.pay_level",
        "hiring.items.communication",
        "hiring.scale.1",
        "hiring.probe.text",
        "thanks.text",
    ]
    places = [contexts.index(context) for context in wanted]
    assert places == sorted(places)


def test_notes_are_carried_along(shipped: dict[str, list[Sentence]]) -> None:
    """What a script's `note:` says about a step stands by its sentences in the file."""
    file = template(shipped["declined-offer"], HEADING)
    before = file.partition('msgctxt "steps.text"')[0].rpartition("\n\n")[2]
    assert "#. Put the stages of your own hiring here, in their order." in before


def test_every_domain_is_there_and_phrases_are_not(shipped: dict[str, list[Sentence]]) -> None:
    """Script, house style, codebook, pages and digest are translated; phrases and ids never are."""
    assert list(shipped) == ["declined-offer", "house-style", "codebook", "pages", "digest"]
    said = {sentence.text for found in shipped.values() for sentence in found}
    assert "Fast answers" in said or "Answers without long waits" in said or len(said) > 400
    assert not said & {"salary", "base salary", "pay_level", "would_have", "nope"}


def test_a_new_file_reads_back_whole(shipped: dict[str, list[Sentence]]) -> None:
    """Our own reader finds in a file what was written into it, line ends and quotes included."""
    for domain, sentences in shipped.items():
        entries = read_po(template(sentences, HEADING), f"{domain}.po")
        assert [(e.context, e.source) for e in entries] == [(s.context, s.text) for s in sentences]
        assert not any(entry.counts for entry in entries)


def test_updating_twice_changes_nothing(desk: Desk) -> None:
    """A file that is up to date stays byte for byte, so that only words make a difference."""
    update(["de"], desk)
    files = sorted(desk.folder.glob("locale/de/*"))
    before = [path.read_bytes() for path in files]
    update([], desk)
    assert [path.read_bytes() for path in files] == before
    assert [path.name for path in files if path.suffix == ".yaml"] == ["language.yaml"]


def test_update_keeps_what_was_translated() -> None:
    """A new sentence comes into its place; the others keep their translations."""
    old = filled(template([ASKED], HEADING), lambda _: "Was mochten Sie an {company}?")
    entries = read_po(updated(old, "talk.po", [BUTTON, ASKED], HEADING), "talk.po")
    assert [(e.source, e.translation) for e in entries] == [
        ("Nothing", ""),
        (ASKED.text, "Was mochten Sie an {company}?"),
    ]
    assert entries[1].counts


def test_a_changed_sentence_makes_its_translation_fuzzy() -> None:
    """The old translation is kept to look at, with the sentence it was made for, and not used."""
    old = filled(template([ASKED], HEADING), lambda _: "Was mochten Sie an {company}?")
    changed = Sentence(ASKED.context, "What did you enjoy at {company}?")
    new = updated(old, "talk.po", [changed], HEADING)
    [entry] = read_po(new, "talk.po")
    assert (entry.source, entry.fuzzy, entry.counts) == (changed.text, True, False)
    assert entry.translation == "Was mochten Sie an {company}?"
    assert f'#| msgid "{ASKED.text}"' in new
    assert updated(new, "talk.po", [changed], HEADING) == new


def test_a_long_sentence_that_changed_is_told_whole() -> None:
    """However long and quoted the old sentence is, updating again finds it as it was, each time."""
    said = 'We said: "no hard feelings", and meant it. ' + " ".join(f"word{at}" for at in range(40))
    long = Sentence("steps.text", f"{said}\nA second paragraph, with a \\ in it.")
    new = filled(template([long], HEADING), lambda _: "Ohne Groll.")
    for ending in ("one", "two"):
        changed = [Sentence(long.context, f"{long.text} {ending}")]
        new = updated(new, "talk.po", changed, HEADING)
        assert updated(new, "talk.po", changed, HEADING) == new
        assert "word0 word1" in " ".join(re.findall(r"^#\| (.*)$", new, re.M))
        assert [(e.translation, e.fuzzy) for e in read_po(new, "talk.po")] == [
            ("Ohne Groll.", True)
        ]


def test_what_is_gone_is_kept_out_of_the_way_and_comes_back() -> None:
    """A sentence taken out and put in again is not translated twice."""
    old = filled(template([ASKED, BUTTON], HEADING), lambda e: f"[{e.source}]")
    without = updated(old, "talk.po", [ASKED], HEADING)
    assert [entry.source for entry in read_po(without, "talk.po")] == [ASKED.text]
    again = read_po(updated(without, "talk.po", [ASKED, BUTTON], HEADING), "talk.po")
    assert [entry.translation for entry in again] == [f"[{ASKED.text}]", "[Nothing]"]


def test_no_dates_and_no_tools_in_the_files(shipped: dict[str, list[Sentence]]) -> None:
    """A file names nobody and no day: it changes only with its words."""
    file = template(shipped["pages"], HEADING)
    assert not re.search(r"Date:|Babel|Generated|Translator|Team", file)


def test_status_says_how_far_a_language_is(desk: Desk) -> None:
    """One line a domain, with what is done, and then what there is to do."""
    said: list[str] = []
    status(["de"], Desk(desk.folder, said.append, said.append))
    assert {line.partition("  ")[2][:3] for line in said[5:]} == {"T02"}
    assert [line.rpartition(":")[0] for line in said[:5]] == [
        "de  declined-offer",
        "de  house-style",
        "de  codebook",
        "de  pages",
        "de  digest",
    ]
    assert all(" 0 of " in line for line in said[:5])


def test_only_a_language_is_translated_into(desk: Desk) -> None:
    """What is no short name of a language, or the one there is, is refused with a sentence."""
    said: list[str] = []
    for name in ("../elsewhere", "German", "en"):
        assert update([name], Desk(desk.folder, said.append, said.append)) == 2
    assert len(said) == 3
    assert not (desk.folder / "locale").exists()


def test_extract_writes_templates(desk: Desk) -> None:
    """Whoever uses other tools finds a template for each domain."""
    extract(desk)
    names = {path.stem for path in desk.folder.glob("locale/*.pot")}
    assert names == {"declined-offer", "house-style", "codebook", "pages", "digest"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgstr b\n', 2),
        ('"lost"\n', 1),
        ('msgid "a"\nmsgstr "b"\nmsgstr[0] "c"\n', 3),
        ('msgid "a\nmsgstr "b"\n', 1),
    ],
)
def test_a_broken_file_is_told_with_its_line(text: str, line: int) -> None:
    """What is no line of such a file is named where it stands."""
    with pytest.raises(DialogueError) as caught:
        read_po(text, "locale/de/pages.po")
    assert caught.value.mistakes[0].place.line == line
