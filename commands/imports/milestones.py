"""Milestones from a list: title, planned day, and whether they are reached. What their group has said of the dates stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.context import Context, Moment
from bot.domain.ids import Number
from bot.domain.imports.columns import bare
from bot.domain.imports.rows import Finished, Row
from bot.domain.milestones.forecasts import EntryKind, LogEntry, standing
from bot.domain.milestones.milestone import Milestone
from bot.domain.record_types import BLOCKERS, MILESTONES, TOPICS
from bot.records import notes
from commands.imports.origin import Origin
from commands.milestone.deadlines import schedule
from commands.milestone.record import KIND, was_only_planned

_BY_ITSELF = (EntryKind.ASKED, EntryKind.PROPOSED)
"""What the bot says of the dates, and nobody else."""


class Milestones:
    kind = KIND

    def of_row(self, row: Row) -> Mapping[str, str]:
        said = {"title": row.title, "due": row.due.isoformat() if row.due else ""}
        if row.user:
            said["who"] = row.user
        return said | {"state": "reached" if row.finished is Finished.DONE else "open"}

    async def of_record(self, moment: Moment, record: Milestone) -> Mapping[str, str]:
        # A date that its group has spoken of is the group's: no file changes it any more.
        due = record.plan if await was_only_planned(moment, record.number) else record.forecast
        spoken = "" if due == record.plan else " "
        return {"title": record.text, "due": due.isoformat() + spoken, "state": record.state.value, "who": record.who or ""}

    async def twin(self, moment: Moment, row: Row, records: Mapping[Number, Milestone]) -> Milestone | None:
        return next(
            (each for each in records.values() if bare(each.text) == bare(row.title) and row.due in (each.plan, each.forecast)), None
        )

    def problem(self, moment: Moment, row: Row) -> str:
        today = moment.calendar.day_of(moment.now)
        return "past" if row.finished is Finished.NO and row.due is not None and row.due < today else ""

    async def add(self, origin: Origin, number: Number, row: Row) -> None:
        plan = row.due or origin.moment.calendar.day_of(origin.at)
        milestone = Milestone(
            number=number,
            team=origin.team.id,
            text=row.title,
            plan=plan,
            agreed=plan,
            forecast=plan,
            reported_at=origin.at,
            who=row.user,
            author=origin.author,
            created_at=origin.at,
            room=origin.room,
            source=origin.source,
        )
        if row.finished is Finished.DONE:
            milestone = milestone.reached(self._reached_on(origin, plan), "", by=origin.author, at=origin.at)
        await KIND.records(origin.moment.tx).add(milestone)
        await origin.remember(number, KIND.named("add"))
        await self._log(origin, milestone, EntryKind.PLANNED)
        if not milestone.is_open:
            await self._log(origin, milestone, EntryKind.REACHED)
        if row.who and not row.user:
            await origin.note(number, row.who)
        await schedule(origin.moment, milestone)

    async def change(self, origin: Origin, record: Milestone, row: Row, fields: frozenset[str]) -> Milestone:
        after = record
        if "title" in fields:
            after = replace(after, text=row.title)
        if "who" in fields and row.user:
            after = replace(after, who=row.user)
        if "due" in fields and row.due is not None:
            after = await self._planned_anew(origin, after, row.due)
        if "state" in fields and row.finished is Finished.DONE and after.is_open:
            after = after.reached(self._reached_on(origin, row.due or after.forecast), "", by=origin.author, at=origin.at)
            await self._log(origin, after, EntryKind.REACHED)
        await KIND.records(origin.moment.tx).save(after)
        await origin.remember(record.number, KIND.named("reached" if after.state is not record.state else "edit"))
        await schedule(origin.moment, after)
        return after

    async def kept(self, moment: Moment, record: Milestone) -> str:
        return KIND.state.dump_json(record).decode()

    async def put_back(self, origin: Origin, now: Milestone, kept: str) -> None:
        before = KIND.state.validate_json(kept)
        for entry in await origin.moment.tx.milestone_log.of(now.number):
            if entry.mark == origin.source and entry.withdrawn_at is None:
                await origin.moment.tx.milestone_log.withdraw(entry, origin.at)
        if before.plan != now.plan:
            await self._log(origin, before, EntryKind.PLANNED)
        await KIND.records(origin.moment.tx).save(before)
        await origin.remember(before.number, KIND.named("undo"))
        await schedule(origin.moment, before)

    async def is_built_on(self, ctx: Context, origin: Origin, record: Milestone) -> bool:
        spoken = [row for row in standing(await ctx.tx.milestone_log.of(record.number)) if row.kind not in _BY_ITSELF]
        if any(row.mark != origin.source for row in spoken):
            return True
        links = [
            await ctx.tx.records(BLOCKERS).linked("milestone", record.number),
            await ctx.tx.records(TOPICS).linked("milestone", record.number),
        ]
        return any(links) or any(record.number in each.after for each in await ctx.tx.records(MILESTONES).listed())

    async def take_back(self, origin: Origin, record: Milestone) -> None:
        gone = record.dropped(by=origin.author, at=origin.at).erased()
        await self._log(origin, gone, EntryKind.DROPPED)
        await origin.moment.tx.milestone_log.erase(record.number)
        await KIND.records(origin.moment.tx).save(gone)
        await origin.moment.tx.history.erase(record.number)
        await notes.forget(origin.moment, record.number)
        await schedule(origin.moment, gone)

    async def _planned_anew(self, origin: Origin, milestone: Milestone, plan: date) -> Milestone:
        """With another planned day, which the log keeps as the first: nobody has said anything of it since."""
        log = origin.moment.tx.milestone_log
        for row in standing(await log.of(milestone.number)):
            if row.kind is EntryKind.PLANNED:
                await log.withdraw(row, origin.at)
                await log.add(replace(row, id=0, day=plan, mark=origin.source))
        return milestone.corrected(plan).settled(at=origin.at)

    async def _log(self, origin: Origin, milestone: Milestone, kind: EntryKind) -> None:
        day = milestone.reached_on if kind is EntryKind.REACHED else milestone.plan
        entry = LogEntry(
            id=0, milestone=milestone.number, kind=kind, day=day or milestone.plan, at=origin.at, by=origin.author, mark=origin.source
        )
        await origin.moment.tx.milestone_log.add(entry)

    def _reached_on(self, origin: Origin, due: date) -> date:
        """The day that the file gives, and today where that is still to come."""
        return min(due, origin.moment.calendar.day_of(origin.at))
