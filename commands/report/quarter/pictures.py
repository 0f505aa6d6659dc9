"""The pictures of a report: they show what its document says, so a report that was released shows the same for ever."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.cut_list import cut
from bot.domain.lights.report import OF_A_GROUP
from bot.domain.reports.document import GroupPart, LightLine, MilestoneLine, ReportDocument
from bot.domain.reports.year.document import YearGroup, YearMilestone
from bot.pictures.drawings import (
    MAX_GROUPS,
    MAX_LINES,
    MAX_REPORTS,
    Drawing,
    LightRow,
    LightsCourse,
    Mark,
    MilestoneTrend,
    Report,
    TrendLine,
)
from commands.light.picture import columns
from commands.meeting.digest.funds_picture import drawn as funds_drawn

_RANK = (Mark.NONE, Mark.GREEN, Mark.YELLOW, Mark.RED)


def pictures(document: ReportDocument) -> tuple[Drawing, ...]:
    """Those of the three that there is anything for."""
    last = document.cover.period.last
    found = (lights_drawn(document.groups, last), trend_drawn(document.milestones), funds_drawn(document.overview, last))
    return tuple(drawing for drawing in found if drawing is not None)


def lights_drawn(groups: Sequence[GroupPart | YearGroup], last: date) -> LightsCourse | None:
    """The colour that was in force on each day, as the report says it: of a light that nobody confirmed, too."""
    shown = [group for group in groups if group.lights]
    reported = [point.day for group in shown for light in group.lights for point in light.course]
    days = columns(reported, last, len(shown))
    if not days:
        return None
    rows = [_rows(group, days) for group in shown]
    worst_first = sorted(rows, key=lambda pair: -max(_RANK.index(row.now) for row in pair))
    kept = [pair for pair in rows if pair in worst_first[:MAX_GROUPS]]
    return LightsCourse(days=tuple(days), rows=tuple(row for pair in kept for row in pair), more=len(rows) - len(kept))


def _rows(group: GroupPart | YearGroup, days: Sequence[date]) -> tuple[LightRow, LightRow]:
    lights = {light.aspect: light for light in group.lights}
    content, resources = (_marks(lights.get(aspect), days) for aspect in OF_A_GROUP)
    return LightRow(group=group.name, light="content", marks=content), LightRow(group=group.name, light="resources", marks=resources)


def _marks(light: LightLine | None, days: Sequence[date]) -> tuple[Mark, ...]:
    known = [[point.colour for point in light.course if point.day <= day] if light is not None else [] for day in days]
    return tuple(Mark(colours[-1].value) if colours else Mark.NONE for colours in known)


def trend_drawn(milestones: Sequence[MilestoneLine | YearMilestone]) -> MilestoneTrend | None:
    """What has moved most first, as in the room of a group."""
    lines = sorted(milestones, key=lambda line: (-line.slips, line.plan - line.forecast, line.agreed, line.number))
    first, more = cut([_line(line) for line in lines if line.trend], MAX_LINES)
    return MilestoneTrend(lines=tuple(first), more=more) if first else None


def _line(line: MilestoneLine | YearMilestone) -> TrendLine:
    reports = tuple(Report(reported=point.reported, expected=point.expected) for point in line.trend[-MAX_REPORTS:])
    return TrendLine(number=str(line.number), name=line.text, plan=line.plan, slips=line.slips, reports=reports, state=line.state.value)
