"""Actions from a list: title, due day, and whether they are done. Who does them is a note, unless somebody has said whom it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.context import Context, Moment
from bot.domain.actions import Action, ActionState
from bot.domain.ids import Number
from bot.domain.imports.columns import bare
from bot.domain.imports.rows import Finished, Row
from bot.domain.record_types import DECISIONS
from bot.records import notes
from commands.action.due_reminder import schedule
from commands.action.record import KIND
from commands.imports.origin import Origin


class Actions:
    kind = KIND

    def of_row(self, row: Row) -> Mapping[str, str]:
        said = {"title": row.title, "due": row.due.isoformat() if row.due else ""}
        if row.user:
            said["who"] = row.user
        return said | {"state": "done" if row.finished is Finished.DONE else "open"}

    async def of_record(self, moment: Moment, record: Action) -> Mapping[str, str]:
        return {
            "title": record.text,
            "due": record.due.isoformat() if record.due else "",
            "state": record.state.value,
            "who": record.who or "",
        }

    async def twin(self, moment: Moment, row: Row, records: Mapping[Number, Action]) -> Action | None:
        return next((each for each in records.values() if bare(each.text) == bare(row.title) and each.due == row.due), None)

    def problem(self, moment: Moment, row: Row) -> str:
        return ""

    async def add(self, origin: Origin, number: Number, row: Row) -> None:
        action = Action(
            number=number,
            team=origin.team.id,
            text=row.title,
            who=row.user,
            due=row.due,
            author=origin.author,
            created_at=origin.at,
            room=origin.room,
            source=origin.source,
        )
        await KIND.records(origin.moment.tx).add(action)
        await origin.remember(number, KIND.named("add"))
        if row.who and not row.user:
            await origin.note(number, row.who)
        await schedule(origin.moment, action)

    async def change(self, origin: Origin, record: Action, row: Row, fields: frozenset[str]) -> Action:
        after = record
        if "title" in fields:
            after = replace(after, text=row.title)
        if "due" in fields:
            after = replace(after, due=row.due)
        if "who" in fields and row.user:
            after = replace(after, who=row.user)
        if "state" in fields and row.finished is Finished.DONE and after.is_open:
            after = after.done(by=origin.author, at=origin.at)
        await KIND.records(origin.moment.tx).save(after)
        await origin.remember(record.number, KIND.named("done" if after.state is not record.state else "edit"))
        await schedule(origin.moment, after)
        return after

    async def kept(self, moment: Moment, record: Action) -> str:
        return KIND.state.dump_json(record).decode()

    async def put_back(self, origin: Origin, now: Action, kept: str) -> None:
        before = KIND.state.validate_json(kept)
        await KIND.records(origin.moment.tx).save(before)
        await origin.remember(before.number, KIND.named("undo"))
        await schedule(origin.moment, before)

    async def is_built_on(self, ctx: Context, origin: Origin, record: Action) -> bool:
        return bool(await KIND.built_on(ctx, record) or await ctx.tx.records(DECISIONS).linked("action", record.number))

    async def take_back(self, origin: Origin, record: Action) -> None:
        gone = replace(record, state=ActionState.DROPPED, closed_by=origin.author, closed_at=origin.at).erased()
        await KIND.records(origin.moment.tx).save(gone)
        await origin.moment.tx.history.erase(record.number)
        await notes.forget(origin.moment, record.number)
        await schedule(origin.moment, gone)
