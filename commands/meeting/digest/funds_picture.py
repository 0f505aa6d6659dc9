"""Funds against time as a picture: in the report of a quarter, and once in the steering committee's room before the session after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.context import Moment
from bot.domain.cut_list import cut
from bot.domain.reports.overview import OverviewRow
from bot.domain.teams import Team
from bot.messages import Image, Priority
from bot.pictures.drawings import MAX_GROUPS, FundsAndTime, GroupFunds


def drawn(rows: Sequence[OverviewRow], day: date) -> FundsAndTime | None:
    """Of the groups whose budget, period and funds are known; None where there are none."""
    shares = ((row.name, row.percent, _gone(row, day)) for row in rows)
    found = [GroupFunds(group=name, called=called, gone=gone) for name, called, gone in shares if called is not None and gone is not None]
    slowest_first = sorted(found, key=lambda each: -each.behind)
    first, more = cut(slowest_first, MAX_GROUPS)
    return FundsAndTime(groups=tuple(first), more=more) if first else None


async def of_last_report(moment: Moment, steering: Team) -> list[Image]:
    """What the newest report of a quarter says, once for each quarter: its key names that."""
    reports = [each for each in await moment.tx.reports.released() if each.counts]
    report = max(reports, key=lambda each: (each.period, each.revision), default=None)
    drawing = drawn(report.document.overview, report.period.last) if report is not None else None
    if report is None or drawing is None:
        return []
    once = f"picture funds:{steering.id}:{report.period}"
    if await moment.tx.outbox.by_once(once) is not None:
        return []
    return [Image(room=steering.room, drawing=drawing, once=once, priority=Priority.DIGEST, unasked=True)]


def _gone(row: OverviewRow, day: date) -> int | None:
    """How much of its time is gone by the end of that day, of a hundred; None where it does not say both days."""
    if row.period_from is None or row.period_to is None or row.period_to < row.period_from:
        return None
    gone, all_of_it = (day - row.period_from).days + 1, (row.period_to - row.period_from).days + 1
    return max(0, round(100 * gone / all_of_it))
