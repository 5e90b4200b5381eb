"""The log: an allow list of events and whole numbers, and nothing that a person typed.

Every record passes one formatter. Our own events print the sentence written here; whatever else
speaks (a library, an exception, a warning) is reduced to types and places in code, since its
message may hold a token, an address or an answer.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TextIO

# Every sentence the program may log; in braces the whole numbers that go with it. Nothing here
# may tell how many people answered, nor when one of them did.
EVENTS: Mapping[str, tuple[int, str]] = {
    "serving": (logging.INFO, "serving on port {port}"),
    "stopped": (logging.INFO, "stopped"),
    "working": (logging.INFO, "looking after the calendar and the post"),
    "migrated": (logging.INFO, "the database is up to date"),
    "boundary": (logging.INFO, "a period has ended and was dealt with"),
    "night": (logging.INFO, "the nightly run is done"),
    "not_swept": (
        logging.WARNING,
        "what was deleted left bytes behind while another program reads; this is tried again",
    ),
    "digest_file": (
        logging.INFO,
        "Slack is not configured, so digests are files: see the folder digests",
    ),
    "digest_posted": (logging.INFO, "a digest was posted"),
    "post_again": (
        logging.WARNING,
        "a digest could not be posted, attempt {attempts}; it will be tried again",
    ),
    "post_stuck": (
        logging.ERROR,
        "a digest could not be posted after {attempts} attempts; check the SLACK settings",
    ),
    "slack_ready": (logging.INFO, "the Slack app answers"),
    "slack_unanswered": (
        logging.WARNING,
        "somebody asked something in Slack and could not be answered; they were told to try again",
    ),
    "slack_unreached": (
        logging.WARNING,
        "Slack does not say as whom the app is installed; this is tried again",
    ),
    "slack_renewed": (logging.WARNING, "the connection to Slack fell silent and is made anew"),
    "telegram_ready": (logging.INFO, "Telegram is set up"),
    "telegram_again": (
        logging.WARNING,
        "a message from Telegram could not be dealt with; it will come again",
    ),
    "telegram_refused": (logging.ERROR, "Telegram refused a message; it was sent without buttons"),
    "telegram_unreached": (logging.WARNING, "Telegram cannot be reached; this is tried again"),
    "telegram_wedged": (logging.WARNING, "Telegram fell silent; the connection is made anew"),
    "dialogue_taken": (
        logging.INFO,
        "the dialogue changed: interviews that begin now are held by it, in {languages} languages",
    ),
    "dialogue_refused": (
        logging.WARNING,
        "the dialogue changed and was not taken: python -m bot check, mistakes {mistakes}",
    ),
    "dialogue_at_start": (
        logging.INFO,
        "pages, digest sentences or lists changed: they are read when the program starts",
    ),
    "dialogue_unread": (
        logging.ERROR,
        "a dialogue that changed could not be read; it will be tried again",
    ),
    "job_failed": (logging.ERROR, "a job failed; it will be tried again"),
    "failed": (logging.CRITICAL, "stopped by an unexpected mistake in the program"),
}

_OURS = "afterword"
_LEVELS = {"info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
# Libraries that make a record of every request or step: not made at all below a warning.
_TALKERS = (
    "aiohttp",
    "alembic",
    "asyncio",
    "concurrent.futures",
    "httpcore",
    "httpx",
    "multiprocessing",
    "psycopg",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
    "telegram",
    "transitions",
    "uvicorn",
    "uvicorn.access",
    "uvicorn.error",
)
_PLACES = 4  # how many places in code are named for one exception, innermost first


def log(event: str, /, **numbers: int) -> None:
    """Log one event of the list with its numbers; ValueError when it is not on the list."""
    level, sentence = _allowed(event, numbers)
    logging.getLogger(_OURS).log(level, event, extra={"sentence": sentence})


def log_failure(event: str, error: BaseException, /, **numbers: int) -> None:
    """Log one event with the exception that caused it, as types and places in code only."""
    level, sentence = _allowed(event, numbers)
    extra = {"sentence": f"{sentence}: {describe(error)}"}
    logging.getLogger(_OURS).log(level, event, extra=extra)


def configure(level: str, stream: TextIO) -> None:
    """Send all logs of this process to `stream`, and silence every other way out.

    `level` is info, warning or error. Uncaught exceptions of the process and its threads are
    logged too, without their messages.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)-8s ", "%Y-%m-%d %H:%M:%S"))
    handler.addFilter(_fit)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(_LEVELS[level])
    # What a library keeps from the root (multiprocessing does) would else be printed as it is.
    logging.lastResort = handler
    for name in _TALKERS:
        talker = logging.getLogger(name)
        talker.handlers.clear()
        talker.propagate = True
        talker.setLevel(logging.WARNING)
    # Bolt warns at each start of the token in the environment, which is ours to read.
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    # When logging itself fails it would print the record's arguments to standard error.
    logging.raiseExceptions = False
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable
    threading.excepthook = _uncaught_in_thread


def describe(error: BaseException) -> str:
    """An exception by type and place in code, with its causes; never its message or values."""
    return " caused by ".join(_describe_one(each) for each in _chain(error))


def _allowed(event: str, numbers: Mapping[str, int]) -> tuple[int, str]:
    if event not in EVENTS or any(type(number) is not int for number in numbers.values()):
        raise ValueError(
            f"only events of the list and whole numbers are logged, not {event[:30]!r}"
        )
    level, sentence = EVENTS[event]
    return level, sentence.format(**numbers)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception and what caused it, nearest first; no exception twice."""
    met: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in met:
        met.add(id(at))
        yield at
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


def _describe_one(error: BaseException) -> str:
    kind = type(error).__name__
    if isinstance(error, OSError) and error.errno is not None:
        kind += f" {error.errno}"
    if isinstance(error, BaseExceptionGroup):
        kind += f" of ({'; '.join(describe(each) for each in error.exceptions)})"
    trace = list(traceback.walk_tb(error.__traceback__))[-_PLACES:]
    places = [f"{_short(frame.f_code.co_filename)}:{line}" for frame, line in reversed(trace)]
    return f"{kind} at {' < '.join(places)}" if places else kind


def _short(file: str) -> str:
    """The last two parts of a path: enough to find the place, nothing of the machine."""
    return "/".join(Path(file).parts[-2:])


def _fit(record: logging.LogRecord) -> bool:
    """Whether a record may be printed: ours, or a library's that is at least a warning."""
    return record.name == _OURS or record.levelno >= logging.WARNING


class _Formatter(logging.Formatter):
    """One line a record; of a record that is not ours, only who spoke, where, and of what type."""

    def format(self, record: logging.LogRecord) -> str:
        head = (self._fmt or "") % {
            "asctime": self.formatTime(record, self.datefmt),
            "levelname": record.levelname.lower(),
        }
        sentence = getattr(record, "sentence", None) if record.name == _OURS else None
        return head + (sentence or self._reduced(record))

    def _reduced(self, record: logging.LogRecord) -> str:
        place = f"{_short(record.pathname)}:{record.lineno}"
        error = record.exc_info[1] if record.exc_info else None
        what = f": {describe(error)}" if error else ""
        return f"{record.name} has something to say at {place}; its words are not logged{what}"


def _uncaught(
    _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    if isinstance(error, KeyboardInterrupt):
        log("stopped")
    else:
        log_failure("failed", error)


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        log_failure("failed", args.exc_value)


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        log_failure("failed", args.exc_value)
