"""Which papers the steering committee still waits for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.context import Moment
from bot.domain.meetings import Occurrence, occurrences
from commands.agenda.rendered import agenda

_AHEAD = timedelta(days=30)
"""How far ahead sessions of the steering committee are looked through for missing papers."""


async def missing_papers(moment: Moment) -> list[dict[str, Any]]:
    """Topics that the steering committee is to decide and whose paper is not there, with their date."""
    steering = await moment.steering()
    if steering is None:
        return []
    dates: list[Occurrence] = []
    for session in await moment.tx.sessions.of_team(steering.id):
        changes = await moment.tx.sessions.changes(session.number)
        dates += occurrences(session, changes, moment.settings.zone, after=moment.now, before=moment.now + _AHEAD)
    missing: list[dict[str, Any]] = []
    for date in sorted(dates, key=lambda each: each.start):
        if not date.cancelled:
            lines = (await agenda(moment, date))["lines"]
            missing += [{"topic": line.topic, "date": date, "unready": line.unready} for line in lines if line.lacks_paper]
    return missing
