"""`!ampel projekt gelb Grund`: the one light for the whole that a funder's form wants. Set by the PMO, seen by all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.lights.report import Aspect, Report, ReportKind
from bot.domain.teams import Team
from bot.messages import Outgoing, Reply, Rewrite, Role, UserError
from bot.permissions import Who
from bot.values import Text
from commands.light.groups import number_of
from commands.light.keep import require_unbuilt, said_by, withdrawn
from commands.light.reading import colour_first
from commands.light.shown import meanings, of_project
from commands.light.words import MEASURE, REASON, line


class Args(Arguments):
    prose = False

    text: Text = ""
    reason: Annotated[Text, REASON] = ""
    measure: Annotated[Text, MEASURE] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    pmo = await _pmo(ctx)
    before = await said_by(ctx, ctx.event)
    await require_unbuilt(ctx, before)
    await ctx.tx.lights.withdraw(before, ctx.now)
    reply = await _set(ctx, pmo, args)
    return [Rewrite(of=f"answer:{ctx.event}", text=reply.text, params=reply.params)]


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    rows = await said_by(ctx, ctx.origin)
    await require_unbuilt(ctx, rows)
    also = await withdrawn(ctx, ctx.origin)
    await ctx.tx.lights.erase(rows)
    return also


@command("light project", args=Args, who=Who.MEMBERS, aliases=("projekt", "gesamt"), amend=amend, retract=retract)
async def project(ctx: Context, args: Args) -> Reply:
    if not args.model_fields_set - {"text"} and not args.text:
        return Reply("light.project", shown=await of_project(ctx), asks="", today=ctx.calendar.day_of(ctx.now), is_new=False)
    return await _set(ctx, await _pmo(ctx), args)


async def _pmo(ctx: Context) -> Team:
    """Raises UserError for whoever is not of the PMO: only that sets this light."""
    pmo = await ctx.pmo()
    if pmo is None or not ctx.is_pmo:
        raise UserError("right.pmo-only")
    return pmo


async def _set(ctx: Context, pmo: Team, args: Args) -> Reply:
    colour, reason, unknown = colour_first(args.text)
    if colour is None:
        raise UserError("light.project-colour", said=unknown, meanings=meanings(ctx))
    await ctx.tx.lights.add(
        Report(
            id=0,
            team=pmo.id,
            aspect=Aspect.PROJECT,
            kind=ReportKind.SET,
            colour=colour,
            reason=line(args.reason or reason),
            measure=line(args.measure),
            at=ctx.written_at,
            by=ctx.sender,
            mark=ctx.event,
        )
    )
    shown = await of_project(ctx)
    asks = "reason" if shown.light is not None and shown.light.needs_reason else ""
    return Reply(
        "light.project",
        subject=number_of(pmo),
        role=Role.LIGHT_REASON,
        shown=shown,
        asks=asks,
        today=ctx.calendar.day_of(ctx.now),
        is_new=True,
    )
