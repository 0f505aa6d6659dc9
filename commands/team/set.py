"""`!team <name>`: makes this room the room of a group, or changes its profile."""

from __future__ import annotations

from dataclasses import replace

from bot.command import command
from bot.context import Context
from bot.domain.confusables import look_of_group, role_in
from bot.domain.ids import Number, TeamId
from bot.domain.teams import RENAMED, TEAM_LETTER, Kind, Team, TeamState
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Say, UserError
from bot.permissions import Who
from bot.records.history import remember
from bot.values import Name
from commands.team.fields import TeamFields
from commands.team.founding import founded
from commands.team.profile_history import saved
from commands.team.proposals import became_active, redrawn

_ROLES = frozenset({Kind.PMO, Kind.STEERING})
_OURS = frozenset("✅❌✖⏳🔴🟡🟢👀📣⚠@#")
"""What a name could pretend with: the marks of our own messages, and what makes a name an address."""


class Args(TeamFields):
    text: Name = ""


@command("team set", args=Args, who=Who.MODERATOR | Who.ADMIN, aliases=("ist", *verb_words.SET))
async def set_up(ctx: Context, args: Args) -> Reply:
    if ctx.direct:
        raise UserError("team.direct")
    team = _with_profile(ctx.here or _new(ctx), args)
    await require_allowed(ctx, team)
    if ctx.here is None:
        return await founded(ctx, team)
    if not team.counts and (ctx.is_admin or ctx.is_pmo):
        team = replace(team, state=TeamState.ACTIVE)
    if team == ctx.here:
        return Reply("team.shown", team=team)
    await saved(ctx, ctx.here, team)
    if team.name != ctx.here.name:
        await remember(ctx, Number(TEAM_LETTER, team.id), RENAMED, ctx.here.name)
    also = await became_active(ctx, team) if team.counts and team.is_pmo and not ctx.here.is_pmo else []
    also = [*also, *await _renamed(ctx, ctx.here, team), *await redrawn(ctx, team)]
    return Reply("team.changed", also=tuple(also), team=team)


def _new(ctx: Context) -> Team:
    return Team(
        id=TeamId(0),
        room=ctx.room,
        name="",
        kinds=frozenset({Kind.TASK_FORCE}),
        state=TeamState.PROPOSED,
        created_by=ctx.sender,
        created_at=ctx.written_at,
    )


def _with_profile(team: Team, args: Args) -> Team:
    given = args.model_dump(include=args.model_fields_set - {"text", "period"})
    kinds = args.kinds or team.kinds
    name = " ".join(args.text.split()) or team.name  # a second line could pass for one of the bot's
    if not name and kinds & _ROLES:
        name = "PMO" if Kind.PMO in kinds else "Steuerungskreis"
    if not name:
        raise UserError("text.missing")
    period = args.period if "period" in args.model_fields_set else (team.period_from, team.period_to)
    return replace(team, **{**given, "kinds": kinds, "name": name, "period_from": period[0], "period_to": period[1]})


async def require_allowed(ctx: Context, team: Team) -> None:
    """PMO and steering committee only by an admin and not in public, since alerts and rights follow; one of each; no name twice."""
    before = ctx.here.kinds if ctx.here else frozenset()
    new_roles = (team.kinds - before) & _ROLES
    if (team.kinds ^ before) & _ROLES and not ctx.is_admin:
        raise UserError("right.admin-role")
    if team.kinds & _ROLES and ctx.rooms.is_public(ctx.room):
        raise UserError("team.public")
    for kind in sorted(new_roles):
        other = await ctx.tx.teams.of_kind(kind)
        if other is not None and other.id != team.id:
            raise UserError("team.second", kind=kind, other=other.name)
    if ctx.here is None or team.name != ctx.here.name or team.kinds != ctx.here.kinds:
        await _require_own_name(ctx, team)


async def _require_own_name(ctx: Context, team: Team) -> None:
    """No name that people could take for another group's, or for that of a role which the group does not have."""
    if any(mark in _OURS for mark in team.name) or not look_of_group(team.name):
        raise UserError("team.name-signs", said=team.name)
    role = role_in(team.name)
    if role is not None and role not in team.kinds:
        raise UserError("team.name-role", said=team.name, kind=role)
    for other in await ctx.tx.teams.all():
        if other.id != team.id and look_of_group(other.name) == look_of_group(team.name):
            raise UserError("team.name-taken", said=team.name, other=other.name)


async def _renamed(ctx: Context, before: Team, now: Team) -> list[Outgoing]:
    """The PMO has confirmed another name: it is told, and not by a card that reads otherwise all of a sudden."""
    pmo = await ctx.pmo()
    if not before.counts or before.name == now.name or pmo is None or pmo.room == ctx.room:
        return []
    params = {"before": before.name, "team": now, "by": ctx.sender}
    return [Say(room=pmo.room, text="team.renamed", params=params, once=f"renamed:{ctx.event}", notify=True, unasked=True)]
