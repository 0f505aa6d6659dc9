"""The direct chat: what concerns one person is said there alone."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context, Moment
from bot.direct_chat import Private
from bot.domain.ids import RoomId, UserId
from bot.messages import Say, UserError
from bot.ports import Kept
from bot.words import fold

_POLITE = frozenset({"", "bitte", "alles", "meine daten", "meine daten bitte", "please", "everything", "my data", "my data please"})

_OF_THE_CHAT = frozenset({"rooms", "inbox", "outbox", "erasure_requests"})


async def _how(moment: Moment, user: UserId, about: str) -> Say:
    return Say(room=RoomId(""), text="privacy.how", once="")


IN_PRIVATE = Private("privacy", _how)
"""What the direct chat says to somebody who has asked in a room: how to ask there. The room hears where, and not what was asked."""


def beyond_the_chat(ctx: Context, kept: Sequence[Kept]) -> bool:
    """Whether anything is kept but that there is this chat, and when somebody wrote in it."""
    return any(each.row.get("room") != ctx.room or each.table not in _OF_THE_CHAT for each in kept)


def require_oneself(ctx: Context, said: str) -> None:
    """Raises UserError where other words follow: nobody is told what is kept of others."""
    if fold(said.strip(" .!?")) not in _POLITE and said.strip() != ctx.sender:
        raise UserError("privacy.only-yourself")
