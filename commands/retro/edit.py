"""`!retro ändere R2 | format: 4l | dauer: 90`: columns, length, place."""

from __future__ import annotations

from dataclasses import replace

from bot.command import command
from bot.context import Context
from bot.domain.retros import RetroState
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import RetroNumber
from commands.meeting.fields import require_reach
from commands.retro.add import Fields, refit
from commands.retro.dates import session_of
from commands.retro.record import KIND, card, change_with_session
from commands.retro.resolve import meant


class Args(Fields):
    number: RetroNumber | None = None


@command("retro edit", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.EDIT)
async def edit(ctx: Context, args: Args) -> Reply:
    before = await meant(ctx, args.number, (RetroState.PLANNED, RetroState.COLLECTING))
    await ctx.require_may_change(before.team)
    given = args.model_fields_set - {"number"}
    if not given:
        raise UserError("edit.nothing", number=str(before.number))
    retro = replace(before, form=args.form) if args.form else before
    session = await session_of(ctx, retro)
    of_session = {name: getattr(args, name) for name in given - {"form"}}
    if of_session and session is None:
        raise UserError("retro.no-date", retro=retro)
    if session is not None and of_session:
        if args.until is not None and not session.is_series:
            raise UserError("meeting.until-single", day=args.until)
        require_reach(args.until, session.start)
        also = await change_with_session(ctx, before, retro, session.changed(**of_session), "edit")
    else:
        also = await KIND.change(ctx, before, retro, "edit")
    await refit(ctx, retro)
    return Reply("retro.edited", subject=retro.number, also=tuple(also), **await card(ctx, retro, ctx.room))
