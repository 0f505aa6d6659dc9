"""The card of a retrospective: when it is, what its columns are, and how many notes there are."""

from __future__ import annotations

from typing import Any

from bot.context import Moment
from bot.domain.ids import RoomId
from bot.domain.retros import Retro
from bot.messages import Outgoing, Rewrite, Role
from commands.meeting.cards import WARNED
from commands.meeting.warnings import clashing, closed
from commands.retro.resolve import date_of, session_of


async def shown(moment: Moment, retro: Retro, room: RoomId) -> dict[str, Any]:
    """The parameters of the card as it reads in `room`."""
    team = await moment.team(retro.team)
    session, date = await session_of(moment, retro), await date_of(moment, retro)
    changes = await moment.tx.sessions.changes(session.number) if session else []
    about = [date.start] if date else []
    return {
        "retro": retro,
        "session": session,
        "date": date,
        "columns": retro.columns,
        "team": team.name,
        "elsewhere": room != team.room,
        "closed": closed(moment, session, changes, about)[:WARNED] if session and date else [],
        "closed_more": 0,
        "clashes": (await clashing(moment, session, changes, about))[:WARNED] if session and date else [],
        "clashes_more": 0,
    }


async def refreshed(moment: Moment, retro: Retro) -> list[Outgoing]:
    """Every card of it, as it should read now.

    Never because a note came: the moment of an edit could tell whose it is.
    """
    rows = await moment.tx.outbox.about(str(retro.number), (Role.CARD,))
    return [Rewrite(of=row.once, text="retro.card", params=await shown(moment, retro, row.room)) for row in rows]
