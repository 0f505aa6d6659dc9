"""Which events are meant for the bot? Nothing that people say among themselves is stored."""

from __future__ import annotations

from collections.abc import Container

from bot.command import NOTED
from bot.domain.faults import Place
from bot.domain.ids import EventId
from bot.inbound.message import Messages
from bot.inbound.receipted_message import receipted
from bot.messages import Echo, Edit, Incoming, Message
from bot.monitoring.faults import Faults
from bot.ports import Rooms, Transaction


class Relevance:
    def __init__(self, rooms: Rooms, messages: Messages, faults: Faults) -> None:
        self._rooms = rooms
        self._messages = messages
        self._faults = faults

    def may_matter(self, event: Incoming) -> bool:
        """Whether an event may be for the bot. False for what people say among themselves, as far as that is clear without the database."""
        if not isinstance(event, Message) or event.reply_to or len(self._rooms.members(event.room)) <= 1:
            return True
        return self._says(event) is not False

    def is_command(self, event: Incoming) -> bool:
        """Whether the message is a command by itself, whatever it replies to or edits."""
        return isinstance(event, Message | Edit) and self._says(event) is True

    def _says(self, event: Message | Edit) -> bool | None:
        """Whether the message is a command; None where a fault (programming error) prevents the check, which `keep` meets again."""
        with self._faults.noted_in(Place.EVENT, event.kind, event_id=event.event_id):
            return self._messages.heard(event, direct=False) is not None
        return None

    async def is_wanted(self, tx: Transaction, event: Incoming, wanted: Container[EventId]) -> bool:
        """Whether to store an event: only commands, replies to cards, and edits of either, nothing that people say among themselves.

        `wanted` are events of the same batch that are stored, too.
        """
        match event:
            case Message():
                if self._messages.heard(event, direct=False) is not None:
                    return True
                known = await tx.rooms.get(event.room)
                # With a third person in it, people speak to each other in a direct chat, too.
                if known is not None and known.is_direct and len(self._rooms.members(event.room)) <= 1:
                    return True
                if event.reply_to is None:
                    return False
                row = await tx.outbox.by_event(event.reply_to)
                if row is None:
                    # Where a reaction was the whole answer, people reply to the message that made the record.
                    is_ours = await tx.recall.is_ours(event.reply_to)
                    return is_ours or await receipted(tx, event.reply_to, event.room) is not None
                return row.room == event.room and (row.role in NOTED or row.reply_gives is not None)
            case Edit():
                if self._messages.heard(event, direct=False) is not None:
                    return True
                before = await tx.inbox.handled(event.of)
                if before is not None:
                    return before.outcome != "ignored"  # decrypted late, and not for the bot
                return event.of in wanted or bool(await tx.inbox.known([event.of]))
            case Echo():
                return False
            case _:
                return True
