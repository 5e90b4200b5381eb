"""Takes settings one by one from an environment and collects what is wrong with them."""

import difflib
from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from bot.settings.names import SETTINGS

T = TypeVar("T")

_NEAR = 0.9  # how alike an unknown name must be to be taken for a slip of the pen
_SHORT = 6  # names shorter than this resemble too many others


class SettingsError(Exception):
    """The settings cannot be used; `mistakes` says everything that is wrong with them."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(("The settings need a hand:", *(f"  {m}" for m in mistakes))))


class Form:
    """Takes settings one by one and collects what is wrong with them."""

    def __init__(self, environ: Mapping[str, str], read_file: Callable[[str], str]) -> None:
        self._environ = environ
        self._read_file = read_file
        self._about = {setting.name: setting for setting in SETTINGS}
        self.mistakes = list(slips(environ))

    def take(self, name: str, read: Callable[[str], T]) -> T:
        """The value of this setting; a stand-in, never to be seen, when it is a mistake."""
        try:
            text = self.text(name)
            if not text and self._about[name].default is None:
                raise ValueError(f"is missing. {self._about[name].about}")
            return read(text)
        except ValueError as problem:
            self.mistakes.append(f"{name} {problem}")
            return cast("T", None)

    def text(self, name: str) -> str:
        """What is written for this setting, or its default; ValueError when it cannot be read."""
        setting = self._about[name]
        written = self._environ.get(name, "").strip()
        file = self._environ.get(f"{name}_FILE", "").strip() if setting.secret else ""
        if file and written:
            raise ValueError(f"and {name}_FILE are both set. Keep one of them.")
        if file:
            written = self._from_file(name, file)
        return written or setting.default or ""

    def _from_file(self, name: str, file: str) -> str:
        try:
            return self._read_file(file).strip()
        except (OSError, UnicodeDecodeError) as problem:
            raise ValueError(
                f"cannot be read from the file that {name}_FILE names, {file}. Check its path, and"
                " that this program may read it."
            ) from problem

    def given(self, name: str) -> bool:
        """Whether this setting is written, itself or as the name of its file."""
        return any(self._environ.get(each, "").strip() for each in (name, f"{name}_FILE"))

    def close(self) -> None:
        """Raise SettingsError if anything was wrong."""
        if self.mistakes:
            raise SettingsError(tuple(self.mistakes))


def slips(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Names that are nearly those of settings, which would be passed over in silence."""
    known = [setting.name for setting in SETTINGS]
    known += [f"{setting.name}_FILE" for setting in SETTINGS if setting.secret]
    missing = [name for name in known if name not in environ and len(name) >= _SHORT]
    return tuple(
        f"{name} is no setting. Did you mean {near[0]}?"
        for name in environ
        if name not in known
        and (near := difflib.get_close_matches(name.upper(), missing, n=1, cutoff=_NEAR))
    )
