"""An edit counts only where people see it, and its deletion gives back the words that they see then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.errors import HomeserverError
from bot.matrix.inbound.decrypt import Reader
from bot.matrix.inbound.originals import Originals
from bot.matrix.rooms import JoinedRooms
from bot.messages import Edit, Incoming, Redaction

ROOM = RoomId("!r:stadt.example")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANNA, BEN = UserId("@anna:stadt.example"), UserId("@ben:stadt.example")


def said(event: str, text: str, by: str = ANNA, **more: Any) -> dict[str, Any]:
    content = {"msgtype": "m.text", "body": text} | more.pop("content", {})
    return {"event_id": event, "room_id": ROOM, "type": "m.room.message", "sender": by, "content": content, "origin_server_ts": 1, **more}


def edit_of(original: str, text: str, event: str = "$edit", by: str = ANNA) -> dict[str, Any]:
    relation = {"rel_type": "m.replace", "event_id": original}
    return said(event, f"* {text}", by, content={"m.new_content": {"msgtype": "m.text", "body": text}, "m.relates_to": relation})


def edit(text: str = "!blocker Raum fehlt", of: str = "$said", by: UserId = ANNA) -> Edit:
    return Edit(event_id=EventId("$edit"), room=ROOM, sender=by, sent_at=NOW, of=EventId(of), text=text)


def deletion(of: str = "$edit", by: UserId = ANNA) -> Redaction:
    return Redaction(event_id=EventId("$deletion"), room=ROOM, sender=by, sent_at=NOW, target=EventId(of))


async def settled(
    value: Incoming,
    *,
    there: Mapping[str, dict[str, Any]] | None = None,
    known: Collection[str] = (),
    edits: Mapping[str, str] | None = None,
    heard: Collection[dict[str, Any]] = (),
) -> list[Incoming]:
    """`there` is what the homeserver would show of this room."""

    async def fetch(path: str) -> dict[str, Any]:
        found = next((raw for event, raw in (there or {}).items() if path.endswith(f"/event/{event.replace('$', '%24')}")), None)
        if found is None:
            raise HomeserverError(404, "M_NOT_FOUND", "Event not found.")
        return found

    async def stored(events: Collection[EventId]) -> frozenset[EventId]:
        return frozenset(event for event in events if event in known)

    async def edited(events: Collection[EventId]) -> Mapping[EventId, EventId]:
        return {event: EventId((edits or {})[event]) for event in events if event in (edits or {})}

    reader = Reader(None, JoinedRooms(UserId("@lotse:stadt.example")), lambda room, event: None, lambda event: True)  # type: ignore[arg-type]
    is_command = lambda event: isinstance(event, Edit) and event.text.startswith("!")  # noqa: E731
    return await Originals(fetch, reader, stored, edited, is_command).settle(ROOM, [value], heard, NOW)


@pytest.mark.parametrize("at_hand", [False, True])
@pytest.mark.parametrize(
    ("original", "counts"),
    [
        (said("$said", "Raum fehlt"), True),
        (said("$said", "Raum fehlt", by=BEN), False),
        (said("$said", "Karte", by="@lotse:stadt.example"), False),
        ({**said("$said", ""), "type": "m.room.encrypted", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}, True),
        ({**said("$said", ""), "content": {}}, False),
        (said("$said", "", state_key=""), False),
        (edit_of("$other", "Raum fehlt", "$said"), False),
    ],
)
async def test_an_edit_counts_where_its_sender_wrote_the_original(original: dict[str, Any], counts: bool, at_hand: bool) -> None:
    heard = await (settled(edit(), heard=[original]) if at_hand else settled(edit(), there={"$said": original}))
    assert [event.author for event in heard if isinstance(event, Edit)] == ([ANNA] if counts else [])


async def test_what_is_in_another_room_or_nowhere_is_not_edited() -> None:
    assert await settled(edit()) == []
    assert await settled(edit(), there={"$said": {**said("$said", "Raum fehlt"), "room_id": "!other:stadt.example"}}) == []


async def test_of_what_is_known_the_homeserver_is_not_asked() -> None:
    assert await settled(edit("Egal"), known=["$said"]) == [edit("Egal")]


async def test_an_edit_of_an_edit_is_seen_by_nobody() -> None:
    assert await settled(edit(of="$first"), known=["$first"], edits={"$first": "$said"}) == []


async def test_an_edit_that_says_nothing_to_the_bot_is_let_go_without_a_question() -> None:
    assert await settled(edit("Raum fehlt noch")) == []


async def test_an_edit_stands_in_the_thread_of_its_message() -> None:
    threaded = said("$said", "Raum fehlt", content={"m.relates_to": {"rel_type": "m.thread", "event_id": "$root"}})
    (heard,) = await settled(edit(), there={"$said": threaded})
    assert isinstance(heard, Edit) and heard.thread == "$root"


@pytest.mark.parametrize("by", [ANNA, BEN])
@pytest.mark.parametrize(
    ("latest", "text"),
    [
        (None, "!blocker Raum fehlt"),
        (edit_of("$said", "!blocker Saal fehlt", "$earlier"), "!blocker Saal fehlt"),
        (edit_of("$said", "!blocker Falsch", "$edit"), "!blocker Raum fehlt"),
        (edit_of("$said", "!blocker Falsch", "$theirs", by=BEN), "!blocker Raum fehlt"),
        ({"event_id": "$earlier"}, "!blocker Raum fehlt"),
    ],
)
async def test_a_deleted_edit_gives_back_what_stood_there_before(latest: dict[str, Any] | None, text: str, by: UserId) -> None:
    original = said("$said", "!blocker Raum fehlt", unsigned={"m.relations": {"m.replace": latest}} if latest else {})
    (heard,) = await settled(deletion(by=by), there={"$said": original}, edits={"$edit": "$said"})
    assert isinstance(heard, Edit)
    assert (heard.event_id, heard.of, heard.sender, heard.text, heard.takes_back) == ("$deletion", "$said", ANNA, text, True)


@pytest.mark.parametrize("original", [None, {**said("$said", ""), "content": {}}])
async def test_where_nobody_can_tell_what_stood_there_it_is_a_deletion_like_any_other(original: dict[str, Any] | None) -> None:
    there = {"$said": original} if original else {}
    assert await settled(deletion(), there=there, edits={"$edit": "$said"}) == [deletion()]


async def test_the_deletion_of_a_message_is_left_as_it_is() -> None:
    assert await settled(deletion("$said"), known=["$said"]) == [deletion("$said")]
