"""The milestones as a kind of record: their card, what follows a change, how a tap is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.context import Context, Moment
from bot.domain.history import Change
from bot.domain.ids import Number, RoomId
from bot.domain.milestones.forecasts import EntryKind, LogEntry, standing
from bot.domain.milestones.milestone import Milestone, MilestoneState
from bot.domain.record_types import MILESTONES, by_number
from bot.domain.teams import Team
from bot.messages import Outgoing, Say
from bot.ports import OutboxRow
from bot.records import notes
from bot.records.kind import Kind
from commands.light.keep import said_by as said_of_lights
from commands.light.keep import withdrawn as lights_taken_back
from commands.milestone.deadlines import schedule
from commands.milestone.delay import follow, reason_given

BUTTONS = CONFIRM, REACHED = "✅", "🏁"
REASON = "reason"
"""The step of a reply that gave the reason of a forecast."""


async def card(moment: Moment, milestone: Milestone, room: RoomId) -> dict[str, Any]:
    """The parameters of `milestone.card`."""
    team = await moment.team(milestone.team)
    return {
        "milestone": milestone,
        "team": team.name,
        "needed": await needed(moment, milestone),
        "today": moment.calendar.day_of(moment.now),
        "link": moment.rooms.permalink(milestone.room, milestone.source) if milestone.text and milestone.room == team.room else "",
    }


async def needed(moment: Moment, milestone: Milestone) -> list[Milestone]:
    """Those that it needs first, in whatever state."""
    found = {each.number: each for each in await moment.tx.records(MILESTONES).of_numbers(milestone.after)}
    return [found[number] for number in milestone.after if number in found]


async def log(ctx: Context, milestone: Milestone, kind: EntryKind, *, reason: str = "", about: Number | None = None) -> None:
    """Adds what the speaker says of it now to its log."""
    day = {EntryKind.PLANNED: milestone.plan, EntryKind.AGREED: milestone.agreed, EntryKind.REACHED: milestone.reached_on}.get(kind)
    entry = LogEntry(
        id=0,
        milestone=milestone.number,
        kind=kind,
        day=day or milestone.forecast,
        at=ctx.written_at,
        by=ctx.sender,
        reason=reason,
        about=about,
        mark=ctx.event,
    )
    await ctx.tx.milestone_log.add(entry)


async def was_only_planned(moment: Moment, number: Number) -> bool:
    """Whether nothing but its first date was ever said."""
    rows = standing(await moment.tx.milestone_log.of(number))
    return all(row.kind in (EntryKind.PLANNED, EntryKind.ASKED, EntryKind.PROPOSED) for row in rows)


async def _follow_up(ctx: Context, before: Milestone, after: Milestone) -> list[Outgoing]:
    await schedule(ctx, after)
    return await follow(ctx, before, after)


async def _built_on(ctx: Context, milestone: Milestone) -> str:
    if milestone.state is MilestoneState.REACHED:
        return "milestone.kept-reached"
    if not await was_only_planned(ctx, milestone.number):
        return "milestone.kept-reported"
    needing = [each for each in await ctx.tx.records(MILESTONES).listed() if milestone.number in each.after]
    if needing:
        return "milestone.kept-needed"
    if await notes.by_others(ctx, milestone.number, milestone.author):
        return "milestone.kept-noted"
    return ""


def _withdrawn(ctx: Context, milestone: Milestone) -> Milestone:
    return milestone.dropped(by=ctx.sender, at=ctx.now)


def _card_text(row: OutboxRow, team: Team) -> str:
    return "milestone.card" if row.room == team.room else "milestone.added-direct"


KIND = Kind(
    noun="milestone",
    german="meilenstein",
    param="milestone",
    of=MILESTONES,
    steps=(
        *("add", "edit", "forecast", REASON, "confirm", "reached", "agreed", "raised", "refused", "discuss"),
        *("drop", "reopen", "note", "undo"),
    ),
    card=card,
    follow_up=_follow_up,
    built_on=_built_on,
    withdrawn=_withdrawn,
    withdraw_step="drop",
    erased=Milestone.erased,
    card_text=_card_text,
)


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """As with every kind; the reasons in its log go too, and the log says that it was dropped."""
    milestone = await KIND.changeable(ctx, number)
    kept = await KIND.kept(ctx, milestone)
    if kept:
        return kept
    await log(ctx, milestone, EntryKind.DROPPED)
    await ctx.tx.milestone_log.erase(number)
    return await KIND.erase(ctx, milestone)


async def undo(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """As with every kind. What the tap or the reply said of the dates does not count any more."""
    if change.what == KIND.named(REASON):
        return await _without_reason(ctx, change)
    if await KIND.undoable(ctx, change) is None:
        return None
    said: list[Outgoing] = []
    undone = [change.subject]
    entries = await ctx.tx.milestone_log.of_mark(change.event) if change.event else ()
    for entry in entries:
        if entry.withdrawn_at is None:
            await ctx.tx.milestone_log.withdraw(entry, ctx.now)
    for number in dict.fromkeys(entry.milestone for entry in entries if entry.milestone != change.subject):
        # One tap has confirmed several; what somebody has said of one of them since stays.
        also = next((each for each in await ctx.tx.history.of(number) if each.event == change.event), None)
        other = await KIND.undo(ctx, also) if also is not None else None
        undone += [number] if other is not None else []
        said += other or ()
    has_lights = bool(await said_of_lights(ctx, change.event))
    said += await lights_taken_back(ctx, change.event)
    said += await KIND.undo(ctx, change) or ()
    if len(undone) == 1 and not has_lights:
        return said
    answer = f"undone:{ctx.event}"
    params = {"numbers": [str(number) for number in sorted(undone)], "lights": has_lights}
    rest = [each for each in said if not (isinstance(each, Say) and each.once == answer)]
    return [*rest, Say(room=ctx.room, text="milestone.undone-several", params=params, once=answer, subject=str(change.subject))]


async def _without_reason(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """The reason goes with the reply that gave it, whatever has followed."""
    milestone = await KIND.changeable(ctx, change.subject)
    entry = next((each for each in await ctx.tx.milestone_log.of(change.subject) if str(each.id) == change.detail), None)
    await ctx.tx.history.delete(change)
    if entry is None:
        return None
    await ctx.tx.milestone_log.give_reason(entry, "")
    return [*await KIND.refreshed(ctx, milestone), *await reason_given(ctx, milestone, entry)]


def in_order(milestones: Sequence[Milestone]) -> list[Milestone]:
    return sorted(milestones, key=by_number)
