"""The topic that a vote becomes which decided nothing: something to talk about and decide in the next session, with its paper."""

from __future__ import annotations

from bot.context import Context
from bot.domain.agenda import LETTER, Topic, TopicKind
from bot.domain.decisions import Decision
from bot.domain.meetings import Occurrence
from commands.agenda.placement import put_on, watch
from commands.agenda.record import KIND as AGENDA
from commands.agenda.session_dates import chosen_date, date_of


async def topic_for(ctx: Context, decision: Decision) -> Topic:
    """The topic that it was about, while that is still to come; else a new one."""
    known = await ctx.tx.topics.get(decision.topic) if decision.topic else None
    if known is not None and known.is_open:
        return known
    team = await ctx.team(decision.team)
    await AGENDA.require_room(ctx, team)
    topic = Topic(
        number=await ctx.tx.next_number(LETTER),
        team=team.id,
        text=decision.text,
        kind=TopicKind.DECISION,
        who=decision.author,
        paper=decision.paper,
        author=decision.author,
        created_at=ctx.written_at,
        room=decision.room,
        source=decision.source,
    )
    topic = await put_on(ctx, topic, await chosen_date(ctx, team.id, None))
    await AGENDA.records(ctx.tx).add(topic)
    await AGENDA.remember(ctx, topic, "add")
    await watch(ctx, {topic.session})
    return topic


async def when(ctx: Context, topic: Topic) -> Occurrence | None:
    """The date on which it stands."""
    return await date_of(ctx, topic.session, topic.planned)
