"""A plain reply to something about a retrospective: kept as a remark on it, with the name of who made it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.messages import Outgoing, Reply
from bot.permissions import Who
from bot.records import notes
from bot.values import RetroNumber, Title
from commands.retro.record import KIND


class Args(Arguments):
    number: RetroNumber
    text: Title


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    await KIND.changeable(ctx, number)
    return await notes.amend(ctx, number, args)


@command(
    "retro remark",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("anmerkung", "bemerkung", "remark", "kommentar", "kommentieren", "comment"),
    amend=amend,
)
async def remark(ctx: Context, args: Args) -> Reply:
    retro = await KIND.changeable(ctx, args.number)
    await notes.keep(ctx, retro.number, args.text, KIND.named("remark"))
    return Reply("retro.remarked", subject=retro.number, receipt=notes.RECEIPT, retro=retro)
