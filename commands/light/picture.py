"""The course of the traffic lights as a picture: beside the words of `verlauf`, and in digests where a light has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.context import Moment
from bot.domain.calendar.durations import Span
from bot.domain.ids import TeamId
from bot.domain.lights.course import Light, as_of, standing
from bot.domain.lights.freshness import is_stale
from bot.domain.lights.report import OF_A_GROUP, Aspect, Report
from bot.domain.teams import Team
from bot.messages import Image, Priority
from bot.pictures.drawings import MAX_GROUPS, MAX_REPORTS, LightRow, LightsCourse, Mark
from commands.light.groups import task_forces

_BUCKETS = (1, 7, 28)
"""Days that may share a column, the first that is enough: groups do not report on the same day, and there is room for eight columns."""
_RANK = (Mark.NONE, Mark.GREEN, Mark.YELLOW, Mark.RED)

Reports = Mapping[TeamId, Sequence[Report]]


async def drawn(moment: Moment, teams: Sequence[Team]) -> LightsCourse | None:
    """The lights of these groups on the last days on which any of them reported; None where none ever has."""
    return await _drawn(moment, teams, await moment.tx.lights.of_all())


async def where_lights_changed(moment: Moment, team: Team, priority: Priority) -> list[Image]:
    """The picture of a digest in the room of `team`, if a light of any group has another colour than in the last one there.

    The key of the message names the last change, so that none is shown twice (ADR 135).
    """
    teams, reports = await task_forces(moment), await moment.tx.lights.of_all()
    changes = [row for each in teams for row in _changes(reports.get(each.id, ()))]
    last = max(changes, key=lambda row: (row.at, row.id), default=None)
    once = f"picture lights:{team.id}:{last.id}" if last is not None else ""
    if last is None or await moment.tx.outbox.by_once(once) is not None:
        return []
    drawing = await _drawn(moment, teams, reports)
    return [Image(room=team.room, drawing=drawing, once=once, priority=priority, unasked=True)] if drawing is not None else []


async def _drawn(moment: Moment, teams: Sequence[Team], reports: Reports) -> LightsCourse | None:
    zone, today = moment.settings.zone, moment.calendar.day_of(moment.now)
    said = {each.id: [row for row in standing(reports.get(each.id, ())) if row.is_said] for each in teams}
    shown = [each for each in teams if any(row.aspect in OF_A_GROUP for row in said[each.id])]
    days = columns([moment.calendar.day_of(row.at) for each in shown for row in said[each.id]], today, len(shown))
    if not days:
        return None
    rows: dict[TeamId, tuple[LightRow, LightRow]] = {}
    for each in shown:
        rhythm = (await moment.settings_of(moment.tx, each.room)).lights
        known = [(day, as_of(reports[each.id], day, zone)) for day in days]
        content, resources = (tuple(_mark(moment, day, at.get(aspect), rhythm) for day, at in known) for aspect in OF_A_GROUP)
        rows[each.id] = (
            LightRow(group=each.name, light="content", marks=content),
            LightRow(group=each.name, light="resources", marks=resources),
        )
    worst_first = sorted(shown, key=lambda each: -max(_RANK.index(row.now) for row in rows[each.id]))
    kept = [each for each in shown if each in worst_first[:MAX_GROUPS]]
    return LightsCourse(days=tuple(days), rows=tuple(row for each in kept for row in rows[each.id]), more=len(shown) - len(kept))


def columns(reported: Sequence[date], today: date, groups: int) -> list[date]:
    """The days of the columns, the oldest first: the last day with a report of each bucket that has any, counted back from today.

    Of one group these are its last reports. Today is the last column, so that what has become too old since is seen.
    """
    for size in _BUCKETS[: 1 if groups == 1 else None]:
        buckets: dict[int, date] = {}
        for day in sorted(reported):
            back = (today - day).days // size
            if back < MAX_REPORTS * _BUCKETS[-1] // size:
                buckets[back] = day
        if len(buckets) <= MAX_REPORTS - (today not in reported):
            break
    days = sorted({*buckets.values()})
    return [*days, *([today] if today not in days and reported else [])][-MAX_REPORTS:]


def _mark(moment: Moment, day: date, light: Light | None, rhythm: Span | None) -> Mark:
    if light is None or is_stale(moment.calendar.day_of(light.reported_at), day, rhythm):
        return Mark.NONE
    return Mark(light.colour.value)


def _changes(reports: Sequence[Report]) -> list[Report]:
    """The rows that gave a light another colour, or its first one."""
    found: list[Report] = []
    before: dict[Aspect, Report] = {}
    for row in standing(reports):
        if row.is_said and row.aspect in OF_A_GROUP:
            if row.aspect not in before or before[row.aspect].colour is not row.colour:
                found.append(row)
            before[row.aspect] = row
    return found
