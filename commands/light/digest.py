"""What the digests say of lights: whether they hold, who has not said so twice, what turned better, and the line of each group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.context import Moment
from bot.domain.lights.course import Light, lights, standing
from bot.domain.lights.freshness import is_due, rhythm_on, unanswered
from bot.domain.lights.report import OF_A_GROUP, Report, ReportKind
from bot.domain.overview import WEEK
from bot.domain.teams import Kind, Team
from commands.light.groups import task_forces
from commands.light.shown import meanings, of_group, steering_day

UNANSWERED = 2
"""So many questions without an answer, and the PMO reads of it."""
_ANSWERED_IN = timedelta(days=1)
"""A question that is younger may still be answered."""
NOTHING_ASKED: dict[str, Any] = {"lights": None, "lights_new": False, "meanings": {}}


@dataclass(frozen=True, kw_only=True)
class Better:
    team: str
    light: Light


async def ask(moment: Moment, team: Team, *, by: str, along: bool = False) -> dict[str, Any]:
    """Whether the lights hold, every few weeks. `by` is the key of the digest that asks.

    With `along` the digest asks for forecasts anyway: then one tap answers both, whatever was not said in this week already.
    """
    settings = await moment.settings_of(moment.tx, team.room)
    today = moment.calendar.day_of(moment.now)
    rhythm = rhythm_on(today, settings.lights, await steering_day(moment))
    if rhythm is None or Kind.TASK_FORCE not in team.kinds:
        return NOTHING_ASKED
    reports = standing(await moment.tx.lights.of(team.id))
    now = lights(reports, settings.zone)
    if not any(each.mark == by for each in reports):
        said = min((moment.calendar.day_of(light.reported_at) for light in now.values()), default=moment.calendar.day_of(team.created_at))
        asked = max((moment.calendar.day_of(each.at) for each in reports if not each.is_said), default=said)
        due = is_due(said, today, rhythm) and (asked <= said or is_due(asked, today, rhythm))
        if not due and not (along and now and today - max(said, asked) >= WEEK):
            return NOTHING_ASKED
        group = await of_group(moment, team)
        await moment.tx.lights.add(
            *(
                Report(
                    id=0,
                    team=team.id,
                    aspect=aspect,
                    kind=ReportKind.ASKED,
                    colour=now[aspect].colour if aspect in now else group.derived,
                    at=moment.now,
                    mark=by,
                )
                for aspect in now or OF_A_GROUP
            )
        )
    return {"lights": await of_group(moment, team) if now else None, "lights_new": not now, "meanings": meanings(moment)}


async def silent(moment: Moment) -> list[str]:
    """The groups that have set lights and have not said twice whether they hold."""
    before, found = moment.now - _ANSWERED_IN, []
    reports = await moment.tx.lights.of_all()
    for team in await task_forces(moment):
        rows = reports.get(team.id, ())
        if any(each.is_said for each in standing(rows)) and await _asked_in_vain(moment, rows, before):
            found.append(team.name)
    return found


async def _asked_in_vain(moment: Moment, rows: Sequence[Report], before: datetime) -> bool:
    """Questions that nobody could read, because their digest could not be delivered, do not count."""
    if unanswered(rows, before) < UNANSWERED:
        return False
    arrived: list[Report] = []
    for row in rows:
        asked_in = await moment.tx.outbox.by_once(row.mark) if row.kind is ReportKind.ASKED else None
        if row.kind is not ReportKind.ASKED or (asked_in is not None and asked_in.sent_at is not None):
            arrived.append(row)
    return unanswered(arrived, before) >= UNANSWERED


async def better(moment: Moment) -> list[Better]:
    """The lights that have turned better in the last week, and are still."""
    since = moment.now - WEEK
    reports = await moment.tx.lights.of_all()
    found: list[Better] = []
    for team in await task_forces(moment):
        rows = reports.get(team.id, ())
        before = lights(rows, moment.settings.zone, since)
        for aspect, light in lights(rows, moment.settings.zone).items():
            if aspect in before and light.colour.rank < before[aspect].colour.rank:
                found.append(Better(team=team.name, light=light))
    return found
