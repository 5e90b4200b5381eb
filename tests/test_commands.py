"""Every command as a process of its own, in an environment that holds nothing else."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.live import PATIENCE, ROOT, Done, command, free_port, live, place
from tests.people import invited
from tests.prepared import begin
from tests.visitor import Visitor

LINK = re.compile(r"http://127\.0\.0\.1:\d+/i#(?:[0-9a-hjkmnp-tv-z]{5}-){5}[0-9a-hjkmnp-tv-z]")
MISTAKE = re.compile(r"[\w/.-]+\.(?:yaml|txt):\d+:\d+  [A-Z]\d\d  [A-Z“].*[.!?]")
FORMS = ("text", "markdown", "html", "report", "csv", "json", "blocks")
COMMANDS = ("run", "demo", "talk", "migrate", "serve", "work", "invite", "release", "digest")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a program whose database was just made."""
    environ = place(tmp_path_factory.mktemp("fresh"), free_port())
    assert command(environ, "migrate").code == 0
    return environ


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which twelve of sixteen people answered in a period that is over by now."""
    folder = tmp_path_factory.mktemp("ended")
    begins = datetime.now(UTC) - timedelta(days=40)
    with live(folder, begins) as program, Visitor(program.url) as visitor:
        for one in invited(program.links(16)[:12], 3):
            one.allows = True
            one.interview(visitor)
    return folder


@pytest.fixture
def over(ended: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a copy of that folder."""
    shutil.copytree(ended, tmp_path, dirs_exist_ok=True)
    return place(tmp_path, free_port())


def assert_stopped(done: Done, *sentences: str) -> None:
    """It ended with 1, printed nothing, and said these sentences and no trace."""
    assert done.code == 1
    assert done.printed == ""
    assert "Traceback" not in done.said
    assert "unexpected" not in done.said
    for sentence in sentences:
        assert sentence in done.said


def test_help(fresh: dict[str, str]) -> None:
    """Help names every command; a command that does not exist is told which do."""
    done = command(fresh, "--help")
    assert done.code == 0
    assert all(re.search(rf"^ +{name} +\w", done.printed, re.MULTILINE) for name in COMMANDS)
    wrong = command(fresh, "sevre")
    assert wrong.code == 2
    assert "serve" in wrong.said


def test_migrate(tmp_path: Path) -> None:
    """A new database is for its owner only; migrating again changes nothing."""
    environ = place(tmp_path, free_port())
    first = command(environ, "migrate")
    assert (first.code, first.printed) == (0, "")
    assert first.said.endswith("the database is up to date\n")
    database = tmp_path / "data" / "afterword.db"
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    before = _dump(database)
    assert command(environ, "migrate").code == 0
    assert _dump(database) == before


def _dump(database: Path) -> list[str]:
    """All tables and rows of a database, as SQL."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def test_nothing_works_before_migrate(tmp_path: Path) -> None:
    """Without a database it is said how to make one, and none is made."""
    done = command(place(tmp_path, free_port()), "serve")
    assert_stopped(done, "python -m bot migrate")
    assert not list(tmp_path.rglob("*.db"))


def test_invite(fresh: dict[str, str]) -> None:
    """Links are printed once and alone, so that they can be piped; the rest is said beside."""
    done = command(fresh, "invite", "--cohort", "Autumn", "--count", "14", "--label", "Sales")
    assert done.code == 0
    links = done.printed.splitlines()
    assert len(set(links)) == 14
    assert all(LINK.fullmatch(link) for link in links)
    assert "14 links" in done.said
    assert "Fewer than 15 people share the label “Sales”" in done.said
    assert "work until" in done.said
    assert "/i#" not in done.said
    folder = Path(fresh["KEY_FOLDER"]).parent
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    tokens = [link.partition("#")[2] for link in links]
    assert not [token for token in tokens if token.encode() in kept]
    assert not [token for token in tokens if token.replace("-", "").encode() in kept]
    assert b"Autumn" in kept


@pytest.mark.parametrize(
    "words",
    [
        ("--count", "10"),
        ("--cohort", "Autumn"),
        ("--cohort", "Autumn", "--count", "ten"),
        ("--cohort", "Autumn", "--count", "0"),
        ("--cohort", "Autumn", "--count", "-3"),
        ("--cohort", "Autumn", "--count", "10", "--panels", "-1"),
    ],
    ids=" ".join,
)
def test_invite_whom(fresh: dict[str, str], words: tuple[str, ...]) -> None:
    """Without a name or a number of people nobody is invited, and it is said what is missing."""
    done = command(fresh, "invite", *words)
    assert done.code == 2
    assert done.printed == ""
    assert re.search(r"(--cohort|--count|--panels)\b.*\n$", done.said)


def test_invite_without_a_name(fresh: dict[str, str]) -> None:
    """A name of spaces is none."""
    assert_stopped(command(fresh, "invite", "--cohort", "  ", "--count", "10"), "--cohort NAME")


def test_nothing_yet(fresh: dict[str, str]) -> None:
    """Before a period is over there is nothing to release, and no digest but one sentence."""
    assert command(fresh, "release") == Done(0, "nothing yet\n", "")
    digest = command(fresh, "digest")
    assert digest.printed.startswith("There is no digest yet")
    assert len(digest.printed.strip().splitlines()) == 1


def test_release_and_digest(over: dict[str, str]) -> None:
    """What is due is released once and printed; then the digest is there in every form."""
    released = command(over, "release")
    assert released.code == 0
    assert "CHANGE FIRST" in released.printed
    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(command, over, "digest", "--format", form) for form in FORMS]
    forms = {form: done.result().printed for form, done in zip(FORMS, asked, strict=True)}
    assert forms["text"].strip() == released.printed.strip()
    headline = forms["text"].splitlines()[0]
    assert forms["markdown"].startswith(f"# {headline}")
    assert headline in _text_of(forms["html"])
    blocks = json.loads(forms["blocks"])
    assert blocks[0]["type"] == "header"
    assert len(blocks) <= 50
    assert headline in _text_of(forms["report"])
    assert "<svg" in forms["report"]
    assert json.loads(forms["json"])["header"] == headline
    assert forms["csv"].startswith("period,label,part,id,title,name,band\n")


class _Reader(HTMLParser):
    """Collects the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _text_of(page: str) -> str:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return " ".join(reader.words)


def test_digest_in_no_form(fresh: dict[str, str]) -> None:
    """A form that does not exist is refused with those that do."""
    done = command(fresh, "digest", "--format", "pdf")
    assert done.code == 2
    assert "markdown" in done.said


def test_work_once(over: dict[str, str]) -> None:
    """All that is due is done: boundary, night, and the digest as a file, since Slack is unset."""
    done = command(over, "work", "--once")
    assert (done.code, done.printed) == (0, "")
    said = [line.split(maxsplit=3)[3] for line in done.said.splitlines()]
    assert len(said) == 3
    assert "period has ended" in said[0]
    assert "nightly run" in said[1]
    assert "Slack is not configured" in said[2]
    folder = Path(over["KEY_FOLDER"]).parent / "data" / "digests"
    assert sorted(path.suffix for path in folder.iterdir()) == [".html", ".md"]


def test_talk(tmp_path: Path) -> None:
    """A rehearsal takes typed lines, needs neither settings nor database, and keeps nothing."""
    bare = {name: place(tmp_path, 1)[name] for name in ("PATH", "COMPANY")}
    typed = "1\npay\nthe team\nskip\nsend\n"
    done = command(bare, "talk", typed=typed)
    assert done.code == 0
    assert "Ample Robotics" in done.printed
    assert "What did you like about the job" in done.printed
    assert done.printed.rstrip().endswith("nothing was kept and nothing was sent.")
    assert "\x1b[" not in done.printed
    assert not list(tmp_path.iterdir())


def test_talk_in_another_language(tmp_path: Path) -> None:
    """A translator hears what candidates will, and is told when a language is not complete."""
    bare = {name: place(tmp_path, 1)[name] for name in ("PATH", "COMPANY")}
    done = command(bare, "talk", "--language", "de", typed="1\nüberspringen\ngar nichts\n")
    assert done.code == 0
    assert "Ich bin ein automatisches Skript" in " ".join(done.printed.split())
    assert_stopped(command(bare, "talk", "--language", "it"), "translate status it")


def test_talk_that_is_kept(tmp_path: Path) -> None:
    """A rehearsal may become an example, which the checks then play; no name is taken twice."""
    shutil.copytree(ROOT / "dialogues", tmp_path / "dialogues")
    environ = {**place(tmp_path, 1), "DIALOGUES": str(tmp_path / "dialogues")}
    done = command(environ, "talk", "--keep", "too-short", typed="1\npay\nthe team\nskip\nsend\n")
    assert done.code == 0
    example = tmp_path / "dialogues" / "tests" / "too-short.yaml"
    assert "      - {bot: looking_for, me: pay_level}\n" in example.read_text()
    assert "nothing was kept" not in done.printed.splitlines()[-1]
    assert_stopped(command(environ, "talk", "--keep", "too-short"), "Choose another name")
    assert command(environ, "check").code == 0


def test_talk_of_nonsense(fresh: dict[str, str]) -> None:
    """Whatever is typed, and wherever the lines end, the rehearsal ends calmly."""
    done = command(fresh, "talk", typed="nonsense\n\n\0🤷\n" * 20)
    assert (done.code, done.said) == (0, "")
    assert done.printed.rstrip().endswith("nothing was kept and nothing was sent.")


def test_demo_of_nobody(fresh: dict[str, str]) -> None:
    """A number of people that cannot be is refused."""
    done = command(fresh, "demo", "--people", "-3")
    assert done.code == 2
    assert "--people" in done.said


def test_run(tmp_path: Path) -> None:
    """One command serves a database of its own, and prints a link that opens and a digest."""
    environ = {**place(tmp_path, free_port()), "SLACK_BOT_TOKEN": "", "SLACK_CHANNEL": ""}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env={**environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            link = next(found[0] for line in process.stdout if (found := LINK.search(line)))
            assert any("serving" in line for line in process.stderr)
            url = link.partition("/i#")[0]
            with Visitor(url) as visitor:
                assert visitor.begin(link)["ask"]["kind"] == "consent"
                assert "Change first" in visitor.ask("GET", "/digest").text
                assert "cannot destroy old keys" not in visitor.ask("GET", "/privacy").text
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=PATIENCE)
            assert "Traceback" not in said
        finally:
            process.kill()
    assert (tmp_path / "data" / "demo" / "afterword.db").exists()
    assert not (tmp_path / "data" / "afterword.db").exists()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_serve_is_stopped(fresh: dict[str, str], told: signal.Signals) -> None:
    """Told to end, by a host or at the keyboard, it finishes, says so, and leaves nothing open."""
    with begin(fresh, "bot", "serve") as process:
        try:
            assert process.stdout is not None
            assert "serving" in process.stdout.readline()
            process.send_signal(told)
            said = process.stdout.read()
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()
    assert [line.split(maxsplit=3)[3] for line in said.splitlines()] == ["stopped"]
    assert not list(Path(fresh["KEY_FOLDER"]).parent.rglob("*-wal"))


def test_lines_that_nobody_reads() -> None:
    """Whoever reads only the first lines of something, as `head` does, is told of no failure."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "render"], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_port_in_use(fresh: dict[str, str]) -> None:
    """Where another program listens, it is said so and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert_stopped(command({**fresh, "PORT": port}, "serve"), "PORT", port)


WRONG = {
    "COMPANY": "",
    "PORT": "eighty",
    "K": "2",
    "RELEASE": "daily",
    "TIMEZONE": "Mars/Olympus",
    "DATABASE_URL": "mysql://someone:hunter2@db/afterword",
    "SLACK_BOT_TOKEN": "xoxb-very-secret",
    "SLACK_API_URL": "http://slack.example/api/",
    "FRAME_ANCESTORS": "everyone!",
    "LOG_LEVEL": "loud",
    "SLACK_CHANEL": "#hiring",
}


@pytest.mark.parametrize("name", ["migrate", "serve"])
def test_all_settings_wrong(fresh: dict[str, str], name: str) -> None:
    """Every mistake in the settings is told at once, secrets are not, and nothing starts."""
    done = command({**fresh, **WRONG}, name)
    assert_stopped(done)
    lines = done.said.splitlines()
    for setting in {**WRONG, "SLACK_CHANNEL": ""}:
        assert setting == "SLACK_BOT_TOKEN" or any(
            line.strip().startswith(f"{setting} ") for line in lines
        )
    assert "hunter2" not in done.said
    assert "xoxb" not in done.said


def test_reading_and_judging(over: dict[str, str], tmp_path: Path) -> None:
    """HR judges what was released; the notes hold no answer, and no digest changes."""
    folder = tmp_path / "words"
    shutil.copytree(ROOT / "dialogues", folder)
    environ = {**over, "DIALOGUES": str(folder)}
    before = command(environ, "codebook", "report")
    assert before.code == 0
    digest = command(environ, "digest").printed
    assert "HR has judged no answers yet." in before.printed
    read = command(environ, "read").printed
    judged = command(environ, "read", "--code", typed="\n\nstop\n")
    assert (judged.code, judged.said) == (0, "")
    assert "agree on 2 of 2 answers" in judged.printed
    notes = (folder / "notes" / "codebook.yaml").read_text(encoding="utf-8")
    written = [line.removeprefix("  - ") for line in read.splitlines() if line.startswith("  - ")]
    assert len(written) > 2
    assert not any(text in notes for text in written)
    assert "agree on 2 of 2" in command(environ, "codebook", "report").printed
    assert command(environ, "digest").printed == digest
    assert command(environ, "check").code == 0


def test_a_new_codebook_changes_no_digest_that_exists(over: dict[str, str], tmp_path: Path) -> None:
    """What HR judges becomes the next version; what was published stays as it is, byte for byte."""
    folder = tmp_path / "words"
    shutil.copytree(ROOT / "dialogues", folder)
    environ = {**over, "DIALOGUES": str(folder)}
    assert command(environ, "release").code == 0
    shown = command(environ, "digest", "--format", "json").printed
    kept = published(tmp_path)
    assert kept
    said = "phrase en growth up the ladder\nworry growth I saw no way up from there.\n\nstop\n"
    assert command(environ, "read", "--code", typed=said).code == 0
    looked = command(environ, "codebook", "revise", "--check")
    assert "- Room to grow (growth) is found by “up the ladder” now." in looked.printed
    assert (folder / "codebook.yaml").read_bytes() == (
        ROOT / "dialogues/codebook.yaml"
    ).read_bytes()
    revised = command(environ, "codebook", "revise")
    assert (revised.code, revised.said) == (0, "")
    assert "version 2" in revised.printed
    assert command(environ, "check").code == 0
    report = command(environ, "codebook", "report")
    assert (report.code, "HR would add" in report.printed) == (0, False)
    assert command(environ, "digest", "--format", "json").printed == shown
    assert published(tmp_path) == kept


def published(folder: Path) -> list[tuple[bytes, ...]]:
    """The digests as they are kept."""
    with closing(sqlite3.connect(folder / "data" / "afterword.db")) as database:
        return sorted(database.execute("SELECT * FROM digest"), key=str)


def test_nothing_to_judge(fresh: dict[str, str]) -> None:
    """Before anything is released nothing is shown, asked or noted."""
    done = command(fresh, "read", "--code")
    assert (done.code, done.printed) == (0, "There is nothing to read yet.\n")
    assert not (ROOT / "dialogues" / "notes").exists()


def test_code(fresh: dict[str, str]) -> None:
    """Each line is coded; a bad one is told by its number, the rest goes on, and the end is 1."""
    good = '{"text": "The long commute.", "question": "concerns", "lang": "en"}'
    done = command(fresh, "code", typed=f"{good}\nno canary\n{good}\n")
    code = {"theme": "location", "polarity": "concern", "why": "long commute"}
    told = {"codes": [code], "suggestions": [code], "uncoded": False}
    assert [json.loads(line) for line in done.printed.splitlines()] == [told, told]
    assert done.code == 1
    assert done.said.startswith("line 2: This line is not JSON; write {")
    assert "canary" not in done.said
    assert command(fresh, "code", typed=good).code == 0


def test_broken_dialogues_are_not_served(tmp_path: Path, fresh: dict[str, str]) -> None:
    """The mistakes of all files are told by file, line and column, and nothing is served."""
    folder = tmp_path / "dialogues"
    shutil.copytree(ROOT / "dialogues", folder)
    for name, old, new in (
        ("declined-offer.yaml", "refuse: not_today", "refuse: never"),
        ("declined-offer.yaml", "at most: 2", "at least: 2"),
        ("house-style.yaml", "button_skip:", "button_skipp:"),
        ("codebook.yaml", "control: hard", "control: difficult"),
        ("pages.yaml", "direction: ltr", "direction: up"),
        ("digest.yaml", "format: 1", "format: one"),
        ("receipt-words/en.txt", "acorn\n", ""),
    ):
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = command({**fresh, "DIALOGUES": str(folder)}, "serve")
    assert_stopped(done)
    lines = done.said.splitlines()
    assert all(MISTAKE.fullmatch(line) for line in lines)
    files = {Path(line.partition(":")[0]).name for line in lines}
    wrong = {"house-style.yaml", "codebook.yaml", "pages.yaml", "digest.yaml", "en.txt"}
    assert wrong <= files
