"""The pages of the board, in the order of the navigation. They are imported only where the board is served."""

from __future__ import annotations

from collections.abc import Sequence

from bot.web import Page
from commands.board.pages import (
    accessibility,
    blockers,
    calendar,
    data,
    decisions,
    groups,
    help,
    imprint,
    learnings,
    lights,
    milestones,
    overview,
    privacy,
    questions,
    records,
    reports,
    sessions,
)

PAGES: Sequence[Page] = (
    overview.overview,
    groups.groups,
    groups.group,
    blockers.blockers,
    milestones.milestones,
    lights.lights,
    decisions.decisions,
    decisions.further_decisions,
    sessions.sessions,
    sessions.further_sessions,
    sessions.minutes,
    questions.questions,
    questions.further_questions,
    learnings.learnings,
    learnings.further_learnings,
    reports.reports,
    reports.report,
    calendar.calendar,
    calendar.feed,
    data.data,
    data.exported,
    data.exported_from,
    data.opened,
    records.record,
    help.help_page,
    privacy.privacy,
    accessibility.accessibility,
    imprint.imprint,
)
