"""What weakens the promise here, in sentences that say how to mend it."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from bot.app import digest_folder, read_words
from bot.interview.mistakes import DialogueError
from bot.release import post_lines
from bot.settings import Settings
from bot.settings.values import LOOPBACK
from storage.undelivered import undelivered
from storage.weakness import Weakness
from storage.weaknesses import weaknesses

NOTHING = "Nothing weakens the promise."


def examine(settings: Settings) -> tuple[Weakness, ...]:
    """Everything that weakens the promise, worst first; nothing is changed by looking."""
    folder = settings.key_folder if settings.key_secret is None else None
    found = [*_of_settings(settings), *weaknesses(settings.database_url, folder)]
    return tuple(sorted(found, key=lambda weakness: weakness.severity))


def notes(settings: Settings) -> tuple[str, ...]:
    """What this program cannot see, for somebody to look at."""
    return (*_to_look_at(settings), *_not_offered(settings))


def missing(settings: Settings) -> tuple[str, ...]:
    """Each digest that has not arrived, and why."""
    return post_lines(undelivered(settings.database_url))


def stopping(found: Sequence[Weakness]) -> tuple[str, ...]:
    """The sentences of what is too bad to start with."""
    return tuple(weakness.sentence for weakness in found if weakness.severity == "stops")


def report(found: Sequence[Weakness], noted: Sequence[str], stuck: Sequence[str] = ()) -> str:
    """All of it as text, one paragraph a kind."""
    weak = tuple(weakness.sentence for weakness in found if weakness.severity == "weakens")
    kinds = {
        "This stops the start:": stopping(found),
        "This weakens the promise:": weak,
        "This has not arrived (`python -m bot posts --again` once it is put right):": stuck,
        "Have a look yourself:": noted,
    }
    parts = ["\n".join((head, *(f"  - {s}" for s in said))) for head, said in kinds.items() if said]
    return "\n\n".join(parts if found else (NOTHING, *parts))


def _of_settings(settings: Settings) -> Iterator[Weakness]:
    if _is_plain(settings) and not _is_local(settings):
        yield Weakness(
            "stops",
            f"PUBLIC_URL is {settings.public_url}, without encryption: links and answers can be"
            " read on their way. Put a proxy with TLS in front, as docs/nginx.conf shows, and write"
            " its https:// address.",
        )
    elif _is_plain(settings) and settings.host not in LOOPBACK:
        yield Weakness(
            "weakens",
            f"HOST is {settings.host}, so others reach this program without encryption. Set HOST to"
            " 127.0.0.1, or PUBLIC_URL to the https:// address of the proxy in front.",
        )
    if settings.log_level == "error":
        yield Weakness(
            "weakens",
            "LOG_LEVEL is error, so nobody hears when another program keeps what was deleted from"
            " being swept away. Set it to warning or info: neither tells anything of a person.",
        )


def _to_look_at(settings: Settings) -> Iterator[str]:
    if not _is_plain(settings):
        yield (
            "The proxy in front sees addresses. docs/nginx.conf shows one that logs no request of a"
            " candidate."
        )
        if settings.host not in LOOPBACK:
            yield (
                f"HOST is {settings.host}. Let nobody but the proxy reach port {settings.port},"
                " since what comes that way is not encrypted."
            )
    if settings.slack is not None and not settings.slack.answers:
        yield (
            "Slack gets digests without a button, and /afterword is not answered. Set"
            " SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN where Slack cannot reach this program."
        )
    if settings.key_secret is not None and settings.slack is None:
        yield (
            f"Digests are files in the folder {digest_folder(settings.database_url)}, which a host"
            " without a disk loses. Set SLACK_BOT_TOKEN and SLACK_CHANNEL; `python -m bot digest`"
            " prints the latest one again."
        )


def _not_offered(settings: Settings) -> Iterator[str]:
    """Each language that the interview names and in which nobody can be talked with."""
    try:
        revision = read_words(settings.dialogues).dialogue.revision
    except DialogueError:
        return  # what is wrong in a dialogue is told when it is checked, and when it is served
    for language in revision.script.also_in:
        if language not in revision.called:
            yield (
                f"The interview names “{language}” under “also in”, but not everything is"
                f" translated, so nobody is offered it. `python -m bot translate status {language}`"
                " says what is left."
            )


def _is_plain(settings: Settings) -> bool:
    return settings.public_url.startswith("http://")


def _is_local(settings: Settings) -> bool:
    return urlsplit(settings.public_url).hostname in LOOPBACK
