"""Answers that are for one person alone: said in the direct chat with the bot, which is opened where there is none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.context import Context, Moment
from bot.domain.ids import EventId, RoomId, UserId
from bot.messages import Open, Outgoing, Reply, Say


@dataclass(frozen=True)
class Private:
    """A kind of such an answer. `name` begins what a chat is opened about; the rest of that is for `says` to read."""

    name: str
    says: Callable[[Moment, UserId, str], Awaitable[Say]]
    """The message as of when it is queued, since the chat may take a day to be joined; its room and `once` are put in."""


async def privately(ctx: Context, private: Private, about: str = "") -> Reply:
    """The answer, here if this is the direct chat; else there, and here that it is."""
    if ctx.direct:
        return Reply("", also=(await _said(ctx, private, ctx.room, ctx.sender, about, f"answer:{ctx.event}"),))
    chat = await direct_chat_with(ctx, ctx.sender)
    there: Outgoing
    if chat is None:
        there = Open(room=ctx.room, user=ctx.sender, about=f"{private.name} {about}", once=f"direct:{ctx.event}")
    else:
        there = replace(await _said(ctx, private, chat, ctx.sender, about, f"direct:{ctx.event}"), notify=True)
    return Reply("direct.comes", also=(there,), is_new=chat is None)


async def direct_chat_with(moment: Moment, user: UserId) -> RoomId | None:
    """The latest one, with nobody else in it, that takes what the bot says."""
    for known in await moment.tx.rooms.direct_with(user):
        if moment.rooms.members(known.room) == {user} and await moment.tx.muted.get(known.room) is None:
            return known.room
    return None


async def opened(moment: Moment, kinds: Sequence[Private], chat: RoomId, user: UserId, about: str, joined: EventId) -> Say | None:
    """The first message in a chat that was opened for such an answer; None for a chat with another purpose."""
    name, _, rest = about.partition(" ")
    private = next((each for each in kinds if each.name == name), None)
    if private is None:
        return None
    return replace(await _said(moment, private, chat, user, rest, f"welcome:{joined}"), notify=True)


async def _said(moment: Moment, private: Private, chat: RoomId, user: UserId, about: str, once: str) -> Say:
    return replace(await private.says(moment, user, about), room=chat, once=once)
