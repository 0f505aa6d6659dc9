"""What a file brings, shown before anything is taken over; and how long that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.context import Moment
from bot.domain.cut_list import cut
from bot.domain.ids import EventId
from bot.domain.imports.batch import KEPT_FOR, Batch, BatchState, Verdict
from bot.domain.imports.calendars import read_calendar
from bot.domain.imports.contents import MAX_BYTES, MAX_ROWS, Contents, Why
from bot.domain.imports.rows import Reading
from bot.domain.imports.tables import NoTitle, TooMany, read_table
from bot.fetch import Fetch
from bot.lists import NotRead
from bot.messages import Outgoing, Rewrite, Role, Say
from bot.ports import Transaction
from bot.records.import_verb import OVER
from bot.timer import timer
from commands.imports.plan import Plan, plan

YES, BACK, BACK_KEY = "✅", "↩️", "↩"
"""Clients send the arrow with a variation selector or without it; it is read without."""
PROBLEMS = 5
EXAMPLES = 3
NAMED = 10
"""Columns of a file that a refusal names."""


async def waiting(tx: Transaction) -> Sequence[Batch]:
    return await tx.imports.waiting()


async def fetched(moment: Moment, event: EventId, name: str, contents: Contents) -> Sequence[Outgoing]:
    batch = await moment.tx.imports.get(event)
    if batch is None or batch.state is not BatchState.WAITING:
        return []
    team = await moment.team(batch.team)
    if not team.counts:
        return await _ended(moment, batch)
    try:
        reading = read(contents, batch, moment)
    except NotRead as why:
        return [*await _ended(moment, batch), _refusal(batch, why)]
    except NoTitle as missing:
        missing_params = {"columns": missing.columns[:NAMED], "target": batch.target.value}
        return [*await _ended(moment, batch), _answer(batch, "import.no-title", **missing_params)]
    planned = await plan(moment, team.id, reading)
    params = {
        **shown(planned, reading),
        "file": name,
        "target": batch.target.value,
        "team": team.name,
        "elsewhere": team.room != batch.room,
    }
    if not planned.of(Verdict.NEW) and not planned.of(Verdict.UPDATE):
        return [*await _ended(moment, batch), _answer(batch, "import.nothing", **params)]
    await moment.tx.imports.put(batch.previewed(name, reading, planned.shown))
    await moment.tx.timers.set(OVER, batch.subject, moment.now + KEPT_FOR)
    return [
        Say(
            room=batch.room,
            text="import.preview",
            params={**params, "until": moment.now + KEPT_FOR},
            once=batch.once,
            subject=batch.subject,
            role=Role.IMPORT,
            reply_to=batch.event,
            thread=batch.thread,
            buttons=(YES,),
        )
    ]


async def refused(moment: Moment, event: EventId, why: NotRead) -> Sequence[Outgoing]:
    batch = await moment.tx.imports.get(event)
    if batch is None or batch.state is not BatchState.WAITING:
        return []
    return [*await _ended(moment, batch), _refusal(batch, why)]


FETCH = Fetch(waiting=waiting, fetched=fetched, refused=refused)


@timer(OVER)
async def over(moment: Moment, subject: str) -> Sequence[Outgoing]:
    """A preview that nobody has accepted ends, and what stood in the file goes; a batch that was taken can no longer be taken back."""
    batch = await moment.tx.imports.get(EventId(subject.partition("/")[2]))
    if batch is None:
        return []
    await moment.tx.imports.delete(batch)
    if batch.state is BatchState.SHOWN:
        return [Rewrite(of=batch.once, text="import.expired", params={"file": batch.name, "target": batch.target.value})]
    await moment.tx.imports.keep_for_good(batch.event)
    return []


def read(contents: Contents, batch: Batch, moment: Moment) -> Reading:
    """Raises NotRead, NoTitle."""
    return read_as(contents, batch.target, moment.now.astimezone(moment.settings.zone).replace(tzinfo=None))


def read_as(contents: Contents, target: Any, now: datetime) -> Reading:
    if contents.is_calendar:
        return read_calendar(contents.entries, target)
    try:
        return read_table(contents.lines, target, now)
    except TooMany as many:
        raise NotRead(Why.TOO_MANY, count=many.count) from None


def shown(planned: Plan, reading: Reading) -> dict[str, Any]:
    """The parameters that say what becomes of the rows."""
    problems, problems_more = cut(planned.problems, PROBLEMS)
    new = planned.of(Verdict.NEW)
    return {
        "total": reading.total,
        "new": len(new),
        "there": len(planned.of(Verdict.THERE)),
        "updates": [each.record.number for each in planned.of(Verdict.UPDATE)],
        "kept": [each.record.number for each in planned.rows if each.difference.kept],
        "unclear": len(planned.problems),
        "problems": problems,
        "problems_more": problems_more,
        "skipped": sorted((reason.value, count) for reason, count in planned.skipped.items()),
        "columns": reading.columns,
        "is_calendar": reading.is_calendar,
        "examples": [each.row for each in new[:EXAMPLES]],
        "endless": sum(each.row.is_cut for each in new),
        "milestones": sum(each.row.target == "milestone" for each in new),
    }


async def _ended(moment: Moment, batch: Batch) -> list[Outgoing]:
    await moment.tx.imports.delete(batch)
    await moment.tx.timers.clear(batch.subject, OVER)
    return []


def _answer(batch: Batch, text: str, **params: Any) -> Say:
    return Say(room=batch.room, text=text, params=params, once=batch.once, reply_to=batch.event, thread=batch.thread)


def _refusal(batch: Batch, why: NotRead) -> Say:
    params = {
        "why": why.why.value,
        "line": why.line,
        "count": why.count,
        "most": MAX_ROWS,
        "megabytes": MAX_BYTES // 1024**2,
        "target": batch.target.value,
    }
    return _answer(batch, "import.refused", **params)
