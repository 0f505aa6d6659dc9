"""The record of a person's own message: what a tap or a reply on that message is about, where the record has no card.

A record that was only receipted with a reaction has no message of the bot's that people could tap.
"""

from __future__ import annotations

from bot.domain.ids import EventId, Number, RoomId
from bot.messages import Role
from bot.ports import Transaction


async def receipted(tx: Transaction, event: EventId, room: RoomId) -> str | None:
    """The record that the message made, if a reaction was all the answer; None for any other message."""
    made = await tx.inbox.handled(event)
    if made is None or made.room != room or made.outcome != "done" or made.subject is None or not made.command.endswith(" add"):
        return None
    subject = str(made.subject)
    was_receipted = any(row.action == "react" and row.subject == subject for row in await tx.outbox.by_cause(event))
    return subject if was_receipted else None


async def replied_to(tx: Transaction, event: EventId, room: RoomId) -> tuple[Number, ...]:
    """The records that a message in the room is about: one of the bot's, or one with which somebody made or changed them.

    Whatever stands beside them in the room: a reaction may be all the answer, and a card may be far above.
    """
    row = await tx.outbox.by_event(event)
    said = await tx.inbox.handled(row.cause if row is not None and row.cause is not None and row.role is Role.ANSWER else event)
    if said is not None and said.room == room and said.outcome == "done" and said.subject is not None:
        return (said.subject, *said.others)
    number = Number.of_subject(row.subject) if row is not None and row.subject and row.room == room else None
    return (number,) if number else ()
