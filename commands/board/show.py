"""`!tafel`: a link to the board that signs the person in, in a direct chat with nobody else in it."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context, Moment
from bot.direct_chat import Private, privately
from bot.domain.ids import RoomId, UserId
from bot.domain.sign_in import LINK_LASTS, PLACE, SIGN_IN_LASTS
from bot.grammar import verb_words
from bot.messages import Reply, Say, UserError
from bot.permissions import Who


class Args(Arguments):
    pass


@command(
    "board show",
    args=Args,
    who=Who.MEMBERS,
    aliases=(*verb_words.SHOW, "link", "anmelden", "anmeldung", "einloggen", "sign-in", "signin", "login"),
)
async def show(ctx: Context, args: Args) -> Reply:
    if not ctx.project.url:
        raise UserError("board.none")
    return await privately(ctx, LINK)


async def _says(moment: Moment, user: UserId, about: str) -> Say:
    if not moment.project.url:  # there is none any more since it was asked for
        return Say(room=RoomId(""), text="board.none", once="")
    minutes = int(LINK_LASTS.total_seconds() // 60)
    params = {"url": moment.project.url, "token": PLACE, "minutes": minutes, "days": SIGN_IN_LASTS.days}
    return Say(room=RoomId(""), text="board.link-here", params=params, once="", signs_in=user)


LINK = Private("board", _says)
"""The link, which comes in the direct chat."""
