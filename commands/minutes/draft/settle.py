"""✅ under an objection, or `!protokoll berichtigt`: it is settled, because the line was mended or because nobody objects any more."""

from __future__ import annotations

from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.minutes.draft import Objection, open_ones
from bot.domain.minutes.running import Minutes
from bot.messages import Outgoing, Reply, Role, UserError
from bot.permissions import Who
from bot.values import SessionNumber
from commands.minutes.draft.meant import draft_meant, objection_on
from commands.minutes.draft.object import SETTLED, after_change, shown_anew
from commands.minutes.running import require_moderation


class Args(Arguments):
    number: SessionNumber | None = None


@command(
    "minutes settle",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("berichtigt", "settled"),
    button=SETTLED,
    on=(Role.OBJECTION,),
)
async def settle(ctx: Context, args: Args) -> Reply:
    minutes, objections = await objections_meant(ctx)
    await ctx.require_may_change(minutes.team)
    if any(objection.by != ctx.sender for objection in objections):
        await require_moderation(ctx, minutes)
    also: list[Outgoing] = []
    for objection in objections:
        settled = objection.settled(at=ctx.written_at)
        await ctx.tx.drafts.save_objection(settled)
        also += await shown_anew(ctx, settled, text="minutes.objection-settled")
    draft = await ctx.tx.drafts.of_date(minutes.session, minutes.planned)
    if draft is not None:
        await ctx.tx.drafts.save(replace(draft, settled_at=ctx.written_at))
    also += await after_change(ctx, minutes)
    return Reply("minutes.settled", subject=minutes.session, also=tuple(also), receipt="👌", minutes=minutes, count=len(objections))


async def objections_meant(ctx: Context) -> tuple[Minutes, list[Objection]]:
    """The open objection that was tapped, or all that are open to the draft. Raises UserError where none is."""
    tapped = await objection_on(ctx)
    if tapped is not None:
        minutes = await ctx.tx.minutes.of_date(tapped.session, tapped.planned)
        objections = [tapped] if tapped.is_open else []
    else:
        minutes = await draft_meant(ctx)
        objections = open_ones(await ctx.tx.drafts.objections(minutes.session, minutes.planned))
    if minutes is None or not objections:
        raise UserError("minutes.no-objection")
    return minutes, objections
