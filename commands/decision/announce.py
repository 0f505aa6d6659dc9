"""Who hears of a decision elsewhere: the groups that it is about, and of what the steering committee decides the PMO."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.context import Context, Moment
from bot.domain.decisions import Decision
from bot.domain.ids import RoomId
from bot.domain.teams import Team
from bot.messages import Outgoing, Rewrite, Role
from commands.decision.record import KIND, card, concerned, topic_of

_RESULT = "result:"
"""How the keys of these messages begin."""


async def told_result(ctx: Context, decision: Decision, *, is_new: bool = False) -> list[Outgoing]:
    """What was decided, in one message to each of their rooms where it was not said. Of a new one its own group has the card."""
    return await told_elsewhere(ctx, decision, by=ctx.event, said_in=ctx.room, is_new=is_new)


async def told_elsewhere(moment: Moment, decision: Decision, *, by: str, said_in: RoomId, is_new: bool = False) -> list[Outgoing]:
    """The same where nobody has said it, but a vote was counted. `by` names the occasion: of each they are told once."""
    owner = await moment.team(decision.team)
    topic = await topic_of(moment, decision)
    said: list[Outgoing] = []
    for team in await _hearers(moment, decision, owner):
        if not team.counts or team.room == said_in or (is_new and team.id == owner.id):
            continue
        asked = topic is not None and topic.proposed_by == team.id
        once = f"{_RESULT}{decision.number}:{decision.state}:{team.id}:{by}"
        params = await _params(moment, decision, team.room, asked=asked)
        word = KIND.about(moment, decision, team.room, "decision.result", once=once, **params)
        if asked and topic is not None and moment.rooms.is_joined(topic.author, team.room):
            word = replace(word, notify=True, mentions=(topic.author,))
        said.append(word)
    return said


async def corrected(ctx: Context, decision: Decision) -> list[Outgoing]:
    """The messages that have told others of it read as it does now."""
    topic = await topic_of(ctx, decision)
    said: list[Outgoing] = []
    for row in await ctx.tx.outbox.about(str(decision.number), (Role.NOTICE,)):
        if not row.once.startswith(_RESULT):
            continue
        team = await ctx.tx.teams.of_room(row.room)
        asked = topic is not None and team is not None and topic.proposed_by == team.id
        params = {**KIND.as_param(decision), "now": ctx.now, **await _params(ctx, decision, row.room, asked=asked)}
        said.append(Rewrite(of=row.once, text="decision.result", params=params))
    return said


async def _hearers(ctx: Moment, decision: Decision, owner: Team) -> list[Team]:
    teams = [owner, *[await ctx.team(team) for team in await concerned(ctx, decision)]]
    pmo = await ctx.pmo() if owner.is_steering else None
    if pmo is not None and all(team.room != pmo.room for team in teams):
        teams.append(pmo)
    return teams


async def _params(ctx: Moment, decision: Decision, room: RoomId, *, asked: bool) -> dict[str, Any]:
    params = await card(ctx, decision, room)
    return {"asked": asked, **{name: value for name, value in params.items() if name != "decision"}}
