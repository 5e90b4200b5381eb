"""Telegram: the same interview in a chat of one person with a bot.

Updates come in (`heard`), a turn is taken within the transaction that keeps it (`taking`), and
calls go out (`post`). Imported only where a token is set.
"""

from bot.channels.telegram.channel import Telegram, open_telegram
from bot.channels.telegram.voice import Voice

__all__ = ["Telegram", "Voice", "open_telegram"]
