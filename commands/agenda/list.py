"""`!agenda`: the next agenda in order, its time against the session's length, and what waits for a session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from bot.command import Arguments, Command, Filter, Key, command
from bot.context import Context
from bot.domain.agenda import Topic
from bot.domain.cut_list import cut
from bot.domain.ids import Number
from bot.domain.meetings import SessionState
from bot.domain.teams import Team
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.records.listing import MAX_LISTED, MAX_ON_SCREEN
from bot.values import SessionNumber
from commands.agenda.proposals import way_onto
from commands.agenda.rendered import agenda
from commands.agenda.session_dates import current_date, next_date, same_time


class Args(Arguments):
    all: Annotated[bool, Filter("alle", "all")] = False
    steering: Annotated[bool, Filter("steuerungskreis", "steering")] = False
    session: Annotated[SessionNumber | None, Key("treffen", "sitzung", "session")] = None
    """Whose agenda is asked for (`!agenda S3`), of whatever group."""


@command("agenda list", args=Args, who=Who.MEMBERS, aliases=verb_words.LIST)
async def listed(ctx: Context, args: Args) -> Reply:
    most = MAX_LISTED if args.all else MAX_ON_SCREEN
    if args.session is not None:
        return Reply("agenda.list", agendas=[await _of_session(ctx, args.session, most)], several=False)
    teams = await _asked_for(ctx, args)
    agendas = [part for team in teams for part in await _of_team(ctx, team, most)]
    # A group without anything to say about has no place between others that have.
    filled = [part for part in agendas if part["date"] or part["waiting"] or part["proposed"]]
    return Reply("agenda.list", agendas=filled or agendas[:1], several=len(teams) > 1)


async def _asked_for(ctx: Context, args: Args) -> Sequence[Team]:
    steering = await ctx.steering()
    if args.steering:
        if steering is None:
            raise UserError("agenda.no-steering")
        return [steering]
    if ctx.direct:
        return ctx.groups
    own = ctx.own_group()
    # The PMO prepares the steering committee's sessions (handbook), so that its room shows that agenda too.
    return [own, steering] if own.is_pmo and steering is not None and steering.id != own.id else [own]


async def _of_session(ctx: Context, number: Number, most: int) -> dict[str, Any]:
    """The agenda of the date of a session that is going on, or else of its next one."""
    session = await ctx.tx.sessions.get(number)
    if session is None:
        raise UserError("agenda.session-unknown", number=str(number))
    date = await current_date(ctx, session.team, session=number)
    if date is None:
        raise UserError("agenda.session-over", session=session, cancelled=session.state is SessionState.CANCELLED)
    team = await ctx.team(session.team)
    part = await agenda(ctx, date)
    lines = dict(zip(("lines", "more"), cut(part["lines"], most), strict=True))
    nothing: dict[str, Any] = {"waiting": [], "waiting_more": 0, "proposed": [], "proposed_more": 0}
    return {"group": team.name, "way": way_onto(ctx, team), **nothing, **part, **lines}


async def _of_team(ctx: Context, team: Team, most: int) -> list[dict[str, Any]]:
    """One agenda for each session that begins then; the first one also says what waits."""
    date = await current_date(ctx, team.id)
    if date is not None and date.start <= ctx.now and not (await agenda(ctx, date))["lines"]:
        date = await next_date(ctx, team.id) or date
    waiting = list(await ctx.tx.topics.waiting(team.id))
    proposed = [topic for topic in await ctx.tx.topics.proposed() if team.is_pmo or team.id in (topic.team, topic.proposed_by)]
    about_team: dict[str, Any] = {"group": team.name, "way": way_onto(ctx, team)}
    for name, items in (("waiting", waiting), ("proposed", proposed)):
        about_team[name], about_team[f"{name}_more"] = cut(items, most)
    nothing: dict[str, Any] = {"date": None, "lines": [], "more": 0, "over": 0}
    if date is None:
        return [about_team | nothing]
    parts = [await agenda(ctx, each) for each in await same_time(ctx, date)]
    parts = [part for part in parts if part["lines"]] or parts[:1]
    shown = [part | dict(zip(("lines", "more"), cut(part["lines"], most), strict=True)) for part in parts]
    return [about_team | shown[0], *({**about_team, "waiting": [], "proposed": [], **part} for part in shown[1:])]


async def can_be_meant(ctx: Context, verb: Command) -> list[Topic]:
    """The topics that a verb without a number can be about."""
    if verb.verb in ("accept", "decline"):
        return list(await ctx.tx.topics.proposed())
    groups = ctx.groups if ctx.direct else [group for group in ctx.groups if ctx.here and group.id == ctx.here.id]
    return [topic for group in groups for topic in await ctx.tx.topics.open_of_team(group.id)]
