"""What nobody should send: a clear sentence for a person, a 4xx for a program, nothing stored."""

import base64
import json
import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.live import Live, live
from tests.visitor import FORM, JSON, Answered, Event, Visitor

SENTENCE = re.compile(r"[A-Z][^<>{}_\[\]]{15,}[.!?]")
GARBAGE = 2_000
# Enough for tokens, sessions and keys to be refused for what they are, not for how they look.
RECEIPT = "00112233445566778899aabbccddeeff"


@dataclass(frozen=True, slots=True)
class House:
    """A program with one interview sent, one open, one link unused, and somebody at its door."""

    program: Live
    visitor: Visitor
    database: sqlite3.Connection
    fresh: str
    spent: str
    reply: dict[str, Any]

    @property
    def session(self) -> str:
        """The session of the interview that stands at its consent."""
        return str(self.reply["session"])

    @property
    def token(self) -> str:
        """The token of the unused link."""
        return self.fresh.partition("#")[2]

    def version(self) -> int:
        """A number that changes when the program writes anything into its database."""
        number: int = self.database.execute("PRAGMA data_version").fetchone()[0]
        return number


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with (
        live(tmp_path_factory.mktemp("house")) as program,
        Visitor(program.url) as visitor,
        closing(sqlite3.connect(program.database)) as database,
    ):
        spent, opened, fresh = program.links(3)
        review = visitor.review(spent, "The team was kind.")
        house = House(program, visitor, database, fresh, spent, visitor.begin(opened))
        before = house.version()
        visitor.go(review, {"kind": "send", "receipt": RECEIPT}, "first")
        assert house.version() != before
        yield house


@pytest.fixture(autouse=True)
def nothing_is_kept(house: House) -> Iterator[None]:
    """Nothing at all is written into the database, and the log stays as it was."""
    before = house.version()
    yield
    # The server gives up a connection that is idle for some seconds.
    house.visitor.close()
    assert house.version() == before
    (line,) = house.program.log.read_text().splitlines()
    assert line.endswith(f"serving on port {house.program.port}")


def assert_refused(answered: Answered, status: int, code: str) -> str:
    """Refused in the way programs understand, with a sentence for people; the sentence."""
    assert answered.status == status
    assert answered.kind == JSON
    said = answered.json()
    assert said["error"] == code
    assert set(said) == {"error", "sentence"}
    assert SENTENCE.fullmatch(said["sentence"])
    return str(said["sentence"])


def assert_page(answered: Answered, status: int, sentence: str) -> None:
    """The same sentence, on a page."""
    assert answered.status == status
    assert answered.kind == "text/html"
    assert sentence in answered.text
    assert "Traceback" not in answered.text


def start(token: str) -> Event:
    return {"kind": "start", "token": token, "language": "en"}


MISTYPED: dict[str, Callable[[str], str]] = {
    "unknown": lambda token: token.translate(str.maketrans("0123456789", "1234567890")),
    "cut": lambda token: token[:-1],
    "too long": lambda token: token + "7",
    "another letter": lambda token: token[:-1] + "u",
    "empty": lambda _: "",
    "emoji": lambda token: token[:-1] + "🤷",
    "right to left": lambda token: "\u202e" + token,
    "NUL": lambda token: token[:-1] + "\0",
    "half a character": lambda token: token[:-1] + "\ud83e",
    "huge": lambda token: token * 500,
}


@pytest.mark.parametrize("way", MISTYPED)
def test_mistyped_token(house: House, way: str) -> None:
    """A token that was never issued opens nothing, however it is wrong."""
    token = MISTYPED[way](house.token)
    sentence = assert_refused(house.visitor.turn(None, start(token)), 404, "unknown_token")
    form = {"do": "start", "token": token.encode("utf-8", "replace")}
    assert_page(house.visitor.form(form), 404, sentence)
    assert "people@ample.example" in sentence


def test_token_typed_by_hand(house: House) -> None:
    """Capitals, spaces, no dashes, and letters for digits they resemble: all the same token."""
    typed = house.token.upper().replace("-", " ").replace("0", "O").replace("1", "l")
    assert house.visitor.turn(None, start(f"  {typed} ")).status == 200


def test_spent_token(house: House) -> None:
    """A spent token opens an interview like any other; only Send says that it was spent."""
    for again in range(2):
        review = house.visitor.review(house.spent, "Something else altogether.")
        send = {"kind": "send", "visit": review["ask"]["visit"], "receipt": RECEIPT}
        answered = house.visitor.turn(review["session"], send, f"another {again}")
        sentence = assert_refused(answered, 409, "spent_token")
    form = {"do": "send", "key": "third", "session": review["session"], "visit": send["visit"]}
    assert_page(house.visitor.form(form), 409, sentence)


def cut_open(session: str, change: Callable[[bytes], bytes]) -> str:
    """The session with other bytes."""
    return base64.urlsafe_b64encode(change(base64.urlsafe_b64decode(session))).decode()


BROKEN: dict[str, tuple[Callable[[str], str], str]] = {
    "tampered": (
        lambda s: cut_open(s, lambda b: b[:999] + bytes([b[999] ^ 1]) + b[1000:]),
        "unreadable_session",
    ),
    "tampered at the end": (
        lambda s: cut_open(s, lambda b: b[:-1] + bytes([b[-1] ^ 128])),
        "unreadable_session",
    ),
    "truncated": (lambda s: cut_open(s, lambda b: b[:-100]), "unreadable_session"),
    "longer": (lambda s: cut_open(s, lambda b: b + bytes(100)), "unreadable_session"),
    "a key's name alone": (lambda s: cut_open(s, lambda b: b[:8]), "unreadable_session"),
    "a key's name and little": (lambda s: cut_open(s, lambda b: b[:20]), "unreadable_session"),
    "under another key": (lambda s: cut_open(s, lambda b: bytes(8) + b[8:]), "expired"),
    "cut in the middle of a digit": (lambda s: s[:-3], "unreadable_session"),
    "no base64": (lambda s: "%" + s[1:], "unreadable_session"),
    "emoji": (lambda s: "🤷" + s, "unreadable_session"),
    "empty": (lambda _: "", "unreadable_session"),
    "oversized": (lambda _: "A" * 60_000, "expired"),
}


@pytest.mark.parametrize("way", BROKEN)
def test_broken_session(house: House, way: str) -> None:
    """A session that was not sealed here, or was changed on its way, is not read."""
    change, code = BROKEN[way]
    session = change(house.session)
    sentence = assert_refused(house.visitor.turn(session, {"kind": "help"}), 400, code)
    assert_page(house.visitor.form({"do": "help", "session": session}), 400, sentence)
    assert "begin again with your link" in sentence


def test_session_of_elsewhere_and_of_last_week(house: House, tmp_path: Path) -> None:
    """Another program's session opens nothing here, and after a week it opens nothing there."""
    with live(tmp_path) as program, Visitor(program.url) as visitor:
        link = program.link()
        opened = visitor.begin(link)
        assert_refused(house.visitor.turn(opened["session"], {"kind": "help"}), 400, "expired")
        program.advance(7)
        program.work()
        visitor.go(opened, {"kind": "help"})
        program.advance(1)
        program.work()
        answered = visitor.turn(opened["session"], {"kind": "help"})
        assert_refused(answered, 400, "expired")
        visitor.go(visitor.begin(link), {"kind": "help"})


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "answer", "step": "again", "choices": ["yes"]},
        {"kind": "answer", "step": "no such step", "text": "hello"},
        {"kind": "answer", "visit": 0, "choices": ["agree"]},
        {"kind": "answer", "visit": 99, "choices": ["agree"]},
        {"kind": "skip", "visit": 99},
        {"kind": "edit", "step": "no such step"},
        {"kind": "send", "visit": 99},
    ],
    ids=str,
)
def test_event_for_another_step(house: House, event: Event) -> None:
    """An answer to a question that does not stand open changes nothing: that one is asked again."""
    reply = house.visitor.go(house.reply, event, "key")
    assert reply["ask"] == house.reply["ask"]
    assert reply["outcome"] is None


UNREADABLE: dict[str, bytes] = {
    "nothing": b"",
    "cut": b'{"session": null, "event"',
    "no JSON": b"hello",
    "no UTF-8": b"\xff\xfe\x00\x01",
    "null": b"null",
    "a number": b"7",
    "a list": b"[]",
    "not a number": b'{"event": {"kind": "skip", "visit": NaN}}',
    "an endless number": b'{"event": {"kind": "skip", "visit": 1e999}}',
    "a long number": b'{"event": {"kind": "skip", "visit": %s}}' % (b"9" * 9_000),
    "deep lists": b"[" * 60_000,
    "deep objects": b'{"event":' * 7_000,
    "deep and whole": b'{"event":' * 5_000 + b"1" + b"}" * 5_000,
    "no event": b'{"session": null}',
    "an event that is a list": b'{"event": ["start"]}',
    "a session that is a number": b'{"session": 5, "event": {"kind": "help"}}',
    "a key that is a list": b'{"session": "x", "key": [], "event": {"kind": "help"}}',
    "a start without token": b'{"event": {"kind": "start"}}',
    "a token that is a number": b'{"event": {"kind": "start", "token": 7}}',
}


@pytest.mark.parametrize("way", UNREADABLE)
def test_malformed_json(house: House, way: str) -> None:
    """What is no turn in JSON is refused whole."""
    answered = house.visitor.ask("POST", "/turn", UNREADABLE[way], JSON)
    assert_refused(answered, 400, "unreadable")


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ({"kind": "dance"}, "unknown_event"),
        ({"kind": None}, "unknown_event"),
        ({"kind": ["skip"]}, "unknown_event"),
        ({"kind": {"skip": 1}}, "unknown_event"),
        ({}, "unknown_event"),
        ({"kind": "skip"}, "unreadable"),
        ({"kind": "skip", "visit": "1"}, "unreadable"),
        ({"kind": "skip", "visit": True}, "unreadable"),
        ({"kind": "skip", "visit": 1.5}, "unreadable"),
        ({"kind": "skip", "visit": -1}, "unreadable"),
        ({"kind": "skip", "visit": 2**40}, "unreadable"),
        ({"kind": "answer", "step": 7, "visit": 1}, "unreadable"),
        ({"kind": "answer", "step": "consent", "visit": 1, "text": ["a"]}, "unreadable"),
        ({"kind": "answer", "step": "consent", "visit": 1, "choices": "agree"}, "unreadable"),
        ({"kind": "answer", "step": "consent", "visit": 1, "choices": [["agree"]]}, "unreadable"),
        ({"kind": "answer", "step": "consent", "visit": 1, "ratings": [1]}, "unreadable"),
        ({"kind": "answer", "step": "consent", "visit": 1, "ratings": {"a": "5"}}, "unreadable"),
        ({"kind": "send", "visit": 1, "codes": []}, "unreadable"),
        ({"kind": "send", "visit": 1, "codes": {"liked": "pay"}}, "unreadable"),
        ({"kind": "send", "visit": 1, "receipt": "xyz"}, "unknown_event"),
        ({"kind": "send", "visit": 1, "receipt": "00"}, "unknown_event"),
    ],
    ids=str,
)
def test_wrong_event(house: House, event: Event, code: str) -> None:
    """An event of no kind we know, or with fields of another type, is refused."""
    answered = house.visitor.turn(house.session, event, "key")
    assert_refused(answered, {"unreadable": 400}.get(code, 422), code)


def test_send_without_a_name(house: House) -> None:
    """Without a key nobody could tell a repeated Send from a second one."""
    answered = house.visitor.turn(house.session, {"kind": "send", "visit": 1})
    assert_refused(answered, 422, "no_key")


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "dance"},
        {"do": "answer", "visit": "one"},
        {"do": "answer", "visit": "-1"},
        {"do": "answer", "visit": "٣"},
        {"do": "answer", "visit": "9" * 5_000},
        {"do": "answer", "visit": "1", "rating.hiring": "best"},
        {"do": "skip"},
        {"do": "send", "visit": "1", "key": "k", "receipt": "xyz"},
        {f"field{number}": "1" for number in range(2_000)},
    ],
    ids=lambda fields: str(fields)[:60],
)
def test_wrong_form(house: House, fields: dict[str, str]) -> None:
    """A form that none of our pages makes is answered with a page that says so."""
    answered = house.visitor.form({"session": house.session, "step": "consent", **fields})
    assert_page(answered, answered.status, "Please open your link again.")
    assert answered.status in (400, 422)


@pytest.mark.parametrize("kind", [None, "text/plain", "multipart/form-data; boundary=x", "🤷", ""])
def test_wrong_type(house: House, kind: str | None) -> None:
    """A turn is JSON or a form; anything else is said to be neither."""
    encoded = None if kind is None else kind.encode("utf-8").decode("latin-1")
    for path in ("/turn", "/receipt"):
        answered = house.visitor.ask("POST", path, b'{"session": null}', encoded)
        assert_page(answered, 415, "This address takes forms and JSON, and this was neither.")


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "DANCE"])
def test_wrong_method(house: House, method: str) -> None:
    """A turn is a POST; nothing else does anything."""
    answered = house.visitor.ask(method, "/turn", b"{}", JSON)
    assert_refused(answered, 405, "wrong_method")


def test_looking_does_nothing(house: House) -> None:
    """GET and HEAD, as scanners of links send them, open no interview and spend no token."""
    for method in ("GET", "HEAD"):
        for path in ("/i", f"/i?token={house.token}", "/", "/receipt"):
            assert house.visitor.ask(method, path).status == 200
    assert house.visitor.begin(house.fresh)["ask"]["kind"] == "consent"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/turn/",
        "/static/../../../etc/passwd",
        "/static/%2e%2e%2fviews.py",
        "/static/..%5cviews.py",
        "//evil.example/i",
        "/%00",
        "/%ff%fe",
        "/" + "a" * 5_000,
        "/docs",
        "/.env",
    ],
    ids=lambda path: path[:30],
)
def test_wrong_address(house: House, path: str) -> None:
    """An address where nothing is leads to a page that says so, and nowhere else."""
    answered = house.visitor.ask("GET", path)
    assert_page(answered, 404, "There is no page at this address.")


@pytest.mark.parametrize("megabytes", [1, 3])
def test_megabytes(house: House, megabytes: int) -> None:
    """More text than a message can hold is not taken, and its sender hears why."""
    text = "word " * (200_000 * megabytes)
    event = {"kind": "answer", "step": "consent", "visit": 1, "text": text}
    sentence = assert_refused(house.visitor.turn(house.session, event), 413, "too_large")
    assert "shorten it" in sentence
    assert_page(house.visitor.form({"session": house.session, "text": text}), 413, sentence)
    for path in ("/receipt", "/turn"):
        assert house.visitor.form({"words": text}, path).status == 413
    assert house.visitor.ask("GET", "/healthz").text == "ok\n"


STRANGE = {
    "emoji": ("The team 🤷🏽‍♀️ was 👍🏽 great 🏳️‍🌈", "The team 🤷🏽‍♀️ was 👍🏽 great 🏳️‍🌈"),
    "right to left": ("كان الفريق لطيفا والمكتب جميل", "كان الفريق لطيفا والمكتب جميل"),
    "NUL": ("The team\0 was kind to all of us", "The team was kind to all of us"),
    "control characters": ("The team\x07 was\x1b[31m kind to us", "The team was[31m kind to us"),
    "half a character": (
        "The team was kind \ud83e to all of us",
        "The team was kind ? to all of us",
    ),
    "markup": ("<script>alert(1)</script> was not {kind} to %s us", None),
    "many lines": ("The team was kind." + "\n" * 500 + "Really.", "The team was kind.\n\nReally."),
    "composed": ("A cafe\u0301 near the office, quite good", "A café near the office, quite good"),
}


@pytest.mark.parametrize("way", STRANGE)
def test_strange_letters(house: House, way: str) -> None:
    """Any letter is welcome; what no channel can carry is left out, and the review shows it."""
    typed, kept = STRANGE[way]
    review = house.visitor.review(house.fresh, typed)
    (answer,) = review["ask"]["review"]
    assert answer["answer"] == (typed if kept is None else kept)
    form = {"do": "start", "session": review["session"]}
    page = house.visitor.form(form).text
    assert "<script>alert" not in page
    assert "\0" not in page


def test_long_answer(house: House) -> None:
    """Of 40,000 characters the first 4,000 are taken, and the person is told."""
    event = {"kind": "answer", "choices": ["short"]}
    reply = house.visitor.go(house.visitor.begin(house.fresh), event)
    reply = house.visitor.go(reply, {"kind": "answer", "text": "word " * 8_000})
    assert any("4,000 characters" in line["text"] for line in reply["say"])


def garbage(house: House, chance: random.Random) -> tuple[str, str, bytes | None, str | None]:
    """Some request that no page of ours would send: method, path, body, type."""
    session = house.session
    noise = chance.randbytes(chance.randrange(300))
    cut = session[: chance.randrange(len(session))]
    wild = {"kind": chance.choice(["answer", "send", "edit"]), "visit": value(chance, 3)}
    requests: tuple[tuple[str, str, bytes | None, str | None], ...] = (
        ("POST", "/turn", noise, JSON),
        ("POST", "/turn", noise, FORM),
        ("POST", "/turn", noise, "text/" + noise.hex()[:20]),
        ("POST", "/turn", json.dumps(value(chance, 5)).encode(), JSON),
        ("POST", "/turn", turn(cut, {"kind": "help"}), JSON),
        ("POST", "/turn", turn(session, {**wild, "step": value(chance, 2)}), JSON),
        ("POST", "/turn", turn(session, {**wild, "kind": noise.hex()}), JSON),
        ("POST", "/turn", turn(None, start(noise.hex()[:26])), JSON),
        ("POST", "/receipt", b"words=" + noise.hex().encode(), FORM),
        (chance.choice(["PUT", "DELETE", "PATCH", "A" * 20]), "/turn", noise, JSON),
        ("GET", "/x" + noise.hex(), None, None),
        ("GET", f"/static/{noise.hex()[:40]}", None, None),
    )
    return chance.choice(requests)


def turn(session: str | None, event: Event) -> bytes:
    return json.dumps({"session": session, "event": event, "key": "key"}).encode()


def value(chance: random.Random, depth: int) -> object:
    """Some value of JSON, nothing that names a visit."""
    match chance.randrange(7 if depth else 5):
        case 5:
            return [value(chance, depth - 1) for _ in range(chance.randrange(4))]
        case 6:
            names = ("session", "event", "kind", "key", "step", "codes", "ratings")
            return {chance.choice(names): value(chance, depth - 1) for _ in range(3)}
        case kind:
            return (None, chance.random(), "\ud800\0🤷", "help", -chance.getrandbits(90))[kind]


def test_thousands_of_garbage_requests(house: House) -> None:
    """Each is refused with a sentence, over one connection; then the next candidate is served."""
    chance = random.Random(5)
    met: dict[int, int] = {}
    for _ in range(GARBAGE):
        answered = house.visitor.ask(*garbage(house, chance))
        met[answered.status] = met.get(answered.status, 0) + 1
        if answered.kind == JSON:
            assert SENTENCE.fullmatch(answered.json()["sentence"])
        else:
            assert 'id="sentence"' in answered.text or 'class="problem"' in answered.text
    assert set(met) == {400, 404, 405, 415, 422}
    assert house.visitor.begin(house.fresh)["ask"]["kind"] == "consent"
