"""The request for notes before a retrospective: when it is made, and whether another message of that day makes it, too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.context import Moment
from bot.domain.calendar.durations import Span, Unit
from bot.domain.digests import due_before
from bot.domain.meetings import DateChange, Occurrence, Session, SessionState, occurrence_of
from bot.domain.retros import Retro, RetroState
from bot.domain.teams import Team
from commands.meeting.digest.schedule import mark_as_said, rhythm_of, was_said

LEAD = Span(2, Unit.DAYS)
"""How long before it the room is asked for notes (specification: `!retro`)."""


def reminder_once(retro: Retro) -> str:
    """The key of the reminder: one for each planned date."""
    return f"retro remind:{retro.number}:{retro.planned.isoformat() if retro.planned else ''}"


async def asked_at(moment: Moment, team: Team, session: Session, date: Occurrence) -> datetime | None:
    """Two days before, by the rules of a digest: on a working day, not in quiet hours, and not right after planning."""
    return due_before(date.start, await rhythm_of(moment, team), lead=LEAD, known_since=session.created_at)


async def wanted(moment: Moment, team: Team, *, by: str) -> list[dict[str, Any]]:
    """The parameters of `retro.reminder` for what is to be asked later this day: the message of the key `by` asks for it."""
    found: list[dict[str, Any]] = []
    for retro in await moment.tx.retros.of_team(team.id):
        date = await _asked_today(moment, team, retro)
        once = reminder_once(retro)
        if date is None or (await moment.tx.get_meta(once) != by and await was_said(moment.tx, once)):
            continue
        await mark_as_said(moment.tx, once, by=by)
        found.append(await reminder(moment, retro, date))
    return found


async def reminder(moment: Moment, retro: Retro, date: Occurrence) -> dict[str, Any]:
    count = len(await moment.tx.retro_notes.of(retro.number))
    return {"retro": retro, "date": date, "columns": retro.columns, "count": count}


async def _asked_today(moment: Moment, team: Team, retro: Retro) -> Occurrence | None:
    """Its date, where its reminder is due on this day."""
    session = await moment.tx.sessions.get(retro.session) if retro.session else None
    if retro.state is not RetroState.PLANNED or retro.planned is None or session is None or session.state is SessionState.CANCELLED:
        return None
    changes: Sequence[DateChange] = await moment.tx.sessions.changes(session.number)
    unchanged = DateChange(session=session.number, planned=retro.planned)
    date = occurrence_of(session, next((each for each in changes if each.planned == retro.planned), unchanged), moment.settings.zone)
    due = await asked_at(moment, team, session, date)
    is_today = due is not None and moment.calendar.day_of(due) == moment.calendar.day_of(moment.now)
    return date if is_today and date.start > moment.now else None
