"""The number of the retrospective that a date of a session is. Each of a series has a number of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.context import Moment
from bot.domain import retros
from bot.domain.meetings import Occurrence


async def by_their_numbers(moment: Moment, dates: Iterable[Occurrence]) -> list[Occurrence]:
    """The dates, those of retrospectives under the numbers by which people speak of them."""
    return [await _by_its_number(moment, date) for date in dates]


async def _by_its_number(moment: Moment, date: Occurrence) -> Occurrence:
    if date.session.letter != retros.LETTER:
        return date
    held = (retro for retro in await moment.tx.retros.of_session(date.session) if retro.planned == date.planned)
    retro = next(held, None)
    return date if retro is None else replace(date, session=retro.number)
