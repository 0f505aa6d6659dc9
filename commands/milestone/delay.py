"""What follows when a forecast moves: the groups whose milestones need this one are asked, and the PMO hears of a delay. Nothing moves by
itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.context import Context, Moment
from bot.domain.milestones.dependencies import Hanging, hanging_on
from bot.domain.milestones.forecasts import LogEntry, known, last_forecast, open_offers
from bot.domain.milestones.milestone import Milestone
from bot.domain.record_types import MILESTONES
from bot.messages import Outgoing, Rewrite, Role, Say
from commands.milestone.offer_cards import answered, offer, take_back

DISCUSS = "➕"
OFTEN = 3
"""So many times later a milestone needs a decision and not one more date."""
MOST = 6
"""Milestones that are named as hanging on another one."""


async def follow(ctx: Context, before: Milestone, after: Milestone) -> list[Outgoing]:
    said = await answered(ctx, after)
    milestones = await ctx.tx.records(MILESTONES).listed()
    needing = [each for each in milestones if after.number in each.after]
    if not after.is_open:
        for each in needing:
            said += await take_back(ctx, each.number, after.number)
        return said
    shift = after.forecast - before.forecast
    if shift and before.is_open:
        for each in needing:
            if each.team == after.team:
                continue  # the answer says it in that group's own room
            pending = [row for row in open_offers(await ctx.tx.milestone_log.of(each.number)) if row.about == after.number]
            day = (pending[0].day if pending else each.forecast) + shift
            if pending or day > each.forecast:
                said += await offer(ctx, each, max(day, each.forecast), after.number)
        said += await _told_pmo(ctx, before, after, milestones)
    return said


async def hanging(moment: Moment, milestone: Milestone, among: Sequence[Milestone] | None = None) -> dict[str, Any]:
    """The parameters of `milestone.hanging`; `among` are the open milestones, where they are known."""
    if among is None:
        among = await moment.tx.records(MILESTONES).listed() if milestone.is_open else []
    found: list[Hanging] = hanging_on(milestone, among) if milestone.is_open else []
    return {
        "hanging": found[:MOST],
        "hanging_more": max(len(found) - MOST, 0),
        "teams": {each.milestone.team: (await moment.team(each.milestone.team)).name for each in found},
    }


def calls_pmo(moment: Moment, before: Milestone, after: Milestone) -> bool:
    """Whether the PMO hears at once: a date of the grant is hit, or the delay is long."""
    is_long = after.days_late >= moment.settings.escalation.late_after.elapsed.days
    return after.is_late and after.forecast > before.forecast and (after.funder or is_long)


async def _told_pmo(ctx: Context, before: Milestone, after: Milestone, among: Sequence[Milestone]) -> list[Outgoing]:
    pmo = await ctx.pmo()
    if pmo is None or pmo.room == ctx.room or not calls_pmo(ctx, before, after):
        return []
    entries = await ctx.tx.milestone_log.of(after.number)
    params = await _late(ctx, after, entries, among)
    return [
        Say(
            room=pmo.room,
            text="milestone.late",
            params=params,
            once=_once(after, ctx.event),
            subject=str(after.number),
            role=Role.NOTICE,
            notify=True,
            mentions=tuple(sorted(ctx.rooms.members(pmo.room))),
            buttons=(DISCUSS,) if params["slips"] else (),
            unasked=True,
        )
    ]


async def reason_given(ctx: Context, milestone: Milestone, entry: LogEntry) -> list[Outgoing]:
    """What the PMO was told of this forecast, with the reason that came afterwards."""
    once = _once(milestone, entry.mark)
    if await ctx.tx.outbox.by_once(once) is None:
        return []
    entries = await ctx.tx.milestone_log.of(milestone.number)
    return [Rewrite(of=once, text="milestone.late", params=await _late(ctx, milestone, entries))]


async def _late(
    moment: Moment, milestone: Milestone, entries: Sequence[LogEntry], among: Sequence[Milestone] | None = None
) -> dict[str, Any]:
    said, now = last_forecast(entries), known(entries)
    slips = now.slips if now is not None else 0
    return {
        "milestone": milestone,
        "team": (await moment.team(milestone.team)).name,
        "reason": said.reason if said else "",
        "about": said.about if said else None,
        "slips": slips if slips >= OFTEN else 0,
        **await hanging(moment, milestone, among),
    }


def _once(milestone: Milestone, said: str) -> str:
    return f"late:{milestone.number}:{said}"
