"""A plugin of maubot that answers each message that begins with `!`. Runs without anything of this repository."""

from __future__ import annotations

from maubot import MessageEvent, Plugin
from maubot.handlers import command
from mautrix.types import MessageType, TextMessageEventContent


class Echo(Plugin):  # type: ignore[misc]  # maubot is not there when types are checked
    @command.passive("^!")  # type: ignore[untyped-decorator]
    async def answer(self, event: MessageEvent, match: object) -> None:
        await event.respond(TextMessageEventContent(msgtype=MessageType.NOTICE, body=f"B0 {event.content.body}"))
