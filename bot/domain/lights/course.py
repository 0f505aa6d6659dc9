"""What the reports of a group say: its lights now or at the end of a past day, since when, and how they have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bot.domain.calendar import on_clock
from bot.domain.ids import TeamId
from bot.domain.lights.report import Aspect, Colour, Report, ReportKind

SHOWN = 8
"""Reports that a course shows."""


class Trend(StrEnum):
    SAME = "→"
    BETTER = "↗"
    WORSE = "↘"


@dataclass(frozen=True, kw_only=True)
class Light:
    """One light as it stands."""

    team: TeamId
    aspect: Aspect
    colour: Colour
    since: datetime
    """When it got this colour."""
    reported_at: datetime
    """When somebody last said it, be it the same colour again."""
    reason: str = ""
    measure: str = ""
    help: str = ""
    was: Colour | None = None
    """The colour before this one; None where there was no other."""
    trend: Trend = Trend.SAME
    """Against the report before the last one."""

    @property
    def needs_reason(self) -> bool:
        """Whether it lacks the reason that yellow and red need; a funder's form asks for that of the project's light in any case."""
        return not self.reason and (self.colour is not Colour.GREEN or self.aspect is Aspect.PROJECT)

    @property
    def needs_help(self) -> bool:
        """Whether it is red and does not say what is needed, and from whom."""
        return not self.help and self.colour is Colour.RED and self.aspect is not Aspect.PROJECT


@dataclass(frozen=True, kw_only=True)
class Point:
    """A point of the course: what was reported on a day, the last that was said on it."""

    day: date
    colour: Colour


def standing(reports: Iterable[Report], before: datetime | None = None) -> list[Report]:
    """The rows that count, or counted at that moment, in their order."""
    found = [
        each
        for each in reports
        if (before is None or each.at < before) and (each.withdrawn_at is None or (before is not None and each.withdrawn_at >= before))
    ]
    return sorted(found, key=lambda each: (each.at, each.id))


def lights(reports: Iterable[Report], zone: tzinfo, before: datetime | None = None) -> Mapping[Aspect, Light]:
    """The lights of one group that were ever set, as the rows say, or said before that moment."""
    rows = standing(reports, before)
    found: dict[Aspect, Light] = {}
    for row in rows:
        if row.is_said:
            found[row.aspect] = _after(found.get(row.aspect), row)
    return {aspect: replace(light, trend=_trend(course(rows, aspect, zone))) for aspect, light in found.items()}


def as_of(reports: Iterable[Report], day: date, zone: tzinfo) -> Mapping[Aspect, Light]:
    """The lights of one group as they were known at the end of that day."""
    return lights(reports, zone, on_clock(day + timedelta(days=1), time(0), zone))


def course(
    reports: Iterable[Report], aspect: Aspect, zone: tzinfo, *, count: int | None = None, before: datetime | None = None
) -> list[Point]:
    """One point a day on which something was reported, the last `count` of them (a picture shows SHOWN)."""
    points: dict[date, Colour] = {}
    for row in standing(reports, before):
        if row.is_said and row.aspect is aspect:
            points[row.at.astimezone(zone).date()] = row.colour
    found = [Point(day=day, colour=colour) for day, colour in points.items()]
    return found if count is None else found[-count:]


def worst(lights: Iterable[Light]) -> Colour | None:
    """The worst of their colours; None where there are none."""
    return max((each.colour for each in lights), key=lambda colour: colour.rank, default=None)


def turned(before: Mapping[Aspect, Light], after: Mapping[Aspect, Light]) -> list[Light]:
    """The lights whose colour is another one now, one that is set for the first time included."""
    return [light for aspect, light in after.items() if aspect not in before or before[aspect].colour is not light.colour]


def _after(light: Light | None, row: Report) -> Light:
    """The light once this was said of it. What a report leaves out stays, as long as the colour does."""
    if light is None or light.colour is not row.colour:
        return Light(
            team=row.team,
            aspect=row.aspect,
            colour=row.colour,
            since=row.at,
            reported_at=row.at,
            reason=row.reason,
            measure=row.measure,
            help=row.help,
            was=light.colour if light is not None else None,
        )
    return replace(
        light,
        reported_at=row.at,
        reason=row.reason or light.reason,
        measure=row.measure or light.measure,
        help=row.help or light.help,
    )


def _trend(points: Sequence[Point]) -> Trend:
    if len(points) < 2 or points[-1].colour is points[-2].colour:
        return Trend.SAME
    return Trend.WORSE if points[-1].colour.rank > points[-2].colour.rank else Trend.BETTER


def of_mark(reports: Iterable[Report], mark: str) -> list[Report]:
    """What this event said, or the message with this key asked."""
    return [each for each in standing(reports) if each.mark == mark]


def built_on(reports: Iterable[Report], rows: Sequence[Report]) -> bool:
    """Whether others rely on these rows: a later report has confirmed or explained the colour that one of them set."""
    for row in rows:
        later = [each for each in standing(reports) if each.is_said and each.aspect is row.aspect and each.mark != row.mark]
        follows = next((each for each in later if (each.at, each.id) > (row.at, row.id)), None)
        if row.is_said and follows is not None and follows.kind is not ReportKind.SET:
            return True
    return False
