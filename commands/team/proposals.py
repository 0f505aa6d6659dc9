"""How a task force that an ordinary moderator has set up comes to count: the PMO's room is asked, and answers with a tap."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from pydantic import TypeAdapter

from bot.command import Arguments, command
from bot.context import Context, Moment
from bot.domain.history import Change
from bot.domain.ids import Number, TeamId
from bot.domain.newcomers import LOOK as NEWCOMERS
from bot.domain.teams import RENAMED, Team, TeamState, team_subject
from bot.grammar import verb_words
from bot.inbound.membership import follow
from bot.messages import Outgoing, Reply, Rewrite, Role, Say, UserError
from bot.permissions import Who
from bot.ports import OutboxRow
from bot.records.history import remember
from bot.values import TeamNumber
from commands.blocker.escalation.ladder import TIMER as LADDER
from commands.learning import reflection
from commands.light.red import ladder as red_lights
from commands.light.risks import timer as risk_letters
from commands.overview.weekly import schedule_both
from commands.report import reminders as report_reminders
from commands.team.profile_history import saved

STATE: TypeAdapter[Team] = TypeAdapter(Team)


MOST_ASKED = 10
"""Groups of one person that wait for the PMO, also those that were dissolved again meanwhile: more would only be noise there."""


class Args(Arguments):
    number: TeamNumber


async def proposal(moment: Moment, team: Team) -> list[Outgoing]:
    """The card in the PMO's room, a new one only where the last was decided upon; nothing where there is no PMO yet."""
    pmo = await moment.pmo()
    if pmo is None:
        return []
    subject = team_subject(team.id)
    if await _is_asked_about(moment, team, pmo):
        return await redrawn(moment, team)
    earlier = [each for each in await moment.tx.teams.founded_by(team.created_by) if each.id != team.id]
    undecided = [each for each in earlier if not each.counts and await _is_asked_about(moment, each, pmo)]
    if len(undecided) >= MOST_ASKED:
        raise UserError("team.undecided", count=len(undecided))
    return [
        Say(
            room=pmo.room,
            text="team.proposal",
            params={"team": team, "number": subject},
            once=f"proposal:{subject}:{pmo.room}:{len(await _cards(moment, team))}",
            subject=subject,
            role=Role.PROPOSAL,
            notify=True,
            buttons=("✅", "❌"),
        )
    ]


async def _is_asked_about(moment: Moment, team: Team, pmo: Team) -> bool:
    """Whether a card about it stands in the PMO's room that was not decided upon."""
    asked = [card for card in await _cards(moment, team) if card.room == pmo.room and card.parked_at is None]
    decided = [change for change in await moment.tx.history.of(Number("G", team.id)) if change.what in (confirm.name, decline.name)]
    return len(asked) > len(decided)


async def _cards(moment: Moment, team: Team) -> Sequence[OutboxRow]:
    return await moment.tx.outbox.about(team_subject(team.id), (Role.PROPOSAL,))


async def redrawn(moment: Moment, team: Team) -> list[Outgoing]:
    """The card says how things stand now: what the group is called, and what was decided."""
    params = {"team": team, "number": team_subject(team.id)}
    return [Rewrite(of=row.once, text="team.proposal", params=params) for row in await _cards(moment, team)]


async def wake(moment: Moment, team: Team) -> None:
    """Looks again at what its blockers wait for, after a time in which the group was not there."""
    for blocker in await moment.tx.blockers.listed(team.id):
        await moment.tx.timers.set(LADDER, str(blocker.number), moment.now)
    await red_lights.look_again(moment, [team])


async def became_active(moment: Moment, team: Team) -> list[Outgoing]:
    """What waited for this group: its digests; with a PMO, groups can be confirmed, blockers escalate, and a year is looked back on."""
    await schedule_both(moment, team)
    await moment.tx.timers.set(NEWCOMERS, str(team.id), moment.now)
    await risk_letters.schedule(moment)
    if not team.is_pmo:
        return []
    await reflection.founded(moment)
    await red_lights.called_anew(moment)
    await report_reminders.schedule(moment)
    for blocker in await moment.tx.blockers.listed():
        # A new PMO has seen none of the alerts that went to another room.
        await moment.tx.blockers.save(blocker.called_anew(at=moment.now))
        await moment.tx.timers.set(LADDER, str(blocker.number), moment.now)
    asked: list[Outgoing] = []
    for other in await moment.tx.teams.all():
        if other.state is TeamState.PROPOSED:
            with suppress(UserError):  # its founder has others that wait; the weekly digest names them all
                asked += await proposal(moment, other)
    return asked


@command("team confirm", args=Args, who=Who.MEMBERS | Who.ADMIN, aliases=verb_words.CONFIRM, button="✅", on=(Role.PROPOSAL,))
async def confirm(ctx: Context, args: Args) -> Reply:
    team = await _found(ctx, args.number)
    known = await ctx.tx.rooms.get(team.room)
    if team.counts and known is not None and known.successor == ctx.room and ctx.room != team.room:
        if not ctx.is_admin:
            raise UserError("right.admin")
        if ctx.rooms.is_public(ctx.room):
            raise UserError("team.public")
        await follow(ctx.tx, team, ctx.room, ctx.now)
        return Reply("team.moved", team=team)
    _require_pmo(ctx)
    if team.state is not TeamState.PROPOSED:
        raise UserError("team.not-proposed", team=team)
    active = replace(team, state=TeamState.ACTIVE)
    await saved(ctx, team, active)
    await remember(ctx, Number("G", team.id), "team confirm", before=STATE.dump_json(team))
    await wake(ctx, active)
    told = Say(room=team.room, text="team.confirmed-here", params={"team": active}, once=f"confirmed:{ctx.event}", notify=True)
    return Reply("team.confirmed", also=(told, *await redrawn(ctx, active), *await became_active(ctx, active)), team=active)


@command("team decline", args=Args, who=Who.MEMBERS | Who.ADMIN, aliases=verb_words.DECLINE, button="❌", on=(Role.PROPOSAL,))
async def decline(ctx: Context, args: Args) -> Reply:
    team = await _found(ctx, args.number)
    _require_pmo(ctx)
    if team.state is not TeamState.PROPOSED:
        raise UserError("team.not-proposed", team=team)
    declined = replace(team, state=TeamState.DECLINED)
    await saved(ctx, team, declined)
    await remember(ctx, Number("G", team.id), "team decline", before=STATE.dump_json(team))
    told = Say(room=team.room, text="team.declined-here", params={"team": team}, once=f"declined:{ctx.event}", notify=True)
    return Reply("team.declined", also=(told, *await redrawn(ctx, declined)), team=team)


async def undo(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """A withdrawn tap takes the decision back, as long as no other followed it."""
    _require_pmo(ctx)
    now = await ctx.tx.teams.get(TeamId(change.subject.count))
    history = [each for each in await ctx.tx.history.of(change.subject) if each.what != RENAMED]
    if now is None or change.before is None or history[-1].id != change.id or now.state not in (TeamState.ACTIVE, TeamState.DECLINED):
        return None
    before = replace(now, state=STATE.validate_json(change.before).state)
    await saved(ctx, now, before)
    await ctx.tx.history.delete(change)
    told = Say(room=before.room, text="team.undecided-here", params={"team": before}, once=f"undecided:{ctx.event}")
    return [told, *await redrawn(ctx, before)]


async def _found(ctx: Context, number: Number) -> Team:
    team = await ctx.tx.teams.get(TeamId(number.count))
    if team is None:
        raise UserError("team.unknown", number=str(number))
    return team


def _require_pmo(ctx: Context) -> None:
    if not (ctx.is_pmo or ctx.is_admin):
        raise UserError("right.pmo-only")
