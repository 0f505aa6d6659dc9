"""A tap on the card that was withdrawn, or a message that was deleted: the step is taken back, or, with a tap, made once more.

One card serves the whole session, and a client withdraws its user's reaction when they tap the same button again. Taken for a
withdrawal, the second ⏭️ of a person would lead back to the topic before.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.context import Context
from bot.domain.minutes.running import Minutes
from bot.messages import Outgoing, Reply, Role
from commands.minutes.taps import SLIP
from commands.minutes.undo import taken_back


async def withdrawn(ctx: Context, again: Callable[[Context, Minutes], Awaitable[Reply]]) -> Sequence[Outgoing]:
    """What that event did is taken back where nothing followed. A tap on the card that is not quite fresh is made `again`."""
    entry = await ctx.tx.minutes.entry_of(ctx.origin) if ctx.origin else None
    minutes = await ctx.tx.minutes.of_date(entry.session, entry.planned) if entry is not None else None
    if entry is None or minutes is None or not minutes.is_running:
        return []
    await ctx.require_may_change(minutes.team)
    if entry.is_tap and entry.at is not None and ctx.written_at - entry.at > SLIP:
        return (await again(replace(ctx, pressed=True, tapped=Role.SESSION), minutes)).also
    entries = await ctx.tx.minutes.entries(minutes.session, minutes.planned)
    return await taken_back(ctx, minutes, entry) if entries[-1] == entry else []
