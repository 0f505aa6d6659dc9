"""A deputy has left the committee's room and cannot vote there: whose voice it is hears of it, once for each date."""

from __future__ import annotations

from bot.context import Moment
from bot.domain.meetings import Occurrence
from bot.domain.teams import Team
from bot.messages import Outgoing, Say
from commands.deputy.dates import once_of
from commands.deputy.speaking import voices_on
from commands.deputy.words import direct_chat


async def told_of_leaving(moment: Moment, team: Team, date: Occurrence) -> list[Outgoing]:
    said: list[Outgoing] = []
    for voice in await voices_on(moment, team, date):
        if not voice.is_deputised or voice.speaker is None or voice.holder is None or not moment.rooms.has_left(voice.speaker, team.room):
            continue
        room = await direct_chat(moment, voice.holder)
        if room is None and not moment.rooms.is_joined(voice.holder, team.room):
            continue
        said.append(
            Say(
                room=room or team.room,
                text="deputy.left",
                params={"voice": voice, "date": date, "user": voice.holder},
                once=f"{once_of('left', date.session, date.planned)} {voice.speaker} {voice.municipality}",
                notify=True,
                mentions=(voice.holder,),
                unasked=True,
            )
        )
    return said
