"""Digests that a room has refused: when it takes messages again, they say what is true then."""

from __future__ import annotations

from dataclasses import replace

from bot.context import Moment
from bot.messages import Anew, Outgoing
from bot.ports import OutboxRow
from commands.meeting.digest import send
from commands.overview import weekly


def is_digest(row: OutboxRow) -> bool:
    return row.once.startswith(("digest:", "weekly:"))


async def again(moment: Moment, row: OutboxRow) -> list[Outgoing] | None:
    """The digest as it reads now, in its own row; None where it is of no use any more.

    A proposal of a retrospective is made once: the digest with it goes out as it stood.
    """
    if row.subject is not None and row.subject.startswith("R"):
        await moment.tx.outbox.retry(row, row.room, row.content)
        return []
    say = await (send.as_of_now(moment, row) if row.once.startswith("digest:") else weekly.as_of_now(moment, row))
    if say is None:
        await moment.tx.outbox.lapse(row)
        return None
    if say.buttons and (say.role, say.subject) != (row.role, row.subject):
        # Buttons belong to a row from the beginning.
        await moment.tx.outbox.lapse(row)
        return [replace(say, once=f"{row.once} anew")]
    return [Anew(say)]
