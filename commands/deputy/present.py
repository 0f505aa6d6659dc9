"""Which voices are there while the minutes of the committee run, as it was said."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Moment
from bot.domain.minutes.running import Attendance, Minutes, attendance
from bot.domain.teams import Team
from bot.domain.voting.voices import Voice
from bot.words import fold
from commands.agenda.session_dates import date_of
from commands.deputy.speaking import voices_on


async def attendance_of(moment: Moment, minutes: Minutes) -> Attendance | None:
    """As it was said last for this date; None where nobody has said it."""
    return attendance(await moment.tx.minutes.entries(minutes.session, minutes.planned))


async def present_municipalities(moment: Moment, team: Team) -> frozenset[str] | None:
    """The voices that are there while the group's minutes run, by municipality, or by person where there are no seats.

    None where nobody has said who is there.
    """
    running = await moment.tx.minutes.running(team.id)
    said = await attendance_of(moment, running) if running else None
    if running is None or said is None:
        return None
    voices = () if said.municipalities else await voices_of(moment, team, running)
    return voices_there(voices, said) or None


def voices_there(voices: Sequence[Voice], said: Attendance) -> frozenset[str]:
    """The names of the voices that are there: as they were said, or of the people who were."""
    if said.municipalities:
        return frozenset(said.municipalities)
    there = {fold(name) for name in said.people}
    return frozenset(voice.municipality for voice in voices if voice.speaker in said.people or fold(voice.municipality) in there)


async def voices_of(moment: Moment, team: Team, minutes: Minutes) -> Sequence[Voice]:
    """As they are on the date of the minutes; none where the group is not the steering committee."""
    return await voices_on(moment, team, await date_of(moment, minutes.session, minutes.planned)) if team.is_steering else ()
