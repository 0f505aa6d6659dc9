"""`nach: M1, M3`: which milestones are meant, near misses of those that there are not, and no circles."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.milestones.dependencies import circle
from bot.domain.milestones.milestone import LETTER, Milestone
from bot.domain.record_types import MILESTONES
from bot.messages import UserError
from bot.records.by_title import titled

MOST_OFFERED = 3


async def read_needed(ctx: Context, said: Sequence[str]) -> list[Milestone]:
    """Those that are needed first, in the order in which they were named. Raises UserError for one that there is not."""
    read = {word: Number.read(word, LETTER) for word in said}
    found = await ctx.tx.records(MILESTONES).of_numbers([number for number in read.values() if number is not None])
    there = {each.number: each for each in found if each.text}
    for word, number in read.items():
        if number is None or number not in there:
            others = [each for each in await ctx.tx.records(MILESTONES).listed(closed=True) if each.text]
            raise UserError("milestone.needs-unknown", said=word, near=near_misses(word, number, others))
    return [there[number] for number in read.values() if number is not None]


async def needed_by(ctx: Context, own: Number, said: Sequence[str]) -> tuple[Number, ...]:
    """The same for a milestone that there is already. Raises UserError for a circle, too."""
    numbers = tuple(each.number for each in await read_needed(ctx, said))
    everything = await ctx.tx.records(MILESTONES).listed(closed=True) if numbers else []
    way = circle(own, numbers, {each.number: each.after for each in everything})
    if way:
        raise UserError("milestone.circle", way=way, number=str(own))
    return numbers


def near_misses(said: str, number: Number | None, there: Sequence[Milestone]) -> list[Milestone]:
    """What may have been meant: by a word of its title, or by a number that is near."""
    if number is None:
        found = titled(there, said)
        return [found] if found is not None else sorted(there, key=lambda each: each.number)[:MOST_OFFERED]
    digits = str(number.count)

    def distance(each: Milestone) -> tuple[bool, int]:
        own = str(each.number.count)
        return (
            not (own.startswith(digits) or digits.startswith(own) or sorted(own) == sorted(digits)),
            abs(each.number.count - number.count),
        )

    return sorted(there, key=distance)[:MOST_OFFERED]
