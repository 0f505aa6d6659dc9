"""A plain reply to the message that says which lights were set: the reason, or the help wanted, where that was missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number, TeamId
from bot.domain.lights.course import Light, lights
from bot.domain.lights.report import Aspect, Colour, Report, ReportKind
from bot.domain.teams import Kind, Team
from bot.messages import Outgoing, Reply, Role, UserError
from bot.permissions import Who
from bot.records import notes
from bot.values import Words as SomeWords
from commands.light.groups import group_meant, number_of
from commands.light.keep import keep, said_by, withdrawn
from commands.light.shown import meanings
from commands.light.words import Words, parted


class Args(Arguments):
    text: SomeWords


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The reply was deleted: its words go, the colours stay."""
    rows = await said_by(ctx, ctx.origin)
    also = await withdrawn(ctx, ctx.origin)
    await ctx.tx.lights.erase(rows)
    return also


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    before = await said_by(ctx, ctx.event)
    if not before:
        return None
    team = await ctx.team(TeamId(number.count))
    await ctx.require_may_change(team.id)
    own, words = parted(args.text)
    gave_reason = any(row.reason for row in before)
    words = replace(words, reason=words.reason or (own if gave_reason else ""), help=words.help or ("" if gave_reason else own))
    rows = [replace(row, id=0, reason=words.reason, measure=words.measure, help=words.help) for row in before]
    if before[0].aspect is Aspect.PROJECT:
        await ctx.tx.lights.withdraw(before, ctx.now)
        await ctx.tx.lights.add(*rows)
        return []
    return (await keep(ctx, team, rows, before)).also


@command(
    "light explain", args=Args, who=Who.TEAM | Who.PMO, aliases=("weil", "begründen", "begründung", "because"), amend=amend, retract=retract
)
async def explain(ctx: Context, args: Args) -> Reply:
    team = await _team(ctx)
    await ctx.require_may_change(team.id)
    now = lights(await ctx.tx.lights.of(team.id), ctx.settings.zone)
    of_project = lights(await ctx.tx.lights.of_project(), ctx.settings.zone) if team.is_pmo else {}
    if ctx.replied is None and Kind.TASK_FORCE in team.kinds and not _open([*of_project.values()]):
        of_project = {}  # a PMO that is a task force, too, speaks of its own lights
    open_ones = _open([*of_project.values()]) or _open([*now.values()])
    own, words = parted(args.text)
    lacks_reason = any(each.needs_reason for each in open_ones)
    if ctx.replied is None and not lacks_reason:  # in words it may be said anew
        stated = (of_project or now).values()
        open_ones = [each for each in stated if each.colour is not Colour.GREEN or each.aspect is Aspect.PROJECT]
        lacks_reason = True
        if not open_ones:
            raise UserError("light.nothing-to-explain", meanings=meanings(ctx))
    if not open_ones:
        return Reply("")  # whatever is said under it is said among themselves
    words = replace(words, reason=words.reason or own) if lacks_reason else replace(words, help=words.help or own)
    rows = [_row(ctx, light, words) for light in open_ones]
    if open_ones[0].aspect is Aspect.PROJECT:
        await ctx.tx.lights.add(*rows)
        return Reply("light.explained", subject=number_of(team), receipt=notes.RECEIPT, asks_help=False, words=words)
    changed = await keep(ctx, team, rows)
    asks_help = lacks_reason and any(changed.after[light.aspect].needs_help for light in open_ones)
    return Reply(
        "light.explained",
        subject=number_of(team),
        role=Role.LIGHT_REASON,
        also=tuple(changed.also),
        receipt=None if asks_help else notes.RECEIPT,
        asks_help=asks_help,
        words=words,
    )


async def _team(ctx: Context) -> Team:
    """The group whose light the message was about that was replied to."""
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin and ctx.replied is Role.LIGHT_REASON else None
    number = Number.of_subject(row.subject) if row is not None and row.subject else None
    if number is not None:
        return await ctx.team(TeamId(number.count))
    of_whole = ctx.here is not None and ctx.here.is_pmo and await ctx.tx.lights.of_project()
    return ctx.own_group() if of_whole else await group_meant(ctx, "")


def _open(lights: Sequence[Light]) -> list[Light]:
    """Those that lack a reason; if none does, those that lack what is needed."""
    return [each for each in lights if each.needs_reason] or [each for each in lights if each.needs_help]


def _row(ctx: Context, light: Light, words: Words) -> Report:
    return Report(
        id=0,
        team=light.team,
        aspect=light.aspect,
        kind=ReportKind.EXPLAINED,
        colour=light.colour,
        reason=words.reason,
        measure=words.measure,
        help=words.help,
        at=ctx.written_at,
        by=ctx.sender,
        mark=ctx.event,
    )
