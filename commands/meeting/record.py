"""The sessions as a kind of record: their card, what follows each change, and how one date of a series is changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from bot.context import Context, Moment
from bot.domain.cut_list import cut
from bot.domain.ids import RoomId
from bot.domain.meetings import DateChange, Session, coming
from bot.domain.record_types import SESSIONS
from bot.messages import Erase, Outgoing
from bot.records import notes
from bot.records.history import remember
from bot.records.kind import Kind
from commands.agenda.carry_over import adopt
from commands.meeting.calendar_file import file_once, invitation
from commands.meeting.dates import change_of, forget_changes, set_change
from commands.meeting.digest.send import corrected, schedule
from commands.meeting.warnings import clashing, closed

SHOWN = 3
"""Dates of a series that a card names."""
WARNED = 3
"""Of each warning; the first ones are what can be acted on."""
STATE: TypeAdapter[Session | DateChange] = TypeAdapter(Session | DateChange)
"""What the history keeps: the session, or what had been changed about the one date, as it was."""


async def card(moment: Moment, session: Session, room: RoomId, *, about: Sequence[datetime] | None = None) -> dict[str, Any]:
    """The parameters of `meeting.card`; with `about` only these dates, by their start, are warned of."""
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


async def _follow_up(ctx: Context, before: Session, after: Session) -> list[Outgoing]:
    await schedule(ctx, after)
    if _is_erased(after):
        return await _gone(ctx, before, after)
    adopted = await adopt(ctx, after.team)
    return [*await invitation(ctx, after), *adopted, *await corrected(ctx, after)]


async def _gone(ctx: Context, before: Session, after: Session) -> list[Outgoing]:
    """Its message was deleted: its calendar files go too, and calendars are told if it was to take place."""
    await forget_changes(ctx, before)
    files = [Erase(of=file_once(before.number, sequence)) for sequence in range(before.sequence + 1)]
    return [*files, *(await invitation(ctx, after) if before.is_open else ())]


async def _built_on(ctx: Context, session: Session) -> str:
    if await ctx.tx.topics.open_of_session(session.number):
        return "meeting.kept"
    if await ctx.tx.minutes.of_session(session.number):
        return "meeting.kept-minutes"
    if await notes.by_others(ctx, session.number, session.created_by):
        return "meeting.kept-noted"
    return ""


def _withdrawn(ctx: Context, session: Session) -> Session:
    return session.cancelled()


def _is_erased(session: Session) -> bool:
    return not session.title


KIND = Kind(
    noun="meeting",
    german="treffen",
    param="session",
    of=SESSIONS,
    steps=("add", "edit", "move", "cancel", "reopen", "note", "undo"),
    card=card,
    follow_up=_follow_up,
    is_erased=_is_erased,
    built_on=_built_on,
    withdrawn=_withdrawn,
    withdraw_step="cancel",
    erased=Session.erased,
)


async def change_date(ctx: Context, before: Session, after: Session, date: DateChange, step: str, detail: str = "") -> list[Outgoing]:
    """As `KIND.change`, where one date of the session is changed: its history keeps what had been changed about that date before."""
    had = await change_of(ctx, date)
    await KIND.records(ctx.tx).save(after)
    await set_change(ctx, date)
    await remember(ctx, before.number, KIND.named(step), detail, before=STATE.dump_json(had))
    return [*await _follow_up(ctx, before, after), *await KIND.refreshed(ctx, after)]
