"""The records that the report of a quarter is composed from, and the document that they make."""

from __future__ import annotations

from bot.context import Moment
from bot.domain.record_types import DECISIONS, LEARNINGS, MILESTONES, QUESTIONS
from bot.domain.reports.compose import Sources, compose
from bot.domain.reports.document import Cover, ReportDocument
from bot.domain.reports.periods import Quarter
from bot.domain.team_profiles import as_of


async def composed(moment: Moment, quarter: Quarter) -> ReportDocument:
    """What the records say now of that quarter."""
    rules = moment.settings.reports
    milestones = await moment.tx.records(MILESTONES).listed(closed=True)
    cover = Cover(
        title=rules.title or moment.project.name,
        reference=rules.reference,
        contact=rules.contact,
        period=quarter,
        made_on=moment.calendar.day_of(moment.now),
    )
    return compose(
        Sources(
            cover=cover,
            zone=moment.calendar.zone,
            teams=as_of(await moment.tx.teams.ever(), await moment.tx.team_profiles.all(), quarter.end_in(moment.calendar.zone)),
            milestones=milestones,
            log=await moment.tx.milestone_log.of_all([each.number for each in milestones]),
            figures=await moment.tx.reports.figures(),
            said=await moment.tx.reports.said(quarter),
            lights=await moment.tx.lights.of_all(),
            project_light=await moment.tx.lights.of_project(),
            blockers=await moment.tx.blockers.listed(closed=True),
            decisions=await moment.tx.records(DECISIONS).listed(closed=True),
            learnings=await moment.tx.records(LEARNINGS).listed(),
            questions=await moment.tx.records(QUESTIONS).listed(closed=True),
        )
    )
