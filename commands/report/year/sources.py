"""The records that the annual pack is composed from, and the document that they make."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from bot.context import Moment
from bot.domain.record_types import DECISIONS, LEARNINGS, MILESTONES, QUESTIONS
from bot.domain.reports.periods import Quarter
from bot.domain.reports.year.compose import Sources, compose
from bot.domain.reports.year.document import ChangedSetting, Counts, YearCover, YearDocument
from bot.domain.settings import Source
from bot.domain.settings.registry import Scope
from bot.domain.team_profiles import as_of
from commands.report.year.counts import counted
from commands.settings.show import lines


async def composed(moment: Moment, year: int) -> YearDocument:
    """What the records say now of that year."""
    today = moment.calendar.day_of(moment.now)
    rules = moment.settings.reports
    cover = YearCover(
        title=rules.title or moment.project.name,
        reference=rules.reference,
        year=year,
        as_of=min(today, date(year, 12, 31)),
        made_on=today,
    )
    milestones = await moment.tx.records(MILESTONES).listed(closed=True)
    return compose(
        Sources(
            cover=cover,
            zone=moment.calendar.zone,
            teams=as_of(await moment.tx.teams.ever(), await moment.tx.team_profiles.all(), Quarter(year, 4).end_in(moment.calendar.zone)),
            milestones=milestones,
            log=await moment.tx.milestone_log.of_all([each.number for each in milestones]),
            lights=await moment.tx.lights.of_all(),
            blockers=await moment.tx.blockers.listed(closed=True),
            decisions=await moment.tx.records(DECISIONS).listed(closed=True),
            learnings=await moment.tx.records(LEARNINGS).listed(),
            questions=await moment.tx.records(QUESTIONS).listed(closed=True),
            retros=[(each, await moment.tx.retro_notes.of(each.number)) for each in await moment.tx.retros.ended()],
            counts=await counted(moment, max(date(year, 1, 1), await _began(moment)), cover.as_of),
            counts_before=await _year_before(moment, cover),
            settings=await _changed(moment),
        )
    )


async def _year_before(moment: Moment, cover: YearCover) -> Counts | None:
    """Of the same days a year before, from the day on that the project is known; None where it was not known on any of them."""
    last = cover.as_of + relativedelta(years=-1) if cover.runs else date(cover.year - 1, 12, 31)
    first = max(date(cover.year - 1, 1, 1), await _began(moment))
    return await counted(moment, first, last) if first <= last else None


async def _began(moment: Moment) -> date:
    """The day of the first group."""
    days = [moment.calendar.day_of(team.created_at) for team in await moment.tx.teams.ever()]
    return min(days, default=moment.calendar.day_of(moment.now))


async def _changed(moment: Moment) -> list[ChangedSetting]:
    """What was set in the chat, for the project and then for the room of each group, as it stands now: no day is kept of it."""
    found = [
        ChangedSetting(where="", word=line.word, value=line.value)
        for line in lines(moment.settings, Scope.PROJECT)
        if line.source is Source.PROJECT
    ]
    for team in sorted(await moment.tx.teams.ever(), key=lambda each: each.name.casefold()):
        if team.counts:
            settings = await moment.settings_of(moment.tx, team.room)
            shown = [line for line in lines(settings, Scope.ROOM) if line.source is Source.ROOM]
            found += [ChangedSetting(where=team.name, word=line.word, value=line.value) for line in shown]
    return found
