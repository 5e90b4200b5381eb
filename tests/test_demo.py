"""The demo: simulated people through the real program, apart from everything real."""

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.app import Words, read_words
from bot.demo.candidate import Candidate
from bot.demo.loopback import NotTaken, post_turn
from bot.demo.screen import drawn
from bot.demo.season import candidates, play_year
from bot.insight.edition import nothing_yet
from bot.insight.rendering import text
from bot.settings import Settings, read_settings, trial

DIALOGUES = Path(__file__).parents[1] / "dialogues"


@pytest.fixture(scope="module")
def words() -> Words:
    return read_words(DIALOGUES)


@pytest.fixture
def settings() -> Settings:
    return read_settings(trial({}), lambda _: "")


async def test_a_seed_is_the_people(settings: Settings, words: Words) -> None:
    """The same people say the same things, and make the same digest; another seed brings others."""
    first = await play_year(settings, words, 8, 7)
    again = await play_year(settings, words, 8, 7)
    other = await play_year(settings, words, 8, 8)
    assert text(first.second.digest) == text(again.second.digest)
    assert first.first.outcomes == again.first.outcomes
    assert first.second.digest.sections
    assert text(first.first.digest) != text(other.first.digest)


async def test_a_year_closes_the_loop(settings: Settings, words: Words) -> None:
    """What the first digest proposed is decided; the second tells what became of it, and that it
    helped; candidates read what was done."""
    year = await play_year(settings, words, 24, 3)
    done, still = year.decided
    assert (done.state, still.state) == ("done", "open")
    said = text(year.second.digest)
    assert f"Done: {done.what}" in said
    assert f"Still open: {still.what}" in said
    assert "clearly fewer people" in said
    assert "WHAT WE HAD ASSUMED" in said
    assert year.public == (done.what,)


def test_on_a_terminal_nothing_is_lost(words: Words) -> None:
    """However narrow it is, and with colour or without, every sentence is there."""
    digest = nothing_yet(words.digest, date(2027, 1, 4))
    for width, colour in ((40, False), (200, True)):
        shown = drawn(["Before.", digest], width=width, colour=colour)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
        assert max(map(len, plain.splitlines())) <= min(width, 96)
        assert " ".join(re.sub(r"[^\w ,.;]", " ", plain).split()).endswith(
            " ".join(re.sub(r"[^\w ,.;]", " ", digest.header).split())
        )
        assert ("\x1b" in shown) == colour


async def test_too_few_people(settings: Settings, words: Words) -> None:
    """With fewer answers than anybody may be hidden among there is no digest but one sentence."""
    year = await play_year(settings, words, 3, 1)
    assert year.second.digest.sections == ()
    assert year.second.digest.header
    assert year.decided == ()


def test_leaves_nothing_behind(tmp_path: Path) -> None:
    """The command prints a digest, and leaves nothing: no database, no keys, no temporary files."""
    real = {name: str(tmp_path / name) for name in ("KEY_FOLDER", "TMPDIR")}
    real["DATABASE_URL"] = f"sqlite:///{tmp_path / 'real.db'}"
    Path(real["TMPDIR"]).mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--people", "8"],
        cwd=DIALOGUES.parent,
        env={**os.environ, **real},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "CHANGE FIRST" in done.stdout
    assert done.stderr == ""
    assert [path.name for path in tmp_path.rglob("*")] == ["TMPDIR"]


def ways(people: list[Candidate]) -> Counter[str]:
    """How these people answer the consent and an offer to go on, send or leave."""
    consent = {
        "kind": "consent",
        "step": "consent",
        "visit": 1,
        "actions": [],
        "choices": [{"id": id_} for id_ in ("agree", "short", "how", "refuse")],
    }
    offer = {**consent, "kind": "offer", "choices": [{"id": id_} for id_ in ("go_on", "send")]}
    events = [person.event(ask) for person in people for ask in (consent, offer)]
    return Counter(choice for event in events for choice in event["choices"])


def test_people_differ(words: Words) -> None:
    """Among many there are those who go all the way, take the short one, and send early."""
    met = ways(candidates(words, 200, 1))
    assert set(met) == {"agree", "short", "go_on", "send"}
    assert met["agree"] > met["short"]
    assert met["go_on"] > met["send"]


async def test_refused_turn_is_told() -> None:
    """A turn that the chat refuses ends the demo with the chat's own sentence."""

    async def refusing(_scope: object, receive: object, send: object) -> None:
        assert callable(receive)
        assert callable(send)
        await receive()
        await send({"type": "http.response.start", "status": 409, "headers": []})
        await send({"type": "http.response.body", "body": b'{"error": "x", "sentence": "No."}'})

    with pytest.raises(NotTaken, match=r"^No\.$"):
        await post_turn(refusing, {"session": None})
