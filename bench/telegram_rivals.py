"""What Telegram turns are measured against; NAME, PORT, FILE, API and TOKEN as arguments.

`bare` commits one row and makes one call of the library as it comes: it knows and decides nothing.
`plain` is a bot as the library's examples have it, with `ConversationHandler`: it answers each tap,
closes the question and asks the next. `PicklePersistence` writes once a minute and at the end, so
that what came since is lost when it is killed.
"""

import asyncio
import json
import os
import sqlite3
import sys
from typing import Any, cast

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import HTTPXRequest

_ROW = 3_000  # bytes, as much as a draft holds
_CONNECTIONS = 256  # as the library's own builder takes
_ASKING = 0
_BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton(c, callback_data=c)] for c in "ABC"])
_QUESTION = "Thank you. And would you have said yes, had that been different?"
Context = ContextTypes.DEFAULT_TYPE


async def bare(port: int, file: str, api: str, token: str) -> None:
    """Serve the bare handler."""
    rows = sqlite3.connect(file, isolation_level=None)
    rows.execute("PRAGMA journal_mode=WAL")
    rows.execute("PRAGMA synchronous=FULL")
    rows.execute("CREATE TABLE chat (id INTEGER PRIMARY KEY, row BLOB)")
    pool = HTTPXRequest(connection_pool_size=_CONNECTIONS)
    async with Bot(token, base_url=f"{api}bot", request=pool) as bot:

        async def take(update: dict[str, Any]) -> None:
            said = update.get("message") or update["callback_query"]["message"]
            chat = said["chat"]["id"]
            rows.execute("BEGIN IMMEDIATE")
            rows.execute("INSERT OR REPLACE INTO chat VALUES (?, ?)", (chat, os.urandom(_ROW)))
            rows.execute("COMMIT")
            await bot.send_message(chat, _QUESTION, reply_markup=_BUTTONS)

        await _serve(port, _webhook(take))


async def plain(port: int, file: str, api: str, token: str) -> None:
    """Serve the plain bot."""
    kept = PicklePersistence(file)
    app = Application.builder().token(token).base_url(f"{api}bot").persistence(kept).build()
    app.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", _asked)],
            states={_ASKING: [CallbackQueryHandler(_asked), MessageHandler(filters.TEXT, _asked)]},
            fallbacks=[],
            name="interview",
            persistent=True,
        )
    )

    async def take(update: dict[str, Any]) -> None:
        await app.process_update(Update.de_json(update, app.bot))

    async with app:
        await app.start()
        await _serve(port, _webhook(take))
        await app.stop()


async def _asked(update: Update, context: Context) -> int:
    """Note an answer, and ask the next question."""
    answers = cast("dict[str, list[str]]", context.user_data).setdefault("answers", [])
    if (query := update.callback_query) is not None:
        await query.answer()
        answers.append(query.data or "")
        await query.edit_message_text(f"{_QUESTION}\n\nYou chose: {query.data}")
    elif update.message is not None:
        answers.append(update.message.text or "")
    chat = update.effective_chat
    if chat is not None:
        await chat.send_message(_QUESTION, reply_markup=_BUTTONS)
    return _ASKING


def _webhook(take: Any) -> ASGIApp:  # noqa: ANN401 - an async function of an update
    async def app(_: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        await take(json.loads(body))
        headers = [(b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    return app


async def _serve(port: int, app: ASGIApp) -> None:
    config = uvicorn.Config(
        app,
        port=port,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        lifespan="off",
    )
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    serve = {"bare": bare, "plain": plain}[sys.argv[1]]
    asyncio.run(serve(int(sys.argv[2]), *sys.argv[3:6]))
