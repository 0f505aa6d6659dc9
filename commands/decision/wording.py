"""How long the wording of a decision can be changed: until the minutes of its session are final, or for a day where there are none."""

from __future__ import annotations

from bot.context import Context, Moment
from bot.domain.decisions import Decision
from bot.domain.ids import Number
from bot.domain.minutes.running import Minutes, MinutesState
from bot.domain.record_types import DECISIONS
from bot.messages import UserError


async def is_fixed(moment: Moment, decision: Decision) -> bool:
    minutes = await _minutes_of(moment, decision)
    return minutes.state is MinutesState.FINAL if minutes is not None else decision.is_fixed(moment.now)


async def stands_open(ctx: Context, number: Number) -> bool:
    """Whether an edit of its message still counts."""
    decision = await ctx.tx.records(DECISIONS).get(number)
    return decision is not None and not await is_fixed(ctx, decision)


async def fixed(moment: Moment, decision: Decision) -> UserError:
    """The refusal to change it."""
    return UserError("decision.fixed", decision=decision, minutes=await _minutes_of(moment, decision))


async def require_not_final(moment: Moment, decision: Decision) -> None:
    """Raises UserError where final minutes have its wording, however young it is."""
    if await _minutes_of(moment, decision) is not None and await is_fixed(moment, decision):
        raise await fixed(moment, decision)


async def _minutes_of(moment: Moment, decision: Decision) -> Minutes | None:
    """The minutes in which it stands: it was recorded while they ran, or on a topic of their date since they began."""
    for entry in await moment.tx.minutes.entries_about(decision.number):
        return await moment.tx.minutes.of_date(entry.session, entry.planned)
    topic = await moment.tx.topics.get(decision.topic) if decision.topic else None
    if topic is None or topic.session is None or topic.planned is None:
        return None
    minutes = await moment.tx.minutes.of_date(topic.session, topic.planned)
    return minutes if minutes is not None and minutes.started_at <= decision.created_at else None
