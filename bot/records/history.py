"""The history of a record: how a step is added, whatever kind of record it is, and which steps are shown."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context, Moment
from bot.domain.history import Change
from bot.domain.ids import Number

MAX_SHOWN = 5
"""Steps of the history that are shown on a phone screen."""
NOT_SHOWN = ("add", "note")
"""Steps that are not shown: the record or its notes show them anyway."""


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


async def remember_timer(moment: Moment, subject: Number, what: str, detail: str = "") -> None:
    """Adds a step that a timer took."""
    await moment.tx.history.add(Change(id=0, subject=subject, at=moment.now, by=None, what=what, detail=detail))


def followed(change: Change, history: Sequence[Change]) -> bool:
    """Whether anybody did anything to the record after `change`; what a timer did does not count."""
    return any(later.id > change.id and later.by is not None for later in history)


async def latest(moment: Moment, subject: Number) -> list[Change]:
    """The parameter of `history.list`: the last steps, without those that the record or its notes show anyway."""
    changes = await moment.tx.history.of(subject)
    return [change for change in changes if change.what.partition(" ")[2] not in NOT_SHOWN][-MAX_SHOWN:]
