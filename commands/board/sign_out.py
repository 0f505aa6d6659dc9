"""`!tafel abmelden`: ends all sign-ins of the person to the board, in whatever browser, and the link that may be on its way."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Reply, UserError
from bot.permissions import Who


class Args(Arguments):
    pass


@command(
    "board sign-out",
    args=Args,
    who=Who.ANYONE,
    aliases=("abmelden", "abmeldung", "abmelde", "ausloggen", "sign-out", "signout", "logout", "log-out"),
)
async def sign_out(ctx: Context, args: Args) -> Reply:
    if not ctx.project.url:
        raise UserError("board.none")
    ended = await ctx.tx.sign_ins.end_all(ctx.sender)
    return Reply("board.signed-out", was_signed_in=ended > 0, receipt="👌")
