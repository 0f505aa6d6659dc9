"""Of each group: its lights with their course, and its milestones with what was expected when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.domain.ids import Number, TeamId
from bot.domain.lights import course
from bot.domain.lights.report import OF_A_GROUP
from bot.domain.lights.report import Report as LightReport
from bot.domain.milestones import forecasts
from bot.domain.milestones.forecasts import EntryKind, LogEntry
from bot.domain.milestones.milestone import Milestone, MilestoneState
from bot.domain.reports.document import LightLine
from bot.domain.reports.overview import reporting
from bot.domain.reports.year.document import YearGroup, YearMilestone
from bot.domain.reports.year.span import Span
from bot.domain.teams import Team


def groups_of(
    teams: Sequence[Team],
    milestones: Sequence[Milestone],
    log: Mapping[Number, Sequence[LogEntry]],
    lights: Mapping[TeamId, Sequence[LightReport]],
    span: Span,
) -> Iterable[YearGroup]:
    """The task forces, and other groups that have milestones or lights."""
    task_forces = reporting(teams)
    others = sorted((team for team in teams if team not in task_forces), key=lambda team: team.name.casefold())
    for team in (*task_forces, *others):
        shown = _lights(lights.get(team.id, ()), span)
        own = [_milestone(each, team, log.get(each.number, ()), span) for each in milestones if each.team == team.id]
        found = sorted((each for each in own if each), key=lambda each: (not each.funder, each.agreed, each.number))
        if team in task_forces or shown or found:
            yield YearGroup(name=team.name, lights=shown, milestones=tuple(found))


def _lights(reports: Sequence[LightReport], span: Span) -> tuple[LightLine, ...]:
    """Those that were set by the last day, each with the colour that the year began with and all that was reported in it."""
    known = course.as_of(reports, span.last, span.zone)
    found: list[LightLine] = []
    for aspect in OF_A_GROUP:
        if aspect in known:
            light = known[aspect]
            points = course.course(reports, aspect, span.zone, before=span.end)
            before = [each for each in points if each.day < span.first][-1:]
            found.append(
                LightLine(
                    aspect=aspect,
                    colour=light.colour,
                    since=span.day(light.since),
                    reason=light.reason,
                    measure=light.measure,
                    help=light.help,
                    course=(*before, *(each for each in points if each.day >= span.first)),
                )
            )
    return tuple(found)


def _milestone(milestone: Milestone, team: Team, entries: Sequence[LogEntry], span: Span) -> YearMilestone | None:
    """None where it was not there yet, or was over before the year."""
    known = forecasts.as_of(entries, span.last, span.zone)
    closing = [each for each in forecasts.standing(entries, span.end) if each.kind in (EntryKind.REACHED, EntryKind.DROPPED)]
    if known is None or not milestone.text:
        return None
    closed = closing[-1] if closing and known.state is not MilestoneState.OPEN else None
    reached_on = closed.day if closed is not None and known.state is MilestoneState.REACHED else None
    if closed is not None and (reached_on or span.day(closed.at)) < span.first:
        return None
    return YearMilestone(
        number=milestone.number,
        group=team.name,
        text=milestone.text,
        reference=milestone.reference,
        funder=milestone.funder,
        state=known.state,
        plan=known.plan,
        agreed=known.agreed,
        forecast=known.forecast,
        reached_on=reached_on,
        slips=known.slips,
        trend=tuple(forecasts.trend_from_plan(entries, span.zone, span.end)),
    )
