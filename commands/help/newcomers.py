"""What a group's room reads when people come into it for the first time, at most once a day; `!hilfe start` says the same at any time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.context import Moment
from bot.domain.ids import TeamId
from bot.domain.milestones.milestone import order
from bot.domain.newcomers import BETWEEN, COLLECTED_FOR, LOOK, Verdict, mark_of, verdict
from bot.domain.record_types import MILESTONES
from bot.domain.teams import Team
from bot.messages import Outgoing, Priority, Say
from bot.timer import timer
from commands.agenda.session_dates import next_date


async def look_at_groups(moment: Moment) -> None:
    """At the start: people have come while the bot was away, or the groups are older than this notice."""
    for team in await moment.tx.teams.all():
        await moment.tx.timers.set(LOOK, str(team.id), moment.now + COLLECTED_FOR)


@timer(LOOK)
async def welcome(moment: Moment, subject: str) -> Sequence[Outgoing]:
    team = await moment.tx.teams.get(TeamId(int(subject)))
    if team is None or not team.counts or not moment.rooms.is_here(team.room):
        return []
    seen = await moment.tx.people_seen.of(team.id)
    new = {mark_of(team.id, user): user for user in sorted(moment.rooms.members(team.room))}
    new = {mark: user for mark, user in new.items() if mark not in seen}
    noted = await moment.tx.get_meta(_last_key(team))
    last = datetime.fromisoformat(noted) if noted else None
    is_wanted = (await moment.settings_of(moment.tx, team.room)).welcome
    found = verdict(
        len(new),
        is_first_look=not seen,
        is_wanted=is_wanted and bool(team.goal or team.link),
        upgraded_at=await _upgraded_at(moment, team),
        last=last,
        now=moment.now,
    )
    if found is Verdict.LATER and last is not None:
        await moment.tx.timers.set(LOOK, subject, last + BETWEEN)
        return []
    await moment.tx.people_seen.add(team.id, new)
    if found is Verdict.SILENCE:
        return []
    await moment.tx.set_meta(_last_key(team), moment.now.isoformat())
    params = {"people": list(new.values()), "about": await about(moment, team)}
    once = f"newcomers {team.id} {moment.now.isoformat(timespec='minutes')}"
    return [Say(room=team.room, text="welcome.newcomers", params=params, once=once, priority=Priority.DIGEST, unasked=True)]


async def about(moment: Moment, team: Team) -> dict[str, Any]:
    """What somebody new has to know of a group: the parameter `about` of `welcome.about`."""
    today = moment.calendar.day_of(moment.now)
    milestones = [each for each in await moment.tx.records(MILESTONES).listed(team.id) if each.forecast >= today]
    return {"team": team, "date": await next_date(moment, team.id), "milestone": min(milestones, key=order, default=None)}


async def _upgraded_at(moment: Moment, team: Team) -> datetime | None:
    """When the bot came into the room; None where the room replaces no other."""
    room = await moment.tx.rooms.get(team.room)
    return room.joined_at if room is not None and await moment.tx.rooms.replaced_by(team.room) is not None else None


def _last_key(team: Team) -> str:
    return f"newcomers {team.id}"
