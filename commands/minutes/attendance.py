"""Who is there: by municipality where voices are, else by name, and only where somebody says it."""

from __future__ import annotations

from bot.context import Moment
from bot.domain.minutes import Attendance, Minutes, attendance
from bot.domain.teams import Team


async def attendance_of(moment: Moment, minutes: Minutes) -> Attendance | None:
    """As it was said last for this date; None where nobody has said it."""
    return attendance(await moment.tx.minutes.entries(minutes.session, minutes.planned))


async def present_municipalities(moment: Moment, team: Team) -> frozenset[str] | None:
    """The municipalities that are there while the group's minutes run; None where nobody has said who is there."""
    running = await moment.tx.minutes.running(team.id)
    said = await attendance_of(moment, running) if running else None
    return frozenset(said.municipalities) if said is not None and said.municipalities else None
