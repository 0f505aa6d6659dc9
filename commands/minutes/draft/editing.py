"""How long what was said for minutes can be mended: until they are final, and not only for a day."""

from __future__ import annotations

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.minutes.running import MinutesState


async def until_final(ctx: Context, number: Number) -> bool:
    """Whether the message that was edited has made an entry of minutes that are not final, or an objection to such."""
    made = await ctx.tx.minutes.entry_of(ctx.event) or await ctx.tx.drafts.objection_of(ctx.event)
    minutes = await ctx.tx.minutes.of_date(made.session, made.planned) if made is not None else None
    return minutes is not None and minutes.state is not MinutesState.FINAL
