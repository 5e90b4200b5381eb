"""`check` as it is given: which files, in which form, with which status."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.studio.checking import check, check_folder
from bot.studio.desk import Desk
from bot.studio.findings import Format
from tests.live import ROOT, command

SCRIPT = "declined-offer.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the dialogues that may be broken, in one language: a change breaks the others."""
    target = tmp_path / "dialogues"
    ignored = shutil.ignore_patterns("redaction", "locale", "languages.yaml")
    shutil.copytree(ROOT / "dialogues", target, ignore=ignored)
    change(target, "also in: [de, fr, es]\n", "")
    return target


def change(folder: Path, old: str, new: str, name: str = SCRIPT) -> None:
    """Write something else in one place of a file."""
    text = (folder / name).read_text("utf-8")
    assert text.count(old) == 1, old
    (folder / name).write_text(text.replace(old, new), "utf-8")


def said(
    folder: Path, files: Sequence[str] = (), against: str | None = None, form: Format = "text"
) -> tuple[int, list[str]]:
    """The status of the command, and what it prints."""
    lines: list[str] = []
    status = check(files, against, form, Desk(folder, lines.append, lines.append))
    return status, lines


def test_the_dialogues_that_come_with_the_product_have_no_finding() -> None:
    """Nothing is wrong, nothing is waived, and a person reads how long the interview is."""
    status, lines = said(ROOT / "dialogues")
    assert status == 0
    assert lines[-1] == "Nothing is wrong."
    assert "18 questions and 2 ends. A person is asked 9 to 16 of them, in 7.9 minutes" in lines[0]
    texts = [path.read_text("utf-8") for path in (ROOT / "dialogues").glob("*.yaml")]
    assert not any("lint:" in text for text in texts)


def test_all_findings_of_all_files_come_at_once(folder: Path) -> None:
    """Errors and warnings of every file stand in the order of their lines, and the status is 1."""
    change(folder, "ask: again", "ask: Again")
    change(folder, "text: And what are you doing instead?", "text: Why didn’t you stay with us?")
    change(folder, "button_skip: Skip", "button_skip: " + "Skip " * 14, "house-style.yaml")
    status, lines = said(folder)
    assert status == 1
    text = "\n".join(lines)
    assert "S07 error  “Again” cannot be an id." in text
    assert "Q03 warning  “Why didn’t you” may be heard as blame." in text
    assert "Q14 warning" in text
    assert lines[-1].startswith("Found: ")
    path = (folder / SCRIPT).as_posix()
    assert any(line.startswith(f"{path}:") for line in lines)


def test_a_warning_does_not_stop_anybody(folder: Path) -> None:
    """Only errors stand in the way: with warnings alone the status is 0."""
    change(folder, "And what are you doing instead?", "Surely you know what you are doing instead?")
    status, lines = said(folder)
    assert status == 0
    assert "Q01 warning  “Surely” suggests what to answer." in lines[0]
    assert lines[-1].startswith("Found: 1 warning.")


@pytest.mark.parametrize("before", [True, False])
def test_a_warning_is_waived_with_a_reason(folder: Path, before: bool) -> None:
    """At the end of its line or in the line above it; then nothing is said of it."""
    waiver = "# lint: ok Q01 because everybody does"
    text = "Surely you know what you are doing instead?"
    old = "    text: And what are you doing instead?\n"
    above, behind = (f"    {waiver}\n", "") if before else ("", f"  {waiver}")
    change(folder, old, f"{above}    text: {text}{behind}\n")
    assert said(folder)[1][-1] == "Nothing is wrong."


def test_only_the_files_that_were_named_are_told(folder: Path) -> None:
    """A finding elsewhere is kept for another time, unless it keeps the file from being read."""
    change(folder, "button_skip: Skip", "button_skip: " + "Skip " * 14, "house-style.yaml")
    change(folder, "ask: again", "ask: Again")
    status, lines = said(folder, [str(folder / "house-style.yaml")])
    assert status == 0
    assert all(SCRIPT not in line for line in lines)
    change(folder, "button_back: Back", "button_bak: Back", "house-style.yaml")
    status, lines = said(folder, [str(folder / SCRIPT)])
    assert status == 1
    assert "“button_bak” is not known" in "\n".join(lines)


def test_a_script_that_lies_elsewhere_is_checked_with_the_house_style(
    folder: Path, tmp_path: Path
) -> None:
    """Somebody may try a script before putting it with the others."""
    draft = tmp_path / "draft.yaml"
    text = (folder / SCRIPT).read_text("utf-8").replace("next:", "nxt:")
    draft.write_text(text.replace("- ask: again", "- ask: Again"), "utf-8")
    status, lines = said(folder, [str(draft)])
    assert status == 1
    assert lines[0].startswith(f"{draft.as_posix()}:")


def test_a_file_that_is_not_there_is_told(folder: Path) -> None:
    """A mistyped name is an error in a sentence."""
    status, lines = said(folder, [str(folder / "declined.yaml")])
    assert status == 1
    assert "S11 error  There is no such file." in lines[0]


def test_against_an_older_version_ids_have_to_stay(folder: Path, tmp_path: Path) -> None:
    """An id that changed is told at its line, and a question that is gone, too."""
    old = tmp_path / SCRIPT
    shutil.copy(folder / SCRIPT, old)
    change(folder, "- ask: again", "- ask: once_more")
    change(folder, "      looking: Still looking\n", "")
    status, lines = said(folder, [], str(old))
    text = "\n".join(lines)
    assert status == 1
    assert "V02 error  “once_more” says what “again” said" in text
    assert "V03 warning  “looking” is gone from the choices of “instead”" in text
    assert all("  V0" not in line for line in said(folder)[1])


def test_for_programs_it_is_json_and_for_github_annotations(folder: Path) -> None:
    """Both have the file, the line, the column, the code and the sentences."""
    change(folder, "go: {refuse: not_today}", "go: {refuse: nowhere}")
    status, lines = said(folder, form="json")
    read = json.loads("\n".join(lines))
    first = read["findings"][0]
    assert status == 1
    assert (first["code"], first["severity"]) in {("F02", "error"), ("P03", "error")}
    assert {"file", "line", "column", "what", "todo"} <= set(first)
    status, lines = said(folder, form="github")
    assert status == 1
    assert all(line.startswith("::error file=") for line in lines)
    assert any(",title=F02::There is no step “nowhere”." in line for line in lines)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"caf\xe9: 1\n", "This file is not UTF-8 text."),
        ("steps: – \n".encode("utf-16"), "This file is not UTF-8 text."),
        (b"\x00\x01\x02" * 99, "perhaps this is no text file"),
        (b"# nothing but this\n" * 600_000, "too large to be a dialogue"),
    ],
)
def test_what_is_no_text_is_told_in_a_sentence(folder: Path, data: bytes, words: str) -> None:
    """An empty, a binary, a huge file, and one in another encoding: one sentence each."""
    (folder / SCRIPT).write_bytes(data)
    status, lines = said(folder)
    assert status == 1
    assert [line for line in lines if words in line and SCRIPT in line]


def test_a_folder_without_dialogues_is_told(tmp_path: Path) -> None:
    """Every file that is needed is named."""
    checked = check_folder(tmp_path)
    assert {each.code for each in checked.findings} == {"S11"}
    assert {"house-style.yaml", "codebook.yaml"} <= {f.place.file for f in checked.findings}


def test_the_command(tmp_path: Path) -> None:
    """It needs no settings and no database, and leaves nothing behind."""
    done = command({"DIALOGUES": str(ROOT / "dialogues")}, "check")
    assert (done.code, done.said) == (0, "")
    assert done.printed.endswith("Nothing is wrong.\n")
    assert list(tmp_path.iterdir()) == []
