"""The web chat: pages, the turn as JSON and as forms, and what a browser needs for them."""

from bot.channels.web.conversation import Conversation, PublicFacts
from bot.channels.web.site import web

__all__ = ["Conversation", "PublicFacts", "web"]
