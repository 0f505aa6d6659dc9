"""How a step of a record's history is kept, whatever kind of record it is."""

from __future__ import annotations

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.records import Change


async def remember(ctx: Context, subject: Number, what: str, detail: str = "", *, before: bytes = b"") -> None:
    """Adds what the speaker did. `before` is the record as it was, in JSON.

    A tap or a plain reply can be undone by taking it back, so of these the event and the earlier record are kept too.
    """
    can_be_undone = bool(before) and (ctx.pressed or ctx.replied is not None)
    await ctx.tx.history.add(
        Change(
            id=0,
            subject=subject,
            at=ctx.now,
            by=ctx.sender,
            what=what,
            detail=detail,
            event=ctx.event if can_be_undone else None,
            before=before.decode() if can_be_undone else None,
        )
    )
