"""Who speaks for which voice of the steering committee on a date."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Moment
from bot.domain.ids import Number, UserId
from bot.domain.meetings import Occurrence
from bot.domain.teams import Kind, Team
from bot.domain.voting.voices import Chair, Stand, Voice, chairs_of, voice_of, word_for
from commands.deputy.dates import date_at_hand


async def voices_at(moment: Moment, team: Team, session: Number | None) -> tuple[Voice, ...]:
    """The voices of a committee at a session; without a number, at the one of today or else the next one.

    Without seats each member of its room has a voice who is not there only as the PMO.
    """
    return await voices_on(moment, team, await date_at_hand(moment, team.id, session))


async def voices_on(moment: Moment, team: Team, date: Occurrence | None) -> tuple[Voice, ...]:
    """The same on one date; where there is none, as they are today."""
    words = await moment.tx.voices.words(team.id)
    session, planned = (date.session, date.planned) if date else (None, None)
    day = moment.calendar.day_of(date.start if date else moment.now)
    return tuple(
        voice_of(chair, word_for(chair, words, session, planned, day), lambda user: can_vote(moment, team, user))
        for chair in await chairs(moment, team)
    )


async def has_seats(moment: Moment, team: Team) -> bool:
    """Whether it was said who speaks for whom; otherwise every member has a voice."""
    return bool(await moment.tx.voices.seats(team.id))


async def are_in_use(moment: Moment, team: Team, voices: Sequence[Voice]) -> bool:
    """Whether anybody has a seat, or has said anything for the date of these voices."""
    return await has_seats(moment, team) or any(voice.stand is not Stand.SILENT for voice in voices)


async def chairs(moment: Moment, team: Team) -> list[Chair]:
    """The seats, or a voice of each member where there are none."""
    seats = await moment.tx.voices.seats(team.id)
    return chairs_of(seats) if seats else await _members(moment, team)


def can_vote(moment: Moment, team: Team, user: UserId) -> bool:
    """Whether somebody is in the committee's room, so that they can react there; true of everybody where the bot cannot know."""
    return moment.rooms.is_joined(user, team.room) or not moment.rooms.is_here(team.room)


async def _members(moment: Moment, team: Team) -> list[Chair]:
    members = sorted(moment.rooms.members(team.room))
    others = [user for user in members if not await _is_only_pmo(moment, team, user)]
    return [Chair(municipality="", holder=user, name=moment.rooms.name(user, team.room)) for user in others]


async def _is_only_pmo(moment: Moment, team: Team, user: UserId) -> bool:
    """Whether somebody is in the committee's room for the PMO alone: of the PMO, and of no task force."""
    if team.is_pmo:
        return False
    joined = [each for each in await moment.tx.teams.all() if each.counts and moment.rooms.is_joined(user, each.room)]
    return any(each.is_pmo for each in joined) and not any(Kind.TASK_FORCE in each.kinds for each in joined)
