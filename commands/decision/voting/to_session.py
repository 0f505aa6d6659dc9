"""✋ on the card of a vote in writing: somebody wants to talk about it. The vote ends, and it is a topic of the next session."""

from __future__ import annotations

from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.decisions import Decision
from bot.domain.teams import Team
from bot.domain.voting.votes import Ballots, Voting
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.values import DecisionNumber
from commands.decision.record import KIND
from commands.decision.voting import card
from commands.decision.voting.closing import ended_for_session
from commands.decision.voting.topic import topic_for, when


class Args(Arguments):
    number: DecisionNumber


@command(
    "decision to-session",
    args=Args,
    who=Who.ANYONE,
    aliases=("in-sitzung", "in-die-sitzung", "to-session"),
    button=card.HAND,
    on=(Role.BALLOT,),
)
async def to_session(ctx: Context, args: Args) -> Reply:
    decision, voting = await KIND.records(ctx.tx).get(args.number), await ctx.tx.votings.get(args.number)
    if decision is None or voting is None or not voting.is_written or (ctx.pressed and not await _on_current_card(ctx, decision)):
        if ctx.pressed:
            return Reply("", subject=args.number)
        raise UserError("decision.not-in-writing", number=str(args.number))
    if ctx.pressed and voting.ballots is Ballots.TEXT:
        return Reply("", subject=args.number, also=(_said(ctx, voting, "decision.ballot-in-words", decision=decision),))
    if not voting.spoken_by(ctx.sender):
        if ctx.pressed:
            return Reply("", subject=args.number, also=(_said(ctx, voting, "decision.ballot-no-voice", f":{ctx.sender}", why=""),))
        raise UserError("decision.ballot-no-voice", why="")
    if voting.is_late(ctx.written_at) or voting.counted_at is not None:
        closed = min(each for each in (voting.closed_at, voting.closes_at) if each is not None)
        if ctx.pressed:
            late = _said(ctx, voting, "decision.ballot-late", closed=closed, number=str(args.number))
            return Reply("", subject=args.number, also=(late,))
        raise UserError("decision.vote-over", decision=decision, closed=closed)
    team = await ctx.team(decision.team)
    also, text = await _taken(ctx, decision, voting, team)
    return Reply("" if text.room == ctx.room else text.text, subject=decision.number, also=(*also, text), **text.params)


async def _taken(ctx: Context, decision: Decision, voting: Voting, team: Team) -> tuple[list[Outgoing], Say]:
    after, ended = await ended_for_session(ctx, decision, voting, at=ctx.written_at)
    topic = await topic_for(ctx, decision)
    after = replace(after, topic=topic.number)
    also = await KIND.change(ctx, decision, after, "to-session", str(topic.number))
    also += await card.rewritten(ctx, after, ended)
    say = Say(
        room=team.room,
        text="decision.taken-to-session",
        params={"decision": after, "topic": topic, "date": await when(ctx, topic)},
        once=f"vote to session:{decision.number}:{voting.round}",
        subject=str(decision.number),
    )
    return also, say


async def _on_current_card(ctx: Context, decision: Decision) -> bool:
    row, current = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None, await card.latest(ctx, decision.number)
    return row is not None and current is not None and row.id == current.id


def _said(ctx: Context, voting: Voting, text: str, whom: str = "", **params: object) -> Say:
    """A word in the thread of the card, once."""
    once = f"{text}:{voting.decision}:{voting.round}{whom}"
    return Say(room=ctx.room, text=text, params=params, once=once, subject=str(voting.decision), thread=ctx.origin)
