"""The retrospectives as a kind of record: their card, the timers that follow each change, and how a change takes its session along.

Neither notes nor votes are in the record or its history: of those nothing is kept that tells of a person.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.context import Context, Moment
from bot.domain.ids import RoomId
from bot.domain.meetings import DateChange, Session
from bot.domain.record_types import RETROS
from bot.domain.retros import Retro
from bot.domain.teams import Team
from bot.messages import Outgoing
from bot.ports import OutboxRow
from bot.records.kind import Kind
from commands.meeting.calendar_file import invitation
from commands.meeting.dates import set_change
from commands.meeting.record import WARNED
from commands.meeting.warnings import clashing, closed
from commands.retro.dates import date_of, session_of
from commands.retro.schedule import watch


async def card(moment: Moment, retro: Retro, room: RoomId) -> dict[str, Any]:
    """The parameters of `retro.card`.

    It is never rewritten because a note came: the moment of an edit could tell whose it is.
    """
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


async def _follow_up(ctx: Context, before: Retro, after: Retro) -> list[Outgoing]:
    await watch(ctx, after)
    return []


def _card_text(row: OutboxRow, team: Team) -> str:
    return "retro.card"


KIND = Kind(
    noun="retro",
    german="retro",
    param="retro",
    of=RETROS,
    steps=("add", "start", "time", "join", "end", "move", "cancel", "edit", "accept", "decline", "remark", "undo"),
    card=card,
    follow_up=_follow_up,
    card_text=_card_text,
)


async def change_with_session(
    ctx: Context, before: Retro, after: Retro, session: Session, step: str, detail: str = "", *, date: DateChange | None = None
) -> list[Outgoing]:
    """As `KIND.change`, where the session that it is a date of changes with it, or what differs about that `date`."""
    await ctx.tx.sessions.save(session)
    if date is not None:
        await set_change(ctx, date)
    said = await KIND.change(ctx, before, after, step, detail)
    return [*await invitation(ctx, session), *said]


async def told_at_once(ctx: Context, retro: Retro, text: str, /, **params: Any) -> list[Outgoing]:
    """A word to the room of its group, where the command was not said there; in its quiet hours too, since it sits together now."""
    team = await ctx.team(retro.team)
    if not team.counts or team.room == ctx.room:
        return []
    word = KIND.about(ctx, retro, team.room, text, once=f"told:{ctx.event}:{text}", by=ctx.sender, **params)
    return [replace(word, unasked=False)]
