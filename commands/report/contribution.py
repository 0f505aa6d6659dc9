"""`!bericht beitrag`: what a group has achieved, where it deviates and what comes next, in its own words, for the report of a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.reports.contributions import PARTS, Entry, Part, words
from bot.domain.reports.periods import Quarter, read_quarter
from bot.domain.teams import Team, team_subject
from bot.grammar.fields import VALUE_SEPARATOR
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.values import GroupName, Text
from bot.words import fold
from commands.report.due import lacking_of, next_quarter
from commands.report.group import reporting_group, said_again, told
from commands.report.misread import Misread, misread

MOST = 100
"""Rows of one group for one quarter."""


class Args(Arguments):
    text: Text = ""
    achieved: Annotated[Text, Key("erreicht", "achieved")] = ""
    deviation: Annotated[Text, Key("abweichung", "abweichungen", "deviation", "deviations")] = ""
    outlook: Annotated[Text, Key("ausblick", "outlook")] = ""
    quarter: Annotated[Text, Key("für", "quartal", "for", "quarter")] = ""
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: what it says now stands in the report in place of what it said."""
    before = await ctx.tx.reports.said_by(ctx.event)
    team = await _group(ctx, args)
    quarter = await _quarter(ctx, args) if args.quarter or not before else before[0].period
    said, asked = _understood(ctx, args)
    if [(entry.part, entry.text) for entry in before] == said and before[0].team == team.id and before[0].period == quarter:
        return None
    for entry in before:
        await ctx.tx.reports.take_back(entry, ctx.now)
    params = await _kept(ctx, team, quarter, said)
    return [*await said_again(ctx, ctx.event, "report.contributed", **params), *([_ask(ctx, asked)] if asked is not None else [])]


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: its words leave the report."""
    entries = await ctx.tx.reports.said_by(ctx.origin) if ctx.origin else []
    if not entries or ctx.origin is None:
        return []
    for entry in entries:
        await ctx.tx.reports.take_back(entry, ctx.now)
    params = await _params(ctx, await ctx.team(entries[0].team), entries[0].period, [entry.part for entry in entries])
    return await said_again(ctx, ctx.origin, "report.not-contributed", **params)


@command(
    "report contribution",
    args=Args,
    who=Who.TEAM,
    aliases=("beitrag", "beiträge", "beitragen", "zuarbeit", "contribute"),
    amend=amend,
    retract=retract,
    replies_whole=True,
)
async def contribution(ctx: Context, args: Args) -> Reply:
    team = await _group(ctx, args)
    quarter = await _quarter(ctx, args)
    said, asked = _understood(ctx, args)
    params = await _kept(ctx, team, quarter, said)
    also = told(ctx, team, "report.told.contributed", **params)
    if asked is not None:
        also.append(_ask(ctx, asked))
    return Reply("report.contributed", subject=Number.of_subject(team_subject(team.id)), also=tuple(also), **params)


def _understood(ctx: Context, args: Args) -> tuple[list[tuple[Part, str]], Misread | None]:
    """What to store, and what to ask about words that would stand in the wrong place. Raises UserError where there are no others."""
    said, asked = _said(args), misread(ctx, args.text, team=args.team, quarter=args.quarter)
    if asked is not None and len(said) == 1:
        raise UserError(asked.text, suggest=asked.suggest)
    return said[1:] if asked is not None else said, asked


def _ask(ctx: Context, asked: Misread) -> Say:
    return Say(
        room=ctx.room,
        text=asked.text,
        params={"suggest": asked.suggest},
        once=f"{asked.text}:{ctx.event}",
        role=Role.SUGGESTION,
        suggests=asked.suggest,
        buttons=("✅",),
    )


async def _group(ctx: Context, args: Args) -> Team:
    return await reporting_group(ctx, args.team, by_pmo=False)


async def _quarter(ctx: Context, args: Args) -> Quarter:
    if not args.quarter:
        return await next_quarter(ctx, ctx.written_at)
    quarter = read_quarter(fold(args.quarter), ctx.calendar.day_of(ctx.written_at))
    if quarter is None:
        raise UserError("report.quarter-unknown", said=args.quarter, example=await next_quarter(ctx))
    return quarter


def _said(args: Args) -> list[tuple[Part, str]]:
    """What was said on each part; empty where a dash takes back what was said before. Raises UserError where nothing was."""
    given = {Part.ACHIEVED: args.achieved, Part.DEVIATION: args.deviation, Part.OUTLOOK: args.outlook}
    named = {Part(name) for name in args.model_fields_set & {*PARTS}}
    said = [(Part.ACHIEVED, args.text)] if args.text else []
    said += [(part, given[part]) for part in PARTS if part in named]
    if not said:
        raise UserError("report.nothing-said")
    return [(part, "\n".join(text.split(VALUE_SEPARATOR))) for part, text in said]


async def _kept(ctx: Context, team: Team, quarter: Quarter, said: Sequence[tuple[Part, str]]) -> dict[str, Any]:
    """The parameters of the answer, once the rows are stored."""
    if len(await ctx.tx.reports.said(quarter, team.id)) + len(said) > MOST:
        raise UserError("report.full", most=MOST)
    await ctx.tx.reports.say(
        *(
            Entry(id=0, team=team.id, period=quarter, part=part, text=text, at=ctx.written_at, by=ctx.sender, mark=ctx.event)
            for part, text in said
        )
    )
    return await _params(ctx, team, quarter, [part for part, _ in said])


async def _params(ctx: Context, team: Team, quarter: Quarter, parts: Sequence[Part]) -> dict[str, Any]:
    standing = words(await ctx.tx.reports.said(quarter, team.id), quarter)
    return {
        "team": team.name,
        "quarter": quarter,
        "parts": [(part, [entry.text for entry in standing[part]]) for part in PARTS if part in parts],
        "gaps": await lacking_of(ctx, team, quarter),
    }
