"""Sessions from a list or a calendar: title, time, length, place, the rule of a series and its changed dates. No calendar file goes out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter

from bot.context import Context, Moment
from bot.domain.ids import Number
from bot.domain.imports.columns import bare
from bot.domain.imports.rows import Row, RowDate
from bot.domain.meetings import DEFAULT_LENGTH, DateChange, Session, current
from bot.records import notes
from commands.imports.origin import Origin
from commands.meeting.dates import forget_changes
from commands.meeting.digest.send import schedule
from commands.meeting.duplicates import planned_already
from commands.meeting.record import KIND

_STATE: TypeAdapter[tuple[Session, tuple[DateChange, ...]]] = TypeAdapter(tuple[Session, tuple[DateChange, ...]])
_PLANNED = ("rule", "start", "until")


class Sessions:
    kind = KIND

    def of_row(self, row: Row) -> Mapping[str, str]:
        said = {"title": row.title, "start": row.start.isoformat() if row.start else "", "place": row.place}
        if row.minutes is not None:
            said["length"] = str(row.minutes)
        if row.rule:
            dates = _written([_change(each, _NONE) for each in row.dates])
            # The end of a series without one is only where it was cut off.
            said |= {"rule": row.rule, "dates": dates} | ({} if row.is_cut else {"until": row.until.isoformat() if row.until else ""})
        return said

    async def of_record(self, moment: Moment, record: Session) -> Mapping[str, str]:
        changes = current(record, await moment.tx.sessions.changes(record.number))
        return {
            "title": record.title,
            "start": record.start.isoformat(),
            "place": record.place,
            "length": str(record.length // timedelta(minutes=1)),
            "rule": record.rule,
            "until": record.until.isoformat() if record.until else "",
            "dates": _written(changes),
        }

    async def twin(self, moment: Moment, row: Row, records: Mapping[Number, Session]) -> Session | None:
        named_so = [each for each in records.values() if bare(each.title) == bare(row.title) and each.is_open]
        if not named_so:
            return None
        found = await planned_already(moment, _session(row, named_so[0]))
        return found.session if found else None

    def problem(self, moment: Moment, row: Row) -> str:
        return ""

    async def add(self, origin: Origin, number: Number, row: Row) -> None:
        assert row.start is not None, "a session has a time"
        session = Session(
            number=number,
            team=origin.team.id,
            title=row.title,
            rule=row.rule,
            start=row.start,
            length=timedelta(minutes=row.minutes) if row.minutes else DEFAULT_LENGTH,
            place=row.place,
            until=row.until,
            created_by=origin.author,
            created_at=origin.at,
            room=origin.room,
            source=origin.source,
        )
        await KIND.records(origin.moment.tx).add(session)
        await origin.remember(number, KIND.named("add"))
        await self._set_dates(origin, session, row)
        await schedule(origin.moment, session)

    async def change(self, origin: Origin, record: Session, row: Row, fields: frozenset[str]) -> Session:
        values: dict[str, Any] = {}
        if "title" in fields:
            values["title"] = row.title
        if "place" in fields:
            values["place"] = row.place
        if "length" in fields and row.minutes:
            values["length"] = timedelta(minutes=row.minutes)
        if fields.intersection(_PLANNED) and row.start is not None:
            values |= {"rule": row.rule, "start": row.start, "until": row.until}
        after = record.changed(**values)
        await KIND.records(origin.moment.tx).save(after)
        if fields.intersection((*_PLANNED, "dates")):
            await forget_changes(origin.moment, record)
            await self._set_dates(origin, after, row)
        await origin.remember(record.number, KIND.named("edit"))
        await schedule(origin.moment, after)
        return after

    async def kept(self, moment: Moment, record: Session) -> str:
        return _STATE.dump_json((record, tuple(await moment.tx.sessions.changes(record.number)))).decode()

    async def put_back(self, origin: Origin, now: Session, kept: str) -> None:
        before, changes = _STATE.validate_json(kept)
        after = now.changed(
            **{name: getattr(before, name) for name in ("title", "rule", "start", "length", "place", "until", "lead", "state")}
        )
        await KIND.records(origin.moment.tx).save(after)
        await forget_changes(origin.moment, now)
        for change in changes:
            await origin.moment.tx.sessions.set_change(change)
        await origin.remember(before.number, KIND.named("undo"))
        await schedule(origin.moment, after)

    async def is_built_on(self, ctx: Context, origin: Origin, record: Session) -> bool:
        return bool(await KIND.built_on(ctx, record))

    async def take_back(self, origin: Origin, record: Session) -> None:
        gone = record.cancelled().erased()
        await forget_changes(origin.moment, record)
        await KIND.records(origin.moment.tx).save(gone)
        await origin.moment.tx.history.erase(record.number)
        await notes.forget(origin.moment, record.number)
        await schedule(origin.moment, gone)

    async def _set_dates(self, origin: Origin, session: Session, row: Row) -> None:
        for change in current(session, [_change(each, session.number) for each in row.dates]):
            await origin.moment.tx.sessions.set_change(change)


_NONE = Number("S", 0)


def _session(row: Row, like: Session) -> Session:
    """The row as a session of the same group, to be compared."""
    return like.changed(title=row.title, rule=row.rule, start=row.start or like.start, until=row.until)


def _change(date: RowDate, session: Number) -> DateChange:
    return DateChange(
        session=session,
        planned=date.planned,
        moved_to=date.start,
        cancelled=date.cancelled,
        length=timedelta(minutes=date.minutes) if date.minutes else None,
        title=date.title,
        place=date.place,
    )


def _written(changes: Sequence[DateChange]) -> str:
    """The changed dates in a form for comparison, without those that change nothing."""
    lines = [
        [str(each.planned), str(each.moved_to or ""), each.cancelled, str(each.length or ""), each.title or "", each.place or ""]
        for each in sorted(changes, key=lambda each: each.planned)
        if each != DateChange(session=each.session, planned=each.planned)
    ]
    return json.dumps(lines)
