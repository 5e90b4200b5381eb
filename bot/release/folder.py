"""Digests as files, for those who do not use Slack."""

import asyncio
import os
from pathlib import Path

from bot.insight.delivery import Outcome, Posted
from bot.insight.digest import Digest
from bot.insight.page import html
from bot.insight.rendering import markdown


class DigestFolder:
    """Writes each digest into a folder, as a web page and as Markdown, named by its period."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def post(self, digest: Digest, channel: str, *, repeats: bool = False) -> Outcome:  # noqa: ARG002 - as every poster
        """Write the digest; the sentence that there is none yet makes no file."""
        if digest.sections:
            await asyncio.to_thread(self._write, digest)
        return Posted()

    async def post_thread(self, digest: Digest, channel: str, message: str) -> Outcome:  # noqa: ARG002 - as every poster
        """Nothing to do: a file holds the whole digest."""
        return Posted()

    async def report(self, channel: str, problem: str) -> Outcome | None:  # noqa: ARG002 - as every poster
        """Nobody to tell: a folder refuses nothing."""
        return None

    def _write(self, digest: Digest) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        label = "".join(c if c.isalnum() else "-" for c in digest.label.lower())
        name = f"digest-{digest.period}{label and '-'}{label}"
        for ending, words in (("html", html(digest)), ("md", markdown(digest))):
            unfinished = self._path / f".{name}.{ending}"
            unfinished.write_text(words, encoding="utf-8")
            os.replace(unfinished, self._path / f"{name}.{ending}")
