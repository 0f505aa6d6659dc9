"""Deletions that a room refuses: where it was said that a text is deleted, it is said where it still stands.

Deleting the message of a record deletes what the bot has said about it. A room may not allow that, or have put the bot out.
"""

from __future__ import annotations

from bot.context import Moment
from bot.domain.ids import Number
from bot.messages import Outgoing, Rewrite
from bot.ports import OutboxRow


async def told(moment: Moment, row: OutboxRow) -> list[Outgoing]:
    """Edits what was said about the deletion that `row` belongs to, once it was refused, or has gone through after all."""
    gone = await moment.tx.outbox.by_once(f"gone:{row.cause}") if row.action == "redact" and row.cause else None
    about = await _deleted(moment, row)
    if gone is None or row.cause is None or about is None or about.subject is None:
        return []
    left: dict[int, OutboxRow] = {}
    for each in await moment.tx.outbox.by_cause(row.cause):
        target = await moment.tx.outbox.get(each.target) if each.action == "redact" and each.parked_at is not None and each.target else None
        message = await _deleted(moment, target) if target is not None and target.sent_at is not None else None
        if message is not None:
            left[message.id] = message
    if not left and not await moment.tx.outbox.edits_of(gone.id):
        return []
    number = Number.of_subject(about.subject)
    places = [await _place(moment, message, gone) for message in left.values()]
    return [Rewrite(of=gone.once, text="erase.refused" if left else "erase.through", params={"number": str(number), "places": places})]


async def _deleted(moment: Moment, row: OutboxRow | None) -> OutboxRow | None:
    """The message that is to go: its edits are deleted, too."""
    while row is not None and row.action in ("redact", "edit"):
        row = await moment.tx.outbox.get(row.target) if row.target is not None else None
    return row


async def _place(moment: Moment, message: OutboxRow, gone: OutboxRow) -> dict[str, str]:
    team = await moment.tx.teams.of_room(message.room)
    name = "" if message.room == gone.room else team.name if team else moment.rooms.title(message.room)
    return {"name": name, "link": moment.rooms.permalink(message.room, message.event_id)}
