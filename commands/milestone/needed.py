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


async def read_needed(ctx: Context, said: Sequence[str], own: Number | None = None) -> tuple[Number, ...]:
    """The numbers of those that are needed first. Raises UserError for one that there is not, and for a circle."""
    if not said:
        return ()
    everything = await ctx.tx.records(MILESTONES).listed(closed=True)
    there = {each.number: each for each in everything if each.text}
    numbers: list[Number] = []
    for word in said:
        number = Number.read(word, LETTER)
        if number is None or number not in there:
            raise UserError("milestone.needs-unknown", said=word, near=near_misses(word, number, [*there.values()]))
        numbers.append(number)
    way = circle(own, numbers, {each.number: each.after for each in everything}) if own else ()
    if way:
        raise UserError("milestone.circle", way=way, number=str(own))
    return tuple(numbers)


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
