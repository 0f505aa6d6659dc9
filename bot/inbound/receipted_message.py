"""The record of a person's own message: what a tap or a reply on that message is about, where the record has no card.

A record that was only receipted with a reaction has no message of the bot's that people could tap.
"""

from __future__ import annotations

from bot.domain.ids import EventId, RoomId
from bot.ports import Transaction


async def receipted(tx: Transaction, event: EventId, room: RoomId) -> str | None:
    """The record that the message made, if a reaction was all the answer; None for any other message."""
    made = await tx.inbox.handled(event)
    if made is None or made.room != room or made.outcome != "done" or made.subject is None or not made.command.endswith(" add"):
        return None
    subject = str(made.subject)
    was_receipted = any(row.action == "react" and row.subject == subject for row in await tx.outbox.by_cause(event))
    return subject if was_receipted else None
