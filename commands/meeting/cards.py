"""The card of a session in its group's room. It lives: whatever happens to the session, its card says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.context import Moment
from bot.domain.cut_list import cut
from bot.domain.ids import RoomId
from bot.domain.meetings import Session, coming
from bot.messages import Outgoing, Rewrite, Role
from commands.meeting.warnings import clashing, closed

SHOWN = 3
"""Dates of a series that a card names."""
WARNED = 3
"""Of each warning; the first ones are what can be acted on."""


async def shown(moment: Moment, session: Session, room: RoomId, *, about: Sequence[datetime] | None = None) -> dict[str, Any]:
    """The parameters of a card as it reads in `room`; with `about` only these dates, by their start, are warned of."""
    team = await moment.team(session.team)
    changes = await moment.tx.sessions.changes(session.number)
    dates = coming(session, changes, moment.settings.zone, now=moment.now, count=SHOWN)
    closed_days, closed_more = cut(closed(moment, session, changes, about), WARNED)
    clashes, clashes_more = cut(await clashing(moment, session, changes, about), WARNED)
    return {
        "session": session,
        "dates": dates,
        "team": team.name,
        "elsewhere": room != team.room,
        "closed": closed_days,
        "closed_more": closed_more,
        "clashes": clashes,
        "clashes_more": clashes_more,
    }


async def refreshed(moment: Moment, session: Session) -> list[Outgoing]:
    """Every card of the session, as it should read now."""
    rows = await moment.tx.outbox.about(str(session.number), (Role.CARD,))
    return [Rewrite(of=row.once, text="meeting.card", params=await shown(moment, session, row.room)) for row in rows]
