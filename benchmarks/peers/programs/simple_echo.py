"""Answers each message that begins with `!`, on simplematrixbotlib.

    python simple_echo.py HOMESERVER USER_ID PASSWORD

Its session and its keys are in the folder in which it is started. Runs without anything of this repository.
"""

from __future__ import annotations

import sys
from typing import Any

import simplematrixbotlib as botlib


def main(homeserver: str, user: str, password: str) -> None:
    bot = botlib.Bot(botlib.Creds(homeserver, user, password), botlib.Config())

    @bot.listener.on_message_event  # type: ignore[untyped-decorator]
    async def answer(room: Any, message: Any) -> None:
        match = botlib.MessageMatch(room, message, bot, "!")
        if match.is_not_from_this_bot() and match.prefix():
            await bot.api.send_text_message(room.room_id, f"B0 {message.body}", msgtype="m.notice")

    bot.run()


if __name__ == "__main__":
    main(*sys.argv[1:4])
