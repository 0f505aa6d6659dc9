"""What becomes of a vote whose decision is withdrawn or repealed while it runs: it is over, and nobody's vote is kept."""

from __future__ import annotations

from dataclasses import replace

from bot.context import Moment
from bot.domain.ids import Number


async def abandoned(moment: Moment, number: Number) -> None:
    voting = await moment.tx.votings.get(number)
    if voting is None or voting.counted_at is not None:
        return
    await moment.tx.votings.put(replace(voting, closed_at=moment.now, counted_at=moment.now))
    await moment.tx.votings.recast(number, ())
    await moment.tx.timers.clear(str(number))
    await moment.tx.inbox.forget_words_about(number)
