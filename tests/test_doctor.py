"""The doctor says what weakens the promise; what is too bad stops the start."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.app import make_database
from bot.doctor import NOTHING, examine, notes, report, stopping
from bot.settings import Settings, read_settings
from tests.live import ROOT, Done, command, free_port, place
from tests.prepared import begin
from tests.storage.server import running_server
from tests.visitor import Visitor

SECRET = bytes(range(100, 132)).hex()
# A folder of tests may lie in memory, which the doctor rightly says of any folder of keys.
IN_MEMORY = "is not on a disk"
HTTPS = {"HOST": "0.0.0.0", "PUBLIC_URL": "https://talk.example.com"}  # noqa: S104 (behind a proxy)


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """The environment of a program that keeps nothing yet."""
    return place(tmp_path, free_port())


def without_a_disk(environ: dict[str, str]) -> dict[str, str]:
    """The same, with a secret instead of the folder of keys."""
    return {n: v for n, v in environ.items() if n != "KEY_FOLDER"} | {"KEY_SECRET": SECRET}


def settings(environ: dict[str, str], **more: str) -> Settings:
    return read_settings({**environ, **more}, str)


def said(environ: dict[str, str], **more: str) -> dict[str, str]:
    """The sentences of the doctor with their severity, but for what is true of this machine."""
    found = examine(settings(environ, **more))
    return {w.sentence: w.severity for w in found if IN_MEMORY not in w.sentence}


def only(environ: dict[str, str], **more: str) -> tuple[str, str]:
    ((sentence, severity),) = said(environ, **more).items()
    return severity, sentence


def test_nothing_to_say(environ: dict[str, str], tmp_path: Path) -> None:
    """A program on this machine with its keys elsewhere has nothing to mend, before and after its
    database is made; looking makes nothing."""
    done = command(environ, "doctor")
    assert done == Done(0, NOTHING + "\n", "")
    assert list(tmp_path.iterdir()) == []
    make_database(settings(environ))
    assert said(environ) == {}


def test_where_links_lead(environ: dict[str, str]) -> None:
    """Links that others open without encryption stop the start; a door beside the encrypted one
    weakens; a proxy is something to look at."""
    severity, sentence = only(environ, PUBLIC_URL="http://talk.example.com", HOST="127.0.0.1")
    assert severity == "stops"
    assert "http://talk.example.com" in sentence
    assert "docs/nginx.conf" in sentence
    severity, sentence = only(environ, PUBLIC_URL="http://127.0.0.1:8000", HOST=HTTPS["HOST"])
    assert severity == "weakens"
    assert "HOST is 0.0.0.0" in sentence
    assert said(environ, **HTTPS) == {}
    proxy, port = notes(settings(environ, **HTTPS))
    assert "docs/nginx.conf" in proxy
    assert environ["PORT"] in port
    assert notes(settings(environ)) == ()
    assert (ROOT / "docs" / "nginx.conf").exists()


def test_a_log_that_says_too_little(environ: dict[str, str]) -> None:
    """Who silences warnings does not hear that deleted bytes stay; that is told."""
    severity, sentence = only(environ, LOG_LEVEL="error")
    assert severity == "weakens"
    assert sentence.startswith("LOG_LEVEL is error")
    assert said(environ, LOG_LEVEL="warning") == {}


def test_hosting_without_a_disk(environ: dict[str, str]) -> None:
    """Keys from a secret are told as the weaker promise they are, with what is lost besides."""
    severity, sentence = only(without_a_disk(environ))
    assert severity == "weakens"
    assert "cannot be destroyed" in sentence
    (note,) = notes(settings(without_a_disk(environ)))
    assert "SLACK_BOT_TOKEN" in note
    assert SECRET not in sentence + note


def test_a_digest_that_nobody_can_answer(environ: dict[str, str]) -> None:
    """A Slack app that only posts is told of, with what would let it answer; one that answers, and
    a program without Slack, are not."""
    posts = {"SLACK_BOT_TOKEN": "xoxb-made-up", "SLACK_CHANNEL": "C0HIRING"}
    (note,) = notes(settings(environ, **posts))
    assert "SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN" in note
    for name in ("SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"):
        assert notes(settings(environ, **posts, **{name: "xapp-made-up"})) == ()


def test_everything_at_once(environ: dict[str, str], tmp_path: Path) -> None:
    """All is told in one go, the worst first; neither serve nor work starts, each with every
    sentence of what stops it, and nothing is touched."""
    (tmp_path / "keys").mkdir(mode=0o755)
    (tmp_path / "keys").chmod(0o755)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "afterword.db").write_bytes(b"")
    (tmp_path / "data" / "afterword.db").chmod(0o644)
    wrong = {**environ, "PUBLIC_URL": "http://talk.example.com", "LOG_LEVEL": "error"}
    found = examine(settings(wrong))
    stops, weakens = report(found, ()).split("\n\n")
    assert stops.startswith("This stops the start:")
    for word in ("http://talk.example.com", "chmod 700", "chmod 600"):
        assert word in stops
    assert "LOG_LEVEL" in weakens
    for name in ("serve", "work"):
        refused = command(wrong, name)
        assert (refused.code, refused.printed) == (1, "")
        assert refused.said.startswith("Nothing was started:\n")
        assert all(f"  - {sentence}\n" in refused.said for sentence in stopping(found))
        assert "LOG_LEVEL" not in refused.said
    assert list((tmp_path / "keys").iterdir()) == []
    assert (tmp_path / "data" / "afterword.db").read_bytes() == b""


def test_a_server_that_does_not_answer(environ: dict[str, str]) -> None:
    """A database that cannot be asked is a sentence like the others, without its password."""
    url = f"postgresql://someone:hunter2@127.0.0.1:{free_port()}/afterword"
    done = command({**environ, "DATABASE_URL": url, "LOG_LEVEL": "error"}, "doctor")
    assert (done.code, done.said) == (1, "")
    assert "cannot be reached" in done.printed
    assert "LOG_LEVEL" in done.printed
    assert "hunter2" not in done.printed


def test_a_server_that_gives_too_much_away(environ: dict[str, str]) -> None:
    """What a PostgreSQL server logs for a user who may not silence it is told, before there are
    tables; a log of values stops the start."""
    with running_server() as server:
        server.execute("CREATE ROLE plain LOGIN")
        server.execute("CREATE DATABASE afterword OWNER plain")
        url = server.url("afterword").replace("postgres@", "plain@")
        sentences = " ".join(said(environ, DATABASE_URL=url))
        assert "log_min_error_statement" in sentences
        server.execute("ALTER ROLE plain SET log_statement = 'all'")
        stops = [s for s, how in said(environ, DATABASE_URL=url).items() if how == "stops"]
        assert len(stops) == 1
        assert "log_statement = all" in stops[0]
        refused = command({**environ, "DATABASE_URL": url}, "serve")
        assert refused.code == 1
        assert stops[0] in refused.said


def test_a_language_that_is_not_whole(environ: dict[str, str], tmp_path: Path) -> None:
    """A language that is named and lacks something is offered to nobody, and that is told."""
    dialogues = tmp_path / "dialogues"
    shutil.copytree(ROOT / "dialogues", dialogues)
    (dialogues / "locale" / "fr" / "pages.po").unlink()
    noted = notes(settings(environ, DIALOGUES=str(dialogues)))
    assert [sentence for sentence in noted if "“fr”" in sentence]
    assert not [sentence for sentence in noted if "“de”" in sentence]
    assert notes(settings(environ)) == ()


def test_wrong_settings_come_first(environ: dict[str, str]) -> None:
    """Mistakes in the settings are told as by every command."""
    done = command({**environ, "K": "2", "KEY_SECRET": "short"}, "doctor")
    assert (done.code, done.printed) == (1, "")
    assert "K is" in done.said
    assert "KEY_SECRET is not 32 random bytes" in done.said
    assert "KEY_FOLDER and KEY_SECRET are both set" in done.said
    assert "short" not in done.said


def test_a_report_names_only_what_there_is() -> None:
    """Without anything found there is one sentence, and notes stand after it."""
    assert report((), ()) == NOTHING
    assert report((), ("One.", "Two.")) == f"{NOTHING}\n\nHave a look yourself:\n  - One.\n  - Two."


@contextmanager
def serving(environ: dict[str, str], cwd: Path) -> Iterator[str]:
    """`python -m bot serve` in a folder of its own, as on another machine; its address."""
    with begin(environ, "bot", "serve", cwd=cwd) as process:
        try:
            assert process.stdout is not None
            assert "serving" in process.stdout.readline()
            yield f"http://127.0.0.1:{environ['PORT']}"
            process.send_signal(signal.SIGTERM)
            rest = process.stdout.read()
            assert rest.endswith("stopped\n")
            assert SECRET not in rest
        finally:
            process.kill()


def test_two_machines_without_a_folder(environ: dict[str, str], tmp_path: Path) -> None:
    """An interview begun at one server, where candidates are told the weaker promise, ends at
    another that shares the database and the secret only; the secret is in no file and no log."""
    bare = without_a_disk(environ)
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    make_database(settings(bare))
    link = command(bare, "invite", "--cohort", "Autumn", "--count", "12").printed.splitlines()[0]
    other = {**bare, "PORT": str(free_port())}
    with serving(bare, here) as one, serving(other, there) as two:
        with Visitor(one) as visitor:
            assert "cannot destroy old keys" in visitor.ask("GET", "/privacy").text
            review = visitor.review(link, "The team was kind.")
        with Visitor(two) as visitor:
            sent = visitor.go(review, {"kind": "send", "receipt": "00" * 16}, "once")
    assert sent["outcome"] == "completed"
    assert command(bare, "work", "--once").code == 0
    wrong = command({**bare, "KEY_SECRET": SECRET[::-1]}, "work", "--once")
    assert wrong.code == 1
    assert "KEY_SECRET does not hold the keys" in wrong.said
    assert SECRET[::-1] not in wrong.said
    kept = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    for needle in (SECRET.encode(), bytes.fromhex(SECRET), b"The team was kind"):
        assert needle not in kept
    assert [path.name for folder in (here, there) for path in folder.iterdir()] == []
    assert not (tmp_path / "keys").exists()
