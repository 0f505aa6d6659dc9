"""How a task force that an ordinary moderator has set up comes to count: the PMO's room is asked, and answers with a tap."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel

from bot.arrivals import follow, team_subject
from bot.command import command
from bot.context import Context, Moment
from bot.domain.ids import Number, TeamId
from bot.domain.teams import Team, TeamState
from bot.messages import Outgoing, Reply, Rewrite, Role, Say, UserError
from bot.permissions import Who
from bot.values import TeamNumber
from commands.blocker.ladder import TIMER as LADDER


class Args(BaseModel):
    number: TeamNumber


async def proposal(moment: Moment, team: Team) -> list[Outgoing]:
    """The card in the PMO's room; nothing where there is no PMO yet."""
    pmo = await moment.pmo()
    if pmo is None:
        return []
    subject = team_subject(team.id)
    return [
        Say(
            room=pmo.room,
            text="team.proposal",
            params={"team": team, "number": subject},
            once=_card(subject),
            subject=subject,
            role=Role.PROPOSAL,
            notify=True,
            buttons=("✅", "❌"),
        )
    ]


def _card(subject: str) -> str:
    return f"proposal:{subject}"


def _decided(team: Team, number: Number) -> Rewrite:
    """The card says from now on what was decided."""
    return Rewrite(of=_card(str(number)), text="team.proposal", params={"team": team, "number": str(number)})


async def became_active(moment: Moment, team: Team) -> list[Outgoing]:
    """What waited for this group: with a PMO, groups can be confirmed and blockers escalate."""
    if not team.is_pmo:
        return []
    for blocker in await moment.tx.blockers.listed():
        await moment.tx.timers.set(LADDER, str(blocker.number), moment.now)
    asked: list[Outgoing] = []
    for other in await moment.tx.teams.all():
        if other.state is TeamState.PROPOSED:
            asked += await proposal(moment, other)
    return asked


@command("team confirm", args=Args, who=Who.MEMBERS | Who.ADMIN, aliases=("bestätigen", "confirm"), button="✅", on=(Role.PROPOSAL,))
async def confirm(ctx: Context, args: Args) -> Reply:
    team = await _found(ctx, args.number)
    known = await ctx.tx.rooms.get(team.room)
    if team.counts and known is not None and known.successor == ctx.room and ctx.room != team.room:
        if not ctx.is_admin:
            raise UserError("right.admin")
        await follow(ctx.tx, team, ctx.room)
        return Reply("team.moved", team=team)
    _require_pmo(ctx)
    if team.state is not TeamState.PROPOSED:
        raise UserError("team.not-proposed", team=team)
    active = replace(team, state=TeamState.ACTIVE)
    await ctx.tx.teams.save(active)
    told = Say(room=team.room, text="team.confirmed-here", params={"team": active}, once=f"confirmed:{args.number}", notify=True)
    return Reply("team.confirmed", also=(told, _decided(active, args.number)), team=active)


@command("team decline", args=Args, who=Who.MEMBERS | Who.ADMIN, aliases=("ablehnen", "decline"), button="❌", on=(Role.PROPOSAL,))
async def decline(ctx: Context, args: Args) -> Reply:
    team = await _found(ctx, args.number)
    _require_pmo(ctx)
    if team.state is not TeamState.PROPOSED:
        raise UserError("team.not-proposed", team=team)
    declined = replace(team, state=TeamState.DECLINED)
    await ctx.tx.teams.save(declined)
    told = Say(room=team.room, text="team.declined-here", params={"team": team}, once=f"declined:{args.number}", notify=True)
    return Reply("team.declined", also=(told, _decided(declined, args.number)), team=team)


async def _found(ctx: Context, number: Number) -> Team:
    team = await ctx.tx.teams.get(TeamId(number.count))
    if team is None:
        raise UserError("team.unknown", number=str(number))
    return team


def _require_pmo(ctx: Context) -> None:
    if not (ctx.is_pmo or ctx.is_admin):
        raise UserError("right.pmo-only")
