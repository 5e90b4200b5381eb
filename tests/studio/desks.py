"""A desk whose sayings can be read."""

from dataclasses import dataclass, field
from pathlib import Path

from bot.studio.desk import Desk


@dataclass
class Heard:
    """What was said at a desk over this folder, and what was told beside it."""

    folder: Path
    said: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        """The desk."""
        return Desk(self.folder, self.said.append, self.told.append)
