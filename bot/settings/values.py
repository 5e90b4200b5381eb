"""Text of a setting to its value; each raises ValueError, which goes on where the name ended."""

import base64
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, cast
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

Rule = Literal["quarterly", "monthly"]
LogLevel = Literal["info", "warning", "error"]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SECRET_BYTES = 32
_DIFFERENT = 16  # of 32 random bytes so many differ; of a word that somebody thought of, fewer do
_SOURCE = re.compile(r"'self'|https?://(\*\.)?[a-z0-9.-]+(:\d{1,5})?", re.IGNORECASE)


def line(text: str) -> str:
    """What people are shown: one line."""
    if not text.isprintable() or len(text) > 200:
        raise ValueError("must be one line of at most 200 characters.")
    return text


def _split(text: str) -> SplitResult:
    """The parts of a http(s) address."""
    try:
        parts = urlsplit(text)
        usable = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or parts.scheme not in ("http", "https") or re.search(r"[\s\"'<>\\]", text):
        raise ValueError(f'is "{text}", which is no address. Write https://, then the host.')
    return parts


def folder(text: str) -> Path:
    """A folder, seen from where the program is started."""
    return Path(line(text))


def link(text: str) -> str:
    """A http(s) address, or nothing."""
    if text:
        _split(text)
    return text


def origin(text: str) -> str:
    """A http(s) address without path, as scheme://host[:port]."""
    parts = _split(text)
    if parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError(
            f'is "{text}". Leave out all that comes after the host:'
            f" {parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        )
    return f"{parts.scheme}://{parts.netloc}"


def _number(text: str, least: int, most: int, advice: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text) or not least <= int(text) <= most:
        raise ValueError(f'is "{text}". {advice}')
    return int(text)


def port(text: str) -> int:
    """A port to listen on."""
    return _number(text, 1, 65535, "Write a number from 1 to 65535.")


def k(text: str) -> int:
    """The least number of people behind a digest."""
    advice = "Write a number from 5 to 100: among fewer than 5 people nobody is hidden."
    return _number(text, 5, 100, advice)


def declines(text: str) -> int | None:
    """How many decline in a year, or None when nobody said."""
    return _number(text, 1, 999_999, "Write a number, such as 40.") if text else None


def boundaries(text: str) -> int:
    """For how many boundaries something is kept."""
    return _number(text, 1, 8, "Write a number from 1 to 8: candidates are told eight at most.")


def days(text: str) -> int:
    """For how many days something is kept."""
    return _number(text, 0, 90, "Write a number from 0 to 90: longer was not promised.")


def channels(text: str) -> Mapping[str, str]:
    """A channel for each label, in the order written."""
    pairs = [part.rpartition("=") for part in text.split(",") if part.strip()]
    found = {" ".join(label.split()): channel.strip() for label, _, channel in pairs}
    if not all(found) or not all(found.values()) or len(found) < len(pairs):
        raise ValueError(
            f'is "{line(text)}". Write each label once, = and its channel:'
            " Engineering=C0123ABCD, Sales=C0456EFGH"
        )
    return found


def database(text: str) -> str:
    """The address of a SQLite file or of a PostgreSQL database."""
    file = text.startswith("sqlite:///") and len(text) > len("sqlite:///") and "?" not in text
    if file or re.match(r"postgresql://[^/?]*/[^/?]", text):
        return line(text)
    # The text may hold a password, so only the part before the colon is said.
    kind = re.match(r"[a-z0-9+]{1,30}(?=:)", text)
    raise ValueError(
        f"names {kind[0] if kind else 'no database'}. Everything is kept in one SQLite file or one"
        " PostgreSQL database: write sqlite:///./data/afterword.db or postgresql://user@host/name"
    )


def _word(text: str, words: tuple[str, ...]) -> str:
    if text.lower() not in words:
        raise ValueError(f'is "{text}". Write {", ".join(words[:-1])} or {words[-1]}.')
    return text.lower()


def rule(text: str) -> Rule:
    """How long a period is."""
    return cast("Rule", _word(text, ("quarterly", "monthly")))


def level(text: str) -> LogLevel:
    """The least that is logged."""
    return cast("LogLevel", _word(text, ("info", "warning", "error")))


def zone(text: str) -> ZoneInfo:
    """A time zone by its name."""
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError) as problem:
        raise ValueError(
            f'is "{text}", which is no time zone. Write one like Europe/Berlin.'
        ) from problem


def language(text: str) -> str:
    """A language by its tag."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", text):
        raise ValueError(f'is "{line(text)}". Write the tag of a language: en, de, fr or es.')
    return text


def sources(text: str) -> tuple[str, ...]:
    """Hosts whose pages may embed the chat."""
    hosts = tuple(text.replace(",", " ").split())
    wrong = [host for host in hosts if not _SOURCE.fullmatch(host)]
    if wrong:
        raise ValueError(
            f'holds "{wrong[0]}", which is no page\'s host. Write https:// and the host,'
            " several separated by spaces."
        )
    return hosts


def secret(text: str) -> str:
    """A token, or nothing."""
    if re.search(r"[^\x21-\x7e]", text):
        raise ValueError("holds a space or a letter that no token has. Copy it again.")
    return text


def slack_app_token(text: str) -> str:
    """An app-level token of Slack, or nothing."""
    if text and not secret(text).startswith("xapp-"):
        raise ValueError("is no app-level token: those begin with xapp-. Copy it again.")
    return text


def slack_users(text: str) -> frozenset[str]:
    """Ids of people in Slack."""
    ids = text.replace(",", " ").split()
    wrong = [each for each in ids if not re.fullmatch(r"[UW][A-Z0-9]{4,30}", each)]
    if wrong:
        raise ValueError(
            f'holds "{wrong[0]}", which is no id of a person in Slack. Copy it from the person\'s'
            " profile (Copy member ID); it begins with U or W."
        )
    return frozenset(ids)


def telegram_token(text: str) -> str:
    """The token of a bot as BotFather gives it, or nothing."""
    if text and not re.fullmatch(r"[0-9]{3,20}:[A-Za-z0-9_-]{3,100}", text):
        raise ValueError(
            "is no token of a bot: BotFather gives one like 123456:ABC. Copy it again."
        )
    return text


def telegram_name(text: str) -> str:
    """The name of a bot without the @, or nothing."""
    name = text.removeprefix("@")
    if name and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{3,31}", name):
        raise ValueError(
            f'is "{text}", which is no name of a bot: letters, digits and _, as ample_talk_bot.'
        )
    return name


def key_secret(text: str) -> bytes | None:
    """32 random bytes, written in hex or in base64url; or nothing."""
    if not text:
        return None
    found = _from_hex(text) if len(text) == 2 * _SECRET_BYTES else _from_base64(text)
    if found is None or len(found) != _SECRET_BYTES or len(set(found)) < _DIFFERENT:
        raise ValueError(
            "is not 32 random bytes in hex or base64url. Make some:"
            ' python -c "import secrets; print(secrets.token_hex(32))".'
        )
    return found


def _from_hex(text: str) -> bytes | None:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return None


def _from_base64(text: str) -> bytes | None:
    try:
        padded = text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
        return base64.b64decode(padded.encode(), altchars=b"-_", validate=True)
    except ValueError:
        return None


def api_url(text: str) -> str:
    """Where an API answers, with a slash at its end; encrypted unless on this machine."""
    parts = _split(text)
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ValueError("must begin with https://, so that nobody reads the token on its way.")
    return text.rstrip("/") + "/"
