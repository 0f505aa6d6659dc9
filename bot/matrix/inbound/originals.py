"""The original of an edit, and the words that hold again when an edit is deleted, as the room shows them to people.

Anybody can send an event that claims to edit somebody else's message: no client shows it, and it must not count. Of a message that
was no command nothing is kept, so only the homeserver can tell whose it was.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.errors import HomeserverError, Unreachable
from bot.matrix.http import CLIENT_API
from bot.matrix.inbound.decrypt import Matters, RawEvent, Reader
from bot.messages import Edit, Incoming, Message, Redaction

log = logging.getLogger(__name__)

Fetch = Callable[[str], Awaitable[dict[str, Any]]]
Known = Callable[[Collection[EventId]], Awaitable[frozenset[EventId]]]
EditsOf = Callable[[Collection[EventId]], Awaitable[Mapping[EventId, EventId]]]


class Originals:
    def __init__(self, fetch: Fetch, reader: Reader, known: Known, edits_of: EditsOf, is_command: Matters) -> None:
        """`fetch` asks the homeserver for a path. `known` says which messages are stored, `edits_of` which of them edit what."""
        self._fetch = fetch
        self._reader = reader
        self._known = known
        self._edits_of = edits_of
        self._is_command = is_command

    async def settle(self, room: RoomId, values: Iterable[Incoming], heard: Iterable[RawEvent], now: datetime) -> list[Incoming]:
        """The values without edits that no client shows, the others with their author; a deleted edit becomes the words that hold again.

        `heard` are the events of the same sync, whose authors need not be asked for.
        """
        values = list(values)
        named = {each.of for each in values if isinstance(each, Edit)} | {each.target for each in values if isinstance(each, Redaction)}
        if not named:
            return values
        at_hand = {EventId(str(raw.get("event_id"))): raw for raw in heard if str(raw.get("event_id")) in named}
        edits = await self._edits_of(named)
        known = await self._known([each.of for each in values if isinstance(each, Edit)])
        settled: list[Incoming] = []
        for each in values:
            if isinstance(each, Edit):
                vouched = each if each.of in known and each.of not in edits else await self._vouched(room, each, at_hand, edits)
                settled += [vouched] if vouched is not None else []
            elif isinstance(each, Redaction):
                original = edits.get(each.target)
                settled.append((await self._before(room, each, original, now) if original else None) or each)
            else:
                settled.append(each)
        return settled

    async def _vouched(
        self, room: RoomId, edit: Edit, at_hand: Mapping[EventId, RawEvent], edits: Mapping[EventId, EventId]
    ) -> Edit | None:
        """The edit with the author of the original; None where no client shows it."""
        if edit.of in edits or not self._is_command(edit):
            return None
        original = at_hand.get(edit.of) or await self._ask(room, edit.of)
        if original is None or "state_key" in original or not original.get("content"):
            return None
        relation = _relation(original)
        if relation.get("rel_type") == "m.replace" or original.get("sender") != edit.sender:
            return None
        root = relation.get("event_id") if relation.get("rel_type") == "m.thread" else None
        thread = EventId(root) if isinstance(root, str) and edit.thread is None else edit.thread
        return edit.model_copy(update={"author": UserId(str(original["sender"])), "thread": thread})

    async def _before(self, room: RoomId, deletion: Redaction, original: EventId, now: datetime) -> Edit | None:
        """A deleted edit as an edit back to the words that people see now; None where those cannot be found out."""
        raw = await self._ask(room, original)
        if raw is None:
            return None
        latest = _replacement(raw)
        if latest is not None and (latest.get("event_id") == deletion.target or latest.get("sender") != raw.get("sender")):
            latest = None
        said = await self._reader.read_one(room, latest, now) if latest is not None else None
        said = said or await self._reader.read_one(room, raw, now)
        if not isinstance(said, Message | Edit) or said.sender != raw.get("sender"):
            return None
        return Edit(
            event_id=deletion.event_id,
            room=room,
            sender=said.sender,
            sent_at=deletion.sent_at,
            of=original,
            text=said.text,
            thread=said.thread,
            mentions=said.mentions,
            names_us=said.names_us,
            attachment=said.attachment,
            doubt=said.doubt,
            author=said.sender,
            takes_back=True,
        )

    async def _ask(self, room: RoomId, event: EventId) -> RawEvent | None:
        """The event as the homeserver gives it; None for one that is not in this room, or that the bot may not see."""
        try:
            found = await self._fetch(f"{CLIENT_API}/rooms/{quote(room, safe='')}/event/{quote(event, safe='')}")
        except (HomeserverError, Unreachable) as error:
            log.debug("an original could not be looked up: %s", error)
            return None
        return found if found.get("room_id", room) == room and found.get("event_id", event) == event else None


def _relation(event: RawEvent) -> Mapping[str, Any]:
    content = event.get("content")
    relation = content.get("m.relates_to") if isinstance(content, dict) else None
    return relation if isinstance(relation, dict) else {}


def _replacement(event: RawEvent) -> RawEvent | None:
    """The latest edit of an event, which the homeserver bundles (specification, "Server-side aggregation of m.replace relationships")."""
    found: Any = event
    for key in ("unsigned", "m.relations", "m.replace"):
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) and isinstance(found.get("content"), dict) else None
