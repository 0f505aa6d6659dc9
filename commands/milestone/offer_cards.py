"""The cards that offer a group another forecast for one of its milestones, because something that it waits for comes later or sooner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.context import Context, Moment
from bot.domain.ids import Number
from bot.domain.milestones.forecasts import REPORTS, EntryKind, LogEntry, known, open_offers, standing
from bot.domain.milestones.milestone import LETTER, Milestone
from bot.domain.record_types import BLOCKERS, MILESTONES
from bot.messages import Erase, Outgoing, Rewrite, Role, Say

YES, NO = "✅", "❌"
_TEXT = "milestone.offer"


async def offer(ctx: Context, milestone: Milestone, day: date, about: Number) -> list[Outgoing]:
    """Asks the group of the milestone whether its forecast becomes that day. An earlier question about the same record goes."""
    team = await ctx.team(milestone.team)
    if not team.counts:
        return []
    said = await take_back(ctx, milestone.number, about)
    if day == milestone.forecast:
        return said
    rows = await ctx.tx.milestone_log.of(milestone.number)
    once = f"offer:{milestone.number}:{about}:{len(rows)}"
    entry = LogEntry(id=0, milestone=milestone.number, kind=EntryKind.PROPOSED, day=day, at=ctx.now, by=ctx.sender, about=about, mark=once)
    await ctx.tx.milestone_log.add(entry)
    params = await _params(ctx, milestone, replace(entry, id=len(rows) + 1), rows)
    return [
        *said,
        Say(
            room=team.room,
            text=_TEXT,
            params=params,
            once=once,
            subject=str(milestone.number),
            role=Role.PROPOSAL,
            notify=True,
            buttons=(YES, NO),
            unasked=True,
        ),
    ]


async def take_back(ctx: Context, number: Number, about: Number) -> list[Outgoing]:
    """What was offered about that record and not answered is offered no more."""
    said: list[Outgoing] = []
    for entry in open_offers(await ctx.tx.milestone_log.of(number)):
        if entry.about == about:
            await ctx.tx.milestone_log.withdraw(entry, ctx.now)
            said.append(Erase(of=entry.mark))
    return said


async def answered(ctx: Context, milestone: Milestone) -> list[Outgoing]:
    """The cards that the last report has answered, or that are open again because it was taken back, as they should read now."""
    rows = standing(await ctx.tx.milestone_log.of(milestone.number))
    reports = [row for row in rows if row.kind is not EntryKind.PROPOSED and row.kind is not EntryKind.ASKED]
    now_open = open_offers(rows)
    just_answered = open_offers([row for row in rows if row != reports[-1]]) if reports else []
    cards = {entry.id: entry for entry in (*now_open, *just_answered)}
    return [Rewrite(of=each.mark, text=_TEXT, params=await _params(ctx, milestone, each, rows)) for each in cards.values()]


async def _params(moment: Moment, milestone: Milestone, entry: LogEntry, rows: Sequence[LogEntry]) -> dict[str, Any]:
    assert entry.about is not None, "an offer is about a record"
    before = known([row for row in rows if row.id < entry.id] if entry in rows else rows)
    base = before.forecast if before else milestone.forecast
    is_blocker = entry.about.letter != LETTER
    blocker = await moment.tx.records(BLOCKERS).get(entry.about) if is_blocker else None
    cause = None if is_blocker else await moment.tx.records(MILESTONES).get(entry.about)
    return {
        "milestone": milestone,
        "blocker": blocker,
        "holds": blocker is not None and blocker.is_open and blocker.milestone == milestone.number,
        "cause": cause,
        "cause_team": (await moment.team((blocker or cause or milestone).team)).name,
        "base": base,
        "day": entry.day,
        "shift": (entry.day - base).days,
        "buffer": (base - cause.forecast).days if cause else 0,
        "outcome": _outcome(entry, rows) if milestone.is_open else "closed",
    }


def _outcome(entry: LogEntry, rows: Sequence[LogEntry]) -> str:
    """What has become of it: nothing yet, or taken up, or not, or its group has said another day."""
    report = next((row for row in rows if row.kind in REPORTS and row.id > entry.id and entry in rows), None)
    if report is None:
        return ""
    if report.kind is EntryKind.CONFIRMED:
        return "kept"
    return "adopted" if report.about == entry.about or report.day == entry.day else "other"
