"""The trend of milestones as a picture: beside the words of `trend`, and in digests where a forecast has moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.context import Moment
from bot.domain.cut_list import cut
from bot.domain.milestones.forecasts import REPORTS, EntryKind, LogEntry, known, standing, trend_from_plan
from bot.domain.milestones.milestone import Milestone, order
from bot.domain.record_types import MILESTONES
from bot.domain.teams import Team
from bot.messages import Image, Priority
from bot.pictures.drawings import MAX_LINES, MAX_REPORTS, MilestoneTrend, Report, TrendLine


@dataclass(frozen=True, kw_only=True)
class Course:
    """A milestone with the log of what was said of its dates."""

    milestone: Milestone
    entries: Sequence[LogEntry]

    @property
    def slips(self) -> int:
        now = known(self.entries)
        return now.slips if now else 0

    @property
    def last_move(self) -> LogEntry | None:
        """The last report that changed what was expected; None where none ever has."""
        moved: LogEntry | None = None
        before: LogEntry | None = None
        for entry in standing(self.entries):
            if entry.kind in REPORTS:
                moved = entry if before is not None and entry.day != before.day else moved
                before = entry
        return moved


async def courses(moment: Moment, milestones: Sequence[Milestone]) -> list[Course]:
    """With their logs, what has moved most first: that is what a trend is for."""
    logs = await moment.tx.milestone_log.of_all([each.number for each in milestones])
    found = [Course(milestone=each, entries=logs[each.number]) for each in milestones]
    return sorted(found, key=lambda each: (-each.slips, each.milestone.plan - each.milestone.forecast, order(each.milestone)))


def drawn(moment: Moment, found: Sequence[Course]) -> MilestoneTrend | None:
    """None where there is nothing to draw."""
    lines = [line for line in (_line(moment, each) for each in found) if line.reports]
    first, more = cut(lines, MAX_LINES)
    return MilestoneTrend(lines=tuple(first), more=more) if first else None


async def where_forecasts_moved(moment: Moment, team: Team, *, by: str) -> list[Image]:
    """The picture of the week in which a group is asked for its forecasts, if one has moved since it was last asked.

    `by` is the key of the digest that asks.
    """
    found = await courses(moment, await moment.tx.records(MILESTONES).listed(team.id))
    asked = [entry.at for each in found for entry in each.entries if entry.kind is EntryKind.ASKED and entry.mark != by]
    return await _of_digest(moment, found, team, Priority.WEEKLY, after=max(asked, default=None))


async def for_steering(moment: Moment, team: Team) -> list[Image]:
    """The picture before a session of the steering committee, if a forecast of any group has moved since the last one."""
    groups = {each.id for each in await moment.tx.teams.all() if each.counts}
    milestones = [each for each in await moment.tx.records(MILESTONES).listed() if each.team in groups]
    return await _of_digest(moment, await courses(moment, milestones), team, Priority.DIGEST)


async def _of_digest(
    moment: Moment, found: Sequence[Course], team: Team, priority: Priority, *, after: datetime | None = None
) -> list[Image]:
    """The key of the message names the last move, so that none is shown twice (ADR 135)."""
    moves = [move for move in (each.last_move for each in found) if move is not None]
    last = max(moves, key=lambda move: (move.at, move.id), default=None)
    drawing = drawn(moment, found)
    if last is None or drawing is None or (after is not None and last.at <= after):
        return []
    once = f"picture trend:{team.id}:{last.id}"
    if await moment.tx.outbox.by_once(once) is not None:
        return []
    return [Image(room=team.room, drawing=drawing, once=once, priority=priority, unasked=True)]


def _line(moment: Moment, course: Course) -> TrendLine:
    milestone = course.milestone
    points = trend_from_plan(course.entries, moment.settings.zone)
    reports = [Report(reported=point.reported, expected=point.expected) for point in points]
    return TrendLine(
        number=str(milestone.number),
        name=milestone.text,
        plan=milestone.plan,
        slips=course.slips,
        reports=tuple(reports[-MAX_REPORTS:]),
        state=milestone.state.value,
    )
