"""A blocker that delays a milestone: its group is offered the later forecast, and the earlier one again once the blocker is solved."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.context import Context, Moment
from bot.domain.blockers import Blocker
from bot.domain.ids import Number
from bot.domain.milestones.forecasts import shift_because_of
from bot.domain.milestones.milestone import LETTER, Milestone
from bot.domain.record_types import MILESTONES
from bot.messages import Outgoing, UserError
from bot.values import when
from bot.values.empty import says_nothing
from bot.values.length_limits import NUMBER
from commands.milestone.needed import near_misses
from commands.milestone.offer_cards import offer, take_back
from commands.milestone.target_day import later_by


def _number(value: Any) -> Number | str | None:
    """As it was written where it is no number: which there are is known to the command."""
    if not isinstance(value, str):
        return value if isinstance(value, Number) else None
    return None if says_nothing(value) else Number.read(value, LETTER) or value


Delayed = Annotated[Number | str | None, BeforeValidator(_number), NUMBER.first]
"""The milestone that a blocker delays."""


async def delayed(ctx: Context, said: Number | str | None, before: Number | None = None) -> Number | None:
    """The number of the milestone; one that stood there `before` may be closed by now. Raises UserError where it is none that is open."""
    if said is None or said == before:
        return before if said else None
    found = await ctx.tx.records(MILESTONES).get(said) if isinstance(said, Number) and said.letter == LETTER else None
    if found is None or not found.text:
        there = [each for each in await ctx.tx.records(MILESTONES).listed() if each.text]
        number = said if isinstance(said, Number) else None
        raise UserError("milestone.delays-unknown", said=str(said), near=near_misses(str(said), number, there))
    if not found.is_open:
        raise UserError("milestone.closed", milestone=found)
    return found.number


async def fact(moment: Moment, blocker: Blocker) -> Milestone | None:
    """The milestone that stands on the cards of the blocker."""
    return await moment.tx.records(MILESTONES).get(blocker.milestone) if blocker.milestone else None


async def offers(ctx: Context, before: Blocker | None, after: Blocker) -> list[Outgoing]:
    """What the group of the milestone is offered because the blocker was reported, changed, solved or opened again."""
    said: list[Outgoing] = []
    numbers = [each.milestone for each in (before, after) if each is not None and each.milestone]
    for number in dict.fromkeys(numbers):
        milestone = await ctx.tx.records(MILESTONES).get(number)
        if milestone is None or not milestone.is_open or _pressed(before, number) == _pressed(after, number):
            continue
        day = await _without(ctx, milestone, after.number)
        if _pressed(after, number):
            day = later_by(day, when.read_delay(after.delay))
        said += await (take_back(ctx, number, after.number) if day == milestone.forecast else offer(ctx, milestone, day, after.number))
    return said


def _pressed(blocker: Blocker | None, number: Number) -> str:
    """By how much the blocker delays the milestone; empty where it does not, or nobody has said."""
    return blocker.delay if blocker is not None and blocker.is_open and blocker.milestone == number else ""


async def _without(ctx: Context, milestone: Milestone, blocker: Number) -> date:
    """Its forecast if the blocker had not been there."""
    return milestone.forecast - shift_because_of(await ctx.tx.milestone_log.of(milestone.number), blocker)
