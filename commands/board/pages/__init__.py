"""The pages of the board, in the order of the navigation. They are imported only where the board is served."""

from __future__ import annotations

from collections.abc import Sequence

from bot.web import Page
from commands.board.pages import calendar, data, groups, imprint, lights, milestones, overview, reports

PAGES: Sequence[Page] = (
    overview.overview,
    groups.groups,
    groups.group,
    milestones.milestones,
    lights.lights,
    reports.reports,
    calendar.calendar,
    calendar.feed,
    data.data,
    data.exported,
    data.exported_from,
    data.opened,
    imprint.imprint,
)
